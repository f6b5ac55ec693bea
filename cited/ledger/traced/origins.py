"""Where a number comes from: the figures and statistics it was made of, its unit, and by which rule.

Numbers that meet in a calculation are checked here: one amount is never counted twice, and amounts of two units are
never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from cited.ledger.traced import hedged_ends
from cited.ledger.traced.runs import AT as AT
from cited.ledger.traced.runs import Run
from cited.ledger.traced.runs import Source as Source


class Origin(NamedTuple):
    """What a number was made of: its sources in order, its unit, and the rule in words (empty: as it was read).

    `hedge` is what the words of its figures leave of it: `at least`, `at most`, `about`, or nothing.
    """

    sources: Sequence[Source]
    unit: str
    rule: str = ""
    hedge: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the figures among the sources."""
        return tuple(source.name for source in self.sources if AT not in source.name)

    @property
    def observed(self) -> tuple[str, ...]:
        """The statistics among the sources, `series@period` each."""
        return tuple(source.name for source in self.sources if AT in source.name)


class ProvenanceError(ValueError):
    """A calculation that would count an amount twice or mix units; the message names the sources."""


def of_figure(figure: str, statement: str, unit: str, hedge: str = "") -> Origin:
    """Return the origin of a number that a figure prints; `statement` is the figure that it repeats, or itself."""
    return Origin((Source(figure, statement),), unit, "", hedge)


def of_statistic(series: str, period: str, unit: str, statement: str = "", *, summed: bool = True) -> Origin:
    """Return the origin of an observation; `statement` is what all editions of the series state, or the series.

    `summed` says whether values of several periods may be added up, as those of a flow.
    """
    stated = statement or series
    return Origin((Source(f"{series}{AT}{period}", f"{stated}{AT}{period}", "" if summed else stated),), unit)


def together(origins: Iterable[Origin | None], rule: str, *, once: bool = True) -> Origin | None:
    """Return the origin of a number made of others of one unit; None for none, or where one leads to no source.

    Raises ProvenanceError for two units, and with `once` where two of the numbers are the same statement.
    """
    each = list(origins)
    parts = [origin for origin in each if origin is not None]
    if not parts or len(parts) < len(each):
        return None
    require_one_unit(parts, rule)
    if rule in ADDED:
        require_sum(parts, rule)
    every = tuple([source for part in parts for source in part.sources])
    if len({source.statement for source in every}) == len(every):
        return Origin(every, parts[0].unit, rule_of(parts, rule), hedged_ends.together(part.hedge for part in parts))
    seen: dict[str, str] = {}
    for part in parts if once else ():
        for source in part.sources:
            if source.statement in seen:
                raise ProvenanceError(_twice(seen[source.statement], source.name, rule))
        seen |= {source.statement: source.name for source in part.sources}
    return Origin(
        tuple(dict.fromkeys(every)),
        parts[0].unit,
        rule_of(parts, rule),
        hedged_ends.together(part.hedge for part in parts),
    )


def spans(
    parts: Sequence[Origin | None], ends: Iterable[tuple[int, int]], rule: str, values: Iterable[float]
) -> list[Origin | None]:
    """Return for each pair of places what `together` says of the parts between them; None where the value is none.

    In one pass where the parts are of one unit and one rule and no statement stands twice: windows share their sources.
    """
    stated = [part for part in parts if part is not None]
    every = [source for part in stated for source in part.sources]
    alike = len({part[1:] for part in stated}) == 1 and len({s.statement for s in every}) == len(every)
    alike = alike and not (rule in ADDED and any(source.stock for source in every))
    words = rule_of(stated[:1], rule)
    before = list(accumulate((len(part.sources) if part else 0 for part in parts), initial=0))
    unstated = list(accumulate((part is None for part in parts), initial=0))
    made: list[Origin | None] = []
    for (start, end), value in zip(ends, values, strict=True):
        if value != value or start >= end or unstated[start] != unstated[end]:
            made.append(None)
        elif alike:
            made.append(Origin(Run(every, before[start], before[end]), stated[0].unit, words, stated[0].hedge))
        else:
            made.append(together(parts[start:end], rule))
    return made


# The rules by which numbers are added up, and the one by which what is left is a change and no state.
ADDED = frozenset({"sum", "added up", "rolling sum", "exponentially weighted sum"})
# The unit of places in an order.
RANK = "rank"
CHANGE = "the first less the second"


def require_sum(parts: Iterable[Origin | None], rule: str) -> None:
    """Raise ProvenanceError where ranks, or states of one stock at several times, are to be added up."""
    seen: dict[str, str] = {}
    for part in parts:
        if part is not None and part.unit == RANK:
            raise ProvenanceError(
                f"{rule}: {part.sources[0].name} is a rank, and ranks have no sum; take the best, `min`"
            )
        if part is None or not part.unit or CHANGE in part.rule:
            continue
        for source in part.sources:
            before = seen.get(source.stock, source.name)
            # Two editions of one time are another mistake.
            if source.stock and before.partition(AT)[2] != source.name.partition(AT)[2]:
                raise ProvenanceError(
                    f"{rule}: {before} and {source.name} are states of one stock or running total at two "
                    "times, of which the later holds the earlier; expected one time, `latest(frame)`, a mean, or the "
                    "change from one to the other, a difference"
                )
        seen |= {source.stock: source.name for source in part.sources if source.stock}


def require_one_unit(parts: Iterable[Origin | None], rule: str) -> None:
    """Raise ProvenanceError where what is to be taken together by a rule is in two units."""
    stated = [part for part in parts if part is not None]
    if len({part.unit for part in stated}) > 1:
        raise ProvenanceError(_two_units(stated, rule))


def calculated(operator: str, first: Origin | None, second: Origin | None, *, ends: bool = False) -> Origin | None:
    """Return the origin of two traced numbers under `+`, `-`, `*` or `/`; None where one leads to no source.

    Raises ProvenanceError where numbers of two units are added or subtracted, and where two are added of which both
    are made of one figure, statistic or statement: a total and its part. `ends` says that two numbers of one figure are
    the ends of its range, which may be added.
    """
    if first is None or second is None:
        return None
    parts = [first, second]
    if operator in "+-":
        if first.unit != second.unit:
            raise ProvenanceError(_two_units(parts, WORDS[operator]))
        printed = {source.statement: source.name for source in first.sources}
        both_ends = ends and are_ends(first, second)
        if operator == "+":
            require_sum(parts, WORDS[operator])
        for source in second.sources if operator == "+" and not both_ends else ():
            if source.statement in printed:
                raise ProvenanceError(_twice(printed[source.statement], source.name, WORDS[operator]))
        unit = first.unit
    elif operator == "*":
        unit = " × ".join(filter(None, (first.unit, second.unit)))
    else:
        unit = "" if first.unit == second.unit else f"{first.unit} per {second.unit}" if second.unit else first.unit
    sources = dict.fromkeys([*first.sources, *second.sources])
    # Whatever numbers of the same figures are, their ratio hangs on no hedge.
    alike = operator == "/" and tuple(first.sources) == tuple(second.sources)
    one_statement = {source.statement for source in first.sources} == {source.statement for source in second.sources}
    if not one_statement and hedged_ends.unbounded(operator, first.hedge, second.hedge):
        raise ProvenanceError(
            f"{WORDS[operator]}: {first.sources[0].name} and {second.sources[0].name} are both {first.hedge} so much, "
            "and what lies between them has no bound; take the least of one and the most of the other, as "
            "`low` and `high`, or figures that print one number"
        )
    hedge = "" if alike else hedged_ends.calculated(operator, first.hedge, second.hedge)
    return Origin(tuple(sources), unit, rule_of(parts, WORDS[operator]), hedge)


def are_ends(first: Origin | None, second: Origin | None) -> bool:
    """Tell whether two numbers are as one figure prints them: the two ends of its range, or one of them twice."""
    if first is None or second is None or first.rule or second.rule:
        return False
    return len(first.sources) == 1 and tuple(first.sources) == tuple(second.sources)


def require_comparable(first: Iterable[Origin | None], second: Iterable[Origin | None]) -> None:
    """Raise ProvenanceError where two numbers that are compared, pair by pair, are in two units."""
    for one, other in zip(first, second, strict=True):
        if one is not None and other is not None and one.unit != other.unit:
            raise ProvenanceError(_two_units([one, other], "compared"))


def negative(origin: Origin | None) -> Origin | None:
    """Return the origin of a number with its sign turned: what was at least is at most."""
    return origin and origin._replace(hedge=hedged_ends.TURNED[origin.hedge])


WORDS = {"+": "added up", "-": CHANGE, "*": "multiplied", "/": "the first divided by the second"}


def rule_of(parts: list[Origin], last: str) -> str:
    """Return the rule of a number made of others by a last step, in words."""
    before = dict.fromkeys(part.rule for part in parts if part.rule and part.rule != last)
    return ", then ".join(filter(None, [" and ".join(before), last]))


def _two_units(parts: list[Origin], rule: str) -> str:
    named = {part.unit: part.sources[0].name if part.sources else "" for part in parts}
    amounts = " and ".join(f"{unit or 'a plain share'} ({name})" for unit, name in named.items())
    return (
        f"{rule}: amounts in {amounts} cannot be taken together; select one unit, group by `unit` as well, "
        "or convert the amounts: `without_repeats(converted(frame, currency=...).frame)`"
    )


def _twice(first: str, second: str, rule: str) -> str:
    if first == second:
        return f"{rule}: {first} would be counted twice; expected each figure and statistic once"
    if AT in first:
        series = first.partition(AT)[0]
        return (
            f"{rule}: {second} is another edition of {first}; select one edition, "
            f'as with `frame[frame["series"] == "{series}"]`'
        )
    return (
        f"{rule}: {second} states again what {first} states; select one of them, or add up `without_repeats(frame)`, "
        "after `converted` where amounts were converted"
    )
