"""Spots: a number without a noun and what stands around it."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple, Self

from cited.intake.language.sentences import sentence
from cited.intake.reading.quantities import Quantity
from cited.intake.units import hedges

_TOKEN = r"([A-Za-z’'-]+|\d[\d.,]*|[^\w\s])"
_LAST, _FIRST = re.compile(rf"{_TOKEN}\s*$"), re.compile(rf"\s*{_TOKEN}")
# Words beside a number that say how it goes on with others.
_TELLING = set(
    str.split(
        "from to by at of in for with and or than against after was were is are had has have which whom the only about "
        "nearly some almost over just more another further up down other as between but while including per"
    )
)
_VERBS = set(
    str.split(
        "were was are is have has had will would could did do does came went got took remain remained now said still "
        "also can may must"
    )
)
_OF_THEM = re.compile(r"\s*(?:of|among) (?:them|these|those|which|whom|us|you)\b")
_SENTENCE_END = re.compile(r"[.;,]$")
# How far a sentence is looked at before a number and behind it, and how much of the one before; lines up to a heading.
_BEFORE, _BEHIND, _PREVIOUS, _ABOVE = 500, 200, 400, 7


class Mention(NamedTuple):
    """A quantity that stands before, with its unit; `bare`: no words at it name that, which is then so `likely`."""

    quantity: Quantity
    unit: str
    bare: bool
    likely: float = 1.0


class Spot(NamedTuple):
    """A number and what stands around it: its sentence before and behind it, where that and the one before begin in
    its line, the words of that, the heading above, and the quantities before, the nearest last."""

    quantity: Quantity
    line: str
    before: str
    behind: str
    opening: int
    earlier: int
    heading: str
    mentions: Sequence[Mention]

    @classmethod
    def of(cls, lines: Sequence[str], quantity: Quantity, mentions: Sequence[Mention]) -> Self:
        """Return the spot of a quantity of a text."""
        line = lines[quantity.line - 1]
        opening, closing = sentence(line, quantity.start)
        opening = max(opening, quantity.start - _BEFORE)
        earlier = max(sentence(line, opening - 2)[0], opening - _PREVIOUS) if opening > 1 else opening
        before, behind = line[opening : quantity.start], line[quantity.end : min(closing, quantity.end + _BEHIND)]
        heading = _heading(lines, quantity.line - 1)
        return cls(quantity, line, before, behind, opening, earlier, heading, mentions)

    @property
    def left(self) -> str:
        """The kind of word before the number."""
        return word_before(self.before)

    @property
    def right(self) -> str:
        """The kind of word behind the number."""
        return word_behind(self.behind)


@functools.lru_cache(maxsize=2_000)
def word_before(text: str) -> str:
    """Return the kind of the word that ends a text, a hedge left out."""
    match = _LAST.search(hedges.without(text[-32:]).rstrip()[-24:])
    if not match:
        return "^"
    word = match[1].lower()
    if word in _TELLING or not word[0].isalpha():
        return word if word in _TELLING or word in ",;:(–—" else "9" if word[0].isdigit() else "?"
    if word.endswith("ed"):
        return "verb"
    return "plural" if word.endswith("s") else "name" if match[1][0].isupper() else "word"


def word_behind(text: str) -> str:
    """Return the kind of the word that opens a text."""
    match = _FIRST.match(text)
    if not match:
        return "$"
    word = match[1].lower()
    if _OF_THEM.match(text):
        return "of them"
    if word in _VERBS:
        return "verb"
    if word in ("more", "fewer", "less", "others"):
        return "more"
    if word in _TELLING or not word[0].isalpha():
        return word if word in _TELLING or word in ".,;:()–—" else "9" if word[0].isdigit() else "?"
    return "past" if word.endswith("ed") else "who" if word == "who" else "word"


def _heading(lines: Sequence[str], index: int) -> str:
    """The nearest line above that may be a heading, or an empty text."""
    for above in range(index - 1, max(-1, index - 1 - _ABOVE), -1):
        words = lines[above].strip() if len(lines[above]) < 200 else ""
        if words and len(words) < 90 and not _SENTENCE_END.search(words):
            return words
    return ""
