"""Columns of a table: names of rows, dates, counters, ranks, or data, and what columns beside one say of it."""

import functools
import re

from cited.intake.language.noun_words import HEADS
from cited.intake.reading.cell_text import is_number, is_period
from cited.intake.reading.quantities import YEARLIKE
from cited.intake.reading.structure import Table
from cited.intake.units.headings import heading

_DATED = re.compile(
    r"\b(?:year|date|founded|since|established|est\.|opened|joined|built|born|month|quarter|period)\b", re.I
)
_EVENT = re.compile(
    r"(?:year |date )?(?:of )?(?:founded|foundation|since|established|est\.|opened|opening|joined|accession|built|born"
    r"|birth|commissioned|launched|maturity|expiry|due)(?: (?:in|on|date|year))?",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"\W*(?:no\.?|nr\.?|#|s\.?\s?no\.?|sl\.?\s?no\.?|item|code|id|isic|hs"
    r"|(?:tariff |hs |cn |ncm )?(?:sub)?headings?|tariff (?:line|code|item)s?|(?:hs|cn|naics|sitc) codes?"
    r"|note|notes|ref\.?)\W*",
    re.IGNORECASE,
)
# A column of shares, in a table of something else.
_SHARE = re.compile(r"(?<!per )\bshare\b(?! (?:price|capital)s?\b)", re.IGNORECASE)
_ALL = re.compile(r"\W*(?:all|total|both(?: sexes)?|overall|together|sum)\W*", re.IGNORECASE)
# What counts nothing, whatever stands above it.
_PURE = re.compile(r"\b(?:index|indices|ratio|coefficient|score|multiplier)\b(?!.*[%$€£])", re.IGNORECASE)
_INDICES = re.compile(r"(?:table \d+\W+)?(?:indices|index(?: numbers)?)\b(?!.*(?:[%$€£]|per ?cent))", re.IGNORECASE)
# More than a hundred.
_HUNDREDS = re.compile(r"(?<![\d.])(?!100\b)[1-9]\d\d|\d,\d")
_BROKEN = re.compile(r"\d[.,]\d\d?(?!\d)")
_AGES = re.compile(
    r"\d\s?(?:[-–+]|years? (?:and|or|of age|old)|to |and |or )|\b(?:under|over|aged|below|above) \d", re.I
)
# A column that gives the unit of each row.
_UNITS = re.compile(
    r"\W*(?:units?(?: of (?:measure(?:ment)?|account))?|measured in|denomination|uom)\W*", re.IGNORECASE
)
# What is found of a column holds for each of its cells.
_once = functools.lru_cache(maxsize=1024)
_RANK = re.compile(
    r"^\W*(?:position|place)\W*(?:(?:19|20)\d\d\W*)?$"
    r"|\brank(?:ing)?\b(?!.*[%$€£])(?! (?:score|points))",
    re.IGNORECASE,
)
# The first column of a classification, a budget or a form: SITC, Vote, Line.
_CODES = re.compile(
    r"\W*(?:[A-Z][A-Z-]{2,8}(?:[- ]?\d+(?:\.\d+)?)?|[\w -]{0,20}?(?i:\b(?:codes?|chapters?|sections?|lines?|votes?"
    r"|rows?|divisions?|class(?:es)?|heads?|articles?|programmes?)))\W*"
)
_CODE = re.compile(r"[A-Z]?\d{1,4}[A-Z]?(?:\s?[,–—-]\s?[A-Z]?\d{1,4})*")


@_once
def kind(table: Table, column: int) -> str:
    """Return what a column is: `stub`, `date`, `counter`, `rank` or `data`."""
    words = " ".join(table.heading(column))
    texts = [cells[column].text for _, cells in table.body if cells[column].text]
    if _COUNTER.fullmatch(words) and not (column and words.strip() == "No" and _answers(table)):
        return "counter"
    if _UNITS.fullmatch(words):
        return "stub"
    if _RANK.search(words):
        return "rank"
    if column == 0:
        if _CODES.fullmatch(words) and _has_stub(table) and all(map(_CODE.fullmatch, texts)):
            return "counter"
        alone = sum(is_number(text) for text in texts)
        return "data" if alone > len(texts) / 2 and words and not _DATED.search(words) and _has_stub(table) else "stub"
    years = sum(bool(YEARLIKE.fullmatch(text) or (is_period(text) and not text.isdecimal())) for text in texts)
    if texts and years == len(texts) and (len(texts) > 1 or _DATED.search(words)):
        return "date"
    return "data"


@_once
def is_units(table: Table, column: int) -> bool:
    """Return whether a column gives the unit of each row."""
    return bool(_UNITS.fullmatch(" ".join(table.heading(column))))


@_once
def _has_stub(table: Table) -> bool:
    """Whether names stand in another column than the first."""
    return any(len(cells) > 1 and cells[1].text and not re.search(r"\d", cells[1].text) for _, cells in table.body)


@_once
def _is_large(table: Table, column: int) -> bool:
    """Whether most numbers of a column are too large for shares: Equitable share | 7,861.7."""
    texts = [re.sub(r"[^\d.]", "", cells[column].text) for _, cells in table.body if is_number(cells[column].text)]
    return 2 * sum(len(text.partition(".")[0]) > 3 for text in texts) > len(texts)


def _answers(table: Table) -> bool:
    """Whether a column is headed Yes, so that No beside it is no number."""
    return any(cell.text.strip() == "Yes" for _, cells in table.header for cell in cells)


def beside(table: Table, column: int, unit: str, own: str, near: str, stub: str) -> str:
    """Return the unit of a column of shares, of an index, of counts in a table of shares, and of one of all beside
    columns that count the same: All, Boys, Girls; else `unit`.

    `own` is the unit that its header names, `near` the noun there or in the row's name, and `stub` the unit of that.
    """
    head = _head(table, column)
    shared = _SHARE.search(head) and not _is_large(table, column)
    if not own and (shared or is_pure(table, column)):
        return "percent" if shared else ""
    apart = stands_out(table, column) or (unit == "percent" and is_count(table, column))
    apart = apart or (unit.islower() and _follows_total(table, column))
    if near and unit and unit != stub and not own and apart:
        # Dams, in a table of per cent or of tonnes.
        return near
    if unit or not _ALL.fullmatch(head):
        return unit
    width = max(len(cells) for _, cells in table.body)
    nouns = {heading(" ".join(table.heading(one))).noun for one in range(1, width) if one != column}
    return nouns.pop() if len(nouns) == 1 else ""


def _head(table: Table, column: int) -> str:
    return (table.heading(column) or [""])[-1] if column else ""


def is_age(stub: str) -> bool:
    """Return whether a row is of people of an age, which is not the unit of its numbers: 65 years and over."""
    return bool(_AGES.search(stub))


@_once
def is_pure(table: Table, column: int) -> bool:
    """Return whether a column has numbers that count nothing: an index, a ratio."""
    return bool(_PURE.search(_head(table, column)) or _INDICES.match(table.caption))


@_once
def is_event(table: Table, column: int) -> bool:
    """Return whether a column says when something happened that its row is not about: Founded, Opened."""
    return bool(_EVENT.fullmatch(_head(table, column)))


@_once
def stands_out(table: Table, column: int) -> bool:
    """Return whether a column alone names what it counts, beside others headed by times: 5 May, 8 April, Seats 2022.

    It does not where all are summed in another: Dry bulk, Containers, Total.
    """
    width = max(len(cells) for _, cells in table.body)
    heads = [heading(_head(table, one)) for one in range(1, width)]
    nouns = [one.noun if not one.unit else "" for one in heads]
    summed = any(_ALL.fullmatch(_head(table, one)) for one in range(1, width))
    return bool(nouns[column - 1]) and not summed and sum(map(bool, nouns)) == 1 and width > 2


@_once
def _follows_total(table: Table, column: int) -> bool:
    """Whether a column names things, behind one that sums those before it: Cereals, Total dispatched, Trucks."""
    summed = any(re.match(r"total\b", _head(table, one), re.IGNORECASE) for one in range(2, column))
    return summed and _head(table, column).lower().rpartition(" ")[2].removesuffix("s") in HEADS


@_once
def is_count(table: Table, column: int) -> bool:
    """Return whether the numbers of a column are whole in a table whose others are broken."""
    texts = [(place, cell.text) for _, cells in table.body for place, cell in enumerate(cells) if place and cell.text]
    broken = [place for place, text in texts if _BROKEN.search(text)]
    own = [text for place, text in texts if place == column]
    # Rates of 35, 20 and 15 per cent are whole, too.
    counted = heading(_head(table, column)).noun or any(_HUNDREDS.search(text) for text in own)
    return bool(broken and counted) and column not in broken
