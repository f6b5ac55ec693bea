"""Charts of figures as intervals: rows of what the words claim, with the published statistic where one is tied."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from cited.ledger import figures as ledger_figures
from cited.ledger.frames import known
from cited.ledger.frames.bounds import bounds
from cited.ledger.store import typed
from cited.ledger.store.outcomes import Outcome
from cited.page.charts import canvas, marks, rows, scales
from cited.page.sentences import tally
from cited.page.tables import statistic, table
from cited.page.tracing import officials, provenance
from cited.page.tracing.officials import Official
from cited.page.tracing.provenance import Fragment
from cited.page.wording import differences, outcomes, unit_words, words

# Outcomes whose statistic is a number of the figure's own kind, which a ratio compares.
SHOWN = ("level", "count", "rank", "difference")


def intervals(
    figures: pd.DataFrame,
    title: str,
    *,
    label: tuple[str, ...] | list[str] = (),
    judged: pd.DataFrame | None = None,
) -> Fragment:
    """Return figures as a chart of intervals, one row each, a panel for each unit that three or more have.

    A filled dot is one number, a hollow dot one that is hedged, a bar a range, a bare line an order of magnitude,
    an arrow an end without limit.
    `label` names the columns whose words stand at a row, else those that tell the rows apart; with `judged`, the
    verdicts on the figures, each row has the published figure as a diamond. A panel whose numbers lie far apart has a
    logarithmic axis and says so. The caption has the one or two figures of any other unit; where no unit has three,
    all are a table. Without figures the chart is a sentence that says so.

    Example:
        page.intervals(ledger.figures(theme="aid", unit="masks"), "Masks", judged=ledger.verdicts(theme="aid"))
    """
    known.require_columns("label", label, figures.columns)
    if figures.empty:
        return canvas.nothing(title, figures)
    provenance.register_figures(ledger_figures(figure=list(figures.index)))
    many = figures.groupby("unit")["unit"].transform("size") >= canvas.LEAST
    if not many.any():
        return table.table(figures, title)
    used = figures.attrs.get("observed", {})
    left, figures = figures[~many], figures[many]
    claimed, tied = bounds(figures), _tied(figures, judged)
    columns = label or telling(figures)
    panels = [_panel(group, unit, columns, tied, used) for unit, group in typed.groups(claimed, "unit")]
    drawn = {figure: tied[figure].observed for figure in figures.index if figure in tied}
    observed = [one for figure in figures.index for one in (*used.get(figure, []), *drawn.get(figure, ()))]
    return canvas.chart(
        title,
        rows.plot(panels),
        finding=_finding(claimed, judged, tied, columns, computed=bool(used)),
        legend=legend(figures, tied),
        caption=_left(left, used),
        figures=figures,
        observed=observed,
    )


def legend(figures: pd.DataFrame, tied: Iterable[str]) -> Markup:
    """Return the legend of what the marks of figures mean, and of the statistics that stand beside the `tied` ones."""
    beside = figures[figures.index.isin([*tied])]
    return canvas.legend([*marks.claimed(bounds(figures)), *(marks.deciding(beside) if len(beside) else [])])


def _left(figures: pd.DataFrame, used: dict[str, list[str]]) -> Markup:
    """Return the sentence of the figures that no panel has; what is computed of them stands beside each."""
    if figures.empty:
        return Markup()
    quoted = [Markup("“{}”").format(provenance.cite(row)) for _, row in typed.rows(figures)]
    if used:
        quoted = [
            Markup("{} ({} {})").format(said, table.computed(row, used[figure]), row["unit"])
            for said, (figure, row) in zip(quoted, typed.rows(figures), strict=True)
        ]
    return Markup("Not drawn, as fewer than three have the same unit: {}.").format(words.joined(quoted))


def _tied(figures: pd.DataFrame, judged: pd.DataFrame | None) -> dict[str, Official]:
    """Return the published numbers at each figure's row, and what they are made of."""
    if judged is None:
        return {}
    rows_of = typed.rows(judged[judged.index.isin(figures.index)])
    published = {figure: officials.official(typed.row(figures, figure), row) for figure, row in rows_of}
    return {figure: one for figure, one in published.items() if one}


def _in_words(official: Official, unit: str) -> str:
    """Return published numbers in words: as they are published, what is computed of two to four digits."""
    computed = official.original or len(official.observed) > 1
    values = [float(f"{value:.{words.COMPUTED}g}") if computed else value for value in official.values]
    return " to ".join(words.quantity(value, unit) for value in values)


def telling(figures: pd.DataFrame) -> list[str]:
    """Return the columns whose words tell figures apart: the measure, the parties that differ, the period."""
    parties = [name for name in ("actor", "counterpart") if figures[name].nunique() > 1]
    return ["measure", *parties, "period"]


def named(row: pd.Series, columns: Sequence[str]) -> str:
    """Return the words of a row's columns, separated by commas."""
    if "counterpart" in columns and "actor" in columns:
        columns = [name for name in columns if name != "counterpart"]
        row = row.copy()
        row["actor"] = words.parties(row)
    parts = [words.plain(row["period"]) if name == "period" else words.named(str(row[name])) for name in columns]
    return ", ".join(filter(None, parts))


def _finding(
    figures: pd.DataFrame,
    judged: pd.DataFrame | None,
    tied: Mapping[str, Official],
    columns: Sequence[str],
    *,
    computed: bool,
) -> str:
    """Return the chart's message in one sentence: how the figures stand beside which a published one is drawn, each
    once, or without any which is the largest, and how it stands to the smallest; `computed` ones as they were computed.
    """
    once = figures.index[(figures["repeats"] == "") & figures.index.isin([*tied])]
    verdicts = judged["verdict"].reindex(once) if judged is not None else pd.Series(dtype=object)
    ahead, verdicts = (verdicts == Outcome.FORECAST).any(), verdicts[verdicts != Outcome.FORECAST]
    printed = figures["printed"].map(words.as_read)
    if len(verdicts) == 1:
        figure = str(verdicts.index[0])
        published = f": published data show {_in_words(tied[figure], figures['unit'][figure])}" if tied else ""
        return f"“{printed[figure]}” {outcomes.look(verdicts.iloc[0]).one}{published}"
    if len(verdicts):
        return tally.divided(verdicts, "compared here") + (tally.ASIDE if ahead else "")
    # As a reader is told the ends: millions are two of them at least.
    stated = {figure: words.ends(row) for figure, row in typed.rows(figures)}
    size = pd.Series({figure: float(high if high == high else low) for figure, (low, high) in stated.items()})
    if figures["unit"].nunique() > 1:
        tops = [
            _amount(figures.loc[group.index].iloc[int(group.argmax())])
            for _, group in size.groupby(figures["unit"], sort=False)
        ]
        return f"Up to {words.joined(tops)}"
    small, large = figures.iloc[int(size.argmin())], figures.iloc[int(size.argmax())]
    if computed:
        return f"Largest: “{printed[str(large.name)]}”, {_amount(large)}"
    limitless = figures.index[figures["high"].isna()]
    if len(limitless) and [*limitless] != [large.name]:
        some, every = tally.alike(len(limitless), len(figures))
        return f"{some.capitalize()} of the {every} figures state{'s' if len(limitless) == 1 else ''} no upper limit"
    one = figures["measure"].nunique() == 1
    telling_columns = [name for name in columns if one and figures[name].nunique() > 1]
    who = [named(row, telling_columns) for row in (large, small)]
    ends = [
        f"“{printed[str(row.name)]}”" + (f" ({one})" if one else "")
        for row, one in zip((large, small), who, strict=True)
    ]
    if size.min() == size.max() or size.min() <= 0:
        return (
            f"From {ends[1]} to {ends[0]}"
            if size.min() < size.max()
            else f"All {words.counted(len(size))} are alike: {ends[0]}"
        )
    times = differences.multiple(size.max() / size.min())
    times = f"at least {times}" if len(limitless) else times
    return f"{ends[0]} is the largest, {times} the smallest, {ends[1]}"


def _amount(figure: pd.Series) -> str:
    """Return what a figure or a value computed of it comes to, to three digits: `9 days`, `at least 1.72 per cent`."""
    low, high = (float(f"{end:.3g}") for end in words.ends(figure))
    if low == high:
        return words.quantity(low, figure["unit"])
    end = "at most " if low != low else "at least " if high != high else ""
    number = words.number(low if low == low else high) if end else words.interval(low, high)
    return f"{end}{number} {unit_words.named(figure['unit'])}"


def _panel(
    group: pd.DataFrame, unit: str, columns: Sequence[str], tied: dict[str, Official], computed: Iterable[str]
) -> Markup:
    ends = [value for value in group["high"] if value == value]
    ends += [marks.reached(row) for _, row in typed.rows(group)]
    ends += [value for figure in group.index if figure in tied for value in tied[figure].values]
    scale = scales.numbers(ends, first=scales.first_of(unit))
    ticks, axis_unit = rows.number_ticks(scale, unit)
    drawn_rows = []
    for figure, row in typed.rows(group):
        inside = marks.claim(row, 50, scale, across=True)
        printed = words.as_read(row["printed"])
        label = f"Computed: {_amount(row)}, of “{printed}”" if figure in computed else f"Cited: {printed}"
        drawn = marks.figure_link(figure, label, inside)
        text = Markup("{} <small>{}</small>").format(
            provenance.cite(row), Markup('<span data-figure="{}">{}</span>').format(figure, named(row, columns))
        )
        if figure in tied:
            official = tied[figure]
            shown = _in_words(official, unit)
            series, _, period = official.observed[0].partition("@")
            entry, observed = statistic.entry(series, period), " ".join(official.observed)
            at = [marks.shape(scale.percent(value), 50, marks.DIAMOND, "official") for value in official.values]
            # The cited mark is drawn over the published one, as in other charts: where both are one, both are seen.
            what = marks.decides(row)
            drawn = marks.series_link(entry, observed, f"{what.capitalize()}: {shown}", Markup("").join(at)) + drawn
            traces = statistic.provenance_attributes(list(filter(None, [official.original])), list(official.observed))
            text += Markup(' <small class="off">– {}: <span{}>{}</span></small>').format(what, traces, shown)
        drawn_rows.append((text, drawn))
    return rows.panel(drawn_rows, ticks, axis_unit)
