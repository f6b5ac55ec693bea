"""The statistic that a check compares with: an observation, or what one or two of them make."""

import math
from collections.abc import Callable, Mapping

from cited.ledger.agreement import hedges
from cited.ledger.agreement.claims import Statistic
from cited.ledger.store.periods import Period

# Days in each unit of time, mean years and months of the Gregorian calendar.
DAYS = {"days": 1.0, "weeks": 7.0, "months": 365.2425 / 12, "years": 365.2425}
# Time is told in whole units: over a month ago is a month and some days.
_WHOLE: dict[str, Callable[[float], int]] = {
    **dict.fromkeys(hedges.ABOVE, math.floor),
    **dict.fromkeys(hedges.BELOW, math.ceil),
}


def measure(
    check: Mapping[str, str],
    figure: Mapping[str, str],
    first: Statistic,
    base: Statistic | None = None,
    digit: float = 1,
) -> Statistic:
    """Return the statistic that a check compares with, in the figure's unit; its precision is that of all its parts.

    `how` of the check is `difference` (the first less the base), `ratio` (the first over the base, for a figure in
    per cent the change from base to first in per cent), `duration` (the time from the end of the base's period to
    the beginning of the first's, or without a base the length of that, in the figure's unit, to the last digit
    `digit` that the figure prints: whole ones that are over where the words say more, that are begun where they say
    less, else the nearest, on the side of the printed one that `almost` or `little more than` says); else, and for a
    ratio without a base, the observation itself.
    """
    how = check["how"]
    if how == "duration":
        return _duration(check, figure, digit)
    if base is None:
        return first
    if how == "difference":
        return Statistic(first.value - base.value, first.precision + base.precision)
    ratio = first.value / base.value
    precision = abs(ratio) * (first.precision / abs(first.value or 1) + base.precision / abs(base.value))
    if figure["unit"] != "percent":
        return Statistic(ratio, precision)
    return Statistic(_known(100 * (ratio - 1), 100 * precision), 100 * precision)


def _known(value: float, precision: float) -> float:
    """What is reckoned, in the digits that it has: none that its parts have not."""
    step = 10.0 ** math.floor(math.log10(precision)) if precision else 1.0
    return round(value / step) * step


def _duration(check: Mapping[str, str], figure: Mapping[str, str], digit: float) -> Statistic:
    """Times are given in whole units of the last digit that the figure prints."""
    last = Period.parse(check["period"])
    base = check["base_period"]
    days = (last.first - Period.parse(base).last).days if base else last.days
    step = digit if math.isfinite(digit) else 1.0
    units = days / DAYS[figure["unit"]] / step
    return Statistic(_whole(units, figure, step) * step, step)


def _whole(units: float, figure: Mapping[str, str], step: float) -> int:
    """Whole units of time, as the figure's hedge counts them.

    Just over a month is a month and less than half of another, but 29 days are none yet. Our rule.
    """
    hedge = figure.get("hedge", "")
    if hedge == hedges.Hedge.LITTLE_MORE and units * step < float(figure["low"]):
        return math.floor(units)
    if hedge == hedges.Hedge.ALMOST and units * step > float(figure["high"]):
        return math.ceil(units)
    return _WHOLE.get(hedge, round)(units)
