"""A long page of Markdown is a list of its parts; each opens, and an address opens the part that it names."""

from string import ascii_letters

from cited.press.reports.markdown import MarkdownPage
from cited.press.site import prose


def made(names: str) -> str:
    parts = "".join(f"### {name}{name}\n\n`{name}(x)`\n\nReturn {name}.\n\nMore.\n\n" for name in names)
    return prose.pages([MarkdownPage(path="api", file="docs/api.md", text=f"# Names\n\n## All\n\n{parts}")])[0].html


def test_a_page_of_many_parts_folds_each_into_a_line_that_says_what_it_is():
    html = made(ascii_letters[:26])
    assert html.count('<details class="part">') == 26
    assert '<summary><h3>bb</h3> Return b.</summary><div id="bb">\n<p><code>b(x)</code></p>\n<p>More.</p>' in html
    assert '<a href="#bb">' not in html and '<a href="#all">' in html


def test_a_short_page_stands_open():
    html = made("abc")
    assert "<details" not in html and '<h3 id="bb">bb</h3>' in html and '<a href="#bb">bb</a>' in html
