"""The forms of times that a text names in full, and the period in EDTF that each says."""

import calendar
import datetime
import re
from collections.abc import Callable

from cited.intake.language.calendar_words import COUNTS, DASH, DAY, MONTH, ORDINAL, YEAR, count, month, months
from cited.intake.language.measures import either
from cited.intake.periods import spans_to


def _date(year: str, name: str = "", day: str = "") -> str:
    number = month(name) if name else 0
    days = int(re.sub(r"\D", "", day)) if day else 0
    if days and not 1 <= days <= calendar.monthrange(int(year), number)[1]:
        return f"{year}-{number:02}"
    return "-".join(filter(None, (year, f"{number:02}" if number else "", f"{days:02}" if days else "")))


def _week_to(day: str) -> str:
    return f"{datetime.date.fromisoformat(day) - datetime.timedelta(days=6)}/{day}" if len(day) == 10 else day


def _quarter(m: re.Match[str]) -> str:
    number = next(m[name] for name in ("q1", "q2", "q3", "q4") if m[name])
    year = next(m[name] for name in ("qy1", "qy2", "qy3", "qy4") if m[name])
    quarter = ORDINAL.get(number.lower()) or int(number)
    year = year if len(year) == 4 else f"20{year}"
    return months(int(year), 3 * quarter - 2, 3 * quarter)


def _half(m: re.Match[str]) -> str:
    first = (m["h1"] or m["h2"] or m["h3"]).lower() in ("first", "1st", "1")
    year = m["hy1"] or m["hy2"] or m["hy3"]
    return months(int(year if len(year) == 4 else f"20{year}"), 1 if first else 7, 6 if first else 12)


def _half_month(m: re.Match[str]) -> str:
    year, number = int(m["k3"]), month(m["k2"])
    first, last = (1, 15) if m["k1"].lower() in ("first", "1st") else (16, calendar.monthrange(year, number)[1])
    return f"{year}-{number:02}-{first:02}/{year}-{number:02}-{last:02}"


def _fiscal(m: re.Match[str]) -> str:
    """A fiscal year as the two calendar years that it lies in."""
    if m["f1"]:
        return f"{m['f1']}/{spans_to.second(m['f1'], m['f2'])}"
    year = m["f3"] if len(m["f3"]) == 4 else f"20{m['f3']}"
    return f"{int(year) - 1}/{year}"


def _years(m: re.Match[str]) -> str:
    first, last = next((m[a], m[b]) for a, b in (("y1", "y2"), ("y3", "y4"), ("y5", "y4")) if m[a])
    last = spans_to.second(first, last)
    return f"{first}/{last}" if first < last else first


def _days(m: re.Match[str]) -> str:
    first = _date(m["d3"] or _year_before(m["d2"], m["d4"], m["d5"]), m["d2"] or m["d4"], m["d1"])
    return f"{first}/{_date(m['d5'], m['d4'], m['d0'])}"


def _us_days(m: re.Match[str]) -> str:
    first = _date(m["u6"] or _year_before(m["u1"], m["u3"], m["u5"]), m["u1"], m["u2"])
    return f"{first}/{_date(m['u5'], m['u3'] or m['u1'], m['u4'])}"


def _year_before(first: str | None, last: str | None, year: str) -> str:
    """The year of the first of two days, where only the last has one: 15 December to 10 January 2024."""
    return f"{int(year) - 1}" if first and last and month(first) > month(last) else year


def _dotted_days(m: re.Match[str]) -> str:
    last = f"{m['v5']}-{int(m['v4']):02}-{int(m['v3']):02}"
    return f"{m['v5']}-{int(m['v2'] or m['v4']):02}-{int(m['v1']):02}/{last}" if 1 <= int(m["v4"]) <= 12 else m["v5"]


def _span(m: re.Match[str]) -> str:
    return f"{m['m2'] or m['m4']}-{month(m['m1']):02}/{m['m4']}-{month(m['m3']):02}"


FORMS: list[tuple[str, str, Callable[[re.Match[str]], str]]] = [
    (
        "iso",
        r"(?<!\d)(?P<i1>(?:19|20)\d\d)-(?P<i2>[01]\d)-(?P<i3>[0-3]\d)(?!\d)",
        lambda m: f"{m['i1']}-{m['i2']}-{m['i3']}",
    ),
    (
        "dotted",
        r"(?<![\d.])(?P<j1>[0-3]?\d)\.(?P<j2>[01]?\d)\.(?P<j3>(?:19|20)\d\d)(?!\d)",
        lambda m: f"{m['j3']}-{int(m['j2']):02}-{int(m['j1']):02}" if 1 <= int(m["j2"]) <= 12 else m["j3"],
    ),
    (
        "sincemonth",
        rf"\bsince (?:(?:the (?:start|beginning|end) of |early |late |mid-)?(?P<k1>{DAY}) )?"
        rf"(?P<k2>{MONTH}),?\s(?P<k3>{YEAR})",
        lambda m: _date(m["k3"], m["k2"], m["k1"] or "") + "/..",
    ),
    (
        "yearto",
        rf"\b(?:the )?(?:(?P<count>\d+|{either(COUNTS)})[ -]|(?:first|second|third|fourth) )?"
        rf"(?P<span>half[ -]year|half|year|quarter|months?)(?: period)? (?:to|ending|ended|through)(?: in)?(?: end-)?"
        rf"(?: the end of)?(?: {DAY})? ?(?P<tm>{MONTH})(?: {DAY},?)? (?P<ty>{YEAR})",
        spans_to.year_to,
    ),
    (
        "yearsto",
        rf"\b(?:the|its|their|our|last|past|next) (?:(?:last|past|next|first) )?"
        rf"(?:(?P<yn>\d{{1,2}}|{either(COUNTS)}) years|decade) (?:to|ending|ended|up to)(?: the end of| end-)? ?"
        rf"(?:(?P<ym>{MONTH}) (?P<yl>{YEAR})|(?P<ye>{YEAR})(?:[/–-](?P<yf>\d{{2}}(?:\d\d)?)(?!\d))?)",
        spans_to.years_to,
    ),
    (
        "weekending",
        rf"\bweek (?:to|ending|ended)(?: on)? (?P<wd>{DAY})\s(?P<wm>{MONTH}),?\s(?P<wy>{YEAR})",
        lambda m: _week_to(_date(m["wy"], m["wm"], m["wd"])),
    ),
    (
        "quartersto",
        rf"\b(?:the )?(?:last |past )?(?P<o1>\w+) quarters (?:to|ending"
        rf"|ended)(?: the end of)?(?: in)? (?:Q(?P<o2>[1-4])"
        rf"|the (?P<o3>first|second|third|fourth|final) quarter of) ?(?P<o4>{YEAR})",
        spans_to.quarters_to,
    ),
    (
        "days",
        rf"(?P<d1>{DAY})(?:\s(?P<d2>{MONTH})(?:\s(?P<d3>{YEAR}))?)?(?:{DASH}| to | and )"
        rf"(?P<d0>{DAY})\s(?P<d4>{MONTH}),?\s(?P<d5>{YEAR})",
        _days,
    ),
    (
        "usdays",
        rf"\b(?P<u1>{MONTH})\s(?P<u2>{DAY})(?:,?\s(?P<u6>{YEAR}))?(?:{DASH}| to | and "
        rf"| through )(?:(?P<u3>{MONTH})\s)?(?P<u4>{DAY}),?\s(?P<u5>{YEAR})",
        _us_days,
    ),
    (
        "dotteddays",
        r"(?<![\d.])(?P<v1>[0-3]?\d)\.(?:(?P<v2>[01]?\d)\.)?\s?[-–]\s?(?P<v3>[0-3]?\d)\.(?P<v4>[01]?\d)\.(?P<v5>(?:19|20)\d\d)",
        _dotted_days,
    ),
    (
        "firstmonths",
        rf"\b(?:the )?first (?P<w1>\d{{1,2}}|{either(COUNTS)}) months of (?P<w2>{YEAR})",
        lambda m: months(int(m["w2"]), 1, min(count(m["w1"]), 12)),
    ),
    (
        "firstdays",
        rf"\b(?:the )?first (?P<fd>\d{{1,2}}|{either(COUNTS)}) days of (?P<fm>{MONTH}) (?P<fy>{YEAR})",
        lambda m: f"{_date(m['fy'], m['fm'], '1')}/{_date(m['fy'], m['fm'], str(count(m['fd'])))}",
    ),
    (
        "day",
        rf"(?P<a1>{DAY})(?:\sof)?\s(?P<a2>{MONTH}),?\s(?P<a3>{YEAR})",
        lambda m: _date(m["a3"], m["a2"], m["a1"]),
    ),
    ("usday", rf"\b(?P<b1>{MONTH})\s(?P<b2>{DAY}),?\s(?P<b3>{YEAR})", lambda m: _date(m["b3"], m["b1"], m["b2"])),
    (
        "months",
        rf"\b(?P<m1>{MONTH})(?:\s(?P<m2>{YEAR}))?(?:{DASH}| to | and | until | through )"
        rf"(?P<m3>{MONTH})\s(?P<m4>{YEAR})",
        _span,
    ),
    (
        "halfmonth",
        rf"\b(?P<k1>first|second|1st|2nd) half of (?P<k2>{MONTH}),?\s(?P<k3>{YEAR})",
        _half_month,
    ),
    (
        "month",
        rf"\b(?P<c1>{MONTH})(?:,?(?:\sof)?\s(?P<c2>{YEAR})|[-’'](?P<c3>\d\d)(?![\d-]))",
        lambda m: _date(m["c2"] or f"20{m['c3']}", m["c1"]),
    ),
    ("ninemonths", rf"\b9M\s?(?P<nm>\d\d|{YEAR})\b", lambda m: months(int(f"20{m['nm'][-2:]}"), 1, 9)),
    (
        "endquarter",
        rf"\bend-(?:(?P<eq>[1-4])Q\s?|Q(?P<eq2>[1-4])\s)(?P<ey>\d\d|{YEAR})\b",
        lambda m: f"20{m['ey'][-2:]}-{3 * int(m['eq'] or m['eq2']):02}",
    ),
    (
        "quarter",
        rf"\bQ(?P<q1>[1-4])[\s,-]{{0,2}}(?:FY\s?)?(?P<qy1>{YEAR})|(?P<qy2>{YEAR})[\s:-]?Q(?P<q2>[1-4])\b"
        rf"|\b(?P<q3>[1-4])Q\s?(?P<qy3>\d\d|{YEAR})\b"
        rf"|\b(?P<q4>first|second|third|fourth|last|final|1st|2nd|3rd|4th) quarter (?:of |in )?(?:the year"
        rf" )?(?P<qy4>{YEAR})",
        _quarter,
    ),
    (
        "half",
        rf"\bH(?P<h1>[12])[\s-]?(?P<hy1>{YEAR})|\b(?P<h3>[12])H\s?(?P<hy3>\d\d|{YEAR})\b"
        rf"|\b(?P<h2>first|second|1st|2nd) half(?:[- ]year)? (?:(?:of |in )"
        rf"(?:the year )?)?(?P<hy2>{YEAR})",
        _half,
    ),
    (
        "fiscalspan",
        rf"(?P<x1>{YEAR}){DASH}\d\d (?:to|until|through|(?<=between \d{{4}}[-–/]\d\d )and) "
        rf"(?P<x2>{YEAR}){DASH}(?P<x3>\d\d)(?!\d)",
        lambda m: f"{m['x1']}/{spans_to.second(m['x2'], m['x3'])}",
    ),
    (
        "fiscals",
        r"\b(?:FY|[Ff]iscal)\s?(?P<g1>(?:20)?\d\d)(?:\s?[-–]\s?| to (?:fiscal )?)(?P<g2>(?:20)?\d\d)(?!\d)",
        lambda m: "/".join(year if len(year) == 4 else f"20{year}" for year in (m["g1"], m["g2"])),
    ),
    (
        "fiscal",
        r"\b(?:FY\s?|(?:fiscal|financial|business|marketing|academic|school|crop|agricultural)(?: years?)? )?"
        r"(?P<f1>(?:19|20)\d\d)\s?/\s?(?P<f2>(?:19|20)?\d\d)(?!\d|/)"
        r"|\b(?:FY\s?|(?:fiscal|financial|business)(?: years?)? )(?:(?<=FY)|(?<=FY )|(?<= ))"
        r"(?P<f3>(?:20)?\d\d)(?![\d/-]|\.\d)",
        _fiscal,
    ),
    (
        "years",
        rf"(?P<y1>{YEAR}){DASH}(?P<y2>(?:1[5-9]|20|21)\d\d|\d\d(?!\d))(?![\d%]|\s?(?:per(?:\b|cent)|million|billion))"
        rf"|(?:\bbetween (?P<y3>{YEAR}) and|\b(?:from )?(?P<y5>{YEAR}) (?:to|until|through)) (?P<y4>{YEAR})",
        _years,
    ),
    ("decade", r"\b(?P<t1>(?:1[5-9]|20)\d)0s\b", lambda m: f"{m['t1']}X"),
    (
        "since",
        rf"\bsince (?:(?:the (?:start|beginning|end) of |early |late |mid-|(?:[a-z]+ ){{1,4}}in )?"
        rf"(?P<s1>{YEAR})(?:[/–]\d\d(?!\d))?"
        rf"|(?:the|its|their|our|his|her) (?:[a-z-]+ ){{1,3}}(?:in|of) (?P<s2>{YEAR})(?!,? when\b))",
        lambda m: f"{m['s1'] or m['s2']}/..",
    ),
    ("year", rf"(?P<z1>{YEAR})", lambda m: m["z1"]),
]
