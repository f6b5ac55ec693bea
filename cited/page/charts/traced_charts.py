"""Charts of numbers that know their sources, wherever pandas took them: bars and lines."""

from __future__ import annotations

import math

import pandas as pd
from markupsafe import Markup

from cited.ledger.frames import frames
from cited.ledger.store.periods import moment
from cited.ledger.traced.number import Traced
from cited.ledger.traced.origins import ProvenanceError
from cited.ledger.traced.traced import TracedArray
from cited.page.charts import canvas, headlines, marks, plots, rows, scales
from cited.page.tables import beside, statistic
from cited.page.tables.flat import each_row, flattened, is_period
from cited.page.tables.traced import (
    HOW,
    TIMES,
    amount_in_words,
    attributes,
    filled,
    register,
    table,
    untimely,
)
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment
from cited.page.wording import own, words


def bars(frame: pd.DataFrame | pd.Series, title: str) -> Fragment:
    """Return the numbers of a frame that pandas made as bars from zero, one row per number, named by its index."""
    points = _points(frame, title)
    if not points:
        return canvas.nothing(title)
    _require_times(points, title)
    if len(points) < canvas.LEAST:
        return table(frame, title)
    unit = _one_unit([number for _, _, number in points], title)
    scale = scales.numbers([float(number) for _, _, number in points], spread=float("inf"))
    ticks, about = rows.number_ticks(scale, unit)
    drawn = []
    for name, _, number in points:
        shown = amount_in_words(number, unit)
        text = Markup("<span{}>{} <b>{}</b></span>").format(attributes(number.origin), name, shown)
        bar = marks.bar(scale.percent(0), scale.percent(float(number)), "fill")
        drawn.append((text, _link(number, f"{name}: {shown}", bar)))
    top = max(points, key=lambda point: float(point[2]))
    finding = f"Largest: {top[0]}, {amount_in_words(top[2], unit)}"
    return _chart(title, rows.plot([rows.panel(drawn, ticks, about)]), finding, [number for *_, number in points])


def line(frame: pd.DataFrame | pd.Series, title: str) -> Fragment:
    """Return the numbers of a frame that pandas made as lines over its periods, one line for each column of numbers.

    The periods are the index, or the column `period`, `year` or `date`. Raises ValueError for a frame without them.
    """
    points = _points(frame, title, timed=True)
    if not points:
        return canvas.nothing(title)
    if len(points) < canvas.LEAST:
        return table(frame, title)
    unit = _one_unit([number for _, _, number in points], title)
    _require_times(points, title)
    drawn = pd.DataFrame(
        [
            {"series": name, "period": period, "at": moment(period, "point"), "value": float(number), "unit": unit}
            for name, period, number in points
        ]
    ).sort_values(["series", "at"], kind="stable", ignore_index=True)
    called = {name: name for name in dict.fromkeys(name for name, _, _ in points)}
    plot = _TracedPlot(drawn, unit, called, {(name, period): number for name, period, number in points})
    numbers = [number for *_, number in points]
    finding, plot.meaning = headlines.finding(drawn, called, unit), _meaning(numbers)
    if plot.meaning.startswith(COMPUTED):
        finding = f"{finding} ({COMPUTED})"
    return _chart(title, plot.plot(), finding, numbers, unit=plot.unit_label, legend=plot.legend())


COMPUTED = "computed"


def _meaning(numbers: list[Traced]) -> str:
    """Return what numbers are, for a legend: published data, cited figures, or computed of these."""
    made = [number.origin for number in numbers if number.origin]
    of = [
        amount_in_words
        for amount_in_words, there in (
            ("cited figures", any(origin.figures for origin in made)),
            ("published data", any(origin.observed for origin in made)),
        )
        if there
    ]
    joined = " and ".join(of)
    return f"{COMPUTED} of {joined}" if any(origin.rule for origin in made) else joined


def _require_times(points: list[tuple[str, str, Traced]], title: str) -> None:
    """Raise ProvenanceError for a number at a time of which none of its sources is; figures need not have one."""
    for _, period, number in points:
        if not period:
            continue
        assert number.origin is not None
        figures, observed = number.origin.figures, number.origin.observed
        if (observed or own.periods_of(figures)) and not own.of_their_time(period, figures, observed):
            raise untimely(title, period, number.origin.sources[0].name)


class _TracedPlot(plots.Plot):
    """Lines whose points lead to what each number was made of."""

    def __init__(
        self, drawn: pd.DataFrame, unit: str, called: dict[str, str], numbers: dict[tuple[str, str], Traced]
    ) -> None:
        super().__init__(drawn, pd.DataFrame(), [], unit, called)
        self.numbers = numbers

    def _point(self, row: pd.Series, spot: tuple[float, float]) -> Markup:
        number = self.numbers[row["series"], row["period"]]
        label = f"{words.plain(row['period'])}: {amount_in_words(number, self.unit)}"
        return _link(number, label, marks.dot(*spot, ""))


def _points(frame: pd.DataFrame | pd.Series, title: str, timed: bool = False) -> list[tuple[str, str, Traced]]:
    """Return each number with its name and its period (empty without), those that are missing left out."""
    flat = flattened(frame, title, timed=timed)
    numbers = [name for name in flat.columns if isinstance(flat[name].array, TracedArray)]
    plain = [name for name in flat.columns if name not in numbers and pd.api.types.is_numeric_dtype(flat[name].dtype)]
    time = next((name for name in flat.columns if name.lower() in TIMES), None)
    if time is None:
        maybe = [name for name in flat.columns if name not in numbers and (timed or not name)]
        time = next((name for name in maybe if all(map(is_period, flat[name]))), None)
        if timed and time is None:
            raise ValueError(f"“{title}” has no periods; expected them as index, or as a column `period`")
    if wrong := [name for name in plain if name != time]:
        raise ProvenanceError(f"“{title}”, column {wrong[0]}: its numbers lead to no source; {HOW}")
    if not numbers and len(flat):
        raise ProvenanceError(f"“{title}” has no number that leads to a source; {HOW}")
    points, words_beside = [], beside.Beside(title)
    for row in each_row(flat):
        words_beside.require(row, numbers)
        for name in flat.columns:
            if name not in numbers and name != time and isinstance(row[name], str):
                # As in a table: words with digits are the ledger's own.
                origins = [row[number].origin for number in numbers]
                filled(name, row[name], title, [origin for origin in origins if origin], False, {})
        named = [str(row[name]) for name in flat.columns if name not in (*numbers, *([time] if timed else []))]
        for name in numbers:
            number = row[name]
            if number == number and abs(float(number)) < math.inf:
                if number.origin is None:
                    raise ProvenanceError(f"“{title}”, {', '.join(named)}: {float(number):g} leads to no source; {HOW}")
                both = [*named, *([name] if len(numbers) > 1 or not named else [])]
                at = str(row[time]) if time is not None and is_period(row[time]) else ""
                points.append((", ".join(filter(None, both)), at, number))
    return points


def _one_unit(numbers: list[Traced], title: str) -> str:
    units = {number.origin.unit for number in numbers if number.origin}
    if len(units) > 1:
        raise ValueError(f"“{title}” has the units {', '.join(sorted(units))}; expected numbers of one unit on a chart")
    return units.pop() if units else ""


def _link(number: Traced, label: str, inside: Markup) -> Markup:
    """Return marks as a link to the entry of what a number was made of."""
    origin = number.origin
    assert origin is not None
    register(origin)
    if len(origin.sources) == 1 and not origin.rule:
        if origin.figures:
            return marks.figure_link(origin.figures[0], label, inside)
        series, _, period = origin.observed[0].partition("@")
        return marks.series_link(statistic.entry(series, period), origin.observed[0], label, inside)
    entry = provenance.computed(origin.rule or "as printed", origin.figures, origin.observed)
    return Markup('<a href="#{}"{} aria-label="{}">{}</a>').format(entry, attributes(origin), label, inside)


def _chart(
    title: str, plot: Markup, finding: str, numbers: list[Traced], *, unit: str = "", legend: Markup | str = ""
) -> Fragment:
    sources = dict.fromkeys(source.name for number in numbers if number.origin for source in number.origin.sources)
    figures = [name for name in sources if "@" not in name]
    shown = frames.figures(figure=figures) if figures else None
    observed = [name for name in sources if "@" in name]
    return canvas.chart(title, plot, finding=finding, unit=unit, legend=legend, figures=shown, observed=observed)
