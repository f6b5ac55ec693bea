"""Values that the project computed are computed again, from what their cells say that they are made of."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cited.ledger.store import tables, where_read
from cited.ledger.store.periods import Period

# `derived from the sum of exports-nor and exports-swe`, `… the product of exports-nor@2018 and rate-nor@2018`.
_NAME = r"[a-z][a-z0-9-]*(?:@[0-9/-]+)?"
_SERIES = re.compile(_NAME)
_COMPUTED = re.compile(
    rf"{where_read.DERIVED} the (sum|mean|product|number|years) of ({_NAME}(?:(?:, | and ){_NAME})*)"
)
# In a remark, of numbers that no series holds: `Derived: 772.4 divided by 1.106`, `66.6 per cent of 1,176.9 million`,
# `81 in the Union less 15 in one of its states`, `Exports 81.6 and imports 96.6`, `The sum of 5 in one, 3 in another`.
_NUMBER = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_ARITHMETIC: tuple[tuple[re.Pattern[str], Callable[[list[float]], float]], ...] = (
    (re.compile(rf"\b{_NUMBER} divided by {_NUMBER}"), lambda said: said[0] / said[1]),
    (re.compile(rf"\b{_NUMBER} per cent of {_NUMBER}"), lambda said: said[0] * said[1] / 100),
    (re.compile(rf"\b{_NUMBER}\b[^.;\d]* less [^.;\d]*\b{_NUMBER}"), lambda said: said[0] - said[1]),
    (re.compile(rf"^(?:Exports {_NUMBER} and imports {_NUMBER}|The sum of \d[^.;]*)"), sum),
)
# Worst first; what is computed is no better than the worst of its parts, and never as good as a print.
_CONFIDENCE = ("low", "medium", "high")


class Part(NamedTuple):
    """A value that another is made of: its period, the number, and its row."""

    period: Period
    value: float
    row: tables.Row


class Made(NamedTuple):
    """What a value must be: the number, what it is left open by (NaN where nothing says), and how it is made."""

    value: float
    precision: float
    how: str
    parts: list[Part]


def faults(
    row: tables.Row, period: Period, by_series: Mapping[str, Sequence[Part]], kinds: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Give the column and what was expected there, where a value is not what its cells say that it is made of.

    `by_series` has the values of each series, `kinds` its kind.
    """
    value, precision = float(row["value"]), float(row["precision"] or 0)
    if made := _made(row["where_read"], period, by_series, kinds):
        if abs(value - made.value) > precision:
            yield "value", f"expected {made.value:.12g}, {made.how}, within the precision of the value"
        latest = max(made.parts, key=lambda part: part.period.last)
        if latest.period.last > period.last:
            yield "period", f"expected {latest.row['period']}, that of the latest part of {made.how}"
        if precision < made.precision * (1 - 1e-9):
            yield "precision", f"expected {made.precision:.12g}, what the parts of {made.how} leave open"
        worst = min([_CONFIDENCE.index(part.row["confidence"]) for part in made.parts] + [1])
        if _CONFIDENCE.index(row["confidence"]) > worst:
            yield "confidence", f"expected {_CONFIDENCE[worst]}, no better than the worst part of {made.how}"
    for pattern, compute in _ARITHMETIC:
        statement = pattern.search(row["remark"])
        numbers = [float(number.replace(",", "")) for number in re.findall(_NUMBER, statement[0])] if statement else []
        result = compute(numbers) if statement else 0.0
        if statement and value and result > 0:
            # The numbers are in thousands or millions, as they are printed.
            scale = 10.0 ** round(math.log10(abs(value) / result))
            if abs(value - result * scale) > max(precision, 0.001 * abs(value)):
                yield "value", f"expected {result * scale:.12g}, as the remark says: {statement[0]}"


def parts(observation: tables.Row) -> list[tables.Row]:
    """Return the observations of which the project computed a value, as far as its cell names them, each once."""
    if not observation["where_read"].startswith(where_read.DERIVED):
        return []
    known = {row["series"]: row["kind"] for row in tables.rows("series")}
    named = [name for name in _SERIES.findall(observation["where_read"]) if name.partition("@")[0] in known]
    by_series: dict[str, list[Part]] = {name.partition("@")[0]: [] for name in named}
    for row in tables.rows("observations"):
        if row["series"] in by_series:
            by_series[row["series"]].append(Part(Period.parse(row["period"]), float(row["value"]), row))
    period = Period.parse(observation["period"])
    made = _made(observation["where_read"], period, by_series, known)
    stands_for = made.parts if made else [part for name in named for part in _of(name, period, by_series)]
    return [part.row for part in stands_for]


def _made(where: str, period: Period, by_series: Mapping[str, Sequence[Part]], kinds: Mapping[str, str]) -> Made | None:
    """Return what a value is made of; None where its cell does not say how, or names what is not held.

    Of a series it is what it has in the period: of a flow, and for a mean, all, of any other kind the last.
    """
    match = _COMPUTED.fullmatch(where)
    if not match:
        return None
    how, names = match[1], re.split(", | and ", match[2])
    each = [_of(name, period, by_series) for name in names]
    if not all(each):
        return None
    parts = [
        part
        for name, own in zip(names, each, strict=True)
        for part in (own if how == "mean" or kinds.get(name.partition("@")[0]) == "flow" else own[-1:])
    ]
    numbers, open_ = [part.value for part in parts], sum(float(part.row["precision"] or 0) for part in parts)
    if how == "sum":
        return Made(sum(numbers), open_, f"the sum of {match[2]}", parts)
    if how == "mean":
        return Made(sum(numbers) / len(numbers), open_ / len(numbers), f"the mean of {match[2]}", parts)
    if how == "number":
        return Made(len(names), 0, f"the number of {match[2]}", parts)
    if how == "years":
        spans = [part.period for part in parts]
        years = max(span.last.year for span in spans) - min(span.first.year for span in spans)
        return Made(years, 0, f"the years of {match[2]}", parts)
    product = math.prod(numbers)
    # Each factor leaves open its own precision times all the others.
    open_ = sum(abs(product / part.value) * float(part.row["precision"] or 0) for part in parts if part.value)
    return Made(product, open_, f"the product of {match[2]}", parts)


def _of(name: str, period: Period, by_series: Mapping[str, Sequence[Part]]) -> list[Part]:
    series, _, at = name.partition("@")
    parts = sorted(by_series.get(series, ()), key=lambda part: part.period.last)
    return [part for part in parts if (part.row["period"] == at if at else period.covers(part.period))]
