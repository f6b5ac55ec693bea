"""Charts of figures as intervals: rows of what the words claim, with the published statistic where one is tied."""

import math

import pandas as pd

from cited.ledger.bounds import bounds
from cited.ledger.outcomes import UNCHECKED
from cited.page import canvas, rows, statistic, words
from cited.page.canvas import MARK, PAPER, PUBLISHED, STEM
from cited.page.provenance import Fragment

# What the marks mean, as far as a chart has them.
FILLED, HOLLOWED = (
    "a filled dot is one number",
    "a hollow dot is a number that a hedge bends, with the line it may mean",
)
BAR, ARROW = "a bar is a range", "an arrow is an end that the words leave open"
DIAMOND = "A diamond is the published statistic that decides the verdict."
# Verdicts whose statistic is a number of the figure's own kind, which its row can show.
SHOWN = ("level", "count", "rank", "difference")
HOLLOW = {"markersize": 11, "markerfacecolor": "none", "markeredgewidth": 1.6, "clip_on": False}


def intervals(
    figures: pd.DataFrame,
    title: str,
    *,
    label: tuple[str, ...] | list[str] = (),
    judged: pd.DataFrame | None = None,
) -> Fragment:
    """Return figures as a chart of intervals, one row each, a panel for each unit.

    A filled dot is one number, a hollow dot one that a hedge bends, a bar a range, an arrow an end that the
    words leave open. `label` names the columns whose words stand at a row, else those that tell
    the rows apart; with `judged`, the verdicts on the
    figures, each row has the statistic that decides as a diamond. Panels whose numbers lie far apart have a
    logarithmic axis and say so. Without figures the chart is a sentence that says so.
    """
    if figures.empty:
        return canvas.nothing(figures)
    claimed = bounds(figures)
    tied = _tied(figures, judged)
    names = {figure: _label(row, label or telling(figures)) for figure, row in figures.iterrows()}
    return canvas.chart(
        title,
        lambda width: _draw(claimed, names, width, tied),
        finding=_finding(figures, names),
        caption=" ".join(filter(None, [meaning(figures), DIAMOND if tied else ""])),
        figures=figures,
        observed=[*figures.attrs.get("observed", []), *(one for found in tied.values() for one in found[1])],
    )


def meaning(figures: pd.DataFrame) -> str:
    """Return a sentence that says what the marks of these figures mean, those that are there; none for dots alone."""
    one = figures["low"] == figures["high"]
    bent = one & (figures["hedge"] != "")
    both = figures["low"].notna() & figures["high"].notna()
    there = {FILLED: one & ~bent, HOLLOWED: bent, BAR: ~one & both, ARROW: ~both}
    said = [text for text, rows in there.items() if rows.any()]
    if said in ([], [FILLED]):
        return ""
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def _tied(figures: pd.DataFrame, judged: pd.DataFrame | None) -> dict[str, tuple[float, list[str]]]:
    """The statistic at each figure's row, and what it is made of."""
    if judged is None:
        return {}
    found = {}
    for figure, row in judged[judged.index.isin(figures.index)].iterrows():
        if row["verdict"] not in UNCHECKED and row["how"] in SHOWN:
            observed = [f"{row['series']}@{row['period']}"]
            if row["base_series"]:
                observed.append(f"{row['base_series']}@{row['base_period']}")
            found[figure] = (row["statistic"], observed)
    return found


def telling(figures: pd.DataFrame) -> list[str]:
    """Return the columns whose words tell figures apart: the measure, the parties that differ, the period."""
    parties = [name for name in ("actor", "counterpart") if figures[name].nunique() > 1]
    return ["measure", *parties, "period"]


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


def _draw(figures: pd.DataFrame, names: dict[str, str], width: int, tied: dict | None = None):
    tied = tied or {}
    figures = bounds(figures)
    groups = [group for _, group in figures.groupby("unit", sort=False)]
    texts = [[_lines(row, names[figure], tied.get(figure), width) for figure, row in g.iterrows()] for g in groups]
    drawn, panels = rows.panels(width, texts)
    for axes, group, lines in zip(panels, groups, texts, strict=True):
        _panel(axes, group, lines, tied, 3 if canvas.narrow(width) else 6)
    return drawn


def _lines(row: pd.Series, name: str, tied: tuple | None, width: int) -> list[str]:
    text = f"{row['printed']} – {name}" if name else row["printed"]
    if tied:
        text += f" (published: {statistic.number(tied[0])})"
    return canvas.wrap(text, width - 12)


def _panel(axes, group: pd.DataFrame, texts: list[list[str]], tied: dict, ticks: int) -> None:
    ends = pd.concat([group["low"], group["high"], pd.Series([tied[f][0] for f in group.index if f in tied])])
    unit = canvas.number_axis(axes.xaxis, ends, group["unit"].iloc[0], ticks=ticks)
    axes.set_xlabel(unit, loc="right")
    claims = list(group.iterrows())

    def draw(number: int, y: float) -> None:
        figure, row = claims[number]
        if figure in tied:
            axes.plot([tied[figure][0]], [y], "D", color=PUBLISHED, **HOLLOW, zorder=3)
        mark(axes, row, y)

    rows.rows(axes, texts, draw)


def mark(axes, row: pd.Series, y: float) -> None:
    """Draw what a figure claims at the height `y` of a row: a dot, a bar or an arrow."""
    low, high = row["low"], row["high"]
    left, right = axes.get_xlim()
    if low == high:
        hollow = bool(row["hedge"])
        axes.plot([left, low], [y, y], color=STEM, linewidth=1, zorder=1)
        if hollow and math.isfinite(row["lower"] + row["upper"]):
            axes.plot([max(left, row["lower"]), row["upper"]], [y, y], color=MARK, linewidth=4, zorder=2)
        fill = PAPER if hollow else MARK
        axes.plot([low], [y], "o", color=MARK, markerfacecolor=fill, markeredgewidth=2, zorder=2.6 if hollow else 2.5)
    elif low == low and high == high:
        axes.plot([low, high], [y, y], color=MARK, linewidth=7)
    else:
        known = low if low == low else high
        edge = right if low == low else left
        arrow = {"arrowstyle": "-|>", "color": MARK, "linewidth": 2, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 12}
        axes.annotate("", (edge, y), (known, y), arrowprops=arrow)
        axes.plot([known], [y], "|", color=MARK, markersize=11, markeredgewidth=2)
