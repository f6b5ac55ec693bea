"""The page: frames of the ledger as tables, charts and sentences whose numbers lead back to their source."""

from cited.page.accounts import arithmetic, audited, checked, coverage, repeats, statements
from cited.page.amounts import converted
from cited.page.bars import counts
from cited.page.chart import intervals
from cited.page.claims import claims, rule, told, years
from cited.page.lines import line
from cited.page.listing import sources
from cited.page.provenance import Computed, Parameter, Statistic, document
from cited.page.ratios import ratios
from cited.page.say import finding, say
from cited.page.shares import bars, parts
from cited.page.statistic import Derived, published, show
from cited.page.table import count, matrix, rates, table, works
from cited.page.tally import portion, summary
from cited.page.timeline import chronology, timeline
from cited.page.words import period

__all__ = [
    "Computed",
    "Derived",
    "Parameter",
    "Statistic",
    "arithmetic",
    "audited",
    "bars",
    "checked",
    "chronology",
    "claims",
    "converted",
    "count",
    "counts",
    "coverage",
    "document",
    "finding",
    "intervals",
    "line",
    "matrix",
    "parts",
    "period",
    "portion",
    "published",
    "rates",
    "ratios",
    "repeats",
    "rule",
    "say",
    "show",
    "sources",
    "statements",
    "summary",
    "table",
    "timeline",
    "told",
    "works",
    "years",
]
