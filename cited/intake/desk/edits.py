"""What a person does to a draft's rows: accept, correct, split, merge, class, add. Pure functions of the rows."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from cited.intake import texts
from cited.intake.audit import FIGURE
from cited.intake.classes import CLASSES
from cited.intake.desk.cells import EDITABLE, Refused, plain, require_valid
from cited.intake.draft import DRAFT, drafted_row
from cited.intake.grammar import Quantity, read, read_line

Row = dict[str, str]
# What stands in the column of drafts of a row that a person has accepted as it is.
ACCEPTED = "accepted"
# The column that names the cells of a row which were guessed, not read.
GUESSED = "guessed"
# What joins two figures, and belongs to neither where they are split.
_BEFORE = re.compile(r"(?:[\s,;/()]+|(?:and|or|to|with)\s+)*", re.IGNORECASE)
_BEHIND = re.compile(r"(?:[\s,;/()]|\s(?:and|or|to|with))*$", re.IGNORECASE)


class Draft(NamedTuple):
    """The rows of a draft and its text: figures, numbers that are none, lines, and the document's id and date."""

    source: str
    figures: list[Row]
    numbers: list[Row]
    lines: list[str]
    dated: str


class Conflict(Exception):
    """A row that has changed since the person saw it; `now` is how it stands, None where it is gone."""

    def __init__(self, name: str, now: Row | None):
        super().__init__(f"{name} has changed since you saw it")
        self.now = now


def edit(draft: Draft, wanted: Mapping[str, Any]) -> tuple[Draft, str]:
    """Return the draft after an edit, in reading order, and the id of the row that the person is at then.

    `wanted` has `do`, one of `EDITS`, what that takes, and `was`, the rows as the person saw them. Raises `Refused`
    where it cannot be done and `Conflict` where a row is not as it was.
    """
    function = EDITS.get(str(wanted.get("do")))
    if function is None:
        raise Refused(f"“{wanted.get('do')}” is no edit; expected one of {', '.join(EDITS)}")
    for was in wanted.get("was") or []:
        _unchanged(draft, was)
    after, place = function(draft, wanted)
    return after._replace(figures=ordered(after, after.figures), numbers=ordered(after, after.numbers)), place


def ordered(draft: Draft, rows: list[Row]) -> list[Row]:
    """Return rows in reading order."""
    places = texts.Places(draft.lines)
    return sorted(rows, key=lambda row: (int(row["line"]), _start(places, row)))


def number_name(row: Mapping[str, str]) -> str:
    """Return what names a row of data/numbers, which has no id: its line, occurrence and characters."""
    return f"{row['line']}:{row['occurrence']}:{row['printed']}"


def _unchanged(draft: Draft, was: Mapping[str, str]) -> None:
    if "figure" in was:
        now = next((row for row in draft.figures if row["figure"] == was["figure"]), None)
        name = str(was["figure"])
    else:
        name = number_name(was)
        now = next((row for row in draft.numbers if number_name(row) == name), None)
    if now is None or any((now.get(column) or "") != (cell or "") for column, cell in was.items()):
        raise Conflict(name, now)


def _accept(draft: Draft, wanted: Mapping[str, Any]) -> tuple[Draft, str]:
    row = _figure(draft, wanted)
    return _replaced(draft, row, {**row, DRAFT: ACCEPTED, **({GUESSED: ""} if GUESSED in row else {})}), row["figure"]


def _set(draft: Draft, wanted: Mapping[str, Any]) -> tuple[Draft, str]:
    row, column = _figure(draft, wanted), str(wanted.get("column"))
    value = plain(str(wanted.get("value", "")))
    if column not in EDITABLE or (column not in row and value):
        raise Refused(f"the column `{column}` cannot be edited here")
    require_valid(column, value)
    changed = {**row, column: value}
    if GUESSED in row:
        changed[GUESSED] = " ".join(name for name in row[GUESSED].split() if name != column)
    return _replaced(draft, row, changed), row["figure"]


def _split(draft: Draft, wanted: Mapping[str, Any]) -> tuple[Draft, str]:
    row = _figure(draft, wanted)
    line, start = _place(draft, row)
    at = _whole(wanted, "at")
    if any(numeral.start < start + at < numeral.end for numeral in read_line(draft.lines[line - 1]).numerals):
        raise Refused("a number stands there; expected a place between two of them")
    parts = [_trimmed(row["printed"][:at], start), _trimmed(row["printed"][at:], start + at)]
    quantities = [_quantity(draft, line, begin, begin + len(words)) for words, begin in parts]
    first, second = quantities
    kept = {column: row.get(column, "") for column in ("measure", "theme", "actor", "counterpart", "basis", "notes")}
    rows = [
        {**row, **_read(first, row)},
        {**drafted_row(_next(draft), second, draft.lines[line - 1], draft.dated), **kept},
    ]
    index = draft.figures.index(row)
    return draft._replace(figures=[*draft.figures[:index], *rows, *draft.figures[index + 1 :]]), rows[0]["figure"]


def _merge(draft: Draft, wanted: Mapping[str, Any]) -> tuple[Draft, str]:
    row = _figure(draft, wanted)
    other = _figure(draft, {"figure": wanted.get("other")})
    line, start = _place(draft, row)
    second, begin = _place(draft, other)
    if line != second or row is other:
        raise Refused(f"{other['figure']} stands in line {second}; expected two figures of one line")
    end = max(start + len(row["printed"]), begin + len(other["printed"]))
    quantity = _quantity(draft, line, min(start, begin), end)
    merged = {**row, **_read(quantity, row)}
    figures = [merged if entry is row else entry for entry in draft.figures if entry is not other]
    return draft._replace(figures=figures), row["figure"]


def _class(draft: Draft, wanted: Mapping[str, Any]) -> tuple[Draft, str]:
    row, name = _figure(draft, wanted), str(wanted.get("class"))
    if name not in CLASSES:
        raise Refused(f"“{name}” is no class; expected one of {', '.join(CLASSES)}")
    number = {column: row[column] for column in ("line", "printed", "occurrence")} | {"class": name, "remark": ""}
    figures = [entry for entry in draft.figures if entry is not row]
    return draft._replace(figures=figures, numbers=[*draft.numbers, number]), number_name(number)


def _figure_again(draft: Draft, wanted: Mapping[str, Any]) -> tuple[Draft, str]:
    name = str(wanted.get("number"))
    row = next((entry for entry in draft.numbers if number_name(entry) == name), None)
    if row is None:
        raise Conflict(name, None)
    line, start = _place(draft, row)
    quantity = _quantity(draft, line, start, start + len(row["printed"]))
    figure = drafted_row(_next(draft), quantity, draft.lines[line - 1], draft.dated)
    numbers = [entry for entry in draft.numbers if entry is not row]
    return draft._replace(figures=[*draft.figures, figure], numbers=numbers), figure["figure"]


def _add(draft: Draft, wanted: Mapping[str, Any]) -> tuple[Draft, str]:
    line, start, end = (_whole(wanted, name) for name in ("line", "start", "end"))
    if not 1 <= line <= len(draft.lines) or not 0 <= start < end <= len(draft.lines[line - 1]):
        raise Refused("expected words of one line")
    words, start = _trimmed(draft.lines[line - 1][start:end], start)
    for row in draft.figures:
        if int(row["line"]) == line:
            _, begin = _place(draft, row)
            if begin < start + len(words) and start < begin + len(row["printed"]):
                raise Refused(f"{row['figure']} has “{row['printed']}” already; merge or split it instead")
    quantity, ruled = _selected(draft, line, start, start + len(words))
    figure = drafted_row(_next(draft), quantity, draft.lines[line - 1], draft.dated)
    return draft._replace(figures=[*draft.figures, figure], numbers=[*draft.numbers, *ruled]), figure["figure"]


def _selected(draft: Draft, line: int, start: int, end: int) -> tuple[Quantity, list[Row]]:
    """What the words say that a person calls a figure; where a rule says that they are none, also the row that
    overrides it."""
    try:
        return _quantity(draft, line, start, end), []
    except Refused:
        numerals = [one for one in read_line(draft.lines[line - 1]).numerals if start <= one.start and one.end <= end]
        if not numerals:
            raise
    printed = draft.lines[line - 1][start:end]
    occurrence, value = _occurrence(draft.lines[line - 1], printed, start), numerals[0].value
    quantity = Quantity(line, start, end, printed, occurrence, value, value, "", "", "")
    row = {"line": str(line), "printed": printed, "occurrence": str(occurrence), "class": FIGURE, "remark": ""}
    return quantity, [row]


EDITS: dict[str, Callable[[Draft, Mapping[str, Any]], tuple[Draft, str]]] = {
    "accept": _accept,
    "set": _set,
    "split": _split,
    "merge": _merge,
    "class": _class,
    "figure": _figure_again,
    "add": _add,
}


def _figure(draft: Draft, wanted: Mapping[str, Any]) -> Row:
    name = str(wanted.get("figure"))
    row = next((entry for entry in draft.figures if entry["figure"] == name), None)
    if row is None:
        raise Conflict(name, None)
    return row


def _replaced(draft: Draft, row: Row, new: Row) -> Draft:
    return draft._replace(figures=[new if entry is row else entry for entry in draft.figures])


def _read(quantity: Quantity, row: Row) -> Row:
    """The cells that the words of a figure say, for a row that keeps what a person has typed."""
    read_ = drafted_row(row["figure"], quantity, "", "")
    return {
        column: read_[column]
        for column in ("printed", "occurrence", "low", "high", "hedge", "unit", "period", "per")
        if column in read_ and (read_[column] or column not in ("unit", "period"))
    }


def _quantity(draft: Draft, line: int, start: int, end: int) -> Quantity:
    """What some characters of a line say; raises `Refused` where they have no number."""
    text = draft.lines[line - 1]
    printed = text[start:end]
    occurrence = _occurrence(text, printed, start)
    quantity = read(printed, text, occurrence) if printed else None
    if quantity is None:
        raise Refused(f"“{printed}” has no number that can be read; expected one")
    return quantity._replace(line=line, start=start, end=end, printed=printed, occurrence=occurrence)


def _occurrence(text: str, printed: str, start: int) -> int:
    count, position = 0, -1
    while position < start:
        position, count = text.find(printed, position + 1), count + 1
        if position < 0:
            raise Refused(f"“{printed}” does not stand there")
    return count


def _place(draft: Draft, row: Mapping[str, str]) -> tuple[int, int]:
    start = _start(texts.Places(draft.lines), row)
    if start < 0:
        raise Refused(f"“{row['printed']}” does not stand in line {row['line']}; correct the row in its file")
    return int(row["line"]), start


def _start(places: texts.Places, row: Mapping[str, str]) -> int:
    return places.start(int(row["line"]), row["printed"], int(row["occurrence"]))


def _trimmed(words: str, start: int) -> tuple[str, int]:
    """Words without blanks and joints at their ends, and where they then begin."""
    cut = len(_BEFORE.match(words)[0])  # type: ignore[index]  # it matches an empty text, too
    return _BEHIND.sub("", words[cut:]), start + cut


def _next(draft: Draft) -> str:
    """The next id: one more than any that the draft has."""
    numbers = (row["figure"].rpartition("-")[2] for row in draft.figures)
    return f"{draft.source}-{max((int(number) for number in numbers if number.isdecimal()), default=0) + 1}"


def _whole(wanted: Mapping[str, Any], name: str) -> int:
    value = wanted.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(f"`{name}`: expected a whole number")
    return value
