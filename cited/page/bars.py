"""Counts as bars: how many figures have each value of a column."""

import hashlib

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cited.page import chart, provenance, svg, words
from cited.page.provenance import TEMPLATES, Fragment
from cited.page.table import COLUMNS, Number, count, nothing, of, render

ROW, FRAME = 26, 34


def counts(figures: pd.DataFrame, title: str, *, by: str, none: str = "none") -> Fragment:
    """Return how many figures have each value of a column as bars, most first; `none` stands for an empty value.

    The chart's data are the table of the counts. Without figures there is a sentence that says so.
    """
    if figures.empty:
        return nothing(figures)
    provenance.remember(figures)
    groups = sorted(figures.groupby(by, sort=True), key=lambda group: -len(group[1]))
    labels = [value or none for value, _ in groups]
    numbers = [len(rows) for _, rows in groups]
    cells = [
        ("", [of(rows, label), Number(count(rows), str(len(rows)))])
        for label, (_, rows) in zip(labels, groups, strict=True)
    ]
    heads = [(by, COLUMNS.get(by, (by.capitalize(),))[0]), ("number", "Figures")]
    name = "bars-" + hashlib.sha256("".join((title, *figures.index)).encode()).hexdigest()[:8]
    with mpl.style.context(["default", chart.STYLE]):
        drawings = {
            size: Markup(svg.drawing(_draw(labels, numbers, width), f"{name}-{size}"))
            for size, width in chart.WIDTHS.items()
        }
    finding = words.joined([f"{label}: {number}" for label, number in zip(labels, numbers, strict=True)])
    return Fragment(
        TEMPLATES.get_template("chart.html.j2").render(
            title=title,
            name=name,
            figures=" ".join(figures.index),
            drawings=drawings,
            finding=f"{finding}.",
            caption="Number of figures.",
            sources=words.joined(list(dict.fromkeys(provenance.label(s) for s in figures["source"]))),
            data=render(title, heads, [("", cells)]),
        )
    )


def _draw(labels: list[str], numbers: list[int], width: int) -> Figure:
    height = FRAME + ROW * len(labels)
    figure = Figure(figsize=(width / chart.POINTS_PER_INCH, height / chart.POINTS_PER_INCH), dpi=chart.POINTS_PER_INCH)
    axes = figure.subplots()
    places = range(len(labels))
    axes.barh(places, numbers, height=0.62, color=chart.MARK)
    for place, number in zip(places, numbers, strict=True):
        end = {"xytext": (4, 0), "textcoords": "offset points", "va": "center", "color": chart.INK}
        axes.annotate(words.number(number), (number, place), **end)
    axes.set_yticks(places, labels)
    axes.invert_yaxis()
    axes.set_xlim(0, max(numbers) * 1.12)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    return figure
