"""Units that a sentence implies where no noun stands after a number: guesses, and marked as such."""

import re

from cited.intake.language.measures import CODES, CURRENCIES
from cited.intake.language.sentences import sentence
from cited.intake.units import subjects
from cited.intake.units.headings import Heading, heading
from cited.intake.units.persons import of_persons
from cited.intake.units.plurals import named, plural
from cited.ledger.suggesting.fit import DURATIONS

_AMONG = re.compile(r"\bamong\s(?:the|many|all|these|those|several)\s(?:[\w-]+\s){0,5}?([a-z]{3,}s)\b", re.IGNORECASE)
PERSONS = re.compile(
    r"\b(?:population|death toll|deaths|died|hurt|killed|killing|dead|dying|injur\w+|wounded|wounding"
    r"|employ(?:s|ed|ing)|headcount"
    r"|workforce|(?:payroll|total|nonfarm) employment"
    r"|employment(?= (?:rose|fell|grew|increased|declined|dropped|in both))"
    r"|payrolls"
    r"|job (?:gains?|losses|growth)|unemployed|jobless|casualt\w*|inhabit\w*|displaced|infect\w*|immigration|emigration"
    r"|evacuated|attendance"
    r"|attended|membership|enrol\w+|crew of"
    r"|(?:armed|regular|security|police|ground|reserve) forces|garrison|militia|births?|born|migrat\w+"
    r"|arrivals(?! of\b)|migrants|refugees|delegation|citizens|tourists|poverty|people|persons|hospitali[sz]ed"
    r"|vaccinated|arrested|detained|rescued|hired|recruit\w*|laid off|sacked|dismissed|arrived|fled|enlisted|trained"
    r"|diagnosed|graduated|jailed|imprisoned|deported|expelled|homeless|starving|refugees?"
    r"|acquitted|convicted|sentenced|indicted|drowned|survived|survivors|admitted to hospital|resigned|on board)\b",
    re.IGNORECASE,
)
NUMBER_OF = re.compile(
    r"\b(?:number|total|count|tally|stock|fleet|supply|arrival|registration)s? of (?:the |all |its |their )?("
    r"(?:[\w’'-]+,? ){0,4}?[a-z][\w-]{2,}s|people|women|men"
    r"|children|aircraft|staff)\b(?:[^.;:]|\.\d){0,70}$",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"(?:,)? (?:out )?of (?:which|whom|them|these|those)\b")
# Of the harbours, eleven are in the east and nine in the west; flights to the north (two a week).
_OF_WHOLE = re.compile(
    r"^\W*(?:[Oo]ut o|[Oo])f (?:the|its|their|all)(?: these)? ((?:[\w’'-]+ ){0,3}?[a-z][\w-]{2,}s)\b[^,;]{0,40},"
)
_BRACKET = re.compile(r"([\w’'-]+(?: [\w’'-]+){0,5}) \($")
_SHARED = re.compile(r"%|\bper ?cent")
# The strongest aftershock measured 6.1.
_MAGNITUDE = re.compile(r"\b(?:magnitude|Richter|quakes?|earthquakes?|aftershocks?|tremors?)\b")
_QUAKE = re.compile(r"\b(?:measur(?:ed|ing)|register(?:ed|ing))(?: (?:about|only|over))? $")
_FEWER = re.compile(r" (?:fewer|more|less)\b(?! [a-z]+s\b)")
# Equipment takes 31 cents, personnel 44.
_ELLIPSIS = re.compile(
    r"[,;] (?:and |but |the )*(?!\w+(?:ing|ed|ly|ly) )[a-z][a-z-]{3,}(?<!from)(?<!with)(?<!than)(?<!only) $"
)
_INTERVAL = re.compile(r"\b(?:confidence interval|credible interval|CI|IQR|interquartile range)\b[:,]? ?(?:of |was )?$")
# Season tickets, of which 22,000 were sold.
WHICH = re.compile(r"\b([A-Za-z][\w’'-]+), (?:out )?of (?:which|whom)(?: [a-z]+){0,2} $")
_LABEL = re.compile(r"(?:^|[.;|•*-])\s*([A-Za-z][\w’' -]{2,60}?)\s?(?:\([^)]*\))?\s?[:–—]\s?(?:\w+ ){0,2}$")
_LABEL_UNIT = re.compile(r"(?:^|[.;|•*-])\s*([A-Za-z][\w’' -]{2,60}?\s?(?:\([^)]{1,30}\)|, [^,:]{1,20}))\s?[:–—=]\s?$")
_COMPARED = re.compile(
    r"\b(?:and|but|or|from|to|than|against|versus|vs|while|compared (?:with|to)|up|down|only|other"
    r"|remaining|instead of|rather than|of which|nor|including|excluding|as well as|plus|mean|median"
    r"|norm)\b[^.;]{0,60}$|\bvs\. $|, $",
    re.IGNORECASE,
)
# Northland paid 21 per cent, Southland 11: a list that leaves its verb and unit out.
_LISTED = re.compile(
    r"[,;(] ?(?:and |the |in )*(?:[A-Z][\w.’'-]+ ){1,4}(?:at |with )?\(?$"
    r"|, (?:of|for|in|to|among) (?:the )?[a-z][\w -]{2,30} (?:by|at|to) $"
)


# It asks rich countries for 0.7 per cent, and five of them oblige.
_ASKED = re.compile(
    r"(\b[A-Za-z][a-z-]+s) (?:for|to|at|of|by|with|must|should|have|had|are|were|keep|need)\b"
    r"(?=(?:[^.;]|\.\d)*,? and )"
)


def implied(line: str, start: int, end: int, value: float, before: tuple[str, float], noun: str = "") -> str:
    """Return the unit that the sentence implies for a number without one, or an empty text.

    `before` is unit and value of the quantity before it in the sentence, the unit empty where there is none;
    `noun` is what the line's label names.
    """
    opening, closing = sentence(line, start)
    unit, count = before
    near = line[max(opening, start - 90) : start]
    told = _of_rate(line, near, start) or _of_asked(line, opening, start, end, unit)
    if told or PURE.search(near) or (_QUAKE.search(near) and _MAGNITUDE.search(near)):
        return told
    if unit and _OF_THESE.match(line, end) and (unit not in DURATIONS or (unit == "days" and near.endswith(" on "))):
        return _of_these(line, opening, start, end, unit)
    if match := _LABEL.search(line[max(0, start - 90) : start]):
        return named(match[1]) or heading(match[1]).noun
    if unit and _INTERVAL.search(near):
        return unit
    if value > 0 and value == int(value) and (wholes := _wholes(line[opening:start], line[end : end + 8])):
        return wholes
    if not unit.isupper() and (match := WHICH.search(near)) and (noun_before := named(match[1])):
        return unit if unit.endswith(noun_before) else noun_before
    if person := of_persons(line, near, end, closing, value):
        return person
    if match := _AMONG.search(line, max(opening, start - 200), start):
        return plural(match[1].lower())
    if match := NUMBER_OF.search(line[max(opening, start - 150) : start]):
        return named(match[1])
    subject = subjects.subject(line[opening:start], near=True) or subjects.limited(near)
    if subject and not unit.isupper():
        return subject
    if unit and unit not in (*DURATIONS, "rank") and _goes_on(line, near, end, value, count):
        return unit
    if unit and _carries_on(line, start, near, unit, value, count):
        return unit
    if subject := subjects.subject(line[opening:start]) or subjects.object(near):
        return subject
    whole = value == int(value)
    if whole and value > 0 and PERSONS.search(line[max(opening, start - 140) : min(closing, end + 20)]):
        return "persons"
    return noun


def _of_asked(line: str, opening: int, start: int, end: int, unit: str) -> str:
    """What a number of them counts, of whom a share is asked: rich countries for 0.7, and five of them; else empty."""
    match = _ASKED.search(line, opening, start) if unit in ("", "percent") and _OF_THESE.match(line, end) else None
    return named(match[1]) if match else ""


def _of_these(line: str, opening: int, start: int, end: int, unit: str) -> str:
    """What a number counts that says `of whom` or `of them`: persons, what was counted before, or what opens the
    sentence where that is a measure: mills crushed 24 million tonnes; 186 of them have shut."""
    if line[end:].startswith((" of whom", ", of whom", " out of whom")):
        # 17 countries, 13 of whom are members; but 412,000 people in nine districts, 68,500 of whom fled.
        return "persons" if PERSONS.search(line, opening, start) else unit
    if match := re.search(r"\b([a-z-]+s), $", line[opening:start]):
        # For the ports, 57 of which have no power.
        return named(match[1]) or unit
    counted = unit.islower() and (unit == "days" or unit not in CODES)
    return unit if counted else named(" ".join(line[opening:start].split()[:3]))


def _wholes(before: str, after: str) -> str:
    """The noun of which a bare number counts some: that which opens the sentence, or that before a rate in brackets."""
    if match := _OF_WHOLE.match(before):
        return named(match[1])
    # Registered firms (396).
    alone = after.startswith(")") and not before.endswith(": (") and not _SHARED.search(before[-120:])
    match = _BRACKET.search(before[-120:]) if alone or re.match(r" (?:per|an?|every) [a-z]", after) else None
    if match and alone:
        return named(match[1].split()[-1])
    return named(match[1]) if match else ""


def _goes_on(line: str, near: str, end: int, value: float, count: float) -> bool:
    """Whether a number is compared with the one before it, or leaves out what that one counts: 3,800 fewer than."""
    if value < 100 * max(count, 1) and _FEWER.match(line, end):
        return True
    return line[end : end + 1] in (*".,;)", "") and bool(_ELLIPSIS.search(near))


def labelled(line: str, start: int) -> Heading:
    """Return what the label before a number says of it by a unit: `Requirements (US$): 1.34`; empty without one."""
    match = _LABEL_UNIT.search(line[max(0, start - 90) : start])
    stated = heading(match[1]) if match else Heading()
    return stated if stated.unit else Heading()


# What is a number without a unit: a ratio, an index.
PURE = re.compile(
    r"\b(?:frequency|index|ratio|score|coefficient|multiplier|factor|rating|multiple|fertility rate|magnitude"
    r"|reproduction (?:number|rate)|exchange rate|against the (?:US )?(?:euro|dollar|yen|pound|franc))\b"
    r"(?: \w+){0,4}?,? (?:from|to|at|of|is|was|stood at|by) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)


# The maternal mortality ratio, the injury frequency rate.
_RATE_OF = re.compile(
    r"\b(?:(?:mortality|death|suicide|murder|homicide)|(?P<births>birth)"
    r"|(?P<injuries>injury|injuries)(?: frequency)?) (?:rates?|ratio)\b"
)
_PER = re.compile(r"[\d.,]+ per (?!cent\b)\w")


def _of_rate(line: str, near: str, start: int) -> str:
    """What a rate counts that is told by its name: 52 per 100,000 live births; else an empty text."""
    match = _RATE_OF.search(near) if _PER.match(line, start) else None
    if not match:
        return ""
    return "injuries" if match["injuries"] else "births" if match["births"] else "persons"


# And it has installed 62,000 since.
_MADE = re.compile(
    r"\b(?:installed|built|trained|planted|registered|produced|delivered|employed|hired|treated|visited|opened|planned"
    r"|counted|surveyed|recruited|repaired|completed|issued|launched|carried|served) (?:about |some |over |nearly )?$"
)
# A dozen are waiting: no sum of money.
_NO_SUM = re.compile(r"(?:an? )?[a-z-]+(?: of (?:them|these))? (?:are|were|have|remain|had)\b")
# 11.4 per euro: a price, and no share.
_RATE = re.compile(r"[\d.,]+ per (?!cent\b)[a-z]")


_AGAINST = re.compile(r"\b(?:from|to|than|against|or|vs\.?|versus|with)\s(?:\w+\s)?$")
# Older than 20 years, and fewer than 90 plug in: no years.
_SPAN_END = re.compile(
    r"[\w.,-]*\w(?:\s*[.,;:)]|\s?$|\s(?:in|to|and|or|an?|at|for|on|as|after|before|when|if|of|the|last|this|next)\b|-)"
)


def _carries_on(line: str, start: int, near: str, unit: str, value: float, count: float) -> bool:
    """Whether a number goes on with the unit before it: of 40 bids, 22 concern wind and nine solar."""
    if unit in ("rank", "times"):
        return False
    if unit in CURRENCIES and count >= 1e5 and 0 < value < 1000 and value == int(value):
        return False
    if (unit in CURRENCIES or unit in ("pesos", "dinars")) and (
        _NO_SUM.match(line[start:]) or near.endswith(" for ") or _MADE.search(near)
    ):
        return False
    if unit == "percent" and (value > 1000 or _RATE.match(line[start:])):
        return False
    counts = unit.islower() and unit not in CODES and value == int(value) and value > 1
    if not _COMPARED.search(near) and not _LISTED.search(near) and not counts:
        return False
    if unit in DURATIONS:
        return (
            value < 200
            and bool(_SPAN_END.match(line, start))
            and bool(re.search(r"\b(?:from|to|than|against|or|vs\.?|versus|with)\s(?:\w+\s)?$", near))
        )
    return count == 0 or value < 10_000 * max(count, 1)
