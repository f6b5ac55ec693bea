"""What a person does to a draft's rows: accept, correct, split, merge, class, add. Pure functions of the rows."""

from collections.abc import Callable, Mapping

from cited.intake import texts
from cited.intake.classing.classes import CLASSES
from cited.intake.desk.cells import EDITABLE, Refused, plain, require_valid
from cited.intake.desk.words import (
    Draft,
    Row,
    accepted,
    beside_word,
    cells_of,
    filled,
    next_id,
    occurrence_of,
    of_table,
    place_of,
    quantity_at,
    require_no_amount,
    selected,
    start_of,
    to_fill,
    trimmed,
    whole,
)
from cited.intake.drafting.draft import NEEDED, drafted_row
from cited.intake.language import languages
from cited.intake.reading.grammar import Quantity, read_line, read_text
from cited.intake.reading.guess import note_lines


class Conflict(Exception):
    """A row that has changed since the person saw it; `now` is how it stands, None where it is gone."""

    def __init__(self, name: str, now: Row | None):
        super().__init__(f"{name} has changed since you saw it")
        self.now = now


def edit(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    """Return the draft after an edit, in reading order, and the id of the row that the person is at then.

    `wanted` has `do`, one of `EDITS`, what that takes, and `was`, the rows as the person saw them. Raises `Refused`
    where it cannot be done and `Conflict` where a row is not as it was.
    """
    function = EDITS.get(str(wanted.get("do")))
    if function is None:
        raise Refused(f"“{wanted.get('do')}” is not an edit; expected one of {', '.join(EDITS)}")
    known = wanted.get("was") or []
    if not isinstance(known, list) or not all(isinstance(was, dict) and _is_named(was) for was in known):
        raise Refused("`was`: expected the rows as they were seen")
    for was in known:
        _unchanged(draft, was)
    after, place = function(draft, wanted)
    return after._replace(figures=ordered(after, after.figures), numbers=ordered(after, after.numbers)), place


def ordered(draft: Draft, rows: list[Row]) -> list[Row]:
    """Return rows in reading order."""
    places = texts.Places(draft.lines)
    return sorted(rows, key=lambda row: (int(row["line"]), start_of(places, row)))


def number_name(row: Mapping[str, str]) -> str:
    """Return what names a row of data/numbers, which has no id: its line, occurrence and characters."""
    return f"{row['line']}:{row['occurrence']}:{row['printed']}"


def _is_named(row: Mapping[str, object]) -> bool:
    return "figure" in row or {"line", "occurrence", "printed"} <= row.keys()


def _unchanged(draft: Draft, was: Mapping[str, str]) -> None:
    if "figure" in was:
        now = next((row for row in draft.figures if row["figure"] == was["figure"]), None)
        name = str(was["figure"])
    else:
        name = number_name(was)
        now = next((row for row in draft.numbers if number_name(row) == name), None)
    if now is None or any((now.get(column) or "") != (cell or "") for column, cell in was.items()):
        raise Conflict(name, now)


def _accept(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    """A row is accepted as it is, or all those of its table that lack nothing."""
    row = _figure(draft, wanted)
    rows = [one for one in of_table(draft, row) if all(map(one.get, NEEDED))] if wanted.get("table") else [row]
    if not rows:
        raise Refused(f"every row of this table lacks a cell; expected {', '.join(NEEDED)} in those to be accepted")
    taken = {one["figure"] for one in rows}
    figures = [accepted(one) if one["figure"] in taken else one for one in draft.figures]
    return draft._replace(figures=figures), row["figure"]


def _set(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    row, column = _figure(draft, wanted), str(wanted.get("column"))
    if not isinstance(given := wanted.get("value", ""), str):
        raise Refused(f"`{column}`: expected text")
    value = plain(given)
    if column not in EDITABLE or (column not in row and value):
        raise Refused(f"the column `{column}` cannot be edited here")
    require_valid(column, value)
    rows = to_fill(draft, row, column) if wanted.get("table") else [row]
    figures = [filled(one, column, value) if any(one is other for other in rows) else one for one in draft.figures]
    return draft._replace(figures=figures), row["figure"]


def _split(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    row = _figure(draft, wanted)
    line, start = place_of(draft, row)
    at = beside_word(row["printed"], whole(wanted, "at"))
    numerals = read_line(draft.lines[line - 1]).numerals
    if any(numeral.start < start + at < numeral.end for numeral in numerals):
        raise Refused("a number stands there; expected a place between two of them")
    parts = [trimmed(row["printed"][:at], start), trimmed(row["printed"][at:], start + at)]
    for words, begin in parts:
        if not any(begin <= numeral.start and numeral.end <= begin + len(words) for numeral in numerals):
            raise Refused(f"“{words}” has no number of its own; expected one on each side")
    quantities = [quantity_at(draft, line, begin, begin + len(words)) for words, begin in parts]
    first, second = quantities
    kept = {column: row.get(column, "") for column in ("measure", "theme", "actor", "counterpart", "basis", "notes")}
    rows = [
        {**row, **cells_of(first, row)},
        {**_drafted(draft, second), **kept},
    ]
    index = draft.figures.index(row)
    return draft._replace(figures=[*draft.figures[:index], *rows, *draft.figures[index + 1 :]]), rows[0]["figure"]


def _merge(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    row = _figure(draft, wanted)
    other = _figure(draft, {"figure": wanted.get("other")})
    line, start = place_of(draft, row)
    second, begin = place_of(draft, other)
    if line != second or row is other:
        raise Refused(f"{other['figure']} stands in line {second}; expected two figures of one line")
    end = max(start + len(row["printed"]), begin + len(other["printed"]))
    quantity = quantity_at(draft, line, min(start, begin), end)
    merged = {**row, **cells_of(quantity, row)}
    ends = [{entry["low"], entry["high"]} for entry in (merged, row, other)]
    if row["unit"] == other["unit"] and ends[1] != ends[2] and ends[0] in ends[1:]:
        lost = other if ends[0] == ends[1] else row
        raise Refused(f"“{merged['printed']}” is no one figure: “{lost['printed']}” would be lost; keep both rows")
    figures = [merged if entry is row else entry for entry in draft.figures if entry is not other]
    return draft._replace(figures=figures), row["figure"]


def _class(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    return _classed(draft, [_figure(draft, wanted)], str(wanted.get("class")))


def _table(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    """A table is set aside whole: its figures are numbers of one class."""
    return _classed(draft, of_table(draft, _figure(draft, wanted)), str(wanted.get("class")))


def _classed(draft: Draft, rows: list[Row], name: str) -> tuple[Draft, str]:
    if name not in CLASSES:
        raise Refused(f"“{name}” is not a class; expected one of {', '.join(CLASSES)}")
    require_no_amount(draft, rows, name)
    numbers = [
        {column: row[column] for column in ("line", "printed", "occurrence")} | {"class": name, "remark": ""}
        for row in rows
    ]
    figures = [entry for entry in draft.figures if not any(entry is row for row in rows)]
    return draft._replace(figures=figures, numbers=[*draft.numbers, *numbers]), number_name(numbers[0])


def _loose(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    """A number that has no row is none: it gets a row with its class."""
    line, start, end, name = *(whole(wanted, key) for key in ("line", "start", "end")), str(wanted.get("class"))
    if name not in CLASSES:
        raise Refused(f"“{name}” is not a class; expected one of {', '.join(CLASSES)}")
    if not 1 <= line <= len(draft.lines) or not 0 <= start < end <= len(draft.lines[line - 1]):
        raise Refused("expected words of one line")
    printed = draft.lines[line - 1][start:end]
    occurrence = f"{occurrence_of(draft.lines[line - 1], printed, start)}"
    number = {"line": str(line), "printed": printed, "occurrence": occurrence, "class": name, "remark": ""}
    if any(number_name(row) == number_name(number) for row in draft.numbers):
        raise Conflict(number_name(number), None)
    return draft._replace(numbers=[*draft.numbers, number]), number_name(number)


def _figure_again(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    name = str(wanted.get("number"))
    row = next((entry for entry in draft.numbers if number_name(entry) == name), None)
    if row is None:
        raise Conflict(name, None)
    line, start = place_of(draft, row)
    quantity = quantity_at(draft, line, start, start + len(row["printed"]))
    figure = _drafted(draft, quantity)
    numbers = [entry for entry in draft.numbers if entry is not row]
    return draft._replace(figures=[*draft.figures, figure], numbers=numbers), figure["figure"]


def _add(draft: Draft, wanted: Mapping[str, object]) -> tuple[Draft, str]:
    line, start, end = (whole(wanted, name) for name in ("line", "start", "end"))
    if not 1 <= line <= len(draft.lines) or not 0 <= start < end <= len(draft.lines[line - 1]):
        raise Refused("expected words of one line")
    words, start = trimmed(draft.lines[line - 1][start:end], start)
    for row in draft.figures:
        if _covered(draft, row, line, start, start + len(words)):
            raise Refused(f"{row['figure']} has “{row['printed']}” already; merge or split it instead")
    quantity, ruled = selected(draft, line, start, start + len(words))
    figure = _drafted(draft, quantity)
    # A number that was classed as no figure is one of its own no more.
    kept = [row for row in draft.numbers if not _covered(draft, row, line, start, start + len(words))]
    return draft._replace(figures=[*draft.figures, figure], numbers=[*kept, *ruled]), figure["figure"]


def _drafted(draft: Draft, quantity: Quantity) -> Row:
    note = note_lines(draft.lines, read_text(draft.lines)).get(quantity.line, "")
    spoken = languages.language("\n".join(draft.lines[:2000]))
    return drafted_row(next_id(draft), quantity, draft.lines[quantity.line - 1], draft.dated, note, spoken)


def _covered(draft: Draft, row: Row, line: int, start: int, end: int) -> bool:
    if int(row["line"]) != line:
        return False
    _, begin = place_of(draft, row)
    return begin < end and start < begin + len(row["printed"])


EDITS: dict[str, Callable[[Draft, Mapping[str, object]], tuple[Draft, str]]] = {
    "accept": _accept,
    "set": _set,
    "split": _split,
    "merge": _merge,
    "class": _class,
    "table": _table,
    "loose": _loose,
    "figure": _figure_again,
    "add": _add,
}


def _figure(draft: Draft, wanted: Mapping[str, object]) -> Row:
    name = str(wanted.get("figure"))
    row = next((entry for entry in draft.figures if entry["figure"] == name), None)
    if row is None:
        raise Conflict(name, None)
    return row


def _replaced(draft: Draft, row: Row, new: Row) -> Draft:
    return draft._replace(figures=[new if entry is row else entry for entry in draft.figures])
