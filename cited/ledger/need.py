"""Aid set against need: goods per case of a disease that the recipients had counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger import tables
from cited.ledger.areas import by_area
from cited.ledger.choose import per

if TYPE_CHECKING:
    import pandas as pd


def per_case(figures: pd.DataFrame, counts: list[str], day: str = "") -> pd.DataFrame:
    """Return quantities of aid per case of a disease that their recipients had counted by the day of the gift.

    `counts` are stems of the series of cases, `<stem>-<area>`: the first that has all recipients of a figure serves.
    The day is that of the statistic that a figure is tied to, else the figure's period; `day` takes one for all.
    Numbers and bounds are divided by the recipients' cases together, the unit says so, and `attrs["observed"]`
    keeps the counts. Figures whose recipients have no count of that day are left out.
    """
    import pandas as pd

    days = dict.fromkeys(figures.index, day) if day else _days(figures)
    found, observed = [], []
    for figure, row in figures.iterrows():
        recipients = row["counterpart"].split(tables.SEPARATOR)
        for stem in counts if row["counterpart"] else ():
            counted = by_area(stem, recipients)
            counted = counted[counted["period"] == days[str(figure)]]
            if len(counted) == len(recipients):
                shared = per(figures.loc[[figure]], counted, f"{row['unit']} per case")
                found.append(shared)
                observed += shared.attrs["observed"]
                break
    frame = pd.concat(found) if found else per(figures.iloc[:0], by_area(counts, []), "per case")
    frame.attrs = {"observed": observed}
    return frame


def _days(figures: pd.DataFrame) -> dict[str, str]:
    """The day of each gift: of the first statistic that it is tied to, else of its period."""
    ties = tables.select(table="checks", figure=list(figures.index))
    tied = {row["figure"]: row["period"] for row in reversed(ties) if row["series"]}
    return {str(figure): tied.get(str(figure)) or period for figure, period in figures["period"].items()}
