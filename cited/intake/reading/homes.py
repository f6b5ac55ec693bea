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

from cited.intake.language.measures import NAMES, ROWS, either
from cited.intake.reading.quantities import Quantity

# The names of currencies that say whose they are, and their codes: Australian dollars, AUD.
_WHOSE = {
    name: (NAMES[name.split()[-1]].code, row["code"])
    for row in ROWS
    if row["kind"] == "currency"
    for name in row["names"].split("|")
    if " " in name and name.split()[-1] in NAMES and NAMES[name.split()[-1]].kind == "currency"
}
_WHOSE |= {code.lower(): (bare, code) for bare, code in list(_WHOSE.values()) if bare != code or code == "USD"}
_NAMED = f"(?i:{either(_WHOSE)})"
# A sign or a name that says of itself whose it is: US$, USD, Canadian dollars.
_SAID = re.compile(
    r"[A-Za-z.]\$|\b(?:[A-Z]{2,3}|U\.S\.) \$|\b[A-Z]{3}\b|\b(?:[A-Z][a-z]+|US|U\.S\.) (?:dollar|pound|rupee|shilling"
    r"|franc|kron|krón|peso|dinar)"
)
# All amounts are in Australian dollars; $ means Canadian dollars; in New Zealand dollars unless stated otherwise.
_DECLARED = re.compile(
    rf"(?:[$£]|\b(?:[Aa]ll|[Aa]mounts?|[Ff]igures|[Ss]ums|[Pp]rices|[Vv]alues|[Dd]ollars?|[Pp]ounds|[Rr]upees"
    rf"|[Pp]esos|[Ss]hillings"
    rf"|[Ff]rancs|[Kk]ron\w+|[Tt]hese|[Tt]hose))(?: [a-z$]+,?){{0,6}}? (?:(?:are|is)(?: [a-z]+)?(?: in)?|means?"
    rf"|refers? to|denotes?|stands? for|=)"
    rf" (?:the )?(?P<named>{_NAMED})\b|(?:\bin |\()(?P<stated>{_NAMED})(?: [a-z]+)? ?,? ?\(?(?:unless|throughout"
    rf"|except where)\b"
)
_MAYBE_DECLARED = re.compile(r"\b(?:dollars?|pounds?|rupees?|shillings?|francs?|kron\w+|[A-Z]{3})\b")
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
    declared = _declared(lines)
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
    meant, kenya = {}, counts["KES"]["KES"]
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
    told = {unit: code for unit, code in (meant | declared).items() if unit != code}
    if kenya or "KES" in declared or "hilling" not in text or _has_sign(text, "KES"):
        return told
    # Shillings of no country that is named: the likeliest are a guess.
    return {"KES": "KES"} | told


def _declared(lines: Sequence[str]) -> dict[str, str]:
    """What a document itself says that a bare sign or name means."""
    said = (_DECLARED.finditer(line) for line in lines if _MAYBE_DECLARED.search(line))
    return dict(_WHOSE[(match["named"] or match["stated"]).lower()] for matches in said for match in matches)


def at_home(quantities: Sequence[Quantity], meant: dict[str, str]) -> list[Quantity]:
    """Return a line's quantities in the currency that their document means, as a guess, where their own words do not
    say which: not those of US$40 and of what goes on with it, up from 35."""
    own: dict[str, bool] = {}
    placed = []
    for one in quantities:
        if one.unit in meant:
            if "unit" not in one.guessed:
                own[one.unit] = bool(_SAID.search(one.printed))
            if not own.get(one.unit):
                one = one._replace(unit=meant[one.unit], guessed=tuple(sorted({*one.guessed, "unit"})))
        placed.append(one)
    return placed


def _has_sign(text: str, code: str) -> bool:
    """Whether a text prints a sign that only this currency has before a number."""
    signs = [sign for row in ROWS if row["code"] == code for sign in row["before"].split("|") if len(sign) > 1]
    return any(re.search(rf"(?<![A-Za-z]){re.escape(sign)}\s?\d", text) for sign in signs)
