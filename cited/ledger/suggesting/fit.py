"""How well a held series fits what a sentence says of a figure: by unit, words, area and time, never by its value."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

from cited.ledger.agreement.ties import LATER, vintage
from cited.ledger.rules.statistic_rules import ALIKE
from cited.ledger.store.terms import generic, stem
from cited.ledger.suggesting.context import AROUND, DOCUMENT, Context
from cited.ledger.suggesting.series_index import Series, gap

# What the parts of a fit weigh; found on the ties of the ledger's documents, see `make bench PARTS=look`.
WORDS, AREA, TIME = 1.0, 0.7, 0.5
# The words in common must say at least so much; a rare word of a title says about three, `people` one.
EVIDENCE = 0.5
APART = 0.25
# So many words of a title the sentence must have where it names no area of the series.
WITHOUT_AREA = 2
# How long a title may be before its unmatched words weigh.
LENGTH = 0.7
# What a series counts for that does not name who is counted, that the document could not know, that is of an area which
# the sentence has only as the other side (`from Norland`); what a partner counts, beside an area.
OTHER_NOUN, YOUNGER, OTHER_SIDE, PARTNER = 0.7, 0.95, 0.8, 0.8
# What the areas of a series count that has not all of those meant together: `in those three countries`.
ALONE = 0.4
# Days after which an observation says a third of what one of the figure's own date would.
FADES, NEAR = 800, 0.6
# What persons may be counted as, and what they may stand for: other things counted are none of them.
_PERSONS = ("persons", "cases", "deaths", "births", "arrivals", "departures", "visits", "members", "soldiers")
DURATIONS = ("years", "months", "weeks", "days", "hours", "minutes")
EVENTS = "events"


class Fit(NamedTuple):
    """How well a series fits, more is better, with what made it fit; `change`: only its change over the year can."""

    score: float
    words: list[str]
    areas: list[str]
    change: bool


def fit(one: Series, context: Context, served: tuple[float, bool] | None = None) -> Fit | None:
    """Return how well a series fits, or None where its unit, its words or its areas cannot be meant.

    `served` is what `serves` returned for its unit, for who asks of many series.
    """
    unit, change = served or serves(one.row["unit"], context)
    if not unit:
        return None
    rate = bool(context.original) and " per " in one.row["unit"]
    if one.areas and not rate and context.world not in context.areas and one.where.isdisjoint(context.areas):
        return None
    where = [
        max(context.areas.get(code, 0) * (OTHER_SIDE if code in context.sides else 1), 0.5 * (code == context.world))
        for code in one.areas
    ]
    partners = [context.areas.get(code, 0) for code in one.partners]
    if where and not rate and max(where + partners) == 0:
        return None
    matched = {word: context.words[word] * weight for word, weight in one.words.items() if word in context.words}
    if not (rate or (_evidence(matched, one, context) >= EVIDENCE and _named(matched, one, context))):
        return None
    area = (sum(where) + PARTNER * sum(partners)) / (len(where) + PARTNER * len(partners)) if where else 0.5
    if context.together and not context.together <= {*one.areas}:
        area *= ALONE
    share = 1.0 if rate else sum(matched.values()) / one.total**LENGTH / 2
    if context.noun and context.noun not in one.words and sum(context.words[word] > AROUND for word in matched) < 2:
        unit *= OTHER_NOUN
    if context.stated and vintage(dict(one.row), one.periods[0][2], context.stated) == LATER:
        unit *= YOUNGER
    near = [word for word in matched if context.words[word] > DOCUMENT]
    named = [one.names[word] for word in sorted(near, key=lambda word: -matched[word])]
    codes = [code for code in (*one.areas, *one.partners) if context.areas.get(code)]
    return Fit(unit * (WORDS * share + AREA * area + TIME * _time(one, context)), named, codes, change)


def serves(unit: str, context: Context) -> tuple[float, bool]:
    """Return how well a series' unit serves the figure's, 1 for the same, 0 for none; whether only its change can."""
    wanted = context.unit
    if context.original and unit == f"{wanted} per {context.original}":
        return 1.5, False
    if unit == wanted:
        return 1.0, False
    if (wanted, unit) in ALIKE:
        return 0.9, False
    if unit == EVENTS and wanted in DURATIONS:
        return 0.9, False
    if context.change and _adds_up(unit):
        return 0.55, True
    if wanted and "persons" in (unit, wanted) and not {unit, wanted} <= {*_PERSONS}:
        return 0.0, False
    if _counts(unit) and (not wanted or _counts(wanted)):
        named = all(stem(word) in context.words for word in unit.split())
        return (0.6 if named else 0.0 if wanted else 0.4), False
    return 0.0, False


@functools.cache
def _counts(unit: str) -> bool:
    """Whether a unit is of things counted."""
    return unit.islower() and " per " not in unit and unit not in ("percent", "rank", "times", *DURATIONS)


def _adds_up(unit: str) -> bool:
    return _counts(unit) or (unit.isupper() and len(unit) == 3)


def _evidence(matched: dict[str, float], one: Series, context: Context) -> float:
    """How much the words in common say: nothing if they are numbers, those of any title, or stand only elsewhere. Where
    no area of the series is named beside the figure, what it counts says nothing, and other sentences say little."""
    unit = one.counted
    here = bool(context.here.intersection(one.where))
    if here and one.row["unit"] not in DURATIONS:
        unit = frozenset()
    telling = {word: weight for word, weight in matched.items() if not word.isdigit() and word not in unit}
    # A population is told by what everybody is called; nothing else is by such words alone.
    if all(generic(word) for word in telling if context.words[word] > DOCUMENT) and not (
        context.populous and one.row["unit"] == context.unit
    ):
        return 0.0
    shared = sum(weight for word, weight in telling.items() if context.words[word] > DOCUMENT)
    return shared if here or any(context.words[word] > AROUND for word in telling) else shared * APART


def _named(matched: dict[str, float], one: Series, context: Context) -> bool:
    """Whether a sentence says enough of a title: an area of the series, two words besides its unit and numbers, or the
    short name in capitals of a body, which says as much as the words that it stands for."""
    if context.here.intersection(one.where):
        return True
    telling = [
        word for word in matched if context.words[word] > AROUND and not word.isdigit() and word not in one.counted
    ]
    return len(telling) >= WITHOUT_AREA or any(_is_short(one.names[word]) for word in telling)


def _is_short(name: str) -> bool:
    return len(name) > 2 and name.isalpha() and name.isupper()


def _time(one: Series, context: Context) -> float:
    """How near in time the nearest observation is, 1 where it is of the figure's own date."""
    if context.span:
        apart = min(gap(context.span, entry[:2]) for entry in one.periods)
        return 1.0 if apart == 0 else NEAR * math.exp(-apart / FADES)
    if context.known is None:
        return 0.5
    apart = min(gap((context.known, context.known), entry[:2]) for entry in one.periods)
    return 0.9 if apart == 0 else 0.8 * math.exp(-apart / FADES)
