"""Keeps the result of a successful audit, so that a build without the texts can say what was proved."""

import json
from collections.abc import Iterable

from cited import project
from cited.files import locked
from cited.files import write as write_file
from cited.intake import files
from cited.intake.auditing.audit import Result
from cited.ledger.store import audits


@locked("data")
def write(results: Iterable[Result]) -> bool:
    """Write what an audit without a fault has found to `data/audit.json`, drafts left out; tell whether it differs.

    Documents that were not audited this time keep their last result; `cited.ledger.store.audits.audit_status` tells
    whether it still holds.
    """
    known = {row["source"]: row for row in files.sources() if not row.get("draft")}
    documents = audits.last()
    for result in results:
        if not result.draft:
            documents[result.source] = {
                "found": result.found,
                "figures": result.figures,
                "numerals": result.counts,
                "checksums": audits.checksums(known[result.source]),
            }
    ordered = {source: documents[source] for source in known if source in documents}
    text = json.dumps({"documents": ordered}, indent=2) + "\n"
    return write_file(project.root() / audits.RESULT, text)
