"""What the built pages show: figures, findings and documents, from the manifest that each page carries."""

from dataclasses import dataclass

from markupsafe import Markup

from cited import project
from cited.manifest import Manifest
from cited.press.publish import carried
from cited.press.reports.report import Report


@dataclass(frozen=True)
class Page:
    """A built page: its report, its title as HTML, and what it shows."""

    report: Report
    title: Markup
    shows: Manifest


def pages(reports: list[Report]) -> list[Page]:
    """Return what each report's page shows, in the reports' order; a page that was never built is left out."""
    pages = []
    for report in reports:
        path = project.root() / report.page
        if path.is_file():
            pages.append(Page(report, report.titled(report.title), carried.read(path.read_text(encoding="utf-8"))))
    return pages


def outside(html: str, page: str) -> Markup:
    """Return a sentence of a page with its links leading into that page."""
    return Markup(html.replace('href="#', f'href="{page}#'))
