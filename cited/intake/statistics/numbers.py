"""Numbers of statistical tables: what stands for a missing value, flags after a value, points and commas."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

POINT, COMMA = ".", ","
# What publishers write where a value is missing, but for marks such as `:` and `..`, which may have a flag after them.
_words = str.split
MISSING = {"", "not available", *_words("na n/a n.a. n.a nan #n/a null none x nil nd n.d. k.a. k.a missing")}
_MARK = re.compile(r"\(?(?::|\.{1,3}|…|[-–—−])\)?\s*(?:\(?[bcdefinoprsuz]{1,3}\)?)?", re.IGNORECASE)
# Flags of Eurostat and of SDMX after a number: broken series, confidential, provisional, estimated, revised …
_FLAG = re.compile(r"(?<=[\d.,])(?:\s*\(?(?P<flag>[a-zA-Z]{1,3})\)?|\s*\*+|\s*\[\w{1,3}\])$")
_FLAGS = frozenset("abcdefinoprsuz")
_SCALES = {"m", "mn", "bn", "k", "tn", "mio", "mrd", "mil", "bil"}
_GROUPS = re.compile(r"(?<=\d)[\u00a0\u202f '’](?=\d{3}(\D|$))")
EXPECTED = "expected a number, or what stands for a missing one: nothing, n/a, NA, .., …, : or -"


def is_missing(text: str) -> bool:
    """Tell whether a cell says that there is no value, with or without a flag: `n/a`, `..`, `: c`."""
    cell = text.strip()
    return cell.lower() in MISSING or bool(_MARK.fullmatch(cell))


def number(
    text: str, multiplier: Decimal = Decimal(1), place: str = "", decimal: str = POINT
) -> tuple[Decimal, Decimal] | None:
    """Return a value and the worth of its last digit, both times the multiplier; None where there is none.

    Thousands may be set off by commas (points where the decimal sign is a comma), blanks or apostrophes. A flag after
    the number (`12.5 p`, `3 e`) is passed over. Raises ValueError, with the place, for what is not a number.
    """
    if is_missing(text):
        return None
    at = f"{place}: " if place else ""
    plain = _without_flag(text.strip(), at)
    plain = _GROUPS.sub("", plain).replace("−", "-")
    group = COMMA if decimal == POINT else POINT
    plain = re.sub(rf"(?<=\d){re.escape(group)}(?=\d{{3}}(\D|$))", "", plain)
    if decimal == COMMA:
        # A point that is left sets off no thousands.
        plain = plain.replace(POINT, "?").replace(COMMA, POINT)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"{at}{text!r}; {EXPECTED}") from None
    if not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    worth = Decimal(1).scaleb(min(int(exponent), 0))
    return value * multiplier, worth * multiplier


def flag(text: str) -> str:
    """Return the flag that stands after a number (`12.5 p`, `1,500*`), without brackets; empty where none does."""
    match = None if is_missing(text) else _FLAG.search(text.strip())
    return match[0].strip(" ()[]") if match else ""


def _without_flag(text: str, at: str) -> str:
    match = _FLAG.search(text)
    if not match:
        return text
    flag = match["flag"] or ""
    if flag.lower() in _SCALES:
        raise ValueError(f"{at}{text!r}; expected a number without a scale; write it out, or give the scale in UNIT=")
    return text[: match.start()] if set(flag.lower()) <= _FLAGS else text


def is_number(text: str) -> bool:
    """Tell whether a cell is a number by either convention."""
    for decimal in (POINT, COMMA):
        try:
            if number(text, decimal=decimal) is not None:
                return True
        except ValueError:
            continue
    return False


def convention(cells: Iterable[tuple[str, str]], separator: str, *, english: bool) -> str:
    """Return the decimal sign of a file's numbers, given as (cell, place): a point or a comma.

    A number that can be read in one way only (`1,5`, `1.234.567`, `0.25`) decides for all. Where there is none, and one
    may be read in both (`100.500`), an English file with commas between its cells has points. Raises ValueError with
    the places, where two numbers contradict each other or nothing decides.
    """
    seen: dict[str, tuple[str, str]] = {}
    for cell, place in cells:
        seen.setdefault(_sign(_GROUPS.sub("", cell.strip())), (cell.strip(), place))
    if POINT in seen and COMMA in seen:
        (first, here), (second, there) = seen[POINT], seen[COMMA]
        raise ValueError(
            f"{here}: {first!r} has a decimal point and {there}: {second!r} a decimal comma; "
            "expected one convention; correct the file, or give DECIMAL=. or DECIMAL=,"
        )
    decided = next((sign for sign in (POINT, COMMA) if sign in seen), "")
    if decided or "either" not in seen or not separator or (separator == COMMA and english):
        return decided or POINT
    cell, place = seen["either"]
    sign = POINT if POINT in cell else COMMA
    whole = re.sub(r"\D", "", cell)
    raise ValueError(
        f"{place}: {cell!r} may be {whole} or {cell.replace(sign, POINT)}, and no other number of the file tells; "
        "give DECIMAL=, where commas are decimal, DECIMAL=. where points are"
    )


def _sign(cell: str) -> str:
    """Return the decimal sign that a number shows, `either` where it may be one or set off thousands, or nothing."""
    core = re.sub(r"^[-+−]|\s*\(?[a-zA-Z]{1,3}\)?$|\*+$", "", cell)
    if not re.fullmatch(r"\d+(?:[.,]\d+)+", core):
        return ""
    signs = re.findall(r"[.,]", core)
    if len(signs) > 1:
        # The last of two kinds is decimal; one kind that comes again sets off thousands.
        return signs[-1] if len(set(signs)) > 1 else (COMMA if signs[0] == POINT else POINT)
    before, after = re.split(r"[.,]", core)
    return signs[0] if len(after) != 3 or len(before) > 3 or before.startswith("0") else "either"


def plain(value: Decimal) -> str:
    """Return a number as the ledger writes it: digits, and a point before a fraction; no exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
