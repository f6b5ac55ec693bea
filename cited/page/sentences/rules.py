"""The rules of outcomes as a page shows them: a figure's own date, how far words reach, and what hangs on that."""

import pandas as pd
from markupsafe import Markup

from cited.ledger import sensitivity
from cited.ledger.agreement import dates, hedges
from cited.ledger.store import typed
from cited.ledger.store.outcomes import RULE
from cited.page.tables.cells import Number, Row, render
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Computed, Fragment
from cited.page.wording import outcomes, words
from cited.page.wording.outcomes import LOOKS


def rule() -> Fragment:
    """Return the rules of the outcomes in words, one definition per outcome.

    The rules are those of `cited.ledger.agreement.verdicts`, outcomes in the words and colours of the page.

    Example:
        page.rule()
    """
    items = [
        Markup('<dt><b class="o o-{}">{} {}</b></dt><dd>{}.</dd>').format(look.kind, look.sign, look.name, RULE[code])
        for code, look in LOOKS.items()
        if code in RULE
    ]
    return Fragment(Markup('<dl class="rule">\n{}\n</dl>').format(Markup("\n").join(items)))


def own_dates() -> Fragment:
    """Return the rule that says which observation is a figure's own, one definition per case.

    The cases and their words are those of `cited.ledger.agreement.dates`.

    Example:
        page.own_dates()
    """
    items = [Markup("<dt>{}</dt><dd>{}</dd>").format(name, text) for name, text in dates.RULE.items()]
    return Fragment(Markup('<dl class="rule">\n{}\n</dl>').format(Markup("\n").join(items)))


def widths(title: str) -> Fragment:
    """Return how far each hedge of the ledger reaches from its number, with the source of each width.

    A table with a row for each hedge: its words, units of the last digit below and above, the most either may be as a
    share of the number, and whose rule it is (`cited.ledger.agreement.hedges`).

    Example:
        page.widths("How wide each hedge is")
    """
    rows = [
        ("", [reach.words, *map(_cited, (reach.below, reach.above, reach.most)), reach.source])
        for reach in hedges.reaches()
    ]
    heads = [
        ("hedge", "Words"),
        ("below", "Below"),
        ("above", "Above"),
        ("most", "Never more than"),
        ("source", "Where that is from"),
    ]
    return render(title, heads, [("", rows)])


def _cited(text: str) -> Markup:
    """Numbers of the rule lead to no figure; a reader finds them in the source beside them."""
    return Markup("<cite>{}</cite>").format(text) if text else Markup("")


def sensitivities(figures: pd.DataFrame, title: str) -> Fragment:
    """Return how many outcomes would change with other widths, computed, with the figures that change.

    `figures` are those that are counted, checked or not: a width may decide whether a figure is checked at all.

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
    heads = [("change", "Change of the rule"), ("number", "Outcomes that change"), ("figures", "New outcomes")]
    return render(title, heads, [("", rows)])
