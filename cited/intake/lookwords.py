"""What the page of a first look says: figures in their sentences, readings, outcomes and dates in plain English."""

import calendar
import math
import re
from collections.abc import Sequence

from markupsafe import Markup

from cited.intake.arithmetic import Computed, number
from cited.intake.look import Figure, Look
from cited.intake.related import Said
from cited.ledger import tables
from cited.ledger.codes import Basis
from cited.ledger.suggest import Suggestion

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
    line, quantity = figure.said.line, figure.said.quantity
    first = max(figure.said.opening, quantity.start - _AROUND)
    last = min(figure.said.closing, quantity.end + _AROUND)
    before, after = line[first : quantity.start], line[quantity.end : last]
    if first > figure.said.opening:
        before = f"… {before.partition(' ')[2]}"
    if last < figure.said.closing:
        after = f"{after.rpartition(' ')[0]} …"
    words = (re.sub(r"\s+", " ", text) for text in (before.lstrip(), quantity.printed, after.rstrip()))
    return Markup("{}<mark>{}</mark>{}").format(*words)


def reading(figure: Figure) -> str:
    """Return what a figure was read as: its number, its unit, what the words commit it to, its period."""
    cells, bounds = figure.about.cells, figure.bounds
    unit = cells["unit"]
    ends = [end for end in (cells["low"], cells["high"]) if end]
    shown = " to ".join(number(float(end)) for end in dict.fromkeys(ends))
    parts = [f"{shown} {unit}".strip()]
    if cells["hedge"]:
        parts.append(cells["hedge"])
    if math.isinf(bounds.upper):
        parts.append(f"at least {number(bounds.lower)}")
    elif math.isinf(bounds.lower):
        parts.append(f"at most {number(bounds.upper)}")
    elif bounds.lower != bounds.upper:
        parts.append(" to ".join(apart(*bounds)))
    if cells["period"]:
        parts.append(when(cells["period"]))
    if cells["basis"] != Basis.ACTUAL:
        parts.append(cells["basis"])
    return " · ".join(parts)


def would(one: Suggestion) -> str:
    """Return what a suggestion's outcome would be, in words that claim no verdict."""
    return WOULD.get(one.outcome, one.outcome)


def sentences(one: Computed, found: Look) -> list[Markup]:
    """Return the words of the figures that a relation is of, each figure marked: one text for those of one sentence."""
    groups: dict[tuple[int, int], list[Said]] = {}
    for index in sorted(one.figures):
        said = found.figures[index].said
        groups.setdefault((said.quantity.line, said.opening), []).append(said)
    return [_excerpt(group) for group in groups.values()]


def _excerpt(said: Sequence[Said]) -> Markup:
    """The part of a sentence around some of its figures, from word to word."""
    line, ordered = said[0].line, sorted(said, key=lambda one: one.quantity.start)
    first, last = ordered[0], ordered[-1]
    start, end = max(first.opening, first.quantity.start - _AROUND // 2), last.quantity.end + _AROUND // 2
    start = line.find(" ", start) + 1 if start > first.opening else start
    cut = end < last.closing
    end = max(line.rfind(" ", 0, end), last.quantity.end) if cut else last.closing
    parts, position = [Markup("… ") if start > first.opening else Markup("")], min(start, first.quantity.start)
    for one in ordered:
        quantity = one.quantity
        if quantity.start >= position:
            parts.append(Markup("{}<mark>{}</mark>").format(line[position : quantity.start], quantity.printed))
            position = quantity.end
    parts.append(Markup("{}{}").format(line[position:end].rstrip(), " …" if cut else ""))
    return Markup("").join(parts)


def places(one: Computed, found: Look) -> list[tuple[int, int]]:
    """Return the lines in which related figures stand, each once, with the figure that a link leads to."""
    lines = {found.figures[index].said.quantity.line: index for index in reversed(one.figures)}
    return sorted(lines.items())


def statistic(one: Suggestion) -> str:
    """Return the statistic that a suggestion compares with, and its period."""
    if not one.statistic:
        return ""
    return f"{number(float(one.statistic))}, {when(one.period)}" if one.period else number(float(one.statistic))


def when(period: str) -> str:
    """Return an EDTF period as people write it: `8 April 2020`, `1568 to 1918`, `from 2010 on`, `about 2016`."""
    first, slash, last = period.partition("/")
    if not slash:
        return _day(first)
    if last == "..":
        return f"from {_day(first)} on"
    return f"until {_day(last)}" if first == ".." else f"{_day(first)} to {_day(last)}"


def _day(edtf: str) -> str:
    """A year, month or day in words; others, such as decades, as they are."""
    words = edtf.rstrip("~?%")
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", words)
    if match and 1 <= int(match[2]) <= 12:
        words = f"{int(match[3])} " if match[3] else ""
        words += f"{calendar.month_name[int(match[2])]} {match[1]}"
    return f"about {words}" if edtf.endswith(("~", "%")) else words


def apart(low: float, high: float) -> tuple[str, str]:
    """Return two numbers as people write them, with as many digits as show that they differ."""
    ends = number(low), number(high)
    if ends[0] != ends[1]:
        return ends
    return f"{low:,.10g}", f"{high:,.10g}"


def title_of(series: str) -> str:
    """Return a series' title and publisher."""
    row = _titles()[series]
    return f"{row['title']} ({row['publisher']})"


def _titles() -> dict[str, dict[str, str]]:
    return {row["series"]: row for row in tables.rows("series")}
