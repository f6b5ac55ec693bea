"""Short names of series, as charts call them at the end of a line: what sets a series apart from those beside it."""

from cited.ledger import names
from cited.page import statistic


def short(series: str) -> str:
    """Return the short name of a series: its label in `data/names.csv`, else the name of its area."""
    return names.label(series) or names.party(statistic.known(series)["area"])
