"""What an audit double-checks: numbers that the grammar leaves out, and impossible classes.

A draft may leave these out, since most are not figures; an audit wants a row, or an excuse, for each.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence

from cited.intake.language import quantifiers
from cited.intake.language.calendar_words import MONTHS
from cited.intake.language.words import POWERS, either
from cited.intake.numbers.damaged import is_joined
from cited.intake.numbers.numerals import Numeral
from cited.ledger.store.codes import NumberClass

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# Runs of Chinese or Japanese signs: numbers where all are, or where a scale stands with other numbers.
_HAN = re.compile("[\u3007\u3400-\u9fff\u3040-\u30ff]+")
_SCALED = re.compile(
    "[〇零一二三四五六七八九十两半数]+[百千万萬亿億兆][〇零一二三四五六七八九十两百千万萬亿億兆]*|[百千万萬亿億兆]{2,}"
)
_PLURAL = r"(?!(?:is|was|has|as|us|this|its|always|perhaps|does)\b)(?:[a-z]{2,}s|men|women|people|children|aircraft)\b"
# A Roman number before a plural noun counts, unless a word before it makes it a name: hepatitis C cases, Type V errors.
_ROMAN = re.compile(
    r"(?<![\w&/.–-])(?=[IVXLCDM])(?!I\b)M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})\b"
    rf"(?=\s(?:[a-z]+\s)?{_PLURAL})"
)
# Small letters count likewise, in the letters of small numbers: ii divisions.
_SMALL = re.compile(
    r"(?<![\w&/.(–-])(?=[ivxl]{2,}\b)(?!(?:li|mix)\b)(?:xl|l?x{0,4})(?:ix|iv|v?i{0,3})\b"
    rf"(?=\s(?:[a-z]+\s)?{_PLURAL}|\sof (?:them|these|those|the)\b)"
)
# Four capitals or more that make a number in order are no initials: MCMXC, a year, and LXXX, which may count.
_LONG_ROMAN = re.compile(
    r"(?<![\w&/.–-])(?=[MDCLXVI]{4,}\b)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[MDCLXVI]{4})\b"
)
# `No. 8` and `#5` name what they stand beside, unless they rank it or count what follows.
_NUMBERED = re.compile(r"(?:#|№ ?|\b(?:No|Nos|Nr)\. ?|\bnumber )$", re.IGNORECASE)
_RANKING = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|rated|placed|position(?:ed)?|came|comes|finish(?:ed|es))(?: (?:as|at|in))?(?: the)?\s$"
)
_PLACED = re.compile(
    r"\s(?:(?:in|of|among)\s(?:the\s(?:world|country|region|list|table)|[A-Z])|(?:[a-z]+\s){0,2}"
    r"(?:partner|supplier|exporter|importer|buyer|seller|producer|donor|destination|economy)\b)"
)
# A scale alone that counts what follows: they saw million ships.
_BARE = re.compile(rf"(?:{either(POWERS)})(?:\s(?:{_PLURAL}|of\b)|[.,;])")
# Of a header, which says it of the numbers below: Cargo 2023, million tonnes.
_HEADED = re.compile(r"(?:\b(?:in|per|US\$|[A-Z]{3})|[$€£¥₹(,|:–—])\s?$|^\W*$")
_SPOKEN = re.compile(rf"[a-z]{{2,}}(?<!th)(?<!rd)\b|[\d.,]+(?:\s{_PLURAL}|\s?(?:%|(?:{either(POWERS)})\b))")
_RATE = re.compile(rf"\d{{1,3}}:\d{{1,3}}\s{_PLURAL}")
_HALVES = re.compile(r"(?<![\w./-])(\d{1,2})/(\d{1,2})(?![\w./-])")
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
    for start, end, value in quantifiers.counting(line):
        if _free(start, end, taken):
            yield Numeral(start, end, "number", value)
    for start, end in (*_signs(line), *(match.span() for match in _SMALL.finditer(line))):
        if _free(start, end, taken):
            yield Numeral(start, end, "roman", 0.0)
    for match in _ROMAN.finditer(line):
        if _free(*match.span(), taken) and not _NAMING.search(line[: match.start()]):
            taken.append(match.span())
            yield Numeral(*match.span(), "roman", 0.0)
    for match in _LONG_ROMAN.finditer(line):
        year = match[0].startswith("M")
        if not year and _free(*match.span(), taken) and not _NAMING.search(line[: match.start()]):
            yield Numeral(*match.span(), "roman", 0.0)


def aside(line: str, known: Iterable[Numeral]) -> Iterator[tuple[Numeral, NumberClass]]:
    """Give the long Roman numbers of a line that count nothing, and their class, where no number is `known`.

    They are years from a thousand on (MCMXC), and parts of names (Super Bowl LVIII).
    """
    taken = [(numeral.start, numeral.end) for numeral in known]
    for match in _LONG_ROMAN.finditer(line):
        if _free(*match.span(), taken):
            year = match[0].startswith("M")
            yield Numeral(*match.span(), "roman", 0.0), NumberClass.DATE if year else NumberClass.LABEL


def _signs(line: str) -> Iterator[tuple[int, int]]:
    """The spans of numbers in the signs of other scripts: of any that has signs for numbers, and in Chinese."""
    if line.isascii():
        return
    for at, sign in enumerate(line):
        if sign > "\x7f" and unicodedata.category(sign) in ("Nl", "No", "Nd") and sign != "\u3007":
            yield at, at + 1
    for run in _HAN.finditer(line):
        if all(unicodedata.numeric(sign, None) is not None or sign in "两半数億" for sign in run[0]):
            yield run.span()
        else:
            yield from (match.span() for match in _SCALED.finditer(line, *run.span()))


def vague(line: str, known: Iterable[Numeral]) -> Iterator[Numeral]:
    """Give the words of a line that say how many without a number, such as `several`, where no number is `known`."""
    taken = [(numeral.start, numeral.end) for numeral in known]
    for start, end in quantifiers.vague(line):
        if _free(start, end, taken):
            yield Numeral(start, end, "pointer", 0.0)


def _free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return not any(first < end and start < last for first, last in taken)


def doubtful(lines: Sequence[str], number: int, numeral: Numeral, given: str) -> bool:
    """Tell whether a numeral of a line (from 1) cannot be of the class that a rule gives it.

    A number in brackets without its neighbours is of no list, May 40 no date, 5:3 in a ratio no time and no name,
    people in their 30s are of no decade, 20men and 50/50 are no names, and the third of the land may be a part.
    """
    line = lines[number - 1]
    if _ROMAN.match(line, numeral.start):
        return not _NAMING.search(line[: numeral.start])
    if given in (NumberClass.BOILERPLATE, NumberClass.REFERENCE) and _ranks(line, numeral):
        return True
    if given == NumberClass.BOILERPLATE:
        # No address counts: Tel.: 2 801, four men.
        spoken = numeral.kind != "roman" and _SPOKEN.match(line, numeral.start)
        return bool(spoken) or _unlisted(lines, number, numeral)
    if given == NumberClass.ORDINAL:
        return quantifiers.is_part(line, numeral.start)
    if given == NumberClass.LABEL and any(_counted(line, numeral)):
        return True
    if given in (NumberClass.DATE, NumberClass.LABEL) and _in_ratio(line, numeral):
        return True
    if given != NumberClass.DATE:
        return False
    decade = _DECADE.match(line, numeral.start)
    return bool(decade and not _THE.search(line[: numeral.start])) or any(_impossible(line, numeral))


def _ranks(line: str, numeral: Numeral) -> bool:
    """Whether a number after `No.` or `#` places or counts: No. 8 in the world, #5 ships."""
    mark = _NUMBERED.search(line[: numeral.start])
    if not mark:
        return False
    after = re.compile(rf"\s{_PLURAL}").match(line, numeral.end) or _PLACED.match(line, numeral.end)
    return bool(after or _RANKING.search(line[: mark.start()]))


def _counted(line: str, numeral: Numeral) -> Iterator[bool]:
    """Whether a number called a name counts: it runs into a word, shares a hundred (60/40), is a scale or a rate."""
    yield is_joined(line, numeral.start)
    match = _HALVES.match(line, numeral.start)
    yield match is not None and int(match[1]) + int(match[2]) == 100
    yield bool(_RATE.match(line, max(0, line.rfind(" ", 0, numeral.start) + 1)))
    yield bool(_BARE.match(line, numeral.start)) and not _HEADED.search(line[: numeral.start])


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
