"""A page rehearsed: what the pages of all reports need is read and made once, before their processes are forked."""

from cited.ledger import figures, observations, verdicts, without_repeats
from cited.ledger.rules import columns
from cited.ledger.store import tables
from cited.page.charts.chart import intervals
from cited.page.charts.lines import line
from cited.page.comparing.claims import claims
from cited.page.sentences.sentences import sentence
from cited.page.tables.table import table
from cited.page.tracing import state
from cited.page.tracing.listing import sources
from cited.page.tracing.provenance import TEMPLATES


def rehearse() -> None:
    """Read the ledger's tables and draw a page of the smallest document; only what is read and cached stays.

    Of a large ledger the tables of figures and checks are left to the reports, of which each reads its documents.
    """
    large = columns.large([path for name in ("figures", "checks") for path in tables.files(name)])
    for resource in tables.package()["resources"]:
        if not large or resource["name"] not in ("figures", "checks"):
            tables.rows(resource["name"])
    document = min(tables.files("figures"), key=lambda path: path.stat().st_size).stem
    try:
        rows = without_repeats(figures(source=document))
        judged = verdicts(source=document) if tables.has("checks") else None
        table(rows, "A table")
        intervals(rows, "A chart", judged=judged)
        sentence("A figure: {claim}.", claim=rows.iloc[0])
        if judged is not None:
            # What every check finds is found once.
            if not large:
                verdicts()
            claims(rows, judged, "A table of claims")
            some = tables.rows("series")[0]["series"]
            line(observations(series=some), "A chart of statistics", figures=rows)
        sources()
        TEMPLATES.get_template("claim.html.j2")
    finally:
        state.current().reset()
