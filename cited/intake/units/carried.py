"""Units that a number without one takes over from figures named before it: guesses, and marked as such."""

import re
from collections.abc import Sequence

from cited.intake.language.measures import CODES, CURRENCIES, NAMES
from cited.intake.language.sentences import sentence
from cited.intake.units import portions, topics
from cited.intake.units.amounts import Amount, ratio
from cited.intake.units.headings import MONEY_NAME
from cited.intake.units.implied import implied
from cited.intake.units.topics import Preceding
from cited.ledger.suggesting.fit import DURATIONS

_SIGNED = re.compile(r"[%\d]|per ?cent|percent", re.IGNORECASE)
# A hundredth of a currency.
PENCE = re.compile(r"\d ?p$|\b(?:pence|pennies|paise|kopecks)\b")
_CODE = re.compile(r"(?<![\w.&/-])(?!(?:A|I|Q|AIR|CPI|GDP|HIV|IQR|TEU|VAT) ?$)(?:[A-Z]|[A-Z]{3}) ?$")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d|\d{2,} (?:million|billion|trillion|thousand)\b|\d{3}\b")
_SHARES = ("percent", "times", "rank", "percentage points")
# The size of a sample, and what stands before its level: a rise of 5.8 points (95% confidence interval 4.1 to 7.5).
SAMPLE = re.compile(r"\b[nN]\s?=\s?$")
_INTERVAL = re.compile(r"(?:confidence|credible|prediction) intervals?\b[^.;()\d]{0,12}$|\b(?:CI|CrI)\b[^.;()\d]{0,8}$")
# What may stand before the number itself.
_ROUGHLY = r"(?:about |some |nearly |almost |over |just |only |around )*$"
_PRICE = re.compile(
    r"\b(?:(?:rent|wages?|salar(?:y|ies)|fees?|fares?|price|cost|bill|income|pension|allowance|premium|fine"
    r"|ransom|tuition)"
    r" (?:is|was|of|at|stood at|came to|rose to|fell to|had been|will be)|(?:asked|asking|demand(?:ed|ing)"
    r"|offered) (?:for )?)"
    rf" ?{_ROUGHLY}"
)
# The cedi weakened to 15.2 per dollar.
EXCHANGED = re.compile(r"(?: to [\d.,]+)? (?:per|to the|against the|a) (?:U\.?S\.? )?(dollar|euro|pound|yen)\b")
# The last ferry took fourteen and nineteen, and this one has needed seventeen already.
_TOOK = re.compile(
    r"\b(?:takes?|took|taken|taking|spent|lasts?|lasted|needs|needed|waited|waits)(?: another| a further)?"
    rf"(?: [\w-]+(?: and|,| or))? {_ROUGHLY}"
)
_DONE = re.compile(r"[.,;:)]|$| (?:on|to|and|or|in|at|with|for|already|so far|before|instead|altogether)\b")
_LONGEST, _LARGE = 100, 1e6
_AT = re.compile(r"(?: a (?:month|year))? at ")
_HIGHEST_RATE = 30
# By how much something changed, not to what.
_BY = re.compile(
    r"\b(?:by|another|further|up|down|gain\w*|lost|loses?|losing|adds?|added|adding|plus|minus|of|and|or|margin"
    r"|difference)"
    r"(?: [a-z]+)? ?$|[,(] $"
)
# A share or a rate of growth is hardly larger, in per cent.
LARGEST_SHARE = 1000
# How far back a number without a unit is told by another.
_BACK = 300
_MONEY = re.compile(
    r"\b(?:bills?|debts?|costs?|loans?|budget|price|deficit|surplus|turnover|revenues?|profits?|loss(?:es)?"
    r"|sales|fines?|invoice"
    r"|worth|lose|lost|saved?|spen[dt]|pa(?:id|ys?)|grants?|aid|funding|invest(?:ed|ment)|earned|owed?|lent"
    r"|borrowed|raised)"
    r"(?: (?:of|about|some|over|nearly|almost|around|more than|just|only|at|to|another|a further))* $",
    re.IGNORECASE,
)
# What tells what something was before, or is measured against; so many times as large are two levels of one thing.
BASE = re.compile(
    r"\b(?:(?:up|down)(?: sharply)? from|compared (?:with|to)|(?:as )?against|versus|than)"
    r"(?: (?:only|just|some|about))? $"
)
_OF = re.compile(r"\bof (?:the )?$")
_LIKE, _NEAR, _FAR = 10, 3, 1000
ANOTHER = re.compile(r"\b(?:another|a further|an additional) $")
# Of these, 310 need repair; A quarter of them (200) failed.
_OF_THESE = re.compile(
    r"(?:(?:out )?of|among) (?:these|those|them),?|the (?:first|last|other|remaining|next)"
    r"|(?:an?|one|two|three|half|most)?[ -]?\w* of (?:these|those|them)(?:,| ?\()",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\s(?:were|was|are|have|had|remain\w*|will|would|could|of them|did|do|came|went|got|took|won|lost|left"
    r"|fell|died|said|chose"
    r"|gave|made|saw|fled|ran|held|began|paid|spent|now|still|never|also|then|later|(?!need)[a-z]{2,}ed)\b"
)


def is_coded(text: str, start: int, end: int) -> bool:
    """Return whether letters before an amount are the sign of a currency that no table has: D 412.6 million."""
    large = _AMOUNT.match(text, start)
    return bool(large and _CODE.search(text[max(0, start - 5) : start]))


def carried(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """Return the unit that what stands before a number gives it, or an empty text; `before` has the nearest last."""
    unit = _carried(text, one, before)
    if unit == "rank" and _OF.search(text[max(0, one.start - 12) : one.start]):
        # Fourth of the five.
        return ""
    # Nothing takes a million and a half months.
    return "" if one.high >= _LARGE and (unit in DURATIONS or "/" in unit) else unit


def _carried(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    sample = SAMPLE.search(text[max(0, one.start - 12) : one.start]) or "/" in text[one.start : one.end]
    if sample or is_coded(text, one.start, one.end):
        return ""
    if unit := portions.portion(text, one, before):
        return unit
    if len(before) > 1 and before[-1].unit == "percent" and _INTERVAL.search(text[max(0, one.start - 40) : one.start]):
        return before[-2].unit
    # A share in words says nothing of a number after it: two thirds, or 800.
    before = [prior for prior in before if prior.unit != "percent" or _SIGNED.search(text, prior.start, prior.end)]
    if any(prior.unit == "percent" for prior in before) and not _BY.search(text[max(0, one.start - 24) : one.start]):
        # What 37 per cent, four points more than before, is told beside is a level, too: 29.
        before = [prior for prior in before if prior.unit != "percentage points"]
    opening, _ = sentence(text, one.start)
    bare = opening
    if text[:opening].endswith("; "):
        # In 2022 it ordered 41 recalls; in 2023 it ordered 56.
        opening, _ = sentence(text, opening - 2)
    if unit := _exchanged(text, one, opening) or _of_price(text, one, before) or _at_rate(text, one, before):
        return unit
    if unit := _taken(text, one, before):
        return unit
    free = [prior for prior in before if not _aside(text, prior, one.start)] or before
    # Ages and spans of time between do not part what is counted from what goes on with it.
    last = next((q for q in reversed(free) if one.high < 200 or q.unit not in DURATIONS), None)
    counted = next((q for q in reversed(before) if q.unit not in DURATIONS), None)
    if last and BASE.search(text[max(opening, one.start - 40) : one.start]):
        like = _nearest(one, last, [q for q in free if q.start >= opening and q.unit])
        if like is not last:
            return like.unit
    end = max(one.end, one.after)
    near = last if last and last.start >= opening else None
    nouns = [q for q in before if _is_counted(q) and q.start >= opening]
    if near and (unit := _as_many(text, one, near, nouns)):
        return unit
    unit = implied(text, one.start, end, one.high, (near.unit, near.high) if near else ("", 0.0))
    if not unit and counted and counted is not last and counted.start >= opening:
        # Twelve of the 20 projects were late by 9 months, two by more than three years.
        unit = implied(text, one.start, end, one.high, (counted.unit, counted.high))
    if not unit and near and (near.unit in CODES or near.unit in CURRENCIES) and nouns:
        # 18 dwellings on 0.9 hectares, since at most 12 are allowed.
        like = min(reversed(nouns), key=lambda q: ratio(one.high, q.high))
        unit = implied(text, one.start, end, one.high, (like.unit, like.high))
    if not unit and last:
        unit = _of_those_before(text, bare, one, before)
    if unit == "percent" and one.high > LARGEST_SHARE:
        # It gained 1.2 per cent to 4,312.7.
        unit = ""
    unit = unit or (_amount_before(text, one.start, opening, before) if _is_large(one) else "")
    return unit or topics.topic(topics.Place(text, one, opening), before)


def _as_many(text: str, one: Amount, near: Preceding, nouns: Sequence[Preceding]) -> str:
    """What a number counts that is far smaller than the sum before it, and much like what was counted before that:
    2,130 homes for €11.4 million, while the next valley, with 1,800, got nothing; 750 kits worth $92,000, and another
    400."""
    if near.unit not in CURRENCIES:
        return ""
    more = ANOTHER.search(text[max(0, one.start - 16) : one.start]) and ratio(one.high, near.high) > _LIKE
    if not more and (one.high < 100 or ratio(one.high, near.high) <= _FAR):
        return ""
    return next((q.unit for q in reversed(nouns) if ratio(one.high, q.high) < _NEAR), "")


def _is_counted(one: Preceding) -> bool:
    """Whether a quantity counts something that a noun names."""
    return one.unit.islower() and one.unit not in CODES


def _is_large(one: Amount) -> bool:
    """Whether a scale stands at an amount: 5 billion, ten to twelve billion."""
    return (one.first.scaled or (one.used > 1 and one.high >= 1e6)) and one.high >= 1000


def _of_price(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """The currency, of those named shortly before, of a price without one: her rent is 4,200."""
    if one.first.scaled or not _PRICE.search(text[max(0, one.start - 50) : one.start]):
        return ""
    sums = [q for q in before if q.unit in CURRENCIES and one.start - q.start < _BACK]
    best = min(reversed(sums), key=lambda q: ratio(one.high, q.high), default=None)
    return best.unit if best and ratio(one.high, best.high) < 100 else ""


def _at_rate(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """Per cent, of an interest beside a sum: he paid £450 at 2 per cent and now pays £940 at 5.5."""
    if one.high > _HIGHEST_RATE or not before or not _AT.fullmatch(text, before[-1].end, one.start):
        return ""
    rates = [q for q in before if q.unit == "percent" and one.start - q.start < _BACK]
    said = before[-1].unit in CURRENCIES and rates and text[: rates[-1].start].endswith(" at ")
    return "percent" if said else ""


def _taken(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """The span of time that something took so many of: ten years; the last ferry took fourteen."""
    if one.kind != "number" or one.high >= _LONGEST or not _TOOK.search(text[max(0, one.start - 50) : one.start]):
        return ""
    sums = [q for q in before if q.unit in (*DURATIONS, *CURRENCIES) and one.start - q.start < _BACK]
    return sums[-1].unit if sums and sums[-1].unit in DURATIONS and _DONE.match(text, one.end) else ""


def _exchanged(text: str, one: Amount, opening: int) -> str:
    """The currency of a rate of exchange, of which its sentence speaks: the cedi weakened to 15.2 per dollar."""
    money = EXCHANGED.match(text, one.end)
    named = [*MONEY_NAME.finditer(text, opening, one.start)] if money else []
    code = NAMES[named[-1][1].lower()].code if named else ""
    return code if money and code != NAMES[money[1].lower()].code else ""


def _nearest(one: Amount, last: Preceding, fit: Sequence[Preceding]) -> Preceding:
    """Which quantity a number is the base of: the one before it, unless that is far off in size and another is near.

    It flowed for 6,412 hours, from 17 pipes, up from 2,980 a year before.
    """
    sizes = {index: ratio(one.high, q.high) for index, q in enumerate(fit)}
    best = min(sizes, key=lambda index: sizes[index], default=-1)
    return fit[best] if best >= 0 and sizes[best] < _LIKE and ratio(one.high, last.high) > 4 * _LIKE else last


def _aside(text: str, prior: Preceding, start: int) -> bool:
    """Whether a quantity stands in brackets that are closed before `start`: $4.2 billion (€3.9 billion)."""
    within = text.rfind("(", 0, prior.start) > text.rfind(")", 0, prior.start)
    return within and text.find(")", prior.end, start) >= 0


def _amount_before(text: str, place: int, opening: int, before: Sequence[Preceding]) -> str:
    """The unit that a number at `place` with a scale and no noun has from one before it: $3 billion in 2014 and 5
    billion in 2019. `opening` is where its sentence begins; what stands in brackets gives none."""
    large = [q for q in before if q.unit and q.unit not in _SHARES and q.high >= 10_000]
    for one in reversed(large):
        brackets = text.count("(", opening, one.start) - text.count(")", opening, one.start)
        if one.start >= opening and not brackets:
            return one.unit
    money = bool(_MONEY.search(text[max(0, place - 40) : place]))
    # Further back, a sum goes with sums and a count with counts.
    near = [q for q in large if place - q.start < _BACK and (q.unit in CURRENCIES) == money]
    return near[-1].unit if near else ""


def _of_those_before(text: str, opening: int, one: Amount, before: Sequence[Preceding]) -> str:
    """The unit of a bare number that opens its sentence and tells of what was counted before: Nine were taken away."""
    words = text[opening : one.start].strip(' “"')
    counted = [q for q in before if _is_counted(q)]
    if opening and _OF_THESE.fullmatch(words):
        # Of 1.8 million TEU, too.
        others = ("", *CURRENCIES, *_SHARES, *DURATIONS)
        if whole := [q.unit for q in before if q.unit not in others and q.high > one.high]:
            return whole[-1]
    if opening and counted and _OF_THESE.fullmatch(words):
        return counted[-1].unit
    # What the paragraph counted first is what it speaks of.
    opens = opening > 0 and not words and _DID.match(text, one.end)
    return next((q.unit for q in counted if one.high < q.high and q.unit not in DURATIONS), "") if opens else ""
