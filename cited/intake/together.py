"""Two numerals with units that belong together: two hours and 20 minutes, one euro eighty-five."""

import re

from cited.intake.amounts import Amount
from cited.intake.measures import CURRENCIES

# Units that are said together, and how many of the smaller make one of the larger.
_SMALLER = {
    ("hours", "minutes"): 60,
    ("years", "months"): 12,
    ("minutes", "seconds"): 60,
    ("weeks", "days"): 7,
    ("feet", "inches"): 12,
}
# Signs of a smaller unit that mean something else by themselves: 1h 45m is no million, 8 ft 6 in tall no place.
_SHORT = {
    "hours": ("minutes", re.compile(r",?\s?(\d{1,2})\s?m(?:in)?\b(?![²³/])")),
    "feet": ("inches", re.compile(r",?\s(\d{1,2})\s?in\b(?!\s(?:the|an?|all|total|each|every|[A-Z]|\d))")),
}
_WITH_REST = re.compile(r",?\s(?:and\s)?")


def two_units(text: str, one: Amount, two: Amount) -> Amount | None:
    """Return an amount with its smaller part: two hours and 20 minutes, one euro 85; None if it has none."""
    if one.unit in CURRENCIES and not one.money and not two.unit:
        return _with_cents(text, one, two)
    if one.unit in _SHORT and one.low == int(one.low):
        unit, short = _SHORT[one.unit]
        count = _SMALLER[one.unit, unit]
        if (match := short.match(text, one.after)) and match.start(1) == two.start and int(match[1]) < count:
            value = count * one.low + int(match[1])
            return one._replace(low=value, high=value, end=match.end(), after=match.end(), unit=unit, used=2)
    count = _SMALLER.get((one.unit, two.unit), 0)
    if not 0 < two.low < count or one.low != int(one.low) or not _WITH_REST.fullmatch(text, one.after, two.start):
        return None
    value = count * one.low + two.low
    return one._replace(low=value, high=value, end=two.end, after=two.after, unit=two.unit, used=2)


# What follows cents that are said after a whole amount: one euro eighty-five a litre.
_CENTS = re.compile(r"(?: (?:a|an|per|each|for|in|at|to|more|less|and|now|today|this|last)\b|[.,;:)”\"]|$)")


def _with_cents(text: str, one: Amount, two: Amount) -> Amount | None:
    """One euro eighty-five, three pounds 50: one figure."""
    cents = two.low == int(two.low) and 10 <= two.low < 100 and two.kind == "number" and not two.first.scaled
    whole = one.low == int(one.low) and one.kind == "number" and not one.first.scaled and one.factor == 1
    if not (cents and whole and text[one.after : two.start] == " " and _CENTS.match(text, two.end)):
        return None
    value = one.low + two.low / 100
    return one._replace(low=value, high=value, end=two.end, after=two.end, used=2)
