"""Stylesheet and scripts as a page carries them: inside it, without comments, admitted by their hashes alone."""

import base64
import functools
import hashlib
import re
from pathlib import Path

from markupsafe import Markup

TEMPLATE = Path(__file__).parent / "template"
# Each script and stylesheet, and the words of a page that say that the page needs it.
SCRIPTS = {
    "entries.js": 'class="sources"',
    "cards.js": 'class="sources"',
    "tables.js": 'class="table"',
    "charts.js": 'class="chart"',
    "wall.js": 'class="wall"',
}
STYLES = {"page.css": "", "chart.css": 'class="chart"'}
# A rule without rules in it, the classes and elements of its selector, and the words of a page.
RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
NEEDED = re.compile(r"(?:\.|(?<![\w:\[\]#.\"'=(-]))([a-zA-Z][\w-]*)(?![\w]*\()")
WORD = re.compile(r"[a-zA-Z][\w-]*")
POLICY = (
    "default-src 'none'; img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
)


def assets(body: str, page: str, *more: str, scripted: bool = True) -> dict[str, Markup | str]:
    """Return a page's `css` and `script`, of the parts it needs and those named, and its Content-Security-Policy.

    `body` shows which parts the `page` needs; without `scripted` it has none of the scripts.
    """
    parts = [name for name, sign in SCRIPTS.items() if sign in body] + [n for n in more if n.endswith(".js")]
    code = script(*parts) if parts and scripted else ""
    css = style(*(name for name, sign in STYLES.items() if sign in body), *(n for n in more if n.endswith(".css")))
    css = used(css, page + code)
    policy = POLICY.format(style=_token(css), script=_token(code) if code else "'none'")
    return {"css": Markup(css), "script": Markup(code), "policy": policy}


@functools.cache
def style(*names: str) -> str:
    """Return stylesheets as one, without comments and blanks that say nothing."""
    css = "".join((TEMPLATE / name).read_text(encoding="utf-8") for name in names)
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


@functools.cache
def script(*names: str) -> str:
    """Return scripts as one function, without comment lines and indentation."""
    code = "".join((TEMPLATE / name).read_text(encoding="utf-8") for name in ("common.js", *names))
    lines = (line.strip() for line in code.splitlines())
    return "(()=>{\n" + "\n".join(line for line in lines if line and not line.startswith("//")) + "\n})()"


def _token(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
