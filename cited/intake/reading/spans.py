"""Spans: characters of a line that show a whole expression, and why some do not."""

import re
import unicodedata

_TAG = re.compile(r"</|<(?:sup|sub|b|i|em|strong|a|span|p|br)\b|\b(?:sup|sub|em|strong|span)>")


def cut(line: str, start: int, end: int) -> str:
    """Return why the characters are only a part of what is printed there, or an empty text."""
    printed = line[start:end]
    if printed != printed.strip():
        return "begins or ends with a blank"
    if printed[-1] in ",.;:":
        return f"ends with a mark of the sentence, “{printed[-1]}”"
    if printed.count("<") != printed.count(">") and _TAG.search(printed):
        return "cuts a tag"
    before, after = line[start - 1 : start], line[end : end + 1]
    for left, right in ((before, printed[0]), (printed[-1], after)):
        if (left.isdecimal() and right.isdecimal()) or _letters(left, right):
            return f"cuts a word: “{around(line, start, end)}”"
    if before and printed[0].isdecimal() and unicodedata.category(before) == "Sc":
        return f"lacks the currency before it, “{before}”"
    if after in ("%", "％") and after:
        return f"lacks the sign after it, “{after}”"
    return ""


def fitted(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole expression that the given characters mostly cover: no cut word, no blank."""
    while end > start and (line[end - 1].isspace() or line[end - 1] in ",.;:"):
        end -= 1
    while start < end and line[start].isspace():
        start += 1
    while 0 < start < len(line) and _one_word(line[start - 1], line[start]):
        start -= 1
    while 0 < end < len(line) and _one_word(line[end - 1], line[end]):
        end += 1
    if start and line[start : start + 1].isdecimal() and unicodedata.category(line[start - 1]) == "Sc":
        start -= 1
    if line[end : end + 1] in ("%", "％") and end < len(line):
        end += 1
    return start, end


def around(line: str, start: int, end: int, most: int = 30) -> str:
    """Return the words around some characters, for a message."""
    return " ".join(line[max(0, start - most) : end + most].split())


def _one_word(left: str, right: str) -> bool:
    return (left.isdecimal() and right.isdecimal()) or _letters(left, right)


def _letters(left: str, right: str) -> bool:
    """Whether two neighbours are letters of one word; scripts without blanks between words are left alone."""
    return bool(left and right) and left.isalpha() and right.isalpha() and left < "⺀" and right < "⺀"
