"""Numbers that keep their sources through pandas: a column type whose every value knows figures and statistics.

A value is a float beside an `Origin`. Selecting, sorting, joining, grouping and calculating carry both; `astype(float)`
gives the plain numbers.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype, register_extension_dtype, take

from cited.ledger.traced import functions, operators, origins
from cited.ledger.traced.number import Traced
from cited.ledger.traced.origins import Origin
from cited.ledger.traced.reductions import OF_ALL, OF_ONE, RUNNING, Floats, accumulated, opened, reduced


@register_extension_dtype
class TracedDtype(ExtensionDtype):
    """The type of columns whose numbers know their sources."""

    name = "traced"
    type = float
    kind = "f"
    na_value = np.nan
    _is_numeric = True

    @classmethod
    def construct_array_type(cls) -> builtins.type[TracedArray]:
        return TracedArray

    def _get_common_dtype(self, dtypes: list[object]) -> Any:
        plain = all(isinstance(one, TracedDtype) or getattr(one, "kind", "") in "iuf" for one in dtypes)
        return self if plain else None


class TracedArray(ExtensionArray):
    """Floats, each beside the origin that leads to its figures and statistics (None: it leads to no source)."""

    # Before numpy's own arrays, and as pandas' own columns.
    __array_priority__ = 1000

    def __init__(self, values: Any, sources: Any):
        self._values = np.asarray(values, dtype=float)
        self._origins = np.empty(len(self._values), dtype=object)
        # One by one: numpy would take apart what is a tuple.
        for at, origin in enumerate(sources):
            self._origins[at] = origin

    @classmethod
    def _made(cls, values: Floats, sources: npt.NDArray[np.object_]) -> TracedArray:
        made = cls.__new__(cls)
        made._values, made._origins = values, sources
        return made

    @classmethod
    def _from_sequence(cls, scalars: Any, *, dtype: Any = None, copy: bool = False) -> TracedArray:
        if isinstance(scalars, TracedArray):
            return scalars.copy() if copy else scalars
        items = list(scalars)
        values = [np.nan if pd.isna(item) else float(item) for item in items]
        return cls(values, [getattr(item, "origin", None) for item in items])

    @classmethod
    def _from_factorized(cls, values: Any, original: TracedArray) -> TracedArray:
        return cls(values, [None] * len(values))

    @classmethod
    def _concat_same_type(cls, to_concat: Sequence[TracedArray]) -> TracedArray:
        parts = list(to_concat)
        return cls._made(np.concatenate([p._values for p in parts]), np.concatenate([p._origins for p in parts]))

    @property
    def origins(self) -> list[Origin | None]:
        """The origin of each value."""
        return list(self._origins)

    @property
    def dtype(self) -> TracedDtype:
        return TracedDtype()

    @property
    def nbytes(self) -> int:
        return int(self._values.nbytes + self._origins.nbytes)

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Traced]:
        return map(Traced, self._values.tolist(), self._origins)

    def __getitem__(self, item: Any) -> Any:
        item = pd.api.indexers.check_array_indexer(self, item)
        if isinstance(item, int | np.integer):
            return Traced(self._values[item], self._origins[item])
        return self._made(self._values[item], self._origins[item])

    def __setitem__(self, key: Any, value: Any) -> None:
        key = pd.api.indexers.check_array_indexer(self, key)
        value = value.array if isinstance(value, pd.Series) else value
        if pd.api.types.is_scalar(value):
            self._values[key] = np.nan if pd.isna(value) else float(value)
            # One by one: numpy would take apart what is a tuple.
            for place in np.atleast_1d(np.arange(len(self))[key]):
                self._origins[place] = getattr(value, "origin", None)
        else:
            taken = self._from_sequence(value)
            self._values[key], self._origins[key] = taken._values, taken._origins

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[np.generic]:
        if dtype is not None and np.dtype(dtype) == object:
            made = np.empty(len(self), dtype=object)
            made[:] = list(self)
            return made
        return np.array(self._values, dtype=dtype)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        if any(isinstance(one, pd.Series | pd.DataFrame | pd.Index) for one in inputs):
            return NotImplemented
        if method != "__call__" or kwargs:
            raise functions.refused(f"{ufunc.__name__}.{method}" if method != "__call__" else ufunc.__name__)
        if ufunc in operators.UFUNCS:
            first, second = inputs
            turned = not isinstance(first, TracedArray)
            return operators.UFUNCS[ufunc](turned)(second if turned else first, first if turned else second)
        if len(inputs) == 1:
            with np.errstate(divide="ignore", invalid="ignore"):
                result = ufunc(self._values)
            if np.asarray(result).dtype.kind == "b":
                return result
            return -self if ufunc is np.negative else self._of_one(ufunc.__name__, result)
        raise functions.refused(ufunc.__name__)

    def _of_one(self, name: str, values: Floats) -> TracedArray:
        of_each = zip(self._values, values, self._origins, strict=True)
        return TracedArray(values, [functions.of_one(name, *before_after) for before_after in of_each])

    def isna(self) -> npt.NDArray[np.bool_]:
        missing: npt.NDArray[np.bool_] = np.isnan(self._values)
        return missing

    def take(self, indices: object, *, allow_fill: bool = False, fill_value: object = None) -> TracedArray:
        places = np.asarray(indices, dtype=np.intp)
        values = take(self._values, places, allow_fill=allow_fill, fill_value=np.nan)
        sources = take(self._origins, places, allow_fill=allow_fill, fill_value=None)
        if allow_fill:
            sources[places == -1] = None
        return self._made(np.asarray(values), np.asarray(sources, dtype=object))

    def copy(self) -> TracedArray:
        return self._made(self._values.copy(), self._origins.copy())

    def __neg__(self) -> TracedArray:
        return TracedArray(-self._values, map(origins.negative, self._origins))

    def __pos__(self) -> TracedArray:
        return self

    def __abs__(self) -> TracedArray:
        return self._of_one("absolute", np.abs(self._values))

    def astype(self, dtype: Any, copy: bool = True) -> Any:
        if isinstance(pd.api.types.pandas_dtype(dtype), TracedDtype):
            return self.copy() if copy else self
        if isinstance(pd.api.types.pandas_dtype(dtype), ExtensionDtype):
            return pd.array(self._values, dtype=dtype)
        return np.array(self, dtype=dtype)

    def round(self, decimals: int = 0, *args: object, **kwargs: object) -> TracedArray:
        """Return the numbers rounded, with the same sources."""
        return self._of_one("round", self._values.round(decimals))

    def map(self, mapper: Any, na_action: Any = None) -> Any:
        mapped = [item if na_action == "ignore" and item != item else mapper(item) for item in self]
        return self._from_sequence(mapped) if all(isinstance(item, Traced) for item in mapped) else pd.array(mapped)

    def _values_for_factorize(self) -> tuple[Floats, float]:
        return self._values, np.nan

    def _formatter(self, boxed: bool = False) -> Callable[[Any], str | None]:
        return lambda value: f"{float(value):.12g}"

    def _reduce(self, name: str, *, skipna: bool = True, keepdims: bool = False, **kwargs: object) -> Any:
        values = opened(name, self._values, self._origins)
        present = ~np.isnan(values) if skipna else np.ones(len(self), dtype=bool)
        value, origin = reduced(name, values[present], self._origins[present], **kwargs)
        return TracedArray([value], [origin]) if keepdims else Traced(value, origin)

    def _accumulate(self, name: str, *, skipna: bool = True, **kwargs: object) -> TracedArray:
        return TracedArray(*accumulated(name, self._values, self._origins, skipna=skipna))

    def _groupby_op(self, *, how: str, ids: object, ngroups: int, min_count: int = 0, **kwargs: object) -> Any:
        if how in RUNNING:
            return self._grouped(ids, ngroups, lambda part: part._accumulate(how))
        if how in ("idxmin", "idxmax"):
            return self._places(how, ids, ngroups)
        if how in functions.OF_GROUPS:
            raise functions.refused(how)
        if how not in OF_ALL and how not in OF_ONE:
            raise NotImplementedError(f"{how}: no rule says what such a number is made of")
        every = opened(how, self._values, self._origins)
        values, sources = np.full(ngroups, np.nan), np.empty(ngroups, dtype=object)
        for group, rows in enumerate(members(ids, ngroups)):
            kept = rows[~np.isnan(every[rows])]
            if len(kept) >= max(min_count, 1):
                settings = {"ddof": kwargs["ddof"]} if "ddof" in kwargs else {}
                values[group], sources[group] = reduced(how, every[kept], self._origins[kept], **settings)
        return self._made(values, sources)

    def _places(self, how: str, ids: Any, ngroups: int) -> npt.NDArray[np.intp]:
        """Return the row of each group's smallest or largest number, -1 for a group of none."""
        how = how.removeprefix("idx")
        every = opened(how, self._values, self._origins)
        places = np.full(ngroups, -1, dtype=np.intp)
        for group, rows in enumerate(members(ids, ngroups)):
            kept = rows[~np.isnan(every[rows])]
            if len(kept):
                origins.require_one_unit(self._origins[kept], how)
                places[group] = kept[OF_ONE[how](every[kept])]
        return places

    def _grouped(self, ids: Any, ngroups: int, calculate: Callable[[TracedArray], TracedArray]) -> TracedArray:
        made = self.copy()
        for rows in members(ids, ngroups):
            made[rows] = calculate(self[rows])
        return made


def members(ids: Any, ngroups: int) -> list[npt.NDArray[np.intp]]:
    order = np.argsort(ids, kind="stable")
    return np.split(order, np.searchsorted(ids[order], np.arange(ngroups + 1)))[1:-1] if ngroups else []


def _of_number(self: Traced, ufunc: object, method: str, *inputs: object, **kwargs: object) -> Any:
    """Return what a function of numpy makes of a number: as of a column of one."""
    column = TracedArray([self], [self.origin])
    made = column.__array_ufunc__(ufunc, method, *(column if one is self else one for one in inputs), **kwargs)
    return made[0] if isinstance(made, TracedArray | np.ndarray) and len(made) == 1 else made


for _name, _operator in operators.OPERATORS.items():
    setattr(TracedArray, _name, _operator)
# A number cannot know of columns, which are made of numbers.
setattr(Traced, "__array_ufunc__", _of_number)  # noqa: B010
