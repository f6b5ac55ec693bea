"""Bars from zero: published values, counts of figures, and how the outcomes of figures divide."""

import pandas as pd
from markupsafe import Markup

from cited.ledger.frames import known
from cited.ledger.store import typed
from cited.page.charts import canvas, headlines, marks, rows, scales, traced_charts
from cited.page.charts.scales import Scale
from cited.page.sentences import tally
from cited.page.tables import absent, statistic, traced
from cited.page.tables.cells import Number, Row, render
from cited.page.tables.table import COLUMNS, count, of
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Computed, Fragment
from cited.page.wording import outcomes, unit_words, words


def bars(observations: pd.DataFrame, title: str) -> Fragment:
    """Return published values as horizontal bars from zero, one row per value, in the order of the frame.

    All have one unit, else ValueError. One or two are a table; without values there is a sentence that says so. Of a
    frame or column that pandas made of the ledger's each number is a bar, named by its index and words.

    Example:
        page.bars(ledger.figures(theme="aid").groupby("actor")["low"].count(), "Figures by donor")
    """
    if traced.is_made(observations, traced.OBSERVATIONS):
        return traced_charts.bars(observations, title)
    if observations.empty:
        return canvas.nothing(title)
    if (made := statistic.made(observations)) is not None:
        return traced_charts.bars(made, title)
    units = statistic.units(observations)
    if len(units) > 1:
        raise ValueError(f"“{title}” has the units {', '.join(sorted(units))}; expected values of one unit on a chart")
    if len(observations) < canvas.LEAST:
        return statistic.published(observations, title)
    unit = units.pop()
    scale = scales.numbers(observations["value"], spread=float("inf"))
    ticks, axis_unit = rows.number_ticks(scale, unit)
    # A converted amount is no more exact than its rate.
    drawn, zero, digits = [], scale.percent(0), 4 if "unit" in observations else 6
    for _, row in observations.iterrows():
        observed, shown = f"{row['series']}@{row['period']}", words.quantity(row["value"], unit, digits)
        name = f"{statistic.short(row['series'])}, {words.plain(row['period'])}"
        text = Markup('<span data-series="{}">{} <b>{}</b></span>').format(observed, name, shown)
        mark = marks.bar(zero, scale.percent(row["value"]), "fill")
        entry = statistic.entry(row["series"], row["period"])
        drawn.append((text, marks.series_link(entry, observed, f"{name}: {shown}", mark)))
    ranked = observations.sort_values("value", ascending=False, kind="stable")
    named = [(statistic.short(row["series"]), row) for _, row in ranked.iloc[:2].iterrows()]
    return canvas.chart(
        title,
        rows.plot([rows.panel(drawn, ticks, axis_unit)]),
        finding=headlines.course(observations.sort_values("at", kind="stable"), unit)
        if ranked["series"].nunique() == 1
        else headlines.leading(named[0], named[1], len(ranked), unit),
        observed=statistic.names(observations),
    )


def counts(figures: pd.DataFrame, title: str, *, by: str, none: str = "none") -> Fragment:
    """Return how many figures have each value of a column, most first; `none` stands for an empty value.

    Up to two values are a table. Without figures there is a sentence that says so.

    Example:
        page.counts(ledger.figures(theme="aid"), "Figures by hedge", by="hedge", none="no hedge")
    """
    known.require_columns("by", [by], figures.columns)
    if figures.empty:
        return absent.figures(figures)
    groups = [(outcomes.why(value), part) for value, part in typed.groups(figures, by, sort=True)]
    # A figure that stands in several rows is counted once.
    groups = [(value, part[~part.index.duplicated()]) for value, part in groups]
    groups.sort(key=lambda group: -len(group[1]))
    if len(groups) < canvas.LEAST:
        heads = [(by, COLUMNS.get(by, (by.capitalize(),))[0]), ("number", "Figures")]
        cells: list[Row] = [
            ("", [of(part, value or none), Number(count(part), str(len(part)))]) for value, part in groups
        ]
        return render(title, heads, [("", cells)])
    scale = scales.numbers([len(part) for _, part in groups], spread=float("inf"))
    ticks, _ = rows.number_ticks(scale, "figures", least=1)
    drawn = []
    for value, part in groups:
        ids = " ".join(part.index)
        text = Markup("{} <b>{}</b>").format(of(part, value or none), count(part))
        label = f"{value or none}: {len(part)} {unit_words.after(str(len(part)), 'figures')}"
        mark = Markup('<g data-figures="{}" role="img" aria-label="{}">{}</g>').format(
            ids, label, marks.bar(0, scale.percent(len(part)), "fill claim")
        )
        drawn.append((text, mark))
    return canvas.chart(
        title,
        rows.plot([rows.panel(drawn, ticks, "figures")]),
        finding=_most(groups[0][0], len(groups[0][1]), figures.index.nunique(), none),
        figures=figures,
        counted=True,
    )


def _most(value: str, number: int, of_all: int, none: str) -> str:
    """Return in one sentence how many figures have the value that most have, or have none of them."""
    if not value and none != "none":
        return f"{number} of {of_all} figures {'has' if number == 1 else 'have'} {none}"
    first = value or none
    return f"{first[:1].upper()}{first[1:]}: {number} of {of_all} figures"


def parts(figures: pd.DataFrame, judged: pd.DataFrame, title: str, *, by: str = "source") -> Fragment:
    """Return how the outcomes of figures divide, one row per value of a column of the figures, most figures first.

    One or two rows are a table. Each row is divided by kind of outcome, and says how many of each there are.

    Example:
        page.parts(ledger.figures(), ledger.verdicts(), "Outcomes by document")
    """
    known.require_columns("by", [by], figures.columns)
    if figures.empty:
        return canvas.nothing(title)
    groups = []
    for value, every_row in typed.groups(figures, by):
        group = every_row[~every_row.index.duplicated()]
        kinds = judged["verdict"].reindex(group.index).map(lambda outcome: outcomes.look(outcome).kind)
        document = Markup("<cite>{}</cite>").format(provenance.label(value)) if by == "source" else None
        name = document or of(group, value)
        groups.append((name, group, kinds))
    groups.sort(key=lambda group: -len(group[1]))
    if len(groups) < canvas.LEAST:
        return _table(groups, title, by)
    scale = Scale(0, max(len(group) for _, group, _ in groups))
    ticks, _ = rows.number_ticks(scale, "figures", least=1)
    drawn = [_divided(name, kinds, scale) for name, _, kinds in groups]
    every = pd.concat([kinds for *_, kinds in groups])
    present = [kind for kind in outcomes.KINDS if (every == kind).any()]
    return canvas.chart(
        title,
        rows.plot([rows.panel(drawn, ticks, "figures")]),
        finding=tally.divided(judged["verdict"].reindex(every.index)),
        legend=canvas.legend([(f"fill o-{kind}", outcomes.KINDS[kind]) for kind in present]),
        figures=figures,
        counted=True,
    )


def _table(groups: list[tuple[Markup, pd.DataFrame, pd.Series]], title: str, by: str) -> Fragment:
    """Return how the outcomes of groups divide as a table: one row per group, one column per kind that is there."""
    present = [kind for kind in outcomes.KINDS if any((kinds == kind).any() for *_, kinds in groups)]
    heads = [(by, COLUMNS.get(by, (by.capitalize(),))[0]), ("number", "Figures")]
    heads += [(kind, outcomes.KINDS[kind].capitalize()) for kind in present]
    cells: list[Row] = []
    for name, group, kinds in groups:
        parts = [group, *(group[(kinds == kind).to_numpy()] for kind in present)]
        cells.append(("", [name, *(Number(count(part), str(len(part))) for part in parts)]))
    for _, group, _ in groups:
        provenance.register_figures(group, counted=True)
    return render(title, heads, [("", cells)])


def _divided(name: Markup, kinds: pd.Series, scale: Scale) -> tuple[Markup, Markup]:
    start, drawn, labels = 0, Markup(), []
    for kind, what in outcomes.KINDS.items():
        ids = tuple(str(figure) for figure in kinds.index[kinds == kind])
        if ids:
            mark = marks.bar(scale.percent(start), scale.percent(start + len(ids)), f"fill o-{kind}")
            label = f"{name.striptags()}: {len(ids)} {what}"
            drawn += Markup('<g data-figures="{}" role="img" aria-label="{}">{}</g>').format(" ".join(ids), label, mark)
            labels.append(Markup("{} {}").format(Computed(str(len(ids)), ids, "number of these figures"), what))
            start += len(ids)
    text = Markup("{} <small>{}</small>").format(name, words.joined(labels))
    return text, drawn
