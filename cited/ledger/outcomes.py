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
    Outcome.AGREES: "the statistic lies within what the words of the figure claim: its hedge, and the precision of the "
    "printed number, give it an interval; an open limit that holds by a factor of two or more is said to "
    "understate, or to overstate, and the rule of the verdict says so; where no print that the document could know "
    "is held, a later revision speaks for it, if it lies there too or is no more than one per cent from the number",
    Outcome.ROUNDED: "the statistic lies outside that interval, but it rounds to the printed number once the hedge is "
    "left aside; or it is printed more coarsely than the figure, and the interval is no further off than half of its "
    "last digit; or the two are one apart in the last printed digit, and no more than half a per cent",
    Outcome.OTHER_DATE: "the statistic of the figure’s own date contradicts, that of another date agrees",
    Outcome.NEAREST_DATE: "the statistic of the figure’s own date is not held, that of another date agrees, "
    "of several dates that were tried the one nearest in time",
    Outcome.OTHER_DEFINITION: "no statistic of the figure’s own definition agrees, one that counts something else does",
    Outcome.DIFFERS: "the statistic of the figure’s own date and definition, which its document could know, does not "
    "agree, and no other does; or no print that it could know is held, and the number is more than ten per cent from "
    "a later revision, which is more than revisions explain; or the announcement that the figure repeats says "
    "something else; or more was counted in a part of its time than it says of the whole; the deviation is how far "
    "the printed number lies above or below it: in per cent, as a "
    "factor from two times on, in percentage points of a percentage, in years of an age, in places of a rank",
    Outcome.FORECAST: "the figure is a forecast, which the event or a later projection is set against; it is neither "
    "right nor wrong",
    Outcome.NOT_CHECKED: "no statistic has been found yet that could check the figure; or none that its document could "
    "know is held, and a later revision differs by one to ten per cent, or other dates or other definitions do not "
    "agree, which proves nothing",
    Outcome.CANNOT_BE_CHECKED: "no statistic could check the figure, or the only one is the announcement that it "
    "repeats, which agrees with itself; the reason stands beside it",
}
# Why a figure is not checked although statistics are tied to it.
UNDECIDED = {
    "revision": "only a later revision is held, and it differs by no more than revisions do",
    "announced": "only the announcement that it repeats is held, with which it agrees",
    "date": "its own date is not held, and no other date agrees",
    "quoted": "only the statement that it quotes is held, which nobody who counted made",
    "part": "only a count of a part of its time is held, which is not more",
    "definition": "only statistics of another definition are held, and none agrees",
}
