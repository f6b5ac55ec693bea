"""The periods of relative times, such as `this year`, by the document's date or by the time named before."""

import calendar
import datetime
import re

from cited.intake.language.calendar_words import months
from cited.intake.periods import weeks
from cited.intake.periods.relative import Relative
from cited.ledger.store import periods

_PERFECT = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
# The fee rises to 5 euros from 1 July, which is not past.
_ONWARDS = re.compile(
    r"\b(?:from|as of|as from|starting(?: on)?|beginning(?: on)?|effective(?: from)?|with effect from) (?:the )?$",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|will|shall|must|may|can|ris(?:es|ing)|falls?|falling|goes|going|appl(?:y|ies)|increases|decreases"
    r"|drops"
    r"|costs|pays?|becomes?|begins?|starts?|takes|takes? effect|gets?|receives?|comes?|changes?|introduces|cuts|raises"
    r"|lowers)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|has|have|did|rose|fell|grew|came|went|took|paid|held|stood)\b", re.IGNORECASE)
# By December £640,000 was owed.
_WAS = re.compile(r"\s*(?:\S+ ){1,6}(?:was|were|had)\b")
# Nine had not been started by June.
_DONE = re.compile(r"\bhad (?:not |already |only )?(?:been )?[a-z]+(?:ed|n|t)\b[^.;,]*$")
_EXPECTS = re.compile(r"\b(?:expects?|forecasts?|projects|predicts?|foresees?) (?!for\b)", re.IGNORECASE)
# Hours will be cut from 60 to 45 from July; it needs $2 million to keep going until October.
_AHEAD = re.compile(r"\b(?:will|shall|(?:could|might|may) be|needs?|requires?)\b(?:[^.;,]|[.,]\d)*$", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|shall|expect\w*|forecast\w*|next|plan(?:s|ned|ning)?|project(?:s|ed|ions?)?|should(?! have)|likely to"
    r"|(?:is|are) (?:due|set|scheduled|to (?!\w+ed\b))|due to"
    r"|(?:rises|falls|increases|goes (?:up|down)) (?:by|to|from) [^.;]{1,30} (?:on|in|from)(?= (?:the )?$)"
    r"|(?<!housing )(?:rises|falls|increases|meets?|runs? out|takes? place|kicks? off|opens?|closes|begins?|starts?"
    r"|ends|expires?|reopens?)(?: [a-z]+)? (?:on|in)(?= (?:the )?$)"
    r"|predict\w*|foresee\w*|seen at)\b",
    re.IGNORECASE,
)


def resolved(relative: Relative, anchor: str, year: str, now: str, before: str) -> str:
    """Return the period of a relative time in EDTF, or an empty text where what it is told by is not known.

    `anchor` is the time named before it, `year` that of which its paragraph tells, `now` the document's date, `before`
    the words before it in its sentence.
    """
    if relative.base == "weekday":
        day = weeks.weekday(now, relative.steps, bool(_FUTURE.search(before[-60:])))
        return f"{day}/.." if relative.since and day else day
    if relative.base == "month":
        # In November last year.
        if not relative.part or not now[:4].isdecimal():
            return ""
        number, (first, last, _) = int(now[:4]) + relative.steps, relative.part
        return months(number, first, last) if first < last else f"{number}-{last:02}" + "/.." * relative.since
    if relative.base == "now" and relative.unit == "week":
        return weeks.week(now, relative.steps)
    if relative.base in ("numbered week", "season", "fiscal"):
        return weeks.by_date(relative.base, now, relative.steps, relative.part)
    if relative.base == "year":
        # The same quarter of 2023, of the previous year.
        anchor = anchor or (now if relative.unit == "day" else "")
        named = periods.year(anchor)
        by = relative.steps if relative.steps < 0 or not named else relative.steps - int(named)
        return step(anchor, by) if named else ""
    if relative.base == "quarter":
        return _quarter(anchor, relative.steps)
    if relative.base == "last":
        # Last August: of whatever year the paragraph tells, this is told by the document's date.
        return _with_year(relative, periods.year(now) or year or periods.year(anchor), now, before)
    if relative.base == "part":
        return _with_year(relative, year or periods.year(now) or periods.year(anchor), now, before)
    if relative.base == "now" and relative.unit == "year" and weeks.is_fiscal(anchor, now):
        # In 2013-14 it was 11 million, and this year it will be 13.
        return weeks.fiscal(now, relative.steps)
    if relative.base == "now":
        return step(_of_unit(now, relative.unit), relative.steps, relative.unit) if now else ""
    if relative.whole and span_of(anchor) == "day":
        # The prior year, though a day was named last.
        anchor = _of_unit(anchor, relative.unit)
    if relative.steps:
        return step(
            anchor or (_of_unit(now, relative.unit) if relative.unit == "year" else ""), relative.steps, relative.unit
        )
    return (
        anchor
        if relative.unit in ("period", "time", "then") or span_of(anchor) == relative.unit
        else _of_unit(anchor, relative.unit)
    )


def _with_year(relative: Relative, year: str, now: str, before: str) -> str:
    assert relative.part is not None
    first, last, day = relative.part
    if relative.since and now and _PERFECT.search(before[-60:]):
        # It has been so since December: the last one.
        year = periods.year(now)
    if not periods.year(year):
        return ""
    closing = periods.ends(year)[1]
    number = int(periods.year(closing) or periods.year(year))
    end = f"{number}-{last:02}"
    within = "/" not in year or not periods.year(closing) or end <= closing
    if not within and (periods.year(year) != periods.year(closing) or end > periods.month(now)):
        # June, told of the fiscal year to March.
        number -= 1
    onwards = first == last and now and _ONWARDS.search(before) and _PRESENT.search(before) and not _PAST.search(before)
    if len(now) >= 7 and (onwards or number >= int(periods.year(now))):
        number = max(number, int(periods.year(now)) - 1) if onwards else number
        ahead = bool(onwards or _FUTURE.search(before[-40:]) or _EXPECTS.search(before[-120:]) or _AHEAD.search(before))
        ahead = ahead or (relative.ahead and not (_WAS.match(before) or _DONE.search(before[-60:])))
        number = int(periods.year(now))
        if f"{number}-{last if relative.unit == 'month' else first:02}" > periods.month(now) and not ahead:
            number -= 1
        elif ahead and f"{number}-{last:02}" < periods.month(now):
            number += 1
    end = f"{number}-{last:02}"
    if day:
        end = f"{end}-{min(day, calendar.monthrange(number, last)[1]):02}"
    if relative.since:
        return f"{end}/.."
    if relative.week:
        return f"{step(end, -6, 'day')}/{end}"
    if day and relative.steps:
        begin = min(relative.steps, calendar.monthrange(number - (first > last), first)[1])
        return f"{number - (first > last)}-{first:02}-{begin:02}/{end}"
    if day or first == last:
        return end
    return f"{number - (first < 1 or first > last)}-{(first - 1) % 12 + 1:02}/{end}"


def _quarter(anchor: str, number: int) -> str:
    """Another quarter, where a quarter was named last: 4.1 per cent in the fourth quarter of 2024, 3.6 in the third."""
    if span_of(anchor) == "half-year" and number in (1, 2):
        return months(int(periods.year(anchor)), 6 * number - 5, 6 * number)
    if span_of(anchor) != "quarter":
        return ""
    if number < 0:
        return step(anchor, number, "quarter")
    return months(int(periods.year(anchor)), 3 * number - 2, 3 * number)


def span_of(period: str) -> str:
    """How long a period is: year, quarter, half-year, month, day, or an empty text."""
    first, last = periods.ends(period)
    if "/" not in period:
        return {4: "year", 7: "month", 10: "day"}.get(len(first), "")
    if len(first) == len(last) == 7:
        return {2: "quarter", 5: "half-year", 11: "year"}.get(
            periods.month_number(last) - periods.month_number(first), ""
        )
    if len(first) == len(last) == 10:
        return "week" if weeks.days(first, last) == 7 else ""
    return "year" if len(first) == len(last) == 4 and first.isdecimal() and last.isdecimal() else ""


def _of_unit(period: str, unit: str) -> str:
    """The year, quarter or month in which a day or a month lies; the period itself where it is not shorter."""
    year = periods.year(period)
    if not year:
        return ""
    if unit == "year":
        return year if year == periods.year(periods.ends(period)[1]) else period
    if unit == "day":
        return period if len(period) == 10 else ""
    if "/" in period or len(period) < 7:
        return ""
    if unit == "quarter":
        first = 3 * (periods.month_number(period) % 12 // 3) + 1
        return months(int(year), first, first + 2)
    return periods.month(period) if unit == "month" else ""


def step(period: str, steps: int, unit: str = "year") -> str:
    """Return a period some years, quarters or months later; empty where it is not told in such a unit."""
    if unit in ("year", "decade"):
        steps *= 10 if unit == "decade" else 1
        return re.sub(r"(?<!\d)\d{4}", lambda m: f"{int(m[0]) + steps:04}", period)
    if unit == "week" and span_of(period) == "week":
        return "/".join(step(day, steps, unit) for day in periods.ends(period))
    if unit in ("day", "week"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", period):
            return ""
        days = steps * (7 if unit == "week" else 1)
        return str(datetime.date.fromisoformat(period) + datetime.timedelta(days=days))
    if unit not in ("quarter", "month", "half-year") or (span_of(period) != unit and steps):
        return "" if not (unit == "month" and span_of(period) == "day") else step(periods.month(period), steps, unit)
    by = steps * {"quarter": 3, "half-year": 6}.get(unit, 1)

    def moved(m: re.Match[str]) -> str:
        number = periods.month_number(m[0]) + by
        return f"{number // 12}-{number % 12 + 1:02}"

    return re.sub(r"\d{4}-\d\d", moved, period)
