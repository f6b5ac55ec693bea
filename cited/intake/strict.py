"""What an audit double-checks: numbers that the grammar leaves out, and impossible classes.

A draft may leave these out, since most are not figures; an audit wants a row, or an excuse, for each.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence

from cited.intake.calendar_words import MONTHS
from cited.intake.numerals import Numeral
from cited.ledger.codes import NumberClass

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TENS = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
# Words that count and that the grammar leaves out, with what they say.
_GROUPS = {
    "pair": 2, "brace": 2, "duo": 2, "twosome": 2, "twins": 2, "trio": 3, "threesome": 3, "triplets": 3, "quartet": 4,
    "foursome": 4, "quadruplets": 4, "quintet": 5, "sextet": 6, "septet": 7, "octet": 8, "gross": 144, "myriad": 10_000,
    "nil": 0, "nought": 0, "naught": 0, "zilch": 0,
}  # fmt: skip
_OF = ("pair", "brace", "gross", "myriad")
_WORDS = re.compile(
    rf"\b(?:{'|'.join(_OF)})s?(?= of\b)|(?<!= )\b(?:{'|'.join(word for word in _GROUPS if word not in _OF)})s?\b"
    rf"|\bmyriad(?= [a-z]+s\b)|\b(?:{_TENS})\b",
    re.IGNORECASE,
)
_SIGNS = re.compile("[\u2160-\u2188]+")
# A Roman number before a plural noun counts, unless a word before it makes it a name: hepatitis C cases, Type V errors.
_ROMAN = re.compile(
    r"(?<![\w&/.–-])(?=[IVXLCDM])(?!I\b)M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})\b"
    r"(?=\s(?:[a-z]+\s)?(?!(?:is|was|has|as|us|this|its|always|perhaps|does)\b)[a-z]{2,}s\b)"
)
_NAMING = re.compile(
    r"(?:\b(?!(?:The|These|Those|In|At|On|Of|How|When|Where|Some|All|About|Over|With|By|For|From|And|But|Their|Its|Our"
    r"|They|We|You|He|She|It|If|As|To)\s)[A-Z][\w.-]*|\b(?:vitamin|hepatitis|type|grade|class|category|group|plan|phase|part))\s$"
)
_LIST = re.compile(r"\((\d{1,3})\)|([①-⓿❶-➓])")
# A trunk code: +32 (0) 2.
_CODE = re.compile(r"\+\d{1,3}\s?$")
_DECADE = re.compile(r"(?<![’'‘\d])\b\d0s\b")
_THE = re.compile(r"\bthe (?:(?:early|mid|late)[- ])?$", re.IGNORECASE)
_RATIO = re.compile(r"\b(?:ratios?|odds|proportions?|split|majority|margin|against)\b", re.IGNORECASE)
# So many characters around a pair of numbers say that it is a ratio; so many lines around it have the rest of a list.
_NEAR, _LINES = 30, 40
_DATES = (
    re.compile(rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?!\d|[,.]\d)", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})\b", re.IGNORECASE),
    re.compile(r"\b\d{4}[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?:19|20)\d\d\b"),
    re.compile(r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d\d)\b(?!:)"),
)


def unread(line: str, known: Sequence[Numeral]) -> Iterator[Numeral]:
    """Give the numbers of a line that the grammar leaves out: pairs and trios, nil, decades of life, Roman numbers."""
    taken = [(numeral.start, numeral.end) for numeral in known if numeral.kind != "pointer"]
    for pattern in (_WORDS, _SIGNS, _ROMAN):
        for match in pattern.finditer(line):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if pattern is _ROMAN and _NAMING.search(line[: match.start()]):
                continue
            word = match[0].lower()
            value = _GROUPS.get(word, _GROUPS.get(word.removesuffix("s"), 0))
            yield Numeral(*match.span(), "number" if pattern is _WORDS else "roman", float(value))


def doubtful(lines: Sequence[str], number: int, numeral: Numeral, given: str) -> bool:
    """Tell whether a numeral of a line (from 1) cannot be of the class that a rule gives it.

    A number in brackets without its neighbours is of no list, May 40 no date, 5:3 in a ratio no time and no name, and
    people in their 30s are of no decade.
    """
    line = lines[number - 1]
    if _ROMAN.match(line, numeral.start):
        return not _NAMING.search(line[: numeral.start])
    if given == NumberClass.BOILERPLATE:
        return _unlisted(lines, number, numeral)
    if given in (NumberClass.DATE, NumberClass.LABEL) and _in_ratio(line, numeral):
        return True
    if given != NumberClass.DATE:
        return False
    decade = _DECADE.match(line, numeral.start)
    return bool(decade and not _THE.search(line[: numeral.start])) or any(_impossible(line, numeral))


def _unlisted(lines: Sequence[str], number: int, numeral: Numeral) -> bool:
    """Whether a number in brackets or a circle, amid a line, is of no list: none near is one less or one more."""
    line = lines[number - 1]
    match = _LIST.match(line, max(0, numeral.start - (line[numeral.start - 1 : numeral.start] == "(")))
    if not match or not line[: match.start()].strip() or _CODE.search(line[: match.start()]):
        return False
    near = "\n".join(lines[max(0, number - 1 - _LINES) : number + _LINES])
    if match[2]:
        return not any(chr(ord(match[2]) + step) in near for step in (-1, 1))
    return not any(f"({int(match[1]) + step})" in near for step in (-1, 1))


def _in_ratio(line: str, numeral: Numeral) -> bool:
    pair = re.search(r"(?<![\d:.])\d+\s?:\s?\d+(?![\d:])", line[max(0, numeral.start - 8) : numeral.end + 8])
    return bool(pair and _RATIO.search(line[max(0, numeral.start - _NEAR) : numeral.end + _NEAR]))


def _impossible(line: str, numeral: Numeral) -> Iterator[bool]:
    """Whether a date or a time of day that a numeral is of is in no calendar and on no clock."""
    for pattern in _DATES:
        for match in pattern.finditer(line, max(0, numeral.start - 16), numeral.end + 16):
            if match.start() <= numeral.start and numeral.end <= match.end():
                yield not _exists({name: text.lower() for name, text in match.groupdict().items()})


def _exists(parts: dict[str, str]) -> bool:
    if "hour" in parts:
        return int(parts["hour"]) <= 24 and int(parts["minute"]) < 60
    month = MONTHS[parts["month"]] if "month" in parts else int(parts["number"])
    # A leap year: which one it is the line may not say.
    return 1 <= month <= 12 and 1 <= int(parts["day"]) <= monthrange(2024, month)[1]
