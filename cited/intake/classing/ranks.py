"""Ordinals that are figures: a place among many, a run of time."""

import re

from cited.intake.language.vocabulary import NTH
from cited.intake.numbers.numerals import Numeral

_RANK = re.compile(
    rf"(?:\s?(?:or|and|to|[-–])\s?{NTH})?[-\s]+(?:\w+[- ])?(?:"
    r"(?!(?:lat|b|w|t|r|h|int|for|gu|harv|prot|cont|requ|inv|hon|mod|inter|re|sugg)est\b|(?:w|e)est\b)[a-z]{2,}est\b"
    r"|(?<!first[ -])best\b|(?:most|least|leading|placed|ranked)\b|(?:top |main |major )?(?:trading|trade) partner"
    r"|consecutive\b|straight\b|successive\b|(?:year|month|week|day|quarter) (?:in a row|running)\b)",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?(?: (?:us|it|them|her|him|you))?|rated|placed|position(?:ed)?|came|comes|finish(?:ed|es)"
    r"|finishing|stood|stands|sits|sat|rose"
    r"|fell|moved|slipped"
    r"|climbed|dropped)(?: up| down)?(?: (?:as|at|in|to|from|only|joint))?(?: the)?(?:\s?:)?\s$|\bin\s$",
    re.IGNORECASE,
)
# What follows a place among many.
_AMONG = re.compile(
    r"\s(?:on|of|among|out of|in|worldwide|globally|overall|nationally|place|position|rank|from|to|with|behind"
    r"|ahead)\b|[.,;)]|\s?$"
)
# In 2014 the port was ninth; it puts the country 14th of 160; which placed Poland 24th.
_IS_NTH = re.compile(
    r"\b(?:was|were|is|are|came|comes?)(?: (?:only|joint|still|now))? $"
    r"|\b(?:place[sd]?|puts?|rank(?:s|ed)?|rate[sd]?) (?:us|it|them|me|her|him|the [a-z]+|[A-Z][a-z]+) $"
)
_NTH_OF = re.compile(
    r"[.;)]|, (?!but last)|\s?$| (?:of|among|out of|worldwide|behind|from last) | with (?:a |some |only )?(?=\d)"
)
# Ninth, up from twelfth in 2015; from third to fifth place.
_UP_FROM = re.compile(r"\b(?:up|down) from $"), re.compile(r" (?:in|an?|last|the|two)\b|[.,;)]|\s?$")
_CHANGED = r"\b(?:ros|climb|jump|mov|advanc|went|f[ae]ll|drop|sl[iau]|sank)[a-z]*(?: up| down| back)? from "
_TO_NTH, _FROM_NTH = re.compile(rf" to {NTH}\b"), re.compile(rf"{_CHANGED}{NTH} to $")
_FROM = re.compile(f"{_CHANGED}$")
# Lifted from sixth place a year ago to fifth.
_FROM_PLACE = re.compile(rf"\bfrom {NTH} (?:place|position|rank|spot)\b[^.;,]{{0,24}} to $")
# Second of the four on quality and first on price.
_AND_FIRST, _ON = re.compile(r"\b(?:rank|plac|came|finish)[^.;]{4,50} and $"), re.compile(r" (?:on|for|in) [a-z]+[.,;]")
# Georgia 49th of 180.
_OF_MANY = re.compile(r"\d+(?:st|nd|rd|th) (?:out )?of \d+\b")
# Its navy is the 12th in the world.
_IN_WORLD = re.compile(r" (?:in the (?:world|region|country|bloc|continent)|worldwide|globally)\b")
_PLACE = re.compile(r"\s(?:place|position|rank|spot|slot)\b", re.IGNORECASE)


def is_rank(line: str, numeral: Numeral) -> bool:
    """Return whether an ordinal places somebody among many, or counts a run of time."""
    of_many = _OF_MANY.match(line, numeral.start) and not line[: numeral.start].lower().endswith("the ")
    if of_many or _RANK.match(line, numeral.end) or (numeral.value > 1 and _IN_WORLD.match(line, numeral.end)):
        return True
    if _IS_NTH.search(line[max(0, numeral.start - 30) : numeral.start]) and _NTH_OF.match(line, numeral.end):
        return line[numeral.start : numeral.end].lower() != "first"
    if _UP_FROM[0].search(line[max(0, numeral.start - 10) : numeral.start]) and _UP_FROM[1].match(line, numeral.end):
        return True
    if _FROM.search(line[max(0, numeral.start - 24) : numeral.start]) and _TO_NTH.match(line, numeral.end):
        return True
    if _FROM_PLACE.search(line[max(0, numeral.start - 60) : numeral.start]):
        return True
    if _FROM_NTH.search(line[max(0, numeral.start - 40) : numeral.start]):
        return True
    if _AND_FIRST.search(line[max(0, numeral.start - 60) : numeral.start]) and _ON.match(line, numeral.end):
        return True
    if _PLACE.match(line, numeral.end):
        return not line[: numeral.start].lower().endswith("in the ")
    ranked = _RANKED.search(line[max(0, numeral.start - 26) : numeral.start])
    return ranked is not None and not ranked[0].lower().startswith("in") and bool(_AMONG.match(line, numeral.end))
