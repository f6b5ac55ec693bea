"""The manifest that a page carries with it, so that the pages around it know its figures, findings and documents.

Nothing else of a page is read: HTML of a notebook that looks like a page's own says nothing.
"""

import dataclasses
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from cited import html_contract, manifest, project, tags
from cited.manifest import Manifest
from cited.press.publish.assets import as_json
from cited.press.reports.report import Report

# It stands in one element after the page's body, which no text of the page can end; the last is the press's own.
BEGIN, END = '<script type="application/json" id="manifest">', "</script>"
# A name that ends in a number, and names of one kind whose numbers follow each other: as written out, and in short.
NUMBERED = re.compile(r"(.*-)(0|[1-9]\d*)$", re.DOTALL)
RUN = re.compile(r"(\S*-)(\d+)\.\.(\d+)$")
MOST = 1_000_000


@dataclass(frozen=True)
class Page:
    """A built page: its report, its title as HTML, and what it shows."""

    report: Report
    title: Markup
    shows: Manifest


def pages(reports: list[Report]) -> list[Page]:
    """Return what each report's page shows, in the reports' order; a page that was never built is left out."""
    built = [(report, path) for report in reports if (path := project.root() / report.page).is_file()]
    return [Page(report, report.titled(report.title), read(path.read_text(encoding="utf-8"))) for report, path in built]


def outside(html: str, page: str) -> Markup:
    """Return a sentence of a page with its links leading into that page."""
    return Markup(html.replace('href="#', f'href="{page}#'))


def script(shows: Manifest, finding: str) -> Markup:
    """Return what of a page's manifest the other pages need, as JSON for the page; `finding` is as the page has it.

    Of computed values and titles of statistics these are the ones that the finding shows.
    """
    needed = Manifest(
        findings=(_listed(finding, in_short),) if finding else (),
        figures=(in_short(" ".join(shows.figures)),) if shows.figures else (),
        titles=tuple(one for one in shows.titles if f'href="#{one.id}"' in finding),
        # The number itself names its figures.
        computed=tuple(
            dataclasses.replace(one, figures=(), series=()) for one in shows.computed if f'href="#{one.id}"' in finding
        ),
        documents=shows.documents,
    )
    return as_json(needed.to_json())


def first(shows: Manifest) -> str:
    """Return what a page says first, as HTML: its first key finding, else its first sentence, else nothing."""
    return next(iter((*shows.findings, *shows.sentences)), "")


def read(html: str) -> Manifest:
    """Return the manifest that a page carries; an empty one of no page or one that cannot be read."""
    try:
        stated = manifest.from_json(json.loads(html.rpartition(BEGIN)[2].partition(END)[0]))
        return dataclasses.replace(
            stated,
            findings=tuple(_listed(finding, in_full) for finding in stated.findings),
            figures=tuple(name for names in stated.figures for name in in_full(names).split()),
        )
    except ValueError:
        # The page is built anew with the rest; until then the others do without what it shows.
        return Manifest()


def _listed(finding: str, change: Callable[[str], str]) -> str:
    """Return a finding with what `change` makes of each list of figures in it."""
    return tags.with_values(finding, {"*": (html_contract.FIGURES,)}, lambda _name, names: change(names))


def in_short(names: str) -> str:
    """Return a list of names with those that count on from each other as one: hundreds of figures stand on some pages.

    >>> in_short("north-1 north-2 north-3 south-1 all")
    'north-1..3 south-1 all'
    """
    runs: list[tuple[str, int, int]] = []
    every = names.split(" ")
    if any(RUN.match(name) for name in every):
        return names
    for name in every:
        match = NUMBERED.match(name)
        kind, number = (match[1], int(match[2])) if match else (name, -1)
        if match and runs and runs[-1][0] == kind and runs[-1][2] == number - 1:
            runs[-1] = (kind, runs[-1][1], number)
        else:
            runs.append((kind, number, number))
    return " ".join(
        kind if first < 0 else f"{kind}{first}" if first == last else f"{kind}{first}..{last}"
        for kind, first, last in runs
    )


def in_full(names: str) -> str:
    """Return a list of names written out, as it was before `in_short`.

    >>> in_full("north-1..3 south-1 all")
    'north-1 north-2 north-3 south-1 all'
    """
    return " ".join(one for name in names.split(" ") for one in _written_out(name))


def _written_out(name: str) -> list[str]:
    match = RUN.match(name)
    # A page that somebody altered names no more figures than a ledger may hold.
    if not match or not 0 <= int(match[3]) - int(match[2]) < MOST:
        return [name]
    return [f"{match[1]}{number}" for number in range(int(match[2]), int(match[3]) + 1)]
