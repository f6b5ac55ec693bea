"""Claims: cited figures beside the statistics that check them, with the verdicts, and what sentences say of them."""

import pandas as pd
from markupsafe import Markup, escape

from cited.ledger import findings as checked
from cited.ledger import series as known_series
from cited.ledger.outcomes import UNCHECKED, Outcome
from cited.ledger.tallies import ANSWERS, ELSEWHERE, FAILS, HOLDS
from cited.ledger.verdicts import RULE
from cited.page import canvas, provenance, statistic, words
from cited.page.provenance import Computed, Fragment, Statistic
from cited.page.statistic import Derived
from cited.page.table import render

# Groups of verdicts stand with what fails first: a reader looks for it.
ORDER = [
    *(verdict for answer in (FAILS, ELSEWHERE, HOLDS) for verdict in ANSWERS[answer]),
    Outcome.FORECAST,
    *UNCHECKED,
]

HEADS = (
    ("printed", "As printed"),
    ("measure", "What, and whose"),
    ("period", "Period"),
    ("statistic", "Published statistic"),
    ("verdict", "Verdict"),
    ("deviation", "Printed number is"),
    ("place", "Where it stands"),
)


def claims(figures: pd.DataFrame, judged: pd.DataFrame, title: str, *, group: str = "") -> Fragment:
    """Return figures as a table of claims: as printed, the statistic that decides, the verdict, and how far off.

    `judged` has the verdicts on the figures (see `ledger.judgements`). Where a verdict is for another date or
    definition, the statistic of the figure's own stands beneath; where none agrees, one that comes nearer. `group`
    names a column of the figures or `verdict`, whose values head groups of rows. A column in which no row has
    anything is left out. Without figures the table is a sentence that says so.
    """
    if figures.empty:
        return canvas.nothing(figures, "Nothing to list.")
    provenance.register_figures(figures)
    place, heads = provenance.place, dict(HEADS)
    if figures["source"].nunique() == 1:
        # The document is named once, above the column, instead of in every row.
        place, source = provenance.line, provenance.label(figures["source"].iloc[0])
        heads["place"] = Markup("In <cite>{}</cite>").format(source)
    shown = figures.assign(verdict=judged["verdict"].reindex(figures.index))
    ties = checked(figure=list(figures.index))
    titles = known_series(series=list(dict.fromkeys(ties["series"])))
    groups = [(value, rows) for value, rows in shown.groupby(group, sort=False)] if group else [("", shown)]
    if group == "verdict":
        groups.sort(key=lambda pair: ORDER.index(pair[0]))
    cells = [
        (
            Markup("<cite>{}</cite>").format(provenance.label(value)) if group == "source" else value,
            [(figure, _row(row, judged.loc[figure], ties, titles, place)) for figure, row in rows.iterrows()],
        )
        for value, rows in groups
    ]
    name = provenance.register_table(title, "verdicts", figures)
    return render(title, *_filled(list(heads.items()), cells), name)


def _filled(heads: list, groups: list) -> tuple[list, list]:
    """Leave out the columns in which every cell is empty."""
    kept = [n for n in range(len(heads)) if any(cells[n] for _, rows in groups for _, cells in rows)]
    return [heads[n] for n in kept], [
        (heading, [(figure, [cells[n] for n in kept]) for figure, cells in rows]) for heading, rows in groups
    ]


def _row(figure: pd.Series, verdict: pd.Series, ties: pd.DataFrame, titles: pd.DataFrame, place) -> list[Markup]:
    sides = " → ".join(filter(None, (figure["actor"], figure["counterpart"])))
    what = escape(f"{figure['measure']}, {sides}")
    cells = [provenance.cite(figure), what, words.period(figure["period"]) if figure["period"] else ""]
    if verdict["verdict"] in UNCHECKED:
        reason = Markup("{}<br><small>{}</small>").format(_verdict(verdict), verdict["rule"])
        return [*cells, "", reason, "", place(figure)]
    tie = ties.loc[verdict["check"]]
    shown = _statistic(tie, titles)
    if verdict["against"]:
        other = ties.loc[verdict["against"]]
        if verdict["verdict"] in ANSWERS[FAILS]:
            of = "nearer, by another definition" if other["definition"] == "other" else "nearer, at another date"
        else:
            of = "own date" if other["date"] == "own" and tie["date"] == "other" else "own definition"
        shown += Markup("<br><small>{}: {}, {}</small>").format(of, _statistic(other, titles), _off(figure, other))
    return [*cells, shown, _verdict(verdict), _off(figure, tie), place(figure)]


def _statistic(tie: pd.Series, titles: pd.DataFrame) -> Markup:
    """The statistic of a check: value, period, what it counts, and what differs."""
    alike = tie["definition"] == "same" and tie["date"] == "own"
    remark = Markup() if alike or not tie["remark"] else Markup(" <small><cite>{}</cite></small>").format(tie["remark"])
    return Markup("{}, <cite>{}</cite>{}").format(_value(tie), titles.loc[tie["series"], "title"], remark)


def _value(tie: pd.Series) -> Markup:
    """The value that a check compares with, and its period; of two observations both periods."""
    unit, when = statistic.known(tie["series"])["unit"], words.period(tie["period"])
    if not tie["base_series"]:
        number = statistic.number(tie["statistic"])
        text = f"rank {number}" if unit == "rank" else f"{number} {unit}"
        value = Statistic(text, tie["series"], tie["period"])
        return Markup("{} ({})").format(value, when)
    ratio = tie["how"] == "ratio"
    rule = "the second period against the first" if ratio else "the first period less the second"
    value = Derived(f"{statistic.number(tie['statistic'])} {'percent' if ratio else unit}", rule, (), _observed(tie))
    base = words.period(tie["base_period"])
    return (
        Markup("{} ({} to {})").format(value, base, when)
        if ratio
        else Markup("{} ({} less {})").format(value, when, base)
    )


def _observed(tie: pd.Series) -> tuple[str, ...]:
    found = (f"{tie['series']}@{tie['period']}",)
    return (*found, f"{tie['base_series']}@{tie['base_period']}") if tie["base_series"] else found


def _verdict(verdict: pd.Series) -> Markup:
    fails = verdict["verdict"] in ANSWERS[FAILS]
    tag = Markup('<strong class="status" title="{}">{}</strong>' if fails else '<span title="{}">{}</span>')
    return tag.format(verdict["rule"], verdict["verdict"])


def _off(figure: pd.Series, tie: pd.Series) -> Markup:
    told = tie["deviation"]
    if told == "none":
        told = "equal" if tie["statistic"] in (figure["low"], figure["high"]) else "within its words"
    return Derived(told, tie["rule"], (figure.name,), _observed(tie)).__html__()


def claim_context(figure: pd.Series | None, judged: pd.DataFrame, *, own: bool = False, near: bool = False) -> dict:
    """Return what a sentence says of a figure: `claim`, `verdict`, `statistic`, `off`, and `own` or `near` when asked.

    `statistic` is the one that decides, with its period, `off` how far the printed number is from it (`in line with`
    where it is not), `own` the one of the figure's own date or definition that does not agree, `near` and `near_off`
    the one of another date or definition that comes nearer where none agrees. Without a figure, where nothing is
    tied, or where what is asked for is not there, values are None, so that `sentence` says nothing.
    """
    asked = [*(["own"] if own else []), *(["near", "near_off"] if near else [])]
    values = dict.fromkeys(["claim", "verdict", "statistic", "off", *asked])
    if figure is None or figure.name not in judged.index or judged.loc[figure.name, "verdict"] == UNCHECKED:
        return values
    found = judged.loc[figure.name]
    ties = checked(figure=[figure.name])
    tie = ties.loc[found["check"]]
    off = "in line with" if tie["deviation"] == "none" else tie["deviation"]
    values["claim"] = figure
    values["verdict"] = Computed(found["verdict"], (figure.name,), "the rule of verdicts")
    values["statistic"] = _value(tie)
    values["off"] = Derived(off, "printed number over statistic", (figure.name,), _observed(tie))
    fails = found["verdict"] in ANSWERS[FAILS]
    if own and found["against"] and not fails:
        values["own"] = _value(ties.loc[found["against"]])
    if near and found["against"] and fails:
        other = ties.loc[found["against"]]
        values["near"] = _value(other)
        values["near_off"] = Derived(
            other["deviation"], "printed number over statistic", (figure.name,), _observed(other)
        )
    return values


def rule() -> Fragment:
    """Return the rule of the verdicts in words, a definition each."""
    items = [Markup("<dt>{}</dt><dd>{}.</dd>").format(name, text) for name, text in RULE.items()]
    return Fragment(Markup('<dl class="rule">\n{}\n</dl>').format(Markup("\n").join(items)))


def years(first: int, last: int) -> Fragment:
    """Return which years the page shows, in words; that no year lies between them where they run backwards."""
    ends = [Markup('<time data-parameter="{}">{}</time>').format(*end) for end in (("first", first), ("last", last))]
    if first and last and first > last:
        text = Markup("Nothing lies between {} and {}: the first year is later than the last.").format(*ends)
        return Fragment(Markup('<p class="nothing">{}</p>').format(text))
    if not first and not last:
        return Fragment("")
    if first and first == last:
        text = Markup("This page shows {}").format(ends[0])
    elif first and last:
        text = Markup("This page shows {} to {}").format(*ends)
    else:
        text = Markup("This page shows the years {} {}").format("from" if first else "to", ends[0 if first else 1])
    return Fragment(Markup("<p>{}; what has no date is shown as well.</p>").format(text))
