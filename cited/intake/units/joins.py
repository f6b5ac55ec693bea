"""Two numerals that say one thing: ranges, shares as one in five, rates per 1,000, runs of decades."""

import re

from cited.intake.language import measures
from cited.intake.language.sentences import sentence
from cited.intake.units import rates
from cited.intake.units.amounts import Amount
from cited.intake.units.changing import changing, moved
from cited.intake.units.sharing import scale_factor
from cited.intake.units.together import interval, two_units
from cited.ledger.agreement.hedges import Hedge

_TO = re.compile(
    rf"(?P<dash>\s?[-–—−]\s?)?(?P<word>(?:\s|-)(?:to|or|bis|à)(?:\s|-))?(?:between\s|about\s|around\s|perhaps\s"
    rf"|even\s)?"
    rf"(?P<money>(?:{measures.CURRENCY})\s?)?(?:[-−–])?",
)
_AND = re.compile(rf"\s(?:and|to)\s(?P<money>(?:{measures.CURRENCY})\s?)?(?:minus |[-−–])?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\w)(?:anywhere |somewhere )?between\s(?:(?:the )?ages (?:of )?|ages? )?$", re.IGNORECASE)
# From roughly $3 to $5 is a change, too.
_FROM = re.compile(
    r"(?<!\w)from\s(?:(?:the|its|an?) (?:present|current|existing|original|former|initial) )?"
    r"(?:(?:about|around|roughly|some|approximately|nearly|almost|over|just|under|well|above|below"
    r"|(?:more|less|fewer) than|at (?:least|most)|up to) ){0,2}$",
    re.I,
)
# They were offered $12, $15 or $18.
_OTHERS = re.compile(r"\d[\d.,]*(?: [a-z]+)?, $")
_BY = re.compile(
    r"(?<!\w)by\s(?:(?:about|around|some|circa|ca\.|nearly|almost|roughly|just|over|more than) )?$", re.IGNORECASE
)
_LEVELS = re.compile(r" to (?:about |around |some |nearly |almost |only |just )*[$€£]?\d")
_SPREAD = re.compile(
    r"\b(?:rang\w+|r[au]ns?(?= from)|var(?:y|ies|ied|ying)|anywhere|stretch\w*|extends?|extending|span\w*"
    r"|(?:aged|ages)(?! \d+ (?:and|or) )"
    r"|(?<!the )age(?= from| of)"
    r"|between(?! \D{0,15}\b(?:1[5-9]|20)\d\d\b))\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?: [a-z]+){0,2}[ -](?:out[ -]of|in)(?:[ -](?:every|each))?[ -](?P<money>[€$£])?$|/$", re.IGNORECASE
)
_OF_TEN = re.compile(r" of ")
_ALONE = re.compile(r"[.,;)]|$|\s(?:is|are|was|were|goes|comes|to|in|at|by|from|against)\b")
_RATIO = re.compile(r"\b(?:ratios?|odds|outnumber\w*|leverage|gearing|margin|gap|(?<=is )\d+ to)\b", re.IGNORECASE)
_EVERY = re.compile(r"(?: [a-z]+){0,3} (?:out of|in|of) (?:every|each) ", re.IGNORECASE)
_AGAINST = re.compile(r"(?: [a-zA-Z’'%-]+){0,5}? ?(?: per|/| for every| for each| in every) ?", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?: (?!in\b|and\b|or\b|by\b|from\b|to\b|of\b|was|were|is\b|are\b|for\b|on\b|at\b|between)[a-z-]+){0,2}"
)
_WHOLES = {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000}
_SPAN_GAP = re.compile(r"[ -](?:more |full |whole |long )?")
_TIME = re.compile(r"[ -](?:years?|months?|weeks?|days?|hours?|minutes?|decades?|quarters?)\b", re.IGNORECASE)
# How much larger a price is than the rate at which it rose to it.
_FAR = 20


def joined(text: str, one: Amount, two: Amount, floor: int) -> Amount:
    """Return an amount with the one after it where both say one thing; else as it is."""
    gap = text[one.end : two.first.start]
    if len(gap) > 60 or one.hedge == Hedge.RANGE:
        return one
    if two.kind == "span" and one.kind in ("number", "magnitude") and _SPAN_GAP.fullmatch(gap):
        factor = two.first.value
        return one._replace(
            low=one.low * factor, high=one.high * factor, end=two.end, after=two.end, unit=_span(text, two), used=2
        )
    if both := two_units(text, one, two) or interval(text, one, two):
        return both
    moved_from = gap == " to " and text[max(0, one.start - 5) : one.start] == "from "
    if two.kind == one.kind == "ordinal" and gap in (" or ", " to ") and not moved_from:
        return one._replace(high=two.high, end=two.end, after=two.end, hedge=Hedge.RANGE, used=2)
    if two.kind not in ("number", one.kind) or one.kind not in ("number", "share", "magnitude"):
        return one
    for way in (_rate, _share, _to_one, _range):
        if both := way(text, one, two, floor):
            return both
    return one


def _span(text: str, two: Amount) -> str:
    return "weeks" if text[two.first.start : two.end].lower().startswith("fortnight") else "years"


def _rate(text: str, one: Amount, two: Amount, _floor: int) -> Amount | None:
    """61 deaths per 1,000 live births: one figure, and what it is counted against."""
    if one.kind != "number" or two.money or not _AGAINST.fullmatch(text, one.end, two.first.start):
        return None
    gap = text[one.end : two.first.start]
    if gap.strip() == "/" or ("in every" in gap and one.low < two.low <= 100 and not one.unit):
        return None
    match = _COUNTED.match(text, two.end)
    after = match.end() if match else two.end
    unit = two.unit and text[two.end : two.after]
    if unit:
        after = two.after
    against = text[two.first.start : after].strip()
    gap_end = one.end + len(gap) - len(gap.lstrip())
    return one._replace(end=one.end, after=max(after, gap_end), per=against, used=2)


def _share(text: str, one: Amount, two: Amount, _floor: int) -> Amount | None:
    """One in five, 8 out of 10, €1 in every €4: a share in per cent."""
    small = one.kind == "number" and 0 < one.low < two.low and one.low == int(one.low)
    small = small and (two.low in _WHOLES or (one.low == 1 and two.low == int(two.low)))
    # 40 litres of every hundred are lost.
    measured = one.unit and not one.money and not _EVERY.fullmatch(text, one.end, two.start)
    if measured and one.low == 1 and text[one.first.start].isalpha() and _ALONE.match(text, two.after):
        # One litre in five is lost.
        measured = False
    if not small or _TIME.match(text, two.end) or measured or (two.first.scaled and two.low > 1000):
        return None
    gap = text[one.end : two.start] if not two.money else text[one.end : two.start] + two.money
    match = _OUT_OF.fullmatch(gap) or _EVERY.fullmatch(text[one.end : two.start])
    if not match and one.low < 10 and two.low == 10 and text[one.first.start].isalpha():
        # Six of ten contacts.
        match = _OF_TEN.fullmatch(text, one.end, two.start)
    if not match or gap == "/" or (one.low > 1 and two.low > 100) or bool(one.money) != bool(two.money):
        return None
    share = 100 * one.low / two.low
    return one._replace(
        low=share, high=share, end=two.end, after=two.after, used=2, whole=True, unit="percent", factor=1.0, money=""
    )


def _to_one(text: str, one: Amount, two: Amount, _floor: int) -> Amount | None:
    """Nine to one, where a sentence tells of a ratio or of odds: so many times."""
    if two.low != 1 or two.unit or two.money or one.low <= 1 or one.unit or one.money:
        return None
    if text[one.end : two.start] not in (" to ", "-to-") or not _ALONE.match(text, two.end):
        return None
    told = _RATIO.search(text, sentence(text, one.start)[0], two.end) or one.low != int(one.low)
    return one._replace(end=two.end, after=two.end, unit="times", used=2) if told else None


def _range(text: str, one: Amount, two: Amount, floor: int) -> Amount | None:
    """Both ends of a range, which share scale and unit; a change and a sum are none."""
    opening = text[max(floor, one.start - 26) : one.start]
    between, source = _BETWEEN.search(opening), _FROM.search(opening)
    joint = text[one.after : two.first.start]
    match = _TO.fullmatch(joint) if joint.strip() else None
    # 25- to 34-year-olds.
    if match and not joint.startswith("- to ") and bool(match["dash"]) == bool(match["word"]):
        match = None
    match = match or (_AND.fullmatch(joint) if between else None)
    if not match or (one.unit and two.unit and one.unit != two.unit) or (one.money and two.kind != "number"):
        return None
    if (joint.startswith(" or ") and _OTHERS.search(text[max(0, one.start - 20) : one.start])) or (
        one.kind == "share" and (two.money or two.unit)
    ):
        # It has jumped a fifth to $4,230.
        return None
    if (one.unit and not two.unit) and not (one.money and _ends_alike(one, two)):
        return None
    if two.money and not one.money and one.unit:
        return None
    word = bool(match.groupdict().get("word"))
    if source and not word and _LEVELS.match(text, two.after):
        # From 20-25% to around 10%: the first level is a range.
        source = None
    if word and one.low and two.low > 8 * one.low and two.unit and not one.unit and moved(text, one.start):
        # Sugar slipped 0.6 to 19.2 cents.
        return None
    if word and two.money and not one.money and two.start < two.first.start and two.low > _FAR * max(one.low, one.high):
        # Zinc rose 1.1 to $3,069.
        return None
    if word and (one.money or one.unit) and one.unit not in ("percent", "years") and moved(text, one.start):
        return None
    if source and (one.money and two.money) and not _spread(text, one.start):
        return None
    if source and changing(text, one.start - len(source[0]), two.after) and not _spread(text, one.start):
        return None
    low, high = _scaled(text, one, two)
    unit, factor = two.unit or one.unit, two.factor if two.unit else one.factor
    if one.unit and two.unit:
        # £3.15 or 6p: no range.
        low = round(low * one.factor / two.factor, 9)
    if two.money and not one.money and not _plain(one):
        return None
    if not _in_order(low, high, one, between is not None) or (word and _apart(text, one, two, low, high, floor)):
        return None
    before = between or source
    unit = unit or ("years" if between and " age" in between[0] else "")
    start = one.start - len(before[0]) if before else one.start
    return one._replace(
        start=start,
        end=two.end,
        after=two.after,
        low=low,
        high=high,
        unit=unit,
        factor=factor,
        hedge=Hedge.RANGE,
        used=2,
    )


def _ends_alike(one: Amount, two: Amount) -> bool:
    """€12 to €15 billion, $3 to 5; but no $962 billion to 148 countries."""
    return bool(two.money) or two.first.scaled or not one.first.scaled


def _plain(one: Amount) -> bool:
    return not one.first.scaled and one.after == one.end


def _spread(text: str, start: int) -> bool:
    opening, _ = sentence(text, start)
    return bool(_SPREAD.search(text[max(opening, start - 40) : start]))


def _scaled(text: str, one: Amount, two: Amount) -> tuple[float, float]:
    """The ends of a range, the first with the scale of the second where it has none of its own."""
    low, high = one.low, two.low
    if two.start < two.first.start and text[two.start] in "-−–" and not two.money and text[two.start - 1] != " ":
        # The dash that joins the ends is no sign.
        high = two.first.value
    if not one.first.scaled and two.first.scaled and 0 < abs(low) < 1000:
        low = round(low * scale_factor(text, two), 6)
    elif not one.first.scaled and 0 < low < 1000 <= high and high % 1000 == 0 and low * 1000 < high <= 5000 * low:
        low *= 1000
    return low, high


def _in_order(low: float, high: float, one: Amount, between: bool) -> bool:
    if low == high:
        return False
    if low < high:
        return True
    return between or (low < 0 and high < 0) or one.kind == "share"


def _apart(text: str, one: Amount, two: Amount, low: float, high: float, floor: int) -> bool:
    """Whether `to` joins a change's amount and its result: declined by 850,000 to 1.4118 billion."""
    if _BY.search(text[max(floor, one.start - 14) : one.start]):
        if rates.per(text, two.after)[0] and not one.unit:
            # By 0.6 to 2.9 feet a year: no level.
            return False
        percent = two.unit in ("percent", "percentage points", "basis points")
        complete = abs(one.low) >= 1000 and two.first.scaled and (not one.first.scaled or one.unit == two.unit)
        return complete or high > (6 if percent else 3 if one.money and two.money else 4) * abs(low)
    return high > 1000 * abs(low) > 0 and (one.first.scaled or abs(one.low) >= 1000)
