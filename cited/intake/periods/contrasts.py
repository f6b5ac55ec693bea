"""Contrasts: a time after a quantity that is another's, against which it is set."""

import re
from collections.abc import Sequence

from cited.intake.language.sentences import sentence
from cited.intake.periods.times import Time
from cited.intake.units.changing import CHANGED

# What parts the amount of one time from that of another.
_CONTRAST = re.compile(
    r"\b(?:against|compare[ds]?|versus|than|while|whereas|after|before|following|since|but"
    r"|on top of|in addition to|with an? (?:peak|high|low|maximum|minimum|record))\b|;",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\b")


def _contrasts(text: str, start: int, end: int) -> bool:
    """Whether what stands between an amount and a time sets it against another amount of that time: fell to 3 from 5 in
    2012, but not: 5,000 patients from nine hospitals in 2012."""
    if _CONTRAST.search(text[start:end]):
        return True
    opening, _ = sentence(text, start)
    return bool(_FROM.search(text[start:end]) and CHANGED.search(text[opening:end]))


def of_contrast(
    text: str, span: tuple[int, int], time: Time, taken: Sequence[Time], own: Sequence[tuple[int, int]]
) -> bool:
    """Return whether a time after a quantity is that of another one, with which it is contrasted: 4.4 per cent, against
    4.8 per cent in the estimates for 2024-25."""
    others = time in taken or any(span[1] <= start and end <= time.start for start, end in own)
    return others and _contrasts(text, span[1], time.start)
