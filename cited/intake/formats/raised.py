"""Raised figures: note markers and powers, which are no part of the number or word before them; small fractions."""

import re
from collections.abc import Sequence
from typing import TypedDict

_SUPERSCRIPT = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_NUMBERS = re.compile(r"[\d,\s–−-]+")
_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}e$")
# A letter that is a note marker, after a word or a long number, or where its note begins; not the end of 1er.
_LETTER = re.compile(r"[a-np-z]")
_MARKED = re.compile(r"(?:[^\W\d_]{3}|%|\)|\d)$|^\s*$")
# A raised figure is so much smaller than the letters beside it, and ends so much higher, in their size.
_SMALLER, _HIGHER, _BESIDE = 0.82, 0.12, 0.35
# A fraction in small figures: 5¹/₂, 5¹⁄2.
_FRACTION = re.compile(r"(\d?)([¹²³⁴-⁹]{1,2})[/⁄]([₁-₉₀2-9]{1,2})(?![\d₀-₉])")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)


class Character(TypedDict):
    """A character of a page, as pdfplumber gives it: its place and size in points, from the page's upper left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


def marker(inner: str, before: str) -> str:
    """Return raised words so that they do not run into those before: 2012 and note 6 are not 20126.

    Numbers become superscripts, and a letter that marks a note stands in brackets.
    """
    if _NUMBERS.fullmatch(inner):
        return inner.translate(_SUPERSCRIPT)
    is_note = _LETTER.fullmatch(inner) and _MARKED.search(before) and not _ORDINAL.search(before + inner)
    return f"[{inner}]" if is_note else inner


def mark(characters: Sequence[Character]) -> None:
    """Make superscripts of the raised digits among a page's characters, in place: 2022 and note 1 are not 20221."""
    base = before = None
    opening: list[Character] = []
    for character in characters:
        digit = bool(character["text"]) and character["text"] in "0123456789"
        beside = bool(before and before["text"].strip() and _is_beside(before, character, base or before))
        if digit and base and beside and _is_raised(character, base):
            character["text"] = character["text"].translate(_SUPERSCRIPT)
            before = character
            continue
        if opening and not (digit and beside):
            # It opened a line, before the letters of a note.
            for one in opening if beside and all(_is_raised(one, character) for one in opening) else []:
                one["text"] = one["text"].translate(_SUPERSCRIPT)
        opening = [*(opening if beside else []), character] if digit and (opening or not beside) else []
        base = character if character["text"].strip() else base
        before = character


def _is_beside(before: Character, character: Character, base: Character) -> bool:
    near = abs(character["x0"] - before["x1"]) < _BESIDE * base["size"]
    return near and abs(character["top"] - base["top"]) < base["size"]


def _is_raised(character: Character, base: Character) -> bool:
    smaller = character["size"] < _SMALLER * base["size"]
    return smaller and character["bottom"] < base["bottom"] - _HIGHER * base["size"]


def with_fractions(text: str) -> str:
    """Return a text whose fractions in small figures stand on the line, as the grammar reads them: 5 1/2."""
    return _FRACTION.sub(_fraction, text)


def _fraction(match: re.Match[str]) -> str:
    below = int(match[3].translate(_PLAIN))
    above = int(match[2].translate(_PLAIN))
    return f"{match[1]}{match[1] and ' '}{above}/{below}" if above < below else match[0]
