"""Whether a series of a file is one that is held: surely, likely (then the person is asked), or another."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from cited import project
from cited.intake.statistics.model import UNKNOWN
from cited.ledger.store import tables
from cited.nearest import suggestion

Row = dict[str, str]
# What makes a series what it is; its edition is no part of it.
IDENTITY = ("publisher", "dataset", "code", "title", "area", "partner", "unit", "kind")
# Of these, whose series it is.
OWNERS = ("publisher", "dataset")
NEW = "new"
# Of a hundred: titles that share so much may be two wordings of one.
ALIKE = 85
# So many equal values make two series with other titles one.
ENOUGH = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Editions(NamedTuple):
    """The held series of which a file's is an edition: all, the one with equal values, and the one to be corrected."""

    names: list[str]
    equal: str = ""
    corrected: str = ""


@dataclass
class Existing:
    """The series that are held, by id, and their values by period."""

    rows: dict[str, Row]
    values: dict[str, dict[str, Decimal]]

    @classmethod
    def load(cls) -> "Existing":
        values: dict[str, dict[str, Decimal]] = {}
        for row in tables.rows("observations"):
            values.setdefault(row["series"], {})[row["period"]] = Decimal(row["value"])
        return cls({row["series"]: row for row in tables.rows("series")}, values)

    def add(self, row: Row, values: dict[str, Decimal]) -> None:
        """Hold a series that this import brings."""
        self.rows[row["series"]] = row
        self.values[row["series"]] = values


def of(row: Row, values: dict[str, Decimal], existing: Existing, stated: Collection[str], same: str) -> Editions:
    """Return of which held series a file's is an edition.

    Surely, where everything but the edition is the same, and a publisher or equal values say whose it is. `stated` has
    the columns that the person states, by which a held series with the file's own values is corrected. `same` is the id
    that the person gives, or `new`. Raises InputError where the two are likely one, and nobody says so.
    """
    if same == NEW:
        return Editions([])
    if same:
        return _given(row, values, existing, stated, same)
    sure = [
        name for name, other in existing.rows.items() if _same(row, other) and _identified(row, values, existing, name)
    ]
    if equal := next((name for name in sure if _equal(values, existing.values.get(name, {}))), ""):
        # Equal values of a later edition leave the edition by which a document may have known them.
        kept = {"vintage"} if existing.rows[equal]["vintage"] != UNKNOWN else set()
        changed = [column for column in {*stated} - kept if row.get(column, "") != existing.rows[equal].get(column, "")]
        return Editions(sure, equal, equal if changed else "")
    if sure:
        return Editions(sure)
    for name, other in existing.rows.items():
        if (
            stated
            and _same(row, other, but=_correctable(stated, other))
            and _restated(row, other, values, existing.values.get(name, {}))
        ):
            return Editions([name], corrected=name)
    likely = [
        name for name, other in existing.rows.items() if _likely(row, other, values, existing.values.get(name, {}))
    ]
    if likely:
        raise project.InputError(_question(row, existing.rows[likely[-1]]))
    return Editions([])


def _given(row: Row, values: dict[str, Decimal], existing: Existing, stated: Collection[str], same: str) -> Editions:
    if same not in existing.rows:
        raise project.InputError(f"SERIES: data/series.csv has no “{same}”{suggestion(same, existing.rows)}")
    other, known = existing.rows[same], existing.values.get(same, {})
    if _scaled(values, known) and any(row[column] != other[column] for column in stated):
        return Editions([same], corrected=same)
    for column in ("area", "partner", "unit"):
        if row[column] != other[column]:
            raise project.InputError(
                f"SERIES: {same} has the {column} {other[column] or 'empty'}, the file {row[column] or 'empty'}; "
                f"expected an edition of the same series; give {column.upper()}=, or SERIES={NEW}"
            )
    names = [name for name, one in existing.rows.items() if name == same or _same(other, one)]
    return Editions(names, next((name for name in names if _equal(values, existing.values.get(name, {}))), ""))


def _same(row: Row, other: Row, but: Collection[str] = ()) -> bool:
    return all(_plain(row, column) == _plain(other, column) for column in IDENTITY if column not in but)


def _correctable(stated: Collection[str], held: Row) -> set[str]:
    """Return the columns that a file can correct unasked: who says so, and in which data set, only where nobody knows.

    What another publisher says, or another data set, is another series, be its values equal or not.
    """
    return {column for column in stated if column not in OWNERS or held[column] in ("", UNKNOWN)}


def _plain(row: Row, column: str) -> str:
    """Return a cell as it is compared: the year in a data set's name is its edition."""
    cell = row.get(column, "")
    if column == "dataset":
        cell = _YEAR.sub("", cell)
    return " ".join(cell.split()).casefold()


def _identified(row: Row, values: dict[str, Decimal], existing: Existing, name: str) -> bool:
    """Tell whether a file says whose series it is, or its values do."""
    return row["publisher"] != UNKNOWN or _equal(values, existing.values.get(name, {}))


def _equal(values: dict[str, Decimal], other: dict[str, Decimal]) -> bool:
    common = values.keys() & other.keys()
    return bool(common) and all(values[period] == other[period] for period in common)


def _restated(row: Row, existing: Row, values: dict[str, Decimal], other: dict[str, Decimal]) -> bool:
    """Tell whether all values of two series are equal, or differ by one power of ten: one series in two scales.

    Where the titles differ too, a few values must be the same to say that it is one.
    """
    if _plain(row, "title") != _plain(existing, "title") and not row["code"]:
        return len(other) >= ENOUGH and len(values) >= ENOUGH and _equal(values, other)
    return _scaled(values, other)


def _scaled(values: dict[str, Decimal], other: dict[str, Decimal]) -> bool:
    """Tell whether a file has every period of a held series, with its values or these times one power of ten."""
    common = sorted(values.keys() & other.keys())
    if not common or len(common) < len(other):
        return False
    ratios = {values[period] / other[period] for period in common if other[period]}
    if any((values[period] == 0) != (other[period] == 0) for period in common) or len(ratios) > 1:
        return False
    return all(ratio > 0 and ratio == Decimal(10) ** ratio.adjusted() for ratio in ratios)


def _likely(row: Row, other: Row, values: dict[str, Decimal], known: dict[str, Decimal]) -> bool:
    """Tell whether a series may be an edition of another: one code, titles that say nearly the same, equal values."""
    from rapidfuzz import fuzz

    if any(_plain(row, column) != _plain(other, column) for column in ("publisher", "area", "partner", "unit")):
        return False
    if row["code"] and other["code"]:
        return _plain(row, "code") == _plain(other, "code")
    if len(values) > 1 and len(known) > 1 and _equal(values, known):
        return True
    return fuzz.token_sort_ratio(_plain(row, "title"), _plain(other, "title")) >= ALIKE


def _question(row: Row, other: Row) -> str:
    parts = [
        f"{column} “{other[column]}” there, “{row[column]}” here"
        for column in IDENTITY
        if _plain(row, column) != _plain(other, column)
    ] or ["the same title, area and unit, other values, and no publisher that is named"]
    return (
        f"“{row['title']}” is like {other['series']}, but not surely the same: {'; '.join(parts)}. "
        f"SERIES={other['series']} says that it is a newer edition of that, or corrects it; "
        f"SERIES={NEW} says that it is another series"
    )
