"""Topics: what a bare number goes on with where its own words name nothing; guesses, and marked as such."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from cited.intake.language.measures import CODES
from cited.intake.language.sentences import sentence
from cited.intake.units import nouns
from cited.intake.units.amounts import Amount, ratio
from cited.ledger.suggesting.fit import DURATIONS


class Preceding(Protocol):
    """A quantity that stands before: where, its unit, and its higher end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def high(self) -> float: ...


class Place(NamedTuple):
    """A bare number in its line, and where its sentence begins."""

    text: str
    one: Amount
    opening: int


# What follows a number that has no noun: an end, or when, where and against what it is.
_BARE = re.compile(
    r"\s*(?:[.,;:)—]|$)|\s(?:in|at|on|for|from|to|and|or|by|last|next|this|after|before|when|while|against|compared"
    r"|a year|two|three|is|was|were|are|did|had|have|will|would|of (?:these|them|which|those)|as|but|during|over"
    r"|between)\b"
)
_HOW_MANY = re.compile(r"\bhow many\b(?! (?:of|times)\b)|\bthe (?:total )?number of\b", re.IGNORECASE)
_NATION = re.compile(r" (?:[A-Z][a-z]+(?:ese|ish)|French|Dutch|Swiss) (?:are|were|live|work|have|had)\b")
# Standards and spans: against a benchmark of three; a grace period of five.
_STANDARD = re.compile(
    r"\b(?:benchmark|target|limit|standard|norm|minimum|maximum|threshold|goal"
    r"|(?P<span>period|term|maturity|duration)) of(?: (?:about|only|just|some))* $"
)
# The city holds 55 per cent, the region 25 and the State 20.
_SHARED = re.compile(r"(?:[,;]|\band|\bbut|\bwhile)(?: (?:for|in|with|at))?(?: the)?(?: [A-Za-z][\w’'-]+){1,2} $")
_MORE = re.compile(r" (?:more|fewer|less|higher|lower) than\b")
_SHORT = re.compile(r"^[^.;]{0,60}[.;] (?:It|They|We|He|She) [a-z]+(?: only| just| about| another)? $")
MONEY = re.compile(
    r"\b(?:profits?|dividends?|revenues?|income|turnover|costs?|budget|debts?|loans?|borrow\w*|lend\w*|deficits?"
    r"|surplus|spen[dt]\w*|invest\w*|paid|pay|pays|funds?|funding|grants?|sold|buffer|capital|fees?|tax(?:es)?|duties"
    r"|subsid\w+|ow(?:e|ed|es)|interest|goes to"
    r"|receipts|worth|earn\w*|raised|proceeds|provisions?|savings|sales|price|compensation|fine[ds]?|loss(?:es)?"
    r"|(?:maintenance|investment|repair) backlog|costed|(?:gives?|gave) (?:you|us|them|it)|asked for|price tag"
    r"|overruns?"
    r"|ties? up|tied up|reserves|bonds?|shares|credit|mortgages?|prize|award|aid|donat\w+|bill|contract|allocat\w+)\b",
    re.IGNORECASE,
)
RATES = re.compile(
    r"\b(?:rates?|share|yield|ratio|inflation|growth|expect\w*|forecast\w*|project\w*|margin|return|unemployment"
    r"|increase"
    r"|prices|wages|turnout|median|mean|average)\b",
    re.IGNORECASE,
)
_FAR = 700
_OF_SHARES = re.compile(
    r"%|per ?cent\b|\bpercentage|\bshare\b|\brate\b|\bmargin of error|\bsupport\b|\bpoll"
    r"|\binflation\b|\bGDP\b|\bunemployment\b",
    re.IGNORECASE,
)
_SHARES = ("percent", "percentage points", "times", "rank", "")


def topic(place: Place, before: Sequence[Preceding]) -> str:
    """Return the unit of what a number goes on with, or an empty text: a span by which it is set as a standard, what it
    is said beside, and what a question of its line asks for. `before` has the nearest last."""
    text, one, opening = place
    if one.kind != "number" or not (_BARE.match(text, max(one.end, one.after)) or _MORE.match(text, one.end)):
        return ""
    if match := _STANDARD.search(text[max(opening, one.start - 50) : one.start]):
        spans = [prior for prior in before if prior.start >= opening and (prior.unit in DURATIONS or not match["span"])]
        return spans[-1].unit if spans and not one.first.scaled else ""
    if before and (unit := _beside(text, one, before)):
        return unit
    return _answer(text, one, before)


def _beside(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """The unit of a number said beside another: 106,500 days, 500 more than before; mothers 30.4 years, fathers 32.7;
    20,000 places. It delivered 6,500."""
    last, gap = before[-1], text[before[-1].end : one.start]
    if one.first.scaled or last.unit in _SHARES:
        return ""
    if gap == ", " and _MORE.match(text, one.end) and one.high < last.high:
        return last.unit
    if last.unit in DURATIONS and _SHARED.search(gap) and len(gap) < 60 and ratio(one.high, last.high) < 3:
        return last.unit if one.low != int(one.low) else ""
    pronoun = _SHORT.search(gap) and text[one.end : one.end + 1] in (".", ";")
    return last.unit if pronoun and last.unit not in DURATIONS and ratio(one.high, last.high) < 100 else ""


def _answer(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """What a question before a number asks for: how many posts were vacant? There were 412."""
    if one.low != int(one.low) or one.low < 2:
        return ""
    questions = [*_HOW_MANY.finditer(text, max(0, one.start - _FAR), one.start)]
    if not questions:
        return ""
    noun, _ = nouns.noun_after(text, questions[-1].end())
    noun = noun or ("persons" if _NATION.match(text, questions[-1].end()) else "")
    since = [prior.unit for prior in before if prior.start > questions[-1].end()]
    counted = [unit for unit in since if unit.islower() and unit not in (*CODES, *_SHARES, *DURATIONS)]
    return noun if noun and set(counted) <= {noun} else ""


_SIGN = re.compile(r"\d ?(?:%|per ?cent\b)")
_OTHER = re.compile(
    r"\b(?:index|indices|score[ds]?|table|league|match|season|wins|talking|bullet|shares closed)\b", re.I
)


def points(line: str, start: int, end: int) -> str:
    """Return what points are: percentage points where the sentence speaks of percentages."""
    opening, closing = sentence(line, start)
    if _OF_SHARES.search(line[opening:start] + line[end:closing]):
        return "percentage points"
    # The sentences before speak of rates, and of nothing else that has points.
    small = re.match(r"(?:half a|an?|one|two|three|\d(?:\.\d+)?) ", line[start:])
    return "percentage points" if small and _SIGN.search(line[:opening]) and not _OTHER.search(line) else "points"
