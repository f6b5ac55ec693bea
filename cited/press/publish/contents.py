"""The structure of a page: its question, its headings with their anchors, and links in its prose to them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from cited import private, project


@dataclass
class Outline:
    """What the prose of a notebook is made of: the question of its first title, its id, and headings as (id, title).

    `taken` are the ids of all headings, `links` the places on the page to which links lead, as they are written, and
    `introduced` the numbers of the sections that have a sentence to which their tables can refer.
    """

    question: Markup | None = None
    place: str = ""
    headings: list[tuple[str, Markup]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    introduced: set[int] = field(default_factory=set)

    def anchor(self, title: Markup) -> str:
        """Return an id for a heading that no earlier one of the page has."""
        name = base = anchor(title.striptags())
        number = 1
        while name in self.taken:
            name = f"{base}-{(number := number + 1)}"
        self.taken.add(name)
        return name


@pass_context
def markdown(context: Context, source: str) -> Markup:
    """Return Markdown as HTML, as nbconvert has it, and note its headings in `resources["outline"]`.

    The first title is the page's question and stands elsewhere; a further one is a heading of the second level.
    """
    return rendered(source, context["resources"]["outline"], context.get("cell", {}).get("attachments", {}))


def rendered(source: str, outline: Outline, attachments: dict[str, dict[str, str]] | None = None) -> Markup:
    """Return Markdown as HTML and note its headings in `outline`, as `markdown` does."""
    with private.without_modules(*private.UNASKED):
        from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):
        """nbconvert's renderer with anchors on every heading."""

        def heading(self, text: str, level: int, **attributes: object) -> str:
            title = Markup(text)
            if level == 1 and outline.question is None:
                outline.question, outline.place = title, outline.anchor(title)
                return ""
            level = max(level, 2)
            name = outline.anchor(title)
            if level == 2:
                outline.headings.append((name, title))
            return f'<h{level} id="{name}">{text}</h{level}>\n'

        def link(self, text: str, url: str, title: str | None = None) -> str:
            if url.startswith("#"):
                outline.links.add(self.safe_url(url)[1:])
            return str(super().link(text, url, title))

        def inline_html(self, html: str) -> str:
            outline.links.update(_links(html))
            return str(super().inline_html(html))

        def block_html(self, html: str) -> str:
            outline.links.update(_links(html))
            return str(super().block_html(html))

    renderer = Renderer(escape=False, exclude_anchor_links=True, attachments=attachments or {})
    return Markup(MarkdownWithMath(renderer=renderer).render(source))


def linked(html: str, outline: Outline) -> str:
    """Return a page's body in which links as JupyterLab has them lead to the page's headings.

    JupyterLab's anchors keep capitals and signs; a page's are slugs. What leads to a heading as it is written stays.
    """
    for link in outline.links - outline.taken:
        if (place := anchor(unquote(link))) in outline.taken:
            html = html.replace(f'href="#{link}"', f'href="#{place}"')
    return html


def _links(html: str) -> list[str]:
    """Return the places on its page to which links in a piece of HTML lead."""
    places = list[str]()

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            places.extend(value[1:] for name, value in attrs if name == "href" and value and value.startswith("#"))

    if "#" in html:
        Links().feed(html)
    return places


def anchor(text: str) -> str:
    """Return a text as an id: lower-case letters, digits and hyphens, a letter first."""
    name = project.slug(text)
    return name if name[:1].isalpha() else f"s-{name}".rstrip("-")
