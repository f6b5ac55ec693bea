"""What the built pages show: their figures, findings and documents, read from the pages themselves."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from cited import project
from cited.press.build.catalogue import Report
from cited.press.publish import titles

# By the contract an element says which figures its digits are; an entry of the list of sources explains one.
FIGURES = re.compile(r'data-figures?="([^"]*)"')
ENTRY = re.compile(r'<li id="([^"]+)" data-figure="[^"]+"><q>(.*?)</q> <span class="what">(.*?)</span>', re.DOTALL)
SOURCE = re.compile(
    r'<section class="source" id="([^"]+)">\s*<h3>(?:<cite>)?(.*?)(?:</cite>)?</h3>(.*?)</section>', re.DOTALL
)
FINDING = re.compile(r'<p class="finding">(.*?)</p>', re.DOTALL)
SAID = re.compile(r'<p class="said">(.*?)</p>', re.DOTALL)


@dataclass(frozen=True)
class Figure:
    """A figure as a page's list of sources has it: printed words, what they say, and the document's short name."""

    id: str
    printed: Markup
    what: Markup
    document: str


@dataclass(frozen=True)
class Page:
    """A built page: its report, the figures it shows, the findings it states, the documents it draws on."""

    report: Report
    title: Markup
    figures: frozenset[str]
    entries: dict[str, Figure]
    findings: list[Markup]
    documents: dict[str, Markup]


def pages(reports: list[Report]) -> list[Page]:
    """Return what each report's page shows, in the reports' order; a page that was never built is left out."""
    found = []
    for report in reports:
        path = project.root() / report.page
        if path.is_file():
            found.append(_page(report, path.read_text(encoding="utf-8")))
    return found


def _page(report: Report, html: str) -> Page:
    entries, documents = {}, {}
    for source, label, section in SOURCE.findall(html):
        found = ENTRY.findall(section)
        if found:
            documents[source] = Markup(label)
        for figure, printed, what in found:
            entries[figure] = Figure(figure, Markup(printed), Markup(what), Markup(label).striptags())
    return Page(
        report=report,
        title=titles.title(report.title, report.said),
        figures=frozenset(figure for ids in FIGURES.findall(html) for figure in ids.split()),
        entries=entries,
        findings=[_outside(text, f"{report.path}.html") for text in FINDING.findall(html) or SAID.findall(html)[:1]],
        documents=documents,
    )


def _outside(html: str, page: str) -> Markup:
    """Return a sentence of a page with its links leading into that page, and without the page's note numbers."""
    html = re.sub(r'href="#', f'href="{page}#', html)
    return Markup(re.sub(r' data-note="\d+"', "", html))
