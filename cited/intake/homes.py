"""Whose dollars, pounds or rupees a document means where it prints no more than `$`, `£` or `Rs`: by its places.

The table is homes.csv: what a bare sign or name is read as, what it may mean instead, and the places (a pattern) by
which the country of either is known.
"""

import csv
import functools
import re
from collections import defaultdict
from collections.abc import Sequence
from importlib import resources

from cited.intake.measures import ROWS
from cited.intake.quantities import Quantity

# A sign or a name that says of itself whose it is: US$, USD, Canadian dollars.
_SAID = re.compile(
    r"[A-Za-z.]\s?\$|\b[A-Z]{3}\b|\b[A-Z][a-z]+ (?:dollar|pound|rupee|shilling|franc|kron|krón|peso|dinar)"
)
# A document of another country names it so often, and so many times as often as the country of the likeliest currency.
_LEAST, _TIMES = 3, 2


@functools.cache
def _table() -> dict[str, dict[str, re.Pattern[str]]]:
    """For each unit that may mean several, the places of each."""
    table: dict[str, dict[str, re.Pattern[str]]] = defaultdict(dict)
    text = resources.files("cited.intake").joinpath("homes.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        table[row["read_as"]][row["meant"]] = re.compile(rf"(?<![\w.])(?:{row['places']})(?![\w$])")
    return table


def homes(lines: Sequence[str]) -> dict[str, str]:
    """Return, for each unit that a bare sign or name is read as, the currency that a document means instead.

    It is told by the places of the document, and not where it prints a sign of its own for that currency (`C$`),
    since a bare one beside it is then another.
    """
    text = "\n".join(lines)
    meant = {}
    for unit, places in _table().items():
        counts = {code: len(pattern.findall(text)) for code, pattern in places.items()}
        own = counts.pop(unit, 0)
        best = max(counts, key=lambda code: counts[code])
        rest = sum(counts.values()) - counts[best]
        least = _LEAST if unit in places else _LEAST - 1
        if counts[best] >= least and counts[best] >= _TIMES * max(own, rest) and not _has_sign(text, best):
            meant[unit] = best
    return meant


def at_home(quantity: Quantity, meant: dict[str, str]) -> Quantity:
    """Return a quantity in the currency that its document means, as a guess, where its own words do not say which."""
    if quantity.unit not in meant or _SAID.search(quantity.printed):
        return quantity
    return quantity._replace(unit=meant[quantity.unit], guessed=tuple(sorted({*quantity.guessed, "unit"})))


def _has_sign(text: str, code: str) -> bool:
    """Whether a text prints a sign that only this currency has before a number."""
    signs = [sign for row in ROWS if row["code"] == code for sign in row["before"].split("|") if len(sign) > 1]
    return any(re.search(rf"(?<![A-Za-z]){re.escape(sign)}\s?\d", text) for sign in signs)
