"""Units of statistical tables with their multiplier: what the words of a title name, and what a person states."""

import re
from decimal import Decimal
from typing import NamedTuple

from cited.intake.language import measures
from cited.ledger.store import names
from cited.nearest import suggestion

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
_THOUSANDS = re.compile(r"['’]000s?\b|\b000s\b|[(,] *(?:in )?(?:[a-z$€]{1,4} )?1[, ]?000s?(?: [a-z$€]{1,9})? *(?:\)|$)")


class Unit(NamedTuple):
    """A unit as the ledger writes it (empty: the words name none) and by what a printed number is multiplied."""

    name: str
    multiplier: Decimal


def unit(words: str) -> Unit:
    """Return the unit that words name, and its multiplier: `US$ millions`, `MIO_EUR`, `% of GDP`."""
    text = re.sub(r"[_,;()]+", " ", words.lower())
    multiplier = Decimal(1)
    for word in re.findall(r"[a-z]+", text):
        if word in SCALES:
            multiplier = Decimal(SCALES[word])
            break
    if multiplier == 1 and _THOUSANDS.search(words.lower()):
        multiplier = Decimal(1_000)
    if "meur" in text:
        multiplier = Decimal(1_000_000)
    # Of `population (thousands)` the noun stands before; of `USD per person` the currency decides.
    if name := _first(text, (*NOUNS[:1], *CURRENCIES)):
        return Unit(name, multiplier if name != "percent" else Decimal(1))
    listed = _listed(words)
    if (not listed or listed.kind != "currency") and (name := _first(text, NOUNS[1:])):
        return Unit(name, multiplier)
    # A factor that is whole adds no decimals to what is multiplied.
    return Unit(listed.code, multiplier * Decimal(f"{listed.factor:.15g}")) if listed else Unit("", multiplier)


def _first(text: str, patterns: tuple[tuple[str, str], ...]) -> str:
    return next((name for pattern, name in patterns if re.search(pattern, text)), "")


def _listed(words: str) -> measures.Unit | None:
    """Return the currency or measure of units.csv that stands alone in a part of words: `..., million CHF`, `in km`.

    Within other words a name is none: `medals won`. Nor is a single letter, nor a measure per another. A currency
    goes before a measure.
    """
    listed = []
    for part in re.split(r"[,;:()\[\]_]+", words):
        whole = re.split(r"\b(?:in|of)\b", part)[-1]
        for name in (whole, re.split(r"\bper\b|/", whole)[0]):
            alone = " ".join(token for token in name.split() if token.lower() not in SCALES)
            known = measures.NAMES.get(alone.lower()) or (measures.SIGNS.get(alone) if len(alone) > 1 else None)
            if known and (known.kind == "currency" or (known.kind == "measure" and name == whole)):
                listed.append(known)
    return min(listed, key=lambda one: one.kind, default=None)


def titled(title: str) -> Unit:
    """Return the unit that a title names, also by what stands in its last parentheses: `Imports (million masks)`."""
    named = unit(title)
    if named.name or not (last := re.findall(r"[(\[]([^()\[\]]+)[)\]]", title)):
        return named
    try:
        return stated(last[-1])[0]
    except ValueError:
        # Of `Visas (thousands)` the noun is the title's.
        words = re.sub(r"\s*[(\[].*", "", title).strip()
        nouns = {word for word in re.findall(r"[a-z]+", words.lower()) if word in _units()}
        noun = _known(words) or (_known(nouns.pop()) if len(nouns) == 1 else None)
        return Unit(noun.name, noun.multiplier * named.multiplier) if noun else named


def stated(words: str) -> tuple[Unit, bool]:
    """Return the unit that a person states, and whether a scale is among the words: `billions of USD`, `persons`.

    Raises ValueError for words that name no known unit, with the nearest.
    """
    text = " ".join(words.replace("_", " ").split())
    if known := _known(text):
        return known, known.multiplier != 1
    main, per, base = text.partition(names.PER)
    scale, rest = Decimal(1), []
    tokens = [token for token in re.split(r"[\s()]+", main) if token]
    for token in tokens:
        times = _scale(token)
        scale *= times or 1
        rest += [] if times else [token]
    while rest and rest[0].lower() in ("of", "in"):
        rest = rest[1:]
    name = " ".join(rest)
    measured = _known(name + per + base) or _known(name)
    if measured and per and measured == _known(name):
        below = _known(base)
        measured = Unit(f"{measured.name}{names.PER}{below.name}", measured.multiplier) if below else None
    if not measured:
        raise ValueError(
            f"UNIT: “{words}” is not a unit that is known{suggestion(name or words, _units())}; "
            "a new unit is a row of data/names.csv first, of kind unit"
        )
    return Unit(measured.name, measured.multiplier * scale), len(rest) < len(tokens) or measured.multiplier != 1


def _scale(token: str) -> int:
    word = token.lower().rstrip(".,")
    if word in SCALES:
        return SCALES[word]
    return int(measures.SCALES.get(word, measures.SCALES.get(word.removesuffix("s"), 0)))


def _known(name: str) -> Unit | None:
    """Return the unit of a name: of data/names.csv, a currency's code or sign, a unit or noun that documents print."""
    if name in _units():
        return Unit(name, Decimal(1))
    if name.upper() in currencies():
        return Unit(name.upper(), Decimal(1))
    lower = name.lower()
    if re.match(r"(%|per ?cent\b|percentage)", lower):
        return Unit("percent", Decimal(1))
    if measured := measures.NAMES.get(lower) or measures.SIGNS.get(name):
        return Unit(measured.code, Decimal(str(measured.factor)))
    if name in measures.BEFORE:
        return Unit(measures.BEFORE[name], Decimal(str(measures.FACTORS.get(name, 1))))
    noun = measures.NOUNS.get(lower) or measures.NOUNS.get(f"{lower}s")
    currency = next((code for pattern, code in CURRENCIES if re.fullmatch(pattern, lower)), "")
    return Unit(noun or currency, Decimal(1)) if noun or currency else None


def _units() -> set[str]:
    return {row["name"] for row in names.names(kind=names.UNIT)} | measures.CURRENCIES | measures.CODES | {"percent"}


def currencies() -> set[str]:
    """Return the codes of ISO 4217."""
    from babel.numbers import list_currencies

    return set(list_currencies())
