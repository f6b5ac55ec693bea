"""The date of a figure: the one its sentence gives it, to the day where it names one, else what was last named."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cited.intake.language.calendar_words import SHORT_MONTHS
from cited.ledger.store import periods

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
YEAR = r"(?:1[89]|20|21)\d\d"
_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{MONTH})"
    rf"(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]*\d|\s?(?:%|per(?:\b|cent)|million|billion)))?(?:,?\s+(?P<year>{YEAR}))?"
)
_RANGE = re.compile(
    rf"\b(?:from|between)\s+(?P<from>{YEAR})\s+(?:to|and|until|through)\s+(?P<to>{YEAR})\b"
    rf"|\b(?P<first>{YEAR})\s?[-–/]\s?(?P<last>{YEAR})\b",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"\bsince\s+(?P<year>{YEAR})\b", re.IGNORECASE)
_YEAR = re.compile(rf"(?<![\w.,$€£¥])(?P<year>{YEAR})\b(?![.,]\d|\s?(?:%|per ?cent|million|billion))")
# A year that a figure is only set against: `an increase compared to 2013`.
_AGAINST = re.compile(
    r"\b(?:compared? (?:to|with)|than|against)\b[^,;.]{0,40}$|\b(?:over|(?:up|down) (?:on|from))\s$", re.IGNORECASE
)
_SAME = re.compile(r"\b(?:the same|that) (?:year|period)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:today|currently|at present|now)\b", re.IGNORECASE)
_CENTURY = re.compile(r"\bby the end of (?:the|this) century\b", re.IGNORECASE)
# What has a year of its own, which is not that of a figure beside it; and what is said in its year.
_EVENT = (
    r"(?:elections?|crisis|wars?|uprising|revolution|coup|referendum|olympics|games|championship|invasion|treaty"
    r"|agreement|accords?|constitution)"
)
_SPEECH = r"(?:address|speech|statement|lecture|interview|letter|memoirs?|book|article|essay)"
_OF_EVENT = re.compile(
    rf"(?<!after )(?<!since )\b{_EVENT} (?:of|in) (?P<after>{YEAR})\b"
    rf"|(?<!after )(?<!since )\b(?:the|his|her|its|their) (?P<before>{YEAR}) (?:[\w’'-]+ ){{0,3}}{_EVENT}\b",
    re.IGNORECASE,
)
_IN_SPEECH = re.compile(
    rf"\bin (?:the|a|his|her|its|their) (?P<before>{YEAR}) (?:[\w’'-]+ ){{0,5}}{_SPEECH}\b"
    rf"|\bin (?:the|a|his|her|its|their) (?:[\w’'-]+ ){{0,3}}{_SPEECH} (?:of|in) (?P<after>{YEAR})\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through|and)\s")
# What separates a date from a figure: a new clause, or so many characters.
_CLAUSE = re.compile(r";|, (?:and|but|while|whereas|although|though)\b")
_FAR = 120


class Dated(NamedTuple):
    """The period, EDTF, that a sentence gives its figure, or empty; and the day by which the document knew it.

    `day`: whether that is a day which stands beside the figure; `now`: whether the sentence says that it is of today.
    """

    period: str
    known: str
    day: bool = False
    now: bool = False


class _Date(NamedTuple):
    start: int
    end: int
    edtf: str


def dated(words: str, start: int, end: int, document: str, before: str = "", after: str = "") -> Dated:
    """Return the date of the figure between two places of a sentence.

    `document` is the document's date, EDTF; `before` what precedes the sentence in its paragraph, `after` what
    follows it in a note. A day without a
    year is of the last year named before it or the document's; `the same year` is the last that was named.
    """
    after = words[end : end + 40]
    if (match := _NOW.search(after)) and not re.search(r"\d", after[: match.start()]):
        return Dated("", document, now=True)
    if _CENTURY.search(words, end):
        return Dated(f"{document[:2]}99" if document[:2].isdecimal() else "", document)
    year = next(reversed(_YEAR.findall(before)), periods.year(document))
    dates = [date for date in _own_dates(words, year) if not start <= date.start < end]
    near = sorted(dates, key=lambda date: (_apart(date, start, end), date.start))
    if near and _belongs(near[0], words, start, end):
        return Dated(near[0].edtf, document)
    past = [date.edtf for date in _own_dates(before, periods.year(document), against=True)]
    if past and _SAME.search(words):
        return Dated(periods.year(past[-1]), document)
    # A day that the paragraph names is nearer than the document's date, unless it is long past; in a note, which cites
    # what was published on a day of its own, the day that follows is as good. Of a year the figure need not be.
    following = [date.edtf for date in _dates(after, periods.year(document))]
    first = "" if after else f"{int(periods.year(document)) - 1}" if periods.year(document) else ""
    days = [
        day
        for day in (*past[-1:], *following[:1])
        if "/" not in day and len(day) > 4 and first <= periods.year(day) <= periods.year(document)
    ]
    return Dated("", days[0] if days else document, day=bool(days))


def of_something_else(words: str, period: str) -> str | None:
    """Return None where a year is the figure's own, an empty text where it is an event's: `the elections of 2016`, and
    the year by which the figure was known where it is that of a speech: `in her 2006 address`."""
    speeches, events = _years_of_others(words)
    return period if period in speeches else "" if period in events else None


@functools.lru_cache(maxsize=64)
def _years_of_others(words: str) -> list[set[str | None]]:
    """The years of speeches and of events that a sentence names, needed for each of its figures; and None, for
    a group without one."""
    return [
        {year for match in pattern.finditer(words) for year in match.groups()} for pattern in (_IN_SPEECH, _OF_EVENT)
    ]


def last_named(lines: Sequence[str], year: str) -> str:
    """Return the last day or month of a year that a text names, EDTF, or the year: the text is no older than that.

    A day for which the text names no year may be of any.
    """
    named = [date.edtf for line in lines for date in _dates(line, "") if "/" not in date.edtf]
    return max((edtf for edtf in named if edtf.startswith(year)), default=year)


def _apart(date: _Date, start: int, end: int) -> int:
    return max(start - date.end, date.start - end, 0)


def _belongs(date: _Date, words: str, start: int, end: int) -> bool:
    between = words[date.end : start] if date.end <= start else words[end : date.start]
    return len(between) <= _FAR and not _CLAUSE.search(between)


# A sentence, and what stands before it, is the same for each of its figures.
@functools.lru_cache(maxsize=64)
def _own_dates(text: str, year: str, against: bool = False) -> list[_Date]:
    """The dates of a text, and those that a figure is only set against where they are wanted, too."""
    return [
        date
        for date in _dates(text, year)
        if against or not _AGAINST.search(text[max(0, date.start - 50) : date.start])
    ]


def _dates(text: str, year: str) -> Iterator[_Date]:
    """The dates of a text in order; `year` is that of a day without one, until the text names another."""
    taken = 0
    named = sorted(
        [match for pattern in (_RANGE, _SINCE, _DATE, _YEAR) for match in pattern.finditer(text)],
        key=lambda match: (match.start(), -match.end()),
    )
    for match, following in itertools.zip_longest(named, named[1:]):
        if match.start() < taken:
            continue
        parts = match.groupdict()
        edtf = _edtf(parts, _year_of_both(text, match, following) or year, match.re is _SINCE)
        if edtf:
            taken = match.end()
            year = parts.get("year") or parts.get("to") or parts.get("last") or year
            yield _Date(match.start(), match.end(), edtf)


def _year_of_both(text: str, first: re.Match[str], last: re.Match[str] | None) -> str:
    """The year that the end of a span prints for both of its ends, or empty: from 1 March to 30 April 2020."""
    if last is None or last.re is not _DATE or not _JOINT.fullmatch(text[first.end() : last.start()]):
        return ""
    return last["year"] or ""


def _edtf(parts: dict[str, str | None], year: str, since: bool) -> str:
    if since:
        return f"{parts['year']}/.."
    first, last = parts.get("from") or parts.get("first"), parts.get("to") or parts.get("last")
    if first and last:
        return f"{first}/{last}" if first < last else ""
    if not parts.get("month"):
        return parts["year"] or ""
    day = parts["before"] or parts["after"]
    if not (parts["year"] or (day and year.isdecimal())):
        # `May` and `March` are words, too.
        return ""
    month = SHORT_MONTHS.index(str(parts["month"])[:3].lower()) + 1
    date = f"{parts['year'] or year}-{month:02}"
    return f"{date}-{int(day):02}" if day and 1 <= int(day) <= 31 else date
