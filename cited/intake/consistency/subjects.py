"""Subjects: what a sentence says of a figure, by which figures of different sentences are compared."""

import bisect
import calendar
import functools
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cited.intake.consistency.distinct import GRAMMAR, Told
from cited.intake.consistency.related import Mention
from cited.ledger.frames.relations import SAME_UNIT, factor
from cited.ledger.store.mentions import Gazetteer
from cited.ledger.store.terms import terms

# What the words of the paragraph before the sentence count, and how much of it is compared.
_BEFORE, PARAGRAPH = 0.25, 400
# With so many others a figure is compared: those of its unit before it, the last first.
_LOOKED_AT = 400
# What a sentence names: words in capitals after its first, letters and labels such as `B` and `12a`.
_NAME = re.compile(
    r"(?<=[\w,;:)] )[A-Z][\w’'-]*|(?<= )[A-Z]?\d{1,3}[a-z]?(?=[\s,])(?! ?(?:%|per|percent|million|billion))"
)
# The first word of a sentence where it is a name: Arden has, Arden’s, Arden Hospital; no plural, no adverb.
_FIRST = re.compile(r"\W*([A-Z][\w-]+?(?<!s)(?<!ly)(?<!ing))(?:[’']s)?\s(?=[A-Z]|[a-z]+\b)")
_DAYS = frozenset(calendar.month_name) | frozenset(calendar.day_name)


class Subject(NamedTuple):
    """A figure as it is compared: how much each word of its sentence says of it, each of its paragraph so far.

    `said` is the same for figures of which sentence and paragraph say the same.
    """

    said: int
    place: int
    sentence: tuple[int, int]
    words: dict[str, float]
    wider: dict[str, float]
    areas: frozenset[str]
    years: frozenset[str]
    names: frozenset[str]
    subject: frozenset[str]
    ends: tuple[float, float]

    def scaled(self, times: float) -> "Subject":
        """Return the figure in another unit, so many of which are one of its own."""
        return self._replace(ends=(times * self.ends[0], times * self.ends[1]))


class Earlier:
    """The figures before one, by their units; of each, those that have the same years or the same number."""

    def __init__(self) -> None:
        self._all: dict[str, list[Subject]] = {}
        self._by: dict[tuple[object, ...], list[int]] = {}

    def add(self, subject: Subject, unit: str, told: Told | None, form: bool) -> None:
        """Add a figure, after those before it: `told` is what `restated` compares, `form` whether it fills a form."""
        known = self._all.setdefault(unit, [])
        keys: list[tuple[object, ...]] = [(unit, subject.ends)]
        if not form:
            keys += [(unit, told)] if told else []
            keys += [(unit, subject.years, word) for word in subject.words]
        for key in keys:
            self._by.setdefault(key, []).append(len(known))
        known.append(subject)

    def comparable(self, subject: Subject, unit: str, told: Told | None, form: bool, least: float) -> Iterator[Subject]:
        """Give those of the last few hundred figures of a unit that may tell what one tells, in the order of the text:
        the same number; another, of its years, of one subject or in words that may be alike by more than `least`. What
        fills a form tells only what has the same number."""
        telling = [] if form else _telling(subject.words, least)
        for other in units_like(unit):
            known, times = self._all.get(other, []), factor(other, unit)
            if times != 1:
                yield from (one.scaled(times) for one in known[-_LOOKED_AT:])
                continue
            first = len(known) - _LOOKED_AT
            keys: list[tuple[object, ...]] = [(other, subject.ends), *((other, subject.years, one) for one in telling)]
            keys += [(other, told)] if told and not form else []
            found = (self._by.get(key, ()) for key in keys)
            recent = {place for at in found for place in at[bisect.bisect_left(at, first) :]}
            yield from (known[place] for place in sorted(recent))


def _telling(words: dict[str, float], least: float) -> list[str]:
    """The words that weigh most of a figure's, one of which every other has that is alike by more than `least`: the
    rest of the words weighs too little."""
    rest, telling = 1.0, []
    for word in sorted(words, key=words.__getitem__, reverse=True):
        # A little more than nothing, for what is lost in rounding.
        if rest <= least * least - 1e-9:
            break
        rest -= words[word] ** 2
        telling.append(word)
    return telling


@functools.cache
def units_like(unit: str) -> tuple[str, ...]:
    """Return the units that an amount of one compares with, its own first."""
    others = (other for pair in SAME_UNIT if unit in pair for other in pair)
    return tuple(dict.fromkeys((unit, *others)))


def subject_of(
    said: int, one: Mention, words: dict[str, float], counts: Counter[str], many: int, places: Gazetteer
) -> Subject:
    """Return a figure as it is compared, by `words`, how near each word stands, and how often a text has each.

    `said` is its number among those that say something else, `many` how many figures the text has.
    """

    def weighed(words: dict[str, float]) -> dict[str, float]:
        weights = {word: weight * math.log(1 + many / (counts[word] or 1)) for word, weight in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    ends = [end for end in (one.quantity.low, one.quantity.high) if end is not None]
    before = {term.word: _BEFORE for term in terms(one.line[max(0, one.opening - PARAGRAPH) : one.opening])}
    return Subject(
        said,
        -1,
        (0, 0),
        weighed(words),
        weighed(before | words),
        frozenset(mention.code for mention in places.mentions(one.words)),
        frozenset(re.findall(r"\d{4}", one.quantity.period)),
        frozenset(_NAME.findall(_others(one))) - _DAYS,
        _named(one),
        (min(ends), max(ends)),
    )


def _named(one: Mention) -> frozenset[str]:
    """The names that stand before a figure in its sentence, the first word too where it is one: its subject."""
    before = one.line[one.opening : one.quantity.start]
    first = _FIRST.match(before)
    own = {first[1]} if first and first[1].lower() not in GRAMMAR else set()
    return frozenset({*_NAME.findall(before), *own}) - _DAYS


def _others(one: Mention) -> str:
    """The sentence of a figure without the figure."""
    return one.line[one.opening : one.quantity.start] + " # " + one.line[one.quantity.end : one.closing]
