"""Times of columns that other columns or the caption tell: a year ago, previous quarter, last season."""

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
_UNITS = {"season": "year", "half": "half-year"}


def earlier(table: Table, column: int, now: str) -> str:
    """Return the period of a column headed by how long before another it is, in EDTF; else an empty text.

    What it is before is the nearest column to the left that a time heads, else the nearest to the right, else the time
    of the caption; `now` is the document's date.
    """
    head = _head(table, column)
    match = _EARLIER.fullmatch(head)
    if not match:
        return ""
    unit = (match["ago"] or match["last"] or match["same"] or "year").lower()
    unit = _UNITS.get(unit, unit)
    width = max(len(cells) for _, cells in table.body)
    order = [*range(column - 1, 0, -1), *range(column + 1, width)]
    heads = [_head(table, one) for one in order]
    told = [of_heading(words) or without_year(words, now) for words in heads]
    base = next((period for period in told if period), "") or of_heading(table.caption)
    if unit == "year" or span_of(base) == unit:
        return step(base, -1, unit) if base else ""
    return step(base, -1, "month") if unit == "month" and span_of(base) == "day" else ""


def _head(table: Table, column: int) -> str:
    return (table.heading(column) or [""])[-1]
