"""The rows of units.csv, each checked as it is read: a slip there would be a unit that no text ever has.

persons.csv has the nouns for people, one a row: all of them are further names of the unit `persons`.
"""

import csv
import math
from importlib import resources

from cited import nearest, project
from cited.ledger.store.faults import Fault

TABLE, PEOPLE = "units.csv", "persons.csv"
NAME = f"cited/intake/language/{TABLE}"
PERSONS = "persons"
COLUMNS = ("kind", "code", "before", "after", "names", "factor", "source")
KINDS = ("currency", "measure", "scale", "noun")
# Columns that hold what a text prints, separated by `|`: signs as they are written, names in any case.
PRINTED = ("before", "after", "names")


def rows() -> list[dict[str, str]]:
    """Return the rows of the table, in order, each with a value for every column.

    Raises InputError, a line for each fault: where a cell is missing or too many, a kind, factor or source is none,
    nothing printed is named, or a currency, a measure or a noun has a sign or a name of a row above.
    """
    read = csv.reader(_text(TABLE).splitlines())
    if (header := tuple(next(read, ()))) != COLUMNS:
        raise project.InputError(str(Fault(NAME, 1, "", ",".join(header), f"expected {','.join(COLUMNS)}")))
    every, faults = [], []
    said: dict[tuple[bool, str, str], int] = {}
    for number, cells in enumerate(read, 2):
        if len(cells) != len(COLUMNS):
            expected = f"expected {len(COLUMNS)} cells, found {len(cells)}"
            faults.append(Fault(NAME, number, "", ",".join(cells), expected))
            continue
        row = dict(zip(COLUMNS, cells, strict=True))
        if row["code"] == PERSONS:
            row["names"] = "|".join(filter(None, (row["names"], *_text(PEOPLE).splitlines()[1:])))
        every.append(row)
        faults += _faults(number, row)
        for column in PRINTED:
            for printed in filter(None, row[column].split("|")):
                # A scale may be written as a measure is: 5 m, £5m.
                place = row["kind"] == "scale", column, printed if column != "names" else printed.lower()
                if place in said:
                    expected = f"expected one that row {said[place]} does not have"
                    faults.append(Fault(NAME, number, column, printed, expected))
                said.setdefault(place, number)
    if faults:
        raise project.InputError(*map(str, faults))
    return every


def _text(name: str) -> str:
    return resources.files("cited.intake.language").joinpath(name).read_text(encoding="utf-8")


def _faults(number: int, row: dict[str, str]) -> list[Fault]:
    """What is wrong with a row by itself."""
    faults = []
    if row["kind"] not in KINDS:
        near = nearest.suggestion(row["kind"], KINDS)
        faults.append(Fault(NAME, number, "kind", row["kind"], f"expected one of {', '.join(KINDS)}{near}"))
    faults += [Fault(NAME, number, name, "", "expected a value") for name in ("code", "source") if not row[name]]
    if not _is_factor(row["factor"]):
        expected = "expected a number above 0, what the unit multiplies a number by"
        faults.append(Fault(NAME, number, "factor", row["factor"], expected))
    if not any(row[column] for column in PRINTED):
        faults.append(Fault(NAME, number, "names", "", f"expected a value in one of {', '.join(PRINTED)}"))
    return faults


def _is_factor(text: str) -> bool:
    try:
        return 0 < float(text) < math.inf
    except ValueError:
        return False
