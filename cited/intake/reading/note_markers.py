"""Note markers: which lines of a text open with the number of a note, and which with that of a paragraph."""

import re
from collections.abc import Sequence

_MARKER = re.compile(r"\s*\[?(\d{1,3})\]?[.)]?(?=\s|[A-Z“\"])")
_PARAGRAPH = re.compile(r"\s*(\d{1,3})(?=\s+[A-Z][\w’'-]* [^|]{40})")
# So many numbered paragraphs, at least, of which so large a share goes on by one.
_LEAST, _SHARE = 4, 0.5
_HEADING = re.compile(r"\W*(?:foot|end)?notes?\W*|\W*(?:references|bibliography|sources|works cited)\W*", re.IGNORECASE)


def markers(lines: Sequence[str]) -> dict[int, int]:
    """Return where a line opens with the number of a note: line (from 1) → length of the number's text.

    Notes are numbered from 1: under a heading that says so, or without one in the text's second half, three at least.
    """
    opening: dict[int, int] = {}
    run: dict[int, int] = {}
    headed, expected = False, 1
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if _HEADING.fullmatch(line[:40]):
            headed, expected, run = True, 1, {}
            continue
        match = _MARKER.match(line)
        if not match:
            continue
        if int(match[1]) == 1:
            run, expected = {}, 1
        if int(match[1]) == expected and (headed or (2 * number > len(lines) and "." not in match[0])):
            run[number] = match.end()
            expected += 1
            if headed or len(run) >= 3:
                opening |= run
    return opening


def paragraphs(lines: Sequence[str]) -> dict[int, int]:
    """Return where a line opens with the number of a paragraph, as reports of auditors and committees print it without
    a point: line (from 1) → length of the number's text. The numbers rise; some may be left out of an extract."""
    opening: dict[int, int] = {}
    last = steps = 0
    for number, line in enumerate(lines, start=1):
        match = _PARAGRAPH.match(line)
        if match and last < int(match[1]) <= last + 50:
            steps += int(match[1]) == last + 1
            opening[number], last = match.end(), int(match[1])
    return opening if len(opening) >= _LEAST and steps >= _SHARE * len(opening) else {}
