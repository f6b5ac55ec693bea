"""The structure of a page: its question, its headings with their anchors, links to them, and what each table is about.

For a screen reader that is the sentence that its section says first, else its heading. The page marks both places, in a
table and in a sentence, and its manifest says which output has one; what follows what in a section is known here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from cited import manifest, private, project
from cited.html_contract import ABOUT
from cited.notebook_json import Output
from cited.notebook_json import text as joined

SENTENCE, TABLE = ' id="{}"', ' aria-describedby="{}"'

if TYPE_CHECKING:
    from mistune import BlockState


@dataclass
class Block:
    """A block of Markdown as HTML: its kind, as mistune calls it, the kinds of what stands in it; of a heading its
    level, id and title."""

    kind: str
    holds: list[str]
    html: str
    level: int = 0
    place: str = ""
    title: Markup | str = ""


@dataclass
class Outline:
    """What the prose of a notebook is made of: the question of its first title, its id, and headings as (id, title).

    `taken` are the ids of all headings, `links` the places on the page to which links lead, as they are written,
    `introduced` the numbers of the sections that have a sentence to which their tables can refer, and `blocks` the
    blocks of the text that was read last. `leads` gives the address on the site of one that a link names, or None
    where it leads nowhere there: what the link says is then all that stays.
    """

    leads: Callable[[str], str | None] = str
    blocks: list[Block] = field(default_factory=list)
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

        def __call__(self, tokens: Iterable[dict[str, Any]], state: "BlockState") -> str:
            outline.blocks = list[Block]()
            for token in tokens:
                block = Block(token["type"], [child["type"] for child in token.get("children", ())], "")
                self.latest = block
                block.html = self.render_token(token, state)
                outline.blocks.append(block)
            return "".join(block.html for block in outline.blocks)

        def heading(self, text: str, level: int, **attributes: object) -> str:
            title = Markup(text)
            if level == 1 and outline.question is None:
                outline.question, outline.place = title, outline.anchor(title)
                return ""
            level = max(level, 2)
            name = outline.anchor(title)
            if level == 2:
                outline.headings.append((name, title))
            self.latest.level, self.latest.place, self.latest.title = level, name, title
            return f'<h{level} id="{name}">{text}</h{level}>\n'

        def link(self, text: str, url: str, title: str | None = None) -> str:
            if url.startswith("#"):
                outline.links.add(self.safe_url(url)[1:])
            elif (leads := outline.leads(url)) is None:
                return text
            else:
                url = leads
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


@pass_context
def of_output(context: Context, output: Output) -> str:
    """Return the HTML of an output as `numbered` does, for the template that makes a page's body."""
    return numbered(output, context["resources"]["outline"])


def numbered(output: Output, outline: Outline) -> str:
    """Return the HTML of an output, its places marked with the number of the section in which it stands.

    `outline` has the headings up to there. Of the sentences of a section the first is the one that is referred to.
    """
    html = joined(output["data"]["text/html"])
    if manifest.MIME not in output["data"] or ABOUT not in html:
        return html
    section = len(outline.headings)
    first, sentence, rest = html.partition(SENTENCE.format(ABOUT))
    if sentence:
        html = first + ("" if section in outline.introduced else sentence) + rest.replace(sentence, "")
        outline.introduced.add(section)
    return html.replace(f'"{ABOUT}"', f'"{_place(section)}"')


def described(html: str, outline: Outline) -> str:
    """Return a page's body in which each table refers to what its section says first, else to the heading."""
    for section, heading in enumerate(["", *(name for name, _ in outline.headings)]):
        sentence, table = (place.format(_place(section)) for place in (SENTENCE, TABLE))
        if table not in html:
            html = html.replace(sentence, "")
        elif sentence in html:
            html = html.replace(f'"{_place(section)}"', f'"said-{section}"')
        else:
            html = html.replace(table, TABLE.format(heading) if heading else "")
    return html


def _place(section: int) -> str:
    return f"{ABOUT}-{section}"
