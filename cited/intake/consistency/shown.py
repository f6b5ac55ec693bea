"""Numbers and figures as people write them."""

from cited.intake.consistency.related import Mention

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(value: float, unit: str = "") -> str:
    """Return a number as people write it: `116,014`, `$3.3 trillion` as `3.3 trillion USD`, `15.5%`."""
    if unit == "percent":
        return f"{digits(value)}%"
    size = next(((value / scale, f" {name}") for scale, name in _SCALES if abs(value) >= scale), (value, ""))
    return f"{digits(size[0])}{size[1]}{f' {unit}' if unit else ''}"


def digits(value: float) -> str:
    """Return a number in digits, three of them significant below a thousand: `899.7` as `900`, `1.25`, `12,400`."""
    if abs(value) >= 1000 or value == int(value):
        return f"{value:,.0f}"
    text = f"{value:,.{max(0, 3 - len(str(int(abs(value)))))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def apart(low: float, high: float, unit: str = "") -> tuple[str, str]:
    """Return two numbers as people write them, with as many digits as show that they differ."""
    ends = number(low, unit), number(high, unit)
    if ends[0] != ends[1] or low == high:
        return ends
    tail = f" {unit}" if unit else ""
    return f"{low:,.10g}{tail}", f"{high:,.10g}{tail}"


def quoted(one: Mention) -> str:
    """Return a figure as the document prints it, in quotation marks and on one line."""
    return f"“{' '.join(one.quantity.printed.split())}”"


def middle(one: Mention) -> float:
    """Return the number of a figure, of a range the middle."""
    ends = [end for end in (one.quantity.low, one.quantity.high) if end is not None]
    return sum(ends) / len(ends)
