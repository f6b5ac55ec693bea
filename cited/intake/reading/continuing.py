"""Periods that go on: a sentence that says `they` or `of these`, or that follows one which a time opens, tells of the
time of that one; guesses."""

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple, Self

from cited.intake.language.sentences import sentence
from cited.intake.periods.anchors import is_base, is_record
from cited.intake.periods.asides import in_asides
from cited.intake.periods.clauses import is_level_before
from cited.intake.periods.lasting import only_lasts
from cited.intake.periods.levels import level_before
from cited.intake.periods.tenses import PAST
from cited.intake.periods.times import times
from cited.intake.reading.quantities import Quantity
from cited.ledger.store import periods

# A congress met in Lund on 3 April. The meeting was attended by 48.
_MEETING = re.compile(
    r"The (?:summit|meeting|conference|congress|session|assembly|forum|workshop|ceremony|gathering)"
    r" (?:was|were|drew|had|brought)\b",
    re.IGNORECASE,
)
# What has no verb goes on, too: adults made 2.1 trips; children 1.3.
_GAPPED = re.compile(
    r"(?!.*\b(?:is|are|has|have|[a-z]+s [\d$€£]))(?:[a-z-]+ ){1,5}(?:only |about |some |just )?"
    r"[$€£]?\d[\d.,]*\b[^.;,]{0,24}[.;]?\s*"
)
_IN_TERMS = re.compile(
    r"In [a-z]+ terms (?:that|this|it) is\b|(?:That|This|It) (?:is|was) (?:[a-z]+ ){0,2}[$€£]?\d[\d.,]*"
    r"[^;.]{0,20} (?:more|fewer|less|higher|lower)\b"
)
_NOW = re.compile(
    r"\b(?:now|today|will|shall|would|since|ago|previously|formerly|once|used to|(?<!, that )is|are|has|have"
    r"|past|(?:start|beginning) of|must|to be|remains?|so far|recommends?|proposes?|urges?)\b|[’']ve\b"
)
# By when something was so is not when what follows was; nor is: A year earlier it had been 117.
_ELSEWHEN = re.compile(r"\W*(?:by|until|\w+ (?:years?|quarters?|months?) (?:earlier|before))\b", re.IGNORECASE)
_FRAMED = re.compile(r"\W*(?:In|During|For|Over|On|At|As (?:of|at|on)|Between|From) ")
_OF_THAT = re.compile(r"Of (?:that|this|these|those|them)\b")
# What a level was before it changed: fell from 3.1 to 2.6.
_BASE = re.compile(
    r"(?:\b(?:up|down)(?: sharply)? from|\bthan|\bcompared (?:with|to)|, (?:as )?(?:against|after|from)"
    r"|\bto [^;]{1,40} from"
    r"|\b(?:rose|fell|grew|increased|declined|dropped|went|cut|raised|improved|climbed|slowed) from)"
    r" (?:[$€£]?[\d.,]+[^;,.]{0,24} and )?(?:[a-z]+ ){0,2}$"
)
_CLAUSE = re.compile(r"; |, (?:though|while|whereas|but|when|which|of which|because) | because ")
# Debt was 4 billion as at 30 June 2019. External debt accounts for a third; what will be is another matter.
_AS_AT = re.compile(r"\bas (?:at|of) ", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|are|remains?|accounts? for|stands? at|makes? up|represents?|amounts? to|totals?)\b")
_AHEAD = re.compile(
    r"^\W*(?:There|That|This)\b|\b(?:now|today|currently|will|shall|would|since|ago|must|may|can|should|expect\w*|project\w*|plan\w*|has"
    r"|have|target|limit|ceiling)\b"
)
_OF_THIS = re.compile(r" of (?:this|that|it)\b(?! (?:year|month|quarter|week)\b)")
_OWN = re.compile(r"\((?:[a-z]+ )?(?:19|20)\d\d(?:[/–-]\d\d)?: ")
# That is 9 per cent more than the 120,600 of the second quarter.
_THAN_THE = re.compile(
    r"\b(?:(?:than|above|below|of|times|double|twice) the|(?:than|against|compared (?:with|to)|versus)(?: the)?)"
    r" (?:[A-Z]{2,3} ?)?[$€£]?\d[\d.,]*[a-z%]{0,3}(?: [a-z]+){0,4} ?$"
)


class _Told(NamedTuple):
    """Where a line names times: every, those that are not in brackets with their amount, the first of no report."""

    every: list[int]
    own: list[int]
    outside: int

    @classmethod
    def of(cls, line: str, reported: str) -> Self:
        """Return where a line names times."""
        named = times(line)
        # (2022: £31m) has its own; the most since the berths opened in 1969 is of no other time.
        own = [time for time in named if not _OWN.match(line, time.start - 1) and not is_record(line, time)]
        # 3.8 per cent less than in 2023: what is compared is still of the report's time.
        own = [
            time for time in own if not time.steps and not is_base(line[max(0, time.start - 44) : time.start], False)
        ]
        own = [time for time in own if not _THAN_THE.search(line, max(0, time.start - 60), time.start)]
        # Prices, which had stood at 6.9 in March, rose to 9.5.
        own = [time for time in own if not in_asides(line, time.start)]
        # A plan for a later year leaves it as little.
        outside = (
            time.start
            for time in own
            if time.period and not _is_told_of(time.period, reported) and not _is_later(time.period, reported)
        )
        return cls([time.start for time in named], [time.start for time in own], next(outside, len(line)))

    @staticmethod
    def names(starts: Sequence[int], opening: int, closing: int) -> bool:
        """Return whether one of some times, in order, stands between two places."""
        index = bisect.bisect_left(starts, opening)
        return index < len(starts) and starts[index] < closing


def _is_later(period: str, reported: str) -> bool:
    return bool(reported) and periods.year(period) > periods.year(periods.ends(reported)[1])


def _is_told_of(period: str, reported: str) -> bool:
    """Whether a report may name a time without leaving its own: its years, or its month."""
    first, last = periods.ends(reported)
    if len(reported) == len("2024-08"):
        return period.startswith(reported)
    return periods.year(first) <= periods.year(period) <= periods.year(last)


def _is_part(period: str, reported: str) -> bool:
    """Whether a time is a part of the year that a report tells of."""
    return len(reported) in (4, 9) and period != reported and len(period) >= 7 and _is_told_of(period, reported)


def with_continued(line: str, quantities: Sequence[Quantity], now: str, reported: str = "") -> list[Quantity]:
    """Return the quantities of a line, in order, where those of a sentence that goes on with the one before have its
    period; only where that has one period, not after the document's date `now`, and the sentence names no time and
    speaks of the past. `reported` is what the title says that the document is of: so is a paragraph that names no
    other time.
    """
    read: list[Quantity] = []
    before: list[str] = []
    own: list[str] = []
    told = _Told.of(line, reported)
    last = -1
    goes_on = reports = stands = False
    for quantity in quantities:
        opening, closing = sentence(line, quantity.start)
        if opening != last:
            # Clearance took 28 hours: a sentence without a figure of a time leaves that of the one before.
            before = own or (before if goes_on else [])
            if last < 0 or sentence(line, opening - 1)[0] != last:
                before = _of_meeting(line, opening)
            ahead = any(
                (period.endswith("..") and not _OF_THAT.match(line, opening))
                # To under 5,000 today.
                or (period == now and "today" in line[max(last, 0) : opening])
                or (now and periods.year(period) > periods.year(now))
                for period in before
            )
            # 300 tons in 2022, up from 133 in 2010. Of that: of the first.
            one = len(set(before)) == 1 or (before and _OF_THAT.match(line, opening))
            stands = bool(before) and (bool(_AS_AT.search(line, last, opening)) or (stands and goes_on))
            speaks = _is_continued(line, opening, closing, told)
            speaks = speaks or _still_stands(line, opening, closing, quantity.end, told, stands)
            goes_on = bool(one) and not ahead and speaks and not _ELSEWHEN.match(line, max(last, 0))
            if goes_on and _is_part(before[0], reported) and not _FRAMED.match(line, max(last, 0)):
                # Stays fell to 4 days in June 2012. What follows is of the report's year again.
                goes_on = False
            own, last = [], opening
        reports = bool(reported) and _is_reported(line, opening, closing, quantity.end, told)
        if quantity.period or only_lasts(line, quantity.start, quantity.end, quantity.unit):
            pass
        elif goes_on and not _BASE.search(line, opening, quantity.start):
            quantity = quantity._replace(period=before[0], guessed=(*quantity.guessed, "period"))
        elif goes_on and (period := level_before(line, quantity.start, before[0])):
            quantity = quantity._replace(period=period, guessed=(*quantity.guessed, "period"))
        elif reports and not quantity.cell and not _BASE.search(line, opening, quantity.start):
            quantity = quantity._replace(period=reported, guessed=(*quantity.guessed, "period"))
        if (
            quantity.period
            and not is_level_before(line, quantity.start)
            and not _BASE.search(line, opening, quantity.start)
        ):
            own.append(quantity.period)
        read.append(quantity)
    return read


def _of_meeting(line: str, opening: int) -> list[str]:
    """The days of a meeting that the sentence before names, where a sentence goes on to tell of it."""
    if not opening or not _MEETING.match(line, opening):
        return []
    begin, end = sentence(line, opening - 1)
    named = [time for time in times(line) if begin <= time.start < end]
    return [time.period for time in named if time.period] if len(named) == 1 else []


def _is_continued(line: str, opening: int, closing: int, told: _Told) -> bool:
    """Whether a sentence goes on with the time of the one before: it speaks of the past, or has no verb."""
    words = line[opening:closing]
    after = line[:opening].endswith("; ")
    # Losses in March are 9 tonnes; the rate was 1.9 per cent.
    past = PAST.search(words) and not (after and not PAST.search(line, *sentence(line, opening - 1)))
    speaks = _IN_TERMS.match(words) or (after and _GAPPED.fullmatch(words)) or (past and not _NOW.search(words))
    return bool(speaks) and not told.names(told.own, opening, closing)


def _still_stands(line: str, opening: int, closing: int, end: int, told: _Told, stands: bool) -> bool:
    """Whether a sentence of the present goes on with the day as of which the one before tells something (`stands`), or
    with its sum, of which it tells a part."""
    words = line[opening:closing]
    if told.names(told.every, opening, closing) or _AHEAD.search(words):
        return False
    return bool((stands and _IS.search(words)) or _OF_THIS.match(line, end))


def _is_reported(line: str, opening: int, closing: int, end: int, told: _Told) -> bool:
    """Whether a sentence of the past names no time, nor its paragraph before it one outside of what is reported; its
    first clause where that ends after a quantity that ends at `end`."""
    clause = _CLAUSE.search(line, end, closing)
    closing = clause.start() if clause else closing
    words = line[opening:closing]
    if closing > told.outside or not PAST.search(words) or _NOW.search(words):
        return False
    return not told.names(told.own, opening, closing)
