"""The rules of observations that no schema can say: what a value can be, by its series and by its neighbours."""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Set
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from cited import project
from cited.ledger.rules import copies, derived_values, digits
from cited.ledger.store import tables, where_read
from cited.ledger.store.faults import Fault
from cited.ledger.store.periods import Period

# A series with one of these words says what is yet to come.
_FORESEES = re.compile(r"\b(?:projections?|projected|prospects|forecasts?|outlook|scenarios?|variant)\b", re.IGNORECASE)
EVENTS, RANK, PERCENT = "events", "rank", "percent"
# What a series' values keep to, besides none being below zero; or not even to that.
FALLS_NEVER, NO_LIMIT = "never falls", "none"
# What is counted one by one, so that there is no part of it.
WHOLE = (RANK, EVENTS, "countries", "members")
_DERIVED = "(derived)"
UNKNOWN = ("", "unknown")
# Our rule: beside its neighbours a value stands out that is apart from each by a fifth (the first and the last: half),
# and by more than twice what any of the next values moves, over as long a time or at as high a speed.
APART, LAST, MOVES, NEXT = math.log(1.2), math.log(1.5), 2, 3
# One that is so many times its neighbours stands out however these move.
OUT_OF_SCALE = math.log(300)
# Our rule: what is earlier than this is mistyped, unless a remark says otherwise.
EARLIEST = 1000
# Our rule: of two values, which have no others beside them, none is so many times the other.
TWO, TIMES = 2, 8
# The words of a remark by which a person lets it stand.
STANDS_OUT = re.compile(r"\bstand(?:s|ing)? out\b", re.IGNORECASE)


class Value(NamedTuple):
    """A value of a series: its place in the table, the days of its period, and the number."""

    number: int
    row: tables.Row
    period: Period
    value: float


def faults(broken: Set[tuple[str, int]], held: Mapping[str, tables.Row], codes: Set[str]) -> list[Fault]:
    """Return what is wrong in observations; rows known to be broken (file and row) are passed over.

    `held` has the rows of series.csv by their ids, `codes` are those of areas.
    """
    violations: list[Fault] = []
    for path in tables.files("observations"):
        file, series = project.within(path), dict[str, list[Value]]()
        violations += _apart(path)
        violations += copies.faults(path, held)
        for number, row in enumerate(tables.read(path), start=2):
            if (file, number) in broken or row.get("series") not in held:
                continue
            of = held[row["series"]]
            wrong = [*_observation(row, of), *where_read.faults(row["where_read"], of, held, codes)]
            violations += [Fault(file, number, column, row[column], why) for column, why in wrong]
            try:
                value = Value(number, row, Period.parse(row["period"]), float(row["value"]))
            except ValueError:
                continue
            series.setdefault(row["series"], []).append(value)
        parts = {
            name: [derived_values.Part(one.period, one.value, one.row) for one in values]
            for name, values in series.items()
        }
        kinds = {name: row["kind"] for name, row in held.items()}
        for name, values in series.items():
            for one in values:
                wrong = [*derived_values.faults(one.row, one.period, parts, kinds)]
                violations += [Fault(file, one.number, column, one.row[column], why) for column, why in wrong]
            among = [*_course(held[name], values), *_digits(held[name], values)]
            violations += [Fault(file, one.number, column, one.row[column], why) for one, column, why in among]
    return violations


def standing_out(series: Mapping[str, str], values: list[Value]) -> Iterator[tuple[Value, float]]:
    """Give the values of a series that stand out among their neighbours, each with the nearer of these.

    Values of a flow are compared with those of periods as long; a series with a value that is not above zero has
    changes of sign compared only.
    """
    lengths: dict[int, list[Value]] = {}
    for one in sorted(values, key=lambda one: one.period.last):
        # A month has 28 to 31 days, a year 365 or 366.
        length = one.period.length if series["kind"] == "flow" else 0
        lengths.setdefault(length, []).append(one)
    for alike in lengths.values():
        if len(alike) == TWO and series["unit"] != EVENTS:
            yield from _of_two(*alike)
        if series["unit"] == EVENTS or len(alike) < NEXT:
            continue
        for at, one in enumerate(alike):
            near = [alike[beside] for beside in (at - 1, at + 1) if 0 <= beside < len(alike)]
            others = [other for place, other in enumerate(alike) if place != at and abs(place - at) <= NEXT]
            if _stands_out(one, near, others):
                yield one, min((other.value for other in near), key=lambda value: abs(value - one.value))


def _of_two(one: Value, other: Value) -> Iterator[tuple[Value, float]]:
    """Of two values the later, where it is many times the other or a small part of it."""
    ratio = other.value / one.value if one.value else 0
    if ratio > 0 and not 1 / TIMES < ratio < TIMES:
        yield other, one.value


def _stands_out(one: Value, near: list[Value], others: list[Value]) -> bool:
    if all(other.value < 0 < one.value or one.value < 0 < other.value for other in near):
        return len(near) > 1 and all(abs(one.value) * 2 > abs(other.value) for other in near)
    if any(other.value <= 0 for other in (one, *others)):
        return False
    steps = [(abs(math.log(b.value / a.value)), _days(a, b)) for a, b in itertools.pairwise(others)]
    widest, fastest = max(step for step, _ in steps), max(step / days for step, days in steps)
    apart = [math.log(one.value / other.value) for other in near]
    if min(apart) < 0 < max(apart):
        return False
    return all(
        abs(far)
        > min(OUT_OF_SCALE, max(APART if len(near) > 1 else LAST, MOVES * max(widest, fastest * _days(one, other))))
        for far, other in zip(apart, near, strict=True)
    )


def _days(one: Value, other: Value) -> int:
    return max(1, abs((one.period.last - other.period.last).days))


def _course(series: tables.Row, values: list[Value]) -> Iterator[tuple[Value, str, str]]:
    """What a value cannot be after those before it, and what it hardly is between its neighbours."""
    if series["limits"] == FALLS_NEVER:
        ordered = sorted(values, key=lambda one: one.period.last)
        for at, (before, one) in enumerate(itertools.pairwise(ordered)):
            if one.value >= before.value:
                continue
            # The one without which the others rise is wrong: this one, or only the one before it.
            without_before = at == 0 or ordered[at - 1].value <= one.value
            without_one = at + 2 == len(ordered) or before.value <= ordered[at + 2].value
            wrong, right, than = (before, one, "less") if without_before and not without_one else (one, before, "more")
            nearest = f"{right.row['value']}, the value of {right.row['period']}"
            yield wrong, "value", f"expected {nearest}, or {than}: the series never falls (`limits` in data/series.csv)"
    for one, near in standing_out(series, values):
        named = one.value < 0 and series["limits"] != NO_LIMIT
        if not named and not STANDS_OUT.search(one.row["remark"]):
            value = format(Decimal(f"{near:.12g}"), "f")
            expected = f"expected a value like its neighbours’, {value}; or a remark that says why it stands out"
            yield one, "value", expected


def _digits(series: tables.Row, values: list[Value]) -> Iterator[tuple[Value, str, str]]:
    rows = [one.row for one in values]
    return ((values[at], column, why) for at, column, why in digits.faults(series, rows, _DERIVED))


def _apart(path: Path) -> Iterator[Fault]:
    """Observations apart from the others of their series, or not in the order of time: typed or pasted wrongly."""
    name, day, seen = "", date.min, set[str]()
    for number, row in enumerate(tables.read(path), start=2):
        before, earlier, name, day = name, day, row.get("series") or "", _begins(row.get("period") or "")
        if name != before and name in seen:
            yield Fault(project.within(path), number, "series", name, "expected it beside the others of its series")
        if name == before and day < earlier:
            expected = "expected the values of a series in the order of time: the row above begins later"
            yield Fault(project.within(path), number, "period", row["period"], expected)
        seen.add(name)


def _begins(period: str) -> date:
    try:
        return Period.parse(period).first
    except ValueError:
        return date.max


def _observation(row: tables.Row, series: tables.Row) -> Iterator[tuple[str, str]]:
    try:
        value, precision = Decimal(row["value"]), Decimal(row["precision"] or 0)
        period = Period.parse(row["period"])
        edition = series["vintage"] if series["vintage"] not in UNKNOWN else ""
        known = Period.parse(edition).last if edition else date.today()
    except (InvalidOperation, ValueError):
        return
    derived = series["dataset"].endswith(_DERIVED)
    if row["where_read"].startswith(where_read.DERIVED) and not derived:
        yield "where_read", f"expected the copy in which it was read, or a data set that ends with “{_DERIVED}”"
    yield from digits.precision(row["value"], value, precision, derived=derived)
    if value < 0 and series["limits"] != NO_LIMIT:
        yield (
            "value",
            f"expected zero or more: {series['unit']} of this series are not below it; of one whose values may be, "
            f"`limits` in data/series.csv is {NO_LIMIT}",
        )
    if series["unit"] in WHOLE and value % 1:
        yield "value", f"expected a whole number: {series['unit']} are counted one by one"
    if series["unit"] == RANK and value < 1:
        yield "value", "expected a rank of 1 or more"
    if series["unit"] == PERCENT and series["title"].startswith("Share of") and not 0 <= value <= 100:
        yield "value", "expected 0 to 100: it is a share"
    if series["kind"] in ("average", "end of period") and period.days == 1:
        yield "period", f"expected more than one day: the series is of the {series['kind']}"
    if period.first.year < EARLIEST and not row["remark"]:
        yield "period", f"expected a year from {EARLIEST} on; or a remark that says what is known of one so early"
    if period.first > known and not _FORESEES.search(f"{series['title']} {series['dataset']} {series['remark']}"):
        until = f"{edition}, the date of its edition" if edition else "today"
        yield "period", f"expected one that has begun by {until}; or a title, data set or remark that says projection"
