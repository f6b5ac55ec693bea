"""Scales of charts: from a value or a moment to per cent of the plot, with ticks a reader can count by."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from babel.dates import format_date

from cited.ledger.store.periods import moment

LOCALE = "en_GB"
# From this ratio of largest to smallest on, a linear axis would press the small ones into its corner.
LOGARITHMIC_FROM = 30
# Values that differ by no more than this factor would lie on top of each other on a scale from zero.
NEAR = 1.5
STEPS = (1, 2, 2.5, 5, 10)
# A logarithmic axis with fewer powers of ten than this has numbers between them, where it has room.
FEW = 3
# A year's axis is thinned by these, each a divisor of the one before: for narrow, middling and wide plots.
YEARS = (
    (1, 1, 1),
    (2, 1, 1),
    (2, 2, 1),
    (4, 2, 1),
    (4, 2, 2),
    (5, 1, 1),
    (5, 5, 1),
    (5, 5, 5),
    (10, 5, 5),
    (10, 10, 5),
    (20, 10, 5),
    (50, 10, 10),
    (50, 50, 10),
    (100, 50, 25),
    (100, 100, 50),
)
# So many labels fit into a narrow, a middling, a wide plot.
FIT = (4, 8, 16)
# Moments further apart than this have years on the axis, not days.
YEARS_FROM = 1.5
# A label of so many signs reaches no further than the margin of a plot.
SHORT = 2


@dataclass(frozen=True)
class Scale:
    """A scale of numbers, linear or logarithmic."""

    low: float
    high: float
    logarithmic: bool = False

    def __post_init__(self) -> None:
        # Places on paper lead to no source: what is calculated with them are plain numbers.
        object.__setattr__(self, "low", float(self.low))
        object.__setattr__(self, "high", float(self.high))

    def percent(self, value: float) -> float:
        """Return where a value lies, in per cent of the plot's length; ends that are open lie at the plot's ends."""
        value = float(value)
        if value in (math.inf, -math.inf):
            return 100.0 if value > 0 else 0.0
        if self.logarithmic:
            if value <= 0:
                return 0.0
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return 100 * min(1.0, max(0.0, share))

    def ticks(self, most: int, *, whole: bool = False, least: float = 0) -> list[float]:
        """Return at most the given number of round numbers on the scale, whole ones for counts, `least` apart."""
        if self.logarithmic:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            step = max(1, math.ceil((last - first + 1) / most))
            powers = [10.0**power for power in range(first, last + 1, step)]
            # Between few powers of ten there is room for the twos and fives of each.
            parts = [10.0**power * part for power in range(first - 1, last + 1) for part in (1, 2, 5)]
            parts = [value for value in parts if self.low <= value <= self.high]
            return parts if len(powers) < FEW and len(parts) <= most else powers
        rough = max(least, (self.high - self.low) / most)
        size = 10 ** math.floor(math.log10(rough))
        steps = (size * one for one in (*STEPS, 20) if size * one >= rough * (1 - 1e-9))
        step = next(step for step in steps if not whole or step < 1 or float(step).is_integer())
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [number * step for number in range(first, last + 1)]


def numbers(
    values: Iterable[float], *, spread: float = LOGARITHMIC_FROM, head: float = 0.08, first: float = 0
) -> Scale:
    """Return the scale on which values are drawn: from zero where it is linear, logarithmic where they lie far apart.

    `first` is where it begins instead of zero (see `first_of`), `spread` the ratio of largest to smallest from which on
    it is logarithmic, `head` the share of its length that stays free above the largest.
    """
    known = [float(value) for value in values if math.isfinite(value)]
    positive = [value for value in known if value > 0]
    if len(positive) == len(known) > 1 and max(positive) / min(positive) > spread:
        return Scale(min(positive) / 1.6, max(positive) * (1.6 + 8 * head), logarithmic=True)
    top, bottom = max([*known, first]), min([*known, first])
    room = (top - bottom or 1.0) * head
    return Scale(bottom - (room if bottom < first else 0), top + (room if top > first else 0))


def first_of(unit: str) -> float:
    """Return where the scale of a unit begins: nothing has a rank before the first."""
    return 1.0 if unit == "rank" else 0.0


def around(values: list[float], first: float = 0) -> Scale:
    """Return a scale that shows how finite values lie to each other: near ones fill it, others start from the first."""
    low, high = float(min(values)), float(max(values))
    if low <= first or high > NEAR * low:
        return numbers(values, first=first)
    room = (high - low) / 3
    return Scale(low - room, high + room)


@dataclass(frozen=True)
class Tick:
    """A tick of an axis of time: where, in per cent, its label, and the smallest plot that shows it, 1 to 3."""

    at: float
    label: str
    level: int

    @property
    def side(self) -> str:
        """Return to which side the label reaches: a short one stands in the middle also at the ends of the axis."""
        if len(self.label) <= SHORT:
            return "middle"
        return "start" if self.at < 4 else "end" if self.at > 96 else "middle"


@dataclass(frozen=True)
class TimeScale:
    """A scale of moments, decimal years."""

    low: float
    high: float
    years: bool

    def percent(self, moment: float) -> float:
        """Return where a moment lies, in per cent of the plot's width."""
        return 100 * min(1.0, max(0.0, (moment - self.low) / (self.high - self.low)))

    def ticks(self) -> list[Tick]:
        """Return the ticks: a year and a month stand where they begin, a day where its values are drawn."""
        return self._year_ticks() if self.years else self._day_ticks()

    def _year_ticks(self) -> list[Tick]:
        whole = range(math.ceil(self.low - 1e-6), math.floor(self.high + 1e-6) + 1)
        steps = YEARS[-1]
        for steps in YEARS:
            if all(sum(year % step == 0 for year in whole) <= most for step, most in zip(steps, FIT, strict=True)):
                break
        ticks = []
        for year in whole:
            level = next((level for level, step in enumerate(steps, start=1) if year % step == 0), 0)
            if level:
                ticks.append(Tick(self.percent(year), str(year), level))
        return ticks or [Tick(self.percent(self.low), str(math.floor(self.low)), 1)]

    def _day_ticks(self) -> list[Tick]:
        first, last = (_day(moment) for moment in (self.low, self.high))
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        if months := len(days) > 70:
            days = [day for day in days if day.day == 1]
        # A month begins with its first day; what is counted on a day is drawn at noon, and so is its name.
        places = {day: _decimal(day) if months else moment(day.isoformat(), "point") for day in days}
        # A tick outside the scale would stand at another day's place.
        days = [day for day in days if self.low - 1e-6 <= places[day] <= self.high + 1e-6]
        pattern = "MMM y" if months else "d MMM"
        steps = [max(1, math.ceil(len(days) / most)) for most in FIT]
        steps[1] = next(step for step in range(steps[1], steps[0] + 1) if steps[0] % step == 0)
        steps[2] = next(step for step in range(steps[2], steps[1] + 1) if steps[1] % step == 0)
        ticks = []
        for number, day in enumerate(days):
            level = next((level for level, step in enumerate(steps, start=1) if number % step == 0), 0)
            if level:
                label = format_date(day, format=pattern, locale=LOCALE)
                ticks.append(Tick(self.percent(places[day]), label, level))
        return ticks


def time(moments: Sequence[float], periods: Iterable[str] = ()) -> TimeScale:
    """Return the scale of some moments; it counts years where they lie far apart, or where all periods are years."""
    first, last = min(moments), max(moments)
    annual = bool(periods := list(periods)) and all(len(period) == 4 for period in periods)
    if annual or last - first > YEARS_FROM:
        # It begins and ends with the year in which its first and its last mark lie.
        low, high = math.floor(first + 1e-6), math.ceil(last - 1e-6)
        return TimeScale(low, max(high, low + 1), True)
    # Half a day and a little more on both sides: no other day has its middle there, and its name at the edge.
    margin = max((last - first) * 0.04, 0.6 / 365)
    return TimeScale(first - margin, last + margin, False)


def gaps(moments: Sequence[float], years: bool) -> list[bool]:
    """Tell of each step between moments whether it leaves out a year or, where days are counted, a day."""
    unit = 1 if years else 1 / 365
    return [after - before > 1.1 * unit for before, after in pairwise(moments)]


def _day(moment: float) -> date:
    year = math.floor(moment)
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return date(year, 1, 1) + timedelta(days=min(length - 1, math.floor((moment - year) * length + 1e-6)))


def _decimal(day: date) -> float:
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days
