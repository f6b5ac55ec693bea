"""The tables in a publisher's file: CSV, TSV or a spreadsheet, also as ZIP or gzip, with the metadata beside them."""

import csv
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from cited import project
from cited.intake.formats.office import check_sheets

SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods")
# A packed file that unpacks to more is not a table of statistics.
LIMIT = 500_000_000
# What a broken, torn or locked file makes its readers raise.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    gzip.BadGzipFile,
    EOFError,
    UnicodeError,
    csv.Error,
    NotImplementedError,
    RuntimeError,
)


@dataclass
class Sheet:
    """A table: its name, its rows of cells as text, and the metadata that came with it (JSON documents by name)."""

    name: str
    rows: list[list[str]]
    metadata: dict[str, object] = field(default_factory=dict)
    beside: dict[str, list[list[str]]] = field(default_factory=dict)
    # The row of the file in which each of `rows` stands: blank ones are left out there, and counted here.
    places: list[int] = field(default_factory=list)
    # What stands between the cells of a text; empty in a spreadsheet, whose numbers are numbers.
    separator: str = ""
    decimal: str = ""

    def numbered(self, first: int) -> Iterator[tuple[int, list[str]]]:
        """Give the rows from one on, each with its number in the file."""
        return zip(self.places[first:], self.rows[first:], strict=True)


def load(path: Path) -> list[Sheet]:
    """Return the tables of a file; raises InputError where it cannot be read as what its name says."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise project.InputError(f"{path}: {error.strerror}; expected a file with statistics") from None
    try:
        return _sheets(path.name, content, _sidecars(path))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise project.InputError(
            f"{path}: the byte {error.object[error.start]:#04x} in line {line} is not UTF-8; expected CSV, TSV, XLSX, "
            "SDMX-ML, or a ZIP of them: save a table as CSV in UTF-8"
        ) from None
    except DAMAGED as error:
        raise project.InputError(f"{path}: {error}; expected CSV, TSV, XLSX, SDMX-ML, or a ZIP of them") from None


def _sidecars(path: Path) -> dict[str, object]:
    """Return the metadata files that a download has beside it: `name.metadata.json` of `name.csv`."""
    metadata = {}
    for other in (path.with_suffix(".metadata.json"), path.with_name("metadata.json")):
        if other.is_file():
            metadata[other.name] = _json(other.name, other.read_bytes())
    return metadata


def _json(name: str, content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError as error:
        raise project.InputError(f"{name}: {error}; expected JSON") from None


def _sheets(name: str, content: bytes, metadata: dict[str, object]) -> list[Sheet]:
    lower = name.lower()
    if lower.endswith(".zip"):
        return _packed(content, metadata)
    if lower.endswith(".gz"):
        with gzip.open(io.BytesIO(content)) as file:
            unpacked = file.read(LIMIT + 1)
        if len(unpacked) > LIMIT:
            raise project.InputError(f"{name}: unpacks to more than {LIMIT:,} bytes; expected a table of statistics")
        return _sheets(name[:-3], unpacked, metadata)
    if lower.endswith(SPREADSHEETS):
        return _workbook(name, content, metadata)
    text = content.decode("utf-8-sig")
    if "\0" in text:
        raise project.InputError(f"{name}: not a text file; expected CSV, TSV, XLSX, SDMX-ML, or a ZIP of them")
    places, rows = _rows(text)
    return [Sheet(name, rows, metadata, places=places, separator=_separator(text))]


def _separator(text: str) -> str:
    """Return what stands between the cells: by the first two lines that have any, as notes may stand above."""
    lines = [line for line in text.splitlines() if line.strip()]
    first = next((line for line in lines if re.search("[\t;,]", line)), "")
    # Eurostat's first column has commas of its own, set apart from the others by tabs.
    return "\t" if "\t" in first else max(";,", key=first.count)


def _rows(text: str) -> tuple[list[int], list[list[str]]]:
    """Return the rows that have anything in them, and the number of each in the file, blank rows counted."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    kept = [(number, row) for number, row in enumerate(reader, start=1) if any(map(str.strip, row))]
    return [number for number, _ in kept], [row for _, row in kept]


def _packed(content: bytes, metadata: dict[str, object]) -> list[Sheet]:
    sheets, beside = [], {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = [member for member in packed.infolist() if not member.is_dir()]
        if sum(member.file_size for member in members) > LIMIT:
            raise project.InputError(f"the ZIP unpacks to more than {LIMIT:,} bytes; expected a table of statistics")
        for member in members:
            name = Path(member.filename).name
            if name.endswith(".json"):
                metadata[name] = _json(name, packed.read(member))
        for member in members:
            name = Path(member.filename).name
            if name.lower().startswith("metadata_"):
                beside[name] = _rows(packed.read(member).decode("utf-8-sig"))[1]
            elif name.lower().endswith((".csv", ".tsv", *SPREADSHEETS)):
                sheets += _sheets(name, packed.read(member), metadata)
    for sheet in sheets:
        sheet.beside = beside
    return sheets


def _workbook(name: str, content: bytes, metadata: dict[str, object]) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    check_sheets(name, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            # What it gives begins with the first row that has anything.
            above = sheet.start[0] if sheet.start else 0
            cells = [[_cell(cell) for cell in row] for row in sheet.to_python()]
            kept = [(number, row) for number, row in enumerate(cells, start=above + 1) if any(row)]
            if kept:
                places, rows = (list(part) for part in zip(*kept, strict=True))
                tables.append(Sheet(f"{name}, sheet {title}", rows, metadata, places=places))
        return tables
    except CalamineError as error:
        raise project.InputError(f"{name}: {error}; expected a spreadsheet") from None


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value).strip()
