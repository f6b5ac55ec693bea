"""What a page says of itself to machines: schema.org JSON-LD, and how people cite it."""

import re

from markupsafe import Markup

from cited.manifest import Claim
from cited.press.publish.assets import as_json
from cited.press.reports.report import Around, Collection

FORMATS = {
    "csv": "text/csv",
    "json": "application/json",
    "zip": "application/zip",
    "md": "text/markdown",
    "sqlite": "application/vnd.sqlite3",
    "parquet": "application/vnd.apache.parquet",
}
# The kinds of outcomes of figures that nobody could check, and a day, month or year of ISO 8601.
UNREVIEWED = ("open", "none")
DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def report(title: str, answers: str, path: str, around: Around, documents: list[str]) -> Markup:
    """Return a report's JSON-LD: what it is called, what it answers, what it is part of and based on."""
    whole = around["collection"]
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "name": title,
            "abstract": answers,
            "inLanguage": "en",
            **({"author": _publisher(whole)} if whole["author"] else {}),
            **_published(whole, f"{path}.html"),
            "isPartOf": {
                "@type": "Collection",
                "name": whole["title"],
                **({"version": whole["version"]} if whole["version"] else {}),
            },
            "isBasedOn": [{"@type": "CreativeWork", "name": name} for name in documents],
        }
    )


def claim(stated: Claim, whole: Collection) -> Markup:
    """Return a figure's JSON-LD: a ClaimReview with its outcome, of a Claim with where it appeared.

    A figure that could not be checked is a Claim alone: nobody has reviewed it. A rating has its outcome in words; the
    outcomes are no scale, so there is no number.
    """
    source = stated.source
    date, said = _day(source["date"]), _day(source.get("stated") or source["date"])
    appeared = {
        "@type": "CreativeWork",
        "name": source["title"],
        # Without a type: the ledger does not say whether an author is a person or a body, and schema.org allows both.
        "author": {"name": source["author"]},
        **({"datePublished": date} if date else {}),
        **({"url": source["address"]} if source["address"] else {}),
    }
    claimed = {
        "@type": "Claim",
        "identifier": stated.id,
        "name": f"{stated.printed} ({stated.what})",
        "author": {"name": source.get("speaker") or source["author"]},
        **({"datePublished": said} if said else {}),
        "appearance": appeared,
    }
    published = _published(whole, f"figure/{stated.id}.html")
    if stated.kind in UNREVIEWED:
        return _script({"@context": "https://schema.org", **claimed, **published})
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "claimReviewed": claimed["name"],
            "itemReviewed": claimed,
            "reviewBody": stated.verdict,
            "inLanguage": "en",
            "author": _publisher(whole),
            "reviewRating": {"@type": "Rating", "alternateName": stated.outcome},
            **published,
        }
    )


def _publisher(whole: Collection) -> dict[str, str]:
    return {"@type": "Organization", "name": whole["author"], **({"url": whole["home"]} if whole["home"] else {})}


def _published(whole: Collection, path: str) -> dict[str, str]:
    """Return when a page was published, and where, as far as the data package says."""
    date = {"datePublished": whole["date"]} if whole["date"] else {}
    return {**date, **({"url": whole["home"] + path} if whole["home"] else {})}


def _day(date: str) -> str:
    """Return an EDTF date as ISO 8601, of an interval its beginning; empty where digits of it are not known."""
    first = date.partition("/")[0].rstrip("~?%")
    return first if DATE.fullmatch(first) else ""


def dataset(whole: Collection, files: list[str], themes: list[str]) -> Markup:
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
            "creator": _publisher(whole),
            "distribution": [
                {"@type": "DataDownload", "contentUrl": whole["home"] + name, "encodingFormat": _format(name)}
                for name in files
            ],
        }
    )


def _format(name: str) -> str:
    return FORMATS.get(name.rpartition(".")[2], "text/plain")


def _script(value: dict[str, object]) -> Markup:
    return as_json(value, in_order=True)
