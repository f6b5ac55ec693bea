"""Timelines: the dated events of the documents, drawn and listed in the order in which they happened."""

import pandas as pd
from markupsafe import Markup

from cited import ledger
from cited.ledger.frames.events import DOCUMENT, FIGURE, WORK
from cited.ledger.store.periods import moment
from cited.page.charts import canvas, marks, rows, scales
from cited.page.charts.scales import TimeScale
from cited.page.sentences import tally
from cited.page.tables.cells import render
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment
from cited.page.wording import unit_words, words

# Up to so many events each has a row of its own; more are dots on a lane for each document.
ROWS_TO = 24
# Dots of one lane this near to each other, in per cent, stand one above the other.
NEAR = 1.4
# A lane and a tall one, how far from an edge of it a dot stands, and how far apart dots of a stack are at most: pixels.
LANE, TALL, EDGE, STEP = 22, 72, 7, 11
LOOKS = {
    FIGURE: ("cited", "dated figure"),
    WORK: ("work", "cited work, at its date"),
    DOCUMENT: ("official", "the document"),
}


def timeline(events: pd.DataFrame, title: str) -> Fragment:
    """Return events (see `ledger.events`) on a time axis: one row per event where they are few, else per document."""
    if len(events) < canvas.LEAST:
        return canvas.nothing(title) if events.empty else provenance.nothing("Too few to draw.")
    figures = ledger.figures(figure=[figure for figure in events["figure"] if figure])
    placed, tall = _moments(events), list[bool]()
    if len(events) <= ROWS_TO:
        scale = scales.time([*placed["start"], *placed["end"]])
        drawn = _rows(placed, scale)
    else:
        scale = scales.time([*placed["at"]])
        drawn, tall = _lanes(placed, scale)
    present = [LOOKS[kind] for kind in LOOKS if (events["kind"] == kind).any()]
    return canvas.chart(
        title,
        rows.plot([rows.panel(drawn, scale.ticks(), tall=tall)]),
        finding=_finding(placed["at"] // 1),
        legend=canvas.legend(present),
        figures=figures,
    )


def _finding(years: pd.Series) -> str:
    """Return in which year most of some events lie, or of events of as many years from when to when they lie."""
    number, every = years.value_counts(), len(years)
    most, many = int(number.max()), words.counted(every)
    if (number == most).sum() > 1:
        first, last = f"{years.min():.0f}", f"{years.max():.0f}"
        lie = f"in {first}" if first == last else f"between {first} and {last}"
        return f"{words.counted(every, opening=True).capitalize()} dated events lie {lie}"
    if most == every:
        return f"All {many} dated events fall in {number.idxmax():.0f}"
    some = tally.alike(most, every)
    return (
        f"{some[0].capitalize()} of the {some[1]} dated events fall{'s' if most == 1 else ''} in {number.idxmax():.0f}"
    )


def chronology(events: pd.DataFrame, title: str) -> Fragment:
    """Return events as a table, the earliest first: when, what, what kind of event, and where it stands.

    `events` is a frame as `ledger.events` returns it, in its order. Without events it is a sentence that says so.
    """
    if events.empty:
        return provenance.nothing("The ledger dates no such event.")
    figures = ledger.figures(figure=[figure for figure in events["figure"] if figure])
    provenance.register_figures(figures)
    heads = [("date", "When"), ("what", "What"), ("kind", "Kind"), ("place", "Place")]
    cells = [
        (row["figure"], [words.period(row["date"]), _what(row, figures), row["kind"], _place(row, figures)])
        for _, row in events.iterrows()
    ]
    return render(title, heads, [("", cells)])


def _what(row: pd.Series, figures: pd.DataFrame) -> Markup:
    if row["figure"]:
        figure = figures.loc[row["figure"]]
        return Markup("{}: {}, {}").format(provenance.cite(figure), figure["measure"], words.parties(figure))
    return Markup("<cite>{}</cite>").format(row["what"])


def _place(row: pd.Series, figures: pd.DataFrame) -> Markup:
    if row["figure"]:
        return provenance.place(figures.loc[row["figure"]])
    note = f", note {row['note']}" if row["note"] else ""
    return Markup("<cite>{}{}</cite>").format(provenance.label(row["source"]), note)


def _moments(events: pd.DataFrame) -> pd.DataFrame:
    starts = [moment(day.isoformat(), "point") for day in events["first"]]
    ends = [moment(day.isoformat(), "point") for day in events["last"]]
    # A long stretch is a dot where it begins, a short one in its middle.
    at = [(start + end) / 2 if end - start < 1 else start for start, end in zip(starts, ends, strict=True)]
    return events.assign(start=starts, end=ends, at=at)


def _rows(events: pd.DataFrame, scale: TimeScale) -> list[tuple[Markup, Markup]]:
    drawn = []
    for _, row in events.iterrows():
        label = Markup("{} <small>{}</small>").format(words.period(row["date"]), _named(row))
        start, end = scale.percent(row["start"]), scale.percent(row["end"])
        kind = LOOKS[row["kind"]][0]
        spans = end - start > 2
        mark = marks.straight(start, 50, end, 50, "range") if spans else _mark((start + end) / 2, 50, kind)
        drawn.append((label, _linked(row, mark)))
    return drawn


def _lanes(events: pd.DataFrame, scale: TimeScale) -> tuple[list[tuple[Markup, Markup]], list[bool]]:
    """Return a lane for each document with its dots, stacked where they are near, and which lanes are tall for that."""
    events = events.assign(column=[round(scale.percent(at) / NEAR) for at in events["at"]])
    events = events.assign(level=events.groupby(["source", "column"]).cumcount())
    # One step for all lanes: the height of a stack says how many there are.
    step = min(STEP, (TALL - 2 * EDGE) / max(1, events["level"].max()))
    lanes, tall = [], []
    for source, group in events.groupby("source", sort=False):
        tall.append(bool(step * group["level"].max() > LANE - 2 * EDGE))
        high = TALL if tall[-1] else LANE
        drawn = Markup()
        for _, row in group.iterrows():
            height = 100 * (1 - (EDGE + step * row["level"]) / high)
            drawn += _linked(row, _mark(row["column"] * NEAR, height, LOOKS[row["kind"]][0]))
        ids = [figure for figure in group["figure"] if figure]
        counted = f"{len(group)} {unit_words.after(str(len(group)), 'events')}"
        number = Markup('<span data-figures="{}">{}</span>').format(" ".join(ids), counted)
        lanes.append((Markup("<cite>{}</cite> <small>{}</small>").format(provenance.label(str(source)), number), drawn))
    return lanes, tall


def _named(row: pd.Series) -> Markup:
    if row["figure"]:
        return Markup('<span data-figure="{}">{}</span>').format(row["figure"], words.as_read(row["what"]))
    return Markup("<cite>{}</cite>").format(row["what"])


def _mark(x: float, y: float, kind: str) -> Markup:
    return marks.shape(x, y, marks.DIAMOND, kind) if kind == "official" else marks.dot(x, y, kind)


def _linked(row: pd.Series, mark: Markup) -> Markup:
    label = f"{words.plain(row['date'])}: {words.as_read(row['what'])}"
    if row["figure"]:
        return marks.figure_link(row["figure"], label, mark)
    return Markup('<g role="img" aria-label="{}">{}</g>').format(label, mark)
