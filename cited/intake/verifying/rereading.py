"""Whether a figure follows from its words: the grammar reads `printed` again and compares value and surroundings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from cited.intake import texts
from cited.intake.consistency.repeats import converted
from cited.intake.reading.grammar import Quantity, read, read_text
from cited.intake.verifying import spoken
from cited.intake.verifying.surroundings import COLUMNS, Place, Surroundings
from cited.ledger.rules import columns, rules
from cited.ledger.store import plain, tables
from cited.ledger.store.faults import Fault
from cited.ledger.store.reasons import is_reason

VALUES = ("low", "high", "hedge", "unit")
# What is compared with the text around the words.
AROUND = (*COLUMNS, *spoken.COLUMNS)
# All that the words of a figure without its line are compared with.
_LOOKED_AT = ("printed", *VALUES, "reading")
# The grammar rounds to six decimals, as the ledger does.
HALF = 5e-7
# Words that make a bare number a count or a rank, where the line that shows which it is is not there.
_FRAMES = ("There were {} of them", "It is the {} largest of them")


def faults() -> list[Fault]:
    """Return the figures whose low, high, hedge or unit is not what the grammar reads, and needless excuses.

    A row says in `reading` which columns a person reads otherwise, and why: `unit: times that a war was fought`.
    Where the document's text is there, the words are read in their line; else by themselves, and a unit counts only
    where they name one.
    """
    there = texts.by_checksum()
    faults: list[Fault] = []
    for source in tables.rows("sources"):
        path = there.get(source["sha256"])
        faults += _document(source["source"], texts.lines(path) if path else [])
    return faults


def departures() -> list[str]:
    """Return the ids of the figures that a person reads otherwise than the grammar."""
    ids: list[str] = []
    by_columns = columns.large(tables.files("figures"))
    for path in tables.files("figures"):
        if by_columns:
            table = columns.some(path, ("figure", "reading"))
            ids += table.filter(table["reading"] != "")["figure"].to_list()
        else:
            ids += [row["figure"] for row in tables.read(path) if row["reading"]]
    return ids


def row_faults(
    row: dict[str, str], quantity: Quantity | None = None, around: Iterable[tuple[str, str]] = ()
) -> Iterator[tuple[str, str]]:
    """Give the column and what was expected there, for each way in which a row is not what its words say.

    `quantity` is how the grammar reads the words in their line; without it they are read by themselves. `around` has
    what the text around them does not bear out, as `Surroundings.faults` gives it.
    """
    named, colon, why = row["reading"].partition(": ")
    excused = named.split(", ") if colon and is_reason(why) else []
    if row["reading"] and (not excused or not set(excused) <= {*VALUES, *AROUND}):
        names = ", ".join((*VALUES, *AROUND))
        yield "reading", f"expected some of {names}, a colon, and why in words: `unit: wars, not a multiple`"
        return
    read_ = quantity or _alone(row["printed"])
    differing = [column for column in VALUES if not _same(row, read_, column)]
    words = quantity.printed if quantity and row["printed"] in quantity.printed else row["printed"]
    wrong = [(column, f"expected {_shown(read_, column)}, as “{words}” says") for column in differing]
    if quantity and row["hedge"] and not differing and _bent_outside(row["printed"], quantity):
        wrong.append(("printed", f"expected the word that hedges it as well: “{quantity.printed}”"))
    wrong += around
    for column, expected in wrong:
        if column not in excused:
            yield column, f"{expected}; or a reason in `reading`"
    if quantity:
        for column in sorted(set(excused) - {column for column, _ in wrong}):
            yield "reading", f"expected nothing about `{column}`: the text is read as the row has it"


def faults_of(file: str, rows: Iterable[Mapping[str, str]], lines: list[str]) -> Iterator[Fault]:
    """Give the faults of the rows of one document, whose text has these lines (none where it is not there).

    A row whose place or number cannot be read is passed over: that is a fault of another rule.
    """
    readings, places = read_text(lines), texts.Places(lines)
    works = rules.notes().get(Path(file).stem, ()) if lines else ()
    dated = next((one["date"] for one in tables.rows("sources") if one["source"] == Path(file).stem), "")
    surroundings = Surroundings(lines, readings, works, dated) if lines else None
    text = "\n".join(lines)
    before: dict[str, str] | None = None
    reached = (0, 0)
    for number, cells in enumerate(rows, start=2):
        row = {**dict.fromkeys(("reading", *VALUES), ""), **cells}
        if not all(re.fullmatch(plain.NUMBER, row[column]) for column in ("low", "high") if row[column]):
            continue
        quantity, around = None, list[tuple[str, str]]()
        if surroundings:
            start = _start(row, places)
            if start < 0:
                continue  # The audit says so.
            line, end = int(row["line"]), start + len(row["printed"])
            if (line, start) < reached:
                yield Fault(
                    file, number, "line", row["line"], "expected reading order: the words above stand after these"
                )
            elif (
                before and reached[0] == line and (first := converted(before, row, lines[line - 1][reached[1] : start]))
            ):
                yield Fault(
                    file, number, "repeats", row["repeats"], f"expected {first}: it is the amount before, converted"
                )
            before, reached = row, (line, end)
            # None where a row of data/numbers says that a rule classes the number wrongly.
            quantity = _at(readings[line - 1].quantities, start, end)
            if quantity:
                around = list(surroundings.faults(row, Place(line, start, end, quantity)))
                around += spoken.faults(row, lines[line - 1], quantity, text, dated)
        for column, expected in row_faults(row, quantity, around):
            yield Fault(file, number, column, row[column], expected)


def _document(source: str, lines: list[str]) -> Iterator[Fault]:
    for path in tables.files("figures"):
        if path.stem == source and (lines or not _each_once(path)):
            yield from faults_of(f"data/figures/{path.name}", tables.read(path), lines)


def _start(row: Mapping[str, str], places: texts.Places) -> int:
    """Where a row's words begin in their line, below zero where they do not stand there."""
    if not (row["line"].isdecimal() and row["occurrence"].isdecimal()):
        return -1
    return places.start(int(row["line"]), row["printed"], int(row["occurrence"]))


def _each_once(path: Path) -> bool:
    """Tell whether the figures of a large table are what their words say, the same words being read once."""
    if not columns.large([path]):
        return False
    rows = columns.some(path, _LOOKED_AT).unique().iter_rows(named=True)
    return not any(fault for row in rows for fault in row_faults(row))


def _same(row: dict[str, str], quantity: Quantity | None, column: str) -> bool:
    if quantity is None:
        return False
    cell = row[column]
    if column == "hedge":
        return quantity.hedge == cell
    if column == "unit":
        # What is carried over from other words is a guess, of which a person knows better; but what is guessed to be
        # things is no money, unless a reading says why.
        money = cell.isupper() and bool(quantity.unit) and not quantity.unit.isupper()
        guess = "unit" in quantity.guessed and not money
        return quantity.unit == cell or guess or not quantity.unit
    value = quantity.low if column == "low" else quantity.high
    if value is None or not cell:
        return value is None and not cell
    return abs(value - float(cell)) <= HALF


def _bent_outside(printed: str, quantity: Quantity) -> bool:
    """Tell whether the words that bend a number stand beside what a row has as printed, not in it."""
    alone = _alone(printed)
    return printed != quantity.printed and printed in quantity.printed and bool(alone and not alone.hedge)


def _shown(quantity: Quantity | None, column: str) -> str:
    if quantity is None:
        return "a number that the grammar can read"
    value = getattr(quantity, column)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value) if value else "nothing"


@lru_cache(maxsize=10_000)
def _alone(printed: str) -> Quantity | None:
    for line in (printed, *(frame.format(printed) for frame in _FRAMES)):
        if quantity := read(printed, line):
            return quantity
    return None


def _at(quantities: list[Quantity], start: int, end: int) -> Quantity | None:
    return next((one for one in quantities if one.start < end and start < one.end), None)
