"""Faults that many rows of a table have, said once."""

import re
from collections.abc import Iterable

_OF_A_ROW = re.compile(r"(?P<file>[^,]+), row (?P<row>\d+), column (?P<rest>.*)", re.DOTALL)


def folded(faults: Iterable[str]) -> list[str]:
    """Return faults in their order, those that differ in nothing but the row as one that names all rows.

    >>> folded(["a.csv, row 2, column `unit`: no", "a.csv, row 3, column `unit`: no", "b"])
    ['a.csv, rows 2–3, column `unit`: no', 'b']
    """
    rows: dict[str | tuple[str, str], list[int]] = {}
    for fault in faults:
        match = _OF_A_ROW.fullmatch(fault)
        rows.setdefault((match["file"], match["rest"]) if match else fault, []).append(
            int(match["row"]) if match else 0
        )
    return [
        one if isinstance(one, str) else f"{one[0]}, row{'s' * (len(found) > 1)} {_ranges(found)}, column {one[1]}"
        for one, found in rows.items()
    ]


def _ranges(rows: Iterable[int]) -> str:
    """Numbers as a text, those that follow each other as first and last: 2–5, 7."""
    parts: list[list[int]] = []
    for row in sorted({*rows}):
        if parts and row == parts[-1][-1] + 1:
            parts[-1][1:] = [row]
        else:
            parts.append([row])
    return ", ".join("–".join(map(str, part)) for part in parts)
