"""Relative times: this year, the month before, in May; told by the document's date or by the time named before."""

import re
from typing import NamedTuple

from cited.intake.language.calendar_words import COUNTS, DAY, MONTH, ORDINAL, TOLD, count, month
from cited.intake.language.measures import either

_UNIT = r"years?|quarters?|months?|half-years?|decades?|weeks?|days?"
_KIND = r"(?:fiscal |financial |business |calendar |full |whole )?"
_COUNT = rf"\d{{1,2}}|{either(COUNTS)}"
_TO = r"(?:\s?[-–—]\s?| to | and | until | through )"
# No day, as in March 12, and no year; but: in March 1,240 ships.
_AFTER = (
    r"(?!\s?(?:[0-2]?\d|3[01])(?!\d|,\d{3}| [a-z]{3,}s\b)|\s?(?:1[5-9]|20|21)\d\d)"
    # Oct. 28; but: It fell in October. 28 ships came.
    r"(?!(?<=\b[A-Za-z]{3})\.\s\d{1,2}(?!\d|,\d{3}))"
)
_AFTER_YEAR = r"(?!,?\s(?:19|20)\d\d\b)"
# Name of the form, and its pattern; `relative` reads what each says.
FORMS = [
    (
        "monthin",
        rf"\b(?:(?:in|since|from|to|of|for|by|until|during) )?(?P<mi>{MONTH})(?: of)? (?P<mw>last|this|next) year\b"
        r"|\b(?:the )?(?P<mq>first|second|third|fourth|final) (?P<mh>quarter|half) of (?P<my>last|this|next) year\b",
    ),
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
        r"(?P<nu>year|quarter|month|week(?!end|day))\b"
        # By 3.1% this year and 3.2% next.
        r"|(?:(?<=[\d%] )|(?<=cent ))(?P<nn>next)(?=[.,;)]|$| (?:and|but)\b)"
        r"|\bby (?:the )?(?:year[- ]end|end of the year)\b",
    ),
    ("today", r"\b(?P<td>today|currently|to date|at present|this (?:morning|afternoon|evening))\b"),
    ("yesterday", r"\b(?P<ye>yesterday|last night)\b"),
    (
        "weekday",
        r"\b(?:on|by|since|until|late on|early on|last) "
        r"(?P<wd>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\b"
        rf"(?!,? {DAY}(?: of)?\s{MONTH})(?!,? {MONTH}\s)",
    ),
    (
        "same",
        r"\b(?:(?:in|during|over|for|at|on) )?(?:(?:the same|that) "
        r"(?P<su>month|quarter|year|half-year|period|day|time|week)"
        r"|(?<=in )the (?P<su2>month|quarter|half-year)"
        r"|(?<=over )the (?P<su3>quarter|half-year|month|year(?= as a whole))"
        r"|(?<=for )the (?P<su5>year)(?! (?:as|was|is|it|that|they|he|she|in)\b)"
        r"|(?<=during )the (?P<su4>year|quarter|half-year|month))\b"
        r"(?! (?:of|to|before|after|ended|ending|last year|(?:a|one) year (?:ago|earlier|before)|the year before"
        r"|the (?:previous|preceding|prior) year))(?! in \d)",
    ),
    (
        "monthsto",
        rf"(?<!\bby )\b(?:(?P<mc>{_COUNT}) )?(?P<mu>year|quarter|months?) (?:to|ending|ended|through)(?: in)?(?: end-)?"
        rf"(?: the end of)?(?: {DAY})? ?(?P<mm>{MONTH})\b{_AFTER}",
    ),
    (
        "quarterof",
        r"\b(?:the |in )(?P<qo>first|second|third|fourth|final) quarter\b(?! (?:of|in) (?:the year |fiscal )?\d)"
        # Its third-quarter profit.
        r"|\b(?P<qa>first|second|third|fourth)-quarter(?= (?!of\b|in\b)[a-z])"
        r"|\bQ(?P<qn>[1-4])\b(?!\s?(?:FY|of|\d))",
    ),
    (
        "halfof",
        r"\bthe (?P<ho>first|second) half(?:-year)?\b(?!-)(?! of (?!the year\b(?! \d))| in \d| \d{4})"
        r"|\b(?P<ha>first|second)-half(?= (?!of\b|in\b)[a-z])"
        r"|\bH(?P<hn>[12])\b",
    ),
    (
        "firstmonthsof",
        rf"\b(?:in|over|during|for|of) the first (?P<fm>{_COUNT}) (?P<fu>months|quarters)\b"
        r"(?! of (?!the (?:fiscal )?year\b))"
        # Its nine-month take.
        rf"|\b(?:its|their|our|the) (?P<fs>{_COUNT})-month (?=(?:take|total|tally|collections?|revenues?|sales"
        rf"|profits?|turnover"
        r"|results?|figures?|output|earnings|income|loss|deficit|surplus|exports|imports)\b)",
    ),
    (
        "ordinalof",
        r"\bin the (?P<oo>first|second|third|fourth|final|previous)(?=[,.;)]|$| (?:and|but|while|compared|against)\b)",
    ),
    (
        "monthsof",
        rf"\b(?P<n1>{MONTH}){_TO}(?P<n2>{MONTH})\b{_AFTER}",
    ),
    (
        "corresponding",
        r"\bthe (?:same|corresponding|comparable) (?:quarter|period|month|half|half-year|time|(?P<cd>day|date))"
        r"(?: of| in)? "
        r"(?:(?P<cy>(?:19|20)\d\d)|(?:the )?(?P<cp>previous|preceding|prior|last) year"
        r"|(?P<ca>(?:a|one) year (?:ago|earlier|before)|the year before))\b"
        r"|\bthe (?P<cq>(?:prior|previous|last)-year|year-(?:ago|earlier)) (?:quarter|period|month|half"
        r"|half-year|week)\b",
    ),
    (
        "weekto",
        rf"\bweek (?:to|ending|ended)(?: on)? (?P<wt>{DAY})\s(?P<wm>{MONTH})\b{_AFTER_YEAR}",
    ),
    (
        "daysof",
        rf"(?P<e1>{DAY})(?:\s(?P<e2>{MONTH}))?(?:\s?[-–—]\s?| to | and )(?P<e3>{DAY})\s(?P<e4>{MONTH})\b{_AFTER}"
        rf"|\b(?:the )?first (?P<e9>{_COUNT}) days of (?P<e0>{MONTH})\b{_AFTER}"
        rf"|\b(?P<e5>{MONTH})\s(?P<e6>{DAY})(?:\s?[-–—]\s?| to | and )(?:(?P<e7>{MONTH})\s)?"
        rf"(?P<e8>{DAY})(?![\d%,.]\d|\s?%)",
    ),
    (
        "dayof",
        rf"(?:\bsince (?:(?:the|its|their) (?:[a-z]+ ){{1,6}}on )?)?(?P<dd>{DAY})(?:\sof)?\s(?P<dm>{MONTH})\b{_AFTER}"
        rf"|\b(?P<dm2>{MONTH})\s(?P<dd2>{DAY})(?![\d%,.]\d|\s?%)"
        rf"|(?:\bthe )?\b(?P<dw>first) of (?P<dm3>{MONTH})\b{_AFTER}",
    ),
    (
        "monthof",
        r"\b(?:(?:since (?:the|its|their) (?:[a-z]+ ){1,6})?in|since|from|to|of|for|by|until|through|during|and"
        r"|end-|mid-"
        rf"|early|late|last|(?:at )?the end of|early in|late in) ?(?P<om>{MONTH})\b{_AFTER}(?!{_TO}{MONTH}\b)"
        rf"|(?<=\()(?P<om2>{MONTH})(?=: )"
        # September exports; the October reading.
        rf"|\b(?P<om3>(?!ma[yr]|august [a-z]+ed\b){MONTH})(?:['’]s)?(?= (?:{either(TOLD)})\b)",
    ),
]
_WEEK = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


class Relative(NamedTuple):
    """How a time is told by another: by the `anchor` named before it or by `now`; `steps` of a `unit` from it.

    `part` is first and last month, and day, of a time that lacks its year; `week`: that day ends a week; `whole`: it
    is all of its unit.
    """

    base: str
    unit: str = "year"
    steps: int = 0
    part: tuple[int, int, int] | None = None
    since: bool = False
    ahead: bool = False
    week: bool = False
    whole: bool = False


def relative(kind: str, m: re.Match[str]) -> Relative | None:
    """Return what a match of a form says, None where it is none after all: `may` is a word, too."""
    if kind in ("ago", "later"):
        keys = ("rc", "ru", "ru2", "ru3") if kind == "ago" else ("lc", "lu", "lu2", "lu3")
        counted, *units = (m[key] for key in keys)
        steps = count(counted) if counted else 1
        unit = next(one for one in units if one).lower().removesuffix("s")
        return Relative("anchor", unit, -steps if kind == "ago" else steps, whole=kind == "ago" and bool(m["ru2"]))
    if kind == "named":
        if not m["nw"]:
            return Relative("now", "year", 1 if m["nn"] else 0)
        word = m["nw"].lower()
        return Relative("now", m["nu"].lower(), {"last": -1, "next": 1, "the coming": 1}.get(word, 0))
    if kind == "yesterday":
        return Relative("now", "day", -1)
    if kind == "weekday":
        return Relative("weekday", "day", _WEEK.index(m["wd"].lower()), since=m[0].lower().startswith("since"))
    if kind == "today":
        return Relative("now", "day")
    if kind == "corresponding":
        return Relative("year", "day" if m["cd"] else "year", int(m["cy"]) if m["cy"] else -1)
    if kind == "ordinalof":
        word = m["oo"].lower()
        return Relative("quarter", "quarter", -1 if word == "previous" else ORDINAL[word])
    if kind == "same":
        return Relative("anchor", next(m[key] for key in ("su", "su2", "su3", "su4", "su5") if m[key]).lower())
    return _part(kind, m)


def _part(kind: str, m: re.Match[str]) -> Relative | None:
    """A time without its year: a month, a day of a month, a quarter, a half, the months to a month."""
    if kind == "monthsto":
        span = {"year": 12, "quarter": 3}.get(m["mu"].lower()) or (count(m["mc"]) if m["mc"] else 12)
        last = month(m["mm"]) if m["mm"][0].isupper() else 0
        return Relative("part", "month", part=(last - span + 1, last, 0)) if last else None
    if kind == "quarterof":
        named = m["qo"] or m["qa"]
        number = ORDINAL[named.lower()] if named else int(m["qn"])
        return Relative("part", "quarter", part=(3 * number - 2, 3 * number, 0))
    if kind == "monthsof":
        if not (m["n1"][0].isupper() and m["n2"][0].isupper()):
            return None
        return Relative("part", "month", part=(month(m["n1"]), month(m["n2"]), 0))
    if kind == "firstmonthsof":
        each = 3 if m["fu"] and m["fu"].lower() == "quarters" else 1
        return Relative("part", "month", part=(1, min(each * count(m["fm"] or m["fs"]), 12), 0))
    if kind == "monthin":
        return _of_year(m)
    if kind == "weekto":
        name = m["wm"]
        day = int(re.sub(r"\D", "", m["wt"]))
        named = name[0].isupper() and 0 < day < 32
        return Relative("part", "day", part=(month(name), month(name), day), week=True) if named else None
    if kind == "daysof":
        return _days(m)
    if kind == "halfof":
        second = (m["ho"] or m["ha"] or m["hn"]).lower() in ("second", "2")
        return Relative("part", "half", part=(7, 12, 0) if second else (1, 6, 0))
    groups = m.groupdict("")
    name = next(groups[key] for key in ("dm", "dm2", "dm3", "om", "om2", "om3") if groups.get(key))
    if not name[0].isupper():
        return None
    number, days = month(name), groups.get("dd") or groups.get("dd2") or ""
    day = 1 if groups.get("dw") else int(re.sub(r"\D", "", days) or 0)
    if day > 31:
        return None
    since = m[0].lower().startswith("since")
    if m[0].lower().startswith("last ") and not day:
        return Relative("last", "month", part=(number, number, 0))
    ahead = m[0].lower().startswith(("by", "until"))
    return Relative("part", "day" if day else "month", part=(number, number, day), since=since, ahead=ahead)


def _of_year(m: re.Match[str]) -> Relative | None:
    """A month, a quarter or a half of last year, of this or of the next."""
    steps = {"last": -1, "next": 1}.get((m["mw"] or m["my"]).lower(), 0)
    if m["mq"]:
        long = 3 if m["mh"].lower() == "quarter" else 6
        last = long * ORDINAL[m["mq"].lower()]
        return Relative("month", "month", steps, part=(last - long + 1, last, 0)) if last <= 12 else None
    number = month(m["mi"]) if m["mi"][0].isupper() else 0
    since = m[0].lower().startswith("since")
    return Relative("month", "month", steps, part=(number, number, 0), since=since) if number else None


def _days(m: re.Match[str]) -> Relative | None:
    """Some days of a year that is not named: between 28 October and 3 November."""
    if m["e9"]:
        return Relative("part", "day", 1, part=(month(m["e0"]), month(m["e0"]), count(m["e9"])))
    name, first, last = (m["e4"], m["e1"], m["e3"]) if m["e4"] else (m["e7"] or m["e5"], m["e6"], m["e8"])
    other = m["e2"] or m["e5"] or name
    if not (name[0].isupper() and other[0].isupper()):
        return None
    days = [int(re.sub(r"\D", "", day)) for day in (first, last)]
    return Relative("part", "day", days[0], part=(month(other), month(name), days[1])) if max(days) < 32 else None
