"""Quantities that stand alone behind their time: above its level of 2023 (66); since 2023, when it fell by 26."""

import re
from collections.abc import Sequence

from cited.intake.periods.times import Time, times

WHEN = re.compile(r",? when (?:[^\W\d]+ ){0,9}")


def standing_alone(text: str, near: Sequence[Time], own: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Return the periods of a sentence's quantities that stand alone behind one of its times, by their index; of two
    that `and` joins both have it: with week 10, when 38 cases and 4 deaths were told of."""
    alone = {index: _begun(text, time) for time in near for index, one in enumerate(own) if _opened(text, time, one)}
    for index, period in [*alone.items()]:
        if index + 1 < len(own) and text[own[index][1] : own[index + 1][0]] == " and ":
            alone.setdefault(index + 1, period)
    return alone


def _opened(text: str, time: Time, span: tuple[int, int]) -> bool:
    between = text[time.end : span[0]]
    return (between == " (" and text[span[1] : span[1] + 1] == ")") or bool(WHEN.fullmatch(between))


def _begun(text: str, time: Time) -> str:
    """The time itself from which something goes on: since 2001/02, when it fell."""
    begun = times(text[time.start + len("since") : time.end]) if time.period.endswith("/..") else ()
    return begun[0].period if len(begun) == 1 and begun[0].period else time.period.removesuffix("/..")
