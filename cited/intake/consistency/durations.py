"""Durations against the dates of their sentence: `three months, from March to June 2018`."""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from cited.intake.consistency.related import ANEW, Mention
from cited.intake.language.calendar_words import SHORT_MONTHS
from cited.intake.periods.dating import MONTH, YEAR
from cited.ledger.store import periods
from cited.ledger.store.periods import Period

_DATE = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}(?:\s+\d{{1,2}}(?!\d)(?:st|nd|rd|th)?)?(?:,?\s+{YEAR})?|{YEAR})"
_BETWEEN = re.compile(
    rf"\b(?:from|between)\s+({_DATE})\s+(?:to|and|until|till|through)\s+({_DATE})|({_DATE})\s?[-–]\s?({_DATE})"
)
# Imposed in 1994 and lifted in 2004, in force for 12 years; signed in 2001 and, 15 years later, lapsed in 2019.
_OPENED = (
    r"(?:imposed|introduced|signed|opened|launched|founded|started|begun|adopted|established|built|set up|enacted"
    r"|created|inaugurated|ratified)"
)
_CLOSED = (
    r"(?:lifted|ended|closed|repealed|abolished|expired|lapsed|dissolved|withdrawn|terminated|revoked|scrapped|shut)"
)
_LIFE = re.compile(rf"\b{_OPENED} (?:in|on) ({_DATE})\b[^.;:]{{0,40}}?\b{_CLOSED} (?:in|on) ({_DATE})")
_LIVED = re.compile(
    r"\b(?:in force|in place|in operation|open|valid|last(?:ed|ing)|stood|existed|ran|operated)"
    r"(?: for)?(?: about| some| nearly| almost| only)*\s$"
)
_LATER = re.compile(rf"^ later,? (?:it |was |were )*{_CLOSED}\b")
_SINCE = re.compile(rf"\bsince\s+({_DATE})", re.IGNORECASE)
_UNTIL_NOW = re.compile(r"\b(?:for|over|past|last|consecutive|straight|been)\b", re.IGNORECASE)
_PARTS = re.compile(
    rf"(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{MONTH})?(?:\s+(?P<after>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?)?"
    rf",?\s*(?P<year>{YEAR})?"
)
_DAYS = {"years": 365.2425, "months": 30.436875, "weeks": 7.0, "days": 1.0}
# How far the dates of a sentence may stand from its duration.
_NEAR = 90


class Dates(NamedTuple):
    """Two dates that a duration must fit: as printed, and the least and most that lies between, in its unit."""

    first: str
    last: str
    least: float
    most: float


def dates(one: Mention, dated: str) -> Dates | None:
    """Return the dates that a duration's sentence gives it, or None; `dated` is the document's date, for `since`."""
    quantity = one.quantity
    if quantity.unit not in _DAYS:
        return None
    opening = max(one.opening, quantity.start - _NEAR)
    near = one.line[opening : min(one.closing, quantity.end + _NEAR)]
    for match in _BETWEEN.finditer(near):
        first, last = [part for part in match.groups() if part]
        start, end = match.start() + opening, match.end() + opening
        # Another clause, another span: between 2020 and 2022, but after a decade of talks.
        if ANEW.search(one.line[min(end, quantity.end) : max(start, quantity.start)]):
            continue
        if between := _dates(first, last, quantity.unit):
            return between
    before, after = one.line[one.opening : quantity.start], one.line[quantity.end : one.closing]
    lives = list(_LIFE.finditer(one.words))
    if len(lives) == 1 and (_LIVED.search(before) or (before.endswith((", ", " and ")) and _LATER.match(after))):
        return _dates(lives[0][1], lives[0][2], quantity.unit)
    place = quantity.start - opening
    since = sorted(_SINCE.finditer(near), key=lambda match: max(place - match.end(), match.start() - place))
    # A three-month change is of no time since.
    if since and "-" not in quantity.printed and _UNTIL_NOW.search(near) and periods.year(dated):
        return _dates(since[0][1], dated.rstrip("~?%"), quantity.unit)
    return None


def _dates(first: str, last: str, unit: str) -> Dates | None:
    end = _span(last, "")
    start = _span(first, f"{end[0].year}" if end else "")
    if not start or not end or start[0] > end[1]:
        return None
    days = _DAYS[unit]
    # Whoever counts both ends counts one more, of the unit in which the dates are given.
    least, most = (end[0] - start[1]).days / days, ((end[1] - start[0]).days + 1) / days
    return Dates(first, last, max(0.0, least), most)


def _span(text: str, year: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of a printed date or of an EDTF one; `year` is that of a date without one."""
    if not periods.exists(text):
        parts = _PARTS.fullmatch(text.strip())
        if not parts or not (parts["year"] or year):
            return None
        text = parts["year"] or year
        if parts["month"]:
            text += f"-{SHORT_MONTHS.index(parts['month'][:3].lower()) + 1:02}"
            text += f"-{int(day):02}" if (day := parts["before"] or parts["after"]) else ""
    try:
        return Period.parse(text)
    except ValueError:
        return None


def durations(figures: Sequence[Mention], dated: str) -> dict[int, Dates]:
    """Return the dates of every duration whose sentence has them, by the duration's index."""
    return {index: held for index, one in enumerate(figures) if (held := dates(one, dated))}
