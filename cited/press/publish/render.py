"""From an executed notebook to a page: nbconvert with the press's own template, one self-contained file."""

import functools
import hashlib
import re
from importlib import metadata as installed
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cited import manifest, project, reads
from cited.notebook_json import Notebook
from cited.press.publish import carried, contents, freedom, metadata, orphans, sections, styles, writing
from cited.press.publish.assets import SCRIPTS, SHARED, STYLES, assets
from cited.press.reports import navigation
from cited.press.reports.report import UNKNOWN, Around, Collection, Report

TEMPLATE = Path(__file__).parent / "template"
# Named in every colophon: what ran the notebook and what made the page.
TOOLS = ("papermill", "nbconvert", "pandas", "matplotlib")
# The start of what would forward, load or submit, in whatever case; a page's own parts have none of it.
FORWARDING = re.compile(r"<(?=/?(?:meta|base|link|iframe|frame|frameset|object|embed|applet|form|portal)\b)", re.I)
# No text holds them, and no page may: control characters, halves of characters, and the references that name them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))(?![0-9a-f]);?", re.I)
# What a citation says where the data package has no `homepage`.
UNPLACED = "This collection does not say where it is published, so the citation names a page by its path."
# What nbconvert's templates ask before they show a cell.
SHOWN = {"include_markdown": True, "include_code": True, "include_output": True}
STYLED = re.compile(r"\bT_[0-9a-f]{5}(?=[_\"' ])")


def page(notebook: Notebook, report: Report, noted: list[dict[str, object]]) -> str:
    """Return the page of an executed notebook as HTML; `noted` is what it read, for the colophon's checksum."""
    outline = contents.Outline()
    shows = manifest.of_outputs([output for cell in notebook["cells"] for output in cell.get("outputs", [])])
    shown = sections.filled(freedom.prepared(notebook, report.values))
    body = _template().render(nb=shown, resources={"outline": outline, "global_content_filter": SHOWN}).lstrip()
    home = "../" * report.path.count("/")

    def placed(html: str) -> str:
        return contained(html).replace('href="cited:', f'href="{home}')

    body = contents.described(contents.linked(placed(body), outline), outline)
    title = report.titled(report.title)
    answers = report.titled(report.answers).striptags()
    sources = sorted("".join(cell["source"]) for cell in notebook["cells"])
    # The finding stands above everything that helps a reader about.
    intro, heading, rest = body.partition("<h2 ")
    rest = heading + rest
    return render(
        "page.html.j2",
        body=Markup(rest),
        intro=Markup(intro),
        contents=outline.headings,
        question=outline.question or "",
        place=outline.place,
        manifest=carried.script(shows, placed(carried.first(shows))),
        title=title,
        description=answers,
        kind="article",
        home=home,
        canonical=canonical(report.around["collection"], f"{report.path}.html"),
        path=report.path,
        notebook=report.notebook,
        parameters=report.shown(chosen=True, untitled=True),
        declared=report.shown(),
        around=report.around,
        ledger=project.has_ledger(),
        data=reads.digest(noted)[:12],
        cells=hashlib.sha256("\n".join(sources).encode()).hexdigest()[:12],
        tools=[(name, _version(name)) for name in TOOLS],
        linked=metadata.report(
            title.striptags(), answers, report.path, report.around, [document.citation for document in shows.documents]
        ),
    )


def contained(html: str) -> str:
    """Return the body of a page without what would lead a reader away or cannot stand in a page.

    Elements that load, submit or forward are shown as text; control characters go; the ids that pandas invents for a
    styled table are numbered, so that two builds are equal.
    """
    html = REFERENCE.sub(_reference, CONTROL.sub("", FORWARDING.sub("&lt;", html)))
    styled = {name: f"T_{number}" for number, name in enumerate(dict.fromkeys(STYLED.findall(html)), start=1)}
    return STYLED.sub(lambda match: styled[match[0]], html)


def _reference(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    return "" if number > 0x10FFFF or CONTROL.match(chr(number)) else match[0]


def warm() -> None:
    """Make all that the first page would make and later ones use again: exporter, templates, patterns, stylesheets."""
    from nbformat import v4

    shown = v4.new_output("execute_result", {"text/plain": "a"}, execution_count=1)
    cells = [v4.new_markdown_cell("# A\n\nB"), v4.new_markdown_cell("## C"), v4.new_code_cell("a", outputs=[shown])]
    around = Around(previous=None, next=None, versions=[], more=False, collection=UNKNOWN)
    page(v4.new_notebook(cells=cells), Report("a", "a", "A", "B", {}, {}, around), [])
    # What a page of tables and charts needs, too.
    assets("".join([*SCRIPTS.values(), *STYLES.values()]), "")


def render(
    template: str,
    *parts: str,
    intro: str = "",
    body: str = "",
    scripted: bool = True,
    sharing: bool = False,
    **given: object,
) -> str:
    """Return a page of the site from one of the press's templates, with the stylesheets and scripts it needs.

    Of the stylesheets it has the rules that can hold for an element of the page; one that is `sharing` its stylesheet
    and its script with others of its folder names them, `style.css` and `script.js`, and has none of its own. `given`
    is for the template; without `plain_title` it is the `title`.
    """
    chosen = environment().get_template(template)
    plain = Markup("{}").format(given["title"]).striptags()
    values = {"plain_title": plain, "kind": "website", "linked": "", **given, "sharing": sharing}
    bare = chosen.render(intro=intro, body=body, **values, css="", script="", policy=SHARED)
    if sharing:
        return writing.marked(bare)
    needed = assets(intro + body, bare, *parts, scripted=scripted, admitted=styles.tokens(intro + body))
    return writing.marked(chosen.render(intro=intro, body=body, **values, **needed))


def canonical(whole: Collection, path: str) -> str:
    """Return the address at which a page is published, empty where the data package does not say where."""
    return whole["home"] + path if whole["home"] else ""


def checked(name: str, html: str) -> str:
    """Return a page of the site; raises InputError where it shows a digit that leads to no source."""
    if project.has_ledger() and (orphaned := orphans.find(html)):
        raise project.InputError(*(f"reports/{name}: {text!r} leads to no source" for text in orphaned))
    return html


@functools.cache
def environment() -> Environment:
    """Return the environment of the press's templates that are no notebook's."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["anchor"] = contents.anchor
    made.globals["site_name"] = navigation.site_name
    made.globals["unplaced"] = UNPLACED
    return made


@functools.cache
def _version(name: str) -> str:
    return installed.version(name)


@functools.cache
def _template() -> Any:
    """Return the template of a page's body, with nbconvert's filters.

    Its exporter would first copy the notebook four times, for preprocessors that find nothing to do.
    """
    # nbconvert has no types. Imported here and once a process: it takes a good part of a second.
    from nbconvert import HTMLExporter

    create: Any = HTMLExporter
    exporter = create(template_name=TEMPLATE.name, extra_template_basedirs=[str(TEMPLATE.parent)])
    exporter.register_filter("markdown2html", contents.markdown)
    exporter.register_filter("numbered", contents.of_output)
    return exporter.template
