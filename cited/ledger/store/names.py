"""Controlled names: the parties, units and chart labels of `data/names.csv`, and the areas of `data/areas.csv`."""

from collections.abc import Mapping
from typing import NamedTuple

from cited.ledger.store import tables
from cited.reads import traced

PARTY, UNIT, SERIES, MEASURE, PRICES, UNOFFICIAL = "party", "unit", "series", "measure", "prices", "unofficial"
# Of a rate of two units: `JPY per USD`.
PER = " per "
# Among the members of an area: every other one.
EVERYWHERE = "*"


class Area(NamedTuple):
    """An area: its code, what texts call it and its people, and the codes of the areas that belong to it."""

    code: str
    forms: tuple[str, ...]
    members: tuple[str, ...]


@traced
def names(*, kind: str) -> list[dict[str, str]]:
    """Return the rows of `data/names.csv` of one kind (`party`, `unit`, `series`, `prices` …), in the table's order.

    Keys: the columns of the table, `name`, `code`, `label` and `remark` among them. Empty where the package has no
    such table.
    """
    if not tables.has("names"):
        return []
    return [row for row in tables.rows("names") if row["kind"] == kind]


def areas() -> list[Area]:
    """Return the areas of `data/areas.csv`, in the table's order; empty where the package has no such table."""
    if not tables.has("areas"):
        return []
    return [Area(row["code"], several(row["forms"]), several(row["members"])) for row in tables.rows("areas")]


def several(cell: str) -> tuple[str, ...]:
    """Return what a cell names, one by one: `A; B` is A and B, an empty cell nothing."""
    return tuple(cell.split(tables.SEPARATOR)) if cell else ()


def code(name: str) -> str:
    """Return the area code of a party, empty for one that has none."""
    return next((row["code"] for row in names(kind=PARTY) if row["name"] == name), "")


def party(code: str) -> str:
    """Return the party that an area code stands for, a country before a city in it; the code itself if unknown."""
    return next((row["name"] for row in names(kind=PARTY) if code and row["code"] == code), code)


def strange(figure: Mapping[str, str], series: Mapping[str, str]) -> list[str]:
    """Return the areas and partners of a series, by name, that are no party of a figure nor a group with one in it.

    A party without a code, and a figure without parties, may be anybody: then none is strange.
    """
    named = [code(name) for column in ("actor", "counterpart") for name in several(figure[column])]
    if not all(named) or not named:
        return []
    groups = {area.code for area in areas() if {*named, EVERYWHERE}.intersection(area.members)}
    codes = [known for column in ("area", "partner") for known in several(series[column])]
    return [party(known) for known in codes if known not in {*named, *groups}]


def unofficial(series: Mapping[str, str]) -> str:
    """Return what the publisher of a row of `data/series.csv` is where that is not the public body that counts.

    It is one that `data/names.csv` lists as `unofficial`: a press agency, a tracker, a university, a foundation.
    """
    for row in names(kind=UNOFFICIAL):
        if row["name"] == series["publisher"]:
            return f"Not the public body that counts or decides. {row['remark']}".strip()
    return ""


def label(series: str) -> str:
    """Return what charts call a series, empty where `data/names.csv` has no label for it."""
    return next((row["label"] for row in names(kind=SERIES) if row["name"] == series), "")


def unit(code: str) -> str:
    """Return what a unit is called in words, `euros` for `EUR`; empty where `data/names.csv` has no label for it."""
    return next((row["label"] for row in names(kind=UNIT) if row["name"] == code), "")


def themes() -> set[str]:
    """Return the themes for which `data/themes.csv` has words."""
    return {row["theme"] for row in tables.rows("themes")} if tables.has("themes") else set()


@traced
def between(*, theme: str) -> str:
    """Return the word between the two sides of a theme's figures that says which way they go: `to` of aid; or none."""
    if not tables.has("themes"):
        return ""
    return next((row.get("between") or "" for row in tables.rows("themes") if row["theme"] == theme), "")


def prices(currency: str) -> str:
    """Return the series of prices by which amounts in a currency are deflated, empty where the ledger holds none."""
    return next((row["name"] for row in names(kind=PRICES) if row["code"] == currency), "")
