"""From an executed notebook to a page: nbconvert with the press's own template, one self-contained file."""

import base64
import functools
import hashlib
import re
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from cited import reads
from cited.press.catalogue import Report
from cited.press.parameters import CHOICES

TEMPLATE = Path(__file__).parent / "template"
# Named in every colophon: what ran the notebook and what made the page.
TOOLS = ("papermill", "nbconvert", "pandas", "matplotlib")


def page(notebook, report: Report, noted: list[dict]) -> str:
    """Return the page of an executed notebook as HTML; `noted` is what it read, for the colophon's checksum."""
    resources = {
        "report": report,
        "title": title(report.title, report.values),
        "plain_title": title(report.title, report.values).striptags(),
        "home": "../" * report.path.count("/"),
        "parameters": parameters(report),
        "data": reads.digest(noted)[:12],
        "tools": [(name, version(name)) for name in TOOLS],
        **style(),
    }
    html, _ = _exporter().from_notebook_node(notebook, resources=resources)
    return html


def title(text: str, values: dict) -> Markup:
    """Return a title of the catalogue as HTML, each `{parameter}` replaced by its value, marked as such."""
    parts = re.split(r"\{(\w+)\}", text)
    return Markup("").join(
        Markup('<span data-parameter="{}">{}</span>').format(part, shown(values[part])) if odd else escape(part)
        for part, odd in zip(parts, [False, True] * len(parts), strict=False)
    )


def shown(value) -> str:
    """Return a parameter's value as a reader sees it."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "all"
    return str(value)


def style() -> dict[str, str]:
    """Return the stylesheet and the hash by which a page's Content-Security-Policy admits it."""
    css = (TEMPLATE / "page.css").read_text(encoding="utf-8")
    token = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return {"css": Markup(css), "policy": f"default-src 'none'; img-src data:; style-src 'sha256-{token}'"}


def environment() -> Environment:
    """Return the environment of the press's templates that are no notebook's."""
    return Environment(
        loader=FileSystemLoader(TEMPLATE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def parameters(report: Report) -> list[tuple[str, str, str]]:
    """Return the parameters that a page shows, name, value and meaning; those that select nothing are left out."""
    rows = []
    for name, known in report.declared.items():
        value = report.values[name]
        if value not in ("", 0, []):
            meaning = CHOICES.sub("", known.comment).split(";")[0].strip(" ,;")
            rows.append((name, shown(value), meaning))
    return rows


@functools.cache
def _exporter():
    # Imported here and once a process: it takes a good part of a second.
    from nbconvert import HTMLExporter, TemplateExporter

    class PageExporter(HTMLExporter):
        """The HTML exporter without its last step, which parses the page anew and spells `viewBox` in lower case."""

        def from_notebook_node(self, nb, resources=None, **options):
            return TemplateExporter.from_notebook_node(self, nb, resources, **options)

    return PageExporter(
        template_name=TEMPLATE.name,
        extra_template_basedirs=[str(TEMPLATE.parent)],
        exclude_anchor_links=True,
        filters={"question": _question},
    )


def _question(html: str) -> str:
    """Return a cell's HTML with its `<h1>`, the notebook's question, as a paragraph: a page has its title already."""
    return re.sub(r"<h1[^>]*>(.*?)</h1>", r'<p class="question">\1</p>', html, flags=re.DOTALL)
