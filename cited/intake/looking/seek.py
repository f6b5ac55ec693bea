"""Which series are held, and what to look for where none fits: in words, the statistic that a figure calls for."""

import re
from collections.abc import Callable, Hashable

from cited.intake.consistency.related import Mention
from cited.intake.drafting import measuring, phrases
from cited.intake.language.datewords import when
from cited.intake.looking.about import About
from cited.ledger.store import tables
from cited.ledger.store.mentions import Gazetteer, party_name
from cited.ledger.store.terms import stem
from cited.ledger.suggesting.fit import DURATIONS
from cited.ledger.suggesting.series_index import SeriesIndex, series_index
from cited.ledger.suggesting.suggest import Suggestion, suggest

# What is sought of a unit whose measure the sentence does not name.
_KINDS = {
    "percent": "the share or change",
    "rank": "the rank",
    "times": "how many times",
    "persons": "the number of people",
}
_SHOWN = {"percent": "per cent", "km2": "square kilometres"}
_ARTICLE = re.compile(r"^(?=United |(?:\w+ )+(?:Union|Republic|Islands|area)\b)")
_NOUNS = phrases.nouns(())


def sought(one: Mention, row: About, language: str, places: Gazetteer) -> str:
    """Return the statistic to look for: measure, unit, where and of when, as far as the sentence says them.

    The measure is named where its noun is one of the field's; of a text in another language than English it is not.
    """
    unit = one.quantity.unit
    measure = measuring.measure(one.line, one.quantity) if language == "en" else ""
    if phrases.fault(measure, _NOUNS):
        measure = ""
    codes = dict.fromkeys(mention.code for mention in places.mentions(row.words) if mention.code != places.world)
    named = [party_name(code) for code in codes]
    area = f" for {' and '.join(_ARTICLE.sub('the ', name) for name in named[:2])}" if named else ""
    known = row.dated.rstrip("~")
    period = when(row.cells["period"]) or (f"the last known by {when(known)}" if known else "")
    if unit in DURATIONS:
        return ", ".join(filter(None, (f"how long it took{area}", f"in {unit}", period)))
    return ", ".join(filter(None, (f"{_what(unit, measure)}{area}", period)))


def held_series() -> SeriesIndex | None:
    """Return the series that are held, or None where the project has no such tables."""
    known = {resource["name"] for resource in tables.package()["resources"]}
    return series_index() if {"series", "observations"} <= known else None


def suggester(
    among: SeriesIndex, vocabulary: frozenset[str], most: int
) -> Callable[[About, About | None], list[Suggestion]]:
    """Return what suggests series for a figure, by what the text says of it: once, where it says the same again.

    `vocabulary` and `most` are as for `suggest`; it is called with a figure and the one that it is an amount in another
    currency of.
    """
    known: dict[Hashable, list[Suggestion]] = {}

    def ask(row: About, original: About | None) -> list[Suggestion]:
        first = tuple(original.cells.values()) if original else None
        key = (*row.cells.values(), row.words, row.place, row.around, row.dated, first)
        if key not in known:
            known[key] = suggest(
                row.cells,
                row.words,
                place=row.place,
                around=row.around,
                stated=row.dated,
                vocabulary=vocabulary,
                original=original.cells if original else None,
                most=most,
                among=among,
            )
        return known[key]

    return ask


def words_of(among: SeriesIndex | None) -> frozenset[str]:
    """Return the words by which a series may be told: those of titles and units; none without series."""
    series = among.series.values() if among else ()
    return frozenset(word for one in series for word in (*one.words, *(stem(part) for part in one.row["unit"].split())))


def _what(unit: str, measure: str) -> str:
    if not unit or unit in _KINDS:
        return _KINDS.get(unit) or measure or "what the sentence counts"
    if unit == "persons":
        return f"the number of {measure or 'people'}"
    if unit.islower() and unit not in _SHOWN and " per " not in unit:
        return f"the number of {unit}"
    return f"{measure or ('the share' if unit == 'percent' else 'the amount')} in {_SHOWN.get(unit, unit)}"
