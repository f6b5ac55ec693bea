"""How to cite: the collection, its reports and the documents as CSL-JSON and BibTeX."""

import csv
import json
import re
from typing import Any
from urllib.parse import quote

from cited import project
from cited.manifest import Claim

# What the data package calls a kind of document, and what CSL does.
TYPES = {"blog post": "post-weblog", "newsletter": "article", "summit statement": "speech"}
# BibTeX counts braces also where a backslash stands before them.
TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
}

ADDRESS = ":/?#[]@!$&'()*+,;=%~"


def references(whole: dict[str, Any], reports: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return CSL-JSON items: the collection, each report (path and title), each document of `sources.csv`.

    Year and address are those of the data package (`created`, `homepage`) and of the document (`date`, `address`);
    where nobody states them there are none.
    """
    author = [{"literal": whole["author"]}]
    same = {"author": author, "version": whole["version"], **_issued(whole["date"])}
    home = {"URL": whole["home"]} if whole["home"] else {}
    items: list[dict[str, Any]] = [{"id": "cited-figures", "type": "dataset", "title": whole["title"], **same, **home}]
    for path, title in reports:
        items.append(
            {
                "id": f"cited-figures-{path.replace('/', '-')}",
                "type": "report",
                "title": title,
                "container-title": whole["title"],
                **same,
                **_place(whole, f"{path}.html"),
            }
        )
    for row in _documents():
        publisher = {} if row["publisher"] in ("", "unknown") else {"publisher": row["publisher"]}
        items.append(
            {
                "id": row["source"],
                "type": TYPES.get(row["kind"], "article"),
                "title": row["title"],
                "author": [{"literal": row["author"]}],
                "language": row["language"],
                **publisher,
                **_issued(row["date"]),
                **({"URL": row["address"]} if row.get("address") else {}),
            }
        )
    return items


def claim(stated: Claim, whole: dict[str, str]) -> dict[str, Any]:
    """Return the CSL-JSON item of one figure's page."""
    return {
        "id": stated.id,
        "type": "entry",
        "title": f"“{stated.printed}” ({stated.what}): {stated.outcome}",
        "author": [{"literal": whole["author"]}],
        "container-title": whole["title"],
        "version": whole["version"],
        **_issued(whole["date"]),
        **_place(whole, f"figure/{stated.id}.html"),
    }


def text(stated: Claim, whole: dict[str, str]) -> str:
    """Return how to cite one figure's page, in words."""
    return (
        f"{whole['author']}, “{stated.printed}” in {stated.source['author']}, {stated.source['title']}: "
        f"{stated.outcome}. {edition(whole)}, {whole['home']}figure/{stated.id}.html"
    )


def edition(whole: dict[str, str]) -> str:
    """Return the collection's title with its version, if any, and the year of it."""
    year = whole["date"][:4]
    return ", ".join(filter(None, [whole["title"], whole["version"] and f"version {whole['version']}", year]))


def _issued(date: str) -> dict[str, Any]:
    """Return an EDTF date, of an interval its beginning, as CSL has it; nothing where it is not known."""
    parts = [int(part) for part in re.findall(r"\d+", date.partition("/")[0])]
    return {"issued": {"date-parts": [parts], **({"circa": True} if date.endswith("~") else {})}} if parts else {}


def _place(whole: dict[str, str], path: str) -> dict[str, str]:
    """Return the address of a page, or its place in the project where nobody says where that is published."""
    return {"URL": whole["home"] + path} if whole["home"] else {"note": f"reports/{path}"}


def csl(items: list[dict[str, object]]) -> str:
    """Return the items as a CSL-JSON file."""
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def bibtex(items: list[dict[str, Any]]) -> str:
    """Return the items as a BibTeX file; every name stands in braces, so that none is taken apart."""
    entries = []
    for item in items:
        year = item.get("issued", {}).get("date-parts", [[""]])[0][0]
        fields = {
            "author": "{" + " and ".join(_tex(name["literal"]) for name in item["author"]) + "}",
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


def _documents() -> list[dict[str, str]]:
    if not project.has_ledger():
        return []
    with (project.root() / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
