"""OpenDocument texts, read into lines: paragraphs, headings and tables in order, notes at the end."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from cited.intake.formats import office, raised, rows

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
# `super 58%` or `33% 58%`: how high, and in which size.
_HIGH = re.compile(r"super\b|0*[1-9]")


def read(path: Path, content: bytes) -> tuple[list[str], str]:
    """Return the lines of an OpenDocument text and its title; notes stand at the end, each after its number."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = etree.fromstring(archive.read("content.xml"), parser)
            named = [archive.read(part) for part in ("styles.xml",) if part in archive.namelist()]
            title = office.titled(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else ""
        reader = _Reader(_raised([*(etree.fromstring(part, parser) for part in named), root]))
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, RuntimeError, EOFError):
        raise office.damaged(path, "the OpenDocument text") from None
    body = next((one for one in root.iter() if str(one.tag).endswith("}text") and one.tag != f"{_TEXT}text"), None)
    paragraphs = list(reader.paragraphs(body)) if body is not None else []
    return [*paragraphs, *(["", "Notes", *reader.notes] if reader.notes else [])], title


def _raised(roots: list[etree._Element]) -> set[str]:
    """Return the names of the styles whose letters stand higher than the others, by themselves or by their parent."""
    high, parents = dict[str, bool](), dict[str, str]()
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name") or ""
            parents[name] = style.get(f"{_STYLE}parent-style-name") or ""
            for properties in style.iter(f"{_STYLE}text-properties"):
                if position := properties.get(f"{_STYLE}text-position"):
                    high[name] = bool(_HIGH.match(position))
    found = set()
    for style_name in parents:
        seen, name = set[str](), style_name
        while name and name not in high and name not in seen:
            seen.add(name)
            name = parents.get(name, "")
        if high.get(name):
            found.add(style_name)
    return found


class _Reader:
    """Reads what stands in an element; `notes` are those met so far."""

    def __init__(self, high: set[str]) -> None:
        self.high = high
        self.notes: list[str] = []

    def paragraphs(self, body: etree._Element) -> Iterator[str]:
        """Give the lines of a body."""
        walker = etree.iterwalk(body, events=("start",))
        for _, element in walker:
            if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                walker.skip_subtree()
                yield " ".join(self._words(element).split())
            elif element.tag == f"{_TABLE}table":
                walker.skip_subtree()
                yield from ["", *rows.lines(self._grid(element).rows), ""]

    def _grid(self, table: etree._Element) -> rows.Grid:
        grid = rows.Grid()
        for row in table.iter(f"{_TABLE}table-row"):
            cells = []
            for cell in row:
                if cell.tag == f"{_TABLE}table-cell":
                    text = " ".join(self._words(part) for part in cell.iter(f"{_TEXT}p"))
                    columns = _number(cell, "number-columns-spanned") * min(
                        _number(cell, "number-columns-repeated"), 100
                    )
                    cells.append((text, columns, _number(cell, "number-rows-spanned")))
            grid.row(cells)
        return grid

    def _words(self, element: etree._Element) -> str:
        """Return the words of a paragraph; a note leaves its number there, and what is raised is told from the rest."""
        words: list[str] = []
        # Where the words of each open span begin, None for one that is not raised.
        spans: list[int | None] = []
        walker = etree.iterwalk(element, events=("start", "end"))
        for event, part in walker:
            if event == "start":
                if part.tag == f"{_TEXT}note":
                    walker.skip_subtree()
                    said = " ".join("".join(one.itertext()) for one in part.iter(f"{_TEXT}note-body"))
                    self.notes.append(f"[{len(self.notes) + 1}] {' '.join(said.split())}")
                    words.append(f"[{len(self.notes)}]")
                    continue
                if part.tag == f"{_TEXT}span":
                    high = part.get(f"{_TEXT}style-name") in self.high and not any(at is not None for at in spans)
                    spans.append(len(words) if high else None)
                if part.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
                    words.append(" ")
                words.append(part.text or "")
            elif part is not element:
                if part.tag == f"{_TEXT}span" and (begun := spans.pop()) is not None:
                    words[begun:] = [raised.marker("".join(words[begun:]).strip(), "".join(words[:begun])[-12:])]
                words.append(part.tail or "")
        return "".join(words)


def _number(cell: etree._Element, name: str) -> int:
    value = cell.get(f"{_TABLE}{name}") or "1"
    return min(int(value), rows.MOST_COLUMNS) if value.isdecimal() and len(value) < 6 else 1
