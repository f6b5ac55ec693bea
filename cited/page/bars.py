"""Counts as bars: how many figures have each value of a column."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cited.page import canvas, words
from cited.page.provenance import Fragment
from cited.page.table import COLUMNS, Number, count, nothing, of, render

ROW, FRAME, GAP = 26, 34, 6


def counts(figures: pd.DataFrame, title: str, *, by: str, none: str = "none") -> Fragment:
    """Return how many figures have each value of a column as bars, most first; `none` stands for an empty value.

    The chart's data are the table of the counts. Without figures there is a sentence that says so.
    """
    if figures.empty:
        return nothing(figures)
    groups = sorted(figures.groupby(by, sort=True), key=lambda group: -len(group[1]))
    labels = [value or none for value, _ in groups]
    numbers = [len(rows) for _, rows in groups]
    cells = [
        ("", [of(rows, label), Number(count(rows), str(len(rows)))])
        for label, (_, rows) in zip(labels, groups, strict=True)
    ]
    heads = [(by, COLUMNS.get(by, (by.capitalize(),))[0]), ("number", "Figures")]
    finding = words.joined([f"{label}: {number}" for label, number in zip(labels, numbers, strict=True)])
    return canvas.chart(
        title,
        lambda width: _draw(labels, numbers, width),
        finding=f"{finding}.",
        caption="Number of figures.",
        figures=figures,
        data=render(title, heads, [("", cells)]),
    )


def _draw(labels: list[str], numbers: list[int], width: int) -> Figure:
    figure = canvas.figure(width, FRAME + ROW * len(labels))
    left = max(map(canvas.span, labels)) + GAP
    axes = figure.add_axes(canvas.place(figure, left, FRAME - GAP, width - GAP, figure.bbox.height - GAP))
    places = range(len(labels))
    axes.barh(places, numbers, height=0.62, color=canvas.MARK)
    for place, number in zip(places, numbers, strict=True):
        end = {"xytext": (4, 0), "textcoords": "offset points", "va": "center", "color": canvas.INK}
        axes.annotate(words.number(number), (number, place), **end)
    axes.set_yticks(places, labels)
    axes.invert_yaxis()
    axes.set_xlim(0, max(numbers) * 1.12)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    return figure
