"""The rules of outcomes as a page shows them: a figure's own date, how far words reach, and what hangs on that."""

import pandas as pd
from markupsafe import Markup

from cited.ledger import dates, hedges, sensitivity, typed
from cited.ledger.outcomes import RULE
from cited.page import outcomes, provenance, words
from cited.page.cells import Number, Row, render
from cited.page.outcomes import LOOKS
from cited.page.provenance import Computed, Fragment


def rule() -> Fragment:
    """Return the rules of the outcomes in words, a definition each.

    Example:
        page.rule()
    """
    items = [
        Markup("<dt>{} {}</dt><dd>{}.</dd>").format(look.sign, look.name, RULE[code])
        for code, look in LOOKS.items()
        if code in RULE
    ]
    return Fragment(Markup('<dl class="rule">\n{}\n</dl>').format(Markup("\n").join(items)))


def own_dates() -> Fragment:
    """Return the rule that says which observation is a figure's own, one definition per case.

    Example:
        page.own_dates()
    """
    items = [Markup("<dt>{}</dt><dd>{}</dd>").format(name, text) for name, text in dates.RULE.items()]
    return Fragment(Markup('<dl class="rule">\n{}\n</dl>').format(Markup("\n").join(items)))


def widths(title: str) -> Fragment:
    """Return how far each hedge reaches, in units of the last digit, with the source of each width.

    Example:
        page.widths("How wide each hedge is")
    """
    rows = [
        (
            "",
            [
                hedge or "no hedge",
                *(Markup("<cite>{}</cite>").format(f"{units:g}") for units in (width.below, width.above)),
                Markup("<cite>{}</cite>").format(f"{100 * width.ceiling:g}%"),
                width.source,
            ],
        )
        for hedge, width in hedges.WIDTHS.items()
    ]
    heads = [
        ("hedge", "Word"),
        ("below", "Units below"),
        ("above", "Units above"),
        ("most", "At most"),
        ("source", "Source"),
    ]
    return render(title, heads, [("", rows)])


def sensitivities(figures: pd.DataFrame, title: str) -> Fragment:
    """Return how many outcomes would change with other widths, computed, with the figures that change.

    `figures` are those that the page shows; others are not counted.

    Example:
        page.sensitivities(ledger.figures(), "Outcomes that hang on a width")
    """
    rows: list[Row] = []
    for row in sensitivity():
        pairs = zip(row["figures"], row["verdicts"], strict=True)
        changed = [(figure, verdict) for figure, verdict in pairs if figure in figures.index]
        ids = tuple(figure for figure, _ in changed)
        number = Computed(words.number(len(changed)), ids, "outcomes that are others with these widths")
        named = Markup("; ").join(
            Markup("{}: {}").format(provenance.cite(typed.row(figures, figure)), outcomes.look(verdict).name)
            for figure, verdict in changed
        )
        rows.append(("", [row["change"], Number(number, str(len(changed))), named or "none"]))
    heads = [("change", "With"), ("number", "Outcomes that change"), ("figures", "Which, and into what")]
    return render(title, heads, [("", rows)])
