"""The operators of columns whose numbers know their sources, and the same by numpy's names.

A column is told by its own type, since that type is made of these.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from cited.ledger.traced import functions, origins
from cited.ledger.traced.constants import with_constant
from cited.ledger.traced.number import OPERATIONS, Traced
from cited.ledger.traced.reductions import paired

# Of a column and what stands beside the operator.
Operator = Callable[[Any, Any], Any]


def _array(sign: str, turned: bool) -> Operator:
    def calculate(self: Any, other: Any) -> Any:
        if isinstance(other, pd.Series | pd.DataFrame | pd.Index):
            return NotImplemented
        if isinstance(other, Traced):
            other = type(self)([other] * len(self), [other.origin] * len(self))
        plain = other._values if isinstance(other, type(self)) else np.asarray(other, dtype=float)
        pair = (plain, self._values) if turned else (self._values, plain)
        with np.errstate(divide="ignore", invalid="ignore"):
            values = OPERATIONS[sign](*pair)
        if isinstance(other, type(self)):
            held = (other._origins, self._origins) if turned else (self._origins, other._origins)
            made = paired(sign, pair, held, values)
        else:
            constants = np.broadcast_to(plain, self._values.shape).tolist()
            pairs = zip(self._origins, constants, strict=True)
            made = [with_constant(sign, origin, constant, turned=turned) for origin, constant in pairs]
        return type(self)(values, made)

    return calculate


def _compared(compare: Operator) -> Operator:
    def calculate(self: Any, other: Any) -> Any:
        if isinstance(other, pd.Series | pd.DataFrame | pd.Index):
            return NotImplemented
        if isinstance(other, Traced):
            other = type(self)([other] * len(self), [other.origin] * len(self))
        if not isinstance(other, type(self)):
            return compare(self._values, other)
        if compare not in (operator.eq, operator.ne):
            origins.require_comparable(self._origins, other._origins)
        return compare(self._values, other._values)

    return calculate


def _either(compare: Any, turned_compare: Any, turned: bool) -> Operator:
    return _compared(turned_compare if turned else compare)


def _powers(sign: str, turned: bool) -> Operator:
    def calculate(self: Any, other: Any) -> Any:
        if isinstance(other, pd.Series | pd.DataFrame | pd.Index):
            return NotImplemented
        if turned or isinstance(other, Traced | type(self)):
            raise functions.refused(sign)
        constants = np.broadcast_to(np.asarray(other, dtype=float), self._values.shape)
        with np.errstate(divide="ignore", invalid="ignore"):
            values = functions.OPERATIONS[sign](self._values, constants)
        pairs = zip(self._origins, constants.tolist(), strict=True)
        return type(self)(values, [functions.with_constant(sign, *pair) for pair in pairs])

    return calculate


def _chosen(name: str) -> Operator:
    def calculate(self: Any, other: Any) -> Any:
        if isinstance(other, Traced):
            other = type(self)([other] * len(self), [other.origin] * len(self))
        if not isinstance(other, type(self)):
            raise functions.refused(f"{name} with a constant")
        pair = (self._values, other._values)
        return type(self)(*functions.chosen(name, pair, (self.origins, other.origins)))

    return calculate


def _placed(name: str) -> Any:
    """Return how the place of the smallest or largest number is found, which wants numbers of one unit."""
    find = getattr(ExtensionArray, name)

    def place(self: Any, skipna: bool = True) -> Any:
        origins.require_one_unit(self._origins[~self.isna()], name)
        return find(self, skipna)

    return place


OPERATORS: dict[str, Operator] = {name: _placed(name) for name in ("argmin", "argmax")}
UFUNCS: dict[Any, Callable[[bool], Operator]] = {
    np.maximum: lambda turned: _chosen("maximum"),
    np.minimum: lambda turned: _chosen("minimum"),
}
for _name, _sign in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/")):
    OPERATORS[f"__{_name}__"] = _array(_sign, False)
    OPERATORS[f"__r{_name}__"] = _array(_sign, True)
SIGNS: dict[Any, str] = {np.add: "+", np.subtract: "-", np.multiply: "*", np.divide: "/"}
for _ufunc, _sign in SIGNS.items():
    UFUNCS[_ufunc] = partial(_array, _sign)
for _name, _sign in (("pow", "**"), ("floordiv", "//"), ("mod", "%")):
    OPERATORS[f"__{_name}__"] = _powers(_sign, False)
    OPERATORS[f"__r{_name}__"] = _powers(_sign, True)
    UFUNCS[functions.OPERATIONS[_sign]] = partial(_powers, _sign)
# numpy's comparisons, with their operator, and the one that says the same of the two turned round.
COMPARISONS: list[tuple[Any, str, str]] = [
    (np.equal, "eq", "eq"),
    (np.not_equal, "ne", "ne"),
    (np.less, "lt", "gt"),
    (np.less_equal, "le", "ge"),
    (np.greater, "gt", "lt"),
    (np.greater_equal, "ge", "le"),
]
for _ufunc, _name, _turned in COMPARISONS:
    OPERATORS[f"__{_name}__"] = _compared(getattr(operator, _name))
    UFUNCS[_ufunc] = partial(_either, getattr(operator, _name), getattr(operator, _turned))
