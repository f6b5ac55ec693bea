"""A number that knows its origin, and calculates with others as a float does."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, Self, SupportsIndex

import numpy as np

from cited.ledger.traced import functions, origins
from cited.ledger.traced.constants import with_constant
from cited.ledger.traced.origins import Origin

OPERATIONS: dict[str, Callable[[object, object], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class Traced(float):
    """A number that knows its `origin`; otherwise a float."""

    __slots__ = ("origin",)
    origin: Origin | None

    def __new__(cls, value: float, origin: Origin | None) -> Self:
        made = super().__new__(cls, value)
        made.origin = origin
        return made

    def __reduce__(self) -> tuple[type[Traced], tuple[float, Origin | None]]:
        return Traced, (float(self), self.origin)

    def __neg__(self) -> Traced:
        return Traced(-float(self), origins.negative(self.origin))

    def __abs__(self) -> Traced:
        return self._of_one("absolute", abs(float(self)))

    def __round__(self, digits: SupportsIndex | None = None) -> Traced:  # type: ignore[override]  # it keeps its origin
        return self._of_one("round", round(float(self), digits or 0))

    def _of_one(self, name: str, value: float) -> Traced:
        return Traced(value, functions.of_one(name, float(self), value, self.origin))


def _scalar(sign: str, turned: bool) -> Callable[[Traced, object], object]:
    def calculate(self: Traced, other: object) -> object:
        if not isinstance(other, int | float | np.number):
            return NotImplemented
        first, second = (float(other), float(self)) if turned else (float(self), float(other))
        if isinstance(other, Traced):
            pair = (other.origin, self.origin) if turned else (self.origin, other.origin)
            made = origins.calculated(sign, *pair, ends=first != second)
            return Traced(OPERATIONS[sign](first, second), made)
        return Traced(OPERATIONS[sign](first, second), with_constant(sign, self.origin, float(other), turned=turned))

    return calculate


def _power(sign: str, turned: bool) -> Callable[[Traced, object], object]:
    def calculate(self: Traced, other: object) -> object:
        if not isinstance(other, int | float | np.number):
            return NotImplemented
        if turned or isinstance(other, Traced):
            raise functions.refused(sign)
        made = functions.with_constant(sign, self.origin, float(other))
        return Traced(functions.OPERATIONS[sign](float(self), float(other)), made)

    return calculate


def _compared(name: str) -> Callable[[Traced, object], object]:
    plain = getattr(float, name)

    def compare(self: Traced, other: object) -> object:
        if isinstance(other, Traced):
            origins.require_comparable([self.origin], [other.origin])
        return plain(self, other)

    return compare


for _name in ("__lt__", "__le__", "__gt__", "__ge__"):
    setattr(Traced, _name, _compared(_name))
for _name, _sign in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/")):
    setattr(Traced, f"__{_name}__", _scalar(_sign, False))
    setattr(Traced, f"__r{_name}__", _scalar(_sign, True))
for _name, _sign in (("pow", "**"), ("floordiv", "//"), ("mod", "%")):
    setattr(Traced, f"__{_name}__", _power(_sign, False))
    setattr(Traced, f"__r{_name}__", _power(_sign, True))
