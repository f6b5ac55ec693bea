"""Tables: every number as printed and as a number, with unit, period and where it stands."""

from collections.abc import Callable
from decimal import Decimal

import pandas as pd
from markupsafe import Markup, escape

from cited import number_words
from cited.ledger import figures as ledger_figures
from cited.ledger.frames import known
from cited.ledger.store import typed
from cited.ledger.store.codes import Status
from cited.ledger.traced.origins import ProvenanceError
from cited.page.tables import absent, statistic, traced
from cited.page.tables.cells import Number, Row, render
from cited.page.tables.flat import is_period
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment
from cited.page.wording import against, names, own, unit_words, words

# What a column is called when the table does not say, and how a row fills it. What is not known stays empty.
COLUMNS: dict[str, tuple[str, Callable[[pd.Series], str | Number]]] = {
    "measure": ("What", lambda row: row["measure"]),
    "actor": ("Whose", lambda row: words.named(row["actor"])),
    "counterpart": ("With or to whom", lambda row: words.named(row["counterpart"])),
    "printed": ("As printed", lambda row: _link(row, words.as_read(row["printed"]))),
    "number": ("Number", lambda row: Number(words.stated(row), _value(row))),
    "unit": ("Unit", lambda row: unit_words.named(row["unit"])),
    "hedge": ("Hedge", lambda row: row["hedge"]),
    "basis": ("Basis", lambda row: row["basis"]),
    "period": ("Period", lambda row: words.period(row["period"]) if row["period"] else ""),
    "status": ("Status", lambda row: row["status"]),
    "remark": ("Why", lambda row: words.remark(row["remark"], row["status"])),
    "reading": ("Read by a person", lambda row: row["reading"]),
    "place": ("Place", lambda row: provenance.place(row)),
}
STANDARD = ("measure", "actor", "counterpart", "printed", "number", "unit", "period", "place")


def table(
    figures: pd.DataFrame,
    title: str,
    *,
    columns: tuple[str, ...] | list[str] = STANDARD,
    headings: dict[str, str] | None = None,
    group: str | None = None,
) -> Fragment:
    """Return figures as a table, one row per figure: as printed and as a number, unit, period, where it stands.

    `columns` names the columns: measure, actor, counterpart, printed, number, unit, hedge, basis, period, status,
    remark, reading, place. `headings` calls some of them otherwise, and `group` names a column of the frame whose
    values head groups of rows. A column in which no row has anything is left out.
    Without figures the table is a sentence that says so. Numbers that `per` or `per_case` computed lead to the
    statistics they are made of. A frame that pandas made of the ledger's, such as sums by
    group, is shown with its own index and columns, each number with what it was made of.

    Example:
        aid = ledger.without_repeats(ledger.figures(theme="aid"))
        page.table(
            aid.groupby(["counterpart", "unit"])["low"].sum(), "Aid by recipient", headings={"low": "At least"}
        )
    """
    if traced.is_made(figures, traced.FIGURES):
        return traced.table(figures, title, headings)
    known.require_columns("columns", columns, COLUMNS)
    known.require_columns("headings", headings or {}, COLUMNS)
    known.require_columns("group", [group] if group is not None else [], figures.columns)
    if figures.empty:
        return absent.figures(figures)
    provenance.register_figures(figures)
    columns = [name for name in columns if name not in figures or (figures[name] != "").any()]
    headed = {name: (headings or {}).get(name, COLUMNS[name][0]) for name in columns}
    fill = {name: COLUMNS[name][1] for name in columns}
    if "place" in columns and figures["source"].nunique() == 1:
        # The document is named once, above the column, instead of in every row.
        source = provenance.label(figures["source"].iloc[0])
        headed["place"] = Markup("In <cite>{}</cite>").format(source)
        fill["place"] = provenance.line
    if "number" in columns and "printed" not in columns:
        fill["number"] = lambda row: Number(_link(row, words.stated(row)), _value(row))
    if used := figures.attrs.get("observed"):
        fill["number"] = lambda row: Number(computed(row, used[str(row.name)]), _value(row))
    groups = list(typed.groups(figures, group)) if group else [("", figures)]
    cells = [
        (value, [(figure, [fill[name](row) for name in columns]) for figure, row in typed.rows(rows)])
        for value, rows in groups
    ]
    # The exported table has the ledger's numbers, not those computed of them.
    name = "" if used else provenance.register_table(title, "numbers" if "number" in columns else "words", figures)
    return render(title, list(headed.items()), cells, name)


def matrix(figures: pd.DataFrame, title: str, *, rows: str, columns: str, heading: str | None = None) -> Fragment:
    """Return figures as a table with one row per value of one column and one column per value of another.

    A cell holds all figures that belong there, as printed. `heading` heads the first column.

    Example:
        page.matrix(ledger.figures(theme="tariffs", unit="percent"), "Tariffs", rows="period", columns="measure")
    """
    known.require_columns("rows", [rows], COLUMNS)
    known.require_columns("columns", [columns], figures.columns)
    if figures.empty:
        return absent.figures(figures)
    provenance.register_figures(figures)
    across, cells_by_place = list(dict.fromkeys(figures[columns])), dict[tuple[str, object], list[Markup]]()
    for _, row in figures.iterrows():
        cells_by_place.setdefault((str(row[rows]), row[columns]), []).append(_printed(row))
    cells = [
        (
            "",
            [of(group, escape(COLUMNS[rows][1](group.iloc[0])))]
            + [Markup("; ").join(cells_by_place.get((value, other), ())) for other in across],
        )
        for value, group in typed.groups(figures, rows)
    ]
    heads = [(rows, heading or COLUMNS[rows][0])]
    said = [value if number_words.typed(value) else f"{value[:1].upper()}{value[1:]}" for value in across]
    heads += [(value, of(figures[figures[columns] == value], one)) for value, one in zip(across, said, strict=True)]
    return render(title, heads, [("", cells)])


def count(figures: pd.DataFrame, noun: str | None = None) -> provenance.Computed:
    """Return how many figures there are, each once, as a computed value; with the noun counted, in the singular.

    Example:
        page.sentence("The documents print {n}.", n=page.count(ledger.figures(theme="aid"), "figure"))
    """
    require_noun(noun or "")
    ids = tuple(dict.fromkeys(figures.index))
    number = (words.counted(len(ids)) if ids else "no") if noun else words.number(len(ids))
    text = f"{number} {noun}{'' if len(ids) == 1 else 's'}" if noun else number
    return provenance.Computed(text, ids, "number of these figures")


def require_noun(noun: str) -> None:
    """Raise ValueError for a noun that makes another number of a count: a scale, a share, a digit or an amount."""
    scaled = number_words.typed(noun) or number_words.find(f"two {noun}")
    if noun and (scaled or against.unit_against(f"{against.NUMBER} {noun}", [""])):
        raise ValueError(f"noun “{noun}” makes another number of a count; expected what is counted, as “gift”")


def computed(row: pd.Series, observed: list[str]) -> statistic.Derived:
    """Return a number that was computed of a figure and of statistics (`series@period`), to three digits."""
    ends = (float(f"{end:.3g}") for end in words.ends(row))
    rule = "the cited number divided by the published one"
    return statistic.Derived(words.interval(*ends), rule, (str(row.name),), tuple(observed))


def rates(implied: pd.DataFrame, title: str) -> Fragment:
    """Return the rates that printed amounts imply (see `exchange_rates`) as a table, an empty fragment for none.

    Example:
        page.rates(ledger.exchange_rates(ledger.figures(theme="tariffs")), "Rates")
    """
    if implied.empty:
        return Fragment("")
    figures, cells = ledger_figures(figure=[*implied["original"], *implied.index]), list[Row]()
    for figure, row in typed.rows(implied):
        ends = row[["low", "high"]].astype(float).round(2)
        text = words.interval(*ends)
        ids = (row["original"], figure)
        products = provenance.Computed(text, ids, "the second amount divided by the first")
        printed = [provenance.cite(typed.row(figures, one)) for one in ids]
        value = Number(products, _value(ends))
        cells.append(("", [unit_words.named(row["pair"]), value, words.period(row["period"]), words.joined(printed)]))
    heads = [("pair", "Rate"), ("number", "Implied"), ("period", "Period"), ("figures", "From")]
    return render(title, heads, [("", cells)])


def works(cited: pd.DataFrame, title: str) -> Fragment:
    """Return the works that a document's notes cite as a table, missing and repeated notes included."""
    if cited.empty:
        return provenance.nothing("The document has no notes.")
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
                words.period(row["date"]) if row["date"] else "",
            ],
        )
        for _, row in cited.iterrows()
    ]
    return render(title, [*heads], [("", cells)])


def _printed(row: pd.Series) -> Markup:
    return provenance.cite(row) + _status(row)


def _link(row: pd.Series, text: str) -> Markup:
    """Return a figure as its own row shows it: the row says whose the digits are, the link leads to the source."""
    return Markup('<a class="figure" href="#{}">{}</a>').format(row.name, text) + _status(row)


def _status(row: pd.Series) -> Markup:
    plain = row["status"] == Status.PLAIN
    return Markup("") if plain else Markup(' <strong class="status">{}</strong>').format(row["status"])


def _value(row: pd.Series) -> str:
    low, high = (
        ".." if end != end else f"{Decimal(repr(float(end))).normalize():f}" for end in (row["low"], row["high"])
    )
    return low if low == high else f"{low}/{high}"


def of(figures: pd.DataFrame, text: str) -> Markup:
    """Return words that head some figures, marked as theirs where they hold digits: `population aged 60 and over`."""
    if not number_words.typed(text):
        return escape(text)
    if not (ids := [*map(str, figures.index)]) or not own.words_of(text, ids, []):
        if is_period(text) and own.of_their_time(text, ids, []):
            return words.period(text)
        try:
            return names.heading(text)
        except ValueError:
            raise ProvenanceError(
                f"heading “{text}”, row of {', '.join(ids[:1])}: it has a number that is no word of these figures; "
                "expected words of the ledger, as its columns have them"
            ) from None
    return Markup('<span data-figures="{}">{}</span>').format(" ".join(figures.index), text)


def _cited(text: str) -> Markup:
    return Markup("<cite>{}</cite>").format(text) if text else escape("")
