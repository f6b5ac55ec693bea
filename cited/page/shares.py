"""Bars from zero, and shares of a whole."""

import pandas as pd
from matplotlib.ticker import MaxNLocator

from cited.ledger.tallies import ANSWERS, checkable, with_outcome
from cited.page import canvas, names, provenance, rows, statistic, words
from cited.page.canvas import MARK, PUBLISHED, RULE, STEM
from cited.page.provenance import Fragment

THICK = 12
# The three answers from dark to light, so that they stay apart in grey.
FILLS = dict(zip(ANSWERS, (MARK, STEM, RULE), strict=True))
ONE = dict(zip(ANSWERS, ("holds", "holds for another date or definition", "does not hold"), strict=True))
MANY = dict(zip(ANSWERS, ("hold", "hold for another date or definition", "do not hold"), strict=True))


def bars(observations: pd.DataFrame, title: str) -> Fragment:
    """Return published values as horizontal bars from zero, a row each, in the order of the frame.

    All have one unit, else ValueError. Without values the chart is a sentence that says so.
    """
    if observations.empty:
        return canvas.nothing()
    units = statistic.units(observations)
    if len(units) > 1:
        raise ValueError(f"“{title}” has the units {', '.join(sorted(units))}; expected values of one unit on a chart")
    unit = units.pop()
    texts = [
        f"{names.short(row['series'])}, {words.plain(row['period'])}: {statistic.number(row['value'])}"
        for _, row in observations.iterrows()
    ]
    values = observations["value"].tolist()
    return canvas.chart(
        title,
        lambda width: _bars(values, texts, unit, width),
        finding=f"{unit}: {'; '.join(texts)}.",
        observations=observations,
    )


def parts(figures: pd.DataFrame, judged: pd.DataFrame, title: str, *, by: str = "source") -> Fragment:
    """Return how many of the checkable figures hold, a row for each value of a column of the figures.

    The rows count the `ANSWERS` of `cited.ledger.tallies`, the longest first; one without checkable figures says so.
    """
    if figures.empty:
        return canvas.nothing()
    groups = []
    for value, group in figures.groupby(by, sort=False):
        verdicts = checkable(judged[judged.index.isin(group.index)])
        counts = {answer: len(with_outcome(verdicts, answer)) for answer in ANSWERS}
        name = provenance.label(value) if by == "source" else value
        groups.append((name, counts, len(verdicts)))
    groups.sort(key=lambda group: -group[2])
    texts = [_counted(*group) for group in groups]
    return canvas.chart(
        title,
        lambda width: _parts(groups, texts, width),
        finding="; ".join(texts) + ".",
        caption="Figures that a published statistic can check: dark what holds, mid-grey what holds for another date "
        "or definition, light what does not hold.",
        figures=figures,
        what="verdicts",
    )


def _bars(values: list[float], texts: list[str], unit: str, width: int):
    lines = [canvas.wrap(text, width - 12) for text in texts]
    drawn, [axes] = rows.panels(width, [lines])
    said = canvas.number_axis(axes.xaxis, pd.Series([0.0, *values]), unit, ticks=3 if canvas.narrow(width) else 6)
    axes.set_xlabel(said, loc="right")
    rows.rows(
        axes,
        lines,
        lambda n, y: axes.plot([0, values[n]], [y, y], color=PUBLISHED, linewidth=THICK),
    )
    return drawn


def _counted(name: str, counts: dict[str, int], whole: int) -> str:
    if not whole:
        return f"{name}: no figure that a statistic can check"
    said = {answer: (MANY if number > 1 else ONE)[answer] for answer, number in counts.items() if number}
    if len(said) == 1:
        [only] = said.values()
        whose = {1: "the only one", 2: "both"}.get(whole, f"all {whole}")
        return f"{name}: {whose} {only}"
    return f"{name}: of {whole}, {words.joined([f'{counts[answer]} {text}' for answer, text in said.items()])}"


def _parts(groups: list, texts: list[str], width: int):
    lines = [canvas.wrap(text, width - 12) for text in texts]
    drawn, [axes] = rows.panels(width, [lines])
    most = max(whole for _, _, whole in groups) or 1
    axes.set_xlim(0, most)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.set_xlabel("figures that a statistic can check", loc="right")

    def draw(number: int, y: float) -> None:
        _, counts, whole = groups[number]
        start = 0
        for layer, (answer, count) in enumerate(counts.items()):
            ends = [start, start + count]
            axes.plot(ends, [y, y], color=FILLS[answer], linewidth=THICK + 2, zorder=2 + layer / 10)
            start += count
        axes.plot([0, whole, whole, 0, 0], _box(y), color=STEM, linewidth=0.8, clip_on=False, zorder=3)

    rows.rows(axes, lines, draw)
    return drawn


def _box(y: float) -> list[float]:
    half = (THICK + 2) / 2
    return [y - half, y - half, y + half, y + half, y - half]
