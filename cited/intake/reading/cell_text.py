"""The text of a table's cell: where it stands, and whether it is a number, a time, or says that there is none."""

import re
from typing import NamedTuple

from cited.intake.language.calendar_words import DAY, MONTH


class Cell(NamedTuple):
    """Where a cell's characters stand in its line, and what they are; an empty cell begins and ends at one place."""

    start: int
    end: int
    text: str


# A number, and another in brackets beside it: 1.9 (2.3).
_PAIR = re.compile(r"(?P<first>[^()\[\]]*\d[^()\[\]]*?)\s?[(\[](?P<second>[^()\[\]]*\d[^()\[\]]*)[)\]]")
_NUMBER = re.compile(
    r"[(\[]?\s?[-−–+~<>≤≥]?\s?(?:[^\W\d]{0,4}[$€£¥₹]|[A-Z]{2,3}\s)?\s?[-−–+]?\d[\d,.\s'’/]*\d?\s?(?:%"
    r"|[a-zA-Z€£]{0,4})?\s?[)\]]?[*†‡⁰¹²³⁴-⁹a-e]{0,3}(?:\[\w{1,2}\])?"
)
# US$ 40 million, 15 years.
_AMOUNT = re.compile(r"(?:[A-Z]{0,3}[$€£₹] ?|[A-Z][A-Za-z]{1,2}\.? )?\d[\d.,]*(?: [^\W\d]+){1,2}")
_PERIOD = re.compile(
    r"(?:(?:FY|CY|Q[1-4]|H[12]|end|mid|late|early|as of|year|in|avg\.?|[A-Z][a-z]{2,8}\.?)?[\s-]*)*"
    r"(?:1[5-9]|20|21)\d\d(?:\s?[-–/]\s?\d{2,4})?"
    r"(?:\s?(?:Q[1-4]|H[12]|[a-zA-Z()*]{1,12}))*|FY\s?\d\d(?:\s?[-–/]\s?\d\d)?[a-zA-Z()]*|Q[1-4](?:\s?\d{2,4})?"
    rf"|[1-4]Q\s?(?:20)?\d{{2}}|(?i:(?:as (?:at|on|of) )?(?:{DAY}\s{MONTH}|{MONTH}\s{DAY})(?:,?\s(?:19|20)\d\d)?)"
    r"|[0-3]?\d[./][01]?\d[./](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d"
)
_MARKS = re.compile(r"(?:[⁰¹²³⁴-⁹†‡*]|\[\w\]|<sup>[\da-z, ]{1,5}</sup>)+$")
EMPTY = re.compile(r"(?:n\.?/?a\.?|[-–—.…*]+|nil|none|:)?", re.IGNORECASE)
# Bold and italic type in Markdown.
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])(?P<inner>[^*_]*[^\s*_])\1")


def is_number(text: str) -> bool:
    """Return whether a cell holds a number alone, with its signs and marks."""
    return bool(_NUMBER.fullmatch(text.strip())) and not is_period(text)


def is_amount(text: str) -> bool:
    """Return whether a cell holds a number with the words of its unit, and nothing else."""
    return bool(_AMOUNT.fullmatch(text)) and not is_number(text) and not is_period(text)


def numbers(cell: Cell) -> list[Cell]:
    """Return a cell's numbers: the cell itself, or both where one stands in brackets after the other."""
    match = _PAIR.fullmatch(cell.text)
    parts = [match.span(name) for name in ("first", "second")] if match else []
    if not all(is_number(cell.text[start:end]) for start, end in parts):
        parts = []
    pair = [Cell(cell.start + start, cell.start + end, cell.text[start:end]) for start, end in parts]
    return pair or [cell]


def is_period(text: str) -> bool:
    """Return whether a cell holds a time alone: a year, a fiscal year, a quarter."""
    return bool(_PERIOD.fullmatch(_MARKS.sub("", text.strip(" *_"))))


def unmarked(begin: int, text: str) -> Cell:
    """Return the cell of a text that begins at `begin`, without the marks of bold and italic type around it."""
    if match := _EMPHASIS.fullmatch(text):
        return Cell(begin + match.start("inner"), begin + match.end("inner"), match["inner"])
    return Cell(begin, begin + len(text), text)
