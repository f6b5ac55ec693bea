"""The wall: a tile for each distinct figure, marked and coloured by outcome, which filters and groups with script."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from cited.ledger.store import typed
from cited.manifest import Claim
from cited.page.tracing import provenance
from cited.page.tracing.provenance import TEMPLATES, Fragment
from cited.page.wording import outcomes, words


class Tile(NamedTuple):
    """A figure on the wall: its id and words, the address it leads to, and by what it is filtered and grouped."""

    id: str
    printed: str
    address: str
    document: str
    theme: str
    hedge: str
    kind: str
    sign: str


def wall(figures: pd.DataFrame, judged: pd.DataFrame) -> Fragment:
    """Return the wall of a page's figures, repeats left out: each tile opens the figure's card.

    `judged` has the verdicts on the figures (see `ledger.verdicts`). Without figures it is an empty fragment.

    Example:
        page.wall(ledger.figures(theme="aid"), ledger.verdicts(theme="aid"))
    """
    # As the sentences count: the same statement again, in another currency too, is none more.
    distinct = figures[figures["repeats"] == ""]
    if distinct.empty:
        return Fragment("")
    provenance.register_figures(distinct)
    tiles = []
    verdicts = judged["verdict"].to_dict()
    for figure, row in typed.rows(distinct):
        look = outcomes.look(verdicts.get(figure, "not checked"))
        printed, document = words.as_read(row["printed"]), provenance.label(row["source"])
        tiles.append(Tile(figure, printed, f"#{figure}", document, row["theme"], row["hedge"], look.kind, look.sign))
    return Fragment(_drawn(tiles))


def site_wall(verdicts: Iterable[Claim], address: str) -> Markup:
    """Return the wall of a site's index: a tile for each distinct figure, a link to the `address` with its `{id}`."""
    return _drawn(
        Tile(one.id, one.printed, address.format(id=one.id), one.document, one.theme, one.hedge, one.kind, one.sign)
        for one in verdicts
        if not one.repeats
    )


def _drawn(tiles: Iterable[Tile]) -> Markup:
    """Return tiles under the headings of their documents; without script it is a list of links."""
    groups: dict[str, list[Tile]] = {}
    for tile in tiles:
        groups.setdefault(tile.document, []).append(tile)
    return Markup(TEMPLATES.get_template("wall.html.j2").render(groups=groups))
