"""The look of pages, tables and charts: stylesheets that the press puts into a page and JupyterLab beside an output."""

import functools
import itertools
import re
from collections import Counter
from pathlib import Path
from string import ascii_lowercase as LETTERS

FOLDER = Path(__file__).parent
# In the order in which they count: paper undoes what screens need.
SHEETS = ("tokens.css", "page.css", "tables.css", "lines.css", "wall.css", "chart.css", "print.css")
# A rule without rules in it, one selector after another, and the classes and elements of a selector.
RULE = re.compile(r"([^{}]+)(\{[^{}]*\})")
COMMA = re.compile(r",(?![^()]*\))")
NEEDED = re.compile(r"(?:\.|(?<![\w:\[\]#.\"'=(-]))([a-zA-Z][\w-]*)(?![\w]*\()")
# What a selector does not need: what an element is not, and lists of which one is enough.
OPTIONAL = re.compile(r":(?:not\([^()]*\)|(?:is|has|where)\([^()]*,[^()]*\))")
# The elements and the classes of a page, the words of its scripts, and a variable with what it is set to.
ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)")
CLASSES = re.compile(r"\bclass\s*=\s*[\"']?([^\"'>]*)")
WORD = re.compile(r"[a-zA-Z][\w-]*")
NAME = re.compile(r"(?<![\w-])--[a-z][\w-]*")
VARIABLE = re.compile(r"(--[\w-]+):[^;}]*;?")


def minified(*paths: Path) -> str:
    """Return stylesheets as one, without comments and blanks that say nothing."""
    return "".join(map(_minified, paths))


@functools.cache
def _minified(path: Path) -> str:
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
    return re.sub(r" ?([{};,>]) ?|(?<=:) ", lambda match: match[1] or "", css).replace(";}", "}").strip()


def used(css: str, page: str, scripts: str = "") -> str:
    """Return of a stylesheet what can hold on a page: selectors of its elements and classes, variables in use.

    Whatever a script names can come to stand on its page.
    """
    # What is put on a page that stands already, when its report fails, has its look from the page.
    names = {*ELEMENT.findall(page), *WORD.findall(scripts), "stale"}
    names.update(*(classes.split() for classes in CLASSES.findall(page)))
    return _kept(css, frozenset(names), scripts)


@functools.lru_cache(maxsize=512)
def _kept(css: str, names: frozenset[str], scripts: str) -> str:
    # Many pages of figures have the same elements and classes.
    kept = RULE.sub(lambda rule: _held(rule[1], rule[2], names), css)
    kept = re.sub(r"@(?:media|container)[^{}]*\{\}", "", kept)
    uses = {*re.findall(r"var\((--[\w-]+)", kept), *re.findall(r"--[a-z][\w-]*", scripts)}
    return VARIABLE.sub(lambda one: one[0] if one[1] in uses else "", kept)


def shortened(css: str, page: str, scripts: str = "") -> str:
    """Return a stylesheet whose variables have names of a letter or two, except those that page or scripts name."""
    kept = {*NAME.findall(page), *NAME.findall(scripts)}
    long = [name for name, _ in Counter(NAME.findall(css)).most_common() if name not in kept]
    free = (name for size in (1, 2) for name in map("".join, itertools.product(LETTERS, repeat=size)))
    short = dict(zip(long, (f"--{name}" for name in free if f"--{name}" not in kept), strict=False))
    return NAME.sub(lambda name: short.get(name[0], name[0]), css)


def _held(selectors: str, body: str, names: frozenset[str]) -> str:
    """Return a rule with the selectors that need no class and no element that the page has not; nothing without any."""
    if selectors.startswith("@"):
        return selectors + body
    held = [one for one, needed in _needs(selectors) if names.issuperset(needed)]
    return ",".join(held) + body if held else ""


@functools.cache
def _needs(selectors: str) -> list[tuple[str, list[str]]]:
    return [(one, NEEDED.findall(OPTIONAL.sub("", one))) for one in COMMA.split(selectors)]
