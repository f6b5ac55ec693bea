"""The page: frames of the ledger as tables, charts and sentences whose numbers lead back to their source."""

from cited.page.chart import intervals
from cited.page.provenance import Computed, Parameter, document, sources
from cited.page.say import say
from cited.page.table import count, counts, matrix, rates, table, works
from cited.page.words import period

__all__ = [
    "Computed",
    "Parameter",
    "count",
    "counts",
    "document",
    "intervals",
    "matrix",
    "period",
    "rates",
    "say",
    "sources",
    "table",
    "works",
]
