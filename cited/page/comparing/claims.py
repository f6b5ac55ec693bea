"""Claims: cited figures beside the statistics that check them, with the verdicts, and what sentences say of them."""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal

import pandas as pd
from markupsafe import Markup, escape

from cited.ledger import findings as checked
from cited.ledger import series as known_series
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.agreement.manners import PART
from cited.ledger.agreement.tallies import ANSWERS, FAILS
from cited.ledger.frames import known
from cited.ledger.store import typed
from cited.ledger.store.outcomes import UNCHECKED
from cited.ledger.store.where_read import is_derived
from cited.page.charts import canvas
from cited.page.tables import statistic
from cited.page.tables.cells import Cell, Groups, Html, render
from cited.page.tables.statistic import Derived
from cited.page.tracing import evidence, provenance
from cited.page.tracing.provenance import Fragment
from cited.page.wording import differences, outcomes, words
from cited.page.wording.outcomes import LOOKS
from cited.page.wording.verdicts import at_rate, form

# Outcomes stand with what fails first: a reader looks for it.
ORDER = [*LOOKS]

HEADS = (
    ("printed", "As printed"),
    ("measure", "What, and whose"),
    ("period", "Period"),
    ("statistic", "Published figure"),
    ("verdict", "Outcome"),
    ("deviation", "Difference"),
    ("place", "Source"),
)

# What a spreadsheet has of a claim: numbers with their units, each in a column of its own.
EXPORTS = {
    "printed": ("=As printed", "#Number, from", "#Number, to", "Unit"),
    "statistic": ("#Published figure", "Published unit", "@Published period", "~Series", "=Published figure in words"),
    "verdict": ("^Outcome", "Reason"),
    "deviation": ("=Difference", "#Printed over published"),
}


def claims(
    figures: pd.DataFrame, judged: pd.DataFrame, title: str, *, group: str | None = None, fold: bool = False
) -> Fragment:
    """Return figures as a table of claims: as printed, the published figure, the outcome, and how far off.

    `judged` has the verdicts on the figures (see `ledger.verdicts`). Where an outcome is for another date or
    definition, the statistic of the figure's own stands beneath; where none agrees, one that comes nearer. `group`
    names a column of the figures whose values head groups of rows; `verdict` puts what is wrong first. With `fold` a
    repeated figure of the same outcome stands in the row of its first printing. A column in which no row has anything
    is left out. Without figures the table is a sentence that says so.

    Example:
        page.claims(ledger.figures(theme="reserves"), ledger.verdicts(theme="reserves"), "Claims")
    """
    known.require_columns("group", [group] if group is not None else [], [*figures.columns, "verdict"])
    if figures.empty:
        return canvas.nothing(title, figures, "Nothing to list.")
    provenance.register_figures(figures)
    place, heads = provenance.place, dict(HEADS)
    if figures["source"].nunique() == 1:
        # The document is named once, above the column, instead of in every row.
        place, source = provenance.line, provenance.label(figures["source"].iloc[0])
        heads["place"] = Markup("In <cite>{}</cite>").format(source)
    shown = figures.assign(verdict=judged["verdict"].reindex(figures.index))
    ties = checked(figure=list(figures.index))
    titles = known_series(series=list(dict.fromkeys(ties["series"])))
    if group == "verdict":
        order = shown["verdict"].map(ORDER.index)
        shown, group = shown.loc[order.sort_values(kind="stable").index], None
    again = _repeated(shown) if fold else {}
    shown = shown.drop([figure for rows in again.values() for figure in rows.index])
    groups = list(typed.groups(shown, group)) if group else [("", shown)]
    name = provenance.register_table(title, "verdicts", figures)
    # The most common reason stands at the head of its column.
    reasons = judged["rule"].reindex(figures.index)
    common = str(reasons.mode().iloc[0])
    exports = EXPORTS | {"verdict": ("^Outcome", f"Reason={common}")}
    cells = [
        (
            Markup("<cite>{}</cite>").format(provenance.label(value)) if group == "source" else value,
            [
                (figure, _row(row, typed.row(judged, figure), ties, titles, place, common, again.get(figure)))
                for figure, row in typed.rows(rows)
            ],
        )
        for value, rows in groups
    ]
    return render(title, *_filled(list(heads.items()), cells), name, exports, provenance.own_rows(name, figures))


def _repeated(shown: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the figures that repeat another one of the frame with the same outcome, by that figure."""
    first = shown["verdict"].reindex(shown["repeats"])
    same = shown[first.to_numpy() == shown["verdict"].to_numpy()]
    return dict(typed.groups(same, "repeats"))


def _filled(heads: Sequence[tuple[str, str]], groups: Groups) -> tuple[list[tuple[str, str]], Groups]:
    """Leave out the columns in which every cell is empty."""
    kept = [n for n in range(len(heads)) if any(cells[n] for _, rows in groups for _, cells in rows)]
    return [heads[n] for n in kept], [
        (heading, [(figure, [cells[n] for n in kept]) for figure, cells in rows]) for heading, rows in groups
    ]


def _row(
    figure: pd.Series,
    verdict: pd.Series,
    ties: pd.DataFrame,
    titles: pd.DataFrame,
    place: Callable[[pd.Series], Markup],
    common: str,
    again: pd.DataFrame | None = None,
) -> list[str | Html]:
    sides = words.parties(figure)
    what = escape(f"{figure['measure']}, {sides}" if sides else figure["measure"])
    amount = (_plain(figure["low"]), _plain(figure["high"]), figure["unit"])
    shown = provenance.record(figure)
    if again is not None:
        links = [_again(row, figure["printed"]) for _, row in typed.rows(again)]
        shown += Markup(' <small class="again">also {}</small>').format(words.joined(links))
    printed = Cell(shown, export=amount)
    judgement = ORDER.index(verdict["verdict"]), ("" if verdict["rule"] == common else verdict["rule"],)
    cells: list[str | Html] = [printed, what, words.period(figure["period"]) if figure["period"] else ""]
    if verdict["verdict"] in UNCHECKED:
        reason = verdict["rule"]
        # A spreadsheet has the reason from the words.
        said = Markup("{}: <small>{}</small>").format(_outcome(verdict), outcomes.why(reason))
        outcome = Cell(said, judgement[0])
        return [*cells, "", outcome, "", place(figure)]
    tie = typed.row(ties, verdict["check"])
    shown = _statistic(tie, titles)
    if verdict["against"]:
        other = typed.row(ties, verdict["against"])
        if verdict["verdict"] in ANSWERS[FAILS]:
            of = "nearer, under another definition" if other["definition"] == "other" else "nearer, at another date"
        else:
            of = "own date" if other["date"] == "own" and tie["date"] == "other" else "own definition"
        apart = _off(figure, other, verdict["verdict"])
        # Beside a published figure a reader would take it for that one's.
        apart = apart if other["deviation"] == "none" else Markup("cited {}").format(apart)
        shown += Markup(" <small>{}: {}</small>").format(of, _statistic(other, titles, apart))
    size = differences.size(str(tie["deviation"]))
    # Without a second value a ratio is a rate of exchange, which has a unit of its own.
    share = tie["how"] == "ratio" and tie["base_series"]
    unit = "percent" if share else tie["unit"] or statistic.known(tie["series"])["unit"]
    official = Cell(shown, export=(_plain(tie["statistic"]), unit))
    off = Cell(_off(figure, tie, verdict["verdict"]), f"{size:.3g}", (_over(figure, tie, size),))
    return [*cells, official, Cell(_outcome(verdict), *judgement), off, place(figure)]


def _over(figure: pd.Series, tie: pd.Series, size: float) -> str:
    """How many times the published figure the printed one is; empty where the figure's range has it.

    An amount that is checked by its exchange rate, and an order of magnitude, are so many times as far off as is said.
    """
    if tie["deviation"] == "none" and tie["statistic"] not in (figure["low"], figure["high"]):
        return ""
    rate = tie["how"] == "ratio" and not tie["base_series"]
    if tie["statistic"] and not rate and figure["hedge"] != Hedge.MAGNITUDE:
        return f"{_nearest(figure, tie) / tie['statistic']:.6g}"
    return f"{math.exp(-size if tie['deviation'].endswith('below') else size):.6g}"


def _again(figure: pd.Series, first: str) -> Markup:
    """Return another printing of a figure, linked to its own page; it is the entry of it.

    Where it has the same words as the `first` printing, its line stands for them.
    """
    same = figure["printed"] == first
    shown = Markup("<cite>in line\u00a0{}</cite>").format(figure["line"]) if same else words.as_read(figure["printed"])
    return Markup('<a id="{0}" data-figure="{0}" href="cited:figure/{0}.html">{1}</a>').format(figure.name, shown)


def _plain(number: float) -> str:
    """Return a number as a plain decimal, empty for what is not there."""
    return "" if number != number else f"{Decimal(repr(float(number))).normalize():f}"


def _nearest(figure: pd.Series, tie: pd.Series) -> float:
    """Return the printed end that is nearer to the statistic."""
    return differences.nearest(float(figure["low"]), float(figure["high"]), float(tie["statistic"]))


def _statistic(tie: pd.Series, titles: pd.DataFrame, off: Markup | None = None) -> Markup:
    """The statistic of a check: value, period, what it counts, how far `off`, what a reader must know of the two."""
    remark = Markup(" <small><cite>{}</cite></small>").format(tie["remark"]) if tie["remark"] else Markup()
    title = Markup("<cite>{}</cite>").format(titles.loc[tie["series"], "title"])
    return Markup(", ").join(filter(None, [value(tie), title, off])) + remark


def value(tie: pd.Series) -> Markup:
    """The value that a check compares with, and its period; of two observations both periods."""
    unit = tie["unit"] or statistic.known(tie["series"])["unit"]
    if not tie["base_series"]:
        amount = at_rate(tie) if tie["how"] == "ratio" else words.quantity(tie["statistic"], unit)
        amount += f" {words.IN_PART}" if tie["how"] == PART else ""
        return Markup('<span data-series="{}@{}"><a class="statistic" href="#{}">{}</a> ({})</span>').format(
            tie["series"],
            tie["period"],
            statistic.entry(tie["series"], tie["period"]),
            amount,
            words.plain(tie["period"]) + (", computed" if is_derived(statistic.known(tie["series"])) else ""),
        )
    ratio = tie["how"] == "ratio"
    duration = tie["how"] == "duration"
    rule = "one period as a share of another" if ratio else "the difference between two periods"
    rule = "the time between two events" if duration else rule
    value = Derived(
        words.quantity(tie["statistic"], "percent" if ratio else unit, words.COMPUTED), rule, (), observed(tie)
    )
    return Markup("{} ({})").format(value, evidence.when(tie))


def observed(tie: pd.Series) -> tuple[str, ...]:
    observed = (f"{tie['series']}@{tie['period']}",)
    return (*observed, f"{tie['base_series']}@{tie['base_period']}") if tie["base_series"] else observed


def _outcome(verdict: pd.Series) -> Markup:
    look = outcomes.look(verdict["verdict"], verdict["rule"])
    return Markup('<b class="o o-{}">{} {}</b>').format(look.kind, look.sign, look.name)


def _off(figure: pd.Series, tie: pd.Series, outcome: str) -> Markup:
    # The row has both numbers, and is the entry of the figure.
    if tie["deviation"] == "none":
        difference = "none" if tie["statistic"] in (figure["low"], figure["high"]) else "within the stated range"
    else:
        difference = apart(figure, tie, form(outcome))
    return Markup('<span data-figures="{}">{}</span>').format(figure.name, difference)


def apart(figure: pd.Series, tie: pd.Series, form: differences.Form) -> str:
    """Return how far a figure is from the statistic of a check, in words; empty where it is not."""
    ends = {"low": float(figure["low"]), "high": float(figure["high"]), "official": float(tie["statistic"])}
    return differences.in_words(tie["deviation"], form, **ends, unit=figure["unit"])
