"""What a tie of a figure to a series would find: how they compare, which observation is the figure's own by the rule
of dates, and the outcome by the rules of verdicts. Provisional, since no person has made the tie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from cited.ledger import dates
from cited.ledger.held import Series, span_of
from cited.ledger.measures import DAYS
from cited.ledger.periods import Period
from cited.ledger.verdicts import OTHER, OWN, finding, judge, vintage

Row = Mapping[str, str]
EVENTS = "events"
# An observation so near to the figure's own is compared with it, too.
_BESIDE = 366
# A change of a running total: `602 new deaths`, `in the last 24 hours`.
_NEW = re.compile(
    r"\b(?:new|newly)\s(?-i:[a-z])|\b(?:in|over|within) (?:a|one|the (?:last|past)) (?:day|24 hours)\b|\bdaily\b", re.I
)
# A loss is from the highest that is held to the last that the document could know.
_LOST = re.compile(r"\b(?:lost|loses?|losing|loss(?:es)?|burn(?:ed|t|ing) through)\b", re.I)
# Which time it is: `for the third time in three months` counts from the first.
_NTH = re.compile(r"\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s(?:\w+\s){1,3}$", re.I)
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# The period is that of the event from which time is counted.
_FROM = re.compile(r"\bsince\b|\bafter\b", re.I)
# A time that an event lasted, not one since the event before: `held over two days`.
_LASTED = re.compile(r"\b(?:lasted|lasting|held|over|during|for|a)\s(?:the\s)?$", re.I)


class Provisional(NamedTuple):
    """What a tie would be and find: the columns of data/checks.csv, the outcome, the statistic as a plain decimal."""

    how: str
    period: str = ""
    base_series: str = ""
    base_period: str = ""
    date: str = ""
    outcome: str = ""
    statistic: str = ""


class Asked(NamedTuple):
    """A figure as it is tried on series: its row, its sentence and where it stands there, the day by which its
    document knew it (EDTF), and the figure of which it is the same amount in another currency."""

    figure: Row
    words: str
    place: int
    stated: str
    original: Row | None

    @property
    def near(self) -> str:
        """Return the words just around the figure."""
        return self.words[max(0, self.place - 25) : self.place + len(self.figure["printed"]) + 30]


def provisional(asked: Asked, one: Series, change: bool) -> Provisional:
    """Return what a tie to a series would find; `change`: the figure is the series' change over a year in per cent."""
    how = _how(asked, one, change)
    if how == "duration":
        tried = _events(asked, one)
    else:
        tried = [(period, _base(asked, how, one, period), own) for period, own in _periods(asked, one)]
    results = [result for each in tried if (result := _finding(asked, how, one, *each)) is not None]
    if not results:
        return Provisional(how)
    outcome, decides, _ = judge(results, asked.figure.get("basis") or "actual")
    return Provisional(
        how,
        decides["period"],
        decides["base_series"],
        decides["base_period"],
        decides["date"],
        outcome,
        decides["statistic"],
    )


def _how(asked: Asked, one: Series, change: bool) -> str:
    figure, unit = asked.figure, one.row["unit"]
    if change or (asked.original and unit == f"{figure['unit']} per {asked.original['unit']}"):
        return "ratio"
    if unit == EVENTS and figure["unit"] in DAYS:
        return "duration"
    near = asked.near
    if one.row["kind"] in ("point", "end of period") and (_NEW.search(near) or _LOST.search(near)):
        return "difference"
    if figure["unit"] == "rank":
        return "rank"
    return "level" if unit in ("percent", "years") or unit.isupper() else "count"


def _periods(asked: Asked, one: Series) -> list[tuple[str, bool]]:
    """The observations that the figure is compared with: its own by the rule of dates, and those beside it or, where
    its own is not held, the nearest; each, and whether it is its own."""
    held = [entry[2] for entry in one.periods]
    period = asked.figure.get("period") or ""
    stated = asked.stated or date.max.isoformat()
    if span_of(period) is None:
        period = ""
    own = dates.own(dates.Timed(period, stated), one.row["kind"], held)
    if not own and period and asked.figure["unit"] in DAYS:
        # Years in a row are those up to the figure's own: the fifteenth, in 2023, of 2009 to 2023.
        own = next((entry[2] for entry in one.periods if entry[1] == Period.parse(period).last), "")
    if not own:
        wanted = span_of(period) or span_of(stated) or one.periods[-1][:2]
        own_first = min(one.periods, key=lambda entry: (_gap(wanted, entry[:2]), entry))
        return [(entry[2], False) for entry in _beside(one, own_first[2])]
    return [(own, True), *((entry[2], False) for entry in _beside(one, own) if entry[2] != own)]


def _beside(one: Series, period: str) -> list[tuple[date, date, str]]:
    """An observation, and those before and after it, as far as they are near."""
    index = next(i for i, entry in enumerate(one.periods) if entry[2] == period)
    here = one.periods[index]
    near = [one.periods[i] for i in (index - 1, index + 1) if 0 <= i < len(one.periods)]
    return [here, *(entry for entry in near if _gap(here[:2], entry[:2]) <= _BESIDE)]


def _gap(one: tuple[date, date], other: tuple[date, date]) -> int:
    return max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)


def _events(asked: Asked, one: Series) -> list[tuple[str, str | None, bool]]:
    """The event up to which a time is counted, and the one from which it is, none of the time that one event lasted:
    those that the figure's period and words name, else the last two that the document could know."""
    before = asked.words[: asked.place]
    wanted = span_of(asked.figure.get("period") or "")
    stated = span_of(asked.stated)
    known = [entry for entry in one.periods if not stated or entry[0] <= stated[1]]
    named = [index for index, entry in enumerate(known) if wanted and not _gap(wanted, entry[:2])]
    if not known or (wanted and not named):
        return []
    last = named[-1] if named else len(known) - 1
    if _LASTED.search(before) and known[last][0] < known[last][1]:
        return [(known[last][2], "", True)]
    if named and last + 1 < len(known) and _FROM.search(asked.words, asked.place):
        return [(known[last + 1][2], known[last][2], True)]
    match = _NTH.search(before)
    first = last - (_ORDINALS.index(match[1].lower()) - 1 if match else 1)
    return [(known[last][2], known[first][2], True)] if first >= 0 else []


def _base(asked: Asked, how: str, one: Series, period: str) -> str | None:
    """The period of the observation from which a change is counted; empty where none is needed, None for none held."""
    if how != "difference" and (how != "ratio" or asked.original):
        return ""
    return _before(one, period) or None


def _finding(asked: Asked, how: str, one: Series, period: str, base: str | None, own: bool) -> dict[str, Any] | None:
    """What a tie to one observation would find, or None where the claim or its base cannot be computed."""
    name = one.row["series"]
    if base is None:
        return None
    if base and how != "duration" and _LOST.search(asked.words):
        base, period = period, _peak(one, period)
        if base == period:
            return None
    check = {
        "figure": "figure",
        "series": name,
        "period": period,
        "base_series": name if base else "",
        "base_period": base,
        "how": how,
        "definition": "same",
        "date": OWN if own else OTHER,
    }
    cells = {**asked.figure, "repeats": "original" if asked.original else ""}
    figures = {"figure": cells} | ({"original": dict(asked.original)} if asked.original else {})
    try:
        result: dict[str, Any] = finding(check, figures, one.published)
    except (ValueError, ZeroDivisionError):
        return None
    return {**result, "vintage": vintage(dict(one.row), period, asked.stated or date.max.isoformat())}


def _peak(one: Series, period: str) -> str:
    """The period of the highest observation before that of a period, its own included."""
    before = [entry[2] for entry in one.periods]
    return max(before[: before.index(period) + 1], key=lambda entry: one.published[one.row["series"], entry].value)


def _before(one: Series, period: str) -> str:
    """The observation before one of a period, or an empty text."""
    index = next(i for i, entry in enumerate(one.periods) if entry[2] == period)
    return one.periods[index - 1][2] if index else ""
