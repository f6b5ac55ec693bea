"""Controlled names: the parties, units and chart labels of `data/names.csv`."""

from cited.ledger import tables
from cited.reads import traced

PARTY, UNIT, SERIES, MEASURE, PRICES = "party", "unit", "series", "measure", "prices"
# Of a rate of two units: `JPY per USD`.
PER = " per "


@traced
def names(*, kind: str) -> list[dict[str, str]]:
    """Return the rows of `data/names.csv` of one kind (`party`, `unit`, `series`, `prices` …), in the table's order.

    Keys: the columns of the table, `name`, `code`, `label` and `remark` among them. Empty where the package has no
    such table.
    """
    if not tables.has("names"):
        return []
    return [row for row in tables.rows("names") if row["kind"] == kind]


def code(name: str) -> str:
    """Return the area code of a party, empty for one that has none."""
    return next((row["code"] for row in names(kind=PARTY) if row["name"] == name), "")


def party(code: str) -> str:
    """Return the party that an area code stands for, a country before a city in it; the code itself if unknown."""
    return next((row["name"] for row in names(kind=PARTY) if code and row["code"] == code), code)


def label(series: str) -> str:
    """Return what charts call a series, empty where `data/names.csv` has no label for it."""
    return next((row["label"] for row in names(kind=SERIES) if row["name"] == series), "")


def prices(currency: str) -> str:
    """Return the series of prices by which amounts in a currency are deflated, empty where the ledger holds none."""
    return next((row["name"] for row in names(kind=PRICES) if row["code"] == currency), "")
