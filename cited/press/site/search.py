"""What the index searches: reports and figures, a short record each, inside the page so that it works from a file."""

import json

from markupsafe import Markup

from cited.manifest import Figure
from cited.press.publish import titles
from cited.press.site.shown import Page


def records(pages: list[Page]) -> Markup:
    """Return the records as JSON for a script element: `[address, title, text, kind]` each.

    A report is found by title, question and parameters; a figure, `[address, printed, what, document]`, by its
    printed words, what they say, and its document.
    """
    found = []
    for page in pages:
        report = page.report
        values = ", ".join(value for _, value, _ in titles.parameters(report, chosen=True))
        answers = titles.title(report.answers, report.said).striptags()
        found.append([f"{report.path}.html", page.title.striptags(), f"{answers} {values}".strip(), "Report"])
    for figure in figures(pages):
        found.append([f"figure/index.html#{figure.id}", figure.printed, figure.what, figure.document])
    # No `<` reaches the page, so that no text of the ledger can end the element.
    return Markup(json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def figures(pages: list[Page]) -> list[Figure]:
    """Return every figure that a page shows, documents in order and each in its own order."""
    found = {figure.id: figure for page in pages for figure in page.shows.entries}
    return sorted(found.values(), key=lambda figure: (figure.id.rpartition("-")[0], int(figure.id.rpartition("-")[2])))
