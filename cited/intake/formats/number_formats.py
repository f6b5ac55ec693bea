"""Numbers of an Excel workbook as its reader sees them: 0.291 in a cell of per cent is 29.1%."""

import io
import itertools
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lxml import etree

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# The formats that a workbook need not define, by their numbers.
_KNOWN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_KNOWN |= {37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)"}
# What is not shown, and what is shown as it stands: `" tonnes"`, `[$€-407]`, `\ `.
_UNSEEN = re.compile(r"_.|\*.|\[(?!\$)[^\]]*\]|\[\$-[^\]]*\]")
_LITERAL = r'(?:"[^"]{0,30}"|\[\$[^\]-]{1,5}(?:-[^\]]*)?\]|\\.|[ $€£¥()+-])*'
_FORMAT = re.compile(
    rf"(?P<before>{_LITERAL})(?P<grouped>#,##)?0(?:\.(?P<digits>0+))?(?P<thousands>,{{0,3}})(?P<percent>%)?"
    rf"(?P<after>{_LITERAL})"
)
_SAID = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)|(.)')
_CELL = re.compile(rb'<c\b(?=[^<>]*?\br="([A-Z]{1,3})(\d{1,7})")(?=[^<>]*?\bs="(\d{1,6})")[^<>]*>')

_HIDDEN = re.compile(rb'<(?:row|col)\b[^<>]*?\bhidden="(?:1|true)"[^<>]*>')
_ROW = re.compile(rb'<row\b[^<>]*?\br="(\d{1,7})"')
_COLUMNS = re.compile(rb'<col\b(?=[^<>]*?\bmin="(\d{1,5})")(?=[^<>]*?\bmax="(\d{1,5})")')
_WIDEST = 16_384


class Format(NamedTuple):
    """How a number is shown: its digits after the point, whether thousands are parted, whether in per cent, how often
    it is divided by a thousand, what stands before and behind it, and whether it is negative in brackets."""

    digits: int
    grouped: bool
    percent: bool
    thousands: int = 0
    before: str = ""
    after: str = ""
    brackets: bool = False

    def shown(self, value: float) -> str:
        """Return a number as it is shown."""
        value = (100 * value if self.percent else value) / 1000**self.thousands
        amount = Decimal(repr(abs(value)))
        if amount < _EXACT:
            # Halves are shown as the next number.
            amount = amount.quantize(Decimal(1).scaleb(-self.digits), ROUND_HALF_UP)
        number = f"{amount:{',' if self.grouped else ''}.{self.digits}f}{'%' if self.percent else ''}"
        number = f"{self.before}{number}{self.after}"
        negative = value < 0 and bool(re.search("[1-9]", number))
        return f"({number})" if negative and self.brackets else f"-{number}" if negative else number


# A sheet with more numbers than this is no document; what is formatted after so many cells is shown as it is kept.
_MOST = 500_000
_EXACT = 10**15
# By row and column, from 0.
Formats = dict[tuple[int, int], Format]


class Sheet(NamedTuple):
    """The formats of a sheet's numbers, and its rows and columns that are hidden, from 0."""

    formats: Formats
    rows: frozenset[int]
    columns: frozenset[int]


def by_sheet(content: bytes) -> dict[str, Sheet]:
    """Return how the sheets of a workbook are shown, by their names; none for other kinds of workbooks."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        styles = _styles(etree.fromstring(archive.read("xl/styles.xml"), parser))
        parts = {
            one.get("Id"): "xl/" + one.get("Target", "").removeprefix("/xl/")
            for one in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
        }
        book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
        sheets = [(str(one.get("name")), parts.get(one.get(_RELATION), "")) for one in book.iter(f"{_SHEET}sheet")]
        return {name: _sheet(archive.read(part), styles) for name, part in sheets if part in names}


def _sheet(content: bytes, styles: dict[int, Format]) -> Sheet:
    hidden = _HIDDEN.findall(content)
    rows = [int(place[1]) - 1 for tag in hidden if (place := _ROW.search(tag))]
    spans = [(int(ends[1]), int(ends[2])) for tag in hidden if (ends := _COLUMNS.search(tag))]
    columns = [column - 1 for first, last in spans for column in range(first, min(last, _WIDEST) + 1)]
    return Sheet(_formats(content, styles), frozenset(rows), frozenset(columns))


def _styles(root: etree._Element) -> dict[int, Format]:
    """The formats that show a number otherwise than it is kept, by the numbers of the styles that use them."""
    codes = _KNOWN | {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iter(f"{_SHEET}numFmt")}
    found = {}
    used = root.find(f"{_SHEET}cellXfs")
    for number, style in enumerate(used if used is not None else []):
        code, *others = _UNSEEN.sub("", codes.get(int(style.get("numFmtId") or 0), "")).split(";")
        if match := _FORMAT.fullmatch(code.strip()):
            found[number] = Format(
                len(match["digits"] or ""),
                bool(match["grouped"]),
                bool(match["percent"]),
                len(match["thousands"]),
                _said(match["before"]),
                _said(match["after"]),
                bool(others and re.search(r"\(.*0.*\)", others[0])),
            )
    return found


def _said(literal: str) -> str:
    """What the literal parts of a format show."""
    return "".join(text for match in _SAID.findall(literal) for text in match)


def _formats(sheet: bytes, styles: dict[int, Format]) -> Formats:
    found: Formats = {}
    for match in itertools.islice(_CELL.finditer(sheet), _MOST):
        if style := styles.get(int(match[3])):
            column = 0
            for letter in match[1]:
                column = column * 26 + letter - 64
            found[int(match[2]) - 1, column - 1] = style
    return found
