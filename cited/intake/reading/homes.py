"""Whose dollars, pounds or rupees a document means where it prints no more than `$`, `£` or `Rs`: by its places.

The table is homes.csv: what a bare sign or name is read as, what it may mean instead, and the places by which the
country of either is known; `*` ends what only begins a word.
"""

import bisect
import csv
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib import resources

from cited.intake.language.measures import ROWS
from cited.intake.reading.quantities import Quantity

# A sign or a name that says of itself whose it is: US$, USD, Canadian dollars.
_SAID = re.compile(
    r"[A-Za-z.]\s?\$|\b[A-Z]{3}\b|\b[A-Z][a-z]+ (?:dollar|pound|rupee|shilling|franc|kron|krón|peso|dinar)"
)
# A document of another country names it so often, and so many times as often as the country of the likeliest currency.
_LEAST, _TIMES = 3, 2
# What these are meant by is printed beside the code of another, too: CAD 5 million, or $4 million.
_BESIDE = ("USD", "GBP")

_SIGNED = re.compile(r"[A-Z]{1,3}\$")
_WORD = re.compile(r"\w+")


@functools.cache
def _table() -> dict[str, list[tuple[str, str]]]:
    """What a place speaks for, longest first: what is read, and what is meant."""
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    text = resources.files("cited.intake.reading").joinpath("homes.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for place in row["places"].split("|"):
            table[place].append((row["read_as"], row["meant"]))
    return dict(sorted(table.items(), key=lambda item: -len(item[0].split())))


def homes(lines: Sequence[str]) -> dict[str, str]:
    """Return, for each unit that a bare sign or name is read as, the currency that a document means instead.

    It is told by the places of the document and by the codes that it prints (`NOK 20 billion`, so 5 million kroner are
    no Danish ones). A bare dollar or pound beside a sign of another's own (`C$`) is not that other.
    """
    text = "\n".join(lines)
    words = _WORD.findall(_SIGNED.sub(" ", text))
    times, spaced = Counter(words), f" {' '.join(words)} "
    known = sorted(times)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for place, spoken_for in _table().items():
        first, *rest = place.removesuffix("*").split()
        if rest:
            count = spaced.count(f" {place[:-1]}" if place.endswith("*") else f" {place} ") if first in times else 0
            # South Sudan is no Sudan.
            times[rest[-1]] -= count
        elif place.endswith("*"):
            stop = bisect.bisect_left(known, f"{first}\U0010ffff")
            count = sum(times[word] for word in known[bisect.bisect_left(known, first) : stop])
        else:
            count = times[place]
        for unit, code in spoken_for if count > 0 else ():
            counts[unit][code] += count
    for unit, code in {pair for pairs in _table().values() for pair in pairs if pair[0] not in _BESIDE}:
        counts[unit][code] += times[code] if code.isupper() else 0
    meant = {}
    for unit, named in counts.items():
        own = named.pop(unit, 0)
        best, count = (*named.most_common(1), ("", 0))[0]
        # Where no place speaks for another country, fewer will do.
        least = _LEAST if own or named.total() > count else _LEAST - 1
        if (
            count >= least
            and count >= _TIMES * max(own, named.total() - count)
            and (unit not in _BESIDE or not _has_sign(text, best))
        ):
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
