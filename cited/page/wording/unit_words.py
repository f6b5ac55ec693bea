"""Units in words: what readers call them, for one and for many."""

import re

from cited.ledger.store import names

# Currencies that English writes before the number.
SIGNS = {"USD": "$", "EUR": "€", "JPY": "¥", "GBP": "£"}


def at_prices(rest: str) -> str:
    """Return what a unit says after its currency, `of 2020`, as English has it: `at 2020 prices`."""
    return re.sub(r"^of (\S+)$", r"at \1 prices", rest)


def plural(unit: str) -> str:
    """Return a unit as many of it are called: English has people where the ledger counts persons."""
    return re.sub(r"^persons\b", "people", re.sub(r"(?<=m)2$", "²", unit))


def named(unit: str) -> str:
    """Return a unit as a cell of a table calls it: `US dollars` for `USD`, `dollars per euro` for `USD per EUR`."""
    amount, _, per = unit.partition(names.PER)
    code, _, rest = amount.partition(" ")
    label = names.unit(code) if code.isupper() else ""
    label = f"{label} {at_prices(rest)}".strip() if label else {"percent": "per cent"}.get(amount, plural(amount))
    # A rate is of one: yen per US dollar.
    return f"{label} per {after('1', names.unit(per) or per)}" if per else label


def after(number: str, unit: str) -> str:
    """Return the unit that goes with a number in words: `year` with `1`, else as the ledger has it, `years`."""
    if number != "1" or unit.endswith("ss") or not unit.endswith("s"):
        return plural(unit)
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit[:-1]
