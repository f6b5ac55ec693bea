"""The ledger: `data/` as frames. Notebooks read figures, published statistics and verdicts from here."""

from cited import misspelt
from cited.ledger import door
from cited.ledger.areas import between, by_area, series_like
from cited.ledger.bounds import bounds
from cited.ledger.choose import in_period, latest, one, peak, per, per_case, traced_column, where_cited, without_repeats
from cited.ledger.events import events
from cited.ledger.frames import exchange_rates, figures, largest, sources, works
from cited.ledger.known import UnknownName
from cited.ledger.money import converted
from cited.ledger.relations import relations
from cited.ledger.sensitivity import sensitivity
from cited.ledger.statistics import findings, observations, series, verdicts
from cited.ledger.tallies import checkable, distinct, forecasts, revised, unchecked, with_outcome
from cited.ledger.totals import totals

__all__ = [
    "UnknownName",
    "between",
    "bounds",
    "by_area",
    "checkable",
    "converted",
    "distinct",
    "events",
    "exchange_rates",
    "figures",
    "findings",
    "forecasts",
    "in_period",
    "largest",
    "latest",
    "observations",
    "one",
    "peak",
    "per",
    "per_case",
    "relations",
    "revised",
    "sensitivity",
    "series",
    "series_like",
    "sources",
    "totals",
    "traced_column",
    "unchecked",
    "verdicts",
    "where_cited",
    "with_outcome",
    "without_repeats",
    "works",
]

globals().update(misspelt.public(globals(), door.guarded))
__getattr__ = misspelt.attribute(__name__, __all__, {})
