"""Columns of a table: names of rows, dates, counters, ranks, or data, and what columns beside one say of it."""

import re

from cited.intake.reading.quantities import YEARLIKE
from cited.intake.reading.structure import Table, is_number, is_period
from cited.intake.units.headings import heading

_DATED = re.compile(
    r"\b(?:year|date|founded|since|established|est\.|opened|joined|built|born|month|quarter|period)\b", re.I
)
_COUNTER = re.compile(
    r"\W*(?:no\.?|nr\.?|#|s\.?\s?no\.?|sl\.?\s?no\.?|item|code|id|isic|hs|note|notes|ref\.?)\W*", re.IGNORECASE
)
# A column of shares, in a table of something else.
_SHARE = re.compile(r"(?<!per )\bshare\b(?! (?:price|capital)s?\b)", re.IGNORECASE)
_ALL = re.compile(r"\W*(?:all|total|both(?: sexes)?|overall|together|sum)\W*", re.IGNORECASE)
_BROKEN = re.compile(r"\d[.,]\d\d?(?!\d)")
_RANK = re.compile(r"\W*(?:rank|ranking|position|place)\W*", re.IGNORECASE)


def kind(table: Table, column: int) -> str:
    """Return what a column is: `stub`, `date`, `counter`, `rank` or `data`."""
    words = " ".join(table.heading(column))
    texts = [cells[column].text for _, cells in table.body if cells[column].text]
    if _COUNTER.fullmatch(words):
        return "counter"
    if _RANK.fullmatch(words):
        return "rank"
    if column == 0:
        alone = sum(is_number(text) for text in texts)
        return "data" if alone > len(texts) / 2 and words and not _DATED.search(words) and _has_stub(table) else "stub"
    years = sum(bool(YEARLIKE.fullmatch(text) or (is_period(text) and not text.isdecimal())) for text in texts)
    if texts and years == len(texts) and (len(texts) > 1 or _DATED.search(words)):
        return "date"
    return "data"


def _has_stub(table: Table) -> bool:
    """Whether names stand in another column than the first."""
    return any(len(cells) > 1 and cells[1].text and not re.search(r"\d", cells[1].text) for _, cells in table.body)


def beside(table: Table, column: int, width: int, unit: str, own: str) -> str:
    """Return the unit of a column of shares, and of one of all beside columns that count the same: All, Boys, Girls;
    else `unit`. `own` is the unit that its header names."""
    head = (table.heading(column) or [""])[-1] if column else ""
    if not own and _SHARE.search(head):
        return "percent"
    if unit or not _ALL.fullmatch(head):
        return unit
    nouns = {heading(" ".join(table.heading(one))).noun for one in range(1, width) if one != column}
    return nouns.pop() if len(nouns) == 1 else ""


def is_count(table: Table, column: int) -> bool:
    """Return whether the numbers of a column are whole in a table whose others are broken."""
    texts = [(place, cell.text) for _, cells in table.body for place, cell in enumerate(cells) if place and cell.text]
    broken = [place for place, text in texts if _BROKEN.search(text)]
    return bool(broken) and column not in broken
