"""Relative times: this year, the month before, in May; told by the document's date or by the time named before."""

import calendar
import datetime
import re
from typing import NamedTuple

from cited.intake.calendar_words import COUNTS, DAY, MONTH, ORDINAL, month, months
from cited.intake.measures import either

_UNIT = r"years?|quarters?|months?|half-years?|decades?|weeks?|days?"
_KIND = r"(?:fiscal |financial |calendar |full |whole )?"
_COUNT = rf"\d{{1,2}}|{either(COUNTS)}"
_BEHIND = r"(?!\s?\d|\s?(?:1[5-9]|20|21)\d\d)"
# Name of the form, and its pattern; `relative` reads what each says.
FORMS = [
    (
        "ago",
        rf"\b(?P<rc>{_COUNT}) {_KIND}(?P<ru>{_UNIT}) (?:earlier|ago|before|previously)\b"
        rf"|\b(?:the |its )?(?:previous|preceding|prior) {_KIND}(?P<ru2>year|quarter|month|half-year)\b"
        r"|\bthe (?P<ru3>year|quarter|month) (?:before|earlier)\b",
    ),
    (
        "later",
        rf"\b(?P<lc>{_COUNT}) {_KIND}(?P<lu>{_UNIT}) later\b"
        r"|\bthe (?:following|subsequent) (?P<lu2>year|quarter|month)\b|\bthe (?P<lu3>year|quarter|month) after\b",
    ),
    (
        "named",
        rf"\b(?P<nw>this|last|next|the current|the coming|the(?= (?:full|whole|entire) year)) (?:entire )?{_KIND}"
        r"(?P<nu>year|quarter|month)\b",
    ),
    ("today", r"\b(?P<td>today|currently|to date|at present)\b"),
    (
        "same",
        r"\b(?:(?:in|during|over|for|at|on) )?(?:(?:the same|that) "
        r"(?P<su>month|quarter|year|half-year|period|day|time|week)"
        r"|(?<=in )the (?P<su2>month|quarter|half-year)|(?<=over )the (?P<su3>quarter|half-year|month))\b"
        r"(?! (?:of|to|before|after|ended|ending))(?! in \d)",
    ),
    (
        "monthsto",
        rf"\b(?:(?P<mc>{_COUNT}) )?(?P<mu>year|quarter|months?) (?:to|ending|ended|through)(?: in)?(?: end-)?"
        rf"(?: the end of)?(?: {DAY})? ?(?P<mm>{MONTH})\b{_BEHIND}",
    ),
    (
        "quarterof",
        r"\b(?:the |in )(?P<qo>first|second|third|fourth|final) quarter\b(?! (?:of|in) (?:the year |fiscal )?\d)"
        r"|\bQ(?P<qn>[1-4])\b(?!\s?(?:FY|of|\d))",
    ),
    (
        "halfof",
        r"\bthe (?P<ho>first|second) half(?:-year)?\b(?!-)(?! of (?!the year\b(?! \d))| in \d| \d{4})"
        r"|\bH(?P<hn>[12])\b",
    ),
    (
        "dayof",
        rf"(?:\bsince )?(?P<dd>{DAY})(?:\sof)?\s(?P<dm>{MONTH})\b{_BEHIND}"
        rf"|\b(?P<dm2>{MONTH})\s(?P<dd2>{DAY})(?![\d%,.]\d|\s?%)",
    ),
    (
        "monthof",
        r"\b(?:in|since|from|to|of|for|by|until|through|during|and|end-|mid-|early|late|last|(?:at )?the end of"
        rf"|early in|late in) ?(?P<om>{MONTH})\b{_BEHIND}|(?<=\()(?P<om2>{MONTH})(?=: )",
    ),
]
# What a line must have for any of these forms to stand in it.
MAYBE = re.compile(
    r"\b(?:years?|quarters?|months?|half-year|decades?|period|day|time|today|currently|to date|present|half"
    r"|Q[1-4]|H[12])\b"
    rf"|\b{MONTH}\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|shall|expect\w*|forecast|next|plan\w*|project\w*)\b", re.IGNORECASE)


class Relative(NamedTuple):
    """How a time is told by another: by the `anchor` named before it or by `now`; `steps` of a `unit` from it.

    `part` is first and last month, and day, of a time that lacks its year.
    """

    base: str
    unit: str = "year"
    steps: int = 0
    part: tuple[int, int, int] | None = None
    since: bool = False
    ahead: bool = False


def relative(kind: str, m: re.Match[str]) -> Relative | None:
    """Return what a match of a form says, None where it is none after all: `may` is a word, too."""
    if kind in ("ago", "later"):
        keys = ("rc", "ru", "ru2", "ru3") if kind == "ago" else ("lc", "lu", "lu2", "lu3")
        count, *units = (m[key] for key in keys)
        steps = (int(count) if count.isdecimal() else COUNTS[count.lower()]) if count else 1
        unit = next(one for one in units if one).lower().removesuffix("s")
        return Relative("anchor", unit, -steps if kind == "ago" else steps)
    if kind == "named":
        word = m["nw"].lower()
        return Relative("now", m["nu"].lower(), {"last": -1, "next": 1, "the coming": 1}.get(word, 0))
    if kind == "today":
        return Relative("now", "day")
    if kind == "same":
        return Relative("anchor", next(m[key] for key in ("su", "su2", "su3") if m[key]).lower())
    return _part(kind, m)


def _part(kind: str, m: re.Match[str]) -> Relative | None:
    """A time without its year: a month, a day of a month, a quarter, a half, the months to a month."""
    if kind == "monthsto":
        count = m["mc"] and (int(m["mc"]) if m["mc"].isdecimal() else COUNTS[m["mc"].lower()])
        span = {"year": 12, "quarter": 3}.get(m["mu"].lower()) or count or 12
        last = month(m["mm"]) if m["mm"][0].isupper() else 0
        return Relative("part", "month", part=(last - span + 1, last, 0)) if last else None
    if kind == "quarterof":
        number = ORDINAL[m["qo"].lower()] if m["qo"] else int(m["qn"])
        return Relative("part", "quarter", part=(3 * number - 2, 3 * number, 0))
    if kind == "halfof":
        second = (m["ho"] or m["hn"]).lower() in ("second", "2")
        return Relative("part", "half", part=(7, 12, 0) if second else (1, 6, 0))
    # Only the forms that may begin as the match does have groups in it.
    groups = m.groupdict("")
    name = next(groups[key] for key in ("dm", "dm2", "om", "om2") if groups.get(key))
    if not name[0].isupper():
        return None
    number, days = month(name), groups.get("dd") or groups.get("dd2") or ""
    day = int(re.sub(r"\D", "", days) or 0)
    if day > 31:
        return None
    since = m[0].lower().startswith("since")
    ahead = m[0].lower().startswith(("by", "until"))
    return Relative("part", "day" if day else "month", part=(number, number, day), since=since, ahead=ahead)


def resolved(said: Relative, anchor: str, year: str, now: str, before: str) -> str:
    """Return the period of a relative time in EDTF, or an empty text where what it is told by is not known.

    `anchor` is the time named before it, `year` that of which its paragraph tells, `now` the document's date, `before`
    the words before it in its sentence.
    """
    if said.base == "part":
        return _with_year(said, year or now[:4] or anchor[:4], now, before)
    if said.base == "now":
        return step(_of_unit(now, said.unit), said.steps, said.unit) if now else ""
    if said.steps:
        return step(anchor or (_of_unit(now, said.unit) if said.unit == "year" else ""), said.steps, said.unit)
    return anchor if said.unit in ("period", "time") or _unit(anchor) == said.unit else _of_unit(anchor, said.unit)


def _with_year(said: Relative, year: str, now: str, before: str) -> str:
    assert said.part is not None
    first, last, day = said.part
    if not year.isdecimal():
        return ""
    number = int(year)
    if len(now) >= 7 and number >= int(now[:4]):
        ahead = said.ahead or bool(_FUTURE.search(before[-40:]))
        number = int(now[:4])
        if f"{number}-{last if said.unit == 'month' else first:02}" > now[:7] and not ahead:
            number -= 1
        elif ahead and f"{number}-{last:02}" < now[:7]:
            number += 1
    end = f"{number}-{last:02}"
    if day:
        end = f"{end}-{min(day, calendar.monthrange(number, last)[1]):02}"
    if said.since:
        return f"{end}/.."
    if day or first == last:
        return end
    return f"{number - (first < 1)}-{(first - 1) % 12 + 1:02}/{end}"


def _unit(period: str) -> str:
    """How long a period is: year, quarter, half-year, month, day, or an empty text."""
    first, _, last = period.partition("/")
    if not last:
        return {4: "year", 7: "month", 10: "day"}.get(len(first), "")
    if len(first) == len(last) == 7:
        return {2: "quarter", 5: "half-year", 11: "year"}.get(_month(last) - _month(first), "")
    return "year" if len(first) == len(last) == 4 and first.isdecimal() and last.isdecimal() else ""


def _of_unit(period: str, unit: str) -> str:
    """The year, quarter or month in which a day or a month lies; the period itself where it is not shorter."""
    if not re.match(r"\d{4}", period):
        return ""
    if unit == "year":
        return period[:4] if "/" not in period or period[:4] == period.partition("/")[2][:4] else period
    if unit == "day":
        return period if len(period) == 10 else ""
    if "/" in period or len(period) < 7:
        return ""
    if unit == "quarter":
        first = 3 * ((int(period[5:7]) - 1) // 3) + 1
        return months(int(period[:4]), first, first + 2)
    return period[:7] if unit == "month" else ""


def _month(period: str) -> int:
    return 12 * int(period[:4]) + int(period[5:7]) - 1


def step(period: str, steps: int, unit: str = "year") -> str:
    """Return a period some years, quarters or months later; empty where it is not told in such a unit."""
    if unit in ("year", "decade"):
        steps *= 10 if unit == "decade" else 1
        return re.sub(r"(?<!\d)\d{4}", lambda m: f"{int(m[0]) + steps:04}", period)
    if unit in ("day", "week"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", period):
            return ""
        days = steps * (7 if unit == "week" else 1)
        return str(datetime.date.fromisoformat(period) + datetime.timedelta(days=days))
    if unit not in ("quarter", "month", "half-year") or (_unit(period) != unit and steps):
        return "" if not (unit == "month" and _unit(period) == "day") else step(period[:7], steps, unit)
    by = steps * {"quarter": 3, "half-year": 6}.get(unit, 1)

    def moved(m: re.Match[str]) -> str:
        number = _month(m[0]) + by
        return f"{number // 12}-{number % 12 + 1:02}"

    return re.sub(r"\d{4}-\d\d", moved, period)
