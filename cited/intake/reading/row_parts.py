"""Rows that are part of another row of their table: of which, or set further in under it."""

import re

from cited.intake.reading.structure import Table

_OF_WHICH = re.compile(r"\W*(?:of which|o/w|of these|thereof|including|incl\.)\b", re.IGNORECASE)


def is_part(name: str) -> bool:
    """Return whether a row's name says that it is part of the row above."""
    return bool(_OF_WHICH.match(name))


def parts_of(table: Table) -> list[str]:
    """Return, for each body row, the name of the row that it is part of, or an empty text."""
    found = []
    over: list[tuple[int, str]] = []
    for _, cells in table.body:
        name = cells[0]
        if not name.text:
            found.append("")
            continue
        # Where rows begin with a bar, all names begin at one place.
        while over and over[-1][0] >= name.start and not (_OF_WHICH.match(name.text) and len(over) == 1):
            over.pop()
        found.append(over[-1][1] if over else "")
        if not _OF_WHICH.match(name.text):
            over.append((name.start, name.text))
    return found
