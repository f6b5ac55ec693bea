"""What a hedged figure commits to: an interval, from the hedge and the precision of the printed number.

The study is S. Ferson, J. O'Rawe, A. Antonenko and others, "Natural language of uncertainty: numeric hedge
words", International Journal of Approximate Reasoning 57 (2015), which asked many people what range a hedged
number implies. Three findings, stated in its abstract and highlights, shape the rule: readers differ widely
and there may be as few as three kinds of hedges, so words are grouped; what a hedge implies depends on the
magnitude and the roundness of the number, so every width is counted in units of the last significant digit.
PyUncertainNumber, a library that interprets such hedges, documents a bare `7` as half a unit on each side
and `about 7` as two units on each side; those two widths are used here.

Everything else is this project's rule and no number of the study: the ceilings, which keep one round digit
(`about $50 billion`, `almost $4 trillion`) from meaning nothing, the one unit below of `almost`, the two
units above of `little more than`, and the bounds of every other hedge.
"""

import math
import re
from typing import NamedTuple

# Hedge: (units below, units above, the most either may be as a share of the number).
WIDTHS = {
    "": (0.5, 0.5, 0.05),
    "about": (2, 2, 0.1),
    "almost": (1, 0, 0.05),
    "little more than": (0, 2, 0.1),
}
ABOVE = ("more than", "at least")
BELOW = ("less than", "up to")

# Digits with their thousands separators (`63, 928` has a blank too many) and decimals.
_GROUPED = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f ] ?\d{3})+")
_NUMERAL = re.compile(r"\d+(?:[,.\u00a0\u202f ] ?\d+)*")


class Interval(NamedTuple):
    """The bounds of what is claimed; infinite where the words leave that side open."""

    lower: float
    upper: float


def interval(low: float | None, high: float | None, hedge: str, printed: str) -> Interval:
    """Return the interval that a figure commits to, in the unit of `low` and `high`.

    `low`, `high` and `hedge` are the ledger's cells (None or NaN where a cell is empty), `printed` the
    document's characters, which show the precision. No hedge reaches half a unit of the last significant
    digit to each side, `about` two, `almost` one below, `little more than` two above, none further than its
    share in `WIDTHS`. `more than` and `at least` are open above, `less than` and `up to` below: the words of
    each pair differ only in whether the number itself is claimed, which the bounds do not show. A `range`
    reaches from end to end, an `order of magnitude` to the next power of ten. Raises ValueError where both
    ends are missing or the hedge is none of the ledger's.
    """
    ends = [float(end) for end in (low, high) if end is not None and not math.isnan(end)]
    if not ends:
        raise ValueError(f"“{printed}” has neither low nor high")
    if hedge in WIDTHS:
        below, above, ceiling = WIDTHS[hedge]
        if ends[0] < 0:
            # Almost -5 is nearer to zero than -5.
            below, above = above, below
        lower = ends[0] - _reach(ends[0], printed, below, ceiling)
        return Interval(lower, ends[-1] + _reach(ends[-1], printed, above, ceiling))
    if hedge in ABOVE:
        return Interval(ends[0], math.inf)
    if hedge in BELOW:
        return Interval(-math.inf, ends[-1])
    if hedge == "range":
        return Interval(ends[0] if low == ends[0] else -math.inf, ends[-1] if high == ends[-1] else math.inf)
    if hedge == "order of magnitude":
        return Interval(ends[0], 10 * ends[0])
    raise ValueError(f"“{hedge}” is no hedge of the ledger; “{printed}” cannot be read")


def unit(value: float, printed: str) -> float:
    """Return the worth of the last significant digit of a printed number, in the unit of the value.

    Zeros at the end of a whole number are not significant. A number in words has the digits of its value;
    a fraction in words (`a third`) has none, so that the unit is infinite.
    """
    for numeral in _NUMERAL.findall(printed):
        for digits, decimals in _readings(numeral):
            number = int(digits) / 10**decimals
            scale = abs(value) / number if number else 0
            if scale > 0.99 and math.isclose(scale, 10 ** round(math.log10(scale)), rel_tol=1e-9):
                return 10 ** (_zeros(digits, decimals) - decimals) * 10 ** round(math.log10(scale))
    tenths = round(abs(value) * 10)
    if not math.isclose(tenths, abs(value) * 10, rel_tol=1e-9) or not tenths:
        return math.inf
    return 10 ** (_zeros(str(tenths), 0) - 1)


def _reach(value: float, printed: str, units: float, ceiling: float) -> float:
    return min(units * unit(value, printed), ceiling * abs(value)) if units else 0.0


def _readings(numeral: str) -> list[tuple[str, int]]:
    """The digits and the number of decimals, the likelier reading first: `1,105` may be a thousand or one."""
    digits = re.sub(r"\D", "", numeral)
    decimal = re.search(r"[.,](\d+)$", numeral)
    if not decimal:
        return [(digits, 0)]
    readings = [(digits, len(decimal[1])), (digits, 0)]
    return readings[::-1] if _GROUPED.fullmatch(numeral) else readings


def _zeros(digits: str, decimals: int) -> int:
    """Zeros at the end that say nothing: none after a decimal mark."""
    return 0 if decimals else len(digits) - len(digits.rstrip("0"))
