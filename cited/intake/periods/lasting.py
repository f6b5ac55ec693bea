"""Lengths of time: which of them have no time of their own, because they only say how long, how often or how old."""

import re

from cited.intake.language.sentences import sentence
from cited.intake.periods.times import times
from cited.ledger.suggesting.fit import DURATIONS

# Before a length: for six weeks, within three days, every ten years, the past decade.
_LEADS = re.compile(
    r"\b(?:for|within|over|in|after|during|every|next|last|past|first|under|aged?|lasting|than)\s"
    r"(?:(?:an?|the|these|those|more|less|fewer|about|around|some|nearly|almost|just|only|at least|up to|over|under"
    r"|well|another|a further|last|past|next|first|previous|than|its|their|his|her|our)\s)*$",
    re.IGNORECASE,
)
# A two-day session.
_GLUED = re.compile(r"\w-[a-z]+$")
# Behind it: six months earlier, a year-old ship, two years late, a 30-month low.
_AFTER = re.compile(
    r"(?:[ -](?:earlier|later|ago|before|after|previously|hence|late|early|old|long|of age|running|straight|in a row"
    r"|each|per)\b|-[a-z])",
    re.IGNORECASE,
)
# What gives a length its own time all the same: for nineteen days in 2022.
_OWN = re.compile(
    r"(?: on average| in total| in all)?,? (?:in|during|from|between|of|to|since)? ?(?:the )?(?:[a-z]+ of )?$"
)
# In 2022 we held out for nineteen days.
_OPENED = re.compile(r"\W*(?:In|During|Over|Throughout)\s[^,;]*$")


def only_lasts(text: str, start: int, end: int, unit: str) -> bool:
    """Return whether a quantity is a length of time, between two places of a line, that has no time of its own."""
    if unit not in DURATIONS or _GLUED.search(text, start, end):
        return unit in DURATIONS
    named = times(text)
    begun = [time for time in named if text[end : time.start] == " from " and "/" not in time.period]
    if any(end <= one.start < end + 40 and _OWN.fullmatch(text, end, one.start) for one in named if one not in begun):
        return False
    opening, _ = sentence(text, start)
    if any(opening <= time.start < start for time in named) and _OPENED.match(text[opening:start]):
        return False
    return bool(_LEADS.search(text[max(0, start - 40) : start]) or _AFTER.match(text, end))
