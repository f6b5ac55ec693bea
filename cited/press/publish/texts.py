"""The texts of a page, changed where they stand; the markup around them stays as it is, to the byte."""

from collections.abc import Callable
from html.parser import HTMLParser
from itertools import accumulate

# What these hold is no text of the page.
APART = frozenset({"script", "style", "title"})


def changed(html: str, change: Callable[[str, bool], str]) -> str:
    """Return a page in which each text is what `change` makes of it; it is told whether the text is of a drawing.

    A drawing (`<text>` of SVG) can hold no element of HTML. References such as `&amp;` part a text in two.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
    pieces, end = list[str](), 0
    for (line, column), text, drawn in reader.texts:
        start = lines[line - 1] + column
        pieces += [html[end:start], change(text, drawn)]
        end = start + len(text)
    return "".join([*pieces, html[end:]])


class _Reader(HTMLParser):
    """Collects the texts of a page: where each stands (line from 1, column), what it is, and whether it is drawn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[tuple[tuple[int, int], str, bool]] = []
        self._apart = self._drawn = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._apart += tag in APART
        self._drawn += tag == "text"

    def handle_endtag(self, tag: str) -> None:
        self._apart -= tag in APART
        self._drawn -= tag == "text"

    def handle_data(self, data: str) -> None:
        if not self._apart:
            self.texts.append((self.getpos(), data, bool(self._drawn)))
