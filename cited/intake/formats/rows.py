"""Tables as lines of text: one row per line, cells separated by bars, merged cells empty where they continue."""

from collections.abc import Sequence

# No table of a document is wider; what claims to be is damaged or hostile.
MOST_COLUMNS = 200


class Grid:
    """A table as it is read, row by row, each cell with the columns and rows that it spans."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._spanning: dict[int, int] = {}

    def row(self, cells: Sequence[tuple[str, int, int]]) -> None:
        """Add a row of cells: text, columns, rows."""
        row: list[str] = []
        spanning: dict[int, int] = {column: left - 1 for column, left in self._spanning.items() if left > 1}
        for text, columns, rows in cells:
            while len(row) in self._spanning and len(row) < MOST_COLUMNS:
                row.append("")
            for index in range(min(max(columns, 1), MOST_COLUMNS - len(row))):
                if rows > 1:
                    spanning[len(row)] = rows - 1
                row.append("" if index else text)
        while len(row) in self._spanning and len(row) < MOST_COLUMNS:
            row.append("")
        self._spanning = spanning
        self.rows.append(row)


def lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table's rows as lines; one of a single column or row is not a table, and its cells are lines."""
    kept = [[" ".join(cell.split()).replace("|", "/") for cell in row] for row in rows]
    kept = [row for row in kept if any(row)]
    width = max((len(row) for row in kept), default=0)
    used = [column for column in range(width) if any(column < len(row) and row[column] for row in kept)]
    if len(used) < 2 or len(kept) < 2:
        return [" | ".join(cell for cell in row if cell) for row in kept]
    return ["| " + " | ".join(row[column] if column < len(row) else "" for column in used) + " |" for row in kept]
