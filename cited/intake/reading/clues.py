"""Clues: what speaks for each unit and noun near a number without one; `antecedents` weighs them."""

import functools
import itertools
import math
import re
from collections.abc import Iterable

from cited.intake.language.measures import CODES, CURRENCIES
from cited.intake.language.noun_words import STOP
from cited.intake.reading.quantities import Quantity
from cited.intake.reading.spots import Spot, word_before, word_behind
from cited.intake.units import plurals
from cited.intake.units.carried import LARGEST_SHARE
from cited.intake.units.implied import NUMBER_OF, PERSONS
from cited.intake.units.subjects import CHANGED
from cited.intake.units.topics import MONEY, RATES
from cited.ledger.suggesting.fit import DURATIONS

Clues = dict[str, set[str]]

_WORD = re.compile(r"[A-Za-z](?:[A-Za-z’'-]*[A-Za-z])?")
_OF = re.compile(r"\W*(?:Of|Among)\b")
_LABEL = re.compile(r"(?:^|[.;|•*-])\s*([A-Za-z][\w’' -]{2,60}?)\s?(?:\([^)]*\))?\s?[:–—]\s?(?:\w+ ){0,2}$")
# He owns horses, of which six are lame.
_OF_WHICH = re.compile(r"\b([A-Za-z’'-]+),? (?:out )?of (?:which|whom)(?: [a-z]+){0,3} $")
_TIMES = re.compile(r"times|fold|\d ?x\b")
_LARGE = 1e6
# We ordered thirty in 2019: no years.
_ACQUIRED = re.compile(
    r"\b(?:ordered|bought|sold|built|opened|delivered|launched|acquired|scrapped)(?: (?:about|another|some|only"
    r"|just))? $"
)
_RELATIVE = re.compile(r"\b(?:who|which|that)\b")


def candidates(spot: Spot) -> Clues:
    """Return each unit that a number may have, an empty one included, with the clues that speak for or against it."""
    left, right = spot.left, spot.right
    found: Clues = {unit: set() for unit in ("", "persons", "years", "percent")}
    _of_quantities(spot, left, right, found)
    _of_nouns(spot, left, right, found)
    if _value(spot.quantity) > LARGEST_SHARE:
        # It gained 1.2 per cent to 4,312.7.
        found.pop("percent")
    if _value(spot.quantity) >= _LARGE:
        # Nothing takes a million and a half months.
        found = {unit: clues for unit, clues in found.items() if not _is_of_time(unit, spot.before)}
    if spot.before.endswith(("of the ", "of ")):
        # Fourth of the five.
        found.pop("rank", None)
    if _ACQUIRED.search(spot.before):
        found = {unit: clues for unit, clues in found.items() if kind(unit) != "duration" and unit != "percent"}
    if left == "^" and right == "verb" and not spot.line[: spot.opening].endswith("; "):
        # Some have been in arrears for two years. Four are suspended.
        found = {unit: clues for unit, clues in found.items() if kind(unit) != "duration"}
    _of_kinds(spot, left, right, found)
    return found


def _is_of_time(unit: str, before: str) -> bool:
    """Whether a unit is of a time that nothing lasts a million of: months, but not where hours worked are counted."""
    return "/" in unit or (
        kind(unit) == "duration" and not re.search(rf"\b{unit} (?:[a-z]+ed|of|lost|flown)\b", before, re.I)
    )


def _add(found: Clues, unit: str, *clues: str) -> None:
    if (known := found.get(unit)) is None:
        known = found[unit] = set()
    known.update(clues)


def _of_quantities(spot: Spot, left: str, right: str, found: Clues) -> None:
    """The units of the quantities before: how far, how large, how alike."""
    number, value, broken = spot.quantity, _value(spot.quantity), _is_broken(spot.quantity)
    seen: set[str] = set()
    for back, (one, unit, bare, _) in enumerate(reversed(spot.mentions), 1):
        if unit == "times" and not _TIMES.search(one.printed):
            # Membership has halved, from 8 million.
            continue
        ratio = _ratio(value, _value(one))
        if unit in seen:
            _add(found, unit, "again", *(["again alike"] if not ratio else []))
            continue
        seen.add(unit)
        apart = _apart(spot, one)
        nearest, here = min(back, 2), min(apart, 1)
        what = kind(unit)
        _add(found, unit, "counted", f"apart {apart}", f"back {min(back, 4)}", f"apart {apart} back {nearest}")
        _add(found, unit, f"{left} _ apart {here}", f"{left} _ back {nearest}")
        _add(found, unit, f"_ {right} apart {here}", f"_ {right} back {nearest}")
        _add(found, unit, f"ratio {ratio} {what}", f"broken {_bit(_is_broken(one))}{_bit(broken)} {what in _THINGS}")
        if what in (*_THINGS, "money", "measure"):
            size = "less" if value <= _value(one) else "more"
            _add(found, unit, size, f"{size} {right == 'of them' or left in ('which', 'whom')}")
        _add(found, unit, *_alike(spot, one, left, right), *(["bare"] if bare else []))
        if back == 1 and not apart:
            gap = spot.line[one.end : number.start]
            _add(found, unit, f"gap {min(len(gap.split()), 6)}", *(["gap ;"] if ";" in gap else []))
            _add(found, unit, *(["gap who"] if _RELATIVE.search(gap) else []))
    _add_first(spot, left, right, found)


def _alike(spot: Spot, one: Quantity, left: str, right: str) -> list[str]:
    """Whether another quantity of the spot's line, or one above, stands between the same words, or in brackets."""
    if one.line != spot.quantity.line:
        return []
    clues = []
    if left not in ("word", "?") and word_before(spot.line[max(0, one.start - 40) : one.start]) == left:
        clues.append("same before")
    if right not in ("word", "?") and word_behind(spot.line[one.end : one.end + 20]) == right:
        clues.append("same behind")
    if spot.line[max(0, one.start - 1) : one.start] == "(":
        clues.append("both in brackets" if spot.before.endswith("(") else "in brackets")
    return clues


def _add_first(spot: Spot, left: str, right: str, found: Clues) -> None:
    """What the sentence, the one before and the paragraph count first."""
    paragraph = [one for one in spot.mentions if one.quantity.line == spot.quantity.line]
    own = [one for one in paragraph if one.quantity.start >= spot.opening]
    before = [one for one in paragraph if spot.earlier <= one.quantity.start < spot.opening]
    if own:
        _add(found, own[0].unit, "first", f"{left} _ first")
    if before and not own:
        _add(found, before[0].unit, "first before", f"{left} _ first before", f"_ {right} first before")
    if paragraph:
        _add(found, paragraph[0].unit, "first of all", f"_ {right} first of all")
    _add(found, "", f"after {min(3, len(own))}")


def _of_nouns(spot: Spot, left: str, right: str, found: Clues) -> None:
    """The nouns of the sentence, of the one before, of the heading, of a label."""
    words = [*_WORD.finditer(spot.before)]
    named = [(back, place.start(), unit) for back, place in enumerate(reversed(words)) if (unit := noun(place[0]))]
    for index, (back, _, unit) in enumerate(named, 1):
        nth = min(index, 3)
        _add(found, unit, "named", f"named {nth}", f"{left} _ named {nth}", f"_ {right} named {nth}")
        _add(found, unit, f"words {min(back // 2, 4)}", *(["adjacent"] if not back else []))
    if (match := _OF_WHICH.search(spot.before[-80:])) and (unit := noun(match[1])):
        _add(found, unit, "of which")
    if named:
        _, start, unit = named[-1]
        _add(found, unit, "opens", f"{left} _ opens", f"_ {right} opens")
        _add(found, unit, *(["of the"] if _OF.match(spot.before[:start]) else []))
    if (match := NUMBER_OF.search(spot.before[-150:])) and (unit := plurals.named(match[1])):
        _add(found, unit, "number of")
    near = spot.before[-160:]
    if (match := CHANGED.search(near)) and (unit := plurals.named(re.split(r"[,;:]", near[: match.start()])[-1])):
        _add(found, unit, "changed")
    for index, unit in enumerate(_nouns(spot.line[spot.earlier : spot.opening])):
        _add(found, unit, "named before", f"named before {min(index, 2)}")
        _add(found, unit, f"{left} _ named before", f"_ {right} named before")
    for unit in _nouns(spot.heading):
        _add(found, unit, "heading", f"_ {right} heading")
    for index, unit in enumerate(_nouns(spot.behind, 8)):
        _add(found, unit, "behind", f"behind {min(index, 1)}", f"_ {right} behind", f"{left} _ behind")
    match = _LABEL.search(spot.line[max(0, spot.quantity.start - 70) : spot.quantity.start])
    if match and (unit := plurals.named(match[1])):
        _add(found, unit, "label")


def _of_kinds(spot: Spot, left: str, right: str, found: Clues) -> None:
    """What kind of unit suits the number and the words of its sentence."""
    quantity = spot.quantity
    size, broken = _size(_value(quantity)), _bit(_is_broken(quantity))
    people, money, rates = _cues(spot.line[spot.opening : quantity.end + len(spot.behind)])
    beside = spot.line[max(spot.opening, quantity.start - 60) : quantity.end + min(30, len(spot.behind))]
    cues = {
        "persons": f"people {people}{_bit(people == '1' and bool(PERSONS.search(beside)))}",
        "money": f"money {money}",
        "percent": f"rates {rates}",
        "none": f"no people {people}",
    }
    for unit, clues in found.items():
        what = kind(unit)
        clues.update((what, f"{left} _ {what}", f"_ {right} {what}", f"size {size} {what}", f"broken {broken} {what}"))
        if what in cues:
            clues.add(cues[what])
        if "counted" in clues and "named" in clues:
            clues.add("both")


@functools.lru_cache(maxsize=8)
def _cues(words: str) -> tuple[str, str, str]:
    """Whether a sentence speaks of people, of money and of rates, as clues are written."""
    people, money, rates = (_bit(bool(one.search(words))) for one in (PERSONS, MONEY, RATES))
    return people, money, rates


_THINGS = ("persons", "things")


@functools.lru_cache(maxsize=2_000)
def kind(unit: str) -> str:
    """Return what a unit is of: money, a measure, things."""
    kinds = {"": "none", "percent": "percent", "percentage points": "points", "basis points": "points"}
    kinds |= {"persons": "persons", "rank": "rank", "times": "rank", "cents": "money", "pesos": "money"}
    if unit in kinds:
        return kinds[unit]
    if unit in CURRENCIES or unit == "dinars":
        return "money"
    if unit in DURATIONS:
        return "duration"
    return "measure" if unit in CODES else "things"


@functools.lru_cache(maxsize=10_000)
def noun(word: str) -> str:
    """Return the unit that a word names where it is a plural, else an empty text."""
    return "" if word.lower() in STOP or len(word) < 3 else plurals.named(word)


def _nouns(text: str, words: int | None = None) -> Iterable[str]:
    """The units that the words of a text name, each once, in order."""
    places = itertools.islice(_WORD.finditer(text), words)
    return dict.fromkeys(unit for place in places if (unit := noun(place[0])))


def _apart(spot: Spot, one: Quantity) -> int:
    """How far a quantity is: in the sentence, in the one before, in the paragraph, above."""
    if one.line != spot.quantity.line:
        return 3
    return 0 if one.start >= spot.opening else 1 if one.start >= spot.earlier else 2


def _value(quantity: Quantity) -> float:
    return abs(quantity.high if quantity.high is not None else quantity.low or 0.0)


def _is_broken(quantity: Quantity) -> bool:
    return any(end is not None and end != int(end) for end in (quantity.low, quantity.high))


def _size(value: float) -> int:
    return sum(value >= bound for bound in (1, 20, 100, 1000, 1e5))


def _ratio(one: float, other: float) -> int:
    """How many powers of ten lie between two values, at most 4; 5 where one of them is 0."""
    small, large = sorted((one, other))
    return min(4, int(math.log10(large / small) + 0.5)) if small else 5


def _bit(true: bool) -> str:
    """1 or 0, as clues are written."""
    return "1" if true else "0"
