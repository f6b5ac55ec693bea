"""Limits of a report, as the catalogue sets them: its time, its memory, its output, and how large its page may be."""

import math
from dataclasses import dataclass, fields

from cited.nearest import suggestion


@dataclass(frozen=True)
class Limits:
    """What a report may take: its time from the first cell to the last, its kernel with all that it has started.

    `page_kilobytes` ends no build: `make weigh` names the page that is larger.
    """

    seconds: float = 600
    memory_megabytes: float = 4096
    output_megabytes: float = 20
    page_kilobytes: float = 120


NAMES = tuple(field.name for field in fields(Limits))


def faults(given: object) -> list[str]:
    """Return what is wrong with the limits that a catalogue gives, a phrase each."""
    if not isinstance(given, dict):
        return [f"limits: {given!r}; expected a mapping with {', '.join(NAMES)}"]
    faults = [
        f"limits, {name!r}; expected one of {', '.join(NAMES)}{suggestion(name, NAMES)}"
        for name in given
        if name not in NAMES
    ]
    for name in NAMES:
        value = given.get(name, 1)
        if type(value) not in (int, float) or not math.isfinite(value) or value <= 0:
            faults.append(f"limits, {name}: {value!r}; expected a number above 0, as {getattr(Limits, name)}")
    return faults
