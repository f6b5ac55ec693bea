"""The same fact in a paragraph and in the note that backs it: a note repeats the number for which it is cited."""

import re
from collections.abc import Mapping, Sequence

from cited.intake.consistency.arithmetic import meet
from cited.intake.consistency.precision import claimed
from cited.intake.consistency.related import Mention, Related
from cited.intake.reading.guess import FROM_SUPERSCRIPT
from cited.intake.reading.note_markers import markers
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.frames.relations import factor

# A note's marker in the text: `[5]`, `<sup>5</sup>`, `⁵`.
_MARKER = re.compile(r"\[(\d{1,3})\]|<sup>(\d{1,3})</sup>|([⁰¹²³⁴-⁹]+)")
_OPENING = re.compile(r"\s*\[(\d{1,3})\]\s+\S")


def noted(mentions: Sequence[Mention], lines: Sequence[str]) -> list[Related]:
    """Return the pairs of figures of a note and of the paragraph with its marker that say one number of one unit.

    Of several in the paragraph it is the nearest to the marker.
    """
    notes = {number: int(re.sub(r"\D", "", lines[number - 1][:end])) for number, end in markers(lines).items()}
    # A bracketed number at the start of a line is a note's, also where the numbers before it have a gap.
    notes |= {number: int(match[1]) for number, line in enumerate(lines, start=1) if (match := _OPENING.match(line))}
    if not notes:
        return []
    places = _places(lines, notes)
    by_line: dict[int, list[int]] = {}
    for index, one in enumerate(mentions):
        by_line.setdefault(one.quantity.line, []).append(index)
    relations = []
    for number, note in notes.items():
        for index in by_line.get(number, ()):
            told = [
                (abs(mentions[other].quantity.end - place), other)
                for line, place in places.get(note, ())
                for other in by_line.get(line, ())
                if _agree(mentions[index], mentions[other])
            ]
            if told:
                relations.append(Related("same", (index, min(told)[1])))
    return relations


def _places(lines: Sequence[str], notes: Mapping[int, int]) -> dict[int, list[tuple[int, int]]]:
    """Where the marker of each note stands in the text: line and place."""
    places: dict[int, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines, start=1):
        for match in _MARKER.finditer(line) if number not in notes else ():
            words = match[1] or match[2] or match[3].translate(FROM_SUPERSCRIPT)
            places.setdefault(int(words), []).append((number, match.start()))
    return places


def _agree(one: Mention, other: Mention) -> bool:
    """Whether two figures say one number of one unit, with nothing as vague as `millions`."""
    times = factor(one.quantity.unit, other.quantity.unit)
    if not times or Hedge.MAGNITUDE in (one.quantity.hedge, other.quantity.hedge):
        return False
    mine = claimed(one)
    return meet(mine._replace(lower=mine.lower * times, upper=mine.upper * times), claimed(other))
