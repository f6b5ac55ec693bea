"""The axis of time of charts: years, months or days, and the steps between moments that leave some out."""

import math
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
from babel.dates import format_date
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator

from cited.page import words

# Moments further apart than this have years on the axis, not days.
YEARS_FROM = 1.5
# A step of more than so many years or days leaves one out.
STEP = 1.1


def axis(axes, moments: pd.Series, ticks: int, *, middle: bool = False) -> None:
    """Scale and label the axis of time for some moments: years, months or days, as long as it is.

    A year is named at its beginning, or in its `middle`, where the values of whole years are drawn.
    """
    first, last = moments.min(), moments.max()
    margin = max((last - first) * 0.04, 0.001)
    axes.set_xlim(first - margin, last + margin)
    if long(moments):
        locator = MaxNLocator(ticks, steps=[1, 2, 5, 10], integer=True, min_n_ticks=2)
        years = locator.tick_values(first - middle / 2, last - middle / 2)
        left, right = axes.get_xlim()
        axes.xaxis.set_major_locator(FixedLocator([y for y in years + middle / 2 if left <= y <= right]))
        axes.xaxis.set_major_formatter(lambda value, _: f"{math.floor(value + 0.01)}")
        return
    chosen = sorted(set(moments.round(5)))
    chosen = chosen[:: math.ceil(len(chosen) / ticks)]
    months = last - first > 0.2
    axes.xaxis.set_major_locator(FixedLocator(chosen))
    axes.xaxis.set_major_formatter(FixedFormatter([_day(at, "MMM y" if months else "d MMM") for at in chosen]))


def long(moments: pd.Series) -> bool:
    """Tell whether moments lie years apart, so that years are counted, else days."""
    return moments.max() - moments.min() > YEARS_FROM


def gaps(at: pd.Series, moments: pd.Series) -> list[bool]:
    """Tell of each step of a series whether it leaves out a year or, where all moments are near, a day."""
    unit = 1 if long(moments) else 1 / 365
    return [after - before > STEP * unit for before, after in pairwise(at)]


def _day(at: float, pattern: str) -> str:
    year = int(at)
    start = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - start).days
    # A day is drawn at its noon.
    return format_date(start + timedelta(days=math.floor((at - year) * days)), format=pattern, locale=words.LOCALE)
