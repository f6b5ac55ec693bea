"""Published statistics and verdicts as pandas frames: what notebooks read beside the figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Unpack

from cited import misspelt
from cited.ledger.agreement.verdicts import findings as finding_rows
from cited.ledger.agreement.verdicts import select as verdict_rows
from cited.ledger.frames import known
from cited.ledger.frames.frames import traced_array
from cited.ledger.store import tables
from cited.ledger.store.periods import moment
from cited.ledger.traced.origins import of_statistic

if TYPE_CHECKING:
    import pandas as pd


def series(
    *, series: str | list[str] | None = None, area: str | list[str] | None = None, unit: str | list[str] | None = None
) -> pd.DataFrame:
    """Return the series that have every given value (None: all), indexed by the series' id, all cells text.

    The columns are those of `data/README.md`. Raises UnknownName for a value that the ledger does not have.

    Example:
        ledger.series(unit="USD")[["title", "publisher"]]
    """
    rows = tables.select(table="series", series=series, area=area, unit=unit)
    for column, names in (("series", series), ("area", area), ("unit", unit)):
        known.require("series", column, names, rows)
    return _frame("series", rows, "series")


def observations(
    *, series: str | list[str] | None = None, first: int | None = None, last: int | None = None
) -> pd.DataFrame:
    """Return the values of some series (None: of all), in the order of series and time.

    The index counts the rows; the columns are those of `data/README.md` and `at`, the moment as a decimal year to
    draw the value at: the end of the period for `end of period`, its middle for every other kind. `value` and
    `precision` are numbers in the series' unit, of which `value` keeps its statistic through whatever pandas makes of
    it; `first` and `last` limit the years (None: no limit). Raises UnknownName
    for a series that the ledger does not have.
    """
    known.require_years(first, last)
    rows = tables.select(table="observations", series=series, first=first, last=last)
    known.require("series", "series", series, rows)
    series_rows = {row["series"]: row for row in tables.select(table="series", series=series)}
    kinds = {name: row["kind"] for name, row in series_rows.items()}
    stated = {name: _stated(row) for name, row in series_rows.items()}
    timed = sorted(
        ((row, moment(row["period"], kinds[row["series"]])) for row in rows), key=lambda one: (one[0]["series"], one[1])
    )
    rows = [row for row, _ in timed]
    origins = [
        of_statistic(name, row["period"], series_rows[name]["unit"], stated[name], summed=kinds[name] == FLOW)
        for row in rows
        for name in [row["series"]]
    ]
    frame = _frame("observations", rows)
    frame["value"] = traced_array([float(row["value"]) for row in rows], origins)
    # Column by column: pandas takes ten times as long for some columns of many.
    frame["precision"] = frame["precision"].astype(float)
    frame["at"] = [at for _, at in timed]
    frame["at"] = frame["at"].astype(float)
    return frame


def verdicts(**filters: Unpack[tables.Filters]) -> pd.DataFrame:
    """Return the verdict on each figure that has every given value, indexed by the figure's id, in reading order.

    `filters` takes what `figures` takes. Columns: `check`, `series`, `period`, `statistic` (float, in the figure's
    unit, an exchange rate in the series' own; NaN where nothing is tied), `verdict`, `deviation`, `rule`,
    `vintage`, `revised`, `tries` (int), `repeats`, `against`, `others`, `how`, `base_series`, `base_period`, `reason`,
    `remark`, `departure`, as `cited.ledger.agreement.verdicts.select` says.

    Example:
        ledger.verdicts(theme="reserves")[["verdict", "deviation"]]
    """
    return _numbers(verdict_rows(**_without_all(filters)), VERDICT).set_index("figure")


def findings(**filters: Unpack[tables.Filters]) -> pd.DataFrame:
    """Return what each check of those figures finds, indexed by the check's id: agreeing or not, deciding or not.

    `filters` takes what `figures` takes. Columns: those of checks.csv, `statistic` (float), `outcome`, `deviation`,
    `rule`, as `cited.ledger.agreement.verdicts.findings` says.

    Example:
        ledger.findings(theme="reserves")[["series", "period", "outcome"]]
    """
    return _numbers(finding_rows(**_without_all(filters)), FINDING).set_index("check")


# The one kind of value that may be added up over time; a stock or a running total holds the earlier one already.
FLOW = "flow"
# What a title says of the edition alone: as first printed, by the projection of a year.
EDITION = re.compile(r"(?:, (?:as|by) [^,]+)+$")
# The columns of the frames, so that an empty one has them too.
VERDICT = (
    *("figure", "check", "series", "period", "statistic", "verdict", "deviation", "rule"),
    *("vintage", "revised", "tries", "repeats", "against", "others", "how", "base_series", "base_period"),
    *("reason", "remark", "departure"),
)
FINDING = (
    *("check", "figure", "series", "period", "base_series", "base_period", "how", "definition", "date"),
    *("statistic", "unit", "outcome", "deviation", "rule", "vintage", "own", "remark", "departure"),
)


def _stated(row: dict[str, str]) -> str:
    """Return what every edition of a series states, whoever published it: two editions are never added up."""
    title = EDITION.sub("", row["title"]).casefold()
    return "\n".join([title, row["area"], row["partner"], row["unit"], row["kind"]])


def _frame(table: str, rows: list[dict[str, str]], index: str = "") -> pd.DataFrame:
    # Imported here, so that the plan can ask the ledger without waiting for pandas.
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[field["name"] for field in tables.schema(table)["fields"]], dtype=object)
    return frame.set_index(index) if index else frame


def _without_all(filters: tables.Filters) -> tables.Filters:
    """Return the filters without what means all; raises UnknownName for an unknown value."""
    misspelt.require_arguments("verdicts", [*tables.Filters.__annotations__], filters)
    known.require_party(filters.get("between"))
    known.require_years(filters.get("first"), filters.get("last"))
    wanted = tables.Filters()
    for name, value in filters.items():
        if isinstance(value, str | list) and name != "between":
            known.require("figures", name, value)
        if value is not None:
            wanted |= {name: value}  # type: ignore[misc]  # of a name among the keys of the filters
    return wanted


def _numbers(rows: list[dict[str, object]], columns: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
    frame["statistic"] = [float(cell) if cell else float("nan") for cell in frame["statistic"]]
    return frame
