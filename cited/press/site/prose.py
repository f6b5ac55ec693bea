"""A page of the site from a file in Markdown: its headings with anchors, a list of them, and links that lead."""

import posixpath
import re

from markupsafe import Markup

from cited.press.publish import contents, render
from cited.press.reports.markdown import MarkdownPage

HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h[23]>')
# A link to another file of the project.
LINK = re.compile(r'<a href="(?!#|[a-z]+:)([^"#]*)(#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)


def pages(markdown: list[MarkdownPage]) -> dict[str, str]:
    """Return each page as HTML, by its path below `reports/`; raises InputError where one shows a loose digit."""
    return {name(page): render.checked(name(page), _page(page, markdown)) for page in markdown}


def listed(markdown: list[MarkdownPage]) -> list[tuple[str, Markup]]:
    """Return the address of each page from the site's top, and its title."""
    return [(name(page), _title(page, _body(page)[1])) for page in markdown]


def name(page: MarkdownPage) -> str:
    """Return where a page is, below `reports/`."""
    return f"{page.path}.html"


def _body(page: MarkdownPage) -> tuple[str, contents.Outline]:
    outline = contents.Outline()
    return contents.linked(render.contained(contents.rendered(page.text, outline)), outline), outline


def _title(page: MarkdownPage, outline: contents.Outline) -> Markup:
    return outline.question or Markup("{}").format(page.path)


def _page(page: MarkdownPage, markdown: list[MarkdownPage]) -> str:
    body, outline = _body(page)
    home = "../" * page.path.count("/")
    known = {other.file: f"{home}{name(other)}" for other in markdown}

    def link(match: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), match[1]))
        # What is not published stays what it says.
        return f'<a href="{known[file]}{match[2] or ""}">{match[3]}</a>' if file in known else match[3]

    # What scrolls sideways is reached by keyboard, too.
    body = LINK.sub(link, body).replace("<pre>", '<pre tabindex="0">')
    title = _title(page, outline)
    return render.render(
        "prose.html.j2",
        "site.css",
        body=body,
        scripted=False,
        content=Markup(body),
        headings=[(int(level), place, Markup(text)) for level, place, text in HEADING.findall(body)],
        home=home,
        title=title,
        plain_title=title.striptags(),
        description=title.striptags(),
        kind="article",
        linked="",
    )
