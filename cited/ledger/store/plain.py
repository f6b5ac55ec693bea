"""How numbers and dates are written in cells: one way for each, by which every program reads the same."""

import re
from decimal import Decimal, InvalidOperation

from cited.ledger.store import periods
from cited.ledger.store.descriptor import Field

# As patterns, which are Python’s and polars’s: digits 0 to 9, no sign but a minus, no nought before another digit.
_WHOLE = r"[1-9][0-9]{0,39}"
INTEGER = rf"0|-?{_WHOLE}"
# Noughts at the end of a fraction may say how far a value was read, and one that is below zero is not zero.
NUMBER = rf"(?:0|-?{_WHOLE})(?:\.[0-9]{{1,39}})?|-0\.[0-9]{{0,38}}[1-9][0-9]*"
# What a text prints is one number, however it is printed.
_PRINTED = rf"{INTEGER}|-?(?:0|{_WHOLE})\.[0-9]{{0,38}}[1-9]"
PRINTED = ("low", "high")
DATES = ("date", "period", "stated", "base_period", "vintage")
DECIMAL = "expected a plain decimal number: digits, and a point before a fraction"
DATE = (
    "expected a date that exists (EDTF), such as 2018-07-13, 2018-07, 2018 or 2014/2016, "
    "the first of two before the second"
)
_LOOSE = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_EXPONENT = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d+")


def number(field: Field) -> str:
    """Return the pattern of the numbers of a column, the empty text for a column of words."""
    if field["type"] == "number":
        return _PRINTED if field["name"] in PRINTED else NUMBER
    return INTEGER if field["type"] == "integer" else ""


def is_date(field: Field) -> bool:
    """Tell whether a column holds dates; one of a few words (`own`, `other`) does not."""
    return field["type"] == "string" and field["name"] in DATES and "enum" not in field.get("constraints", {})


def date(cell: str) -> bool:
    """Tell whether a cell is a date that exists, or says that none is known."""
    return cell == "unknown" or periods.exists(cell)


def expected_number(cell: str, field: Field) -> str:
    """Return what was expected instead of a cell that is no plain number."""
    if _EXPONENT.fullmatch(cell):
        return f"{DECIMAL}; a spreadsheet may have cut off its digits"
    kind = DECIMAL if field["type"] == "number" else "expected a whole number: digits"
    try:
        meant = Decimal(cell)
    except InvalidOperation:
        return kind
    if not meant.is_finite():
        return kind
    written = format(meant.normalize() + 0, "f")
    return f"{kind}; did you mean {written}?" if re.fullmatch(number(field), written) else kind


def expected_date(cell: str) -> str:
    """Return what was expected instead of a cell that is no date, as a spreadsheet writes it for example."""
    if loose := _LOOSE.fullmatch(cell.strip()):
        meant = "-".join([str(int(loose[1])), *(f"{int(part):02}" for part in loose.groups()[1:] if part)])
        if meant != cell and periods.exists(meant):
            return f"{DATE}; did you mean {meant}?"
    return DATE
