"""Columns of a table: names of rows, dates, counters, ranks, or data."""

import re

from cited.intake.reading.quantities import YEARLIKE
from cited.intake.reading.structure import Table, is_number, is_period

_DATED = re.compile(
    r"\b(?:year|date|founded|since|established|est\.|opened|joined|built|born|month|quarter|period)\b", re.I
)
_COUNTER = re.compile(
    r"\W*(?:no\.?|nr\.?|#|s\.?\s?no\.?|sl\.?\s?no\.?|item|code|id|isic|hs|note|notes|ref\.?)\W*", re.IGNORECASE
)
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
