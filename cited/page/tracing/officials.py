"""The published numbers beside a figure, in the figure's own unit: what a chart can show on the figure's own scale."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from cited.ledger.agreement.manners import PART
from cited.ledger.store import tables
from cited.ledger.store.outcomes import UNCHECKED

# Manners of which the statistic is a number of the figure's own kind.
SAME = ("level", "count", "rank", "difference", "duration", PART)


class Official(NamedTuple):
    """Published numbers: one, or both ends of a range; the statistics, and the figure, of which they are made."""

    values: tuple[float, ...]
    observed: tuple[str, ...]
    original: str = ""


def official(figure: Mapping[str, Any] | pd.Series, verdict: Mapping[str, Any] | pd.Series | None) -> Official | None:
    """Return what decides a figure's outcome as numbers in its unit; None where nothing does, or none is of its kind.

    Of an amount that is checked by its exchange rate it is the amount that it repeats, at that rate.
    """
    if verdict is None or verdict["verdict"] in UNCHECKED or str(verdict["statistic"]) in ("", "nan"):
        return None
    statistic = float(verdict["statistic"])
    observed: tuple[str, ...] = (f"{verdict['series']}@{verdict['period']}",)
    if verdict["base_series"]:
        observed = (*observed, f"{verdict['base_series']}@{verdict['base_period']}")
    if verdict["how"] in SAME or (verdict["how"] == "ratio" and verdict["base_series"]):
        return Official((statistic,), observed)
    if verdict["how"] != "ratio" or not (repeated := tables.select(table="figures", figure=str(figure["repeats"]))):
        return None
    ends = dict.fromkeys(float(repeated[0][end]) for end in ("low", "high") if repeated[0][end] not in ("", None))
    values = tuple(statistic * end for end in ends)
    return Official(values, observed, str(figure["repeats"])) if values else None
