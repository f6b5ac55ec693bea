"""Rates: what a quantity is counted per, by the words after it."""

import re

from cited.intake.language.measures import NAMES, SIGNS, either

_SPAN = r"day|week|fortnight|month|quarter|year|hour|minute|second|night|decade|season|shift"
_THING = (
    r"head|person|capita|piece|litre|liter|kilo|tonne|ton|barrel|pupil|patient|household|child|seat|trip|share|unit|bag"
    r"|bottle"
)
# Per lakh live births, per million hours worked.
_MANY = (
    r"(?:hundred|thousand|lakh|million|crore|billion) "
    r"(?:(?!in\b|and\b|or\b|by\b|from\b|to\b|of\b|for\b|on\b|at\b)[a-z-]+ )?"
    r"(?:[a-z-]{3,}s|people|women|men|children)\b(?: (?:worked|flown|driven|travelled))?"
)
_SIGN = either(word for word, unit in SIGNS.items() if unit.kind == "measure" and word.isascii() and word.isalnum())
_PER = re.compile(
    rf"\s(?:an?|each|every)\s(?!quarter\s(?:is|was|has|had|will)\b)(?P<a>{_SPAN}|{_THING})\b(?!\s(?:earlier|ago|before|later|after|on\b|old"
    rf"|from|previously|in prison))"
    rf"|\s?per\s(?P<per>{_MANY}|U\.?S\.? dollar\b"
    rf"|(?!cent\b)(?:(?:square|cubic|metric|nautical|working|calendar|fiscal)["
    rf" -])?[^\W\d_](?:[\w-]*\w)?)"
    rf"|/(?P<sign>{_SIGN}|day|week|month|year|yr|capita|head|person|kg|t|ha|(?:k|c|m)?m[²³])(?![\w/])"
    r"|\s(?P<ly>annually|yearly|daily|weekly|monthly|hourly|quarterly)\b|\s(?P<pa>per annum|p\.a\.|pa)"
    r"(?=[\s,.;)]|$)|\s(?P<each>apiece)\b",
    re.IGNORECASE,
)
_LY = {"annually": "year", "yearly": "year", "daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
_LY |= {"quarterly": "quarter"}


def per(text: str, after: int) -> tuple[str, int]:
    """Return what a quantity that ends at `after` is counted per, in the singular, and where those words end."""
    match = _PER.match(text, after)
    if not match:
        return "", after
    if match["ly"]:
        return _LY[match["ly"].lower()], match.end()
    if match["pa"]:
        return "year", match.end() - match["pa"].endswith(".") * _ends(text, match.end())
    if match["each"]:
        return "piece", match.end()
    word = match["a"] or match["per"] or match["sign"]
    if match["sign"] and word in SIGNS:
        return _singular(SIGNS[word].code), match.end()
    name = word.lower()
    if name in ("annum", "yr"):
        name = "year"
    return (_singular(NAMES[name].code) if name in NAMES else name), match.end()


def _singular(code: str) -> str:
    return code.removesuffix("s") if code[:2].islower() and not code.endswith("ss") else code


def _ends(text: str, end: int) -> bool:
    return not text[end:].strip() or bool(re.match(r"\s+[A-Z]", text[end:]))
