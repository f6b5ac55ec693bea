"""Themes: which of them a text speaks for, by the words of `data/themes.csv`."""

import functools
import re
from collections import Counter

from cited.ledger.store import names, tables
from cited.ledger.store.held import once

# After a word of the table: whatever begins with it speaks for the theme as well.
BEGINS = "*"


def guess(text: str) -> str:
    """Return the theme that most words of a text speak for, the first named of several; empty where none does."""
    pattern = once("themes", _of_now)
    # In small letters: a pattern that asks for both passes over no alternative by its first letter.
    scores = Counter(match.lastgroup or "" for match in pattern.finditer(text.lower())) if pattern else None
    return scores.most_common(1)[0][0] if scores else ""


def _of_now() -> re.Pattern[str] | None:
    """The pattern of the themes as the data have them; None where they have none."""
    if not tables.has("themes"):
        return None
    return _pattern(tuple((row["theme"], row["words"]) for row in tables.rows("themes")))


@functools.lru_cache(maxsize=2)
def _pattern(themes: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Any word of any theme, in a group that is called like the theme; what fits words of two is the first one's."""
    each = [f"(?P<{theme}>{'|'.join(map(_word, names.several(words)))})" for theme, words in themes]
    return re.compile(rf"\b(?:{'|'.join(each) or '(?!)'})")


def _word(word: str) -> str:
    return re.escape(word.removesuffix(BEGINS).lower()) + ("" if word.endswith(BEGINS) else r"\b")
