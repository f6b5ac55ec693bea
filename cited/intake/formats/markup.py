"""Documents in HTML: one line per paragraph, tables row by row, even where end tags are left out."""

import re
from collections.abc import Iterator

from lxml import etree, html

from cited.intake.formats import raised, rows, titles

_words = str.split
_BLOCKS = set(
    _words(
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
        " figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody tfoot thead title ul br"
    )
)
_UNSHOWN = set(_words("script style template noscript svg head math select option button textarea iframe object"))
# What a style sheet says of raised letters, and how an element says it of itself.
_RAISING = re.compile(r"vertical-align:\s*(?:super|0*\.?0*[1-9])")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)\s*(?:,|$)")
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_NOTE = re.compile(r"(foot|end)note-(\d+)")
# A number in a box of its own, no year and no number of a section, and what it counts, in the box beside it.
_BARE = re.compile(
    r"[<>~≈]?\s?[$€£¥]?(?!(?:19|20)\d\d$)(?:\d{3,}|\d{1,3}(?:,\d{3})+|\d[\d.,]*\s?(?:%|million|billion|m|bn|k))\+?"
)
_COUNTED = re.compile(r"[^\W\d_][^.;:!?|\d]{2,60}")
FENCE = "```"
# Deeper than this, tables lay out a page rather than hold data.
_DEEP = 60
# libxml2 reads no deeper, whatever it is told.
_DEEPEST = 2048


def read(text: str) -> tuple[list[str], str]:
    """Return the lines of an HTML document and its title, else its first heading; empty where it has neither.

    Raises ValueError where elements are nested so deep that the parser leaves out what stands in them.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # A declaration of another encoding no longer holds, NUL would end the text, and what stands after the end of the
    # page, which a browser shows, would be left out.
    whole = _ENDS.sub("", text.replace("\0", ""))
    root = html.document_fromstring(whole.encode("utf-8", "replace"), parser=parser)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ValueError(
            f"elements are nested more than {_DEEPEST:,} deep; expected a page whose text can be read whole"
        )
    named = [str(one.xpath("string()")) for tag in ("title", "h1", "h2") for one in root.iter(tag)]
    sheets = " ".join(str(one.text or "") for one in root.iter("style"))
    reader = _Reader(
        {name for rule in _RULE.findall(sheets) if _RAISING.search(rule[1]) for name in _CLASS.findall(rule[0])}
    )
    for event, element in _walk(root):
        (reader.begin if event == "start" else reader.end)(element)
    return reader.finish(), titles.first(named)


def _walk(root: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element.tag in _UNSHOWN:
            walker.skip_subtree()
        yield event, element


class _Table:
    def __init__(self) -> None:
        self.grid = rows.Grid()
        self.cells: list[tuple[str, int, int]] = []
        self.caption = ""
        self.open = False


class _Reader:
    """Gathers lines while a document is walked."""

    def __init__(self, high: set[str]) -> None:
        # The classes whose letters are raised.
        self.high = high
        self.lines: list[str] = []
        self.words: list[str] = []
        self.tables: list[_Table] = []
        self.depth = 0
        self.saved: list[list[str]] = []
        # The number that the text gives each note, by the note's id; and the number before the note's first words.
        self.markers: dict[str, str] = {}
        self.marker, self.noted = "", False
        # Within text set as it is typed; and a term whose value comes next.
        self.typed, self.term = 0, ""
        # Where a number stands alone in a box, the element that the box is in.
        self.bare: html.HtmlElement | None = None

    def begin(self, element: html.HtmlElement) -> None:
        tag = str(element.tag)
        self.depth += 1
        if tag in _UNSHOWN:
            return
        if tag == "table" and not self.tables and _holds_data(element, self.depth):
            self._flush()
            self.tables.append(_Table())
        elif self.tables and tag in ("td", "th", "caption", "tr"):
            self._cell_ends()
            if tag == "tr":
                self._row_ends()
            self.tables[-1].open = tag != "tr"
        elif tag in _BLOCKS:
            self._block()
        if tag == "pre" and not self.tables and element.find("code") is not None:
            self.lines.append(FENCE)
        self.typed += tag == "pre"
        if tag == "dd" and self.term:
            # Ships: 5
            self._trim()
            self.lines.pop()
            self.marker = f"{self.term.rstrip(' :')}: "
        if tag == "sub" or self._is_high(element):
            self.saved.append(self.words)
            self.words = []
        if tag == "a" and (mark := re.fullmatch(r"\W*(\d+)\W*", element.text or "")):
            self.markers.setdefault((element.get("href") or "").removeprefix("#"), mark[1])
        if tag == "li" and (note := _NOTE.search(element.get("id") or "")):
            if not self.noted and not re.fullmatch(
                r"(?i)(?:foot|end)?notes:?", next(filter(None, self.lines[::-1]), "")
            ):
                # What follows are notes, also where they are too few to be known by their numbers.
                self.lines += ["", "Notes"]
            self.noted = True
            self.marker = f"[{self.markers.get(note[0], note[2])}] "
        if element.text:
            self.words.append(element.text)

    def _is_high(self, element: html.HtmlElement) -> bool:
        if element.tag != "span":
            return str(element.tag) == "sup"
        return bool(_RAISING.search(element.get("style") or "")) or not self.high.isdisjoint(element.classes)

    def end(self, element: html.HtmlElement) -> None:
        tag = str(element.tag)
        self.depth -= 1
        if (tag == "sub" or self._is_high(element)) and self.saved:
            inner = "".join(self.words).strip()
            self.words = self.saved.pop()
            before = "".join(self.words)[-12:]
            self.words.append(inner if tag == "sub" else raised.marker(inner, before))
        elif self.tables and tag in ("td", "th"):
            self._cell_ends(element)
        elif self.tables and tag == "caption":
            self.tables[-1].caption, self.words, self.tables[-1].open = "".join(self.words), [], False
        elif self.tables and tag == "tr":
            self._row_ends()
        elif tag == "table" and self.tables:
            self._table_ends()
        elif tag in _BLOCKS and tag not in _UNSHOWN:
            self._block()
            self._term_ends(tag)
            self._box_ends(element)
        self.typed -= tag == "pre"
        if tag == "pre" and not self.tables and element.find("code") is not None:
            self.lines.append(FENCE)
        if element.tail:
            self.words.append(element.tail)

    def finish(self) -> list[str]:
        while self.tables:
            self._table_ends()
        self._flush()
        kept = [line for line, before in zip(self.lines, ["", *self.lines], strict=False) if line or before]
        while kept and not kept[-1]:
            kept.pop()
        return kept

    def _block(self) -> None:
        if self.tables:
            self.words.append(" ")
        else:
            self._flush()

    def _term_ends(self, tag: str) -> None:
        if tag == "dd" and self.term and self.marker:
            # It has no value.
            self.lines, self.marker = [*self.lines, self.term], ""
        self.term = ""
        if tag == "dt" and not self.tables:
            self._trim()
            last = self.lines[-1] if self.lines else ""
            self.term = last if last and len(last) < 80 and last[-1] not in ".?!" else ""

    def _box_ends(self, element: html.HtmlElement) -> None:
        """Write a number and what it counts, in boxes beside each other, as one line: 1,240 ships."""
        parent = element.getparent()
        words = " ".join((element.text or "").split()) if len(element) == 0 and not self.tables else ""
        if self.bare is not None and self.bare is parent and _COUNTED.fullmatch(words):
            self._trim()
            label = self.lines.pop()
            self._trim()
            self.lines[-1] += f" {label}"
        self.bare = parent if _BARE.fullmatch(words) else None

    def _trim(self) -> None:
        while self.lines and not self.lines[-1]:
            self.lines.pop()

    def _flush(self) -> None:
        if self.typed and not self.tables:
            self.lines += "".join(self.words).rstrip().split("\n")
            self.words = []
            return
        line = raised.with_fractions(" ".join("".join(self.words).split()))
        self.words = []
        if line:
            line, self.marker = self.marker + line, ""
        self.lines.append(line)

    def _cell_ends(self, element: html.HtmlElement | None = None) -> None:
        table = self.tables[-1]
        if element is not None and table.open:
            columns, spans = _span(element, "colspan"), _span(element, "rowspan")
            table.cells.append(("".join(self.words), columns, spans))
        self.words, table.open = [], False

    def _row_ends(self) -> None:
        table = self.tables[-1]
        if table.cells:
            table.grid.row(table.cells)
        table.cells = []

    def _table_ends(self) -> None:
        self._row_ends()
        table = self.tables.pop()
        caption = " ".join(table.caption.split())
        self.words = []
        grid = rows.lines(table.grid.rows)
        self.lines += ["", *([caption] if caption else []), *grid, ""]


def _holds_data(table: html.HtmlElement, depth: int) -> bool:
    """Whether a table holds data: those that lay out a page hold other tables or long texts."""
    if depth > _DEEP or table.find(".//table") is not None:
        return False
    return all(len(cell.findall(".//p")) < 4 for cell in table.iter("td"))


def _span(element: html.HtmlElement, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return min(int(value), rows.MOST_COLUMNS) if value.isdecimal() and value.isascii() and len(value) < 6 else 1
