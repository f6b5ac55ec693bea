"""Found series → rows of the tables, and an older edition kept beside a newer one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from cited import project
from cited.intake.statistics import reading
from cited.intake.statistics.model import UNKNOWN, FoundSeries, Observation
from cited.ledger import names, tables

Row = dict[str, str]
# What makes an edition the same series as one that is held.
SAME = ("publisher", "dataset", "code", "area", "unit")
DEFAULT_KIND = "point"
CONFIDENCE = "high"
UNIT = re.compile(r"[A-Z]{3}( per [A-Z]{3})?|[a-z][a-z0-9 -]*")


@dataclass
class Import:
    """What an import adds to each table, what it says, and the ties that it repeats for a newer edition."""

    series: list[Row] = field(default_factory=list)
    observations: list[Row] = field(default_factory=list)
    checks: list[Row] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def settle(series: list[FoundSeries], given: Row) -> list[str]:
    """Set what the person says instead of what the file says (`unit`, `area`, `kind`, ...); return what is missing.

    Area codes become the ledger's. `given` has empty cells for what is not said.
    """
    missing = []
    for one in series:
        if given.get("unit"):
            said = reading.unit(given["unit"])
            exact = UNIT.fullmatch(given["unit"])
            one.unit = given["unit"] if exact else said.name
            one.guessed = [name for name in one.guessed if name != "unit"]
        for name in ("kind", "publisher", "dataset", "vintage", "licence", "address"):
            if given.get(name):
                setattr(one, name, given[name])
                one.guessed = [guess for guess in one.guessed if guess != name]
        one.area = reading.area(given.get("area") or one.area, "" if given.get("area") else one.area_name)
        one.kind = one.kind or DEFAULT_KIND
        if not one.area:
            missing.append(f"{one.place}: area {one.area_name or 'not said'!r}; give its ISO 3166-1 code, AREA=CHN")
        if not one.unit:
            missing.append(f"{one.place}: unit: the file does not say; give it, UNIT=persons")
    return missing


def drafted(series: Iterable[FoundSeries], stem: str = "") -> Import:
    """Return the rows that some series add to the ledger.

    A series that is held already gets the periods that are new. Where an edition changes a value, it becomes a series
    of its own, with the ties of the older one repeated, which stays as it is.
    """
    made = Import()
    held = {row["series"]: row for row in tables.rows("series")}
    values: dict[str, dict[str, Decimal]] = {}
    for row in tables.rows("observations"):
        values.setdefault(row["series"], {})[row["period"]] = Decimal(row["value"])
    for one in series:
        _add(made, one, stem, held, values)
    _new_names(made)
    return made


def _add(
    made: Import, one: FoundSeries, stem: str, held: dict[str, Row], values: dict[str, dict[str, Decimal]]
) -> None:
    row = _series(one, stem)
    wanted = _once(one)
    older = [name for name, other in held.items() if all(other[column] == row[column] for column in SAME)]
    if stem and row["series"] in held and row["series"] not in older:
        other = held[row["series"]]
        raise project.InputError(
            f"data/series.csv: {row['series']} is another series ({other['publisher']}, {other['dataset']}); "
            "expected a new id: give another NAME"
        )
    for name in older:
        common = [period for period in wanted if period in values.get(name, {})]
        if common and all(wanted[period].value == values[name][period] for period in common):
            new = [period for period in wanted if period not in values[name]]
            _observe(made, name, [wanted[period] for period in new])
            more = f"{len(new)} new period{'s' if len(new) != 1 else ''}" if new else "nothing new"
            made.said.append(f"{name}: held already, {more}")
            return
    row["series"] = _free(row["series"], one.vintage, held)
    # An edition that changed values of another may change its own: younger than a document, it is a later revision.
    row["revised"] = "yes" if older else "no"
    made.series.append(row)
    held[row["series"]] = row
    values[row["series"]] = {period: observation.value for period, observation in wanted.items()}
    _observe(made, row["series"], list(wanted.values()))
    made.said.append(f"{row['series']}: {row['title']}; {_told(one, wanted)}")
    if older:
        _repeat_ties(made, older[-1], row["series"], set(wanted))


def _series(one: FoundSeries, stem: str) -> Row:
    end = names.party(one.area).lower().replace(" ", "-") if one.area.startswith("X") else one.area.lower()
    base = project.slug(stem or one.stem)
    base = base if base[:1].isalpha() else f"s-{base}"
    columns = [column["name"] for column in tables.schema("series")["fields"]]
    said = {
        "series": base if base.endswith(f"-{end}") else f"{base}-{end}",
        "title": one.title,
        "area": one.area,
        "unit": one.unit,
        "kind": one.kind,
        "publisher": one.publisher,
        "dataset": one.dataset,
        "code": one.code,
        "vintage": one.vintage if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", one.vintage) else UNKNOWN,
        "licence": one.licence,
        "remark": one.remark,
        "address": one.address if one.address.startswith(("http://", "https://")) else "",
    }
    return {column: said.get(column, "") for column in columns}


def _once(one: FoundSeries) -> dict[str, Observation]:
    by_period: dict[str, Observation] = {}
    for observation in one.observations:
        other = by_period.setdefault(observation.period, observation)
        if other.value != observation.value:
            raise project.InputError(
                f"{observation.place}: {reading.plain(observation.value)} for {observation.period}, but "
                f"{reading.plain(other.value)} at {other.place}; expected one value per period"
            )
    return by_period


def _observe(made: Import, name: str, observations: list[Observation]) -> None:
    for one in sorted(observations, key=lambda one: one.period):
        made.observations.append(
            {
                "series": name,
                "period": one.period,
                "value": reading.plain(one.value),
                "precision": reading.plain(one.precision),
                "where_read": one.place,
                "confidence": CONFIDENCE,
                "remark": "",
            }
        )


def _free(name: str, vintage: str, held: dict[str, Row]) -> str:
    """Return an id that no series has: with its edition before the area, as `population-2024-rus`."""
    if name not in held:
        return name
    base, _, area = name.rpartition("-")
    edition = vintage if vintage != UNKNOWN else "later"
    tried = [f"{base}-{edition}-{area}", *(f"{base}-{edition}-{number}-{area}" for number in range(2, 100))]
    return next(one for one in tried if one not in held)


def _repeat_ties(made: Import, older: str, newer: str, periods: set[str]) -> None:
    """Tie to the newer edition what is tied to the older: the person who chose the tie chose the statistic."""
    rows = tables.rows("checks")
    letters: dict[str, str] = {}
    for row in rows:
        letters[row["figure"]] = max(letters.get(row["figure"], ""), row["check"].rpartition("-")[2])
    for row in rows:
        ends = ((row["series"], row["period"]), (row["base_series"], row["base_period"]))
        if older in (row["series"], row["base_series"]) and all(
            name != older or period in periods for name, period in ends
        ):
            letters[row["figure"]] = chr(ord(letters[row["figure"]]) + 1)
            renamed = {key: newer if row[key] == older else row[key] for key in ("series", "base_series")}
            made.checks.append({**row, **renamed, "check": f"{row['figure']}-{letters[row['figure']]}"})
    if made.checks:
        made.said.append(f"  a newer edition of {older}, which stays; its {len(made.checks)} ties are repeated")


def _new_names(made: Import) -> None:
    """Name the areas and units that the ledger does not know."""
    if not tables.has("names"):
        return
    known = tables.rows("names")
    codes = {row["code"] for row in known if row["kind"] == names.PARTY}
    units = {row["name"] for row in known if row["kind"] == names.UNIT}
    for row in made.series:
        if row["area"] not in codes:
            codes.add(row["area"])
            party = reading.country(row["area"]) or row["area"]
            made.names.append({"kind": names.PARTY, "name": party, "code": row["area"], "label": "", "remark": ""})
        for unit in row["unit"].split(names.PER):
            if unit not in units:
                units.add(unit)
                code = unit if re.fullmatch(r"[A-Z]{3}", unit) else ""
                made.names.append({"kind": names.UNIT, "name": unit, "code": code, "label": "", "remark": ""})


def _told(one: FoundSeries, wanted: dict[str, Observation]) -> str:
    periods = sorted(wanted)
    times = f" (the file’s numbers times {reading.plain(one.multiplier)})" if one.multiplier != 1 else ""
    guessed = f"; {' and '.join(one.guessed)} read from the words: say UNIT= or KIND= if wrong" if one.guessed else ""
    values = f"{len(periods)} value{'s' if len(periods) != 1 else ''}, {periods[0]} to {periods[-1]}"
    return f"{values}; {one.unit}{times}, {one.kind}; edition {one.vintage}, licence {one.licence}{guessed}"
