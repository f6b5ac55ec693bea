"""A page for every cited figure that a report shows, and the list of all: the addresses that people cite.

These pages are many and alike, so they share one stylesheet and one script, which stand beside them.
"""

import dataclasses
import hashlib
import json
import textwrap
from collections.abc import Callable
from html import escape
from typing import Any

from markupsafe import Markup

from cited import files, project, reads
from cited.files import remove
from cited.manifest import Claim
from cited.press.publish import assets, citation, metadata, render
from cited.press.publish.carried import Page
from cited.press.reports.report import Collection

# The records that were made last, and the digest of each figure's page by that of what it is made from: what is
# made from the same need not be made again.
KEPT, PAGES = ".build/claims.json", ".build/figures.json"
# What a template of the data's puts where the address of the site's top belongs.
HOME = 'href="cited:'
# A longer title of a page is cut off where it is shown: in a tab, among results of a search.
TITLE = 70


class Made:
    """The records and the pages of figures: of those that stand, the ones made from the same content stay."""

    def __init__(self, software: str, state: str, ask: Callable[[list[str], list[Claim]], list[Claim]]):
        """Prepare: `software` and the `state` of data and texts are digests.

        `ask` returns the records of figures, and is given those that are known of the same software.
        """
        self.software, self.state, self.ask = software, state, ask

    def records(self, pages: list[Page]) -> list[Claim]:
        """Return the record of every figure that the pages show."""
        ids = sorted({figure for page in pages for figure in page.shows.figures})
        if not ids:
            return []
        key = reads.digest([ids, self.state])
        known, made = kept(), _remembered(KEPT)
        if made.get("key") == key:
            return known
        figures = self.ask(ids, known if made.get("software") == self.software else [])
        content = {"key": key, "software": self.software, "claims": [dataclasses.asdict(claim) for claim in figures]}
        _remember(KEPT, content)
        return figures

    def pages(self, figures: list[Claim], shown: list[Page], whole: Collection) -> dict[str, str]:
        """Return the page of each figure, the list of all, and what they share, by path below `reports/`.

        Pages of others are taken away.
        """
        showing: dict[str, list[tuple[str, Markup]]] = {}
        for page in shown:
            for figure in page.shows.figures:
                showing.setdefault(figure, []).append((f"../{page.report.path}.html", page.title))
        cached, made, digests, folder = _remembered(PAGES), {}, {}, project.root() / "reports"
        for claim in figures:
            name, shows = address(claim), showing.get(claim.id, [])
            key = reads.digest([self.software, dataclasses.asdict(claim), shows, whole])
            if (known := cached.get(key)) and reads.digest_of(folder / name) == known:
                html = (folder / name).read_bytes().decode()
            else:
                html = render.checked(name, _page(claim, shows, whole))
            made[name], digests[key] = html, hashlib.sha256(html.encode()).hexdigest()
        _remember(PAGES, digests)
        style, script = assets.shared(made.values(), "claim.css", "charts.js", "points.js")
        if not figures and not project.has_ledger():
            for path in (folder / "figure").glob("*"):
                remove(path)
            return {}
        made["figure/index.html"] = render.checked("figure/index.html", index(figures))
        for path in (folder / "figure").glob("*.html"):
            if f"figure/{path.name}" not in made:
                remove(path)
        return made | {"figure/style.css": style, "figure/script.js": script}


def kept() -> list[Claim]:
    """Return the records that were made last, none where nothing is known of them."""
    try:
        return [Claim(**record) for record in _remembered(KEPT)["claims"]]
    except (KeyError, TypeError):
        return []


def forget() -> None:
    """Have every record made anew: what they were made from may be other data than those they are kept under."""
    remove(project.root() / KEPT)


def _remember(name: str, content: dict[str, Any]) -> None:
    """Write what later builds may use again, after the digest by which they know that it is whole."""
    text = json.dumps(content).encode()
    files.write(project.root() / name, b"%s\n%s" % (hashlib.sha256(text).hexdigest().encode(), text), lasting=False)


def _remembered(name: str) -> dict[str, Any]:
    """Return what a build has written, nothing where that is not there, or not as it was written."""
    try:
        digest, _, text = (project.root() / name).read_bytes().partition(b"\n")
        content: dict[str, Any] = json.loads(text) if hashlib.sha256(text).hexdigest().encode() == digest else {}
    except OSError:
        return {}
    return content


def _page(claim: Claim, showing: list[tuple[str, Markup]], whole: Collection) -> str:
    item = citation.claim(claim, whole)
    title = f"“{claim.printed}”"
    short = textwrap.shorten(claim.printed, TITLE - len(f"“”: {claim.outcome}"), placeholder="…")
    return render.render(
        "claim.html.j2",
        sharing=True,
        content=Markup(claim.body.replace(HOME, 'href="../')),
        claim=claim,
        title=title,
        plain_title=f"“{short}”: {claim.outcome}",
        description=claim.verdict,
        kind="article",
        home="../",
        canonical=render.canonical(whole, address(claim)),
        showing=showing,
        text=citation.text(claim, whole),
        bibtex=Markup(escape(citation.bibtex([item]).strip(), quote=False)),
        csl=Markup(escape(json.dumps([item], ensure_ascii=False), quote=False)),
        linked=metadata.claim(claim, whole),
    )


def index(figures: list[Claim]) -> str:
    """Return the list of every figure as HTML, by document, each with its outcome and its own address."""
    documents: dict[str, list[Claim]] = {}
    for claim in figures:
        documents.setdefault(claim.document, []).append(claim)
    return render.render(
        "figures.html.j2",
        "site.css",
        "chips.js",
        "filter.js",
        home="../",
        documents=documents,
        title="Every cited figure",
        description="Every printing of every figure, with its outcome and a page of its own. "
        "Reports count a figure once, however often it is printed.",
    )


def address(claim: Claim) -> str:
    """Return the address of a figure's page, from the site's top."""
    return f"figure/{claim.id}.html"
