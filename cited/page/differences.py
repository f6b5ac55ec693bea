"""How far a printed number is from the official one, in plain English, to two significant digits at most."""

import math
import re

from cited.page import words

_PATTERNS = (
    (re.compile(r"([\d.,]+(?:e[+-]?\d+)?) per cent (above|below)"), "{}% too {}"),
    (re.compile(r"([\d.,]+(?:e[+-]?\d+)?) percentage points? (above|below)"), "{} points too {}"),
    (re.compile(r"([\d.,]+) (years?|places?|days?|months?) (above|below)"), "{} {} too {}"),
)
# Up to such numbers, and up to such differences of larger ones, what is too many is counted.
SMALL, FEW = 40, 3
_FACTOR = re.compile(r"a factor of ([\d.,]+(?:e[+-]?\d+)?|[a-z ]+) (above|below)")
_SAID = {"above": "high", "below": "low"}
_NUMBERS = {"a hundred": 100, "a thousand": 1000, "a million": 1_000_000, "ten": 10}


def in_words(deviation: str) -> str:
    """Return a deviation of the ledger in a reader's words: `0.54% too low`, `1,000 times too high`, empty for none."""
    if not deviation or deviation == "none":
        return ""
    if match := _FACTOR.fullmatch(deviation):
        number = match[1].replace(",", "")
        times = _NUMBERS[number] if number in _NUMBERS else float(number)
        return f"{_two(times)} times too {_SAID[match[2]]}"
    for pattern, sentence in _PATTERNS:
        if match := pattern.fullmatch(deviation):
            number, *unit, side = match.groups()
            return sentence.format(_two(float(number.replace(",", ""))), *unit, _SAID[side])
    return deviation


def of_forecast(said: str) -> str:
    """Return a difference in words as one of a forecast, which is no error: `4 points higher`, not `too high`."""
    for error, plain in (
        (" too high", " higher"),
        (" too low", " lower"),
        (" too many", " more"),
        (" too few", " fewer"),
    ):
        said = said.replace(error, plain)
    return said


def size(deviation: str) -> float:
    """Return how large a deviation of the ledger is, to sort by: the logarithm of its factor, points as hundredths."""
    if match := _FACTOR.fullmatch(deviation):
        number = match[1].replace(",", "")
        return math.log(_NUMBERS[number] if number in _NUMBERS else float(number))
    for pattern, _ in _PATTERNS:
        if match := pattern.fullmatch(deviation):
            share = float(match[1].replace(",", "")) / 100
            return -math.log1p(-share) if match.groups()[-1] == "below" and share < 1 else math.log1p(share)
    return 0.0


def nearest(low: float, high: float, official: float) -> float:
    """Return the printed end that is nearer to the official figure; NaN for an end that the words leave open."""
    return min((end for end in (low, high) if end == end), key=lambda end: abs(end - official))


def too_many(printed: float, official: float, unit: str) -> str:
    """Return the difference of whole numbers, both or itself small, `one too many`; empty where per cent says more."""
    off = abs(printed - official)
    if (max(abs(printed), abs(official)) > SMALL and off > FEW) or unit in ("percent", "rank") or unit.isupper():
        return ""
    if not (float(printed).is_integer() and float(official).is_integer()) or printed == official:
        return ""
    off = int(off)
    return f"{'one' if off == 1 else off} too {'many' if printed > official else 'few'}"


def _two(value: float) -> str:
    return words.number(float(f"{value:.2g}"))
