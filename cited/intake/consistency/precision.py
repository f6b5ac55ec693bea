"""How exact the figures in a relation are: by the last place that any of them prints, not each alone.

Who prints 2 million beside 2.5 million has counted both in tenths; who prints 1,200 beside 503 has counted both one by
one. A hedged figure commits to what `cited.ledger.agreement.hedges` says.
"""

import math
import re
from collections.abc import Sequence

from cited.intake.consistency.related import TIMES, Mention
from cited.ledger.agreement.hedges import WIDTHS, Hedge, Interval, interval

_NUMERAL = re.compile(r"\d+(?:[,.\u00a0\u202f’' ] ?\d+)*")
# Zeros at the end of a whole number printed in full may be rounded, to this share of it at most.
_ROUNDED = 0.01
_CEILING = WIDTHS[Hedge.NONE].ceiling
# A verb such as `doubled` says less than a number: it bends as `about two` does.
_VERB = re.compile(r"(?:doubl|tripl|trebl|quadrupl|halv)", re.IGNORECASE)
_HALVED = re.compile(r"\bhalv(?:ed|es|ing)\b", re.IGNORECASE)
# Units that are measured, and so rounded even where every digit is printed.
_MEASURED = re.compile(r"[A-Z0-9]|ton|litre|liter|metre|meter|\bkm|\bha\b|hectare|barrel|watt|acre|mile|gram|percent")


def claimed(one: Mention) -> Interval:
    """Return what a quantity commits to by itself, hedge and printed precision included, in its unit."""
    quantity = one.quantity
    hedge = quantity.hedge
    if _HALVED.search(quantity.printed) and quantity.low and quantity.high is None:
        # More than halved: what is left is less than half.
        return Interval(0.0, quantity.low)
    if quantity.unit == "times" and hedge == Hedge.NONE and _VERB.search(quantity.printed):
        hedge = Hedge.ABOUT
    return interval(quantity.low, quantity.high, hedge, quantity.printed)


def together(figures: Sequence[Mention]) -> list[Interval]:
    """Return what figures of one unit commit to beside each other, in order."""
    bare = [one for one in figures if one.quantity.hedge == Hedge.NONE]
    place = min((last_place(one) for one in bare), default=math.inf)
    return [_within(one, place) if one.quantity.hedge == Hedge.NONE else claimed(one) for one in figures]


def scaled_like(one: Mention, other: Mention) -> Mention:
    """Return a bare number in the unit and scale of another: in `USD 14 billion: exports 52`, 52 are billions, too."""
    model, bare = one.quantity, other.quantity
    if bare.unit or not model.unit or not model.low or not (numeral := _NUMERAL.search(model.printed)):
        return other
    scales = [model.low / number for number, _ in _readings(numeral[0]) if number]
    scale = next((one for one in scales if math.isclose(one, 10 ** round(math.log10(one)), rel_tol=1e-9)), 1.0)
    low, high = (None if end is None else end * scale for end in (bare.low, bare.high))
    return other._replace(quantity=bare._replace(low=low, high=high, unit=model.unit))


def last_place(one: Mention) -> float:
    """Return the worth of the last place that a figure prints, in its unit; infinite for a number in words."""
    quantity = one.quantity
    value = abs(quantity.high if quantity.high is not None else quantity.low or 0.0)
    for numeral in _NUMERAL.findall(quantity.printed):
        for number, place in _readings(numeral):
            scale = value / number if number else 0.0
            if scale and math.isclose(scale, 10 ** round(math.log10(scale)), rel_tol=1e-9):
                if round(math.log10(scale)) or place < 1:
                    return place * 10.0 ** round(math.log10(scale))
                return _whole(int(number))
    return 1.0 if value < 1e5 and value == int(value) else math.inf


def _whole(number: int) -> float:
    """The last place of a whole number printed in full: zeros at its end may be rounded, if they are few."""
    text = str(number)
    zeros = len(text) - len(text.rstrip("0"))
    return float(10 ** max(0, min(zeros, math.floor(math.log10(number * _ROUNDED)) if number > 1 / _ROUNDED else 0)))


def _readings(numeral: str) -> list[tuple[float, float]]:
    """The number and its last place, as thousands and as decimals."""
    digits = re.sub(r"\D", "", numeral)
    decimals = re.search(r"[.,](\d+)$", numeral)
    whole = (float(digits), 1.0)
    if not decimals:
        return [whole]
    places = len(decimals[1])
    parted = (int(digits) / 10**places, 10.0**-places)
    return [whole, parted] if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", numeral) else [parted, whole]


def _within(one: Mention, place: float) -> Interval:
    quantity = one.quantity
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    half = 0.0 if place == 1 and not _MEASURED.search(quantity.unit) and quantity.unit not in TIMES else place / 2
    low, high = (min(half, _CEILING * abs(end)) for end in (ends[0], ends[-1]))
    return Interval(ends[0] - low, ends[-1] + high)
