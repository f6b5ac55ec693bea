"""What numpy's functions and the rarer operators make of numbers that know their sources: kept by a rule, or refused.

A growth rate is a root of a ratio, so powers and logarithms of plain ratios are kept. What would have no unit, or is
made in a way that no rule says, is refused by name: `astype(float)` gives plain numbers for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from cited.ledger.traced.constants import scaled
from cited.ledger.traced.hedged_ends import AT_LEAST, AT_MOST
from cited.ledger.traced.origins import Origin, ProvenanceError, negative, require_comparable
from cited.ledger.traced.reductions import Floats

PLAIN = "take the plain numbers with astype(float), which lead to no source"
# Of one number: what the result is called; those of `SAME` keep the unit, the others want a plain ratio.
SAME = {
    "absolute": "without its sign",
    "rint": "rounded",
    "round": "rounded",
    "floor": "rounded down",
    "ceil": "rounded up",
    "trunc": "without its fraction",
}
OF_RATIO = {
    "sqrt": "square root",
    "cbrt": "cube root",
    "log": "natural logarithm",
    "log2": "binary logarithm",
    "log10": "decimal logarithm",
    "log1p": "natural logarithm of one more",
    "exp": "exponential",
    "expm1": "exponential less one",
}
# What pandas would ask of groups in its own way, and then refuse in words of its own.
OF_GROUPS = ("prod", "rank", "sem", "skew", "kurt", "cumprod")
# Of a number and a constant after it.
CONSTANT = {"**": "to the power of a constant", "//": "whole times a constant", "%": "remainder by a constant"}
OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {"**": np.power, "//": np.floor_divide, "%": np.remainder}


def of_one(name: str, before: float, after: float, origin: Origin | None) -> Origin | None:
    """Return the origin of a function of one number, given both; as it was where the number stays the same.

    Raises ProvenanceError for a function that no rule explains, and for one of ratios where the number has a unit.
    """
    if name not in SAME and name not in OF_RATIO:
        raise ProvenanceError(f"{name}: no rule says what such a number is made of; {PLAIN}")
    if origin is None:
        return None
    if name in OF_RATIO and origin.unit:
        raise ProvenanceError(f"{name}: of {origin.unit} it has no unit; divide by another amount first, or {PLAIN}")
    if before == after or before != before:
        return origin
    if name != "absolute" and origin.hedge == (AT_LEAST if after > before else AT_MOST):
        raise ProvenanceError(
            f"{SAME.get(name, name)}: {origin.sources[0].name} is known as {origin.hedge} {before:.12g}, which is not "
            f"{origin.hedge} {after:.12g}; round {'down' if after > before else 'up'}, by `numpy."
            f"{'floor' if after > before else 'ceil'}`, or leave it"
        )
    if name == "absolute":
        origin = negative(origin) or origin
    return _then(origin, SAME.get(name) or OF_RATIO[name])


def with_constant(sign: str, origin: Origin | None, constant: float) -> Origin | None:
    """Return the origin of a number under `**`, `//` or `%` by a plain one; refuses the power of an amount."""
    if sign == "**" and origin is not None and origin.unit and constant != 1:
        raise ProvenanceError(f"**: a power of {origin.unit} has no unit; divide by another amount first, or {PLAIN}")
    if sign == "%" and origin is not None and origin.hedge in (AT_LEAST, AT_MOST):
        raise ProvenanceError(f"%: the remainder of what is known as {origin.hedge} so much has no bound; {PLAIN}")
    if sign in ("//", "%") and origin is not None:
        origin = scaled("/", origin, abs(constant))
    if origin is None or (sign == "**" and constant == 1):
        return origin
    if sign == "**" and constant < 0:
        origin = negative(origin) or origin
    return _then(origin, CONSTANT[sign])


def refused(name: str) -> ProvenanceError:
    """Return what is raised for an operator or a function that no rule explains."""
    return ProvenanceError(f"{name}: no rule says what such a number is made of; {PLAIN}")


def chosen(
    name: str, pair: tuple[Floats, Floats], sources: tuple[list[Any], list[Any]]
) -> tuple[Floats, list[Origin | None]]:
    """Return the larger or the smaller of two columns, pair by pair, each number with its own origin.

    Raises ProvenanceError where two of a pair are in two units.
    """
    require_comparable(*sources)
    first, second = np.broadcast_arrays(*pair)
    values = getattr(np, name)(first, second)
    return values, [
        one if value == left else other for value, left, one, other in zip(values, first, *sources, strict=True)
    ]


def _then(origin: Origin, rule: str) -> Origin:
    joined = f"{origin.rule}, then {rule}" if origin.rule and origin.rule != rule else rule
    return Origin(origin.sources, origin.unit, joined, origin.hedge)
