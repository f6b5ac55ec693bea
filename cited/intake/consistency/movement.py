"""The words with which a sentence says that something rose or fell, and by how much."""

import re

from cited.intake.consistency.related import Sentence

FALLING = (
    r"(?:decreas|declin|fall|fell|drop|reduc|shr[aiu]nk|contract|cut|slump|plung|narrow|lower|slash"
    r"|halv(?:e[sd]?|ing)\b|down)"
)
RISING = (
    r"(?:increas|ris[ei]|rose|gr[eo]w|gain|jump|surg|climb|soar|expand|widen|rais|doubl|tripl|trebl|quadrupl|advanc|swell"
    r"|up\b)"
)
FALL = re.compile(rf"\b{FALLING}", re.IGNORECASE)
RISE = re.compile(rf"\b{RISING}", re.IGNORECASE)
# What stands right before a rate of change.
BEFORE_RATE = re.compile(
    rf"\b(?:(?:an?|the) )?(?:[\w-]+ )?(?:(?:{RISING}|{FALLING})\w*(?: (?:of|by|to the tune of))?|change of)"
    r"\s(?:an?\s|another\s|some\s)?$",
    re.IGNORECASE,
)
# What stands right after one: a 30 per cent increase, 15 per cent more.
AFTER_RATE = re.compile(
    r"^[- ](?:(?:annual|yearly|sharp|steep) )?(?P<fall>decrease|decline|fall|drop|reduction|cut|slump|less|lower|fewer"
    r"|contraction|down)?(?(fall)|(?:increase|rise|growth|gain|jump|surge|more|higher|expansion|up))\b",
    re.IGNORECASE,
)


def is_rate(sentence: Sentence, index: int) -> bool:
    """Tell whether the words around a number say that it is by how much something moved."""
    return bool(BEFORE_RATE.search(sentence.before(index, 45)) or AFTER_RATE.match(sentence.after(index, 30)))


def falls(sentence: Sentence, rate: int) -> bool:
    """Tell whether a sentence speaks of a fall at a rate: `down 5 per cent`, `5 per cent less`."""
    after = AFTER_RATE.match(sentence.after(rate, 30))
    return bool(after["fall"]) if after else bool(FALL.search(sentence.before(rate, 40)))
