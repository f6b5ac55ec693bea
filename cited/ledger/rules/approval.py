"""The approved verdicts: what a person has looked at, so that a change is seen before it is published."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from cited import files, project
from cited.ledger.agreement import ties
from cited.ledger.agreement.verdicts import select
from cited.ledger.rules import approved_rows
from cited.ledger.store import tables
from cited.ledger.store.faults import Fault

# At the root of the project, as a lock file is: it is no table of `data/`, and no page reads it.
FILE = Path("approved-verdicts.csv")
# What the verdict is, and what every tie finds; the cells that both hang on are approved where they stand.
COLUMNS = (
    *("figure", "printed", "check", "series", "period", "statistic", "verdict", "deviation", "rule", "revised"),
    *("vintage", "tied"),
)
Row = dict[str, str]


def verdicts() -> list[Row]:
    """Return the verdict of every figure, also why none is checked, with the columns that a person approves."""
    printed = {row["figure"]: row["printed"] for row in tables.rows("figures")}
    ties_of = ties.by_figure({"figure": list(printed)})
    approved = []
    for row in select():
        figure = row["figure"]
        tied = "; ".join(f"{tie['check']} {tie['statistic']}" for tie in ties_of[figure] if tie["series"])
        approved.append({**row, "printed": printed[figure], "tied": tied})
    return [{column: row[column] for column in COLUMNS} for row in approved]


def changes(names: Sequence[str] = ()) -> list[str]:
    """Return how the verdicts differ from the approved ones, one text per figure with old, new and why.

    With names, those of these figures alone.
    """
    return [
        _change(figure, old, new)
        for figure, (old, new) in _pairs().items()
        if old != new and approved_rows.meant(figure, names)
    ]


def faults() -> list[Fault]:
    """Return a fault for each approved verdict that is another now; a figure that nobody has approved yet has none.

    None where the project has approved no verdicts.
    """
    approved = _approved()
    now = {row["figure"]: row for row in verdicts()} if approved else {}
    changed = []
    for number, old in enumerate(approved, start=2):
        new = now.get(old.get("figure", ""))
        differing = next((column for column in COLUMNS if new and column in old and old[column] != new[column]), "")
        if new and differing:
            whose = f"{new['figure']}, “{new['printed']}” ({new['verdict']})"
            expected = (
                f"expected {new[differing] or 'nothing'}, as the tables have it now of {whose}; correct "
                "what was changed there or, if it is right, run `make approve`"
            )
            changed.append(Fault(str(FILE), number, differing, old.get(differing), expected))
    return changed


def _approved() -> list[Row]:
    path = project.root() / FILE
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def approve(names: Sequence[str] = ()) -> None:
    """Approve every verdict as it is now, or those of these figures alone."""
    rows = [new if approved_rows.meant(figure, names) else old for figure, (old, new) in _pairs().items()]
    with io.StringIO() as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row)
        files.write(project.root() / FILE, file.getvalue())


def _pairs() -> dict[str, tuple[Row | None, Row | None]]:
    """Return the approved verdict and that of now of each figure that has either, those of now first."""
    old, new = ({row["figure"]: row for row in rows} for rows in (_approved(), verdicts()))
    return {figure: (old.get(figure), new.get(figure)) for figure in dict.fromkeys((*new, *old))}


def _change(name: str, old: Row | None, new: Row | None) -> str:
    why = [c for c in COLUMNS if old and new and old.get(c) != new[c]] or ["new" if new else "no longer there"]
    lines = [f"{name} “{(new or old or {}).get('printed', '')}”, because of: {', '.join(why)}"]
    for label, cells in (("old", old), ("new", new)):
        listed = cells and ", ".join(f"{column} {cells[column]}" for column in COLUMNS[2:] if cells.get(column))
        lines.append(f"  {label}: {listed or 'nothing'}")
    return "\n".join(lines)
