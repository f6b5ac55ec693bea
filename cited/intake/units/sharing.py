"""Scales and units that two amounts of one sentence share: from 3.1 to 3.4 per cent, from 4.4 million to 3.7."""

import re
from collections.abc import Sequence

from cited.intake.language import measures
from cited.intake.language.words import AFTER_DIGITS, SCALES, SPANS, cardinal
from cited.intake.numbers.numerals import scale
from cited.intake.units.amounts import Amount

_WHEN = r"(?:\s(?:in (?:the )?[A-Za-z]+(?: quarter)?(?: \d{4})?|(?:in )?\d{4}|a (?:year|month) (?:ago|earlier)))?"
_WITH = re.compile(
    rf"{_WHEN}\s(?P<word>to|and|or|from)\s(?:(?:about|around|just|only|over|nearly|almost)\s)?(?:{measures.CURRENCY})?\s?"
)
# What joins two levels, and a noun or sign that a bare number does not have after it.
_LEVEL = re.compile(
    r"(?: (?!and\b|or\b)[a-z]+){0,3}(?: (?:[A-Z][a-z]+ )?(?:19|20)\d\d)?,? (?:to|(?:up|down) from"
    r"|after|(?:as )?against|compared (?:with|to)|versus|from)"
    r"(?: (?:only|just|some|about|around|nearly|almost|a record|a mere))* "
)
# In the summer it was 44.
_SAME = re.compile(
    r"[^.;:]{0,60}[.;] (?:[A-Z][A-Za-z ]{2,24}? )?(?:[Ii]t|[Tt]his|[Tt]hat|[Tt]he (?:figure|total|sum))"
    r" (?:was|is|had been|stood at|will be|would be)(?: (?:only|just|still|about|around|nearly|almost|over|some))* "
)
# $34 million, of which the fund pays 29.
_PART_OF = re.compile(r"(?: [a-z]+){0,3},? of which [^.;,()]{0,40} ")
# 149.6 MMT, followed by Deendayal with 146.2 and Nehru with 92.1.
_WITH_NAMES = re.compile(
    r"(?:[ ,]+(?:followed by|ahead of|against|and|with|from|to|in|at|then|for|of|[A-Z][\w’.-]+|\d{4}(?:-\d\d)?)){1,7}"
    r"[ ,]+"
)
# The value of the year before in brackets: €74.9 million (61.0), EUR 1.15 per share (previous year: 1.05).
_BRACKETED = re.compile(
    r"(?: (?:per|a|an) [a-z]+)? \((?:(?:[Pp]revious|[Pp]rior|[Ll]ast) (?:year|quarter|month):? "
    r"|(?:19|20)\d\d: |PY:? |\+ ?)?"
)
# What may say of which year it is, behind it: CHF 27.4 million (25.1 in the previous year).
_CLOSED = re.compile(
    r"(?: (?:in|for|at|on|a|the|last|previous|prior|year|quarter|month|half|earlier|ago|before|period|same|of|end"
    r"|[A-Z][a-z]{2,8}|(?:19|20)\d\d(?:[-/–]\d\d)?)){0,6}\)"
)
_NOUN = re.compile(
    r"[-/%\w]| (?!in\b|by\b|and\b|but\b|for\b|a year\b|the\b|last\b|at\b|on\b|as\b|while\b|with\b|over\b"
    r"|between\b|after\b|before\b|during\b|this\b)"
)


def shared(text: str, one: Amount, two: Amount) -> Amount:
    """Return a bare number with the unit and the scale of the one after it: from 3.1 to 3.4 per cent."""
    match = _WITH.fullmatch(text, one.end, two.first.start)
    if not match or one.kind != "number" or two.kind != "number" or one.after > one.end:
        return one
    if (one.money and not two.money) or (two.unit == "percent" and one.low > 1000):
        return one
    if (
        match["word"] in ("to", "from")
        and two.first.scaled
        and not one.first.scaled
        and 0 < abs(one.low) < 1000
        and abs(two.low) < 1e4 * scale_factor(text, two)
    ):
        low = round(one.low * scale_factor(text, two), 6)
        one = one._replace(low=low, high=low)
    if not one.unit and two.unit and not two.money:
        one = one._replace(unit=two.unit, factor=two.factor)
    return one


def levelled(text: str, alone: Sequence[Amount]) -> list[Amount]:
    """Return amounts, a bare one with the scale of the level before it: from 4.4 million to 3.7, $1.2bn against 1.1."""
    read = [*alone]
    for index in range(1, len(read)):
        one, two = read[index - 1], read[index]
        if _named_level(text, one, two):
            read[index] = two._replace(unit=one.unit, factor=one.factor)
            continue
        if _bracketed(text, one, two):
            factor = scale_factor(text, one._replace(end=one.first.end)) if one.first.scaled else 1.0
            value = round(two.low * factor, 6)
            first = two.first._replace(scaled=one.first.scaled)
            read[index] = two._replace(first=first, unit=one.unit, factor=one.factor, low=value, high=value)
            continue
        if not one.first.scaled or two.first.scaled or one.kind != "number" or two.kind != "number":
            continue
        bare = not two.unit and not two.money and two.end == two.after and not _NOUN.match(text, two.end)
        factor = scale_factor(text, one._replace(end=one.first.end))
        if (
            bare
            and factor > 1
            and (
                (
                    0.2 < two.high * factor / max(one.high, 1e-9) < 5
                    and (_LEVEL.fullmatch(text, one.after, two.start) or _SAME.fullmatch(text, one.after, two.start))
                )
                or (two.high * factor < one.high and _PART_OF.fullmatch(text, one.after, two.start))
            )
        ):
            value = round(two.low * factor, 6)
            read[index] = two._replace(first=two.first._replace(scaled=True), low=value, high=value)
    return read


def _bracketed(text: str, one: Amount, two: Amount) -> bool:
    """Whether a bare number alone in brackets is a sum like the one before it: €74.9 million (61.0)."""
    bare = not two.unit and not two.money and not two.first.scaled and two.end == two.after
    if not bare or one.unit not in measures.CURRENCIES or two.kind != "number" or not _CLOSED.match(text, two.end):
        return False
    broken = not text[two.first.start : two.end].isdecimal() and two.high < 1000 and one.low == one.high
    return broken and bool(_BRACKETED.fullmatch(text, one.after, two.start))


def _named_level(text: str, one: Amount, two: Amount) -> bool:
    """Whether a bare number has the unit and the factor of the one before it: 149.6 MMT, with 146.2."""
    bare = not two.unit and not two.money and two.end == two.after and two.kind == one.kind == "number"
    if not bare or one.factor == 1 or not one.unit or _NOUN.match(text, two.end):
        return False
    alike = 0.2 < two.high / max(one.high, 1e-9) < 5 and two.high != int(two.high)
    return alike and bool(_WITH_NAMES.fullmatch(text, one.after, two.start))


def scale_factor(text: str, two: Amount) -> float:
    """Return what the scale of a number multiplies by: `million` of `3 million` and of `three million`."""
    words = text[two.first.start : two.end]
    match = re.match(r"[\d.,]+", words)
    if match:
        return scale(words[match.end() :])
    factor = 1.0
    for word in reversed(words.lower().split()):
        if word not in SCALES or word in SPANS:
            break
        factor *= AFTER_DIGITS.get(word) or cardinal(word)
    return factor
