"""What a sentence says of the one before it: parts of it, its sum, a share of what it counts, what comes to each."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cited.intake.consistency.movement import falls, is_rate
from cited.intake.consistency.related import Mention, Related, Sentence, alike, amount, anew, sentences
from cited.intake.consistency.shares import APPOSED, CLOSED, OF_THEM, averages

_OF_THAT = re.compile(r"\s*(?:Out )?[Oo]f (?:that|this|these|those|them|which|whom)\b")
_LISTED = re.compile(r"^[^.;:]{0,60}(?:,|\band\b|\bplus\b)[^.;:]{0,40}$")
_SUMMED = re.compile(
    r"\W*(?:(?:together|altogether|combined|taken together|in all|in total|all told|overall),?"
    r" (?:that|this|these|they)\b"
    r"|(?:that|this|these) (?:makes?|adds? up to|totals?|comes? to)\b"
    r"|(?:the|all) (?:two|three|four|five|six)(?: of them)? (?:together|combined)\b)",
    re.IGNORECASE,
)
# Nouns that count things of several kinds at once.
_ANYTHING = ("items", "objects", "pieces", "units", "things", "articles", "persons", "")
_ANAPHORA = re.compile(
    r"^\W*(?:it|they|this|that|these|those|each|every|on average|so|which|with|for|its|their)\b", re.IGNORECASE
)

_SOME_OF_THEM = re.compile(r"\W*(?:[\w-]+ ){0,3}$")
_THEM = re.compile(r"[^.;]{0,20}\bof (?:them|these|those)\b")
# When she left it was; this year it reached: the level of the thing that the clause before gave another level of.
_IT = re.compile(
    r"\b(?:it|they|this|that|the (?:figure|number|total|sum|amount))(?: (?:had|has|have))? [a-z]+(?: (?:to|at|of))?\s$"
)
_EACH = re.compile(r"\b(?:each|every)\s([a-z]{3,})\b", re.IGNORECASE)


def across(figures: Sequence[Mention]) -> list[Related]:
    """Return what sentences say of those before them in their line, in reading order."""
    relations = list(_of_that(figures))
    for before, sentence in itertools.pairwise(sentences(figures)):
        if before.line is sentence.line and before.closing <= sentence.opening + 1:
            relations += [*_sum(before, sentence), *_share(before, sentence), *_average(before, sentence)]
            relations += [*_some(before, sentence), *_level(before, sentence)]
    return relations


def _some(before: Sentence, sentence: Sentence) -> Iterator[Related]:
    """A sentence that begins with some of what the one before counts: About 450 of them are on display."""
    first = sentence.indices[0]
    opens = _SOME_OF_THEM.fullmatch(sentence.line[sentence.opening : sentence[first].start])
    wholes = [index for index in before.indices if amount(before[index].unit)]
    if not opens or len(wholes) != 1 or not _THEM.match(sentence.line, sentence[first].start):
        return
    if sentence[first].unit in ("", before[wholes[0]].unit):
        yield Related("part", (first, wholes[0]))


def _level(before: Sentence, sentence: Sentence) -> Iterator[Related]:
    """A level, that which the clause before gives, and right after it by how much it moved: a rise of a fifth."""
    later = sentence.indices[0]
    unit = sentence[later].unit
    levels = [index for index in before.indices if before[index].unit == unit]
    if (
        len(sentence.indices) != 2
        or len(levels) != 1
        or not amount(unit or "things")
        or not _IT.search(sentence.before(later))
    ):
        return
    rate = sentence.indices[1]
    if not is_rate(sentence, rate) or is_rate(before, levels[0]) or not APPOSED.match(sentence.gap(later, rate)):
        return
    kind = {"percent": "growth", unit: "difference"}.get(sentence[rate].unit)
    if kind:
        yield Related(kind, (rate, later, levels[0]), "down" if falls(sentence, rate) else "up")


def _of_that(figures: Sequence[Mention]) -> Iterator[Related]:
    """A sentence that begins with `Of that`: each amount in it is a part of the last of its unit before it."""
    for index, one in enumerate(figures):
        if not _OF_THAT.match(one.words) or not amount(one.quantity.unit):
            continue
        whole = next(
            (
                other
                for other in range(index - 1, max(-1, index - 12), -1)
                if figures[other].quantity.line == one.quantity.line
                and figures[other].opening < one.opening
                and figures[other].quantity.unit == one.quantity.unit
            ),
            None,
        )
        if whole is not None:
            yield Related("part", (index, whole))


def _sum(before: Sentence, sentence: Sentence) -> Iterator[Related]:
    """The only amount of a sentence that sums the list before it: Together that is 43,500 items."""
    cue, parts = (
        _SUMMED.match(sentence.line, sentence.opening, sentence.closing),
        [before[index] for index in before.indices],
    )
    # The two together cost: that is not a number of its own.
    own = [index for index in sentence.indices if cue and sentence[index].start >= cue.end()]
    if len(own) != 1 or len(parts) < 2:
        return
    total = sentence[own[0]]
    units = {part.unit for part in parts}
    kinds = units == {total.unit} if amount(total.unit) else False
    kinds = kinds or (total.unit in _ANYTHING and all(alike(unit, parts[0].unit) for unit in units))
    gaps = [before.gap(one, two) for one, two in itertools.pairwise(before.indices)]
    if (
        kinds
        and not any(one.per for one in parts)
        and all(_LISTED.match(gap) and not anew(gap.replace(" and ", " ")) for gap in gaps)
    ):
        yield Related("total", (own[0], *before.indices))


def _share(before: Sentence, sentence: Sentence) -> Iterator[Related]:
    """A share of what the sentence before counts, with its number: A quarter of them (200) failed."""
    wholes = [index for index in before.indices if amount(before[index].unit)]
    for share, part in itertools.pairwise(sentence.indices):
        gap = sentence.gap(share, part)
        if (
            sentence[share].unit == "percent"
            and share == sentence.indices[0]
            and len(wholes) == 1
            and OF_THEM.match(gap)
            and APPOSED.fullmatch(OF_THEM.sub("", gap))
            and CLOSED.match(sentence.after(part))
            and sentence[part].unit in ("", before[wholes[0]].unit)
        ):
            yield Related("share", (share, part, wholes[0]))


def _average(before: Sentence, sentence: Sentence) -> Iterator[Related]:
    """What comes to each, where the sentence before has the total or the count that it is the quotient of."""
    if not _ANAPHORA.match(sentence.line[sentence.opening : sentence.closing]):
        return
    both = replace(sentence, indices=(*before.indices, *sentence.indices), opening=before.opening)
    own = {one.figures[0] for one in averages(sentence)}
    for one in averages(both):
        index, _, count = one.figures
        if index in sentence.indices and index not in own and (sentence[index].per or _each_of(sentence, index, count)):
            yield one


def _each_of(sentence: Sentence, index: int, count: int) -> bool:
    """Whether an amount comes to each of what a figure counts: 3,000 families, each family received €2,000."""
    match = _EACH.search(sentence.before(index))
    unit = sentence[count].unit
    return bool(match and (match[1][:4].lower() == unit[:4] or unit == "persons"))
