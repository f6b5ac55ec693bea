"""The time that a heading, a header cell or a caption names."""

import functools
import re

from cited.intake.language.calendar_words import COUNTS, DASH, DAY, MONTH, ORDINAL, count, month, months
from cited.intake.language.measures import either
from cited.intake.periods.times import times
from cited.ledger.store import periods

_PART = re.compile(
    rf"\b(?P<m1>{MONTH}){DASH}(?P<m2>{MONTH})(?!\s?\d)|\b(?:H(?P<h>[12])|(?P<half>first|second) half)\b(?!\s?\d)"
    r"|\b(?:Q(?P<q>[1-4])|(?P<quarter>first|second|third|fourth) quarter)\b(?!\s?\d)",
    re.IGNORECASE,
)

# Three months ended 30 September, over the years; the month or the day alone.
SPAN_TO = re.compile(
    rf"\b(?:(?P<count>\d{{1,2}}|{either(COUNTS)}) months?|(?P<span>half-?year|year|quarter|month))"
    rf" (?:to|ended|ending|through)(?: the end of)?(?: {DAY})? ?(?P<month>{MONTH})(?: {DAY})?\b(?!,? (?:19|20)\d\d)",
    re.IGNORECASE,
)
_LONG = {"half-year": 6, "halfyear": 6, "year": 12, "quarter": 3, "month": 1}
_ALONE = re.compile(
    rf"\W*(?:as (?:of|at|on) |at )?(?:(?P<day>{DAY}) )?(?P<month>{MONTH})(?: (?P<after>{DAY}))?\W*"
    r"(?:(?:prov|prel|est|proj|rev)\w*\W*|[perf]\W*)?",
    re.IGNORECASE,
)

# Officers in post, 31 December; staff at 31 December (persons); but no data as of 31 March.
_AT_END = re.compile(
    rf"(?:, (?:as )?(?:(?:at|on|of) )?|(?<!\bdata )(?<!\bprices )\b(?:at|on|as (?:at|of|on)) )"
    rf"(?P<day>{DAY}) (?P<month>{MONTH})(?P<after>)(?=\W*$|\W*\(|,? (?:by|in)\b|, (?!(?:19|20)\d\d))",
    re.IGNORECASE,
)

# Spending, 2024/25 prices: the year of its prices is not that of a sum.
_PRICES = re.compile(r"\b(?:(?:at|in) )?(?:constant |average )?(?:19|20)\d\d(?:[/–-]\d\d)? prices\b", re.IGNORECASE)
# Q1 24 and H2 ’23, over a column.
_SHORT_PART = re.compile(r"\W*(?P<kind>Q|H)(?P<number>[1-4])\s?[ ’'/-]\s?(?P<year>[0-4]\d)(?P<rest>\W*|[ ]?[epf]\W*)")
# Sep 24, over a column.
_SHORT = re.compile(rf"(?P<month>{MONTH})[ -]?(?P<year>[12]\d)", re.IGNORECASE)


@functools.lru_cache(maxsize=256)
def in_part(words: str, year: str) -> str:
    """Return the part of a year that a heading without one names, in EDTF: July–December; else an empty text."""
    if (span := re.fullmatch(r"(\d{4})-(\d\d)/\1-(\d\d)", year)) and (match := _ALONE.fullmatch(words)):
        # A month of the quarter that a caption names.
        part = f"{span[1]}-{month(match['month']):02}"
        return part if span[2] <= part[5:] <= span[3] and not (match["day"] or match["after"]) else ""
    if not re.fullmatch(r"\d{4}", year):
        return ""
    if match := SPAN_TO.search(words):
        last = month(match["month"])
        first = last + 1 - (count(match["count"]) if match["count"] else _LONG[match["span"].lower()])
        before = first < 1
        if (first, last) == (1, 12):
            return year
        return f"{int(year) - before}-{first + 12 * before:02}/{year}-{last:02}"
    if match := _ALONE.fullmatch(words) or _AT_END.search(words):
        day = re.sub(r"\D", "", match["day"] or match["after"] or "")
        return f"{year}-{month(match['month']):02}" + (f"-{int(day):02}" if day else "")
    match = _PART.search(words)
    if not match:
        return ""
    if match["m1"]:
        first, last = month(match["m1"]), month(match["m2"])
        return months(int(year), first, last) if first < last else ""
    if number := match["h"] or match["half"]:
        half = ORDINAL.get(number.lower()) or int(number)
        return months(int(year), 6 * half - 5, 6 * half)
    quarter = ORDINAL.get((match["q"] or match["quarter"]).lower()) or int(match["q"])
    return months(int(year), 3 * quarter - 2, 3 * quarter)


_DAY = re.compile(
    # Actual to end May.
    rf"(?:(?:[^\W\d]+ ){{0,3}}?(?:to|by|at|until|through|end|as (?:at|of|on)|up to)[ -](?:the )?(?:end(?: of |[ -]))?)?"
    rf"(?:(?P<day>{DAY}) )?(?P<month>{MONTH})(?: (?P<after>{DAY}))?",
    re.IGNORECASE,
)


def without_year(words: str, now: str) -> str:
    """Return the day or month that a header cell names without a year, the last one up to the day `now`; else ''."""
    match = _DAY.fullmatch(words.strip())
    if not match or len(now) < 7:
        return ""
    day = re.sub(r"\D", "", match["day"] or match["after"] or "")
    told = f"-{month(match['month']):02}" + (f"-{int(day):02}" if day else "")
    year = int(periods.year(now))
    return f"{year if f'{year}{told}' <= now[: len(told) + 4] else year - 1}{told}"


@functools.lru_cache(maxsize=256)
def of_heading(words: str) -> str:
    """Return the one period that a heading, a header cell or a caption names, or an empty text."""
    if match := re.fullmatch(r"((?:19|20)\d\d)\.(0[1-9]|1[0-2])", words.strip()):
        return f"{match[1]}-{match[2]}"
    if match := _SHORT.fullmatch(words.strip()):
        return f"20{match['year']}-{month(match['month']):02}"
    if match := _SHORT_PART.fullmatch(words.strip()):
        return in_part(match["kind"] + match["number"], f"20{match['year']}")
    named = {time.period for time in times(_PRICES.sub("", words)) if time.period}
    return named.pop() if len(named) == 1 else ""
