"""What is known of the audit of each document without its text: the last result, and whether it still holds."""

import functools
import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import TypedDict

from cited import project, reads
from cited.ledger.store import tables
from cited.reads import traced

RESULT = Path("data/audit.json")
# The modules that find numbers and class them: an audit holds for these too.
RULES = ("auditing", "classing", "language", "numbers")
# What else decides where numbers stand: cells of tables, notes, what an expression takes in.
FURTHER = (
    "reading/cells.py",
    "reading/note_markers.py",
    "reading/spans.py",
    "reading/structure.py",
    "units/amounts.py",
)


class Entry(TypedDict):
    """The last successful audit of a document, as data/audit.json keeps it."""

    found: int
    figures: int
    numerals: dict[str, int]
    checksums: dict[str, str]


class Standing(TypedDict):
    """How the audit of a document stands; see `audit_status`."""

    source: str
    holds: bool
    words: str
    changed: list[str]
    found: int
    figures: int
    counts: dict[str, int]


@traced
def audit_status(*, source: str | list[str] | None = None) -> list[Standing]:
    """Return the status of the audit of a document, of several or of all, in the ledger's order; no text is needed.

    Each row has `source`, `holds`, `words` (`audited`, `never audited`, or `changed since the audit: ` and what),
    `changed` (what, of `text`, `figures`, `numbers` and `rules`),
    `found` (numbers in the text), `figures` (rows) and `counts` (numbers by class); zero and empty without an audit.
    Raises InputError where data/audit.json is not what the audit writes.
    """
    results = last()
    rows: list[Standing] = []
    for row in tables.select(table="sources", source=source):
        entry, changed = results.get(row["source"]), list[str]()
        if entry is None:
            words, entry = "never audited", {"found": 0, "figures": 0, "numerals": {}, "checksums": {}}
        else:
            now = checksums(row)
            changed = [name for name in now if now[name] != entry["checksums"].get(name)]
            words = f"changed since the audit: {', '.join(changed)}" if changed else "audited"
        rows.append(
            {
                "source": row["source"],
                "holds": words == "audited",
                "words": words,
                "changed": changed,
                "found": entry["found"],
                "figures": entry["figures"],
                "counts": entry["numerals"],
            }
        )
    return rows


def outdated(sources: Collection[str]) -> list[str]:
    """Return a sentence for each of some documents, by id, that was last audited by other rules than there are."""
    return [
        f"{RESULT}, {row['source']}: audited by rules that have changed since; expected the result of `make audit`"
        for row in audit_status()
        if row["source"] in sources and "rules" in row["changed"]
    ]


def last() -> dict[str, Entry]:
    """Return the last successful audit's result by document, as data/audit.json keeps it; empty where there is none."""
    path = project.root() / RESULT
    if not path.is_file():
        return {}
    try:
        documents: dict[str, Entry] = json.loads(path.read_text(encoding="utf-8"))["documents"]
    except (ValueError, KeyError, TypeError):
        raise project.InputError(f"{RESULT}: expected what `make audit` writes; delete the file and run it") from None
    return documents


def checksums(source: tables.Row) -> dict[str, str]:
    """Return what an audit of a document holds for: the text, its rows, and the rules that find and class numbers."""
    data = project.root() / "data"
    kept = {table: data / table / f"{source['source']}.csv" for table in ("figures", "numbers")}
    return {
        "text": source["sha256"],
        **{table: reads.digest_of(path) for table, path in kept.items()},
        "rules": _rules(),
    }


@functools.cache
def _rules() -> str:
    """Return the digest of the rules of this package: of whole folders, so that no new file of them is forgotten."""
    intake = Path(__file__).resolve().parents[2] / "intake"
    files = [path for folder in RULES for path in (intake / folder).iterdir() if path.suffix in (".py", ".csv")]
    content = b"".join(path.read_bytes() for path in [*sorted(files), *(intake / name for name in FURTHER)])
    return hashlib.sha256(content).hexdigest()
