"""Changes: whether the words around an amount say that something rose or fell."""

import re

from cited.intake.language.sentences import sentence

CHANGED = re.compile(
    r"\b(?:rose|rise[sn]?|rising|fell|fall(?:s|en|ing)?|gr[eo]w(?:s|n|ing)?|increas\w+|decreas\w+|declin\w+|drop\w*|climb\w*"
    r"|cut|raise[sd]?|raising|lower(?:ed|ing|s)?|up|down|edged|slip\w*|jump\w*|surg\w+|soar\w*|plung\w+|shr[aui]nk\w*|widen\w*"
    r"|narrow\w*|expand\w*|contract\w*|reduc\w+|went|gone|goes|swell\w*|swelled|slid\w*|dip\w*|tumbl\w+|recover\w*|rebound\w*"
    r"|chang\w+|mov(?:e|ed|es|ing)|improv\w+|worsen\w*|doubl\w+|tripl\w+|halv\w+|accelerat\w+|slow\w*|eas(?:e|ed|ing)"
    r"|revis\w+|upgrad\w+|downgrad\w+|trim\w*|boost\w*|push\w*|took|brought|bring\w*|lift\w*|dwindl\w+|shift\w*|advanc\w+"
    r"|deepen\w*|dredg\w+|enlarg\w+|strengthen\w*|weaken\w*|extend(?:ed|ing)|lengthen\w*|shorten\w*|crept|leapt|gain\w*|sank|halve|compared)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:rose|fell|gained|lost|added|shed|slumped|dropped|climbed|jumped|slipped|eased|edged up|edged down"
    r"|declined|advanced"
    r"|sank|dipped|surged|plunged|up|down)\s$"
)


def changing(text: str, start: int, end: int) -> bool:
    """Return whether the sentence around a place speaks of a change: rose, fell, cut."""
    opening, _ = sentence(text, start)
    return bool(CHANGED.search(text[max(opening, start - 90) : start]) or CHANGED.match(text, end + 1))


def moved(text: str, start: int) -> bool:
    """Return whether the verb of a change stands right before an amount: it gained 14,975 t to 180,050 t."""
    return bool(_VERB.search(text[max(0, start - 14) : start]))
