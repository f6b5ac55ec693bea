"""A line as its reader sees it: ligatures, soft hyphens, dashes and blanks normalised, positions kept."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# What a reader does not see: soft hyphen, zero width, direction marks, byte order mark.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Where these stand, the text read is longer or shorter than the line.
_MOVING = re.compile(rf"[{_UNSEEN}]|[{''.join(_LIGATURES)}]")
_DASHES = {"‐": "-", "‑": "-", "‒": "–", "―": "—", "⸺": "—", "﹘": "–", "﹣": "-", "－": "-", "˗": "-", "➖": "−"}
_MARKS = {"⁄": "/", "∕": "/", "‚": ",", "′": "′", "ʼ": "’", "‛": "’", "＇": "’"}
# `3·5 million`: the raised point of British journals.
_POINT = re.compile(r"(?<=\d)[·•‧∙](?=\d)")
# A raised note marker after a word or a year is no part of it, as letters and digits would be: cranes¹, 2023².
MARKERS = "\U000f0000-\U000f0009"
_MARKER = re.compile(r"(?:(?<=[^\W\d_⁰¹²³⁴-⁹]{3})|(?<=1[5-9]\d\d)|(?<=20\d\d))[⁰¹²³⁴-⁹]+(?!\w)")
_MARKED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "".join(chr(0xF0000 + digit) for digit in range(10)))
_GROUPED = re.compile(r"(?<![\d.,:/])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d]|[.,]\d)|(?<![\d.,])\d+,\d+(?!\d|[.,]\d)")
_SWAP = str.maketrans(".,", ",.")


class Normal(NamedTuple):
    """A line as read, and where each of its characters, and its end, stands in the line; None: at the same place."""

    text: str
    places: Sequence[int] | None

    def place(self, position: int, end: bool = False) -> int:
        """Return where a position of the text read stands in the line; an end stands after its last character."""
        if self.places is None:
            return position
        return self.places[position - 1] + 1 if end and position else self.places[position]


class _Characters(dict[int, int | str]):
    """What each character is read as; of those that take one place each."""

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        read = _DASHES.get(character) or _MARKS.get(character) or character
        if read == character and code > 127:
            if unicodedata.category(character) in ("Zs", "Zl", "Zp"):
                read = " "
            elif unicodedata.decomposition(character).startswith(("<wide>", "<narrow>", "<font>")):
                plain = unicodedata.normalize("NFKC", character)
                read = plain if len(plain) == 1 else character
        elif code < 32 or code == 127:
            read = " "
        self[code] = read
        return read


_CHARACTERS = _Characters()


def normal(line: str, comma: bool = False) -> Normal:
    """Return a line as it is read; `comma` says that its document writes decimals with a comma."""
    places: list[int] | None = None
    if _MOVING.search(line):
        kept = [(_LIGATURES.get(c, c), at) for at, c in enumerate(line) if c in _LIGATURES or not _MOVING.match(c)]
        places = [at for shown, at in kept for _ in shown]
        places.append(len(line))
        line = "".join(shown for shown, _ in kept)
    text = line.translate(_CHARACTERS)
    if not text.isascii():
        text = _MARKER.sub(lambda match: match[0].translate(_MARKED), _POINT.sub(".", text))
    return Normal(_GROUPED.sub(_swapped, text) if comma else text, places)


def _swapped(match: re.Match[str]) -> str:
    """A number with the points where English has them; a list of years or of notes stays as it is."""
    text = match[0]
    years = re.fullmatch(r"(?:1[5-9]|20)\d\d,(?:1[5-9]|20)\d\d", text)
    return text if years else text.translate(_SWAP)


# How a document writes decimals, by its numbers; what can be read either way counts less.
_EVIDENCE = [
    (-3.0, re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d(?!\d*,)|(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")),
    (
        -1.0,
        re.compile(r"(?<![\d.,/])\d+\.\d{1,2}(?![\d.,/]|\s?(?:Uhr|Jan|Feb|M[aä]r|Apr|Ma[iy]|Ju[nl]|Aug|Sep|O[ck]t))"),
    ),
    (-1.0, re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d,])")),
    (3.0, re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d|(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])")),
    (1.0, re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d,]|</)")),
    (0.9, re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d00(?![\d.,])")),
    (0.4, re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")),
    (0.5, re.compile(r"(?<=\d )(?:Mio|Mrd|Tsd|Prozent|Millionen|Milliarden|milliards|millones)\b")),
]


def decimal_comma(lines: Sequence[str]) -> bool:
    """Return whether a document writes decimals with a comma and groups digits with points, by all its numbers."""
    text = "\n".join(line for line in lines if "," in line or "." in line)[:500_000]
    return sum(weight * len(pattern.findall(text)) for weight, pattern in _EVIDENCE) > 0
