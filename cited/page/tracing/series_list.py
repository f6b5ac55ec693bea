"""The statistics in a page's list of sources: by publisher, and what several have in common said once."""

import re
from itertools import groupby
from typing import TypedDict

from cited.ledger.store import tables
from cited.page.tracing import copies, provenance, state

DERIVED = " (derived)"


class Series(TypedDict):
    """A series of the list: its entry's id, title, address and what else is known of it, where the group has not said.

    `observed` is one of its values, where digits in its title have to say whose they are.
    """

    id: str
    title: str
    observed: str
    address: str
    edition: str


class Group(TypedDict):
    """The series of a publisher, with the address and the edition that they have in common."""

    publisher: str
    address: str
    edition: str
    series: list[Series]


def by_publisher() -> list[Group]:
    """Return the series of which the page has shown values, by publisher, each with what is known of it."""
    periods: dict[str, list[str]] = {}
    for series, period in state.current().statistics:
        periods.setdefault(series, []).append(period)
    known = {row["series"]: row for row in tables.select(table="series", series=list(periods))} if periods else {}
    rows = [{**known.get(name, {}), "series": name, "last": max(dates)} for name, dates in periods.items()]
    rows.sort(key=lambda row: (row.get("publisher", ""), row.get("title", "")))
    return [_group(publisher, [*of]) for publisher, of in groupby(rows, key=lambda row: row.get("publisher", ""))]


def _group(publisher: str, rows: list[tables.Row]) -> Group:
    addresses = [row.get("address", "") for row in rows]
    address = addresses[0] if len({*addresses}) == 1 else ""
    parts = [_edition(row) for row in rows]
    common = [part for part in parts[0] if len(rows) > 1 and all(part in others for others in parts)]
    return {
        "publisher": publisher,
        "address": address,
        "edition": ", ".join(common),
        "series": [
            {
                "id": provenance.entry_id(row["series"]),
                "title": title,
                "observed": f"{row['series']}@{row['last']}" if re.search(r"\d", title) else "",
                "address": "" if address else own,
                "edition": ", ".join(part for part in known if part not in common),
            }
            for row, own, known in zip(rows, addresses, parts, strict=True)
            for title in [row.get("title") or row["series"]]
        ],
    }


def _edition(row: tables.Row) -> list[str]:
    """Return what is known of where a series stands: data set, code, edition, licence, whether it is derived."""
    edition, licence = copies.edition(row.get("vintage", "")), copies.licence(row.get("licence", ""))
    dataset = row.get("dataset", "").removesuffix(DERIVED)
    derived = DERIVED.strip(" ()") if row.get("dataset", "").endswith(DERIVED) else ""
    parts = [dataset, row.get("code", ""), "" if edition in dataset else edition, licence, derived]
    return [part for part in parts if part not in ("", "unknown")]
