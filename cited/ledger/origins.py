"""Where a number comes from: the figures and statistics it was made of, its unit, and by which rule.

Numbers that meet in a calculation are checked here: one amount is never counted twice, and amounts of two units are
never added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

# What marks the name of a statistic, `series@period`, apart from the id of a figure.
AT = "@"
PER_CENT = 100


class Source(NamedTuple):
    """A figure or a statistic (`series@period`), and the figure of which it is the same statement again, or itself."""

    name: str
    statement: str


class Origin(NamedTuple):
    """What a number was made of: its sources in order, its unit, and the rule in words (empty: as it was read)."""

    sources: tuple[Source, ...]
    unit: str
    rule: str = ""

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


def of_figure(figure: str, statement: str, unit: str) -> Origin:
    """Return the origin of a number that a figure prints; `statement` is the figure that it repeats, or itself."""
    return Origin((Source(figure, statement),), unit)


def of_statistic(series: str, period: str, unit: str) -> Origin:
    """Return the origin of an observation."""
    name = f"{series}{AT}{period}"
    return Origin((Source(name, name),), unit)


def together(origins: Iterable[Origin | None], rule: str, *, once: bool = True) -> Origin | None:
    """Return the origin of a number made of others of one unit; None for none, or where one leads to no source.

    Raises ProvenanceError for two units, and with `once` where two of the numbers are the same statement.
    """
    given = list(origins)
    parts = [origin for origin in given if origin is not None]
    if not parts or len(parts) < len(given):
        return None
    if len({part.unit for part in parts}) > 1:
        raise ProvenanceError(_two_units(parts, rule))
    every = tuple([source for part in parts for source in part.sources])
    if len({source.statement for source in every}) == len(every):
        # As nearly always; what follows takes several times as long.
        return Origin(every, parts[0].unit, _rule(parts, rule))
    seen: dict[str, str] = {}
    for part in parts if once else ():
        for source in part.sources:
            if source.statement in seen:
                raise ProvenanceError(_twice(seen[source.statement], source.name, rule))
        seen |= {source.statement: source.name for source in part.sources}
    return Origin(tuple(dict.fromkeys(every)), parts[0].unit, _rule(parts, rule))


def calculated(operator: str, first: Origin | None, second: Origin | None) -> Origin | None:
    """Return the origin of two traced numbers under `+`, `-`, `*` or `/`; None where one leads to no source.

    Raises ProvenanceError where numbers of two units, or two printings of one statement, are added or subtracted.
    """
    if first is None or second is None:
        return None
    parts = [first, second]
    if operator in "+-":
        if first.unit != second.unit:
            raise ProvenanceError(_two_units(parts, WORDS[operator]))
        printed = {source.statement: source.name for source in first.sources}
        for source in second.sources if operator == "+" else ():
            # The two ends of one figure may meet; two printings of one amount may not.
            if printed.get(source.statement, source.name) != source.name:
                raise ProvenanceError(_twice(printed[source.statement], source.name, WORDS[operator]))
        unit = first.unit
    elif operator == "*":
        unit = " × ".join(filter(None, (first.unit, second.unit)))
    else:
        unit = "" if first.unit == second.unit else f"{first.unit} per {second.unit}" if second.unit else first.unit
    sources = dict.fromkeys(first.sources + second.sources)
    return Origin(tuple(sources), unit, _rule(parts, WORDS[operator]))


def with_constant(operator: str, origin: Origin | None, constant: float) -> Origin | None:
    """Return the origin of a traced number and a plain one: a share times one hundred is in per cent."""
    if origin is None:
        return None
    unit = "percent" if operator == "*" and not origin.unit and constant == PER_CENT else origin.unit
    if unit == "percent" and not origin.unit:
        return origin._replace(unit=unit)
    return Origin(origin.sources, unit, _rule([origin], CONSTANT[operator]))


WORDS = {"+": "added up", "-": "the first less the second", "*": "multiplied", "/": "the first divided by the second"}
CONSTANT = {"+": "and a constant", "-": "less a constant", "*": "times a constant", "/": "divided by a constant"}


def _rule(parts: list[Origin], last: str) -> str:
    before = dict.fromkeys(part.rule for part in parts if part.rule and part.rule != last)
    return ", then ".join(filter(None, [" and ".join(before), last]))


def _two_units(parts: list[Origin], rule: str) -> str:
    named = {part.unit: part.sources[0].name if part.sources else "" for part in parts}
    amounts = " and ".join(f"{unit or 'a plain share'} ({name})" for unit, name in named.items())
    return (
        f"{rule}: amounts in {amounts} cannot be taken together; select one unit, group by `unit` as well, "
        "or convert the amounts with `converted(frame, currency=...)`"
    )


def _twice(first: str, second: str, rule: str) -> str:
    if first == second:
        return f"{rule}: {first} would be counted twice; expected each figure and statistic once"
    return (
        f"{rule}: {second} states again what {first} states; select one of them, or take `without_repeats(frame)` first"
    )
