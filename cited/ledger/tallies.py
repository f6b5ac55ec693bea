"""How many figures hold: verdicts by the answer that they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.outcomes import UNCHECKED, Outcome

if TYPE_CHECKING:
    import pandas as pd

# Three answers to the question whether a figure holds, and the verdicts that give each. A forecast gives none.
HOLDS, ELSEWHERE, FAILS = "holds", "holds for another date or definition", "does not hold"
ANSWERS = {
    HOLDS: (Outcome.AGREES, Outcome.ROUNDED),
    ELSEWHERE: (Outcome.OTHER_DATE, Outcome.NEAREST_DATE, Outcome.OTHER_DEFINITION),
    FAILS: (Outcome.DIFFERS,),
}


def checkable(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts on figures that a statistic checks, forecasts not among them."""
    return judged[~judged["verdict"].isin([*UNCHECKED, Outcome.FORECAST])]


def with_outcome(judged: pd.DataFrame, answer: str) -> pd.DataFrame:
    """Return the verdicts that give one of the `ANSWERS`."""
    return judged[judged["verdict"].isin(ANSWERS[answer])]
