"""The approved verdicts: what a person has looked at, so that a change is seen before it is published."""

import csv
import io
from pathlib import Path

from cited import files, project
from cited.ledger import tables
from cited.ledger.verdicts import select

FILE = Path("tests/golden/verdicts.csv")
COLUMNS = ("figure", "printed", "check", "series", "period", "statistic", "verdict", "deviation", "rule", "revised")
Row = dict[str, str]


def tied() -> list[Row]:
    """Return the verdict of every figure that a statistic checks, with the columns that a person approves."""
    printed = {row["figure"]: row["printed"] for row in tables.rows("figures")}
    rows = ({**row, "printed": printed[row["figure"]]} for row in select() if row["tries"])
    return [{column: row[column] for column in COLUMNS} for row in rows]


def changes() -> list[str]:
    """Return how the verdicts differ from the approved ones, one text per figure with old, new and why."""
    path = project.root() / FILE
    approved = {}
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            approved = {row["figure"]: row for row in csv.DictReader(file)}
    now = {row["figure"]: row for row in tied()}
    names = dict.fromkeys((*approved, *now))
    return [_change(name, approved.get(name), now.get(name)) for name in names if approved.get(name) != now.get(name)]


def approve() -> list[str]:
    """Approve every verdict as it is now; return what was different."""
    changed = changes()
    with io.StringIO() as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(tied())
        files.write(project.root() / FILE, file.getvalue())
    return changed


def _change(name: str, old: Row | None, new: Row | None) -> str:
    why = [c for c in COLUMNS if old and new and old[c] != new[c]] or ["tied" if new else "no longer tied"]
    lines = [f"{name} “{(new or old or {}).get('printed', '')}”, because of: {', '.join(why)}"]
    for label, cells in (("old", old), ("new", new)):
        said = cells and ", ".join(f"{column} {cells[column]}" for column in COLUMNS[2:] if cells[column])
        lines.append(f"  {label}: {said or 'nothing'}")
    return "\n".join(lines)
