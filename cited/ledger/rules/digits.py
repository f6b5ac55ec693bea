"""The digits of observations: what a precision can be."""

from collections.abc import Iterator
from decimal import Decimal

from cited.ledger.agreement.manners import is_counted
from cited.ledger.store import tables

# So many zeros at its end are hardly all read.
ROUND = 10**6
# Noughts after the last digit are not written: so much finer may be what was read.
FINER = 100
# What has halves though it is counted: a duration.
_TIMES = ("years", "months", "weeks", "days", "hours", "times")


def faults(series: tables.Row, rows: list[tables.Row], derived: str) -> Iterator[tuple[int, str, str]]:
    """Give the place in `rows`, the column and what was expected, for a precision of digits that no value has.

    One that was read as 18.70 is written 18.7. Of values of one precision, as of one file, one may be a round number,
    but not all. What is counted one by one has no digit after the point where no value has. `derived` ends the names
    of data sets of computed values.
    """
    alike: dict[Decimal, list[int]] = {}
    values = [Decimal(row["value"]) for row in rows]
    for at, row in enumerate(rows):
        alike.setdefault(Decimal(row["precision"]), []).append(at)
    for worth, of in alike.items():
        round_ = [at for at in of if worth > 0 and not values[at] % (worth * ROUND)]
        if len(round_) == len(of) and any(values[at] for at in of):
            for at in of:
                yield at, "precision", f"expected more than {worth}: {rows[at]['value']} is a round number"
    if series["dataset"].endswith(derived):
        return
    last = Decimal(1).scaleb(min(0, *(-len(row["value"].partition(".")[2]) for row in rows)))
    counted = last == 1 and is_counted(series["unit"]) and series["unit"] not in _TIMES
    for at, row in enumerate(rows):
        if 0 < Decimal(row["precision"]) < (last if counted else last / FINER):
            yield at, "precision", f"expected {last} or more: no value of {series['series']} has more digits"


def precision(written: str, value: Decimal, worth: Decimal, *, derived: bool) -> Iterator[tuple[str, str]]:
    """Give what was expected of the worth of the last digit that was read: above zero, and no more than the value."""
    if worth <= 0:
        yield "precision", f"expected more than 0: the worth of the last digit of {written} that was read"
    elif value and worth > abs(value):
        yield "precision", f"expected no more than the value, {written}"
    elif not derived and value % worth:
        yield "precision", f"expected the worth of the last digit of {written}, or of one before it"
