"""Periods: EDTF level 1, as far as a calendar of the years 1 to 9999 has it.

A day, month, season (`2013-21`: spring), year, decade (`195X`), each with `~`, `?` or `%` after it where it is
approximate or uncertain; from/to, either end of which may be open (`..`) or unknown (empty).
"""

from __future__ import annotations

import math
import re
from calendar import isleap, monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

OPEN = ".."
_PART = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[~?%]?", re.ASCII)


class Period(NamedTuple):
    """The days of an EDTF period: its first and its last, `date.min` and `date.max` where an end is open."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that an EDTF text of level 1 names; raises ValueError for any other text."""
        return _parse(text)

    def touches(self, other: Period) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def covers(self, other: Period) -> bool:
        """Tell whether every day of the other is one of this."""
        return self.first <= other.first and other.last <= self.last

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    @property
    def length(self) -> int:
        """Return how long it is, one number for what is about as long as another: all months, all years.

        >>> [Period.parse(one).length for one in ("2015-02", "2015-03", "2015", "2016")]
        [7, 7, 12, 12]
        """
        return round(2 * math.log(self.days))

    @property
    def open(self) -> bool:
        """Tell whether one of its ends is open."""
        return self.first == date.min or self.last == date.max


def ends(period: str) -> tuple[str, str]:
    """Return the two dates of a period as they are written; of one date alone both are that.

    >>> ends("2014-12/2016"), ends("2014/.."), ends("2014~")
    (('2014-12', '2016'), ('2014', '..'), ('2014~', '2014~'))
    """
    first, slash, last = period.partition("/")
    return first, last if slash else first


def year(period: str) -> str:
    """Return the year with which a period begins, as it is written; empty where it begins with none.

    >>> year("2014-12/2016"), year("195X"), year("../2016"), year("")
    ('2014', '', '', '')
    """
    return period[:4] if period[:4].isdecimal() and len(period) >= 4 else ""


def month(period: str) -> str:
    """Return the month with which a period begins, as `2014-12`; empty where it begins with none.

    >>> month("2014-12-24"), month("2014-12/2016"), month("2014")
    ('2014-12', '2014-12', '')
    """
    return period[:7] if year(period) and period[4:5] == "-" and period[5:7].isdecimal() else ""


def month_number(period: str) -> int:
    """Return the number of the month with which a period begins, from the year 0 on; of a season that of EDTF.

    >>> month_number("2014-12") - month_number("2013-12")
    12
    """
    return 12 * int(year(period)) + int(month(period)[5:]) - 1


def exists(period: str) -> bool:
    """Tell whether a period is one: its dates exist, the first of two before the second."""
    try:
        Period.parse(period)
    except ValueError:
        return False
    return True


def years(period: str) -> tuple[int, int] | None:
    """Return the first and last year of a period, 1 and 9999 for open ends, or None where there is no period.

    >>> years("2014-12/2016"), years("../2013"), years("")
    ((2014, 2016), (1, 2013), None)
    """
    if not period:
        return None
    first, last = Period.parse(period)
    return first.year, last.year


def within(period: str, first: int | None, last: int | None) -> bool:
    """Tell whether a period touches the years from `first` to `last`, None for no limit; no period always does.

    >>> within("2014/2016", 2016, None), within("2014/2016", None, 2013)
    (True, False)
    """
    span = years(period)
    return span is None or ((last is None or span[0] <= last) and (first is None or first <= span[1]))


def moment(period: str, kind: str) -> float:
    """Return the decimal year at which a value of a period is drawn: its end for `end of period`, else its middle."""
    first, last = Period.parse(period)
    end = _decimal(last, 1)
    return end if kind == "end of period" else (_decimal(first) + end) / 2


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    if "/" not in text:
        return _span(text)
    first, last = ends(text)
    read = Period(
        date.min if first in (OPEN, "") else _span(first).first, date.max if last in (OPEN, "") else _span(last).last
    )
    if read.first > read.last:
        raise ValueError(f"{text!r}: the end is before the beginning")
    return read


def _span(part: str) -> Period:
    match = _PART.fullmatch(part)
    if not match:
        raise ValueError(f"{part!r} is not a date of EDTF level 1")
    digits, month, day = match.groups()
    years = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    if month in (None, "XX"):
        return Period(date(years[0], 1, 1), date(years[1], 12, 31))
    if day not in (None, "XX"):
        one = date(years[0], int(month), int(day))
        return Period(one, one)
    start, length = int(month), 1
    if 21 <= start <= 24:
        # Spring is March to May and so on; winter is counted from December.
        start, length = 3 * start - 60, 3
    first = date(years[0], start, 1)
    year, month_index = years[0] + (start + length - 2) // 12, (start + length - 2) % 12 + 1
    return Period(first, date(year, month_index, monthrange(year, month_index)[1]))


def _decimal(day: date, passed: int = 0) -> float:
    """The decimal year at which a day begins, or the given number of days later."""
    start, length = date(day.year, 1, 1), 366 if isleap(day.year) else 365
    return day.year + ((day - start).days + passed) / length
