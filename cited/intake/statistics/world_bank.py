"""World Bank: the wide CSV of an indicator, alone or in its ZIP, its workbook, and what DataBank writes."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cited.intake.statistics import numbers, reading, units
from cited.intake.statistics.model import UNKNOWN, FoundSeries, Observation
from cited.intake.statistics.sheets import Sheet

NAMES = ("Country Name", "Country Code")
PUBLISHER = "World Bank"
ADDRESS = "https://data.worldbank.org/indicator/{}"
YEAR = re.compile(r"(\d{4})( \[YR\1\])?|\d{4}M\d{2}.*|\d{4}Q\d.*")


def reads(sheet: Sheet) -> bool:
    """Tell whether a table is the World Bank's: its header names countries and an indicator or a series."""
    return _header(sheet) is not None


def series(sheet: Sheet) -> Iterator[FoundSeries]:
    """Give the series of each country and indicator, empty ones left out."""
    at = _header(sheet)
    assert at is not None
    header = [cell.strip() for cell in sheet.rows[at]]
    said = {row[0].strip(): row[1].strip() for row in sheet.rows[:at] if len(row) > 1}
    tail = [cell for row in sheet.rows[at + 1 :] for cell in row[:1]]
    dataset = said.get("Data Source") or _after(tail, "Data from database:") or UNKNOWN
    vintage = said.get("Last Updated Date") or _day(_after(tail, "Last Updated:")) or UNKNOWN
    what = "Indicator" if "Indicator Name" in header else "Series"
    columns = [(place, cell) for place, cell in enumerate(header) if YEAR.fullmatch(cell)]
    about = _indicators(sheet)
    for number, row in sheet.numbered(at + 1):
        cells = dict(zip(header, row, strict=False))
        title, code = cells.get(f"{what} Name", "").strip(), cells.get(f"{what} Code", "").strip()
        if not code or not cells.get("Country Code"):
            continue
        unit = units.unit(title)
        series = FoundSeries(
            stem=code.lower().replace(".", "-").replace("_", "-"),
            place=f"{sheet.name}, row {number}",
            title=f"{title}, {cells['Country Name'].strip()}",
            code=code,
            area=cells["Country Code"].strip(),
            area_name=cells["Country Name"].strip(),
            unit=unit.name,
            multiplier=unit.multiplier,
            kind=reading.kind(title),
            publisher=PUBLISHER,
            dataset=dataset,
            vintage=vintage,
            licence=about.get(code, {}).get("LICENSE", UNKNOWN) or UNKNOWN,
            address=ADDRESS.format(code),
            remark=_source(about.get(code, {})),
            guessed=["unit", "kind"],
        )
        series.observations = list(_observations(sheet, number, row, columns, unit.multiplier))
        if series.observations:
            yield series


def _observations(
    sheet: Sheet, number: int, row: list[str], columns: list[tuple[int, str]], multiplier: Decimal
) -> Iterator[Observation]:
    for place, year in columns:
        where = f"{sheet.name}, row {number}, {year}"
        if place < len(row) and (read := numbers.number(row[place], multiplier, where)):
            yield Observation(reading.period(year.partition(" ")[0], where), *read, where, numbers.flag(row[place]))


def _header(sheet: Sheet) -> int | None:
    for at, row in enumerate(sheet.rows[:12]):
        cells = {cell.strip() for cell in row}
        if {*NAMES} <= cells and cells & {"Indicator Code", "Series Code"}:
            return at
    return None


def _indicators(sheet: Sheet) -> dict[str, dict[str, str]]:
    """Return what the ZIP's file on indicators says of each, by code."""
    indicators = {}
    for name, rows in sheet.beside.items():
        if name.lower().startswith("metadata_indicator") and rows:
            header = [cell.strip().upper() for cell in rows[0]]
            for row in rows[1:]:
                cells = dict(zip(header, row, strict=False))
                indicators[cells.get("INDICATOR_CODE", "")] = cells
    return indicators


def _source(about: dict[str, str]) -> str:
    text = " ".join(about.get("SOURCE_ORGANIZATION", "").split())
    return f"Source named there: {text}" if text else ""


def _after(cells: list[str], words: str) -> str:
    return next((cell.removeprefix(words).strip() for cell in cells if cell.startswith(words)), "")


def _day(text: str) -> str:
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text)
    return f"{match[3]}-{match[1]}-{match[2]}" if match else text
