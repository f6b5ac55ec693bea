"""Times: the times that a text names, in EDTF."""

import calendar
import functools
import re
from collections.abc import Callable
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero", "february feb februar février febrero", "march mar märz mars marzo",
            "april apr avril abril", "may mai mayo", "june jun juni juin junio", "july jul juli juillet julio",
            "august aug août agosto", "september sep sept septembre septiembre",
            "october oct oktober octobre octubre", "november nov novembre noviembre",
            "december dec dezember décembre diciembre",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?<!\d)[0-3]?\d(?:st|nd|rd|th)?\.?"
_YEAR = r"(?<![\d.,$€£¥/])(?:1[5-9]|20|21)\d\d(?![\d%]|,\d{3}|\.\d(?!\d{0,2}(?:\s+[A-Z“]|\s*$)))"
_DASH = r"\s?[-–—]\s?"
_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "final": 4,
}


class Time(NamedTuple):
    """A time that a text names: where it stands, and the period in EDTF; `steps` are years from another time."""

    start: int
    end: int
    period: str
    steps: int = 0


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _date(year: str, month: str = "", day: str = "") -> str:
    number = _month(month) if month else 0
    days = int(re.sub(r"\D", "", day)) if day else 0
    if days and not 1 <= days <= calendar.monthrange(int(year), number)[1]:
        return f"{year}-{number:02}"
    return "-".join(filter(None, (year, f"{number:02}" if number else "", f"{days:02}" if days else "")))


def _months(year: int, first: int, last: int) -> str:
    return f"{year}-{first:02}/{year}-{last:02}"


def _year_to(m: re.Match[str]) -> str:
    """The year to June 2024: the twelve months that end with it."""
    months = {"year": 12, "quarter": 3, "month": 1}.get(m["span"].lower(), 0) or int(m["count"] or 12)
    end = int(m["ty"]) * 12 + _month(m["tm"]) - 1
    begin = end - months + 1
    return f"{begin // 12}-{begin % 12 + 1:02}/{end // 12}-{end % 12 + 1:02}"


def _quarter(m: re.Match[str]) -> str:
    number = next(m[name] for name in ("q1", "q2", "q3", "q4") if m[name])
    year = next(m[name] for name in ("qy1", "qy2", "qy3", "qy4") if m[name])
    quarter = _ORDINAL.get(number.lower()) or int(number)
    year = year if len(year) == 4 else f"20{year}"
    return _months(int(year), 3 * quarter - 2, 3 * quarter)


def _half(m: re.Match[str]) -> str:
    first = (m["h1"] or m["h2"]).lower() in ("first", "1st", "1")
    return _months(int(m["hy1"] or m["hy2"]), 1 if first else 7, 6 if first else 12)


def _fiscal(m: re.Match[str]) -> str:
    """A fiscal year as the two calendar years that it lies in."""
    if m["f1"]:
        return f"{m['f1']}/{_second(m['f1'], m['f2'])}"
    year = m["f3"] if len(m["f3"]) == 4 else f"20{m['f3']}"
    return f"{int(year) - 1}/{year}"


def _second(first: str, second: str) -> str:
    return second if len(second) == 4 else first[:2] + second if second > first[2:] else f"{int(first[:2]) + 1}{second}"


def _years(m: re.Match[str]) -> str:
    first, last = next((m[a], m[b]) for a, b in (("y1", "y2"), ("y3", "y4"), ("y5", "y4")) if m[a])
    last = _second(first, last)
    return f"{first}/{last}" if first < last else first


def _days(m: re.Match[str]) -> str:
    first = _date(m["d5"] or m["d3"], m["d2"] or m["d4"], m["d1"])
    return f"{first}/{_date(m['d5'], m['d4'], m['d0'])}"


def _span(m: re.Match[str]) -> str:
    return f"{m['m2'] or m['m4']}-{_month(m['m1']):02}/{m['m4']}-{_month(m['m3']):02}"


_FORMS: list[tuple[str, str, Callable[[re.Match[str]], str]]] = [
    (
        "iso",
        r"(?<!\d)(?P<i1>(?:19|20)\d\d)-(?P<i2>[01]\d)-(?P<i3>[0-3]\d)(?!\d)",
        lambda m: f"{m['i1']}-{m['i2']}-{m['i3']}",
    ),
    (
        "yearto",
        rf"\b(?:(?P<count>\d+)\s)?(?:twelve )?(?P<span>year|quarter|months?) (?:to|ending|ended|through)(?:"
        rf" in)?(?: end-)?(?: the end of)?"
        rf"(?: {_DAY})? ?(?P<tm>{_MONTH}) (?P<ty>{_YEAR})",
        _year_to,
    ),
    (
        "days",
        rf"(?P<d1>{_DAY})(?:\s(?P<d2>{_MONTH})(?:\s(?P<d3>{_YEAR}))?)?(?:{_DASH}| to | and )"
        rf"(?P<d0>{_DAY})\s(?P<d4>{_MONTH}),?\s(?P<d5>{_YEAR})",
        _days,
    ),
    (
        "day",
        rf"(?P<a1>{_DAY})(?:\sof)?\s(?P<a2>{_MONTH}),?\s(?P<a3>{_YEAR})",
        lambda m: _date(m["a3"], m["a2"], m["a1"]),
    ),
    ("usday", rf"\b(?P<b1>{_MONTH})\s(?P<b2>{_DAY}),?\s(?P<b3>{_YEAR})", lambda m: _date(m["b3"], m["b1"], m["b2"])),
    (
        "months",
        rf"\b(?P<m1>{_MONTH})(?:\s(?P<m2>{_YEAR}))?(?:{_DASH}| to | and | until | through )"
        rf"(?P<m3>{_MONTH})\s(?P<m4>{_YEAR})",
        _span,
    ),
    ("month", rf"\b(?P<c1>{_MONTH}),?(?:\sof)?\s(?P<c2>{_YEAR})", lambda m: _date(m["c2"], m["c1"])),
    (
        "quarter",
        rf"\bQ(?P<q1>[1-4])[\s,-]{{0,2}}(?:FY\s?)?(?P<qy1>{_YEAR})|(?P<qy2>{_YEAR})[\s:-]?Q(?P<q2>[1-4])\b"
        rf"|\b(?P<q3>[1-4])Q\s?(?P<qy3>\d\d|{_YEAR})\b"
        rf"|\b(?P<q4>first|second|third|fourth|last|final|1st|2nd|3rd|4th) quarter (?:of |in )?(?:the year"
        rf" )?(?P<qy4>{_YEAR})",
        _quarter,
    ),
    (
        "half",
        rf"\bH(?P<h1>[12])[\s-]?(?P<hy1>{_YEAR})|\b(?P<h2>first|second|1st|2nd) half (?:of |in )?(?P<hy2>{_YEAR})",
        _half,
    ),
    (
        "fiscal",
        r"\b(?:FY\s?|(?:fiscal|financial|marketing|academic|school|crop|agricultural)(?: years?)? )?"
        r"(?P<f1>(?:19|20)\d\d)\s?/\s?(?P<f2>(?:\d\d){1,2})(?!\d|/)"
        r"|\b(?:FY\s?|(?:fiscal|financial)(?: years?)? )(?:(?<=FY)|(?<=FY )|(?<= ))(?P<f3>(?:20)?\d\d)(?![\d./-])",
        _fiscal,
    ),
    (
        "fiscals",
        r"\bFY\s?(?P<g1>(?:20)?\d\d)\s?[-–]\s?(?P<g2>(?:20)?\d\d)(?!\d)",
        lambda m: (
            f"{m['g1'] if len(m['g1']) == 4 else '20' + m['g1']}/{m['g2'] if len(m['g2']) == 4 else '20' + m['g2']}"
        ),
    ),
    (
        "years",
        rf"(?P<y1>{_YEAR}){_DASH}(?P<y2>(?:1[5-9]|20|21)\d\d|\d\d(?!\d))(?![\d%]|\s?(?:per|million|billion))"
        rf"|(?:\bbetween (?P<y3>{_YEAR}) and|\b(?:from )?(?P<y5>{_YEAR}) (?:to|until|through)) (?P<y4>{_YEAR})",
        _years,
    ),
    ("decade", r"\b(?P<t1>(?:1[5-9]|20)\d)0s\b", lambda m: f"{m['t1']}X"),
    (
        "since",
        rf"\bsince (?:the (?:start|beginning|end) of |early |late |mid-)?(?P<s1>{_YEAR})",
        lambda m: f"{m['s1']}/..",
    ),
    ("year", rf"(?P<z1>{_YEAR})", lambda m: m["z1"]),
    (
        "before",
        r"\b(?:an? (?:year|full year) (?:earlier|ago|before|previously)|(?:in )?the (?:previous|preceding"
        r"|prior) (?:fiscal |financial )?year"
        r"|the year (?:before|earlier)|(?:12|twelve) months (?:earlier|before))\b",
        lambda m: "",
    ),
    (
        "after",
        r"\b(?:an? year later|(?:in )?the (?:following|next|subsequent) year|the year after)\b",
        lambda m: "",
    ),
]
_ANY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _FORMS), re.IGNORECASE)
_READ = {name: read for name, _, read in _FORMS}
_MAYBE = re.compile(r"\d{4}|FY|[1-4]Q")


def times(text: str) -> list[Time]:
    """Return the times that a line names, in order."""
    if not _MAYBE.search(text):
        return []
    found: list[Time] = []
    for match in _ANY.finditer(text):
        kind = match.lastgroup if match.lastgroup in _READ else next(n for n in _READ if match[n] is not None)
        steps = {"before": -1, "after": 1}.get(kind, 0)
        found.append(Time(*match.span(), _READ[kind](match), steps))
    return found


def step(period: str, years: int) -> str:
    """Return a period some years later."""
    return re.sub(r"(?<!\d)\d{4}", lambda m: f"{int(m[0]) + years:04}", period)


@functools.lru_cache(maxsize=256)
def of_heading(words: str) -> str:
    """Return the one period that a heading, a header cell or a caption names, or an empty text."""
    found = [time.period for time in times(words) if time.period]
    return found[0] if len(found) == 1 else ""
