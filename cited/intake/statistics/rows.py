"""Found series → rows of the tables, and an older edition kept beside a newer one."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from cited import project
from cited.intake.statistics import editions, numbers, reading
from cited.intake.statistics.model import UNKNOWN, FoundSeries, Observation
from cited.intake.statistics.stated import VINTAGE
from cited.ledger.rules.observation_rules import NO_LIMIT, Value, standing_out
from cited.ledger.rules.statistic_rules import SIGNED
from cited.ledger.store import names, tables
from cited.ledger.store.descriptor import ADDRESS
from cited.ledger.store.periods import Period

Row = dict[str, str]
CONFIDENCE = "high"
OUTSTANDING = "Stands out, as the publisher’s file has it"


@dataclass
class Import:
    """What an import adds to each table, what it says, and the ties that it repeats for a newer edition."""

    series: list[Row] = field(default_factory=list)
    observations: list[Row] = field(default_factory=list)
    checks: list[Row] = field(default_factory=list)
    measures: list[Row] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)
    corrected: list[Row] = field(default_factory=list)
    corrected_observations: list[Row] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def drafted(series: Iterable[FoundSeries], stem: str = "", *, stated: Collection[str] = (), same: str = "") -> Import:
    """Return the rows that some series add to the ledger, or correct in it.

    A series that is held already gets the periods that are new; where its values are those of a held one and the person
    states something else of it (columns in `stated`), the held row is corrected. Where an edition changes a value,
    it becomes a series of its own, with the ties of the older one repeated, which stays as it is. `same` is the id of
    the series of which these are another edition, or `new`. Raises InputError where that is likely and nobody says so.
    """
    made = Import()
    ledger = editions.Existing.load()
    faults = []
    for one in series:
        row, wanted = _series(one, stem), _once(one)
        try:
            older = editions.of(row, {period: seen.value for period, seen in wanted.items()}, ledger, stated, same)
            _add(made, one, row, wanted, older, ledger, named=bool(stem))
        except project.InputError as error:
            faults += [f"{one.place}: {fault}" for fault in error.faults]
    if faults:
        raise project.InputError(*faults)
    _new_names(made)
    _say_what_stands_out(made)
    return made


def _add(
    made: Import,
    one: FoundSeries,
    row: Row,
    wanted: dict[str, Observation],
    older: editions.Editions,
    ledger: editions.Existing,
    *,
    named: bool,
) -> None:
    if older.corrected:
        _correct(made, one, row, wanted, older.corrected, ledger)
        return
    if named and row["series"] in ledger.rows and row["series"] not in older.names:
        other = ledger.rows[row["series"]]
        raise project.InputError(
            f"data/series.csv: {row['series']} is another series ({other['title']}, {other['publisher']}, "
            f"{other['dataset']}); expected a new id: give another NAME"
        )
    if older.equal:
        new = [period for period in wanted if period not in ledger.values[older.equal]]
        _observe(made, older.equal, [wanted[period] for period in new])
        news = count_of(len(new), "new period") if new else "nothing new"
        made.messages.append(f"{older.equal}: held already, {news}")
        return
    row["series"] = _free(row["series"], one.vintage, ledger.rows)
    # An edition that changed values of another may change its own: younger than a document, it is a later revision.
    row["revised"] = "yes" if older.names else "no"
    if SIGNED.search(row["title"]) or any(observation.value < 0 for observation in wanted.values()):
        row["limits"] = NO_LIMIT
    made.series.append(row)
    ledger.add(row, {period: observation.value for period, observation in wanted.items()})
    _observe(made, row["series"], list(wanted.values()))
    made.messages.append(f"{row['series']}: {row['title']}; {_summary(one, wanted)}")
    if older.names:
        _repeat_ties(made, older.names[-1], row["series"], set(wanted))


def _correct(
    made: Import, one: FoundSeries, row: Row, wanted: dict[str, Observation], existing: str, ledger: editions.Existing
) -> None:
    """Put what a person says of a held series into its row, and its numbers in the unit that is stated now."""
    old = ledger.rows[existing]
    kept = {column: old[column] for column in ("revised", "limits")}
    row = {**row, "series": existing, "remark": old["remark"] or row["remark"], **kept}
    unsaid = [name for name in row if row[name] in ("", UNKNOWN) and old[name]]
    row |= {name: old[name] for name in unsaid}
    changed = [f"{name} {old[name] or 'empty'} → {row[name]}" for name in row if row[name] != old[name]]
    made.corrected.append(row)
    known = ledger.values[existing]
    again = [
        observation for period, observation in wanted.items() if known.get(period) not in (None, observation.value)
    ]
    _observe(made, existing, again, made.corrected_observations)
    _observe(made, existing, [observation for period, observation in wanted.items() if period not in known])
    if again:
        changed.append(f"{count_of(len(again), 'value')} (the file’s numbers times {numbers.plain(one.multiplier)})")
    made.messages.append(f"{existing}: held already; corrected: {', '.join(changed)}")


def _series(one: FoundSeries, stem: str) -> Row:
    end = names.party(one.area).lower().replace(" ", "-") if one.area.startswith("X") else one.area.lower()
    base = project.slug(stem or one.stem)
    base = base if base[:1].isalpha() else f"s-{base}"
    columns = [column["name"] for column in tables.schema("series")["fields"]]
    cells = {
        "series": base if base.endswith(f"-{end}") else f"{base}-{end}",
        "title": one.title,
        "area": one.area,
        "partner": one.partner,
        "unit": one.unit,
        "kind": one.kind,
        "publisher": one.publisher,
        "dataset": one.dataset,
        "code": one.code,
        "vintage": one.vintage if VINTAGE.fullmatch(one.vintage) else UNKNOWN,
        "licence": one.licence,
        "remark": one.remark,
        "address": one.address if ADDRESS.fullmatch(one.address) else "",
    }
    return {column: cells.get(column, "") for column in columns}


def _once(one: FoundSeries) -> dict[str, Observation]:
    by_period: dict[str, Observation] = {}
    for observation in one.observations:
        other = by_period.setdefault(observation.period, observation)
        if other.value != observation.value:
            raise project.InputError(
                f"{observation.place}: {numbers.plain(observation.value)} for {observation.period}, but "
                f"{numbers.plain(other.value)} at {other.place}; expected one value per period"
            )
    return by_period


def _observe(made: Import, name: str, observations: list[Observation], to: list[Row] | None = None) -> None:
    for one in sorted(observations, key=lambda one: one.period):
        (made.observations if to is None else to).append(
            {
                "series": name,
                "period": one.period,
                "value": numbers.plain(one.value),
                "precision": numbers.plain(one.precision),
                "where_read": one.place,
                "confidence": CONFIDENCE,
                "remark": f"flag {one.flag}" if one.flag else "",
            }
        )


def _say_what_stands_out(made: Import) -> None:
    """Let new values that stand out among their neighbours say so: they are as the publisher's file has them."""
    rows = {row["series"]: row for row in (*tables.rows("series"), *made.series, *made.corrected)}
    new = [*made.observations, *made.corrected_observations]
    again = {(row["series"], row["period"]) for row in new}
    existing = [row for row in tables.rows("observations") if (row["series"], row["period"]) not in again]
    values: dict[str, list[Value]] = {row["series"]: [] for row in new}
    for number, row in enumerate([*new, *existing]):
        if row["series"] in values:
            values[row["series"]].append(Value(number, row, Period.parse(row["period"]), float(row["value"])))
    for name, of in values.items():
        for one, _ in standing_out(rows[name], of):
            if one.number < len(new):
                remark = new[one.number]["remark"]
                new[one.number]["remark"] = f"{OUTSTANDING}; {remark}" if remark else OUTSTANDING


def _free(name: str, vintage: str, existing: dict[str, Row]) -> str:
    """Return an id that no series has: with its edition before the area, as `population-2024-rus`."""
    if name not in existing:
        return name
    base, _, area = name.rpartition("-")
    edition = vintage if vintage != UNKNOWN else "later"
    tried = [f"{base}-{edition}-{area}", *(f"{base}-{edition}-{number}-{area}" for number in range(2, 100))]
    return next(one for one in tried if one not in existing)


def _repeat_ties(made: Import, older: str, newer: str, periods: set[str]) -> None:
    """Tie to the newer edition what is tied to the older: the person who chose the tie chose the statistic."""
    rows, before = tables.rows("checks"), len(made.checks)
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
    if tables.has("measures"):
        made.measures += [{**row, "series": newer} for row in tables.rows("measures") if row["series"] == older]
    repeated = len(made.checks) - before
    ties = f"; {count_of(repeated, 'tie')} of it repeated" if repeated else ""
    made.messages.append(f"  a newer edition of {older}, which stays{ties}")


def _new_names(made: Import) -> None:
    """Name the areas and units that the ledger does not know."""
    if not tables.has("names"):
        return
    known = tables.rows("names")
    codes = {row["code"] for row in known if row["kind"] == names.PARTY}
    units = {row["name"] for row in known if row["kind"] == names.UNIT}
    for row in (*made.series, *made.corrected):
        for code in filter(None, (row["area"], row["partner"])):
            if code not in codes:
                codes.add(code)
                party = reading.country(code) or code
                made.names.append({"kind": names.PARTY, "name": party, "code": code, "label": "", "remark": ""})
        for unit in row["unit"].split(names.PER):
            if unit not in units:
                units.add(unit)
                code = unit if re.fullmatch(r"[A-Z]{3}", unit) else ""
                made.names.append({"kind": names.UNIT, "name": unit, "code": code, "label": "", "remark": ""})


def _summary(one: FoundSeries, wanted: dict[str, Observation]) -> str:
    periods = sorted(wanted)
    times = f" (the file’s numbers times {numbers.plain(one.multiplier)})" if one.multiplier != 1 else ""
    guessed = f"; {' and '.join(one.guessed)} read from the words: say UNIT= or KIND= if wrong" if one.guessed else ""
    notes = "".join(f"; {note}" for note in dict.fromkeys(one.notes))
    values = f"{count_of(len(periods), 'value')}, {periods[0]} to {periods[-1]}"
    return f"{values}; {one.unit}{times}, {one.kind}; edition {one.vintage}, licence {one.licence}{guessed}{notes}"


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun: `1 tie`, `2 ties`, `2 series`."""
    return f"{number} {noun}{'' if number == 1 or noun.endswith('s') else 's'}"
