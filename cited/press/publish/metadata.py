"""What a page says of itself to machines: schema.org JSON-LD, and how people cite it."""

import json
from typing import Any

from markupsafe import Markup

from cited.manifest import Claim

FORMATS = {"csv": "text/csv", "json": "application/json", "zip": "application/zip", "md": "text/markdown"}


def report(title: str, answers: str, around: dict[str, Any], documents: list[str]) -> Markup:
    """Return a report's JSON-LD: what it is called, what it answers, what it is part of and based on."""
    whole = around["collection"]
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "name": title,
            "abstract": answers,
            "inLanguage": "en",
            "author": {"@type": "Organization", "name": whole["author"]},
            "isPartOf": {"@type": "Collection", "name": whole["title"], "version": whole["version"]},
            "isBasedOn": [{"@type": "CreativeWork", "name": name} for name in documents],
        }
    )


def claim(stated: Claim, whole: dict[str, str]) -> Markup:
    """Return a figure's JSON-LD: a Claim with where it appeared, and a ClaimReview with its outcome."""
    source = stated.source
    appeared = {
        "@type": "CreativeWork",
        "name": source["title"],
        "author": {"@type": "Person", "name": source["author"]},
        "datePublished": source["date"].rstrip("~?%"),
        **({"url": source["address"]} if source["address"] else {}),
    }
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "Claim",
            "identifier": stated.id,
            "name": stated.printed,
            "about": stated.what,
            "appearance": appeared,
            "subjectOf": {
                "@type": "ClaimReview",
                "claimReviewed": f"{stated.printed} ({stated.what})",
                "reviewBody": stated.verdict,
                "author": {"@type": "Organization", "name": whole["author"]},
                "reviewRating": {"@type": "Rating", "alternateName": stated.outcome},
            },
        }
    )


def dataset(whole: dict[str, str], files: list[str], themes: list[str]) -> Markup:
    """Return the collection's JSON-LD: the data package as a Dataset with its files."""
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": whole["title"],
            "description": whole["description"],
            "version": whole["version"],
            "license": whole["address"],
            "inLanguage": "en",
            **({"datePublished": whole["date"]} if whole["date"] else {}),
            **({"url": whole["home"]} if whole["home"] else {}),
            "keywords": themes,
            "creator": {"@type": "Organization", "name": whole["author"]},
            "distribution": [
                {"@type": "DataDownload", "contentUrl": name, "encodingFormat": _format(name)} for name in files
            ],
        }
    )


def _format(name: str) -> str:
    return FORMATS.get(name.rpartition(".")[2], "text/plain")


def _script(value: dict[str, object]) -> Markup:
    # No `<` reaches the page, so that no text of the ledger can end the element.
    return Markup(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c"))
