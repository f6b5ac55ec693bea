"""How many of some figures, and how many hold: counts with the grammar that goes with them."""

import pandas as pd
from markupsafe import Markup

from cited.ledger import figures as ledger_figures
from cited.ledger.agreement.tallies import (
    ANSWERS,
    ELSEWHERE,
    FAILS,
    HOLDS,
    checkable,
    forecasts,
    on_later_prints,
    on_quoted_counts,
    revised,
    with_outcome,
)
from cited.ledger.store import typed
from cited.page.tables.statistic import Derived
from cited.page.tables.table import require_noun
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Computed
from cited.page.wording import words
from cited.page.wording.outcomes import VERBS, look

# What a sentence says of one figure, and of several.
ANSWER_IN_WORDS = {HOLDS: VERBS["right"], ELSEWHERE: VERBS["near"], FAILS: VERBS["wrong"]}
KIND = "checked against published statistics"
# From so many figures on their share says more than their number.
SHARED = 20
# Up to so many wrong figures are named.
NAMED = 2


class Portion(Markup):
    """How many figures of a whole some are, in words, with the ends of the verbs that go with them.

    `are` is “is” or “are”, `were` “was” or “were”, `s` the end of a verb after one. `portion` makes it.

    Example:
        part = page.portion(ledger.figures(theme="visas"), ledger.figures())
        page.sentence("{part} {are} about visas.", part=part, are=part.are)
    """

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
    """Return how many of a whole these are, for a sentence: `three of the nine figures`, `all 40 figures`, `no figure`.

    `noun` is what they are called. Of a portion `part` a sentence has `{part.of_them}` too, `three of them`, and for
    its verb `{part.are}`, `{part.were}` or `{part.s}`; at its beginning the portion has a capital. None where the whole
    is empty, so that `sentence` says nothing.

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

    some, of_all = alike(len(part), len(whole))
    if len(whole) == 1:
        counted = shown(f"the only {noun}" if every else f"no {noun}")
    elif every and len(whole) == 2:
        counted = shown(f"both {noun}s")
    else:
        of = shown(f"{of_all} {noun}s", tuple(whole.index))
        some = "neither" if len(whole) == 2 and not len(part) else some
        counted = Markup("all {}").format(of) if every else Markup("{} of the {}").format(shown(some), of)
    made = Portion(counted)
    made.one = len(part) < 2
    made.of_them = Markup("{} of them").format(shown("all" if every and len(whole) > 1 else words.counted(len(part))))
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
    return None if whole.empty else _counted_answers(whole) + _apart(judged)


def _unchecked(judged: pd.DataFrame) -> Markup:
    """That no published figure checks any of these verdicts, of which there is at least one."""
    text = "The only figure shown" if len(judged) == 1 else f"{words.counted(len(judged))} figures"
    number = Computed(text, tuple(judged.index), "number of these figures")
    none = "Neither" if len(judged) == 2 else "None"
    template = "{} cannot be checked" if len(judged) == 1 else f"{none} of the {{}} shown can be checked"
    return Markup(template + " against published statistics.").format(number)


def _counted_answers(whole: pd.DataFrame) -> Markup:
    """How many of these verdicts give each answer, in a sentence."""
    groups = {answer: with_outcome(whole, answer) for answer in ANSWERS}
    groups = {answer: group for answer, group in groups.items() if len(group)}
    totals = alike(len(whole), *map(len, groups.values()))
    number = Computed(totals[0], tuple(whole.index), "number of these figures")
    if len(groups) == 1:
        [answer] = groups
        one, several = ANSWER_IN_WORDS[answer]
        if len(whole) == 1:
            return Markup("{}, the only figure {}, {}.").format(_named(str(whole.index[0])), KIND, one)
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
    for (answer, group), some in zip(groups.items(), totals[1:], strict=True):
        text = Computed(some, tuple(group.index), "number of these figures")
        counted = Markup("{} {}").format(text, ANSWER_IN_WORDS[answer][len(group) > 1])
        if answer == HOLDS and len(whole) >= SHARED:
            # Half a per cent goes up, as readers have it.
            percent = f"{(200 * len(group) + len(whole)) // (2 * len(whole))}%"
            share = Derived(percent, "figures that hold over figures that can be checked", tuple(whole.index))
            counted += Markup(" ({})").format(share)
        if answer == FAILS and len(group) <= NAMED:
            counted += Markup(": {}").format(words.joined([_quoted(str(figure)) for figure in group.index]))
        parts.append(counted)
    return Markup("Of {} distinct figures {}, {}.").format(number, KIND, words.joined(parts))


# What stands after a count of outcomes that leaves out the forecasts which a chart draws.
ASIDE = ", forecasts aside"


def divided(verdicts: pd.Series, where: str = "") -> str:
    """Return how the outcomes of distinct figures divide, as plain text for the title of a chart.

    `where` says which figures these are: `Of the eight figures compared here, seven are right and one is wrong`.
    """
    kinds = [look(outcome).kind for outcome in verdicts]
    numbers = {kind: kinds.count(kind) for kind in VERBS if kind in kinds}
    total, *some = alike(len(kinds), *numbers.values())
    figures = f"figures {where}".strip()
    if len(numbers) == 1:
        verb = VERBS[kinds[0]][len(kinds) > 1]
        return f"{['One figure', f'Both {figures}', f'All {total} {figures}'][min(len(kinds), 3) - 1]} {verb}"
    counts = [f"{number} {VERBS[kind][kinds.count(kind) > 1]}" for kind, number in zip(numbers, some, strict=True)]
    return f"Of the {total} {figures}, {words.joined(counts)}"


# A number may have been published earlier, in an edition that nobody has found.
LATE = "only on data published after the document"
# Such a check says that the document quotes faithfully, and nothing more.
QUOTED = "on the source that the document itself quotes"


def _apart(judged: pd.DataFrame) -> Markup:
    """What the counts rest on, and what they leave out: quoted counts, later editions, revisions, forecasts."""
    rests = [
        (on_quoted_counts(judged), QUOTED),
        (on_later_prints(judged), LATE),
        (revised(judged), "on a value since revised"),
    ]
    # Of one figure there is no number to say; where those checked are in digits, so are these. The verb is said once.
    checked, within, verbs = len(checkable(judged)), list[object](), ("rests ", "rest ")
    for part, on in rests:
        if len(part):
            text = alike(len(part), checked)[0]
            within.append(f"{verbs[0]}{on}" if checked == 1 else _counted(part, text, *(verb + on for verb in verbs)))
            verbs = ("", "")
    sentence = (
        Markup(" {} {}.").format("It" if checked == 1 else "Of those checked,", words.joined(within))
        if within
        else Markup()
    )
    later = forecasts(judged)
    if later.empty:
        return sentence
    opening = words.counted(len(later), opening=True).capitalize()
    apart = _counted(later, opening, "forecast is counted separately", "forecasts are counted separately")
    return sentence + Markup(" {}.").format(apart)


def _counted(figures: pd.DataFrame, text: str, one: str, several: str) -> Markup:
    """The number of these verdicts as `text`, with the words for one or for several."""
    number = Computed(text, tuple(figures.index), "number of these figures")
    return Markup("{} {}").format(number, one if len(figures) == 1 else several)


def alike(*counts: int) -> list[str]:
    """Return counts of one sentence as one reads them: all in words, or in digits where one has none."""
    return [words.counted(count) if max(counts) <= 12 or not count else words.number(count) for count in counts]


def _named(figure: str) -> Markup:
    """Return a figure by its words and what it is of."""
    row = typed.row(ledger_figures(figure=[figure]), figure)
    what = ", ".join(filter(None, (row["measure"], words.parties(row))))
    return Markup('“{}” (<span data-figure="{}">{}</span>)').format(provenance.cite(row), figure, what)


def _quoted(figure: str) -> Markup:
    """Return a figure by its words."""
    return Markup("“{}”").format(provenance.cite(typed.row(ledger_figures(figure=[figure]), figure)))
