"""How to cite: the collection, its reports and the documents as CSL-JSON and BibTeX."""

import json
import re
from typing import Any
from urllib.parse import quote

from cited.manifest import Claim, Work
from cited.press.reports.report import Collection

# BibTeX counts braces also where a backslash stands before them.
TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
}
ADDRESS = ":/?#[]@!$&'()*+,;=%~"
# An item of CSL-JSON: https://github.com/citation-style-language/schema
Item = dict[str, Any]


def references(whole: Collection, reports: list[tuple[str, str]], works: list[Work]) -> list[Item]:
    """Return CSL-JSON items: the collection, each report (path and title), each work that the pages draw on.

    Year and address are those of the data package (`created`, `homepage`) and of the work; where nobody states them
    there are none.
    """
    collection = _part(whole, "cited-figures", "dataset", whole["title"])
    if whole["home"]:
        collection["URL"] = whole["home"]
    items = [collection]
    for path, title in reports:
        name = f"cited-figures-{path.replace('/', '-')}"
        items.append(_placed(_part(whole, name, "report", title), whole, f"{path}.html"))
    for work in works:
        item: Item = {"id": work.id, "type": work.type, "title": work.title, "author": [{"literal": work.author}]}
        item["language"] = work.language
        if work.publisher:
            item["publisher"] = work.publisher
        if work.address:
            item["URL"] = work.address
        items.append(_dated(item, work.date))
    return items


def claim(stated: Claim, whole: Collection) -> Item:
    """Return the CSL-JSON item of one figure's page."""
    title = f"“{stated.printed}” ({stated.what}): {stated.outcome}"
    return _placed(_part(whole, stated.id, "entry", title), whole, f"figure/{stated.id}.html")


def text(stated: Claim, whole: Collection) -> str:
    """Return how to cite one figure's page, in words."""
    return (
        f"{whole['author']}, “{stated.printed}” in {stated.source['author']}, {stated.source['title']}: "
        f"{stated.outcome}. {edition(whole)}, {in_words(whole, f'figure/{stated.id}.html')}"
    )


def in_words(whole: Collection, path: str) -> str:
    """Return where a reader of a citation finds a page: its address, or its path where nobody says where that is."""
    return f"{whole['home']}{path}" if whole["home"] else f"page {path}"


def edition(whole: Collection) -> str:
    """Return the collection's title with its version, if any, and the year of it."""
    year = whole["date"][:4]
    return ", ".join(filter(None, [whole["title"], whole["version"] and f"version {whole['version']}", year]))


def _part(whole: Collection, name: str, kind: str, title: str) -> Item:
    """Return the item of the collection, or of what appeared with it: they share author, version and date."""
    item: Item = {"id": name, "type": kind, "title": title}
    if whole["author"]:
        item["author"] = [{"literal": whole["author"]}]
    if whole["version"]:
        item["version"] = whole["version"]
    return _dated(item, whole["date"])


def _dated(item: Item, date: str) -> Item:
    """Add an EDTF date, of an interval its beginning, as CSL has it; nothing where it is not known."""
    if parts := [int(part) for part in re.findall(r"\d+", date.partition("/")[0])]:
        item["issued"] = {"date-parts": [parts]}
        if date.endswith("~"):
            item["issued"]["circa"] = True
    return item


def _placed(item: Item, whole: Collection, path: str) -> Item:
    """Add the address of a page, or its place in the project where nobody says where that is published."""
    item["container-title"] = whole["title"]
    if whole["home"]:
        item["URL"] = whole["home"] + path
    else:
        item["note"] = f"reports/{path}"
    return item


def csl(items: list[Item]) -> str:
    """Return the items as a CSL-JSON file."""
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def bibtex(items: list[Item]) -> str:
    """Return the items as a BibTeX file; every name stands in braces, so that none is taken apart."""
    entries = []
    for item in items:
        year = item["issued"]["date-parts"][0][0] if "issued" in item else ""
        fields = {
            "author": " and ".join(f"{{{_tex(name['literal'])}}}" for name in item.get("author", [])),
            "title": "{" + _tex(item["title"]) + "}",
            "year": str(year),
            "publisher": _tex(item.get("publisher", "")),
            "version": _tex(item.get("version", "")),
            "note": _tex(item.get("note", "")),
            # An address stands as it is, but for what BibTeX counts or breaks at.
            "url": quote(item.get("URL", ""), safe=ADDRESS),
        }
        lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
        entries.append(f"@misc{{{item['id']},\n{lines}}}\n")
    return "\n".join(entries)


def _tex(text: str) -> str:
    return re.sub(r"[\\{}~^]|[&%$#_]", lambda sign: TEX.get(sign[0], f"\\{sign[0]}"), " ".join(text.split()))
