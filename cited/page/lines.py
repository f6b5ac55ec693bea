"""Lines of published statistics with the cited figures set on them, as the intervals that their words claim."""

import math
from itertools import chain, repeat

import pandas as pd
from matplotlib.ticker import FixedLocator

from cited import ledger
from cited.ledger.periods import moment
from cited.page import canvas, labels, names, statistic, times, words
from cited.page.canvas import MARK, OTHERS, PAPER, PUBLISHED, QUIET
from cited.page.provenance import Fragment

# Fewer values than this are points: a line between two would show what nobody counted.
LINE_FROM = 3
# Up to so many values each has a dot, so that the reader sees between which the line is only drawn.
DOTS_TO = 30
DASHES = ("-", (0, (5, 2)), (0, (1.5, 1.5)), (0, (7, 2, 1.5, 2)), "-")
# Lines show how much more a thing became, so their axis stays linear longer than that of rows.
SPREAD = 200
# A line that ends earlier than this share of the time before the last is named at its end, not at the margin.
EARLY = 0.12
HEIGHTS = {True: 300, False: 330}
TOP, BOTTOM, SIZE = 26, 26, 10
# A line across a step that leaves out years or days.
THIN = 0.7
MEANING = "Every dot on a line is a published value."
GAPS = "A thin line spans {} that are not held."
CITED = "A large dot is a cited figure{}; it stands at the date of its statistic, else in the middle of its own period."
BENT = ", hollow where a hedge bends it, with the range that its words claim"


def line(
    observations: pd.DataFrame,
    title: str,
    *,
    figures: pd.DataFrame | None = None,
) -> Fragment:
    """Return published statistics as lines over time, named at their ends, with cited figures set on them.

    `observations` (as `ledger.observations` gives them, or with a `unit` column after `priced`) have one unit, else
    ValueError. Figures of another unit, or without any date, are left to the tables. Without statistics the chart is
    a sentence that says so.
    """
    units = statistic.units(observations)
    if len(units) > 1:
        raise ValueError(f"“{title}” has the units {', '.join(sorted(units))}; expected series of one unit on a chart")
    unit = units.pop() if units else ""
    placed = _placed(figures, unit)
    if observations.empty:
        return canvas.nothing()
    called = {name: names.short(name) for name in dict.fromkeys(observations["series"])}
    return canvas.chart(
        title,
        lambda width: _draw(observations, placed, unit, called, width),
        finding=_finding(observations, called, placed, unit),
        caption=_caption(observations, placed),
        figures=placed,
        observations=observations,
    )


def _caption(observations: pd.DataFrame, placed: pd.DataFrame) -> str:
    joined = [group for _, group in observations.groupby("series") if len(group) >= LINE_FROM]
    said = [MEANING] if joined else ["Every small dot is a published value."]
    if any(gap for group in joined for gap in times.gaps(group["at"], observations["at"])):
        said.append(GAPS.format("years" if times.long(observations["at"]) else "days"))
    if len(placed):
        said.append(CITED.format(BENT if (placed["hedge"] != "").any() else ""))
    return " ".join(said)


def _placed(figures: pd.DataFrame | None, unit: str) -> pd.DataFrame:
    """The figures that have the unit and a date, with the moment `at` at which each is drawn."""
    if figures is None or figures.empty:
        return pd.DataFrame()
    claimed = ledger.bounds(figures[figures["unit"] == unit])
    if claimed.empty:
        return claimed
    checks = ledger.findings(figure=list(claimed.index))
    checks = checks[checks["how"].isin(["level", "count"]) & (checks["base_series"] == "")]
    kinds = {name: statistic.known(name)["kind"] for name in dict.fromkeys(checks["series"])}
    at = [_at(row, checks[checks["figure"] == figure], kinds) for figure, row in claimed.iterrows()]
    claimed = claimed.assign(at=at)
    return claimed[claimed["at"].notna()]


def _at(row: pd.Series, checks: pd.DataFrame, kinds: dict[str, str]) -> float:
    own = checks[(checks["date"] == "own") & (checks["definition"] != "other")]
    own = own if len(own) else checks[checks["date"] == "own"]
    if len(own):
        # Of several dates that the figure can speak of, the one where the statistic is nearest.
        first = own.loc[own["outcome"].map(["agrees", "agrees when rounded", "differs"].index).idxmin()]
        return moment(first["period"], kinds[first["series"]])
    if row["period"] and not row["period"].endswith(".."):
        return moment(row["period"], "point")
    return math.nan if checks.empty else moment(checks.iloc[0]["period"], kinds[checks.iloc[0]["series"]])


def _finding(observations: pd.DataFrame, called: dict, placed: pd.DataFrame, unit: str) -> str:
    parts = []
    for name, group in observations.groupby("series", sort=False):
        top, first, last = group.loc[group["value"].idxmax()], group.iloc[0], group.iloc[-1]
        part = f"{called[name]}: {_told(first)}"
        if len(group) > 1:
            part += f" to {_told(last)}"
        if top.name not in (first.name, last.name):
            part += f", at most {_told(top)}"
        parts.append(part)
    cited = f"; cited: {', '.join(placed['printed'])}" if len(placed) else ""
    return f"{unit}: {'; '.join(parts)}{cited}."


def _told(row: pd.Series) -> str:
    return f"{statistic.number(row['value'])} in {words.plain(row['period'])}"


def _draw(observations, placed, unit, called, width):
    slim = canvas.narrow(width)
    high = HEIGHTS[slim]
    drawn = canvas.figure(width, high)
    axes = drawn.add_axes((0, 0, 1, 1))
    ends = [observations["value"]] + [placed[name] for name in ("low", "high") if len(placed)]
    ends += [placed[placed["hedge"] != "order of magnitude"][name] for name in ("lower", "upper") if len(placed)]
    said = canvas.number_axis(axes.yaxis, pd.concat(ends), unit, ticks=4 if slim else 5, room=1.8, spread=SPREAD)
    low, top = axes.get_ylim()
    ticks = [tick for tick in axes.yaxis.get_major_locator().tick_values(low, top) if low <= tick <= top]
    axes.yaxis.set_major_locator(FixedLocator(ticks))
    texts = [axes.yaxis.get_major_formatter()(tick, 0) for tick in ticks]
    side = 84 if slim else 150
    moments = pd.concat([observations["at"], placed["at"]]) if len(placed) else observations["at"]
    early = moments.max() - EARLY * (moments.max() - moments.min())
    ends = observations.groupby("series", sort=False)["at"].max()
    told = {name: canvas.wrap(called[name], side - 12, SIZE) for name in ends.index}
    tails = {name: lines for name, lines in told.items() if ends[name] >= early}
    left = max(map(len, texts)) * LETTER_AXIS + 10
    right = max((canvas.span("\n".join(lines), SIZE) for lines in tails.values()), default=0) + 16
    axes.set_position(canvas.place(drawn, left, BOTTOM, width - right, high - TOP))
    times.axis(axes, moments, 4 if slim else 8, middle=True)
    axes.tick_params(axis="x", pad=6)
    axes.grid(axis="x", visible=False)
    axes.grid(axis="y", visible=True)
    axes.annotate(
        said,
        (0, 1),
        xycoords=("figure fraction", "figure fraction"),
        xytext=(2, -4),
        textcoords="offset points",
        va="top",
        color=QUIET,
        fontsize=SIZE,
    )
    taken = labels.LabelPlacer(axes)
    spots = _lines(axes, observations, taken)
    colours = dict(zip(spots, _colours(), strict=False))
    labels.end_labels(axes, {name: spots[name] for name in tails}, tails, colours, SIZE)
    for _, row in placed.iterrows():
        _cited(axes, row)
        taken.point(row["at"], row["low"] if row["low"] == row["low"] else row["high"], 8)
        bottom, top = axes.get_ylim()
        taken.line([row["at"]] * 2, [max(row["lower"], bottom), min(row["upper"], top)])
    for _, row in placed.iterrows():
        value = row["low"] if row["low"] == row["low"] else row["high"]
        taken.write(axes, row["at"], value, canvas.wrap(row["printed"], 110 if slim else 200, SIZE), SIZE)
    for name in [name for name in told if name not in tails]:
        taken.write(axes, *spots[name], told[name], SIZE)
    return drawn


# The width of a digit on the axis, in pixels.
LETTER_AXIS = 6.2


def _lines(axes, observations: pd.DataFrame, taken) -> dict[str, tuple[float, float]]:
    spots = {}
    groups = observations.groupby("series", sort=False)
    for (name, group), colour, dashed in zip(groups, _colours(), chain(DASHES, repeat(DASHES[-1])), strict=False):
        at, values = group["at"].tolist(), group["value"].tolist()
        joined = len(group) >= LINE_FROM
        look = {"color": colour, "clip_on": False}
        if joined:
            gaps = times.gaps(group["at"], observations["at"])
            axes.plot(*_steps(at, values, [not gap for gap in gaps]), linestyle=dashed, **look)
            axes.plot(*_steps(at, values, gaps), linestyle=dashed, linewidth=THIN, **look)
        if len(group) <= DOTS_TO or not joined:
            axes.plot(at, values, linestyle="none", marker="o", markersize=4 if joined else 6, **look)
        taken.line(group["at"].tolist(), group["value"].tolist())
        spots[name] = (group["at"].iloc[-1], group["value"].iloc[-1])
    return spots


def _colours():
    return chain((PUBLISHED, *OTHERS), repeat(OTHERS[-1]))


def _steps(at: list[float], values: list[float], wanted: list[bool]) -> tuple[list[float], list[float]]:
    """Return the points of the wanted steps of a line, broken where a step is not wanted."""
    xs, ys = [], []
    for number, draw in enumerate(wanted):
        if draw:
            joins = number > 0 and wanted[number - 1]
            xs += [at[number + 1]] if joins else [math.nan, at[number], at[number + 1]]
            ys += [values[number + 1]] if joins else [math.nan, values[number], values[number + 1]]
    return xs, ys


def _cited(axes, row: pd.Series) -> None:
    at, low, high = row["at"], row["low"], row["high"]
    hollow = bool(row["hedge"])
    bottom, top = axes.get_ylim()
    lower, upper = max(row["lower"], bottom), min(row["upper"], top)
    if low == high or low != low or high != high:
        value = low if low == low else high
        if row["lower"] < bottom or row["upper"] > top:
            end = upper if row["upper"] > top else lower
            arrow = {"arrowstyle": "-|>", "color": MARK, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (at, end), (at, value), arrowprops={**arrow, "mutation_scale": 12}, zorder=4)
        else:
            axes.plot([at, at], [lower, upper], color=MARK, linewidth=4, zorder=4)
        fill = PAPER if hollow else MARK
        axes.plot([at], [value], "o", color=MARK, markerfacecolor=fill, markeredgewidth=2, zorder=5, clip_on=False)
    else:
        axes.plot([at, at], [low, high], color=MARK, linewidth=7, zorder=4)
