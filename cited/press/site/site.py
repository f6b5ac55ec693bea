"""The site around the pages: index, figures, data package and references, written from what the pages show."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from cited import files, project, spreadsheet
from cited.files import remove as remove_file
from cited.manifest import Claim, Document, Edition, Work
from cited.press.publish import carried, citation, metadata, render
from cited.press.reports import navigation
from cited.press.reports.report import Collection, Report
from cited.press.site import changes, claims, search
from cited.press.site.prose import Prose

DESCRIPTION = "Every number links to its source."
# Of a project without a ledger.
PLAIN = "Reports, each made from a notebook."
PACKAGE = "data/cited-figures.zip"


def write(
    reports: list[Report],
    data: list[str],
    works: list[Work],
    made: claims.Made,
    tiles: Callable[[list[Claim]], str],
    others: list[Prose],
    editions: list[Edition],
) -> dict[str, str]:
    """Write index, a page for each figure, references; return the digest of each file, by its path in the project.

    `data` are the published files as `publish_data` names them, `works` what the pages draw on, `made` gives the
    records of figures and their pages, `tiles` a tile for each as HTML, `others` are the pages that are not reports,
    and `editions` what changed. Raises InputError where a page shows a digit that leads nowhere.
    """
    pages, whole = carried.pages(reports), navigation.collection()
    # What is cited is of the day of the newest edition, which is younger than the package.
    whole["date"] = max(whole["date"], editions[0].day if editions else "")
    inside = [name.removeprefix("reports/") for name in data if name.startswith("reports/data/")]
    figures = made.records(pages)
    wall = Markup(tiles(figures)) if figures else Markup()
    items = citation.references(whole, [(page.report.path, page.title.striptags()) for page in pages], works)
    return _written(
        {
            "index.html": index(
                pages,
                whole,
                [name for name in inside if name != PACKAGE],
                figures,
                wall,
                [(page.path, page.title) for page in others],
                editions,
            ).encode(),
            **{page.path: page.html.encode() for page in others},
            **changes.files(editions, figures, whole),
            **{name: html.encode() for name, html in made.pages(figures, pages, whole).items()},
            "references.json": citation.csl(items).encode(),
            "references.bib": citation.bibtex(items).encode(),
        }
    )


def write_changes(editions: list[Edition]) -> None:
    """Write the page and the feed of changes anew, as far as the site is built."""
    if (project.root() / "reports/index.html").is_file():
        _written(changes.files(editions, claims.kept(), navigation.collection()))


def publish_data(data: dict[str, bytes]) -> dict[str, str]:
    """Write the data's files, by their path below `reports/data/`, and their package; what else stands there goes.

    Return the digest of each file, by its path in the project.
    """
    if not data:
        return {}
    published = {f"data/{name}": content for name, content in data.items()}
    # In the package every cell is as the ledger has it; the tables beside it are opened in spreadsheets.
    raw = package(list(published.items()))
    safe = {
        name: spreadsheet.safe(content) if name.endswith(".csv") else content for name, content in published.items()
    }
    written = _written({**safe, PACKAGE: raw})
    root = project.root()
    for path in (root / "reports/data").rglob("*"):
        if path.is_file() and str(path.relative_to(root)) not in written:
            remove_file(path)
    return written


def _written(contents: dict[str, bytes]) -> dict[str, str]:
    """Write files by their path below `reports/`; one with the same content is left alone."""
    for name, content in contents.items():
        files.write(project.root() / "reports" / name, content, lasting=False)
    return {f"reports/{name}": hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def index(
    pages: list[carried.Page],
    whole: Collection,
    files: list[str],
    figures: list[Claim],
    wall: Markup,
    others: list[tuple[str, Markup]],
    editions: list[Edition],
) -> str:
    """Return the index as HTML: findings, search, wall, reports by theme and by document, data, how to cite, others."""
    ledger = project.has_ledger()
    groups = navigation.by_notebook([page.report for page in pages])
    by_path = {page.report.path: page for page in pages}
    themes = [(name, [_card(by_path[report.path]) for report in group]) for name, group in groups]
    findings = [
        (page.title, address := f"{page.report.path}.html", carried.outside(page.shows.findings[0], address))
        for page in pages
        if page.shows.findings and page.report.front
    ]
    tables = [name for name in files if name.count("/") == 1]
    shown_findings = [text for _, _, text in findings]
    shown_findings += [cards[0]["finding"] for _, cards in themes if not cards[0]["front"]]
    return render.checked(
        "index.html",
        render.render(
            "site.html.j2",
            "site.css",
            "records.js",
            *(["cards.js"] if figures else []),
            "search.js",
            body=str(wall),
            home="",
            canonical=render.canonical(whole, "index.html"),
            themes=themes,
            findings=findings,
            documents=_documents(pages),
            records=search.records(pages, figures, shown_findings),
            wall=wall,
            changed=changes.link(editions),
            package=PACKAGE,
            files=tables,
            whole=whole,
            others=others,
            title=navigation.site_name(),
            description=DESCRIPTION if ledger else PLAIN,
            ledger=ledger,
            linked=metadata.dataset(whole, [PACKAGE, *tables] if files else [], [name for name, _ in groups])
            if ledger
            else "",
        ),
    )


def package(files: list[tuple[str, bytes]]) -> bytes:
    """Return the data package as a zip file whose bytes depend on nothing else: not compressed, every time 1980."""
    with io.BytesIO() as content:
        with zipfile.ZipFile(content, "w") as archive:
            for name, data in files:
                archive.writestr(zipfile.ZipInfo(name.replace("data/", "cited-figures/", 1)), data)
        return content.getvalue()


def remove(pages: list[str]) -> None:
    """Remove pages that the catalogue no longer lists, with their PDF files, and the folders that they leave empty."""
    for page in pages:
        path = project.root() / page
        for gone in (path, path.with_suffix(".pdf")):
            remove_file(gone)
        for folder in path.relative_to(project.root() / "reports").parents:
            if folder.name:
                try:
                    (project.root() / "reports" / folder).rmdir()
                except OSError:
                    break


def _card(page: carried.Page) -> dict[str, Any]:
    report = page.report
    return {
        "path": report.path,
        "title": page.title,
        "answers": report.titled(report.answers),
        "finding": carried.outside(page.shows.findings[0], f"{report.path}.html") if page.shows.findings else "",
        "front": report.front,
    }


def _documents(pages: list[carried.Page]) -> list[tuple[str, str, list[tuple[str, Markup]], int]]:
    """Return the documents: short name, citation, the reports that are about it alone, and how many show it."""
    by_document: dict[Document, list[carried.Page]] = {}
    for page in pages:
        for document in page.shows.documents:
            by_document.setdefault(document, []).append(page)
    return sorted(
        (
            document.label,
            document.citation,
            [
                (f"{page.report.path}.html", page.title)
                for page in showing
                if document.id in page.report.values.values()
            ],
            len(showing),
        )
        for document, showing in by_document.items()
    )
