"""Cells that cannot be what they are read as: numbers, dates and words that a program or a slip has damaged."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from cited import project
from cited.ledger.store import damage, plain
from cited.ledger.store.descriptor import Field, Schema
from cited.ledger.store.faults import Fault

# Columns that copy a text to the character, odd blanks included; control characters are damage there too.
COPIED = {"printed", "author", "title", "publisher", "translation"}
# What may even begin or end with a blank.
VERBATIM = {"printed"}
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
# How many cells of a column are remembered as good: most columns have few, and ids are each seen once.
REMEMBERED = 5000


def faults(resources: list[tuple[Path, Schema]]) -> list[Fault]:
    """Return the cells of these files, each with its schema, that no rule can read as a number, a date or words.

    Every other rule is for rows without one. How many cells a row has is for the schema to say.
    """
    return [fault for path, schema in resources for fault in _file(path, schema)]


def _file(path: Path, schema: Schema) -> Iterator[Fault]:
    name, fields = project.within(path), {field["name"]: field for field in schema["fields"]}
    copied = set() if path.stem in OWN else COPIED
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines, [])
        tests = [(column, set[str](), _test(fields[column], copied)) for column in header if column in fields]
        places = [header.index(column) for column, _, _ in tests]
        for number, row in enumerate(lines, start=2):
            if len(row) != len(header):
                # Its cells stand under the heads of others.
                continue
            for at, (column, good, test) in zip(places, tests, strict=True):
                if not (cell := row[at]) or cell in good:
                    continue
                wrong = list(test(cell))
                if not wrong and len(good) < REMEMBERED:
                    good.add(cell)
                for shown, expected in wrong:
                    yield Fault(name, number, column, shown, expected)


def _test(field: Field, copied: set[str]) -> Callable[[str], Iterator[tuple[str, str]]]:
    """Return what gives the faults of a cell of a column: the cell as a message shows it, and what was expected."""
    column, number = field["name"], re.compile(plain.number(field))
    unseen = _CONTROLS if column in copied else _UNSEEN

    def test(cell: str) -> Iterator[tuple[str, str]]:
        match = unseen.search(cell)
        if odd := match[0] if match else "" if cell.isascii() else next(filter(_unassigned, cell), ""):
            yield cell.replace(odd, code_point(odd)), _expected(odd)
        elif number.pattern:
            if not number.fullmatch(cell):
                yield cell, plain.expected_number(cell, field)
        elif plain.is_date(field):
            if not plain.date(cell):
                yield cell, plain.expected_date(cell)
        elif column not in VERBATIM and cell != cell.strip():
            yield cell, "expected no blank before or after it"
        elif column not in copied:
            for expected in damage.faults(cell, column):
                yield cell, expected

    return test


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
