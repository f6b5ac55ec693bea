"""Totals of tables: the cells of a row or column labelled as the total, against those it sums."""

import re
from collections.abc import Sequence

from cited.intake.consistency.related import Mention, Related
from cited.intake.reading.cell_text import Cell
from cited.intake.reading.structure import Table, tables

_TOTAL = re.compile(
    r"\W*(?:grand |sub-?)?(?:total|sum|all|overall|insgesamt|gesamt|summe|zusammen)\b[^|]{0,40}", re.IGNORECASE
)
_SUBTOTAL = re.compile(r"\W*sub-?total\b", re.IGNORECASE)
_PARTS_OF = re.compile(r"\W*(?:of which|thereof|including|o/w)\b", re.IGNORECASE)
# What does not add up in a column, whatever its last row is called.
_NO_SUM = re.compile(r"%|per ?cent|share|rate|average|mean|median|index|rank|per\b|change|growth|ratio", re.IGNORECASE)


def totals(lines: Sequence[str], figures: Sequence[Mention]) -> list[Related]:
    """Return each total of a table that is printed with the parts above it or beside it: total and parts."""
    known = {
        (one.quantity.line, one.quantity.cell[1]): index
        for index, one in enumerate(figures)
        if one.quantity.cell is not None and one.quantity.unit != "percent"
    }
    relations = []
    for table in tables(lines):
        relations += _of_rows(table, known)
        relations += _of_columns(table, known)
    return relations


def _of_rows(table: Table, known: dict[tuple[int, int], int]) -> list[Related]:
    """The rows that are the total of those above, since the last one that was."""
    relations: list[Related] = []
    parts: list[tuple[int, list[Cell]]] = []
    for line, cells in table.body:
        name = cells[0].text if cells else ""
        if _TOTAL.fullmatch(name) and len(parts) > 1:
            for column in range(1, len(cells)):
                if not _NO_SUM.search(" ".join((*table.heading(column), table.caption))):
                    relations += _sum(known.get((line, column)), [known.get((part, column)) for part, _ in parts])
            parts = parts if _SUBTOTAL.match(name) else []
        elif not _PARTS_OF.match(name) and any(cell.text for cell in cells[1:]):
            parts.append((line, cells))
    return relations


def _of_columns(table: Table, known: dict[tuple[int, int], int]) -> list[Related]:
    """The columns that are the total of the others of their row."""
    columns = max((len(cells) for _, cells in table.body), default=0)
    heads = {column: " ".join(table.heading(column)) for column in range(1, columns)}
    sums = [column for column, head in heads.items() if _TOTAL.fullmatch(head)]
    if len(sums) != 1 or len(heads) < 3:
        return []
    others = [column for column, head in heads.items() if column != sums[0] and not _NO_SUM.search(head)]
    return [
        relation
        for line, _ in table.body
        for relation in _sum(known.get((line, sums[0])), [known.get((line, column)) for column in others])
    ]


def _sum(total: int | None, parts: Sequence[int | None]) -> list[Related]:
    """A total with its parts, where every cell has a number."""
    given = [part for part in parts if part is not None]
    if total is None or len(given) < 2 or len(given) < len(parts):
        return []
    return [Related("total", (total, *given))]
