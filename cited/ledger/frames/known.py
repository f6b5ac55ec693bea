"""Names that a notebook asks for: one that the ledger does not know is an error, not an empty frame."""

import numbers
from collections.abc import Collection, Iterable

from cited.ledger.store import tables
from cited.ledger.store.names import PARTY
from cited.ledger.store.names import names as controlled
from cited.nearest import suggestion
from cited.reads import traced

# Columns that name parties: who is known in one of them is known in all.
PARTIES = ("actor", "counterpart", "area", "partner")
TABLES = {"figure": "figures", "source": "sources", "series": "series"}


# Years as EDTF writes them.
EARLIEST, LATEST = 1, 9999


class UnknownName(ValueError):
    """A name that the ledger does not have; the message has the nearest one that it has.

    Example:
        try:
            ledger.figures(actor="Chna")
        except ledger.UnknownName as error:
            print(error)
    """


def as_names(names: str | Iterable[str] | None) -> list[str]:
    """Return names as a list: none for None, which means all."""
    return [names] if isinstance(names, str) else list(names or ())


def require(table: str, column: str, names: str | Iterable[str] | None, rows: Collection[tables.Row] = ()) -> None:
    """Raise UnknownName where a name stands in no row of the ledger.

    `rows` are rows that were found: what they have needs no look at the rest of the table.
    """
    present = {name for row in rows for name in row[column].split(tables.SEPARATOR)} if rows else set()
    missing = [name for name in as_names(names) if name not in present]
    if missing:
        _raise(unknown(table=table, column=column, names=missing))


def require_columns(argument: str, given: Iterable[str], columns: Iterable[object]) -> None:
    """Raise UnknownName where an argument names an unknown column, with the nearest one."""
    names = [str(name) for name in columns]
    _raise(
        [
            f"{argument}: no column “{name}”{suggestion(name, names)}; expected one of {', '.join(names)}"
            for name in given
            if name not in names
        ]
    )


def require_party(names: str | Iterable[str] | None) -> None:
    """Raise UnknownName where a name is neither a party of a figure or series nor a name or code of an area."""
    require("figures", "actor", names)


def require_years(first: int | None, last: int | None) -> None:
    """Raise ValueError for limits that are not years; None is no limit.

    Limits that end before they begin leave nothing, as a page then says in words.
    """
    for name, year in (("first", first), ("last", last)):
        if year is None:
            continue
        if isinstance(year, bool) or not isinstance(year, numbers.Integral):
            number = f": {name}={year.strip()}" if isinstance(year, str) and year.strip().isdecimal() else ""
            raise ValueError(f"{name}: {year!r} is not a number; expected a year, or None for no limit{number}")
        if not EARLIEST <= year <= LATEST:
            raise ValueError(f"{name}: {year}; expected a year, or None for no limit")


def require_stem(stems: str | Iterable[str] | None, end: str = "") -> None:
    """Raise UnknownName where no series has an id that begins with a stem and this end of it."""
    _raise(unknown_stems(stems=as_names(stems), end=end))


@traced
def unknown(*, table: str, column: str, names: list[str]) -> list[str]:
    """Return what is wrong with each name that a column of a table does not know, with the nearest that it knows."""
    known = _figures(names) if column == "figure" else _known(table, column)
    return [
        f"{column}: the ledger has no “{name}”"
        + (suggestion(name, known) if name else "; expected a name, or None for all")
        for name in names
        if name not in known and name not in _codes(column)
    ]


def strange(figures: list[str], observed: list[str]) -> list[str]:
    """Return a sentence for each id of a figure, and each statistic (`series@period`), that the ledger does not have.

    It names the nearest one that the ledger has: a page may lead back to nothing else.
    """
    known_ids = {row["figure"] for row in tables.select(table="figures", figure=figures)} if figures else set()
    missing = [figure for figure in figures if figure not in known_ids]
    messages = unknown(table="figures", column="figure", names=missing) if missing else []
    names = list(dict.fromkeys(name.partition("@")[0] for name in observed))
    periods: dict[str, list[str]] = {}
    held_names = names if tables.has("observations") else []
    for row in tables.select(table="observations", series=held_names) if held_names else []:
        periods.setdefault(row["series"], []).append(row["period"])
    for name in observed:
        series, _, period = name.partition("@")
        if series not in periods:
            messages += unknown(table="series", column="series", names=[series])
        elif period not in periods[series]:
            messages.append(f"series: {series} has no value of “{period}”{suggestion(period, periods[series])}")
    return list(dict.fromkeys(messages))


@traced
def unknown_stems(*, stems: list[str], end: str = "") -> list[str]:
    """Return what is wrong with each stem that no id of a series begins with, with the nearest one."""
    ids = [row["series"] for row in tables.rows("series")]
    parts = {"-".join(name.split("-")[:count]) for name in ids for count in range(1, name.count("-") + 1)}
    return [
        f"series: no id begins with “{stem}”{suggestion(stem, parts)}"
        for stem in stems
        if not any(name.startswith(stem + end) for name in ids)
    ]


def _known(table: str, column: str) -> set[str]:
    if column in PARTIES:
        columns = [("figures", "actor"), ("figures", "counterpart"), ("series", "area"), ("series", "partner")]
        return {
            *(row["name"] for row in controlled(kind=PARTY)),
            *(name for place in columns for name in _values(*place)),
        }
    limits = [field.get("constraints", {}) for field in tables.schema(table)["fields"] if field["name"] == column]
    listed = {name for limit in limits for name in limit.get("enum", [])}
    # Where the schema lists them, no row has another; of a large ledger none needs to be read for it.
    return listed or _values(TABLES.get(column, table), column)


def _figures(names: list[str]) -> set[str]:
    """Return the ids of the figures of the documents that these ids name; where there is none of these, all ids.

    Of a large ledger the other documents need not be read.
    """
    documents = {name.rpartition("-")[0] for name in names}
    return {row["figure"] for row in tables.rows("figures", documents)} or _values("figures", "figure")


def _codes(column: str) -> set[str]:
    return {row["code"] for row in controlled(kind=PARTY)} if column in ("area", "partner") else set()


def _values(table: str, column: str) -> set[str]:
    if not tables.has(table):
        return set()
    return {name for row in tables.rows(table) for name in (row.get(column) or "").split(tables.SEPARATOR) if name}


def _raise(messages: list[str]) -> None:
    if messages:
        raise UnknownName("\n".join(messages))
