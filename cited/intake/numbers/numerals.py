"""Numerals: every run of digits and every number word in a line, and its value."""

import math
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from cited.intake.language.words import AFTER_DIGITS, ORDINALS, PARTS, SCALES, SPANS, TIMES, VALUES, cardinal, decimal
from cited.intake.numbers.patterns import AFTER_THE, DIGITS, OPENING, ROMAN, SINGLE, START, WORDS, counts


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


_Meaning = tuple[str, float, bool]
_ROMANS = {"I": 1, "V": 5, "X": 10}
_SUPERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def numerals(line: str) -> list[Numeral]:
    """Return the numerals of a line in reading order; they do not overlap."""
    numerals: list[Numeral] = []
    position = 0
    for start in START.finditer(line):
        word = start[0].isalpha()
        the = start[0] in ("the", "The") and not AFTER_THE.match(line, start.end())
        if the or start.start() < position or (word and start[0].lower() not in OPENING):
            continue
        if match := (WORDS if word else DIGITS).match(line, start.start()):
            numerals.append(_numeral(match))
            position = match.end()
    count = len(numerals)
    numerals += [_roman(match, line) for match in ROMAN.finditer(line)]
    numerals += [Numeral(*match.span(match.lastgroup or 0), "number", 1.0) for match in SINGLE.finditer(line)]
    if len(numerals) == count:
        return numerals
    kept = sorted(numerals)[:1]
    for numeral in sorted(numerals)[1:]:
        if numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept


def _roman(match: re.Match[str], line: str) -> Numeral:
    """A Roman numeral names what it stands beside, unless it counts it."""
    if not counts(line, *match.span()):
        return Numeral(*match.span(), "roman", 0.0)
    values = [_ROMANS[letter] for letter in match[0].upper()]
    signs = [-1 if value < after else 1 for value, after in zip(values, [*values[1:], 0], strict=True)]
    return Numeral(*match.span(), "number", float(sum(s * v for s, v in zip(signs, values, strict=True))))


def scale(text: str) -> float:
    """Return what a scale after digits multiplies by, 1 where it is none: ` million`, `bn`, ` lakh crore`."""
    text = text.strip("- ")
    if text in AFTER_DIGITS:
        return AFTER_DIGITS[text]
    if text.lower() in AFTER_DIGITS:
        return AFTER_DIGITS[text.lower()]
    factor = 1.0
    for word in text.lower().split() if text.isascii() else text:
        factor *= AFTER_DIGITS.get(word, 1.0)
    return factor


def times(value: float, factor: float) -> float:
    """Return the product without the noise of binary fractions: 66.9 billion is a whole number."""
    return round(float(Decimal(repr(value)) * Decimal(repr(factor))), 6) if math.isfinite(value) else value


def _numeral(match: re.Match[str]) -> Numeral:
    # The point of `3 Mrd.` may end the sentence, too.
    end = match.end() - match[0].endswith(".")
    if match.re is DIGITS and match[0].isdecimal() and match.lastgroup == "digits":
        return Numeral(match.start(), end, "number", float(match[0]))
    parts = {name: text for name, text in match.groupdict().items() if text is not None}
    read = next(read for name, read in _READERS.items() if name in parts)
    return Numeral(match.start(), end, *read(parts, match[0].lower()))


def _digits(parts: dict[str, str], _text: str) -> _Meaning:
    factor = scale(parts.get("scale", ""))
    value = decimal(parts["digits"]) + (0.5 if "half" in parts or "later" in parts else 0)
    return "number", times(value, factor), factor != 1


def _power(parts: dict[str, str], _text: str) -> _Meaning:
    if "mantissa" in parts:
        value = decimal(parts["mantissa"]) * 10.0 ** int(parts["exponent"])
        return "number", round(value, 6), True
    base = decimal(parts["base"]) if "base" in parts else 1.0
    digits = re.sub(r"</?sup>|[\^(){}]", "", parts["ten"].translate(_SUPERS))[2:]
    exponent = int(digits) if re.fullmatch(r"-?\d+", digits) else 0
    return "number", times(base, 10.0**exponent) if exponent >= 0 else base * 10.0**exponent, exponent > 0


def _mixed(parts: dict[str, str], text: str) -> _Meaning:
    whole = re.match(r"\d+", text)
    factor, below = scale(parts.get("mscale", "")), int(parts["below"])
    value = (float(whole[0]) if whole else 0) + (int(parts["above"]) / below if below else 0)
    return "number", times(value, factor), factor != 1


def _vulgar(parts: dict[str, str], text: str) -> _Meaning:
    factor, whole = scale(parts.get("vscale", "")), re.match(r"\d+", text)
    fraction = next(unicodedata.numeric(c) for c in text if unicodedata.category(c) == "No")
    value = ((float(whole[0]) if whole else 0) + fraction) * factor
    return "number" if whole or factor != 1 else "share", value, factor != 1


def _ratio(_parts: dict[str, str], text: str) -> _Meaning:
    above, below = map(int, text.split("/"))
    small = 0 < above < below <= 20
    return "share" if small else "marker", above / below if small else 0.0, False


def _ranked(_parts: dict[str, str], text: str) -> _Meaning:
    match = re.match(r"[\d\W]*\d", text)
    return "ordinal", decimal(match[0].strip()) if match else 0.0, False


def _joint(_parts: dict[str, str], text: str) -> _Meaning:
    parts = re.findall(r"(\d+(?:\.\d+)?)([百千万萬亿億兆]+)", text)
    return "number", sum(times(float(digits), scale(sign)) for digits, sign in parts), True


def _few(parts: dict[str, str], _text: str) -> _Meaning:
    factor = cardinal(parts["fewscale"])
    return ("number", 2 * factor, True) if "couple" in parts["few"].lower() else ("magnitude", factor, True)


def _plural(_parts: dict[str, str], text: str) -> _Meaning:
    value = 1.0
    for word in re.split(r" of ", re.sub(r" (?:upon|and) \w+", "", text)):
        value *= 10 if word == "tens" else SCALES[word.removesuffix("s")]
    return "magnitude", value, True


def _part(_parts: dict[str, str], text: str) -> _Meaning:
    count, *_, part = re.split(r"[-\s]", text)
    below = PARTS.get(part) or PARTS[part.removesuffix("s")]
    above = 1 if count in ("a", "an") else VALUES.get(count) or decimal(count)
    return "share", above / below, False


def _partof(parts: dict[str, str], _text: str) -> _Meaning:
    count = "a " + parts["count"].lower() if parts["count"].lower() == "half" else parts["count"].lower()
    value = _part({}, count)[1]
    whole = parts["whole"].lower()
    if whole in SPANS:
        return "span", value * SPANS[whole], False
    return "number", times(value, SCALES[whole]), True


def _cardinal(_parts: dict[str, str], text: str) -> _Meaning:
    plain = text.replace("-", " ")
    scaled = any(word in text for word in SCALES)
    if " point " in plain:
        return "number", _pointed(plain), scaled
    for words, more in (
        (" and three quarters", 0.75),
        (" and a quarter", 0.25),
        (" and one quarter", 0.25),
        (" and a half", 0.5),
        (" and one half", 0.5),
        (" and half", 0.5),
    ):
        if words in plain:
            before, _, after = plain.partition(words)
            factor = cardinal("one " + after) if after.strip() else 1.0
            if not after.strip() and (last := re.search(r"(million|billion|trillion|thousand|dozen)$", before)):
                return "number", cardinal(before) + more * SCALES[last[1]], True
            return "number", times(cardinal(before) + more, factor), scaled
    if text.startswith("half a "):
        return "number", 0.5 * cardinal(text[5:]), True
    return "number", cardinal(text), scaled


def _pointed(text: str) -> float:
    """Two point seven five, one point two million."""
    before, _, after = text.partition(" point ")
    digits, factor = "", 1.0
    for word in after.split():
        if word in SCALES:
            factor *= SCALES[word]
        else:
            digits += str(VALUES.get(word, 0))
    return times(float(f"{int(cardinal(before))}.{digits}"), factor)


def _ordinal(_parts: dict[str, str], text: str) -> _Meaning:
    tens, _, last = text.rpartition("-")
    last = last if last in ORDINALS else last.removesuffix("ly")
    return "ordinal", float(VALUES.get(tens, 0) + ORDINALS[last]), False


def _andhalf(_parts: dict[str, str], text: str) -> _Meaning:
    """An hour and a half, two years and a quarter."""
    count = text.partition(" ")[0]
    whole = 1.0 if count in ("a", "an", "the") else float(count) if count.isdecimal() else cardinal(count)
    return "number", whole + (0.5 if text.endswith("half") else 0.25), False


def _worded(_parts: dict[str, str], text: str) -> _Meaning:
    word = text.removesuffix("fold").rstrip("-")
    return "times", float(VALUES.get(word) or SCALES[word]), False


# What each alternative of the pattern says, the first that is there: kind, value, and whether it has a scale.
_READERS: dict[str, Callable[[dict[str, str], str], _Meaning]] = {
    "power": _power,
    "mixed": _mixed,
    "vulgar": _vulgar,
    "nof": lambda _parts, text: ("number", float(text.partition("/")[0]), False),
    "ratio": _ratio,
    "ranked": _ranked,
    "joint": _joint,
    "andhalf": _andhalf,
    "fold": lambda _parts, text: ("times", float(text.removesuffix("fold").rstrip("- ")), False),
    "digits": _digits,
    "word": lambda _parts, text: ("magnitude", {"s": 1.0, "d": 10.0, "t": 100.0}[text[0]], False),
    "partof": _partof,
    "few": _few,
    "couple": lambda _parts, _text: ("number", 2.0, False),
    "plural": _plural,
    "part": _part,
    "every": lambda _parts, text: ("share", 1 / (PARTS | {"second": 2})[text.removeprefix("every ")], False),
    "worded": _worded,
    "cardinal": _cardinal,
    "ordinal": _ordinal,
    "times": lambda _parts, text: ("times", next(n for word, n in TIMES.items() if text.startswith(word[:-1])), False),
    "halfword": lambda _parts, _text: ("share", 0.5, False),
    "span": lambda _parts, text: ("span", float(SPANS[text]), False),
    "pointer": lambda _parts, _text: ("pointer", 1.0, False),
    "marker": lambda _parts, _text: ("marker", 0.0, False),
}
