"""The marks of charts as SVG whose places are in per cent: drawn once, right at every width, in the page's colours.

Shapes keep their size in pixels; only lines are stretched, in an inner drawing of a thousand by a thousand. A mark
is a link with the figure or the statistic that it shows and its value in words.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from cited.page.charts.scales import Scale

DIAMOND, SQUARE = "M0-6.5L6.5 0L0 6.5L-6.5 0z", "M-5-5H5V5H-5z"
# What a forecast says lies ahead of its document: its mark is of a shape and a colour of its own.
FORECAST = "forecast"
UP, RIGHT, LEFT, DOWN = "M-5 8L0 0L5 8", "M-8-5L0 0L-8 5", "M8-5L0 0L8 5", "M-5-8L0 0L5-8"


def place(value: float) -> str:
    """Return a place in per cent as an attribute holds it, to a tenth: a pixel of a plot of a thousand."""
    return f"{value:.1f}".rstrip("0").rstrip(".") + "%"


def figure_link(figure: str, label: str, inside: Markup) -> Markup:
    """Return marks as a link to the entry of a cited figure."""
    return Markup('<a href="#{0}" data-figure="{0}" aria-label="{1}">{2}</a>').format(figure, label, inside)


def series_link(entry: str, observed: str, label: str, inside: Markup) -> Markup:
    """Return marks as a link to the entry of the series of a statistic, `series@period`."""
    return Markup('<a href="#{}" data-series="{}" aria-label="{}">{}</a>').format(entry, observed, label, inside)


def dot(x: float, y: float, kind: str) -> Markup:
    """Return a dot; the stylesheet has its size."""
    return Markup('<circle cx="{}" cy="{}"{}/>').format(
        place(x), place(y), Markup(' class="{}"').format(kind) if kind else ""
    )


def dots(kind: str, points: Iterable[Markup], name: str = "") -> Markup:
    """Return the points of a line, whose class they share; `name` tells it from other lines of its plot.

    A script of the page makes the name the beginning of each point's own, which a screen reader says in one sentence.
    """
    named = Markup(' role="group" aria-label="{}"').format(name) if name else ""
    return Markup('<g class="dots {}"{}>{}</g>').format(kind, named, Markup("").join(points))


def shape(x: float, y: float, path: str, kind: str) -> Markup:
    """Return a path in pixels, its origin at this place."""
    return Markup('<svg x="{}" y="{}"><path d="{}" class="{}"/></svg>').format(place(x), place(y), path, kind)


def straight(x: float, y: float, to_x: float, to_y: float, kind: str) -> Markup:
    """Return a straight line."""
    ends = (place(value) for value in (x, y, to_x, to_y))
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(*ends, kind)


def bar(x: float, to_x: float, kind: str) -> Markup:
    """Return a horizontal bar over the height of its row."""
    return Markup('<rect x="{}" width="{}" y="18%" height="64%" class="{}"/>').format(
        place(min(x, to_x)), place(abs(to_x - x)), kind
    )


def polyline(points: Iterable[tuple[float, float]], joined: Iterable[bool], kind: str) -> Markup:
    """Return a line through points in per cent; `joined` tells of each step whether it is drawn."""
    path, before = [], (math.nan, math.nan)
    for (x, y), drawn in zip(points, [False, *joined], strict=True):
        spot = f"{10 * x:.0f} {10 * y:.0f}"
        path.append(f"L{spot}" if drawn else f"M{spot}")
        before = (x, y)
    return (
        stretched(Markup('<path d="{}" class="{}"/>').format("".join(path), kind))
        if before[0] == before[0]
        else Markup()
    )


def stretched(inside: Markup, name: str = "") -> Markup:
    """Return lines in a drawing of a thousand by a thousand that fills the plot; strokes keep their width.

    `name` is the id under which other rows show it again.
    """
    return Markup('<svg{} viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(
        Markup(' id="{}"').format(name) if name else "", inside
    )


def text(x: float, y: float, said: str, kind: str, dx: float = 0, dy: float = 0) -> Markup:
    """Return a text at a place, moved by pixels; its class says to which side it reaches."""
    moved = {"y": place(y) if y else "", "dx": f"{dx:g}" if dx else "", "dy": f"{dy:g}" if dy else ""}
    shift = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in moved.items() if value)
    return Markup('<text x="{}"{} class="{}">{}</text>').format(place(x), shift, kind, said)


def claim(row: Mapping[str, Any] | pd.Series, at: float, scale: Scale, *, across: bool) -> Markup:
    """Return what a cited figure claims: a dot, hollow where it is hedged, with its interval, a bar or an arrow.

    `row` has the figure's `low`, `high`, `hedge` and `basis`, and its bounds `lower` and `upper`; a forecast is a
    square. `scale.percent` places the numbers; `across` draws along a row at the height `at`, else along an upright at
    the place `at`.
    """
    low, high, lower, upper = (float(row[end]) for end in ("low", "high", "lower", "upper"))

    def span(first: float, last: float, kind: str) -> Markup:
        return straight(first, at, last, at, kind) if across else straight(at, 100 - first, at, 100 - last, kind)

    def spot(value: float) -> tuple[float, float]:
        return (value, at) if across else (at, 100 - value)

    known, ahead, drawn = low if low == low else high, row["basis"] == FORECAST, Markup()
    ranged = low != high and low == low and high == high
    if ranged:
        drawn += span(scale.percent(low), scale.percent(high), "range")
    elif (lower, upper) != (known, known):
        first, last = scale.percent(lower), scale.percent(upper)
        drawn += span(first, last, "claimed")
        if upper == math.inf or upper > scale.high:
            drawn += shape(*spot(100), RIGHT if across else UP, "claimed")
        if lower == -math.inf:
            drawn += shape(*spot(first), LEFT if across else DOWN, "claimed")
    # A range has no number of its own; words for an order of magnitude (“millions”) name none: theirs is the interval.
    if not ranged and not known < lower:
        kind, at_number = "hollow" if row["hedge"] else "cited", spot(scale.percent(known))
        drawn += shape(*at_number, SQUARE, kind) if ahead else dot(*at_number, kind)
    return Markup('<g class="{}">{}</g>').format(FORECAST, drawn) if ahead else drawn


def decides(row: Mapping[str, Any] | pd.Series) -> str:
    """Return what the statistic beside a cited figure is: a published one, of a forecast a later one."""
    return "later" if row["basis"] == FORECAST else "published"


def deciding(figures: pd.DataFrame, published: str = "published figure") -> list[tuple[str, str]]:
    """Return the legend's entry of the statistics beside some figures, at least one: what `published` ones are."""
    ahead = (figures["basis"] == FORECAST).to_numpy()
    label = "later figure" if ahead.all() else published
    return [("official", f"{label} (for a forecast, the later one)" if ahead.any() and not ahead.all() else label)]


def reached(row: pd.Series) -> float:
    """Return the number from which a figure with bounds is drawn: its own, or where its interval begins above it."""
    known = float(row["low"] if row["low"] == row["low"] else row["high"])
    return max(known, float(row["lower"]))


def claimed(figures: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the legend's entries for what `claim` draws of some figures with bounds: (class of the mark, what it is).

    A figure of which one end is empty is a dot like that of one number; it has no limit only where its bounds, `lower`
    and `upper`, have none. Of “hundreds” there is the interval alone. Forecasts have an entry of their own.
    """
    ahead = figures["basis"] == FORECAST
    entries = [(FORECAST, "cited forecast")] if ahead.any() else []
    figures = figures[~ahead]
    span = figures["low"].notna() & figures["high"].notna() & (figures["low"] != figures["high"])
    magnitude = ~span & (figures["lower"] > figures["low"].fillna(figures["high"]))
    hedged = figures["hedge"] != ""
    there = {
        ("cited", "cited figure"): ~span & ~hedged,
        ("hollow", "approximate cited figure, with its range"): ~span & hedged & ~magnitude,
        ("range", "cited range"): span,
        ("claimed", "cited order of magnitude"): magnitude,
        ("open", "no limit stated"): ~span & ((figures["lower"] == -math.inf) | (figures["upper"] == math.inf)),
    }
    return [*(entry for entry, present in there.items() if present.any()), *entries]
