"""What a tie of a figure to a series would find: how they compare, which observation is the figure's own by the rule
of dates, and the outcome by the rules of verdicts. Provisional, since no person has made the tie."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from cited.ledger.agreement import dates, manners
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.agreement.measures import DAYS
from cited.ledger.agreement.ties import ANNOUNCED, OTHER, OWN, SAME, finding, vintage
from cited.ledger.agreement.verdicts import judge
from cited.ledger.store.codes import Basis
from cited.ledger.store.periods import Period
from cited.ledger.suggesting.event_times import Events, events
from cited.ledger.suggesting.series_index import Series, Span, gap, span_of

Row = Mapping[str, str]
EVENTS = "events"
# An observation so near to the figure's own is compared with it, too.
_BESIDE = 366
# A change of a running total: `602 new deaths`, `in the last 24 hours`.
_NEW = re.compile(
    r"\b(?:new|newly)\s(?-i:[a-z])|\b(?:in|over|within) (?:a|one|the (?:last|past)) (?:day|24 hours)\b|\bdaily\b", re.I
)
# A statistic that is what somebody said and no count, by the name of its data set.
_ANNOUNCED = re.compile(r"(?:announcement|statement|press release|pledge)s?\b", re.I)
# A loss is from the highest that is held to the last that the document could know.
_LOST = re.compile(r"\b(?:lost|loses?|losing|loss(?:es)?|burn(?:ed|t|ing) through)\b", re.I)


class Provisional(NamedTuple):
    """What a tie would be and find: the columns of data/checks.csv, the outcome, the statistic as a plain decimal."""

    how: str
    series: str
    period: str = ""
    base_series: str = ""
    base_period: str = ""
    date: str = ""
    definition: str = SAME
    outcome: str = ""
    statistic: str = ""
    # The period of the figure's own date, where it is held and the tie is to another.
    passed: str = ""


class Claim(NamedTuple):
    """A figure as it is tried on series: its row, its sentence and where it stands there, the day by which its
    document knew it (EDTF), the figure of which it is the same amount in another currency, and how to find further
    series of which the sentence speaks, see `event_times.events`."""

    figure: Row
    words: str
    place: int
    stated: str
    original: Row | None
    others: Callable[[Span | None], list[Series]]

    @property
    def near(self) -> str:
        """Return the words just around the figure."""
        return self.words[max(0, self.place - 25) : self.place + len(self.figure["printed"]) + 30]


def provisional(claim: Claim, series: Series, change: bool, own_date: bool = False) -> Provisional:
    """Return what a tie to a series would find; `change`: the figure is the series' change over a year in per cent.

    `own_date`: where the figure's own date is held, the tie is to it, whatever it says.
    """
    how = _how(claim, series, change)
    results = [result for tie in _tried(claim, how, series) if (result := _finding(claim, how, *tie)) is not None]
    if not results:
        return Provisional(how, series.row["series"])
    own = [result for result in results if result["date"] == OWN]
    if own_date and own:
        results = own
    outcome, decides, _ = judge(results, claim.figure.get("basis") or Basis.ACTUAL)
    return Provisional(
        how,
        decides["series"],
        decides["period"],
        decides["base_series"],
        decides["base_period"],
        decides["date"],
        decides["definition"],
        outcome,
        decides["statistic"],
        own[0]["period"] if own and decides["date"] != OWN else "",
    )


def _tried(claim: Claim, how: str, series: Series) -> list[tuple[Events, bool]]:
    """The ties that are tried: each with whether its observation is the figure's own."""
    if how == "duration":
        sentence = claim.words[: claim.place], claim.words[claim.place + len(claim.figure["printed"]) :]
        wanted = span_of(claim.figure.get("period") or "")
        between = events(series, sentence, wanted, span_of(claim.stated), claim.others)
        return [(between, True)] if between else []
    ties = []
    for period, own in _periods(claim, how, series):
        base = _base(claim, how, series, period)
        if base is not None:
            ties.append((Events(series, period, series if base else None, base), own))
    return ties


def _how(claim: Claim, series: Series, change: bool) -> str:
    figure, unit = claim.figure, series.row["unit"]
    if change or (claim.original and unit == f"{figure['unit']} per {claim.original['unit']}"):
        return "ratio"
    if unit == EVENTS and figure["unit"] in DAYS:
        return "duration"
    near = claim.near
    if series.row["kind"] in ("point", "end of period") and (_NEW.search(near) or _LOST.search(near)):
        return "difference"
    return manners.plain(figure["unit"], series.row["title"])


def _periods(claim: Claim, how: str, series: Series) -> list[tuple[str, bool]]:
    """The observations that the figure is compared with: its own by the rule of dates, and those beside it or, where
    its own is not held, the nearest; each, and whether it is its own."""
    periods = [entry[2] for entry in series.periods]
    period = claim.figure.get("period") or ""
    stated = claim.stated or date.max.isoformat()
    if span_of(period) is None:
        period = ""
    own = _undated(claim, how, series, stated) if not period else ""
    own = own or dates.own(dates.Timed(period, stated), series.row["kind"], periods)
    if not own and period and claim.figure["unit"] in DAYS:
        # Years in a row are those up to the figure's own: the fifteenth, in 2023, of 2009 to 2023.
        own = next((entry[2] for entry in series.periods if entry[1] == Period.parse(period).last), "")
    if not own:
        wanted = span_of(period) or span_of(stated) or series.periods[-1][:2]
        own_first = min(series.periods, key=lambda entry: (gap(wanted, entry[:2]), entry))
        return [(entry[2], False) for entry in _beside(series, own_first[2])]
    return [(own, True), *((entry[2], False) for entry in _beside(series, own) if entry[2] != own)]


def _undated(claim: Claim, how: str, series: Series, stated: str) -> str:
    """The observation of a figure without a date that is not simply of the last known: what is as vague as `millions`
    is said of no certain time, and held against the highest; a loss is one up to the last value before the words."""
    known = [entry[2] for entry in series.periods if entry[1].isoformat() <= stated]
    if not known:
        return ""
    if how in ("level", "count") and claim.figure.get("hedge") == Hedge.MAGNITUDE:
        return max(known, key=lambda period: series.published[series.row["series"], period].value)
    return known[-1] if how == "difference" and _LOST.search(claim.near) else ""


def _beside(series: Series, period: str) -> list[tuple[date, date, str]]:
    """An observation, and those before and after it, as far as they are near."""
    index = next(i for i, entry in enumerate(series.periods) if entry[2] == period)
    here = series.periods[index]
    near = [series.periods[i] for i in (index - 1, index + 1) if 0 <= i < len(series.periods)]
    return [here, *(entry for entry in near if gap(here[:2], entry[:2]) <= _BESIDE)]


def _base(claim: Claim, how: str, series: Series, period: str) -> str | None:
    """The period of the observation from which a change is counted; empty where none is needed, None for none held."""
    if how != "difference" and (how != "ratio" or claim.original):
        return ""
    return _before(series, period) or None


def _finding(claim: Claim, how: str, tie: Events, own: bool) -> dict[str, Any] | None:
    """What a tie to one observation would find, or None where the claim or its base cannot be computed."""
    series, period, other, base = tie
    name = series.row["series"]
    if base and how != "duration" and _LOST.search(claim.words):
        base, period = period, _peak(series, period)
        if base == period:
            return None
    check = {
        "figure": "figure",
        "series": name,
        "period": period,
        "base_series": other.row["series"] if other else "",
        "base_period": base,
        "how": how,
        # Where both say what was announced, nobody has counted.
        "definition": ANNOUNCED if _ANNOUNCED.match(series.row["dataset"]) else SAME,
        "date": OWN if own else OTHER,
    }
    cells = {**claim.figure, "repeats": "original" if claim.original else ""}
    figures = {"figure": cells} | ({"original": dict(claim.original)} if claim.original else {})
    try:
        published = series.published | (other.published if other else {})
        result: dict[str, Any] = finding(check, figures, published)
    except (ValueError, ZeroDivisionError):
        return None
    return {**result, "vintage": vintage(dict(series.row), period, claim.stated or date.max.isoformat())}


def _peak(series: Series, period: str) -> str:
    """The period of the highest observation before that of a period, its own included."""
    before = [entry[2] for entry in series.periods]
    return max(
        before[: before.index(period) + 1], key=lambda entry: series.published[series.row["series"], entry].value
    )


def _before(series: Series, period: str) -> str:
    """The observation before one of a period, or an empty text."""
    index = next(i for i, entry in enumerate(series.periods) if entry[2] == period)
    return series.periods[index - 1][2] if index else ""
