"""Checks on frames that reach the page: the ledger's own columns must hold what the ledger holds.

A page leads a number to the place that says it. What a notebook has changed under the name of a column of the ledger
would be led to a source that says something else.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cited.ledger import known, names, tables
from cited.ledger.money import CONVERTED
from cited.ledger.number import Traced
from cited.ledger.origins import AT, ProvenanceError
from cited.ledger.verdicts import select
from cited.page import words

ENDS = ("low", "high")
# Texts that a page shows as the document's own, or by which it says what the words claim.
PRINTED = ("printed", "period", "hedge", "source", "line", "notes")
WORDS = ("measure", "actor", "counterpart", "basis", "status", "remark", "reading")


def figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of figures, by their ids also where these are a column.

    Raises UnknownName for an index of other things, and ProvenanceError for a cell that is not the ledger's, with the
    figure and the column. Numbers that `converted`, `per` and `per_case` made are shown as such.
    """
    if frame.index.name != "figure" and "figure" in frame.columns:
        frame = frame.set_index("figure")
    ids = [str(name) for name in frame.index]
    # Only these: a page is made again when what it asked for changes.
    held = {row["figure"]: row for row in (tables.select(table="figures", figure=ids) if ids else [])}
    if strange := [name for name in ids if name not in held]:
        known.require("figures", "figure", [name for name in strange if "-" in name][:1])
        raise known.UnknownName(
            f"the index of the frame has “{strange[0]}”, which is not a figure; expected the ids of figures, as "
            '`figures()` has them: keep them, or show columns of your own, as `table(frame[["actor", "low"]], …)`'
        )
    for column in (name for name in (*PRINTED, *WORDS) if name in frame.columns):
        for name, cell in zip(ids, frame[column], strict=True):
            own = held[name][column]
            if str(cell) != own and (column in PRINTED or any(map(str.isnumeric, str(cell)))):
                raise ProvenanceError(_changed(name, column, str(cell), own))
    made = frame.attrs.get("observed", {})
    units = list(frame["unit"]) if "unit" in frame.columns else [held[name]["unit"] for name in ids]
    for column in (name for name in ENDS if name in frame.columns):
        for name, cell, unit in zip(ids, frame[column].array, units, strict=True):
            own = held[name][column]
            same = float(cell) == float(own) if own else cell != cell
            if not (same and unit == held[name]["unit"]) and not _made(cell, name, unit, made.get(name, ())):
                what = (column, f"{float(cell):.12g} {unit}", f"{own} {held[name]['unit']}")
                raise ProvenanceError(_changed(name, *what))
    return frame


def figure(row: pd.Series) -> pd.Series:
    """Return a figure's row; raises what `figures` raises."""
    frame = pd.DataFrame([list(row)], columns=list(row.index), index=[row.name], dtype=object)
    figures(frame)
    return row


def observations(frame: pd.DataFrame) -> pd.Series | None:
    """Return None for observations as the ledger has them, else the numbers that were computed of them.

    These are by series and period. Raises UnknownName for a statistic that the ledger does not have, and
    ProvenanceError for a value that is another than its, and was not computed of statistics.
    """
    ids = [f"{series}{AT}{period}" for series, period in zip(frame["series"], frame["period"], strict=True)]
    if strange := known.strange([], ids):
        raise known.UnknownName("\n".join(strange))
    held = _values(frame["series"])
    units = list(frame["unit"]) if "unit" in frame.columns else [held[name][1] for name in ids]
    computed = False
    for name, value, unit in zip(ids, frame["value"].array, units, strict=True):
        own, of = held[name]
        if (float(value) == own and unit == of) or _made(value, name, unit, ()):
            continue
        origin = getattr(value, "origin", None)
        if value == value and (origin is None or not origin.rule):
            raise ProvenanceError(_changed(name, "value", f"{float(value):.12g} {unit}", f"{own:.12g} {of}"))
        computed = True
    if not computed:
        return None
    index = pd.MultiIndex.from_frame(frame[["series", "period"]])
    return pd.Series(frame["value"].array, index=index, name="value")


def words_of(text: str, figures: list[str], observed: list[str]) -> bool:
    """Tell whether a text is what the ledger says of some figures or statistics (`series@period`), or one's id."""
    if text in figures or text in observed:
        return True
    cells = _cells(tables.select(table="figures", figure=figures) if figures else [])
    cells |= {words.as_read(cell) for cell in cells}
    if text not in cells:
        series = list(dict.fromkeys(name.partition(AT)[0] for name in observed))
        cells |= _cells(tables.select(table="series", series=series) if series else [])
        cells |= {names.label(name) for name in series}
        verdicts = select(figure=figures) if figures else []
        cells |= {str(cell) for row in verdicts for cell in row.values()}
    return text in cells


def _cells(rows: list[tables.Row]) -> set[str]:
    return {part for row in rows for cell in row.values() for part in (cell, *cell.split(tables.SEPARATOR))}


def _values(series: Iterable[str]) -> dict[str, tuple[float, str]]:
    asked = list(dict.fromkeys(series))
    units = {row["series"]: row["unit"] for row in tables.select(table="series", series=asked)}
    rows = tables.select(table="observations", series=asked)
    return {f"{row['series']}{AT}{row['period']}": (float(row["value"]), units[row["series"]]) for row in rows}


def _made(number: object, name: str, unit: str, by: Iterable[str]) -> bool:
    """Tell whether the ledger's own functions made a number of the figure or statistic of its row.

    `by` are the statistics by which it was divided.
    """
    if not isinstance(number, Traced):
        return False
    if number.origin is None:
        return number != number and bool(by)
    origin, of = number.origin, [source.name for source in number.origin.sources]
    if by:
        return name in of and {*origin.observed} == {*by}
    return of[0] == name and origin.unit == unit and (origin.rule == CONVERTED or number != number)


def _changed(name: str, column: str, cell: str, own: str) -> str:
    return (
        f"{name}, column {column}: “{cell}”, where the ledger has “{own}”; expected the ledger's columns as they are: "
        'give what is computed or worded anew a column of its own, as `frame.assign(twice=frame["low"] * 2)`, and '
        'show it as `table(frame[["actor", "twice"]], …)`'
    )
