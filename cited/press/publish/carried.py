"""The manifest that a page carries with it, so that the pages around it know what it shows.

What stands on the page already is read there, not carried twice, which would make the pages 51 KB longer. Patterns read
only what the press itself has written, in 0.02 s of processor for forty reports; lxml takes 0.09.
"""

import dataclasses
import json
import re

from markupsafe import Markup

from cited import manifest
from cited.manifest import Manifest

# It stands in one element of the page, which no text of the page can end.
ELEMENT = re.compile(r'<script type="application/json" id="manifest">(.*?)</script>', re.DOTALL)
# The finding, or what the page says first, stands on the page already.
FINDING = re.compile(r'<p class="finding">(.*?)</p>', re.DOTALL)
SAID = re.compile(r'<p class="said">(.*?)</p>', re.DOTALL)


# An entry or a row that is a figure's own.
OWN = re.compile(r' id="([^"]+)" data-figure="\1"')


def script(shows: Manifest, body: str) -> Markup:
    """Return what of a page's manifest the other pages need, as JSON for the page: documents, figures without entry."""
    own = {*OWN.findall(body)}
    needed = Manifest(figures=tuple(name for name in shows.figures if name not in own), documents=shows.documents)
    # No `<` reaches the page, so that no text of the ledger can end the element.
    text = json.dumps(needed.to_json(), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def read(html: str) -> Manifest:
    """Return the manifest that a page carries, with its finding; an empty one of no page or an older edition."""
    stated = ELEMENT.search(html)
    try:
        if not stated:
            return Manifest()
        shows = manifest.from_json(json.loads(stated[1]))
        finding = FINDING.search(html) or SAID.search(html)
        figures = tuple(dict.fromkeys((*OWN.findall(html), *shows.figures)))
        return dataclasses.replace(shows, figures=figures, findings=(finding[1],) if finding else ())
    except ValueError:
        # The page is built anew with the rest; until then the others do without what it shows.
        return Manifest()
