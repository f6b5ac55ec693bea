"""Whether a cell gives a reason: words that a person can read, not a mark that only fills it."""

import re
from collections.abc import Iterator
from pathlib import Path

from cited import project
from cited.ledger.store import tables
from cited.ledger.store.faults import Fault

_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile(r"[aeiouyàáâäåæèéêëìíîïòóôöøùúûüýœ]", re.IGNORECASE)
# Letters of scripts that write no vowels, or no blanks between words.
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f]")
LONG = 4
FILLERS = {"todo", "none", "unknown", "nothing", "reason", "remark", "test", "null", "void"}
# Columns of words of our own, a word or more in every table that has them; of series, which quote nobody, some more.
WORDED = {
    "remark": "expected what a reader must know, in words",
    "measure": "expected what is measured, in the field’s words",
}
OWN = ("title", "publisher", "dataset", "licence")
# The same as a pattern of polars and of Python.
WORDS = r"\p{L}{2}"
_WORDS = re.compile(r"[^\W\d_]{2}")


def is_reason(text: str) -> bool:
    """Tell whether a cell gives a reason, as far as a machine can tell: `x`, `n/a`, `-` or `todo` give none.

    Our rule: two different words, one of which has four letters or more, is not one letter again and again, has a
    vowel, and is none of the words that stand for an empty cell. Of other scripts four letters.
    """
    if len(_OTHER_SCRIPT.findall(text)) >= LONG:
        return True
    words = {word.lower() for word in _WORD.findall(text)}
    return len(words) > 1 and any(
        len(word) >= LONG and _VOWEL.search(word) and len({*word}) > 2 for word in words - FILLERS
    )


def faults(paths: list[Path]) -> Iterator[Fault]:
    """Give the cells of these files that say nothing in letters, of columns that hold words: an empty one is none."""
    for path in paths:
        worded = (*WORDED, *(OWN if path.stem == "series" else ()))
        for number, row in enumerate(tables.read(path), start=2):
            for column in worded:
                cell = row.get(column)
                if isinstance(cell, str) and cell and not _WORDS.search(cell):
                    expected = WORDED.get(column, f"expected the {column}, in words")
                    yield Fault(project.within(path), number, column, cell, expected)
