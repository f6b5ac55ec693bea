"""How to cite: the collection, its reports and the documents as CSL-JSON and BibTeX."""

import json
import re
from typing import Any
from urllib.parse import quote

from cited.manifest import Claim, Work

# BibTeX counts braces also where a backslash stands before them.
TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
}

ADDRESS = ":/?#[]@!$&'()*+,;=%~"


def references(whole: dict[str, Any], reports: list[tuple[str, str]], works: list[Work]) -> list[dict[str, Any]]:
    """Return CSL-JSON items: the collection, each report (path and title), each work that the pages draw on.

    Year and address are those of the data package (`created`, `homepage`) and of the work; where nobody states them
    there are none.
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
    for work in works:
        items.append(
            {
                "id": work.id,
                "type": work.type,
                "title": work.title,
                "author": [{"literal": work.author}],
                "language": work.language,
                **({"publisher": work.publisher} if work.publisher else {}),
                **_issued(work.date),
                **({"URL": work.address} if work.address else {}),
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
