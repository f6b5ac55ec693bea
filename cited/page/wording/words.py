"""Numbers and periods in words: the one way either is written on a page."""

from __future__ import annotations

import datetime
import functools
import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from cited import number_words
from cited.ledger.agreement import hedges
from cited.ledger.store import names, periods
from cited.page.wording import unit_words

if TYPE_CHECKING:
    import pandas as pd

# Short scale, as every document here uses it; long-scale names confuse readers.
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
# The significant digits that a page shows of a statistic as its publisher states it, and of one computed from several.
STATED, COMPUTED = 6, 4
# After a number that was counted in a part of the time of which a figure speaks.
IN_PART = "in a part of that time"

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}  # by EDTF's number in the place of the month

# Markup of a text that a document prints as a small raised figure, and the sign that says the same in plain text.
RAISED = re.compile(r"<sup>([0-9]+)</sup>")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def as_read(printed: str) -> str:
    """Return words of a document as a reader sees them printed: `km²` for `km<sup>2</sup>`."""
    return RAISED.sub(lambda raised: raised[1].translate(SUPERSCRIPTS), printed)


def number(value: float) -> str:
    """Return a number in full, or in millions, billions or trillions, without losing a digit: `696.71 billion`."""
    # Zero has no sign.
    return _number(repr(value or 0.0))


@functools.lru_cache(maxsize=10_000)
def _number(value: str) -> str:
    exact = Decimal(value)
    scale, word = next(((scale, word) for scale, word in SCALES if abs(exact) >= scale), (1, ""))
    # No reader wants more decimals, nor zeros after the last.
    text = f"{exact / scale:,.20f}".rstrip("0").rstrip(".").replace("-", "−")
    return f"{text} {word}".strip()


def quantity(value: float, unit: str, digits: int = STATED) -> str:
    """Return a value with its unit as English has it: `$3.99 trillion`, `61.2%`, `2nd`, `1 cruise ship`.

    Computed values lose the digits after that many significant ones, but whole numbers keep all of theirs.
    """
    number_said = _in_full(rounded(value, digits))
    currency, _, rest = unit.partition(" ")
    if currency in unit_words.SIGNS and not rest.startswith("per "):
        sign = "−" if value < 0 else ""
        amount = f"{sign}{unit_words.SIGNS[currency]}{number(abs(rounded(value, digits)))}"
        return f"{amount} {unit_words.at_prices(rest)}" if rest else amount
    if unit == "percent":
        return f"{number(_hundredths(rounded(value, digits)))}%"
    if unit == "rank":
        return ordinal(value)
    if unit.isupper() or names.PER in unit:
        unit = unit_words.named(unit)
    return f"{number_said} {unit_words.after(number_said, unit)}".strip()


def _hundredths(percent: float) -> float:
    """Return a percentage to the second decimal, which no reader wants more of; a smaller one to two digits."""
    return round(percent, 2) if abs(percent) >= 0.01 else float(f"{percent:.2g}")


def _in_full(value: float) -> str:
    """Return a number; a count of millions to the last person in digits, not as a long fraction of millions."""
    if value.is_integer() and abs(value) < 100_000_000 and len(str(int(abs(value))).rstrip("0")) > 4:
        return f"{int(value):,}"
    return number(value)


def rounded(value: float, digits: int) -> float:
    """Return a value to the given significant digits; whole numbers below a hundred million keep all of theirs."""
    if float(value).is_integer() and abs(value) < 100_000_000:
        return float(value)
    return float(f"{value:.{digits}g}")


def ordinal(value: float) -> str:
    """Return a place in a ranking: 1st, 2nd, 3rd, 11th."""
    whole = round(value)
    if whole != value:
        return number(value)
    ending = "th" if 10 <= whole % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{ending}"


def axis_unit(unit: str, largest: float) -> tuple[float, str]:
    """Return by what the numbers of an axis are divided and what its unit is then called: `$ trillion`, `% `."""
    scale, word = next(((scale, word) for scale, word in SCALES if abs(largest) >= scale), (1, ""))
    if unit == "percent":
        return 1, "per cent"
    currency, _, rest = unit.partition(" ")
    if currency in unit_words.SIGNS and not rest.startswith("per "):
        return scale, " ".join(filter(None, [unit_words.SIGNS[currency], word, unit_words.at_prices(rest)]))
    unit = unit_words.named(unit) if names.PER in unit else unit_words.plural(unit)
    return scale, f"{unit}, {word}s" if word and not unit.isupper() else f"{unit} {word}".strip()


def counted(count: int, *, opening: bool = False) -> str:
    """Return a count in a sentence: in words up to twelve, and at the `opening` of the sentence up to a hundred.

    >>> counted(3), counted(13), counted(13, opening=True)
    ('three', '13', 'thirteen')
    """
    return number_words.spelled(count) if count <= (99 if opening else 12) else number(count)


def parties(row: Mapping[str, Any] | pd.Series) -> str:
    """Return who a figure is of, and with whom: `Norland – Southland`, `Norland`; empty without either.

    Where the figure's theme has a word that says which way it goes, that stands between them: `Norland to Southland`.
    """
    sides = [named(row[side]) for side in ("actor", "counterpart") if row[side]]
    way = names.between(theme=row["theme"]) if len(sides) > 1 else ""
    return (f" {way} " if way else " – ").join(sides)


def named(cell: str) -> str:
    """Return whom a cell names, as a list in a sentence: `Norland and Southland` for `Norland; Southland`."""
    return str(joined(names.several(cell)).unescape())


def interval(low: float, high: float) -> str:
    """Return what lies between two ends in words; NaN is an open end: `40–50`, `1.8 million or more`."""
    low, high = map(_brief, (low, high))
    if low != low:
        return f"{number(high)} or less"
    if high != high:
        return f"{number(low)} or more"
    if low == high:
        return number(low)
    first, _, scale = number(low).partition(" ")
    second = number(high)
    if scale and second.endswith(scale):
        return f"{first}–{second}"
    # A dash between two scales would be read as if both numbers had the second.
    return f"{number(low)}{'–' if scale == second.partition(' ')[2] else ' to '}{second}"


def _brief(end: float) -> float:
    """Return a number without the digits of a third or a seventh that no reader wants: 33.3 for 33.3333."""
    part = Fraction(end).limit_denominator(12) if math.isfinite(end) and abs(end) >= 1 else Fraction(0)
    repeats = part.denominator not in (1, 2, 4, 5, 8, 10) and math.isclose(part, end, rel_tol=1e-6)
    return round(end, 1) if repeats else end


def stated(row: Mapping[str, Any] | pd.Series) -> str:
    """Return what a figure states as a number in words: `4 trillion`, `1.8 million or more`."""
    return interval(*ends(row))


def ends(row: Mapping[str, Any] | pd.Series) -> tuple[float, float]:
    """Return the ends of what a figure states, NaN for an open one; of a row without its words those of its numbers."""
    low, high = float(row["low"]), float(row["high"])
    worded = "hedge" in row and "printed" in row
    return hedges.stated(low, high, hedges.Hedge(row["hedge"]), row["printed"]) if worded else (low, high)


@functools.lru_cache(maxsize=10_000)
def period(edtf: str) -> Markup:
    """Return an EDTF period as HTML, ends in `<time>`: `24 March 2020`, `2009–2013`, `since 2010`; else a dash.

    Example:
        page.period("2014-06")
    """
    if not edtf:
        return Markup("—")
    first, last = periods.ends(edtf)
    try:
        if last == periods.OPEN:
            return Markup("since ") + _time(first)
        return _time(first) if "/" not in edtf else _shortened(first, last) or _time(first) + "–" + _time(last)
    except ValueError:
        raise ValueError(f"period: “{edtf}”; expected a period of EDTF, as 2014-06 or 2014/2016") from None


def plain(edtf: str) -> str:
    """Return an EDTF period as plain text, empty where there is none."""
    return period(edtf).striptags() if edtf else ""


def _shortened(first: str, last: str) -> Markup | None:
    """Return two days or months of one year with the year said once: 22–23 June 2018, March–June 2018."""
    begins, ends = first.split("-"), last.split("-")
    if len(begins) != len(ends) or len(ends) == 1 or begins[0] != ends[0] or not _certain(first, last):
        return None
    text = day(first).removesuffix(f" {begins[0]}")
    if len(begins) == 3 and begins[1] == ends[1]:
        text = text.split()[0]
    dash = " – " if " " in text else "–"
    return Markup('<time datetime="{}">{}</time>{}{}').format(first, text, dash, _time(last))


def _certain(*dates: str) -> bool:
    """Tell whether all are plain days and months, neither seasons nor marked as uncertain."""
    return all(date[-1].isdecimal() and int(date.split("-")[1]) not in SEASONS for date in dates)


def _time(edtf: str) -> Markup:
    date = edtf.rstrip("~?%")
    about = "about " if edtf != date else ""
    parts = date.split("-")
    if len(parts) == 1 or int(parts[1]) in SEASONS:
        return Markup("{}<time>{}</time>").format(about, day(date))
    return Markup('{}<time datetime="{}">{}</time>').format(about, date, day(date))


def day(date: str) -> str:
    """Return a date in words: 2020, winter 2019, March 2020, 24 March 2020."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 2 and parts[1] in SEASONS:
        return f"{SEASONS[parts[1]]} {parts[0]}"
    year, month, number_of_day = [*parts, 1, 1][:3]
    datetime.date(year, month, number_of_day)
    return " ".join([*map(str, parts[2:]), *(MONTHS[number - 1] for number in parts[1:2]), str(year)])


def joined(parts: Iterable[object], last: str = "and") -> Markup:
    """Return parts as a list in a sentence: a, b and c, or with another word before the last."""
    escaped = [escape(part) for part in parts]
    return Markup(" {} ").format(last).join(filter(None, [Markup(", ").join(escaped[:-1]), *escaped[-1:]]))


def remark(text: str, status: str) -> str:
    """Return the remark on a figure without the status that it begins with, which stands beside it."""
    plain = text.removeprefix(f"{status.capitalize()}: ")
    return text if plain == text else plain[:1].upper() + plain[1:]
