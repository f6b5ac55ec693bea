"""The look of pages, tables and charts: stylesheets that the press puts into a page and JupyterLab beside an output."""

import functools
import re
from pathlib import Path

FOLDER = Path(__file__).parent
# A rule without rules in it, the classes and elements of its selector, and the words of a page.
RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
NEEDED = re.compile(r"(?:\.|(?<![\w:\[\]#.\"'=(-]))([a-zA-Z][\w-]*)(?![\w]*\()")
WORD = re.compile(r"[a-zA-Z][\w-]*")


@functools.cache
def minified(*paths: Path) -> str:
    """Return stylesheets as one, without comments and blanks that say nothing."""
    css = "".join(path.read_text(encoding="utf-8") for path in paths)
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r" ?([{};,>]) ?|(?<=:) ", lambda match: match[1] or "", css).replace(";}", "}").strip()


def used(css: str, page: str) -> str:
    """Return the rules of a stylesheet whose classes all stand somewhere in a page or its scripts."""
    # What is put on a page that stands already, when its report fails, has its look from the page.
    names = {*WORD.findall(page), "stale"}
    kept = RULE.sub(lambda rule: rule[0] if _holds(rule[1], names) else "", css)
    return re.sub(r"@(?:media|container)[^{}]*\{\}", "", kept)


def _holds(selectors: str, names: set[str]) -> bool:
    """Tell whether one of the selectors of a rule needs no class and no element that the page has not."""
    if selectors.startswith("@"):
        return True
    return any(names.issuperset(NEEDED.findall(selector)) for selector in selectors.split(","))
