"""Suggestions: which held series could check a figure, best first, and what the rules of verdicts then say.

A suggestion is no verdict: no person has confirmed that series and figure speak of the same thing. The series are
ranked by unit, words, area and time alone; the figure's value is looked at only once the order stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cited.ledger.claims import Statistic
from cited.ledger.fit import Context, Fit, context, fit, gap
from cited.ledger.held import Held, Series, held, span_of
from cited.ledger.verdicts import finding, judge

# A fit below this is none: the series shares a unit and a country with the figure, and hardly a word.
LEAST = 0.52
# From here on a suggestion is good enough to doubt a figure that it contradicts.
SURE = 0.95
# Of a figure without a date: so many observations before the document, within so many days, may be meant.
_LAST, _RECENT = 3, 731
# A change of a running total: `602 new deaths`, `in the last 24 hours`.
_NEW = re.compile(
    r"\bnew(?:ly)?\b|\b(?:in|over|within) (?:a|one|the (?:last|past)) (?:day|24 hours)\b|\bdaily\b", re.IGNORECASE
)
# A loss is from the highest that is held to the last that the document could know.
_LOST = re.compile(r"\b(?:lost|loses?|losing|loss(?:es)?|burn(?:ed|t|ing) through)\b", re.IGNORECASE)


class Suggestion(NamedTuple):
    """A held series for a figure: its rank from 1, the observation of the figure's date and the one it is compared
    with, the outcome by the rules of verdicts, the statistic as a plain decimal, why it was chosen,
    in words, and how well it fits (`SURE` or more: well).

    `how` and `date` are as in data/checks.csv, so that a person who agrees has the row of the tie.
    """

    rank: int
    series: str
    period: str
    base_series: str
    base_period: str
    how: str
    date: str
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
    dated: str = "",
    day: bool = False,
    original: Mapping[str, str] | None = None,
    most: int = 5,
    among: Held | None = None,
) -> list[Suggestion]:
    """Return the held series that could check a figure, best first; none where no series fits.

    `figure` has the cells of a row of data/figures as text, as far as they are known; `words` is its sentence and
    `place` where the figure begins in it, `around` texts that stand before it, `dated` the day by which the document
    knew it (EDTF), `day` whether that day stands beside the figure, `original` the figure of which this is the same
    amount in another currency; `among` what `held` returned, for who asks for many figures.
    """
    known = among or held()
    ends = span_of(dated)
    said = context(
        figure, words, known.places, place, around, ends[1] if ends else None, original["unit"] if original else "", day
    )
    fits = [(found, one) for one in known.series.values() if (found := fit(one, said)) and found.score >= LEAST]
    fits.sort(key=lambda pair: (-pair[0].score, pair[1].row["series"]))
    return [
        _suggestion(rank, figure, words, said, found, one, original, known.parties)
        for rank, (found, one) in enumerate(fits[:most], start=1)
    ]


def _suggestion(
    rank: int,
    figure: Mapping[str, str],
    words: str,
    said: Context,
    found: Fit,
    one: Series,
    original: Mapping[str, str] | None,
    parties: Mapping[str, str],
) -> Suggestion:
    how = _how(figure, words, found, one, original)
    results = [
        result
        for period, own in _periods(one, said)
        if (result := _finding(figure, how, one, period, own, original, bool(_LOST.search(words)))) is not None
    ]
    if not results:
        return Suggestion(
            rank, one.row["series"], "", "", "", how, "", "", "", _why(found, one, parties, ""), found.score
        )
    outcome, decides, _ = judge(results, figure.get("basis") or "actual")
    return Suggestion(
        rank,
        one.row["series"],
        decides["period"],
        decides["base_series"],
        decides["base_period"],
        how,
        decides["date"],
        outcome,
        decides["statistic"],
        _why(found, one, parties, decides["period"]),
        found.score,
    )


def _how(figure: Mapping[str, str], words: str, found: Fit, one: Series, original: Mapping[str, str] | None) -> str:
    """How the figure is compared with the series, as data/checks.csv has it."""
    unit = one.row["unit"]
    if found.change or (original and unit == f"{figure['unit']} per {original['unit']}"):
        return "ratio"
    place = max(words.find(figure["printed"]), 0)
    near = words[max(0, place - 25) : place + len(figure["printed"]) + 30]
    if one.row["kind"] in ("point", "end of period") and (_NEW.search(near) or _LOST.search(near)):
        return "difference"
    if figure["unit"] == "rank":
        return "rank"
    return "level" if unit in ("percent", "years") or unit.isupper() else "count"


def _periods(one: Series, said: Context) -> list[tuple[str, bool]]:
    """The observations that the figure is compared with: of its own date, and beside it; each, and whether its own."""
    if said.span is None and said.known:
        before = [entry for entry in one.periods if entry[1] <= said.known][-_LAST:]
        if not before:
            return [(one.periods[0][2], False)]
        recent = [entry for entry in before if gap(entry[:2], before[-1][:2]) <= _RECENT]
        # What a document says of no date it says of the last that it could know, which may be a while old; where a
        # day stands beside the figure, that day is meant.
        return [(entry[2], index == 0 or not said.day) for index, entry in enumerate(reversed(recent))]
    wanted = said.span or one.periods[-1][:2]
    touching = [entry for entry in one.periods if not gap(wanted, entry[:2])]
    exact = [entry for entry in touching if entry[:2] == wanted]
    inside = [entry for entry in touching if wanted[0] <= entry[0] and entry[1] <= wanted[1]]
    own = (exact or inside or touching)[-1:]
    if not own:
        nearest = min(one.periods, key=lambda entry: (gap(wanted, entry[:2]), entry))
        return [(nearest[2], False)]
    index = one.periods.index(own[0])
    beside = [one.periods[i] for i in (index - 1, index + 1) if 0 <= i < len(one.periods)]
    near = [entry for entry in beside if gap(own[0][:2], entry[:2]) <= 366]
    return [(own[0][2], True), *((entry[2], False) for entry in near)]


def _finding(
    figure: Mapping[str, str],
    how: str,
    one: Series,
    period: str,
    own: bool,
    original: Mapping[str, str] | None,
    lost: bool,
) -> dict[str, Any] | None:
    """What a tie to one observation would find, or None where the claim or its base cannot be computed."""
    name = one.row["series"]
    published = one.published
    base = ""
    if how == "difference" or (how == "ratio" and not original):
        base = _before(one, period)
        if lost and base:
            base, period = period, _peak(one, period, published)
        if not base or base == period:
            return None
    check = {
        "figure": "figure",
        "series": name,
        "period": period,
        "base_series": name if base else "",
        "base_period": base,
        "how": how,
        "definition": "same",
        "date": "own" if own else "other",
    }
    cells = {**figure, "repeats": "original" if original else ""}
    figures = {"figure": cells} | ({"original": dict(original)} if original else {})
    try:
        result: dict[str, Any] = finding(check, figures, published)
    except (ValueError, ZeroDivisionError):
        return None
    return result


def _peak(one: Series, period: str, published: Mapping[tuple[str, str], Statistic]) -> str:
    """The period of the highest observation before that of a period, its own included."""
    before = [entry[2] for entry in one.periods]
    return max(
        before[: before.index(period) + 1],
        key=lambda entry: published[one.row["series"], entry].value,
    )


def _before(one: Series, period: str) -> str:
    """The observation before one of a period, a year before it where the series has years, else the last."""
    index = next(i for i, entry in enumerate(one.periods) if entry[2] == period)
    return one.periods[index - 1][2] if index else ""


def _why(found: Fit, one: Series, parties: Mapping[str, str], period: str) -> str:
    parts = [f"unit {one.row['unit']}"]
    if found.areas:
        parts.append(", ".join(parties.get(code, code) for code in dict.fromkeys(found.areas)))
    if found.words:
        parts.append(f"words in common: {', '.join(found.words[:4])}")
    if period:
        parts.append("of the figure’s own date" if found.touches else f"the nearest date held is {period}")
    return "; ".join(parts)
