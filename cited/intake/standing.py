"""What a build without the texts can say: the last audit's result, and whether the ledger has changed since."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cited import project
from cited.intake import files, texts
from cited.intake.audit import Result

RESULT = Path("data/audit.json")
# The modules that find numbers and class them: an audit holds for these too.
_RULES = ("words.py", "numerals.py", "vocabulary.py", "rules.py", "classes.py")


def write(results: Iterable[Result]) -> bool:
    """Write the result of a successful audit to `data/audit.json` if it differs, without drafts; tell whether it did.

    Documents that were not audited this time keep their last result; `standing` tells whether it still holds.
    """
    known = {row["source"]: row for row in files.sources() if not row.get("draft")}
    documents = _last()
    for result in results:
        if not result.draft and not result.faults:
            documents[result.source] = {
                "found": result.found,
                "figures": result.figures,
                "numerals": result.counts,
                "checksums": _checksums(known[result.source]),
            }
    ordered = {source: documents[source] for source in known if source in documents}
    text = json.dumps({"documents": ordered}, indent=2) + "\n"
    path = project.root() / RESULT
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    files.write(path, text)
    return True


class Standing(NamedTuple):
    """What a build without the texts can say of a document: whether its last audit still holds, and why not.

    `words` is `audited`, `never audited`, or `changed since the audit: ` and what has changed. `found` and
    `counts` are those of the last audit, zero and empty where there was none.
    """

    source: str
    holds: bool
    words: str
    found: int
    figures: int
    counts: dict[str, int]


def standing() -> list[Standing]:
    """Return the standing of every document's audit, in the order of data/sources.csv; no text is needed."""
    last, found = _last(), []
    for row in files.sources():
        entry = last.get(row["source"])
        if row.get("draft"):
            continue
        if entry is None:
            found.append(Standing(row["source"], False, "never audited", 0, 0, {}))
            continue
        now = _checksums(row)
        changed = [name for name in now if now[name] != entry["checksums"].get(name)]
        words = f"changed since the audit: {', '.join(changed)}" if changed else "audited"
        found.append(Standing(row["source"], not changed, words, entry["found"], entry["figures"], entry["numerals"]))
    return found


def _checksums(row: dict) -> dict[str, str]:
    """What an audit holds for: the text, the rows, and the rules by which numbers are found and classed."""
    here = Path(__file__).parent
    rules = b"".join((here / name).read_bytes() for name in _RULES)
    data = {table: files.path(table, row["source"]) for table in ("figures", "numbers")}
    return {
        "text": row["sha256"],
        **{table: texts.checksum(path.read_bytes()) if path.is_file() else "" for table, path in data.items()},
        "rules": hashlib.sha256(rules).hexdigest(),
    }


def _last() -> dict[str, dict]:
    path = project.root() / RESULT
    if not path.is_file():
        return {}
    try:
        return json.loads(path.read_text(encoding="utf-8"))["documents"]
    except (ValueError, KeyError, TypeError):
        raise project.InputError(f"{RESULT}: expected what `make audit` writes; delete the file and run it") from None
