"""The manifest that a page carries with it, so that the pages around it know what it shows."""

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


def script(shows: Manifest) -> Markup:
    """Return what of a page's manifest the other pages need, as JSON for the page: its figures and documents."""
    needed = Manifest(figures=shows.figures, documents=shows.documents)
    # No `<` reaches the page, so that no text of the ledger can end the element.
    text = json.dumps(needed.to_json(), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def read(html: str) -> Manifest:
    """Return the manifest that a page carries, with its finding; an empty one of no page or an older edition."""
    stated = ELEMENT.search(html)
    try:
        shows = manifest.from_json(json.loads(stated[1])) if stated else Manifest()
        found = FINDING.search(html) or SAID.search(html)
        return dataclasses.replace(shows, findings=(found[1],)) if stated and found else shows
    except ValueError:
        # The page is built anew with the rest; until then the others do without what it shows.
        return Manifest()
