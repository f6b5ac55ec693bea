"""The rows over a table's data that head its columns."""

import re
from collections.abc import Sequence

from cited.intake.reading.cell_text import EMPTY, Cell, is_number, is_period

_LENGTH = re.compile(r"(?:^|\b[a-z]+ )\d{1,3} ?(?:[–-]|to )?.*\b(?:days?|weeks?|months?|years?)\b", re.IGNORECASE)
# 2024.01, 2024.02: months that follow each other.
_MONTH = re.compile(r"(?:19|20)\d\d\.(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"[12]\d\d\d")


def count(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows from the top head the columns of a table."""
    named = dated = False
    for number, cells in enumerate(rows):
        if not number and _are_spans(cells) and any(map(has_data, rows[1:2])):
            continue
        if has_data(cells) or (named and _counts(cells, dated)):
            return number
        texts = [cell.text for cell in cells if cell.text]
        # A title in the first cell heads no column.
        named = named or (len(texts) > 2 and bool(cells[0].text))
        dated = dated or sum(map(is_period, texts)) > 1
    return len(rows)


def _are_spans(cells: Sequence[Cell]) -> bool:
    """Whether a row has names alone, some of them lengths of time: Maturity, within 15 days, 16 to 90 days, All."""
    spans = [bool(_LENGTH.search(cell.text)) for cell in cells if re.search(r"\d", cell.text)]
    return bool(spans) and all(spans) and bool(cells[0].text)


def _counts(cells: Sequence[Cell], dated: bool) -> bool:
    """Whether a row under the names of all columns has numbers that only look like years: Industry, 1720, 1515.

    `dated` says that a row above it has the times of the columns.
    """
    rest = [cell.text for cell in cells[1:] if cell.text and not EMPTY.fullmatch(cell.text)]
    if not cells[0].text or not rest or not all(map(_YEAR.fullmatch, rest)):
        return False
    return dated or not all("1900" <= year <= "2060" for year in rest)


def has_data(cells: Sequence[Cell]) -> bool:
    """Return whether a row holds numbers, other than those of names and times."""
    rest = [cell.text for cell in cells[1:] if cell.text and not EMPTY.fullmatch(cell.text)]
    if len(rest) > 1 and all(map(_MONTH.fullmatch, rest)) and rest == sorted(set(rest)):
        return False
    return any(
        is_number(text) or (re.search(r"\d", text) and not is_period(text) and not _is_head(text)) for text in rest
    )


def _is_head(text: str) -> bool:
    """Whether a cell with digits is a header's: `Sales 2019`, `2019 (US$ m)`, `% change 2019-20`, `CO2`."""
    return (
        bool(re.search(r"[^\W\d_]{3,}|%|[$€£]", text)) and not re.match(r"[\W]*\d[\d,.]*(?!\d)\s?[^\W\d]", text)
    ) or bool(re.match(r"(?:1[5-9]|20|21)\d\d\b", text))
