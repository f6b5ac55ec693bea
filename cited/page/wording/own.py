"""What a text or a period on the page may be beside a number: what the ledger says of the number's own sources."""

from __future__ import annotations

from collections.abc import Sequence

from cited.ledger.agreement.verdicts import select
from cited.ledger.store import names, tables
from cited.ledger.store.periods import Period
from cited.ledger.traced.origins import AT
from cited.page.wording import words


def words_of(text: str, figures: list[str], observed: list[str]) -> bool:
    """Tell whether a text is what the ledger says of some figures or statistics (`series@period`), or one's id."""
    if text in figures or text in observed:
        return True
    own = _cells(tables.select(table="figures", figure=figures) if figures else [])
    own |= {words.as_read(cell) for cell in own}
    if text not in own:
        series = list(dict.fromkeys(name.partition(AT)[0] for name in observed))
        own |= _cells(tables.select(table="series", series=series) if series else [])
        own |= {names.label(name) for name in series}
        verdicts = select(figure=figures) if figures else []
        own |= {str(cell) for row in verdicts for cell in row.values()}
    return text in own


def is_title(text: str) -> bool:
    """Tell whether a text is the title of a document, a cited work or a series: it may have a number in words."""
    return any(tables.select(table=name, title=text) for name in ("sources", "works", "series") if tables.has(name))


def of_their_time(period: str, figures: Sequence[str], observed: Sequence[str]) -> bool:
    """Tell whether a period has a day in common with that of one of some figures and statistics (`series@period`).

    A value that is shown at another time than its own would be led to a source that says something else. Where none of
    them has a period, none is its own.
    """
    own = [*(name.partition(AT)[2] for name in observed), *periods_of(figures)]
    return any(Period.parse(period).touches(Period.parse(one)) for one in own)


def periods_of(figures: Sequence[str]) -> list[str]:
    """Return the periods of some figures, of those that have one."""
    rows = tables.select(table="figures", figure=[*figures]) if figures else []
    return [row["period"] for row in rows if row["period"]]


def _cells(rows: list[tables.Row]) -> set[str]:
    return {part for row in rows for cell in row.values() for part in (cell, *cell.split(tables.SEPARATOR))}
