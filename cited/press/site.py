"""The site around the pages: `reports/index.html`, which leads to all, and the data package as published."""

from itertools import groupby

from cited import project
from cited.press import orphans, plan, publish
from cited.press.catalogue import Report

TITLE = "Cited figures"
DESCRIPTION = "Reports whose every number leads back to the sentence that says it."


def write(reports: list[Report]) -> None:
    """Write the index and the published data package; a file whose content is the same is left alone."""
    root = project.root()
    plan.write(root / "reports/index.html", index(reports))
    for path in sorted((root / "data").rglob("*")):
        if path.suffix in (".csv", ".json", ".md") and "texts" not in path.parts:
            target = root / "reports/data" / path.relative_to(root / "data")
            plan.write(target, path.read_text(encoding="utf-8"))


def index(reports: list[Report]) -> str:
    """Return the index as HTML: all reports by notebook, in the catalogue's order."""
    entries = [
        {
            "notebook": report.notebook,
            "path": report.path,
            "title": publish.title(report.title, report.values),
            "answers": publish.title(report.answers, report.values),
            "parameters": publish.parameters(report),
        }
        for report in reports
    ]
    order = list(dict.fromkeys(entry["notebook"] for entry in entries))
    entries.sort(key=lambda entry: order.index(entry["notebook"]))
    notebooks = [(name, list(group)) for name, group in groupby(entries, key=lambda entry: entry["notebook"])]
    template = publish.environment().get_template("site.html.j2")
    html = template.render(notebooks=notebooks, plain_title=TITLE, description=DESCRIPTION, **publish.style())
    if found := orphans.find(html):
        raise project.InputError(*(f"reports/index.html: {text!r} leads to no source" for text in found))
    return html


def remove(pages: list[str]) -> None:
    """Remove pages that the catalogue no longer lists, and the folders that they leave empty."""
    for page in pages:
        path = project.root() / page
        path.unlink(missing_ok=True)
        for folder in path.relative_to(project.root() / "reports").parents:
            if folder.name:
                try:
                    (project.root() / "reports" / folder).rmdir()
                except OSError:
                    break
