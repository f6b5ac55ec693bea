"""The currency of a document that counts in one alone: given to its sums without a sign, as a guess."""

import re
from collections import Counter
from collections.abc import Sequence

from cited.intake.language.measures import CURRENCIES
from cited.intake.language.sentences import sentence
from cited.intake.reading.antecedents import is_bare
from cited.intake.reading.quantities import Quantity, Reading
from cited.intake.units.topics import MONEY

# So many sums in one currency, of all that name any.
_LEAST, _SHARE = 2, 0.9
_SCALED = re.compile(
    r"(?:million|billion|trillion|thousand|crore|lakh|bn|mn|m|k)\.?(?: (?:an?|per|each|every) [a-z]+)?$", re.IGNORECASE
)
# A square metre costs 4,800 to build.
_PRICED = re.compile(
    r"\b(?:costs?|pays?|paid|charg(?:es?|ed)|earns?|earned|fetch(?:es|ed)|(?:loan|mortgage|salary|wage|rent|price"
    r"|bill|fine"
    r"|grant|pension) of)(?: (?:about|around|some|nearly|almost|over|only|just|up to|more than))* $"
)
_GRAND = re.compile(r"\bgrand\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[.,;:)—]|$)|\s(?:in|at|on|for|from|to|and|or|by|last|next|this|after|before|when|while|against|a year"
    r"|over|goes|went|will go)\b"
)


def of_grand(readings: Sequence[Reading]) -> list[Reading]:
    """Return readings with each sum of some grand in the currency that the document names most, as a guess."""
    said = [(reading, [_is_grand(one) for one in reading.quantities]) for reading in readings]
    if not any(any(grand) for _, grand in said):
        return list(readings)
    named = Counter(
        one.unit
        for reading, grand in said
        for one, is_grand in zip(reading.quantities, grand, strict=True)
        if one.unit in CURRENCIES and not is_grand
    )
    best = (*named.most_common(1), ("", 0))[0][0]
    return [
        reading._replace(
            quantities=[
                one._replace(unit=best or one.unit, guessed=tuple(sorted({*one.guessed, "unit"}))) if is_grand else one
                for one, is_grand in zip(reading.quantities, grand, strict=True)
            ]
        )
        for reading, grand in said
    ]


def _is_grand(quantity: Quantity) -> bool:
    return quantity.unit in CURRENCIES and bool(_GRAND.search(quantity.printed))


def of_document(readings: Sequence[Reading]) -> str:
    """Return the currency in which a document counts nearly all its sums, or an empty text."""
    named = Counter(
        one.unit
        for reading in readings
        for one in reading.quantities
        if one.unit in CURRENCIES and not is_bare(one) and not one.cell
    )
    best, count = (*named.most_common(1), ("", 0))[0]
    return best if count >= _LEAST and count >= _SHARE * named.total() else ""


def in_currency(quantity: Quantity, line: str, code: str) -> Quantity:
    """Return a sum that names no currency in that of its document, a guess: it ties up around 400 million."""
    # L38.6 billion: a sign that the table does not have.
    signed = line[max(0, quantity.start - 1) : quantity.start].isalpha()
    if quantity.unit or quantity.cell or signed or not _ENDS.match(line, quantity.end):
        return quantity
    opening, closing = sentence(line, quantity.start)
    scaled = _SCALED.search(quantity.printed) and MONEY.search(line, opening, closing)
    if not scaled and not _PRICED.search(line[max(opening, quantity.start - 40) : quantity.start]):
        return quantity
    return quantity._replace(unit=code, guessed=tuple(sorted({*quantity.guessed, "unit"})))
