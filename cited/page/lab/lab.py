"""How an output looks in JupyterLab and its kin: it brings its look with it, and each number tells where it comes from.

A published page has stylesheet and cards from the press. In a front end there is neither, so an output there has the
rules that it needs, in the front end's own colours of text and ground, and a tip for each figure.
"""

import functools
import re
import sys

from markupsafe import Markup, escape

from cited import html_contract, stylesheets, tags
from cited.ledger.store import tables
from cited.page.tracing import listing, provenance
from cited.page.wording.verdicts import verdicts

SHEETS = [stylesheets.FOLDER / name for name in stylesheets.SHEETS]
# The class of what is dressed; said three times, since the front end's rules for tables name two classes.
NAME, SCOPE = "cited-output", ".cited-output.cited-output.cited-output"
DARK = ':is([data-jp-theme-light="false"], .vscode-dark)'
# The colours of the pages, by day and by night, and those for which the front end has its own.
LIGHT_TOKENS = re.compile(r"(?<!\{):root\{([^}]*)\}")
DARK_TOKENS = re.compile(r"@media \(prefers-color-scheme:dark\)\{:root\{([^}]*)\}\}")
COLOUR = re.compile(r"--(paper|ink|raised):([^;]+)")
FRONT_END = {"paper": "--jp-layout-color0", "ink": "--jp-content-font-color1", "raised": "--jp-layout-color2"}
PRINT = re.compile(r"@media print\{(?:[^{}]*\{[^{}]*\})*\}")
OWN = """\
color:var(--ink);background:var(--paper);font:1rem/1.5 var(--font);max-width:60rem;
table{margin:0;border:0;table-layout:auto}
td,th{max-width:none;white-space:normal}
.table td:not(.number),.table th[scope="row"]{overflow-wrap:break-word}
tbody tr,tbody tr:nth-child(odd),tbody tr:nth-child(even){background:none}
tbody tr:hover{background:var(--raised)}
.table{overflow-x:auto}
.table thead th{position:static}
.table,.chart{content-visibility:visible}
"""


def in_front_end() -> bool:
    """Tell whether a cell of a front end is running: it says which cell it is, papermill and nbconvert do not."""
    known = sys.modules.get("IPython")
    kernel = getattr(known.get_ipython() if known else None, "kernel", None)
    parent = kernel.get_parent() if kernel else {}
    return "cellId" in (parent or {}).get("metadata", {})


def dressed(html: str) -> str:
    """Return the HTML of an output, in a front end with the look that no page gives it there."""
    if not html or not in_front_end():
        return html
    # A row that is one line is opened by a page's script.
    html = html.replace('class="table lines"', 'class="table"')
    # Which sentence a table refers to is decided where a page is made.
    for attribute in ("id", "aria-describedby"):
        html = html.replace(f' {attribute}="{html_contract.ABOUT}"', "")
    tipped = _tipped(html)
    return f'<div class="{NAME}"><style>{style(tipped)}</style>\n{tipped}</div>'


@functools.cache
def _rules() -> tuple[str, str, str]:
    """Return the colours of the pages by day and by night, and every other rule of them."""
    css = PRINT.sub("", stylesheets.minified(*SHEETS))
    dark = DARK_TOKENS.findall(css)[0]
    css = DARK_TOKENS.sub("", css)
    light = LIGHT_TOKENS.findall(css)[0].removeprefix("color-scheme:light dark;")
    return _tokens(light), _tokens(dark), LIGHT_TOKENS.sub("", css)


def _tokens(colours: str) -> str:
    return COLOUR.sub(lambda match: f"--{match[1]}:var({FRONT_END[match[1]]},{match[2]})", colours)


def style(html: str) -> str:
    """Return the rules of the pages' stylesheets that the HTML needs, for it alone, by a light and a dark theme."""
    light, dark, rules = _rules()
    own = OWN.replace("\n", "")
    return f"{SCOPE}{{{light}}}{DARK} {SCOPE}{{{dark}}}{SCOPE}{{{stylesheets.used(rules, html)}{own}}}"


def _tipped(html: str) -> str:
    """Return HTML whose figures have a tip: how the figure stands, what it is, and where it is printed."""
    named = {tags.attributes(tag).get(html_contract.FIGURE, "") for tag in tags.scan(html)}
    tips, apart = _tips(sorted(named - {""})), False

    def change(tag: re.Match[str]) -> str | None:
        nonlocal apart
        attributes = tags.attributes(tag)
        if tag[3] == "a" and (apart or attributes.get("href", "").startswith("cited:")):
            # An address of the published site, which a notebook does not have.
            apart = not apart
            return ""
        said = tag[0]
        if figure := attributes.get(html_contract.FIGURE):
            said = f'<{tag[3]} title="{escape(tips.get(figure, ""))}"{said[1 + len(tag[3]) :]}'
        if tag[3] == "a" and attributes.get("href", "").startswith("#") and "aria-label" in attributes:
            # A chart's mark: JupyterLab looks at each `href` and fails at that of a drawing. Its label is its tip.
            said = f"{said.replace(' href=', ' xlink:href=', 1)}<title>{escape(attributes['aria-label'])}</title>"
        return said

    return tags.replaced(html, change)


def _tips(figures: list[str]) -> dict[str, str]:
    judged = verdicts(figures)
    rows = tables.select(table="figures", figure=figures) if figures else []
    tips = {}
    for row in rows:
        entry = listing.entry(row["figure"], row, [], judged)
        verdict = entry["verdict"]
        parts = [
            f"{verdict['look'].sign} {verdict['look'].name}" if verdict else "",
            str(Markup(entry["what"]).striptags()),
            f"{provenance.label(row['source'])}, line {row['line']}: {row['printed']}",
            f"Published: {verdict['value']}, {verdict['title']}" if verdict and verdict["series"] else "",
        ]
        tips[row["figure"]] = "\n".join(filter(None, parts))
    return tips


provenance.dress = dressed
