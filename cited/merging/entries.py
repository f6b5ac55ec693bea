"""Two editions of the catalogue merged entry by entry: each side's new reports stand in it, as they were written."""

from __future__ import annotations

import re
from itertools import pairwise

from cited.merging import threeway
from cited.merging.threeway import Merged, Sides

# The beginning of an entry, with the comment above it.
ENTRY = re.compile(r"^(?: *#.*\n)* *- (?=\w+:)", re.MULTILINE)
PATH = re.compile(r"^(?: *- | +)path: *(.+?) *$", re.MULTILINE)


def merged(sides: Sides) -> tuple[str, bool]:
    """Return the text of a catalogue merged of two editions, and whether without a conflict."""
    base, ours, theirs = (_entries(text) for text in sides)
    made, clean = threeway.items(base, ours, theirs, _combined, threeway.marked)
    return "".join(text if text.endswith("\n") else f"{text}\n" for text in made).rstrip("\n") + "\n", clean


def _entries(text: str) -> dict[str, str]:
    """Return what stands before the first entry, and each entry, with the empty lines after it, by its path."""
    if text and "\n\n" in text:
        # The last one as the others, that an entry can follow it.
        text = text.rstrip("\n") + "\n\n"
    starts = [0, *(match.start() for match in ENTRY.finditer(text)), len(text)]
    made: dict[str, str] = {}
    for number, (first, last) in enumerate(pairwise(starts)):
        named = PATH.search(text, first, last) if number else None
        key = named[1] if named else text[first:last].partition("\n")[0] if number else ""
        # Two reports of one path are a fault of the catalogue, which `make check` names.
        made[f"{key} {sum(one.rpartition(' ')[0] == key for one in made)}"] = text[first:last]
    return made


def _combined(base: str | None, ours: str, theirs: str) -> Merged:
    return threeway.text(Sides(base or "", ours, theirs))
