"""What cited figures claim, as bounds beside their numbers: the hedge rule applied to a whole frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.agreement import hedges

if TYPE_CHECKING:
    import pandas as pd

    from cited.ledger.traced.origins import Origin
    from cited.ledger.traced.traced import TracedArray

# What the interval of a figure is computed from.
CLAIMED = ("low", "high", "hedge", "printed")


def bounds(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with two columns more: `lower` and `upper`, what the words claim, in the figure's unit.

    Infinite where the words leave that side open; the rule is that of `cited.ledger.agreement.hedges`. Bounds that are
    there already stay, so that figures can be converted with theirs.

    Example:
        ledger.bounds(ledger.figures(theme="aid"))[["printed", "lower", "upper"]]
    """
    if {"lower", "upper"} <= set(figures.columns):
        return figures
    intervals = [
        hedges.interval(low, high, hedges.Hedge(hedge), printed)
        for low, high, hedge, printed in zip(*(figures[name] for name in CLAIMED), strict=True)
    ]
    ends = {"lower": [one.lower for one in intervals], "upper": [one.upper for one in intervals]}
    origins = getattr(figures["low"].array, "origins", None)
    claimed = figures.assign(**{name: _column(values, origins) for name, values in ends.items()})
    claimed.attrs = dict(figures.attrs)
    return claimed


def _column(values: list[float], origins: list[Origin | None] | None) -> TracedArray | list[float]:
    if origins is None:
        return values
    from cited.ledger.traced.traced import TracedArray

    return TracedArray(values, origins)
