"""Code within a text, between fences as Markdown has them: its numbers are no figures."""

import re
from collections.abc import Sequence

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})[^`]*")


def code(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers, from 1, of the lines that are code, with their fences; one that none closes begins none."""
    found: list[int] = []
    opened, mark = 0, ""
    for number, line in enumerate(lines, start=1):
        match = _FENCE.fullmatch(line)
        if match and not opened:
            opened, mark = number, match[1]
        elif match and match[1].startswith(mark) and line.strip() == match[1]:
            found += range(opened, number + 1)
            opened = 0
    return frozenset(found)
