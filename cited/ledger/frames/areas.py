"""Statistics by area and by stem: which series are about whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.frames import known, statistics
from cited.ledger.store import tables
from cited.ledger.store.names import PARTY, names, party
from cited.reads import traced

if TYPE_CHECKING:
    import pandas as pd


def by_area(
    stem: str | list[str], areas: str | list[str], *, first: int | None = None, last: int | None = None
) -> pd.DataFrame:
    """Return the observations of the series `<stem>-<area>` of these areas (codes or names), as `observations` does.

    An area without such a series adds nothing; `wages` of a party `Northern League` with the code `XNL` is `wages-xnl`
    or `wages-northern-league`.
    Raises UnknownName for a stem that no series has, and for an area that neither a figure nor a series has.
    """
    stems, named = known.as_names(stem), known.as_names(areas)
    known.require_stem(stems, "-")
    known.require("series", "area", named)
    endings = [ending for area in named for ending in _endings(area)]
    wanted = [f"{stem}-{ending}" for stem in stems for ending in dict.fromkeys(endings)]
    return statistics.observations(series=existing(series=wanted), first=first, last=last)


def between(
    series: list[str],
    *,
    publisher: list[str] | None = None,
    between: list[str] | None = None,
    first: int | None = None,
    last: int | None = None,
) -> pd.DataFrame:
    """Return the observations of some series, those of these publishers (None: all) about these parties (None: all).

    `between` names parties of the ledger, which all must be among a series' area and partner, in either direction.
    Raises UnknownName for a series, a publisher or a party that the ledger does not have.
    """
    rows = statistics.series(series=series)
    known.require("series", "publisher", publisher)
    known.require("series", "area", between)
    wanted = set(_codes(between or []))
    chosen = [
        str(name)
        for name, row in rows.iterrows()
        if (publisher is None or row["publisher"] in publisher)
        and wanted <= {*row["area"].split("; "), *row["partner"].split("; ")}
    ]
    return statistics.observations(series=chosen, first=first, last=last)


def series_like(*stems: str, first: int | None = None, last: int | None = None) -> pd.DataFrame:
    """Return the observations of every series whose id begins with one of these stems, as `observations` does.

    Raises UnknownName for a stem with which no id begins.
    """
    known.require_stem(stems)
    return statistics.observations(series=beginning(stems=list(stems)), first=first, last=last)


@traced
def beginning(*, stems: list[str]) -> list[str]:
    """Return the ids of the series that begin with one of these stems, in the table's order."""
    return [row["series"] for row in tables.rows("series") if row["series"].startswith(tuple(stems))]


@traced
def existing(*, series: list[str]) -> list[str]:
    """Return those of some ids that are series of the ledger, in the order given."""
    ids = {row["series"] for row in tables.rows("series")}
    return [name for name in series if name in ids]


def _codes(areas: list[str]) -> list[str]:
    """The codes of areas that are given by name or by code."""
    known = {row["name"]: row["code"] for row in names(kind=PARTY) if row["code"]}
    return [known.get(area, area) for area in areas]


def _endings(area: str) -> list[str]:
    [code] = _codes([area])
    return ["-".join(part.lower().split()) for part in (code, party(code))]
