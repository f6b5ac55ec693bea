"""What a hedged figure commits to: an interval, from the hedge and the precision of the printed number.

The study is S. Ferson, J. O'Rawe, A. Antonenko and others, "Natural language of uncertainty: numeric hedge
words", International Journal of Approximate Reasoning 57 (2015), which asked many people what range a hedged
number implies. Three findings, stated in its abstract and highlights, shape the rule: readers differ widely
and there may be as few as three kinds of hedges, so words are grouped; what a hedge implies depends on the
magnitude and the roundness of the number, so every width is counted in units of the last significant digit.
PyUncertainNumber, a library that interprets such hedges, documents a bare `7` as half a unit on each side
and `about 7` as two units on each side. `WIDTHS` says of each hedge which of these it is from.
"""

import math
import re
from enum import StrEnum
from typing import NamedTuple


class Hedge(StrEnum):
    """The word that hedges a number, as the column `hedge` has it."""

    NONE = ""
    ABOUT = "about"
    ALMOST = "almost"
    LITTLE_MORE = "little more than"
    MORE = "more than"
    AT_LEAST = "at least"
    LESS = "less than"
    UP_TO = "up to"
    RANGE = "range"
    MAGNITUDE = "order of magnitude"

    @classmethod
    def _missing_(cls, value: object) -> "Hedge":
        raise ValueError(f"“{value}” is not a hedge of the ledger; expected one of {', '.join(filter(None, cls))}")


class Width(NamedTuple):
    """How far a hedge reaches: units of the last digit below and above, the most either may be as a share of the
    number (which keeps one round digit, `about $50 billion`, from meaning nothing), and where the width is from."""

    below: float
    above: float
    ceiling: float
    source: str


LIBRARY, OURS = "the width follows the software library PyUncertainNumber; the limit is ours", "our rule"
# Of the hedges of one number.
WIDTHS: dict[Hedge, Width] = {
    Hedge.NONE: Width(0.5, 0.5, 0.05, LIBRARY),
    Hedge.ABOUT: Width(2, 2, 0.1, LIBRARY),
    Hedge.ALMOST: Width(1, 0, 0.05, OURS),
    Hedge.LITTLE_MORE: Width(0, 2, 0.1, OURS),
}
ABOVE = (Hedge.MORE, Hedge.AT_LEAST)
BELOW = (Hedge.LESS, Hedge.UP_TO)
WORDS = "the words themselves"
# Hundreds are at least two of them. Our rule.
PLURAL = 2
# The next word that a writer would have used: after bare thousands millions, after tens of thousands hundreds of them.
_BARE = (1e3, 1e6, 1e9, 1e12)


class Scale(NamedTuple):
    """By what the widths of the rule are multiplied, to see how much hangs on them: units, ceilings, what a revision
    may change, and whether the last digit may be one apart."""

    units: float = 1
    ceilings: float = 1
    last_digit: bool = True
    revision: float = 1


STANDARD = Scale()

# The words of a magnitude with the power that the ledger has as low.
MAGNITUDES = {
    "double digit": 1e1,
    "hundreds": 1e2,
    "thousands": 1e3,
    "tens of thousands": 1e4,
    "hundreds of thousands": 1e5,
    "millions": 1e6,
    "tens of millions": 1e7,
    "hundreds of millions": 1e8,
    "billions": 1e9,
}


# Digits with their thousands separators (`63, 928` has a blank too many) and decimals.
_GROUPED = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f ] ?\d{3})+")
_NUMERAL = re.compile(r"\d+(?:[,.\u00a0\u202f ] ?\d+)*")


class Reach(NamedTuple):
    """How far words reach below and above a number, the most either may be, and where that is from, in words."""

    words: str
    below: str
    above: str
    most: str
    source: str


class Interval(NamedTuple):
    """The bounds of what is claimed; infinite where the words leave that side open."""

    lower: float
    upper: float


def interval(low: float | None, high: float | None, hedge: Hedge, printed: str, scale: Scale = STANDARD) -> Interval:
    """Return the interval that a figure commits to, in the unit of `low` and `high`.

    `low`, `high` and `hedge` are the ledger's cells (None or NaN where a cell is empty), `printed` the
    document's characters, which show the precision. No hedge reaches half a unit of the last significant
    digit to each side, `about` two, `almost` one below, `little more than` two above, none further than its
    share in `WIDTHS`. `more than` and `at least` are open above, `less than` and `up to` below: the words of
    each pair differ only in whether the number itself is claimed, which the bounds do not show. A `range`
    reaches from end to end, an `order of magnitude` from two of it to the next word that a writer would have used
    (hundreds of thousands to a million, bare millions to a billion; double digit from ten to a hundred).
    Raises ValueError where both ends are missing.
    """
    if not isinstance(hedge, Hedge):
        raise TypeError(f"{hedge!r} is no Hedge; expected Hedge({hedge!r})")
    ends = [float(end) for end in (low, high) if end is not None and not math.isnan(end)]
    if not ends:
        raise ValueError(f"“{printed}” has neither low nor high")
    if hedge in WIDTHS:
        below, above, ceiling, _ = WIDTHS[hedge]
        below, above, ceiling = below * scale.units, above * scale.units, ceiling * scale.ceilings
        if ends[0] < 0:
            # Almost -5 is nearer to zero than -5.
            below, above = above, below
        lower = ends[0] - _reach(ends[0], printed, below, ceiling)
        return Interval(lower, ends[-1] + _reach(ends[-1], printed, above, ceiling))
    if hedge in ABOVE:
        return Interval(ends[0], math.inf)
    if hedge in BELOW:
        return Interval(-math.inf, ends[-1])
    if hedge == Hedge.RANGE:
        return Interval(ends[0] if low == ends[0] else -math.inf, ends[-1] if high == ends[-1] else math.inf)
    plural = 1 if "digit" in printed.lower() else PLURAL
    return Interval(plural * ends[0], ends[0] * (1000 if ends[0] in _BARE else 10))


def stated(low: float, high: float, hedge: Hedge, printed: str) -> tuple[float, float]:
    """Return the ends of a figure as a number says them, NaN for an open one: `low` and `high`, as printed.

    Of an order of magnitude the lower is that of `interval`, at least two of it, as a plural says; how far the words
    reach upwards is our rule and nothing that they state.
    """
    if hedge != Hedge.MAGNITUDE:
        return low, high
    return interval(low, high, hedge, printed).lower, math.nan


def reaches() -> list[Reach]:
    """Return how far every hedge of the ledger reaches: those of one number, of a limit, of a range, of a magnitude."""
    rows = [
        Reach(hedge or "no hedge", _units(wide.below), _units(wide.above), f"{100 * wide.ceiling:g}%", wide.source)
        for hedge, wide in WIDTHS.items()
    ]
    rows += [Reach(hedge, "nothing", "no limit", "", WORDS) for hedge in ABOVE]
    rows += [Reach(hedge, "no limit", "nothing", "", WORDS) for hedge in BELOW]
    rows.append(Reach(Hedge.RANGE, "nothing below its first number", "nothing above its second", "", WORDS))
    for name, power in MAGNITUDES.items():
        ends = interval(power, None, Hedge.MAGNITUDE, name)
        source = WORDS if "digit" in name else OURS
        rows.append(Reach(name, f"from {ends.lower:,.0f}", f"to {ends.upper:,.0f}", "", source))
    return rows


def unit(value: float, printed: str) -> float:
    """Return the worth of the last significant digit of a printed number, in the unit of the value.

    Zeros at the end of a whole number are not significant. A number in words has the digits of its value, and one
    with a half the half; another fraction in words (`a third`) has none, so that the unit is infinite.

    >>> unit(3_900_000_000_000, "$3.9 trillion"), unit(63_900, "63,900"), unit(100 / 3, "a third")
    (100000000000.0, 100.0, inf)
    """
    for numeral in _NUMERAL.findall(printed):
        for digits, decimals in _readings(numeral):
            number = int(digits) / 10**decimals
            scale = abs(value) / number if number else 0
            if scale > 0.99 and math.isclose(scale, 10 ** round(math.log10(scale)), rel_tol=1e-9):
                return 10.0 ** (_zeros(digits, decimals) - decimals) * 10.0 ** round(math.log10(scale))
    if re.search(r"\bhalf\b", printed) and math.isclose(abs(value) % 1, 0.5):
        return 0.5
    tenths = round(abs(value) * 10)
    if not math.isclose(tenths, abs(value) * 10, rel_tol=1e-9) or not tenths:
        return math.inf
    return 10.0 ** (_zeros(str(tenths), 0) - 1)


def _units(units: float) -> str:
    return f"{units:g} unit{'' if units == 1 else 's'} of the last digit" if units else "nothing"


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
