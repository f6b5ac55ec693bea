"""The rules of `data/checks.csv` that no schema can say: every figure is tied or excused, and every tie holds."""

from collections.abc import Iterator
from pathlib import Path

from cited import project
from cited.ledger import tables
from cited.ledger.faults import Fault
from cited.ledger.periods import Period

TABLES = ("series", "observations", "checks")
# Two observations make these; the others are one.
PAIRED = ("difference", "ratio")
TIE = ("period", "how", "definition", "date")
BASE = ("base_series", "base_period")


def faults(broken: set[tuple[str, int]] = frozenset()) -> list[Fault]:
    """Return what is wrong in the checks, and the figures that have none.

    Every theme of the ledger can be checked, so every figure needs a row: a tie to a statistic or the reason why
    there is none. Rows that are known to be broken (file and row) are passed over. A package without the three
    tables of statistics has nothing to be wrong.
    """
    if not set(TABLES) <= {resource["name"] for resource in tables.package()["resources"]}:
        return []
    if any(
        (_name(path), row) in broken for table in (*TABLES, "figures") for path in tables.files(table) for row in (0, 1)
    ):
        return []
    figures = {row["figure"]: (name, number, row) for name, number, row in _rows("figures")}
    sound = {figure: row for figure, (name, number, row) in figures.items() if (name, number) not in broken}
    series = {row["series"]: row for _, _, row in _rows("series")}
    observed = {(row["series"], row["period"]) for _, _, row in _rows("observations")}
    found, seen, tied = [], {}, {}
    dates = list(_dates(broken))
    for name, number, row in _rows("checks"):
        already = tied.setdefault(row["figure"], bool(row["series"]))
        if (name, number) in broken:
            continue
        wrong = [*_shape(row), *_names(row, figures, series, observed)]
        tie = (row["figure"], row["series"], row["period"], row["base_series"], row["base_period"])
        if seen.setdefault(tie, number) != number:
            wrong.append(("figure", f"expected one row for this figure and statistic; row {seen[tie]} has them"))
        if already is not bool(row["series"]):
            wrong.append(("reason", "expected a figure that is tied or excused, not both"))
        if not wrong and not dates and row["series"] and row["figure"] in sound:
            wrong = list(_meaning(row, sound, series))
        found += [Fault(name, number, column, row[column], expected) for column, expected in wrong]
    missing = "expected a row of data/checks.csv that ties it to a statistic or says why none checks it"
    found += [
        Fault(name, number, "figure", figure, missing)
        for figure, (name, number, _) in figures.items()
        if figure not in tied
    ]
    return dates + found


def _rows(table: str) -> Iterator[tuple[str, int, dict]]:
    """The rows of a table, each with its file and its line."""
    for path in tables.files(table):
        name = _name(path)
        # Each check is looked at once; the others are kept, for what else asks for them.
        for number, row in enumerate(tables.scan(path) if table == "checks" else tables.read(path), start=2):
            yield name, number, row


def _name(path: Path) -> str:
    return path.relative_to(project.root()).as_posix()


def _dates(broken: set[tuple[str, int]]) -> Iterator[Fault]:
    """Periods of observations that no calendar has."""
    for name, number, row in _rows("observations"):
        try:
            if (name, number) not in broken:
                Period.parse(row["period"])
        except ValueError:
            expected = "expected a date that exists, the first of two before the second"
            yield Fault(name, number, "period", row["period"], expected)


def _shape(row: dict) -> Iterator[tuple[str, str]]:
    """A tie has all it needs and no reason; an excuse has a reason and nothing else."""
    if row["check"].rpartition("-")[0] != row["figure"]:
        yield "check", f"expected the id of the figure and a letter, {row['figure']}-a"
    if not row["series"]:
        if not row["reason"]:
            yield "reason", "expected a series, or the reason why none checks the figure"
        for column in (*TIE, *BASE):
            if row[column]:
                yield column, "expected nothing: the row ties no series"
        return
    if row["reason"]:
        yield "reason", "expected nothing: the row ties a series, so the figure is not excused"
    for column in TIE:
        if not row[column]:
            yield column, f"expected a value: the row ties the series {row['series']}"
    if bool(row["base_series"]) is not bool(row["base_period"]):
        yield "base_period", "expected base_series and base_period, both or neither"
    if row["base_series"] and row["how"] not in PAIRED:
        yield "how", f"expected {' or '.join(PAIRED)}: the row has a base"
    if not row["base_series"] and row["how"] == "difference":
        yield "base_series", "expected the series and the period that are taken off"
    if row["definition"] != "same" and not row["remark"]:
        yield "remark", f"expected what differs: the definition is {row['definition']}"


def _names(row: dict, figures: dict, series: dict, observed: set) -> Iterator[tuple[str, str]]:
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


def _meaning(row: dict, figures: dict, series: dict) -> Iterator[tuple[str, str]]:
    """Like is tied with like: units, rates and dates."""
    figure, unit = figures[row["figure"]], series[row["series"]]["unit"]
    if row["how"] == "ratio" and not row["base_series"]:
        original = figures.get(figure["repeats"])
        wanted = original and f"{figure['unit']} per {original['unit']}"
        if unit != wanted:
            yield (
                "series",
                f"expected the rate that the figure makes with the one it repeats, {wanted or 'but it repeats none'}",
            )
    elif row["how"] == "ratio":
        if series[row["base_series"]]["unit"] != unit:
            yield "base_series", f"expected a series in {unit}, as the first"
    elif row["definition"] != "other" and row["how"] != "count" and unit != figure["unit"]:
        # A count may call the same things by another noun: countries that are members.
        yield "series", f"expected a series in {figure['unit']}, the figure’s unit; its unit is {unit}"
    if row["how"] == "rank" and figure["unit"] != "rank":
        yield "how", f"expected a figure that is a rank; its unit is {figure['unit']}"
    if row["date"] == "own" and figure["period"] and not _touch(row["period"], figure["period"]):
        yield (
            "date",
            f"expected `other`: the figure’s own period is {figure['period']}, the statistic’s {row['period']}",
        )


def _touch(one: str, other: str) -> bool:
    return Period.parse(one).touches(Period.parse(other))
