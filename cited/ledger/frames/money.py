"""Amounts of money in another currency or in the prices of one year, by rates and prices that the ledger holds."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cited.ledger.agreement import verdicts
from cited.ledger.agreement.manners import LEVEL
from cited.ledger.frames.bounds import bounds
from cited.ledger.frames.known import UnknownName
from cited.ledger.store import names, tables
from cited.ledger.store.periods import Period
from cited.ledger.traced.origins import Origin, Source
from cited.nearest import suggestion

if TYPE_CHECKING:
    import pandas as pd

CURRENCY = re.compile(r"[A-Z]{3}")
# The last rate before a holiday may be some days old.
WORKING_DAYS = 7
# How the number of an amount in another currency or in the prices of a year was made.
CONVERTED = "converted"
AMOUNTS = ("low", "high", "lower", "upper", "value", "precision", "statistic")


class Step(NamedTuple):
    """One multiplication that amounts went through: the factor, its observations (`series@period`) and the rule.

    Example:
        ledger.converted(ledger.figures(theme="debt"), currency="USD").steps[0].factor
    """

    factor: float
    observations: tuple[str, ...]
    rule: str


class Money(NamedTuple):
    """Amounts after conversion, the steps they went through, and the rows that no rate or price could convert.

    Example:
        money = ledger.converted(ledger.figures(theme="debt"), currency="USD")
        len(money.frame), len(money.steps), len(money.unconverted)
    """

    frame: pd.DataFrame
    steps: list[Step]
    unconverted: pd.DataFrame


def rate(currency: str, to: str, period: str, kind: str = "flow") -> Step | None:
    """Return how many units of a currency one unit of another made at a time, None where the ledger holds no such rate.

    Of a stock (`kind` is `point`, `end of period` or `standing`) the rate of the last day of its period serves, or of
    the working days before; of a flow, and where no such day is held, the mean of the year in which the period ends.
    """
    if currency == to:
        return Step(1.0, (), "the same currency")
    if not period or Period.parse(period).open:
        return None
    last, best = Period.parse(period).last, None
    for wanted, turned in ((f"{to} per {currency}", False), (f"{currency} per {to}", True)):
        kinds = {row["series"]: row["kind"] for row in tables.select(table="series", unit=wanted)}
        for row in tables.select(table="observations", series=list(kinds)):
            near = _near(row["period"], kinds[row["series"]], last, kind != "flow" and kind != "average")
            if near is not None and (best is None or near < best[0]):
                value = float(row["value"])
                best = near, 1 / value if turned else value, row
    if best is None:
        return None
    _, factor, row = best
    return Step(factor, (f"{row['series']}@{row['period']}",), f"{currency} into {to} at the rate of")


def _near(period: str, kind: str, last: date, stock: bool) -> int | None:
    """How well a rate serves an amount of a day, 0 best; None where it does not: days before it, or a year's mean."""
    span = Period.parse(period)
    if kind == "average":
        return WORKING_DAYS + 1 if span.days > 360 and span.last.year == last.year else None
    days = (last - span.last).days
    return days if stock and span.days == 1 and 0 <= days <= WORKING_DAYS else None


def price(currency: str, year: int, base: int) -> Step | None:
    """Return by what an amount of one year is multiplied to have the prices of another, or None: no index, no year.

    `data/names.csv` says which index of prices is a currency's.
    """
    name = names.prices(currency)
    rows = tables.select(table="observations", series=name) if name else []
    prices = {row["period"]: float(row["value"]) for row in rows}
    if str(year) not in prices or str(base) not in prices:
        return None
    return Step(prices[str(base)] / prices[str(year)], (f"{name}@{base}",), f"{currency} in the prices of")


def converted(frame: pd.DataFrame, *, currency: str | None = None, base: int | None = None) -> Money:
    """Return amounts in the prices of the year `base` and in a currency (None: as they are).

    `frame` has figures (then with their bounds) or observations; each row's `unit` is a currency or the row stays
    out. Each amount has the rate of its own date: a stock that of the last day of its period or of up to seven days
    before, a flow the mean of the year. One rate for all years would make no history in that currency. A figure has
    the rate of the statistic that decides its outcome, so that like is compared with like. In the prices of a year,
    all have the mean rate of that year. The year of a row is the last of its period; a row without
    one, with an open one, or of a year without prices is in `unconverted`, and so is one without a rate. The unit of
    what is in the prices of a year says so, `USD of 2020`. Raises UnknownName for a currency that is not a unit of the
    ledger.

    Example:
        ledger.converted(ledger.figures(theme="debt"), currency="USD").frame[["printed", "low", "unit"]]
    """
    import pandas as pd

    units = [row["name"] for row in names.names(kind=names.UNIT)]
    if currency and units and currency not in units:
        raise UnknownName(
            f"currency: no unit “{currency}”{suggestion(currency, units)}; expected one of data/names.csv"
        )
    amounts = frame if "value" in frame.columns else bounds(frame)
    if "unit" not in amounts.columns:
        ids = list(dict.fromkeys(amounts["series"]))
        by_series = {row["series"]: row["unit"] for row in tables.select(table="series", series=ids)}
        amounts = amounts.assign(unit=[by_series[name] for name in amounts["series"]])
    factors: list[float | None] = []
    steps: dict[tuple[tuple[str, ...], str], Step] = {}
    converted_units: list[str] = []
    named: list[tuple[str, ...]] = []
    for unit, (period, kind) in zip(amounts["unit"], _dated(amounts), strict=True):
        taken = _steps(unit, period, kind, currency, base)
        factors.append(None if taken is None else _product(taken))
        converted_units.append(f"{currency or unit} of {base}" if base else currency or unit)
        named.append(tuple(name for step in taken or [] for name in step.observations))
        for step in taken or []:
            steps.setdefault((step.observations, step.rule), step)
    kept = pd.Series([factor is not None for factor in factors], index=amounts.index, dtype=bool)
    kept_amounts = amounts.assign(unit=converted_units)[kept]
    by = [factor for factor in factors if factor is not None]
    observed = [ids for factor, ids in zip(factors, named, strict=True) if factor is not None]
    for column in set(AMOUNTS) & set(kept_amounts.columns):
        kept_amounts = kept_amounts.assign(
            **{column: _multiplied(kept_amounts[column], by, list(kept_amounts["unit"]), observed)}
        )
    kept_amounts.attrs = dict(frame.attrs)
    return Money(kept_amounts, [step for step in steps.values() if step.observations], amounts[~kept])


def _dated(amounts: pd.DataFrame) -> list[tuple[str, str]]:
    """The period and the kind of each amount: of a figure those of the statistic that decides its outcome.

    So both are converted at one rate, and differ in the other currency by what they differ in their own. A figure that
    no amount decides has its own period, and the kind of the statistic that it is tied to.
    """
    kinds = {row["series"]: row["kind"] for row in tables.select(table="series")}
    periods = list(amounts["period"])
    if "series" in amounts.columns:
        return [(period, kinds[name]) for period, name in zip(periods, amounts["series"], strict=True)]
    figures = list(amounts.index)
    ties = tables.select(table="checks", figure=figures) if tables.has("checks") else []
    tied = {row["figure"]: kinds[row["series"]] for row in reversed(ties) if row["series"]}
    judged = verdicts.select(figure=figures) if ties else []
    decides = {
        row["figure"]: (row["period"], kinds[row["series"]])
        for row in judged
        if row["how"] == LEVEL and not row["base_series"]
    }
    return [
        decides.get(figure, (period, tied.get(figure, "flow"))) for figure, period in zip(figures, periods, strict=True)
    ]


def _steps(unit: str, period: str, kind: str, currency: str | None, base: int | None) -> list[Step] | None:
    if not CURRENCY.fullmatch(unit):
        return None
    known_steps: list[Step | None] = []
    if base:
        known_steps.append(price(unit, Period.parse(period).last.year, base) if period else None)
    if currency:
        known_steps.append(rate(unit, currency, str(base) if base else period, "flow" if base else kind))
    steps = [step for step in known_steps if step is not None]
    return steps if len(steps) == len(known_steps) else None


def _product(steps: list[Step]) -> float:
    product = 1.0
    for step in steps:
        product *= step.factor
    return product


def _multiplied(numbers: pd.Series, factors: list[float], units: list[str], by: list[tuple[str, ...]]) -> pd.Series:
    """Return numbers times one factor each, in new units, with the statistics of each factor; plain ones stay plain."""
    import pandas as pd

    from cited.ledger.traced.traced import TracedArray

    if not isinstance(numbers.array, TracedArray):
        return numbers.astype(float) * factors
    origins: list[Origin | None] = []
    for origin, unit, observed in zip(numbers.array.origins, units, by, strict=True):
        sources = tuple(Source(name, name) for name in observed)
        rule = CONVERTED if sources else origin.rule if origin else ""
        origins.append(origin and origin._replace(sources=(*origin.sources, *sources), unit=unit, rule=rule))
    return pd.Series(TracedArray(numbers.astype(float) * factors, origins), index=numbers.index, name=numbers.name)
