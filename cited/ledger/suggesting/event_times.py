"""Between which dated events a time is counted: `three days after the summit`, `the third visit in three months`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from cited.ledger.suggesting.series_index import Series, Span, gap

# Which time it is: `for the third time in three months` counts from the first.
_NTH = re.compile(r"\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s(?:\w+\s){1,3}$", re.I)
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# The period is that of the event from which time is counted.
_FROM = re.compile(r"\bsince\b|\bafter\b", re.I)
# What the time is counted from follows it at once, or has been told before.
_AFTER = re.compile(r"\s(?:after|since|from)\b", re.I)
_LATER = re.compile(r"\s(?:later|on|afterwards|thereafter)\b", re.I)
# A time that an event lasted, not one since the event before: `held over two days`.
_LASTED = re.compile(r"\b(?:lasted|lasting|held|over|during|for|a)\s(?:the\s)?$", re.I)

Entry = tuple[date, date, str]
# Further series that the sentence speaks of, best first: of events, or with an observation of exactly a day.
Others = Callable[[Span | None], "list[Series]"]


class Events(NamedTuple):
    """From which event to which a time is counted: series and period of the last, and of the first; a time that an
    event lasted has no first."""

    series: Series
    period: str
    base: Series | None = None
    base_period: str = ""


def events(
    one: Series,
    sentence: tuple[str, str],
    wanted: Span | None,
    stated: Span | None,
    others: Others,
) -> Events | None:
    """Return the events between which a figure's time is counted, as far as a series of events has one of them.

    `sentence` is what stands before and after the figure, `wanted` its period, `stated` when the document knew it;
    without a date it is the last two events that the document could know.
    """
    before, after = sentence
    known = [entry for entry in one.periods if not stated or entry[0] <= stated[1]]
    if not known:
        return None
    named = [index for index, entry in enumerate(known) if wanted and not gap(wanted, entry[:2])]
    if wanted and not named:
        return _until_another(one, known, wanted, others) if _AFTER.match(after) else None
    last = named[-1] if named else len(known) - 1
    if _LASTED.search(before) and known[last][0] < known[last][1]:
        return Events(one, known[last][2])
    if named and last + 1 < len(known) and _FROM.search(after):
        return Events(one, known[last + 1][2], one, known[last][2])
    match = _NTH.search(before)
    first = last - (_ORDINALS.index(match[1].lower()) - 1 if match else 1)
    if not named and _LATER.match(after):
        # What has been told begins with the first of them.
        first = 0
    if 0 <= first < last:
        return Events(one, known[last][2], one, known[first][2])
    return _since_another(one, known[last], others) if _LATER.match(after) or _FROM.search(after) else None


def _until_another(one: Series, known: list[Entry], day: Span, others: Others) -> Events | None:
    """From the last event before a day to what another series has of that day: `three days after the summit`."""
    before = [entry for entry in known if entry[1] < day[0]]
    ends = others(day) if before and day[0] == day[1] else []
    if not ends:
        return None
    period = next(entry[2] for entry in ends[0].periods if entry[:2] == day)
    return Events(ends[0], period, one, before[-1][2])


def _since_another(one: Series, last: Entry, others: Others) -> Events | None:
    """From the last event of another series before one: `about a month later, the two met`."""
    pairs = [
        (entry, other) for other in others(None) if other is not one for entry in other.periods if entry[1] < last[0]
    ]
    if not pairs:
        return None
    entry, base = max(pairs, key=lambda pair: pair[0][1])
    return Events(one, last[2], base, entry[2])
