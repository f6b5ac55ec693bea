"""What related figures come to: computed from what they commit to, with what does not add up said first."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cited.intake.durations import Dates
from cited.intake.relate import falls
from cited.intake.related import Related, Said
from cited.ledger.hedges import Interval, interval
from cited.ledger.relations import factor

KINDS = {
    "total": "A total and its parts",
    "growth": "A growth and its base",
    "share": "A share and its whole",
    "part": "A part and its whole",
    "change": "A change",
    "currencies": "Two currencies",
    "same": "The same fact twice",
    "duration": "A duration and its dates",
}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


class Computed(NamedTuple):
    """A relation with what it comes to.

    `fits`: whether what is printed allows it; None where there is nothing to hold it against. `words` is the sentence
    for a reader, `figures` the indices of the quantities.
    """

    kind: str
    figures: tuple[int, ...]
    fits: bool | None
    words: str


def computed(relations: Sequence[Related], figures: Sequence[Said], durations: dict[int, Dates]) -> list[Computed]:
    """Return what the relations of a text come to: first what does not add up, then the rest in reading order."""
    rates = _rates(relations, figures)
    results = [_RULES[relation.kind](relation, figures, rates) for relation in relations]
    results += [_duration(index, dates, figures) for index, dates in durations.items()]
    results.sort(key=lambda one: (one.fits is not False, max(one.figures)))
    return results


def claimed(one: Said) -> Interval:
    """Return what a quantity commits to, hedge and printed precision included, in its unit."""
    quantity = one.quantity
    return interval(quantity.low, quantity.high, quantity.hedge, quantity.printed)


def meet(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals have a number in common, but for what a float cannot hold."""
    slack = 1e-9 * max(1.0, *(abs(end) for end in (*one, *other) if not math.isinf(end)), 1.0)
    return one.lower <= other.upper + slack and other.lower <= one.upper + slack


def number(value: float, unit: str = "") -> str:
    """Return a number as people write it: `116,014`, `$3.3 trillion` as `3.3 trillion USD`, `15.5%`."""
    if unit == "percent":
        return f"{_digits(value)}%"
    size = next(((value / scale, f" {name}") for scale, name in _SCALES if abs(value) >= scale), (value, ""))
    return f"{_digits(size[0])}{size[1]}{f' {unit}' if unit else ''}"


def _digits(value: float) -> str:
    if abs(value) >= 1000 or value == int(value):
        return f"{value:,.0f}"
    text = f"{value:,.{max(0, 3 - len(str(int(abs(value)))))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _growth(relation: Related, figures: Sequence[Said], _rates: dict[tuple[str, str], list[Interval]]) -> Computed:
    rate, result = (figures[index] for index in relation.figures[:2])
    sign = -1 if falls(relation, figures) else 1
    factor = 1 + sign * _middle(rate) / 100
    unit = result.quantity.unit
    words = f"{_quoted(rate)} to {_quoted(result)}"
    if factor <= 0:
        return Computed("growth", relation.figures, False, f"{words}: nothing can fall by more than all of it.")
    if len(relation.figures) < 3:
        before = _middle(result) / factor
        return Computed("growth", relation.figures, None, f"{words} means {number(before, unit)} before.")
    base = figures[relation.figures[2]]
    low, high = _quotient(claimed(result), claimed(base))
    change = Interval(100 * (low - 1), 100 * (high - 1))
    wanted = claimed(rate) if sign > 0 else Interval(-claimed(rate).upper, -claimed(rate).lower)
    actual = 100 * (_middle(result) / _middle(base) - 1)
    return Computed(
        "growth",
        relation.figures,
        meet(change, wanted),
        f"From {_quoted(base)} to {_quoted(result)} is {number(actual, 'percent')}; printed is {_quoted(rate)}.",
    )


def _share(relation: Related, figures: Sequence[Said], _rates: dict[tuple[str, str], list[Interval]]) -> Computed:
    rate, part = (figures[index] for index in relation.figures[:2])
    if not _middle(rate):
        return Computed("share", relation.figures, None, f"{_quoted(part)} is {_quoted(rate)} of nothing.")
    unit = part.quantity.unit
    if len(relation.figures) < 3:
        whole = _middle(part) / (_middle(rate) / 100)
        return Computed(
            "share",
            relation.figures,
            None,
            f"{_quoted(part)} as {_quoted(rate)} means a whole of {number(whole, unit)}.",
        )
    whole_said = figures[relation.figures[2]]
    low, high = _quotient(claimed(part), claimed(whole_said))
    actual = 100 * _middle(part) / _middle(whole_said)
    return Computed(
        "share",
        relation.figures,
        meet(Interval(100 * low, 100 * high), claimed(rate)),
        f"{_quoted(part)} of {_quoted(whole_said)} is {number(actual, 'percent')}; printed is {_quoted(rate)}.",
    )


def _part(relation: Related, figures: Sequence[Said], _rates: dict[tuple[str, str], list[Interval]]) -> Computed:
    part, whole = (figures[index] for index in relation.figures)
    if claimed(part).lower > claimed(whole).upper:
        return Computed("part", relation.figures, False, f"{_quoted(part)} is more than {_quoted(whole)}, its whole.")
    if not _middle(whole):
        return Computed("part", relation.figures, None, f"{_quoted(part)} of {_quoted(whole)}.")
    share = number(100 * _middle(part) / _middle(whole), "percent")
    return Computed("part", relation.figures, None, f"{_quoted(part)} of {_quoted(whole)} is {share}.")


def _change(relation: Related, figures: Sequence[Said], _rates: dict[tuple[str, str], list[Interval]]) -> Computed:
    after, before = (figures[index] for index in relation.figures)
    words = f"From {_quoted(before)} to {_quoted(after)}"
    if not _middle(before):
        return Computed("change", relation.figures, None, f"{words}.")
    share = 100 * (_middle(after) / _middle(before) - 1)
    side = "an increase" if share >= 0 else "a fall"
    return Computed("change", relation.figures, None, f"{words} is {side} of {number(abs(share), 'percent')}.")


def _total(relation: Related, figures: Sequence[Said], _rates: dict[tuple[str, str], list[Interval]]) -> Computed:
    total, *parts = (figures[index] for index in relation.figures)
    bounds = [claimed(part) for part in parts]
    summed = Interval(sum(one.lower for one in bounds), sum(one.upper for one in bounds))
    fits = meet(summed, claimed(total))
    value = number(sum(map(_middle, parts)), total.quantity.unit)
    names = ", ".join(map(_quoted, parts))
    return Computed("total", relation.figures, fits, f"{names} add up to {value}; printed is {_quoted(total)}.")


def _currencies(relation: Related, figures: Sequence[Said], rates: dict[tuple[str, str], list[Interval]]) -> Computed:
    second, first = (figures[index] for index in relation.figures)
    pair = second.quantity.unit, first.quantity.unit
    own = _rate(second, first)
    fits = all(meet(own, other) for other in rates[pair]) if len(rates[pair]) > 1 else None
    rate = _middle(second) / _middle(first) if _middle(first) else 0.0
    words = f"{_quoted(second)} for {_quoted(first)} is {number(rate)} {pair[0]} for 1 {pair[1]}"
    other = ", at odds with another rate of the document" if fits is False else ""
    return Computed("currencies", relation.figures, fits, f"{words}{other}.")


def _same(relation: Related, figures: Sequence[Said], _rates: dict[tuple[str, str], list[Interval]]) -> Computed:
    later, earlier = (figures[index] for index in relation.figures)
    times = factor(later.quantity.unit, earlier.quantity.unit) or 1.0
    one, other = claimed(later), claimed(earlier)
    fits = meet(Interval(one.lower * times, one.upper * times), other)
    place = f"{_quoted(earlier)} in line {earlier.quantity.line}, {_quoted(later)} in line {later.quantity.line}"
    return Computed("same", relation.figures, fits, f"{place}{'' if fits else ': told twice, differently'}.")


def _duration(index: int, dates: Dates, figures: Sequence[Said]) -> Computed:
    one = figures[index]
    bounds = claimed(one)
    unit = one.quantity.unit
    least, most = (f"{_digits(round(end, 1))}" for end in (dates.least, dates.most))
    between = f"between {dates.first} and {dates.last} lie {least} to {most} {unit}"
    fits = meet(Interval(dates.least, dates.most), bounds)
    return Computed("duration", (index,), fits, f"{_quoted(one)}: {between}.")


_Rates = dict[tuple[str, str], list[Interval]]
_RULES: dict[str, Callable[[Related, Sequence[Said], _Rates], Computed]] = {
    "growth": _growth,
    "share": _share,
    "part": _part,
    "change": _change,
    "total": _total,
    "currencies": _currencies,
    "same": _same,
}


def _rates(relations: Sequence[Related], figures: Sequence[Said]) -> _Rates:
    """The exchange rates that a document implies, for each pair of currencies."""
    rates: _Rates = {}
    for relation in relations:
        if relation.kind == "currencies":
            second, first = (figures[index] for index in relation.figures)
            rates.setdefault((second.quantity.unit, first.quantity.unit), []).append(_rate(second, first))
    return rates


def _rate(second: Said, first: Said) -> Interval:
    """The rate that two amounts allow: end by end, so that a range for a range gives one rate."""
    one, other = claimed(second), claimed(first)
    ends = [
        a / b
        for a in (one.lower, one.upper)
        for b in (other.lower, other.upper)
        if b and not math.isinf(a) and not math.isinf(b)
    ]
    return Interval(min(ends), max(ends)) if ends else Interval(-math.inf, math.inf)


def _quotient(one: Interval, other: Interval) -> tuple[float, float]:
    if other.lower <= 0:
        return -math.inf, math.inf
    return one.lower / other.upper, one.upper / other.lower


def _middle(one: Said) -> float:
    ends = [end for end in (one.quantity.low, one.quantity.high) if end is not None]
    return sum(ends) / len(ends)


def _quoted(one: Said) -> str:
    return f"“{' '.join(one.quantity.printed.split())}”"
