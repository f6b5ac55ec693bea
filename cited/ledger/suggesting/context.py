"""What is said around a figure: how near words and areas stand to it, its dates, what it counts; never its value."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cited.ledger.store.mentions import Gazetteer, Mention
from cited.ledger.store.terms import near, stem, terms
from cited.ledger.store.terms import words as terms_of
from cited.ledger.suggesting.series_index import Span, span_of

# What words around the sentence count, and those of the whole document.
AROUND, DOCUMENT = 0.3, 0.15
# An area counts less the further from the figure it stands, at least so much in its sentence; the world is meant
# where no area is named.
_AREA_FAR, _AREA_LEAST, _WORLD = 14, 0.4, 0.56
# What an area counts that stands in another clause.
_CLAUSE, _BREAK = 0.8, re.compile(r"[,;:]")
# What an area outside the sentence counts where the sentence names another.
_ELSEWHERE = 0.7
# What a group counts of which a member is named: a rule of the union holds in each of its countries.
_MEMBER = 0.5
PEOPLE, _CITY = 0.7, 0.3
# Countries named before: `those three countries`, `the two states`.
_HOW_MANY = ("two", "three", "four", "five", "six")
_THOSE = re.compile(
    rf"\b(?:th[eo]se|the|both|all)\s({'|'.join(_HOW_MANY)})\s(?:countries|states|nations|economies|republics)\b", re.I
)
_SIDE = re.compile(r"\b(?:from|to|with|against|into)\s(?:the\s)?$", re.IGNORECASE)
_EACH = re.compile(r"\s(?:a|per|each|every)\s\w+$")
_POPULOUS = re.compile(
    r"\b(?:population|populous|inhabitants?|inhabited|residents?|citizens|nationals|home to|lives?|lived|living)\b",
    re.IGNORECASE,
)
# A territory with 10 million people; Suria has 40 million people.
_PLACE_OF = re.compile(
    r"\b(?:country|state|nation|territory|land|region|republic|kingdom|province|island|city|town)\b(?: \w+){0,2}"
    r" (?:with|of|has|had)(?: \w+){0,2} $|\b[Hh](?:as|ad) (?:\w+ ){0,2}$"
)
_CHANGE = re.compile(
    r"\b(?:increase|rise|growth|decrease|decline|fall|drop|up|down|rose|grew|fell|increased|dropped|declined)\b",
    re.IGNORECASE,
)


class Context(NamedTuple):
    """What is said around a figure.

    `words` and `areas`: how near each stands, 1 beside the figure; `here`: the areas that its sentence
    names, else the last named before; `sides`: areas that are only the other side; `together`: those that it means as
    one, `those three countries`;
    `span`: the days that the figure is of, if it says so; `stated`: the day by which the document knew it, EDTF;
    `unit`, that of the amount in another currency which it repeats, whether it may be a change in per cent, and the
    noun printed with it that says who or what is counted, if it says more than `people`; `populous`: whether the
    sentence speaks of those who live somewhere; `world`: the code of the
    area that is meant where none is named.
    """

    words: dict[str, float]
    areas: dict[str, float]
    here: frozenset[str]
    sides: frozenset[str]
    together: frozenset[str]
    span: Span | None
    stated: str
    unit: str
    original: str
    change: bool
    noun: str
    populous: bool
    world: str

    @property
    def known(self) -> date | None:
        """Return the last day by which the document may have known the figure."""
        span = span_of(self.stated)
        return span[1] if span else None


def context(
    figure: Mapping[str, str],
    words: str,
    places: Gazetteer,
    place: int = -1,
    around: Sequence[str] = (),
    stated: str = "",
    original: str = "",
    vocabulary: frozenset[str] = frozenset(),
) -> Context:
    """Return what a sentence, and less what stands before it, says of a figure; its own number is left out.

    `place` is where the figure's words begin in the sentence, -1 looks for them; `vocabulary` has the compared forms
    of the words of the whole document.
    """
    first = place if place >= 0 else words.find(figure["printed"])
    first, last = (first, first + len(figure["printed"])) if first >= 0 else (len(words), len(words))
    own = " ".join(figure.get(column) or "" for column in ("measure", "actor", "counterpart"))
    weights = dict.fromkeys(vocabulary, DOCUMENT)
    weights |= dict.fromkeys(terms_of(around), AROUND)
    weights |= near(words, first, last) | dict.fromkeys(terms_of([own]), 1.0)
    areas, sides, together = _areas(words, (first, last), around, own, places)
    named = [mention for text in (words, own) for mention in places.mentions(text)]
    if not named:
        named = [mention for text in around for mention in places.mentions(text)][-1:]
    here = frozenset(mention.code for mention in named)
    change = figure["unit"] == "percent" and bool(_CHANGE.search(words[max(0, first - 60) : last + 60]))
    period = span_of(figure.get("period") or "")
    unit, noun = figure["unit"], _noun(figure, places)
    populous = bool(_POPULOUS.search(f"{words} {own}")) or _of_place(words, first, last)
    return Context(
        weights, areas, here, sides, together, period, stated, unit, original, change, noun, populous, places.world
    )


def _of_place(words: str, first: int, last: int) -> bool:
    """Whether a number of people is all that a place has."""
    counted = words[first:last].endswith(("people", "persons"))
    return counted and bool(_PLACE_OF.search(words[:first]))


def _areas(
    words: str, place: tuple[int, int], around: Sequence[str], own: str, places: Gazetteer
) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
    """How near each area stands to the figure, those that the sentence names only as the other side, and those that it
    means together."""
    weights: dict[str, float] = {}
    before = [mention for text in around for mention in places.mentions(text)]
    for code, count in Counter(mention.code for mention in before).items():
        weights[code] = 0.2 + 0.3 * count / len(before)
    if before:
        weights[before[-1].code] = max(weights[before[-1].code], 0.55)
    starts = [term.start for term in terms(words)]
    here = [bisect.bisect_left(starts, end) for end in place]
    sides: dict[str, tuple[int, bool]] = {}
    for mention in places.mentions(words):
        index = bisect.bisect_left(starts, mention.start)
        apart = min(abs(index - here[0]), abs(index - max(here[0], here[1] - 1)))
        clause = words[mention.start : place[0]] if mention.start < place[0] else words[place[1] : mention.start]
        weight = (1 - max(0, apart - 1) / _AREA_FAR) * (_CLAUSE if _BREAK.search(clause) else 1)
        # Who is counted need not live at home: 22 million Norlanders abroad.
        weight *= PEOPLE if mention.people and place[0] <= mention.start < place[1] else 1
        # What is counted in a city is not counted in its country.
        weight = max(_AREA_LEAST, weight) * (_CITY if mention.inside else 1)
        weights[mention.code] = max(weights.get(mention.code, 0), weight)
        other = bool(_SIDE.search(words[max(0, mention.start - 14) : mention.start]))
        sides[mention.code] = min(sides.get(mention.code, (apart, other)), (apart, other))
    if meant := _meant(words, [one for one in before if one.code not in sides and one.code not in places.unions]):
        weights = {code: weight * _ELSEWHERE for code, weight in weights.items()} | dict.fromkeys(meant, 1.0)
    elif sides:
        # Where the sentence names an area, one that only stands before it is less likely meant.
        weights = {code: weight if code in sides else weight * _ELSEWHERE for code, weight in weights.items()}
    known = {mention.code: 1.0 for mention in places.mentions(own)}
    if not sides and not known and places.world:
        weights[places.world] = _WORLD
    weights |= known
    for code, weight in list(weights.items()):
        for group in places.groups.get(code, ()):
            weights[group] = max(weights.get(group, 0), weight * _MEMBER)
    other_sides = frozenset(code for code, (_, other) in sides.items() if other and code not in known)
    return weights, other_sides, frozenset(meant)


def _meant(words: str, before: Sequence[Mention]) -> list[str]:
    """The areas that `those three countries` refers to: the last three named before the sentence."""
    match = _THOSE.search(words)
    if not match:
        return []
    named = list(dict.fromkeys(mention.code for mention in reversed(before) if not mention.people))
    many = _HOW_MANY.index(match[1].lower()) + 2
    return named[:many] if len(named) >= many else []


def _noun(figure: Mapping[str, str], places: Gazetteer) -> str:
    """The last word printed with a count of people that is not an area's: `representatives` of `16 representatives`."""
    if figure["unit"] != "persons":
        return ""
    printed = _EACH.sub("", figure["printed"])
    areas = {mention.start for mention in places.mentions(printed)}
    words = [term.word for term in terms(printed) if not term.word.isdigit() and term.start not in areas]
    return words[-1] if words and words[-1] != stem("people") else ""
