"""Orphan digits: digits that a reader sees and that lead back to nothing."""

import html
import pkgutil

from cited import html_contract, number_words
from cited.tags import ATTRIBUTE, BEGUN, TAG, attributes, scan

ELEMENTS = frozenset({"time", "cite", "code"})
INVISIBLE = frozenset({"head", "script", "style", "template"})
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# What ends by itself where its parent does, or the next of its kind begins.
ENDING = VOID | frozenset(
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rt", "rp"]
)
# What a browser closes, and opens again, where what is around it ends.
INLINE = frozenset(["a", "b", "i", "em", "strong", "small", "code", "u", "s", "font", "big", "tt"])


def named(page: str) -> tuple[list[str], list[str]]:
    """Return the ids of figures and those of statistics (`series@period`) that a page names, each once."""
    figures: dict[str, None] = {}
    series: dict[str, None] = {}
    for tag in scan(page):
        given = attributes(tag) if tag[4] and "data-" in tag[4] else {}
        for attribute in html_contract.IDS & given.keys():
            known = series if attribute == html_contract.SERIES else figures
            known.update(dict.fromkeys(given[attribute].split()))
    return list(figures), list(series)


def unknown(page: str, strange: str) -> list[str]:
    """Return what is wrong with the ids that a page names, by the function `strange` (`module:function`), if any."""
    return [*pkgutil.resolve_name(strange)(*named(page))] if strange else []


def unclosed(fragment: str) -> str:
    """Return what a piece of HTML leaves open, or closes that is not its own, so that the page around it would be lost.

    Nothing where it stands by itself, as browsers read it: https://html.spec.whatwg.org/multipage/parsing.html
    """
    elements: list[str] = []
    end = 0
    # Where a tag begins it must end: looking for its end from each of a million beginnings would take hours.
    while begun := BEGUN.search(fragment, end):
        tag = TAG.match(fragment, begun.start())
        if tag is None or (tag[0].startswith("<!--") and not tag[0].endswith("-->")):
            return f"“{fragment[begun.start() :][:20]}”, which does not end"
        end = tag.end()
        _, closing, name, rest = tag.groups()
        name = (name or "").lower()
        if not name or name in ENDING:
            continue
        if not closing:
            if name in ("script", "style"):
                # Each of a million that follow would look for its own end as far as the last.
                return f"<{name}>, which it does not close"
            # Only in a drawing or a formula does a slash close an element.
            if not (rest.endswith("/") and {"svg", "math"} & {name, *elements}):
                elements.append(name)
        elif name not in elements and name not in INLINE:
            return f"“</{name}>”, which closes nothing of its own"
        else:
            while name in elements and (inner := elements.pop()) != name:
                if inner not in INLINE:
                    return f"<{inner}>, which it does not close"
    return f"<{elements[-1]}>, which it does not close" if elements else ""


def has_digit(text: str) -> bool:
    """Tell whether a text has a digit, of whatever writing."""
    return any(map(str.isnumeric, text))


def find(page: str) -> list[str]:
    """Return the lines of visible text with a digit that no element accounts for, in reading order."""
    return [line for line in read(page) if has_digit(line)]


# Elements that stand in a line: what they hold is read together with what is around it.
IN_LINE = INLINE | frozenset(
    ["abbr", "bdi", "bdo", "del", "ins", "kbd", "mark", "q", "samp", "span", "sub", "sup", "var"]
)


def read(page: str, value: str = "") -> list[str]:
    """Return what a reader reads of a page, one text for each run of a line's own, its markup taken away.

    `value` stands for what an element accounts for. A break that is not seen may part words or not: both are returned.
    """
    # The open elements, each with whether it accounts for what is in it, and how many of them do.
    lines, elements, accounting, end = [""], list[tuple[str, bool]](), 0, 0
    for tag in TAG.finditer(page):
        if not accounting:
            lines[-1] += page[end : tag.start()]
        end = tag.end()
        _, closing, name, rest = tag.groups()
        name = (name or "").lower()
        if name == "br":
            lines[-1] += " "
        elif name and name not in IN_LINE and name not in ELEMENTS:
            lines.append("")
        if not name or name in VOID:
            continue
        if closing:
            accounting -= _close(elements, name)
        elif not rest.endswith("/"):
            known = name in ELEMENTS or name in INVISIBLE or _accounts(rest)
            lines[-1] += value if known and not accounting else ""
            elements.append((name, known))
            accounting += known
    lines[-1] += "" if accounting else page[end:]
    texts = [number_words.UNSEEN.sub("", html.unescape(line)) for line in lines if line.strip()]
    parted = [
        text for line in texts for text in dict.fromkeys((line.replace("\u200b", " "), line.replace("\u200b", "")))
    ]
    return [" ".join(text.split()) for text in parted]


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
    given = ATTRIBUTE.finditer(attributes) if "data-" in attributes else ()
    return not html_contract.TRACED.isdisjoint(each[1].lower() for each in given)
