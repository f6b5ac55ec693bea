"""Orphan digits: digits that a reader sees and that lead back to nothing."""

from html.parser import HTMLParser

# An element with one of these attributes says where its digits come from; see the contract in README.md.
ATTRIBUTES = frozenset({"data-figure", "data-figures", "data-series", "data-parameter", "data-untraced"})
ELEMENTS = frozenset({"time", "cite", "code"})
INVISIBLE = frozenset({"head", "script", "style", "template"})
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def find(html: str) -> list[str]:
    """Return the pieces of visible text with a digit that no element accounts for, in reading order."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.orphans


class _Finder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.orphans: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            names = {name for name, _ in attributes}
            self.open.append((tag, tag in ELEMENTS | INVISIBLE or bool(names & ATTRIBUTES)))

    def handle_endtag(self, tag):
        for position in range(len(self.open) - 1, -1, -1):
            if self.open[position][0] == tag:
                del self.open[position:]
                break

    def handle_data(self, data):
        if any(character.isnumeric() for character in data) and not any(known for _, known in self.open):
            self.orphans.append(" ".join(data.split()))
