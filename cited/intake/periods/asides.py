"""Asides: clauses between two commas, whose times say nothing of the sentence around them."""

import re
from collections.abc import Sequence

from cited.intake.language.sentences import sentence
from cited.intake.periods.times import Time

# What a clause between two commas says of a noun: a participle or a relative pronoun opens it.
_ASIDE = re.compile(
    r",\s(?!including\b[^,.;]*\b(?:was|were|had|have|has)\b)(?:(?:first|originally|newly|already)\s)?(?:which|who|whose|[a-z]{2,}(?:ed|ing)|held|set|built|made"
    r"|begun|born)\b(?:[^,.;]|[.,]\d)*,"
)
# What an amount comes from has a date of its own: under a programme agreed in May 2016.
_SOURCE = re.compile(
    r"\b(?:under|from|through|by|with|as part of|on) (?:an?|the|its|their|this|that|our) (?:[\w-]+ ){1,5}"
    r"(?:approved|agreed|signed|launched|adopted|announced|introduced|concluded|started|enacted|ratified|negotiated)"
    r"(?: by (?:[\w-]+ ){1,4})? ?(?:on|in) (?:the )?$"
)
# 4 per cent of its 2018 level.
_ITS = re.compile(r"\b(?:of|from) (?:its|their|the) $")
_LEVEL = re.compile(r" (?:level|value|total|peak|average|figure)s?\b")
_DATELINE = re.compile(r"\)?\s?[–—-]\s(?=[A-Z])")
_ADVERB = re.compile(r", (?:meanwhile|however|moreover|therefore|by contrast|in turn|in all|too|though)$")
_APPOSED = re.compile(r", (?:the|an?|its|their|his|her|our) [^,.;]{2,70}$")
_AGE = re.compile(r", \d{1,3}$")


# Notes falling due in June.
_MATURES = re.compile(r"\bfalling due (?:(?:in|on|by) )?(?:the )?(?:end of )?$")


def matures(text: str, time: Time) -> bool:
    """Return whether a time only says when something is due."""
    return bool(_MATURES.search(text, max(0, time.start - 36), time.start))


def in_aside(text: str, opening: int, closing: int, time: Time, own: Sequence[tuple[int, int]]) -> bool:
    """Return whether a time stands in an aside that has no quantity: `the policy, adopted in the 1950s, sets 60`."""
    return any(
        start <= time.start < end and not any(start <= place < end for place, _ in own)
        for start, end in asides(text, opening, closing)
    )


def in_asides(text: str, place: int) -> bool:
    """Return whether a place of a text stands in an aside of its sentence."""
    return any(start <= place < end for start, end in asides(text, *sentence(text, place)))


def dates_source(text: str, opening: int, time: Time) -> bool:
    """Return whether a time only dates what an amount comes from: 40 million under a programme agreed in May; or what
    it is a share of: 4 per cent of its 2018 level."""
    if _LEVEL.match(text, time.end) and _ITS.search(text[max(opening, time.start - 12) : time.start]):
        return True
    return bool(_SOURCE.search(text[max(opening, time.start - 100) : time.start]))


def asides(text: str, opening: int, closing: int) -> list[tuple[int, int]]:
    """Return where a sentence has asides between two commas."""
    return [
        match.span()
        for match in _ASIDE.finditer(text, opening, closing)
        # The comma behind an age closes its own aside: when he, 74, first came in 1958, he found.
        if not _AGE.search(text[max(0, match.start() - 6) : match.start()])
        # Remittances, meanwhile, touched $119 billion in 2022, a rise of 4 per cent.
        and not _ADVERB.search(text[max(0, match.start() - 16) : match.start()])
        # Chile, the world's largest seller, shipped 16.4 million in February, or a sixth.
        and not _APPOSED.search(text, max(opening, match.start() - 80), match.start())
    ]


def is_dateline(text: str, time: Time) -> bool:
    """Return whether a time only dates the text that it opens: Kestrup, 15 January 2025 – The airport."""
    return time.start < 50 and bool(_DATELINE.match(text, time.end)) and not re.search(r"[\d.;:]", text[: time.start])
