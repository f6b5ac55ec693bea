"""What readers see in place of the codes of outcomes: a mark, a word, a sentence, and the class of their colour."""

from typing import NamedTuple

from cited.ledger.agreement.verdicts import REVISED
from cited.ledger.store.outcomes import UNDECIDED, Outcome, Reason


class Look(NamedTuple):
    """How an outcome is shown: sign, class of its colour, name, and the verb phrases for one figure and for several."""

    sign: str
    kind: str
    name: str
    one: str
    many: str


LOOKS = {
    Outcome.DIFFERS: Look("✗", "wrong", "wrong", "is wrong", "are wrong"),
    Outcome.OTHER_DATE: Look("≈", "near", "right for another date", "fits another date", "fit another date"),
    Outcome.NEAREST_DATE: Look(
        "≈", "near", "right for the nearest date with data", "fits the nearest date", "fit the nearest date"
    ),
    Outcome.OTHER_DEFINITION: Look(
        "≈", "near", "right under another definition", "fits another definition", "fit another definition"
    ),
    Outcome.AGREES: Look("✓", "right", "right as printed", "is right as printed", "are right as printed"),
    Outcome.ROUNDED: Look("✓", "right", "right when rounded", "is right when rounded", "are right when rounded"),
    Outcome.FORECAST: Look("→", "forecast", "forecast", "is a forecast", "are forecasts"),
    Outcome.NOT_CHECKED: Look("?", "open", "not checked", "has not been checked", "have not been checked"),
    Outcome.CANNOT_BE_CHECKED: Look("–", "none", "cannot be checked", "cannot be checked", "cannot be checked"),
}
# The kinds in the order of a legend: what fails first, since a reader looks for it.
KINDS = {
    "wrong": "wrong",
    "near": "right for a different date or definition",
    "right": "right",
    "forecast": "forecast",
    "open": "not checked",
    "none": "cannot be checked",
}
# Where no edition is held that the document could know, and a later one is next to the printed number.
_WITHIN = "right within later revisions"
WITHIN_REVISIONS = Look("✓", "right", _WITHIN, f"is {_WITHIN}", f"are {_WITHIN}")
# What a sentence says of one figure of a kind, and of several, in the order in which it says it.
VERBS = {
    "right": ("is right", "are right"),
    "near": ("fits a different date or definition", "fit a different date or definition"),
    "wrong": ("is wrong", "are wrong"),
    "forecast": ("is a forecast", "are forecasts"),
    "open": ("has not been checked", "have not been checked"),
    "none": ("cannot be checked", "cannot be checked"),
}
# Why a figure could not be checked, in a reader's words.
WHY = {
    Reason.NONE_HELD: "no published figure found",
    Reason.ANNOUNCEMENT: "only announced",
    Reason.RHETORICAL: "a figure of speech",
    Reason.UNCLEAR: "unclear what is counted",
    UNDECIDED["revision"]: "we hold only a later revision, which is close enough for the figure to have been right",
    UNDECIDED["announced"]: "its only source is the announcement that it repeats",
    UNDECIDED["date"]: "we hold no published figure for its date, and those for other dates differ",
    UNDECIDED["quoted"]: "its only source is the statement that it quotes, from a body that did not count",
    UNDECIDED["part"]: "published data cover only part of its period, and are no higher",
    UNDECIDED["definition"]: "the published figures count something else, and differ",
    UNDECIDED["after"]: "the published figures count something else, at a later time",
}


def why(reason: str) -> str:
    """Return in a reader's words why a figure could not be checked; any other text is returned as it is."""
    return WHY.get(reason, reason)


def look(outcome: str, rule: str = "") -> Look:
    """Return how an outcome is shown, by the clause of the rule that decided. Raises ValueError for none."""
    return WITHIN_REVISIONS if rule == REVISED else LOOKS[Outcome(outcome)]
