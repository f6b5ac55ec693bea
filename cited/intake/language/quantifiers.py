"""Words that say how many without a numeral: those that an audit wants a row for, and those that name no number.

The first count or bound what they stand beside: a couple, none of them, a third, a handful. The second only compare or
stay vague (several, most, a majority): nothing can be looked up, so an audit counts them as idioms. Words that point
without counting (all, no, some, each, either) and words that hold a number within (bilateral, octogenarian,
centenary) are neither.
"""

import re
from collections.abc import Iterator

from cited.intake.language.vocabulary import MONTH
from cited.intake.language.words import ORDINALS, TENS, either

# What a word that counts says; many stand for no one number.
GROUPS = {
    "pair": 2, "brace": 2, "duo": 2, "twosome": 2, "couple": 2, "dyad": 2, "twin": 2, "trio": 3, "threesome": 3,
    "triplet": 3, "trinity": 3, "triad": 3, "quartet": 4, "foursome": 4, "quadruplet": 4, "tetrad": 4, "quintet": 5,
    "quintuplet": 5, "sextet": 6, "sextuplet": 6, "septet": 7, "septuplet": 7, "octet": 8, "nonet": 9, "gross": 144,
    "threescore": 60, "fourscore": 80, "myriad": 10_000, "milliard": 10**9, "quadrillion": 10**15,
    "quintillion": 10**18, "nil": 0, "null": 0, "nought": 0, "naught": 0, "zilch": 0,
}  # fmt: skip
# These are other words, too, unless `of` follows.
_OF = ("pair", "brace", "gross", "myriad")
_NAMED = "|".join(word for word in GROUPS if word not in _OF)
_BEFORE = ("first", "second", "third", "fourth", "last", "next", "final", "past", "this", "each", "every")
_NO_TERM = "".join(f"(?<!{word}[ ])" for word in _BEFORE)
COUNTING = re.compile(
    rf"""
    \b(?:{"|".join(_OF)})s?(?=[ ]of\b) | \b(?:the|each|that)[ ]pair\b | (?<![=–—-][ ])\b(?:{_NAMED})s?\b
  | \bmyriad(?=[ ][a-z]+s\b) | \ba[ ]gross(?=[.,;])
  | \b(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b
  | \b(?:twos|threes|fours|fives|sixes|sevens|eights|nines|zeroe?s)\b
  | (?<!to[ ])\bnone\b(?![ ](?:the[ ]less|too|other)\b) | \b(?:hand|fist)fuls?\b
  | \b(?:umpteen(?:th)?|nth|dozenth|every[ ]other(?![ ](?:word|thing|way|respect)\b))\b
  | \b(?:z|baj|gaz|jill?)illions?\b | \b(?:thousand|million)-?fold\b
  | \b(?:quintuple|sextuple|septuple|octuple|nonuple|decuple)[ds]?\b
    # Parts that no article makes one: the quarter of the land, a full tithe, a per cent.
  | {_NO_TERM}\bquarters?(?=[ ]of[ ](?!the[ ]year|\d{{4}})) | \b(?:tithe|moiety)\b
  | (?<=\ba[ ])(?:per[ ]?cent|percentage[ ]point)\b
  | \b(?:deciles?|percentiles?|quintiles?|quartiles?|terciles?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
VAGUE = re.compile(
    r"""\b(?:several|many|few|fewer|fewest|most(?=[ ]of\b|(?:[ ][a-z-]+)?s\b)|(?:majori|minori|plurali)t(?:y|ies)
      |plenty[ ]of|numerous|countless|innumerable|multiple|multitude|manifold|lots[ ]of|oodles|an?[ ](?:bunch|lot
      |number)[ ]of|bulk[ ]of|(?:lone|sole|single|dual)(?=[ ][a-z]))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PARTS = rf"(?:(?:{either(TENS)})-)?(?:{either(word for word, below in ORDINALS.items() if below > 2)})"
# Part of a whole or one among others: the third of the land, a sixteenth.
_NTH = re.compile(rf"\b{_PARTS}\s+of\s+(?!{MONTH}\b|\w+,? \d{{4}}\b)|(?<=\ba ){_PARTS}(?=[.,;:)])", re.IGNORECASE)


def counting(line: str) -> Iterator[tuple[int, int, float]]:
    """Give span and value of each word of a line that counts without a numeral, 0 where it says no one number."""
    for match in COUNTING.finditer(line):
        yield *match.span(), float(GROUPS.get(match[0].lower().removesuffix("s"), 0))


def vague(line: str) -> Iterator[tuple[int, int]]:
    """Give the span of each word of a line that says how many and names no number: several, a majority."""
    for match in VAGUE.finditer(line):
        yield match.span()


def is_part(line: str, start: int) -> bool:
    """Return whether an ordinal at a place of a line may be a part of a whole: the third of the land."""
    return bool(_NTH.match(line, start))
