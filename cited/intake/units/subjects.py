"""What a sentence speaks of that has changed or was changed, whose new number stands without a noun."""

import re

from cited.intake.units.plurals import named, plural

CHANGED = re.compile(
    r"\b(?:(?:has|have|had) )?(?:rose|risen|fell|fallen|grew|grown|climbed|dropped|declined|increased"
    r"|decreased|doubled|tripled"
    r"|falling|rising|dropping|growing|climbing|declining|increasing|shrinking|jumped|surged|shrank"
    r"|shrunk|reached(?! [\w.,]+(?: [mb]illion)? (?:people|persons|children|women|men|families|households)\b)"
    r"|number(?:ed|ing)?|totall?(?:ed|ing)|stood at|peaked at|averaged|came to|amounted to"
    r"|went (?:up|down)|(?:edged|crept|inched|ticked) (?:up|down)"
    r"|halved|cross(?:ed|es)?(?= $))\b"
)
# Visitor numbers: what is counted is in the singular.
_COUNT_OF = re.compile(
    r"\b(?!(?:whose|their|these|those|such|the|its|our|all)\b)([A-Za-z]{3,}) (?:numbers|totals|counts|figures)\s*$"
)
_AND = re.compile(r" and(?: now| still| already| then)? $")
_CLOSED = re.compile(r",\s[^,;:]*,\s$")
_TO = re.compile(r"(?: (?:by|to|from|at|about|some|nearly|almost|over|just|only|around|more than))*\s$")


def subject(before: str, near: bool = False) -> str:
    """Return what a sentence speaks of that has changed: Dengue cases tripled to, Arrivals declined by.

    `near`: only where that stands right before the number.
    """
    before = before[-160:]
    changes = [*CHANGED.finditer(before)]
    # Vacancies have fallen for eleven quarters and now number.
    last = -1 if changes and _AND.search(before[: changes[-1].start()]) else 0
    if not changes or (near and not _TO.fullmatch(before, changes[last].end())):
        return ""
    # Declarations, a simpler way in, peaked at 2.6 million.
    words = re.split(r"[,;:]", _CLOSED.sub(" ", before[: changes[0].start()]))[-1]
    if counted := _COUNT_OF.search(words):
        return named(counted[1]) or named(plural(counted[1]))
    return named(words)


# It caps visas at 65,000.
_LIMITED = re.compile(
    r"\b(?:caps?|capped|capping|limit(?:s|ed|ing)?|keeps?|kept|holds?|held|fix(?:es|ed)?|sets?) (?:the |its "
    r"|their |all |new )?"
    r"((?:[a-z][\w-]+ ){0,2}?[a-z][\w-]+s) (?:at|to)(?: (?:about|around|some|only|just|a mere|roughly))* $"
)
# It will reduce approvals by a third, to 360,000.
_CHANGED_OBJECT = re.compile(
    r"\b(?:reduc\w+|cut\w*|rais(?:e[sd]?|ing)|increas\w+|lower\w*|lift\w*|bring\w*|brought|expand\w*|boost\w*|trim\w*"
    r"|push\w*|doubl\w+|halv\w+) (?:the |its |their |our )?((?:[a-z][\w-]+ ){0,2}[a-z][\w-]+s)\b[^.;:]{0,40}\bto"
    r"(?: (?:about|around|some|nearly|almost|over|only|just|a mere|approximately|roughly))* $"
)


def limited(near: str) -> str:
    """Return what a sentence says that somebody caps or keeps at a number; else an empty text."""
    match = _LIMITED.search(near)
    return named(match[1]) if match else ""


def object(near: str) -> str:
    """Return what a sentence says that somebody changed, whose new number this is; else an empty text."""
    match = _CHANGED_OBJECT.search(near)
    return named(match[1]) if match else ""
