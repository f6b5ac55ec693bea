"""Aid set against need: goods per case of the disease that the recipients had counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger import tables
from cited.ledger.areas import by_area
from cited.ledger.choose import per

if TYPE_CHECKING:
    import pandas as pd


def per_case(figures: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return quantities of aid per case of COVID-19 that their recipients had counted by a day.

    Numbers and bounds are divided by the recipients' cases together, the unit says so, and `attrs["observed"]`
    keeps the counts. Figures whose recipients have no count of that day are left out.
    """
    import pandas as pd

    found, observed = [], []
    for figure, row in figures.iterrows():
        recipients = row["counterpart"].split(tables.SEPARATOR)
        counts = by_area("covid-cases", recipients)
        counts = counts[counts["period"] == day]
        if row["counterpart"] and len(counts) == len(recipients):
            shared = per(figures.loc[[figure]], counts, f"{row['unit']} per case")
            found.append(shared)
            observed += shared.attrs["observed"]
    frame = pd.concat(found) if found else per(figures.iloc[:0], by_area("covid-cases", []), "per case")
    frame.attrs = {"observed": observed}
    return frame
