"""The page: frames of the ledger as tables, charts and sentences whose numbers lead back to their source."""

from cited import ledger, misspelt
from cited.page import argument_checks
from cited.page.charts.bars import bars, counts, parts
from cited.page.charts.chart import intervals
from cited.page.charts.lines import line
from cited.page.charts.timeline import chronology, timeline
from cited.page.charts.wall import wall
from cited.page.comparing.claim_words import claim_context, years
from cited.page.comparing.claims import claims
from cited.page.comparing.ratios import ratios
from cited.page.lab.panel import panel
from cited.page.sentences.amounts import converted
from cited.page.sentences.audit_tables import arithmetic, audited, checked, coverage, repeats, statements
from cited.page.sentences.rules import own_dates, rule, sensitivities, widths
from cited.page.sentences.sentences import key_finding, sentence
from cited.page.sentences.tally import Portion, portion, summary
from cited.page.sentences.typed_numbers import Parameter, Statistic
from cited.page.tables.statistic import Derived, published, show
from cited.page.tables.table import count, matrix, rates, table, works
from cited.page.tracing.listing import sources
from cited.page.tracing.provenance import Computed, Fragment, document
from cited.page.wording.words import period

__all__ = [
    "Computed",
    "Derived",
    "Fragment",
    "Parameter",
    "Portion",
    "Statistic",
    "arithmetic",
    "audited",
    "bars",
    "checked",
    "chronology",
    "claim_context",
    "claims",
    "converted",
    "count",
    "counts",
    "coverage",
    "document",
    "intervals",
    "key_finding",
    "line",
    "matrix",
    "own_dates",
    "panel",
    "parts",
    "period",
    "portion",
    "published",
    "rates",
    "ratios",
    "repeats",
    "rule",
    "sensitivities",
    "sentence",
    "show",
    "sources",
    "statements",
    "summary",
    "table",
    "timeline",
    "wall",
    "widths",
    "works",
    "years",
]

# What a notebook gives to any of these is the ledger's own, or is refused by name.
globals().update(misspelt.public(globals(), argument_checks.guarded))
__getattr__ = misspelt.attribute(__name__, __all__, {"cited.ledger": ledger.__all__})
