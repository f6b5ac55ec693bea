"""Documents of our own with their figures marked, and how well the grammar, or another finder, reads them.

A mark is ⟦printed = value unit @period⟧: `4.2`, `3e9..4e9`, `30..` or `..20` with the ledger's unit, `-` for none;
the period stands only where the sentence or the table gives one. The first line says genre and source of figures.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cited.intake import documents
from cited.intake.grammar import Quantity, read_text

_MARK = re.compile(r"⟦(?P<printed>.*?) = (?P<value>\S+) (?P<unit>[^⟧@]*)(?:@(?P<period>[^⟧]*))?⟧", re.DOTALL)
# What HTML writes and a reader sees.
_ENTITIES = {"&nbsp;": "\u00a0", "&shy;": "\u00ad", "&#64257;": "ﬁ"}
_UNSEEN = "\u00ad"


class Expected(NamedTuple):
    """A figure that should be found: where it stands and what it says."""

    line: int
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str


class Document(NamedTuple):
    """A document as intake reads it: its lines, the figures expected, and the period of each, None where not given."""

    name: str
    lines: list[str]
    expected: list[Expected]
    periods: list[str | None]


class Periods(NamedTuple):
    """How many periods are given, and how many of them were read."""

    given: int
    right: int


def documents_in(folder: Path) -> Iterator[Document]:
    """Give each marked document of a folder, by name; raises ValueError where a mark is not in the text read."""
    for path in sorted(folder.iterdir()):
        yield _document(path)


def periods(document: Document, found: list[Quantity]) -> Periods:
    """Return how many of a document's periods were read; a figure's is that of a quantity that overlaps it."""
    given = [
        (figure, period)
        for figure, period in zip(document.expected, document.periods, strict=True)
        if period is not None
    ]
    right = sum(
        any(
            quantity.line == figure.line
            and quantity.start < figure.end
            and figure.start < quantity.end
            and quantity.period == period
            for quantity in found
        )
        for figure, period in given
    )
    return Periods(len(given), right)


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
    pattern = re.compile(between.join(rf"{_UNSEEN}?".join(map(re.escape, word)) for word in words))
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
