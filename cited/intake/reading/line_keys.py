"""Lines read once each, those of a long text by several processes."""

from collections.abc import Iterable
from typing import NamedTuple

from cited.intake import parallel
from cited.intake.classing import classes
from cited.intake.reading.quantities import Reading, read_line


class Key(NamedTuple):
    """What a line is read by: its words, its marker, the document's decimal mark and date, the time named before."""

    line: str
    marker: int
    comma: bool
    now: str
    anchor: str


def read_lines(keys: Iterable[Key]) -> dict[Key, Reading]:
    """Return the reading of each line; running heads and rules, of which a long text has many, are read once."""
    wanted = list(dict.fromkeys(keys))
    readings = parallel.in_shares(_read, wanted, [len(key.line) for key in wanted], classes.prepare)
    return dict(zip(wanted, readings, strict=True))


def _read(keys: list[Key]) -> list[Reading]:
    return [read_line(key.line, 1, key.marker, key.comma, key.now, key.anchor) for key in keys]
