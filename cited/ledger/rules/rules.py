"""The rules of the figures that no schema can say."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from cited import project
from cited.ledger.agreement.hedges import WIDTHS
from cited.ledger.rules import reading_order, relation_rules
from cited.ledger.store import periods, tables
from cited.ledger.store.codes import Status
from cited.ledger.store.faults import Fault
from cited.ledger.store.reasons import is_reason
from cited.nearest import suggestion

# What a row of works.csv copies from the note.
PRINTED = ("author", "title", "publisher", "translation")
# Columns that state a subject, with its value, with whose it is and when; a member of a group may repeat the group's.
SUBJECT_COLUMNS = ("measure", "theme", "counterpart")
VALUE_COLUMNS = (*SUBJECT_COLUMNS, "low", "high", "hedge", "unit")
STATEMENT_COLUMNS = (*VALUE_COLUMNS, "actor", "period")
# How the remark of a figure begins that is not printed as it should be.
BEGINS = f"^(?i:({Status.REPAIRED}|{Status.DOUBTFUL}): )"
SAID = re.compile(BEGINS)
# Hedges of one number; all others have a range or an open end.
OF_ONE_NUMBER = tuple(WIDTHS)


def faults(broken: set[tuple[str, int]], proven: Collection[Path] = ()) -> list[Fault]:
    """Return what in the figures breaks a rule; rows that are known to be broken (file and row) are passed over.

    So are the files that are proven to have no fault.
    """
    violations = []
    known = {row["source"]: row["lines"] for row in tables.rows("sources") if row.get("source")}
    known_notes = notes()
    for path in tables.files("figures"):
        file = str(path.relative_to(project.root()))
        if path in proven or (file, 0) in broken or (file, 1) in broken:
            continue
        valid: list[tuple[int, tables.Row]] = []
        themes: dict[str, tuple[int, str]] = {}
        places: dict[tuple[str, str, str], int] = {}
        # Lines, not records: no cell may hold a line end, so they are the same.
        for number, row in enumerate(tables.read(path), start=2):
            if (file, number) in broken:
                continue
            violations += [
                Fault(file, number, column, row[column], expected)
                for column, expected in _faults(row, path.stem, known)
            ]
            place = row["line"], row["printed"], row["occurrence"]
            if places.setdefault(place, number) != number:
                expected = f"expected each printing once; row {places[place]} has these words of line {row['line']} too"
                violations.append(Fault(file, number, "printed", row["printed"], expected))
            for note in (row["notes"] or "").split() if path.stem in known_notes else ():
                if note not in known_notes[path.stem]:
                    expected = (
                        f"expected a note of the document in data/works.csv{suggestion(note, known_notes[path.stem])}"
                    )
                    violations.append(Fault(file, number, "notes", note, expected))
            first, theme = themes.setdefault(row["measure"], (number, row["theme"]))
            if theme != row["theme"]:
                expected = f"expected {theme}, as row {first} has it of the same measure"
                violations.append(Fault(file, number, "theme", row["theme"], expected))
            valid.append((number, row))
        beyond = {fault.row for fault in violations if fault.file == file and fault.column == "line"}
        violations += reading_order.faults(file, path.stem, [pair for pair in valid if pair[0] not in beyond])
        violations += repetitions(file, valid)
    return violations + _work_faults(broken) + relation_rules.faults()


def _work_faults(broken: set[tuple[str, int]]) -> list[Fault]:
    """A work's cells hold what its note prints; what it does not print is empty."""
    violations = []
    for path in tables.files("works") if tables.has("works") else ():
        file = str(path.relative_to(project.root()))
        for number, row in enumerate(tables.read(path), start=2):
            if (file, 0) in broken or (file, number) in broken:
                continue
            for column in PRINTED:
                if (row.get(column) or "").lower() == "unknown":
                    violations.append(
                        Fault(file, number, column, row[column], "expected it empty: the note does not say")
                    )
    return violations


def notes() -> dict[str, set[str]]:
    """Return the note markers of each document; none of any where the package has no works."""
    if not tables.has("works"):
        return {}
    markers: dict[str, set[str]] = {row["source"]: set() for row in tables.rows("sources") if row.get("source")}
    for row in tables.rows("works"):
        markers.setdefault(row["source"], set()).add(row["note"])
    return markers


def _faults(row: tables.Row, source: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    if row["figure"].rpartition("-")[0] != source:
        yield "figure", f"expected an id of the file's document, {source}-<number>"
    if source not in known:
        yield "figure", f"expected a document of sources.csv: {', '.join(known)}"
    elif known[source].isdecimal() and len(known[source]) < 10 and int(row["line"]) > int(known[source]):
        yield "line", f"expected at most {known[source]}, the lines of the text"
    yield from _number_faults(row)
    yield from status_faults(row)


def status_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what is wrong in the status of a figure: what is not plain says so, and why, in its remark too.

    So neither is changed without the other.
    """
    status, beginning = row["status"], SAID.match(row["remark"])
    if status != Status.PLAIN:
        if not beginning or beginning[1].lower() != status or not is_reason(row["remark"][beginning.end() :]):
            example = f"`{status.capitalize()}: ` and what a reader must know"
            yield "remark", f"expected the reason why the figure is {status}: {example}"
    elif beginning:
        yield "status", f"expected {beginning[1].lower()}, as the remark says, or a remark that begins otherwise"


def statement(row: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a row says: two rows of a document that have it alike state the same."""
    return tuple(row[column] for column in STATEMENT_COLUMNS)


def repetitions(file: str, rows: Iterable[tuple[int, tables.Row]]) -> list[Fault]:
    """Return the rows of a file, each with its number, whose `repeats` is not as the rows before have it."""
    seen: dict[str, tables.Row] = {}
    stated: dict[tuple[str, ...], str] = {}
    violations = []
    for number, row in rows:
        violations += [Fault(file, number, name, row[name], why) for name, why in _repeat_faults(row, seen, stated)]
        seen[row["figure"]] = row
        stated.setdefault(statement(row), row["figure"])
    return violations


def _repeat_faults(
    row: tables.Row, seen: Mapping[str, tables.Row], stated: Mapping[tuple[str, ...], str]
) -> Iterator[tuple[str, str]]:
    """A row repeats an earlier one exactly where it states the same: in the same unit, or in another currency."""
    same, first = stated.get(statement(row)), seen.get(row["repeats"])
    hint = f": {same} says the same" if same else ""
    if not row["repeats"]:
        if same:
            yield "repeats", f"expected {same}, which says the same"
    elif not first:
        yield "repeats", f"expected the id of an earlier row{hint or suggestion(row['repeats'], seen)}"
    else:
        currency = row["unit"] != first["unit"] and row["unit"].isupper() and first["unit"].isupper()
        differing = [
            column for column in (SUBJECT_COLUMNS if currency else VALUE_COLUMNS) if row[column] != first[column]
        ]
        if not differing and not _compatible(row["period"], first["period"]):
            differing = ["period"]
        if differing:
            difference = f"{row['repeats']} has {first[differing[0]] or 'nothing'} in `{differing[0]}`"
            yield "repeats", f"expected nothing, or a row that says the same{hint}; {difference}"


def _compatible(period: str, other: str) -> bool:
    """Tell whether two periods may be of one statement: they are one, or one is not said or is within the other."""
    if period == other or not period or not other:
        return True
    try:
        one, two = periods.Period.parse(period), periods.Period.parse(other)
    except ValueError:
        return True
    return not one.open and not two.open and (one.covers(two) or two.covers(one))


def _number_faults(row: tables.Row) -> Iterator[tuple[str, str]]:
    ends = {column: row[column] for column in ("low", "high") if row[column]}
    if not ends:
        yield "low", "expected a number in low, in high or in both"
    if len(ends) == 2 and float(row["low"]) > float(row["high"]):
        yield "low", f"expected no more than high, {row['high']}"
    first, last = periods.ends(row["period"] or "")
    if "/" in row["period"] and first == last:
        yield "period", f"expected {first} alone, or two dates"
    if row["hedge"] in OF_ONE_NUMBER and row["low"] != row["high"]:
        yield "hedge", "expected `range`, or a hedge that leaves one end open, where low and high differ"
