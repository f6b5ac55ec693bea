"""Antecedents: what a number without a noun most likely counts, of all that stands around it; guesses, and marked so.

The rules of `carried` speak first. Where they say nothing, or what hardly fits, each unit and noun nearby is weighed
by `surroundings of` it (`clues`) with the weights of antecedents.csv, which `benchmarks/antecedents.py` finds on marked
documents. The same text is always read alike.
"""

import csv
import functools
import math
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

from cited.intake.language import measures
from cited.intake.language.words import AFTER_DIGITS
from cited.intake.numbers.numerals import scale
from cited.intake.reading.clues import candidates, kind
from cited.intake.reading.context import ENTRY
from cited.intake.reading.quantities import Quantity, Reading
from cited.intake.reading.spots import Mention, Spot
from cited.intake.units.carried import ANOTHER, BASE, EXCHANGED, PENCE, SAMPLE, is_coded
from cited.intake.units.headings import MONEY_NAME
from cited.intake.units.implied import PURE, WHICH
from cited.intake.units.persons import AT_AGE, GROUP, HIT, LIVING, STAFFED

# How likely a guess must be; what it weighs, in hundredths, that a rule reads a unit so, by kind: what serves best in
# documents that no rule was written for.
_LIKELY = 0.3
_RULE, _RULES = 200, {"duration": 500, "percent": 150}
# What a candidate has that stands in words nearby; how much a guess counts that does not.
_NAMED, _UNNAMED = {"counted", "named", "named before", "heading", "behind", "label"}, 0.5
# A line without words in small letters says nothing that the clues know.
_WORDS = re.compile(r"[a-z]{3}")
# A line with more numbers that no noun follows is a list, and a text with so many a table: rules alone read these.
_IN_LINE, _IN_TEXT = 60, 6000
_SCALES = [word for word, factor in AFTER_DIGITS.items() if factor >= 1000 and word.isascii() and word.isalpha()]
_LONG, _SHORT = (measures.either(word for word in _SCALES if (len(word) > 3) == long) for long in (True, False))
_SCALED = re.compile(rf"\b(?:{_LONG})\b|(?<=\d)\s?(?:{_SHORT})\b")
_SIGN = re.compile(rf"(?<![A-Za-z])(?:{measures.CURRENCY})(?![a-z])")
# Nothing lasts so many of these.
_SPANS, _MOST_SPANS = ("decades", "quarters", "months", "weeks"), 10_000
# Ranked 31st of 141.
_OF_RANKED = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|[a-z]+th|first|second|third) (?:out )?of (?:the )?$")
# How many quantities before, and from how many lines, a number may go on with.
_RECENT, _LINES = 12, 5


def with_antecedents(lines: Sequence[str], readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings of a text's lines, in order, with a likely unit for each number that has none."""
    read: list[Reading] = []
    recent: deque[Mention] = deque(maxlen=_RECENT)
    left = _IN_TEXT
    for reading in readings:
        quantities = []
        count = sum(is_bare(one) for one in reading.quantities)
        weighed = count <= min(_IN_LINE, left)
        left -= count if weighed else 0
        for quantity in reading.quantities:
            unit, bare, likely = quantity.unit, is_bare(quantity), 1.0
            if bare and weighed and not _is_settled(lines[quantity.line - 1], quantity):
                spot = Spot.of(lines, quantity, near(recent, quantity))
                unit, likely = _likeliest(spot)
                written = likely >= _LIKELY
                quantity, likely = (_guessed(spot, unit), 1.0) if written else (quantity, likely)
            if not quantity.cell:
                # What is too unlikely to be written down is still what the next number may go on with.
                recent.append(Mention(quantity, unit, bare, likely))
            quantities.append(quantity)
        read.append(reading._replace(quantities=quantities))
    return read


def spots(lines: Sequence[str], readings: Sequence[Reading], units: Mapping[tuple[int, int], str]) -> Iterator[Spot]:
    """Give each number of a text that has no unit of its own, as `with_antecedents` sees it, where the right unit of
    quantities is known, by line and start."""
    recent: deque[Mention] = deque(maxlen=_RECENT)
    for quantity in (one for reading in readings for one in reading.quantities if not one.cell):
        known = units.get((quantity.line, quantity.start), quantity.unit)
        if bare := is_bare(quantity):
            yield Spot.of(lines, quantity, near(recent, quantity))
        recent.append(Mention(quantity, known, bare))


def is_bare(quantity: Quantity) -> bool:
    """Return whether a quantity of running text has no unit of its own: none at all, or a guess, though not of whose
    dollars it is in."""
    if quantity.cell or (quantity.unit and "unit" not in quantity.guessed):
        return False
    return not (_SIGN.search(quantity.printed) or MONEY_NAME.search(quantity.printed))


def _is_settled(line: str, quantity: Quantity) -> bool:
    """Whether rules alone speak: of a rate, a family of five and another 400, and of what has no unit, an index, a
    ratio, the size of a sample; and of a line without words."""
    near = line[max(0, quantity.start - 90) : quantity.start]
    sample = SAMPLE.search(near) or "/" in quantity.printed or is_coded(line, quantity.start, quantity.end)
    if quantity.unit:
        # All elephants, of which 500,000 are left.
        if (match := WHICH.search(near)) and match[1] == quantity.unit != "points":
            return True
        people = GROUP.search(near) or HIT.search(near) or STAFFED.search(near) or LIVING.match(line, quantity.end)
        told = people if quantity.unit == "persons" else ANOTHER.search(near)
        told = told or (quantity.unit == "years" and AT_AGE.search(near)) or ENTRY.fullmatch(line)
        if BASE.search(near) and (
            quantity.unit == "percent" or (quantity.unit in measures.CODES and _SCALED.search(quantity.printed))
        ):
            # 1.2 million tonnes by June, exporters said, down from 1.8 million.
            return True
        exchanged = quantity.unit in measures.CURRENCIES and EXCHANGED.match(line, quantity.end)
        return bool(quantity.per or told or exchanged) or not _WORDS.search(line)
    return bool(sample or PURE.search(near) or _OF_RANKED.search(near)) or not _WORDS.search(line)


def near(recent: Sequence[Mention], quantity: Quantity) -> list[Mention]:
    """Return the quantities before, of some, that are near enough to a quantity to say something of it."""
    return [one for one in recent if quantity.line - one.quantity.line <= _LINES]


def _guessed(spot: Spot, unit: str) -> Quantity:
    """The quantity of a spot with a unit as a guess, and with the scale of the one that it goes on with."""
    quantity = spot.quantity
    others = tuple(name for name in quantity.guessed if name != "unit")
    if factor := _scale(spot, unit):
        low, high = (None if end is None else round(end * factor, 6) for end in (quantity.low, quantity.high))
        quantity = quantity._replace(low=low, high=high)
    return quantity._replace(unit=unit, guessed=(*others, "unit") if unit else others)


def _likeliest(spot: Spot) -> tuple[str, float]:
    """The unit that fits a number best, empty where it has none, and how likely it is among all that stand near."""
    known, read = weights(), spot.quantity.unit
    found = candidates(spot)
    if (spot.quantity.high or spot.quantity.low or 0) >= _MOST_SPANS:
        found = {unit: clues for unit, clues in found.items() if unit not in _SPANS}
    sums = {unit: sum([known.get(clue, 0) for clue in clues]) for unit, clues in found.items()}
    if read:
        sums[read] = sums.get(read, 0) + _RULES.get(kind(read), _RULE)
    unit = max(sums, key=lambda one: sums[one])
    likely = 1 / sum(math.exp((total - sums[unit]) / 100) for total in sums.values())
    if unit and unit != read:
        # What goes on with a number that was too unlikely to be written down is no likelier.
        likely *= next((one.likely for one in reversed(spot.mentions) if one.unit == unit), 1.0)
    # Of what no word nearby names there must be more evidence.
    return unit, likely if unit == read or not _NAMED.isdisjoint(found[unit]) else likely * _UNNAMED


def _scale(spot: Spot, unit: str) -> float:
    """The scale that a number leaves out, of the sum or measure that it goes on with, else 0: a deficit of 19 billion:
    exports 52."""
    value = abs(spot.quantity.high or spot.quantity.low or 0)
    alike = [one for one in reversed(spot.mentions) if one.unit == unit]
    # What goes on with it, too, may have no scale of its own.
    large = next((one.quantity for one in alike if not one.bare or _SCALED.search(one.quantity.printed)), None)
    if kind(unit) == "money" and alike and PENCE.search(alike[0].quantity.printed) and value >= 1:
        return 0.01
    if kind(unit) not in ("money", "measure") or not large or not 0 < value < 1000:
        return 0.0
    match = _SCALED.search(large.printed)
    factor = scale(match[0]) if match else 0.0
    return factor if factor and 0.02 < value * factor / abs(large.high or large.low or 1) < 50 else 0.0


@functools.lru_cache(maxsize=1)
def weights() -> dict[str, int]:
    """Return what each clue weighs, in hundredths, by its name; a clue that is not listed weighs nothing."""
    text = resources.files("cited.intake.reading").joinpath("antecedents.csv").read_text(encoding="utf-8")
    return {row["clue"]: int(row["weight"]) for row in csv.DictReader(text.splitlines())}
