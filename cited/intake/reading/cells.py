"""Cells: the numbers of a table, each read in the light of its row, column, section and caption."""

import re
from collections.abc import Sequence

from cited.intake.periods import times
from cited.intake.reading import cell_context, column_kinds, front, row_parts
from cited.intake.reading.cell_context import Context, Row
from cited.intake.reading.cell_text import Cell, is_number, numbers
from cited.intake.reading.quantities import YEARLIKE, Quantity, Reading, read_line
from cited.intake.reading.structure import tables
from cited.intake.units import hedges
from cited.intake.units.headings import heading
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.store.codes import NumberClass
from cited.ledger.suggesting.fit import DURATIONS

# What stands over stubs that name what is counted.
_KINDS = re.compile(
    r"\b(?:indicators?|items?|measures?|variables?|categor(?:y|ies)|types?|species|products?|kinds?)\b", re.IGNORECASE
)
_SCALES = (1e3, 1e4, 1e5, 1e6, 1e7, 1e8)
_BROKEN = re.compile(r"\d[.,]0{1,2}(?!\d)")
_ACCOUNTING = re.compile(r"[(\[]\s?(?:[^\W\d]{0,3}[$€£¥₹]\s?)?[\d.,]+\s?%?\s?[)\]]")


def read_tables(lines: Sequence[str], comma: bool) -> dict[int, Reading]:
    """Return the readings of the lines that are rows of tables; numbers of headers and stubs are not figures."""
    amounts, now, reported = front.money(lines), front.date(lines), front.reported(lines) or front.covered(lines)
    readings: dict[int, Reading] = {}
    for table in tables(lines):
        for number in table.captions:
            if label := _scale_of(lines[number - 1], comma):
                readings[number] = _read_row(lines[number - 1], [label], number)
        stubs = [cells[0].text for _, cells in table.body if cells[0].text]
        corner = " ".join(table.heading(0))
        named = bool(_KINDS.search(corner)) or 2 * sum(bool(heading(words).noun) for words in stubs) > len(stubs)
        columns = [column_kinds.kind(table, column) for column in range(max(len(cells) for _, cells in table.body))]
        for number, cells in table.header:
            readings[number] = _read_row(lines[number - 1], [_label(cell, comma) for cell in cells], number)
        section, parts_of = "", row_parts.parts_of(table)
        for row, (number, cells) in enumerate(table.body):
            if cells[0].text and not any(cell.text for cell in cells[1:]):
                section = cells[0].text
                readings[number] = _read_row(lines[number - 1], [_label(cell, comma) for cell in cells], number)
                continue
            told = Row(table, cells, section, row, named, amounts, now, reported, parts_of[row])
            parts = [
                _body(told, column, one, kind, comma)
                for column, (cell, kind) in enumerate(zip(cells, columns, strict=True))
                for one in numbers(cell)
                if cell.text
            ]
            readings[number] = _read_row(lines[number - 1], parts, number)
    return readings


def _scale_of(line: str, comma: bool) -> tuple[Cell, Reading] | None:
    """A caption whose only number is the table's scale or span: Throughput, 1,000 tonnes; three months ended."""
    reading = read_line(line, comma=comma)
    scales = [
        (one.low in _SCALES and (one.high is None or (one.low == one.high and one.printed[0] == "1")))
        or (one.low == 0 and one.printed.endswith("000"))
        or (one.unit in ("months", "weeks") and line[one.end :].strip().lower() in ("ended", "ending"))
        for one in reading.quantities
    ]
    return _label(Cell(0, len(line), line), comma) if scales and all(scales) else None


def _label(cell: Cell, comma: bool) -> tuple[Cell, Reading]:
    """A cell of a header or stub: its numbers are times or parts of names, whatever unit stands beside them."""
    reading = read_line(cell.text, comma=comma)
    named = times.times(cell.text)
    given = []
    for numeral, name in zip(reading.numerals, reading.classes, strict=True):
        dated = any(time.start <= numeral.start and numeral.end <= time.end for time in named)
        given.append(NumberClass.DATE if dated else name or NumberClass.LABEL)
    return cell, Reading(reading.numerals, given, [])


def _body(row: Row, column: int, cell: Cell, kind: str, comma: bool) -> tuple[Cell, Reading]:
    if kind in ("stub", "date", "counter"):
        return _label(cell, comma)
    alone = is_number(cell.text) or (YEARLIKE.fullmatch(cell.text) is not None and kind == "data")
    reading = read_line(cell.text, comma=comma)
    place = (row.number, column)
    if not alone:
        return cell, reading._replace(quantities=_told(row, column, cell, reading.quantities))
    # 48.0 among 31.5 and 22.1 counts nothing.
    whole = all(numeral.value == int(numeral.value) for numeral in reading.numerals[:1])
    whole = whole and not _BROKEN.search(cell.text)
    context = cell_context.context(row, column, whole)
    if kind == "rank":
        context = context._replace(unit="rank", factor=1.0, per="")
    return cell, _alone(cell, reading, context, place)


def _told(row: Row, column: int, cell: Cell, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities with units of their own, in the time of the cell if it holds one alone: US$ 40 million."""
    quantities = [one._replace(cell=(row.number, column)) for one in quantities]
    if [one.printed for one in quantities] != [cell.text] or quantities[0].period or quantities[0].unit in DURATIONS:
        return quantities
    period = cell_context.context(row, column, False).period
    return [one._replace(period=period, guessed=(*one.guessed, "period")) if period else one for one in quantities]


def _alone(cell: Cell, reading: Reading, context: Context, place: tuple[int, int]) -> Reading:
    """A cell that holds one number: unit, scale and time are its own, else those of its headings."""
    spoken = [index for index, numeral in enumerate(reading.numerals) if numeral.kind != "marker"]
    if not spoken:
        return reading
    first = spoken[0]
    numeral = reading.numerals[first]
    own = next((one for one in reading.quantities if one.start <= numeral.start < one.end), None)
    given = [*reading.classes]
    given[first] = ""
    for index in spoken[1:]:
        given[index] = given[index] or NumberClass.NOTE
    if own is None:
        own = Quantity(1, numeral.start, numeral.end, "", 1, numeral.value, numeral.value, Hedge.NONE, "", "")
        if re.match(r"\s?[-−–]", cell.text[: numeral.start]):
            own = own._replace(low=-numeral.value, high=-numeral.value, start=0)
        # <5; behind its bar, or > would begin a quotation.
        start, hedge = hedges.before(f"|{cell.text}", own.start + 1, 0, "", numeral)
        if hedge != Hedge.NONE:
            low, high = hedges.ends(numeral.value, numeral.value, hedge)
            own = own._replace(start=start - 1, low=low, high=high, hedge=hedge)
    if len(reading.quantities) == 1 and len(spoken) > 1 and own.end > reading.numerals[spoken[1]].start:
        given = [*reading.classes]
    guessed = set(own.guessed)
    low, high = own.low, own.high
    has_unit = own.unit and "unit" not in own.guessed
    if own.unit == "points" and context.unit == "percent":
        own = own._replace(unit="percentage points")
    if not has_unit and (context.unit or context.factor != 1):
        own = own._replace(unit=context.unit, per=own.per or context.per)
        if not numeral.scaled and context.factor != 1:
            low, high = (None if end is None else round(end * context.factor, 6) for end in (low, high))
        guessed.add("unit")
    elif has_unit and own.unit == context.unit and not numeral.scaled and own.unit.isupper() and context.factor != 1:
        low, high = (None if end is None else round(end * context.factor, 6) for end in (low, high))
    if _ACCOUNTING.fullmatch(cell.text) and low is not None and low > 0:
        low, high = -low, None if high is None else -high
        own = own._replace(start=0, end=len(cell.text))
    if context.period and not own.period:
        own = own._replace(period=context.period)
        guessed.add("period")
    own = own._replace(low=low, high=high, guessed=tuple(sorted(guessed)), cell=place)
    return Reading(reading.numerals, given, [own])


def _read_row(line: str, parts: Sequence[tuple[Cell, Reading]], number: int) -> Reading:
    """The readings of a row's cells as one of the line."""
    numerals, given, quantities = [], [], []
    for cell, reading in parts:
        numerals += [one._replace(start=one.start + cell.start, end=one.end + cell.start) for one in reading.numerals]
        given += reading.classes
        for one in reading.quantities:
            start, end = one.start + cell.start, one.end + cell.start
            printed = line[start:end]
            occurrence = _occurrence(line, printed, start)
            quantities.append(one._replace(line=number, start=start, end=end, printed=printed, occurrence=occurrence))
    return Reading(numerals, given, quantities)


def _occurrence(line: str, printed: str, start: int) -> int:
    count, position = 0, -1
    while position < start:
        position, count = line.find(printed, position + 1), count + 1
    return count
