"""The exchange rates that a document implies where it prints an amount in two currencies."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from cited.intake.consistency.precision import claimed
from cited.intake.consistency.related import Mention, Related
from cited.ledger.agreement.hedges import Interval


class Rate(NamedTuple):
    """What a pair of amounts allows their rate to be, the period that the sentence gives them, and where it stands."""

    bounds: Interval
    period: str
    place: tuple[int, int]


class Printed(NamedTuple):
    """An exchange rate as a sentence prints it, and the rates that round to it."""

    printed: str
    bounds: Interval


# `at 6.9 yuan to the dollar`, `at the exchange rate of 1.10`, `at 1.10`; no price and no interest.
_RATE = re.compile(
    r"\b(?:at (?:an? |the )?(?:\w+ )?(?:exchange rate|rate) of|exchange rate of|at)"
    r"(?: about| around)? (?:[A-Z]{3} ?|[$€£¥])?(?P<rate>\d{1,5}(?:\.\d{1,5})?)(?![\d.]*\d|\s?(?:%|per ?cent))"
    r"(?:(?: [A-Za-z]{3,12})? (?:to|per|for|against) (?:the|an?|one|1|each|every)? ?"
    r"(?:[A-Za-z]+ )?(?:[A-Z]{3}|[a-z]+)\b"
    r"|(?=\s?(?:[.,;)]|$)(?!\d)))",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d+\.\d{2,}")
Rates = dict[tuple[str, str], list[Rate]]


def rates(relations: Sequence[Related], figures: Sequence[Mention]) -> Rates:
    """Return the rates that a document implies, for each pair of currencies, the second amount's first."""
    known: Rates = {}
    for relation in relations:
        if relation.kind == "currencies":
            second, first = (figures[index] for index in relation.figures)
            pair = second.quantity.unit, first.quantity.unit
            known.setdefault(pair, []).append(Rate(rate(second, first), second.quantity.period, place(second)))
    return known


def rate(second: Mention, first: Mention) -> Interval:
    """Return the rate that two amounts allow: end by end, so that a range for a range gives one rate."""
    one, other = claimed(second), claimed(first)
    ends = [
        a / b
        for a in (one.lower, one.upper)
        for b in (other.lower, other.upper)
        if b and not math.isinf(a) and not math.isinf(b)
    ]
    return Interval(min(ends), max(ends)) if ends else Interval(-math.inf, math.inf)


def place(one: Mention) -> tuple[int, int]:
    """Return where the sentence of a figure stands: its line, and where it begins there."""
    return one.quantity.line, one.opening


def printed_rate(one: Mention, known: Rates) -> Printed | None:
    """Return the exchange rate that the sentence of an amount prints, or None; a bare number needs two decimals.

    Of a sentence with amounts in more than two currencies it is not known whose rate it prints.
    """
    if sum(place(one) in {held.place for held in pairs} for pairs in known.values()) > 1:
        return None
    for match in _RATE.finditer(one.words):
        words, text = match[0], match["rate"]
        told = re.search(r"exchange|rate| (?:to|per|for|against) ", words) or _BARE.fullmatch(text)
        if told and float(text):
            half = 0.5 * 10.0 ** -len(text.partition(".")[2])
            return Printed(text, Interval(float(text) - half, float(text) + half))
    return None
