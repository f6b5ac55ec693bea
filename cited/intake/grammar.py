"""The grammar: numerals and the words around them become quantities."""

import functools
import re
from typing import NamedTuple

from cited.intake import hedges, measures, nouns, rates, when
from cited.intake.amounts import Amount, amount
from cited.intake.classes import classes, markers
from cited.intake.implied import implied, points
from cited.intake.joins import joined, shared
from cited.intake.normal import decimal_comma, normal
from cited.intake.numerals import Numeral, numerals
from cited.intake.sentences import pieces, sentence
from cited.intake.spans import fitted


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
    hedge: str
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


_AN = re.compile(r"(?<!\w)(?:an?|the (?:last|past|next))\s$", re.IGNORECASE)
_MANY = re.compile(r"(?:decades|centuries|millennia|fortnights)$", re.IGNORECASE)
# 27 of the 120 seats, 12 to 15 ships.
_GOES_ON = re.compile(
    r"\s(?:out )?of (?:the|its|their|all|a total of|some)?\s?(?:first |last |more than |about )?|\s"
    r"(?:to|and|or|, and)\s|, "
)
_CONSECUTIVE = re.compile(r" (?:consecutive|straight|successive) (year|month|week|day|quarter)(?:ly)?\b", re.IGNORECASE)
_RANKED = re.compile(r"[- ](?:(?:most|least) [a-z-]+(?: [a-z]+){0,2}|[a-z]{2,}est\b(?: [a-z]+){0,2}|trading partner)")
_TOP = re.compile(r"\btop[- ]$", re.IGNORECASE)
_AHEAD = 5


def read(printed: str, line: str = "", occurrence: int = 1) -> Quantity | None:
    """Return how the grammar reads the expression `printed`, the n-th of its characters in `line`; None if as none.

    Without a line, `printed` is read by itself. Where several quantities stand in it, the first is returned.
    """
    line = line or printed
    start = -1
    for _ in range(occurrence):
        start = line.find(printed, start + 1)
        if start < 0:
            return None
    end = start + len(printed)
    return next((one for one in read_line(line).quantities if one.start < end and start < one.end), None)


def read_text(lines: list[str]) -> list[Reading]:
    """Return each line of a text as the grammar reads it, in order; the time taken is linear in the text's length."""
    return _read(tuple(lines))


@functools.lru_cache(maxsize=2)
def _read(lines: tuple[str, ...]) -> list[Reading]:
    from cited.intake.cells import read_tables

    notes, comma = markers(lines), decimal_comma(lines)
    in_tables = read_tables(lines, comma)
    # Running heads, table rows and rules stand many times in a long text.
    known: dict[tuple[str, int], Reading] = {}
    readings = []
    for number, line in enumerate(lines, start=1):
        if number in in_tables:
            readings.append(in_tables[number])
            continue
        key = line, notes.get(number, 0)
        if key not in known:
            known[key] = read_line(line, number, key[1], comma)
        reading = known[key]
        readings.append(reading._replace(quantities=[one._replace(line=number) for one in reading.quantities]))
    return readings


def read_line(line: str, number: int = 1, marker: int = 0, comma: bool = False) -> Reading:
    """Return one line as the grammar reads it: line `number` of its text; `marker` as in `classes`."""
    found: list[Numeral] = []
    given: list[str] = []
    spoken: list[_Said] = []
    for start, end in pieces(line):
        seen = normal(line[start:end], comma)
        own = numerals(seen.text)
        alone = _amounts(seen.text, own)
        named = classes(seen.text, own, marker - start, _carried(seen.text, alone))
        quantities = _quantities(seen.text, [one for one, name in zip(alone, named, strict=True) if not name])
        found += [
            one._replace(start=start + seen.place(one.start), end=start + seen.place(one.end, True)) for one in own
        ]
        given += named
        spoken += [
            one._replace(start=start + seen.place(one.start), end=start + seen.place(one.end, True))
            for one in quantities
        ]
    return Reading(found, given, _placed(line, number, spoken))


def _amounts(text: str, found: list[Numeral]) -> list[Amount]:
    alone: list[Amount] = []
    floor = 0
    for numeral in found:
        alone.append(amount(text, numeral, floor))
        floor = numeral.end
    return alone


_JOINT = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and)\s")
_YEARLIKE = re.compile(r"(?:1[5-9]|20|21)\d\d")


def _carried(text: str, alone: list[Amount]) -> list[bool]:
    """Which numerals a currency, scale or unit shows to be quantities, their range's other end too."""
    carried = [one.carries or _is_count(text, one) for one in alone]
    for index in range(len(alone) - 1, 0, -1):
        first, second = alone[index - 1], alone[index]
        if carried[index] and not carried[index - 1] and first.kind == second.kind == "number":
            year = _YEARLIKE.fullmatch(text, first.start, first.end) and not _YEARLIKE.fullmatch(
                text, second.first.start, second.first.end
            )
            if not year and _JOINT.fullmatch(text, first.end, second.start) and first.low < second.low:
                carried[index - 1] = True
    return carried


_HEDGED = re.compile(
    r"\b(?:about|some|around|nearly|almost|over|only|another|additional|total of|least|most|than|roughly|just|employs"
    r"|approximately|further)\s$",
    re.IGNORECASE,
)


def _is_count(text: str, one: Amount) -> bool:
    """Whether a number that might be a year counts: some 1500 new homes."""
    if one.kind != "number" or not _YEARLIKE.fullmatch(text, one.first.start, one.first.end):
        return False
    noun, after = nouns.counted(text, one.end)
    near = after - one.end < 40
    return near and bool(noun) and bool(_HEDGED.search(text[max(0, one.start - 16) : one.start]))


class _Said(NamedTuple):
    """A quantity as the text says it, before its characters are known."""

    start: int
    end: int
    low: float
    high: float
    hedge: str
    unit: str
    per: str
    guessed: bool
    period: str = ""


def _quantities(text: str, alone: list[Amount]) -> list[_Said]:
    found: list[_Said] = []
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
        quantity = _quantity(text, both, ahead, found[-1] if found else None, floor)
        found.append(quantity)
        floor = max(quantity.end, alone[index + both.used - 1].first.end)
        index += both.used
    periods = when.periods(text, [(one.start, one.end) for one in found])
    return [one._replace(period=period) for one, period in zip(found, periods, strict=True)]


def _of_kind(text: str, one: Amount, floor: int) -> Amount:
    """An amount with what the kind of its first numeral says: a share, a multiple, a span of time."""
    if one.kind == "share" and not (one.unit and one.after > one.end):
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


def _quantity(text: str, one: Amount, ahead: list[Amount], last: _Said | None, floor: int) -> _Said:
    unit, after = _unit(text, one, ahead[one.used - 1 :], floor)
    guessed = False
    if not unit:
        opening, _ = sentence(text, one.start)
        before = (last.unit, last.high) if last and last.start >= opening else ("", 0.0)
        unit = implied(text, one.start, one.end, one.high, before)
        guessed = bool(unit)
    per, after = (one.per, after) if one.per else rates.per(text, after)
    start, hedge = hedges.before(text, one.start, floor, unit, one.first)
    begin, stop, bent = hedges.behind(text, one.end, after, start, floor)
    if bent and (guessed or not unit) and one.kind == "number":
        noun, ending = ("years", stop) if hedges.OLD.search(text[one.end : stop]) else _behind(text, stop)
        unit, stop, guessed = (noun, ending, False) if noun else (unit, stop, guessed)
    if bent and not per:
        per, stop = rates.per(text, stop)
    hedge = one.hedge or bent or hedge or ("order of magnitude" if one.kind == "magnitude" else "")
    low, high = sorted(round(value * one.factor, 9 if abs(value) < 1 else 6) for value in (one.low, one.high))
    return _Said(begin, stop, low, high, hedge, unit, per, guessed)


def _unit(text: str, one: Amount, ahead: list[Amount], floor: int) -> tuple[str, int]:
    """The unit that the words around an amount name, or empty, and where its words end."""
    words = text[one.first.start : one.first.end].lower()
    if one.kind == "ordinal":
        return _rank(text, one.end)
    if one.kind == "magnitude" and words.startswith(("single", "double", "triple")):
        return "percent", one.after
    if one.whole:
        noun, after = nouns.counted(text, one.after)
        return one.unit, max(after, one.after)
    if one.unit == "points":
        return points(text, one.start, one.after), one.after
    if one.unit == "times" and one.kind == "times":
        return one.unit, one.after
    if one.unit:
        return one.unit, one.after
    if _TOP.search(text[max(floor, one.start - 5) : one.start]) and one.low == int(one.low) and one.low < 1000:
        return "rank", one.end
    noun, after = nouns.counted(text, one.end, one=one.low == one.high == 1)
    if noun and ahead and after > ahead[0].first.start:
        noun, after = (
            nouns.counted(text[: ahead[0].first.start], one.end) if not _attribute(text, ahead[0]) else (noun, after)
        )
    if (
        not noun
        and ahead
        and one.kind == ahead[0].kind == "number"
        and _GOES_ON.fullmatch(text, one.end, ahead[0].start)
    ):
        return _unit(text, ahead[0], ahead[1:], ahead[0].start)[0], one.end
    if one.per:
        return noun if after <= one.after else nouns.counted(text[: one.after], one.end)[0], one.after
    return noun, max(after, one.after) if noun else one.after


def _behind(text: str, stop: int) -> tuple[str, int]:
    """The unit that stands behind a hedge that follows its number: 30 or more wells, 40 plus years."""
    found = measures.behind(text, stop)
    return (found[0].code, found[1]) if found and found[0].factor == 1 else nouns.counted(text, stop)


def _attribute(text: str, two: Amount) -> bool:
    """Whether a number is part of the name of what is counted: 1.8 million twenty-foot containers."""
    return text[two.first.end : two.first.end + 1] == "-" or text[two.after : two.after + 1] == "-"


def _rank(text: str, end: int) -> tuple[str, int]:
    """The unit of an ordinal that is a figure, `rank` or that of a run of time, and where its words end."""
    if match := _CONSECUTIVE.match(text, end):
        return f"{match[1].lower()}s", match.end()
    match = _RANKED.match(text, end)
    return "rank", match.end() if match else end


def _placed(line: str, number: int, found: list[_Said]) -> list[Quantity]:
    """Quantities with their characters, as few as show the whole expression, and the occurrence of these."""
    quantities: list[Quantity] = []
    counts: dict[str, tuple[int, int]] = {}
    for one in found:
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
