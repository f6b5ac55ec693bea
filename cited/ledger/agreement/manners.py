"""How a statistic is compared with a figure (`how` in `data/checks.csv`), and for which units each way is valid."""

import re
from collections.abc import Iterator, Mapping

from cited.ledger.agreement.measures import DAYS
from cited.ledger.store.periods import Period

LEVEL, RANK, COUNT = "level", "rank", "count"
# The observation is of a part of the figure's time, than which the whole is no less.
PART = "part"
# What compares the observation itself.
PLAIN = (LEVEL, RANK, COUNT)
# Two observations make these; the others are one.
PAIRED = ("difference", "ratio", "duration")
_AGE = re.compile(r"\bages?\b", re.IGNORECASE)
Row = Mapping[str, str]


def plain(unit: str, title: str) -> str:
    """Return how an observation itself is compared with a figure in a unit; `title` is that of the series.

    Amounts, percentages, rates and ages are a `level`; things, and years that pass, a `count`; a rank is a `rank`.
    """
    if unit == RANK:
        return RANK
    return LEVEL if not is_counted(unit) or (unit in DAYS and _AGE.search(title)) else COUNT


def is_counted(unit: str) -> bool:
    """Tell whether a unit is of things, or years, that are counted one by one: no amount, percentage, rate or rank."""
    return unit not in ("percent", RANK) and not unit.isupper() and " per " not in unit


def faults(row: Row, figure: Row, series: Mapping[str, Row]) -> Iterator[tuple[str, str]]:
    """Give the column and what was expected there, for each way in which a tie's `how` does not fit what it compares.

    `series` has the rows of series.csv by their ids; what the row names is there.
    """
    how, unit, one = row["how"], figure["unit"], series[row["series"]]
    if how in PLAIN and how != (fitting := plain(unit, one["title"])) and _decided(how, unit):
        yield "how", f"expected {fitting}: the figure is {'a rank' if unit == RANK else f'in {unit}'}"
    if how == "duration" and unit not in DAYS:
        yield "how", f"expected a figure in {', '.join(DAYS)}; its unit is {unit}"
    if how == PART and not _within(row["period"], figure["period"]):
        when = figure["period"] or "none"
        yield "how", f"expected a period within the figure’s, of which it is a part; {row['period']} is not, of {when}"
    if how == PART and one["kind"] != "flow":
        yield "how", f"expected a series of a flow, whose parts add up; {row['series']} is of the kind {one['kind']}"
    if how == "ratio" and row["base_series"] and unit not in ("percent", "times") and " per " not in unit:
        yield "how", f"expected a figure in percent or times; its unit is {unit}"
    if row["base_series"] and how in PAIRED:
        if how == "difference" and (other := series[row["base_series"]]["unit"]) != one["unit"]:
            yield "base_series", f"expected a series in {one['unit']}, as the first; its unit is {other}"
        if how == "ratio" and series[row["base_series"]]["unit"] != one["unit"]:
            yield "base_series", f"expected a series in {one['unit']}, as the first"
        # A loss is what there was once less what there is left.
        later = how != "difference"
        if later and Period.parse(row["base_period"]).first > Period.parse(row["period"]).last:
            yield "base_period", f"expected one that begins before {row['period']} ends"


def _within(part: str, whole: str) -> bool:
    return bool(whole) and part != whole and Period.parse(whole).covers(Period.parse(part))


def _decided(how: str, unit: str) -> bool:
    """Tell whether a unit says how it is compared; of other things level and count mean the same."""
    return RANK in (how, unit) or unit == "percent" or unit.isupper() or unit in DAYS
