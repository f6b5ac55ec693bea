"""The held series in the form in which they are compared with what a sentence says."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cited.ledger.agreement.claims import Statistic
from cited.ledger.store import tables
from cited.ledger.store.mentions import Gazetteer, gazetteer
from cited.ledger.store.names import PARTY, names
from cited.ledger.store.periods import Period
from cited.ledger.store.terms import SYNONYMS, stem, terms

Span = tuple[date, date]


class Series(NamedTuple):
    """A held series as it is compared: its row, the words of its title with their weights and as printed, its areas,
    its partners, both, the words of its unit, the periods held, and the statistics as rules of verdicts take them."""

    row: Mapping[str, str]
    words: dict[str, float]
    names: dict[str, str]
    total: float
    areas: list[str]
    partners: list[str]
    where: frozenset[str]
    counted: frozenset[str]
    periods: list[tuple[date, date, str]]
    published: dict[tuple[str, str], Statistic]


class SeriesIndex(NamedTuple):
    """Every series that has observations, by its id, and by its unit; the names of the areas by their codes, and how
    texts name them."""

    series: dict[str, Series]
    by_unit: dict[str, list[Series]]
    parties: dict[str, str]
    places: Gazetteer


def series_index() -> SeriesIndex:
    """Return every series that has observations, ready to be compared; read again only when a table has changed."""
    stamps = []
    for table in ("series", "observations", "names", "areas", SYNONYMS):
        if not tables.has(table):
            continue
        for path in tables.files(table):
            stat = path.stat()
            stamps.append((str(path), stat.st_mtime_ns, stat.st_size))
    return _index(tuple(stamps))


def span_of(period: str) -> Span | None:
    """Return the first and last day of an EDTF period, None for none and for what is not a date."""
    try:
        first, last = Period.parse(period)
    except ValueError:
        return None
    return first, last


def gap(one: Sequence[date], other: Sequence[date]) -> int:
    """Return how many days lie between two spans, 0 where they touch."""
    return max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)


@functools.lru_cache(maxsize=1)
def _index(_stamps: tuple[tuple[str, int, int], ...]) -> SeriesIndex:
    rows, places = tables.rows("series"), gazetteer()
    periods: dict[str, list[tuple[date, date, str]]] = {}
    published: dict[str, dict[tuple[str, str], Statistic]] = {}
    for observation in tables.rows("observations"):
        days = span_of(observation["period"])
        if days:
            name, period = observation["series"], observation["period"]
            periods.setdefault(name, []).append((*days, period))
            value = Statistic(float(observation["value"]), float(observation["precision"]))
            published.setdefault(name, {})[name, period] = value
    titles = {row["series"]: _title(row, places) for row in rows}
    known = Counter(word for words in titles.values() for word in words)
    by_name = {}
    for row in rows:
        name = row["series"]
        if name in periods:
            words = {word: math.log((len(rows) + 1) / known[word]) for word in titles[name]}
            areas, partners = (
                [code for code in row[column].split(tables.SEPARATOR) if code] for column in ("area", "partner")
            )
            by_name[name] = Series(
                row,
                words,
                titles[name],
                sum(words.values()) or 1.0,
                areas,
                partners,
                frozenset((*areas, *partners)),
                frozenset(stem(word) for word in row["unit"].split()),
                sorted(periods[name]),
                published[name],
            )
    parties: dict[str, str] = {}
    for row in names(kind=PARTY):
        parties.setdefault(row["code"], row["name"])
    by_unit: dict[str, list[Series]] = {}
    for one in by_name.values():
        by_unit.setdefault(one.row["unit"], []).append(one)
    return SeriesIndex(by_name, by_unit, parties, places)


def _title(row: Mapping[str, str], places: Gazetteer) -> dict[str, str]:
    """The words of a series' title, id and unit that name no area, in compared form and as printed."""
    title = row["title"]
    own = {code for column in ("area", "partner") for code in row[column].split(tables.SEPARATOR)}
    # A people is who is counted, wherever it lives: Norlanders in Suria. A city says more than its country.
    named = {
        mention.start
        for mention in places.mentions(title)
        if mention.code in own and not mention.people and not mention.inside
    }
    words = {
        term.word: title[term.start :].split()[0].strip(".,;()") for term in terms(title) if term.start not in named
    }
    codes = {code.lower() for column in ("area", "partner") for code in row[column].split(tables.SEPARATOR)}
    parts = [part for part in row["series"].split("-") if part not in codes and not part.isdigit()]
    more = [
        part
        for part in parts
        if all(mention.inside for form in (part.title(), part.upper()) for mention in places.mentions(form))
    ]
    more += row["unit"].split() if row["unit"].islower() else []
    return {stem(word): word for word in more} | words
