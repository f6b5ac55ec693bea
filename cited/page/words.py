"""Numbers and periods in words: the one way either is written on a page."""

import datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from cited.ledger import periods

LOCALE = "en_GB"
# Short scale, as every document here uses it; long-scale names confuse readers.
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))

# EDTF's numbers for seasons, in the place of the month.
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def number(value: float) -> str:
    """Return a number in full, or in millions, billions or trillions, without losing a digit: `696.71 billion`."""
    exact = Decimal(repr(value))
    scale, word = next(((scale, word) for scale, word in SCALES if abs(exact) >= scale), (1, ""))
    text = format_decimal((exact / scale).normalize(), format="#,##0.####################", locale=LOCALE)
    return f"{text} {word}".strip()


def counted(number: str, unit: str) -> str:
    """Return the unit that goes with a number in words: `year` with `1`, else as the ledger has it, `years`."""
    if number != "1" or unit.endswith("ss") or not unit.endswith("s"):
        return unit
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit[:-1]


def interval(low: float, high: float) -> str:
    """Return what lies between two ends in words; NaN is an open end: `40–50`, `1.8 million or more`."""
    if low != low:
        return f"{number(high)} or less"
    if high != high:
        return f"{number(low)} or more"
    if low == high:
        return number(low)
    first, _, scale = number(low).partition(" ")
    second = number(high)
    return f"{first}–{second}" if second.endswith(scale) and scale else f"{number(low)}–{second}"


def period(edtf: str) -> Markup:
    """Return an EDTF period as HTML, each end in a `<time>`: 24 March 2020, 2009–2013, since 2010; else a dash."""
    if not edtf:
        return Markup("—")
    first, _, last = edtf.partition("/")
    if last == periods.OPEN:
        return Markup("since ") + _time(first)
    if not last:
        return _time(first)
    return _shortened(first, last) or Markup("–").join((_time(first), _time(last)))


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
    pattern = ("y", "MMMM y", "d MMMM y")[len(parts) - 1]
    return format_date(datetime.date(*[*parts, 1, 1][:3]), format=pattern, locale=LOCALE)


def joined(parts: list) -> Markup:
    """Return parts as a list in a sentence: a, b and c."""
    parts = [escape(part) for part in parts]
    return Markup(" and ").join(filter(None, [Markup(", ").join(parts[:-1]), *parts[-1:]]))
