"""Which rows of a document stand out of reading order: by their lines, and by its text where that is at hand."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cited.ledger.store import tables, texts
from cited.ledger.store.faults import Fault


def faults(file: str, source: str, rows: Sequence[tuple[int, tables.Row]]) -> Iterator[Fault]:
    """Give a fault for each row, of one document and with its number in the file, that is out of reading order.

    Those are the fewest without which the others are in order, so that a row with a wrong line is named and not the one
    after it. Where the document's text is at hand, the fault says in which lines it has the words.
    """
    lines = [int(row["line"]) for _, row in rows]
    ordered = set(in_order(lines))
    misplaced = [index for index in range(len(lines)) if index not in ordered]
    text = texts.lines(source) if misplaced else None
    for index in misplaced:
        number, row = rows[index]
        above = next((rows[before] for before in range(index - 1, -1, -1) if before in ordered), None)
        below = next((rows[after] for after in range(index + 1, len(rows)) if after in ordered), None)
        beside = [
            f"row {beside[0]} {side} stands in line {beside[1]['line']}"
            for side, beside in (("above", above), ("below", below))
            if beside
        ]
        expected = f"expected reading order: {' and '.join(beside)}{_where(row, text)}"
        yield Fault(file, number, "line", row["line"], expected)


def in_order(lines: Sequence[int]) -> list[int]:
    """Return the places of the most lines that follow each other, of as many the earliest.

    >>> in_order([3, 9, 4, 4, 6]), in_order([5, 3])
    ([0, 2, 3, 4], [0])
    """
    # From the end, so that of two rows that changed places the later one is named.
    ends: list[int] = []
    chain: list[int] = []
    next_of: dict[int, int] = {}
    for place in range(len(lines) - 1, -1, -1):
        length = bisect_right(ends, -lines[place])
        if length:
            next_of[place] = chain[length - 1]
        ends[length : length + 1], chain[length : length + 1] = [-lines[place]], [place]
    ordered = chain[-1:]
    while ordered and ordered[-1] in next_of:
        ordered.append(next_of[ordered[-1]])
    return ordered


def _where(row: tables.Row, text: list[str] | None) -> str:
    """Say in which lines a document has the words of a row, where that is not the row's own."""
    having = [str(line) for line, words in enumerate(text or (), start=1) if row["printed"] in words]
    if not text or row["line"] in having:
        return ""
    words = f"; its words do not stand in line {row['line']}"
    return words + (f" but in line {' and '.join(having)}" if 0 < len(having) <= 3 else "")
