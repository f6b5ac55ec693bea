"""What the page of a first look says: figures in their sentences, readings, outcomes and dates in plain English."""

import math
import re
from collections.abc import Sequence

from markupsafe import Markup

from cited.intake.consistency.arithmetic import Computed
from cited.intake.consistency.related import Mention
from cited.intake.consistency.shown import apart, number
from cited.intake.language.datewords import when
from cited.intake.looking.look import Figure, Look
from cited.ledger.agreement.hedges import ABOVE, BELOW, Hedge, Interval
from cited.ledger.store import tables
from cited.ledger.store.codes import Basis
from cited.ledger.suggesting.suggest import Suggestion

# What a reader is told of an outcome that no person has confirmed.
WOULD = {
    "agrees": "would agree",
    "agrees when rounded": "would agree when rounded",
    "agrees at another date": "would agree at another date",
    "agrees at the nearest date held": "would agree at the nearest date held",
    "differs": "would differ",
    "not checked": "would prove nothing: of another date or edition",
    "forecast": "a forecast: neither right nor wrong",
    "": "nothing to compare with",
}
# Characters of the sentence shown on each side of a figure.
_AROUND = 150


def quote(figure: Figure) -> Markup:
    """Return a figure in the words around it, marked."""
    line, quantity = figure.mention.line, figure.mention.quantity
    first = max(figure.mention.opening, quantity.start - _AROUND)
    last = min(figure.mention.closing, quantity.end + _AROUND)
    before, after = line[first : quantity.start], line[quantity.end : last]
    if first > figure.mention.opening:
        before = f"… {before.partition(' ')[2]}"
    if last < figure.mention.closing:
        after = f"{after.rpartition(' ')[0]} …"
    words = (re.sub(r"\s+", " ", text) for text in (before.lstrip(), quantity.printed, after.rstrip()))
    return Markup("{}<mark>{}</mark>{}").format(*words)


def reading(figure: Figure) -> str:
    """Return what a figure was read as: its number, hedge and unit, what the words allow, its period."""
    cells, bounds = figure.about.cells, figure.bounds
    hedge, ends = cells["hedge"], [end for end in (cells["low"], cells["high"]) if end]
    shown = " to ".join(number(float(end)) for end in dict.fromkeys(ends))
    if hedge == Hedge.MAGNITUDE:
        shown = _committed(bounds)
    parts = [f"{shown} {'per cent' if cells['unit'] == 'percent' else cells['unit']}".strip()]
    if hedge not in ("", Hedge.RANGE, Hedge.MAGNITUDE):
        parts = [f"{hedge} {parts[0]}"]
    if hedge not in (Hedge.MAGNITUDE, *ABOVE, *BELOW) and bounds.upper - bounds.lower > 1:
        # That a whole number is exact goes without saying.
        parts.append(f"allows {_committed(bounds)}")
    if cells["period"]:
        parts.append(when(cells["period"]))
    if cells["basis"] != Basis.ACTUAL:
        parts.append(cells["basis"])
    return " · ".join(parts)


def _committed(bounds: Interval) -> str:
    """What words commit a figure to."""
    if math.isinf(bounds.upper):
        return f"at least {number(bounds.lower)}"
    return f"at most {number(bounds.upper)}" if math.isinf(bounds.lower) else " to ".join(apart(*bounds))


def would(one: Suggestion) -> str:
    """Return what a suggestion's outcome would be, in words that claim no verdict."""
    return WOULD.get(one.outcome, one.outcome)


def sentences(one: Computed, look: Look) -> list[Markup]:
    """Return the words of the figures that a relation is of, each figure marked: one text for those of one sentence."""
    groups: dict[tuple[int, int], list[Mention]] = {}
    for index in sorted(one.figures):
        mention = look.figures[index].mention
        groups.setdefault((mention.quantity.line, mention.opening), []).append(mention)
    return [_excerpt(group) for group in groups.values()]


def _excerpt(mentions: Sequence[Mention]) -> Markup:
    """The part of a sentence around some of its figures, from word to word."""
    line, ordered = mentions[0].line, sorted(mentions, key=lambda one: one.quantity.start)
    first, last = ordered[0], ordered[-1]
    start, end = max(first.opening, first.quantity.start - _AROUND // 2), last.quantity.end + _AROUND // 2
    start = line.find(" ", start) + 1 if start > first.opening else start
    cut = end < last.closing
    end = max(line.rfind(" ", 0, end), last.quantity.end) if cut else last.closing
    parts, position = [Markup("… ") if start > first.opening else Markup("")], min(start, first.quantity.start)
    while line[position : position + 1].isspace():
        position += 1
    for one in ordered:
        quantity = one.quantity
        if quantity.start >= position:
            parts.append(Markup("{}<mark>{}</mark>").format(line[position : quantity.start], quantity.printed))
            position = quantity.end
    parts.append(Markup("{}{}").format(line[position:end].rstrip(), " …" if cut else ""))
    return Markup("").join(parts)


def places(one: Computed, look: Look) -> list[tuple[int, int]]:
    """Return the lines in which related figures stand, each once, with the figure that a link leads to."""
    lines = {look.figures[index].mention.quantity.line: index for index in reversed(one.figures)}
    return sorted(lines.items())


def statistic(one: Suggestion) -> str:
    """Return the statistic that a suggestion compares with, and its period."""
    if not one.statistic:
        return ""
    return f"{number(float(one.statistic))}, {when(one.period)}" if one.period else number(float(one.statistic))


def title_of(series: str) -> str:
    """Return a series' title and publisher."""
    row = _titles()[series]
    return f"{row['title']} ({row['publisher']})"


def _titles() -> dict[str, dict[str, str]]:
    return {row["series"]: row for row in tables.rows("series")}
