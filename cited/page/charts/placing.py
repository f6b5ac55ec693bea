"""Where cited figures go on a chart over time, and the statistics that decide their outcome."""

import math
from collections.abc import Sequence

import pandas as pd

from cited import ledger
from cited.ledger.frames.statistics import FLOW
from cited.ledger.store import typed
from cited.ledger.store.outcomes import Outcome
from cited.ledger.store.periods import Period, moment
from cited.page.tables import statistic
from cited.page.wording import words


def alike(observations: pd.DataFrame, period: str = "") -> pd.DataFrame:
    """Return observations without those of a flow that are as long as no other on a line: a sum of years among years.

    Kept are those as long as `period`, else as most of their series.
    """
    if observations.empty:
        return observations
    lengths = observations["period"].map(lambda one: Period.parse(one).length)
    usual = lengths.groupby(observations["series"]).transform(lambda one: one.mode().iloc[0])
    summed = observations["series"].map(lambda name: statistic.known(name)["kind"] == FLOW)
    return observations[~summed | (lengths == (Period.parse(period).length if period else usual))]


def placed(figures: pd.DataFrame | None, unit: str, drawn: Sequence[str] = ()) -> pd.DataFrame:
    """Return the figures that have the unit and a date, with the moment `at` at which each is drawn.

    What one of the `drawn` series, in its own unit, is held against is a figure of it though it counts something under
    another noun: persons, where the series counts detections.
    """
    if figures is None or figures.empty:
        return pd.DataFrame()
    checks = ledger.findings(figure=list(figures.index))
    checks = checks[checks["how"].isin(["level", "count"]) & (checks["base_series"] == "")]
    counted = [name for name in drawn if unit.islower() and statistic.known(name)["unit"] == unit]
    tied = figures.index.isin(checks[checks["series"].isin(counted)]["figure"]) & figures["unit"].str.islower()
    claimed = ledger.bounds(figures[(figures["unit"] == unit) | tied])
    if claimed.empty:
        return claimed
    checks = checks[checks["figure"].isin(claimed.index)]
    kinds = {name: statistic.known(name)["kind"] for name in dict.fromkeys(checks["series"])}
    decides = ledger.verdicts(figure=list(claimed.index))["check"]
    at = [_at(row, checks[checks["figure"] == figure], kinds, decides[figure]) for figure, row in typed.rows(claimed)]
    claimed = claimed.assign(at=at)
    return claimed[claimed["at"].notna()]


def _at(row: pd.Series, checks: pd.DataFrame, kinds: dict[str, str], decides: str) -> float:
    own = checks[(checks["date"] == "own") & (checks["definition"] != "other")]
    own = own if len(own) else checks[checks["date"] == "own"]
    if len(own):
        # Of several dates that the figure can speak of, the one where the statistic is nearest.
        order = [Outcome.AGREES, Outcome.ROUNDED, Outcome.DIFFERS]
        first = own.iloc[
            int(own["outcome"].map(lambda outcome: order.index(outcome) if outcome in order else 9).argmin())
        ]
        # Where what decides is of the same period, both stand at one moment: neither is of another date.
        same = checks[(checks["period"] == first["period"]) & (checks.index == decides)]
        return moment(first["period"], kinds[(same.iloc[0] if len(same) else first)["series"]])
    if row["period"] and not row["period"].endswith(".."):
        return moment(row["period"], "point")
    return math.nan if checks.empty else moment(checks.iloc[0]["period"], kinds[checks.iloc[0]["series"]])


def words_of(row: pd.Series, *, short: bool = False) -> str:
    """Return the words of a figure, and after them, where a chart has it in another currency, what it comes to.

    The prices of which year they are in, the chart's title says; a `short` label does not say it again.
    """
    printed, unit = words.as_read(row["printed"]), row["unit"]
    if unit == ledger.figures(figure=str(row.name))["unit"].iloc[0]:
        return printed
    unit = unit.partition(" ")[0] if short else unit
    ends = [words.quantity(float(end), unit, 3) for end in (row["low"], row["high"]) if end == end]
    return f"{printed} ({'–'.join(dict.fromkeys(ends))})"


def deciding(figures: pd.DataFrame, observations: pd.DataFrame, unit: str) -> list[tuple[str, float, float, str]]:
    """Return the statistics that decide the figures' outcomes: `series@period`, moment, value, and the figure.

    Where amounts are converted, the drawn value of the same observation serves.
    """
    if figures.empty:
        return []
    known = {name: row for name, (_, row) in zip(statistic.names(observations), observations.iterrows(), strict=True)}
    statistics = []
    judged = ledger.verdicts(figure=list(figures.index))
    for figure, row in typed.rows(judged):
        observed = f"{row['series']}@{row['period']}"
        if row["how"] not in ("level", "count") or row["base_series"]:
            continue
        if observed in known:
            statistics.append((observed, known[observed]["at"], known[observed]["value"], figure))
        elif statistic.known(row["series"])["unit"] == unit:
            kind = statistic.known(row["series"])["kind"]
            statistics.append((observed, moment(row["period"], kind), row["statistic"], figure))
    return statistics
