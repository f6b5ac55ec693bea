"""Our World in Data: the CSV of a chart (entity, code, year or day, one column per indicator) and its metadata file."""

import re
from collections.abc import Iterator

from cited.intake.statistics import numbers, reading, units
from cited.intake.statistics.model import UNKNOWN, FoundSeries, Observation
from cited.intake.statistics.sheets import Sheet

TIMES = ("year", "day", "date")
PUBLISHER = "Our World in Data"


def reads(sheet: Sheet) -> bool:
    """Tell whether a table is a chart of Our World in Data."""
    header = [cell.strip().lower() for cell in sheet.rows[0]] if sheet.rows else []
    return header[:2] == ["entity", "code"] and len(header) > 3 and header[2] in TIMES


def series(sheet: Sheet) -> Iterator[FoundSeries]:
    """Give the series of each entity and indicator; what the metadata file does not say stays unknown."""
    header = [cell.strip() for cell in sheet.rows[0]]
    told = _metadata(sheet)
    for place, column in enumerate(header[3:], start=3):
        about = told.get(column, {})
        title = str(about.get("titleLong") or about.get("titleShort") or column)
        words = str(about.get("unit") or "")
        unit = units.unit(words) if words else units.unit(title)
        if not unit.name and re.fullmatch(r"[a-z][a-z0-9 -]*", words):
            unit = units.Unit(words, unit.multiplier)
        series: dict[str, FoundSeries] = {}
        for number, row in sheet.numbered(1):
            where = f"{sheet.name}, row {number}, {column}"
            if place >= len(row) or not (read := numbers.number(row[place], unit.multiplier, where)):
                continue
            entity, code = row[0].strip(), row[1].strip()
            one = series.get(entity) or series.setdefault(
                entity, _series(sheet, column, title, entity, code, unit, about, told.get("", {}))
            )
            one.observations.append(Observation(reading.period(row[2], where), *read, where, numbers.flag(row[place])))
        areas = {entity: one for entity, one in series.items() if reading.area(one.area, entity)}
        if areas and (left := [entity for entity in series if entity not in areas]):
            next(iter(areas.values())).notes.append(f"passed over, as no areas with a code: {', '.join(left)}")
        yield from (areas or series).values()


def _series(
    sheet: Sheet,
    column: str,
    title: str,
    entity: str,
    code: str,
    unit: units.Unit,
    about: dict[str, object],
    chart: dict[str, object],
) -> FoundSeries:
    return FoundSeries(
        stem=str(about.get("shortName") or column).lower().replace("_", "-"),
        place=f"{sheet.name}, column {column}, {entity}",
        title=f"{title}, {entity}",
        code=str(about.get("shortName") or about.get("owidVariableId") or column),
        area=code,
        area_name=entity,
        unit=unit.name,
        multiplier=unit.multiplier,
        kind=reading.kind(f"{title} {about.get('unit', '')}"),
        publisher=PUBLISHER,
        dataset=str(about.get("citationShort") or chart.get("title") or UNKNOWN),
        vintage=str(about.get("lastUpdated") or UNKNOWN)[:10],
        licence=str(about.get("license") or chart.get("license") or UNKNOWN),
        address=str(chart.get("originalChartUrl") or ""),
        guessed=["kind"] if about.get("unit") else ["unit", "kind"],
    )


def _metadata(sheet: Sheet) -> dict[str, dict[str, object]]:
    """Return what the metadata file says of each column, and of the chart under an empty name."""
    for document in sheet.metadata.values():
        if isinstance(document, dict) and isinstance(document.get("columns"), dict):
            told = {**document["columns"], "": document.get("chart")}
            return {column: about for column, about in told.items() if isinstance(about, dict)}
    return {}
