"""The colour of a series on every chart: that of whom it is about, the same everywhere."""

import functools
from collections import Counter

from cited.ledger.store import tables

# Classes of the stylesheet; the first belong to those of whom the ledger has the most series.
COLOURS = ("k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8")


def of_series(names: list[str]) -> dict[str, str]:
    """Return the class of the colour of each series: its area's, or where a chart has that already, the next free.

    A line that is not a series, such as a mean of several, takes the first that is free.
    """
    rank = _ranks()
    chosen: dict[str, str] = {}
    for name in names:
        rows = tables.select(table="series", series=name) if rank else []
        wanted = rank.get(rows[0]["area"], 0) if rows else 0
        order = [COLOURS[(wanted + step) % len(COLOURS)] for step in range(len(COLOURS))]
        chosen[name] = next((kind for kind in order if kind not in chosen.values()), order[0])
    return chosen


@functools.lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    if not tables.has("series"):
        return {}
    counted = Counter(row["area"] for row in tables.select(table="series"))
    return {
        area: number % len(COLOURS)
        for number, (area, _) in enumerate(sorted(counted.items(), key=lambda x: (-x[1], x[0])))
    }
