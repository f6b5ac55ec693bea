"""How the words of a figure are read, as its entry and its own page say it."""

import math
import re

from cited.page.wording import unit_words, words

BASIS = {
    "announced": " It was announced.",
    "estimate": " The document calls it an estimate.",
    "forecast": " It is a forecast.",
}


def amount(low: float, high: float, unit: str) -> str:
    """Return what lies between two ends with its unit; NaN and infinity are open ends: `$3.8–4 trillion`, `2nd`.

    >>> amount(100, math.inf, "km2")
    '100 km² or more'
    >>> amount(40, 50, "percent")
    '40–50%'
    """
    if not math.isfinite(low) or not math.isfinite(high):
        end, direction = (low, "or more") if math.isfinite(low) else (high, "or less")
        return f"{words.quantity(end, unit, 9)} {direction}"
    if low == high:
        return words.quantity(low, unit, 9)
    if unit == "rank":
        return f"{words.quantity(low, unit)} {'or' if high - low == 1 else 'to'} {words.quantity(high, unit)}"
    between = words.interval(low, high)
    if unit in unit_words.SIGNS:
        sign = unit_words.SIGNS[unit]
        return sign + between.replace(" to ", f" to {sign}")
    return f"{between}%" if unit == "percent" else f"{between} {unit_words.after(between, unit)}"


def is_plain(printed: str, said: str, hedge: str, unit: str) -> bool:
    """Tell whether words need no reading: `Three months` and `nine aircraft` need none, `four-fifths` does."""
    named = re.search(rf"\b{re.escape(unit)}", printed, re.IGNORECASE) is not None
    return not hedge and (said.split(" ")[0].lstrip("$€¥£") in printed or named)


def sentence(printed: str, said: str, plain: bool, one: bool, basis: str) -> str:
    """Return how words are read: `said` is the amount; `plain` words need no reading, and `one` number has no ends."""
    read = "The words give one number, without a hedge." if plain and one else f"“{printed}” is read as {said}."
    return read + BASIS.get(basis, "")
