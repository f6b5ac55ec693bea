"""The structure of a page: its question, its headings with their anchors, and links in its prose to them."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from cited import private, project

IDS, LINKS = re.compile(r'\bid="([^"]*)"'), re.compile(r'(?<=\bhref="#)[^"]+(?=")')


@dataclass
class Outline:
    """What the prose of a notebook is made of: the question of its first title, its id, and headings as (id, title)."""

    question: Markup | None = None
    place: str = ""
    headings: list[tuple[str, Markup]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

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

    renderer = Renderer(escape=False, exclude_anchor_links=True, attachments=attachments or {})
    return Markup(MarkdownWithMath(renderer=renderer).render(source))


def linked(html: str, outline: Outline) -> str:
    """Return a page's body in which links as JupyterLab has them lead to the page's headings.

    JupyterLab's anchors keep capitals and signs; a page's are slugs. What leads to an id as it is written stays.
    """
    ids = {*IDS.findall(html), outline.place}

    def target(match: re.Match[str]) -> str:
        place = anchor(unquote(match[0]))
        return place if match[0] not in ids and place in ids else match[0]

    return LINKS.sub(target, html)


def anchor(text: str) -> str:
    """Return a text as an id: lower-case letters, digits and hyphens, a letter first."""
    name = project.slug(text)
    return name if name[:1].isalpha() else f"s-{name}".rstrip("-")
