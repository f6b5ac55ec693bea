"""German: number words, units and hedges of a German text put into English for the grammar; positions kept.

The table is german.csv; compound number words (`dreiundzwanzig`, `zweitausendfünfhundert`) are computed.
"""

import csv
import re
from collections.abc import Callable, Sequence
from importlib import resources
from typing import NamedTuple

from cited.intake.language.languages import language
from cited.intake.language.words import VALUES
from cited.intake.reading.quantities import Quantity, Reading

_words = str.split
_ONES = {word: number for number, word in enumerate(_words("ein zwei drei vier fünf sechs sieben acht neun"), 1)}
_TEENS = _words("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
_SMALL = _ONES | {word: number for number, word in enumerate(_TEENS, 10)}
_TENS = {
    word: 10 * number
    for number, word in enumerate(_words("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"), 2)
}
_ENGLISH = {number: word for word, number in VALUES.items()}
_PARTS = {"drittel": "third", "viertel": "quarter", "fünftel": "fifth", "achtel": "eighth", "zehntel": "tenth"}
# Mixed numbers: dreieinhalb, anderthalbtausend.
_MIXED = re.compile(
    r"(?:(?P<whole>\w+?)(?:und)?(?P<part>einhalb|einviertel|dreiviertel)|anderthalb)(?P<thousand>tausend)?"
)
_QUARTERS = {"einviertel": "a quarter", "dreiviertel": "three quarters"}
# An article counts only before one of these.
_ARTICLES = _words("ein eine einen einer einem eines")
_COUNTED = re.compile(
    r"\s(?:million|milliarde|billion|dutzend|drittel|viertel|fünftel|achtel|zehntel)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
# A noun that the table does not have: what is counted is unknown, and no guess.
_NOUN = re.compile(r"\s[A-ZÄÖÜ][a-zäöüß]{2,}")
_BEFORE_NUMBER = re.compile(
    r"\s(?:\d|[€$£]|(?:die|der) hälfte\b|(?:\w+mal|doppelt|halb) so\b"
    r"|ein(?:e[rms]?)? (?:halbe|viertel|dreiviertel))",
    re.IGNORECASE,
)
_HALF = re.compile(r"\shälfte\b", re.IGNORECASE)
_FROM = re.compile(r"\bzwischen \S+ $", re.IGNORECASE)
# Words that bend a number, or count against something, only where one stands after or before them.
_HEDGES = (
    "more than",
    "less than",
    "at least",
    "at most",
    "up to",
    "almost",
    "about",
    "over",
    "just over",
    "just under",
    "between",
)


class Translated(NamedTuple):
    """A line translated into English, and what was replaced: where it stands there, and where in the line."""

    text: str
    replaced: list[tuple[int, int, int, int]]

    def place(self, position: int, end: bool = False) -> int:
        """Return where a place of the translated text stands in the line; within a replaced word, where this begins or
        ends."""
        moved = 0
        for first, last, start, stop in self.replaced:
            if position <= first and not (end and position == first and first == last):
                break
            if position < last:
                return stop if end else start
            moved = stop - last
        return position + moved


def is_german(lines: Sequence[str]) -> bool:
    """Tell whether a text is in German, by its commonest words."""
    return language("\n".join(lines[:2000])) == "de"


def read(lines: Sequence[str], reader: Callable[[tuple[str, ...]], list[Reading]]) -> list[Reading]:
    """Return how `reader`, which reads English, reads a German text; all places are those of the text itself."""
    translated = [translate(line) for line in lines]
    readings = reader(tuple(one.text for one in translated))
    return [_placed(line, one, reading) for line, one, reading in zip(lines, translated, readings, strict=True)]


def translate(line: str) -> Translated:
    """Return a German line with its number words, units and hedges in English."""
    parts: list[str] = []
    replaced: list[tuple[int, int, int, int]] = []
    position, length = 0, 0
    for start, end, words in _replacements(line):
        if start < position:
            continue
        parts += [line[position:start], words]
        first = length + start - position
        length = first + len(words)
        replaced.append((first, length, start, end))
        position = end
    return Translated("".join([*parts, line[position:]]), replaced)


def value(word: str) -> int:
    """Return the number that a German number word says, 0 for another word: `zwölf`, `dreiundzwanzig`."""
    word = word.lower().replace("dreissig", "dreißig")
    if word in _SMALL or word in _TENS:
        return _SMALL.get(word) or _TENS[word]
    for name, times in (("tausend", 1000), ("hundert", 100)):
        before, part, after = word.partition(name)
        if part:
            many, rest = value(before) if before else 1, value(after.removeprefix("und")) if after else 0
            return many * times + rest if many and (rest or not after) else 0
    one, part, ten = word.partition("und")
    return _ONES[one] + _TENS[ten] if part and one in _ONES and ten in _TENS else 0


def english(number: int) -> str:
    """Return a whole number below a million in English words."""
    if number >= 1000:
        return f"{english(number // 1000)} thousand{f' {english(number % 1000)}' if number % 1000 else ''}"
    if number >= 100:
        return f"{english(number // 100)} hundred{f' and {english(number % 100)}' if number % 100 else ''}"
    if number in _ENGLISH:
        return _ENGLISH[number]
    return f"{_ENGLISH[number // 10 * 10]}-{_ENGLISH[number % 10]}"


def mixed(word: str) -> str:
    """Return a German mixed number in English, empty for another word: `dreieinhalb` is three and a half."""
    match = _MIXED.fullmatch(word.lower())
    whole = value(match["whole"]) if match and match["whole"] else 1
    if not match or not whole:
        return ""
    part = _QUARTERS.get(match["part"] or "", "a half")
    return f"{english(whole)} and {part}{' thousand' if match['thousand'] else ''}"


def _table() -> dict[str, str]:
    text = resources.files("cited.intake.reading").joinpath("german.csv").read_text(encoding="utf-8")
    return {form: row["english"] for row in csv.DictReader(text.splitlines()) for form in row["german"].split("|")}


_TABLE = _table()
_PHRASE = re.compile(
    rf"\b(?:{'|'.join(sorted((form for form in _TABLE if ' ' in form), key=len, reverse=True))})\b|{_WORD.pattern}",
    re.IGNORECASE,
)


def _replacements(line: str) -> list[tuple[int, int, str]]:
    """What is told in English: where it stands and the words."""
    said: list[tuple[int, int, str]] = []
    counted = False
    for match in _PHRASE.finditer(line):
        word = match[0].lower()
        adjacent = bool(said) and not line[said[-1][1] : match.start()].strip()
        near = adjacent and counted
        after_digits = bool(re.search(r"\d\s?$", line[: match.start()]))
        words = _said(word, line, match.end(), near or after_digits)
        if adjacent and said[-1][2].lower() in _HEDGES and word in ("die", "der") and _HALF.match(line, match.end()):
            words = "a"
        elif word == "und" and _FROM.search(line[: match.start()]):
            words = "and"
        number = bool(value(word) or mixed(word))
        counted = bool(words) and (number or word in _ARTICLES or near or after_digits)
        if words:
            capital = match[0][0].isupper() and (number or words in _HEDGES)
            said.append((*match.span(), words[0].upper() + words[1:] if capital else words))
    return said


def _said(word: str, line: str, end: int, counted: bool) -> str:
    """The English of a word where it says how many, of what or how exactly; else empty. `counted`: a number stands
    before it."""
    if word == "von" and counted and re.match(r"\s(?:zehn|hundert|tausend|fünf|vier|drei)\b", line[end:]):
        return "in"
    if word in _ARTICLES:
        return "one" if _COUNTED.match(line, end) else ""
    if number := value(word):
        if word == "tausend" and counted:
            return "thousand"
        return english(number) if number > 1 else ""
    if word.endswith("mal") and (number := value(word.removesuffix("mal"))) > 1:
        return f"{english(number)} times"
    if words := mixed(word):
        return words
    if word in _PARTS:
        plural = "s" if re.search(r"(?:zwei|drei|vier|\d)\s\w+$", line[:end], re.IGNORECASE) else ""
        return f"{_PARTS[word]}{plural} of"
    if word == "millionen":
        return "million" if counted else "millions of"
    words = _TABLE.get(word, "")
    if words in _HEDGES:
        follows = re.match(r"\s(\w+)", line[end:])
        counts = follows and (
            value(follows[1]) or mixed(follows[1]) or follows[1].lower() in (*_ARTICLES, *_words("die der"))
        )
        return words if counts or _BEFORE_NUMBER.match(line, end) else ""
    if words.startswith("per ") and words != "per cent":
        # `im Jahr 2019` names a year.
        return words if not re.match(r"\s\d", line[end:]) else ""
    return words


def _placed(line: str, translated: Translated, reading: Reading) -> Reading:
    """A reading with the places of the line itself."""
    if not translated.replaced:
        return reading
    numerals = [
        one._replace(start=translated.place(one.start), end=translated.place(one.end, True)) for one in reading.numerals
    ]
    quantities: list[Quantity] = []
    for one in reading.quantities:
        start, end = translated.place(one.start), translated.place(one.end, True)
        printed = line[start:end]
        occurrence = sum(line.startswith(printed, at) for at in range(start + 1))
        one = one._replace(start=start, end=end, printed=printed, occurrence=occurrence)
        if "unit" in one.guessed and _NOUN.match(line, end):
            one = one._replace(unit="", guessed=tuple(name for name in one.guessed if name != "unit"))
        quantities.append(one)
    return reading._replace(numerals=numerals, quantities=quantities)
