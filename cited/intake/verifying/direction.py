"""From whom to whom a sentence says that something goes, beside the actor and the counterpart of a row."""

import itertools
import re
from collections.abc import Iterator, Mapping

from cited.intake.language.sentences import sentence
from cited.ledger.store import names
from cited.ledger.store.mentions import Gazetteer, Mention

_MIDDLE = r"(?:[\w,.$€£¥-]+\s){0,6}?"
_GIVEN = "gave|sent|donated|delivered|provided|supplied|shipped|granted|pledged|promised|offered|dispatched|sold|lent"
_GIVES = "give|send|donate|deliver|provide|supply|ship|grant|pledge|promise|offer|dispatch|sell|lend"
# What stands between the names of two parties of which the first is the one whose figure it is: `A’s exports to B`,
# `A imported … from B`, `A sent … to B`. A reporter counts its own imports.
_BETWEEN = (
    re.compile(r"(?:’s|')?\s(?:\w+\s){0,3}?exports?\s(?:\w+\s){0,4}?to\s(?:the\s)?", re.I),
    re.compile(r"\s(?:has |had |have )?exported\s(?:[\w,.$€£¥]+\s){0,5}?to\s(?:the\s)?", re.I),
    re.compile(r"(?:’s|')?\s(?:\w+\s){0,3}?imports?\s(?:\w+\s){0,4}?from\s(?:the\s)?", re.I),
    re.compile(r"\s(?:has |had |have )?imported\s(?:[\w,.$€£¥]+\s){0,5}?from\s(?:the\s)?", re.I),
    re.compile(rf"\s(?:(?:has|have|had|also|then)\s){{0,2}}(?:{_GIVEN})\s{_MIDDLE}to\s(?:the\s)?", re.I),
    re.compile(rf"\s(?:(?:will|would|may|is to|are to)\s)?(?:{_GIVES})s?\s{_MIDDLE}to\s(?:the\s)?", re.I),
)
# The other way: `B received … from A`, whose gift it is.
_TAKEN = re.compile(rf"\s(?:(?:has|have|had|also)\s){{0,2}}(?:received?s?|receives)\s{_MIDDLE}from\s(?:the\s)?", re.I)
# What comes before the name of a party at which something is aimed, so that it is whose counterpart the figure has.
_AIMED = re.compile(
    rf"\b(?:(?:been|was|were|being)\s(?:{_GIVEN}|given|exported)\sto|imported\sfrom"
    rf"|(?:tariffs?|duty|duties|sanctions|levy|levies)\s{_MIDDLE}on|visit(?:s|ed|ing)?(?:\sto)?)\s(?:the\s)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s(?:the\s)?$", re.IGNORECASE)
_IMPORTS = re.compile(r"\bimport", re.IGNORECASE)
# A people or an adjective may be longer than the name: what is between two mentions begins after the first one's word.
_WORD = re.compile(r"[\w-]+(?:\s[A-Z][\w-]+)*")


def faults(row: Mapping[str, str], line: str, start: int, places: Gazetteer) -> Iterator[tuple[str, str]]:
    """Give the column and what was expected there, where the sentence says the two parties of a row the other way.

    `start` is where the figure stands in its line. Nothing for a row without one actor and one counterpart that have
    codes, and where the sentence says both ways or neither.
    """
    actor, counterpart = (names.several(row.get(column) or "") for column in ("actor", "counterpart"))
    if len(actor) != 1 or len(counterpart) != 1:
        return
    opening, closing = sentence(line, start)
    said = line[opening:closing]
    mentions = [one for one in places.mentions(said) if one.code]
    ours, aims = (names.code(actor[0]), names.code(counterpart[0])), _aims(said, mentions)
    ways = {*_ways(said, mentions)}
    if ours[0] in aims and ours[1] not in aims:
        ways.add(ours[::-1])
    if all(ours) and ours not in ways and ours[::-1] in ways:
        first = names.party(ours[1])
        yield "actor", f"expected {first}, and {actor[0]} as counterpart: the sentence has them in this direction"


def _aims(text: str, mentions: list[Mention]) -> set[str]:
    """The parties at which a sentence says that something is aimed: who is visited, or pays a tariff."""
    return {one.code for one in mentions if _AIMED.search(text[: one.start])}


def _ways(text: str, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """The pairs of parties, whose figure it is first, that a sentence sets in a direction."""
    for one, other in itertools.pairwise(mentions):
        name = _WORD.match(text, one.start)
        between = text[name.end() : other.start] if name else ""
        if one.code == other.code or ("," in between and " and " in between):
            continue
        if any(pattern.fullmatch(between) for pattern in _BETWEEN):
            yield one.code, other.code
        elif _TAKEN.fullmatch(between):
            yield other.code, one.code
        elif _FROM.search(text[: one.start]) and re.fullmatch(r"\sto\s(?:the\s)?", between, re.IGNORECASE):
            # Imports from A to B are counted by who takes them in.
            yield (other.code, one.code) if _IMPORTS.search(text[: one.start]) else (one.code, other.code)
        elif _TO.search(text[: one.start]) and re.fullmatch(r"\sfrom\s(?:the\s)?", between, re.IGNORECASE):
            yield other.code, one.code
