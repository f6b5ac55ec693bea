"""Whether the numbers in our own remarks are those that the tables have: a remark repeats a value, and no other."""

import functools
import itertools
import math
import operator
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cited import project
from cited.intake.language.languages import language
from cited.intake.reading.grammar import Quantity, read_text
from cited.ledger.agreement import hedges
from cited.ledger.agreement.ties import by_figure
from cited.ledger.rules import columns
from cited.ledger.rules.tie_meaning import TABLE as MEASURES
from cited.ledger.store import tables
from cited.ledger.store.faults import Fault
from cited.ledger.store.where_read import DERIVED

# What a person writes beside a figure and beside its ties.
COLUMNS = {"figures": ("remark", "reading"), "checks": ("remark", "departure")}
# What of a figure is held against them.
NUMBERS = ("line", "low", "high", "measure")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
_LINE = re.compile(r"\b[Ll]ine (\d+)\b")
# A name in which a number stands: covid19-timeseries.
_NAME = re.compile(r"\b[a-z]+\d+[a-z0-9-]*\b")
Row = Mapping[str, str]


class _Known:
    """The numbers of the tables: what figures print, what series have, what ties find."""

    def __init__(self, figures: Iterable[Row]) -> None:
        self.figures: dict[str, Row] = {}
        self._lines: dict[tuple[str, str], list[float]] = {}
        by_document: dict[str, set[float]] = {}
        for row in figures:
            self.figures[row["figure"]] = row
            numbers = [float(row[end]) for end in ("low", "high") if row[end]]
            source = row["figure"].rpartition("-")[0]
            by_document.setdefault(source, set()).update(numbers, map(abs, numbers))
            self._lines.setdefault((source, row["line"]), []).extend(numbers)
        # Sorted, since a document may have a hundred thousand.
        self._documents = {source: sorted(numbers) for source, numbers in by_document.items()}
        observations = tables.rows("observations") if tables.has("observations") else []
        self._of_series: dict[str, list[float]] = {}
        self._of_year: dict[str, list[float]] = {}
        for row in observations:
            value = float(row["value"])
            self._of_series.setdefault(row["series"], []).append(value)
            for year in set(_YEAR.findall(row["period"])):
                self._of_year.setdefault(year, []).append(value)
        self._derived = {
            row["series"]: row["where_read"] for row in observations if row["where_read"].startswith(DERIVED)
        }
        self._measured: dict[str, set[str]] = {}
        for row in tables.rows(MEASURES) if tables.has(MEASURES) else ():
            self._measured.setdefault(row["measure"], set()).add(row["series"])
        titles = [row["title"] for row in tables.rows("series")] if tables.has("series") else []
        # Ages, of which a title tells: people aged 20 to 64.
        self._titles = {float(number) for title in titles for number in re.findall(r"\d+", title)}

    def faults(self, cell: str, figure: Row, tied: Iterable[Row]) -> Iterator[str]:
        """Give what was expected of each number of a cell that nothing beside the figure has.

        Where the cell names a year, every value of that year is beside it; else those of the series that measure the
        same, of what they are computed from, and of those that it names.
        """
        source, years = figure["figure"].rpartition("-")[0], set(_YEAR.findall(cell))
        own = {float(figure[end]) for end in ("low", "high") if figure[end]}
        known = [float(tie["statistic"]) for tie in tied if tie.get("statistic")]
        beside = [self._of_year.get(year, ()) for year in years] or map(
            self._of_series.__getitem__, self._beside(cell, figure, tied)
        )
        known += itertools.chain.from_iterable(beside)
        # Words count what the remark itself lists: two years, both of them.
        for quantity in (each for each in _quantities(cell) if _DIGIT.search(each.printed)):
            for number in _ends(quantity):
                half = hedges.unit(number, quantity.printed) / 2
                printed = number in self._titles or _has(self._documents[source], number, half)
                if not printed and not any(_rounds(value, number, half) for value in known):
                    yield f"expected a number that {source} or a statistic has, also rounded, not “{quantity.printed}”"
        for line in _LINE.findall(cell):
            there = self._lines.get((source, line), [])
            if not any(_rounds(value, number, 0) for value in there for number in _numbers(cell) or own):
                yield f"expected a line in which the number stands: line {line} has {_listed(there)}"

    def _beside(self, cell: str, figure: Row, tied: Iterable[Row]) -> set[str]:
        series = {tie[name] for tie in tied for name in ("series", "base_series") if tie.get(name)}
        series |= self._measured.get(figure["measure"], set())
        parts = " ".join(self._derived.get(name, "") for name in series)
        return (series & self._of_series.keys()) | {name for name in self._of_series if name in cell or name in parts}


def faults() -> list[Fault]:
    """Return the numbers in remarks on figures and ties that neither their document nor a statistic has.

    Numbers in digits are looked at, in English remarks. A statistic may be rounded as the remark prints it, and is of a
    year that the remark names, where it names any.
    """
    paths = [(path, names) for table, names in COLUMNS.items() if tables.has(table) for path in tables.files(table)]
    by_columns = columns.large([path for path, _ in paths])
    rows = [
        (path, number, row, with_digits)
        for path, names in paths
        for number, row in _rows(path, names, by_columns)
        if (with_digits := [name for name in names if _DIGIT.search(row.get(name) or "")])
    ]
    if not rows:
        return []
    documents = {row["figure"].rpartition("-")[0] for _, _, row, _ in rows}
    files = [path for path in tables.files("figures") if path.stem in documents]
    known = _Known(row for path in files for _, row in _rows(path, NUMBERS, by_columns))
    unknown = [
        (path, number, row, name)
        for path, number, row, with_digits in rows
        if row["figure"] in known.figures
        for name in with_digits
        if any(known.faults(row[name], known.figures[row["figure"]], ()))
    ]
    # Ties are looked up only for what nothing else has.
    ids = [row["figure"] for _, _, row, _ in unknown]
    tied = by_figure({"figure": ids}) if ids and tables.has("checks") else {}
    return [
        Fault(project.within(path), number, name, row[name], expected)
        for path, number, row, name in unknown
        for expected in known.faults(row[name], known.figures[row["figure"]], tied.get(row["figure"], ()))
    ]


def _rows(path: Path, names: Sequence[str], by_columns: bool) -> Iterator[tuple[int, Row]]:
    """Give a table's rows with their lines; by columns, only these and only the rows that have a digit in one."""
    if not by_columns:
        yield from enumerate(tables.read(path), start=2)
        return
    table = columns.some(path, ("figure", *names)).with_row_index("row", offset=2)
    table = table.filter(functools.reduce(operator.or_, (table[name].str.contains(_DIGIT.pattern) for name in names)))
    for row in table.iter_rows(named=True):
        yield row.pop("row"), row


@functools.lru_cache(maxsize=10_000)
def _quantities(cell: str) -> tuple[Quantity, ...]:
    plain = _NAME.sub(lambda name: "x" * len(name[0]), cell)
    return tuple(read_text([plain])[0].quantities) if language(plain) == "en" else ()


def _numbers(cell: str) -> set[float]:
    return {end for quantity in _quantities(cell) for end in _ends(quantity)}


def _ends(quantity: Quantity) -> set[float]:
    return {end for end in (quantity.low, quantity.high) if end is not None}


def _has(values: Sequence[float], number: float, near: float) -> bool:
    """Tell whether one of the sorted values rounds to a number."""
    reach = max(near, 1e-9 * abs(number))
    place = bisect_left(values, number - reach)
    return place < len(values) and values[place] <= number + reach


def _rounds(value: float, number: float, near: float) -> bool:
    return any(math.isclose(each, number, rel_tol=1e-9) or abs(each - number) <= near for each in (value, abs(value)))


def _listed(numbers: Iterable[float]) -> str:
    return ", ".join(f"{number:.12g}" for number in sorted({*numbers})) or "no figure"
