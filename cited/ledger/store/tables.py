"""The tables of `data/` as plain rows: the one place that reads them."""

import csv
import functools
import itertools
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TypedDict, TypeVar

from cited import project, strict_json
from cited.ledger.store import descriptor, periods
from cited.ledger.store.data_cache import cached
from cited.reads import traced

# A row of a table: the text of each cell, by the name of its column.
Row = dict[str, str]
# By what a column may be filtered: a value, some values, or None and the empty text for all.
Names = str | Collection[str] | None
T = TypeVar("T")
_ONLY = "this project has notebooks and a catalogue only, and no ledger; `cited init FOLDER` lays out one with data"
# Cells that name several actors or counterparts separate them so.
SEPARATOR = "; "
# So many rows are kept in memory, those read last: all of any ledger but a very large one.
KEPT = 200_000
# The rows of a table of more bytes are not kept by what stands in their cells, too.
LARGE = 20_000_000


class _Kept(dict[tuple[Path, int, int, tuple[str, ...], bool], list[Row]]):
    """The rows of files as they were read; those read first go where there are too many."""

    many = 0

    def keep(self, key: tuple[Path, int, int, tuple[str, ...], bool], rows: list[Row]) -> None:
        while self and self.many + len(rows) > KEPT:
            self.many -= len(self.pop(next(iter(self))))
        self[key] = rows
        self.many += len(rows)

    def clear(self) -> None:
        super().clear()
        self.many = 0


_kept = _Kept()


def package() -> descriptor.Package:
    """Return the data package's descriptor, `data/datapackage.json`; it is parsed again only when it has changed.

    Raises InputError with everything in it by which no table could be read.
    """
    return _package(*_state())


def _state() -> tuple[Path, int, int]:
    """Return the descriptor's path, time and size; raises InputError where the project has no ledger."""
    return cached("descriptor", _descriptor)


def _descriptor() -> tuple[Path, int, int]:
    try:
        state = project.descriptor_state()
    except FileNotFoundError:
        raise project.InputError(f"{project.MARK}: no such file; {_ONLY}") from None
    if not project.is_ledger(*state):
        raise project.InputError(f"{project.MARK}: none of its tables is called {' or '.join(project.LEDGER)}; {_ONLY}")
    return state


@functools.lru_cache(maxsize=4)
def _package(path: Path, _time: int, _size: int) -> descriptor.Package:
    try:
        content: descriptor.Package = strict_json.load(path)
    except ValueError as error:
        raise project.InputError(f"{project.MARK}: {error}; expected a Frictionless Data Package (JSON)") from None
    if faults := descriptor.faults(content):
        raise project.InputError(*(f"{project.MARK}, {fault}" for fault in faults))
    return content


def forget() -> None:
    """Read every table anew from now on, whatever times and sizes of files say."""
    _kept.clear()
    _package.cache_clear()
    _files.cache_clear()
    _by_value.cache_clear()


def has(table: str) -> bool:
    """Tell whether the package has a table of this name."""
    return any(resource["name"] == table for resource in package()["resources"])


def schema(table: str) -> descriptor.Schema:
    """Return the schema of a table; raises StopIteration where the package has none of this name."""
    return next(resource["schema"] for resource in package()["resources"] if resource["name"] == table)


def files(table: str) -> list[Path]:
    """Return the CSV files of a table, in the descriptor's order; none where the package has no such table."""
    return list(_files(*_state(), table))


@functools.lru_cache(maxsize=64)
def _files(mark: Path, _time: int, _size: int, table: str) -> tuple[Path, ...]:
    paths = [resource["path"] for resource in package()["resources"] if resource["name"] == table]
    return tuple(mark.parent / path for each in paths for path in (each if isinstance(each, list) else [each]))


def rows(table: str, only: Collection[str] = ()) -> list[Row]:
    """Return a table's rows in reading order, every cell as its text; figures know their `source`.

    `only` names the documents of which the figures are wanted: each has a file of its own.
    """
    chosen = []
    for path in files(table):
        if table != "figures" or not only or path.stem in only:
            chosen += read(path, named=table == "figures")
    if table == "sources":
        # A draft is nobody's source until a person confirms it.
        chosen = [row for row in chosen if not row.get("draft")]
    return chosen


def concerning(table: str, documents: tuple[str, ...]) -> list[Row]:
    """Return the rows of a table whose first cell begins with the id of one of these documents."""
    starts = tuple(f"{document}-" for document in documents)
    return [row for path in files(table) for row in read(path, starts)]


def _having(table: str, only: frozenset[str], column: str, values: set[str]) -> list[Row]:
    """Return the rows of a table that have one of these values in a column, in reading order."""
    stamps = [cached(path, path.stat) for path in files(table)]
    if sum(stamp.st_size for stamp in stamps) > LARGE:
        return [row for row in rows(table, only) if not values.isdisjoint(_named_in(row[column]))]
    by_value = _by_value(table, only, column, (_state(), *((stamp.st_mtime_ns, stamp.st_size) for stamp in stamps)))
    by_number = {number: row for value in values for number, row in by_value.get(value, {}).items()}
    return [by_number[number] for number in sorted(by_number)]


@functools.lru_cache(maxsize=64)
def _by_value(table: str, only: frozenset[str], column: str, _states: object) -> dict[str, dict[int, Row]]:
    """Return the rows that have each value in a column, by their number in the table."""
    by_value: dict[str, dict[int, Row]] = {}
    for number, row in enumerate(rows(table, only)):
        for value in _named_in(row[column]):
            by_value.setdefault(value, {})[number] = row
    return by_value


def _named_in(cell: str) -> list[str]:
    """Return a cell and, if it names several, each of them."""
    return [cell, *cell.split(SEPARATOR)] if SEPARATOR in cell else [cell]


def scan(path: Path, starts: tuple[str, ...] = ("",)) -> Iterator[Row]:
    """Give the rows of one CSV file one after the other, without keeping them: a table may have a million.

    `starts` leaves out all rows but those of which the first cell begins so.
    """
    # No cell holds a line end, so a line is a row; the first cell may be quoted.
    begins = (*starts, *(f'"{start}' for start in starts))
    with path.open(encoding="utf-8", newline="") as file:
        header = [next(file, "")]
        yield from csv.DictReader(itertools.chain(header, (line for line in file if line.startswith(begins))))


def read(path: Path, starts: tuple[str, ...] = ("",), named: bool = False) -> list[Row]:
    """Return rows of one CSV file as `scan` gives them; they are parsed again only when the file has changed.

    `named` adds the `source` of figures. The rows are everybody's: who changes one makes a copy.
    """
    stamp = cached(path, path.stat)
    key = (path, stamp.st_mtime_ns, stamp.st_size, starts, named)
    if key not in _kept:
        _kept.keep(key, _read(path, starts, named))
    return _kept[key]


def _read(path: Path, starts: tuple[str, ...], named: bool) -> list[Row]:
    # Most cells say what others say too: one text for all of them makes a million rows fit into memory.
    known: dict[str, str] = {}
    parsed = [
        {name: known.setdefault(cell, cell) if isinstance(cell, str) else cell for name, cell in row.items()}
        for row in scan(path, starts)
    ]
    if named:
        for row in parsed:
            row["source"] = row["figure"].rpartition("-")[0]
    return parsed


class Filters(TypedDict, total=False):
    """By what figures may be filtered: as `select` takes it, and `cited.ledger.frames.frames.figures`."""

    figure: str | list[str] | None
    source: str | list[str] | None
    theme: str | list[str] | None
    measure: str | list[str] | None
    actor: str | list[str] | None
    counterpart: str | list[str] | None
    unit: str | list[str] | None
    basis: str | list[str] | None
    status: str | list[str] | None
    between: list[str] | None
    first: int | None
    last: int | None


@traced
def select(
    *, table: str, first: int | None = None, last: int | None = None, between: list[str] | None = None, **columns: Names
) -> list[Row]:
    """Return the rows of a table in which every named column has the value, or one of the list of values.

    None selects everything, an empty list selects nothing. A cell that names several
    (`Norland; Sudland`) has each of them. `between` names parties that all must be among actor and counterpart, in
    either direction.
    `first` and `last` are years, None for no limit: rows whose period lies outside are left out,
    rows without a period stay, but where no year lies between the two nothing does.
    """
    for name, value in {**columns, "between": between}.items():
        if value is not None and not isinstance(value, str | Iterable):
            raise TypeError(f"{name}: {value!r}; expected a name, a list of names, or None for all")
    wanted = {
        name: {value} if isinstance(value, str) else {*value} for name, value in columns.items() if value is not None
    }
    if not all(wanted.values()):
        return []
    # The documents of which alone the files are read; none means all.
    named = wanted.get("source") or {figure.rpartition("-")[0] for figure in wanted.get("figure", ())}
    only = frozenset(named if table == "figures" else ())
    first_column, *others = wanted or [""]
    chosen = _having(table, only, first_column, wanted[first_column]) if first_column else rows(table, only)
    for name in others:
        chosen = [row for row in chosen if not wanted[name].isdisjoint(_named_in(row[name]))]
    if between:
        sides = [[*_named_in(row.get("actor", "")), *_named_in(row.get("counterpart", ""))] for row in chosen]
        chosen = [row for row, parties in zip(chosen, sides, strict=True) if {*between} <= {*parties}]
    if first is not None and last is not None and first > last:
        return []
    if first is not None or last is not None:
        chosen = [row for row in chosen if periods.within(row["period"], first, last)]
    return chosen
