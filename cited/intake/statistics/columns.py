"""Tables of a time column and one column per series: FRED, and the plain two columns that many publishers offer."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cited import project
from cited.intake.statistics import reading
from cited.intake.statistics.model import FoundSeries, Observation
from cited.intake.statistics.sheets import Sheet

TIME = re.compile(r"(observation_)?date|year|period|time( period)?|month|quarter|day|jahr|année", re.IGNORECASE)
FRED = re.compile(r"[A-Z][A-Z0-9_]{2,}")
FRED_TIMES = {"observation_date", "DATE"}
PUBLISHER = "Federal Reserve Bank of St. Louis (FRED)"
ADDRESS = "https://fred.stlouisfed.org/series/{}"


def reads(sheet: Sheet) -> bool:
    """Tell whether a table has a time in its first column and numbers in the others."""
    at = _first(sheet)
    return at is not None and len(sheet.rows[at]) > 1


def series(sheet: Sheet) -> Iterator[FoundSeries]:
    """Give the series of each column; a header `Title (unit)` is title and unit."""
    at = _first(sheet)
    assert at is not None
    header = [cell.strip() for cell in sheet.rows[at - 1]] if at else []
    fred = bool(header) and header[0] in FRED_TIMES and all(FRED.fullmatch(cell) for cell in header[1:])
    times = regular_times([row[0] for row in sheet.rows[at:] if _is_period(row[0])])
    for place in range(1, max(map(len, sheet.rows[at:]))):
        title = header[place] if place < len(header) else ""
        title = title or re.sub(r"\.\w+$", "", sheet.name)
        one = _named(sheet, title, fred)
        for number, row in enumerate(sheet.rows[at:], start=at + 1):
            if place < len(row) and _is_period(row[0]) and (read := reading.number(row[place], one.multiplier)):
                where = f"{sheet.name}, row {number}"
                one.observations.append(Observation(times[row[0]], *read, where))
        if one.observations:
            yield one


def regular_times(cells: list[str]) -> dict[str, str]:
    """Return the period of each cell; first days of months are months, quarters or years where all are."""
    days = {cell: reading.period(cell) for cell in cells}
    meant = reading.regular(sorted(set(days.values())))
    return {cell: meant.get(day, day) for cell, day in days.items()}


def _named(sheet: Sheet, title: str, fred: bool) -> FoundSeries:
    unit = reading.unit(title) if not fred else reading.Unit("", Decimal(1))
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
    """Return where the numbers begin: the first row that has a period and a number, under at most a few rows."""
    for at, row in enumerate(sheet.rows[:25]):
        if len(row) > 1 and _is_period(row[0]) and any(_is_number(cell) for cell in row[1:]):
            return at
    return None


def _is_period(cell: str) -> bool:
    try:
        return bool(reading.period(cell))
    except ValueError:
        return False


def _is_number(cell: str) -> bool:
    try:
        return reading.number(cell) is not None
    except ValueError:
        return False
