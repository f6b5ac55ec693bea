"""Printed numbers as multiples of the published figures: how far off, whatever is counted."""

import math

import pandas as pd
from markupsafe import Markup

from cited.ledger import figures as ledger_figures
from cited.ledger.agreement.claims import on_a_scale
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.agreement.manners import PART
from cited.ledger.agreement.measures import DAYS
from cited.ledger.frames.bounds import bounds
from cited.ledger.store import typed
from cited.ledger.store.outcomes import UNCHECKED, Outcome
from cited.manifest import Manifest
from cited.page.charts import canvas, chart, marks, rows
from cited.page.charts.scales import Scale, Tick
from cited.page.tables import statistic
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment
from cited.page.wording import words
from cited.page.wording.differences import multiple

STEPS = (0.001, 0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000, 10000)

# Why a figure that is checked in one of these ways is no multiple of the published one.
UNDRAWN = {
    "ratio": ("an exchange rate", "exchange rates"),
    "rank": ("a rank", "ranks"),
    PART: ("counted in part", "counted in part"),
}
TIME, NOTHING = ("an age or a time", "ages or times"), ("set against zero", "set against zero")


def ratios(figures: pd.DataFrame, judged: pd.DataFrame, title: str) -> Fragment:
    """Return printed numbers as multiples of the statistic that decides, one row per figure, the largest error first.

    One or two are a sentence. The axis is logarithmic. Figures without a statistic above zero, exchange rates,
    ages and ranks, which no ratio compares, are left to the tables.

    Example:
        page.ratios(ledger.figures(theme="reserves"), ledger.verdicts(theme="reserves"), "Ratios")
    """
    like = judged["how"].isin(chart.SHOWN) & (judged["how"] != "rank")
    # A change between two observations is one in per cent; without a base a ratio is an exchange rate.
    like |= (judged["how"] == "ratio") & (judged["base_series"] != "")
    tied = judged[like & (judged["statistic"] > 0)]
    scaled = [
        on_a_scale(unit, how) for unit, how in zip(figures["unit"], judged["how"].reindex(figures.index), strict=True)
    ]
    claimed = bounds(figures[figures.index.isin(tied.index) & ~pd.Series(scaled, index=figures.index, dtype=bool)])
    if claimed.empty:
        return canvas.nothing(title)
    by = tied["statistic"].reindex(claimed.index)
    claimed = claimed.assign(**{name: claimed[name].astype(float) / by for name in ("low", "high", "lower", "upper")})
    printed = _reached(claimed)
    error = printed.map(lambda times: abs(math.log(times)) if times > 0 else math.inf)
    claimed = claimed.loc[error.sort_values(ascending=False, kind="stable").index]
    tied = tied.reindex(claimed.index)
    observed = [f"{row['series']}@{row['period']}" for _, row in tied.iterrows()]
    observed += [f"{row['base_series']}@{row['base_period']}" for _, row in tied.iterrows() if row["base_series"]]
    if len(claimed) < canvas.LEAST:
        provenance.register_figures(ledger_figures(figure=list(claimed.index)))
        return _sentence(claimed, observed)
    # As plain numbers: cases are held against persons, and here each is a multiple.
    ends = [float(value) for name in ("low", "high") for value in claimed[name] if value == value]
    ends += [marks.reached(row) for _, row in typed.rows(claimed)]
    scale = Scale(min(0.5, min(ends) / 1.5), max(2.0, max(ends) * 1.5), logarithmic=True)
    # Forecasts have a panel of their own: none of them is an error.
    drawn: dict[str, list[tuple[Markup, Markup]]] = {"published": [], "later": []}
    for figure, row in typed.rows(claimed):
        drawn[marks.decides(row)].append(_row(row, typed.row(figures, figure), typed.row(tied, figure), scale))
    steps = [step for step in STEPS if scale.low <= step <= scale.high]
    near = scale.high / scale.low < 30
    ticks = [
        Tick(scale.percent(step), f"{words.number(step)}×", 1 if near or step in (0.01, 0.1, 1, 10, 100, 1000) else 3)
        for step in steps
    ]
    return canvas.chart(
        title,
        rows.plot(rows.panel(part, ticks, f"times the {what} figure") for what, part in drawn.items() if part),
        finding=finding(claimed.assign(verdict=tied["verdict"])),
        unit="logarithmic scale",
        legend=chart.legend(figures.loc[claimed.index], claimed.index),
        caption=_left(figures[~figures.index.isin(claimed.index)], judged),
        figures=figures.loc[claimed.index],
        observed=list(dict.fromkeys(observed)),
    )


def _reached(claimed: pd.DataFrame) -> pd.Series:
    """Return the number of each figure that is compared: its own, or where the interval of its words begins."""
    return claimed["high"].fillna(claimed["low"]).where(lambda own: own >= claimed["lower"], claimed["lower"])


def _left(figures: pd.DataFrame, judged: pd.DataFrame) -> Markup:
    """Return the sentence of the figures that are checked, and of which no multiple is drawn, with why."""
    checked = figures[~judged["verdict"].reindex(figures.index).isin([*UNCHECKED])]
    if checked.empty:
        return Markup()
    alike: dict[tuple[str, str], list[Markup]] = {}
    for figure, row in typed.rows(checked):
        why = UNDRAWN.get(judged["how"][figure], TIME if row["unit"] in DAYS else NOTHING)
        alike.setdefault(why, []).append(Markup("“{}”").format(provenance.cite(row)))
    reasons = [Markup("{} ({})").format(words.joined(named), why[len(named) > 1]) for why, named in alike.items()]
    return Markup("Not drawn, since a multiple would say little: {}.").format(Markup("; ").join(reasons))


def finding(claimed: pd.DataFrame) -> str:
    """Return which figure is furthest from its published one, of those whose words do not reach it; numbers and bounds
    are shares of the published figure. Only what is wrong is an error: a forecast is named by itself."""
    beyond = claimed[(claimed["lower"] > 1) | (claimed["upper"] < 1)]
    if beyond.empty:
        every = "both" if len(claimed) == 2 else f"all {words.counted(len(claimed))}"
        return f"The words of {every} figures reach the published figure"
    wrong, missed = (beyond[beyond["verdict"] == one] for one in (Outcome.DIFFERS, Outcome.FORECAST))
    if wrong.empty and missed.empty:
        return f"None of the {words.counted(len(claimed))} figures compared here is wrong"
    parts = [("largest error", wrong, "published"), ("furthest forecast", missed, "later")]
    statement = "; ".join(_furthest(what, part, than) for what, part, than in parts if len(part))
    return f"{statement[:1].upper()}{statement[1:]}"


def _furthest(what: str, beyond: pd.DataFrame, than: str) -> str:
    """Return which of some figures is furthest from its statistic, and how far."""
    size = _reached(beyond)
    at = int(size.where(size >= 1, 1 / size).argmax())
    row = beyond.iloc[at]
    return f"{what}: “{words.as_read(row['printed'])}” is {_multiple(row, float(size.iloc[at]))} the {than} figure"


def _off(row: pd.Series, times: float) -> str:
    """Return how a figure that is so many times the published one stands to it; a magnitude has no number to say."""
    if row["hedge"] == Hedge.MAGNITUDE and row["lower"] <= 1 <= row["upper"]:
        return "has the published figure in its range"
    return f"is {_multiple(row, times)} the published figure"


def _multiple(row: pd.Series, times: float) -> str:
    """Return a multiple in words, as a lower bound where the words leave open the side on which a figure is off."""
    if row["high"] != row["high"] and row["lower"] > 1:
        return f"at least {multiple(times, math.floor)}"
    return multiple(times)


def _sentence(claimed: pd.DataFrame, observed: list[str]) -> Fragment:
    """Return how far one or two figures are off, in a sentence."""
    size = _reached(claimed)
    claims_off = [
        Markup("“{}” ({}) {}").format(provenance.cite(row), row["measure"], _off(row, float(times)))
        for (_, row), times in zip(typed.rows(claimed), size, strict=True)
    ]
    traces = statistic.provenance_attributes(list(claimed.index), observed)
    for one in observed:
        statistic.entry(*one.split("@"))
    html = Markup("<p{}>{}.</p>").format(traces, words.joined(claims_off))
    return Fragment(html, Manifest(figures=tuple(claimed.index), series=tuple(observed)))


def _row(row: pd.Series, figure: pd.Series, tied: pd.Series, scale: Scale) -> tuple[Markup, Markup]:
    one, at = scale.percent(1), 50.0
    value = max(row["high"] if row["high"] == row["high"] else row["low"], row["lower"])
    observed = f"{tied['series']}@{tied['period']}"
    shown = words.quantity(tied["statistic"], figure["unit"])
    inside = marks.straight(one, at, scale.percent(value), at, "tie")
    inside += marks.claim(row, at, scale, across=True)
    drawn = marks.series_link(
        statistic.entry(tied["series"], tied["period"]),
        observed,
        f"{marks.decides(row).capitalize()}: {shown}",
        marks.shape(one, at, marks.DIAMOND, "official"),
    )
    drawn += marks.figure_link(str(figure.name), f"Cited: {words.as_read(figure['printed'])}", inside)
    name = ", ".join(filter(None, (figure["measure"], words.named(figure["actor"]))))
    text = Markup(
        '{} <small><span data-figure="{}">{}</span></small> <small class="off">– {}: '
        '<span data-series="{}">{}</span></small>'
    ).format(provenance.cite(figure), figure.name, name, marks.decides(row), observed, shown)
    return text, drawn
