"""Verdicts: whether published statistics agree with a cited figure. Computed from the hedge, the printed
precision and the statistics that `data/checks.csv` ties to the figure; never typed."""

import math
from typing import Any, Unpack

from cited.ledger import dates, tables
from cited.ledger.claims import Statistic, claim, compare, deviation, implied, nearest
from cited.ledger.codes import Basis
from cited.ledger.hedges import STANDARD, Scale
from cited.ledger.measures import measure
from cited.ledger.outcomes import CHANGED, CONFIRMED, REASONS, UNCHECKED, UNDECIDED, Outcome, Reason
from cited.ledger.periods import Period
from cited.reads import traced

Row = dict[str, Any]
KNOWN, LATER = "known", "later"
SAME, OWN, OTHER = "same", "own", "other"

# A first print that is not held is taken as quoted faithfully where a later revision is so near. Our rule.
REVISION = 0.01
REVISED = "within one per cent of a later revision; no print of its own time is held"


def judge(findings: list[Row], basis: str = Basis.ACTUAL) -> tuple[Outcome, Row, Row | None]:
    """Return the verdict on a figure, the finding that decides, and the one it stands against, if any.

    `findings` are the figure's ties, each with `outcome`, `definition`, `date`, `distance` and `vintage` (`known`,
    which it is where none is said, or `later`); `basis` is the figure's. What the document could know decides; where
    it differs or is not held, a later revision, another date and another definition may agree, in this order. A
    forecast is set against its own date, whichever edition that is from. Only a statistic of the figure's own date
    and definition that the document could know makes it differ; what differs otherwise proves nothing.
    """
    same = [row for row in findings if row["definition"] == SAME]
    own = [row for row in same if row["date"] == OWN]
    known = [row for row in own if row.get("vintage", KNOWN) == KNOWN]
    later = [row for row in own if row not in known]
    other_date = [row for row in same if row["date"] != OWN]
    other = [row for row in findings if row["definition"] != SAME]
    if basis == Basis.FORECAST:
        return Outcome.FORECAST, _best(own) or _best(findings) or findings[0], None
    if agreeing := _agreeing(known):
        return agreeing["outcome"], agreeing, None
    if not known and (agreeing := _agreeing(later) or _slightly(later)):
        return agreeing["outcome"], agreeing, None
    against = _best(known) or _best(later)
    if agreeing := _agreeing(other_date):
        return Outcome.OTHER_DATE if against else Outcome.NEAREST_DATE, agreeing, against
    if agreeing := _agreeing(other):
        return Outcome.OTHER_DEFINITION, agreeing, against or _best(other_date)
    if known:
        nearer = [row for row in findings if row["distance"] < against["distance"]] if against else []
        return Outcome.DIFFERS, _best(known) or known[0], _best(nearer)
    return Outcome.NOT_CHECKED, _best(later) or _best(other_date) or _best(other) or findings[0], None


def _best(findings: list[Row]) -> Row | None:
    """The finding that agrees best, of several the nearest; None of none."""
    order = list(Outcome)
    return min(findings, key=lambda row: (order.index(row["outcome"]), row["distance"]), default=None)


def _slightly(later: list[Row]) -> Row | None:
    """The later revision that changed the number so little that the figure quotes the first print faithfully."""
    near = _best([row for row in later if row["distance"] <= math.log1p(REVISION)])
    return {**near, "outcome": Outcome.AGREES, "rule": REVISED} if near else None


def _agreeing(findings: list[Row]) -> Row | None:
    return _best([row for row in findings if row["outcome"] != Outcome.DIFFERS])


@traced
def findings(**asked: Unpack[tables.Asked]) -> list[Row]:
    """Return what each tie of `data/checks.csv` finds, a row each, for the figures that `asked` selects.

    `asked` is as for `tables.select` on the figures. Keys: the columns of checks.csv and `statistic` (plain decimal,
    in the figure's unit, an exchange rate in the series' own), `unit` (of a duration, else empty), `outcome`,
    `deviation` (words), `rule` (the clause),
    `distance` (natural logarithm of printed over statistic, without its sign), `vintage` (`known` where the document
    could know it, else `later`), `own` (the period of the series' observation that is the figure's own by the rule of
    dates, empty where none is held); `date` is computed where checks.csv does not type it.
    """
    return [row for rows in _findings(asked).values() for row in rows if row["series"]]


@traced
def select(**asked: Unpack[tables.Asked]) -> list[Row]:
    """Return the verdict on each figure that `asked` selects (as for `tables.select`), in reading order.

    Keys: `figure`, `check` (the one that decides), `series`, `period`, `statistic`, `verdict`, `deviation`, `rule`,
    `vintage` (`known` where the document could know the statistic that decides, `later` where it came out only after
    it), `revised` (what later revisions make of it: empty, `confirmed`, `changed: ` and the value), `tries` (how many
    statistics were tried),
    `against` (the check of the figure's own date or definition that does not agree, where the verdict is for
    another; where none agrees, the one that comes nearer than that of its own), `others` (the remaining checks,
    separated by `; `), `how`, `base_series`, `base_period`, `reason` (why it is not checked or cannot be), `remark`
    and `departure` (why its date is typed) of the check that decides, `repeats` of the figure. All text but `tries`;
    `statistic` is a plain decimal.
    """
    chosen = {row["figure"]: row for row in tables.select(table="figures", **asked)}
    return [_verdict(chosen[figure], rows) for figure, rows in _findings(asked).items()]


def outcomes(asked: tables.Asked, scale: Scale) -> dict[str, Outcome]:
    """Return the verdict on each figure that `asked` selects, with the widths of the rule multiplied by `scale`."""
    chosen = {row["figure"]: row for row in tables.select(table="figures", **asked)}
    by_figure = _findings(asked, scale)
    return {figure: _decided(chosen[figure], rows)[0] for figure, rows in by_figure.items()}


def _decided(figure: Row, rows: list[Row]) -> tuple[Outcome, Row, Row | None]:
    tied = [row for row in rows if row["series"]]
    if tied:
        return judge(tied, figure["basis"])
    excuse = rows[0] if rows else {"reason": Reason.NONE_HELD}
    return REASONS[excuse["reason"]], excuse, None


def _verdict(figure: Row, rows: list[Row]) -> Row:
    verdict, decides, against = _decided(figure, rows)
    tied = [row for row in rows if row["series"]]
    shown = {} if verdict in UNCHECKED else decides
    row = {"figure": figure["figure"]}
    for key in ("check", "series", "period", "statistic"):
        row[key] = shown.get(key, "")
    row["verdict"] = verdict
    row["deviation"] = shown.get("deviation", "")
    row["rule"] = shown.get("rule") or decides.get("reason") or _undecided(decides)
    row["vintage"] = shown.get("vintage", "")
    row["revised"] = "" if verdict == Outcome.FORECAST else _revised(tied)
    row["tries"] = len(tied)
    row["repeats"] = figure["repeats"]
    row["against"] = against["check"] if against else ""
    row["others"] = tables.SEPARATOR.join(
        one["check"] for one in tied if one is not against and one.get("check") != row["check"]
    )
    for key in ("how", "base_series", "base_period", "reason", "remark", "departure"):
        row[key] = (shown or decides if key in ("reason", "remark") else shown).get(key, "")
    row["reason"] = row["rule"] if verdict in UNCHECKED else row["reason"]
    return row


def _undecided(decides: Row) -> str:
    if decides["definition"] != SAME:
        return UNDECIDED["definition"]
    return UNDECIDED["revision" if decides["date"] == OWN else "date"]


def _revised(tied: list[Row]) -> str:
    """What later revisions of the figure's own date and definition make of it; of a forecast that is its outcome."""
    later = next(
        (row for row in tied if row["vintage"] == LATER and row["definition"] == SAME and row["date"] == OWN), None
    )
    if not later:
        return ""
    return f"{CHANGED}: {later['statistic']}" if later["outcome"] == Outcome.DIFFERS else CONFIRMED


def _findings(asked: tables.Asked, scale: Scale = STANDARD) -> dict[str, list[Row]]:
    selected = tables.select(table="figures", **asked)
    documents = tuple(dict.fromkeys(row["source"] for row in selected))
    # A figure repeats one of its own document, and the id of a check begins with the figure's: of a large ledger
    # only what concerns these documents is read.
    figures = {row["figure"]: row for row in tables.rows("figures", documents)} if documents else {}
    published = {
        (row["series"], row["period"]): Statistic(float(row["value"]), float(row["precision"]))
        for row in tables.rows("observations")
    }
    series = {row["series"]: row for row in tables.rows("series")}
    held: dict[str, list[str]] = {}
    for name, period in published:
        held.setdefault(name, []).append(period)
    known = {row["source"]: row["date"] for row in tables.rows("sources")}
    ties: dict[str, list[Row]] = {row["figure"]: [] for row in selected}
    for check in tables.concerning("checks", documents):
        if check["figure"] not in ties:
            continue
        if not check["series"]:
            ties[check["figure"]].append({**check, "rule": "", "statistic": ""})
            continue
        figure, one = figures[check["figure"]], series[check["series"]]
        timed = dates.Timed(figure["period"], figure["stated"] or known[figure["source"]])
        own = dates.own(timed, one["kind"], held[check["series"]])
        dated = check["date"] or (OWN if check["period"] == own else OTHER)
        judged = finding({**check, "date": dated}, figures, published, scale)
        ties[check["figure"]].append({**judged, "own": own, "vintage": vintage(one, check["period"], timed.stated)})
    return ties


def vintage(series: Row, period: str, stated: str) -> str:
    """Return `known` for a value that the author of the words could know, else `later`.

    `period` is the observation's, `stated` the date of the words, both EDTF. Nobody knew a value before it was out.
    Of a series whose values are revised, an edition younger than the words, or of an unknown date, is later; a count
    that is never revised is known whenever its copy was made.
    """
    words = Period.parse(stated).last
    if dates.out(Period.parse(period)) > words:
        return LATER
    if series["revised"] != "yes":
        return KNOWN
    edition = series["vintage"]
    return KNOWN if edition not in ("", "unknown") and Period.parse(edition).first <= words else LATER


def finding(
    check: Row, figures: dict[str, Row], published: dict[tuple[str, str], Statistic], scale: Scale = STANDARD
) -> Row:
    """Return what one tie finds, with the keys that `findings` says.

    `check` is a row of checks.csv, `figures` has its figure and the one that this repeats by their ids, `published`
    a Statistic for each (series, period).
    """
    figure = figures[check["figure"]]
    unit, claimed = figure["unit"], claim(figure, scale)
    first = published[check["series"], check["period"]]
    base = published[check["base_series"], check["base_period"]] if check["base_series"] else None
    if check["how"] == "ratio" and base is None:
        claimed = implied(claimed, claim(figures[figure["repeats"]], scale))
    statistic = measure(check, figure, first, base, claimed.digit)
    outcome, rule = compare(claimed, statistic, scale)
    printed = nearest(claimed, statistic.value)
    same_side = printed * statistic.value > 0
    return {
        **check,
        "statistic": _plain(statistic.value),
        # Of a duration the series has no unit: it counts events.
        "unit": unit if check["how"] == "duration" else "",
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
