"""Times of columns that other columns or the caption tell: a year ago, previous quarter, last season."""

import calendar
import functools
import re

from cited.intake.periods.heading_times import of_heading, without_year
from cited.intake.periods.resolving import span_of, step
from cited.intake.reading.structure import Table

_EARLIER = re.compile(
    r"\W*(?:in |the )*(?:(?:a |one )?(?P<ago>year|quarter|month|week) (?:ago|earlier|before|previously)"
    r"|(?:previous|prior|preceding|last) (?:fiscal |financial |business |crop |marketing )?"
    r"(?P<last>year|season|quarter|half-year|half|month|week)"
    r"|(?:same|corresponding|comparable) (?:month|quarter|period|week)(?: of| in)?,? (?:the )?"
    r"(?:previous|prior|preceding|last|a)? ?(?P<same>year)(?: (?:ago|earlier|before))?"
    r"|(?P<short>PY|LY))\W*(?:\([^)]*\))?",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\W*(?:this|current|reporting) (?:fiscal |financial |business |crop |marketing )?"
    r"(?P<this>year|season|quarter|half-year|month|week)\W*",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)(?P<day>-\d\d)?")
_UNITS = {"season": "year", "half": "half-year"}


def told(table: Table, column: int, now: str, reported: str) -> str:
    """Return the period of a column headed by this time or by how long before another it is, in EDTF; else an empty
    text.

    `now` is the document's date and `reported` what its title says that it is of: this season. What a column is before
    is the nearest column to the left that a time heads, else the nearest to the right, else the caption, else that.
    """
    head = _head(table, column)
    own = of_heading(table.caption) or reported
    if match := _THIS.fullmatch(head):
        return own if span_of(own) == _unit(match["this"]) else ""
    match = _EARLIER.fullmatch(head)
    if not match:
        return ""
    unit = _unit(match["ago"] or match["last"] or match["same"] or "year")
    width = max(len(cells) for _, cells in table.body)
    order = [*range(column - 1, 0, -1), *range(column + 1, width)]
    heads = [_head(table, one) for one in order]
    told = [of_heading(words) or without_year(words, now) for words in heads]
    base = next((period for period in told if period), "") or own
    if unit == "year" or span_of(base) == unit:
        return step(base, -1, unit) if base else ""
    return step(base, -1, "month") if unit == "month" and span_of(base) == "day" else ""


def of_months(words: list[str], table: Table) -> list[str]:
    """Return names of rows or columns with the months that they are in words: 2024-05-01, 2024-05.

    First days are months where the table has no other days, and years with two digits more where these are no years
    that follow: 2023-24.
    """
    if not any(map(_MONTH_ALONE.fullmatch, words)):
        return words
    first, plain = _are_months(table)

    def named(match: re.Match[str]) -> str:
        told = (first if match["day"] else plain) and 0 < int(match["month"]) < 13
        return f"{calendar.month_name[int(match['month'])]} {match['year']}" if told else match[0]

    return [_MONTH_ALONE.sub(named, text) if _MONTH_ALONE.fullmatch(text) else text for text in words]


@functools.lru_cache(maxsize=64)
def _are_months(table: Table) -> tuple[bool, bool]:
    """Whether the first days in a table, and the years with two digits more, are months."""
    names = {cell.text for _, cells in [*table.header, *table.body] for cell in cells}
    found = [match for match in map(_MONTH_ALONE.fullmatch, names) if match]
    days = [match for match in found if match["day"]]
    first = len(days) > 2 and all(match["day"] == "-01" for match in days)
    short = [match for match in found if not match["day"]]
    return first, len(short) > 2 and any(int(match["month"]) != int(match["year"][2:]) + 1 for match in short)


def without(heads: list[str]) -> list[str]:
    """Return the headings of a column without those that only say when: they name no unit, as years are."""
    return [words for words in heads if not (_EARLIER.fullmatch(words) or _THIS.fullmatch(words))]


def _unit(word: str) -> str:
    return _UNITS.get(word.lower(), word.lower())


def _head(table: Table, column: int) -> str:
    return (table.heading(column) or [""])[-1]
