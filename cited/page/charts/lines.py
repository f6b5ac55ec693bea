"""Lines of published statistics with the cited figures set on them, as the intervals that their words claim."""

import math

import pandas as pd
from markupsafe import Markup

from cited import ledger
from cited.ledger.store import typed
from cited.ledger.store.outcomes import Outcome
from cited.page.charts import canvas, headlines, placing, plots, traced_charts
from cited.page.sentences import tally
from cited.page.tables import statistic, traced
from cited.page.tracing.provenance import Fragment
from cited.page.wording import differences, names, outcomes, words

# A wrong figure that many times its published one, or that small a part of it, is what a chart is about.
FAR_OFF = 1.5


def line(
    observations: pd.DataFrame,
    title: str,
    *,
    figures: pd.DataFrame | None = None,
) -> Fragment:
    """Return published statistics as lines over time with cited figures set on them; gaps in the data stay open.

    `observations` (as `ledger.observations` gives them, or with a `unit` column after a conversion) have one unit,
    else ValueError. Figures of another unit, or without any date, are left to the tables, unless a drawn series is what
    checks them: persons, of whom it counts detections. The statistic that decides a figure's outcome is always drawn.
    Of a flow, values over one length of time are drawn: a sum of years is no point on a line of years.
    Of one or two values there is a table; without any a sentence that says so. Of a frame or column that pandas made of
    the ledger's each column of numbers is a line over the periods of its index.
    """
    if traced.is_made(observations, traced.OBSERVATIONS):
        return traced_charts.line(observations, title)
    if len(observations) and (made := statistic.made(observations)) is not None:
        return traced_charts.line(made, title)
    headed, units = names.heading(title), statistic.units(observations)
    if len(units) > 1:
        raise ValueError(f"“{title}” has the units {', '.join(sorted(units))}; expected series of one unit on a chart")
    unit = units.pop() if units else ""
    observations = placing.alike(observations)
    placed = placing.placed(figures, unit, list(dict.fromkeys(observations["series"])) if len(observations) else [])
    if observations.empty:
        return canvas.nothing(title)
    if len(observations) + len(placed) < canvas.LEAST:
        return statistic.published(observations, title)
    called = {name: statistic.short(name) for name in dict.fromkeys(observations["series"])}
    decides = placing.deciding(placed, observations, unit)
    observed = [*statistic.names(observations), *(point[0] for point in decides)]
    drawn = plots.Plot(observations, placed, decides, unit, called)
    return canvas.chart(
        headed if len(called) != 1 or not _apart(title, called) else Markup("{} ({})").format(headed, *called.values()),
        drawn.plot(),
        finding=_far_off(placed, decides)
        or _answers(placed, decides, unit)
        or _beside(placed, observations, called, unit)
        or headlines.finding(observations, called, unit),
        unit=drawn.unit_label,
        legend=drawn.legend(),
        caption=f"Gaps are {'years' if drawn.time.years else 'days'} without data." if drawn.open else "",
        figures=placed,
        observed=observed,
    )


def _far_off(placed: pd.DataFrame, decides: list[tuple[str, float, float, str]]) -> str:
    """Return which wrong figure of a chart is furthest from its published one, nothing where none is far from it."""
    if placed.empty:
        return ""
    judged = ledger.verdicts(figure=list(placed.index))["verdict"]
    far: dict[str, tuple[float, float]] = {}
    for _, _, official, figure in decides:
        row = typed.row(placed, figure)
        # As plain numbers: persons may be held against detections.
        official = float(official)
        printed = differences.nearest(float(row["low"]), float(row["high"]), official)
        if judged[figure] == Outcome.DIFFERS and printed * official > 0:
            times = printed / official
            far[figure] = max(times, 1 / times), times
    figure = max(far, key=far.__getitem__, default="")
    if not figure or far[figure][0] < FAR_OFF:
        return ""
    words_printed = words.as_read(typed.row(placed, figure)["printed"])
    return f"“{words_printed}” is {differences.multiple(far[figure][1])} the published figure"


def _answers(placed: pd.DataFrame, decides: list[tuple[str, float, float, str]], unit: str) -> str:
    """Return how the cited figures of a chart stand, each once, forecasts aside; of one with its published figure.

    Where all are forecasts: how far the furthest of them lies from what came later.
    """
    figures = [figure for *_, figure in decides]
    once = [one for one in decides if typed.row(placed, one[3])["repeats"] not in figures]
    if not once:
        return ""
    verdicts = ledger.verdicts(figure=[figure for *_, figure in once])
    judged = verdicts["verdict"][verdicts["verdict"] != Outcome.FORECAST]
    if len(judged) > 1:
        return tally.divided(judged, "cited here") + (tally.ASIDE if len(judged) < len(verdicts) else "")
    if judged.empty:
        return _furthest(placed, once) or _ahead(placed, once, unit)
    for observed, _, official, figure in once:
        if figure in judged.index:
            look = outcomes.look(judged[figure], verdicts["rule"][figure])
            row = typed.row(placed, figure)
            printed, comes = words.as_read(row["printed"]), placing.words_of(row)
            comes = comes.removeprefix(printed)
            shown = headlines.value(pd.Series({"value": official}), unit)
            period = observed.partition("@")[2]
            return f"“{printed}”{comes} {look.one}: published data show {shown} {headlines.when(period)}"
    return ""


def _furthest(placed: pd.DataFrame, decides: list[tuple[str, float, float, str]]) -> str:
    """Return which forecast lies furthest from the later figure, nothing where their words leave room for it.

    Of percentages nothing: what is a share of a share is no message.
    """
    times: dict[str, float] = {}
    for _, _, later, figure in decides:
        row = typed.row(placed, figure)
        low, high = float(row["low"]), float(row["high"])
        printed = differences.nearest(low, high, float(later))
        if row["unit"] != "percent" and printed * later > 0 and not row["hedge"] and not low <= later <= high:
            times[figure] = printed / float(later)
    if not times:
        return ""
    figure = max(times, key=lambda one: abs(math.log(times[one])))
    words_printed = words.as_read(typed.row(placed, figure)["printed"])
    what = "The forecast" if len(times) == 1 else "Furthest forecast:"
    return f"{what} “{words_printed}” is {differences.multiple(times[figure])} the later figure"


def _ahead(placed: pd.DataFrame, decides: list[tuple[str, float, float, str]], unit: str) -> str:
    """Return what is forecast and what later figures have instead, nothing of several."""
    if len(decides) > 1:
        return ""
    observed, _, later, figure = decides[0]
    printed, period = words.as_read(typed.row(placed, figure)["printed"]), observed.partition("@")[2]
    shown = headlines.value(pd.Series({"value": later}), unit)
    return f"Forecast: “{printed}”; the later figure is {shown} {headlines.when(period)}"


def _beside(placed: pd.DataFrame, observations: pd.DataFrame, called: dict[str, str], unit: str) -> str:
    """Return the one figure of a chart that nothing decides, with what the lines have for its period, if anything."""
    if len(placed) != 1:
        return ""
    figure = placed.iloc[0]
    same_period = observations[observations["period"] == figure["period"]]
    if same_period.empty:
        return ""
    values = [
        headlines.value(row, unit, again=number > 0) + (f" ({called[row['series']]})" if len(called) > 1 else "")
        for number, (_, row) in enumerate(same_period.iterrows())
    ]
    published = words.joined(values).unescape()
    return f"Cited: “{words.as_read(figure['printed'])}”; published: {published} {headlines.when(figure['period'])}"


def _apart(title: str, called: dict[str, str]) -> bool:
    """Tell whether a title does not name the one series that is drawn."""
    name = next(iter(called.values()))
    return name.casefold() not in title.casefold() and name[:1].isupper()
