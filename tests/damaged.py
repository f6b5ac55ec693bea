"""Damage to the cells of tables, each kind to each column: what a person mistypes, pastes or loses.

`mutants` gives every damage to every cell of some tables; the same tables give the same, whatever the day.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Row = Mapping[str, str]
Rows = Sequence[Row]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?~?(?:/.*)?")
# Words that turn what is said, in whole words.
TURNED = (
    ("more", "fewer"),
    ("almost", "over"),
    ("first", "last"),
    ("above", "below"),
    ("to", "from"),
    ("in", "before"),
)


class Mutant(NamedTuple):
    """One damage: the table, its row (from 0), the column, the kind of damage, and what the cell has instead."""

    table: str
    row: int
    column: str
    kind: str
    new: str


def mutants(tables: Mapping[str, Rows]) -> Iterator[Mutant]:
    """Give each kind of damage to each cell of tables, each table a list of rows."""
    for table, rows in tables.items():
        for column in rows[0] if rows else ():
            values = list(dict.fromkeys(row[column] for row in rows if row[column]))
            for number, row in enumerate(rows):
                for kind, new in dict(damages(row[column], values)).items():
                    if new != row[column]:
                        yield Mutant(table, number, column, kind, new)


def damages(cell: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the kinds of damage to a cell, each with what it has then; `values` are those of its column."""
    other = [value for value in values if value != cell]
    if not cell:
        yield from [("filled", value) for value in other[:1]]
        return
    yield "emptied", ""
    if other:
        yield "another row’s", other[len(cell) % len(other)]
    if _NUMBER.fullmatch(cell):
        yield from _numbers(cell)
    elif match := _DATE.fullmatch(cell):
        yield from _dates(cell, match)
    else:
        yield from _words(cell)


def _numbers(cell: str) -> Iterator[tuple[str, str]]:
    whole, point, decimals = cell.partition(".")
    yield "tenfold", f"{whole}{decimals[:1] or '0'}{point if decimals[1:] else ''}{decimals[1:]}"
    yield "negated", cell.removeprefix("-") if cell.startswith("-") else f"-{cell}"
    if match := re.fullmatch(r"(.*?)([1-8])(0*)", cell):
        yield "last digit", f"{match[1]}{int(match[2]) + 1}{match[3]}"
    if len(cell) > 1 and cell[0] != cell[1] and cell[:2].isdecimal():
        yield "digits swapped", f"{cell[1]}{cell[0]}{cell[2:]}"
    yield "with a thousands separator", f"{whole[:-3]},{whole[-3:]}" if len(whole) > 3 else f"{cell} "


def _dates(cell: str, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    year, month, day = match.groups()
    yield "a year later", f"{int(year) + 1}{cell[4:]}"
    yield "ten years before", f"{int(year) - 10}{cell[4:]}"
    if month:
        yield "the month after", f"{cell[:5]}{int(month) % 12 + 1:02}{cell[7:]}"
    if day:
        yield "the day after", f"{cell[:8]}{int(day) % 28 + 1:02}{cell[10:]}"
        yield "of a month", f"{cell[:7]}{cell[10:]}"
        yield "as elsewhere", f"{day}/{month}/{year}"
    if "/" in cell:
        yield "without its end", cell.partition("/")[0]
    if not month:
        yield "of a month of it", f"{year}-06{cell[4:]}"


def _words(cell: str) -> Iterator[tuple[str, str]]:
    for first, (one, two) in enumerate(pairwise(cell)):
        if one.isalpha() and two.isalpha() and one != two:
            yield "letters swapped", f"{cell[:first]}{two}{one}{cell[first + 2 :]}"
            break
    if match := re.search(r"\d+", cell):
        yield "a number in it", f"{cell[: match.start()]}{int(match[0]) + 1}{cell[match.end() :]}"
    words = cell.split(" ")
    if len(words) > 2:
        yield "a word lost", " ".join([words[0], *words[2:]])
    for one, two in TURNED:
        if re.search(rf"\b{one}\b", cell):
            yield "turned", re.sub(rf"\b{one}\b", two, cell, count=1)
    if "; " in cell:
        yield "one of several lost", cell.partition("; ")[0]
    if cell != cell.upper():
        yield "in capitals", cell.upper()
    yield "with a blank", f"{cell} "
    yield "with a wide blank", f"{cell[:1]}\u00a0{cell[1:]}"
