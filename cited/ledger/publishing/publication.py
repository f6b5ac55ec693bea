"""The data package as published: every table that the descriptor names, without drafts, and the verdicts.

As CSV, and for other tools as SQLite and Parquet (see `cited.ledger.publishing.exports`).
"""

import csv
import io

from cited import project
from cited.ledger.publishing import exports
from cited.ledger.store import tables
from cited.manifest import Work

# Published beside the tables as they stand in data/.
# What the table calls a kind of document, and what CSL (https://citationstyles.org) does.
_TYPES = {"blog post": "post-weblog", "newsletter": "article", "summit statement": "speech"}
BESIDE = ("README.md", "LICENSE.md", "audit.json", "datapackage.json")


def files() -> dict[str, bytes]:
    """Return the files of the published data package by their path in it, in a stable order."""
    data = project.root() / "data"
    files = {name: (data / name).read_bytes() for name in BESIDE if (data / name).is_file()}
    for resource in tables.package()["resources"]:
        for path in tables.files(resource["name"]):
            files[path.relative_to(data).as_posix()] = path.read_bytes()
    rows = tables.rows("sources")
    files["sources.csv"] = _csv(rows, list(tables.read(tables.files("sources")[0])[0]))
    files |= exports.files()
    return dict(sorted(files.items()))


def works() -> list[Work]:
    """Return the documents of `data/sources.csv`, without drafts, as works of a bibliography."""
    return [
        Work(
            row["source"],
            _TYPES.get(row["kind"], "article"),
            row["title"],
            row["author"],
            "" if row["publisher"] == "unknown" else row["publisher"],
            row["language"],
            row["date"],
            row.get("address") or "",
        )
        for row in tables.rows("sources")
    ]


def _csv(rows: list[tables.Row], columns: list[str]) -> bytes:
    with io.StringIO() as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return file.getvalue().encode()
