"""The same fact twice: figures in different sentences about one thing, which may contradict each other."""

import bisect
import calendar
import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cited.intake.consistency.distinct import GRAMMAR, distinct, restated, skeleton
from cited.intake.consistency.related import Mention, Related
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.frames.relations import SAME_UNIT, factor
from cited.ledger.store.mentions import Gazetteer, gazetteer
from cited.ledger.store.terms import near, terms

# So much must the words around two figures have in common where their numbers are equal, close, or apart.
_EQUAL, _CLOSE, _APART = 0.12, 0.36, 0.62
# The same where the sentences name different areas and the numbers are equal; what a paragraph's words before count.
_ELSEWHERE, _BEFORE = 0.18, 0.25
# Sentences so much alike that name different things are of one form.
_FORM = 0.5
# Numbers no further apart than this share are close.
_SHARE = 0.25
# So many figures with other numbers may stand in the same words.
_MANY = 2
# So many facts a document may tell twice, differently, however short it is.
_FEW = 3
# With so many others a figure is compared: those of its unit before it, the last first.
_LOOKED_AT = 400
# What a sentence names: words in capitals after its first, letters and labels such as `B` and `12a`.
_NAME = re.compile(
    r"(?<=[\w,;:)] )[A-Z][\w’'-]*|(?<= )[A-Z]?\d{1,3}[a-z]?(?=[\s,])(?! ?(?:%|per|percent|million|billion))"
)
# The first word of a sentence where it is a name: Arden has, Arden’s, Arden Hospital; no plural, no adverb.
_FIRST = re.compile(r"\W*([A-Z][\w-]+?(?<!s)(?<!ly)(?<!ing))(?:[’']s)?\s(?=[A-Z]|[a-z]+\b)")
_DAYS = frozenset(calendar.month_name) | frozenset(calendar.day_name)
_NOUN = re.compile(r"[^\W\d_]{3,}")


_Value = tuple[float | None, float | None, str]


class _Subject(NamedTuple):
    """A figure as it is compared: how much each word of its sentence says of it, each of its paragraph so far."""

    place: int
    sentence: tuple[int, int]
    words: dict[str, float]
    wider: dict[str, float]
    areas: frozenset[str]
    years: frozenset[str]
    names: frozenset[str]
    subject: frozenset[str]
    ends: tuple[float, float]

    def scaled(self, times: float) -> "_Subject":
        """The figure in another unit, so many of which are one of its own."""
        return self._replace(ends=(times * self.ends[0], times * self.ends[1]))


class _Earlier:
    """The figures before one, by their units; of each, those that have the same years or the same number."""

    def __init__(self) -> None:
        self._all: dict[str, list[_Subject]] = {}
        self._by: dict[tuple[str, object], list[int]] = {}

    def add(self, subject: _Subject, unit: str) -> None:
        known = self._all.setdefault(unit, [])
        for key in (subject.years, subject.ends):
            self._by.setdefault((unit, key), []).append(len(known))
        known.append(subject)

    def comparable(self, subject: _Subject, unit: str) -> Iterator[_Subject]:
        """Give the last few hundred figures of a unit that may tell what one tells: another number, of its years."""
        for other in _comparable(unit):
            known, times = self._all.get(other, []), factor(other, unit)
            if times != 1:
                yield from (one.scaled(times) for one in known[-_LOOKED_AT:])
                continue
            first = len(known) - _LOOKED_AT
            places = [self._by.get((other, key), []) for key in (subject.years, subject.ends)]
            recent = [at[bisect.bisect_left(at, first) :] for at in places]
            yield from (known[place] for place in dict.fromkeys(itertools.chain(*recent)))


@functools.cache
def _comparable(unit: str) -> tuple[str, ...]:
    """The units that an amount of one compares with, its own first."""
    others = (other for pair in SAME_UNIT if unit in pair for other in pair)
    return tuple(dict.fromkeys((unit, *others)))


def same(figures: Sequence[Mention], known: Sequence[Related] = ()) -> list[Related]:
    """Return the pairs of figures that state one fact twice, the later first: one unit, and the same words around.

    Figures that are related already, such as a part and its whole, are not the same.
    """
    related = {frozenset(pair) for one in known for pair in itertools.combinations(one.figures, 2)}
    compared = _compared(figures, known)
    near_ = [_words(one) for one in figures]
    counts = Counter(word for words in near_ for word in words)
    earlier = _Earlier()
    places = gazetteer()
    relations, forms = [], _forms(figures)
    for index, one in enumerate(figures):
        unit = one.quantity.unit
        # A cell stands among the words of its whole table.
        if not unit or _vague(one) or one.quantity.cell is not None:
            continue
        subject = _subject(index, one, near_[index], counts, len(figures), places)
        likely = [
            (score, other)
            for other in earlier.comparable(subject, unit)
            # What one sentence says of two figures is not a repetition.
            if other.sentence != subject.sentence
            and (score := max(_alike(subject, other), float(restated(one, figures[other.place])))) > 0
            and frozenset((index, other.place)) not in related
        ]
        likely = [
            (score, other)
            for score, other in likely
            if other.ends == subject.ends
            or not (
                forms[index]
                or forms[other.place]
                or _value(figures[other.place]) in compared.get(index, ())
                or _value(one) in compared.get(other.place, ())
                or distinct(one, figures[other.place])
            )
        ]
        if likely:
            _, best = max(likely, key=lambda pair: (pair[0], pair[1].place))
            # Where many figures stand in the same words, as in a bulletin, the words do not say that two are one.
            if best.ends == subject.ends or sum(other.ends != subject.ends for _, other in likely) <= _MANY:
                relations.append(Related("same", (index, best.place)))
        earlier.add(subject, unit)
    return _credible(relations, figures)


def _compared(figures: Sequence[Mention], known: Sequence[Related]) -> dict[int, set[_Value]]:
    """The numbers that each figure is compared with in its own sentence: another sentence that has one of them does not
    contradict it."""
    compared: dict[int, set[_Value]] = {}
    for relation in known:
        if relation.kind in ("growth", "change", "difference"):
            for one, other in itertools.permutations(relation.figures, 2):
                compared.setdefault(one, set()).add(_value(figures[other]))
    return compared


def _value(one: Mention) -> _Value:
    return one.quantity.low, one.quantity.high, one.quantity.unit


def _credible(relations: list[Related], figures: Sequence[Mention]) -> list[Related]:
    """The pairs, without those of other numbers where every tenth figure is in one: then it is style that is alike."""
    differing = [one for one in relations if not _one_number(one, figures)]
    if len(differing) <= max(_FEW, len(figures) / 10):
        return relations
    return [one for one in relations if one not in differing]


def _forms(figures: Sequence[Mention]) -> list[bool]:
    """Which figures fill a form: in sentences like theirs, but for names and numbers, stand many others."""
    skeletons = [skeleton(one) for one in figures]
    values: dict[str, set[tuple[float | None, float | None]]] = {}
    for words, one in zip(skeletons, figures, strict=True):
        values.setdefault(words, set()).add((one.quantity.low, one.quantity.high))
    return [len(values[words]) > _MANY for words in skeletons]


def _words(one: Mention) -> dict[str, float]:
    return near(one.words, one.quantity.start - one.opening, one.quantity.end - one.opening)


def _vague(one: Mention) -> bool:
    """Whether a figure is too general to be said twice: `millions`, `a decade`."""
    return one.quantity.hedge == Hedge.MAGNITUDE and not _NOUN.search(one.quantity.printed.split(" of ")[-1])


def _subject(
    index: int, one: Mention, words: dict[str, float], counts: Counter[str], many: int, places: Gazetteer
) -> _Subject:
    def weighed(words: dict[str, float]) -> dict[str, float]:
        weights = {word: weight * math.log(1 + many / (counts[word] or 1)) for word, weight in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    ends = [end for end in (one.quantity.low, one.quantity.high) if end is not None]
    before = {term.word: _BEFORE for term in terms(one.line[max(0, one.opening - 400) : one.opening])}
    return _Subject(
        index,
        (one.quantity.line, one.opening),
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


def _alike(one: _Subject, other: _Subject) -> float:
    """How far two figures speak of one thing beyond what their numbers call for; 0 or less where they do not."""
    if one.ends != other.ends and (one.years != other.years or one.words.keys().isdisjoint(other.words)):
        return 0.0
    apart = bool(one.areas and other.areas and not one.areas & other.areas)
    named_apart = bool(one.names - other.names and other.names - one.names)
    if one.ends == other.ends:
        # Another subject, another fact; and a form says the same of one name after the other.
        if one.subject and other.subject and not one.subject & other.subject and not one.areas & other.areas:
            return 0.0
        if (named_apart and _cosine(one.words, other.words) > _FORM) or (
            one.years and other.years and not one.years & other.years
        ):
            return 0.0
        return _cosine(one.wider, other.wider) - (_ELSEWHERE if apart else _EQUAL)
    if apart or named_apart:
        return 0.0
    low, high = sorted((one.ends[0], other.ends[0]))
    close = low > 0 and high / low - 1 <= _SHARE
    return _cosine(one.words, other.words) - (_CLOSE if close else _APART)


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _one_number(pair: Related, figures: Sequence[Mention]) -> bool:
    one, other = (figures[index].quantity for index in pair.figures)
    return (one.low, one.high) == (other.low, other.high)
