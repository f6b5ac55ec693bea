"""Clauses that begin with how long ago something was: ten years ago it was 6.8; a year earlier it had been 13."""

import re

from cited.intake.periods.times import Time

WAS = re.compile(
    r",? (?:it|they|there|that|this|the [a-z]+) (?:was|were|had(?: been)?|stood at|came to|numbered) (?:[a-z]+ ){0,2}"
)
_AGO = re.compile(r"\w+ years? (?:ago|(?P<earlier>earlier))", re.IGNORECASE)


def tells(text: str, time: Time) -> bool:
    """Return whether a clause begins with a time that is so many years before another, and tells of that."""
    if time.steps >= 0 or not _AGO.fullmatch(text, time.start, time.end):
        return False
    opens = text[: time.start].endswith(("", ". ", "; ")[bool(time.start) :]) and not is_earlier(text, time)
    return opens or bool(WAS.match(text, time.end))


def is_earlier(text: str, time: Time) -> bool:
    """Return whether a time is told by the one named before it, not by the document's date: a year earlier."""
    match = _AGO.fullmatch(text, time.start, time.end)
    return bool(match and match["earlier"])
