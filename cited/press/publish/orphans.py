"""Orphan digits: digits that a reader sees and that lead back to nothing."""

import html
import importlib
import re

# An element with one of these attributes says where its digits come from, or, `data-untraced`, that they lead nowhere.
ATTRIBUTES = frozenset({"data-figure", "data-figures", "data-series", "data-parameter", "data-axis", "data-untraced"})
ELEMENTS = frozenset({"time", "cite", "code"})
INVISIBLE = frozenset({"head", "script", "style", "template"})
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


# A comment or declaration, what a page does not show, or a tag with its attributes.
TAG = re.compile(
    r"<!--.*?-->|<[!?][^>]*>"
    r"|<(script|style)\b[^>]*>.*?</\1\s*>"
    r"|<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
# What an element names, in either kind of quotation marks.
NAMED = re.compile(r"""\sdata-(figures?|series)\s*=\s*["']([^"']*)["']""")
NAME = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?")


def named(page: str) -> tuple[list[str], list[str]]:
    """Return the ids of figures and those of statistics (`series@period`) that a page names, each once."""
    figures: dict[str, None] = {}
    series: dict[str, None] = {}
    for attribute, value in NAMED.findall(page):
        (series if attribute == "series" else figures).update(dict.fromkeys(html.unescape(value).split()))
    return list(figures), list(series)


def unknown(page: str, strange: str) -> list[str]:
    """Return what is wrong with the ids that a page names, by the function `strange` (`module:function`), if any."""
    if not strange:
        return []
    module, function = strange.split(":")
    sentences: list[str] = getattr(importlib.import_module(module), function)(*named(page))
    return sentences


def find(page: str) -> list[str]:
    """Return the pieces of visible text with a digit that no element accounts for, in reading order.

    A scanner and no parser: a build looks at every page, and this takes a third of the time of `html.parser`.
    """
    orphans: list[str] = []
    # The open elements, each with whether it accounts for what is in it, and how many of them do.
    elements: list[tuple[str, bool]] = []
    accounting = end = 0
    for tag in TAG.finditer(page):
        if not accounting and tag.start() > end:
            orphans += _orphan(page[end : tag.start()])
        end = tag.end()
        _, closing, name, attributes = tag.groups()
        if not name:
            continue
        name = name.lower()
        if closing:
            accounting -= _close(elements, name)
        elif name not in VOID and not attributes.endswith("/"):
            known = name in ELEMENTS or name in INVISIBLE or _accounts(attributes)
            elements.append((name, known))
            accounting += known
    return orphans if accounting else orphans + _orphan(page[end:])


def _orphan(text: str) -> list[str]:
    """Return a text as it is read, if it has a digit."""
    text = html.unescape(text) if "&" in text else text
    return [" ".join(text.split())] if any(map(str.isnumeric, text)) else []


def _close(elements: list[tuple[str, bool]], name: str) -> int:
    """Close the last open element of a name with all that is in it; return how many of them accounted for digits."""
    for position in range(len(elements) - 1, -1, -1):
        if elements[position][0] == name:
            closed = sum(known for _, known in elements[position:])
            del elements[position:]
            return closed
    return 0


def _accounts(attributes: str) -> bool:
    """Tell whether a tag has an attribute that says where its digits come from."""
    return "data-" in attributes and not ATTRIBUTES.isdisjoint(name.lower() for name in NAME.findall(attributes))
