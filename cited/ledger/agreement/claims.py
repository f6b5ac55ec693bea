"""What a figure claims, and how far a published statistic is from it: the part of the verdict's rule that compares."""

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from cited.ledger.agreement import hedges
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.store.outcomes import Outcome

# Why a statistic agrees or not: the clause of the rule that decided.
INSIDE = "within what the words claim"
ROUNDS = "rounds to the printed number"
COARSE = "within half of the statistic’s last digit"
LAST = "one apart in the last digit"
OUTSIDE = "outside what the words claim"
UNDERSTATES = "within what the words claim, which understate it"
# Of a statistic that is a part of what the figure counts.
EXCEEDED = "less than was counted in a part of its time"
WHOLE = "not less than was counted in a part of its time"
OVERSTATES = "within what the words claim, which overstate it"
# From here on a limit that holds says too little. Our rule.
FAR = 2

# Of a number in its last digit: what cutting off instead of rounding does, not one country more or less of a dozen.
LAST_SHARE = 0.005
# No rounding is trusted further than that of a bare number.
CEILING = hedges.WIDTHS[Hedge.NONE].ceiling
# A factor this near to a power of ten is one: misplaced thousands, millions.
POWER_SHARE = 0.05
POWERS = {1: "ten", 2: "a hundred", 3: "a thousand", 6: "a million", 9: "a billion"}


class Claim(NamedTuple):
    """What a figure claims: its interval, that of the bare number without the hedge, the ends of what is printed
    (infinite where the words leave one open), and the worth of the last digit (infinite for a fraction in words)."""

    bounds: hedges.Interval
    rounded: hedges.Interval
    ends: tuple[float, float]
    digit: float


class Statistic(NamedTuple):
    """A published value, and the worth of the last digit in which it was read."""

    value: float
    precision: float


def claim(figure: dict[str, str], scale: hedges.Scale = hedges.STANDARD) -> Claim:
    """Return what a figure of the ledger claims, in its unit. Raises ValueError where it has no number."""
    low, high = (float(figure[end]) if figure[end] else None for end in ("low", "high"))
    printed, hedge = figure["printed"], Hedge(figure["hedge"])
    bounds = hedges.interval(low, high, hedge, printed, scale)
    low, high = high if low is None else low, low if high is None else high
    if low is None or high is None:
        raise ValueError(f"{figure['figure']}: neither low nor high; expected a number")
    digit = hedges.unit(low, printed)
    if hedge == Hedge.MAGNITUDE:
        # Hundreds of something are no number that could be rounded.
        return Claim(bounds, bounds, (bounds.lower, bounds.upper), digit)
    bare = [hedges.interval(end, end, Hedge.NONE, printed, scale) for end in (low, high)]
    ends = (
        bounds.lower if math.isinf(bounds.lower) else low,
        bounds.upper if math.isinf(bounds.upper) else high,
    )
    return Claim(bounds, hedges.Interval(bare[0].lower, bare[1].upper), ends, digit)


def implied(figure: Claim, original: Claim) -> Claim:
    """Return the claim on the exchange rate that an amount makes with the amount it repeats: all that both ends allow.

    The rate is as imprecise as both amounts together; of the one repeated its rounding counts, not its hedge. An end
    that both leave open makes none; each has one that it does not.
    """
    rounding = original.ends[0] - original.rounded.lower, original.rounded.upper - original.ends[1]
    both = [
        (end, by, 0.0 if math.isinf(by) else slack)
        for end, by, slack in zip(figure.ends, original.ends, rounding, strict=True)
        if not (math.isinf(end) and math.isinf(by))
    ]

    def over(interval: hedges.Interval) -> hedges.Interval:
        reach = [
            (below / (by + slack), above / (by - slack))
            for end, by, slack in both
            for below, above in [_around(end, interval, figure.ends)]
        ]
        return hedges.Interval(min(below for below, _ in reach), max(above for _, above in reach))

    rates = [end / by for end, by, _ in both]
    return Claim(over(figure.bounds), over(figure.rounded), (min(rates), max(rates)), figure.digit / original.ends[0])


def _around(end: float, interval: hedges.Interval, ends: tuple[float, float]) -> hedges.Interval:
    """Return what one end of an amount may be: of a range it is as imprecise within as without."""
    if ends[0] == ends[1]:
        return interval
    if math.isinf(end):
        return hedges.Interval(end, end)
    beyond = interval.lower if end == ends[0] else interval.upper
    return hedges.Interval(*sorted((beyond, 2 * end - beyond)))


def compare(claim: Claim, statistic: Statistic, scale: hedges.Scale = hedges.STANDARD) -> tuple[Outcome, str]:
    """Return `agrees`, `agrees when rounded` or `differs`, and the clause of the rule that decided."""
    value, half = statistic.value, statistic.precision / 2
    if claim.bounds.lower <= value <= claim.bounds.upper:
        return Outcome.AGREES, _inside(claim, value)
    if claim.rounded.lower <= value <= claim.rounded.upper:
        return Outcome.ROUNDED, ROUNDS
    half = min(half, CEILING * scale.ceilings * abs(value))
    coarser = statistic.precision > claim.digit or math.isinf(claim.digit)
    if coarser and value + half >= claim.bounds.lower and value - half <= claim.bounds.upper:
        return Outcome.ROUNDED, COARSE
    apart = abs(nearest(claim, value) - value)
    if scale.last_digit and apart <= min(claim.digit, LAST_SHARE * abs(value)):
        return Outcome.ROUNDED, LAST
    return Outcome.DIFFERS, OUTSIDE


def compare_part(claim: Claim, part: Statistic) -> tuple[Outcome, str]:
    """Return `differs` where a figure claims less than was counted in a part of its time, else `not checked`.

    A whole is no less than a part of it, which holds at whatever pace the rest was counted; more does not follow.
    """
    if claim.bounds.upper < part.value - part.precision / 2:
        return Outcome.DIFFERS, EXCEEDED
    return Outcome.NOT_CHECKED, WHOLE


def _inside(claim: Claim, value: float) -> str:
    """The clause for a statistic within the bounds: whether an open end says far too little of it."""
    low, high = claim.bounds
    if math.isinf(high) and low > 0 and value >= FAR * low:
        return UNDERSTATES
    if math.isinf(low) and 0 < value <= high / FAR:
        return OVERSTATES
    return INSIDE


def deviation(claim: Claim, statistic: Statistic, unit: str, how: str = "level") -> str:
    """Return in words how far the printed number is above or below the statistic; `none` where it is not.

    Per cent of the statistic, percentage points for a figure in per cent, a factor from two times on; years for an
    age and places for a rank, of which no share can be taken (see `on_a_scale`).
    """
    printed, value = nearest(claim, statistic.value), statistic.value
    if math.isclose(printed, value, rel_tol=1e-9):
        return "none"
    side = "above" if printed > value else "below"
    if on_a_scale(unit, how):
        apart, name = abs(printed - value), "place" if how == "rank" else "year"
        return f"{_digits(apart) if apart % 1 else f'{apart:.0f}'} {name}{'' if apart == 1 else 's'} {side}"
    if printed * value <= 0:
        return f"on the other side of zero, {side}"
    factor = max(printed / value, value / printed)
    if factor >= 2:
        return f"{_factor(factor)} {side}"
    if unit == "percent":
        return f"{_digits(abs(printed - value))} percentage points {side}"
    return f"{_digits(abs(printed / value - 1) * 100)} per cent {side}"


def on_a_scale(unit: str, how: str) -> bool:
    """Tell whether a number is a place on a scale without a zero of its own, an age or a rank.

    Seventy is ten years more than sixty, not a sixth more; a duration is counted (`how` is `count`), and has a zero.
    """
    return how == "rank" or (unit == "years" and how == "level")


def nearest(claim: Claim, value: float) -> float:
    """The printed end next to a value, or the value where it lies between the ends."""
    first, last = claim.ends
    return min(max(value, first), last)


def _factor(factor: float) -> str:
    power = round(math.log10(factor))
    if power in POWERS and abs(factor / 10**power - 1) <= POWER_SHARE:
        return f"a factor of {POWERS[power]}"
    return f"a factor of {factor:.1f}" if factor < 10 else f"a factor of {factor:,.0f}"


def _digits(number: float) -> str:
    """One decimal, or two significant digits where the number is below one; half a digit goes up."""
    exact = Decimal(f"{number:.9g}")
    last = Decimal("0.1") if exact >= 1 else Decimal(1).scaleb(exact.adjusted() - 1)
    rounded = exact.quantize(last, ROUND_HALF_UP)
    return f"{rounded if exact >= 1 else rounded.normalize():f}"
