"""What a document says about itself: figures that must be consistent, found by the grammar of their sentence."""

import math
import re
from collections.abc import Iterator, Sequence

from cited.intake.consistency import alike as twice
from cited.intake.consistency import noted, totals
from cited.intake.consistency.across import across
from cited.intake.consistency.movement import falls, is_rate
from cited.intake.consistency.moves import moves
from cited.intake.consistency.related import ANEW, Mention, Related, Sentence, alike, amount, anew, sentences
from cited.intake.consistency.shares import OUT_OF, shares
from cited.intake.consistency.sums import OF_THE, sums
from cited.intake.language.sentences import sentence as bounds
from cited.intake.reading.grammar import Quantity, Reading

_OF_WHICH = re.compile(r"(?:,|\()?\s?(?:out )?of (?:which|whom|these|those|them)\b", re.IGNORECASE)
_OF_WHOM = re.compile(r"\s?(?:out )?of (?:which|whom|these|those|them)\b", re.IGNORECASE)
# 512 patients, including 240 children.
_INCLUDING = re.compile(r"[^.;:()\d]{0,40},? (?:including|among them)(?: (?:about|some|at least|nearly|almost))? ")
_OF_THE_SAME = re.compile(r"\d of (?:the|these|those) [a-z]")
_COMMA = re.compile(r"[^.;:()]{0,60}?,\s")
_OTHER_MONEY = re.compile(
    r"^(?: (?:is|was|are|were) (?:now |then )?worth)?[\s,(–—]*(?:\(|or|i\.e\.|that is|equivalent to|equal to"
    r"|about|around|some|approximately|roughly|circa|=|≈"
    r"|[,;/\s])*$",
    re.IGNORECASE,
)


def mentions(lines: Sequence[str], readings: Sequence[Reading]) -> list[Mention]:
    """Return every quantity of a text in reading order, with its sentence."""
    return [
        Mention(quantity, lines[quantity.line - 1], *bounds(lines[quantity.line - 1], quantity.start))
        for reading in readings
        for quantity in reading.quantities
    ]


def everything(lines: Sequence[str], figures: Sequence[Mention]) -> list[Related]:
    """Return all that a text relates: in sentences, in tables, in notes, and what it tells twice; no durations."""
    relations = [*related(figures), *totals.totals(lines, figures)]
    relations += noted.noted(figures, lines)
    return relations + twice.same(figures, relations)


def related(figures: Sequence[Mention]) -> list[Related]:
    """Return what the sentences relate by their grammar, in reading order."""
    relations: list[Related] = []
    for sentence in sentences(figures):
        moved = moves(sentence)
        relations += sums(sentence) + moved + shares(sentence)
        rated = {one.figures[0] for one in moved}
        for index in sentence.indices:
            relations += _before(sentence, index, rated)
    relations += across(figures)
    return list(dict.fromkeys(relations))


def _before(sentence: Sentence, index: int, rated: set[int]) -> Iterator[Related]:
    """What a quantity is to those before it in its sentence, the nearest that fits."""
    one = sentence[index]
    earlier = [other for other in sentence.indices if other < index][::-1]
    if earlier and _two_currencies(sentence.line, sentence[earlier[0]], one):
        yield Related("currencies", (index, earlier[0]))
        return
    if one.unit == "percent":
        if index not in rated:
            yield from _led_to(sentence, index, earlier[:3])
        return
    if one.unit and not amount(one.unit):
        return
    for other in earlier[:3]:
        first, gap = sentence[other], sentence.gap(other, index)
        if first.unit == one.unit and _INCLUDING.fullmatch(gap):
            yield Related(
                "part",
                (index, _whole_of(sentence, index, [o for o in earlier if sentence[o].unit == one.unit])),
            )
            return
        if _OF_WHOM.match(sentence.after(index, 25)) or _some_of(gap):
            own = [
                o for o in earlier[:3] if _OF_WHOM.match(sentence.after(index, 25)) or _some_of(sentence.gap(o, index))
            ]
            wholes = [whole for whole in own if alike(sentence[whole].unit, one.unit)]
            if wholes:
                yield Related("part", (index, _whole_of(sentence, index, wholes)))
                return
        elif OUT_OF.fullmatch(gap) and first.unit in (one.unit, ""):
            yield Related("part", (other, index))
            return
        elif first.unit == one.unit and _of_the_first(sentence, other, index):
            yield Related("part", (index, other))
            return


def _whole_of(sentence: Sentence, index: int, wholes: Sequence[int]) -> int:
    """The nearest amount that could hold a part, else the largest: doses sent to 40 countries, 2 million of them."""
    least = sentence[index].low or 0.0
    sizes = {whole: sentence[whole].high or math.inf for whole in wholes}
    return next((whole for whole in wholes if sizes[whole] >= least), max(wholes, key=sizes.__getitem__))


def _some_of(gap: str) -> bool:
    """Whether the words between two amounts make the second a part of the first: `, of which`."""
    match = _OF_WHICH.search(gap)
    return bool(match) and len(gap) < 80 and not ANEW.search(gap[: match.start()] if match else "")


def _of_the_first(sentence: Sentence, whole: int, part: int) -> bool:
    """Whether a sentence opens with a whole and names a part of it: `Of 400 households, 350`; or `45 of the`."""
    if _OF_THE_SAME.search(sentence[part].printed):
        return not _OF_THE_SAME.search(sentence[whole].printed) and not anew(sentence.gap(whole, part))
    opens = whole == sentence.indices[0] and OF_THE.match(sentence.line[sentence.opening : sentence[whole].start])
    return bool(opens and part == whole + 1 and _COMMA.fullmatch(sentence.gap(whole, part)))


def _two_currencies(line: str, first: Quantity, second: Quantity) -> bool:
    money = first.unit != second.unit and all(unit.isupper() and len(unit) == 3 for unit in (first.unit, second.unit))
    return money and bool(_OTHER_MONEY.match(line[first.end : second.start]))


def _led_to(sentence: Sentence, index: int, earlier: Sequence[int]) -> Iterator[Related]:
    """A growth without its base: `exports rose by 4.5 per cent to $12.4 billion`."""
    if not is_rate(sentence, index):
        return
    how = "down" if falls(sentence, index) else "up"
    later = [other for other in sentence.indices if other > index and amount(sentence[other].unit)]
    amounts = [other for other in earlier if amount(sentence[other].unit)]
    if later and re.fullmatch(r"[^,.;]{0,40}?\bto\s", sentence.gap(index, later[0])):
        yield Related("growth", (index, later[0]), how)
    elif amounts and sentence[index].start - sentence[amounts[0]].end < 120:
        yield Related("growth", (index, amounts[0]), how)
