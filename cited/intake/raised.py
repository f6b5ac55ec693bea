"""Raised figures of a page in PDF: note markers and powers, which are no part of the number or word before them."""

from collections.abc import Sequence
from typing import Any

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A raised figure is so much smaller than the letters beside it, and ends so much higher, in their size.
_SMALLER, _HIGHER, _BESIDE = 0.82, 0.12, 0.35


def mark(characters: Sequence[dict[str, Any]]) -> None:
    """Make superscripts of the raised digits among a page's characters, in place: 2022 and note 1 are not 20221."""
    base = before = None
    opening: list[dict[str, Any]] = []
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


def _is_beside(before: dict[str, Any], character: dict[str, Any], base: dict[str, Any]) -> bool:
    near = abs(character["x0"] - before["x1"]) < _BESIDE * base["size"]
    return bool(near and abs(character["top"] - base["top"]) < base["size"])


def _is_raised(character: dict[str, Any], base: dict[str, Any]) -> bool:
    smaller = character["size"] < _SMALLER * base["size"]
    return bool(smaller and character["bottom"] < base["bottom"] - _HIGHER * base["size"])
