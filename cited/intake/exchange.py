"""The exchange rates that a document implies where it prints an amount in two currencies."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from cited.intake.precision import claimed
from cited.intake.related import Related, Said
from cited.ledger.hedges import Interval


class Rate(NamedTuple):
    """What a pair of amounts allows their rate to be, and the period that the sentence gives them."""

    bounds: Interval
    period: str


Rates = dict[tuple[str, str], list[Rate]]


def rates(relations: Sequence[Related], figures: Sequence[Said]) -> Rates:
    """Return the rates that a document implies, for each pair of currencies, the second amount's first."""
    known: Rates = {}
    for relation in relations:
        if relation.kind == "currencies":
            second, first = (figures[index] for index in relation.figures)
            pair = second.quantity.unit, first.quantity.unit
            known.setdefault(pair, []).append(Rate(rate(second, first), second.quantity.period))
    return known


def rate(second: Said, first: Said) -> Interval:
    """Return the rate that two amounts allow: end by end, so that a range for a range gives one rate."""
    one, other = claimed(second), claimed(first)
    ends = [
        a / b
        for a in (one.lower, one.upper)
        for b in (other.lower, other.upper)
        if b and not math.isinf(a) and not math.isinf(b)
    ]
    return Interval(min(ends), max(ends)) if ends else Interval(-math.inf, math.inf)
