"""What stands where there are no figures: the conditions, and whether none meets them or none was selected."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from cited import reads
from cited.ledger.store import tables
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment
from cited.page.wording import words

# What readers call a condition that a notebook gives.
CALLED = {"between": "party", "source": "document", "counterpart": "other party"}


def figures(frame: pd.DataFrame | pd.Series) -> Fragment:
    """Return the sentence that says that there is no such figure, with the conditions of the notebook.

    Where the ledger holds figures that meet them, the notebook has selected none of them: then the sentence
    stays on the page, whatever else its section shows.
    """
    filters = dict(frame.attrs.get("filters", {}))
    with reads.inside():
        matching = tables.select(table="figures", **filters)
    conditions = _conditions(filters)
    if matching:
        template = (
            "None of the ledger’s figures{} is selected here."
            if conditions
            else "No figure of the ledger is selected here."
        )
        return Fragment(Markup('<p class="nothing">{}</p>').format(Markup(template).format(conditions)))
    return provenance.nothing(Markup("The ledger holds no figure{}.").format(conditions))


def _conditions(filters: dict[str, Any]) -> Markup:
    years = [filters.pop("first", None), filters.pop("last", None)]
    parts = [
        Markup("{} <q><code>{}</code></q>").format(
            CALLED.get(name, name), words.joined([value] if isinstance(value, str) else value, "or")
        )
        for name, value in filters.items()
        if value
    ]
    if any(years) and years[0] == years[1]:
        parts.append(Markup("the year <time>{}</time>").format(years[0]))
    elif any(years):
        ends = [word + f" <time>{year}</time>" for word, year in zip(("from", "to"), years, strict=True) if year]
        parts.append(Markup("a period " + " ".join(ends)))
    return Markup(" with {}").format(words.joined(parts)) if parts else Markup()
