"""Which publisher's format a file is in, and the series that it holds."""

from pathlib import Path

from cited import project
from cited.files import check_given
from cited.intake.statistics import columns, owid, sdmx, sheets, world_bank, wpp
from cited.intake.statistics.model import FoundSeries

# In this order: what is named by its header comes before what is known by its shape.
FORMATS = (
    ("World Bank", world_bank.reads, world_bank.series),
    ("Our World in Data", owid.reads, owid.series),
    ("World Population Prospects", wpp.reads, wpp.series),
    ("SDMX-CSV", sdmx.reads, sdmx.series),
    ("Eurostat TSV", sdmx.reads_tsv, sdmx.series_tsv),
    ("a column of times and a column per series", columns.reads, columns.series),
)
KNOWN = (
    "World Bank (CSV, ZIP, XLSX), Our World in Data (CSV with its metadata), FRED, SDMX-CSV, SDMX-ML, Eurostat TSV, "
    "World Population Prospects, or a table with a period in its first column"
)


def load(path: Path, decimal: str = "") -> tuple[str, list[FoundSeries]]:
    """Return the name of a file's format and the series that it holds.

    `decimal` is the decimal sign of a text whose numbers do not tell. Raises
    InputError where the file is in none of these formats, or a cell of it holds no number or period.
    """
    try:
        return _load(path, decimal)
    except project.InputError as error:
        # A fault names the file, or a part of it, as it is called in its folder.
        rest = (fault.removeprefix(str(path)).removeprefix(path.name) for fault in error.faults)
        raise project.InputError(*(f"{path}{'' if fault[:1] in ':,' else ': '}{fault}" for fault in rest)) from None


def _load(path: Path, decimal: str) -> tuple[str, list[FoundSeries]]:
    check_given(path)
    if _is_xml(path):
        return "SDMX-ML", list(sdmx.series_ml(path))
    for sheet in (tables := sheets.load(path)):
        if decimal and not sheet.separator:
            raise project.InputError(
                f"{path}: a spreadsheet; DECIMAL= is for texts; expected numbers in its cells, where some are texts"
            )
        sheet.decimal = decimal
        for name, reads, series in FORMATS:
            if reads(sheet):
                try:
                    return name, list(series(sheet))
                except ValueError as error:
                    raise project.InputError(str(error)) from None
                except LookupError as error:
                    # A row may have fewer cells than the header.
                    raise project.InputError(f"a row without a cell that {name} has there ({error})") from None
    first = next((", ".join(sheet.rows[0][:6]) for sheet in tables if sheet.rows), "")
    raise project.InputError(f"{path}: {f'begins with “{first}”' if first else 'the file is empty'}; expected {KNOWN}")


def _is_xml(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(200).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    except PermissionError:
        raise
    except OSError as error:
        raise project.InputError(f"{path}: {error.strerror}; expected a file with statistics") from None
