"""What related figures come to: computed from the intervals they claim, contradictions first."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cited.intake.consistency.durations import Dates
from cited.intake.consistency.exchange import Rates, printed_rate, rate, rates
from cited.intake.consistency.precision import claimed, scaled_like, together
from cited.intake.consistency.related import Mention, Related
from cited.intake.consistency.shown import apart, digits, middle, number, quoted
from cited.ledger.agreement.hedges import Hedge, Interval
from cited.ledger.frames.relations import factor

KINDS = {
    "total": "A total and its parts",
    "growth": "A growth and its base",
    "difference": "A difference",
    "share": "A share and its whole",
    "shares": "Shares of one whole",
    "average": "An average",
    "part": "A part and its whole",
    "change": "A change",
    "currencies": "Two currencies",
    "same": "The same fact twice",
    "duration": "A duration and its dates",
}


class Computed(NamedTuple):
    """A relation with what it comes to.

    `fits`: whether what is printed allows it; None where there is nothing to hold it against. `words` is the sentence
    for a reader, `figures` the indices of the quantities.
    """

    kind: str
    figures: tuple[int, ...]
    fits: bool | None
    words: str


def computed(relations: Sequence[Related], figures: Sequence[Mention], durations: dict[int, Dates]) -> list[Computed]:
    """Return what the relations of a text come to: first what does not add up, then the rest in reading order."""
    known = rates(relations, figures)
    results = []
    for relation in relations:
        fits, words = _RULES[relation.kind](relation, [figures[index] for index in relation.figures], known)
        results.append(Computed(relation.kind, relation.figures, fits, words))
    results += [_duration(index, dates, figures) for index, dates in durations.items()]
    results.sort(key=lambda one: (one.fits is not False, max(one.figures)))
    return results


def meet(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals have a number in common, but for what a float cannot hold."""
    slack = 1e-9 * max(1.0, *(abs(end) for end in (*one, *other) if not math.isinf(end)), 1.0)
    return one.lower <= other.upper + slack and other.lower <= one.upper + slack


_Mentions = Sequence[Mention]
_Outcome = tuple[bool | None, str]


def _growth(relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    pace, result = figures[:2]
    base = figures[2] if len(figures) > 2 else None
    if result is base:
        # `from 15,000 to 45,000` is one range.
        ends = result.quantity.low, result.quantity.high
        base, result = (
            Mention(result.quantity._replace(low=end, high=end, hedge=Hedge.NONE), *result[1:]) for end in ends
        )
    wanted = _factor(pace, relation.how)
    words = f"{quoted(pace)} to {quoted(result)}"
    if wanted.upper <= 0:
        return False, f"{words}: nothing can fall by more than all of it."
    if base is None:
        before = middle(result) / ((wanted.lower + wanted.upper) / 2)
        return None, f"{words} means {number(before, result.quantity.unit)} before."
    change = f"From {quoted(base)} to {quoted(result)}" if len(set(figures)) > 2 else quoted(result)
    if not middle(base):
        return None, f"{change}."
    actual = middle(result) / middle(base)
    after, before_ = together([result, base])
    fits = meet(_quotient(after, before_), wanted)
    if not relation.how and not fits:
        fits = meet(_quotient(after, before_), _factor(pace, "down"))
    come = f"{digits(actual)} times as much" if pace.quantity.unit == "times" else number(100 * (actual - 1), "percent")
    return fits, f"{change} is {come}; printed is {quoted(pace)}."


def _factor(pace: Mention, how: str) -> Interval:
    """By what a rate or a multiple multiplies the level before."""
    low, high = claimed(pace)
    if pace.quantity.unit == "times":
        return Interval(1 / high, 1 / low if low > 0 else math.inf) if how == "down" else Interval(low, high)
    return Interval(1 - high / 100, 1 - low / 100) if how == "down" else Interval(1 + low / 100, 1 + high / 100)


def _share(relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    pace, part = figures[:2]
    if not middle(pace):
        return None, f"{quoted(part)} is {quoted(pace)} of nothing."
    if len(figures) < 3:
        whole = middle(part) / (middle(pace) / 100)
        return None, f"{quoted(part)} as {quoted(pace)} means a whole of {number(whole, part.quantity.unit)}."
    whole_said = figures[2]
    if not middle(whole_said):
        return None, f"{quoted(part)} of {quoted(whole_said)}."
    low, high = _quotient(*together([part, whole_said]))
    actual = 100 * middle(part) / middle(whole_said)
    words = f"{quoted(part)} of {quoted(whole_said)} is {number(actual, 'percent')}; printed is {quoted(pace)}."
    return meet(Interval(100 * low, 100 * high), claimed(pace)), words


def _shares(relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    summed = _sum(together(figures))
    most = relation.how == "most"
    words = f"{', '.join(map(quoted, figures))} add up to {number(sum(map(middle, figures)), 'percent')}"
    fits = summed.lower <= 100 if most else meet(summed, Interval(100, 100))
    return fits, f"{words}; expected {'at most ' if most else ''}100%."


def _average(_relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    average, total, count = figures
    if not middle(count):
        return None, f"{quoted(total)} for {quoted(count)}."
    actual = number(middle(total) / middle(count), average.quantity.unit)
    each = _quotient(*(together([one])[0] for one in (total, count)))
    words = f"{quoted(total)} divided by {quoted(count)} is {actual}; printed is {quoted(average)}."
    return meet(each, claimed(average)), words


def _part(_relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    part, whole = figures
    one, other = together(figures)
    if one.lower > other.upper:
        return False, f"{quoted(part)} is more than {quoted(whole)}, its whole."
    if not middle(whole):
        return None, f"{quoted(part)} of {quoted(whole)}."
    return None, f"{quoted(part)} of {quoted(whole)} is {number(100 * middle(part) / middle(whole), 'percent')}."


def _change(relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    after, before = figures
    words = f"From {quoted(before)} to {quoted(after)}"
    if not middle(before):
        return None, f"{words}."
    share = 100 * (middle(after) / middle(before) - 1)
    side = "an increase" if share >= 0 else "a fall"
    one, other = together(figures)
    against = (relation.how == "up" and one.upper < other.lower) or (relation.how == "down" and one.lower > other.upper)
    words = f"{words} is {side} of {number(abs(share), 'percent')}"
    if against:
        return False, f"{words}; the sentence says that it {'rose' if relation.how == 'up' else 'fell'}."
    return None, f"{words}."


def _difference(relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    printed, first, second = figures = [figures[0], *(scaled_like(figures[0], one) for one in figures[1:])]
    wanted, one, other = together(figures)
    change = Interval(one.lower - other.upper, one.upper - other.lower)
    away = Interval(-wanted.upper, -wanted.lower)
    fits = meet(change, away) if relation.how == "down" else meet(change, wanted)
    if relation.how in ("", "either"):
        fits = fits or meet(change, away)
    unit = printed.quantity.unit
    actual = number(abs(middle(first) - middle(second)), "" if unit == "percentage points" else unit)
    pair = (
        f"{quoted(first)} and {quoted(second)}" if relation.how == "either" else f"{quoted(second)} to {quoted(first)}"
    )
    return (
        fits,
        f"{'Between' if relation.how == 'either' else 'From'} {pair} is {actual}; printed is {quoted(printed)}.",
    )


def _total(relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    total, *parts = figures
    whole, *bounds = together(figures)
    summed = _sum(bounds)
    value, _ = apart(sum(map(middle, parts)), middle(total), total.quantity.unit)
    fits: bool | None = meet(summed, whole)
    if relation.how == "most" and summed.lower < whole.lower:
        fits = None
    return fits, f"{', '.join(map(quoted, parts))} add up to {value}; printed is {quoted(total)}."


def _currencies(_relation: Related, figures: _Mentions, known: Rates) -> _Outcome:
    second, first = figures
    pair = second.quantity.unit, first.quantity.unit
    own = rate(second, first)
    others = [other.bounds for other in known[pair] if other.period == second.quantity.period]
    fits = all(meet(own, other) for other in others) if len(others) > 1 else None
    one = middle(second) / middle(first) if middle(first) else 0.0
    words = f"{quoted(second)} for {quoted(first)} is {number(one)} {pair[0]} for 1 {pair[1]}"
    if (told := printed_rate(second, known)) and not math.isinf(own.upper):
        ways = (own, Interval(1 / own.upper, 1 / own.lower)) if own.lower > 0 else (own,)
        if not any(meet(way, told.bounds) for way in ways):
            return False, f"{words}; printed is a rate of {told.printed}."
        fits = True if fits is None else fits
    return fits, f"{words}{', at odds with another rate of the document' if fits is False else ''}."


def _same(_relation: Related, figures: _Mentions, _rates: Rates) -> _Outcome:
    later, earlier = figures
    times = factor(later.quantity.unit, earlier.quantity.unit) or 1.0
    one, other = claimed(later), claimed(earlier)
    fits = meet(Interval(one.lower * times, one.upper * times), other)
    place = f"{quoted(earlier)} in line {earlier.quantity.line}, {quoted(later)} in line {later.quantity.line}"
    return fits, f"{place}{'' if fits else ': told twice, differently'}."


def _duration(index: int, dates: Dates, figures: _Mentions) -> Computed:
    one = figures[index]
    unit = one.quantity.unit
    least, most = (f"{digits(round(end, 1))}" for end in (dates.least, dates.most))
    between = f"between {dates.first} and {dates.last} lie {least} to {most} {unit}"
    fits = meet(Interval(dates.least, dates.most), claimed(one))
    return Computed("duration", (index,), fits, f"{quoted(one)}: {between}.")


_RULES: dict[str, Callable[[Related, _Mentions, Rates], _Outcome]] = {
    "growth": _growth,
    "share": _share,
    "shares": _shares,
    "average": _average,
    "part": _part,
    "change": _change,
    "difference": _difference,
    "total": _total,
    "currencies": _currencies,
    "same": _same,
}


def _sum(bounds: Sequence[Interval]) -> Interval:
    return Interval(sum(one.lower for one in bounds), sum(one.upper for one in bounds))


def _quotient(one: Interval, other: Interval) -> Interval:
    if other.lower <= 0:
        return Interval(-math.inf, math.inf)
    return Interval(one.lower / other.upper, one.upper / other.lower)
