"""Themes: which of them a text speaks for, by the words of `data/themes.csv`."""

import functools
import re

from cited.intake.language.measures import either
from cited.ledger.store import names, tables
from cited.ledger.store.data_cache import cached

# After a word of the table: whatever begins with it speaks for the theme as well.
BEGINS = "*"
# By so many letters it is told where a word of the table may begin.
_LETTERS = 3


def guess(text: str) -> str:
    """Return the theme that most words of a text speak for, the first named of several; empty where none does."""
    known = cached("themes", _of_now)
    if not known:
        return ""
    begun, pattern = known
    scores: dict[str, int] = {}
    end = 0
    # In small letters: a pattern that asks for both passes over no alternative by its first letter.
    text = text.lower()
    for place in begun.finditer(text):
        if place.start() >= end and (match := pattern.match(text, place.start())):
            end = match.end()
            theme = match.lastgroup or ""
            scores[theme] = scores.get(theme, 0) + 1
    return max(scores, key=scores.__getitem__, default="")


def _of_now() -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The patterns of the themes as the data have them; None where they have none."""
    if not tables.has("themes"):
        return None
    return _pattern(tuple((row["theme"], row["words"]) for row in tables.rows("themes")))


@functools.lru_cache(maxsize=2)
def _pattern(themes: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a word of any theme may begin, which is quickly told, and any word of any theme.

    That stands in a group that is called like the theme; what fits words of two is the first one's.
    """
    words = {theme: names.several(cell) for theme, cell in themes}
    each = [f"(?P<{theme}>{'|'.join(map(_word, own))})" for theme, own in words.items()]
    begun = either(dict.fromkeys(word.removesuffix(BEGINS).lower()[:_LETTERS] for word in sum(words.values(), ())))
    return re.compile(rf"\b(?={begun})"), re.compile(rf"\b(?:{'|'.join(each) or '(?!)'})")


def _word(word: str) -> str:
    return re.escape(word.removesuffix(BEGINS).lower()) + ("" if word.endswith(BEGINS) else r"\b")
