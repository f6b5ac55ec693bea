"""Cells as a spreadsheet or a copied web page damages them: exponents, and characters that nobody sees."""

import re
import unicodedata
from collections.abc import Iterator
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
_BLANK = r"\u00a0\u00ad\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff"
# As patterns, which are Python’s and polars’s.
CONTROLS, UNSEEN = f"[{_CONTROL}]", f"[{_CONTROL}{_BLANK}]"
_CONTROLS, _UNSEEN = re.compile(CONTROLS), re.compile(UNSEEN)
_EXPONENT = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d+")
PLAIN = "expected a plain decimal number: digits, and a point before a fraction"


def faults(resources: list[tuple[Path, Schema]]) -> list[Fault]:
    """Return the damaged cells of these files, each with its schema: exponents where numbers are, unseen characters."""
    return [fault for path, schema in resources for fault in _file(path, schema)]


def _file(path: Path, schema: Schema) -> Iterator[Fault]:
    content = path.read_text(encoding="utf-8")
    # Most files have nothing of the kind, and a large one is searched faster than parsed.
    if not _UNSEEN.search(content) and not re.search(r"\d[eE][-+]?\d", content):
        return
    numbers = {field["name"] for field in schema["fields"] if field["type"] == "number"} | {"low", "high"}
    name, copied = path.relative_to(project.root()).as_posix(), set() if path.stem in OWN else COPIED
    for number, row in enumerate(tables.scan(path), start=2):
        for column, cell in row.items():
            if not isinstance(column, str) or not isinstance(cell, str):
                continue
            odd = (_CONTROLS if column in copied else _UNSEEN).search(cell)
            if odd:
                yield Fault(name, number, column, cell.replace(odd[0], code_point(odd[0])), _expected(odd[0]))
            elif column in numbers and _EXPONENT.fullmatch(cell):
                yield Fault(name, number, column, cell, f"{PLAIN}; a spreadsheet may have cut off its digits")


def code_point(character: str) -> str:
    """Return how a message names a character that nobody sees: `U+00A0`."""
    return f"U+{ord(character):04X}"


def _expected(character: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    return f"expected a cell without {code_point(character)} ({name})"
