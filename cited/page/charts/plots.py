"""The plot of lines over time: grid, lines, points and cited figures, drawn once for every width."""

import dataclasses
from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from cited.ledger.agreement.hedges import Hedge
from cited.ledger.store import typed
from cited.page.charts import canvas, colours, labels, marks, placing, scales
from cited.page.charts.scales import Scale, Tick, TimeScale
from cited.page.tables import statistic
from cited.page.wording import words

# Lines show how much more a thing became, so their axis stays linear longer than that of rows.
SPREAD = 200
# So many figures are named beside their marks; more are told by hover, tap and focus.
NAMED_TO = 8
# Longer names of lines need more room beside the plot.
NAME_TO = 18
# Still longer ones would be cut off there; the legend has them.
LONGEST_END_LABEL = 29
# A line whose last point lies further left, in per cent of the plot, has no name at the plot’s end.
ENDS_FROM = 80
# So long is the label of a year, for which the margins have room on both sides.
YEAR = 4
# Longer numbers of the axis need more room beside the plot.
NEAR_TO = 5


def _side(tick: Tick) -> str:
    """Return where a label of the time axis stands: a year in the middle of its tick, for which there is room."""
    return "middle" if len(tick.label) <= YEAR else tick.side


def _name(x: float, y: float, said: str, placers: Sequence[labels.LabelPlacer]) -> Markup:
    """Return the label of a mark, tied to it where it is far: one for all widths that have room at one place."""
    shown: dict[tuple[str, int, int], list[str]] = {}
    for number, placer in enumerate(placers, start=1):
        shown.setdefault(placer.put(x, y, said), []).append(f"p{number}")
    named = Markup()
    for side, widths in shown.items():
        at = " ".join(["", *widths]) if len(shown) > 1 else ""
        if labels.is_tied(side):
            end_x, end_y = labels.tied((0, 0), side)
            named += marks.shape(x, y, f"M0 0L{end_x:g} {end_y:g}", f"tie{at}")
        anchor, dx, dy = side
        named += marks.text(x, y, said, f"name {anchor}{at}", dx=dx, dy=dy)
    return named


class Plot:
    """A plot of lines, drawn once for every width."""

    def __init__(
        self,
        observations: pd.DataFrame,
        placed: pd.DataFrame,
        decides: list[tuple[str, float, float, str]],
        unit: str,
        called: dict[str, str],
    ) -> None:
        self.observations, self.placed, self.decides = observations, placed, decides
        self.unit, self.called, self.open = unit, called, False
        moments = [*observations["at"], *(point[1] for point in decides), *(placed["at"] if len(placed) else [])]
        self.time: TimeScale = scales.time(moments, [] if len(placed) else observations["period"])
        ends = [*observations["value"], *(point[2] for point in decides)]
        for _, row in placed.iterrows():
            ends += [row["low"], row["high"]]
            ends += [marks.reached(row)] if row["hedge"] == Hedge.MAGNITUDE else [row["lower"], row["upper"]]
        self.scale: Scale = scales.numbers([value for value in ends if value == value], spread=SPREAD)
        self.kinds = colours.of_series(list(called))
        top = max(abs(self.scale.low), abs(self.scale.high)) if not self.scale.logarithmic else 1
        self.divisor, self.unit_label = words.axis_unit(unit, top)
        if self.scale.logarithmic:
            self.unit_label += ", logarithmic scale"

    def plot(self) -> Markup:
        """Return the plot: grid, lines, points, cited figures, and their labels, in the order of drawing."""
        # The numbers of the axis stand outside the plot, where no mark and no label of a mark can touch them.
        far = max(len(self._number(value)) for value in self.scale.ticks(5)) > NEAR_TO
        placer = labels.LabelPlacer(sizes=labels.FAR_SLIM if far else labels.SLIM)
        parts = [self._axes()]
        ends, apart = {}, list[bool]()
        for name, group in typed.groups(self.observations, "series"):
            spots = [self._spot(at, value) for at, value in zip(group["at"], group["value"], strict=True)]
            placer.marks += spots
            placer.points += spots
            gaps = scales.gaps(group["at"].tolist(), self.time.years)
            apart += gaps
            parts.append(marks.polyline(spots, [not gap for gap in gaps], self._line(name)))
            for spot, after, gap in zip(spots, spots[1:], gaps, strict=False):
                if not gap:
                    placer.line(*spot, *after)
            points = [self._point(row, spot) for (_, row), spot in zip(group.iterrows(), spots, strict=True)]
            parts.append(marks.dots(self.kinds[name], points, self.called[name] if len(self.called) > 1 else ""))
            if len(self.called) > 1 and spots[-1][0] > ENDS_FROM:
                ends[name] = spots[-1]
        # Where nothing is joined, nothing seems to be missing.
        self.open = any(apart) and not all(apart)
        parts += self._official()
        parts += self._cited(placer)
        # A line that ends long before the others, or before a mark at its height, is named in the legend alone: beside
        # the plot it would be lost, or taken for the mark's name.
        named = {
            name: y
            for name, (x, y) in ends.items()
            if len(self.called[name]) <= LONGEST_END_LABEL and not placer.beyond(x, y)
        }
        parts += [
            marks.text(100, height, self.called[name], f"end start {self.kinds[name]}", dx=8, dy=4)
            for name, height in labels.spread(named).items()
        ]
        kind = " several" if named else ""
        # Longer names need more room right of the lines, and have it on wide plots only; the legend has them all.
        kind += " wide" if any(len(self.called[name]) > NAME_TO for name in named) else ""
        kind += " far" if far else ""
        return Markup('<div class="plot{}"><svg class="area">{}</svg></div>').format(kind, Markup("").join(parts))

    # What the one line of a plot is.
    meaning = "published data"

    def legend(self) -> Markup:
        """Return the legend: the series where there are several, and what the other marks mean."""
        entries = []
        # What a line's only marks lie under says what the line is: nothing else of it can be seen.
        under = self._covered()
        if len(self.called) > 1:
            entries += [(self._sample(name), label) for name, label in self.called.items() if name not in under]
        else:
            entries.append((self._sample(next(iter(self.kinds))), self.meaning))
        if self.decides:
            beside = self.placed[self.placed.index.isin([figure for *_, figure in self.decides])]
            of = f" ({words.joined(self.called[name] for name in under).unescape()})" if under else ""
            entries += [
                (kind, f"{label}{of}")
                for kind, label in marks.deciding(beside, "published figure it is checked against")
            ]
        entries += marks.claimed(self.placed) if len(self.placed) else []
        return canvas.legend(entries)

    def _covered(self) -> list[str]:
        """Return the series, one of several, of which each value is drawn as what decides a cited figure's outcome."""
        drawn = {observed for observed, *_ in self.decides}
        names = pd.Series(statistic.names(self.observations), index=self.observations.index)
        whole = names.isin(drawn).groupby(self.observations["series"]).all()
        return [name for name in self.called if len(self.called) > 1 and whole[name]]

    def _sample(self, name: str) -> str:
        """Return the class of a series' mark in the legend: a line, or a point where few of its values are joined."""
        at = self.observations.loc[self.observations["series"] == name, "at"].tolist()
        gaps = scales.gaps(at, self.time.years)
        return f"dots {self.kinds[name]}" if 2 * sum(gaps) >= len(gaps) else self._line(name)

    def _line(self, name: str) -> str:
        """Return the class of a series' line: only of several lines each is broken in its own way."""
        return f"line {self.kinds[name]}{'' if len(self.called) > 1 else ' lone'}"

    def _axes(self) -> Markup:
        values = self.scale.ticks(5)
        grid = Markup("").join(
            Markup("M0 {:.0f}H1000").format(1000 - 10 * self.scale.percent(value)) for value in values
        )
        times = self.time.ticks()
        stems = Markup("").join(Markup("M{:.0f} 1000V985").format(10 * tick.at) for tick in times)
        lines = marks.stretched(Markup('<path d="{}" class="grid"/><path d="{}" class="stem"/>').format(grid, stems))
        texts = [
            marks.text(0, 100 - self.scale.percent(value), self._number(value), "tick end", dx=-7, dy=4)
            for value in values
        ]
        texts += [marks.text(tick.at, 100, tick.label, f"tick t{tick.level} {_side(tick)}", dy=16) for tick in times]
        return Markup("{}<g data-axis>{}</g>").format(lines, Markup("").join(texts))

    def _number(self, value: float) -> str:
        return words.number(float(f"{value / self.divisor:.6g}"))

    def _spot(self, at: float, value: float) -> tuple[float, float]:
        return self.time.percent(at), 100 - self.scale.percent(value)

    def _point(self, row: pd.Series, spot: tuple[float, float]) -> Markup:
        observed = f"{row['series']}@{row['period']}"
        shown = words.quantity(row["value"], self.unit, 4 if "unit" in row.index else 6)
        label = f"{words.plain(row['period'])}: {shown}"
        entry = statistic.entry(row["series"], row["period"])
        return marks.series_link(entry, observed, label, marks.dot(*spot, ""))

    def _official(self) -> list[Markup]:
        drawn = {}
        for observed, at, value, figure in self.decides:
            series, _, period = observed.partition("@")
            what = marks.decides(typed.row(self.placed, figure)).capitalize()
            label = f"{what}: {statistic.known(series)['title']}, {words.plain(period)}: "
            label += words.quantity(value, self.unit)
            spot = self._spot(at, value)
            drawn[observed] = marks.series_link(
                statistic.entry(series, period), observed, label, marks.shape(*spot, marks.DIAMOND, "official")
            )
        return list(drawn.values())

    def _cited(self, placer: labels.LabelPlacer) -> list[Markup]:
        official = {figure: (at, value) for _, at, value, figure in self.decides}
        spots = {}
        for figure, row in typed.rows(self.placed):
            spots[figure] = self._spot(row["at"], marks.reached(row))
            placer.marks += [spots[figure]] * 2
            placer.figures.append(spots[figure])
            x = spots[figure][0]
            # The line of a claim is thicker than one of statistics.
            for _ in range(2):
                placer.line(x, 100 - self.scale.percent(row["lower"]), x, 100 - self.scale.percent(row["upper"]))
            if figure in official:
                placer.marks += [self._spot(*official[figure])] * 2
                placer.line(*spots[figure], *self._spot(*official[figure]))
        drawn, named = [], len(self.placed) <= NAMED_TO
        wider = [dataclasses.replace(placer, sizes=sizes, labels=[]) for sizes in (labels.MIDDLING, labels.BROAD)]
        for figure, row in typed.rows(self.placed):
            x, y = spots[figure]
            inside = Markup()
            if figure in official:
                inside += marks.straight(x, y, *self._spot(*official[figure]), "tie")
            inside += marks.claim(row, x, self.scale, across=False)
            if named:
                inside += _name(x, y, placing.words_of(row, short=True), [placer, *wider])
            dated = words.plain(row["period"]) or "no date"
            label = f"Cited: {placing.words_of(row)}, {row['measure']}, {dated}"
            drawn.append(marks.figure_link(figure, label, inside))
        return drawn
