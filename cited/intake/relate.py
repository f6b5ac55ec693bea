"""What a document says about itself: figures that must fit each other, found by the grammar of their sentence."""

import itertools
import re
from collections.abc import Iterator, Sequence

from cited.intake.grammar import Quantity, Reading
from cited.intake.related import Related, Said
from cited.intake.sentences import sentence

# Kinds of a relation; those of data/relations.csv, and three that no row of it can say.
KINDS = ("total", "change", "growth", "share", "part", "currencies", "same", "duration")


_OF_WHICH = re.compile(r"(?:,|\()?\s?(?:out )?of (?:which|whom|these|those|them)\b", re.IGNORECASE)
_OUT_OF = re.compile(
    r"\s(?:\w+\s){0,4}?(?:(?:out )?of (?:the|its|all(?: the)?|their|a total of|a|an|our)(?: first| last| total)?"
    r"|out of(?: the)?(?: first)?|among (?:the|its|all))\s$",
    re.IGNORECASE,
)
_OF_THAT = re.compile(r"\s*(?:Out )?[Oo]f (?:that|this|these|those|them|which|whom)\b")
_SHARE = re.compile(
    r"\b(?:accounting for|account(?:s|ed)? for|represent(?:s|ed|ing)|mak(?:e|es|ing) up|made up|equal to"
    r"|equivalent to|correspond(?:s|ed|ing) to|constitut(?:es|ed|ing)|compris(?:es|ed|ing)|amount(?:s|ed|ing) to"
    r"|that is|i\.e\.|or|which is)\b|[(,–—]\s?$",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(r"(?:\s?\)?\s)?(?:of|in)\s", re.IGNORECASE)
_RISE = re.compile(
    r"\b(?:(?:an?|the) )?(?:(?:annual |yearly )?(?:increase|rise|growth|decrease|decline|fall|drop|reduction|gain"
    r"|jump|surge|cut) of|up(?: by)?|down(?: by)?|(?:increas|ris|grow|declin|fall|dropp|decreas|shrink|gain)ing(?: by)?"
    r"|(?:increased|rose|grew|declined|fell|dropped|decreased|shrank|gained|jumped|surged|climbed)(?: by)?"
    r"|(?:has|have|had) (?:increased|risen|grown|declined|fallen|dropped|decreased)(?: by)?)\s(?:an?\s)?$",
    re.IGNORECASE,
)
_FALL = re.compile(r"\b(?:decreas|declin|fall|fell|drop|reduc|down|shr[ai]nk|cut)", re.IGNORECASE)
_BASE = re.compile(r"\b(?:from|compared (?:to|with)|against|up on|over)\b[^,;]{0,30}$", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|reach(?:ed|ing|es)?)\s(?:only\s|just\s|about\s|almost\s|more than\s|over\s|nearly\s|a record\s|some\s)*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:about\s|almost\s|only\s|just\s|over\s|nearly\s|some\s)*$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:grown|grew|risen|rose|increased|fallen|fell|dropped|declined|decreased|climbed|soared|expanded|shrunk"
    r"|shrank|surged|jumped|doubled|rising|falling|growing|increasing|declining|reduced|cut|raised|lowered)\b",
    re.IGNORECASE,
)
_ANEW = re.compile(r"\b(?:with|while|whereas|and|but)\b(?! (?:had|has|have|then|later)\b)", re.IGNORECASE)
_UP_FROM = re.compile(r"^[\s,(]*(?:up|down|compared (?:to|with)|against|from)\b(?: from)?[^.;]{0,25}$", re.IGNORECASE)
_OTHER_MONEY = re.compile(
    r"^[\s,(–—]*(?:\(|or|i\.e\.|that is|equivalent to|equal to|about|around|some|approximately|roughly|circa|=|≈"
    r"|[,;/\s])*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:total(?:l?ing|s|led)?|altogether|in all|sum of|combined|overall|together)\b", re.IGNORECASE)
_LISTED = re.compile(r"^[^.;]{0,60}?(?:,|\band\b|\bplus\b|\bwith\b)[^.;]{0,60}$")
_TIMES = ("years", "months", "weeks", "days")
_SCALES = ("percent", "percentage points", "basis points", "times", "rank", "degrees", *_TIMES, "hours", "minutes")


def said(lines: Sequence[str], readings: Sequence[Reading]) -> list[Said]:
    """Return every quantity of a text in reading order, with its sentence."""
    return [
        Said(quantity, lines[quantity.line - 1], *sentence(lines[quantity.line - 1], quantity.start))
        for reading in readings
        for quantity in reading.quantities
    ]


def related(figures: Sequence[Said]) -> list[Related]:
    """Return what the sentences relate by their grammar, in reading order; `same` is for `cited.intake.alike`."""
    relations: list[Related] = []
    for indices in _sentences(figures):
        relations += _total(figures, indices)
        for index in indices:
            relations += _before(figures, indices, index)
    relations += _of_that(figures)
    return list(dict.fromkeys(relations))


def amount(unit: str) -> bool:
    """Tell whether a unit is one of amounts that add up: money, people, things, and no share, rank or time."""
    return bool(unit) and unit not in _SCALES


def alike(one: str, other: str) -> bool:
    """Tell whether two units are of amounts that compare: the same, or two nouns that may count one thing."""
    if one == other:
        return amount(one)
    return amount(one) and amount(other) and not (one.isupper() or other.isupper()) and "2" not in one + other


def falls(relation: Related, figures: Sequence[Said]) -> bool:
    """Tell whether the sentence of a growth speaks of a fall: `down 5 per cent`."""
    rate = figures[relation.figures[0]]
    return bool(_FALL.search(rate.line[max(rate.opening, rate.quantity.start - 40) : rate.quantity.start]))


def _sentences(figures: Sequence[Said]) -> Iterator[list[int]]:
    """The indices of the quantities of each sentence."""
    group: list[int] = []
    for index, one in enumerate(figures):
        if group and (one.quantity.line, one.opening) != (figures[group[0]].quantity.line, figures[group[0]].opening):
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _before(figures: Sequence[Said], indices: Sequence[int], index: int) -> Iterator[Related]:
    """What a quantity is to those before it in its sentence, the nearest that fits."""
    one = figures[index].quantity
    earlier = [other for other in indices if other < index][::-1]
    line = figures[index].line
    if earlier and _two_currencies(line, figures[earlier[0]].quantity, one):
        yield Related("currencies", (index, earlier[0]))
        return
    if one.unit == "percent":
        yield from _percent(figures, indices, index, earlier[:3])
        return
    # A change needs no unit: from 25 million to 10 million.
    if one.unit and not amount(one.unit):
        return
    for other in earlier[:3]:
        first = figures[other].quantity
        gap = line[first.end : one.start]
        behind = line[one.end : one.end + 25]
        if _OF_WHICH.match(behind) or (_OF_WHICH.search(gap) and len(gap) < 80):
            if alike(first.unit, one.unit):
                yield Related("part", (index, other))
                return
        elif _OUT_OF.fullmatch(gap) and (alike(first.unit, one.unit) or not first.unit):
            yield Related("part", (other, index))
            return
        elif first.unit == one.unit and _moves(line, first, one, gap):
            yield Related("change", (other, index) if _UP_FROM.match(gap) else (index, other))
            return


def _two_currencies(line: str, first: Quantity, second: Quantity) -> bool:
    money = first.unit != second.unit and all(unit.isupper() and len(unit) == 3 for unit in (first.unit, second.unit))
    return money and bool(_OTHER_MONEY.match(line[first.end : second.start]))


def _moves(line: str, first: Quantity, second: Quantity, gap: str) -> bool:
    """Whether the first amount became the second: `from 25 million to 10 million`, `had grown to`, `up from`."""
    # `6077 with numbers infected rising to` speaks of something else.
    if len(gap) > 120 or _ANEW.search(gap):
        return False
    opening = line[max(0, first.start - 30) : first.start]
    if _TO.search(gap) and (_FROM.search(opening) or _MOVED.search(gap)):
        return True
    return bool(_UP_FROM.match(gap)) and first.period != second.period


def _percent(figures: Sequence[Said], indices: Sequence[int], index: int, earlier: Sequence[int]) -> Iterator[Related]:
    """What a percentage is to the amounts of its sentence: a growth to one, or a share that one makes of a whole."""
    one, line = figures[index].quantity, figures[index].line
    before = line[max(figures[index].opening, one.start - 45) : one.start]
    later = [other for other in indices if other > index and amount(figures[other].quantity.unit)]
    amounts = [other for other in earlier if amount(figures[other].quantity.unit)]
    # `exports rose by 4.5 per cent to $12.4 billion`
    if _RISE.search(before):
        if later and re.fullmatch(r"[^,.;]{0,40}?\bto\s", line[one.end : figures[later[0]].quantity.start]):
            base = [
                o for o in later[1:2] if _BASE.search(line[figures[later[0]].quantity.end : figures[o].quantity.start])
            ]
            yield Related("growth", (index, later[0], *base))
        elif amounts and one.start - figures[amounts[0]].quantity.end < 120:
            base = [o for o in later[:1] if _BASE.search(line[one.end : figures[o].quantity.start])]
            yield Related("growth", (index, amounts[0], *base))
        return
    if later and re.fullmatch(
        r"\sof (?:the|its|all|their|a total of|an? )?\s?(?:[\w’'-]+\s){0,3}",
        line[one.end : figures[later[0]].quantity.start],
    ):
        part = [
            o
            for o in amounts[:1]
            if _SHARE.search(line[figures[o].quantity.end : one.start])
            and alike(figures[o].quantity.unit, figures[later[0]].quantity.unit)
        ]
        if part:
            yield Related("share", (index, part[0], later[0]))
        return
    if amounts and _OF_SOMETHING.match(line, one.end):
        gap = line[figures[amounts[0]].quantity.end : one.start]
        if len(gap) < 70 and _SHARE.search(gap):
            yield Related("share", (index, amounts[0]))


def _total(figures: Sequence[Said], indices: Sequence[int]) -> Iterator[Related]:
    """A total and its parts in one sentence: `a total of 120, 45 from the north and 75 from the south`."""
    for index in indices:
        one = figures[index].quantity
        if not amount(one.unit) or not _TOTAL.search(
            figures[index].line[max(figures[index].opening, one.start - 25) : one.start]
        ):
            continue
        parts = [other for other in indices if other != index and alike(figures[other].quantity.unit, one.unit)]
        runs = [part for part in parts if part > index], [part for part in parts if part < index]
        for run in runs:
            if len(run) >= 2 and _is_list(figures, run):
                yield Related("total", (index, *run))
                return


def _is_list(figures: Sequence[Said], run: Sequence[int]) -> bool:
    line = figures[run[0]].line
    gaps = [line[figures[one].quantity.end : figures[two].quantity.start] for one, two in itertools.pairwise(run)]
    return all(_LISTED.match(gap) for gap in gaps)


def _of_that(figures: Sequence[Said]) -> Iterator[Related]:
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
