"""The site around the pages: index, figures, data package and references, written from what the pages show."""

import hashlib
import io
import zipfile

from markupsafe import Markup

from cited import files, project, spreadsheet
from cited.files import remove as remove_file
from cited.press.build.catalogue import Report
from cited.press.publish import citation, metadata, navigation, orphans, render, titles
from cited.press.site import search, shown

TITLE = "Cited figures"
DESCRIPTION = "Reports whose every number leads back to the sentence that says it."
PACKAGE = "data/cited-figures.zip"
# Zip files know no earlier time; with this one for every member the same data give the same bytes.
EARLIEST = (1980, 1, 1, 0, 0, 0)


def write(reports: list[Report], data: list[str]) -> dict[str, str]:
    """Write index, figures and references; return the digest of each file, by its path in the project.

    `data` are the published files as `publish_data` names them. Raises InputError where the index shows a digit that
    leads nowhere.
    """
    pages, whole = shown.pages(reports), navigation.collection()
    inside = [name.removeprefix("reports/") for name in data if name.startswith("reports/data/")]
    items = citation.references(whole, [(page.report.path, page.title.striptags()) for page in pages])
    return _written(
        {
            "index.html": index(pages, whole, [name for name in inside if name != PACKAGE]).encode(),
            "figure/index.html": figures(pages).encode(),
            "references.json": citation.csl(items).encode(),
            "references.bib": citation.bibtex(items).encode(),
        }
    )


def publish_data(data: dict[str, bytes]) -> dict[str, str]:
    """Write the data's files, by their path below `reports/data/`, and their package; what else stands there goes.

    Return the digest of each file, by its path in the project.
    """
    found = {f"data/{name}": content for name, content in data.items()}
    # In the package every cell is as the ledger has it; the tables beside it are opened in spreadsheets.
    raw = package(list(found.items()))
    safe = {name: spreadsheet.safe(content) if name.endswith(".csv") else content for name, content in found.items()}
    written = _written({**safe, PACKAGE: raw})
    root = project.root()
    for path in (root / "reports/data").rglob("*"):
        if path.is_file() and str(path.relative_to(root)) not in written:
            remove_file(path)
    return written


def _written(contents: dict[str, bytes]) -> dict[str, str]:
    """Write files by their path below `reports/`; one with the same content is left alone."""
    for name, content in contents.items():
        files.write(project.root() / "reports" / name, content)
    return {f"reports/{name}": hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def index(pages: list[shown.Page], whole: dict, files: list[str]) -> str:
    """Return the index as HTML: findings, search, reports by theme and by document, data, how to cite."""
    groups = navigation.by_notebook([page.report for page in pages])
    by_path = {page.report.path: page for page in pages}
    themes = [(name, [_card(by_path[report.path]) for report in group]) for name, group in groups]
    findings = [
        (page.title, address := f"{page.report.path}.html", shown.outside(page.shows.findings[0], address))
        for page in pages
        if page.shows.findings and page.report.front
    ]
    return _checked(
        "index.html",
        render.render(
            "site.html.j2",
            "site.css",
            "search.js",
            home="",
            themes=themes,
            findings=findings,
            documents=_documents(pages),
            records=search.records(pages),
            package=PACKAGE,
            files=[name for name in files if name.count("/") == 1],
            whole=whole,
            title=TITLE,
            plain_title=TITLE,
            description=DESCRIPTION,
            kind="website",
            linked=metadata.dataset(whole, [PACKAGE, *files], [name for name, _ in groups]),
        ),
    )


def figures(pages: list[shown.Page]) -> str:
    """Return the page of figures as HTML: for each, at the address of its id, every page that shows it."""
    links = [(page, f"../{page.report.path}.html") for page in pages]
    documents: dict[str, list] = {}
    for figure in search.figures(pages):
        showing = [(page.title, address) for page, address in links if figure.id in page.shows.figures]
        documents.setdefault(figure.document, []).append((figure, showing))
    title = "Every figure, and the pages that show it"
    return _checked(
        "figure/index.html",
        render.render(
            "figures.html.j2",
            "site.css",
            home="../",
            documents=documents,
            title=title,
            plain_title=title,
            description="Each figure of the ledger at an address of its own, with every page that shows it.",
            kind="website",
            linked="",
        ),
    )


def package(files: list[tuple[str, bytes]]) -> bytes:
    """Return the data package as a zip file, not compressed, so that no version of a compressor shows in its bytes."""
    with io.BytesIO() as content:
        with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
            for name, data in files:
                archive.writestr(zipfile.ZipInfo(name.replace("data/", "cited-figures/", 1), EARLIEST), data)
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


def _card(page: shown.Page) -> dict:
    report = page.report
    return {
        "path": report.path,
        "title": page.title,
        "answers": titles.title(report.answers, report.said),
        "parameters": titles.parameters(report, chosen=True),
    }


def _documents(pages: list[shown.Page]) -> list[tuple[str, list[tuple[str, Markup]]]]:
    """Return the documents by short name, each with the pages that show figures of it."""
    found: dict[str, list] = {}
    for page in pages:
        for document in page.shows.documents:
            found.setdefault(document.label, []).append((f"{page.report.path}.html", page.title))
    return sorted(found.items())


def _checked(name: str, html: str) -> str:
    if found := orphans.find(html):
        raise project.InputError(*(f"reports/{name}: {text!r} leads to no source" for text in found))
    return html
