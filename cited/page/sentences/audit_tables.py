"""What the audit proves and what figures say together, as tables."""

import pandas as pd
from markupsafe import Markup

from cited.ledger.store import typed
from cited.ledger.store.audits import audit_status
from cited.ledger.store.codes import NumberClass
from cited.ledger.store.outcomes import UNCHECKED
from cited.page.sentences.tally import portion
from cited.page.tables import absent
from cited.page.tables.cells import Html, Number, Row, render
from cited.page.tables.table import COLUMNS, count
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Computed, Fragment
from cited.page.wording import words

# What the audit calls a class of numbers, and what a reader does.
CLASSES = {
    NumberClass.DATE: "Dates",
    NumberClass.ORDINAL: "Ordinals",
    NumberClass.LABEL: "In names",
    NumberClass.NOTE: "Notes",
    NumberClass.REFERENCE: "In references",
    NumberClass.BOILERPLATE: "Boilerplate",
    NumberClass.IDIOM: "Idioms",
}
KINDS = {"growth": "Implied base", "share": "Implied total", "part": "Share", "change": "Change"}


def coverage(figures: pd.DataFrame, title: str) -> Fragment:
    """Return how every number of each document is accounted for, by the last audit, and whether that still holds.

    The numbers in figures and those of each class add up to the numbers found; a figure may have two numbers or more.
    """
    rows: list[Row] = []
    for row in audit_status(source=sorted(set(figures["source"]))):
        cited = figures[figures["source"] == row["source"]]
        if not cited.empty:
            counted = [row["found"], *(row["counts"].get(name, 0) for name in ("figure", *CLASSES))]
            numbers, *classed = (Number(Markup("<cite>{}</cite>").format(words.number(n)), str(n)) for n in counted)
            label = Markup("<cite>{}</cite>").format(provenance.label(row["source"]))
            rows.append(("", [label, numbers, *classed, Number(count(cited), str(len(cited))), row["words"]]))
    if not rows:
        return absent.figures(figures)
    provenance.register_figures(figures, counted=True)
    heads = [("source", "Document"), ("number", "Numbers found"), ("number", "In figures")]
    heads += [("number", name) for name in CLASSES.values()]
    return render(title, [*heads, ("number", "Figures"), ("standing", "Audit")], [("", rows)])


def checked(figures: pd.DataFrame, judged: pd.DataFrame, title: str) -> Fragment:
    """Return for each theme how many figures it has, how many a statistic can check, and the share of these.

    A table with a row for each theme, most figures first; the share is in per cent of the theme's figures, to a whole
    one. `judged` has the verdicts on the figures. Without figures it is a sentence that says so.

    Example:
        page.checked(ledger.figures(), ledger.verdicts(), "Figures by theme")
    """
    if figures.empty:
        return absent.figures(figures)
    provenance.register_figures(figures, counted=True)
    tied = set(judged.index[~judged["verdict"].isin(UNCHECKED)])
    rows: list[Row] = []
    for theme, group in sorted(typed.groups(figures, "theme", sort=True), key=lambda item: -len(item[1])):
        tied_figures = group[group.index.isin(tied)]
        share = 100 * len(tied_figures) / len(group)
        text = f"{words.number(round(share))}%"
        of = Computed(text, tuple(group.index), "figures that a statistic can check, in per cent of all of the theme")
        cells = [
            Number(count(group), str(len(group))),
            Number(count(tied_figures), str(len(tied_figures))),
            Number(of, f"{share:.6g}"),
        ]
        rows.append(("", [theme, *cells]))
    heads = [("theme", "Theme"), ("number", "Figures"), ("number", "Checkable"), ("number", "Share")]
    return render(title, heads, [("", rows)])


def arithmetic(relations: pd.DataFrame, figures: pd.DataFrame, title: str) -> Fragment:
    """Return what follows from pairs of figures: the base of a growth, the whole of a share, a part, a change.

    A table with a row for each of the `relations` (see `ledger.relations`) that is not `same`: both figures, the result
    in its unit to three digits, and the remark. `figures` has both of each pair. Without any it is a sentence that
    says so.

    Example:
        page.arithmetic(ledger.relations(), ledger.figures(), "What follows from two figures")
    """
    rows: list[Row] = []
    for _, row in relations[relations["kind"] != "same"].iterrows():
        first, second = figures.loc[row["figure"]], figures.loc[row["other"]]
        result = float(f"{row['result']:.3g}")
        computed = Computed(words.quantity(result, row["unit"]), (row["figure"], row["other"]), row["rule"])
        cells: list[str | Html] = [
            KINDS[row["kind"]],
            _named(first),
            _named(second),
            Number(computed, f"{row['result']:.6g}"),
        ]
        rows.append(("", [*cells, _remark(row)]))
    if not rows:
        return provenance.nothing("No pair of these figures invites arithmetic.")
    heads = [("kind", "Relation"), ("first", "First"), ("second", "Second")]
    return render(title, [*heads, ("number", "Result"), ("remark", "Remark")], [("", rows)])


def statements(relations: pd.DataFrame, figures: pd.DataFrame, title: str) -> Fragment:
    """Return the facts that are stated twice in other words, and whether the statements have a number in common.

    A table with a row for each of the `relations` (see `ledger.relations`) of the kind `same`: both statements, `agree`
    or `contradict`, and the remark. `figures` has both of each pair. Without any it is a sentence that says so.

    Example:
        page.statements(ledger.relations(), ledger.figures(), "Facts stated twice")
    """
    rows: list[Row] = []
    for _, row in relations[relations["kind"] == "same"].iterrows():
        verdict = "agree" if row["agrees"] else Markup('<strong class="status">contradict</strong>')
        first, second = figures.loc[row["figure"]], figures.loc[row["other"]]
        rows.append(("", [_named(second), _named(first), verdict, _remark(row)]))
    if not rows:
        return provenance.nothing("No fact is stated twice in these figures.")
    heads = [("first", "First statement"), ("second", "Second statement"), ("agree", "The two"), ("remark", "Remark")]
    return render(title, heads, [("", rows)])


def _remark(relation: pd.Series) -> Markup:
    ids = f"{relation['figure']} {relation['other']}"
    return (
        Markup('<span data-figures="{}">{}</span>').format(ids, relation["remark"])
        if relation["remark"]
        else Markup("")
    )


def _named(row: pd.Series) -> Markup:
    provenance.register_figures(row.to_frame().T)
    measure = Markup('<span data-figure="{}">{}</span>').format(row.name, COLUMNS["measure"][1](row))
    return Markup("{}, {}; {}").format(provenance.cite(row), measure, provenance.place(row))


def repeats(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that state again what an earlier one of the same document states.

    Index and columns are those of `figures`; `repeats` has the id of the earlier one. Empty where there is none.

    Example:
        page.repeats(ledger.figures(theme="trade"))
    """
    return figures[figures["repeats"] != ""]


def audited(figures: pd.DataFrame, damaged: pd.DataFrame) -> dict[str, object]:
    """Return what a sentence says of an audit: `standing`, whether it holds, and `part`, the `damaged` of the
    distinct figures.

    Documents whose audit does not hold, because the ledger has changed since or there was none, are named.

    Example:
        page.audited(ledger.figures(), ledger.figures(status=["doubtful", "repaired"]))
    """
    rows = audit_status(source=list(dict.fromkeys(figures["source"])))
    lapsed = [Markup("<cite>{}</cite>").format(provenance.label(row["source"])) for row in rows if not row["holds"]]
    sentence = Markup("Every number in the document{} is accounted for.").format("s" if len(rows) > 1 else "")
    if lapsed:
        sentence = Markup("The audit of {} is out of date: rows or rules have changed since.").format(
            words.joined(lapsed)
        )
    once, wrong = (frame[frame["repeats"] == ""] for frame in (figures, damaged))
    return {"standing": sentence, "part": portion(wrong, once, "distinct figure")}
