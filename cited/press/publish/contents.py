"""A page's own order: anchors of its headings, its contents list, and the numbers of its notes in print."""

import re
import unicodedata

from markupsafe import Markup

HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
ENTRY = re.compile(r'<li id="([^"]+)"')
LINK = re.compile(r'<a class="(?:figure|computed|statistic)"(?: data-figure="[^"]*")? href="#([^"]+)"')


def anchored(html: str) -> tuple[str, list[tuple[str, Markup]]]:
    """Return a page's HTML with an id on every `<h2>`, and the headings as (id, title) in order."""
    headings: list[tuple[str, Markup]] = []

    def anchor(match: re.Match) -> str:
        title = Markup(match[1])
        name = base = slug(title.striptags())
        number = 1
        while name in {known for known, _ in headings}:
            name = f"{base}-{(number := number + 1)}"
        headings.append((name, title))
        return f'<h2 id="{name}">{title}</h2>'

    return HEADING.sub(anchor, html), headings


def numbered(html: str) -> str:
    """Return a page's HTML with the number of its note at every link to an entry of the list of sources.

    Screens do not show it; on paper, where no link can be followed, it stands behind the number.
    """
    notes = {entry: number for number, entry in enumerate(dict.fromkeys(ENTRY.findall(html)), start=1)}

    def number(match: re.Match) -> str:
        note = notes.get(match[1])
        return f'{match[0]} data-note="{note}"' if note else match[0]

    return LINK.sub(number, html)


def slug(text: str) -> str:
    """Return a text as an id: lower-case letters, digits and hyphens, a letter first."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return name if name[:1].isalpha() else f"s-{name}".rstrip("-")
