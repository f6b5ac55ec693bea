"""Times: the times that a text names, in EDTF."""

import functools
import re
from typing import NamedTuple

from cited.intake.language.calendar_words import COUNTS, MAYBE_RELATIVE, MONTHS, ORDINAL
from cited.intake.language.measures import either
from cited.intake.numbers import dispatch
from cited.intake.periods import relative, relative_forms
from cited.intake.periods.relative import Relative
from cited.intake.periods.time_forms import FORMS


class Time(NamedTuple):
    """A time that a text names: where it stands, and the period in EDTF; empty where `relative` tells it by another."""

    start: int
    end: int
    period: str
    relative: Relative | None = None

    @property
    def steps(self) -> int:
        """How far it is from another time, which it is compared with."""
        return self.relative.steps if self.relative and self.relative.base == "anchor" else 0


_PATTERNS = [*((name, pattern) for name, pattern, _ in FORMS), *relative_forms.FORMS]
_OPENINGS = [dispatch.of_words(pattern) for _, pattern in _PATTERNS]
_READ = {name: read for name, _, read in FORMS}
_MAYBE = re.compile(r"\d{4}|FY|[1-4]Q|[12]H\s?\d|9M\s?\d")

# With what a time may begin; the forms are tried nowhere else.
_OPENING = str.split(
    "epidemiological epi reporting calendar the its previous preceding prior this last next today yesterday currently"
    " to at same that in during over for on"
    " quarter year month months week twelve since between from fiscal financial marketing academic school crop"
    " half agricultural of by until through and end mid early late"
)
_BEGINS = re.compile(
    r"(?<![A-Za-z0-9_])(?:\d|(?:Q|H|FY)(?=\s?\d)"
    rf"|(?:{either(dict.fromkeys([*COUNTS, *MONTHS, *ORDINAL, *_OPENING]))})(?![a-z]))",
    re.IGNORECASE,
)


# The year that an index counts from is no time of a figure: (2015 = 100).
_IS_BASE = re.compile(r"\s?=\s?100\b")
# Nor is the number of an act: Regulation (EU) 2024/1679.
_ACT = re.compile(r"(?:(?<=\((?:EU|EC|UN)\)\s)|(?<=\(EEC\)\s))\d+/\d+")


# The Finance Bill 2019, a parcel with an 1891 date.
_NAMES = re.compile(r"(?:\b(?:Bill|Act|Ordinance),? |\bNos?\. ?|\bwith an? )$")
# Since the first case was notified on 9 January 2017, all that follows is of the time from then on.
_SINCE = re.compile(r"(?:^|[^\w,] |[.;•] ?)Since (?:[^\W\d]+ ){2,10}(?:on|in|of) (?:the )?$")
# When a season or a fiscal year begins and ends is no other time: 2023-24 (October-September).
_MONTHS = ("months", "monthsof", "days", "daysof")


# Fiscal 2023 (to 30 June); the fiscal year 2023 that ended on September 30.
_DAYS = ("dayof", "day", "usday", "monthof")
_ENDED = re.compile(r"(?: \(|,? (?:that|which) )?(?:to|end(?:s|ed|ing)|until|through)(?: on| in)? ?")


def _says_from_when(text: str, kind: str, last: Time, start: int) -> bool:
    if not re.fullmatch(r"\d{4}/\d{4}", last.period):
        return False
    if kind in _DAYS:
        return bool(_ENDED.fullmatch(text, last.end, start))
    return kind in _MONTHS and text[last.end : start] in (" (", " [", " (from ", " (i.e. ")


@functools.lru_cache(maxsize=8192)
def _any(word: str) -> list[tuple[str, re.Pattern[str]]]:
    """The forms that may begin with a word or a digit, and their patterns; the first that matches counts."""
    keys = set(dispatch.keys(word))
    return [
        (name, _form(pattern))
        for (name, pattern), known in zip(_PATTERNS, _OPENINGS, strict=True)
        if known is None or not keys.isdisjoint(known)
    ]


@functools.cache
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# As many lines as a long text has: what gives them their context and what reads them ask for the same times.
@functools.lru_cache(maxsize=20_000)
def times(text: str) -> tuple[Time, ...]:
    """Return the times that a line names, in order."""
    if not _MAYBE.search(text) and not MAYBE_RELATIVE.search(text):
        return ()
    read: list[Time] = []
    end = 0
    for begin in _BEGINS.finditer(text):
        start = begin.start()
        if start < end:
            continue
        if _NAMES.search(text, max(0, start - 16), start):
            continue
        if act := _ACT.match(text, start):
            end = act.end()
            continue
        forms = _any(begin[0])
        kind, match = next(((name, match) for name, form in forms if (match := form.match(text, start))), ("", None))
        if not match:
            continue
        end = match.end()
        if _IS_BASE.match(text, end) or (read and _says_from_when(text, kind, read[-1], start)):
            continue
        if kind in _READ:
            period = _READ[kind](match)
            since = "/" not in period and _SINCE.search(text, max(0, start - 80), start)
            read.append(Time(*match.span(), f"{period}/.." if since else period))
            continue
        if counted := relative.relative(kind, match):
            read.append(Time(*match.span(), "", counted))
    return tuple(read)
