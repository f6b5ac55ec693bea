"""Lines read once each, those of a long text by several processes."""

from collections.abc import Iterable
from typing import NamedTuple

from cited.intake import parallel
from cited.intake.classing import classes
from cited.intake.language.sentences import pieces
from cited.intake.reading.quantities import Part, Reading, of_parts, read_part


class Key(NamedTuple):
    """What a line is read by: its words, its marker, the document's decimal mark and date, the time named before."""

    line: str
    marker: int
    comma: bool
    now: str
    anchor: str


def read_lines(keys: Iterable[Key]) -> dict[Key, Reading]:
    """Return the reading of each line; running heads and rules, of which a long text has many, are read once."""
    wanted = [(key, place) for key in dict.fromkeys(keys) for place in pieces(key.line)]
    sizes = [end - start for _, (start, end) in wanted]
    parts: dict[Key, list[Part]] = {}
    for (key, _), part in zip(wanted, parallel.in_shares(_read, wanted, sizes, classes.prepare), strict=True):
        parts.setdefault(key, []).append(part)
    return {key: of_parts(key.line, own) for key, own in parts.items()}


def _read(wanted: list[tuple[Key, tuple[int, int]]]) -> list[Part]:
    return [read_part(key.line, place, key.marker, key.comma, key.now, key.anchor) for key, place in wanted]
