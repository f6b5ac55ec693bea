"""HTML as a sequence of tags, scanned and not parsed: all that is not changed stays as it is, to the byte.

A build looks at every page. Over the index and forty reports (4.1 MB) a scan takes 0.2 s of processor; lxml with one
XPath over its tree takes 1.5, `html.parser` three times as long as a scan.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping

# A comment or declaration, what a page does not show, or a tag with its attributes.
TAG = re.compile(
    r"<!--.*?-->|<[!?][^>]*>"
    r"|<(script|style)\b[^>]*>.*?</\1\s*>"
    r"|<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL | re.IGNORECASE,
)
# The beginning of a tag or comment.
BEGUN = re.compile(r"<[a-zA-Z/!?]")
# A name, and a value in quotation marks or without.
ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


def scan(page: str) -> Iterator[re.Match[str]]:
    """Give each tag of a page, up to the first that does not end.

    Where a tag begins it must end: looking for its end from each of a million beginnings would take hours.
    """
    end = 0
    while (begun := BEGUN.search(page, end)) and (tag := TAG.match(page, begun.start())):
        yield tag
        end = tag.end()


def first_text(page: str) -> int:
    """Return the place where the tags with which HTML begins end.

    >>> first_text("<a href='#b'><b>7</b></a>")
    16
    """
    end = 0
    for tag in scan(page):
        if tag.start() != end:
            break
        end = tag.end()
    return end


def texts(page: str, element: str) -> Iterator[str]:
    """Give the text of each element of a name that holds nothing but text."""
    begun = None
    for tag in scan(page):
        _, closing, name, _ = tag.groups()
        if begun is not None and closing and name.lower() == element:
            yield html.unescape(page[begun : tag.start()])
        begun = tag.end() if name and not closing and name.lower() == element else None


def attributes(tag: re.Match[str]) -> dict[str, str]:
    """Return the attributes of a tag by their names in small letters; one without a value has an empty one."""
    given = ATTRIBUTE.finditer(tag[4] or "")
    return {each[1].lower(): html.unescape(next(filter(None, each.groups()[1:]), "")) for each in given}


def replaced(page: str, change: Callable[[re.Match[str]], str | None]) -> str:
    """Return HTML with what `change` gives in place of each tag; one for which it gives None stays."""
    pieces, end = list[str](), 0
    for tag in scan(page):
        if (made := change(tag)) is not None:
            pieces += [page[end : tag.start()], made]
            end = tag.end()
    return "".join([*pieces, page[end:]])


def with_values(page: str, chosen: Mapping[str, Collection[str]], change: Callable[[str, str], str]) -> str:
    """Return HTML in which the attributes `chosen` of each element have what `change` makes of name and value.

    Those of `*` are chosen of every element that is not named.
    """
    pieces, end, others = list[str](), 0, chosen.get("*", ())
    for tag in scan(page):
        wanted = chosen.get(tag[3].lower(), others) if tag[3] else ()
        for given in ATTRIBUTE.finditer(tag[4]) if wanted else ():
            value = given.lastindex
            if value and value > 1 and given[1].lower() in wanted:
                start, stop = (tag.start(4) + place for place in given.span(value))
                pieces += [page[end:start], change(given[1].lower(), page[start:stop])]
                end = stop
    return "".join([*pieces, page[end:]])
