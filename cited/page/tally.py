"""How many of some figures, and how many hold: counts with the grammar that goes with them."""

import pandas as pd
from markupsafe import Markup

from cited.ledger.tallies import ANSWERS, ELSEWHERE, FAILS, HOLDS, checkable, forecasts, revised, with_outcome
from cited.page import words
from cited.page.provenance import Computed
from cited.page.statistic import Derived

# What is said of one figure, and of several.
SAID = {
    HOLDS: ("is right as printed", "are right as printed"),
    ELSEWHERE: ("fits a different date or definition", "fit a different date or definition"),
    FAILS: ("is wrong", "are wrong"),
}
KIND = "that a published statistic can check"


def portion(part: pd.DataFrame, whole: pd.DataFrame, noun: str = "figure") -> Markup | None:
    """Return how many figures of a whole these are, for a sentence: `3 of the 9 figures`, `all 9 figures`, `no figure`.

    `noun` is what they are called. None where the whole is empty, so that `sentence` says nothing.
    """
    if whole.empty:
        return None
    here = tuple(part.index) or tuple(whole.index)
    if len(whole) == 1:
        return Computed(f"the only {noun}" if len(part) else f"no {noun}", here, "number of these figures").__html__()
    of = Computed(f"{words.number(len(whole))} {noun}s", tuple(whole.index), "number of these figures")
    if len(part) == len(whole) == 2:
        return Computed(f"both {noun}s", here, "number of these figures").__html__()
    if len(part) == len(whole):
        return Markup("all {}").format(of)
    text = words.number(len(part)) if len(part) else "none"
    return Markup("{} of the {}").format(Computed(text, here, "number of these figures"), of)


def summary(judged: pd.DataFrame) -> Markup | None:
    """Return in a sentence how many of the figures that can be checked hold; None where none can be checked."""
    whole = checkable(judged)
    if whole.empty:
        return None
    groups = {answer: with_outcome(whole, answer) for answer in ANSWERS}
    groups = {answer: group for answer, group in groups.items() if len(group)}
    number = Computed(words.number(len(whole)), tuple(whole.index), "number of these figures")
    if len(groups) == 1:
        [answer] = groups
        one, several = SAID[answer]
        if len(whole) == 1:
            only = Computed("only figure", tuple(whole.index), "number of these figures")
            return Markup("The {} {} {}.").format(only, KIND, one)
        if answer == FAILS and len(whole) > 2:
            return Markup("None of the {} figures {} is right.").format(number, KIND)
        if answer == FAILS:
            neither = Computed("Neither figure", tuple(whole.index), "number of these figures")
            return Markup("{} {} is right.").format(neither, KIND)
        if len(whole) == 2:
            both = Computed("Both", tuple(whole.index), "number of these figures")
            return Markup("{} figures {} {}.").format(both, KIND, several)
        return Markup("All {} figures {} {}.").format(number, KIND, several)
    parts = []
    for answer, group in groups.items():
        text = Computed(words.number(len(group)), tuple(group.index), "number of these figures")
        said = Markup("{} {}").format(text, SAID[answer][len(group) > 1])
        if answer == HOLDS:
            percent = f"{100 * len(group) / len(whole):.0f} per cent"
            share = Derived(percent, "figures that hold over figures that can be checked", tuple(whole.index))
            said += Markup(" ({})").format(share)
        parts.append(said)
    return Markup("Of {} figures {}, {}.").format(number, KIND, words.joined(parts)) + _apart(judged)


def _apart(judged: pd.DataFrame) -> Markup:
    """A sentence on what the counts leave out: forecasts, and what later revisions say."""
    parts = []
    for found, one, several in (
        (forecasts(judged), "forecast is counted apart", "forecasts are counted apart"),
        (revised(judged), "figure has been revised since", "figures have been revised since"),
    ):
        if len(found):
            number = Computed(words.number(len(found)), tuple(found.index), "number of these figures")
            parts.append(Markup("{} {}").format(number, one if len(found) == 1 else several))
    return Markup(" {}.").format(words.joined(parts)) if parts else Markup()
