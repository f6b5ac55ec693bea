"""What moved: two levels of one thing in a sentence, and the rate, multiple or difference printed for them."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cited.intake.consistency.balances import balances
from cited.intake.consistency.movement import AFTER_RATE, BEFORE_RATE, FALL, FALLING, RISE, RISING, falls, is_rate
from cited.intake.consistency.related import Related, Sentence, amount, anew
from cited.ledger.agreement.hedges import Hedge

_HEDGED = r"(?:(?:only|just|about|almost|nearly|over|some|around|more than|a record|roughly|an? estimated)\s)*"
_FROM = re.compile(rf"\bfrom\s{_HEDGED}$", re.IGNORECASE)
_TO = re.compile(rf"\b(?:to|reach(?:ed|ing|es)?)\s{_HEDGED}$", re.IGNORECASE)
_MOVED = re.compile(rf"\b(?:{RISING}|{FALLING})", re.IGNORECASE)
_AGAINST = re.compile(
    r"^[^.;:]{0,30}?[\s,(]*\b(?:(?:up|down)(?: from| on)?|compared (?:to|with)|as against|against|versus|from)\b"
    r"(?: from)?[^.;]{0,25}$",
    re.IGNORECASE,
)
_OF_WHEN = re.compile(
    r"^(?: in (?:\w+ )?\d{4})?[,;]?(?: and| but)?\s(?:in (?:\w+ )?\d{4},? )?"
    r"(?:(?:it|they|this|the (?:figure|number|total)) )?(?:(?:was|were|had been|stood at|reached|numbered|came to) )?$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"^(?: in (?:\w+ )?\d{4})?, (?:which )?(?:had )?(?:reached|amounted to|came to|stood at|was|were) $"
)
_COMPARED = re.compile(
    r"^,? \(?(?:as )?(?:up from|down from|compared (?:to|with)|against|versus|from)(?: only| just)?\s$", re.IGNORECASE
)
_BRACKET = re.compile(r"^[^.;:]{0,25}[(,–—]\s?(?:or |that is |i\.e\. |by |equal to |equivalent to |a factor of )*$")
_MULTIPLE = re.compile(
    r"(?:doubl|tripl|trebl|quadrupl|halv)\w*|\w+[ -]?fold|(?:a )?factor of|\b(?:times|twice|thrice)", re.IGNORECASE
)
_TIMES_OF = re.compile(
    r"^ (?:as (?:many|much|high|large|big|long|tall|wide|old|heavy)(?: as)?|the|that of|those of"
    r"|(?:higher|more|larger|bigger|longer) than)\b[^,.;]{0,45}"
    r"(?:[,(] ?(?:which|who|whose|with|at|where)\b[^,.;]{0,25})?$",
    re.IGNORECASE,
)
# 9,000 seats, is three times as large as; $40,000 was twice that in 2018: $80,000.
_IS = re.compile(
    r"[^.;]{0,30}[,(–—)]\s?(?:(?:or|almost|nearly|about|some|over|is|are|was|were|it is)\s)*", re.IGNORECASE
)
_WAS = re.compile(r"\b(?:was|were|is|are|reached|became|had become|will be)\s(?:\w+ )?$", re.IGNORECASE)
_THAT = re.compile(
    r" (?:that|as (?:much|many|high|large))(?: (?:amount|sum|number|figure))?"
    r"(?: (?:in|by) \d{4}| (?:a|one|the) year (?:later|after)| now| today)?(?:,|:| [–—(]| at)\s?",
    re.IGNORECASE,
)
# What opens the cause of a move, which has a rate of its own: prices rose to $17 after a rise of 3 per cent in wages.
_BECAUSE = re.compile(
    r"\b(?:after|following|despite|amid|because|due to|thanks to|owing to|as a result of)\b", re.IGNORECASE
)
_OFF = re.compile(r"\b(?:not|no|never|instead of|rather than|would|could|target|wanted|if)\b", re.IGNORECASE)
# So far apart, in characters, a level and the other, or a rate and its levels, may stand.
_WIDE, _NEAR = 120, 70


class Levels(NamedTuple):
    """Two levels of one thing: the indices of the earlier and of the later."""

    before: int
    after: int


def moves(sentence: Sentence) -> list[Related]:
    """Return what a sentence says of levels that moved: growth and difference with both levels, other changes."""
    rates = [index for index in sentence.indices if _is_rate(sentence, index)]
    relations: list[Related] = []
    for levels in _levels(sentence, rates):
        own = [one for rate in rates if (one := _held(sentence, rate, levels)) is not None]
        if own:
            relations += own
        elif _moved(sentence, levels) and amount(sentence[levels.after].unit or "things"):
            relations.append(Related("change", (levels.after, levels.before), _direction(sentence, levels)))
    return list(dict.fromkeys([*relations, *_multiple(sentence), *balances(sentence)]))


def _is_rate(sentence: Sentence, index: int) -> bool:
    one = sentence[index]
    if one.unit == "times":
        return bool(_MULTIPLE.search(one.printed))
    return one.unit in ("percent", "percentage points") or is_rate(sentence, index)


def _levels(sentence: Sentence, rates: Sequence[int]) -> Iterator[Levels]:
    """The pairs of levels of a sentence, each with the earlier first."""
    held = [
        index
        for index in sentence.indices
        if sentence[index].unit not in ("times", "rank", "percentage points", "basis points")
        and (
            index not in rates
            or _is_span(sentence, index)
            or _FROM.search(sentence.before(index))
            or _TO.search(sentence.before(index))
        )
    ]
    for index in held:
        if _is_span(sentence, index):
            yield Levels(index, index)
    for first, second in itertools.pairwise(held):
        one, other = sentence[first], sentence[second]
        if one.unit != other.unit or len({one.per, other.per} - {""}) > 1 or len(sentence.gap(first, second)) > _WIDE:
            continue
        if pair := _pair(sentence, first, second, [rate for rate in rates if rate not in (first, second)]):
            yield pair


def _is_span(sentence: Sentence, index: int) -> bool:
    """Whether a range is that of a move: quadrupled `from 15,000 to 45,000`."""
    printed = sentence[index].printed if sentence[index].hedge == Hedge.RANGE else ""
    spans = printed.startswith("from ") or _FROM.search(sentence.before(index))
    if re.search(r"\b(?:about|around|some|nearly|almost|over|more|less|roughly)\b", printed):
        return False
    return bool(spans and re.search(r"\bto\b", printed) and _MOVED.search(sentence.before(index, 40)))


def _pair(sentence: Sentence, first: int, second: int, rates: Sequence[int]) -> Levels | None:
    one, other = sentence[first], sentence[second]
    gap = sentence.gap(first, second).replace("compared with", "compared to")
    rated = any(_follows(sentence, rate, second) for rate in rates)
    apart = one.period and other.period and one.period != other.period
    if apart and rated and (_OF_WHEN.match(gap) or _REACHED.match(gap)):
        return Levels(first, second) if one.period < other.period else Levels(second, first)
    if anew(gap):
        return None
    if _TO.search(gap) and (_FROM.search(sentence.before(first)) or _MOVED.search(gap)):
        return Levels(first, second)
    to = _TO.search(sentence.before(first)) and re.fullmatch(rf"[^.;,]{{0,25}},?\s?(?:up |down )?from\s{_HEDGED}", gap)
    if to or _COMPARED.match(gap):
        return Levels(second, first)
    dated = one.period != other.period or re.search(r"\b(?:up|down)\b", gap)
    if _AGAINST.match(gap) and dated and not _MOVED.search(re.sub(r"\b(?:up|down)\b", "", gap)):
        return Levels(second, first)
    return None


def _moved(sentence: Sentence, levels: Levels) -> bool:
    """Whether the words between two levels say that one became the other, without a rate to tell it."""
    first, second = sorted(levels)
    gap = sentence.gap(first, second)
    compared = re.search(r"\b(?:up|down|from)\b", gap) or sentence[first].period != sentence[second].period
    return first != second and bool(_TO.search(gap) or (_AGAINST.match(gap) and compared))


def _follows(sentence: Sentence, rate: int, last: int) -> bool:
    """Whether a rate stands right after the later of two levels, as what they come to."""
    if rate <= last or len(gap := sentence.gap(last, rate)) > _NEAR or ";" in gap or _between(sentence, last, rate):
        return False
    if anew(gap) or _BECAUSE.search(gap):
        return False
    return bool(is_rate(sentence, rate) or (_BRACKET.match(gap) and _MOVED.search(sentence.before(last, 200))))


def _between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another amount stands between two quantities."""
    return any(first < index < last and amount(sentence[index].unit) for index in sentence.indices)


def _held(sentence: Sentence, rate: int, levels: Levels) -> Related | None:
    """A rate, multiple or difference with the two levels that it is of, or None where it is of something else."""
    first, last = sorted(levels)
    if rate in levels or not _stands(sentence, rate, first, last):
        return None
    one, level = sentence[rate], sentence[first]
    sign = _sign(sentence, rate)
    if one.unit == "percentage points":
        return Related("difference", (rate, levels.after, levels.before), sign) if level.unit == "percent" else None
    if one.unit in ("percent", "times"):
        return Related("growth", (rate, levels.after, levels.before), sign)
    if one.unit == level.unit and one.per == level.per:
        return Related("difference", (rate, levels.after, levels.before), sign)
    return None


def _stands(sentence: Sentence, rate: int, first: int, last: int) -> bool:
    """Whether a rate stands where it speaks of two levels: right before them, between them, or right after."""
    if rate > last:
        return _follows(sentence, rate, last)
    if sentence[rate].unit != "times" and not is_rate(sentence, rate):
        return False
    if rate > first:
        return True
    gap = sentence.gap(rate, first)
    led = first == last or gap == " at " or _FROM.search(gap) or _TO.search(gap)
    return bool(led) and len(gap) <= _NEAR and not anew(gap) and ";" not in gap and not _between(sentence, rate, first)


def _sign(sentence: Sentence, rate: int) -> str:
    one = sentence[rate]
    match = BEFORE_RATE.search(sentence.before(rate, 45))
    words = match[0] if match else ""
    if one.unit == "times":
        return "down" if FALL.search(words) and (one.low or 0) > 1 else "up"
    if falls(sentence, rate) and (FALL.search(words) or not words):
        return "down"
    return "up" if AFTER_RATE.match(sentence.after(rate, 30)) or RISE.search(words) else ""


def _direction(sentence: Sentence, levels: Levels) -> str:
    """The direction that the words before two levels, and between them, say; empty where they say none, or both."""
    first, last = sorted(levels)
    before = re.split(r"[;:]|\b(?:while|whereas|but)\b|,? and (?:that|those)\b", sentence.before(first, 80))[-1]
    words = before + sentence.gap(first, last)
    fall, rise = bool(FALL.search(words)), bool(RISE.search(words))
    if _OFF.search(words) or fall == rise:
        return ""
    return "down" if fall else "up"


def _multiple(sentence: Sentence) -> Iterator[Related]:
    """An amount that is a multiple of another: `250 ships, five times the 50 of 2018`."""
    for first, rate, second in zip(sentence.indices, sentence.indices[1:], sentence.indices[2:], strict=False):
        one, other = sentence[first], sentence[second]
        if sentence[rate].unit != "times" or one.unit != other.unit or not amount(one.unit) or one.per != other.per:
            continue
        if _IS.fullmatch(gap := sentence.gap(first, rate)) and _TIMES_OF.match(sentence.gap(rate, second)):
            yield Related("growth", (rate, first, second), "up")
        elif _WAS.search(gap) and _THAT.fullmatch(sentence.gap(rate, second)):
            yield Related("growth", (rate, second, first), "up")
