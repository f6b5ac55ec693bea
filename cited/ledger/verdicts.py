"""Verdicts: whether published statistics agree with a cited figure. Computed from the hedge, the printed
precision and the statistics that `data/checks.csv` ties to the figure; never typed."""

import math

from cited.ledger import tables
from cited.ledger.claims import Statistic, claim, compare, deviation, implied, nearest
from cited.ledger.outcomes import CHANGED, CONFIRMED, REASONS, Outcome
from cited.reads import traced

# The rule in words, for pages: each verdict and what it says, in the order in which they are tried.
RULE = {
    Outcome.AGREES: "the statistic lies within what the words of the figure claim: its hedge, and the precision of the "
    "printed number, give it an interval",
    Outcome.ROUNDED: "the statistic lies outside that interval, but it rounds to the printed number once the hedge is "
    "left aside; or it is printed more coarsely than the figure, and the interval is no further off than half of its "
    "last digit; or the two are one apart in the last printed digit, and no more than half a per cent",
    Outcome.OTHER_DATE: "the statistic of the figure’s own date differs, that of another date agrees",
    Outcome.NEAREST_DATE: "the statistic of the figure’s own date is not held, that of another date agrees",
    Outcome.OTHER_DEFINITION: "no statistic of the figure’s own definition agrees, one that counts something else does",
    Outcome.DIFFERS: "none of the statistics agrees; the deviation is how far the printed number lies above or below "
    "the statistic of its own date and definition: in per cent, as a factor from two times on, in percentage points "
    "where the unit is per cent, in years of an age, in places of a rank",
    Outcome.FORECAST: "the figure is a forecast, which later projections or the event are set against; it is neither "
    "right nor wrong",
    Outcome.NOT_CHECKED: "no statistic has been found yet that could check the figure",
    Outcome.CANNOT_BE_CHECKED: "no statistic could check the figure; the reason stands beside it",
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


def judge(findings: list[dict], basis: str = "actual") -> tuple[Outcome, dict, dict | None]:
    """Return the verdict on a figure, the finding that decides, and the one it stands against, if any.

    `findings` are the figure's ties, each with `outcome`, `definition`, `date` and `distance`; `basis` is the
    figure's. Tried in this order: the figure's own date and definition, its own date in a later revision, another
    date, another definition. Of several that agree in one step the nearest decides, and so of several that differ.
    Where all differ, the verdict stands against the one of another date or definition that comes nearer.
    """

    def best(chosen):
        return min(chosen, key=lambda f: (list(Outcome).index(f["outcome"]), f["distance"]), default=None)

    own = [f for f in findings if f["definition"] == "same" and f["date"] == "own"]
    revised = [f for f in findings if f["definition"] == "revised" and f["date"] == "own"]
    other_date = [f for f in findings if f["definition"] != "other" and f["date"] == "other"]
    other = [f for f in findings if f["definition"] == "other"]
    against = best(own) or best(revised)
    if basis == "forecast":
        return Outcome.FORECAST, against or best(findings), None
    date = Outcome.OTHER_DATE if against else Outcome.NEAREST_DATE
    for step, verdict in ((own, None), (revised, None), (other_date, date), (other, Outcome.OTHER_DEFINITION)):
        if found := best([f for f in step if f["outcome"] != Outcome.DIFFERS]):
            stands = against if verdict else None
            if verdict == Outcome.OTHER_DEFINITION:
                stands = against or best(other_date)
            return verdict or found["outcome"], found, stands
    decides = best(own) or best(revised) or best(other_date) or best(other)
    nearer = [f for f in findings if f["distance"] < decides["distance"]]
    return Outcome.DIFFERS, decides, best(nearer)


@traced
def findings(**asked) -> list[dict]:
    """Return what each tie of `data/checks.csv` finds, a row each, for the figures that `asked` selects.

    `asked` is as for `tables.select` on the figures. Keys: the columns of checks.csv and `statistic` (plain decimal,
    in the figure's unit, an exchange rate in the series' own), `outcome`, `deviation` (words), `rule` (the clause),
    `distance` (natural logarithm of printed over statistic, without its sign).
    """
    return [row for rows in _findings(asked).values() for row in rows if row["series"]]


@traced
def select(**asked) -> list[dict]:
    """Return the verdict on each figure that `asked` selects (as for `tables.select`), in reading order.

    Keys: `figure`, `check` (the one that decides), `series`, `period`, `statistic`, `verdict`, `deviation`, `rule`,
    `revised` (what later revisions make of it: empty, `confirmed`, `changed: ` and the value), `tries` (how many
    statistics were tried),
    `against` (the check of the figure's own date or definition that does not agree, where the verdict is for
    another; where none agrees, the one that comes nearer than that of its own), `others` (the remaining checks,
    separated by `; `), `how`, `base_series`, `base_period`, `reason` (why it is not checked or cannot be) and
    `remark` of the check that decides. All text but `tries`; `statistic` is a plain decimal.
    """
    bases = {row["figure"]: row["basis"] for row in tables.select(table="figures", **asked)}
    return [_verdict(figure, bases[figure], rows) for figure, rows in _findings(asked).items()]


def _verdict(figure: str, basis: str, rows: list[dict]) -> dict:
    tied = [row for row in rows if row["series"]]
    against = None
    if tied:
        verdict, found, against = judge(tied, basis)
    else:
        found = rows[0] if rows else {"reason": "no statistic held"}
        verdict = REASONS[found["reason"]]
    others = [row["check"] for row in tied if row not in (found, against)]
    row = {"figure": figure}
    for key in ("check", "series", "period", "statistic"):
        row[key] = found.get(key, "")
    row["verdict"] = verdict
    row["deviation"] = found.get("deviation", "")
    row["rule"] = found.get("rule") or found["reason"]
    row["revised"] = _revised(tied)
    row["tries"] = len(tied)
    row["against"] = against["check"] if against else ""
    row["others"] = tables.SEPARATOR.join(others)
    for key in ("how", "base_series", "base_period", "reason", "remark"):
        row[key] = found.get(key, "")
    return row


def _revised(tied: list[dict]) -> str:
    """What later revisions of the figure's own date and definition make of it."""
    later = next((row for row in tied if row["definition"] == "revised" and row["date"] == "own"), None)
    if not later:
        return ""
    return f"{CHANGED}: {later['statistic']}" if later["outcome"] == Outcome.DIFFERS else CONFIRMED


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
                finding(check, figures, published) if check["series"] else {**check, "rule": "", "statistic": ""}
            )
    return found


def finding(check: dict, figures: dict[str, dict], published: dict) -> dict:
    """Return what one tie finds, with the keys that `findings` says.

    `check` is a row of checks.csv, `figures` has its figure and the one that this repeats by their ids, `published`
    a Statistic for each (series, period).
    """
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
