"""How an audit reads a text: with what the grammar leaves out, and without classes that a number cannot have."""

import functools
from collections.abc import Collection, Sequence

from cited.intake import parallel
from cited.intake.auditing import strict
from cited.intake.numbers.damaged import damaged
from cited.intake.numbers.numerals import Numeral
from cited.intake.numbers.patterns import counts
from cited.intake.reading import note_markers
from cited.intake.reading.grammar import Reading, read_text
from cited.intake.reading.guess import digits
from cited.ledger.store.codes import NumberClass


@functools.lru_cache(maxsize=2)
def trusted(lines: tuple[str, ...], notes: frozenset[str] | None) -> list[Reading]:
    """Return the lines of a text as an audit reads them: with every number, and without classes that one cannot have.

    `notes` are as for `audit_text`; an audit of a draft, and what shows it, ask for the same text.
    """
    here = {digits(lines[number - 1][:end]) for number, end in note_markers.markers(lines).items()}
    known = None if notes is None else {*notes, *here}
    readings = read_text(list(lines))
    if known is None:
        return readings
    return parallel.in_shares(
        lambda share: [_trusted(lines, number, reading, known) for number, reading in share],
        [*enumerate(readings, start=1)],
        [len(line) for line in lines],
    )


def _trusted(lines: Sequence[str], number: int, reading: Reading, notes: Collection[str]) -> Reading:
    """A line with the numbers that the grammar leaves out, and without the classes that a number cannot have.

    None has a note's marker without a note, or a Roman number that counts.
    """
    line, classes = lines[number - 1], dict[Numeral, str]()
    for numeral, name in zip(reading.numerals, reading.classes, strict=True):
        unknown = name == "note" and digits(line[numeral.start : numeral.end]) not in notes
        cannot = name and strict.doubtful(lines, number, numeral, name)
        cannot = cannot or (numeral.kind == "roman" and counts(line, numeral.start, numeral.end))
        classes[numeral] = "" if unknown or cannot else name
    classes = _repaired(line, classes)
    classes |= dict.fromkeys(strict.unread(line, list(classes)), "")
    classes |= dict(strict.aside(line, list(classes)))
    classes |= dict.fromkeys(strict.vague(line, list(classes)), NumberClass.IDIOM)
    ordered = sorted(classes)
    return reading._replace(numerals=ordered, classes=[classes[numeral] for numeral in ordered])


def _repaired(line: str, classes: dict[Numeral, str]) -> dict[Numeral, str]:
    """The classes of a line's numerals, a damaged number as one without a class instead of the digits within it."""
    for start, end in damaged(line):
        within = [numeral for numeral in classes if numeral.start < end and start < numeral.end]
        if not {classes[numeral] for numeral in within} & {NumberClass.BOILERPLATE, NumberClass.REFERENCE}:
            first, last = min([start, *(one.start for one in within)]), max([end, *(one.end for one in within)])
            kept = {numeral: name for numeral, name in classes.items() if numeral not in within}
            classes = kept | {Numeral(first, last, "number", 0.0): ""}
    return classes
