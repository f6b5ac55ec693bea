"""Documents of our own with their figures marked, and how well the grammar, or another finder, reads them.

A mark is ⟦printed = value unit @period⟧: `4.2`, `3e9..4e9`, `30..` or `..20` with the ledger's unit, `-` for none;
the period stands only where the sentence or the table gives one, `@?` where a reader may give one or none.
The first line says genre and source of figures.
"""

import math
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cited.intake.formats import documents
from cited.intake.reading.grammar import Quantity, read_text

_MARK = re.compile(r"⟦(?P<printed>.*?) = (?P<value>\S+) (?P<unit>[^⟧@]*)(?:@(?P<period>[^⟧]*))?⟧", re.DOTALL)
# What HTML writes and a reader sees.
_ENTITIES = {"&nbsp;": "\u00a0", "&shy;": "\u00ad", "&#64257;": "ﬁ"}
_UNSEEN = "\u00ad"
# A period in a key that no row is judged by.
_EITHER = "?"


class Expected(NamedTuple):
    """A figure that should be found: where it stands and what it says."""

    line: int
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str


class Document(NamedTuple):
    """A document as intake reads it: its lines, the figures expected, and the period of each, None where not given,
    `?` where it is not judged."""

    name: str
    lines: list[str]
    expected: list[Expected]
    periods: list[str | None]


class Checked(NamedTuple):
    """What a person would have to correct in a draft, counted: periods given and read; rows, and those that need any
    edit, a row to add or to delete included; figures in cells of tables, and those that need none; rows that are right
    but for a period where the key gives none."""

    periods: int = 0
    dated: int = 0
    rows: int = 0
    corrections: int = 0
    cells: int = 0
    right_cells: int = 0
    undated: int = 0

    def plus(self, other: "Checked") -> "Checked":
        """Return the sum of both."""
        return Checked(*(one + two for one, two in zip(self, other, strict=True)))


def documents_in(folder: Path) -> Iterator[Document]:
    """Give each marked document of a folder, by name; raises ValueError where a mark is not in the text read."""
    for path in sorted(folder.iterdir()):
        yield _document(path)


def checked(document: Document, found: list[Quantity]) -> Checked:
    """Return how many rows of a draft a person would correct; a figure's row is any that overlaps it."""
    total = Checked()
    spare = list(found)
    for figure, period in zip(document.expected, document.periods, strict=True):
        over = [one for one in found if one.line == figure.line and one.start < figure.end and figure.start < one.end]
        spare = [one for one in spare if one not in over]
        dated = any(one.period == period for one in over)
        said = [
            one
            for one in over
            if close(one.low, figure.low) and close(one.high, figure.high) and one.unit == figure.unit
        ]
        given = period not in (None, _EITHER)
        right = bool(said) and (dated or not given)
        in_table = any(one.cell for one in over)
        undated = period is None and right and all(one.period for one in said)
        total = total.plus(Checked(given, given and dated, 1, not right, in_table, in_table and right, undated))
    return total.plus(Checked(rows=len(spare), corrections=len(spare)))


def close(one: float | None, two: float | None) -> bool:
    """Return whether two ends of a figure are the same number, or both open."""
    if one is None or two is None:
        return one is two
    return math.isclose(one, two, rel_tol=1e-6, abs_tol=1e-9)


def quantities(document: Document) -> list[Quantity]:
    """Return what the grammar finds in a document."""
    return [quantity for reading in read_text(document.lines) for quantity in reading.quantities]


def _document(path: Path) -> Document:
    marked = path.read_text(encoding="utf-8")
    plain = _MARK.sub(lambda mark: mark["printed"], marked)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path.name
        # The line that says what the document is, is none of it.
        file.write_text(plain if path.suffix == ".html" else plain.partition("\n")[2], encoding="utf-8")
        lines = documents.document(file).text.split("\n")
    expected, given = [], []
    line, position = 0, 0
    for mark in _MARK.finditer(marked):
        line, position, end = _place(path, lines, line, position, mark["printed"])
        low, high = _ends(mark["value"])
        unit = mark["unit"].strip()
        expected.append(Expected(line + 1, position, end, low, high, "" if unit == "-" else unit))
        given.append(mark["period"].strip() if mark["period"] is not None else None)
        position = end
    return Document(path.stem, lines, expected, given)


def _place(path: Path, lines: list[str], line: int, position: int, printed: str) -> tuple[int, int, int]:
    """Where marked words stand next in the lines read: line from 0, first and last character."""
    for entity, character in _ENTITIES.items():
        printed = printed.replace(entity, character)
    words = re.sub(r"-\n", "", printed).replace(_UNSEEN, "").split()
    between = rf"[\s{_UNSEEN}]+"
    # 22 is neither the end of 2022 nor the beginning of 2206.10.
    whole, end = r"(?<![\d.,])" if words[0][0].isdigit() else "", r"(?!\d)" if words[-1][-1].isdigit() else ""
    pattern = re.compile(whole + between.join(rf"{_UNSEEN}?".join(map(re.escape, word)) for word in words) + end)
    while line < len(lines):
        if match := pattern.search(lines[line], position):
            return line, match.start(), match.end()
        line, position = line + 1, 0
    raise ValueError(f"{path.name}: “{printed}” is marked and not in the text read")


def _ends(value: str) -> tuple[float | None, float | None]:
    first, dots, last = value.partition("..")
    if not dots:
        return float(first), float(first)
    return float(first) if first else None, float(last) if last else None
