"""Sentences: where the one around a position begins and ends in its line."""

import bisect
import functools
import re

# What stands before a point that ends no sentence.
_SHORTENED = str.split(r"Rs No Mr Dr St ca vs Mrd Mio cf approx [A-Z] [ap]\.m e\.g i\.e")
_UNENDED = "".join(rf"(?<!\b{word}[.!?;])" for word in _SHORTENED)
_END = re.compile(
    rf"[.!?;]{_UNENDED}[”\"’')]*(?:[⁰-⁹¹²³]+|<sup>[\d, ]+</sup>"
    r"|\[\d+\]|(?<=[a-z)][.!?])\d{1,3}(?=\s[A-Z]))*\s(?![a-z])"
    r"|[!?;][”\"’')]*\s|[。！？；]"
)
# How far a sentence is looked for.
_FAR = 1000
# How much of a line is read at once, and where a line without blanks may be cut.
_LONG = 8000
_CODE = 2000
_APART = re.compile(r"[^\w.,'’%$€£¥/-](?=\w)")


def sentence(line: str, position: int) -> tuple[int, int]:
    """Return where the sentence around a position begins and ends in its line, looking a thousand characters far."""
    ends = _ends(line)
    index = bisect.bisect_right(ends, position)
    first = ends[index - 1] if index else 0
    last = ends[index] if index < len(ends) else len(line)
    return max(first, position - _FAR), min(last, position + _FAR)


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
        end = end or line.rfind(" ", start + 1, stop) + 1
        if not end:
            match = _APART.search(line, stop, stop + _LONG)
            end = match.end() if match else stop
        clauses.append((start, end))
        start = end
    return [*clauses, (start, len(line))]


@functools.lru_cache(maxsize=4)
def _ends(line: str) -> list[int]:
    """Where the sentences of a line end."""
    return [match.end() for match in _END.finditer(line)]
