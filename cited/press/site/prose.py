"""A page of the site from a file in Markdown: its headings with anchors, a list of them, and links that lead."""

import posixpath
import re
from typing import NamedTuple

from markupsafe import Markup

from cited import project
from cited.press.publish import contents, pictures, render
from cited.press.reports.markdown import MarkdownPage

# A page of more parts is a list of them; each opens.
FOLDED = 24
# What an address of another machine begins with.
ELSEWHERE = re.compile(r"[a-z]+:")


class Prose(NamedTuple):
    """A page as it is published: its path below `reports/`, its title, and its HTML."""

    path: str
    title: Markup
    html: str


def pages(markdown: list[MarkdownPage]) -> list[Prose]:
    """Return each page as it is published; raises InputError where one shows a loose digit."""
    return [_page(page, markdown) for page in markdown]


def _name(page: MarkdownPage) -> str:
    return f"{page.path}.html"


def _page(page: MarkdownPage, markdown: list[MarkdownPage]) -> Prose:
    try:
        text = pictures.filled(page.text, (project.root() / page.file).parent, page.file, {})
    except pictures.MissingFile as error:
        raise project.InputError(str(error)) from None
    home = "../" * page.path.count("/")
    known = {other.file: f"{home}{_name(other)}" for other in markdown}

    def leads(address: str) -> str | None:
        """Return where a link to another file of the project leads on the site; what is not published, nowhere."""
        path, mark, place = address.partition("#")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path))
        return address if ELSEWHERE.match(address) else known[file] + mark + place if file in known else None

    outline = contents.Outline(leads)
    contents.rendered(text, outline)
    title = outline.question or Markup("{}").format(page.path)
    headings = [(block.level, block.place, block.title) for block in outline.blocks if block.level in (2, 3)]
    if len(headings) > FOLDED:
        headings, html = [one for one in headings if one[0] == 2], _folded(outline.blocks)
    else:
        html = "".join(block.html for block in outline.blocks)
    # What scrolls sideways is reached by keyboard, too.
    body = contents.linked(render.contained(html), outline).replace("<pre>", '<pre tabindex="0">')
    html = render.render(
        "prose.html.j2",
        "site.css",
        body=body,
        scripted=False,
        content=Markup(body),
        headings=headings,
        home=home,
        title=title,
        description=title.striptags(),
        kind="article",
    )
    return Prose(_name(page), title, render.checked(_name(page), html))


def _folded(blocks: list[contents.Block]) -> str:
    """Return the blocks of a page, each part of it (a heading of the third level and what follows) as one line that
    opens: its heading with the paragraph that says first what it is, then all of the rest.

    The address of the part is what opens: browsers open what holds the place that an address names.
    """
    parts: list[list[contents.Block]] = [[]]
    for block in blocks:
        if block.level in (2, 3):
            parts.append([])
        parts[-1].append(block)
    return "".join(_part(*part) if part and part[0].level == 3 else "".join(b.html for b in part) for part in parts)


def _part(heading: contents.Block, *rest: contents.Block) -> str:
    # A paragraph of code alone says how it is called.
    first = next((block for block in rest if block.kind == "paragraph" and block.holds != ["codespan"]), None)
    said = first.html.strip().removeprefix("<p>").removesuffix("</p>") if first else ""
    content = "".join(block.html for block in rest if block is not first)
    return (
        f'<details class="part"><summary><h3>{heading.title}</h3>{" " if first else ""}{said}</summary>'
        f'<div id="{heading.place}">\n{content}</div></details>\n'
    )
