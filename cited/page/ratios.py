"""Printed numbers as multiples of the statistics that check them: how far off, whatever is counted."""

import math

import pandas as pd
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from cited.ledger.bounds import bounds
from cited.ledger.claims import on_a_scale
from cited.page import canvas, rows, statistic, words
from cited.page.canvas import MARK, PAPER, PUBLISHED, QUIET
from cited.page.chart import mark, meaning
from cited.page.provenance import Fragment


def ratios(figures: pd.DataFrame, judged: pd.DataFrame, title: str) -> Fragment:
    """Return printed numbers as multiples of the statistic that decides, a row each, the furthest above first.

    The axis is logarithmic. Figures without a statistic above zero, exchange rates, ages and ranks, which no ratio
    compares, are left to the tables.
    """
    tied = judged[judged["how"].isin(["level", "count", "difference"]) & (judged["statistic"] > 0)]
    scaled = [
        on_a_scale(unit, how) for unit, how in zip(figures["unit"], judged["how"].reindex(figures.index), strict=True)
    ]
    claimed = bounds(figures[figures.index.isin(tied.index) & ~pd.Series(scaled, index=figures.index, dtype=bool)])
    if claimed.empty:
        return canvas.nothing()
    by = tied["statistic"].reindex(claimed.index)
    printed = claimed["high"].fillna(claimed["low"]) / by
    claimed = claimed.assign(low=claimed["low"] / by, high=claimed["high"] / by, upper=claimed["upper"] / by)
    claimed = claimed.assign(lower=claimed["lower"] / by).loc[printed.sort_values(ascending=False, kind="stable").index]
    tied = tied.reindex(claimed.index)
    texts = [_multiple(row, tied.loc[figure]) for figure, row in claimed.iterrows()]
    observed = [f"{row['series']}@{row['period']}" for _, row in tied.iterrows()]
    observed += [f"{row['base_series']}@{row['base_period']}" for _, row in tied.iterrows() if row["base_series"]]
    ends = f"from {texts[0]} to {texts[-1]}" if len(texts) > 1 else texts[0]
    return canvas.chart(
        title,
        lambda width: _ratios(claimed, texts, width),
        finding=f"Printed numbers as multiples of the statistics: {ends}.",
        caption=f"The upright line is the published statistic. {meaning(claimed)}".strip(),
        figures=figures.loc[claimed.index],
        observed=list(dict.fromkeys(observed)),
        what="verdicts",
    )


def _multiple(row: pd.Series, tied: pd.Series) -> str:
    name = ", ".join(filter(None, (row[column] for column in ("measure", "actor"))))
    return f"{row['printed']} – {name} (published: {statistic.number(tied['statistic'])})"


def _ratios(claimed: pd.DataFrame, texts: list[str], width: int):
    lines = [canvas.wrap(text, width - 12) for text in texts]
    drawn, [axes] = rows.panels(width, [lines])
    ends = pd.concat([claimed["low"], claimed["high"], pd.Series([1.0])]).dropna()
    axes.set_xscale("log")
    least, most = min(0.5, ends.min() / 1.5), max(2, ends.max() * 1.5)
    axes.set_xlim(least, most)
    steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000] if most < 30 else [0.1, 1, 10, 100, 1000]
    axes.xaxis.set_major_locator(FixedLocator([step for step in steps if least <= step <= most]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{words.number(float(f'{value:.3g}'))}×"))
    axes.set_xlabel("printed number over statistic, logarithmic", loc="right")
    found = [row for _, row in claimed.iterrows()]

    def draw(number: int, y: float) -> None:
        row = found[number]
        axes.plot([1, 1], [y - 10, y + 8], color=PUBLISHED, linewidth=2.5, zorder=1.5)
        value = row["high"] if row["high"] == row["high"] else row["low"]
        axes.plot([1, value], [y, y], color=QUIET, linewidth=1, zorder=1)
        if row["low"] == row["high"]:
            hollow = bool(row["hedge"])
            if hollow and math.isfinite(row["lower"] + row["upper"]):
                axes.plot([row["lower"], row["upper"]], [y, y], color=MARK, linewidth=4, zorder=2)
            fill = PAPER if hollow else MARK
            axes.plot(
                [value], [y], "o", color=MARK, markerfacecolor=fill, markeredgewidth=2, zorder=2.6 if hollow else 2.5
            )
        else:
            mark(axes, row, y)

    rows.rows(axes, lines, draw)
    return drawn
