"""Whether a text prints a date, and of which year one is that it prints without a year."""

import re
from datetime import date

from cited.intake.language.calendar_words import MONTHS
from cited.ledger.store.periods import Period, exists

_PART = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")
# The year of a date, where it follows: May 3rd, 2014; 3 May 2014; 3.5.2014; May 3-4 of 2014.
_FOLLOWING = r"(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2}(?!\d))?(?:[,.]?\s|[./]|\sof\s)?(?:((?:1[5-9]|20|21)\d\d)(?!\d))?"


def printed(end: str, near: str) -> bool:
    """Tell whether a text prints a date: a year; of a day or a month that, without a year or with its own."""
    match = _PART.fullmatch(end)
    if not match or end in near:
        return True
    year, month, _ = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return _year_printed(year, near)
    # A year that follows at once is the one; without it any may be meant.
    return any(found in (None, year) for found in _years(end, near))


def other_year(end: str, near: str, text: str, said: str) -> str:
    """Return the year that a day or a month is of which a text prints without one: the nearest to its words.

    `near` is what stands near the figure, `text` the whole document, `said` when the words were written (EDTF). Empty
    where the year is the nearest, or is printed near, or with the date anywhere.
    """
    match = _PART.fullmatch(end)
    if not match or not match[2] or not 1 <= int(match[2]) <= 12 or not exists(said):
        return ""
    year = match[1]
    if _year_printed(year, near) or year in _years(end, text):
        return ""
    # Of a month or a year in which words were written its first day counts.
    written = Period.parse(said).first
    years = {int(year), *range(written.year - 1, written.year + 2)}
    nearest = min(sorted(years), key=lambda one: _apart(f"{one:04}{end[4:]}", written))
    return "" if nearest == int(year) else f"{nearest:04}"


def _apart(day: str, written: date) -> int:
    """How many days lie between a date and that of the words; very many where the year has no such day."""
    if not exists(day):
        return 10**6
    of = Period.parse(day)
    return max(0, (of.first - written).days, (written - of.last).days)


def _year_printed(year: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\d){year}(?!\d)|\d[-–/]{year[2:]}(?!\d)", text))


def _years(end: str, text: str) -> list[str | None]:
    """The years with which a text prints a day or a month, one for each place, None where it prints no year there."""
    match = _PART.fullmatch(end)
    year, month, day = match.groups() if match else ("", "", "")
    name = "|".join(sorted((name for name, number in MONTHS.items() if number == int(month)), key=len, reverse=True))
    if not day:
        one = rf"\b(?:{name})\b|(?<!\d){int(month):02}[./](?={year})"
    else:
        number, other = rf"0?{int(day)}(?!\d)", r"\d{1,2}\s?[-–]\s?"
        one = rf"\b(?:{name})\.?\s(?:{other})?{number}"
        one += rf"|(?<!\d){number}(?:st|nd|rd|th|\.)?(?:\s?[-–]\s?\d{{1,2}})?\s(?:of\s|de\s)?(?:{name})\b"
        one += rf"|(?<!\d){number}[./]0?{int(month)}[./]|(?<!\d)0?{int(month)}/{number}"
    return [match[1] for match in re.finditer(rf"(?:{one}){_FOLLOWING}", text, re.IGNORECASE)]
