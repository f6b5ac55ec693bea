"""The rules of `data/checks.csv` that no schema can say: every figure is tied or excused, and every tie holds."""

from collections.abc import Callable, Container, Iterator, Set
from pathlib import Path

from cited import project
from cited.ledger import dates, manners, names, tables
from cited.ledger.codes import Basis
from cited.ledger.faults import Fault
from cited.ledger.manners import PAIRED
from cited.ledger.outcomes import Reason
from cited.ledger.periods import Period
from cited.ledger.ties import ANNOUNCED, OTHER, OWN, SAME, vintage

TABLES = ("series", "observations", "checks")
# Who publishes a series of which only reports are known.
PRESS = "press"
TIE = ("period", "how", "definition")
# Definitions by which a statistic means what the figure means.
MEANT = (SAME, ANNOUNCED)
BASE = ("base_series", "base_period")
# Gives the rows of a table, each with its file and its line.
Rows = Callable[[str], Iterator[tuple[str, int, tables.Row]]]


def present() -> bool:
    """Tell whether the package has the three tables of statistics."""
    return all(map(tables.has, TABLES))


def faults(broken: Set[tuple[str, int]] = frozenset(), rows: Rows | None = None) -> list[Fault]:
    """Return what is wrong in the checks, and the figures that have none.

    Every theme of the ledger can be checked, so every figure needs a row: a tie to a statistic or the reason why
    there is none. Rows that are known to be broken (file and row) are passed over. `rows` gives those of a table that
    are to be looked at, by default all. A package without the three tables of statistics has nothing to be wrong.
    """
    if not present():
        return []
    rows = rows or _rows
    names = [project.within(path) for table in (*TABLES, "figures") for path in tables.files(table)]
    if any((name, row) in broken for name in names for row in (0, 1)):
        return []
    figures = {row["figure"]: (name, number, row) for name, number, row in rows("figures")}
    sound = {figure: row for figure, (name, number, row) in figures.items() if (name, number) not in broken}
    series = {row["series"]: row for _, _, row in _rows("series")}
    observed = {(row["series"], row["period"]) for _, _, row in _rows("observations")}
    row_faults: list[Fault] = []
    seen: dict[tuple[str, ...], int] = {}
    tied: dict[str, bool] = {}
    impossible = list(_impossible(broken))
    timing = _Timing(series, observed)
    for name, number, row in rows("checks"):
        already = tied.setdefault(row["figure"], bool(row["series"]))
        if (name, number) in broken:
            continue
        wrong = [*_shape(row), *_names(row, figures, series, observed)]
        tie = (row["figure"], row["series"], row["period"], row["base_series"], row["base_period"])
        if seen.setdefault(tie, number) != number:
            wrong.append(("figure", f"expected one row for this figure and statistic; row {seen[tie]} has them"))
        if already is not bool(row["series"]):
            wrong.append(("reason", "expected a figure that is tied or excused, not both"))
        if not wrong and not impossible and row["series"] and row["figure"] in sound:
            wrong = [*_meaning(row, sound, series), *timing.faults(row, sound[row["figure"]], number)]
        elif not wrong and not row["series"] and row["figure"] in sound:
            wrong = [*_excuse(row, sound[row["figure"]])]
        row_faults += [Fault(name, number, column, row[column], expected) for column, expected in wrong]
    missing = "expected a row of data/checks.csv that ties it to a statistic or says why none checks it"
    row_faults += [
        Fault(name, number, "figure", figure, missing)
        for figure, (name, number, _) in figures.items()
        if figure not in tied
    ]
    if not row_faults:
        row_faults = timing.untied(project.within(tables.files("checks")[0]))
    return impossible + row_faults


def _rows(table: str) -> Iterator[tuple[str, int, tables.Row]]:
    """The rows of a table, each with its file and its line."""
    for path in tables.files(table):
        yield from rows_of(path)


def rows_of(path: Path) -> Iterator[tuple[str, int, tables.Row]]:
    """Give the rows of a file, each with its name and its line."""
    name = project.within(path)
    # Each check is looked at once; the others are kept, for what else asks for them.
    for number, row in enumerate(tables.scan(path) if path in tables.files("checks") else tables.read(path), start=2):
        yield name, number, row


def _impossible(broken: Set[tuple[str, int]]) -> Iterator[Fault]:
    """Periods of observations that no calendar has."""
    for name, number, row in _rows("observations"):
        try:
            if (name, number) not in broken:
                Period.parse(row["period"])
        except ValueError:
            expected = "expected a date that exists, the first of two before the second"
            yield Fault(name, number, "period", row["period"], expected)


def _shape(row: tables.Row) -> Iterator[tuple[str, str]]:
    """A tie has all it needs and no reason; an excuse has a reason and nothing else."""
    if row["check"].rpartition("-")[0] != row["figure"]:
        yield "check", f"expected the id of the figure and a letter, {row['figure']}-a"
    if not row["series"]:
        if not row["reason"]:
            yield "reason", "expected a series, or the reason why none checks the figure"
        for column in (*TIE, *BASE, "date", "departure"):
            if row[column]:
                yield column, "expected nothing: the row ties no series"
        return
    if row["reason"]:
        yield "reason", "expected nothing: the row ties a series, so the figure is not excused"
    for column in TIE:
        if not row[column]:
            yield column, f"expected a value: the row ties the series {row['series']}"
    if row["date"] and not row["departure"]:
        yield "date", "expected nothing: the rule of dates computes it; or the reason in `departure`"
    if row["departure"] and not row["date"]:
        yield "departure", "expected nothing: no date is typed"
    if bool(row["base_series"]) is not bool(row["base_period"]):
        yield "base_period", "expected base_series and base_period, both or neither"
    if row["base_series"] and row["how"] not in PAIRED:
        yield "how", f"expected {' or '.join(PAIRED)}: the row has a base"
    if not row["base_series"] and row["how"] == "difference":
        yield "base_series", "expected the series and the period that are taken off"
    if row["definition"] != "same" and not row["remark"]:
        yield "remark", f"expected what differs: the definition is {row['definition']}"


def _names(
    row: tables.Row, figures: Container[str], series: Container[str], observed: set[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """What the row names is there."""
    if row["figure"] not in figures:
        yield "figure", "expected the id of a figure of data/figures/"
    for name, period in (("series", "period"), BASE):
        if not row[name] or not row[period]:
            continue
        if row[name] not in series:
            yield name, "expected a series of data/series.csv"
        elif (row[name], row[period]) not in observed:
            held = ", ".join(sorted(p for s, p in observed if s == row[name]))
            yield period, f"expected a period of {row[name]} in data/observations.csv: {held}"


def _meaning(
    row: tables.Row, figures: dict[str, tables.Row], series: dict[str, tables.Row]
) -> Iterator[tuple[str, str]]:
    """Like is tied with like: units, rates and dates."""
    figure, unit = figures[row["figure"]], series[row["series"]]["unit"]
    if row["how"] != "duration" and series[row["series"]]["publisher"] == PRESS:
        # Reports date an event; they repeat a count.
        yield "series", f"expected a series of who counted; of {row['series']} only reports are known (press)"
    if row["how"] == "ratio" and not row["base_series"]:
        original = figures.get(figure["repeats"])
        wanted = original and f"{figure['unit']} per {original['unit']}"
        if unit != wanted:
            yield (
                "series",
                f"expected the rate that the figure makes with the one it repeats, {wanted or 'but it repeats none'}",
            )
    elif (
        row["how"] != "ratio"
        and row["definition"] in MEANT
        and row["how"] not in ("count", "duration")
        and unit != figure["unit"]
    ):
        # A count may call the same things by another noun: countries that are members.
        yield "series", f"expected a series in {figure['unit']}, the figure’s unit; its unit is {unit}"
    like = row["definition"] in MEANT and (row["how"] != "ratio" or row["base_series"])
    if like and (strange := names.strange(figure, series[row["series"]])):
        known = "; ".join(filter(None, (figure["actor"], figure["counterpart"])))
        yield "series", f"expected a series of the figure’s parties ({known}); this is of {', '.join(strange)}"
    yield from manners.faults(row, figure, series)


def _excuse(row: tables.Row, figure: tables.Row) -> Iterator[tuple[str, str]]:
    """A reason fits the figure that it excuses."""
    if row["reason"] == Reason.ANNOUNCEMENT and figure["basis"] != Basis.ANNOUNCED:
        yield "reason", f"expected another reason, or a figure that is announced; its basis is {figure['basis']}"
    if row["reason"] == Reason.UNCLEAR and not row["remark"]:
        yield "remark", "expected what is unclear in the definition"


class _Timing:
    """Whether the ties of each figure are to its own date, by the rule, and to one such date of a definition."""

    def __init__(self, series: dict[str, tables.Row], observed: set[tuple[str, str]]) -> None:
        self._series = series
        self._held: dict[str, list[str]] = {}
        for name, period in sorted(observed):
            self._held.setdefault(name, []).append(period)
        self._documents = {row["source"]: row["date"] for row in tables.rows("sources")}
        self._own: dict[tuple[str, str, str], int] = {}
        self._wanted: dict[tuple[str, str], tuple[int, str]] = {}
        self._tied: set[tuple[str, str, str]] = set()

    def faults(self, row: tables.Row, figure: tables.Row, number: int) -> Iterator[tuple[str, str]]:
        """Give the faults of one tie, in row `number`."""
        stated = figure["stated"] or self._documents[figure["figure"].rpartition("-")[0]]
        one = self._series[row["series"]]
        own = dates.own(dates.Timed(figure["period"], stated), one["kind"], self._held[row["series"]])
        computed = OWN if row["period"] == own else OTHER
        if row["date"] == computed:
            yield "date", f"expected nothing: the rule of dates says {computed} as well"
        self._tied.add((row["figure"], row["series"], row["period"]))
        if row["definition"] == SAME and not row["date"] and own and row["how"] not in PAIRED:
            self._wanted.setdefault((row["figure"], row["series"]), (number, own))
        if (row["date"] or computed) == OWN:
            kind = row["series"] if row["definition"] != SAME else vintage(one, row["period"], stated)
            first = self._own.setdefault((row["figure"], row["definition"], kind), number)
            if first != number:
                yield "period", f"expected one tie to the figure’s own date of this definition; row {first} is one"

    def untied(self, file: str) -> list[Fault]:
        """Return the ties to another date of a series that has the figure’s own, which is not tied."""
        return [
            Fault(file, number, "period", None, f"expected a tie to {series}@{own}, the own date of {figure}, as well")
            for (figure, series), (number, own) in self._wanted.items()
            if (figure, series, own) not in self._tied
        ]
