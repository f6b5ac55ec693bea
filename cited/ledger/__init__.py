"""The ledger: `data/` as frames. Notebooks read figures, published statistics and verdicts from here."""

from cited.ledger.areas import by_area, counted, family
from cited.ledger.bounds import bounds
from cited.ledger.choose import beside, final, highest, latest, once, over, pick
from cited.ledger.events import events
from cited.ledger.frames import exchange_rates, figures, largest, sources, works
from cited.ledger.money import priced
from cited.ledger.need import per_case
from cited.ledger.relations import relations
from cited.ledger.statistics import findings, observations, series
from cited.ledger.statistics import verdicts as judgements
from cited.ledger.tallies import answering, checkable

__all__ = [
    "answering",
    "beside",
    "bounds",
    "by_area",
    "checkable",
    "counted",
    "events",
    "exchange_rates",
    "family",
    "figures",
    "final",
    "findings",
    "highest",
    "judgements",
    "largest",
    "latest",
    "observations",
    "once",
    "over",
    "per_case",
    "pick",
    "priced",
    "relations",
    "series",
    "sources",
    "works",
]
