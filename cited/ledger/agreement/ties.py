"""What each tie of a cited figure to a published statistic finds: agreeing or not, and by how much."""

import math
from collections.abc import Mapping
from typing import Any

from cited.ledger.agreement import dates
from cited.ledger.agreement.claims import Statistic, claim, compare, compare_part, deviation, implied, nearest
from cited.ledger.agreement.hedges import STANDARD, Scale
from cited.ledger.agreement.manners import PART
from cited.ledger.agreement.measures import measure
from cited.ledger.store import tables
from cited.ledger.store.periods import Period

Row = dict[str, Any]
KNOWN, LATER = "known", "later"
# The columns of a tie that say what it compares with: a series and a period, and of a difference or rate two of each.
COMPARED = (("series", "period"), ("base_series", "base_period"))
SAME, OWN, OTHER = "same", "own", "other"
# A statistic that is the very announcement which the figure repeats.
ANNOUNCED = "announced"
# A statement of a body that did not count, which the figure quotes: that it is quoted faithfully says nothing of it.
QUOTED = "quoted"
# The remark of a tie begins so where the text quotes the very count that checks it.
OWN_COUNT = "The publisher’s own count, which the text quotes"
# So many findings are kept in memory: all of any ledger but a very large one.
MOST = 20_000


def by_figure(filters: tables.Filters, scale: Scale = STANDARD) -> dict[str, list[Row]]:
    """Return the ties of each figure that `filters` selects, each with what it finds, or with why nothing is tied."""
    selected = tables.select(table="figures", **filters)
    documents = tuple(dict.fromkeys(row["source"] for row in selected))
    # A figure repeats one of its own document, and the id of a check begins with the figure's: of a large ledger
    # only what concerns these documents is read.
    figures = {row["figure"]: row for row in tables.rows("figures", documents)} if documents else {}
    statistics = _statistics()
    known = {row["source"]: row["date"] for row in tables.rows("sources")}
    ties: dict[str, list[Row]] = {row["figure"]: [] for row in selected}
    for check in tables.concerning("checks", documents):
        if check["figure"] not in ties:
            continue
        if not check["series"]:
            ties[check["figure"]].append({**check, "rule": "", "statistic": ""})
            continue
        figure = figures[check["figure"]]
        original, stated = figures.get(figure["repeats"], {}), figure["stated"] or known[figure["source"]]
        # What is needed again and again while a page is made is worked out once.
        key = (*check.values(), 0, *figure.values(), 0, *original.values(), stated, scale)
        if key not in statistics.findings:
            if len(statistics.findings) > MOST:
                statistics.findings.clear()
            statistics.findings[key] = statistics.finding(check, figure, figures, stated, scale)
        ties[check["figure"]].append({**statistics.findings[key]})
    return ties


class _Statistics:
    """The published statistics, and the findings of the ties already needed."""

    def __init__(self, series: list[list[Row]], observations: list[list[Row]]):
        """Take the rows of both tables, a list for each file as it was read."""
        self.read = [*series, *observations]
        self.series = {row["series"]: row for rows in series for row in rows}
        self.published = {
            (row["series"], row["period"]): Statistic(float(row["value"]), float(row["precision"]))
            for rows in observations
            for row in rows
        }
        self.periods: dict[str, list[str]] = {}
        for name, period in self.published:
            self.periods.setdefault(name, []).append(period)
        self.findings: dict[tuple[object, ...], Row] = {}

    def finding(self, check: Row, figure: Row, figures: dict[str, Row], stated: str, scale: Scale) -> Row:
        """Return what one tie finds; `stated` is the date of the figure's words."""
        series = self.series[check["series"]]
        timed = dates.Timed(figure["period"], stated)
        own = dates.own(timed, series["kind"], self.periods[check["series"]])
        dated = check["date"] or (OWN if check["period"] == own else OTHER)
        judged = finding({**check, "date": dated}, figures, self.published, scale)
        apart = dates.apart(timed, check["period"])
        after = dated != OWN and Period.parse(check["period"]).first > Period.parse(stated).first
        of_time = {"own": own, "apart": apart, "after": after, **edition(check, self.series, stated)}
        return {**judged, **of_time}


_last: list[_Statistics] = []


def _statistics() -> _Statistics:
    """Return the statistics as they stand: those of the last time, unless a row has changed since."""
    series, observations = ([tables.read(path) for path in tables.files(name)] for name in ("series", "observations"))
    read = [*series, *observations]
    # What another thread puts there meanwhile may be of other rows: it is not to pass for what these give.
    known = _last[0] if _last else None
    if known is None or known.read != read:
        known = _Statistics(series, observations)
        _last[:] = [known]
    # Next time they are compared by identity, at no cost.
    known.read = read
    return known


def vintage(series: Row, period: str, stated: str) -> str:
    """Return `known` for a value that the author of the words could know, else `later`.

    `period` is the observation’s, `stated` the date of the words, both EDTF, of which the first day counts. Nobody knew
    a value before it was out.
    Of a series whose values are revised, an edition younger than the words, or of an unknown date, is later; a count
    that is never revised is known whenever its copy was made.
    """
    words = Period.parse(stated).first
    if dates.out(Period.parse(period)) > words:
        return LATER
    if series["revised"] != "yes":
        return KNOWN
    edition = series["vintage"]
    return KNOWN if edition not in ("", "unknown") and Period.parse(edition).first <= words else LATER


def edition(check: Row, series: Mapping[str, Row], stated: str) -> Row:
    """Return the `vintage` of what a tie compares with, of two values the later one's, and if that `revises` a print.

    `series` has the rows of series.csv by name, `stated` is the date of the words.
    """
    compared = [(series[check[name]], check[period]) for name, period in COMPARED if check[name]]
    late = [one for one, period in compared if vintage(one, period, stated) == LATER]
    if check["date"] == OWN:
        # Whoever departs from the rule says why, also that a first print was out already.
        late = [one for one in late if one["revised"] == "yes"]
    return {"vintage": LATER if late else KNOWN, "revises": any(one["revised"] == "yes" for one in late)}


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
    part = check["how"] == PART
    outcome, rule = compare_part(claimed, statistic) if part else compare(claimed, statistic, scale)
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
