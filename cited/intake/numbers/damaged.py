"""Numbers that a scan or a slip has damaged: letters for digits, number words run together or misspelt.

The grammar does not guess what they were: an audit names each, and a person decides.
"""

import functools
import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from cited.intake.language.words import ONES, ORDINALS, POWERS, TEENS, TENS, VALUES, either


def _broken(words: Iterable[str]) -> str:
    """A pattern of words with a hyphen or a blank within, but where the parts are words of their own: hun-dred."""
    cuts = [(word[:at], word[at:]) for word in words if len(word) > 4 for at in range(2, len(word) - 1)]
    cut = [(first, rest) for first, rest in cuts if first not in (*VALUES, "bill", "mill", "for")]
    return either(f"{first}{sign}{rest}" for first, rest in cut for sign in "- ")


# Letters that a scan takes for digits. The last three also begin and end names (B12, 7Z): they count amid digits only.
_ALIKE = "OoIl"
_AMID = "SBZ"
_ONE = rf"(?:[\d{_ALIKE}]|(?<=\d)[{_AMID}](?=[\d{_ALIKE}]))"
_LETTERED = re.compile(
    rf"(?:(?<![\w/=&?.-])|(?<=[\d{_ALIKE}][-–]))(?:(?=[\d.,]{{0,30}}[{_ALIKE}{_AMID}])(?=[{_ALIKE}.,]{{0,30}}\d){_ONE}+(?:[.,]{_ONE}+)*"
    r"|l[OoIl]*O[OoIl]*|[lI](?=st\b))(?=(?:m|bn|mn|tn|k|st|th|nd|rd)?(?![\w/=&])(?!-[^\d_OlI]))"
)
# Names and amounts that look like it: the road I95, oxygen O2, 10 litres.
_SOUND = re.compile(r"I[1-9]\d?|O[23]|\d+(?:[.,]\d+)?l")
# Digits and one letter before what is measured: 7Z tonnes.
_MEASURED = re.compile(
    rf"(?<![\w/=&?.-])(?:\d+[{_AMID}]|I\d+)(?=\s(?:{either(POWERS)}|per\s?cent|%|tonnes?|tons?|people|persons|dollars"
    r"|euros|men|women|children|ships|km|kg|years|months|days)\b)"
)
_BEGUN = either([*TENS, *TEENS, *ONES])
_LARGE = ["hundred", *POWERS]
_SHORT = "fourty|ninty|fivety|sixy|twelth|twelveth|eigth|eigthy|nineth|fiveth|thritteen|thriteen"
_WORDS = re.compile(
    rf"\b(?:(?:{_BEGUN})(?:{either(_LARGE)})s?|(?:{either(TENS)})(?:{either(ONES)})|{_broken([*VALUES, *_LARGE])}"
    rf"|(?:{_SHORT})(?:[- ]?(?:{either(ONES)}))?)\b",
    re.IGNORECASE,
)
# What is misspelt differs from a number word by one letter, or two that are swapped; these are other words.
_TARGETS = [word for word in (*TENS, *TEENS, *_LARGE) if len(word) > 4]
_OTHERS = {"thirsty", "mullion", "bullion", "pillion", "fourth", "fourths", "fifths", "sixths", "laches", "lakhs"}
_LETTERS = re.compile(r"(?<!\w)[EFHMNSTBefhmnstb][a-z]{5,9}(?!\w)")
# Digits and a word that a lost blank has joined, which is no name: 20men, 12ish.
_JOINED = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?=(?!st\b|nd\b|rd\b|th\b)[a-z]{3,}\b)")


def damaged(line: str) -> Iterator[tuple[int, int]]:
    """Give the span of each damaged number of a line, without what only looks like one."""
    for pattern in (_LETTERED, _MEASURED, _WORDS):
        for match in pattern.finditer(line):
            if pattern is not _LETTERED or not _SOUND.fullmatch(match[0]):
                yield match.span()
    for match in _LETTERS.finditer(line):
        if _is_misspelt(match[0].lower()):
            yield match.span()


@functools.lru_cache(maxsize=10_000)
def _is_misspelt(word: str) -> bool:
    known = word in _OTHERS or word in ORDINALS or word.removesuffix("s") in (*VALUES, *_LARGE, *ORDINALS)
    near = OSA.distance
    return not known and any(word[0] == one[0] and near(word, one, score_cutoff=1) <= 1 for one in _TARGETS)


def is_joined(line: str, start: int) -> bool:
    """Return whether the digits at a place run into a word: 20men."""
    return bool(_JOINED.match(line, start))
