"""Periods that go on: a sentence that only says `they` or `of these` tells of the time of the one before; guesses."""

import re
from collections.abc import Sequence

from cited.intake.quantities import Quantity
from cited.intake.sentences import sentence
from cited.intake.times import times

# What a sentence begins with that goes on with the one before, and what shows that it has a time of its own after all.
_GOES_ON = re.compile(
    r"[\"“‘(]?(?:They|It|He|She|These|Those|Most|Both|Of (?:these|those|them|this|that|which)"
    r"|(?:[A-Z][a-z]+ ){1,3}of (?:them|these|those|it|which)|Among (?:them|these|those))\b"
)
_NOW = re.compile(r"\b(?:now|today|will|shall|would|since|ago|previously|formerly|once|used to|is|are|has|have)\b")
_OF_THAT = re.compile(r"Of (?:that|this|these|those|them)\b")
_OWN = re.compile(r"\((?:[a-z]+ )?(?:19|20)\d\d: ")
_PAST = re.compile(
    r"\b(?:was|were|did|had|[a-z]{2,}ed|came|went|took|made|brought|spent|sold|bought|paid|lost|won|left)\b"
)


def with_continued(line: str, quantities: Sequence[Quantity], now: str, reported: str = "") -> list[Quantity]:
    """Return the quantities of a line, in order, where those of a sentence that goes on with the one before have its
    period; only where that has one period, not after the document's date `now`, and the sentence names no time and
    speaks of the past. `reported` is what the title says that the document is of: so is a paragraph that names no
    other time.
    """
    read: list[Quantity] = []
    before: list[str] = []
    own: list[str] = []
    last = -1
    goes_on = False
    for quantity in quantities:
        opening, closing = sentence(line, quantity.start)
        if opening != last:
            before = own if last >= 0 and sentence(line, opening - 1)[0] == last else []
            ahead = bool(now) and any(period[:4] > now[:4] for period in before)
            # 300 tons in 2022, up from 133 in 2010. Of that: of the first.
            one = len(set(before)) == 1 or (before and _OF_THAT.match(line, opening))
            goes_on = bool(one) and not ahead and _is_continued(line, opening, closing)
            own, last = [], opening
        if goes_on and not quantity.period:
            quantity = quantity._replace(period=before[0], guessed=(*quantity.guessed, "period"))
        elif reported and not quantity.period and not quantity.cell and _is_reported(line, opening, closing, reported):
            quantity = quantity._replace(period=reported, guessed=(*quantity.guessed, "period"))
        if quantity.period:
            own.append(quantity.period)
        read.append(quantity)
    return read


def _is_continued(line: str, opening: int, closing: int) -> bool:
    words = line[opening:closing]
    named = any(opening <= time.start < closing for time in times(line))
    return bool(_GOES_ON.match(words) and _PAST.search(words)) and not named and not _NOW.search(words)


def _is_reported(line: str, opening: int, closing: int, reported: str) -> bool:
    """Whether a sentence of the past names no time, nor its paragraph before it one outside of what is reported."""
    words = line[opening:closing]
    # (2022: £31m) has its own.
    named = [time for time in times(line) if time.start < closing and not _OWN.match(line, time.start - 1)]
    if not _PAST.search(words) or _NOW.search(words) or any(time.start >= opening for time in named):
        return False
    return all(time.period.startswith(reported[:4]) for time in named if time.period)
