"""Persons, and the years of an age, that the words around a number without a noun imply."""

import re

_AGE = re.compile(r"\b(?:age|ages|aged|retir\w+|turn(?:s|ed)|over-|under-|life expectancy)\b", re.IGNORECASE)
_SHE = re.compile(
    r"\bI(?:['’]m| am| was| turned)(?: only| just| now| about| nearly)? $|\b(?:[Hh]e|[Ss]he|who)(?:(?:,? who)? (?:is"
    r"|was|turned|turns|died at)|['’]s)(?: only| just| now| about)? $"
)
# The goalkeeper Sam Tait is 19.
_IS = re.compile(r"\b(?!The |In |At |On )[A-Z][a-z’'-]+ [A-Z][a-z’'-]+,? (?:is|was|turned|turns|is only|was only) $")
# The youngest, Mrs T. P., is 71; those who came back were older (38 as compared with 31); her son Karim (19).
_ELDER = re.compile(
    r"\b(?:oldest|youngest|eldest)\b[^;]{0,40} (?:is|was)(?: only| just| now)? $|\b(?:older|younger) \($"
    r"|\b(?:son|daughter|wife|husband|mother|father|brother|sister|widow|grandson|granddaughter) [A-Z]\w+ \($"
)
_OLD = re.compile(r"\b(?:older|younger)$", re.IGNORECASE)
_IS_AGED = re.compile(r"\b[A-Z]?[a-z]+(?:ian|an|er|or|men|man|people|person|nt)s? (?:is|are|was|were) $")
# We were sixteen when we set out.
_WE_WERE = re.compile(r"\b(?:[Ww]e|[Tt]hey) were (?:only |about |some )?$")
_SET_OUT = re.compile(r" (?:when|in all|in total|at first|that (?:day|night|morning))\b")
# The Swiss, all nine million of them.
_ALL = re.compile(r"\b[Tt]he [A-Z][a-z]+, all (?:of )?$")
# 150 million Chinese get by on little: those of a country, where no noun follows.
_PEOPLE = re.compile(
    r" (?:[A-Z][a-z]+(?:ese|ish|ch)|Swiss)(?=[.,;]| (?:get|live[sd]?|have|had|are|were|work(?:ed)?|go|went"
    r"|travel(?:led)?|visited|fled|use|own|earn|came|come|left|study|studied)\b)"
)
# My kids are nine and 12.
_KIN = re.compile(
    r"\b(?:kids?|child(?:ren)?|sons?|daughters?|twins|girls?|boys?|grand(?:children|sons?|daughters?)|brothers?"
    r"|sisters?"
    r"|mother|father|wife|husband) (?:is|are|was|were)(?: only| just| now)? (?:[\w-]+(?:,| and|, and) )*$",
    re.IGNORECASE,
)
# Her son, 12, was hurt.
_RELATIVE = re.compile(
    r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?) (?:[a-z]+ )?(?:son|daughter|child|girl|boy|brother|sister"
    r"|mother|father|wife|husband|man|woman|widow|pensioner|teenager|student|pupil|farmer|driver|passenger|victim), $"
)
# A widow of 83.
_OF_AGE = re.compile(r"\b(?:[Aa]|[Aa]nother) (?:[a-z]+ )?(?:widow|widower|woman|man|girl|boy|pensioner) of (?:only )?$")
_ENDS = (" and", ",", ".", ";", "”")
_RETIRED = re.compile(r"[^,;]*\b(?:retirement age|years? old)\b", re.IGNORECASE)
# The list stood at 58,930, of whom 2,117 had waited.
_WHOM_AFTER, _WHOM_BEFORE = (
    re.compile(
        r",? (?:out )?of whom\b| of those (?:asked|surveyed|polled|interviewed|questioned|who|arrested|tested)\b"
        r"| who\b| (?:moved|came|went) (?:in|out|away|back)\b| (?:emigrated|immigrated|fled|rode|boarded|queued"
        r"|marched|commuted|watched|turned up)\b"
        r"| (?:are|were|is) (?:aged|registered|eligible"
        r"|entitled|unemployed|homeless)\b"
    ),
    re.compile(r"\bof whom (?:\w+ ){0,2}$"),
)
_ABOARD = re.compile(r"(?: people| of them)? (?:on board|aboard)\b")
_NAMED = re.compile(r"\b[A-Z][\w’'-]+ (?:[A-Z][\w’'.-]* ){0,2}[A-Z][\w’'-]+, $")
# The master, 57, had 31 years of experience.
_THE = re.compile(r"\b[Tt]he (?:[a-z]+ )?[a-z]{3,}, $")
_HAD = re.compile(r", (?:had|has|is|was|who|whose|said|says|told)\b")
# Cut the bridge team from three to two.
_TEAM = re.compile(
    r"\b(?:teams?|crews?|boards?|panels?|jury|juries|squads?) (?:(?:should|must|may) be )?(?:from|of)"
    r"(?: (?:at least|only|about))?(?: [\w-]+ to)? $"
)
GROUP_BY_AGE = re.compile(
    r"\b(?:children|infants|kids|girls|boys|people|persons|adults|women|men|residents|those|anyone|everyone|workers"
    r"|pensioners|authors|applicants|candidates|artists|players|drivers|scholars|researchers|students|citizens"
    r"|voters|patients|farmers|athletes)"
    r" (?:aged )?(?:under|over|above|below)(?: the age of)? $",
    re.IGNORECASE,
)
HIT = re.compile(
    r"\b(?:kill(?:s|ed|ing)|injur(?:es|ed|ing)|wound(?:s|ed|ing)|employ(?:s|ed|ing)?|hired|arrested|rescued|evacuated"
    r"|displaced|houses?|housed|shelter(?:s|ed)?|accommodat(?:es|ed)|feeds?|fed|seats?|seating)"
    r"(?: (?:at least|about|some|another|nearly|over|more than|up to))? $",
    re.IGNORECASE,
)
GROUP = re.compile(
    r"\b(?:family|families|household|households|crew|party|team|board|committee|council|cabinet|bench|panel|gang"
    r"|squad|jury|delegation|crowd|audience"
    r"|attendance|readership|viewership|membership|following|workforce|staff|population|electorate|congregation"
    r"|cast|(?:mailing|waiting|guest) list) of "
    r"(?:\w+ ){0,2}$|\bshared by (?:\w+ )?$|\b(?:city|town|village|country|nation|community|island|suburb"
    r"|district) of (?:\w+ )?$|\b(?:built|designed|intended|meant|room|space) for (?:\w+ )?$|\bpopulation,? $",
    re.IGNORECASE,
)
# Women in Riga have their first child at 28.4.
AT_AGE = re.compile(
    r"\b(?:marr(?:y|ies|ied)|retires?|retired|dies?|died|(?:child|baby|birth|mothers?|fathers?|parents?)"
    r"|(?:leaves?|left) (?:home|school)|starts? (?:school|work))"
    r" at (?:only |just |about |around )?$",
    re.IGNORECASE,
)
LIVING = re.compile(r" (?:(?:are|were) )?living (?:in|on|under|with|without|below|above|abroad|alone)\b")
_OR_SO = re.compile(r" or (?:so|thereabouts)\b")
# The workforce has risen from 480 in 2022 to 1,150.
STAFFED = re.compile(
    r"\b(?:workforce|headcount|staff|population|membership|enrol(?:l?ment)|electorate)(?! (?:costs?|expenses|of)\b)"
    r"(?: [a-z]+){0,5} (?:from|to|at|was|is|reached|number(?:s|ed)|total(?:s|led)|were)(?: (?:about|some|nearly|almost"
    r"|over|only|just))*(?: [\d,]+ in \d{4} to)? $"
)
# The exhibition drew 96,000.
_DREW = re.compile(r"\b(?:drew|has drawn|had drawn)(?: (?:in|about|some|nearly|almost|over|only|just|another))* $")
# Zahra, 24, a nurse: the number left out.
_AGED = re.compile(
    r"\b[A-Z][a-z]{2,}, , (?!is\b|has\b)(?:(?!its\b|as\b|this\b|plus\b|minus\b|versus\b|besides\b|thus\b"
    r"|across\b)[a-z]{2,}(?<!s)s\b|an?|who|came|fled|left|arrived|lost|went"
    r"|moved|joined|told|sold|grew|walked|worked|from|whose|says?|said|the|has|had|was|is)\b"
)


def of_persons(line: str, near: str, end: int, closing: int, value: float) -> str:
    """Persons, or the years of an age, where the words around a number speak of either; else an empty text."""
    if hedge := _OR_SO.match(line, end):
        end = hedge.end()
    if 0 < value < 100 and (GROUP_BY_AGE.search(near) or (value >= 4 and AT_AGE.search(near))):
        return "years"
    if (
        5 < value < 115
        and line[end : end + 1] in (",", ".")
        and (_NAMED.search(near) or _AGED.search(near + line[end:closing]))
    ):
        return "years"
    if 5 < value < 115 and _OF_AGE.search(near):
        return "years"
    if 0 < value < 115 and line[end : end + 1] in (",", ".") and (_RELATIVE.search(near) or _IS.search(near)):
        return "years"
    if 5 < value < 115 and _THE.search(near) and _HAD.match(line, end):
        return "years"
    if GROUP.search(near) or (value < 100 and _TEAM.search(near)) or _ABOARD.match(line, end) or HIT.search(near):
        return "persons"
    if LIVING.match(line, end):
        return "persons"
    if value >= 100 and line[end : end + 1] in (",", ".", ";") and _DREW.search(near):
        return "persons"
    if value == int(value) > 2 and STAFFED.search(near):
        return "persons"
    if _WHOM_AFTER.match(line, end) or _WHOM_BEFORE.search(near):
        return "persons"
    if 0 < value < 115 and (
        _ELDER.search(near) or _SHE.search(near) or (_KIN.search(near) and line[end : end + 4].startswith(_ENDS))
    ):
        return "years"
    aged = 0 < value < 130 and (_AGE.search(near) or _RETIRED.match(line[end : min(closing, end + 60)]))
    return "years" if aged else ""


def is_aged(text: str, start: int, end: int) -> bool:
    """Return whether a number with a hedge after it is an age: 40 or older; every fifth Latvian is 70 or over."""
    return bool(_OLD.search(text[start:end]) or _IS_AGED.search(text[max(0, start - 24) : start]))


def counts_people(line: str, near: str, end: int, value: float) -> bool:
    """Return whether the words around a number name people without a noun: all five million of them, a million Chinese,
    we were six when we left."""
    if (_WE_WERE.search(near) and _SET_OUT.match(line, end)) or (
        _ALL.search(near) and line.startswith(" of them", end)
    ):
        return True
    return value >= 1000 and bool(_PEOPLE.match(line, end))
