"""How many of some figures, and how many hold: counts with the grammar that goes with them."""

import pandas as pd
from markupsafe import Markup

from cited.ledger.tallies import (
    ANSWERS,
    ELSEWHERE,
    FAILS,
    HOLDS,
    checkable,
    forecasts,
    on_later_prints,
    revised,
    with_outcome,
)
from cited.page import words
from cited.page.provenance import Computed
from cited.page.statistic import Derived
from cited.page.table import require_noun

# What a sentence says of one figure, and of several.
ANSWER_IN_WORDS = {
    HOLDS: ("is right", "are right"),
    ELSEWHERE: ("fits a different date or definition", "fit a different date or definition"),
    FAILS: ("is wrong", "are wrong"),
}
KIND = "that a published statistic can check"


class Portion(Markup):
    """How many figures of a whole some are, with the ends of the verbs that go with them."""

    one: bool
    of_them: Markup

    @property
    def are(self) -> str:
        """`is` or `are`."""
        return "is" if self.one else "are"

    @property
    def were(self) -> str:
        """`was` or `were`."""
        return "was" if self.one else "were"

    @property
    def s(self) -> str:
        """The end of a verb: `{part} belong{part.s}`."""
        return "s" if self.one else ""


def portion(part: pd.DataFrame, whole: pd.DataFrame, noun: str = "figure") -> Portion | None:
    """Return how many figures of a whole these are, for a sentence: `3 of the 9 figures`, `all 9 figures`, `no figure`.

    `noun` is what they are called. Of a portion `part` a sentence has `{part.of_them}` too, `3 of them`, and for its
    verb `{part.are}`, `{part.were}` or `{part.s}`; at its beginning the portion has a capital. None where the whole is
    empty, so that `sentence` says nothing.

    Example:
        page.portion(ledger.figures(theme="aid", unit="masks"), ledger.figures(theme="aid"))
    """
    require_noun(noun)
    if strange := [str(figure) for figure in part.index if figure not in whole.index]:
        raise ValueError(f"portion: {strange[0]} is none of the whole; expected a part of it, as `whole[…]`")
    if whole.empty:
        return None
    here = tuple(part.index) or tuple(whole.index)
    every = len(part) == len(whole)

    def shown(text: str, figures: tuple[str, ...] = here) -> Markup:
        return Computed(text, figures, "number of these figures").__html__()

    some = words.number(len(part)) if len(part) else "none"
    if len(whole) == 1:
        said = shown(f"the only {noun}" if every else f"no {noun}")
    elif every and len(whole) == 2:
        said = shown(f"both {noun}s")
    else:
        of = shown(f"{words.number(len(whole))} {noun}s", tuple(whole.index))
        said = Markup("all {}").format(of) if every else Markup("{} of the {}").format(shown(some), of)
    made = Portion(said)
    made.one = len(part) < 2
    made.of_them = Markup("{} of them").format(shown("all" if every and len(whole) > 1 else some))
    return made


def summary(judged: pd.DataFrame) -> Markup | None:
    """Return how many of the distinct figures that can be checked hold, and what that rests on; None for no figure.

    A figure that repeats another is not counted again, a forecast neither as right nor as wrong.

    Example:
        page.summary(ledger.verdicts(theme="reserves"))
    """
    whole = checkable(judged)
    if whole.empty and forecasts(judged).empty:
        return None if judged.empty else _unchecked(judged)
    return None if whole.empty else _held(whole) + _apart(judged)


def _unchecked(judged: pd.DataFrame) -> Markup:
    """That no official figure checks any of these verdicts, of which there is at least one."""
    text = "The only figure shown" if len(judged) == 1 else words.number(len(judged))
    number = Computed(text, tuple(judged.index), "number of these figures")
    said = "{} cannot be checked" if len(judged) == 1 else "None of the {} figures shown can be checked"
    return Markup(said + " against official statistics.").format(number)


def _held(whole: pd.DataFrame) -> Markup:
    """How many of these verdicts give each answer, in a sentence."""
    groups = {answer: with_outcome(whole, answer) for answer in ANSWERS}
    groups = {answer: group for answer, group in groups.items() if len(group)}
    number = Computed(words.number(len(whole)), tuple(whole.index), "number of these figures")
    if len(groups) == 1:
        [answer] = groups
        one, several = ANSWER_IN_WORDS[answer]
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
        said = Markup("{} {}").format(text, ANSWER_IN_WORDS[answer][len(group) > 1])
        if answer == HOLDS:
            percent = f"{100 * len(group) / len(whole):.0f} per cent"
            share = Derived(percent, "figures that hold over figures that can be checked", tuple(whole.index))
            said += Markup(" ({})").format(share)
        parts.append(said)
    return Markup("Of {} distinct figures {}, {}.").format(number, KIND, words.joined(parts))


def _apart(judged: pd.DataFrame) -> Markup:
    """What the counts rest on, and what they leave out: later prints, later revisions, forecasts."""
    of_these = [
        _counted(on_later_prints(judged), "rests on a number", "rest on numbers", "published only after the document"),
        _counted(revised(judged), "is set against a number", "are set against numbers", "revised since"),
    ]
    within = [part for part in of_these if part]
    said = Markup(" Of those checked, {}.").format(words.joined(within)) if within else Markup()
    apart = _counted(forecasts(judged), "forecast is", "forecasts are", "counted separately")
    return said + (Markup(" {}.").format(apart) if apart else Markup())


def _counted(figures: pd.DataFrame, one: str, several: str, end: str) -> Markup | None:
    """How many verdicts these are, with the words for one or for several; None if empty."""
    if figures.empty:
        return None
    number = Computed(words.number(len(figures)), tuple(figures.index), "number of these figures")
    return Markup("{} {} {}").format(number, one if len(figures) == 1 else several, end)
