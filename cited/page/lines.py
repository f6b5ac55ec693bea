"""Lines of published statistics with the cited figures set on them, as the intervals that their words claim."""

import math
from datetime import date, timedelta

import pandas as pd
from babel.dates import format_date
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator

from cited import ledger
from cited.ledger.statistics import moment
from cited.page import canvas, labels, names, statistic, words
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
MEANING = "Every dot on a line is a published value."
CITED = (
    "A large dot is a cited figure, hollow where a hedge bends it, with the range that its words claim; it stands at "
    "the date of its statistic, else in the middle of its own period."
)


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
        caption=f"{MEANING} {CITED}" if len(placed) else MEANING,
        figures=placed,
        observations=observations,
    )


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
    drawn.set_layout_engine("none")
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
    axes.set_position((left / width, BOTTOM / high, (width - left - right) / width, (high - TOP - BOTTOM) / high))
    time_axis(axes, moments, 4 if slim else 8)
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
    taken = labels.Taken(axes)
    spots = _lines(axes, observations, taken)
    labels.tails(axes, {name: spots[name] for name in tails}, tails, SIZE)
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


def time_axis(axes, moments: pd.Series, ticks: int) -> None:
    """Scale and label the axis of time for some moments: years, months or days, as long as it is."""
    first, last = moments.min(), moments.max()
    margin = max((last - first) * 0.04, 0.001)
    axes.set_xlim(first - margin, last + margin)
    if last - first > 1.5:
        axes.xaxis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10], integer=True, min_n_ticks=2))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
        return
    chosen = sorted(set(moments.round(5)))
    chosen = chosen[:: math.ceil(len(chosen) / ticks)]
    months = last - first > 0.2
    axes.xaxis.set_major_locator(FixedLocator(chosen))
    axes.xaxis.set_major_formatter(FixedFormatter([_day(at, "MMM y" if months else "d MMM") for at in chosen]))


def _day(at: float, pattern: str) -> str:
    year = int(at)
    start = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - start).days
    # A day is drawn at its noon.
    return format_date(start + timedelta(days=math.floor((at - year) * days)), format=pattern, locale=words.LOCALE)


def _lines(axes, observations: pd.DataFrame, taken) -> dict[str, tuple[float, float]]:
    colours = (PUBLISHED, *OTHERS)
    spots = {}
    for number, (name, group) in enumerate(observations.groupby("series", sort=False)):
        colour = colours[min(number, len(colours) - 1)]
        dashed = DASHES[min(number, len(DASHES) - 1)]
        joined = len(group) >= LINE_FROM
        axes.plot(
            group["at"],
            group["value"],
            color=colour,
            linestyle=dashed if joined else "none",
            marker="o" if len(group) <= DOTS_TO or not joined else "",
            markersize=4 if joined else 6,
            clip_on=False,
        )
        taken.line(group["at"].tolist(), group["value"].tolist())
        spots[name] = (group["at"].iloc[-1], group["value"].iloc[-1])
    return spots


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
            axes.plot([at, at], [lower, upper], color=MARK, linewidth=4, zorder=4, solid_capstyle="butt")
        fill = PAPER if hollow else MARK
        axes.plot([at], [value], "o", color=MARK, markerfacecolor=fill, markeredgewidth=2, zorder=5, clip_on=False)
    else:
        axes.plot([at, at], [low, high], color=MARK, linewidth=7, zorder=4)
