"""The evidence on a figure's own page: what its statistic is made of, who published each part, and what it quotes."""

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from cited.ledger.agreement import hedges
from cited.ledger.agreement.manners import RANK
from cited.ledger.agreement.ties import QUOTED
from cited.ledger.agreement.ties import Row as Finding
from cited.ledger.agreement.verdicts import MISQUOTED, REVISED, findings
from cited.ledger.rules.derived_values import parts
from cited.ledger.store import tables
from cited.ledger.store.outcomes import Outcome
from cited.ledger.store.periods import Period
from cited.ledger.store.tables import Row
from cited.ledger.store.where_read import is_derived
from cited.page.wording import words
from cited.page.wording.verdicts import Verdict
from cited.page.wording.verdicts import value as amount

# What a tie finds, or the verdict that it decides: both name series and periods.
Tied = Finding | Verdict
LOW = "low"
CENSUS = "census"
READ = "Read in"
# A right number further off than this, and a wrong one nearer than that, is said to hang on its rounding.
SHARE_OF_RIGHT, SHARE_OF_WRONG = 0.01, 0.05


class Value(NamedTuple):
    """An observation that a page shows: what it is beside the statistic, its value in words, and both its rows."""

    label: str
    shown: str
    row: Row
    series: Row


def values(verdict: Tied | None) -> list[Value]:
    """Return the observations that make a verdict's statistic, and after each those of which it was computed."""
    shown_values: list[Value] = []
    for name, period in _pairs(verdict):
        for row in _at(name, period):
            second = "Second value" if shown_values else "First value"
            shown_values.append(_value(second if verdict and verdict["base_series"] else READ, row))
            shown_values += [_value("Computed from", part) for part in parts(row)]
    return shown_values


def quoted(figure: str) -> Finding | None:
    """Return what a tie to the statement that a figure quotes finds, with the `value` shown; None where it has none."""
    tie = next((row for row in findings(figure=[figure]) if row["definition"] == QUOTED), None)
    return {**tie, "value": _value("The statement", _at(tie["series"], tie["period"])[0])} if tie else None


def tried(figure: str, check: str) -> list[Finding]:
    """Return what the ties of a figure find that do not decide, with `shown`, their statistic in words, and `value`.

    `check` is the tie that decides, empty where none does.
    """
    unit = tables.select(table="figures", figure=figure)[0]["unit"]
    others = [row for row in findings(figure=[figure]) if row["check"] != check and row["definition"] != QUOTED]
    return [
        {
            **row,
            "shown": amount(row, unit),
            "when": when(row),
            "observed": " ".join(observed(row)),
            "value": _value(READ, _at(row["series"], row["period"])[0]),
        }
        for row in others
    ]


def faithful(figure: str) -> Markup:
    """Return a sentence on the statement that a figure quotes, and on whether it does so faithfully; else nothing."""
    tie = quoted(figure)
    if not tie:
        return Markup()
    value = tie["value"]
    how = "faithfully" if tie["outcome"] != Outcome.DIFFERS else "otherwise than it was made"
    html = Markup(' It quotes a statement {}: <span data-series="{}@{}">{}</span>, by the <cite>{}</cite>.')
    return html.format(how, tie["series"], tie["period"], value.shown, value.series["publisher"])


def series(verdict: Tied | None) -> Row | None:
    """Return the series of a verdict's statistic; None where no statistic decides."""
    return _series(verdict["series"]) if verdict and verdict["series"] else None


def observed(verdict: Tied) -> list[str]:
    """Return the observations (`series@period`) of which a verdict's statistic is made."""
    return [f"{name}@{period}" for name, period in _pairs(verdict)]


def when(verdict: Tied | pd.Series) -> Markup:
    """Return when a verdict's statistic is of: its period, or both of two, `fall from June 2014 to January 2017`."""
    last, first = verdict["period"], verdict["base_period"]
    if not verdict["base_series"] or last == first:
        return words.period(last)
    if verdict["how"] != "difference":
        return Markup("{} to {}").format(words.period(first), words.period(last))
    # The difference is the first value less the second, whichever is the earlier.
    backwards = Period.parse(last).first < Period.parse(first).first
    verb = "fall" if backwards == (float(verdict["statistic"]) > 0) else "rise"
    ends = (last, first) if backwards else (first, last)
    return Markup("{} from {} to {}").format(verb, *map(words.period, ends))


def who(verdict: Verdict) -> str:
    """Return who says a verdict's statistic, and how, before its value: nobody publishes what was computed."""
    if verdict["verdict"] == Outcome.FORECAST:
        return "A later projection or count gives"
    if verdict["rule"] == REVISED:
        return "A later revision of published data gives"
    if verdict["rule"] == MISQUOTED:
        return "The announcement that it repeats says"
    if (
        verdict["how"] == "ratio"
        or verdict["base_series"]
        or any(is_derived(_series(name)) for name, _ in _pairs(verdict))
    ):
        return "Computed from published data:"
    return f"Published data {'rank it' if verdict['how'] == RANK else 'show'}"


def caveats(verdict: Verdict) -> Markup:
    """Return what a reader must know of a statistic beside its value: a census of years ago, a copy of nobody's."""
    html = Markup()
    one = _series(verdict["series"])
    years = Period.parse(verdict["stated"]).first.year - Period.parse(verdict["period"]).last.year
    if one["kind"] == CENSUS and years > 0:
        text = ' It comes from a census of {}, <span data-series="{}">{} year{}</span> before these words, of {}.'
        arguments = " ".join(observed(verdict)), words.counted(years), "" if years == 1 else "s"
        html += Markup(text).format(words.period(verdict["period"]), *arguments, words.period(verdict["stated"]))
    if any(value.row["confidence"] == LOW for value in values(verdict)):
        html += Markup(" It was read in a copy of low confidence.")
    return html


def contrary(verdict: Verdict) -> Markup:
    """Return a sentence on the statistic of a figure's own date or definition, where another one agrees."""
    tie = next((row for row in findings(figure=[verdict["figure"]]) if row["check"] == verdict["against"]), None)
    if not tie or verdict["verdict"] == Outcome.DIFFERS:
        return Markup()
    own = "for its own date" if verdict["verdict"] == Outcome.OTHER_DATE else "by its own definition"
    text = Markup(' Published data {} show <span data-series="{}">{}</span> ({}).')
    unit = tables.select(table="figures", figure=verdict["figure"])[0]["unit"]
    return text.format(own, " ".join(observed(tie)), amount(tie, unit), when(tie))


def rounding(figure: Mapping[str, Any], verdict: Verdict) -> Markup:
    """Return a sentence on what the statistic comes to in the digits that a bare number has, where these decide."""
    one = figure["low"] == figure["high"] and not figure["hedge"] and verdict["how"] in ("level", "count", "difference")
    if not one or figure["unit"] in ("percent", "rank", "years"):
        return Markup()
    printed, official = float(figure["low"]), float(verdict["statistic"])
    digit = hedges.unit(printed, figure["printed"])
    off = abs(printed / official - 1) if official else math.inf
    wrong = verdict["verdict"] == Outcome.DIFFERS
    if not math.isfinite(digit) or digit <= 1 or not (off < SHARE_OF_WRONG if wrong else off > SHARE_OF_RIGHT):
        return Markup()
    rounded = float((Decimal(official) / Decimal(digit)).quantize(Decimal(1), ROUND_HALF_UP) * Decimal(digit))
    if (rounded == printed) == wrong:
        return Markup()
    text = Markup(' <span data-figures="{0}" data-series="{1}">To the nearest {2}, {3} is {4}{5}.</span>')
    amounts = [words.quantity(value, unit) for value, unit in ((official, ""), (rounded, ""), (printed, ""))]
    nearest = words.number(digit).removeprefix("1 ")
    no = f", not {amounts[2]}" if wrong else ""
    return text.format(figure["figure"], " ".join(observed(verdict)), nearest, amounts[0], amounts[1], no)


def _value(label: str, row: Row) -> Value:
    of = _series(row["series"])
    return Value(label, words.quantity(float(row["value"]), of["unit"], 6), row, of)


def _pairs(verdict: Tied | None) -> list[tuple[str, str]]:
    """The series and the period of each observation of which a verdict's statistic is made."""
    if not verdict:
        return []
    ends = (verdict["series"], verdict["period"]), (verdict["base_series"], verdict["base_period"])
    return [(name, period) for name, period in ends if name]


def _at(series: str, period: str) -> list[Row]:
    return [row for row in tables.select(table="observations", series=series) if row["period"] == period]


def _series(name: str) -> Row:
    return tables.select(table="series", series=name)[0]
