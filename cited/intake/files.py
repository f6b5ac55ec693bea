"""The files that intake reads and writes: rows as text."""

import csv
import io
from pathlib import Path

from cited import project
from cited.ledger import tables

NUMBERS = ("line", "printed", "occurrence", "class", "remark")


def path(table: str, source: str) -> Path:
    """Return where a document's rows of `figures` or `numbers` are, drafted or confirmed."""
    return project.root() / "data" / table / f"{source}.csv"


def sources() -> list[dict[str, str]]:
    """Return the rows of data/sources.csv, drafts included; raises `project.InputError` as `rows` does."""
    return _read(project.root() / "data" / "sources.csv", ("source", "sha256"))


def rows(table: str, source: str) -> list[dict[str, str]]:
    """Return a document's rows of `figures` or `numbers`, drafted or confirmed; none where it has no file.

    Raises `project.InputError` where the file is no UTF-8 or lacks a column.
    """
    file = path(table, source)
    if not file.is_file():
        return []
    return _read(file, NUMBERS if table == "numbers" else ("figure", "line", "printed", "occurrence"))


def _read(file: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a file that a person edits, perhaps in a spreadsheet, which may save it otherwise."""
    name = file.relative_to(project.root())
    try:
        found = tables.read(file)
    except UnicodeDecodeError as error:
        raise project.InputError(f"{name}: byte {error.start} is no UTF-8; expected the file saved as UTF-8") from None
    if missing := [column for column in needed if found and column not in found[0]]:
        raise project.InputError(
            f"{name}, row 1: no column `{missing[0]}`; expected the header as it was, "
            "saved with commas and as UTF-8 without a byte order mark"
        )
    for number, row in enumerate(found, start=2):
        for column in needed:
            if row.get(column) is None:
                raise project.InputError(f"{name}, row {number}, column `{column}`: nothing; expected a cell here")
    return found


def whole(name: str, row: dict[str, str], column: str) -> int:
    """Return a cell as a number from 1; raises `project.InputError`, naming the row, where it is none."""
    value = row[column]
    if not value.isdecimal() or not value.isascii() or int(value) < 1:
        raise project.InputError(f"{name}, column `{column}`: “{value}”; expected a whole number from 1")
    return int(value)


def table(columns: list[str] | tuple[str, ...], found: list[dict[str, str]]) -> str:
    """Return rows as the text of a CSV file of the ledger: UTF-8, LF, one header line."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(found)
    return buffer.getvalue()
