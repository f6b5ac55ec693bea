"""Words as a program damages them: a wrong encoding, a spreadsheet's errors, marks that only fill a cell."""

import re
import unicodedata
from collections.abc import Iterator

# What stands for an empty cell, in a column of remarks.
FILLERS = ("todo", "tbd", "none", "null", "nan", "nil", "nothing", "unknown", "void", "test", "remark", "reason")
# UTF-8 read as Windows-1252: a letter that begins a character there, and what continues it.
_CONTINUES = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][{re.escape(_CONTINUES)}]+")
_ERRORS = r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)"
_ERROR = re.compile(_ERRORS)
_FORMULA = re.compile(r"[=@+][A-Za-z(]")
_ACCENT_APART = re.compile("[A-Za-z][\u0300-\u036f]")
# Letters of other alphabets that look like Latin ones: Cyrillic, and some of Greek.
_OTHERS = "\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u0400-\u04ff"
_MIXED = re.compile(f"[A-Za-z][{_OTHERS}]|[{_OTHERS}][A-Za-z]")
# What damaged words have, as a pattern of polars and of Python; what has nothing of it is certainly not damaged.
DOUBTFUL = "|".join(("\ufffd", _ERRORS, "^[=@+]", *(each.pattern for each in (_MOJIBAKE, _ACCENT_APART, _MIXED))))
# A remark that only fills its cell: one letter again and again, or one of the words that stand for nothing.
FILLED = (
    rf"^(?i:{'|'.join(FILLERS)}|{'|'.join(f'{letter}{letter}+' for letter in 'abcdefghijklmnopqrstuvwxyz')})[ .!?]*$"
)
_FILLED = re.compile(FILLED)


def faults(cell: str, column: str) -> Iterator[str]:
    """Give what was expected instead of a cell of words of our own, where it is damaged."""
    if column == "remark" and _FILLED.search(cell):
        yield "expected what a reader must know, in words, or nothing"
    if error := _ERROR.search(cell):
        yield f"expected words: {error[0]} is the error of a spreadsheet"
    if _FORMULA.match(cell):
        yield "expected words, not the formula of a spreadsheet"
    if not cell.isascii():
        yield from _letters(cell)


def _letters(cell: str) -> Iterator[str]:
    if "\ufffd" in cell:
        yield "expected the character that U+FFFD stands for: a program could not read it"
    for run in _MOJIBAKE.findall(cell):
        if meant := _meant(run):
            yield f"expected “{meant}” for “{run}”: UTF-8 was read as Windows-1252"
    if match := _ACCENT_APART.search(cell):
        one = unicodedata.normalize("NFC", match[0])
        yield f"expected “{one}” as one character, not a letter and U+{ord(match[0][1]):04X}"
    if match := _MIXED.search(cell):
        odd = next(letter for letter in match[0] if not letter.isascii())
        name = unicodedata.name(odd).lower()
        yield f"expected a word in one alphabet: U+{ord(odd):04X} ({name}) only looks like a Latin letter"


def _meant(damaged: str) -> str:
    """Return what was written before UTF-8 was read as Windows-1252; empty where it was not."""
    try:
        return damaged.encode("cp1252").decode()
    except ValueError:
        return ""
