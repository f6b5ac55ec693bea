"""Portions: what a bare number counts that is a part of what was counted before it, or more of it; guesses."""

import re
from collections.abc import Sequence

from cited.intake.language.measures import CODES, CURRENCIES
from cited.intake.language.sentences import sentence
from cited.intake.units.amounts import Amount
from cited.intake.units.topics import Preceding
from cited.ledger.suggesting.fit import DURATIONS

_UNCOUNTED = {"percent", "percentage points", "times", "rank", "", *CODES, *CURRENCIES, *DURATIONS}
_MEASURES = {*CODES, *CURRENCIES} - {"percent", "percentage points", "times"}
# 41,931 posts at health centres, of which 32,901 were filled.
_PART_BEFORE = re.compile(
    r"(?:,| –| —|;|\() ?(?:of (?:which|whom|these|them)|thereof|including|among (?:them|these))"
    r"(?: (?:only|just|about|some|nearly|almost|over|around|at least|up to))* $|\b[Tt]he (?P<rest>remaining|other) $"
)
# They dug 300 wells in nine districts; only 120 of them were used.
_OF_THEM, _IN = re.compile(r" of (?:them|these|those)\b"), re.compile(r" (?:in|across|at|from) ")
# With an option on up to 40 more.
_MORE = re.compile(r" (?:more|others|further|extra)(?=[.,;)]|$)")
# The weekly count peaked at 1,207.
_COUNT = re.compile(
    r"\b[Tt]h(?:e|is|at) (?:(?:daily|weekly|monthly|annual|yearly|total|official|overall|final) )?"
    r"(?:count|number|total|tally)\b(?! of\b)[^.;]{0,60}$"
)
# Of these, 18 concern pensions, 11 taxes and four customs: a list that leaves its verb out.
_GAPPED = re.compile(
    r"\b[Oo]f (?:these|those|them|(?:the|its|their|our) [\w,]+ [a-z]+), [^.;]*?"
    r"\b(?:concern|regard|relate to|cover|deal with|affect|involve|target|address|were for|are for|go to|went to)s?"
    r"(?: (?!(?:was|were|is|are|ha[sd]|have|who|which)\b)[\w,-]+){1,9} $"
)
# 2.9 million tonnes: 1.8 million of food and 0.2 million of other goods.
_OF_STUFF = re.compile(r" of (?!the\b|these\b|those\b|them\b|which\b|whom\b)[a-z]")
_LISTED = re.compile(r" of [a-z][a-z -]{2,40}(?:,|,? and) (?:about |some |nearly |almost |over |just |only |another )?")
_ENDS = re.compile(r" [a-z-]+(?: [a-z-]+)?(?:[.,;]| and [\w-]+ [a-z-]+[.,;])")
_BACK = 400


def portion(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """Return the unit that a number without one has as a part of what was counted before it, as more of it, or as its
    new count; else an empty text. `before` has the nearest last."""
    if len(before) > 1 and _OF_THEM.match(text, one.end) and _IN.fullmatch(text, before[-2].end, before[-1].start):
        return before[-2].unit if _counts(before[-2], one.start - _BACK, one.high) else ""
    near = text[max(0, one.start - 80) : one.start]
    whom = text.startswith((" of whom", ", of whom"), one.end)
    part = None if whom else _PART_BEFORE.search(near)
    more = _MORE.match(text, one.end) and one.low == int(one.low) and not one.first.scaled
    if not (part or more or (one.high >= 2 and _COUNT.search(near))):
        return ""
    # A study puts the number at 16,966: of no one study.
    least = one.high if part else 0.0 if more else 2.0
    # The remaining 76 may be those of the clause before.
    opening = sentence(text, one.start)[0] if part and not part["rest"] else 0
    return next(
        (counted.unit for counted in reversed(before) if _counts(counted, max(opening, one.start - _BACK), least)), ""
    )


def gapped(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """Return what a number counts whose verb a list of portions leaves out, though a noun follows it; else an empty
    text."""
    if not before or one.kind != "number":
        return ""
    goes_on = before[-1].unit in _MEASURES and _LISTED.fullmatch(text, before[-1].end, one.start)
    if goes_on and (one.first.scaled or one.high != int(one.high)) and _OF_STUFF.match(text, one.end):
        return before[-1].unit
    if one.first.scaled or not _ENDS.match(text, one.end):
        return ""
    opening, _ = sentence(text, one.start)
    fits = _counts(before[-1], opening, 1) and _GAPPED.search(text[opening : one.start])
    return before[-1].unit if fits else ""


def _counts(counted: Preceding, start: int, least: float) -> bool:
    """Whether a quantity from a place on counts so many things: no share, money, measure or span of time."""
    return (
        counted.start >= start and counted.high >= least and counted.unit.islower() and counted.unit not in _UNCOUNTED
    )
