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


class Reason(StrEnum):
    """Why no statistic is tied to a figure, as the column `reason` of `data/checks.csv` has it."""

    NONE_HELD = "no statistic held"
    ANNOUNCEMENT = "announcement"
    RHETORICAL = "rhetorical"
    UNCLEAR = "definition unclear"


# Which of two outcomes a reason is.
REASONS = {
    Reason.NONE_HELD: Outcome.NOT_CHECKED,
    Reason.ANNOUNCEMENT: Outcome.CANNOT_BE_CHECKED,
    Reason.RHETORICAL: Outcome.CANNOT_BE_CHECKED,
    Reason.UNCLEAR: Outcome.CANNOT_BE_CHECKED,
}
# A figure with one of these was not compared with any statistic.
UNCHECKED = (Outcome.NOT_CHECKED, Outcome.CANNOT_BE_CHECKED)

# What later revisions make of a figure; `CHANGED` is followed by the value.
CONFIRMED, CHANGED = "confirmed", "changed"

# The rule in words, for pages: what each outcome says, in the order in which they are tried.
RULE = {
    Outcome.AGREES: "The published figure lies within what the words claim, given their hedge and the precision of the "
    "printed number. Where the words leave an end open and the published figure is twice their limit or more (or half "
    "of it or less), the claim is right but understates (or overstates), and its row says so. Where we hold no edition "
    "that the document could know, a later revision decides if it lies within the claim too, or no more than one per "
    "cent from the printed number; a first print that came out after the document decides as it stands",
    Outcome.ROUNDED: "The published figure lies outside that range, but rounds to the printed number once the hedge is "
    "left aside; or it is itself given more coarsely, and the range is no further off than half of its last digit; or "
    "the two are one apart in the last printed digit, and no more than half a per cent",
    Outcome.OTHER_DATE: "The published figure for the stated date contradicts the printed number, and that for another "
    "date agrees",
    Outcome.NEAREST_DATE: "We hold no published figure for the stated date, and that for another date agrees: of the "
    "dates tried that the document could know, else of all, the nearest in time",
    Outcome.OTHER_DEFINITION: "No published figure of the same definition agrees, and one that counts something "
    "else does",
    Outcome.DIFFERS: "The published figure for the same date and definition, which the document could know or which "
    "was first published after it, does not agree, and no other does. Or we hold only a later revision, and the "
    "printed number is more than ten per cent from it, which is more than revisions explain. Or the announcement that "
    "the figure repeats says something else. Or more was counted in a part of the period than the figure says of the "
    "whole. The difference is given in per cent, from twice as much on as a multiple, for a percentage in points, for "
    "an age in years and for a rank in places",
    Outcome.FORECAST: "The figure is a forecast, and is compared with the outcome or a later projection. It is neither "
    "right nor wrong",
    Outcome.NOT_CHECKED: "We have found no published figure that could check it. Or we hold only a later revision that "
    "differs by one to ten per cent, or figures for other dates or of other definitions that do not agree, or one of "
    "another definition for a date after the words were written, which proves nothing",
    Outcome.CANNOT_BE_CHECKED: "No published figure could check it, or the only one is the announcement that it "
    "repeats, which agrees with itself. The reason stands beside it",
}
# Why a figure is not checked although statistics are tied to it.
UNDECIDED = {
    "revision": "only a later revision is held, and it differs by no more than revisions do",
    "announced": "only the announcement that it repeats is held, with which it agrees",
    "date": "its own date is not held, and no other date agrees",
    "quoted": "only the statement that it quotes is held, which nobody who counted made",
    "part": "only a count of a part of its time is held, which is not more",
    "definition": "only statistics of another definition are held, and none agrees",
    "after": "only statistics of another definition and of a later time are held, which say nothing of it",
}
