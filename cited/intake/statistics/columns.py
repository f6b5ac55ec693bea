"""Tables of a time column and one column per series: FRED, and the plain two columns that many publishers offer."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cited import project
from cited.intake.statistics import numbers, reading, units
from cited.intake.statistics.model import FoundSeries, Observation
from cited.intake.statistics.sheets import Sheet

ENGLISH = re.compile(r"(observation_)?date|years?|period|time( period)?|month|quarter|day|week", re.IGNORECASE)
TIME = re.compile(
    rf"{ENGLISH.pattern}|jahre?|monat|quartal|datum|zeit(raum)?|tag|année|mois|trimestre|año|mes", re.IGNORECASE
)
# What is longer is a note.
LONGEST_TIME = 12
FRED = re.compile(r"[A-Z][A-Z0-9_]{2,}")
FRED_TIMES = {"observation_date", "DATE"}
PUBLISHER = "Federal Reserve Bank of St. Louis (FRED)"
ADDRESS = "https://fred.stlouisfed.org/series/{}"


def reads(sheet: Sheet) -> bool:
    """Tell whether a table has times in its first column: a header that says so, or a period with numbers beside it."""
    return _first(sheet) is not None


def series(sheet: Sheet) -> Iterator[FoundSeries]:
    """Give the series of each column; a header `Title (unit)` is title and unit.

    Raises ValueError with file, row and column for a cell that is neither a number nor a missing one, for a row with
    numbers and no period, and where nothing tells whether commas or points are decimal.
    """
    at = _first(sheet)
    assert at is not None
    header = [cell.strip() for cell in sheet.rows[at - 1]] if at else []
    fred = bool(header) and header[0] in FRED_TIMES and all(FRED.fullmatch(cell) for cell in header[1:])
    body, passed_over = _body(sheet, at)
    width = max((len(row) for _, row in body), default=0)
    titles = [_title(sheet, header, place) for place in range(width)]
    cells = ((row[place], _where(sheet, number, titles[place])) for number, row in body for place in range(1, len(row)))
    english = not header or bool(ENGLISH.fullmatch(header[0]))
    decimal = sheet.decimal or numbers.convention(cells, sheet.separator, english=english)
    times = regular_times([row[0] for _, row in body])
    for place in range(1, width):
        one = _named(sheet, titles[place], fred)
        one.notes += passed_over
        for number, row in body:
            where = _where(sheet, number, titles[place])
            if place < len(row) and (read := numbers.number(row[place], one.multiplier, where, decimal)):
                one.observations.append(
                    Observation(times[row[0]], *read, f"{sheet.name}, row {number}", numbers.flag(row[place]))
                )
        if one.observations:
            yield one


def _body(sheet: Sheet, at: int) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Return the rows that have a period, with their numbers, and what is said of those that have none.

    A note below the numbers has no period; a row whose first cell was meant as one raises ValueError.
    """
    kept: list[tuple[int, list[str]]] = []
    notes: list[str] = []
    for number, row in sheet.numbered(at):
        first = row[0].strip()
        if reading.is_period(first):
            kept.append((number, row))
        elif any(numbers.is_number(cell) for cell in row[1:]):
            if not first or (re.search(r"\d", first) and len(first) <= LONGEST_TIME):
                reading.period(row[0], f"{sheet.name}, row {number}")
            notes.append(f"row {number} has no period and is left out: {first!r}")
    if not kept:
        number, row = next(iter(sheet.numbered(at)))
        reading.period(row[0], f"{sheet.name}, row {number}")
    return kept, notes


def _title(sheet: Sheet, header: list[str], place: int) -> str:
    return (header[place] if place < len(header) else "") or re.sub(r"\.\w+$", "", sheet.name)


def _where(sheet: Sheet, number: int, title: str) -> str:
    return f"{sheet.name}, row {number}, column {title}"


def regular_times(cells: list[str]) -> dict[str, str]:
    """Return the period of each cell; first days of months are months, quarters or years where all are."""
    days = {cell: reading.period(cell) for cell in cells}
    meant = reading.regular(sorted(set(days.values())))
    return {cell: meant.get(day, day) for cell, day in days.items()}


def _named(sheet: Sheet, title: str, fred: bool) -> FoundSeries:
    unit = units.titled(title) if not fred else units.Unit("", Decimal(1))
    made = FoundSeries(
        stem=project.slug(re.sub(r"\(.*?\)", "", title)),
        title=title,
        place=f"{sheet.name}, column {title}",
        unit=unit.name,
        multiplier=unit.multiplier,
        kind="" if fred else reading.kind(title),
        guessed=["unit", "kind"],
    )
    if fred:
        made.code, made.publisher, made.dataset, made.address = title, PUBLISHER, "FRED", ADDRESS.format(title)
    return made


def _first(sheet: Sheet) -> int | None:
    """Return where the values begin: below a header that names a time, or at a row with a period and a number."""
    for at, row in enumerate(sheet.rows[:25]):
        if len(row) < 2:
            continue
        if TIME.fullmatch(row[0].strip()) and at + 1 < len(sheet.rows):
            return at + 1
        if reading.is_period(row[0]) and _has_numbers(sheet, at):
            return at
    return None


def _has_numbers(sheet: Sheet, at: int) -> bool:
    return any(numbers.is_number(cell) for row in sheet.rows[at:] if reading.is_period(row[0]) for cell in row[1:])
