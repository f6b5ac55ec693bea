"""The grammar: numerals and the words around them become quantities."""

import bisect
import functools
import re
from typing import NamedTuple

from cited.intake import bends, units
from cited.intake.classes import classes, markers
from cited.intake.numerals import Numeral, numerals


class Quantity(NamedTuple):
    """A quantity as a text prints it: where it stands and what it says, in the ledger's terms."""

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


class Reading(NamedTuple):
    """A line as the grammar reads it: its numerals, the class of each (empty: of none), and its quantities."""

    numerals: list[Numeral]
    classes: list[str]
    quantities: list[Quantity]


class _Expression(NamedTuple):
    """Numerals that say one thing, `used` of them: where they stand with sign and currency, and what they come to.

    `money` is the currency as printed; `unit` is empty where only the words behind the numerals can tell it;
    `whole` is true for one in five.
    """

    first: Numeral
    kind: str
    start: int
    end: int
    low: float
    high: float
    money: str = ""
    unit: str = ""
    hedge: str = ""
    used: int = 1
    whole: bool = False


_MONEY = re.compile(rf"(?<![A-Za-z])(?:{units.CURRENCY})[\s\u00a0\u202f]?$")
_SIGN = re.compile(r"(?<![\w)])(?:[-−–]|minus )$")
_TO = re.compile(
    rf"(?:\s?[-–—−]\s?|\s(?:to|or)\s)(?:between\s)?(?P<money>(?:{units.CURRENCY})[\s\u00a0]?)?$", re.IGNORECASE
)
_AND = re.compile(rf"\sand\s(?P<money>(?:{units.CURRENCY})[\s\u00a0]?)?$", re.IGNORECASE)
# The unit that the first end of a range repeats: `2% to 3%`.
_REPEATED = re.compile(
    r"\s?(?:%|per ?cent\b|percent\b|euros?\b|dollars\b|years?\b|people\b)(?=\s|[-–]|[^\w]|$)", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?<!\w)between\s$", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)from\s$", re.IGNORECASE)
# `8 out of 10` and `one in five` are shares; `15 out of the first 50` counts.
_OUT_OF = re.compile(r"(?:\s[a-z]+)?\sout of(?: every)?\s$|\sin(?: every)?\s$", re.IGNORECASE)
_TIME = re.compile(r"[\s-](?:years?|months?|weeks?|days?|hours?|minutes?|decades?)\b", re.IGNORECASE)
_WHOLES = {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000}
_PART_OF = re.compile(r"\s(?:out )?of (?:the|its|their|all|a total of)(?: first| last)?\s$", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:1[89]|20|21)\d\d(?:\s?[-–]\s?(?:1[89]|20|21)\d\d)?\b")


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
    notes = markers(lines)
    # Running heads, table rows and rules stand many times in a long text.
    known: dict[tuple[str, int], Reading] = {}
    readings = []
    for number, line in enumerate(lines, start=1):
        key = line, notes.get(number, 0)
        if key not in known:
            known[key] = read_line(line, number, key[1])
        reading = known[key]
        readings.append(reading._replace(quantities=[one._replace(line=number) for one in reading.quantities]))
    return readings


def read_line(line: str, number: int = 1, marker: int = 0) -> Reading:
    """Return one line as the grammar reads it: line `number` of its text; `marker` as in `classes`."""
    found = numerals(line)
    given = classes(line, found, marker)
    open_ = [numeral for numeral, name in zip(found, given, strict=True) if not name]
    return Reading(found, given, _quantities(line, number, open_))


def _quantities(line: str, number: int, found: list[Numeral]) -> list[Quantity]:
    quantities: list[Quantity] = []
    counts: dict[str, tuple[int, int]] = {}
    index, before = 0, 0
    while index < len(found):
        quantity, used = _quantity(
            line, number, found[index : index + 4], quantities[-1] if quantities else None, before
        )
        index += used
        before = max(quantity.end, found[index - 1].end)
        quantities.append(quantity._replace(occurrence=_occurrence(line, quantity, counts)))
    return quantities


def _occurrence(line: str, quantity: Quantity, counts: dict[str, tuple[int, int]]) -> int:
    """Which occurrence of its characters a quantity is; `counts` has the last one found and its number."""
    position, count = counts.get(quantity.printed, (-1, 0))
    while position < quantity.start:
        position, count = line.find(quantity.printed, position + 1), count + 1
    counts[quantity.printed] = position, count
    return count


def _quantity(line: str, number: int, ahead: list[Numeral], last: Quantity | None, floor: int) -> tuple[Quantity, int]:
    """The quantity that begins with the first of these numerals, and how many of them it uses."""
    expression = _of_kind(line, _together(line, _alone(line, ahead[0], floor), ahead[1:2], floor), floor)
    unit, factor, after = _unit(line, expression, ahead[1:2])
    if not unit:
        opening, _ = units.sentence(line, expression.start)
        before = last.unit if last and last.start >= opening else ""
        unit = units.implied(line, expression.start, expression.end, expression.high, before)
    start, stop, hedge = _bent(line, expression, unit, after, floor)
    low, high = sorted(round(value * factor, 6) for value in (expression.low, expression.high))
    ends = bends.ends(low, high, hedge)
    period = _period(line, start, stop)
    return Quantity(number, start, stop, line[start:stop], 1, *ends, hedge, unit, period), expression.used


def _alone(line: str, first: Numeral, floor: int) -> _Expression:
    """A numeral with the currency and the sign before it."""
    start, value, money = first.start, first.value, ""
    if match := _MONEY.search(line[max(floor, start - 50) : start]):
        money, start = match[0].strip(), start - len(match[0])
    if match := _SIGN.search(line[max(floor, start - 8) : start]):
        value, start = -value, start - len(match[0])
    return _Expression(first, first.kind, start, first.end, value, value, money)


def _together(line: str, one: _Expression, ahead: list[Numeral], floor: int) -> _Expression:
    """An expression with the numeral behind it, where they are a run of time, a range or a share; else as it is."""
    if not ahead:
        return one
    second, gap = ahead[0], line[one.end : ahead[0].start]
    if len(gap) >= 40 or second.kind not in (one.kind, "number", "span"):
        return one
    if second.kind == "span" and re.fullmatch(r"[\s-](?:more |full |whole )?", gap):
        low, high = one.low * second.value, one.high * second.value
        return one._replace(
            low=low, high=high, end=second.end, used=2, unit=units.span(line[second.start : second.end])
        )
    opening = line[max(floor, one.start - 12) : one.start]
    between = _BETWEEN.search(opening)
    if match := _range(line, gap, bool(between), bool(one.money), second):
        low, money = one.low, one.money or (match["money"] or "").strip()
        if second.scaled and not one.first.scaled and 0 < low < 1000:
            low = round(low * _factor(second, line), 6)
        before = between or _FROM.search(opening)
        start = one.start - len(before[0]) if before else one.start
        return one._replace(start=start, end=second.end, low=low, high=second.value, money=money, hedge="range", used=2)
    counts = one.kind == "number" and one.low < second.value and second.value in _WHOLES
    if counts and _OUT_OF.fullmatch(gap) and not _TIME.match(line, second.end):
        share = 100 * one.low / second.value
        return one._replace(low=share, high=share, end=second.end, used=2, whole=True, unit="percent")
    return one


def _of_kind(line: str, one: _Expression, floor: int) -> _Expression:
    """An expression with what the kind of its first numeral says: a share, a multiple, a span of time."""
    if one.kind == "share":
        return one._replace(low=100 * one.low, high=100 * one.high, unit="percent")
    if one.kind in ("times", "pointer"):
        return one._replace(unit="times")
    if one.kind == "span" and one.used == 1:
        unit = units.span(line[one.first.start : one.first.end])
        if line[one.start : one.end].lower() in ("decades", "centuries", "millennia", "fortnights"):
            return one._replace(kind="magnitude", unit=unit)
        match = re.search(r"(?<!\w)an?\s$", line[max(floor, one.start - 3) : one.start], re.IGNORECASE)
        return one._replace(start=one.start - len(match[0]) if match else one.start, unit=unit)
    return one


def _unit(line: str, one: _Expression, ahead: list[Numeral]) -> tuple[str, float, int]:
    """The unit that the words around an expression name, or empty; what it multiplies by; where its words end."""
    unit, factor, after = one.unit, 1.0, one.end
    second = ahead[0] if ahead and one.used == 1 else None
    if one.money:
        unit = _currency(one.money, line)
    elif unit == "times" or (unit in ("years", "weeks") and one.used == 2):
        pass
    elif one.kind == "ordinal":
        unit, after = units.rank(line, one.end)
    elif unit == "percent":
        after = units.counted(line, one.start, one.end)[2] if one.whole else one.end
    elif one.kind == "span":
        unit = units.span(line[one.first.start : one.first.end])
    elif not unit:
        unit, factor, after = units.counted(line, one.start, one.end, one=one.low == one.high == 1)
        if second and re.match(r"[a-z]+-|-", line[second.end : second.end + 2]) and not unit:
            after = one.end
    words = line[one.first.start : one.first.end].lower()
    if one.kind == "magnitude" and words.startswith(("single", "double", "triple")):
        unit, after = "percent", one.end
    if second and not unit and _PART_OF.fullmatch(line, one.end, second.start):
        unit, factor, _ = units.counted(line, second.start, second.end)
    return unit, factor, after


def _bent(line: str, one: _Expression, unit: str, after: int, floor: int) -> tuple[int, int, str]:
    """Where an expression begins and ends with the words that bend it, and the hedge; its unit ends at `after`."""
    start, hedge = bends.before(line, one.start, floor, unit, one.first)
    stop = after
    for name, pattern in bends.BEHIND:
        if match := pattern.match(line, one.end if line.startswith("-odd", one.end) else after):
            hedge, stop = name, max(after, match.end())
            if within := bends.WITHIN.search(line[max(floor, start - 8) : start]):
                start -= len(within[0])
    return start, stop, one.hedge or hedge or ("order of magnitude" if one.kind == "magnitude" else "")


def _range(line: str, gap: str, between: bool, money: bool, second: Numeral) -> re.Match | None:
    """What joins two ends of a range, or None; `by 2% to $3 billion` is none, its ends differ in kind."""
    unit = _REPEATED.match(gap)
    if unit and not _REPEATED.match(line, second.end):
        return None
    joint = gap[unit.end() :] if unit else gap
    match = _TO.fullmatch(joint) or (_AND.fullmatch(joint) if between else None)
    return None if match and match["money"] and not money else match


def _factor(numeral: Numeral, line: str) -> float:
    text = line[numeral.start : numeral.end]
    digits = re.match(r"[\d.,]+", text)
    if digits:
        plain = numerals(digits[0])[0].value
        return numeral.value / plain if plain else 1.0
    scale = numerals(f"a {text.split()[-1]}")
    return scale[0].value if scale else 1.0


def _currency(money: str, line: str) -> str:
    code = units.CURRENCIES.get(money) or units.CURRENCIES.get(money.upper(), "USD")
    if money in "¥￥" and re.search(r"\b(?:yuan|renminbi|RMB|CNY)\b", line):
        return "CNY"
    return code


def _period(line: str, start: int, stop: int) -> str:
    """The year or years nearest to the quantity in its sentence, in EDTF, or an empty text."""
    opening, closing = units.sentence(line, start)
    spans = _years(line)
    index = bisect.bisect_left(spans, (start, 0, ""))
    near = [
        (first - stop if first >= stop else start - last, words)
        for first, last, words in spans[max(0, index - 1) : index + 2]
        if opening <= first < closing and (first >= stop or last <= start)
    ]
    return min(near)[1] if near else ""


@functools.lru_cache(maxsize=4)
def _years(line: str) -> list[tuple[int, int, str]]:
    """The years that a line names: where each stands, and the period in EDTF."""
    return [(*match.span(), "/".join(re.findall(r"\d{4}", match[0]))) for match in _PERIOD.finditer(line)]
