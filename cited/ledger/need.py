"""Aid set against need: goods for each case of the disease that the recipients had counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger import tables
from cited.ledger.areas import by_area
from cited.ledger.choose import over

if TYPE_CHECKING:
    import pandas as pd


def per_case(figures: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return quantities of aid for each case of COVID-19 that their recipients had counted by a day.

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
            shared = over(figures.loc[[figure]], counts, f"{row['unit']} for each case")
            found.append(shared)
            observed += shared.attrs["observed"]
    frame = pd.concat(found) if found else over(figures.iloc[:0], by_area("covid-cases", []), "for each case")
    frame.attrs = {"observed": observed}
    return frame
