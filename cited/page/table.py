"""Tables: every number as printed and as a number, with unit, period and where it stands."""

from collections.abc import Callable

import pandas as pd
from markupsafe import Markup, escape

from cited.page import provenance, words
from cited.page.provenance import TEMPLATES, Fragment

# What a column is called when the table does not say, and how a row fills it.
COLUMNS: dict[str, tuple[str, Callable[[pd.Series], str]]] = {
    "measure": ("What", lambda row: row["measure"]),
    "actor": ("Whose", lambda row: row["actor"]),
    "counterpart": ("With or to whom", lambda row: row["counterpart"] or "—"),
    "printed": ("As printed", lambda row: _printed(row)),
    "number": ("Number", lambda row: provenance.cite(row, words.interval(row["low"], row["high"]))),
    "unit": ("Unit", lambda row: row["unit"]),
    "hedge": ("Hedge", lambda row: row["hedge"] or "—"),
    "basis": ("Basis", lambda row: row["basis"]),
    "period": ("Period", lambda row: words.period(row["period"])),
    "status": ("Status", lambda row: row["status"]),
    "remark": ("Why", lambda row: row["remark"]),
    "place": ("Where it stands", lambda row: provenance.place(row)),
}
STANDARD = ("measure", "actor", "counterpart", "printed", "number", "unit", "period", "place")
NUMERIC = frozenset({"number"})


def table(
    figures: pd.DataFrame,
    title: str,
    *,
    columns: tuple[str, ...] | list[str] = STANDARD,
    headings: dict[str, str] | None = None,
    group: str = "",
) -> Fragment:
    """Return figures as a table, a row each: figure as printed and as a number, unit, period, where it stands.

    `columns` names the columns, of `COLUMNS`, `headings` calls some of them otherwise, and `group` names a
    column of the frame whose values head groups of rows. Without figures the table is a sentence that says so.
    """
    if figures.empty:
        return nothing(figures)
    provenance.remember(figures)
    names = {name: (headings or {}).get(name, COLUMNS[name][0]) for name in columns}
    groups = [(value, rows) for value, rows in figures.groupby(group, sort=False)] if group else [("", figures)]
    cells = [
        (value, [(figure, [COLUMNS[name][1](row) for name in columns]) for figure, row in rows.iterrows()])
        for value, rows in groups
    ]
    return _render(title, list(names.items()), cells)


def matrix(figures: pd.DataFrame, title: str, *, rows: str, columns: str, heading: str = "") -> Fragment:
    """Return figures as a table with a row for each value of one column and a column for each of another.

    A cell holds all figures that belong there, as printed. `heading` heads the first column.
    """
    if figures.empty:
        return nothing(figures)
    provenance.remember(figures)
    across = list(dict.fromkeys(figures[columns]))
    cells = [
        (
            "",
            [_of(group, COLUMNS[rows][1](group.iloc[0]))]
            + [
                Markup("; ").join(_printed(row) for _, row in group[group[columns] == value].iterrows()) or "—"
                for value in across
            ],
        )
        for _, group in figures.groupby(rows, sort=False)
    ]
    heads = [(rows, heading or COLUMNS[rows][0])]
    heads += [(value, _of(figures[figures[columns] == value], value)) for value in across]
    return _render(title, heads, [("", cells)])


def counts(figures: pd.DataFrame, title: str, *, by: str, none: str = "none") -> Fragment:
    """Return how many figures have each value of a column, most first; `none` stands for an empty value."""
    if figures.empty:
        return nothing(figures)
    provenance.remember(figures)
    groups = sorted(figures.groupby(by, sort=True), key=lambda group: -len(group[1]))
    cells = [("", [_of(rows, value or none), count(rows)]) for value, rows in groups]
    return _render(title, [(by, COLUMNS.get(by, (by.capitalize(),))[0]), ("number", "Figures")], [("", cells)])


def count(figures: pd.DataFrame, noun: str = "") -> provenance.Computed:
    """Return how many figures there are, as a computed value; with the noun counted, in the singular."""
    number = words.number(len(figures))
    text = f"{number} {noun}{'' if len(figures) == 1 else 's'}" if noun else number
    return provenance.Computed(text, tuple(figures.index), "number of these figures")


def rates(frame: pd.DataFrame, title: str) -> Fragment:
    """Return the rates that printed amounts imply (see `exchange_rates`) as a table, an empty fragment for none."""
    if frame.empty:
        return Fragment("")
    cells = []
    for figure, row in frame.iterrows():
        text = words.interval(round(row["low"], 2), round(row["high"], 2))
        ids = (row["original"], figure)
        computed = provenance.Computed(text, ids, "the second amount divided by the first")
        links = [Markup('<a class="figure" data-figure="{0}" href="#{0}">{0}</a>').format(i) for i in ids]
        cells.append(("", [row["pair"], escape(computed), words.period(row["period"]), words.joined(links)]))
    heads = [("pair", "Rate"), ("number", "Implied"), ("period", "Period"), ("figures", "From the figures")]
    return _render(title, heads, [("", cells)])


def works(frame: pd.DataFrame, title: str) -> Fragment:
    """Return the works that a document's notes cite as a table, missing and repeated notes included."""
    if frame.empty:
        return Fragment("<p class='nothing'>The document has no notes.</p>")
    heads = [
        ("note", "Note"),
        ("author", "Author"),
        ("title", "Work"),
        ("publisher", "Publisher"),
        ("date", "Date"),
    ]
    cells = [
        (
            "",
            [
                _cited(row["note"]),
                _cited(row["author"]),
                Markup("{} {} {}").format(
                    _cited(row["title"]),
                    _cited(row["translation"] and f"({row['translation']})"),
                    Markup("<small>{}</small>").format(_cited(row["remark"])) if row["remark"] else "",
                ),
                _cited(row["publisher"]),
                words.period(row["date"]),
            ],
        )
        for _, row in frame.iterrows()
    ]
    return _render(title, [*heads], [("", cells)])


def nothing(figures: pd.DataFrame) -> Fragment:
    """Return the sentence that says that the ledger holds no such figure, with what was asked for."""
    asked = dict(figures.attrs.get("asked", {}))
    years = [asked.pop("first", 0), asked.pop("last", 0)]
    parts = [
        Markup("{} <q><code>{}</code></q>").format(name, words.joined([value] if isinstance(value, str) else value))
        for name, value in asked.items()
    ]
    if any(years):
        ends = [word + f" <time>{year}</time>" for word, year in zip(("from", "to"), years, strict=True) if year]
        parts.append(Markup("a period " + " ".join(ends)))
    wanted = Markup(" with {}").format(words.joined(parts)) if parts else ""
    return Fragment(Markup('<p class="nothing">The ledger holds no figure{}.</p>').format(wanted))


def _render(title: str, heads: list[tuple[str, str]], groups: list[tuple[str, list]]) -> Fragment:
    template = TEMPLATES.get_template("table.html.j2")
    return Fragment(template.render(title=title, heads=heads, groups=groups, numeric=NUMERIC))


def _printed(row: pd.Series) -> Markup:
    mark = Markup(' <strong class="status">{}</strong>').format(row["status"]) if row["status"] != "plain" else ""
    return provenance.cite(row) + mark


def _of(figures: pd.DataFrame, text: str) -> Markup:
    """Return words that head some figures, marked as theirs: they may hold digits, `population aged 60 and over`."""
    return Markup('<span data-figures="{}">{}</span>').format(" ".join(figures.index), text)


def _cited(text: str) -> Markup:
    return Markup("<cite>{}</cite>").format(text) if text else escape("")
