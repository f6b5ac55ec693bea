"""Checks on figures and verdicts that notebooks hand over: what the ledger names must be as the ledger has it.

A page leads a number to the place that says it. What a notebook has changed under the name of a column of the ledger
would be led to a source that says something else. `cited.ledger.frames.argument_checks` holds what the ledger's own
functions are given to this, `cited.page.argument_checks` what those of the page are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cited import reads
from cited.ledger.agreement import hedges
from cited.ledger.agreement.verdicts import select
from cited.ledger.frames import known
from cited.ledger.frames.money import CONVERTED
from cited.ledger.frames.statistics import VERDICT
from cited.ledger.store import tables
from cited.ledger.traced.origins import ProvenanceError

if TYPE_CHECKING:
    import pandas as pd

ENDS = ("low", "high")
# What the words of a figure claim, as `bounds` adds it.
BOUNDS = ("lower", "upper")
KEY = "figure"
# The ledger's rows of a table, by their ids.
LedgerRows = dict[str, dict[str, object]]


def figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of figures or of verdicts on them, by their ids also where these are a column.

    A column is held to the table that the frame is of, and a further one to the other of the two. Raises UnknownName
    for an index of other things, and ProvenanceError for a cell that is not the ledger's, with the figure, the column
    and both cells. Numbers that `converted`, `per` and `per_case` made are shown as such.
    """
    frame = by_id(frame)
    ids = [str(name) for name in frame.index]
    ledger_rows = _figures(ids)
    if strange := [name for name in ids if name not in ledger_rows]:
        known.require("figures", KEY, [name for name in strange if "-" in name][:1])
        raise known.UnknownName(
            f"the index of the frame has “{strange[0]}”, which is not a figure; expected the ids of figures, as "
            '`figures()` has them: keep them, or show columns of your own, as `table(frame[["actor", "low"]], …)`'
        )
    numbers = [column for column in ENDS if column in frame.columns]
    judged = _judged(ids) if set(frame.columns) & (set(VERDICT) - {KEY, *_columns()}) else {}
    first = judged if is_judged(frame) else ledger_rows
    # All cells at once: a column of its own for each takes pandas several times as long.
    for column, given in zip(map(str, frame.columns), frame.to_numpy(dtype=object).T, strict=True):
        of = [rows for rows in (first, ledger_rows, judged) if ids and column in rows.get(ids[0], ())][:1]
        # The unit goes with the numbers where there are some.
        if of and column not in (*ENDS, *(["unit"] if numbers else [])):
            cells(given, [of[0][name][column] for name in ids], ids, column)
    _require_numbers(frame, ids, ledger_rows)
    return frame


def by_id(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of figures or verdicts by their ids, also where these are a column."""
    return frame.set_index(KEY) if frame.index.name != KEY and KEY in frame.columns else frame


def is_judged(frame: pd.DataFrame) -> bool:
    """Tell whether a frame is of verdicts, whose period and remark are those of statistics."""
    return "printed" not in frame.columns and bool({"verdict", "check", "statistic", "series"} & {*frame.columns})


def cells(given: Iterable[object], own: Sequence[object], ids: Sequence[str], column: str) -> None:
    """Raise ProvenanceError for the first cell of a column that is none of the ledger's own, row by row."""
    for name, cell, ledger_rows in zip(ids, given, own, strict=True):
        # Nearly always it is the very text that the ledger gave.
        if cell is not ledger_rows and not _same(cell, ledger_rows):
            raise changed(name, column, str(cell), str(ledger_rows))


def _same(cell: object, own: object) -> bool:
    if isinstance(own, float):
        return isinstance(cell, int | float) and (float(cell) == own or (cell != cell and own != own))
    text = str(own)
    # `explode` gives each of several parties a row.
    return str(cell) == text or (tables.SEPARATOR in text and str(cell) in text.split(tables.SEPARATOR))


def changed(name: str, column: str, cell: str, own: str) -> ProvenanceError:
    """Return what is raised for a cell that is not the ledger's."""
    return ProvenanceError(
        f"{name}, column {column}: “{cell}”, where the ledger has “{own}”; expected the ledger's columns as they are: "
        'give what is computed or worded anew a column of its own, as `frame.assign(twice=frame["low"] * 2)`, and '
        'show it as `table(frame[["actor", "twice"]], …)`'
    )


def other_number(name: str, column: str, number: float, unit: str, own: str) -> ProvenanceError:
    """Return what is raised for a number that is not the ledger's, each with its unit."""
    return changed(name, column, f"{float(number):.12g} {unit}" if number == number else "no number", own)


def _columns() -> list[str]:
    return [field["name"] for field in tables.schema("figures")["fields"]] + ["source"]


def _figures(ids: list[str]) -> LedgerRows:
    # The notebook has read them, verdicts for more than are shown, and the list of sources asks for what is shown.
    with reads.inside():
        rows = tables.select(table="figures", figure=ids) if ids else []
    return {row[KEY]: {**row} for row in rows}


def _judged(ids: list[str]) -> LedgerRows:
    with reads.inside():
        rows = select(figure=ids) if ids else []
    return {
        row[KEY]: row | {"statistic": float(row["statistic"]) if row["statistic"] else float("nan")} for row in rows
    }


def _require_numbers(frame: pd.DataFrame, ids: list[str], ledger_rows: LedgerRows) -> None:
    made = frame.attrs.get("observed", {})
    units = [str(ledger_rows[name]["unit"]) for name in ids]
    if "unit" in frame.columns:
        units = [*map(str, frame["unit"])]
    for column in (name for name in (*ENDS, *BOUNDS) if name in frame.columns):
        for name, cell, unit in zip(ids, frame[column].array, units, strict=True):
            own, of = _number(ledger_rows[name], column), str(ledger_rows[name]["unit"])
            number = _float(cell, name, column)
            open_end = number != number and own != own
            same = number == own or open_end
            stated = open_end or (number == number and own == own)
            if not (same and unit == of) and not (stated and is_made(cell, name, unit, made.get(name, ()))):
                if same:
                    raise changed(name, "unit", unit, of)
                raise other_number(name, column, number, unit, f"{own:.12g} {of}")


def _number(row: dict[str, object], column: str) -> float:
    """Return what the ledger has under the name of an end or of a bound."""
    low, high = (float(str(row[end])) if row[end] else float("nan") for end in ENDS)
    if column in ENDS:
        return (low, high)[ENDS.index(column)]
    return hedges.interval(low, high, hedges.Hedge(str(row["hedge"])), str(row["printed"]))[BOUNDS.index(column)]


def _float(cell: object, name: str, column: str) -> float:
    try:
        return float(cell)  # type: ignore[arg-type]  # anything may stand in a notebook's frame
    except (TypeError, ValueError):
        raise changed(name, column, str(cell), "a number") from None


def is_made(number: object, name: str, unit: str, by: Iterable[str] = ()) -> bool:
    """Tell whether the ledger's own functions made a number of the figure or statistic of its row.

    `by` are the statistics by which it was divided.
    """
    from cited.ledger.traced.number import Traced

    if not isinstance(number, Traced):
        return False
    if number.origin is None:
        return number != number and bool(by)
    origin, of = number.origin, [source.name for source in number.origin.sources]
    if by:
        return name in of and {*origin.observed} == {*by}
    return of[0] == name and origin.unit == unit and (origin.rule == CONVERTED or number != number)


def of_rows(frame: pd.DataFrame) -> None:
    """Hold what a frame that pandas made shows under the names of the ledger, where its rows are still figures.

    Numbers under `low` and `high` may be computed, of the figure of their row: they are shown as computed.
    """
    if KEY in frame.index.names:
        frame = frame.set_axis(frame.index.get_level_values(KEY).rename(KEY))
    elif KEY not in frame.columns:
        return
    plain = [column for column in frame.columns if column not in ENDS]
    figures(frame[plain])
    for column in (name for name in ENDS if name in frame.columns):
        rows = frame[KEY] if KEY in frame.columns else frame.index
        for name, cell in zip(rows, frame[column].array, strict=True):
            origin = getattr(cell, "origin", None)
            if origin is not None and cell == cell and str(name) not in origin.figures:
                raise changed(str(name), column, f"a number of {origin.sources[0].name}", "one of its own")
