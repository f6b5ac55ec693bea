"""A page of the site from a file in Markdown: its headings with anchors, a list of them, and links that lead."""

import posixpath
import re
from typing import NamedTuple

from markupsafe import Markup

from cited.press.publish import contents, render
from cited.press.reports.markdown import MarkdownPage

HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h[23]>')
# A part of a long page: its heading and what follows; a paragraph of code alone says how it is called.
PART = re.compile(r'<h3 id="([^"]*)">(.*?)</h3>\n(.*?)(?=<h[23] |\Z)', re.DOTALL)
FIRST_PARAGRAPH = re.compile(r"<p>(?!<code>[^<]*</code></p>)(.*?)</p>\n?", re.DOTALL)
# A page of more parts is a list of them; each opens.
FOLDED = 24
# A link to another file of the project.
LINK = re.compile(r'<a href="(?!#|[a-z]+:)([^"#]*)(#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)


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
    outline = contents.Outline()
    body = contents.linked(render.contained(contents.rendered(page.text, outline)), outline)
    home = "../" * page.path.count("/")
    known = {other.file: f"{home}{_name(other)}" for other in markdown}

    def link(match: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), match[1]))
        # What is not published stays what it says.
        return f'<a href="{known[file]}{match[2] or ""}">{match[3]}</a>' if file in known else match[3]

    # What scrolls sideways is reached by keyboard, too.
    body = LINK.sub(link, body).replace("<pre>", '<pre tabindex="0">')
    title = outline.question or Markup("{}").format(page.path)
    headings = [(int(level), place, Markup(text)) for level, place, text in HEADING.findall(body)]
    if len(headings) > FOLDED:
        headings, body = [one for one in headings if one[0] == 2], PART.sub(_folded, body)
    html = render.render(
        "prose.html.j2",
        "site.css",
        body=body,
        scripted=False,
        content=Markup(body),
        headings=headings,
        home=home,
        title=title,
        plain_title=title.striptags(),
        description=title.striptags(),
        kind="article",
        linked="",
    )
    return Prose(_name(page), title, render.checked(_name(page), html))


def _folded(part: re.Match[str]) -> str:
    """Return a part of a page as one line that opens: its heading with what it says first, then all of the rest.

    The address of the part is what opens: browsers open what holds the place that an address names.
    """
    place, heading, content = part.groups()
    first = FIRST_PARAGRAPH.search(content)
    rest = content.replace(first[0], "", 1) if first else content
    said = f" {first[1]}" if first else ""
    return (
        f'<details class="part"><summary><h3>{heading}</h3>{said}</summary><div id="{place}">\n{rest}</div></details>\n'
    )
