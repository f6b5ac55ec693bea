"""Units that the words right before a number tell: an age, the number of something, the level after a change."""

import re
from collections.abc import Sequence
from typing import Protocol

from cited.intake.language.measures import CURRENCIES
from cited.intake.language.sentences import sentence
from cited.intake.units.amounts import Amount
from cited.intake.units.persons import counts_people
from cited.intake.units.plurals import named
from cited.intake.units.topics import Preceding
from cited.ledger.suggesting.fit import DURATIONS


class _Before(Preceding, Protocol):
    """A quantity before the number, which may have its unit as a guess."""

    @property
    def guessed(self) -> bool: ...


_ROUGHLY = r"(?:about |around |some |nearly |almost |over |under |just |only |roughly |barely ){0,2}"
# Aged 38, 41 and 44; its average age stood at 51; at 71, he still works.
_AGE = re.compile(
    r"(?:\b[Aa]ged (?:\d{1,3}(?:, | and |, and | or ))*"
    rf"|\b(?:average|mean|median) age(?: [a-z]+){{0,5}} (?:is|was|at|to|of) )"
    rf"{_ROUGHLY}$"
)
_AT, _PERSON = re.compile(r"\b[Aa]t $"), re.compile(r", (?:an?|he|she|his|her|still|the)\b")
_GROWN, _OLDEST = 18, 125
# They were held for 11 days on average and, in nine cases, for more than 30; Ayes 6, Noes 3.
_FOR, _HELD_FOR = (
    re.compile(r"\bfor (?:more than |less than |up to |at least |as long as )?$"),
    re.compile(r"\bfor [\w ]{0,15}$"),
)
_DIVIDED = re.compile(r"\b(?:Ayes|Noes|[Aa]bstentions)[:,]? $")
_NUMBERED = re.compile(r"\b(?:(?:is|are|was|were|ranks|ranked) [Nn]o\. ?|world (?:number|[Nn]o\.) ?)$")
# The number of wards that had a case went from 6 to 31.
_NUMBER_FROM = re.compile(
    r"\bnumber of (?P<noun>(?:[a-z-]+ ){0,2}?[a-z]{2,}s)\b[^,.;]{0,60} (?:went|rose|fell|grew|climbed|dropped|jumped"
    rf"|declined|increased|decreased|shrank|risen|fallen|grown|gone) from {_ROUGHLY}$"
)
# It dropped from 71 per cent in 2016 to 58.
_FROM = re.compile(rf"\bfrom {_ROUGHLY}$")
_TO = re.compile(rf"(?: (?:in|on|at|by|during) [^,;.]{{2,24}})? to {_ROUGHLY}$")
# The council voted 23 to 18 for it; by a majority of 6 to 3; it was carried by 51 to 49.
_VOTED = re.compile(r"\b(?:voted|votes|a vote of)(?: by)? (?:[\w-]+(?: to | against |[-–:]))?$")
_CARRIED = (
    r"\b(?:majority of|(?:passed|carried|approved|adopted|backed|rejected|defeated|upheld|overturned|ratified)"
    r"(?: [a-z]+){0,2} by) "
)
_FIRST, _SECOND = re.compile(f"{_CARRIED}$"), re.compile(rf"{_CARRIED}[\w-]+(?: to | against |[-–])$")
_AGAINST = re.compile(r"(?: to | against |[-–])(?:\d+|[a-z]+)(?=[.,;)]|$| (?:in|on|with|after|that|and|for|last)\b)")


def told(text: str, one: Amount, before: Sequence[_Before]) -> str:
    """Return the unit that the words right before a number without one tell, else an empty text."""
    near = text[max(0, one.start - 120) : one.start]
    if counts_people(text, near, one.end, one.high):
        return "persons"
    if one.kind != "number" or one.first.scaled:
        return ""
    if _NUMBERED.search(near):
        return "rank"
    if _is_vote(text, one, near):
        return "votes"
    if text[one.end : one.end + 1] in (*".,;)", "") and _FOR.search(near):
        lasted = [prior for prior in before if prior.start >= sentence(text, one.start)[0] and prior.unit in DURATIONS]
        if lasted and _HELD_FOR.search(text[: lasted[-1].start][-20:]):
            return lasted[-1].unit
    aged = _AGE.search(near) or (one.high > _GROWN and _AT.search(near) and _PERSON.match(text, one.end))
    if aged and one.high == int(one.high) < _OLDEST:
        return "years"
    if match := _NUMBER_FROM.search(near):
        return named(match["noun"])
    last = before[-1] if before else None
    if not last or not last.unit or last.guessed or last.unit in CURRENCIES:
        return ""
    after_change = _TO.fullmatch(text, last.end, one.start) and _FROM.search(text[max(0, last.start - 24) : last.start])
    return last.unit if after_change else ""


def _is_vote(text: str, one: Amount, near: str) -> bool:
    """Whether a number is of those who voted one way: 6 to 3."""
    first = _FIRST.search(near) and _AGAINST.match(text, one.end)
    return bool(first or _DIVIDED.search(near) or _VOTED.search(near) or _SECOND.search(near))
