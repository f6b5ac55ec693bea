"""Stylesheet and scripts as a page carries them: inside it, without comments, admitted by their hashes alone."""

import base64
import functools
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from cited import html_contract, stylesheets
from cited.press.publish.shorten import SHORT, TEMPLATE

# Each script and stylesheet, and the part of a page that needs it.
SCRIPTS = {
    "entries.js": html_contract.SOURCES,
    "cards.js": html_contract.SOURCES,
    "workbook.js": html_contract.TABLE,
    "lines.js": html_contract.LINES,
    "tables.js": html_contract.TABLE,
    "charts.js": html_contract.CHART,
    "points.js": html_contract.PLOT,
    "chips.js": html_contract.WALL,
    "wall.js": html_contract.WALL,
}
STYLES = dict.fromkeys(stylesheets.SHEETS, "") | {
    "lines.css": html_contract.LINES,
    "wall.css": html_contract.WALL,
    "chart.css": html_contract.CHART,
}
POLICY = (
    "default-src 'none'; img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
)


# What pages share stands beside them: a page opened from a disk may load it as one from a server does.
SHARED = POLICY.format(style="'self'", script="'self'")


def shared(pages: Iterable[str], *more: str) -> tuple[str, str]:
    """Return the stylesheet and the script of pages that share them, of the parts that any of these pages needs."""
    text = "".join(pages)
    code = script(*(name for name in more if name.endswith(".js")))
    sheets = [stylesheets.FOLDER / name for name, part in STYLES.items() if part in text]
    sheets += [TEMPLATE / name for name in more if name.endswith(".css")]
    return _css(sheets, text, code), code


def assets(body: str, page: str, *more: str, scripted: bool = True, admitted: str = "") -> dict[str, Markup | str]:
    """Return a page's `css` and `script`, of the parts it needs and those named, and its Content-Security-Policy.

    `body` shows which parts the `page` needs; without `scripted` it has none of the scripts. `admitted` are further
    styles, by their tokens.
    """
    parts = [name for name, part in SCRIPTS.items() if part in body] + [n for n in more if n.endswith(".js")]
    code = script(*parts) if parts and scripted else ""
    sheets = [stylesheets.FOLDER / name for name, part in STYLES.items() if part in body]
    sheets += [TEMPLATE / name for name in more if name.endswith(".css")]
    css = _css(sheets, page, code)
    policy = POLICY.format(style=token(css) + admitted, script=token(code) if code else "'none'")
    return {"css": Markup(css), "script": Markup(code), "policy": policy}


def _css(sheets: list[Path], page: str, code: str) -> str:
    return stylesheets.shortened(stylesheets.used(stylesheets.minified(*sheets), page, code), page, code)


@functools.cache
def script(*names: str) -> str:
    """Return scripts in their short form as one function."""
    code = [(SHORT / name).read_text(encoding="utf-8").partition("\n")[2].strip() for name in ("common.js", *names)]
    return "(()=>{" + ";\n".join(code) + "})()"


def as_json(value: object, *, in_order: bool = False) -> Markup:
    """Return a value as JSON for an element of a page, without `<`, with which a text of the ledger could end it.

    `in_order` sorts the keys of mappings.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=in_order, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def token(text: str) -> str:
    """Return what a Content-Security-Policy calls a text that it admits."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
