"""What changed in the data, in a reader's words: periods and numbers as pages write them."""

import dataclasses
import math

from cited.manifest import Change, Edition
from cited.page.wording import words

NUMBERS = ("low", "high")


def in_words(editions: list[Edition]) -> list[Edition]:
    """Return editions whose changes have periods and numbers in words; what can be read as neither stays as it is."""
    return [
        dataclasses.replace(edition, changes=tuple(_in_words(change) for change in edition.changes))
        for edition in editions
    ]


def _in_words(change: Change) -> Change:
    old, new = (_text_in_words(change.column, text) for text in (change.old, change.new))
    return dataclasses.replace(change, old=old, new=new)


def _text_in_words(column: str, text: str) -> str:
    try:
        if column == "period":
            return words.plain(text)
        if column in NUMBERS and text and math.isfinite(float(text)):
            return words.number(float(text))
    except ValueError:
        # An edition of old may hold what the present rules refuse.
        return text
    return text
