"""The grammar: how an expression, a line or a text is read."""

import functools

from cited.intake.language.normal import decimal_comma
from cited.intake.reading import currency, front, german
from cited.intake.reading.antecedents import with_antecedents
from cited.intake.reading.cells import read_tables
from cited.intake.reading.context import contexts
from cited.intake.reading.continuing import with_continued
from cited.intake.reading.fences import code
from cited.intake.reading.homes import at_home, homes
from cited.intake.reading.line_keys import Key, read_lines
from cited.intake.reading.note_markers import markers, paragraphs
from cited.intake.reading.quantities import Quantity, Reading, read_line
from cited.ledger.store.codes import NumberClass

__all__ = ["Quantity", "Reading", "read", "read_line", "read_text"]


def read(printed: str, line: str = "", occurrence: int = 1) -> Quantity | None:
    """Return how the grammar reads the expression `printed`, the n-th of its characters in `line`; None if as none.

    Without a line, `printed` is read by itself. Where several quantities stand in it, the first is returned.
    """
    line = line or printed
    start = -1
    for _ in range(occurrence):
        start = line.find(printed, start + 1)
        if start < 0:
            return None
    end = start + len(printed)
    # German words are read by themselves, too: without its text nobody knows a document's language.
    return _over(read_line(line), start, end) or _over(german.read([line], _read)[0], start, end)


def _over(reading: Reading, start: int, end: int) -> Quantity | None:
    return next((one for one in reading.quantities if one.start < end and start < one.end), None)


def read_text(lines: list[str]) -> list[Reading]:
    """Return each line of a text as the grammar reads it, in order; the time taken is linear in the text's length.

    Of a text in German, its number words, and the units and hedges of a table, are read as English.
    """
    return _text(tuple(lines))


@functools.lru_cache(maxsize=2)
def _text(lines: tuple[str, ...]) -> list[Reading]:
    in_german = german.is_german(lines)
    readings = german.read(lines, _read) if in_german else _read(lines)
    if meant := homes(lines):
        readings = [one._replace(quantities=at_home(one.quantities, meant)) for one in readings]
    readings = currency.of_grand(readings)
    if code := currency.of_document(readings):
        readings = [
            one._replace(quantities=[currency.in_currency(said, line, code) for said in one.quantities])
            for line, one in zip(lines, readings, strict=True)
        ]
    # The words beside a number that say what it goes on with are known in English.
    return readings if in_german else with_antecedents(lines, readings)


def _read(lines: tuple[str, ...]) -> list[Reading]:
    notes, comma, reported = markers(lines), decimal_comma(lines), front.reported(lines)
    in_tables = read_tables(lines, comma)
    readings = []
    told = list(contexts(lines))
    keys = [
        Key(line, notes.get(n, 0), comma, one.now, one.anchor)
        for n, (line, one) in enumerate(zip(lines, told, strict=True), 1)
    ]
    known = read_lines(keys[n - 1] for n in range(1, len(lines) + 1) if n not in in_tables)
    in_code, numbered = code(lines), paragraphs(lines)
    for number, (key, context) in enumerate(zip(keys, told, strict=True), start=1):
        if number in in_tables:
            readings.append(in_tables[number])
            continue
        if number in in_code:
            one = known[key]
            readings.append(one._replace(classes=[name or NumberClass.LABEL for name in one.classes], quantities=[]))
            continue
        one = _without_number(known[key], numbered.get(number, 0))
        quantities = [context.headed(said._replace(line=number), key.line) for said in one.quantities]
        readings.append(one._replace(quantities=with_continued(key.line, quantities, key.now, reported)))
    return readings


def _without_number(reading: Reading, end: int) -> Reading:
    """A line as read, without the number of its paragraph, which ends at `end`; 0 where it has none."""
    if not end:
        return reading
    classes = [
        name or (NumberClass.BOILERPLATE if numeral.end <= end else "")
        for numeral, name in zip(reading.numerals, reading.classes, strict=True)
    ]
    return reading._replace(classes=classes, quantities=[one for one in reading.quantities if one.start >= end])
