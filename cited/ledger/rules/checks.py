"""The rules of `data/checks.csv` that no schema can say: every figure is tied or excused, and every tie holds."""

from collections.abc import Callable, Container, Iterator, Set
from pathlib import Path

from cited import project
from cited.ledger.agreement.manners import PAIRED
from cited.ledger.agreement.ties import SAME
from cited.ledger.rules.observation_rules import UNKNOWN
from cited.ledger.rules.tie_meaning import Meaning
from cited.ledger.rules.tie_timing import Timing
from cited.ledger.store import tables
from cited.ledger.store.codes import Basis
from cited.ledger.store.faults import Fault
from cited.ledger.store.outcomes import Reason
from cited.ledger.store.periods import Period, exists
from cited.ledger.store.reasons import is_reason

TABLES = ("series", "observations", "checks")
TIE = ("period", "how", "definition")
# Reasons that a reader cannot follow without a remark, and what it must say.
EXPLAINED: dict[str, str] = {
    Reason.UNCLEAR: "what is unclear in the definition",
    Reason.RHETORICAL: "why nothing is counted",
}
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
    valid = {figure: row for figure, (name, number, row) in figures.items() if (name, number) not in broken}
    series = {row["series"]: row for _, _, row in _rows("series")}
    # What is wrong with these is said of them, not of their ties.
    unsound = {row["series"] for name, number, row in _rows("series") if (name, number) in broken or not _dated(row)}
    observed = {(row["series"], row["period"]) for _, _, row in _rows("observations")}
    row_faults: list[Fault] = []
    seen: dict[tuple[str, ...], int] = {}
    tied: dict[str, bool] = {}
    impossible = list(_impossible(broken))
    timing, meaning = Timing(series, observed), Meaning(series)
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
        if unsound & {row["series"], row["base_series"]}:
            continue
        if not wrong and not impossible and row["series"] and row["figure"] in valid:
            wrong = [*meaning.faults(row, valid, number), *timing.faults(row, valid[row["figure"]], number)]
        elif not wrong and not row["series"] and row["figure"] in valid:
            figure = valid[row["figure"]]
            wrong = [*_excuse(row, figure), *_tie_faults(row, figure, meaning, timing)]
        row_faults += [Fault(name, number, column, row[column], expected) for column, expected in wrong]
    missing = "expected a row of data/checks.csv that ties it to a statistic or says why none checks it"
    row_faults += [
        Fault(name, number, "figure", figure, missing)
        for figure, (name, number, _) in figures.items()
        if figure not in tied
    ]
    if not row_faults:
        row_faults = timing.untied(project.within(tables.files("checks")[0]))
        row_faults += meaning.unused() if not broken and not unsound else []
    return impossible + row_faults


def _dated(series: tables.Row) -> bool:
    """Tell whether the edition of a series has a date that exists, or none."""
    return series["vintage"] in UNKNOWN or exists(series["vintage"])


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
    yield from _departure(row)
    if bool(row["base_series"]) is not bool(row["base_period"]):
        yield "base_period", "expected base_series and base_period, both or neither"
    if row["base_series"] and row["how"] not in PAIRED:
        yield "how", f"expected {' or '.join(PAIRED)}: the row has a base"
    if not row["base_series"] and row["how"] == "difference":
        yield "base_series", "expected the series and the period that are taken off"
    if row["definition"] not in ("", SAME) and not is_reason(row["remark"]):
        yield "remark", f"expected what differs, in words: the definition is {row['definition']}"


def _tie_faults(row: tables.Row, figure: tables.Row, meaning: Meaning, timing: Timing) -> Iterator[tuple[str, str]]:
    """What is not checked for want of a statistic has none: no series of its measure and parties has its own date."""
    for name in meaning.measuring(figure) if row["reason"] == Reason.NONE_HELD else ():
        if own := timing.own(figure, name):
            yield (
                "reason",
                f"expected a tie to {name}@{own}, which measures the same of the figure’s own date; or another reason",
            )
            return


def _departure(row: tables.Row) -> Iterator[tuple[str, str]]:
    """A date is typed where the row departs from the rule, and says why."""
    if row["date"] and not row["departure"]:
        yield "date", "expected nothing: the rule of dates computes it; or the reason in `departure`"
    if row["departure"] and not row["date"] and not row["base_series"]:
        yield "departure", "expected nothing: no date is typed, and no second value chosen"
    elif row["departure"] and not is_reason(row["departure"]):
        yield "departure", "expected in words why the date departs from the rule: a sentence that a reader can follow"


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
            periods = ", ".join(sorted(p for s, p in observed if s == row[name]))
            yield period, f"expected a period of {row[name]} in data/observations.csv: {periods}"


def _excuse(row: tables.Row, figure: tables.Row) -> Iterator[tuple[str, str]]:
    """A reason fits the figure that it excuses."""
    if row["reason"] == Reason.ANNOUNCEMENT and figure["basis"] != Basis.ANNOUNCED:
        yield "reason", f"expected another reason, or a figure that is announced; its basis is {figure['basis']}"
    if row["reason"] == Reason.NONE_HELD and figure["basis"] == Basis.ANNOUNCED:
        yield "reason", f"expected {Reason.ANNOUNCEMENT}: the figure is announced, and nobody has counted it yet"
    if row["reason"] in EXPLAINED and not is_reason(row["remark"]):
        yield "remark", f"expected in words {EXPLAINED[row['reason']]}"
