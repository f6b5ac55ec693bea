"""United Nations, World Population Prospects: the CSV files, in which most numbers are in thousands."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cited import project
from cited.intake.statistics import numbers, reading
from cited.intake.statistics.model import FoundSeries, Observation
from cited.intake.statistics.sheets import Sheet
from cited.ledger.store import periods

PUBLISHER = "UN DESA"
ADDRESS = "https://population.un.org/wpp/"


class Column(NamedTuple):
    """What a column of the files means."""

    title: str
    unit: str
    multiplier: int
    kind: str


THOUSAND = 1_000
COLUMNS = {
    "PopTotal": Column("Population", "persons", THOUSAND, "point"),
    "PopMale": Column("Male population", "persons", THOUSAND, "point"),
    "PopFemale": Column("Female population", "persons", THOUSAND, "point"),
    "TPopulation1Jan": Column("Population on 1 January", "persons", THOUSAND, "point"),
    "TPopulation1July": Column("Population on 1 July", "persons", THOUSAND, "point"),
    "Births": Column("Births", "persons", THOUSAND, "flow"),
    "Deaths": Column("Deaths", "persons", THOUSAND, "flow"),
    "NatChange": Column("Births less deaths", "persons", THOUSAND, "flow"),
    "NetMigrations": Column("Net migration", "persons", THOUSAND, "flow"),
    "PopChange": Column("Change of the population", "persons", THOUSAND, "flow"),
    "PopGrowthRate": Column("Growth of the population", "percent", 1, "flow"),
    "TFR": Column("Total fertility", "births per woman", 1, "average"),
    "LEx": Column("Life expectancy at birth", "years", 1, "average"),
    "MedianAgePop": Column("Median age", "years", 1, "point"),
}
# What makes two rows of one place and time two series.
APART = ("Variant", "AgeGrp", "Sex")
# The past and the middle of the possible futures are one series.
ESTIMATES, MEDIUM = "Estimates", "Medium"


def reads(sheet: Sheet) -> bool:
    """Tell whether a table is of World Population Prospects."""
    header = set(sheet.rows[0]) if sheet.rows else set()
    return {"LocID", "Location", "Time"} <= header and bool(header & COLUMNS.keys())


def series(sheet: Sheet) -> Iterator[FoundSeries]:
    """Give the series of each place, variant, age group and known column."""
    header = [cell.strip() for cell in sheet.rows[0]]
    edition = re.search(r"wpp(\d{4})", sheet.name, re.IGNORECASE)
    series: dict[tuple[str, ...], FoundSeries] = {}
    for number, row in sheet.numbered(1):
        cells = dict(zip(header, row, strict=False))
        for column, means in COLUMNS.items():
            where = f"{sheet.name}, row {number}, {column}"
            if not (read := numbers.number(cells.get(column, ""), Decimal(means.multiplier), where)):
                continue
            period = reading.period(cells["Time"], where)
            apart = [cells.get(name, "").replace(ESTIMATES, MEDIUM) for name in APART]
            key = (column, cells["LocID"], *apart)
            if key not in series:
                series[key] = _series(sheet, cells, column, means, apart, edition[1] if edition else "unknown")
            series[key].observations.append(Observation(period, *read, where, _flag(cells, period, edition)))
    yield from series.values()


def _flag(cells: dict[str, str], period: str, edition: re.Match[str] | None) -> str:
    """Return what the file says of a value: estimated, or projected, which is what lies after the edition's year."""
    if cells.get("Variant") == ESTIMATES:
        return "estimated"
    return "projected" if edition and periods.year(period) > edition[1] else ""


def _series(
    sheet: Sheet, cells: dict[str, str], column: str, means: Column, apart: list[str], edition: str
) -> FoundSeries:
    variant, *groups = apart
    more = [part for part in groups if part] + ([variant.lower() + " variant"] if variant not in ("", MEDIUM) else [])
    title = ", ".join([means.title, *(f"aged {part}" if part[:1].isdigit() else part for part in more)])
    # The code of a column says nothing of its variant and group, which make another series of it.
    code = ".".join([column, *(project.slug(part.replace("+", "-over")) for part in more)])
    words = project.slug(title.replace("+", "-over"))
    return FoundSeries(
        stem=words,
        place=f"{sheet.name}, column {column}, {cells['Location']}",
        title=f"{title}, {cells['Location']}",
        code=code,
        area=cells.get("ISO3_code") or cells["LocID"],
        area_name=cells["Location"],
        unit=means.unit,
        multiplier=Decimal(means.multiplier),
        kind=means.kind,
        publisher=PUBLISHER,
        dataset=f"World Population Prospects {edition}".removesuffix(" unknown"),
        vintage=edition,
        licence="unknown",
        address=ADDRESS,
    )
