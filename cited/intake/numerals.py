"""Numerals: every run of digits and every number word of a line, and the number it says."""

import re
import unicodedata
from typing import NamedTuple

from cited.intake.words import (
    BEHIND,
    ORDINALS,
    PARTS,
    SCALES,
    SPANS,
    TENS,
    TIMES,
    VALUES,
    cardinal,
    decimal,
    either,
    words,
)


class Numeral(NamedTuple):
    """Where a numeral stands in its line and what it says.

    Kinds: `number`; `share` (a fraction); `magnitude` (hundreds of, double digit: its power of ten);
    `ordinal`; `times` (twice, doubled); `span` (decade, in years; fortnight, in weeks); `roman`;
    `marker` (superscript, circled); `pointer` (both, ones, once), which counts nothing by itself.
    """

    start: int
    end: int
    kind: str
    value: float
    scaled: bool = False


_CARDINAL = either([*VALUES, *(word for word in SCALES if word != "score")])
_PART = either(PARTS)
_PLURAL = "tens|dozens|scores|hundreds|thousands|millions|billions|trillions"
_BLANK = "[ \u00a0\u202f\u2009]"
_DIGITS = rf"""(?<!\d)\d{{1,3}}(?:,{_BLANK}?\d{{3}})+(?:\.\d+)?(?!\d)
  | (?<![\w.,/+-])\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:[.,]\d+)?(?!\w|[-/]\d|{_BLANK}\d)
  | (?<!\d)\d{{1,3}}(?:\.\d{{3}})+,\d+(?!\d) | (?<!\d)\d{{1,3}}(?:\.\d{{3}}){{2,9}}(?![.\d])
  | (?<!\d)\d{{1,3}}(?:['’]\d{{3}})+(?!\d)
  | \d+(?:[.٫]\d+)?(?:,\d{{1,2}}(?![\d,]))? """
_LONG = either(word for word in BEHIND if len(word) > 2 and word.isalpha())
_SCALE = (
    rf"(?:{_BLANK}|-)?(?:(?:mrd|mio|mia)\.(?=\s?[€$]|\s[a-z])|(?:{_LONG})\b)"
    rf"|(?:{_BLANK}?(?:bn|mn|tn)|[mbk])\b|[万萬亿億兆]"
)
_POWERS = r"(?:thousand|million|billion|trillion)"
_FIFTHS = either(f"{word}s" for word in PARTS if PARTS[word] > 4)
_NEXT = rf"(?:[ -]|(?:(?<=hundred)|(?<=thousand)|(?<=million))[ ]and[ ])(?:{_CARDINAL})"
_ARTICLES = r"half[ ]an?|an?[ ]half|an?[ ]few|an?[ ]couple[ ]of|several|many|an?"

NUMERAL = re.compile(
    rf"""
    (?P<vulgar>(?:\d+{_BLANK}?)?[¼-¾⅐-⅞](?P<vscale>{_SCALE})?)
  | (?P<ratio>(?<![\w./-])\d{{1,3}}/\d{{1,3}}(?![\w/-]|\.\d))
  | (?P<ranked>(?:{_DIGITS}){_BLANK}?(?:<sup>)?(?:st|nd|rd|th)\b(?:</sup>)?)
  | (?P<digits>{_DIGITS})(?P<half>[ ]and[ ]an?[ ]half\b)?(?P<scale>{_SCALE})?
  | \b(?P<word>(?:single|double|triple)[- ]digits?)\b
  | \b(?P<few>{_ARTICLES})[ ](?P<fewscale>(?:hundred|dozen|{_POWERS})(?:[ ]{_POWERS})?)\b
  | \b(?P<plural>(?!scores\b(?![ ]of\b))(?:{_PLURAL})(?:[ ]of[ ](?:{_PLURAL}))?)\b
  | \b(?P<part>(?:(?:an?|one)[- ](?:{_PART})(?=[ ]of\b|[ ](?:more|less|fewer|higher|lower)\b|[,.;]|$)
      | (?:{either(VALUES)}|\d+)[- ](?:thirds|quarters|fourths|halves|{_FIFTHS})))\b
  | \b(?P<cardinal>(?:{_CARDINAL})(?:{_NEXT})*)(?P<mixed>[ ]and[ ](?:an?[ ])?half)?\b
      (?![ -](?:{either(ORDINALS)})\b)
  | \b(?P<ordinal>(?:(?:{either(TENS)})-)?(?:{either(ORDINALS)})(?:ly)?)\b
  | \b(?P<times>twice|thrice|(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e[sd]?|ing)|(?:{either(VALUES)})-?fold)\b
  | \b(?P<halfword>half)\b
  | \b(?P<span>{either(SPANS)})\b
  | \b(?P<pointer>both|ones|once)\b
  | (?P<marker>[⁰¹²³⁴-⁹₀-₉]+|[①-⒛⓪-⓿❶-➓])
  | (?P<cjk>第[〇零一二三四五六七八九十百千两]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where a numeral may begin: at a digit, a sign, or a word that opens one.
_START = re.compile(r"[A-Za-zÀ-ɏ]+|\d|[第¼-¾⅐-⅞⁰¹²³⁴-⁹₀-₉①-⒛⓪-⓿❶-➓]")
_OPENING = {
    *(*VALUES, *SCALES, *ORDINALS, *SPANS, *_PLURAL.split("|")),
    *(f"{word}ly" for word in ORDINALS),
    *(f"{word}fold" for word in VALUES),
    *words("a an half several many single double doubled doubles doubling triple tripled triples tripling"),
    *words("treble trebled trebles trebling quadruple quadrupled quadruples quadrupling quintuple quintupled"),
    *words("halve halved halves halving twice thrice both ones once"),
}
# Roman numerals are capitals, or small letters in brackets.
ROMAN = re.compile(
    r"\b(?:I{2,3}|IV|VI{1,3}|IX|X{1,3}(?:IX|IV|V?I{1,3}|V)|X{2,3})\b|(?<=\()(?:i{1,3}|iv|vi{0,3}|ix|x)(?=\))"
)
# One unit of time, where a hedge says that it is measured: `just over a month`.
_SINGLE = re.compile(
    r"\b(?:over|under|about|around|than|nearly|almost|roughly|least)[ ](?P<one>an?)"
    r"(?=[ ](?:year|month|week|day|hour|minute|decade|century|millennium)\b)",
    re.IGNORECASE,
)


def numerals(line: str) -> list[Numeral]:
    """Return the numerals of a line in reading order; they do not overlap."""
    found, position = [], 0
    for start in _START.finditer(line):
        if start.start() < position or (start[0].isalpha() and start[0].lower() not in _OPENING):
            continue
        if match := NUMERAL.match(line, start.start()):
            found.append(_numeral(match))
            position = match.end()
    count = len(found)
    for match in ROMAN.finditer(line):
        found.append(Numeral(*match.span(), "roman", 0.0))
    for match in _SINGLE.finditer(line):
        found.append(Numeral(*match.span("one"), "number", 1.0))
    if len(found) == count:
        return found
    found.sort()
    kept = found[:1]
    for numeral in found[1:]:
        if numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept


def _numeral(match: re.Match) -> Numeral:
    span, kind = match.span(), match.lastgroup
    found = {name: text for name, text in match.groupdict().items() if text}
    text = match[0].lower()
    if "digits" in found:
        value = decimal(found["digits"]) + (0.5 if "half" in found else 0)
        scale = _scale(found.get("scale", ""))
        return Numeral(*span, "number", _times(value, scale), scale != 1)
    if "vulgar" in found:
        scale = _scale(found.get("vscale", ""))
        whole = re.match(r"\d+", text)
        fraction = next(unicodedata.numeric(c) for c in text if unicodedata.category(c) == "No")
        value = ((float(whole[0]) if whole else 0) + fraction) * scale
        return Numeral(*span, "number" if whole or scale != 1 else "share", value, scale != 1)
    if "ratio" in found:
        above, below = map(int, text.split("/"))
        small = 0 < above < below <= 20
        return Numeral(*span, "share" if small else "marker", above / below if small else 0.0)
    if "ranked" in found:
        return Numeral(*span, "ordinal", decimal(re.match(r"[\d\W]*\d", text)[0].strip()))
    if "few" in found:
        scale = cardinal(found["fewscale"])
        if found["few"].lower() in ("a", "an"):
            return Numeral(*span, "number", scale, True)
        if "half" in found["few"].lower():
            return Numeral(*span, "number", scale / 2, True)
        return Numeral(*span, "magnitude", scale, True)
    if "plural" in found:
        value = 1.0
        for word in text.split(" of "):
            value *= 10 if word == "tens" else SCALES[word.removesuffix("s")]
        return Numeral(*span, "magnitude", value, True)
    if "part" in found:
        count, _, part = re.sub(r"[-\s]", " ", text).partition(" ")
        below = PARTS.get(part) or PARTS[part.removesuffix("s")]
        above = 1 if count in ("a", "an") else VALUES.get(count) or decimal(count)
        return Numeral(*span, "share", above / below)
    if "cardinal" in found:
        value = cardinal(found["cardinal"]) + (0.5 if "mixed" in found else 0)
        return Numeral(*span, "number", value, any(word in text for word in SCALES))
    if "ordinal" in found:
        tens, _, last = text.rpartition("-")
        last = last if last in ORDINALS else last.removesuffix("ly")
        return Numeral(*span, "ordinal", VALUES.get(tens, 0) + ORDINALS[last])
    if "times" in found:
        if text.endswith("fold"):
            return Numeral(*span, "times", VALUES[text.removesuffix("fold").rstrip("-")])
        return Numeral(*span, "times", next(v for stem, v in TIMES.items() if text.startswith(stem.rstrip("e"))))
    if kind == "word":
        return Numeral(*span, "magnitude", {"s": 1.0, "d": 10.0, "t": 100.0}[text[0]])
    if kind == "halfword":
        return Numeral(*span, "share", 0.5)
    if kind == "span":
        return Numeral(*span, "span", SPANS[text])
    if kind == "cjk":
        return Numeral(*span, "ordinal", 0.0)
    return Numeral(*span, kind, 1.0 if kind == "pointer" else 0.0)


def _scale(text: str) -> int:
    return BEHIND.get(text.strip("- \u00a0\u202f\u2009").lower(), 1)


def _times(value: float, scale: int) -> float:
    """The product without the noise of binary fractions: 696.71 billion is a whole number."""
    return round(value * scale, 6)
