"""Whether the numbers in our own remarks are those that the tables have: a remark repeats a value, and no other."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
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
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
_LINE = re.compile(r"\b[Ll]ine (\d+)\b")
# A name in which a number stands: covid19-timeseries.
_NAME = re.compile(r"\b[a-z]+\d+[a-z0-9-]*\b")
Row = Mapping[str, str]


class _Known:
    """The numbers of the tables: what figures print, what series have, what ties find."""

    def __init__(self, documents: tuple[str, ...]) -> None:
        figures = tables.rows("figures", documents)
        self.figures = {row["figure"]: row for row in figures}
        self._lines: dict[tuple[str, str], list[float]] = {}
        self._documents: dict[str, list[float]] = {}
        for row in figures:
            numbers = [float(row[end]) for end in ("low", "high") if row[end]]
            source = row["figure"].rpartition("-")[0]
            self._documents.setdefault(source, []).extend(numbers)
            self._lines.setdefault((source, row["line"]), []).extend(numbers)
        observations = tables.rows("observations") if tables.has("observations") else []
        self._values = [(row["series"], row["period"], float(row["value"])) for row in observations]
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
        known = [*self._documents[source], *(float(tie["statistic"]) for tie in tied if tie.get("statistic"))]
        beside = self._beside(cell, figure, tied)
        known += [
            value for series, period, value in self._values if (_of(period, years) if years else series in beside)
        ]
        # Words count what the remark itself lists: two years, both of them.
        for quantity in (each for each in _quantities(cell) if _DIGIT.search(each.printed)):
            for number in _ends(quantity):
                half = hedges.unit(number, quantity.printed) / 2
                if number not in self._titles and not any(_rounds(value, number, half) for value in known):
                    yield f"expected a number that {source} or a statistic has, also rounded, not “{quantity.printed}”"
        for line in _LINE.findall(cell):
            there = self._lines.get((source, line), [])
            if not any(_rounds(value, number, 0) for value in there for number in _numbers(cell) or own):
                yield f"expected a line in which the number stands: line {line} has {_listed(there)}"

    def _beside(self, cell: str, figure: Row, tied: Iterable[Row]) -> set[str]:
        series = {tie[name] for tie in tied for name in ("series", "base_series") if tie.get(name)}
        series |= self._measured.get(figure["measure"], set())
        parts = " ".join(self._derived.get(name, "") for name in series)
        return series | {name for name, *_ in self._values if name in cell or name in parts}


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
        if not by_columns or _any(path, names)
        for number, row in enumerate(tables.read(path), start=2)
        if (with_digits := [name for name in names if _DIGIT.search(row.get(name) or "")])
    ]
    if not rows:
        return []
    known = _Known(tuple(dict.fromkeys(row["figure"].rpartition("-")[0] for _, _, row, _ in rows)))
    ids = [row["figure"] for _, _, row, _ in rows if row["figure"] in known.figures]
    tied = by_figure({"figure": ids}) if ids and tables.has("checks") else {}
    return [
        Fault(project.within(path), number, name, row[name], expected)
        for path, number, row, with_digits in rows
        if row["figure"] in known.figures
        for name in with_digits
        for expected in known.faults(row[name], known.figures[row["figure"]], tied.get(row["figure"], ()))
    ]


def _any(path: Path, names: Sequence[str]) -> bool:
    """Tell whether a large table has a digit in one of these columns."""
    table = columns.some(path, names)
    return any(table[name].str.contains(_DIGIT.pattern).any() for name in names)


@lru_cache(maxsize=10_000)
def _quantities(cell: str) -> tuple[Quantity, ...]:
    plain = _NAME.sub(lambda name: "x" * len(name[0]), cell)
    return tuple(read_text([plain])[0].quantities) if language(plain) == "en" else ()


def _numbers(cell: str) -> set[float]:
    return {end for quantity in _quantities(cell) for end in _ends(quantity)}


def _ends(quantity: Quantity) -> set[float]:
    return {end for end in (quantity.low, quantity.high) if end is not None}


def _of(period: str, years: set[str]) -> bool:
    """Tell whether a value is of one of the years that a remark names."""
    return bool(years & set(_YEAR.findall(period)))


def _rounds(value: float, number: float, near: float) -> bool:
    return any(math.isclose(each, number, rel_tol=1e-9) or abs(each - number) <= near for each in (value, abs(value)))


def _listed(numbers: Iterable[float]) -> str:
    return ", ".join(f"{number:.12g}" for number in sorted({*numbers})) or "no figure"
