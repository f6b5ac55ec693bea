"""Clauses: what parts a quantity from a time after it, which is then told of something else."""

import re
from collections.abc import Sequence

from cited.intake.language.sentences import sentence
from cited.intake.periods.times import Time
from cited.intake.units.changing import CHANGED
from cited.ledger.store import periods

_NUMBER = (
    r"(?:an? [a-z]+ of |(?:(?!that\b)[a-z]+ ){0,2})"
    r"(?:(?:Rs\.? ?|[A-Z]{0,3}[$€£₹]? ?)\d|(?:half|an? (?:third|quarter|half))\b)"
)
# Lorries with salt and tents reached Gao on 4 May.
_CAME = r"(?: (?:[a-z]+ed|left)(?: [A-Z]\w+)?)?"
# It spent £71m, and its first quay opened in 2023; 14 per cent of budgets, which two met in 2022. Amounts of one time
# are no clauses: 3 million, 4 million and 5 million in 2023; nor is what goes on with a verb: 11 MW, was recorded on.
_PARTED = re.compile(
    rf",? and (?!{_NUMBER}|[a-z]+{_CAME} (?:in|by|on|at|of|from|during|since)\b|[a-z]+$"
    # The cranes Hans and Grete are of 1998.
    r"|[A-Z]\w+ (?:is|are|was|were|has|have|had)\b)"
    # On schools, roads and clinics in 2022.
    rf"|, (?!and |(?:[a-z-]+, ){{0,3}}[a-z-]+,? (?:and|or) [a-z-]+(?: [a-z-]+)?{_CAME}"
    r" (?:in|by|on|at|during|since) "
    rf"|{_NUMBER}|(?:in|by|for|as (?:of|at|on|per)|during|at|on|or|to|of|both"
    r"|including|up|down|between|from|over|was|were"
    r"|has|had|is|are)\b)"
    r"|\b(?:but|while|whereas|which|who|whose|whom|where|when|because|although|though|if|saying)\b|, (?:as|so|after)\b"
    r"|: |; | – | — "
)
OF_WHICH = re.compile(r"^ of (?:which|whom)\b")
_THAT = re.compile(r",? (?:and|but) that\b(?! (?:of|on|for|in)\b)")
# A mission on 7 October estimated that three in four had lost crops, and that 40,000 head had been moved.
_SAID_THAT = re.compile(r"\b[a-z]+(?:ed|d|t) that\b.*\band that\b")
# Starts fell by 13 per cent in 2029, and the builders reckon that one site in six is being dug.
_SAYS = re.compile(
    r",? (?:and|but|while) (?:[\w'’]+ ){1,6}(?:reckon|say|estimate|believe|think|find|warn|note|calculate)s? (?:that )?"
)
# It has bought nine farms since 2004 and now owns 60.
_AND_NOW = re.compile(r",? (?:and|but) (?:it |they )?(?:now|today|currently) ")
# An agent who has 350 tenants; a barrow, which holds 200 pounds: what somebody has, and something can, has no time.
_SAYS_OF = re.compile(
    r"\b(?:who|which|that) (?:now )?(?:has|have|owns?|employs?|needs?|holds?|runs?|takes?|costs?|weighs?|measures?)"
    r" (?:[a-z]+ ){0,3}$"
)
_IS = re.compile(r"[^.;]{0,40}?\b(?:is|are)\b")
# £22 million by 2029, towards which pledges of £9m have been received.
_BY, _SO_FAR = (
    re.compile(r"\bby (?:the )?(?:end of )?$", re.IGNORECASE),
    re.compile(r"[^.;]*\bwhich\b[^.;]*\b(?:has|have)\b"),
)
# A dividend to be paid on 3 October, and a buyback of $150m.
_TO_BE, _AND = re.compile(r", (?:to be [a-z]+|payable|due)(?: (?:on|in|by))? (?:the )?$"), re.compile(r", and ")
# Inflation was 6 per cent in May, above the target of 2 per cent: that is of no month.
_NORM = re.compile(
    r"\b(?:above|below|outside|beyond|within|inside|under|over|from|of|than|exceed(?:s|ed|ing)) (?:the|its|an?)"
    r" (?:[\w’'-]+ ){0,3}(?:target|limit|threshold|floor|ceiling|norm|benchmark|minimum|maximum|standard)"
    r"(?: band| range| value)? of (?:[a-z]+ )?$"
)
_UP_TO = re.compile(r"\b(?:up to|until|till|through) (?:the )?$", re.IGNORECASE)
_FROM, _TO = re.compile(r"\bfrom (?:[a-z]+ ){0,2}$"), re.compile(r" (?:[a-z]+ ){0,3}to (?:[a-z]+ ){0,2}[$€£₹]?\d")


# What a level is compared with has a time of its own: from 37.6m in 2022, and revenue passed £300m.
_OF_BASE = re.compile(r"\b(?:from|against|than|compared (?:with|to))\s(?:[\w-]+ ){0,2}$", re.IGNORECASE)


def parts(words: str) -> bool:
    """Return whether a new clause begins in the words between a quantity and a time after it; not where the quantity
    is its subject: 5,400 of which went in 2023."""
    return bool(_PARTED.search(OF_WHICH.sub("", words).replace(", respectively,", "")))


def goes_off(text: str, time: Time, start: int, end: int) -> bool:
    """Return whether the words between a time and a quantity after it lead to another statement: in 2024, and that."""
    between, before = text[time.end : start], text[max(0, time.start - 40) : time.start]
    if time.period.endswith("/..") and _AND_NOW.match(between):
        return True
    if (
        _NORM.search(between)
        or _SAYS_OF.search(between[-40:])
        or (_THAT.search(between) and not _SAID_THAT.search(between))
        or (_TO_BE.search(before) and _AND.match(between))
    ):
        return True
    if _BY.search(before) and _SO_FAR.match(text[time.end : end + 40]):
        return True
    return bool(_SAYS.match(between) and _IS.match(text, end))


def is_before(text: str, start: int, end: int) -> bool:
    """Return whether a quantity between two places is what was before a change: from 4,200 troops to 2,900 by May."""
    return bool(_FROM.search(text[max(0, start - 24) : start]) or text.startswith("from ", start)) and bool(
        _TO.match(text, end)
    )


def is_level_before(text: str, start: int) -> bool:
    """Return whether a quantity is what a level is compared with; but not: 3,150 pallets from 640 sites in 2024."""
    match = _OF_BASE.search(text[max(0, start - 24) : start])
    if not match or not match[0].startswith("from"):
        return match is not None
    return bool(CHANGED.search(text, sentence(text, start)[0], start))


def closes(text: str, time: Time, near: Sequence[Time]) -> bool:
    """Return whether a day only closes a year named before it: in 2023-24, 451 crore was released up to 30 November."""
    if len(time.period) != 10 or not _UP_TO.search(text[max(0, time.start - 12) : time.start]):
        return False
    return any(
        one.end <= time.start
        and re.fullmatch(r"\d{4}(?:/\d{4})?", one.period)
        and periods.year(one.period) <= periods.year(time.period) <= periods.ends(one.period)[1]
        for one in near
    )


def apart_in_brackets(text: str, time: Time, span: tuple[int, int], own: Sequence[tuple[int, int]]) -> bool:
    """Return whether a time stands in brackets with an amount of its own: 3.1 tonnes (1.2 in 2023)."""
    begin = text.rfind("(", 0, time.start)
    if begin < 0 or begin < text.rfind(")", 0, time.start) or begin <= span[0] < time.start:
        return False
    end = text.find(")", time.end)
    return end > 0 and not begin < span[0] < end and any(begin < start < end for start, _ in own)
