"""How many verdicts hang on the widths of the rule: each is computed again with wider, narrower or fewer of them."""

from typing import TypedDict

from cited.ledger.agreement.hedges import STANDARD, Scale
from cited.ledger.agreement.verdicts import outcomes
from cited.ledger.store import tables
from cited.ledger.store.outcomes import UNCHECKED
from cited.reads import traced

CHANGES = {
    "margin of every hedge halved": Scale(units=0.5),
    "margin of every hedge doubled": Scale(units=2),
    "upper limit of all margins halved": Scale(ceilings=0.5),
    "upper limit of all margins doubled": Scale(ceilings=2),
    "one unit in the last digit counted as a difference": Scale(last_digit=False),
    "no allowance for later revisions": Scale(revision=0),
    "allowance for later revisions doubled": Scale(revision=2),
}


class Sensitivity(TypedDict):
    """What a change of the rule does to the verdicts, as `sensitivity` returns it.

    Example:
        row: ledger.Sensitivity = ledger.sensitivity()[0]
        row["change"], row["changed"], row["checked"]
    """

    change: str
    changed: int
    checked: int
    figures: list[str]
    verdicts: list[str]


@traced
def sensitivity() -> list[Sensitivity]:
    """Return for each change of the rule how many verdicts on distinct figures it changes, of how many, and which.

    Keys: `change` (words), `changed`, `checked` (numbers), `figures` (ids), `verdicts` (what each becomes, beside
    the ids).

    Example:
        ledger.sensitivity()[:1]
    """
    once = {row["figure"] for row in tables.rows("figures") if not row["repeats"]}
    standard = {figure: outcome for figure, outcome in outcomes({}, STANDARD).items() if figure in once}
    checked = [figure for figure, outcome in standard.items() if outcome not in UNCHECKED]
    rows: list[Sensitivity] = []
    for change, scale in CHANGES.items():
        now = outcomes({}, scale)
        changed = [figure for figure in standard if now[figure] != standard[figure]]
        rows.append(
            {
                "change": change,
                "changed": len(changed),
                "checked": len(checked),
                "figures": changed,
                "verdicts": [str(now[figure]) for figure in changed],
            }
        )
    return rows
