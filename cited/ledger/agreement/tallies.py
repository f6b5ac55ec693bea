"""How many figures hold: verdicts by the answer that they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.agreement.claims import OUTSIDE
from cited.ledger.agreement.ties import LATER, OWN_COUNT
from cited.ledger.store.outcomes import CHANGED, UNCHECKED, Outcome
from cited.nearest import suggestion

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
    """Return the verdicts on distinct figures that a statistic checks, forecasts excluded.

    Index and columns are those of `verdicts`; empty where none is left. Raises UnknownName for a frame without them.

    Example:
        ledger.checkable(ledger.verdicts(theme="reserves"))
    """
    once = distinct(judged)
    return once[~once["verdict"].isin([*UNCHECKED, Outcome.FORECAST])]


def with_outcome(judged: pd.DataFrame, answer: str) -> pd.DataFrame:
    """Return the verdicts on distinct figures that give one answer, in the columns of `verdicts`.

    The answers are "holds" (as printed, or rounded), "holds for another date or definition", and "does not hold"; a
    forecast, and a figure that nothing checks, give none. Raises ValueError for any other answer.

    Example:
        ledger.with_outcome(ledger.verdicts(), "does not hold")["deviation"]
    """
    if answer not in ANSWERS:
        raise ValueError(f"answer: “{answer}”; expected one of {', '.join(ANSWERS)}{suggestion(answer, ANSWERS)}")
    once = distinct(judged)
    return once[once["verdict"].isin(ANSWERS[answer])]


def distinct(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts without those on figures that repeat another: one statement, made twice, counts once.

    Index and columns are those of `verdicts`. Raises UnknownName for a frame without them.

    Example:
        len(ledger.distinct(ledger.verdicts(theme="trade")))
    """
    return judged[judged["repeats"] == ""]


def unchecked(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts on figures that no statistic checks, or could check.

    Index and columns are those of `verdicts`; `reason` says why, figures that repeat another included.

    Example:
        ledger.unchecked(ledger.verdicts(theme="aid"))["reason"]
    """
    return judged[judged["verdict"].isin(UNCHECKED)]


def forecasts(judged: pd.DataFrame, *, missed: bool = False) -> pd.DataFrame:
    """Return the verdicts on distinct forecasts; `missed` keeps those that miss the event or the
    later projection.

    Example:
        ledger.forecasts(ledger.verdicts(theme="population"))
    """
    once = distinct(judged)
    forecasts = once[once["verdict"] == Outcome.FORECAST]
    return forecasts[forecasts["rule"] == OUTSIDE] if missed else forecasts


def on_later_prints(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts on distinct figures, no forecasts, that rest on a statistic out only after the document."""
    once = checkable(judged)
    return once[once["vintage"] == LATER]


def on_quoted_counts(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts on distinct figures, no forecasts, that rest on the very count which the document quotes."""
    once = checkable(judged)
    return once[once["remark"].str.startswith(OWN_COUNT)]


def revised(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts on distinct figures, no forecasts, of which a later revision has changed the statistic.

    Index and columns are those of `verdicts`, whose `revised` has the later value in the figure's unit. The rule of
    what counts as a change is that of `cited.ledger.agreement.verdicts`.

    Example:
        ledger.revised(ledger.verdicts())
    """
    once = checkable(judged)
    return once[once["revised"].str.startswith(CHANGED)]
