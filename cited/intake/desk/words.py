"""A draft and the words of its figures: where they stand, what they say, and what a person has selected."""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cited.intake import texts
from cited.intake.auditing.audit import FIGURE, amount
from cited.intake.desk.cells import Refused
from cited.intake.drafting.draft import DRAFT, drafted_row
from cited.intake.reading.grammar import Quantity, read, read_line, read_text
from cited.intake.reading.structure import tables
from cited.ledger.agreement.hedges import Hedge

Row = dict[str, str]
# The column that names the cells of a row which were guessed, not read.
GUESSED = "guessed"
# What stands in the column of drafts of a row that a person has accepted as it is.
ACCEPTED = "accepted"
# What may be the same in all rows of a table.
_ALIKE = ("measure", "theme", "actor", "counterpart", "unit", "period", "basis")
# What joins two figures, and belongs to neither where they are split.
_BEFORE = re.compile(r"(?:[\s,;/()]+|(?:and|or|to|with)\s+)*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_AFTER = re.compile(r"(?:[\s,;/()]|\s(?:and|or|to|with))*$", re.IGNORECASE)


class Draft(NamedTuple):
    """The rows of a draft and its text: figures, numbers that are none, lines, and the document's id and date."""

    source: str
    figures: list[Row]
    numbers: list[Row]
    lines: list[str]
    dated: str


def tables_of(lines: Sequence[str]) -> dict[int, range]:
    """Return, for each line of a table, from 1, the lines of that table."""
    return _tables_of(tuple(lines))


@functools.lru_cache(maxsize=2)
def _tables_of(lines: tuple[str, ...]) -> dict[int, range]:
    spans = [range(table.first, table.last + 1) for table in tables(lines)]
    return {line: span for span in spans for line in span}


def of_table(draft: Draft, row: Row) -> list[Row]:
    """Return the figures of the table that a row stands in, itself included; raises `Refused` where it is in none."""
    table = tables_of(draft.lines).get(int(row["line"]))
    if not table:
        raise Refused(f"{row['figure']} stands in no table")
    return [one for one in draft.figures if int(one["line"]) in table]


def to_fill(draft: Draft, row: Row, column: str) -> list[Row]:
    """Return a row and those of its table that lack a cell or have it as a guess: what a person has filled stays."""
    others = of_table(draft, row) if column in _ALIKE else []
    return [row, *(one for one in others if not one.get(column) or column in one.get(GUESSED, "").split())]


def filled(row: Row, column: str, value: str) -> Row:
    """Return a row with a cell that a person has filled, which is no guess any more."""
    changed = {**row, column: value}
    if GUESSED in row:
        changed[GUESSED] = " ".join(name for name in row[GUESSED].split() if name != column)
    return changed


def accepted(row: Row) -> Row:
    """Return a row as a person has accepted it: nothing in it is a guess any more."""
    return {**row, DRAFT: ACCEPTED, **({GUESSED: ""} if GUESSED in row else {})}


def require_no_amount(draft: Draft, rows: Sequence[Row], name: str) -> None:
    """Raise `Refused` where a row of a class has what the audit takes only for a figure's: a currency, a hedge."""
    readings = read_text(draft.lines)
    for row in rows:
        line, start = place_of(draft, row)
        if sign := amount(start, start + len(row["printed"]), name, readings[line - 1]):
            raise Refused(f"“{row['printed']}” is no {name}: it has {sign}; expected reference, or that it is a figure")


def selected(draft: Draft, line: int, start: int, end: int) -> tuple[Quantity, list[Row]]:
    """Return what the words say that a person calls a figure; where a rule says that they are none, also the row that
    overrides it."""
    try:
        return quantity_at(draft, line, start, end), []
    except Refused:
        numerals = [one for one in read_line(draft.lines[line - 1]).numerals if start <= one.start and one.end <= end]
        if not numerals:
            raise
    printed = draft.lines[line - 1][start:end]
    occurrence, value = occurrence_of(draft.lines[line - 1], printed, start), numerals[0].value
    quantity = Quantity(line, start, end, printed, occurrence, value, value, Hedge.NONE, "", "")
    row = {"line": str(line), "printed": printed, "occurrence": str(occurrence), "class": FIGURE, "remark": ""}
    return quantity, [row]


def cells_of(quantity: Quantity, row: Row) -> Row:
    """Return the cells that the words of a figure say, for a row that keeps what a person has typed."""
    read_ = drafted_row(row["figure"], quantity, "", "")
    return {
        column: read_[column]
        for column in ("printed", "occurrence", "low", "high", "hedge", "unit", "period", "per")
        if column in read_ and (read_[column] or column not in ("unit", "period"))
    }


def quantity_at(draft: Draft, line: int, start: int, end: int) -> Quantity:
    """Return what some characters of a line say; raises `Refused` where they have no number."""
    text = draft.lines[line - 1]
    printed = text[start:end]
    occurrence = occurrence_of(text, printed, start)
    quantity = read(printed, text, occurrence) if printed else None
    if quantity is None:
        raise Refused(f"“{printed}” has no number that can be read; expected one")
    return quantity._replace(line=line, start=start, end=end, printed=printed, occurrence=occurrence)


def occurrence_of(text: str, printed: str, start: int) -> int:
    """Return which occurrence of some characters of a line begins at a place; raises `Refused` where none does."""
    count, position = 0, -1
    while position < start:
        position, count = text.find(printed, position + 1), count + 1
        if position < 0:
            raise Refused(f"“{printed}” does not stand there")
    return count


def place_of(draft: Draft, row: Mapping[str, str]) -> tuple[int, int]:
    """Return the line of a row and where its words begin; raises `Refused` where they do not stand there."""
    start = start_of(texts.Places(draft.lines), row)
    if start < 0:
        raise Refused(f"“{row['printed']}” does not stand in line {row['line']}; correct the row in its file")
    return int(row["line"]), start


def start_of(places: texts.Places, row: Mapping[str, str]) -> int:
    """Return where the words of a row begin in their line, -1 where they do not stand there."""
    return places.start(int(row["line"]), row["printed"], int(row["occurrence"]))


def beside_word(words: str, at: int) -> int:
    """Return a place among words; for one inside a word, the nearer of its ends."""
    inside = next((word for word in _WORD.finditer(words) if word.start() < at < word.end()), None)
    return min(reversed(inside.span()), key=lambda end: abs(end - at)) if inside else at


def trimmed(words: str, start: int) -> tuple[str, int]:
    """Return words without blanks and joints at their ends, and where they then begin."""
    rest = _BEFORE.sub("", words, count=1)
    return _AFTER.sub("", rest), start + len(words) - len(rest)


def next_id(draft: Draft) -> str:
    """Return the next id: one more than any that the draft has."""
    numbers = (row["figure"].rpartition("-")[2] for row in draft.figures)
    return f"{draft.source}-{max((int(number) for number in numbers if number.isdecimal()), default=0) + 1}"


def whole(wanted: Mapping[str, object], name: str) -> int:
    """Return a whole number that an edit names; raises `Refused` for anything else."""
    value = wanted.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(f"`{name}`: expected a whole number")
    return value
