"""From an executed notebook to a page: nbconvert with the press's own template, one self-contained file."""

import functools
import hashlib
import re
from importlib import metadata as installed
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cited import reads
from cited.press.build.catalogue import Report
from cited.press.publish import contents, metadata, sections, titles
from cited.press.publish.assets import assets

TEMPLATE = Path(__file__).parent / "template"
# Named in every colophon: what ran the notebook and what made the page.
TOOLS = ("papermill", "nbconvert", "pandas", "matplotlib")
QUESTION = re.compile(r"<h1[^>]*>(.*?)</h1>\s*", re.DOTALL)


def page(notebook, report: Report, noted: list[dict]) -> str:
    """Return the page of an executed notebook as HTML; `noted` is what it read, for the colophon's checksum."""
    body, _ = _exporter().from_notebook_node(sections.filled(notebook))
    question = QUESTION.search(body)
    body, headings = contents.anchored(QUESTION.sub("", body))
    body = contents.numbered(body)
    title = titles.title(report.title, report.said)
    answers = titles.title(report.answers, report.said).striptags()
    sources = sorted("".join(cell["source"]) for cell in notebook["cells"])
    return render(
        "page.html.j2",
        body=Markup(body),
        contents=headings,
        question=Markup(question[1]) if question else "",
        title=title,
        plain_title=title.striptags(),
        description=answers,
        kind="article",
        home="../" * report.path.count("/"),
        path=report.path,
        notebook=report.notebook,
        parameters=titles.parameters(report),
        declared=[(name, report.values[name], known.comment) for name, known in report.declared.items()],
        around=report.around,
        data=reads.digest(noted)[:12],
        cells=hashlib.sha256("\n".join(sources).encode()).hexdigest()[:12],
        tools=[(name, _version(name)) for name in TOOLS],
        linked=metadata.report(title.striptags(), answers, report.around, body),
    )


def warm() -> None:
    """Make all that the first page would make and later ones use again: the exporter, its templates and filters."""
    from nbformat import v4

    _exporter().from_notebook_node(v4.new_notebook(cells=[v4.new_markdown_cell("# A"), v4.new_code_cell("a")]))
    environment().get_template("page.html.j2")
    for name in TOOLS:
        _version(name)


def render(template: str, *parts: str, body: str = "", **values) -> str:
    """Return a page of the site from one of the press's templates, with the stylesheets and scripts it needs."""
    return environment().get_template(template).render(body=body, **values, **assets(body, *parts))


@functools.cache
def environment() -> Environment:
    """Return the environment of the press's templates that are no notebook's."""
    return Environment(
        loader=FileSystemLoader(TEMPLATE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _version(name: str) -> str:
    return installed.version(name)


@functools.cache
def _exporter():
    # Imported here and once a process: it takes a good part of a second.
    from nbconvert import HTMLExporter, TemplateExporter

    class PageExporter(HTMLExporter):
        """The HTML exporter without its last step, which parses the page anew and spells `viewBox` in lower case."""

        def from_notebook_node(self, nb, resources=None, **options):
            return TemplateExporter.from_notebook_node(self, nb, resources, **options)

    return PageExporter(
        template_name=TEMPLATE.name, extra_template_basedirs=[str(TEMPLATE.parent)], exclude_anchor_links=True
    )
