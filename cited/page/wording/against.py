"""What the text of a sentence puts against a number: a sign, a digit, a scale or a unit makes another number of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cited import number_words

# Stands in a text for a number that code fills in.
NUMBER = "\1"
_SIGN = "$€£¥₹₽"
PATTERN = re.compile(
    # A currency, a digit, or a minus that is no dash between two numbers.
    rf"(?P<before>[{_SIGN}])[ \u00a0]?(?={NUMBER})"
    rf"|\d[.,]?(?={NUMBER})|(?<![\w{NUMBER}])[−–+±-](?={NUMBER})|\b(?:minus|plus) (?={NUMBER})"
    # Another number at once, further digits, a scale or a sign.
    rf"|{NUMBER}[.,]?(?={NUMBER})|{NUMBER}[.,]?\d|{NUMBER}[ \u00a0]?(?:bn|mn|tn|m|k|b|t)\b"
    rf"|{NUMBER}[- \u00a0]?(?P<unit>[%‰{_SIGN}]|(?:{number_words.UNIT})\b)",
    re.IGNORECASE,
)
# What the words and signs of currencies and shares say, as units of the ledger begin or end.
UNITS = {
    **{"$": "D", "dollar": "D", "€": "EUR", "euro": "EUR", "£": "GBP", "pound": "GBP", "¥": "", "yen": "JPY"},
    **{"yuan": "CNY", "₽": "RUB", "rouble": "RUB", "ruble": "RUB", "₹": "INR", "rupee": "INR", "franc": "CHF"},
    **{"%": "percent", "per cent": "percent", "percent": "percent", "percentage point": "percentage point"},
}


def unit_against(text: str, units: Sequence[str]) -> str:
    """Return what a text puts against one of its numbers, which have these units; nothing where that is their own."""
    for match in PATTERN.finditer(text):
        word = (match["before"] or match["unit"] or "").lower()
        number = text.count(NUMBER, 0, match.start())
        if not word or not _is_unit(word, units[number]):
            return " ".join(match[0].replace(NUMBER, "{…}").split()) + ("{…}" if NUMBER not in match[0] else "")
    return ""


def _is_unit(word: str, unit: str) -> bool:
    stem = word if word in UNITS else word.removesuffix("s")
    known_unit = UNITS.get(stem, stem)
    code = unit[:3] if unit[:3].isupper() else unit
    return bool(unit) and (code.endswith(known_unit) if known_unit.isupper() else known_unit in unit.lower())
