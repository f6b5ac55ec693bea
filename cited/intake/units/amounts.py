"""Amounts: a numeral with the currency and sign before it and the unit at its end, before anything is classed."""

import re
from typing import NamedTuple

from cited.intake.language import measures
from cited.intake.language.words import POWERS, SPANS
from cited.intake.numbers.numerals import Numeral
from cited.ledger.agreement.hedges import Hedge


class Amount(NamedTuple):
    """Numerals that say one thing, `used` of them: where they stand with sign and currency, and what they come to.

    `end` is where the numerals end, `after` where the unit's words do; `unit` is empty where only further words can
    tell it, and `factor` takes the values to base units. `money` is the currency as printed before it.
    `hedge` is what the form says (`range`); `per` is what the number is counted against.
    """

    first: Numeral
    start: int
    end: int
    after: int
    low: float
    high: float
    kind: str
    unit: str = ""
    factor: float = 1.0
    money: str = ""
    hedge: Hedge = Hedge.NONE
    per: str = ""
    used: int = 1
    whole: bool = False

    @property
    def carries(self) -> bool:
        """Whether the characters beside the number say that it is a quantity, whatever stands around them."""
        said = bool(self.money or self.unit or self.first.scaled) and self.kind in ("number", "share", "magnitude")
        # `one day` may be any day.
        sure = self.unit in measures.CURRENCIES or self.unit in ("percent", "percentage points")
        return said and (self.low != 1 or bool(self.money) or sure)


_SIGN = re.compile(r"(?<![\w)\]%])(?:[-−–+]|(?<=\()[-−–]\s|(?<=:\s)[-−]\s|minus |plus )$")
_PLUS_MINUS = re.compile(r"(?:\+/[-−–]|±|plus or minus|plus-or-minus|give or take)\s?$", re.IGNORECASE)
# `3 Mrd. USD`: the scale's own point.
_POINTED = re.compile(r"\.(?=\s?[€$£₹]|\s[a-zA-Z])")
# 4,– €: no cents.
_NO_CENTS = re.compile(r",[-–—]{1,2}(?=\s?(?:€|EUR|Euro|CHF|DM)\b|\s?€)")
_APART_SCALE = re.compile(r" ([mMbB])(?![\w²³'’/])")
_ODD = re.compile(rf"-(?:odd|some) ({'|'.join(POWERS)})\b", re.IGNORECASE)
_SHORTENED = re.compile(r"(?:mrd|mio|mia|tsd|cr)$", re.IGNORECASE)
_OF_ONE = re.compile(r" (?:of )?(?:an?(?= )|(?:one|1)(?= per ?cent))")
# An hour and a half: the unit stands within the numeral.
_WITHIN = re.compile(
    r"\w+ (?!million|billion|thousand|hundred|dozen)([a-z]+?)s? and an? (?:half|quarter)", re.IGNORECASE
)
_HIGH = re.compile(r"[ -](?:high|tall|deep|long|wide|above|below|asl|sprint|race|freestyle|hurdles|draught)\b")
_HEIGHT = re.compile(
    r"\b(?:height|depth|length|altitude|elevation|width|draught|wingspan) (?:of|is|was) (?:\w+ ){0,2}$"
)
# Accountants’ brackets: a loss of KES (214) million.
_OPENS = re.compile(rf"(?<![A-Za-z$€£])(?P<money>{measures.CURRENCY})\s?\($")
_CLOSES = re.compile(r"\)(?: ?(?P<scale>thousand|million|billion|trillion|crore|lakh|bn|mn|tn|m)(?!\w))?")
_MEASURED = ("number", "share", "magnitude", "times")


def amount(text: str, numeral: Numeral, floor: int) -> Amount:
    """Return a numeral of a text as an amount; nothing before `floor` belongs to it."""
    return _in_brackets(text, numeral, floor) or _plain(text, numeral, floor)


def _plain(text: str, numeral: Numeral, floor: int) -> Amount:
    start, value, end = numeral.start, numeral.value, numeral.end
    if numeral.scaled and _POINTED.match(text, end) and _SHORTENED.search(text[start:end]):
        end += 1
    if match := _NO_CENTS.match(text, end):
        end = match.end()
    one = Amount(numeral, start, end, end, value, value, numeral.kind)
    if numeral.kind not in _MEASURED or value == float("inf"):
        return one
    words = text[start:end]
    if match := _WITHIN.fullmatch(words):
        name = f"{match[1].lower()}s"
        if span := SPANS.get(name[:-1]):
            return one._replace(low=span * one.low, high=span * one.high, unit="years")
        unit = measures.NAMES.get(name)
        return one._replace(unit=unit.code if unit else name)
    if words.endswith("m") and words[-2:-1].isdigit() and _is_metres(text, start, end, floor):
        one = one._replace(low=round(value / 1e6, 9), high=round(value / 1e6, 9), unit="m")
        numeral = numeral._replace(scaled=False)
    money = measures.before(text, start, end, floor, numeral.scaled)
    if money:
        low = money.sign * one.low
        one = one._replace(
            start=money.start, low=low, high=low, money=money.printed, factor=1.0 if numeral.scaled else money.factor
        )
        one = one._replace(unit=measures.currency(money.printed, text))
    if money and not numeral.scaled and (match := _APART_SCALE.match(text, end)):
        # US$ 3.9 m
        factor = 1e6 if match[1] in "mM" else 1e9
        end = match.end()
        ends = (round(factor * one.low, 6), round(factor * one.high, 6))
        numeral = numeral._replace(scaled=True)
        one = one._replace(first=numeral, end=end, after=end, low=ends[0], high=ends[1], factor=1.0)
    if numeral.kind == "number" and not numeral.scaled and (odd := _ODD.match(text, end)):
        # Sixty-odd thousand.
        factor = POWERS[odd[1].lower()]
        ends = (round(factor * one.low, 6), round(factor * one.high, 6))
        end, numeral = odd.end(), numeral._replace(scaled=True)
        one = one._replace(first=numeral, end=end, after=end, low=ends[0], high=ends[1], hedge=Hedge.ABOUT)
    one = _signed(text, one, floor, bool(money and money.sign < 0))
    measure = None
    if (not one.unit or money) and not _in_name(text, one):
        # Thirty-odd pounds.
        measure = measures.after(text, end + (len("-odd") if text.startswith("-odd ", end) else 0))
    if numeral.kind == "share" and not measure and (part := _OF_ONE.match(text, end)):
        # Half a litre, a quarter of an hour.
        measure = measures.after(text, part.end())
    if measure and _fits(numeral.kind, measure[0]):
        unit, after = measure
        if money and unit.kind != "currency":
            return one
        if money and unit.code != one.unit and text[end:after].strip().upper() != unit.code:
            return one
        one = one._replace(unit=unit.code, factor=one.factor if money else unit.factor, after=after)
    return one


def ratio(one: float, other: float) -> float:
    """How many times the larger of two sizes is the smaller, whatever their signs; infinite where one is nothing."""
    small, large = sorted((abs(one), abs(other)))
    return large / small if small else float("inf")


def _in_brackets(text: str, numeral: Numeral, floor: int) -> Amount | None:
    """A sum below zero, as accountants write it; None where the brackets are no sign: €(12) is a note."""
    opens, closes = (
        _OPENS.search(text[max(floor, numeral.start - 14) : numeral.start]),
        _CLOSES.match(text, numeral.end),
    )
    if not opens or not closes or numeral.scaled or numeral.kind != "number":
        return None
    scale, money = closes["scale"], opens["money"]
    if not scale and money not in measures.FACTORS and "," not in text[numeral.start : numeral.end]:
        return None
    value = -round(numeral.value * (measures.SCALES[scale] if scale else measures.FACTORS.get(money, 1)), 6)
    start, end = numeral.start - len(opens[0]), closes.end()
    unit = measures.currency(money, text)
    first = numeral._replace(scaled=bool(scale))
    return Amount(first, start, end, end, value, value, "number", unit, money=money)


def _signed(text: str, one: Amount, floor: int, minus: bool) -> Amount:
    left = text[max(floor, one.start - 16) : one.start]
    if match := _PLUS_MINUS.search(left):
        ends = sorted((-one.low, one.low))
        return one._replace(start=one.start - len(match[0]), low=ends[0], high=ends[1], hedge=Hedge.RANGE)
    before = text[one.start - len(left) - 1 : one.start - len(left)]
    match = _SIGN.search(left)
    if match and not (match.start() == 0 and before and (before.isalnum() or before in ")%]")):
        mark = match[0].strip().lower()
        if mark == "plus":
            return one
        low = one.low if mark == "+" or minus else -one.low
        return one._replace(start=one.start - len(match[0]), low=low, high=low)
    return one


def _in_name(text: str, one: Amount) -> bool:
    """Whether digits stand between letters, as in HbA1c: what follows them is no unit."""
    sides = text[max(0, one.start - 1) : one.start], text[one.end : one.end + 1]
    return not one.money and all(side.isascii() and side.isalpha() for side in sides)


def _is_metres(text: str, start: int, end: int, floor: int) -> bool:
    if measures.before(text, start, end, floor, True):
        # £0.3m below budget.
        return False
    return bool(_HIGH.match(text, end) or _HEIGHT.search(text[max(floor, start - 40) : start]))


def _fits(kind: str, unit: measures.Unit) -> bool:
    """Whether a unit can be measured in numerals of a kind: a third of a tonne, but no twice a year."""
    if kind == "times":
        return False
    return kind != "share" or unit.kind in ("measure", "currency")
