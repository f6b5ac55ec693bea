"""Cells of statistical tables as the ledger writes them: numbers, periods, units with their multiplier, areas."""

import itertools
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from babel.core import get_global

from cited.ledger import names

# What publishers write where a value is missing.
MISSING = {"", ".", "..", "...", ":", "-", "na", "n/a", "nan", "#n/a", "null", "none", "x"}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "thousands": 1_000,
    "ths": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "mio": 1_000_000,
    "mn": 1_000_000,
    "mil": 1_000_000,
    "billion": 1_000_000_000,
    "billions": 1_000_000_000,
    "bn": 1_000_000_000,
    "bil": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "trillions": 1_000_000_000_000,
}
CURRENCIES = (
    (r"us ?\$|u\.?s\.? dollars?|us dollars?|\busd\b|dollars?", "USD"),
    (r"\beuros?\b|\beur\b|€|\bmeur\b", "EUR"),
    (r"\byuan\b|\brenminbi\b|\bcny\b|\brmb\b", "CNY"),
    (r"\byen\b|\bjpy\b", "JPY"),
    (r"pounds? sterling|\bgbp\b", "GBP"),
    (r"\broubles?\b|\brubles?\b|\brub\b", "RUB"),
)
# Words of a title or a unit, and the unit that the ledger calls so; the first that fits counts.
NOUNS = (
    (r"%|per ?cent\b|percentage|\bpc\b|\brate \(annual", "percent"),
    (
        r"\bpersons?\b|\bpeople\b|\bpopulation\b|\binhabitants\b|\bmigrants\b|\barrivals\b|\bdeaths\b|\bbirths\b",
        "persons",
    ),
    (r"\bhouseholds\b", "households"),
    (r"\btonn?es\b", "tonnes"),
    (r"\bsq\.? ?km\b|square kilomet", "km2"),
    (r"\bindex\b", "index points"),
    (r"\byears\b", "years"),
    (r"\bcases\b", "cases"),
)
KINDS = (
    (r"end of (the )?(period|year|month|quarter)|\breserves\b|\bstock\b|outstanding|\bdebt\b", "end of period"),
    (r"period average|\baverage\b|\bmean\b|exchange rate", "average"),
    (r"\bpopulation\b|\bmid-?year\b|1 january|\bas of\b|share of|% of", "point"),
    (
        r"annual|growth|\bgdp\b|exports?|imports?|trade|flows?|births|deaths|arrivals|production|per year|investment",
        "flow",
    ),
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CODE = re.compile(r"[A-Z]{3}")


class Unit(NamedTuple):
    """A unit as the ledger writes it (empty: the words name none) and by what a printed number is multiplied."""

    name: str
    multiplier: Decimal


def number(text: str, multiplier: Decimal = Decimal(1)) -> tuple[Decimal, Decimal] | None:
    """Return a value and the worth of its last digit, both times the multiplier; None where there is none.

    Thousands may be set off by commas or blanks. A flag behind the number (`12.5 p`, `3 e`) is passed over. Raises
    ValueError for what is no number.
    """
    plain = text.strip()
    if plain.lower() in MISSING:
        return None
    plain = re.sub(r"(?<=[\d.])\s*[a-zA-Z]{1,3}$|\*+$", "", plain).strip()
    if plain.lower() in MISSING:
        return None
    plain = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(\D|$))", "", plain).replace("−", "-")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"{text!r}; expected a number") from None
    if not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    worth = Decimal(1).scaleb(min(int(exponent), 0))
    return value * multiplier, worth * multiplier


def plain(value: Decimal) -> str:
    """Return a number as the ledger writes it: digits, and a point before a fraction; no exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def period(text: str) -> str:
    """Return a period in EDTF; raises ValueError for what is none."""
    cell = text.strip().removesuffix(".0")
    for pattern, made in PERIODS:
        if match := re.fullmatch(pattern, cell, re.IGNORECASE):
            return made(*match.groups())
    raise ValueError(f"{text!r}; expected a period such as 2020, 2020-03, 2020-Q1 or 2020-03-24")


def _quarter(year: str, quarter: str) -> str:
    first = 3 * int(quarter) - 2
    return f"{year}-{first:02}/{year}-{first + 2:02}"


def _half(year: str, half: str) -> str:
    return f"{year}-01/{year}-06" if half == "1" else f"{year}-07/{year}-12"


def _month(year: str, month: str) -> str:
    if not 1 <= int(month) <= 12:
        raise ValueError(f"{year}-{month}; expected a month from 01 to 12")
    return f"{year}-{int(month):02}"


def _week(year: str, week: str) -> str:
    from datetime import date

    first, last = (date.fromisocalendar(int(year), int(week), day) for day in (1, 7))
    return f"{first}/{last}"


PERIODS = (
    (r"(\d{4})", lambda year: year),
    (r"(\d{4})[-M](\d{1,2})", _month),
    (r"(\d{4})-?M(\d{1,2})", _month),
    (r"([A-Za-z]{3})[a-z]*[- ](\d{4})", lambda name, year: _month(year, str(MONTHS.index(name.lower()) + 1))),
    (r"(\d{4})-?Q([1-4])", _quarter),
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
    counted = sorted(int(day[:4]) * 12 + int(day[5:7]) - 1 for day in days)
    step = min(later - earlier for earlier, later in itertools.pairwise(counted))
    if step % 12 == 0:
        return {day: day[:4] for day in days}
    if step % 3 == 0:
        return {day: _quarter(day[:4], str((int(day[5:7]) + 2) // 3)) for day in days}
    return {day: day[:7] for day in days}


def unit(words: str) -> Unit:
    """Return the unit that words name, and its multiplier: `US$ millions`, `MIO_EUR`, `% of GDP`."""
    text = re.sub(r"[_,;()]+", " ", words.lower())
    multiplier = Decimal(1)
    for word in re.findall(r"[a-z]+", text):
        if word in SCALES:
            multiplier = Decimal(SCALES[word])
            break
    if "meur" in text:
        multiplier = Decimal(1_000_000)
    # Of `population (thousands)` the noun stands before; of `USD per person` the currency decides.
    for pattern, name in (*NOUNS[:1], *CURRENCIES, *NOUNS[1:]):
        if re.search(pattern, text):
            return Unit(name, multiplier if name != "percent" else Decimal(1))
    return Unit("", multiplier)


def kind(words: str) -> str:
    """Return what a value is in its period, by the words of its title or unit; empty where they do not tell."""
    return next((name for pattern, name in KINDS if re.search(pattern, words.lower())), "")


def area(code: str, name: str) -> str:
    """Return the ledger's code of an area: by the name that the ledger has, else ISO 3166-1 alpha-3; empty for neither.

    Publishers write alpha-2, alpha-3 and M49 codes; what they call a group is known by its name only.
    """
    known = {row["name"].casefold(): row["code"] for row in names.names(kind=names.PARTY) if row["code"]}
    if named := known.get(name.casefold().strip()):
        return named
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
        return next((long for long, to in aliases.items() if to == [short] and CODE.fullmatch(long)), "")
    return ""


def country(code: str) -> str:
    """Return the English name of a country by its alpha-3 code, or an empty text."""
    from babel import Locale

    short: list[str] = get_global("territory_aliases").get(code, [])
    return str(Locale("en").territories.get(short[0], "")) if short else ""
