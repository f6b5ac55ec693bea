"""Two numerals with units that belong together: two hours and 20 minutes, one euro eighty-five."""

import re

from cited.intake.language.measures import CURRENCIES
from cited.intake.units.amounts import Amount
from cited.intake.units.changing import changing
from cited.intake.units.sharing import scale_factor
from cited.ledger.agreement.hedges import Hedge

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
    # 11 minutes 40.
    "minutes": ("seconds", re.compile(r"\s(\d{2})(?=[.,;:)]|$)")),
    "feet": ("inches", re.compile(r",?\s(\d{1,2})\s?in\b(?!\s(?:the|an?|all|total|each|every|[A-Z]|\d))")),
}
# An interval as journals print it: 1.79 [1.11; 2.88], 0.74 (95% CI: 0.70, 0.78).
_INTERVAL = re.compile(r"(?:[(\[]|\b(?:CI|CrI|IQR|interval)\b[:,]?)\s?$")
_PARTS = re.compile(r"[;,]\s")
# From one unit of time to a larger: 4 months–87 years.
_TO = re.compile(r"\s?[-–—]\s?|\sto\s")
_WITH_REST = re.compile(r",?\s(?:and\s)?")


def interval(text: str, one: Amount, two: Amount) -> Amount | None:
    """Return both ends of an interval: two broken numbers alone in brackets, 1.11; 2.88, or of two units of time,
    4 months to 87 years; None where they are none."""
    count = _SMALLER.get((two.unit, one.unit), 0)
    change = text[: one.start].endswith("from ") and changing(text, one.start - len("from "), two.after)
    if (
        count
        and not change
        and _TO.fullmatch(text, one.after, two.start)
        and one.low < count * two.low
        and two.first.value < 200
    ):
        low = round(one.low / count, 6)
        return one._replace(
            low=low, high=two.high, end=two.end, after=two.after, unit=two.unit, hedge=Hedge.RANGE, used=2
        )
    printed, other = text[one.start : one.end], text[two.start : two.end]
    alike = "." in printed and len(printed.partition(".")[2]) == len(other.partition(".")[2])
    if not (alike and one.low < two.high and one.end == one.after and _PARTS.fullmatch(text, one.end, two.start)):
        return None
    if text[two.after : two.after + 1] not in (")", "]") or not _INTERVAL.search(
        text[max(0, one.start - 12) : one.start]
    ):
        return None
    return one._replace(high=two.high, end=two.end, after=two.after, unit=two.unit, hedge=Hedge.RANGE, used=2)


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
    if both := _tolerance(text, one, two):
        return both
    if one.unit == "hours" and not two.unit and text[one.after : two.start] == " " and _MINUTES.match(text, two.end):
        minutes = 60 * one.low + two.low if two.low in _QUARTERS and two.low == two.high else 0
        if minutes and one.low == int(one.low) and two.kind == "number":
            return one._replace(low=minutes, high=minutes, end=two.end, after=two.end, unit="minutes", used=2)
    count = _SMALLER.get((one.unit, two.unit), 0)
    if not 0 < two.low < count or one.low != int(one.low) or not _WITH_REST.fullmatch(text, one.after, two.start):
        return None
    value = count * one.low + two.low
    return one._replace(low=value, high=value, end=two.end, after=two.after, unit=two.unit, used=2)


# A target of 3% ± 1 percentage point; 2 per cent, plus or minus one percentage point.
_EITHER_WAY = re.compile(r",? (?:±|\+/[-−–]|plus or minus|plus-or-minus)? ?$|,? ?(?:±|\+/[-−–]) ?$")
_MARKED = re.compile(r" ?(?:±|\+/[-−–]) ?")
_POINTS = ("percentage points", "points", "percent")


def _tolerance(text: str, one: Amount, two: Amount) -> Amount | None:
    """A share with how far it may be off either way: from the least to the most; None where that is not said."""
    gap = text[one.after : two.first.start]
    if not one.unit and not one.money and two.unit and one.kind == two.kind == "number" and _MARKED.fullmatch(gap):
        # 48 ± 6 per cent.
        factor = scale_factor(text, two) if two.first.scaled and not one.first.scaled else 1.0
        low, high = (round(one.low * factor + way * abs(two.first.value), 6) for way in (-1, 1))
        return two._replace(start=one.start, first=one.first, low=low, high=high, hedge=Hedge.RANGE, used=2)
    if one.unit != "percent" or two.unit not in _POINTS or not gap.strip(" ,") or not _EITHER_WAY.fullmatch(gap):
        return None
    low, high = (round(one.low + way * abs(two.first.value), 6) for way in (-1, 1))
    return one._replace(low=low, high=high, end=two.after, after=two.after, hedge=Hedge.RANGE, used=2)


# Minutes said after hours, without their name: two hours forty-five.
_MINUTES = re.compile(r"[.,;:)?!”\"]|$| (?:from|to|and|by|on|instead|later|now|today|each)\b")
_QUARTERS = {5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55}
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
