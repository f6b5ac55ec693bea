"""How many figures hold: verdicts by the answer that they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.claims import AGREES, DIFFERS, ROUNDED
from cited.ledger.verdicts import DATE, DEFINITION, OVERTAKEN, UNCHECKED

if TYPE_CHECKING:
    import pandas as pd

# Three answers to the question whether a figure holds, and the verdicts that give each.
HOLDS, ELSEWHERE, FAILS = "holds", "holds for another date or definition", "does not hold"
ANSWERS = {HOLDS: (AGREES, ROUNDED), ELSEWHERE: (DATE, DEFINITION), FAILS: (DIFFERS, OVERTAKEN)}


def checkable(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts on figures that a statistic can check."""
    return judged[judged["verdict"] != UNCHECKED]


def with_outcome(judged: pd.DataFrame, answer: str) -> pd.DataFrame:
    """Return the verdicts that give one of the `ANSWERS`."""
    return judged[judged["verdict"].isin(ANSWERS[answer])]
