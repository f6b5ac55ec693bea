"""A page for every cited figure that a report shows, and the list of all: the addresses that people cite.

These pages are many and alike, so they share one stylesheet and one script, which stand beside them.
"""

import dataclasses
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
from cited.press.site.shown import Page

# What was asked for last, so that a build in which no data changed need not ask again.
KEPT = ".build/claims.json"
# What a template of the data's puts where the address of the site's top belongs.
HOME = 'href="cited:'
# A longer title of a page is cut off where it is shown: in a tab, among results of a search.
TITLE = 70


def records(pages: list[Page], key: str, ask: Callable[[list[str]], list[Claim]]) -> list[Claim]:
    """Return the record of every figure that the pages show; `key` says which data and texts it is made from."""
    ids = sorted({figure for page in pages for figure in page.shows.figures})
    if not ids:
        return []
    path, key = project.root() / KEPT, reads.digest([ids, key])
    if known := kept(key):
        return known
    figures = ask(ids)
    files.write(path, json.dumps({"key": key, "claims": [dataclasses.asdict(claim) for claim in figures]}))
    return figures


def kept(key: str = "") -> list[Claim]:
    """Return the records that were asked for last, none where these were made from something else than `key` says."""
    try:
        known = json.loads((project.root() / KEPT).read_text(encoding="utf-8"))
        return [Claim(**record) for record in known["claims"]] if key in ("", known["key"]) else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def pages(figures: list[Claim], shown: list[Page], whole: dict[str, str]) -> dict[str, str]:
    """Return the page of each figure, the list of all, and what they share, by path below `reports/`.

    Pages of others are taken away.
    """
    showing: dict[str, list[tuple[str, Markup]]] = {}
    for page in shown:
        for figure in page.shows.figures:
            showing.setdefault(figure, []).append((f"../{page.report.path}.html", page.title))
    made = {address(claim): _page(claim, showing, whole) for claim in figures}
    style, script = assets.shared(made.values(), "claim.css", "charts.js")
    beside = {"figure/style.css": style, "figure/script.js": script}
    made["figure/index.html"] = index(figures)
    for path in (project.root() / "reports/figure").glob("*.html"):
        if f"figure/{path.name}" not in made:
            remove(path)
    return {name: render.checked(name, html) for name, html in made.items()} | beside


def _page(claim: Claim, showing: dict[str, list[tuple[str, Markup]]], whole: dict[str, str]) -> str:
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
        showing=showing.get(claim.id, []),
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
        "filter.js",
        home="../",
        documents=documents,
        title="Every cited figure",
        plain_title="Every cited figure",
        description="Each figure with its outcome and a page of its own.",
        kind="website",
        linked="",
    )


def searchable(figures: list[Claim]) -> list[list[Any]]:
    """Return a record for each figure as the index searches it: address, words, what, where, outcome, weight."""
    return [
        [address(one), one.printed, one.what, f"{one.theme} · {one.document}", f"{one.sign} {one.outcome}", one.weight]
        for one in figures
    ]


def address(claim: Claim) -> str:
    """Return the address of a figure's page, from the site's top."""
    return f"figure/{claim.id}.html"
