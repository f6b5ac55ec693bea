"""Cells of statistical tables as the ledger writes them: periods, areas, and what a value is in its period."""

import itertools
import re
from collections.abc import Mapping

from babel.core import get_global

from cited.intake.language.calendar_words import SHORT_MONTHS
from cited.ledger.store import names, periods

KINDS = (
    (r"end of (the )?(period|year|month|quarter)|\breserves\b|\bstock\b|outstanding|\bdebt\b", "end of period"),
    (r"period average|\baverage\b|\bmean\b|exchange rate", "average"),
    (r"\bpopulation\b|\bmid-?year\b|1 january|\bas of\b|share of|% of", "point"),
    (
        r"annual|growth|\bgdp\b|exports?|imports?|trade|flows?|births|deaths|arrivals|production|per year|investment",
        "flow",
    ),
)
OTHER_MONTHS = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
# A year of two digits is of 1969 to 2068, as POSIX reads it.
PIVOT = 69
CODE = re.compile(r"[A-Z]{3}")


def period(text: str, place: str = "") -> str:
    """Return a period in EDTF; raises ValueError, with the place, for what is none."""
    cell = " ".join(text.split()).removesuffix(".0")
    try:
        for pattern, made in PERIODS:
            if match := re.fullmatch(pattern, cell, re.IGNORECASE):
                return made(*match.groups())
        raise ValueError(f"{text!r}; expected a period such as 2020, 2020-03, 2020-Q1 or 2020-03-24")
    except ValueError as error:
        raise ValueError(f"{place}, the period: {error}" if place else str(error)) from None


def is_period(text: str) -> bool:
    """Tell whether a cell is a period."""
    try:
        return bool(period(text))
    except ValueError:
        return False


def _quarter(year: str, quarter: str) -> str:
    first = 3 * int(quarter) - 2
    return f"{year}-{first:02}/{year}-{first + 2:02}"


def _half(year: str, half: str) -> str:
    return f"{year}-01/{year}-06" if half == "1" else f"{year}-07/{year}-12"


def _month(year: str, month: str) -> str:
    if not 1 <= int(month) <= 12:
        raise ValueError(f"{year}-{month}; expected a month from 01 to 12")
    return f"{year}-{int(month):02}"


def _named_month(name: str, year: str) -> str:
    short = name.lower()[:3]
    month = SHORT_MONTHS.index(short) + 1 if short in SHORT_MONTHS else OTHER_MONTHS.get(short)
    if month is None:
        raise ValueError(f"{name} {year}; expected a month by its English or German name, or 2020-03")
    if len(year) == 2:
        year = f"{19 if int(year) >= PIVOT else 20}{year}"
    return f"{year}-{month:02}"


def _day(first: str, second: str, year: str) -> str:
    """Return a day written with its year last: which number is the month must follow from the numbers."""
    from datetime import date

    if int(first) <= 12 and int(second) <= 12 and first != second:
        raise ValueError(f"{first}/{second}/{year}: day or month first? expected {year}-MM-DD")
    day, month = (first, second) if int(second) <= 12 else (second, first)
    return date(int(year), int(month), int(day)).isoformat()


def _german_day(day: str, month: str, year: str) -> str:
    from datetime import date

    return date(int(year), int(month), int(day)).isoformat()


def _week(year: str, week: str) -> str:
    from datetime import date

    first, last = (date.fromisocalendar(int(year), int(week), day) for day in (1, 7))
    return f"{first}/{last}"


PERIODS = (
    (r"(\d{4})", lambda year: year),
    (r"(\d{4})[-M](\d{1,2})", _month),
    (r"(\d{4})-?M(\d{1,2})", _month),
    (r"([^\W\d_]{3,9})\.?[-/ ]?(\d{4}|\d{2})", _named_month),
    (r"(\d{4})[- ]([^\W\d_]{3,9})", lambda year, name: _named_month(name, year)),
    (r"(\d{1,2})[-/.](\d{4})", lambda month, year: _month(year, month)),
    (r"(\d{4})/(\d{1,2})", _month),
    (r"(\d{1,2})/(\d{1,2})/(\d{4})", _day),
    (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", _german_day),
    (r"(\d{4})[- ]?Q([1-4])", _quarter),
    (r"Q([1-4])[-/ ]?(\d{4})", lambda quarter, year: _quarter(year, quarter)),
    (r"(\d{4})-?[SH]([12])", _half),
    (r"(\d{4})-?W(\d{1,2})", _week),
    (r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00:00(?:\.0+)?Z?)?", lambda day: day),
    (r"(\d{4})[-/](\d{4})", lambda first, last: f"{first}/{last}"),
    (r"(\d{4}-\d{2})/(\d{4}-\d{2})", lambda first, last: f"{first}/{last}"),
    (r"(\d{4}) \[YR\d{4}\]", lambda year: year),
)


def regular(days: list[str]) -> dict[str, str]:
    """Return what first days of months stand for, where all of some days are such: months, quarters or years.

    FRED and others name a month by its first day; days that come more often than once a month are days.
    """
    if not days or not all(re.fullmatch(r"\d{4}-\d{2}-01", day) for day in days) or len(days) < 2:
        return {}
    counted = sorted(periods.month_number(day) for day in days)
    step = min(later - earlier for earlier, later in itertools.pairwise(counted))
    if step % 12 == 0:
        return {day: periods.year(day) for day in days}
    if step % 3 == 0:
        return {day: _quarter(periods.year(day), str(periods.month_number(day) % 12 // 3 + 1)) for day in days}
    return {day: periods.month(day) for day in days}


def kind(words: str) -> str:
    """Return what a value is in its period, by the words of its title or unit; empty where they do not tell."""
    return next((name for pattern, name in KINDS if re.search(pattern, words.lower())), "")


def area(code: str, name: str) -> str:
    """Return the ledger's code of an area: by the name that the ledger has, else ISO 3166-1 alpha-3; empty for neither.

    Publishers write alpha-2, alpha-3 and M49 codes; what they call a group is known by its name only.
    """
    known = {row["name"].casefold(): row["code"] for row in names.names(kind=names.PARTY) if row["code"]}
    called = {form.casefold(): one.code for one in names.areas() for form in one.forms}
    wanted = name.casefold().strip()
    if by_name := known.get(wanted) or called.get(wanted):
        return by_name
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    key = code.strip().upper()
    if key in {row["code"] for row in names.names(kind=names.PARTY)}:
        return key
    short = {"EL": "GR", "UK": "GB"}.get(key, key)
    if CODE.fullmatch(key) and key in aliases:
        return key
    if short.isdecimal():
        short = next(iter(aliases.get(short.zfill(3), [])), "")
    if len(short) == 2:
        codes = [long for long, to in aliases.items() if to == [short] and CODE.fullmatch(long)]
        # Of a country that has had two codes, that of today begins with its short one.
        return next((long for long in codes if long.startswith(short)), codes[0] if codes else "")
    return ""


def country(code: str) -> str:
    """Return the English name of a country by its alpha-3 code, or an empty text."""
    short: list[str] = get_global("territory_aliases").get(code, [])
    return named(short[0]) if short else ""


def named(code: str) -> str:
    """Return the English name of a country or a group by its code in CLDR, or an empty text."""
    from babel import Locale

    return str(Locale("en").territories.get(code, ""))
