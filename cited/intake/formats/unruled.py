"""Tables of a PDF that no rules part: cells by the blanks between words, columns by where their cells stand."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from cited.intake.formats.columns import Words

# Blanks this much wider than a letter is high part the cells of a row.
_WIDE = 1.3
# Narrower ones part the headers of two columns, where each side stands over its own.
_NARROW = 0.6
_LEADERS = re.compile(r"\.{3,}|…{2,}")
# Two numbers that are whole stand in two cells, however near: 1,460,219 4,328,906.
_NUMBER = re.compile(r"[(−–-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?|[(−–-]?\d+\.\d+\)?")
# What a number in a cell is, other than a day of a header: 20, 2024.
_DATA = re.compile(r"(?!\d{1,2}, (?:19|20)\d\d$)[^a-z]*\d[^a-z]*[a-z]{0,2}[^a-z]*", re.IGNORECASE)
_GOES_ON = re.compile(r"[a-z(&]")


class Cell(NamedTuple):
    """A cell: its words, and where it begins and ends in the width of the page."""

    text: str
    x0: float
    x1: float
    parts: tuple["Cell", ...] = ()


Row = list[Cell]


def cells(line: Words) -> Row:
    """Return the cells of a line, parted where the blank between two words is wide or dots lead over it."""
    spaced = sum(word["text"] == "." for word in line) > 2
    found: Row = []
    end, apart = 0.0, True
    for word in line:
        if spaced and word["text"] == ".":
            continue
        blank, height = word["x0"] - end, word["bottom"] - word["top"]
        whole = blank > 0.2 * height and _NUMBER.fullmatch(word["text"])
        apart = apart or blank > _WIDE * height or bool(whole and _NUMBER.fullmatch(found[-1].parts[-1].text))
        for index, text in enumerate(_LEADERS.split(word["text"])):
            apart = apart or index > 0
            if text:
                part = Cell(text, word["x0"], word["x1"])
                if apart:
                    found.append(part._replace(parts=(part,)))
                else:
                    found[-1] = _joined(found[-1], part, blank, blank > _NARROW * height)
                apart = False
        end = word["x1"]
    return found


def _joined(cell: Cell, word: Cell, blank: float, parted: bool) -> Cell:
    """A cell with one more word, which begins another part of it or not."""
    parts = cell.parts
    if parted:
        parts = (*parts, word)
    else:
        parts = (*parts[:-1], Cell(_with(parts[-1].text, word.text, blank), parts[-1].x0, word.x1))
    return Cell(_with(cell.text, word.text, blank), cell.x0, word.x1, parts)


def _with(text: str, word: str, blank: float) -> str:
    return text + (" " if blank > 0.5 else "") + word


def numbers(row: Row) -> int:
    """Return how many cells of a row after its first have a number."""
    return sum(bool(re.search(r"\d", cell.text)) for cell in row[1:])


def _values(row: Row) -> int:
    """How many cells of a row after its first are numbers."""
    return sum(bool(_DATA.fullmatch(cell.text)) for cell in row[1:])


def is_over_data(row: Row, below: Sequence[Row]) -> bool:
    """Return whether a row of one cell stands over columns of data, as the first line of a header does."""
    return len(row) == 1 and all(len(other) > 1 and row[0].x0 > other[0].x1 for other in below if numbers(other))


def is_named_around(rows: Sequence[Row]) -> bool:
    """Return whether, of three rows, the one between has the numbers of a name whose two lines the others have."""
    if [len(row) > 1 for row in rows] != [False, True, False]:
        return False
    above, between, below = (row[0] for row in rows)
    return max(above.x1, below.x1) < between.x0 and bool(_GOES_ON.match(below.text))


def table(block: Sequence[Row]) -> list[list[str]]:
    """Return the rows of a table, each cell under the others of its column; headers and names of rows that go on in
    the next line are joined."""
    spans = _spans(block)
    block = [[part for cell in row for part in _cut(cell, spans)] for row in block]
    placed = [_placed(row, spans) for row in block]
    if not spans or not all(placed):
        return _by_order(block)
    grid: list[list[str]] = [row for row in placed if row]
    # A header may have a number: Employees (end of 2024).
    data = next((index for index, row in enumerate(block) if 2 * _values(row) > len(row) - 1 > 0), 0)
    while data > 1 and not any(grid[data - 1][1:]) and any(row[0] for row in grid[: data - 1]):
        # The name of a section, or the first line of a row's.
        data -= 1
    if data > 1 and not any(_is_over_many(cell, spans) for row in block[:data] for cell in row):
        grid[:data] = [[" ".join(filter(None, column)) for column in zip(*grid[:data], strict=True)]]
    joined: list[list[str]] = []
    for row in grid:
        alone = bool(row[0]) and not any(row[1:])
        before = joined[-1] if joined else []
        goes_on = _GOES_ON.match(row[0])
        if alone and goes_on and len(joined) > 1 and not before[0] and joined[-2][0] and not any(joined[-2][1:]):
            # A name of two lines, its numbers between them.
            joined[-2:] = [[f"{joined[-2][0]} {row[0]}", *before[1:]]]
        elif before and before[0] and goes_on and (alone or not any(before[1:])):
            joined[-1] = [f"{before[0]} {row[0]}", *(row[1:] if not alone else before[1:])]
        else:
            joined.append(row)
    return joined


def _spans(block: Sequence[Row]) -> list[tuple[float, float]]:
    """Where the columns begin and end, by the rows with the most cells; none where these do not stand apart."""
    body = [row for row in block if numbers(row)] or list(block)
    width = max(map(len, body))
    full = [row for row in body if len(row) == width]
    spans = [(min(cell.x0 for cell in column), max(cell.x1 for cell in column)) for column in zip(*full, strict=True)]
    apart = all(left[1] < right[0] for left, right in itertools.pairwise(spans))
    # Rows without a name stand under the columns of data.
    named = any(row[0].x0 < spans[0][0] - 10 for row in block)
    return spans if apart and not named else []


def _placed(row: Row, spans: Sequence[tuple[float, float]]) -> list[str]:
    """A row's cells by columns; none where two would stand in one."""
    texts = [""] * len(spans)
    for cell in row:
        inside = [index for index, (x0, x1) in enumerate(spans) if cell.x0 < x1 and x0 < cell.x1]
        nearest = min(range(len(spans)), key=lambda index: abs(sum(spans[index]) - cell.x0 - cell.x1))
        column = inside[0] if inside else nearest
        if texts[column] and numbers(row):
            return []
        texts[column] = f"{texts[column]} {cell.text}".strip()
    return texts


def _cut(cell: Cell, spans: Sequence[tuple[float, float]]) -> Sequence[Cell]:
    """The parts of a cell, where each stands over another column; else the cell."""
    if len(cell.parts) > 1 and _is_over_many(cell, spans) and not any(_is_over_many(one, spans) for one in cell.parts):
        return cell.parts
    return [cell]


def _is_over_many(cell: Cell, spans: Sequence[tuple[float, float]]) -> bool:
    return sum(cell.x0 < x1 and x0 < cell.x1 for x0, x1 in spans) > 1


def _by_order(block: Sequence[Row]) -> list[list[str]]:
    """The cells of rows one after the other; a first row that is short by one has no name over those of the rows."""
    width = max(map(len, block))
    texts = [[cell.text for cell in row] for row in block]
    return [["", *row] if len(row) == width - 1 and not index else row for index, row in enumerate(texts)]
