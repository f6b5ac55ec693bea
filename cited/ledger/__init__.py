"""The ledger: `data/` as frames. Notebooks read figures, published statistics and verdicts from here."""

from cited import misspelt
from cited.ledger.agreement.sensitivity import Sensitivity, sensitivity
from cited.ledger.agreement.tallies import checkable, distinct, forecasts, revised, unchecked, with_outcome
from cited.ledger.frames import argument_checks
from cited.ledger.frames.areas import between, by_area, series_like
from cited.ledger.frames.bounds import bounds
from cited.ledger.frames.choose import (
    in_period,
    latest,
    one,
    peak,
    per,
    per_case,
    traced_column,
    where_cited,
    without_repeats,
)
from cited.ledger.frames.events import events
from cited.ledger.frames.frames import exchange_rates, figures, largest, sources, works
from cited.ledger.frames.known import UnknownName
from cited.ledger.frames.money import Money, Step, converted
from cited.ledger.frames.relations import relations
from cited.ledger.frames.statistics import findings, observations, series, verdicts
from cited.ledger.frames.totals import totals

__all__ = [
    "Money",
    "Sensitivity",
    "Step",
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

globals().update(misspelt.public(globals(), argument_checks.guarded))
__getattr__ = misspelt.attribute(__name__, __all__, {})
