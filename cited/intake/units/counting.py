"""Counting: the unit of an amount, by its kind and the words after it."""

import re

from cited.intake.language import measures
from cited.intake.language.sentences import sentence
from cited.intake.language.vocabulary import OF_RANK
from cited.intake.units import nouns
from cited.intake.units.amounts import Amount
from cited.intake.units.persons import GROUP_BY_AGE
from cited.intake.units.topics import points

# 27 of the 120 seats, 12 to 15 ships.
_GOES_ON = re.compile(
    r"(?: (?:[A-Z][a-z]+|confirmed|suspected|probable|new|old|male|female|small|large|public|private|primary|secondary"
    r"|permanent|temporary|full-time|part-time|domestic|foreign|international|national|local|regional|urban|rural|civil"
    r"|military|serious|minor|fatal|severe|mild|moderate|fixed|mobile|junior|senior|northern|southern|eastern"
    r"|western))?"
    r"\s(?:to|and|or)\s|\s(?:out )?of (?:the|its|his|her|their|our|my|all|a total of|some)?\s?"
    r"(?:first |last |past |previous |next |top "
    r"|more than |about )?"
    # Four of the province's eleven hospitals.
    r"|\s(?:out )?of (?:the |a |an )?(?:[\w-]+ ){0,2}[\w-]+(?:['’]s|s['’])\s"
    r"|,? (?:and|or) (?:finally|then|lastly|now) |\s(?:to|and|or|, and)\s|, "
)
# Of seven firms that came, three submitted bids: three firms.
_OF_MANY = re.compile(r"\W*(?:[Oo]ut o|O)f (?:the )?[\w,.]+ [a-z][^;]*, (?:and |only |just )*$")
_DID = re.compile(r" [a-z]{2,}ed [a-z]+s?\b")
_THEIR_MONEY = re.compile(
    rf" [A-Z][a-z]+(?:ian|ese|an|ish|i"
    rf"|ic)? ({measures.either(n for n, u in measures.NAMES.items() if u.kind == 'currency')})\b"
)
_DEFINED = re.compile(r"\s[–—-]\s")
_CONSECUTIVE = re.compile(
    r" (?:(?:consecutive|straight|successive) (annu|year|month|week|day|quarter)(?:al|ly)?"
    r"|(year|month|week|day|quarter) (?:in a row|running))\b",
    re.IGNORECASE,
)
_NEXT = r"(?: (?!(?:of|in|the|and|by|on|for|at|to|from|with|after|behind|is|was|are)\b)[a-z]+){0,2}"
_RANKED = re.compile(
    rf"[- ](?:(?:placed|ranked)\b|(?:most|least) [a-z-]+{_NEXT}|(?:[a-z]{{2,}}|b)est\b{_NEXT}|trading partner)"
)
_OF_LABEL = re.compile(r"^[^.;:]{3,80}:\s(?:[^.;:]*,\s)?$")
_TOP = re.compile(r"\btop[- ]$|\b(?:world|country|nation|region)['’]s no\. ?$", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:number|no\.) ?$", re.IGNORECASE)
_OF_RANK = re.compile(f" {OF_RANK}")
# 53 per cent of students but only 29 of professors.
_OF_WHAT = re.compile(r" of (?!(?:(?:them|these|those|which|whom)\b|(?:the )?\d))")
_OF_SHARE = re.compile(
    r"\b(?:per ?cent|%) of [a-z][a-z -]{2,30},? (?:but|and|while|against|compared with)(?: only| just| about| some)? $"
    r"|% of [a-z][a-z -]{2,30},? (?:but|and|while|against|compared with)(?: only| just| about| some)? $"
)
_MODEL = re.compile(r"(?: [A-Z][a-z]+){1,2} ")
_FACTOR = re.compile(
    r"\b(?:by a factor|an? multiple) of (?:about |around |some |almost |nearly |over |up to |more than )?$"
)


def unit_of(text: str, one: Amount, ahead: list[Amount], floor: int) -> tuple[str, int]:
    """The unit that the words around an amount name, or empty, and where its words end."""
    words = text[one.first.start : one.first.end].lower()
    if one.kind == "ordinal":
        return _rank(text, one.end)
    if one.kind == "magnitude" and words.startswith(("single", "double", "triple")):
        return "percent", one.after
    if one.whole:
        noun, after = nouns.noun_after(text, one.after)
        return one.unit, max(after, one.after)
    if one.unit == "points":
        return "points" if abs(one.high) > 100 else points(text, one.start, one.after), one.after
    if form := _form(text, one):
        return form, one.after
    if one.money == "$" and text.startswith(" pesos", one.after):
        return "pesos", one.after + len(" pesos")
    if one.unit:
        return one.unit, one.after
    if match := _THEIR_MONEY.match(text, one.end):
        # 15.2 Ghanaian cedis.
        return measures.NAMES[match[1].lower()].code, match.end()
    near = text[max(floor, one.start - 16) : one.start]
    if (
        (_TOP.search(near) or (_NUMBER.search(near) and _OF_RANK.match(text, one.end)))
        and one.low == int(one.low)
        and one.low < 1000
    ):
        return "rank", one.end
    if _DID.match(text, one.end) and _OF_MANY.match(text[sentence(text, one.start)[0] : one.start]):
        return "", one.after
    noun, after = _noun_of(text, one)
    # The sign of a currency is the next amount's, though it may look like what is counted: 5 KShs 7.
    edge = (ahead[0].start if ahead[0].money else ahead[0].first.start) if ahead else len(text)
    if noun and after > edge:
        noun, after = nouns.noun_after(text[:edge], one.end) if not _attribute(text, one, ahead[0]) else (noun, after)
    if (
        not noun
        and ahead
        and one.kind == ahead[0].kind == "number"
        and _GOES_ON.fullmatch(text, one.end, ahead[0].start)
        # An average crowd of 2,140, 40 per cent up.
        and not (ahead[0].unit == "percent" and abs(one.high) > 100)
        # Each costs 6 to 8 million, four times what a mast would.
        and ahead[0].unit != "times"
        # It shipped 1.2 billion to 113 countries.
        and not (one.first.scaled and ahead[0].high * 1000 < one.low)
    ):
        unit = unit_of(text, ahead[0], ahead[1:], ahead[0].start)[0]
        # Nine of our top 40 products.
        return (nouns.noun_after(text, ahead[0].end)[0] if unit == "rank" else unit), one.end
    if not noun and (match := _DEFINED.match(text, one.after)) and not text[: one.start].strip(" •*·▪-–—|"):
        # 457 – hours with negative prices.
        return nouns.noun_after(text, match.end() - 1)[0], one.after
    if one.per:
        return noun if after <= one.after else nouns.noun_after(text[: one.after], one.end)[0], one.after
    return noun, max(after, one.after) if noun else one.after


def _form(text: str, one: Amount) -> str:
    """The unit that a sentence's form gives: a multiple, by a factor of 3.4; a share after that of another."""
    if one.unit:
        return "times" if one.unit == one.kind == "times" else ""
    near = text[max(0, one.start - 60) : one.start]
    if 0 < one.high < 100 and GROUP_BY_AGE.search(near):
        return "years"
    if _FACTOR.search(near):
        return "times"
    return "percent" if _OF_WHAT.match(text, one.end) and _OF_SHARE.search(near) else ""


def _noun_of(text: str, one: Amount) -> tuple[str, int]:
    """The noun after an amount, or empty, and where it ends; after a label, what stands in brackets is whose it is."""
    if text.startswith(" (", one.end) and _OF_LABEL.search(text[: one.start]):
        # Average years of schooling: 3.1 (girls), 5.0 (boys).
        return "", one.end
    return nouns.noun_after(text, one.end, one=one.low == one.high == 1)


def unit_after(text: str, stop: int) -> tuple[str, int]:
    """The unit after a hedge that follows its number: 30 or more wells, 40 plus years."""
    measure = measures.after(text, stop)
    return (measure[0].code, measure[1]) if measure and measure[0].factor == 1 else nouns.noun_after(text, stop)


def _attribute(text: str, one: Amount, two: Amount) -> bool:
    """Whether a number is part of the name of what is counted: 1.8 million twenty-foot containers."""
    # 12,000 155mm shells.
    near = text[two.first.end : two.first.end + 1].isalpha() or text[one.end : two.start] == " "
    glued = two.unit in ("mm", "cm") and near
    if two.kind == "number" and two.high < 1000 and _MODEL.fullmatch(text, one.end, two.first.start):
        # 96 Leopard 2 tanks.
        return True
    return glued or text[two.first.end : two.first.end + 1] == "-" or text[two.after : two.after + 1] == "-"


def _rank(text: str, end: int) -> tuple[str, int]:
    """The unit of an ordinal that is a figure, `rank` or that of a run of time, and where its words end."""
    if match := _CONSECUTIVE.match(text, end):
        return f"{(match[1] or match[2]).lower()}s".replace("annus", "years"), match.end()
    match = _RANKED.match(text, end)
    return "rank", match.end() if match else end
