"""Whether the tables use names that `data/names.csv` has: who is named, in what unit, what charts call it."""

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from cited import project
from cited.ledger.store import mentions, names, tables
from cited.ledger.store.faults import Fault
from cited.nearest import suggestion

# The columns that name parties and units, by table; series name their parties by code.
PARTIES = {"figures": ("actor", "counterpart"), "series": ("area", "partner")}
NEW = "a new name is a new row there"
OTHER_SIDE = "expected the other side: it is the actor already"
# The theme of figures that have no other: no word speaks for it.
OTHER_THEME = "other"
# ISO 3166-1 leaves the codes that begin so to its users.
OWN = "X"


def faults(proven: Collection[Path] = ()) -> list[Fault]:
    """Return the names of figures and series that `data/names.csv` does not have, each with the nearest known one.

    So are codes of `data/areas.csv` that neither ISO 3166-1 nor the ledger has. A package without names controls none.
    Files that are proven to have no fault are passed over.
    """
    present = {resource["name"] for resource in tables.package()["resources"]}
    if "names" not in present:
        return []
    parties, units = names.names(kind=names.PARTY), {row["name"] for row in names.names(kind=names.UNIT)}
    known = {"figures": {row["name"] for row in parties}, "series": {row["code"] for row in parties if row["code"]}}
    faults = [fault for table in PARTIES if table in present for fault in _table(table, proven, known[table], units)]
    faults += [*_areas(known["series"]), *_claimed(parties), *_twice(), *_themes(proven)]
    return faults + (list(_labels()) if "series" in present else [])


def drafted(file: str, rows: Iterable[Mapping[str, str]]) -> list[Fault]:
    """Return the names of a draft's figures that `data/names.csv` does not have, as `faults` does for the ledger's."""
    present = {resource["name"] for resource in tables.package()["resources"]}
    if "names" not in present:
        return []
    parties = {row["name"] for row in names.names(kind=names.PARTY)}
    return list(_rows("figures", file, rows, parties, {row["name"] for row in names.names(kind=names.UNIT)}))


def _table(table: str, proven: Collection[Path], parties: set[str], units: set[str]) -> Iterator[Fault]:
    for path in tables.files(table):
        if path in proven:
            continue
        file = path.relative_to(project.root()).as_posix()
        yield from _rows(table, file, tables.read(path), parties, units)


def _rows(
    table: str, file: str, rows: Iterable[Mapping[str, str]], parties: set[str], units: set[str]
) -> Iterator[Fault]:
    # A name that nobody knows may stand in every row of a draft.
    known = {"party": parties, "unit": units}
    expected = functools.cache(lambda kind, name: _expected(kind, name, known[kind]))
    for number, row in enumerate(rows, start=2):
        for column in PARTIES[table]:
            for name in (row.get(column) or "").split(tables.SEPARATOR):
                if name and name not in parties:
                    yield Fault(file, number, column, name, expected("party", name))
        if table == "figures":
            both = {*names.several(row.get("actor") or "")} & {*names.several(row.get("counterpart") or "")}
            yield from (Fault(file, number, "counterpart", name, OTHER_SIDE) for name in sorted(both))
        for unit in _units(row.get("unit") or "", units):
            yield Fault(file, number, "unit", unit, expected("unit", unit))


def _units(unit: str, known: set[str]) -> list[str]:
    """The units that a cell names and nobody knows; a rate names two."""
    if not unit or unit in known:
        return []
    return [part for part in unit.split(names.PER) if part not in known]


def _areas(named: set[str]) -> Iterator[Fault]:
    """Codes of areas and of their members that neither ISO 3166-1 nor the ledger has."""
    rows = names.areas()
    countries = set(mentions.countries()) | named
    known = countries | {area.code for area in rows}
    for number, area in enumerate(rows, start=2):
        if area.code not in countries and not area.code.startswith(OWN):
            yield Fault("data/areas.csv", number, "code", area.code, _no_code(area.code, countries))
        for member in area.members:
            if member not in known and member != names.EVERYWHERE:
                yield Fault("data/areas.csv", number, "members", member, _no_code(member, known))


def _claimed(parties: list[dict[str, str]]) -> Iterator[Fault]:
    """Forms that two areas have, since a text with one would speak of either; groups that are members of themselves."""
    claimed = {row["name"].lower(): row["code"] for row in parties if row["code"]}
    members = {area.code: area.members for area in names.areas()}
    for number, area in enumerate(names.areas(), start=2):
        for form in area.forms:
            other = claimed.setdefault(form.lower(), area.code)
            if other != area.code:
                expected = f"expected a form of {area.code} alone; {other} is called so"
                yield Fault("data/areas.csv", number, "forms", form, expected)
        if area.code in area.members:
            yield Fault("data/areas.csv", number, "members", area.code, "expected other areas than the group itself")
        for member in (code for code in area.members if code != area.code and area.code in members.get(code, ())):
            yield Fault("data/areas.csv", number, "members", member, f"expected no group that {area.code} belongs to")
        for member in sorted({code for code in area.members if area.members.count(code) > 1}):
            yield Fault("data/areas.csv", number, "members", member, "expected each member once")


def _twice() -> Iterator[Fault]:
    """Names and labels that stand twice in data/names.csv, and short names of documents that two of them have."""
    for table, key in (("names", ("kind", "name")), ("names", ("kind", "label")), ("sources", ("label",))):
        column, (path,) = key[-1], tables.files(table)
        first_rows: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(tables.read(path), start=2):
            cell = row.get(column) or ""
            if cell and (first := first_rows.setdefault(tuple(row[name] for name in key), number)) != number:
                yield Fault(project.within(path), number, column, cell, f"expected each once; row {first} has it")


def themes_without_words(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the themes of some figures that have no row in `data/themes.csv`, where the ledger has that table."""
    if not tables.has("themes"):
        return []
    known = names.themes() | {"", OTHER_THEME}
    return [theme for theme in dict.fromkeys(row.get("theme") or "" for row in rows) if theme not in known]


def _themes(proven: Collection[Path]) -> Iterator[Fault]:
    """Themes of figures that a draft could not guess: one fault each, however many figures have it."""
    rows = (row for path in tables.files("figures") if path not in proven for row in tables.read(path))
    for theme in themes_without_words(rows):
        expected = "expected a row for this theme of figures, with the words by which a draft guesses it"
        yield Fault("data/themes.csv", 0, "theme", theme, expected)


def _no_code(code: str, known: set[str]) -> str:
    return f"expected an ISO 3166-1 alpha-3 code, or one of the ledger’s from XAA to XZZ{suggestion(code, known)}"


def _labels() -> Iterator[Fault]:
    """Names of series and publishers that there are not, codes that a name cannot have, labels that a series has."""
    (path,) = tables.files("names")
    areas = {row["series"]: names.several(row["area"]) for row in tables.rows("series")}
    publishers = {row["publisher"] for row in tables.rows("series")}
    file = path.relative_to(project.root()).as_posix()
    rows = tables.read(path)
    units = {row["name"] for row in names.names(kind=names.UNIT)}
    drawn = {row["label"]: row["name"] for row in rows if row["kind"] == names.SERIES and row["label"]}
    for number, row in enumerate(rows, start=2):
        kind, code = row["kind"], row["code"]
        if kind == names.PRICES and code not in units:
            yield Fault(file, number, "code", code, "expected a currency that is a unit of the ledger")
        if kind in (names.SERIES, names.PRICES) and row["name"] not in areas:
            expected = f"expected a series of data/series.csv{suggestion(row['name'], areas)}"
            yield Fault(file, number, "name", row["name"], expected)
        if kind == names.UNOFFICIAL and row["name"] not in publishers:
            expected = f"expected a publisher of data/series.csv{suggestion(row['name'], publishers)}"
            yield Fault(file, number, "name", row["name"], expected)
        if code and kind not in (names.PARTY, names.UNIT, names.PRICES):
            yield Fault(file, number, "code", code, f"expected nothing: a {kind} has no code")
        if kind == names.UNIT and code not in ("", row["name"]):
            yield Fault(file, number, "code", code, f"expected {row['name']}, the currency, or nothing")
        series = drawn.get(row["label"], "") if kind in (names.PARTY, names.UNIT) else ""
        if series and code not in areas.get(series, ()):
            expected = f"expected another label than that of the series {series}"
            yield Fault(file, number, "label", row["label"], expected)


def _expected(kind: str, name: str, known: set[str]) -> str:
    return f"expected a {kind} of data/names.csv{suggestion(name, known)}; {NEW}"
