"""The manifest that a page carries with it, so that the pages around it know what it shows.

Nothing else of a page is read: HTML of a notebook that looks like a page's own says nothing.
"""

import dataclasses
import json

from markupsafe import Markup

from cited import manifest
from cited.manifest import Manifest

# It stands in one element after the page's body, which no text of the page can end; the last is the press's own.
BEGIN, END = '<script type="application/json" id="manifest">', "</script>"


def script(shows: Manifest, finding: str) -> Markup:
    """Return what of a page's manifest the other pages need, as JSON for the page; `finding` is as the page has it.

    Of computed values and titles of statistics these are the ones that the finding shows.
    """
    needed = Manifest(
        findings=(finding,) if finding else (),
        figures=shows.figures,
        titles=tuple(one for one in shows.titles if f'href="#{one.id}"' in finding),
        # The number itself names its figures.
        computed=tuple(
            dataclasses.replace(one, figures=(), series=()) for one in shows.computed if f'href="#{one.id}"' in finding
        ),
        documents=shows.documents,
    )
    # No `<` reaches the page, so that no text of the ledger can end the element.
    text = json.dumps(needed.to_json(), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def first(shows: Manifest) -> str:
    """Return what a page says first, as HTML: its first key finding, else its first sentence, else nothing."""
    return next(iter((*shows.findings, *shows.sentences)), "")


def read(html: str) -> Manifest:
    """Return the manifest that a page carries; an empty one of no page or one that cannot be read."""
    try:
        return manifest.from_json(json.loads(html.rpartition(BEGIN)[2].partition(END)[0]))
    except ValueError:
        # The page is built anew with the rest; until then the others do without what it shows.
        return Manifest()
