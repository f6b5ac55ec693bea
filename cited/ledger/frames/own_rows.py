"""Rows of other tables than figures that notebooks hand over: statistics, events, relations, rates, works.

As in `cited.ledger.frames.own`, what stands under the ledger's names is what the ledger has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from cited import reads
from cited.ledger.frames import frames, known, own, statistics
from cited.ledger.frames.events import events as event_rows
from cited.ledger.frames.relations import relations as relation_rows
from cited.ledger.store import tables
from cited.ledger.store.periods import moment
from cited.ledger.traced.origins import AT, ProvenanceError

# The columns by which a row of each table is found again; those of the index are named as a column.
RELATION = ("kind", "figure", "other")
EVENT = ("kind", "source", "figure", "note")
FINDING = ("check",)
RATE = ("figure",)
WORK, SERIES, SOURCE = ("work",), ("series",), ("source",)


def observations(frame: pd.DataFrame) -> pd.Series | None:
    """Return None for observations as the ledger has them, else the numbers that were computed of them.

    These are by series and period. Raises UnknownName for a statistic that the ledger does not have, and
    ProvenanceError for a value that is another than its, and was not computed of statistics.
    """
    ids = [f"{series}{AT}{period}" for series, period in zip(frame["series"], frame["period"], strict=True)]
    if strange := known.strange([], ids):
        raise known.UnknownName("\n".join(strange))
    series = {row["series"]: row for row in tables.select(table="series", series=_each(frame["series"]))}
    rows = tables.select(table="observations", series=[*series])
    ledger_rows = {f"{row['series']}{AT}{row['period']}": row for row in rows}
    units = [series[ledger_rows[name]["series"]]["unit"] for name in ids]
    for column in set(frame.columns) & ({*rows[0]} if rows else set()) - {"series", "period", "value", "precision"}:
        own.cells([*frame[column]], [ledger_rows[name][column] for name in ids], ids, column)
    if "precision" in frame.columns and ("unit" not in frame.columns or [*frame["unit"]] == units):
        own.cells(
            [*map(float, frame["precision"])], [float(ledger_rows[name]["precision"]) for name in ids], ids, "precision"
        )
    if "at" in frame.columns:
        moments = [moment(ledger_rows[name]["period"], series[ledger_rows[name]["series"]]["kind"]) for name in ids]
        own.cells([*map(float, frame["at"])], moments, ids, "at")
    computed = False
    for name, value, unit, of in zip(ids, frame["value"].array, frame.get("unit", units), units, strict=True):
        number = float(ledger_rows[name]["value"])
        if (float(value) == number and unit == of) or own.is_made(value, name, unit):
            continue
        origin = getattr(value, "origin", None)
        if value == value and (origin is None or not origin.rule):
            if float(value) == number:
                raise own.changed(name, "unit", unit, of)
            raise own.other_number(name, "value", value, unit, f"{number:.12g} {of}")
        computed = True
    if not computed:
        return None
    index = pd.MultiIndex.from_frame(frame[["series", "period"]])
    return pd.Series(frame["value"].array, index=index, name="value")


def published(frame: pd.DataFrame, what: str) -> None:
    """Hold observations that are shown as published; raises ProvenanceError also for values that were computed."""
    if observations(frame) is not None:
        raise ProvenanceError(
            f"{what}: its values were computed, and no publisher states them; expected the observations themselves, or "
            'a table of your own, as `table(frame.set_index(["series", "period"])["value"], …)`'
        )


def relations(frame: pd.DataFrame) -> None:
    """Hold what pairs of figures say together."""
    with reads.inside():
        ledger_rows = relation_rows()
    _rows(frame, ledger_rows, RELATION)


def events(frame: pd.DataFrame) -> None:
    """Hold dated events."""
    with reads.inside():
        ledger_rows = [event_rows(source=source) for source in _each(frame["source"])]
    if ledger_rows:
        _rows(frame, pd.concat(ledger_rows), EVENT)


def findings(frame: pd.DataFrame) -> None:
    """Hold what checks have found."""
    _rows(frame, statistics.findings(figure=_each(frame["figure"])), FINDING)


def rates(frame: pd.DataFrame) -> None:
    """Hold the rates that printed amounts imply."""
    if len(frame):
        amounts = frames.figures(figure=_each([*frame.index, *frame["original"]]))
        _rows(frame, frames.exchange_rates(amounts), RATE)


def works(frame: pd.DataFrame) -> None:
    """Hold works that notes cite."""
    _rows(frame, frames.works(source=_each(frame["source"])), WORK)


def series(frame: pd.DataFrame) -> None:
    """Hold what is known of series."""
    _rows(frame, statistics.series(series=_ids(frame, "series")), SERIES)


def sources(frame: pd.DataFrame) -> None:
    """Hold what is known of documents."""
    _rows(frame, frames.sources(source=_ids(frame, "source")), SOURCE)


def source(row: dict[str, object], name: str) -> None:
    """Hold the row of one document; without its id it is found by its title."""
    named = [one["source"] for one in tables.select(table="sources", title=str(row.get("title", "")))]
    sources(pd.DataFrame([row | {"source": name or (named or [str(row.get("title", ""))])[0]}]))


def _each(names: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(map(str, names)))


def _ids(frame: pd.DataFrame, key: str) -> list[str]:
    return _each(frame[key] if key in frame.columns else frame.index)


def _rows(frame: pd.DataFrame, ledger_rows: pd.DataFrame, key: Sequence[str]) -> None:
    """Raise ProvenanceError for the first cell that is not the ledger's, UnknownName for a row that it does not have.

    Of several rows of one key the one that is most like the given one is its own.
    """
    flat, own_rows = _flat(frame, key), _flat(ledger_rows, key)
    by: dict[tuple[str, ...], list[dict[object, object]]] = {}
    for row in own_rows.to_dict("records"):
        by.setdefault(tuple(str(row[name]) for name in key), []).append(row)
    columns = [name for name in map(str, flat.columns) if name in own_rows.columns]
    for row in flat.to_dict("records"):
        name = tuple(str(row[part]) for part in key)
        if name not in by:
            named = ", ".join(filter(None, name))
            raise known.UnknownName(f"the ledger has no row “{named}” ({', '.join(key)}); expected rows as it has them")
        nearest = max(by[name], key=lambda one: sum(str(one[column]) == str(row[column]) for column in columns))
        for column in columns:
            own.cells([row[column]], [nearest[column]], [" ".join(filter(None, name))], column)


def _flat(frame: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Return a frame whose key is among its columns: an index holds a key of one column."""
    return frame if key[0] in frame.columns else frame.rename_axis(key[0]).reset_index()
