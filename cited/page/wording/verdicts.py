"""What readers see of a verdict: outcome, published figure and difference, in words for lists and cards."""

import math
from collections.abc import Mapping
from typing import Any, TypedDict, cast

import pandas as pd

from cited.ledger.agreement.manners import PART
from cited.ledger.agreement.ties import Row
from cited.ledger.agreement.verdicts import select as verdict_rows
from cited.ledger.store import tables
from cited.ledger.store.outcomes import Outcome
from cited.page.wording import differences, outcomes, reading, words


class Verdict(TypedDict):
    """A verdict with what readers see of it: the keys of `ledger.verdicts.select` that pages read, and those below."""

    figure: str
    check: str
    against: str
    deviation: str
    series: str
    period: str
    statistic: str
    verdict: Outcome
    rule: str
    tries: int
    how: str
    base_series: str
    base_period: str
    remark: str
    departure: str
    look: outcomes.Look
    title: str  # of the series, as `publisher` is
    publisher: str
    value: str  # the published figure
    off: str  # the difference
    later: str  # what revisions make of it
    stated: str  # the date of the words


def verdicts(figures: list[str]) -> dict[str, Verdict]:
    """Return the verdict on each figure, in words, by figure; none where the data have no checks."""
    if not figures or not tables.has("checks"):
        return {}
    verdicts = verdict_rows(figure=figures)
    named = {row["series"] for row in verdicts if row["series"]}
    series = {row["series"]: row for row in tables.select(table="series", series=sorted(named))} if named else {}
    rows = {row["figure"]: row for row in tables.select(table="figures", figure=figures)}
    dates = {row["source"]: row["date"] for row in tables.rows("sources")}
    shown = {
        row["figure"]: {
            **row,
            "look": outcomes.look(row["verdict"], row["rule"]),
            "title": series.get(row["series"], {}).get("title", ""),
            "publisher": series.get(row["series"], {}).get("publisher", ""),
            "value": value(row, rows[row["figure"]]["unit"]),
            "off": _off(row, rows[row["figure"]]),
            "later": _later(row, rows[row["figure"]]["unit"]),
            "stated": rows[row["figure"]]["stated"] or dates[rows[row["figure"]]["source"]],
        }
        for row in verdicts
    }
    return cast("dict[str, Verdict]", shown)


def _off(verdict: Row, figure: tables.Row) -> str:
    """Return how far a figure is from its published one, in words, empty where it is not."""
    low, high = (float(figure[end]) if figure[end] != "" else float("nan") for end in ("low", "high"))
    official = float(verdict["statistic"] or "nan")
    ends = {"low": low, "high": high, "official": official}
    return differences.in_words(verdict["deviation"], form(verdict["verdict"]), **ends, unit=str(figure["unit"]))


def form(outcome: str) -> differences.Form:
    """Return how the difference of a figure with this outcome is said: only what is wrong is too high."""
    if outcome == Outcome.FORECAST:
        return differences.Form.LATER
    return differences.Form.ERROR if outcome == Outcome.DIFFERS else differences.Form.PLAIN


def _later(verdict: Row, unit: str) -> str:
    """Return what later revisions make of a figure, in words; empty where there are none."""
    change, changed, statistic = verdict["revised"].partition(": ")
    return f"{change} to {value({**verdict, 'statistic': statistic}, unit)}" if changed else change


def value(row: Row, unit: str) -> str:
    """Return the published figure of a verdict in words, empty where there is none."""
    if not row["statistic"]:
        return ""
    if row["how"] == "ratio" and unit != "percent":
        return words.quantity(float(row["statistic"]), "times", words.COMPUTED) if row["base_series"] else at_rate(row)
    # What a later revision says of a figure that nothing checks is in the figure's own unit.
    if row["series"] and row["how"] not in ("ratio", "duration"):
        # Detections are not persons, though a figure calls them so.
        unit = tables.select(table="series", series=row["series"])[0]["unit"]
    amount = words.quantity(float(row["statistic"]), unit, words.COMPUTED if row["base_series"] else words.STATED)
    return f"{amount} {words.IN_PART}" if row["how"] == PART else amount


def at_rate(row: Mapping[str, Any] | pd.Series) -> str:
    """Return what the amount that a figure repeats in another currency comes to at the rate that checks it."""
    figure = tables.select(table="figures", figure=row["figure"])[0]
    first = tables.select(table="figures", figure=figure["repeats"])[0]
    rate, of = float(row["statistic"]), tables.select(table="series", series=row["series"])[0]["unit"]
    ends = [float(f"{float(first[end]) * rate:.4g}") if first[end] else math.nan for end in ("low", "high")]
    return f"{reading.amount(ends[0], ends[1], figure['unit'])}, at {words.quantity(rate, of, words.COMPUTED)}"
