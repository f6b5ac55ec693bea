"""How far a printed number is from the published one, in plain English, to two significant digits at most."""

import math
import re
from collections.abc import Callable
from enum import Enum

from cited.page.wording import unit_words, words

# Up to such numbers, and up to such differences of larger ones, what is too many is counted.
SMALL, FEW = 40, 3
# A multiple so near to one of these parts is that part.
PARTS = {
    2: "half",
    3: "a third of",
    4: "a quarter of",
    5: "a fifth of",
    10: "a tenth of",
    100: "a hundredth of",
    1000: "a thousandth of",
    1_000_000: "a millionth of",
}
NEAR = 0.03

_SHARE = re.compile(r"([\d.,]+(?:e[+-]?\d+)?) (per cent|percentage points?|years?|places?) (above|below)")
_FACTOR = re.compile(r"a factor of ([\d.,]+(?:e[+-]?\d+)?|[a-z ]+) (above|below)")
_NUMBERS = {"a hundred": 100, "a thousand": 1000, "a million": 1_000_000, "a billion": 10**9, "ten": 10}


class Form(Enum):
    """What a difference is said of: the words for above and below of a number, a count, an age, a rank, and the figure
    of which it is a multiple."""

    # An error, by itself: `7.4% too high`, `1,000 times the published figure`.
    ERROR = (("too high", "too low"), ("too many", "too few"), ("too old", "too young"), "the published figure")
    # No error: `7.4% higher`.
    PLAIN = (("higher", "lower"), ("more", "fewer"), ("older", "younger"), "the published figure")
    # Of a forecast, which a later figure is set against.
    LATER = (("higher", "lower"), ("more", "fewer"), ("older", "younger"), "the later figure")
    # Before the published figure in a sentence: `7.4% above`, `1,000 times`, `one more than`.
    BEFORE = (("above", "below"), ("more than", "fewer than"), ("above", "below"), "")


def in_words(
    deviation: str,
    form: Form = Form.ERROR,
    *,
    low: float = math.nan,
    high: float = math.nan,
    official: float = math.nan,
    unit: str = "",
) -> str:
    """Return a deviation of the ledger in a reader's words, empty for none: `0.54% too low`, `one too many`.

    `low` and `high` are the ends of what is printed: small whole numbers are counted, and an end that the words leave
    open is further off than the one that they state.
    """
    if not deviation or deviation == "none":
        return ""
    side = 0 if deviation.endswith("above") else 1
    ends = [end for end in (low, high) if end == end]
    # An age is no number of years that could be too few.
    few = _few(nearest(low, high, official), official, unit) if ends and "year" not in deviation else ""
    open_ended = len(ends) == 1 and (high != high if side == 0 else low != low)
    most = bool(side and _FACTOR.fullmatch(deviation))
    # What is no less than 58.78 points is no less than 58, but not than 59; nor is 7.48 per cent no less than 7.5.
    rounded = (math.ceil if most else math.floor) if open_ended else round
    if open_ended and official == official and (match := _SHARE.fullmatch(deviation)):
        exact = abs(ends[0] / official - 1) * 100 if match[2] == "per cent" else abs(ends[0] - official)
        deviation = f"{exact:.6g} {match[2]} {match[3]}"
    text = f"{few} {form.value[1][side]}" if few else _by_form(deviation, form, side, rounded)
    return f"at {'most' if most else 'least'} {text}" if open_ended else text


def _by_form(deviation: str, form: Form, side: int, rounded: Callable[[float], int]) -> str:
    amount, _, age, of = form.value
    if match := _FACTOR.fullmatch(deviation):
        times = _factor(match[1])
        return f"{multiple(1 / times if side else times, rounded)} {of}".strip()
    if not (match := _SHARE.fullmatch(deviation)):
        return deviation.partition(",")[0]
    number, unit = _two(float(match[1].replace(",", "")), rounded), match[2]
    if unit == "per cent":
        return f"{number}% {amount[side]}"
    if unit.startswith("percentage"):
        return f"{number} percentage {unit_words.after(number, 'points')} {amount[side]}"
    if unit.startswith("place"):
        # The higher the number of a rank, the lower the place.
        return f"{number} {unit} {amount[1 - side]}"
    return f"{number} {unit} {age[side]}"


def multiple(times: float, rounded: Callable[[float], int] = round) -> str:
    """Return a multiple in words before “the published figure”: `3.4 times`, `a third of`, `20% above`, `equal to`.

    `rounded` brings it to its two digits: `round`, or `math.floor` where it is a lower bound.
    """
    if 0.5 < times < 2:
        share = _two(abs(100 * (times - 1)), rounded)
        return f"{share}% {'above' if times > 1 else 'below'}" if share != "0" else "equal to"
    if times >= 2:
        number = _two(times, rounded)
        return "twice" if number == "2" else f"{number} times"
    part = next((word for part, word in PARTS.items() if abs(times * part - 1) < NEAR), "")
    return part or f"{_two(100 * times, rounded)}% of"


def size(deviation: str) -> float:
    """Return how large a deviation of the ledger is, to sort by: the logarithm of its factor, points as hundredths."""
    if match := _FACTOR.fullmatch(deviation):
        return math.log(_factor(match[1]))
    if match := _SHARE.fullmatch(deviation):
        share = float(match[1].replace(",", "")) / 100
        return -math.log1p(-share) if match[3] == "below" and share < 1 else math.log1p(share)
    return 0.0


def nearest(low: float, high: float, official: float) -> float:
    """Return the printed end that is nearer to the published figure; NaN for an end that the words leave open."""
    return min((end for end in (low, high) if end == end), key=lambda end: abs(end - official))


def _few(printed: float, official: float, unit: str) -> str:
    """Return the difference of whole numbers in words, both or itself small; empty where per cent says more."""
    off = abs(printed - official)
    if (max(abs(printed), abs(official)) > SMALL and off > FEW) or unit in ("percent", "rank") or unit.isupper():
        return ""
    if not (float(printed).is_integer() and float(official).is_integer()) or printed == official:
        return ""
    return words.counted(int(off))


def _factor(number: str) -> float:
    return _NUMBERS[number] if number in _NUMBERS else float(number.replace(",", ""))


def _two(value: float, rounded: Callable[[float], int] = round) -> str:
    """Return a number in two significant digits, brought there by `rounded`: `round`, or `math.floor` of a bound."""
    if rounded is round or not value:
        return words.number(float(f"{value:.2g}"))
    place = math.floor(math.log10(abs(value))) - 1
    # Ten digits take back what a float adds: 7.5 is 7.5, not 7.4 because of 7.4999999999.
    return words.number(float(f"{rounded(round(value / 10.0**place, 10)) * 10.0**place:.2g}"))
