"""The copy in which a statistic was read, as a reader finds it, each address a link; its edition and its licence."""

import re
from urllib.parse import quote

from markupsafe import Markup, escape

from cited.ledger.store import tables
from cited.page.wording import words

_BETWEEN = re.compile(r"\s;\s")
_ADDRESS = re.compile(r"https?://\S+")
# owner/repository@commit:file:line, as GitHub has them; what stands behind the line (a column, a table) is words.
_FILE = re.compile(
    r"(?P<repo>[\w.-]+/[\w.-]+)@(?P<commit>[0-9a-f]{7,40}):"
    r"(?:(?P<file>[^\"]+?):(?P<line>\d+)(?:-\d+)?(?:\s.*)?|(?P<whole>[^\"(]+?)(?:\s[\"(].*)?)"
)
_LICENCE = re.compile(r"CC-([A-Z-]+)-(\d\.\d)(?:-([A-Z]+))?")
_SERIES = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


def edition(vintage: str) -> str:
    """Return the cell `vintage` of a series in words, `June 2019`; empty where nobody knows it."""
    try:
        return words.plain(vintage) if vintage != "unknown" else ""
    except ValueError:
        return vintage


def licence(code: str) -> str:
    """Return the cell `licence` of a series as its publisher writes it, `CC BY 4.0`; empty where nobody knows it."""
    if match := _LICENCE.fullmatch(code):
        return " ".join(filter(None, ["CC", match[1], match[2], match[3]]))
    return code if code != "unknown" else ""


def copy(where: str) -> Markup:
    """Return the cell `where_read` of an observation with a link for each place that has an address.

    An address is shown by its host, a series of which the value was computed by its title.
    """
    return Markup("; ").join(map(_place, _BETWEEN.split(where)))


def _place(part: str) -> Markup:
    if address := _ADDRESS.search(part):
        shown = address[0].split("/")[2].removeprefix("www.")
        return Markup("{}{}{}").format(part[: address.start()], _link(address[0], shown), part[address.end() :])
    if file := _FILE.fullmatch(part):
        at = f"https://github.com/{file['repo']}/blob/{file['commit']}/{quote(file['file'] or file['whole'])}"
        # A commit is known by its first digits, the link has all of them.
        shown = part.replace(file["commit"], file["commit"][:7], 1)
        return _link(at + (f"#L{file['line']}" if file["line"] else ""), shown)
    named = dict.fromkeys(_SERIES.findall(part)) if part.startswith("derived from") else {}
    known = {row["series"]: row for row in tables.select(table="series", series=list(named))} if named else {}
    html, end = Markup(), 0
    for match in _SERIES.finditer(part) if known else ():
        row = known.get(match[0])
        if row:
            html += escape(part[end : match.start()]) + _titled(row)
            end = match.end()
    return html + escape(part[end:])


def _titled(row: dict[str, str]) -> Markup:
    quoted = Markup("“{}”").format(row["title"])
    return _link(row["address"], quoted) if row["address"] else quoted


def _link(address: str, shown: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, shown)
