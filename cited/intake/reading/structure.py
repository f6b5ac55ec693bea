"""Structure: where a text has tables, with their captions, header rows, stubs and cells."""

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from cited.intake.reading import head_rows
from cited.intake.reading.cell_text import EMPTY, Cell, is_amount, is_number, is_period, numbers, unmarked
from cited.intake.units.headings import heading


@dataclasses.dataclass(frozen=True, eq=False)
class Table:
    """A table of a text: its lines (from 1, both inclusive), caption, header rows and body rows.

    A row is its line and its cells, one for each column; a section is a body row of which only the first cell
    is filled. `captions` are the lines, from 1, that the caption was read from. Two tables are one only where
    they stand in one place: what is found of a column is found once, not for each of its cells.
    """

    first: int
    last: int
    caption: str
    captions: tuple[int, ...]
    header: list[tuple[int, list[Cell]]]
    body: list[tuple[int, list[Cell]]]

    def heading(self, column: int) -> list[str]:
        """Return what the header says of a column, from the top; a header over several columns says it of each."""
        return [*_heading(self, column)]


@functools.lru_cache(maxsize=1024)
def _heading(table: Table, column: int) -> tuple[str, ...]:
    said = []
    titles = len(_titles(table.header))
    for index, (_, cells) in enumerate(table.header[titles:], titles):
        spans = index + 1 < len(table.header) or len(table.header) == 1 or _are_units(cells)
        place = min(column, len(cells) - 1)
        while place > 1 and not cells[place].text and spans:
            place -= 1
        if place >= 0 and cells[place].text and (place or column == 0):
            said.append(cells[place].text)
    return tuple(said)


_RULE = re.compile(r"[\s|:+=_-]*[-=_]{2,}[\s|:+=_-]*")
_APART = re.compile(r" {2,}|\t+")
_SENTENCE = re.compile(r"[\w)%][.!?][\"”’)]*$")
_CAPTION = re.compile(r"\s*(?:\**_?)?(?:table|exhibit|annex|chart|box|figure)\b", re.IGNORECASE)
_MOST_CAPTION = 200
_INDENT = " " * 8
# A note marker that might be a scale, and its note, in one of so many lines after the table.
_LETTER, _LETTER_NOTE, _NOTES = re.compile(r"[^\W\d_].*\(([a-z])\)$"), re.compile(r"\W{0,2}([a-z])[).] "), 12


def tables(lines: Sequence[str]) -> list[Table]:
    """Return the tables of a text: rows parted by bars, tabs or two blanks and more, in reading order."""
    tables: list[Table] = []
    for first, rows in _blocks(lines):
        if table := _table(lines, first, rows):
            tables.append(table)
    return tables


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[tuple[int, list[Cell]]]]]:
    """Runs of lines that have cells by the same mark: the first line's number, and its rows without rules."""
    index = 0
    while index < len(lines):
        mark = _mark(lines[index])
        if not mark:
            index += 1
            continue
        first = index
        while index < len(lines) and (_mark(lines[index]) == mark or (index > first and _goes_on(lines, index, mark))):
            index += 1
        own = [number for number in range(first, index) if not _RULE.fullmatch(lines[number])]
        # Where other rows begin without a bar, one that begins with it has an empty cell there.
        framed = all(lines[number].lstrip().startswith("|") for number in own)
        rows = [(number + 1, _cells(lines[number], mark, framed)) for number in own]
        if len(rows) > 1:
            yield first + 1, _aligned(rows) if mark == " " else _evened(rows)


def _mark(line: str) -> str:
    """By what a line's cells are parted, or an empty text."""
    if len(line) > 4000:
        return ""
    if "|" in line and (line.lstrip().startswith("|") or " | " in line or line.rstrip().endswith(" |")):
        return "|"
    if "\t" in line.strip():
        return "\t"
    if "  " in line.strip() and len(line) < 300 and len(re.split(r" {2,}", line.strip())) > 1:
        return " "
    return ""


def _goes_on(lines: Sequence[str], index: int, mark: str) -> bool:
    """Whether a line without cells belongs to the table around it: a rule, or a section's name."""
    line = lines[index]
    if line.strip() and _RULE.fullmatch(line):
        return True
    after = next((one for one in lines[index + 1 : index + 2]), "")
    short = 0 < len(line.strip()) < 60 and not _SENTENCE.search(line)
    if mark == "|" and (
        _CAPTION.match(line) or not head_rows.has_data(_cells(after, mark, False)) or after.lstrip()[:1] == "|"
    ):
        return False
    return short and _mark(after) == mark


def _cells(line: str, mark: str, framed: bool) -> list[Cell]:
    cells = []
    start = 0
    if mark == "|":
        stop = len(line.rstrip())
        start = line.index("|") + 1 if framed else 0
        ends = [place.start() for place in re.finditer(r"\|", line) if place.start() >= start]
        if framed and ends and line[ends[-1] :].strip() == "|":
            stop = ends[-1]
        bounds = [*(end for end in ends if end < stop), stop]
    elif mark == "\t":
        bounds = [*(place.start() for place in re.finditer("\t", line)), len(line)]
    else:
        gaps = [place for place in _APART.finditer(line) if line[: place.start()].strip()]
        bounds = [*(gap.start() for gap in gaps), len(line)]
    for end in bounds:
        text = line[start:end]
        begin = start + len(text) - len(text.lstrip())
        cells.append(unmarked(begin, text.strip()) if text.strip() else Cell(start, start, ""))
        start = end + (mark in "|\t")
    while mark == " " and len(cells) > 1 and not cells[-1].text:
        cells.pop()
    return cells


def _evened(rows: list[tuple[int, list[Cell]]]) -> list[tuple[int, list[Cell]]]:
    width = max(len(cells) for _, cells in rows)
    return [(line, cells + [Cell(cells[-1].end, cells[-1].end, "")] * (width - len(cells))) for line, cells in rows]


def _aligned(rows: list[tuple[int, list[Cell]]]) -> list[tuple[int, list[Cell]]]:
    """Rows of a table in columns: the cells of shorter rows go to the column that they stand under."""
    width = max(len(cells) for _, cells in rows)
    full = [cells for _, cells in rows if len(cells) == width]
    edges = [(min(cells[k].start for cells in full), max(cells[k].end for cells in full)) for k in range(width)]
    aligned = []
    for line, cells in rows:
        if len(cells) == width:
            aligned.append((line, cells))
            continue
        placed = [Cell(0, 0, "")] * width
        for cell in cells:
            distances = [max(first - cell.end, cell.start - last, 0) for first, last in edges]
            column = distances.index(min(distances))
            if not placed[column].text:
                placed[column] = cell
        if sum(bool(cell.text) for cell in placed) < len(cells):
            placed = cells + [Cell(0, 0, "")] * (width - len(cells))
        aligned.append((line, placed))
    return aligned


def _table(lines: Sequence[str], first: int, rows: list[tuple[int, list[Cell]]]) -> Table | None:
    marked = next((n for n in range(first, rows[-1][0]) if _RULE.fullmatch(lines[n - 1])), 0)
    heads = sum(line < marked for line, _ in rows) if marked else 0
    if not 0 < heads < len(rows):
        heads = head_rows.count([cells for _, cells in rows])
    while 0 < heads < len(rows) - 1 and _are_times(rows[heads][1]):
        # Below the rule of Markdown, too.
        heads += 1
    while heads > 1 and rows[heads - 1][1][0].text and not any(cell.text for cell in rows[heads - 1][1][1:]):
        # The name of the first section.
        heads -= 1
    rows = _unmarked(lines[rows[-1][0] : rows[-1][0] + _NOTES], rows)
    body = rows[heads:]
    count = sum(is_number(numbers(cell)[0].text) for _, cells in body for cell in cells[1:] if cell.text)
    filled = sum(bool(cell.text) and not EMPTY.fullmatch(cell.text) for _, cells in body for cell in cells[1:])
    bars = "|" in lines[first - 1] or "\t" in lines[first - 1]
    count += bars and sum(is_amount(cell.text) for _, cells in body for cell in cells[1:])
    if not body or (count < (1 if bars else 2)) or count < (0.2 if bars else 0.4) * filled:
        return None
    caption, captions = _caption(lines, first)
    titles = [cells[0].text for cells in _titles(rows[:heads])]
    caption = ". ".join([caption, *titles] if caption else titles)
    return Table(first, rows[-1][0], caption, captions, rows[:heads], body)


def _are_units(cells: list[Cell]) -> bool:
    """Whether all that a row of a header says is in which units the columns are: millions of dollars, % change."""
    return all(heading(cell.text).unit for cell in cells if cell.text)


def _are_times(cells: list[Cell]) -> bool:
    texts = [cell.text for cell in cells if cell.text]
    return not cells[0].text and len(texts) > 1 and all(map(is_period, texts))


def _unmarked(after: Sequence[str], rows: list[tuple[int, list[Cell]]]) -> list[tuple[int, list[Cell]]]:
    """Rows whose names and headers end without the letters of notes: those with notes of theirs after the table, or
    others beside them in the alphabet, (k), (l), (m), are no scales."""
    marked = {match[1] for _, cells in rows for cell in cells if (match := _LETTER.search(cell.text))}
    noted = {match[1] for line in after if (match := _LETTER_NOTE.match(line))}
    notes = {one for one in marked if one in noted or {chr(ord(one) - 1), chr(ord(one) + 1)} & marked}
    if not notes:
        return rows
    ends = re.compile(rf"\s?\([{''.join(sorted(notes))}]\)$")
    return [(line, [one._replace(text=ends.sub("", one.text)) for one in cells]) for line, cells in rows]


def _titles(header: Sequence[tuple[int, list[Cell]]]) -> list[list[Cell]]:
    """The rows over the columns that are titles, each in one cell; the one over an empty corner is that's name."""
    alone = [*itertools.takewhile(lambda cells: not any(cell.text for cell in cells[1:]), (row for _, row in header))]
    corner = header[len(alone)][1][0].text if len(alone) < len(header) else ""
    return alone if corner else alone[:-1]


def _caption(lines: Sequence[str], first: int) -> tuple[str, tuple[int, ...]]:
    """The title above a table: the nearest lines that are no sentences of the text, at most two."""
    above: list[tuple[int, str]] = []
    number, blank = first - 1, 0
    while number > 0 and len(above) < 2 and blank < 2:
        line = lines[number - 1].strip()
        if not line:
            blank += 1
            # What stands over the columns is not all of it: Three months ended.
            if above and not all(lines[at - 1].startswith(_INDENT) for at, _ in above):
                break
        elif _CAPTION.match(line) or (
            len(line) <= _MOST_CAPTION and not _SENTENCE.search(line) and not _mark(lines[number - 1])
        ):
            above.append((number, line))
            if _CAPTION.match(line):
                break
        else:
            break
        number -= 1
    above.reverse()
    return " ".join(text for _, text in above), tuple(number for number, _ in above)
