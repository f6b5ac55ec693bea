"""Charts: figures as intervals, drawn as what they are, in the one style of cited.mplstyle."""

import hashlib
import textwrap
from pathlib import Path

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from cited.page import provenance, svg, words
from cited.page.provenance import TEMPLATES, Fragment
from cited.page.table import nothing

STYLE = Path(__file__).with_name("cited.mplstyle")
INK, STEM, MARK, PAPER = "#202020", "#808080", "#0b5c8a", "#ffffff"
# A page shows the drawing that fits its reader's screen; widths in CSS pixels, a matplotlib point each.
WIDTHS = {"wide": 680, "narrow": 340}
POINTS_PER_INCH = 72
ROW, HEAD, FOOT = 38, 30, 46
CHARACTER = 6.2
# From this ratio of largest to smallest on, a linear axis would press the small ones into its corner.
LOGARITHMIC_FROM = 30


def intervals(
    figures: pd.DataFrame, title: str, *, label: tuple[str, ...] | list[str] = ("measure", "period")
) -> Fragment:
    """Return figures as a chart of intervals, one row each, a panel for each unit.

    A filled dot is one number, a hollow dot one that a hedge bends, a bar a range, an arrow an end that the
    words leave open. `label` names the columns whose words stand at a row. Panels whose numbers lie far apart
    have a logarithmic axis and say so. Without figures the chart is a sentence that says so.
    """
    if figures.empty:
        return nothing(figures)
    provenance.remember(figures)
    names = {figure: _label(row, label) for figure, row in figures.iterrows()}
    finding = _finding(figures, names)
    name = "chart-" + hashlib.sha256("".join((title, *figures.index)).encode()).hexdigest()[:8]
    # From matplotlib's defaults, so that a reader's own matplotlibrc changes no page.
    with mpl.style.context(["default", STYLE]):
        drawings = {size: svg.drawing(_draw(figures, names, width), f"{name}-{size}") for size, width in WIDTHS.items()}
    template = TEMPLATES.get_template("chart.html.j2")
    return Fragment(
        template.render(
            title=title,
            name=name,
            figures=" ".join(figures.index),
            drawings={size: Markup(drawing) for size, drawing in drawings.items()},
            finding=finding,
            units=words.joined(list(dict.fromkeys(figures["unit"]))),
            sources=words.joined(list(dict.fromkeys(provenance.label(s) for s in figures["source"]))),
        )
    )


def _label(row: pd.Series, columns: tuple[str, ...] | list[str]) -> str:
    parts = [words.plain(row["period"]) if name == "period" else row[name] for name in columns]
    return ", ".join(part for part in parts if part)


def _finding(figures: pd.DataFrame, names: dict[str, str]) -> str:
    """Return the chart's message in one sentence, for readers who do not see it."""
    ends = []
    for unit, group in figures.groupby("unit", sort=False):
        size = group["high"].fillna(group["low"])
        small, large = group.loc[size.idxmin()], group.loc[size.idxmax()]
        if len(group) == 1:
            ends.append(f"{unit}: {small['printed']} ({names[small.name]})")
        else:
            ends.append(
                f"{unit}: from {small['printed']} ({names[small.name]}) to {large['printed']} ({names[large.name]})"
            )
    return "; ".join(ends) + "."


def _draw(figures: pd.DataFrame, names: dict[str, str], width: int) -> Figure:
    groups = [group for _, group in figures.groupby("unit", sort=False)]
    texts = [[_lines(row, names[figure], width) for figure, row in group.iterrows()] for group in groups]
    heights = [HEAD + FOOT + sum(ROW + 14 * (len(lines) - 1) for lines in panel) for panel in texts]
    figure = Figure(figsize=(width / POINTS_PER_INCH, sum(heights) / POINTS_PER_INCH), dpi=POINTS_PER_INCH)
    panels = figure.subplots(len(groups), 1, squeeze=False, height_ratios=heights)[:, 0]
    for axes, group, lines in zip(panels, groups, texts, strict=True):
        _panel(axes, group, lines, 3 if width < 500 else 6)
    return figure


def _lines(row: pd.Series, name: str, width: int) -> list[str]:
    return textwrap.wrap(f"{row['printed']} – {name}", int(width / CHARACTER) - 2)


def _panel(axes, group: pd.DataFrame, texts: list[list[str]], ticks: int) -> None:
    ends = pd.concat([group["low"], group["high"]]).dropna()
    smallest, largest = ends[ends > 0].min(), ends.max()
    logarithmic = largest / smallest > LOGARITHMIC_FROM if len(ends[ends > 0]) else False
    if logarithmic:
        axes.set_xscale("log")
        axes.set_xlim(smallest / 2, largest * 5)
        axes.xaxis.set_major_locator(LogLocator(numticks=ticks + 1))
    else:
        axes.set_xlim(min(0, ends.min() * 1.1), max(largest * 1.15, 1))
        axes.xaxis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(float(f"{value:.6g}"))))
    axes.set_xlabel(group["unit"].iloc[0] + (", logarithmic" if logarithmic else ""), loc="right")
    y = 0
    for (_, row), lines in zip(group.iterrows(), texts, strict=True):
        axes.annotate(
            "\n".join(lines),
            (0, y),
            xycoords=("axes fraction", "data"),
            xytext=(2, -1),
            textcoords="offset points",
            va="top",
            color=INK,
            linespacing=1.15,
        )
        y -= 14 * len(lines) + 10
        _mark(axes, row, y)
        y -= ROW - 24
    axes.set_ylim(y, 4)
    axes.yaxis.set_visible(False)


def _mark(axes, row: pd.Series, y: float) -> None:
    low, high = row["low"], row["high"]
    if low == high:
        hollow = bool(row["hedge"])
        axes.plot([axes.get_xlim()[0], low], [y, y], color=STEM, linewidth=1, zorder=1)
        axes.plot([low], [y], "o", color=MARK, markerfacecolor=PAPER if hollow else MARK, markeredgewidth=2)
    elif low == low and high == high:
        axes.plot([low, high], [y, y], color=MARK, linewidth=7)
    else:
        known = low if low == low else high
        edge = axes.get_xlim()[1 if low == low else 0]
        arrow = {"arrowstyle": "-|>", "color": MARK, "linewidth": 2, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 12}
        axes.annotate("", (edge, y), (known, y), arrowprops=arrow)
        axes.plot([known], [y], "|", color=MARK, markersize=11, markeredgewidth=2)
