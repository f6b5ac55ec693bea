"""How well a held series fits what a sentence says of a figure: by unit, words, area and time, never by its value."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cited.ledger.held import Series, Span, span_of
from cited.ledger.mentions import Gazetteer
from cited.ledger.terms import near, stem, terms

# What the parts of a fit weigh; found on the ties of the ledger's documents, see `make bench PARTS=look`.
WORDS, AREA, TIME = 1.0, 0.55, 0.35
# The words in common must say at least so much; a rare word of a title says about three, `people` one.
EVIDENCE = 0.5
# What a series counts for that does not name who is counted.
_OTHER_NOUN = 0.7
# What words around the sentence count, and how long a title may be before its unmatched words weigh.
_AROUND, _LENGTH = 0.3, 0.7
# An area counts less the further from the figure it stands, at least so much in its sentence; the world is meant
# where no area is named; an area that is only the other side (`from Norland`) is less likely the one that reports.
_AREA_FAR, _AREA_LEAST, _WORLD, _OTHER_SIDE, _PARTNER = 14, 0.4, 0.5, 0.8, 0.8
# What an area counts that stands in another clause.
_CLAUSE, _BREAK = 0.8, re.compile(r"[,;:]")
# What an area outside the sentence counts where the sentence names another.
_ELSEWHERE = 0.7
_SIDE = re.compile(r"\b(?:from|to|with|against|into)\s(?:the\s)?$", re.IGNORECASE)
# Days after which an observation says a third of what one of the figure's own date would.
_FADES = 1500
_TIMES = ("years", "months", "weeks", "days", "hours", "minutes")
# Units of which the one counts the other.
_ALIKE = {("members", "countries"), ("countries", "members"), ("times", "wars")}
_CHANGE = re.compile(
    r"\b(?:increase|rise|growth|decrease|decline|fall|drop|up|down|rose|grew|fell|increased|dropped|declined)\b",
    re.IGNORECASE,
)


class Context(NamedTuple):
    """What is said around a figure.

    `words` and `areas`: how near each stands, 1 beside the figure; `sides`: areas that are only the other side;
    `span`: the days that the figure is of, if it says so; `known`: the day by which the document knew it; `unit`,
    that of the amount in another currency which it repeats, whether it may be a change in per cent, the noun
    printed with it that says who or what is counted, if it says more than `people`, and whether `known` is a day that
    stands beside the figure.
    """

    words: dict[str, float]
    areas: dict[str, float]
    sides: frozenset[str]
    span: Span | None
    known: date | None
    unit: str
    original: str
    change: bool
    noun: str
    day: bool


class Fit(NamedTuple):
    """How well a series fits, more is better, with what made it fit; `change`: only its change over the year can."""

    score: float
    words: list[str]
    areas: list[str]
    touches: bool
    change: bool


def context(
    figure: Mapping[str, str],
    words: str,
    places: Gazetteer,
    place: int = -1,
    around: Sequence[str] = (),
    known: date | None = None,
    original: str = "",
    day: bool = False,
) -> Context:
    """Return what a sentence, and less what stands before it, says of a figure; its own number is left out.

    `place` is where the figure's words begin in the sentence; -1 looks for them.
    """
    first = place if place >= 0 else words.find(figure["printed"])
    first, last = (first, first + len(figure["printed"])) if first >= 0 else (len(words), len(words))
    own = " ".join(figure.get(column) or "" for column in ("measure", "actor", "counterpart"))
    said = {term.word: _AROUND for text in around for term in terms(text)}
    said |= near(words, first, last) | {term.word: 1.0 for term in terms(own)}
    areas, sides = _areas(words, (first, last), around, own, places)
    change = figure["unit"] == "percent" and bool(_CHANGE.search(words[max(0, first - 60) : last + 60]))
    period = span_of(figure.get("period") or "")
    return Context(said, areas, sides, period, known, figure["unit"], original, change, _noun(figure, places), day)


def fit(one: Series, said: Context) -> Fit | None:
    """Return how well a series fits, or None where its unit, its words or its areas cannot be meant."""
    unit, change = _unit(one.row["unit"], said)
    if not unit:
        return None
    matched = {word: said.words[word] * weight for word, weight in one.words.items() if word in said.words}
    rate = bool(said.original) and " per " in one.row["unit"]
    if not (rate or _evidence(matched, one) >= EVIDENCE):
        return None
    where = [
        max(said.areas.get(code, 0) * (_OTHER_SIDE if code in said.sides else 1), _WORLD * (code == "XWO"))
        for code in one.areas
    ]
    partners = [said.areas.get(code, 0) for code in one.partners]
    if where and not rate and max(where + partners) == 0:
        return None
    area = (sum(where) + _PARTNER * sum(partners)) / (len(where) + _PARTNER * len(partners)) if where else _WORLD
    share = 1.0 if rate else sum(matched.values()) / one.total**_LENGTH / 2
    time, touches = _time(one, said)
    if said.noun and said.noun not in one.words and len(matched) < 2:
        unit *= _OTHER_NOUN
    named = [one.names[word] for word in sorted(matched, key=lambda word: -matched[word])]
    codes = [code for code in (*one.areas, *one.partners) if said.areas.get(code)]
    return Fit(unit * (WORDS * share + AREA * area + TIME * time), named, codes, touches, change)


def gap(one: Span, other: Span) -> int:
    """Return how many days lie between two spans, 0 where they touch."""
    return max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)


def _areas(
    words: str, place: tuple[int, int], around: Sequence[str], own: str, places: Gazetteer
) -> tuple[dict[str, float], frozenset[str]]:
    """How near each area stands to the figure, and those that the sentence names only as the other side."""
    found: dict[str, float] = {}
    before = [mention for text in around for mention in places.mentions(text)]
    for code, count in Counter(mention.code for mention in before).items():
        found[code] = 0.2 + 0.3 * count / len(before)
    if before:
        found[before[-1].code] = max(found[before[-1].code], 0.55)
    starts = [term.start for term in terms(words)]
    here = [sum(start < end for start in starts) for end in place]
    sides: dict[str, tuple[int, bool]] = {}
    for mention in places.mentions(words):
        index = sum(start < mention.start for start in starts)
        apart = min(abs(index - here[0]), abs(index - max(here[0], here[1] - 1)))
        clause = words[mention.start : place[0]] if mention.start < place[0] else words[place[1] : mention.start]
        weight = (1 - max(0, apart - 1) / _AREA_FAR) * (_CLAUSE if _BREAK.search(clause) else 1)
        found[mention.code] = max(found.get(mention.code, 0), _AREA_LEAST, weight)
        other = bool(_SIDE.search(words[max(0, mention.start - 14) : mention.start]))
        sides[mention.code] = min(sides.get(mention.code, (apart, other)), (apart, other))
    if sides:
        # Where the sentence names an area, one that only stands before it is less likely meant.
        found = {code: weight if code in sides else weight * _ELSEWHERE for code, weight in found.items()}
    known = {mention.code: 1.0 for mention in places.mentions(own)}
    if not sides and not known:
        found["XWO"] = _WORLD + 0.06
    return found | known, frozenset(code for code, (_, other) in sides.items() if other and code not in known)


def _unit(unit: str, said: Context) -> tuple[float, bool]:
    """How well a series' unit serves the figure's, 1 for the same, 0 for none; whether only its change can."""
    wanted = said.unit
    if said.original and unit == f"{wanted} per {said.original}":
        return 1.5, False
    if unit == wanted:
        return 1.0, False
    if (wanted, unit) in _ALIKE:
        return 0.9, False
    if said.change and _adds_up(unit):
        return 0.55, True
    if _counts(unit) and (not wanted or _counts(wanted)):
        named = all(stem(word) in said.words for word in unit.split())
        return (0.6 if named else 0.0 if wanted else 0.4), False
    return 0.0, False


def _counts(unit: str) -> bool:
    """Whether a unit is of things counted."""
    return unit.islower() and " per " not in unit and unit not in ("percent", "rank", "times", *_TIMES)


def _adds_up(unit: str) -> bool:
    return _counts(unit) or (unit.isupper() and len(unit) == 3)


def _noun(figure: Mapping[str, str], places: Gazetteer) -> str:
    """The last word printed with a count of people that is no area's: `representatives` of `16 representatives`."""
    if figure["unit"] != "persons":
        return ""
    printed = figure["printed"]
    areas = {mention.start for mention in places.mentions(printed)}
    words = [term.word for term in terms(printed) if not term.word.isdigit() and term.start not in areas]
    return words[-1] if words and words[-1] != stem("people") else ""


def _evidence(matched: dict[str, float], one: Series) -> float:
    """How much the words in common say: nothing if they are numbers, or only what times are counted in."""
    own = {stem(one.row["unit"])} if one.row["unit"] in _TIMES else set()
    return sum(weight for word, weight in matched.items() if not word.isdigit() and word not in own)


def _time(one: Series, said: Context) -> tuple[float, bool]:
    """How near in time the nearest observation is, 1 where it is of the figure's own date; whether it is."""
    if said.span:
        apart = min(gap(said.span, entry[:2]) for entry in one.periods)
        return (1.0 if apart == 0 else 0.6 * math.exp(-apart / _FADES)), apart == 0
    if said.known is None:
        return 0.5, False
    apart = min(gap((said.known, said.known), entry[:2]) for entry in one.periods)
    return (0.9 if apart == 0 else 0.8 * math.exp(-apart / _FADES)), False
