"""What figures come to together: the one way to add up what is cited without losing how it is worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.frames import known
from cited.ledger.frames.bounds import bounds
from cited.ledger.frames.choose import without_repeats
from cited.ledger.traced.hedged_ends import AT_LEAST, AT_MOST

if TYPE_CHECKING:
    import pandas as pd


def totals(figures: pd.DataFrame, by: str | list[str] | None = None) -> pd.DataFrame:
    """Return the least and the most that figures come to together, one row per unit and each value of `by`.

    The index has the columns `by` and the unit; the columns are `at_least` and `at_most`, in that unit. A figure
    without a hedge counts as printed, one with a hedge by its bounds (see `bounds`): “millions” is two million at
    least, “more than” has no most. Where a figure of a group states no most, `at_most` is infinite, and the page says
    that no limit is stated; a figure that states no least adds nothing to `at_least`. What repeats another figure is
    not added again, nor is a figure in two rows of one group; one that `explode` put into several groups counts in
    each. Units are never mixed. Raises UnknownName for a column that the frame does not have.

    Example:
        ledger.totals(ledger.figures(theme="aid"), by="counterpart")
    """
    names = [by] if isinstance(by, str) else list(by or [])
    known.require_columns("by", names, figures.columns)
    claimed = bounds(_once(figures, names))
    plain = (claimed["hedge"] == "") & (claimed["low"] == claimed["high"])
    stated = claimed["lower"].where(claimed["lower"] > float("-inf"))
    ends = {
        "at_least": claimed["low"].where(plain, _hedged(stated, AT_LEAST)),
        "at_most": claimed["high"].where(plain, _hedged(claimed["upper"], AT_MOST)),
    }
    return claimed.assign(**ends).groupby([*dict.fromkeys([*names, "unit"])], sort=False)[list(ends)].sum()


def _once(figures: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the figures without repeats, once for each group that they stand in: `explode` puts one into several."""
    import pandas as pd

    kept = without_repeats(figures).index
    groups = pd.DataFrame({"figure": [*figures.index], **{name: [*figures[name]] for name in names}})
    once: pd.DataFrame = figures[figures.index.isin(kept) & ~groups.duplicated().to_numpy()]
    return once


def _hedged(numbers: pd.Series, hedge: str) -> pd.Series:
    import pandas as pd

    from cited.ledger.traced.traced import TracedArray

    array = numbers.array
    if not isinstance(array, TracedArray):
        return numbers
    origins = [origin and origin._replace(hedge=hedge) for origin in array.origins]
    return pd.Series(TracedArray(numbers.astype(float), origins), index=numbers.index, name=numbers.name)
