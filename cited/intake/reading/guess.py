"""Guesses for a drafted row: quicker to correct than to write."""

import datetime
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from cited.intake.language.sentences import sentence
from cited.intake.reading import front, themes
from cited.intake.reading.grammar import Quantity, Reading
from cited.intake.reading.note_markers import markers
from cited.ledger.store import periods
from cited.ledger.store.codes import Basis, NumberClass

_BASES = [
    (
        Basis.FORECAST,
        re.compile(r"\b(?:forecasts?|projected|projections?|expected to|predict\w*|by (?:20[3-9]\d|2100))\b", re.I),
    ),
    (Basis.ESTIMATE, re.compile(r"\bestimate[sd]?\b", re.I)),
    (
        Basis.ANNOUNCED,
        re.compile(
            r"\b(?:pledge[sd]?|announce[sd]?|plan(?:s|ned)?|propose[sd]?|promise[sd]?|will|would|to be)\b", re.I
        ),
    ),
]
_NOTE = re.compile(r"\[(\d{1,3})\]|([⁰¹²³⁴-⁹]+)")
FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def theme(line: str, quantity: Quantity) -> str:
    """Return the theme that most words near the quantity speak for, or an empty text where none does."""
    opening, closing = sentence(line, quantity.start)
    return themes.guess(line[max(opening, quantity.start - 150) : min(closing, quantity.end + 150)])


def basis(line: str, quantity: Quantity, date: str) -> Basis:
    """Return whether the sentence speaks of what happened, is promised, estimated or forecast."""
    if periods.year(date) and periods.year(quantity.period) > periods.year(date):
        return Basis.FORECAST
    opening, closing = sentence(line, quantity.start)
    return _basis(line[opening:closing])


@functools.lru_cache(maxsize=64)
def _basis(words: str) -> Basis:
    """What a sentence speaks of, needed for each of its figures."""
    return next((name for name, pattern in _BASES if pattern.search(words)), Basis.ACTUAL)


def date(lines: list[str]) -> str:
    """Return the date, in EDTF, that the front prints, else the likeliest year, marked as a guess."""
    now = datetime.datetime.now(tz=datetime.UTC).year
    if printed := front.date(lines):
        return printed
    years = Counter(int(year) for line in lines for year in re.findall(r"\b(?:19|20)\d\d\b", line) if int(year) <= now)
    # The likeliest year of a document is the last that it names often; one that names none may be of this year.
    often = [year for year, count in years.items() if count >= max(years.values()) / 3]
    return f"{max(often)}~" if often else f"{now}?"


def note_lines(lines: Sequence[str], readings: Sequence[Reading] = ()) -> dict[int, str]:
    """Return the notes of a text: the line that each begins, from 1, with its marker, as `5` of `[5]` and `⁵`.

    With the readings of the lines, also notes that no others lead up to: a single `[1]`.
    """
    opened = {number: digits(lines[number - 1][:end]) for number, end in markers(lines).items()}
    for number, (line, reading) in enumerate(zip(lines, readings, strict=False), start=1):
        first = next(zip(reading.numerals, reading.classes, strict=True), None)
        if first and first[1] == NumberClass.NOTE and not line[: first[0].start].strip("[( "):
            opened.setdefault(number, digits(line[first[0].start : first[0].end]))
    return opened


def digits(text: str) -> str:
    """Return the number of a note's marker: `5` of `[5]`, `<sup>5</sup>` and `⁵`."""
    return "".join(str(unicodedata.digit(character)) for character in text if unicodedata.digit(character, -1) >= 0)


def notes(line: str, quantity: Quantity) -> str:
    """Return the note marker that follows the quantity in its sentence, or right after it, or an empty text."""
    if not _has_note(line):
        return ""
    _, closing = sentence(line, quantity.start)
    match = _NOTE.search(line, quantity.end, min(len(line), closing + 6))
    return (match[1] or match[2].translate(FROM_SUPERSCRIPT)) if match else ""


@functools.lru_cache(maxsize=4)
def _has_note(line: str) -> bool:
    """Whether a line has the marker of a note at all, needed for each of its figures."""
    return bool(_NOTE.search(line))
