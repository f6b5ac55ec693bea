"""Suggestions: which held series could check a figure, best first, and what the rules of verdicts then say.

A suggestion is not a verdict: no person has confirmed that series and figure speak of the same thing. The series are
ranked by unit, words, area and time alone; the figure's value is looked at only once the order stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cited.ledger.agreement.ties import ANNOUNCED, OWN
from cited.ledger.store.mentions import party_name
from cited.ledger.suggesting.context import context
from cited.ledger.suggesting.fit import EVENTS, Fit, fit, serves
from cited.ledger.suggesting.provisional import Claim, Provisional, provisional
from cited.ledger.suggesting.series_index import Series, SeriesIndex, Span, series_index

# A fit below this is none: the series shares a unit and a country with the figure, and hardly a word.
LEAST = 0.72
# From here on a suggestion is good enough to doubt a figure that it contradicts.
SURE = 1.4


class Suggestion(NamedTuple):
    """A held series for a figure: its rank from 1, the observation of the figure's date and the one it is compared
    with, the outcome by the rules of verdicts, the statistic as a plain decimal, why it was chosen,
    in words, and how well it fits (`SURE` or more: well).

    `how`, `date` and `definition` are as in data/checks.csv, so that a person who agrees has the row of the tie.
    """

    rank: int
    series: str
    period: str
    base_series: str
    base_period: str
    how: str
    date: str
    definition: str
    outcome: str
    statistic: str
    why: str
    score: float


def suggest(
    figure: Mapping[str, str],
    words: str = "",
    *,
    place: int = -1,
    around: Sequence[str] = (),
    stated: str = "",
    vocabulary: frozenset[str] = frozenset(),
    original: Mapping[str, str] | None = None,
    most: int = 5,
    among: SeriesIndex | None = None,
    own_date: bool = False,
) -> list[Suggestion]:
    """Return the held series that could check a figure, best first; none where no series fits.

    `figure` has the cells of a row of data/figures as text, as far as they are known; `words` is its sentence and
    `place` where the figure begins in it, `around` texts that stand before it, `stated` the day by which the document
    knew it (EDTF), `vocabulary` the compared forms of the document's words, `original` the figure of which this is the
    same amount in another currency; `among` what `series_index` returned, for who asks for many figures. `own_date`:
    of a series that has the figure's own date that one is meant, whatever it says, as the rule of dates has it.
    """
    known = among or series_index()
    other = original["unit"] if original else ""
    around_it = context(figure, words, known.places, place, around, stated, other, vocabulary)
    fits = [
        (match, one)
        for unit, series in known.by_unit.items()
        if (served := serves(unit, around_it))[0]
        for one in series
        if (match := fit(one, around_it, served)) and match.score >= LEAST
    ]
    fits.sort(key=lambda pair: (-pair[0].score, pair[1].row["series"]))
    start = place if place >= 0 else max(words.find(figure["printed"]), 0)

    def others(day: Span | None) -> list[Series]:
        if day is None:
            return [one for _, one in fits if one.row["unit"] == EVENTS]
        dated = [one for one in known.series.values() if any(entry[:2] == day for entry in one.periods)]
        # What happened on a day may be of any unit: a tariff, a count of members.
        scored = [(own.score, one) for one in dated if (own := fit(one, around_it._replace(unit=one.row["unit"])))]
        return [one for _, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].row["series"]))]

    claim = Claim(figure, words, start, stated, original, others)
    tied = [(match, one, provisional(claim, one, match.change, own_date)) for match, one in fits[:most]]
    dated = bool(figure.get("period"))
    return [
        _suggestion(rank, tie, _why(match, one, known.parties, tie, dated), match.score)
        for rank, (match, one, tie) in enumerate(tied, start=1)
    ]


def _suggestion(rank: int, tie: Provisional, why: str, score: float) -> Suggestion:
    return Suggestion(
        rank,
        tie.series,
        tie.period,
        tie.base_series,
        tie.base_period,
        tie.how,
        tie.date,
        tie.definition,
        tie.outcome,
        tie.statistic,
        why,
        score,
    )


def _why(match: Fit, one: Series, parties: Mapping[str, str], tie: Provisional, dated: bool) -> str:
    parts = [f"unit {one.row['unit']}"]
    if match.areas:
        parts.append(", ".join(parties.get(code) or party_name(code) for code in dict.fromkeys(match.areas)))
    if match.words:
        parts.append(f"words in common: {', '.join(match.words[:4])}")
    if tie.period:
        own = "of the figure’s own date" if dated else "the figure has no date: of what its document could know"
        other = f"its own date, {tie.passed}, is held and differs" if tie.passed else "the nearest date held"
        parts.append(own if tie.date == OWN else other)
    if tie.definition == ANNOUNCED:
        parts.append("announced, not counted")
    return "; ".join(parts)
