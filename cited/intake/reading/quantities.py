"""Quantities: the numerals of a line with the words around them, and what these say."""

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from cited.intake.classing.classes import classes
from cited.intake.language.normal import normal
from cited.intake.language.sentences import is_code, pieces
from cited.intake.numbers.numerals import Numeral, numerals
from cited.intake.periods import when
from cited.intake.periods.lasting import only_lasts
from cited.intake.reading.spans import fitted
from cited.intake.units import hedges, nouns, persons, portions, rates
from cited.intake.units.amounts import Amount, amount
from cited.intake.units.carried import PENCE, carried
from cited.intake.units.counting import unit_after, unit_of
from cited.intake.units.implied import labelled
from cited.intake.units.joins import joined
from cited.intake.units.sharing import levelled, shared
from cited.intake.units.told import told
from cited.ledger.agreement.hedges import Hedge


class Quantity(NamedTuple):
    """A quantity as a text prints it: where it stands and what it says, in the ledger's terms.

    `per` is what it is counted against (`day`, `1,000 live births`); `guessed` names what no words at the number
    say: `unit`, `period`; `cell` is row and column, from 0, of the table's cell that it stands in.
    """

    line: int
    start: int
    end: int
    printed: str
    occurrence: int
    low: float | None
    high: float | None
    hedge: Hedge
    unit: str
    period: str
    per: str = ""
    guessed: tuple[str, ...] = ()
    cell: tuple[int, int] | None = None


class Reading(NamedTuple):
    """A line as the grammar reads it: its numerals, the class of each (empty: of none), and its quantities."""

    numerals: list[Numeral]
    classes: list[str]
    quantities: list[Quantity]


class _Said(NamedTuple):
    """A quantity as the text says it, before its characters are known."""

    start: int
    end: int
    low: float
    high: float
    hedge: Hedge
    unit: str
    per: str
    guessed: bool
    period: str = ""


# A part of a line: its numerals, their classes, what it says.
Part = tuple[list[Numeral], list[str], list[_Said]]
_AN = re.compile(r"(?<!\w)(?:an?|the (?:last|past|next))\s$", re.IGNORECASE)
_MANY = re.compile(r"(?:decades|centuries|millennia|fortnights)$", re.IGNORECASE)
# How many numerals ahead, and quantities before, say something of one.
_AHEAD, _RECENT = 5, 40


def read_line(
    line: str, number: int = 1, marker: int = 0, comma: bool = False, now: str = "", anchor: str = ""
) -> Reading:
    """Return one line as the grammar reads it: line `number` of its text; `marker` as in `classes`, `now` and `anchor`
    as in `when.periods`."""
    return of_parts(line, [read_part(line, place, marker, comma, now, anchor) for place in pieces(line)], number)


def read_part(line: str, place: tuple[int, int], marker: int, comma: bool, now: str, anchor: str) -> Part:
    """Return one of the parts in which a line is read; the rest is as for `read_line`."""
    start, end = place
    if is_code(line[start:end]):
        return [], [], []
    seen = normal(line[start:end], comma)
    own = numerals(seen.text)
    alone = _amounts(seen.text, own)
    named = classes(seen.text, own, marker - start, _carried(seen.text, alone))
    alone = [one for one, name in zip(alone, named, strict=True) if not name]
    said = [_whole(one, own) for one in _quantities(seen.text, levelled(seen.text, alone), now, anchor)]
    read = [one._replace(start=start + seen.place(one.start), end=start + seen.place(one.end, True)) for one in own]
    said = [one._replace(start=start + seen.place(one.start), end=start + seen.place(one.end, True)) for one in said]
    return read, named, said


def of_parts(line: str, parts: Sequence[Part], number: int = 1) -> Reading:
    """Return a line, by its parts in order, as the grammar reads it."""
    read, named = [one for part in parts for one in part[0]], [name for part in parts for name in part[1]]
    return Reading(read, named, _placed(line, number, [one for part in parts for one in part[2]]))


def _amounts(text: str, numerals: list[Numeral]) -> list[Amount]:
    alone: list[Amount] = []
    floor = 0
    for numeral in numerals:
        alone.append(amount(text, numeral, floor))
        floor = alone[-1].after
    return alone


_JOINT = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and)\s")
_SECOND_YEAR = re.compile(r"(?:19|20)\d\d[-–—/]$")
YEARLIKE = re.compile(r"(?:1[5-9]|20|21)\d\d")


def _carried(text: str, alone: list[Amount]) -> list[bool]:
    """Which numerals a currency, scale or unit shows to be quantities, their range's other end too."""
    carried = [one.carries or _is_count(text, one) for one in alone]
    for index in range(len(alone) - 1, 0, -1):
        first, second = alone[index - 1], alone[index]
        if carried[index] and not carried[index - 1] and first.kind == second.kind == "number":
            year = YEARLIKE.fullmatch(text, first.start, first.end) and not YEARLIKE.fullmatch(
                text, second.first.start, second.first.end
            )
            if (
                not year
                # Q1 to 81%: the end of a name is no end of a range.
                and not text[max(0, first.start - 1) : first.start].isalnum()
                and not _SECOND_YEAR.search(text[max(0, first.start - 6) : first.start])
                and _JOINT.fullmatch(text, first.end, second.start)
                and first.low < second.low
            ):
                carried[index - 1] = True
    return carried


_HEDGED = re.compile(
    r"\b(?:about|some|around|nearly|almost|over|only|another|additional|total of|least|most|than|roughly|just|employs"
    r"|approximately|further)\s$",
    re.IGNORECASE,
)


def _is_count(text: str, one: Amount) -> bool:
    """Whether a number that might be a year counts: some 1500 new homes."""
    if one.kind != "number" or not YEARLIKE.fullmatch(text, one.first.start, one.first.end):
        return False
    noun, after = nouns.noun_after(text, one.end)
    near = after - one.end < 40
    return near and bool(noun) and bool(_HEDGED.search(text[max(0, one.start - 16) : one.start]))


def _quantities(text: str, alone: list[Amount], now: str, anchor: str) -> list[_Said]:
    read: list[_Said] = []
    index, floor = 0, 0
    while index < len(alone):
        one = alone[index]
        if one.first.start < floor:
            # It stands within the words of the quantity before: 61 deaths per 1,000 births, 3 twenty-foot boxes.
            index += 1
            continue
        ahead = alone[index + 1 : index + _AHEAD]
        both = joined(text, one, ahead[0], floor) if ahead else one
        if ahead and both.used == 1:
            both = shared(text, both, ahead[0])
        both = _of_kind(text, both, floor)
        quantity = _quantity(text, both, ahead, read, floor)
        read.append(quantity)
        floor = max(quantity.end, alone[index + both.used - 1].first.end)
        index += both.used
    periods = when.periods(text, [(one.start, one.end) for one in read], now, anchor)
    return [
        one._replace(period="" if period and only_lasts(text, one.start, one.end, one.unit) else period)
        for one, period in zip(read, periods, strict=True)
    ]


def _of_kind(text: str, one: Amount, floor: int) -> Amount:
    """An amount with what the kind of its first numeral says: a share, a multiple, a span of time."""
    every = text[one.first.start : one.first.end].lower().startswith("every ")
    if one.kind == "share" and (every or not (one.unit and one.after > one.end)):
        return one._replace(low=100 * one.low, high=100 * one.high, unit="percent")
    if one.kind in ("times", "pointer"):
        return one._replace(unit="times")
    if one.kind == "span" and one.used == 1:
        words = text[one.first.start : one.first.end].lower()
        unit = "weeks" if words.startswith("fortnight") else "years"
        if _MANY.search(words):
            return one._replace(kind="magnitude", unit=unit)
        match = _AN.search(text[max(floor, one.start - 9) : one.start])
        return one._replace(start=one.start - len(match[0]) if match and len(match[0]) < 4 else one.start, unit=unit)
    return one


def _quantity(text: str, one: Amount, ahead: list[Amount], before: list[_Said], floor: int) -> _Said:
    unit, after = unit_of(text, one, ahead[one.used - 1 :], floor)
    whole = portions.gapped(text, one, before) if unit.islower() else ""
    unit, after, guessed = (whole, one.end, True) if whole else (unit, after, False)
    if not unit and (label := labelled(text, one.start)).unit:
        unit, one = label.unit, one._replace(factor=1.0 if one.first.scaled else label.factor)
    if not (unit := unit or told(text, one, before)):
        unit = carried(text, one, before[-_RECENT:])
        guessed = bool(unit)
        if guessed and before and before[-1].unit == unit and PENCE.search(text, before[-1].start, before[-1].end):
            # 61 pence for light, 32 for gas.
            one = one._replace(factor=one.factor / 100)
    per, after = (one.per, after) if one.per else rates.per(text, after)
    start, hedge = hedges.before(text, one.start, floor, unit, one.first)
    begin, stop, after_it = hedges.after(text, one.end, after, start, floor)
    if after_it and (guessed or not unit) and one.kind == "number":
        noun, ending = ("years", stop) if persons.is_aged(text, begin, stop) else unit_after(text, stop)
        unit, stop, guessed = (noun, ending, False) if noun else (unit, stop, guessed)
    per, stop = rates.per(text, stop) if after_it and not per else (per, stop)
    hedge = one.hedge or after_it or hedge or (Hedge.MAGNITUDE if one.kind == "magnitude" else Hedge.NONE)
    low, high = sorted(round(value * one.factor, 9 if abs(value) < 1 else 6) for value in (one.low, one.high))
    return _Said(begin, stop, low, high, hedge, unit, per, guessed)


def _whole(one: _Said, own: list[Numeral]) -> _Said:
    """A quantity with the whole of a numeral that its unit's last sign begins: `GtCO2 BN`."""
    begun = bisect.bisect_left(own, one.end, key=lambda numeral: numeral.start)
    end = own[begun - 1].end if begun else 0
    return one._replace(end=end) if end > one.end else one


def _placed(line: str, number: int, spoken: list[_Said]) -> list[Quantity]:
    """Quantities with their characters, as few as show the whole expression, and the occurrence of these."""
    quantities: list[Quantity] = []
    counts: dict[str, tuple[int, int]] = {}
    for one in spoken:
        start, end = fitted(line, one.start, one.end)
        if quantities and start < quantities[-1].end:
            start = one.start
        printed = line[start:end]
        position, count = counts.get(printed, (-1, 0))
        while position < start:
            position, count = line.find(printed, position + 1), count + 1
        counts[printed] = position, count
        ends = hedges.ends(one.low, one.high, one.hedge)
        guessed = ("unit",) if one.guessed else ()
        quantities.append(
            Quantity(number, start, end, printed, count, *ends, one.hedge, one.unit, one.period, one.per, guessed)
        )
    return quantities
