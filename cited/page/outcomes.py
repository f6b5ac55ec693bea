"""What readers see in place of the codes of outcomes: a mark, a word, a sentence, and the class of their colour."""

from typing import NamedTuple

from cited.ledger.outcomes import UNDECIDED, Outcome, Reason


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
    Outcome.NOT_CHECKED: Look("?", "open", "no official figure found", "has not been checked", "have not been checked"),
    Outcome.CANNOT_BE_CHECKED: Look("–", "none", "cannot be checked", "cannot be checked", "cannot be checked"),
}
# Of a figure that has official figures beside it, of which none decides.
OPEN = LOOKS[Outcome.NOT_CHECKED]._replace(name="undecided")
# The kinds in the order of a legend: what fails first, since a reader looks for it.
KINDS = {
    "wrong": "wrong",
    "near": "right for a different date or definition",
    "right": "right",
    "forecast": "forecast",
    "open": "no official figure that decides",
    "none": "cannot be checked",
}
# Why a figure could not be checked, in a reader's words.
WHY = {
    Reason.NONE_HELD: "no official figure found",
    Reason.ANNOUNCEMENT: "an announcement",
    Reason.RHETORICAL: "a figure of speech",
    Reason.UNCLEAR: "unclear what is counted",
    UNDECIDED["revision"]: "only later, revised data exist, too near to say that it is wrong",
    UNDECIDED["announced"]: "only the announcement that it repeats exists, and says the same",
    UNDECIDED["date"]: "no data for its own date, and those of other dates differ",
    UNDECIDED["quoted"]: "only the statement that it quotes exists, of a body that did not count",
    UNDECIDED["part"]: "only a part of its time was counted, which is not more",
    UNDECIDED["definition"]: "data exist only under other definitions, and they differ",
}


def why(reason: str) -> str:
    """Return in a reader's words why a figure could not be checked; any other text is returned as it is."""
    return WHY.get(reason, reason)


def look(outcome: str, reason: str = "") -> Look:
    """Return how an outcome is shown; `reason` is why a figure could not be checked. Raises ValueError for none."""
    undecided = outcome == Outcome.NOT_CHECKED and reason in UNDECIDED.values()
    return OPEN if undecided else LOOKS[Outcome(outcome)]
