"""Sentences: where the one around a position begins and ends in its line."""

import bisect
import functools
import re

from cited.intake.language.words import SCALES, VALUES, either

# What stands before a point that ends no sentence.
_SHORTENED = str.split(r"Rs No Mr Dr St ca vs Mrd Mio cf approx [A-Z] [ap]\.m e\.g i\.e")
_UNENDED = "".join(rf"(?<!\b{word}[.!?;])" for word in _SHORTENED)
_END = re.compile(
    rf"[.!?;]{_UNENDED}[”\"’')]*(?:[⁰-⁹¹²³]+|<sup>[\d, ]+</sup>"
    r"|\[\d+\]|(?<=[a-z)][.!?])\d{1,3}(?=\s[A-Z]))*\s(?![a-z])"
    r"|[!?;][”\"’')]*\s|[。！？；]"
)
# How long a sentence may be; what goes on without an end for longer is cut at a blank.
_FAR = 2000
# How much of a line is read at once, and where a line without blanks may be cut.
_LONG = 8000
_CODE = 2000
_NEAR = 600
_NUMERIC = re.compile(rf"\d|[$€£¥]|(?<![^\W\d_])(?:{either([*VALUES, *SCALES])})(?![^\W\d_])", re.IGNORECASE)
_APART = re.compile(r"[^\w.,'’%$€£¥/-](?=\w)")


def sentence(line: str, position: int) -> tuple[int, int]:
    """Return where the sentence around a position begins and ends in its line, or a part of it of 2,000 characters."""
    ends = _ends(line)
    index = bisect.bisect_right(ends, position)
    first = ends[index - 1] if index else 0
    last = ends[index] if index < len(ends) else len(line)
    return first, last


def blank(line: str, start: int, stop: int) -> int:
    """Return where a line may be cut, after a blank between two places that parts no number from its words, else the
    last one; 0 where there is none."""
    last = place = line.rfind(" ", start + 1, stop) + 1
    while place > max(start, stop - _NEAR):
        near = [*line[max(start, place - 60) : place].split()[-2:], *line[place : place + 40].split()[:1]]
        if not any(_NUMERIC.search(word) for word in near):
            return place
        place = line.rfind(" ", start + 1, place - 1) + 1
    return last


def is_code(words: str) -> bool:
    """Return whether words are no text but a code, such as a picture in letters: so long, and without a blank."""
    return len(words) >= _CODE and words.isascii() and not any(character.isspace() for character in words)


def pieces(line: str) -> list[tuple[int, int]]:
    """Return the parts in which a line is read, so that a very long one takes no longer for its length: whole
    sentences where it has some, else words."""
    clauses, start = [], 0
    while len(line) - start > _LONG:
        stop = start + _LONG
        end = next((place.end() for place in _END.finditer(line, start + _LONG // 2, stop)), 0)
        end = end or blank(line, start, stop)
        if not end:
            match = _APART.search(line, stop, stop + _LONG)
            end = match.end() if match else stop
        clauses.append((start, end))
        start = end
    return [*clauses, (start, len(line))]


@functools.lru_cache(maxsize=4)
def _ends(line: str) -> list[int]:
    """Where the sentences of a line end, or their parts where they are too long."""
    ends: list[int] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(line)), len(line)]:
        while end - start > _FAR:
            start = line.rfind(" ", start + 1, start + _FAR) + 1 or start + _FAR
            ends.append(start)
        ends.append(end)
        start = end
    return ends[:-1]
