"""What a sentence says of a claim: the figure, its outcome, the published figure, and how far they lie apart."""

import pandas as pd
from markupsafe import Markup

from cited.ledger import findings as checked
from cited.ledger.agreement.tallies import ANSWERS, FAILS
from cited.ledger.agreement.verdicts import REVISED
from cited.ledger.store import typed
from cited.ledger.store.outcomes import UNCHECKED
from cited.page.comparing.claims import apart, observed, value
from cited.page.sentences.typed_numbers import require_parameter
from cited.page.tables import statistic
from cited.page.tables.statistic import Derived
from cited.page.tracing.provenance import Computed, Fragment
from cited.page.wording import outcomes, words
from cited.page.wording.differences import Form


def claim_context(
    figure: pd.Series | None,
    judged: pd.DataFrame,
    *,
    own: bool = False,
    near: bool = False,
    amounts: pd.DataFrame | None = None,
) -> dict[str, object]:
    """Return what a sentence says of a figure: `claim`, `verdict`, `statistic`, `off`, and `own` or `near` when asked.

    `statistic` is the one that decides, with its period, `off` how far the printed number is from it (`in line with`
    where it is not), `own` the one of the figure's own date or definition that does not agree, `near` and `near_off`
    the one of another date or definition that comes nearer where none agrees. Without a figure, where nothing is
    tied, or where there is no such value, values are None, so that `sentence` says nothing. `amounts` are
    observations in another currency or in other prices (see `ledger.converted`), in which statistics are then told.
    `worth` is then what the figure comes to at the rate of its statistic, in brackets, empty without a conversion.

    Example:
        reserves = ledger.figures(theme="reserves")
        values = page.claim_context(
            ledger.one(reserves, measure="foreign exchange reserves"), ledger.verdicts(theme="reserves")
        )
        page.sentence("Reserves of {claim} are cited; published data show {statistic}.", **values)
    """
    optional = [
        *(["worth"] if amounts is not None else []),
        *(["own"] if own else []),
        *(["near", "near_off"] if near else []),
    ]
    values: dict[str, object] = dict.fromkeys(["claim", "verdict", "statistic", "off", *optional])
    if figure is None or figure.name not in judged.index:
        return values
    name, verdict = str(figure.name), typed.row(judged, figure.name)
    if verdict["verdict"] in UNCHECKED:
        return values
    ties = checked(figure=[name])
    tie = typed.row(ties, verdict["check"])
    off = "in line with" if tie["deviation"] == "none" else apart(figure, tie, Form.BEFORE)
    values["claim"] = figure
    outcome = outcomes.look(verdict["verdict"], verdict["rule"]).name
    values["verdict"] = Computed(outcome, (name,), "the rules of outcomes")
    context = _claim(tie, amounts)
    values["statistic"] = Markup("{}, as later revised").format(context) if verdict["rule"] == REVISED else context
    values["off"] = Derived(off, "printed number over statistic", (name,), observed(tie))
    if amounts is not None:
        values["worth"] = _worth(figure, tie, amounts)
    fails = verdict["verdict"] in ANSWERS[FAILS]
    if own and verdict["against"] and not fails:
        values["own"] = _claim(typed.row(ties, verdict["against"]), amounts)
    if near and verdict["against"] and fails:
        other = typed.row(ties, verdict["against"])
        values["near"] = _claim(other, amounts)
        values["near_off"] = Derived(
            apart(figure, other, Form.BEFORE), "printed number over statistic", (name,), observed(other)
        )
    return values


def _worth(figure: pd.Series, tie: pd.Series, amounts: pd.DataFrame) -> Markup:
    """Return what a figure comes to at the rate of its statistic, in brackets; empty without a conversion.

    The rate of the figure's own date would set it apart from a statistic of another day that it agrees with.
    """
    rows = amounts[(amounts["series"] == tie["series"]) & (amounts["period"] == tie["period"])]
    if rows.empty or not tie["statistic"] or "unit" not in rows or rows["unit"].iloc[0] == figure["unit"]:
        return Markup()
    rate, unit = float(rows["value"].iloc[0]) / float(tie["statistic"]), str(rows["unit"].iloc[0])
    ends = [words.quantity(float(figure[end]) * rate, unit, 3) for end in ("low", "high") if figure[end] == figure[end]]
    text = "–".join(dict.fromkeys(ends))
    rule = "the printed amount at the rate of the published figure"
    return Markup(" ({})").format(Derived(text, rule, (str(figure.name),), observed(tie)))


def _claim(tie: pd.Series, amounts: pd.DataFrame | None) -> Markup:
    """The value that a check compares with, in the currency and the prices of `amounts` where they have it."""
    pairs = [(tie["series"], tie["period"]), (tie["base_series"], tie["base_period"])][: 2 if tie["base_series"] else 1]
    if amounts is None or tie["how"] not in ("level", "count", "difference"):
        return value(tie)
    parts = [amounts[(amounts["series"] == name) & (amounts["period"] == period)] for name, period in pairs]
    if not all(map(len, parts)):
        return value(tie)
    first, *base = (rows.iloc[0] for rows in parts)
    if not base:
        return statistic.show(first) or Markup()
    amount = float(first["value"]) - float(base[0]["value"])
    if amount == float(tie["statistic"]):
        return value(tie)
    rule = "the difference between two periods, each converted at the rate of its own date"
    less = Derived(words.quantity(amount, first["unit"], words.COMPUTED), rule, (), observed(tie))
    # How far the figure is from the statistic is said of the currency in which it is printed.
    return Markup("{}; converted at the rate of each date, {}").format(value(tie), less)


def years(first: int | None, last: int | None) -> Fragment:
    """Return in words which years the page shows; or that there are none, where the first is later than the last.

    Example:
        page.years(2011, 2014)
    """
    for name, year in (("first", first), ("last", last)):
        require_parameter(name, year)
    ends = [Markup('<time data-parameter="{}">{}</time>').format(*end) for end in (("first", first), ("last", last))]
    if first and last and first > last:
        text = Markup("Nothing lies between {} and {}: the first year is later than the last.").format(*ends)
        return Fragment(Markup('<p class="nothing">{}</p>').format(text))
    if not first and not last:
        return Fragment("")
    if first and first == last:
        text = Markup("This page covers {}").format(ends[0])
    elif first and last:
        text = Markup("This page covers {} to {}").format(*ends)
    else:
        text = Markup("This page covers the years {} {}").format("from" if first else "to", ends[0 if first else 1])
    return Fragment(Markup("<p>{}, and figures without a date.</p>").format(text))
