"""The two places where pandas turns a column type into plain numbers before it calculates: counting and windows.

And what a frame says of a name that it does not have.

Everything else asks the column type (see `cited.ledger.traced.traced`). Here pandas' own methods are wrapped, once, so
that a count by group and a rolling or expanding calculation keep their sources too; other columns take pandas' way.
What is private to pandas is taken from `cited.private`, which says why.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.typing import ExponentialMovingWindow

from cited import misspelt, private
from cited.ledger.traced import origins
from cited.ledger.traced.origins import AT, Origin, Source
from cited.ledger.traced.reductions import Floats, opened
from cited.ledger.traced.traced import TracedArray, members
from cited.nearest import nearest

# The index of a frame of figures: a row is one of them, whatever column is counted.
FIGURE = "figure"
WINDOWED = {name: f"rolling {name}" for name in ("sum", "mean", "min", "max", "median")}


def install() -> None:
    """Wrap pandas' counts and windows; a second call changes nothing."""
    private.wrap_pandas(count=_counting, size=_sizing, prepare=_preparing, apply=_applying)
    for frame in (pd.DataFrame, pd.Series):
        if not hasattr(frame.__getattr__, "__wrapped__"):
            setattr(frame, "__getattr__", _looking_up(frame.__getattr__))  # noqa: B010 of a class that is not ours


class NoAttribute(AttributeError):
    """What is raised for an attribute that a frame does not have; the nearest name is sought when it is read.

    pandas itself asks columns and frames for much that they do not have.
    """

    def __str__(self) -> str:
        message, own = super().__str__(), [name for name in dir(type(self.obj)) if not name.startswith("_")]
        functions = misspelt.OFFERED.get("cited.ledger", ())
        near = nearest(self.name or "", [*own, *functions])
        if near in functions and near not in own:
            return f"{message}; did you mean `{near}(frame)` of cited.ledger?"
        return f"{message}; did you mean “{near}”?" if near else message


def _looking_up(original: Any) -> Any:
    @wraps(original)
    def look_up(self: Any, name: str) -> Any:
        try:
            return original(self, name)
        except AttributeError as error:
            raise NoAttribute(*error.args, name=name, obj=self) from None

    return look_up


def _counting(original: Any) -> Any:
    @wraps(original)
    def count(self: Any) -> Any:
        result = original(self)
        data = private.grouped_data(self)
        rows = members(*private.group_numbers(self))
        if isinstance(result, pd.Series):
            counts = _counted(result, data, rows, self.obj)
            return result if counts is None else pd.Series(counts, index=result.index, name=result.name)
        for column in result.columns:
            if column in data and (counts := _counted(result[column], data[column], rows, self.obj)) is not None:
                result[column] = counts
        return result

    return count


def _sizing(original: Any) -> Any:
    @wraps(original)
    def size(self: Any) -> Any:
        result = original(self)
        rows = members(*private.group_numbers(self))
        numbers = result if isinstance(result, pd.Series) else result["size"]
        row_origins = _row_origins(self.obj)
        if row_origins is None or len(rows) != len(numbers):
            return result
        made = _count_array(numbers, [[row_origins[at] for at in group] for group in rows])
        if isinstance(result, pd.DataFrame):
            return result.assign(size=made)
        return pd.Series(made, index=result.index, name=result.name)

    return size


def _counted(numbers: pd.Series, data: pd.Series, rows: list[Any], obj: Any) -> TracedArray | None:
    """Return the counts of a column with what was counted, or None where its rows lead to no source."""
    row_origins = _row_origins(data) or _row_origins(obj)
    if row_origins is None or len(rows) != len(numbers):
        return None
    present = data.notna().to_numpy()
    return _count_array(numbers, [[row_origins[at] for at in group if present[at]] for group in rows])


def _count_array(numbers: pd.Series, groups: list[list[Origin | None]]) -> TracedArray:
    made = []
    for group in groups:
        _require_once(group)
        sources = dict.fromkeys(source for origin in group if origin for source in origin.sources)
        unit = "values" if any(AT in source.name for source in sources) else "figures"
        whole = all(origin is not None for origin in group)
        made.append(Origin(tuple(sources), unit, "number of these") if whole else None)
    return TracedArray(numbers.to_numpy(), made)


def _require_once(group: list[Origin | None]) -> None:
    """Raise ProvenanceError where a figure or a statistic stands in two rows of what is counted."""
    seen = set()
    for origin in group:
        if origin and not origin.rule and len(origin.sources) == 1:
            name = origin.sources[0].name
            if name in seen:
                raise origins.ProvenanceError(
                    f"count: {name} would be counted twice; expected each figure and statistic once, as "
                    "`frame[~frame.index.duplicated()]` has figures"
                )
            seen.add(name)


def _row_origins(data: Any) -> list[Origin | None] | None:
    """Return the origin of each row: of its traced column, else the figure that its index names."""
    columns = [data] if isinstance(data, pd.Series) else [data.iloc[:, at] for at in range(data.shape[1])]
    for column in columns:
        if isinstance(column.array, TracedArray):
            return column.array.origins
    if data.index.name == FIGURE:
        return [Origin((Source(str(name), str(name)),), "") for name in data.index]
    return None


def _preparing(original: Any) -> Any:
    @wraps(original)
    def prepare(self: Any, values: Any) -> Any:
        self.__dict__["_traced"] = values if isinstance(values, TracedArray) else None
        return original(self, values)

    return prepare


def _applying(original: Any) -> Any:
    @wraps(original)
    def apply(self: Any, function: Any, name: str, *arguments: Any, **kwargs: Any) -> Any:
        def traced(values: Any) -> Any:
            result = function(values)
            array = self.__dict__.get("_traced")
            return result if array is None else _windowed(self, array, result, name)

        return original(self, traced, name, *arguments, **kwargs)

    return apply


def _windowed(window: Any, array: TracedArray, result: Floats, name: str) -> Any:
    """Return the numbers of windows with the origins of the values that each window held."""
    if name not in WINDOWED:
        return result
    rule = WINDOWED[name]
    starts, ends = private.window_bounds(window, len(array))
    if isinstance(window, ExponentialMovingWindow):
        # Its one window holds all rows, or those of a group: each number is made of the rows up to its own.
        rule = f"exponentially weighted {name}"
        windows = list(zip(starts, ends, strict=True))
        starts = [first for first, last in windows for _ in range(first, last)]
        ends = [end for first, last in windows for end in range(first + 1, last + 1)]
    result, present = _with_open_ends(window, name, array, result, list(zip(starts, ends, strict=True)))
    row_origins = [origin for origin, there in zip(array.origins, present, strict=True) if there]
    # What is missing takes no place among these.
    places = np.concatenate(([0], np.cumsum(present))).tolist()
    bounds = [(places[start], places[end]) for start, end in zip(starts, ends, strict=True)]
    return TracedArray(result, origins.spans(row_origins, bounds, rule, result.tolist()))


def _with_open_ends(
    window: Any, name: str, array: TracedArray, result: np.ndarray[Any, Any], windows: list[tuple[int, int]]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the numbers of windows where an end that the words leave open is none that is left out; and what counts.

    pandas leaves out what is missing, and a mean of the stated ends alone would be no end of the mean.
    """
    every = opened(name, np.array(array, dtype=float), array.origins)
    counts = ~np.isnan(every)
    if not np.isinf(every).any():
        return result, counts
    made = np.array(result, dtype=float)
    least = max(1, window.min_periods if window.min_periods is not None else window.window)
    for at, (start, end) in enumerate(windows):
        part = every[start:end][counts[start:end]]
        if len(part) >= least and np.isinf(part).any():
            with np.errstate(invalid="ignore"):
                made[at] = getattr(np, name)(part)
    return made, counts
