"""The same fact twice: figures in different sentences about one thing, which may contradict each other."""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from cited.intake import parallel
from cited.intake.consistency.distinct import distinct, restated, skeleton, told
from cited.intake.consistency.related import Mention, Related
from cited.intake.consistency.subjects import PARAGRAPH, Earlier, Subject, subject_of, units_like
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.store.mentions import gazetteer
from cited.ledger.store.terms import near

# So much must the words around two figures have in common where their numbers are equal, close, or apart.
_EQUAL, _CLOSE, _APART = 0.12, 0.36, 0.62
# The same where the sentences name different areas and the numbers are equal.
_ELSEWHERE = 0.18
# Sentences so much alike that name different things are of one form.
_FORM = 0.5
# Numbers no further apart than this share are close.
_SHARE = 0.25
# So many figures with other numbers may stand in the same words.
_MANY = 2
# So many facts a document may tell twice, differently, however short it is.
_FEW = 3
# A sentence with more figures is a list, whose words say nothing of one of them.
_LIST = 60
_NOUN = re.compile(r"[^\W\d_]{3,}")


_Value = tuple[float | None, float | None, str]


def same(figures: Sequence[Mention], known: Sequence[Related] = ()) -> list[Related]:
    """Return the pairs of figures that state one fact twice, the later first: one unit, and the same words around.

    Figures that are related already, such as a part and its whole, are not the same.
    """
    related: dict[int, set[int]] = {}
    for relation in known:
        for index, other in itertools.permutations(relation.figures, 2):
            related.setdefault(index, set()).add(other)
    compared = _compared(figures, known)
    near_words = functools.cache(near)
    crowds = Counter((one.quantity.line, one.opening) for one in figures)
    listed = [crowds[one.quantity.line, one.opening] > _LIST for one in figures]
    near_ = [{} if out else near_words(one.words, *_place(one)) for one, out in zip(figures, listed, strict=True)]
    counts = Counter(word for words in near_ for word in words)
    places, forms = gazetteer(), _forms(figures, listed)

    def apart(index: int, other: int) -> bool:
        """Whether two figures of other numbers are known to be of other things."""
        return bool(
            forms[index]
            or forms[other]
            or _value(figures[other]) in compared.get(index, ())
            or _value(figures[index]) in compared.get(other, ())
            or distinct(figures[index], figures[other])
        )

    def told_twice(group: list[int]) -> list[Related]:
        """The pairs among some figures, of units that compare."""
        earlier, subjects = Earlier(), dict[Hashable, Subject]()
        relations = []
        for index in group:
            one = figures[index]
            # A text may repeat a sentence many times: what it says of its figures is found once.
            before = one.line[max(0, one.opening - PARAGRAPH) : one.opening]
            key = (one.words, *_place(one), before, one.quantity.period, *_value(one))
            if key not in subjects:
                subjects[key] = subject_of(len(subjects), one, near_[index], counts, len(figures), places)
            subject = subjects[key]._replace(place=index, sentence=(one.quantity.line, one.opening))
            known_to = related.get(index, set())
            held = one.quantity.unit, told(one), forms[index]
            near_by = [other for other in earlier.comparable(subject, *held, _CLOSE) if other.place not in known_to]
            likely = [*_likely(subject, one, near_by, figures, apart)]
            if likely:
                _, best = max(likely, key=lambda pair: (pair[0], pair[1].place))
                # Where many figures stand in the same words, as in a bulletin, the words do not say that two are one.
                if best.ends == subject.ends or sum(other.ends != subject.ends for _, other in likely) <= _MANY:
                    relations.append(Related("same", (index, best.place)))
            earlier.add(subject, *held)
        return relations

    groups: dict[str, list[int]] = {}
    for index, one in enumerate(figures):
        # A cell stands among the words of its whole table.
        if not (listed[index] or not one.quantity.unit or _vague(one) or one.quantity.cell is not None):
            # Units that compare with others are one group.
            unit = one.quantity.unit
            groups.setdefault(unit if len(units_like(unit)) == 1 else "", []).append(index)
    sizes = [parallel.FIGURE * len(group) for group in groups.values()]
    found = parallel.in_shares(lambda some: [*map(told_twice, some)], [*groups.values()], sizes)
    return _credible(sorted(itertools.chain(*found), key=lambda pair: pair.figures), figures)


def _likely(
    subject: Subject,
    one: Mention,
    others: Sequence[Subject],
    figures: Sequence[Mention],
    apart: Callable[[int, int], bool],
) -> Iterator[tuple[float, Subject]]:
    """Give those of some figures that may tell what one tells, the last first, each with how likely that is.

    Of those of which the same is said no more are given than count.
    """
    scores, given = dict[int, float](), dict[int, int]()
    for other in reversed(others):
        equal = other.ends == subject.ends
        # What one sentence says of two figures is not a repetition.
        if other.sentence == subject.sentence or given.get(other.said, 0) > (0 if equal else _MANY):
            continue
        if (score := scores.get(other.said)) is None:
            score = scores[other.said] = _alike(subject, other)
        score = max(score, float(restated(one, figures[other.place])))
        if score > 0 and (equal or not apart(subject.place, other.place)):
            given[other.said] = given.get(other.said, 0) + 1
            yield score, other


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
    equal = [one for one in relations if _one_number(one, figures)]
    return relations if len(relations) - len(equal) <= max(_FEW, len(figures) / 10) else equal


def _forms(figures: Sequence[Mention], listed: Sequence[bool]) -> list[bool]:
    """Which figures fill a form: in sentences like theirs, but for names and numbers, stand many others."""
    skeletons = ["" if out else skeleton(one) for one, out in zip(figures, listed, strict=True)]
    values: dict[str, set[tuple[float | None, float | None]]] = {}
    for words, one in zip(skeletons, figures, strict=True):
        values.setdefault(words, set()).add((one.quantity.low, one.quantity.high))
    return [len(values[words]) > _MANY for words in skeletons]


def _place(one: Mention) -> tuple[int, int]:
    """Where a figure stands in its sentence."""
    return one.quantity.start - one.opening, one.quantity.end - one.opening


def _vague(one: Mention) -> bool:
    """Whether a figure is too general to be said twice: `millions`, `a decade`."""
    return one.quantity.hedge == Hedge.MAGNITUDE and not _NOUN.search(one.quantity.printed.split(" of ")[-1])


def _alike(one: Subject, other: Subject) -> float:
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
