"""What changed from one state of the figures, the statistics and the verdicts to another."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cited.ledger.agreement.verdicts import select as verdict_rows
from cited.ledger.store import tables

# What a changed column of a figure means to a reader; every other one is what the ledger says of it.
KINDS = {
    **dict.fromkeys(("low", "high", "unit", "hedge"), "value"),
    **dict.fromkeys(("printed", "line", "occurrence"), "words"),
}
JUDGED = ("verdict", "statistic", "deviation", "revised")
# The figures, the verdicts on them and the observations, each by its name.
State = tuple[dict[str, tables.Row], dict[str, dict[str, str]], dict[str, tables.Row]]


class Change(NamedTuple):
    """One change: of which figure, or observation as `series@period`, of what kind, in which column, from what to what.

    Kinds are `added`, `dropped`, `value`, `words`, `meaning` of a figure, its `verdict`, and `statistic`.
    """

    of: str
    kind: str
    column: str
    old: str
    new: str


def state() -> State:
    """The figures, the verdicts on them and the observations, each by its name."""
    figures = {row["figure"]: row for row in tables.rows("figures")}
    judged = {row["figure"]: row for row in verdict_rows()}
    observed = {f"{row['series']}@{row['period']}": row for row in tables.rows("observations")}
    return figures, judged, observed


def between(before: State, now: State) -> Iterator[Change]:
    (old, was, once), (new, judged, observed) = before, now
    for figure in [*(name for name in old if name not in new), *new]:
        if figure not in new:
            yield Change(figure, "dropped", "", old[figure]["printed"], "")
        elif figure not in old:
            yield Change(figure, "added", "", "", new[figure]["printed"])
        else:
            yield from _columns(
                figure, old[figure], new[figure], new[figure], lambda column: KINDS.get(column, "meaning")
            )
            yield from _columns(figure, was[figure], judged[figure], JUDGED, lambda column: "verdict")
    for name in [*(name for name in once if name not in observed), *observed]:
        if name not in observed:
            yield Change(name, "dropped", "", once[name]["value"], "")
        elif name not in once:
            yield Change(name, "added", "", "", observed[name]["value"])
        else:
            yield from _columns(name, once[name], observed[name], observed[name], lambda column: "statistic")


def _columns(
    of: str, old: tables.Row, new: tables.Row, columns: Iterable[str], kind: Callable[[str], str]
) -> Iterator[Change]:
    for column in columns:
        first, second = old.get(column, ""), new.get(column, "")
        if first != second and column != "source":
            yield Change(of, kind(column), column, first, second)
