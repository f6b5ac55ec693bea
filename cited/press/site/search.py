"""What the index searches: reports and figures, a short record each, inside the page so that it works from a file."""

import json
from typing import Any

from markupsafe import Markup

from cited.manifest import Claim
from cited.press.reports import titles
from cited.press.site import claims
from cited.press.site.shown import Page


def records(pages: list[Page], figures: list[Claim]) -> Markup:
    """Return the records as JSON for a script element: `[address, title, text, where, outcome, weight]` each.

    A report is found by title, question and parameters, a figure by its words, what they say, and its document; the
    weight puts what readers look for first.
    """
    entries: list[list[Any]] = []
    for page in pages:
        report = page.report
        values = ", ".join(value for _, value, _ in titles.parameters(report, chosen=True))
        answers = titles.title(report.answers, report.labels).striptags()
        entries.append([f"{report.path}.html", page.title.striptags(), f"{answers} {values}".strip(), "Report", "", 2])
    entries += claims.searchable(figures)
    # No `<` reaches the page, so that no text of the ledger can end the element.
    return Markup(json.dumps(entries, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
