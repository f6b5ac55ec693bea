"""What figures say together: the arithmetic that a document invites, and whether it contradicts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.agreement.hedges import Hedge, Interval, interval
from cited.ledger.frames import known
from cited.ledger.store import tables

if TYPE_CHECKING:
    import pandas as pd

# Units of which one is so many of another, so that two figures compare.
SAME_UNIT = {
    ("months", "years"): 1 / 12,
    ("weeks", "days"): 7,
    ("hours", "days"): 1 / 24,
    ("members", "countries"): 1,
}
RULES = {
    "growth": "the second divided by one plus the first in per cent: the base from which it grew",
    "share": "the second divided by the first in per cent: the whole of which it is a share",
    "part": "the first as a percentage of the second",
    "change": "the change from the second to the first, in per cent of the second",
    "same": "whether what both commit to, hedge and printed precision included, has a number in common",
}


def relations(*, source: str | list[str] | None = None) -> pd.DataFrame:
    """Return what pairs of figures say together, one row per relation of `data/relations.csv`.

    Columns: `kind`, `figure`, `other` (ids), `result` (a number; NaN for `same`), `unit` of the result,
    `agrees` (for `same`: whether the figures have a number in common; else None), `rule` in words, `remark`.
    `source` keeps the relations between figures of a document, or of several.
    Raises UnknownName for a document that the ledger does not have.
    """
    import pandas as pd

    known.require("sources", "source", source)
    by_id = {row["figure"]: row for row in tables.select(table="figures", source=source)}
    rows = {}
    for row in tables.select(table="relations"):
        if row["figure"] in by_id and row["other"] in by_id:
            rows[row["relation"]] = _result(row, by_id[row["figure"]], by_id[row["other"]])
    columns = ["kind", "figure", "other", "result", "unit", "agrees", "rule", "remark"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def factor(unit: str, other: str) -> float:
    """Return by what an amount of a unit is multiplied to compare with one of another; 0 where they do not compare."""
    if unit == other:
        return 1.0 if unit else 0.0
    return SAME_UNIT.get((unit, other)) or 1 / SAME_UNIT.get((other, unit), float("inf"))


def _result(row: tables.Row, figure: tables.Row, other: tables.Row) -> list[str | float | bool | None]:
    kind, first, second = row["kind"], _number(figure), _number(other)
    result, unit, agrees = float("nan"), "percent", None
    if kind == "growth":
        result, unit = second / (1 + first / 100), other["unit"]
    elif kind == "share":
        result, unit = second / (first / 100), other["unit"]
    elif kind == "part":
        result = first / second * 100
    elif kind == "change":
        result = (first / second - 1) * 100
    else:
        agrees, unit = _agree(figure, other), other["unit"]
    return [kind, row["figure"], row["other"], result, unit, agrees, RULES[kind], row["remark"]]


def _agree(figure: tables.Row, other: tables.Row) -> bool:
    first, second = _interval(figure), _interval(other)
    times = factor(figure["unit"], other["unit"])
    return first.lower * times <= second.upper and second.lower <= first.upper * times


def _interval(row: tables.Row) -> Interval:
    low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
    return interval(low, high, Hedge(row["hedge"]), row["printed"])


def _number(row: tables.Row) -> float:
    ends = [float(row[end]) for end in ("low", "high") if row[end]]
    return sum(ends) / len(ends)
