"""The outcomes of a check: the codes that `verdicts.csv` publishes. What pages say instead is theirs to choose."""

from enum import StrEnum


class Outcome(StrEnum):
    """What the published statistics say of a figure, by what its document could know."""

    AGREES = "agrees"
    ROUNDED = "agrees when rounded"
    # Its own date is held and contradicts.
    OTHER_DATE = "agrees at another date"
    # Its own date is not held.
    NEAREST_DATE = "agrees at the nearest date held"
    OTHER_DEFINITION = "agrees by another definition"
    DIFFERS = "differs"
    # Compared with later projections or with the event; neither right nor wrong.
    FORECAST = "forecast"
    # No statistic found yet.
    NOT_CHECKED = "not checked"
    CANNOT_BE_CHECKED = "cannot be checked"


# Why no statistic is tied, and which of the two outcomes that is.
REASONS = {
    "no statistic held": Outcome.NOT_CHECKED,
    "announcement": Outcome.CANNOT_BE_CHECKED,
    "rhetorical": Outcome.CANNOT_BE_CHECKED,
    "definition unclear": Outcome.CANNOT_BE_CHECKED,
}
# A figure with one of these was not compared with any statistic.
UNCHECKED = (Outcome.NOT_CHECKED, Outcome.CANNOT_BE_CHECKED)

# What later revisions make of a figure; `CHANGED` is followed by the value.
CONFIRMED, CHANGED = "confirmed", "changed"
