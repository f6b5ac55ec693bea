"""The tables that intake reads and writes: validated before they are rewritten, every cell and column kept."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cited import files, project
from cited.nearest import suggestion

NUMBERS = ("line", "printed", "occurrence", "class", "remark")
FIGURES = ("figure", "line", "printed", "occurrence")
SOURCES = ("source", "sha256")
# No cell of a table is longer; frictionless lets Python's reader take any.
LONGEST = 131_072


class Table(NamedTuple):
    """A table as it stands in its file: the file's bytes, its columns in their order, its rows as text."""

    path: Path
    content: bytes
    columns: list[str]
    rows: list[dict[str, str]]

    def text(self, rows: Iterable[dict[str, str]], columns: Sequence[str] = ()) -> str:
        """Return these rows as the table's new text, in its own columns and those of `columns` that it lacks."""
        kept = self.columns or list(columns)
        return table([*kept, *(column for column in columns if column not in kept)], rows)


def path(table: str, source: str) -> Path:
    """Return where a document's rows of `figures` or `numbers` are, drafted or confirmed."""
    return project.root() / "data" / table / f"{source}.csv"


def sources() -> list[dict[str, str]]:
    """Return the rows of data/sources.csv, drafts included; raises `project.InputError` as `load` does."""
    return load(project.root() / "data" / "sources.csv", SOURCES).rows


def rows(table: str, source: str) -> list[dict[str, str]]:
    """Return a document's rows of `figures` or `numbers`, as `load` does; none where it has no file."""
    return load(path(table, source), NUMBERS if table == "numbers" else FIGURES).rows


def load(file: Path, needed: Sequence[str] = ()) -> Table:
    """Return a table that a person edits, perhaps in a spreadsheet, which may save it otherwise; empty for no file.

    Raises `project.InputError`, which names row and column, where the file is not UTF-8, lacks one of the columns
    `needed`, has a column twice, or has a row with more or fewer cells than the header: to rewrite it would lose them.
    """
    name = file.relative_to(project.root())
    try:
        content = files.read(file)
    except FileNotFoundError:
        return Table(file, b"", [], [])
    text = _text(name, content)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(lines, [])
        # A spreadsheet saves a row that was emptied as commas alone.
        rows = [(lines.line_num, cells) for cells in lines if any(cells)]
    except csv.Error as error:
        raise project.InputError(
            f"{name}, row {lines.line_num}: {error}; expected cells separated by commas, quotes closed, and no cell "
            f"longer than {LONGEST:,} characters"
        ) from None
    if missing := [column for column in needed if column not in header]:
        raise project.InputError(f"{name}, row 1: {_unlike(header, missing[0])}")
    if double := [column for number, column in enumerate(header) if column in header[:number]]:
        raise project.InputError(f"{name}, row 1: column `{double[0]}` twice; expected each column once")
    for row, cells in rows:
        if any(len(cell) > LONGEST for cell in cells):
            raise project.InputError(f"{name}, row {row}: expected no cell longer than {LONGEST:,} characters")
        if len(cells) != len(header):
            place = f", column `{header[len(cells)]}`: nothing" if len(cells) < len(header) else ""
            extra = "" if place else f": “{cells[len(header)]}”, beyond the last column"
            raise project.InputError(
                f"{name}, row {row}{place}{extra}; expected {len(header)} cells, as many as the header has: "
                "put a cell that holds a comma into double quotes"
            )
    return Table(file, content, header, [dict(zip(header, cells, strict=True)) for _, cells in rows])


def _text(name: Path, content: bytes) -> str:
    """The text of a table; raises `project.InputError` where it is of another encoding."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise project.InputError(f"{name}: UTF-16; expected UTF-8: save it again as “CSV UTF-8”, with commas")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise project.InputError(
            f"{name}, row {row}: the byte {content[error.start]:#04x} is not UTF-8; expected UTF-8: "
            "save it again as “CSV UTF-8”, with commas"
        ) from None


def _unlike(header: Sequence[str], missing: str) -> str:
    """What is wrong with a header that lacks a column: how the file was saved, else a name that was changed."""
    first = header[0] if header else ""
    for mark, what in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and first.count(mark) > 1:
            return f"cells separated by {what}; expected commas: save it again as CSV with commas, in UTF-8"
    if first.startswith("\ufeff"):
        return "a byte order mark before the header; expected UTF-8 without one: save it again without"
    if not any(header):
        return "no header; expected the columns as they were: restore the file, or delete it and draft again"
    return f"no column `{missing}`{suggestion(missing, header)}; expected the header as it was, with this column"


def whole(name: str, row: dict[str, str], column: str) -> int:
    """Return a cell as a number from 1; raises `project.InputError`, naming the row, where it is none."""
    value = row[column]
    if not value.isdecimal() or not value.isascii() or len(value) > 9 or int(value) < 1:
        raise project.InputError(f"{name}, column `{column}`: “{value}”; expected a whole number from 1")
    return int(value)


def table(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """Return rows as the text of a CSV file of the ledger: UTF-8, LF, one header line.

    A cell that a row lacks is empty; ValueError is raised for a cell that has no column, which would be lost.
    """
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n", extrasaction="raise", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
