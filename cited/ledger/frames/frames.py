"""The ledger as pandas frames: what notebooks read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.frames import known
from cited.ledger.store import tables
from cited.ledger.traced import hedged_ends
from cited.ledger.traced.origins import Origin, of_figure
from cited.reads import traced

if TYPE_CHECKING:
    import pandas as pd

    from cited.ledger.traced.traced import TracedArray

# The columns by which figures are selected.


def figures(
    *,
    figure: str | list[str] | None = None,
    source: str | list[str] | None = None,
    theme: str | list[str] | None = None,
    measure: str | list[str] | None = None,
    actor: str | list[str] | None = None,
    counterpart: str | list[str] | None = None,
    unit: str | list[str] | None = None,
    basis: str | list[str] | None = None,
    status: str | list[str] | None = None,
    between: list[str] | None = None,
    first: int | None = None,
    last: int | None = None,
) -> pd.DataFrame:
    """Return the cited figures that have every given value, one row each, in reading order.

    The index is the figure's id; the columns are those of `data/README.md` and `source`. `low` and `high`
    are numbers in base units, NaN where the words leave that end open, and keep their figures through whatever pandas
    makes of them (see `cited.ledger.traced.traced`); other cells are text, empty where
    nothing is known. A list selects any of its values, None all rows, an empty list none.
    `between` names parties that are all among actor and counterpart, in either direction; `first` and `last` limit
    the years (None: no limit): a figure without a period may be of any year and stays, `frame[frame["period"] != ""]`
    leaves it out. `attrs["filters"]` keeps these conditions, but for ids, for the sentence that says when
    nothing was found. Raises UnknownName for a value that the ledger does not have, with the nearest that it has.

    Example:
        aid = ledger.without_repeats(ledger.figures(theme="aid"))
        aid.groupby(["counterpart", "unit"])["low"].sum()
    """
    columns: dict[str, str | list[str] | None] = {
        "figure": figure,
        "source": source,
        "theme": theme,
        "measure": measure,
        "actor": actor,
        "counterpart": counterpart,
        "unit": unit,
        "basis": basis,
        "status": status,
    }
    known.require_years(first, last)
    wanted = {name: value for name, value in columns.items() if value is not None}
    rows = tables.select(table="figures", first=first, last=last, between=between, **wanted)
    for column, value in wanted.items():
        known.require("figures", column, value, rows)
    known.require_party(between)
    frame = _frame("figures", "figure", rows)
    # One by one: pandas takes ten times as long for two at once, which copies every other column.
    for column in ("line", "occurrence"):
        frame[column] = frame[column].astype(int)
    first_of = originals(figures=[row["figure"] for row in rows if row["repeats"]])
    ends = {end: [float(row[end]) if row[end] else float("nan") for row in rows] for end in ("low", "high")}
    hedges = [hedged_ends.of_ends(low, high, row["hedge"]) for low, high, row in zip(*ends.values(), rows, strict=True)]
    for place, (end, numbers) in enumerate(ends.items()):
        origins = [
            of_figure(row["figure"], first_of.get(row["figure"], row["figure"]), row["unit"], hedge[place])
            for row, hedge in zip(rows, hedges, strict=True)
        ]
        frame[end] = traced_array(numbers, origins)
    # By its id a notebook asks for a figure that it knows of.
    limits = {"between": between, "first": first, "last": last}
    filters = wanted | {name: value for name, value in limits.items() if value is not None}
    frame.attrs["filters"] = _Filters((name, value) for name, value in filters.items() if name != "figure")
    return frame


class _Filters(dict[str, object]):
    """The filters by which figures were selected; pandas copies it at every step, for which it stays as it is."""

    def __deepcopy__(self, _memo: object) -> _Filters:
        return self


@traced
def originals(*, figures: list[str]) -> dict[str, str]:
    """Return for each of some figures the first printing of the statement that it repeats, or the figure itself."""
    if not figures:
        return {}
    documents = {figure.rpartition("-")[0] for figure in figures}
    repeats = {row["figure"]: row["repeats"] for row in tables.rows("figures", documents)}
    firsts = {}
    for figure in figures:
        first = figure
        while repeats.get(first):
            first = repeats[first]
        firsts[figure] = first
    return firsts


def largest(figures: pd.DataFrame, unit: str) -> pd.Series | None:
    """Return the figure with the largest number in a unit, or None where no figure has that unit.

    Raises UnknownName for a unit that neither these figures nor the ledger have.
    A row with the columns of `figures`, named by the figure's id: for `page.sentence`, which shows it as printed. Its
    upper end is compared, of an open end the lower one; the first of several that are equal.

    Example:
        ledger.largest(ledger.figures(theme="trade"), "USD")["printed"]
    """
    amounts = figures[figures["unit"] == unit]
    if amounts.empty and len(figures):
        known.require("figures", "unit", unit)
    return None if amounts.empty else amounts.iloc[int(amounts["high"].fillna(amounts["low"]).argmax())]


def exchange_rates(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rates that amounts printed in two currencies imply, one row per figure that repeats another.

    The index is the id of the repeating figure; columns: `original` (id), `low` and `high` (units of the
    repeating figure's currency for one of the original's), `pair` (`JPY per USD`), `period`, `source`.
    Ends are divided by ends, so a range gives a range.

    Example:
        ledger.exchange_rates(ledger.figures(theme="tariffs"))
    """
    import pandas as pd

    rows = {}
    for figure, row in figures[figures["repeats"].isin(figures.index)].iterrows():
        original = figures.loc[row["repeats"]]
        if row["unit"] != original["unit"] and row["unit"].isupper() and original["unit"].isupper():
            low, high = sorted((row["low"] / original["low"], row["high"] / original["high"]))
            pair = f"{row['unit']} per {original['unit']}"
            rows[figure] = [row["repeats"], low, high, pair, row["period"], row["source"]]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["original", "low", "high", "pair", "period", "source"])


def works(*, source: str | list[str] | None = None) -> pd.DataFrame:
    """Return the works that the notes of a document cite (None: of all), indexed by the work's id, all text."""
    known.require("sources", "source", source)
    return _frame("works", "work", tables.select(table="works", source=source))


def sources(*, source: str | list[str] | None = None) -> pd.DataFrame:
    """Return the documents (None: all), indexed by the document's id, all cells text.

    Example:
        ledger.sources()[["author", "title"]]
    """
    known.require("sources", "source", source)
    return _frame("sources", "source", tables.select(table="sources", source=source))


def _frame(table: str, key: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    # Imported here, so that the plan can ask the ledger without waiting for pandas.
    import pandas as pd

    columns = [field["name"] for field in tables.schema(table)["fields"]]
    if table == "figures":
        columns.append("source")
    return pd.DataFrame(rows, columns=columns, dtype=object).set_index(key)


def traced_array(values: list[float], held: list[Origin]) -> TracedArray:
    """Return numbers with their origins as a column of a frame."""
    # Imported here, as pandas is.
    from cited.ledger.traced import pandas_hooks
    from cited.ledger.traced.traced import TracedArray

    pandas_hooks.install()
    return TracedArray(values, held)
