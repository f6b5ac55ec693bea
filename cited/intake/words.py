"""Number words, and the numbers that words and digits say."""

import re

words = str.split
_SMALL = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
VALUES = {word: number for number, word in enumerate(_SMALL)}
VALUES |= {word: 10 * number for number, word in enumerate(TENS, 2)}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "score": 20,
    "lakh": 10**5,
    "crore": 10**7,
}
# What stands behind digits only; chou is the Japanese trillion, the characters are Chinese and Japanese.
BEHIND = SCALES | {
    **dict.fromkeys(words("m mn mln mio mio. million millions millionen millón millones"), 10**6),
    **dict.fromkeys(words("b bn bln mrd mrd. mia mia. milliard milliards milliarden billions"), 10**9),
    **dict.fromkeys(("tn", "trn", "trillions", "chou"), 10**12),
    **dict.fromkeys(("k", "thousands", "mille", "tausend"), 10**3),
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "兆": 10**12,
}
_ORDINALS = words(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS)}
ORDINALS |= {re.sub("y$", "ieth", word): VALUES[word] for word in TENS}
ORDINALS |= {f"{word}th": SCALES[word] for word in ("hundred", "thousand", "million")}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4} | {
    word: number for word, number in ORDINALS.items() if 5 <= number <= 10
}
TIMES = {
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "triple": 3,
    "treble": 3,
    "quadruple": 4,
    "quintuple": 5,
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


def either(found) -> str:
    """Return a pattern that matches any of some words, the longest first."""
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


def decimal(text: str) -> float:
    """Return the number that digits say: `1,105`, `276 113`, `63, 928`, `1.234,5`, `17.5`, `2,7`, fullwidth `１２`."""
    text = re.sub(r"[\s\u00a0\u202f\u2009'’]", "", text).replace("٫", ".")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    elif "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif text.count(".") > 1:
        text = text.replace(".", "")
    return float(text)


def cardinal(text: str) -> float:
    """Return the number that number words say: `two hundred and fifty`, `twenty-three`, `a dozen`."""
    total = part = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in VALUES:
            part += VALUES[word]
        elif word in SCALES and SCALES[word] < 1000:
            part = (part or 1) * SCALES[word]
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0
    return float(total + part)
