"""Number words, and the numbers that words and digits say."""

import re

from cited.intake.language import measures

_words = str.split
ONES = {word: number for number, word in enumerate(_words("one two three four five six seven eight nine"), 1)}
TEENS = {
    word: number
    for number, word in enumerate(
        _words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"), 10
    )
}
TENS = {
    word: 10 * number for number, word in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
VALUES = {"zero": 0} | ONES | TEENS | TENS
POWERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
# What multiplies a number word; a dozen and a score count as words do.
SCALES = {"hundred": 100, "dozen": 12, "score": 20} | POWERS
# What stands after digits.
AFTER_DIGITS = measures.SCALES | {"dozen": 12.0, "dozens": 12.0}
_ORDINALS = _words(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS)}
ORDINALS |= {re.sub("y$", "ieth", word): value for word, value in TENS.items()}
ORDINALS |= {f"{word}th": SCALES[word] for word in ("hundred", "thousand", "million", "billion", "trillion")}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4} | {
    word: number
    for word, number in ORDINALS.items()
    if 5 <= number <= 10 or number in (12, 20, 30, 40, 50, 60, 70, 80, 90, 100, 10**3, 10**6, 10**9)
}
TIMES = {
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "triple": 3,
    "treble": 3,
    "quadruple": 4,
    "quintuple": 5,
    "sextuple": 6,
    "halve": 0.5,
}
SPANS = {
    "decade": 10,
    "century": 100,
    "millennium": 1000,
    "decades": 10,
    "centuries": 100,
    "millennia": 1000,
    "fortnight": 2,
    "fortnights": 2,
}
# No number word says more; what would is not a number.
MOST = 10**18
either = measures.either


def decimal(text: str) -> float:
    """Return the number that digits say: `1,105`, `276 113`, `63, 928`, `1.234,5`, `17.5`, `2,7`, `12,34,567`."""
    text = re.sub(r"[\s'’]", "", text).replace("٫", ".").replace("٬", ",")
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?", text):
        text = text.replace(",", "")
    elif "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif text.count(".") > 1:
        text = text.replace(".", "")
    return float(text)


def cardinal(text: str) -> float:
    """Return the number that number words say: `two hundred and fifty`, `twenty-three`, `a dozen`, `2 lakh crore`.

    It is infinite where the words say more than any document counts.
    """
    total, part = 0.0, 0.0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in VALUES:
            part += VALUES[word]
        elif word in SCALES and SCALES[word] < 1000:
            part = (part or 1) * SCALES[word]
        elif word in POWERS and part:
            total, part = total + part * POWERS[word], 0
        elif word in POWERS:
            # A scale upon a scale: a thousand million, lakh crore.
            total = (total or 1) * POWERS[word]
        if max(total, part) > MOST:
            return float("inf")
    return total + part
