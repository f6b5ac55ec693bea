"""Whether the date, the parties and the notes of a row stand in the text around its words."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from cited.intake.language.languages import language
from cited.intake.reading.grammar import Quantity, Reading
from cited.intake.reading.guess import digits, note_lines, notes
from cited.intake.verifying import direction, named
from cited.intake.verifying.printed_dates import other_year, printed
from cited.ledger.store import names, periods
from cited.ledger.store.mentions import gazetteer
from cited.ledger.store.periods import OPEN, Period

COLUMNS = ("period", "actor", "counterpart", "notes")
# Our rule: what stands so many characters before a figure's line, or after it, stands near the figure.
BEFORE, AFTER = 2500, 800
_YEAR = re.compile(r"(?<!\d)(?:1\d|20|21)\d\d(?!\d)")
_NOTE = "note"


class Place(NamedTuple):
    """Where a row's words stand: the line, from 1, and the characters of it, and how the grammar reads them."""

    line: int
    start: int
    end: int
    quantity: Quantity


class Surroundings:
    """A text in which rows are looked up: its lines, as the grammar reads them, and the notes that its works have."""

    def __init__(self, lines: list[str], readings: list[Reading], works: Collection[str], dated: str = ""):
        """Take the markers of the notes that cite works, and the document's date (EDTF), if it is known."""
        self._lines, self._works, self._dated = lines, works, dated
        self._text = "\n".join(lines)
        # The note markers of each line, with their places.
        self._marks = [
            [
                (numeral.start, digits(line[numeral.start : numeral.end]))
                for numeral, name in zip(reading.numerals, reading.classes, strict=True)
                if name == _NOTE
            ]
            for line, reading in zip(lines, readings, strict=True)
        ]
        # The text around each line of which a row was asked, by the line's number.
        self._nears: dict[int, str] = {}
        # Which line each line that opens with a note's number begins.
        self._notes = note_lines(lines, readings)
        # Names of areas are known in English.
        self._english = language(self._text) == "en"
        self._codes = {row["name"]: row["code"] for row in names.names(kind=names.PARTY)}
        self._members = {area.code: set(area.members) for area in names.areas()}
        self._places = gazetteer()

    def faults(self, row: Mapping[str, str], place: Place) -> Iterator[tuple[str, str]]:
        """Give the column and what was expected there, for each that the text around the words does not bear out."""
        near = self._near(place.line)
        period, said = row.get("period") or "", row.get("stated") or self._dated
        if expected := _period(period, place.quantity.period, near) or self._year(period, place, said):
            yield "period", expected
        if self._english:
            for column in ("actor", "counterpart"):
                yield from ((column, expected) for expected in self._parties(row.get(column) or "", near))
            line = self._lines[place.line - 1]
            yield from direction.faults(row, line, place.start, self._places)
            if expected := named.fault(row, line, place.start, self._places, self._codes):
                yield "actor", expected
        if expected := self._note((row.get("notes") or "").split(), place):
            yield "notes", expected

    def _year(self, period: str, place: Place, said: str) -> str:
        """What was expected where the text prints a date of a period without a year, and another is nearer."""
        if period == place.quantity.period:
            return ""
        near = self._near(place.line)
        for end in dict.fromkeys(periods.ends(period)):
            if year := other_year(end, near, self._text, said):
                return (
                    f"expected {year}{end[4:]}: the text prints no year with it, and that is the nearest to its words"
                )
        return ""

    def _near(self, line: int) -> str:
        if line not in self._nears:
            before, after = line - 1, line
            # A line end less than lines stands between them.
            left = BEFORE + 1
            while before and left > 0:
                before -= 1
                left -= len(self._lines[before]) + 1
            left = AFTER + 1
            while after < len(self._lines) and left > 0:
                left -= len(self._lines[after]) + 1
                after += 1
            said_before = "\n".join(self._lines[before : line - 1])[-BEFORE:]
            said_after = "\n".join(self._lines[line:after])[:AFTER]
            self._nears[line] = f"{said_before}\n{self._lines[line - 1]}\n{said_after}"
        return self._nears[line]

    def _parties(self, cell: str, near: str) -> Iterator[str]:
        """What was expected for each party of a cell that is not named near: by its name, a member's, its initials."""
        if not cell:
            return
        mentioned = {mention.code for mention in self._places.mentions(near)}
        there = ", ".join(sorted(name for name, code in self._codes.items() if code and code in mentioned))
        # A text that names nobody speaks of whom it is about.
        for name in names.several(cell) if there else ():
            code = self._codes.get(name, "")
            known = {code, *self._members.get(code, ())} - {""}
            if not (known & mentioned or names.EVERYWHERE in known or _named(name, near)):
                yield f"expected a party that the text names near the words: {there}"

    def _note(self, given: list[str], place: Place) -> str:
        """What was expected where the notes are not the markers that follow, or the note in which the words stand."""
        opening = self._notes.get(place.line)
        follow = [opening] if opening else list(self._following(place))
        if given:
            first = given[0] == (follow[0] if follow else "") and set(given) <= set(follow)
            marker = (
                f"{follow[0]}, the note marker that follows" if follow else "nothing: no note marker follows the words"
            )
            return "" if first else f"expected {marker}"
        own = opening or notes(self._lines[place.line - 1], place.quantity)
        return f"expected {own}, the note marker of the sentence" if own in follow and own in self._works else ""

    def _following(self, place: Place) -> Iterator[str]:
        """The note markers after the words, in their line and what follows near it."""
        left = AFTER
        for number in range(place.line, len(self._lines) + 1):
            if number > place.line and number in self._notes:
                return
            yield from (mark for start, mark in self._marks[number - 1] if number > place.line or start >= place.end)
            left -= len(self._lines[number - 1]) if number > place.line else 0
            if left < 0:
                return


def _period(period: str, read: str, near: str) -> str:
    """What was expected where a period is not the one that the grammar reads, or an end of it is not printed near."""
    if period == read:
        return ""
    ends = [end for end in dict.fromkeys(periods.ends(period)) if end not in ("", OPEN)]
    try:
        # One of the ends at least is what the sentence says.
        apart = bool(read) and not any(Period.parse(end).touches(Period.parse(read)) for end in ends)
    except ValueError:
        return ""
    # A day is not the month of which the sentence speaks, nor one end of a range the whole, nor a range another.
    if apart or (read and len(ends) == 1 and "/" not in period) or _is_range_alike(period, read):
        return f"expected {read}, as the sentence says"
    missing = [end for end in ends if not printed(end, near)]
    if not missing:
        return ""
    years = ", ".join(sorted(set(_YEAR.findall(near))))
    return f"expected {read or 'dates'} that the text prints near the words{f': {years}' if years else ''}"


def _is_range_alike(period: str, read: str) -> bool:
    """Tell whether both are ranges of years, of months or of days: then the sentence says the one that is meant."""
    ours, said = period.split("/"), read.split("/")
    return len(ours) == 2 and [*map(len, ours)] == [*map(len, said)]


def _named(name: str, near: str) -> bool:
    """Tell whether a text has all words of a name, or words that begin with the letters of an abbreviation."""
    if all(re.search(rf"\b{re.escape(word)}", near, re.IGNORECASE) for word in name.split()):
        return True
    if not (name.isupper() and name.isalpha()):
        return False
    return bool(re.search(r"\b" + r"(?:\s(?:of|for|and|the))*\s".join(rf"{letter}\w*" for letter in name), near))
