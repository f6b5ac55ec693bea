"""Timelines: the dated events of the documents, drawn and listed in the order in which they happened."""

import math

import pandas as pd
from markupsafe import Markup

from cited import ledger
from cited.ledger.events import DOCUMENT, FIGURE, WORK
from cited.ledger.periods import moment
from cited.page import canvas, provenance, rows, times, words
from cited.page.canvas import INK, MARK, PAPER, PUBLISHED, STEM
from cited.page.provenance import Fragment
from cited.page.table import render

# Up to so many events each has a row of its own; more are dots on a lane for each document.
ROWS_TO = 24
DOT, LANE, STACK = 5, 26, 6.5
LOOKS = {
    FIGURE: {"color": MARK, "marker": "o", "markerfacecolor": MARK},
    WORK: {"color": STEM, "marker": "o", "markerfacecolor": PAPER},
    DOCUMENT: {"color": PUBLISHED, "marker": "D", "markerfacecolor": PUBLISHED},
}
MEANING = (
    "A filled dot is a dated figure, a hollow dot a work that a note cites, at its date, a diamond the document "
    "itself. A bar is a period; where each document has a lane, periods of years stand at their start."
)


def timeline(events: pd.DataFrame, title: str) -> Fragment:
    """Return events (see `ledger.events`) on a time axis: a row each where they are few, else a lane a document."""
    if events.empty:
        return canvas.nothing()
    figures = ledger.figures(figure=[figure for figure in events["figure"] if figure])
    draw = _rows if len(events) <= ROWS_TO else _lanes
    first, last = events.iloc[0], events.iloc[-1]
    return canvas.chart(
        title,
        lambda width: draw(events, width),
        finding=f"{len(events)} events from {_told(first)} to {_told(last)}.",
        caption=MEANING,
        figures=figures,
    )


def chronology(events: pd.DataFrame, title: str) -> Fragment:
    """Return events as a table, the earliest first: when, what, what kind of event, and where it stands."""
    if events.empty:
        return provenance.nothing("The ledger dates no such event.")
    figures = ledger.figures(figure=[figure for figure in events["figure"] if figure])
    provenance.register_figures(figures)
    heads = [("date", "When"), ("what", "What"), ("kind", "Kind"), ("place", "Where it stands")]
    cells = [
        (row["figure"], [words.period(row["date"]), _what(row, figures), row["kind"], _place(row, figures)])
        for _, row in events.iterrows()
    ]
    return render(title, heads, [("", cells)])


def _what(row: pd.Series, figures: pd.DataFrame) -> Markup:
    if row["figure"]:
        figure = figures.loc[row["figure"]]
        sides = " → ".join(filter(None, (figure["actor"], figure["counterpart"])))
        return Markup("{}: {}, {}").format(provenance.cite(figure), figure["measure"], sides)
    return Markup("<cite>{}</cite>").format(row["what"])


def _place(row: pd.Series, figures: pd.DataFrame) -> Markup:
    if row["figure"]:
        return provenance.place(figures.loc[row["figure"]])
    note = f", note {row['note']}" if row["note"] else ""
    return Markup("<cite>{}{}</cite>").format(provenance.label(row["source"]), note)


def _told(row: pd.Series) -> str:
    return f"{words.plain(row['date'])} ({row['what']})"


def _moments(events: pd.DataFrame) -> pd.DataFrame:
    starts = [moment(day.isoformat(), "point") for day in events["first"]]
    ends = [moment(day.isoformat(), "point") for day in events["last"]]
    return events.assign(start=starts, end=ends)


def _rows(events: pd.DataFrame, width: int):
    placed = _moments(events)
    lines = [canvas.wrap(f"{words.plain(row['date'])} – {row['what']}", width - 12) for _, row in placed.iterrows()]
    drawn, [axes] = rows.panels(width, [lines])
    times.axis(axes, pd.concat([placed["start"], placed["end"]]), 4 if canvas.narrow(width) else 8)
    found = [row for _, row in placed.iterrows()]

    def draw(number: int, y: float) -> None:
        row = found[number]
        left, right = axes.get_xlim()
        axes.plot([left, right], [y, y], color=canvas.RULE, linewidth=0.8, zorder=0.5)
        _event(axes, row, y, (right - left) / 80)

    rows.rows(axes, lines, draw)
    return drawn


def _lanes(events: pd.DataFrame, width: int):
    placed = _moments(events)
    lanes = list(dict.fromkeys(placed["source"]))
    stacks = {source: _stacked(placed[placed["source"] == source], width, placed) for source in lanes}
    heights = {source: LANE + STACK * max(level for _, level in stack) for source, stack in stacks.items()}
    high = sum(heights.values()) + 2 * DOT
    drawn = canvas.figure(width, high + rows.FOOT)
    axes = drawn.add_axes(canvas.place(drawn, rows.SIDE, rows.FOOT, width - rows.SIDE, high + rows.FOOT))
    times.axis(axes, placed["start"], 4 if canvas.narrow(width) else 8)
    y = 0.0
    for source, stack in stacks.items():
        y -= heights[source]
        axes.axhline(y - DOT, color=canvas.RULE, linewidth=0.8, zorder=0.5)
        axes.annotate(
            f"{provenance.label(source)}: {len(stack)}",
            (0, y + heights[source] - DOT),
            xycoords=("figure fraction", "data"),
            xytext=(2, -3),
            textcoords="offset points",
            va="top",
            color=INK,
        )
        for row, level in stack:
            _event(axes, row, y + STACK * level, math.inf)
    rows.frame(axes, y - 2 * DOT, 0)
    return drawn


def _stacked(events: pd.DataFrame, width: int, everything: pd.DataFrame) -> list[tuple[pd.Series, int]]:
    """Each event with the level on which its dot does not lie on another one."""
    first, last = everything["start"].min(), everything["start"].max()
    step = max((last - first) * (DOT + 2) / width, 1e-9)
    levels: dict[int, int] = {}
    found = []
    for _, row in events.iterrows():
        at = row["start"] if row["end"] - row["start"] > 1 else (row["start"] + row["end"]) / 2
        place = round((at - first) / step)
        middle = first + place * step
        found.append((pd.Series({**row, "start": middle, "end": middle}), levels.get(place, 0)))
        levels[place] = levels.get(place, 0) + 1
    return found


def _event(axes, row: pd.Series, y: float, least: float) -> None:
    look = LOOKS[row["kind"]]
    if row["end"] - row["start"] > least:
        axes.plot([row["start"], row["end"]], [y, y], color=look["color"], linewidth=5)
        return
    axes.plot([(row["start"] + row["end"]) / 2], [y], linestyle="none", markersize=DOT, **look)
