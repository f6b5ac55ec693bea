"""Numbers in words that a reader takes for figures: a scale, a per cent, an amount, a fraction of what is counted.

Counted small, words are English: one of, the first, two ways, both, a dozen reasons would not be. So bare words up to
twelve pass, ordinals too; everything else that says how much or how many is a number like one in digits.
"""

import re

_SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = "|".join(_SMALL)
_LARGE = rf"(?:{'|'.join(_TEENS)}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[:9])}))?)"
_NUMBER = rf"(?:{_LARGE}|{_ONES})"
_SCALE = "hundred|thousand|million|billion|trillion|lakh|crore|dozen"
UNIT = (
    r"per ?cent|percentage points?|dollars?|euros?|pounds?|yen|yuan|roubles?|rubles?|rupees?|francs?|tonnes?|tons?|"
    r"kilomet(?:re|er)s?|met(?:re|er)s?|miles?|hectares?|acres?|lit(?:re|er)s?|barrels?|kilograms?|degrees?"
)
_PART = "thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?"
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_AND_PART = rf"(?:{_ONES}|an?) and an? (?:half|quarter|third)"
_SOME = rf"(?:half an?|an? half|several|a few|many|some|(?:a )?couple(?: of)?|{_AND_PART})"
_KNOWN = r"(?:the|all|its|their|these|those|this|our|every|each)"
# What no reader sees in a word; not the break that a line may have there.
UNSEEN = re.compile("[\u00ad\u034f\u200c-\u200f\u2060-\u2064\ufeff]")
# After a value that code puts there a scale makes another number of it.
VALUE = "\0"
PATTERN = re.compile(
    # Twelve million, a hundred, half a billion, two dozen.
    rf"\b(?:(?:{_NUMBER}|an?|{_SOME})[- ])(?:{_SCALE})s?\b"
    # Millions of masks; but amounts in millions of dollars have a unit.
    rf"|(?<!\bin )(?<!\bof )\b(?:{_SCALE})s of\b"
    # Forty-two, thirteen: more than the small counts of English. Ages, the twenties and the Thirty Years’ War are none.
    rf"|(?<!aged )(?<!age )(?<!aged over )(?<!aged under )\b{_LARGE}\b(?!['’s]| years?['’]|[- ](?:{_ORDINAL})\b)"
    # Five per cent, nine dollars.
    rf"|\b(?:{_ONES}|half an?)[- ](?:{UNIT})\b"
    rf"|\b{_NUMBER} ?%"
    # Three in four, one out of every ten; but one in a hurry.
    rf"|\b(?:{_ONES}) (?:in(?: every)?|out of(?: every)?|of every) (?:{_NUMBER}|a (?:{_SCALE}))\b"
    # Half of the visas, half the visas, half their price; but the first half of a year, and in half.
    rf"|(?<!first )(?<!second )(?<!other )(?<!latter )(?<!upper )(?<!lower )\bhalf (?:of\b|{_KNOWN}\b)"
    # Two thirds of the loans, a third of them; but in the third quarter of the year.
    rf"|\b(?:an?|{_ONES})[- ](?:{_PART}) of\b"
    rf"|{VALUE}[- ]?(?:{_SCALE})s?\b",
    re.IGNORECASE,
)


def spelled(number: int) -> str:
    """Return a whole number below a hundred in words.

    >>> spelled(0), spelled(7), spelled(13), spelled(40), spelled(42)
    ('none', 'seven', 'thirteen', 'forty', 'forty-two')
    """
    if number < 20:
        return ["none", *_SMALL, *_TEENS][number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones - 1]}" if ones else "")


def find(text: str) -> list[str]:
    """Return the numbers in words that a text says, in reading order; `VALUE` stands in it for what code fills in."""
    seen = UNSEEN.sub("", text)
    # Where a line may break, readers see one word or two.
    for reading in dict.fromkeys((seen.replace("\u200b", ""), seen.replace("\u200b", " "))):
        if found := [match[0].replace(VALUE, "{…}") for match in PATTERN.finditer(" ".join(reading.split()))]:
            return found
    return []


def typed(text: str) -> bool:
    """Tell whether a text says a number in digits, signs or words."""
    return any(map(str.isnumeric, text)) or bool(find(text))
