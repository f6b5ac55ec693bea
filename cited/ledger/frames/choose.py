"""Choosing from frames what a sentence or a chart is about: one figure, the highest value, the values of a year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cited.ledger.frames import known
from cited.ledger.frames.areas import by_area
from cited.ledger.frames.bounds import bounds
from cited.ledger.frames.frames import originals
from cited.ledger.store import tables, typed
from cited.ledger.store.periods import Period
from cited.nearest import suggestion

if TYPE_CHECKING:
    import pandas as pd


def one(frame: pd.DataFrame, **columns: str) -> pd.Series | None:
    """Return the first row in which every named column has the value, or None.

    Raises UnknownName for a column that the frame does not have, and for a value that neither it nor the ledger has.
    A row with the columns of the frame; `one(frame, unit="masks", period="2020")` asks for both values.

    Example:
        ledger.one(ledger.figures(theme="aid"), unit="masks")["printed"]
    """
    table = "figures" if "printed" in frame else "series"
    known_columns = {field["name"] for field in tables.schema(table)["fields"]}
    for name, value in columns.items():
        if name not in frame:
            raise known.UnknownName(f"no column “{name}”{suggestion(name, map(str, frame.columns))}")
        kept = frame[frame[name] == value]
        if kept.empty and name in known_columns and isinstance(value, str):
            known.require(table, name, value)
        frame = kept
    return None if frame.empty else frame.iloc[0]


def peak(observations: pd.DataFrame) -> pd.Series | None:
    """Return the observation with the largest value, the first of several, or None if there are none.

    A row with the columns of `observations`, for `page.show`; values are compared as they are, whatever their units.
    """
    return None if observations.empty else typed.largest(observations, "value")


def latest(observations: pd.DataFrame) -> pd.Series | None:
    """Return the observation of the latest moment, or None if there are none.

    A row with the columns of `observations`, for `page.show`; moments are those of its column `at`, decimal years.
    """
    return None if observations.empty else typed.largest(observations, "at")


def in_period(observations: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return the observations of one period, the largest value first; none of an empty period.

    Raises ValueError for what is not a period.
    Columns are those of `observations`; `period` is EDTF as `observations.csv` has it, `2014` or `2014-06`.
    """
    if period:
        try:
            Period.parse(period)
        except ValueError:
            raise ValueError(
                f"in_period: period: “{period}”; expected a period of EDTF, as 2014-06 or 2014/2016"
            ) from None
    return observations[observations["period"] == period].sort_values("value", ascending=False)


def without_repeats(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures without those that state again what an earlier one of the frame states, in the same unit.

    Example:
        len(ledger.without_repeats(ledger.figures(theme="trade")))
    """
    import pandas as pd

    first_of = originals(figures=[str(name) for name, first in figures["repeats"].items() if first])
    stated = pd.DataFrame(
        {"first": [first_of.get(str(name), name) for name in figures.index], "unit": [*figures["unit"]]}
    )
    return figures[~stated.duplicated().to_numpy()]


def where_cited(observations: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the observations, or an empty frame if there are no figures to draw on them.

    All of them or none, with their columns: a chart then shows statistics only beside what is cited.
    """
    return observations if len(figures) else observations.iloc[:0]


def per(figures: pd.DataFrame, observations: pd.DataFrame, unit: str, times: float = 1) -> pd.DataFrame:
    """Return the figures divided by the sum of observations, times a factor: numbers and bounds, in the unit so named.

    `attrs["observed"]` keeps the observations of each figure, as `series@period`; without any nothing is left.
    """
    shares = bounds(figures) if len(observations) else bounds(figures).iloc[:0]
    for column in ("low", "high", "lower", "upper"):
        shares = shares.assign(**{column: shares[column] / observations["value"].sum() * times})
    shares = shares.assign(unit=unit)
    observed = [f"{row.series}@{row.period}" for row in observations.itertuples()]
    shares.attrs = {"observed": dict.fromkeys(shares.index, observed)}
    return shares


def per_case(figures: pd.DataFrame, counts: list[str], day: str | None = None) -> pd.DataFrame:
    """Return quantities of aid per case of a disease counted among their recipients by the day of the gift.

    `counts` are stems of the series of cases, `<stem>-<area>`: the first that has all recipients of a figure serves.
    The day is that of the statistic that a figure is tied to, else the figure's period; `day` takes one for all.
    Numbers and bounds are divided by the recipients' cases together, the unit says so, and `attrs["observed"]`
    keeps the counts of each figure. Figures whose recipients have no count of that day are left out.
    Raises UnknownName for a stem with which no id of a series begins.
    """
    import pandas as pd

    known.require_stem(counts, "-")
    days = dict.fromkeys(figures.index, day) if day else _days(figures)
    shares: list[pd.DataFrame] = []
    observed: dict[str, list[str]] = {}
    for figure, row in figures.iterrows():
        recipients = row["counterpart"].split(tables.SEPARATOR)
        for stem in counts if row["counterpart"] else ():
            counted = by_area(stem, recipients)
            counted = counted[counted["period"] == days[str(figure)]]
            if len(counted) == len(recipients):
                shared = per(figures.loc[[figure]], counted, f"{row['unit']} per case")
                shares.append(shared)
                observed |= shared.attrs["observed"]
                break
    frame = pd.concat(shares) if shares else per(figures.iloc[:0], by_area(counts, []), "per case")
    frame.attrs = {"observed": observed}
    return frame


def _days(figures: pd.DataFrame) -> dict[str, str]:
    """The day of each gift: of the first statistic that it is tied to, else of its period."""
    ties = tables.select(table="checks", figure=list(figures.index))
    tied = {row["figure"]: row["period"] for row in reversed(ties) if row["series"]}
    return {str(figure): tied.get(str(figure)) or period for figure, period in figures["period"].items()}


def traced_column(numbers: Iterable[float]) -> pd.Series:
    """Return numbers that know their sources, such as sums, as a column that keeps them.

    A list of sums that goes into a frame by itself is taken for plain numbers.

    Example:
        aid = ledger.figures(theme="aid", unit="masks")["low"]
        ledger.traced_column([aid.sum(), aid.max()])
    """
    import pandas as pd

    from cited.ledger.traced.traced import TracedArray

    return pd.Series(TracedArray._from_sequence(list(numbers)))
