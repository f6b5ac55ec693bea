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


def read(lines: list[str]) -> list[Reading]:
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
    first, used = ahead[0], 1
    start, end, low, high = first.start, first.end, first.value, first.value
    hedge, money, whole = "", "", None
    left = line[max(floor, start - 50) : start]
    if match := _MONEY.search(left):
        money, start = match[0].strip(), start - len(match[0])
    if match := _SIGN.search(line[max(floor, start - 8) : start]):
        low = high = -low
        start -= len(match[0])
    second = ahead[1] if len(ahead) > 1 else None
    gap = line[end : second.start] if second else ""
    joined = second and len(gap) < 40 and second.kind in (first.kind, "number", "span")
    opening = line[max(floor, start - 12) : start]
    if joined and second.kind == "span" and re.fullmatch(r"[\s-](?:more |full |whole )?", gap):
        low, high, end, used = low * second.value, high * second.value, second.end, 2
        unit = "years"
        second = None
    elif joined and (match := _range(line, gap, bool(_BETWEEN.search(opening)), bool(money), second)):
        high, end, used, hedge = second.value, second.end, 2, "range"
        money = money or (match["money"] or "").strip()
        if second.scaled and not first.scaled and 0 < low < 1000:
            factor = _factor(second, line)
            low = round(low * factor, 6)
        if match := _BETWEEN.search(opening) or _FROM.search(opening):
            start -= len(match[0])
        unit = ""
    elif (
        joined
        and first.kind == "number"
        and low < second.value
        and second.value in _WHOLES
        and _OUT_OF.fullmatch(gap)
        and not _TIME.match(line, second.end)
    ):
        low = high = 100 * low / second.value
        end, used, whole, unit = second.end, 2, second.value, "percent"
    else:
        unit = ""
    kind = first.kind
    if kind == "share":
        low, high, unit = 100 * low, 100 * high, "percent"
    elif kind in ("times", "pointer"):
        unit = "times"
    elif kind == "span" and used == 1:
        unit = "years"
        if line[start:end].lower() in ("decades", "centuries", "millennia"):
            kind = "magnitude"
        elif match := re.search(r"(?<!\w)an?\s$", line[max(floor, start - 3) : start], re.IGNORECASE):
            start -= len(match[0])
    factor, after = 1.0, end
    if money:
        unit = _currency(money, line)
    elif unit == "times" or (unit == "years" and used == 2):
        pass
    elif kind == "ordinal":
        unit, after = units.rank(line, end)
    elif unit == "percent":
        _, _, after = units.counted(line, start, end) if whole else ("", 1, end)
    elif not unit or kind == "span":
        if kind == "span":
            unit = "years"
        else:
            unit, factor, after = units.counted(line, start, end, one=low == high == 1)
            if second and used == 1 and re.match(r"[a-z]+-|-", line[second.end : second.end + 2]) and not unit:
                after = end
    if line[first.start : first.end].lower().startswith(("single", "double", "triple")) and kind == "magnitude":
        unit, after = "percent", end
    if used == 1 and second and _PART_OF.fullmatch(gap) and not unit:
        unit, factor, _ = units.counted(line, second.start, second.end)
    if not unit:
        unit = units.implied(
            line, start, end, high, last.unit if last and last.start >= units.sentence(line, start)[0] else ""
        )
    low, high = round(low * factor, 6), round(high * factor, 6)
    if low > high:
        low, high = high, low
    start, bent = bends.before(line, start, floor, unit, first)
    stop = after
    for name, pattern in bends.BEHIND:
        if match := pattern.match(line, end if line.startswith("-odd", end) else after):
            bent, stop = name, max(after, match.end())
            if within := bends.WITHIN.search(line[max(floor, start - 8) : start]):
                start -= len(within[0])
    hedge = hedge or bent or ("order of magnitude" if kind == "magnitude" else "")
    quantity = Quantity(
        number, start, stop, line[start:stop], 1, *bends.ends(low, high, hedge), hedge, unit, _period(line, start, stop)
    )
    return quantity, used


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
