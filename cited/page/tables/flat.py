"""A frame that pandas made as a page shows it: index and columns side by side, with names of one text each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cited.ledger.store.periods import Period
from cited.ledger.traced.traced import TracedArray


def flattened(frame: pd.DataFrame | pd.Series, title: str, *, timed: bool = False) -> pd.DataFrame:
    """Return a frame whose index and columns are columns with names of one text each.

    Numbers of rows that pandas has put beside groups are left out; `timed` keeps numbers of rows that may be years.
    Raises ValueError for columns of one name, and for moments of pandas.
    """
    flat = frame.to_frame(frame.name or "value") if isinstance(frame, pd.Series) else frame.copy()
    for level in reversed(range(flat.index.nlevels)):
        if _counts_rows(flat.index, level):
            flat = flat.droplevel(level)
    index = flat.index
    flat.columns = [_name(column) for column in flat.columns]
    if twice := list(flat.columns[flat.columns.duplicated()]):
        raise ValueError(f"several columns are called “{twice[0]}”; expected a name for each, by `rename`")
    _require_periods(flat, title)
    years = timed and len(index) > 0 and is_period(index[0])
    if index.nlevels == 1 and index.name is None and isinstance(index, pd.RangeIndex) and not years:
        return flat
    levels = [_name(name) if name is not None else "" for name in index.names]
    flat = flat.reset_index(names=[level or f"row {number}" for number, level in enumerate(levels, start=1)])
    return flat.rename(columns={f"row {number}": "" for number in range(1, len(levels) + 1)})


def _require_periods(flat: pd.DataFrame, title: str) -> None:
    cell: Any
    levels = [flat.index.get_level_values(level) for level in range(flat.index.nlevels)]
    for cell in [*levels, *(flat.iloc[:, at] for at in range(flat.shape[1]))]:
        if pd.api.types.is_datetime64_any_dtype(cell.dtype) or isinstance(cell.dtype, pd.PeriodDtype):
            raise ValueError(
                f"“{title}”, {cell.name or 'index'}: moments of pandas; expected periods as the ledger writes them, as "
                '`frame.index.strftime("%Y")` for years, `"%Y-%m"` for months, `"%Y-%m-%d"` for days'
            )


def each_row(flat: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield each row's cells by column; numbers keep their sources, which pandas' own rows of one type lose."""
    columns = [flat[name].array for name in flat.columns]
    cells = [column if isinstance(column, TracedArray) else column.astype(object).tolist() for column in columns]
    for row in zip(*cells, strict=True):
        yield dict(zip(flat.columns, row, strict=True))


def _counts_rows(index: pd.Index, level: int) -> bool:
    """Tell whether a level of an index of several only numbers the rows."""
    values = index.get_level_values(level)
    return (
        index.nlevels > 1 and values.name is None and values.is_unique and pd.api.types.is_integer_dtype(values.dtype)
    )


def _name(column: Any) -> str:
    return ", ".join(map(str, filter(None, column))) if isinstance(column, tuple) else str(column)


def is_period(cell: Any) -> bool:
    try:
        return bool(Period.parse(str(cell)))
    except (ValueError, TypeError, IndexError):
        return False
