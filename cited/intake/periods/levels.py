"""The start and end dates of a change between two levels: from 1950 to 1989 it rose from 0.4 to 2.9 million."""

import re
from collections.abc import Mapping, Sequence

from cited.intake.language.sentences import sentence
from cited.intake.periods.resolving import step
from cited.intake.periods.times import Time
from cited.intake.units.changing import CHANGED
from cited.ledger.store import periods

_SPAN = re.compile(r"\d{4}(?:-\d\d){0,2}/(?:\d{4}(?:-\d\d){0,2}|\.\.)")
_OF_SPAN = re.compile(
    r"(?:between|from|since|\d{4} to|(?:over|in|during)? ?(?:the same|that|the) (?:period|time|years))\b", re.IGNORECASE
)
_OPENED = re.compile(r"\b(?:since|between|from) $", re.IGNORECASE)
_HEDGED = r"(?:[\w-]+ ){0,2}"
_FROM = re.compile(rf"\bfrom {_HEDGED}$", re.IGNORECASE)
_TO = re.compile(rf"\bto {_HEDGED}$", re.IGNORECASE)
# What a change came to: grew by 30 per cent to $70 million; reaching $70 million.
_RESULT = re.compile(rf"\b(?:to(?: reach)?|reaching|and (?:reached|stood at)) {_HEDGED}$", re.IGNORECASE)
_BY, _TO_THAT = re.compile(rf"\bby {_HEDGED}$"), re.compile(rf",? to {_HEDGED}")
_EARLIER = re.compile(rf",? (?:(?:up|down) from|from|against|compared (?:with|to)) {_HEDGED}")
# A forecast that was revised from one level to another is of one time; what will be by a year, was at any before.
_SAME_PERIOD = re.compile(r"[^.;,]{0,20} (?:over|in|during) the same (?:period|time|years)\b")
_TO_LEVEL = re.compile(rf" to {_HEDGED}")
_REVISED, _BY_THEN = re.compile(r"\b(?:revis|upgrad|downgrad)\w+"), re.compile(r"\bby \d{4}\b", re.IGNORECASE)
# It took a year and gave work to men from nine districts.
_OTHER = re.compile(r"\band (?:[a-z]+ed|gave|made|had|was|were|left|led|drew|hired) ")
_NEAR = 24
_RESPECTIVELY = re.compile(r",? respectively\b")


def ends(text: str, own: Sequence[tuple[int, int]], near: Sequence[Time]) -> dict[int, str]:
    """Return the period of each quantity that is a level of a change over the one span that its sentence names.

    `own` are the places of the sentence's quantities and `near` its times. The level before has the span's first end,
    the level after its last; that is empty where the span is open.
    """
    named = [time for time in near if time.period]
    if len(named) != 1 or not _SPAN.fullmatch(named[0].period):
        return {}
    time = named[0]
    if not _OF_SPAN.match(text[time.start : time.end]) and not _OPENED.search(text[: time.start]):
        return {}
    first, last = periods.ends(time.period)
    last = last.removesuffix("..")
    levels: dict[int, str] = {}
    opening, _ = sentence(text, own[0][0])
    for index, (start, _end) in enumerate(own):
        before = text[max(0, start - _NEAR) : start]
        if index and _FROM.search(text[max(0, own[index - 1][0] - _NEAR) : own[index - 1][0]]) and _TO.search(before):
            levels |= {index - 1: first, index: last}
        elif _RESULT.search(before) and CHANGED.search(text[max(opening, start - 90) : start]) and index not in levels:
            levels[index] = last
            by = text[: own[index - 1][0]][-_NEAR:] if index else ""
            if _BY.search(by) and _TO_THAT.fullmatch(text, own[index - 1][1], start):
                # Cut by £80m, to £40m, between 2010 and 2020.
                levels[index - 1] = time.period
    return levels


def rates(text: str, own: Sequence[tuple[int, int]], periods: Sequence[str]) -> list[str]:
    """Return the periods of a sentence's quantities, where a rate right before two dated levels has the later one's:
    doubled from 2,000 in 2010 to 4,000 in 2018."""
    given = list(periods)
    for index in range(len(own) - 2):
        rate, before, after = own[index : index + 3]
        leads = re.fullmatch(rf",?(?: in all)?,? from {_HEDGED}", text[rate[1] : before[0]])
        if leads and _TO.search(text[before[1] : after[0]]) and periods[index + 1] != periods[index + 2]:
            given[index] = periods[index + 2] or periods[index]
    return given


def earlier(text: str, own: Sequence[tuple[int, int]], given: Sequence[str]) -> list[str]:
    """Return the periods of a sentence's quantities, where the level before a change to one of a year is of the year
    before, and that before a change in a shorter time of none: fell by 9 per cent in 2023, from 60 to 55."""
    read = list(given)
    for index, (start, end) in enumerate(own[:-1]):
        told = read[index]
        if told and told == read[index + 1] and _TO_LEVEL.fullmatch(text, end, own[index + 1][0]):
            before = level_before(text, start, told)
            if before is not None and _SAME_PERIOD.match(text, own[index + 1][1]):
                # From 57 in 2020 to 437 in 2023, and from 4 per cent to 22 over the same period.
                before = next((read[at] for at in range(index - 1) if read[at] < told == read[at + 1]), before)
            read[index] = told if before is None else before
    return read


def level_before(text: str, start: int, told: str) -> str | None:
    """Return the period of the level from which something changed to one of the period `told`: that of the year
    before, empty where it is told of a shorter time; None where it is no such level."""
    words = text[sentence(text, start)[0] : start]
    changed = [*CHANGED.finditer(words)]
    if not _FROM.search(words[-_NEAR:]) or not changed or _REVISED.search(words):
        return None
    if _OTHER.search(words, changed[-1].end()):
        return None
    first, last = periods.ends(told)
    # A fiscal year lies in two, and twelve months are a year.
    months = periods.month_number(last) - periods.month_number(first) if len(first) == len(last) == 7 else 0
    year = len(told) == 4 or months == 11 or (len(told) == 9 and int(last) == int(first) + 1)
    return step(told, -1) if year and not _BY_THEN.search(words) else ""


def result_of_later(text: str, own: Sequence[tuple[int, int]], given: Sequence[str], told: str) -> list[str]:
    """Return the periods of a sentence's quantities, where a level without a time after a dated one has the time `told`
    that the sentence before names, if it is a later year: it sold 400 in 2019. Refunds rose from 12 in 2018 to 31."""
    read = list(given)
    for index in range(1, len(own)):
        base = read[index - 1]
        between = rf" in {base} to {_HEDGED}"
        if re.fullmatch(r"\d{4}", base) and base < told and not read[index] and len(told) == len(base):
            leads = _FROM.search(text[max(0, own[index - 1][0] - _NEAR) : own[index - 1][0]])
            if leads and re.fullmatch(between, text[own[index - 1][1] : own[index][0]]):
                read[index] = told
    return read


def with_earlier(
    text: str, own: Sequence[tuple[int, int]], direct: Mapping[int, Time], given: Sequence[str]
) -> list[str]:
    """Return the periods of a sentence's quantities, where a level that stands before an earlier one has the time from
    which that one's is counted: edged up to 3.7 per cent from 3.5 a month earlier."""
    read = list(given)
    for index in range(len(own) - 1):
        time = direct.get(index + 1)
        if not time or not time.relative or not time.period or time.steps >= 0 or read[index]:
            continue
        if _EARLIER.fullmatch(text, own[index][1], own[index + 1][0]):
            read[index] = step(time.period, -time.steps, time.relative.unit)
    return read


def respectively(text: str, own: Sequence[tuple[int, int]], near: Sequence[Time]) -> list[str]:
    """Return the periods of as many quantities as a sentence names times, each the one in its place; empty where it
    does not say so: 5, 6 and 7 in 2020, 2021 and 2022 respectively."""
    named = [time for time in near if time.period]
    if not 1 < len(named) == len(own) or not _RESPECTIVELY.match(text, max(named[-1].end, own[-1][1])):
        return []
    apart = named[0].start >= own[-1][1] or named[-1].end <= own[0][0]
    return [time.period for time in named] if apart else []
