"""Hedges as a text prints them: the words that bend a number, before and behind it."""

import re

from cited.intake.numerals import Numeral

# The word that bends a number, by the characters before it; the first that fits counts.
BEFORE = [
    (hedge, re.compile(rf"(?<!\w)(?:{pattern})\s?$", re.IGNORECASE))
    for hedge, pattern in [
        ("little more than", r"(?:just|(?:a )?little|slightly|marginally) (?:over|more than|above)"),
        ("at least", r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of"),
        ("up to", r"up to|as (?:many|much|high) as|at most|(?:no|not) more than|a maximum of|at the most"),
        ("less than", r"(?:(?:just|well|slightly) )?(?:under|below)(?: the age of)?|(?:less|fewer|lower|younger) than"),
        ("almost", r"almost|nearly|close to|virtually|approaching|not quite"),
        ("more than", r"(?:(?:well|far|much) )?(?:more|greater|higher|older|larger) than|in excess of|upwards? of"),
        (
            "more than",
            r"(?:(?:well|far) )?(?:over|above|exceed(?:s|ed|ing)?|(?:deaths )?top(?:s|ped|ping)?|surpass(?:es|ed|ing))",
        ),
        (
            "about",
            r"about|around|roughly|approximately|approx\.|some|circa|ca?\.|in the (?:region|order) of|more or less"
            r"|near|~|≈",
        ),
    ]
]
BEHIND = [
    ("up to", re.compile(r"\sor (?:less|fewer|under|below|younger)\b", re.IGNORECASE)),
    ("at least", re.compile(r"\sor (?:more|over|above|older|higher|greater)\b|\+(?!\d)", re.IGNORECASE)),
    ("about", re.compile(r"\sor so\b|-odd\b", re.IGNORECASE)),
]
WITHIN = re.compile(r"(?<!\w)within\s$", re.IGNORECASE)
# Words that may stand between a hedge and its number without bending it.
_ARTICLE = re.compile(r"(?<!\w)(?:an?|(?:an )?average of|a total of|only)\s$", re.IGNORECASE)


def before(line: str, start: int, floor: int, unit: str, numeral: Numeral) -> tuple[int, str]:
    """Return where a quantity begins with its hedge, and the hedge, empty where nothing bends the number."""
    left = line[max(floor, start - 40) : start]
    if match := _ARTICLE.search(left):
        left = left[: match.start()]
    for hedge, pattern in BEFORE:
        match = pattern.search(left)
        if not match:
            continue
        word = match[0].strip().lower()
        small = not line[numeral.start].isdigit() and numeral.value <= 10 and numeral.kind == "number"
        if word == "over" and small and unit in ("years", "months", "weeks", "days", "hours"):
            # `over two days` is during them.
            return start, ""
        return max(floor, start - 40) + match.start(), hedge
    return start, ""


def ends(low: float, high: float, hedge: str) -> tuple[float | None, float | None]:
    """Return low and high as the ledger has them: one is None where the hedge leaves that end open."""
    if hedge in ("more than", "at least", "order of magnitude"):
        return low, None
    if hedge in ("less than", "up to"):
        return None, high
    return low, high
