"""Verdicts: whether published statistics agree with a cited figure. Computed from the hedge, the printed
precision and the statistics that `data/checks.csv` ties to the figure; never typed."""

import math

from cited.ledger import tables
from cited.ledger.claims import (
    AGREES,
    DIFFERS,
    OUTCOMES,
    ROUNDED,
    Statistic,
    claim,
    compare,
    deviation,
    implied,
    nearest,
)
from cited.reads import traced

DATE = "agrees at another date"
DEFINITION = "agrees for another definition"
OVERTAKEN = "differs from a later revision"
UNCHECKED = "not checkable"

# The rule in words, for pages: each verdict and what it says, in the order in which they are tried.
RULE = {
    AGREES: "the statistic lies within what the words of the figure claim: its hedge, and the precision of the "
    "printed number, give it an interval",
    ROUNDED: "the statistic lies outside that interval, but it rounds to the printed number once the hedge is left "
    "aside; or it is printed more coarsely than the figure, and the interval is no further off than half of its last "
    "digit; or the two are one apart in the last printed digit, and no more than half a per cent",
    DATE: "the statistic of the figure’s own date differs or is not held, that of another date agrees; "
    "a stock named by its year has the end of that year as its own date",
    DEFINITION: "no statistic of the figure’s own definition agrees, one that counts something else does",
    DIFFERS: "none of the statistics agrees; the deviation is how far the printed number lies above or below the "
    "nearest statistic of its own date and definition, or where none is held, of its own definition: in per cent, as a "
    "factor from two times on, in percentage points where the unit is per cent, in years of an age, in places of a "
    "rank; "
    "a statistic of another date or definition that comes nearer stands beneath",
    OVERTAKEN: "none agrees, and the statistic of the figure’s own definition is a later revision of the one that "
    "the document could know: a forecast that newer forecasts replaced, or a first print that was revised",
    UNCHECKED: "no statistic is tied to the figure; the reason stands beside it",
}


def measure(how: str, unit: str, first: Statistic, base: Statistic | None = None) -> Statistic:
    """Return the statistic that a check compares with: the observation, or what two of them make.

    `difference` is the first less the base; `ratio` the first over the base, for a figure in per cent the change
    from base to first in per cent. Every other `how`, and a ratio without a base, is the observation itself.
    """
    if base is None:
        return first
    if how == "difference":
        return Statistic(first.value - base.value, max(first.precision, base.precision))
    ratio = first.value / base.value
    return Statistic(100 * (ratio - 1) if unit == "percent" else ratio, 0)


def judge(findings: list[dict]) -> tuple[str, dict, dict | None]:
    """Return the verdict on a figure, the finding that decides, and the one it stands against, if any.

    `findings` are the figure's ties, each with `outcome`, `definition`, `date` and `distance`. Tried in this order:
    the figure's own date and definition, its own date in a later revision, another date, another definition.
    Of several that agree in one step the nearest decides, and so of several that differ. Where all differ, the
    verdict stands against the one of another date or definition that comes nearer, if there is one.
    """

    def best(chosen):
        return min(chosen, key=lambda f: (OUTCOMES.index(f["outcome"]), f["distance"]), default=None)

    own = [f for f in findings if f["definition"] == "same" and f["date"] == "own"]
    revised = [f for f in findings if f["definition"] == "revised" and f["date"] == "own"]
    other_date = [f for f in findings if f["definition"] != "other" and f["date"] == "other"]
    other = [f for f in findings if f["definition"] == "other"]
    against = best(own) or best(revised)
    for step, verdict in ((own, None), (revised, None), (other_date, DATE), (other, DEFINITION)):
        if found := best([f for f in step if f["outcome"] != DIFFERS]):
            stands = against if verdict else None
            if verdict == DEFINITION:
                stands = against or best(other_date)
            return verdict or found["outcome"], found, stands
    verdict, decides = (
        (OVERTAKEN, best(revised)) if revised and not own else (DIFFERS, best(own) or best(other_date) or best(other))
    )
    nearer = [f for f in findings if f["distance"] < decides["distance"]]
    return verdict, decides, best(nearer)


@traced
def findings(**asked) -> list[dict]:
    """Return what each tie of `data/checks.csv` finds, a row each, for the figures that `asked` selects.

    `asked` is as for `tables.select` on the figures. Keys: the columns of checks.csv and `statistic` (plain decimal,
    in the figure's unit, an exchange rate in the series' own), `outcome`, `deviation` (words), `rule` (the clause),
    `distance` (natural logarithm of printed over statistic, without its sign).
    """
    return [finding for rows in _findings(asked).values() for finding in rows if finding["series"]]


@traced
def select(**asked) -> list[dict]:
    """Return the verdict on each figure that `asked` selects (as for `tables.select`), in reading order.

    Keys: `figure`, `check` (the one that decides), `series`, `period`, `statistic`, `verdict`, `deviation`, `rule`,
    `against` (the check of the figure's own date or definition that does not agree, where the verdict is for
    another; where none agrees, the one that comes nearer than that of its own), `others` (the remaining checks,
    separated by `; `), `how`, `base_series`, `base_period`, `reason` (why not checkable) and `remark` of the check
    that decides. All text; `statistic` is a plain decimal.
    """
    return [_verdict(figure, rows) for figure, rows in _findings(asked).items()]


def _verdict(figure: str, rows: list[dict]) -> dict:
    tied = [row for row in rows if row["series"]]
    against = None
    if tied:
        verdict, found, against = judge(tied)
    else:
        verdict, found = UNCHECKED, rows[0] if rows else {"reason": "not looked at"}
    others = [row["check"] for row in tied if row not in (found, against)]
    row = {"figure": figure}
    for key in ("check", "series", "period", "statistic"):
        row[key] = found.get(key, "")
    row["verdict"] = verdict
    row["deviation"] = found.get("deviation", "")
    row["rule"] = found.get("rule") or found["reason"]
    row["against"] = against["check"] if against else ""
    row["others"] = tables.SEPARATOR.join(others)
    for key in ("how", "base_series", "base_period", "reason", "remark"):
        row[key] = found.get(key, "")
    return row


def _findings(asked: dict) -> dict[str, list[dict]]:
    selected = tables.select(table="figures", **asked)
    documents = tuple(dict.fromkeys(row["source"] for row in selected))
    # A figure repeats one of its own document, and the id of a check begins with the figure's: of a large ledger
    # only what concerns these documents is read.
    figures = {row["figure"]: row for row in tables.rows("figures", documents)} if documents else {}
    published = {
        (row["series"], row["period"]): Statistic(float(row["value"]), float(row["precision"]))
        for row in tables.rows("observations")
    }
    found = {row["figure"]: [] for row in selected}
    for check in tables.concerning("checks", documents):
        if check["figure"] in found:
            found[check["figure"]].append(
                _finding(check, figures, published) if check["series"] else {**check, "rule": "", "statistic": ""}
            )
    return found


def _finding(check: dict, figures: dict[str, dict], published: dict) -> dict:
    figure = figures[check["figure"]]
    unit, claimed = figure["unit"], claim(figure)
    first = published[check["series"], check["period"]]
    base = published[check["base_series"], check["base_period"]] if check["base_series"] else None
    if check["how"] == "ratio" and base is None:
        claimed = implied(claimed, claim(figures[figure["repeats"]]))
    statistic = measure(check["how"], unit, first, base)
    outcome, rule = compare(claimed, statistic)
    printed = nearest(claimed, statistic.value)
    same_side = printed * statistic.value > 0
    return {
        **check,
        "statistic": _plain(statistic.value),
        "outcome": outcome,
        "deviation": deviation(claimed, statistic, unit, check["how"]),
        "rule": rule,
        "distance": abs(math.log(printed / statistic.value)) if same_side else math.inf,
    }


def _plain(value: float) -> str:
    """A plain decimal of at most twelve significant digits: no exponent, none of the noise of binary fractions."""
    if not value:
        return "0"
    text = f"{value:.{max(0, 11 - math.floor(math.log10(abs(value))))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
