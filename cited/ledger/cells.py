"""Cells as a spreadsheet or a copied web page damages them: exponents, and characters that nobody sees or knows."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from cited import project
from cited.ledger import tables
from cited.ledger.descriptor import Schema
from cited.ledger.faults import Fault

# Columns that copy a text to the character, odd blanks included; control characters are damage there too.
COPIED = {"printed", "author", "title", "publisher", "translation"}
# Tables in which these are nobody's words but ours: a series has the title that we gave it.
OWN = {"series"}
_CONTROL = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029"
_BLANK = r"\u00a0\u00ad\u061c\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff"
# What turns the direction in which letters are shown, so that a cell shows another order than it has. The marks that
# go with letters written from right to left are a text's own.
_TURNING = r"\u202a-\u202e\u2066-\u2069"
# What no font but one's own can show (private use), and what is no character at all.
_NOBODYS = "\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0xF0000, 0x10000)
)
# As patterns, which are Python’s and polars’s.
CONTROLS = f"[{_CONTROL}{_TURNING}{_NOBODYS}]"
UNSEEN = f"[{_CONTROL}{_TURNING}{_NOBODYS}{_BLANK}]"
_CONTROLS, _UNSEEN = re.compile(CONTROLS), re.compile(UNSEEN)
_EXPONENT = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d+")
PLAIN = "expected a plain decimal number: digits, and a point before a fraction"


def faults(resources: list[tuple[Path, Schema]]) -> list[Fault]:
    """Return the damaged cells of these files, each with its schema: exponents where numbers are, unseen characters."""
    return [fault for path, schema in resources for fault in _file(path, schema)]


def _file(path: Path, schema: Schema) -> Iterator[Fault]:
    content = path.read_text(encoding="utf-8")
    # Most files have nothing of the kind, and a large one is searched faster than parsed.
    strange = not content.isascii() and any(map(_unassigned, {*content}))
    if not strange and not _UNSEEN.search(content) and not re.search(r"\d[eE][-+]?\d", content):
        return
    numbers = {field["name"] for field in schema["fields"] if field["type"] == "number"} | {"low", "high"}
    name, copied = path.relative_to(project.root()).as_posix(), set() if path.stem in OWN else COPIED
    for number, row in enumerate(tables.scan(path), start=2):
        for column, cell in row.items():
            if not isinstance(column, str) or not isinstance(cell, str):
                continue
            found = (_CONTROLS if column in copied else _UNSEEN).search(cell)
            if odd := found[0] if found else next(filter(_unassigned, cell), "") if strange else "":
                yield Fault(name, number, column, cell.replace(odd, code_point(odd)), _expected(odd))
            elif column in numbers and _EXPONENT.fullmatch(cell):
                yield Fault(name, number, column, cell, f"{PLAIN}; a spreadsheet may have cut off its digits")


def code_point(character: str) -> str:
    """Return how a message names a character that nobody sees: `U+00A0`."""
    return f"U+{ord(character):04X}"


def unassigned(cells: Iterable[str]) -> bool:
    """Tell whether one of some cells has a code point to which no character is assigned."""
    return any(map(_unassigned, {character for cell in cells if not cell.isascii() for character in cell}))


def _unassigned(character: str) -> bool:
    return unicodedata.category(character) == "Cn"


def _expected(character: str) -> str:
    category = unicodedata.category(character)
    kind = {"Co": "a character for private use", "Cn": "no assigned character"}.get(category, "a control character")
    name = unicodedata.name(character, kind).lower()
    return f"expected a cell without {code_point(character)} ({name})"
