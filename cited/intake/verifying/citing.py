"""Whether the rows of sources and works stand in the texts: titles, authors, dates, notes and their lines."""

import re
from collections.abc import Iterator, Mapping, Sequence

from cited.intake import files, texts
from cited.intake.reading import front
from cited.intake.reading.guess import note_lines
from cited.intake.verifying import note_text
from cited.intake.verifying.printed_dates import printed
from cited.ledger.store import periods, speakers, tables
from cited.ledger.store.faults import Fault
from cited.ledger.store.periods import Period

Row = Mapping[str, str]
# What a note prints of the work that it cites; names of authors are compared one by one.
COPIED = ("title", "publisher", "translation")
# The same work again: what a note prints in place of a title.
IBID = "ibid"
NO_WORK = "cites no work"
# A date that is inferred or guessed is not printed.
_INFERRED = ("~", "?", "%")
# A note goes on for so many lines at most.
_LINES = 4
_UNKNOWN = "unknown"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def faults(only: str = "") -> list[Fault]:
    """Return what the texts that are there do not bear out in sources.csv, works.csv and the remarks on figures.

    `only` names one document: what is wrong with its rows, also where it is a draft.
    """
    there = texts.by_checksum()
    # A draft, which the ledger does not have yet, is for a person to read first.
    sources = [row for row in files.sources() if (row["source"] == only if only else not row.get("draft"))]
    lines = {row["source"]: texts.lines(there[row["sha256"]]) for row in sources if row["sha256"] in there}
    found: list[Fault] = []
    for number, row in enumerate(files.sources(), start=2):
        if row["source"] in lines:
            wrong = [*source_faults(row, lines[row["source"]])]
            found += [Fault("data/sources.csv", number, column, row[column], why) for column, why in wrong]
    found += [*_stated(only), *_lacking(lines, only), *_speakers(lines)]
    seen: dict[str, Row] = {}
    for number, work in _works(only):
        wrong = [*id_faults(work), *repeat_faults(work, seen), *work_faults(work, lines.get(work["source"], ()))]
        found += [Fault("data/works.csv", number, column, work[column], why) for column, why in wrong]
        seen[work["work"]] = work
    return found


def _works(only: str) -> Iterator[tuple[int, Row]]:
    """The works that notes cite, of one document or of all, each with the number of its row."""
    for number, row in enumerate(tables.rows("works") if tables.has("works") else (), start=2):
        if only in ("", row["source"]):
            yield number, row


def _lacking(lines: Mapping[str, Sequence[str]], only: str = "") -> Iterator[Fault]:
    """Notes of the texts that are there for which no work has a row, and works without the first of their note."""
    by_note: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for number, row in _works(only):
        by_note.setdefault((row["source"], row["note"]), []).append((number, row["work"]))
    for (source, note), works in by_note.items():
        letters = "".join(work.removeprefix(f"{source}-note-{note}") for _, work in works)
        if letters != "abcdefghijklmnopqrstuvwxyz"[: len(letters)] or (len(works) > 1 and len(letters) < len(works)):
            number, work = works[0]
            expected = (
                f"expected the works of note {note} with the letters a, b … after it, none left out, or one without"
            )
            yield Fault("data/works.csv", number, "work", work, expected)
    listed = {source for source, _ in by_note}
    for source in (source for source in lines if source in listed):
        for line, note in sorted(note_lines(lines[source]).items()):
            if (source, note) not in by_note:
                expected = (
                    f"expected a row of data/works.csv for note {note} of {source}, with which line {line} of the text "
                    "begins; also where the note cites no work"
                )
                yield Fault("data/works.csv", 1, "note", None, expected)


def _stated(only: str) -> Iterator[Fault]:
    """Figures said on another day than the work in whose title they stand, or on that of a work not theirs."""
    works: dict[str, list[Row]] = {}
    for _, row in _works(only):
        if row["line"] and row["date"]:
            works.setdefault(row["source"], []).append(row)
    # Of a large ledger only what can be at fault is read.
    paths = [files.path("figures", only)] if only else tables.files("figures")
    for path in (path for path in paths if path.stem in works):
        for number, row in enumerate(tables.read(path), start=2):
            for expected in stated_faults(row, works[path.stem]):
                yield Fault(f"data/figures/{path.name}", number, "stated", row["stated"], expected)


def stated_faults(row: Row, works: Sequence[Row]) -> Iterator[str]:
    """Give what was expected in `stated` of a figure, by the dated works of its document."""
    here = [work for work in works if work["line"] == row["line"]]
    own, stated = {work["date"] for work in here}, row.get("stated")
    titled = {work["date"] for work in here if any(row["printed"] in work[part] for part in ("title", "translation"))}
    if (own and stated and stated not in own) or (titled and not stated):
        yield f"expected {' or '.join(sorted(titled or own))}, the date of the work in line {row['line']}"
    elif stated and not own:
        others = [work["note"] for work in works if work["date"] == stated]
        if others and not {*others} & {*row["notes"].split()}:
            yield f"expected nothing, or the date of a work of the figure’s notes; it is that of note {others[0]}"


def _speakers(lines: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Figures whose remark says that they are the words of somebody whom the text does not name."""
    for source, text in lines.items():
        path = files.path("figures", source)
        # A large ledger is read row by row only where a remark names somebody.
        if path.exists() and "Words of " in path.read_text(encoding="utf-8"):
            for number, row in enumerate(tables.read(path), start=2):
                for expected in speaker_faults(row, text):
                    yield Fault(f"data/figures/{path.name}", number, "remark", row["remark"], expected)


def speaker_faults(row: Row, lines: Sequence[str]) -> Iterator[str]:
    """Give what was expected of whom a figure's remark names as having said it, by the lines of its text."""
    named = _words(speakers.speaker(row["remark"]))
    if named and (lost := {*named}.difference(_words("\n".join(lines)))):
        yield f"expected a name that the text prints; it has no “{next(word for word in named if word in lost)}”"


def id_faults(row: Row) -> Iterator[tuple[str, str]]:
    """Give what was expected of a work’s date that is none, and of its id where document and note do not make it."""
    try:
        Period.parse(row["date"] or "2000")
    except ValueError as error:
        yield "date", f"expected a date: {error}"
    if re.fullmatch(r"0\d+", row["note"]):
        yield "note", f"expected the marker as the document prints it, {row['note'].lstrip('0') or '1'}"
    if row.get("remark", "").lower().startswith(NO_WORK) and any(row[column] for column in (*COPIED, "author", "date")):
        yield "remark", f"expected none that says “{NO_WORK}”: the row has one"
    made = f"{row['source']}-note-{row['note']}"
    if row["work"].rstrip("abcdefghijklmnopqrstuvwxyz") != made.rstrip("abcdefghijklmnopqrstuvwxyz"):
        yield "work", f"expected {made}, or a letter after it where the note cites several"


def source_faults(row: Row, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the column and what was expected there, for each cell of a document's row that its text contradicts."""
    whole = "\n".join(lines)
    if row["title"] not in ("", _UNKNOWN) and not _says(whole, row["title"]):
        yield "title", "expected what the text prints, or unknown"
    known = set(_words(whole))
    for column in ("author", "publisher"):
        # A name may be written out: whose are its words is for a person to say.
        lost = [word for word in _words(row[column]) if len(word) > 2 and word not in known]
        if lost and row[column] != _UNKNOWN:
            yield column, f"expected what the text prints, or unknown; it has no “{lost[0]}”"
    if (address := row.get("address", "")) and address.partition("://")[2].rstrip("/") not in whole:
        yield "address", "expected an address that the text prints, or nothing"
    if row["lines"] != str(texts.number_of(lines)):
        yield "lines", f"expected {texts.number_of(lines)}, the lines of the text"
    said = front.date(lines)
    coarser = len(said) > len(row["date"].rstrip("~?%"))
    if said and (coarser or not Period.parse(row["date"]).touches(Period.parse(said))):
        yield "date", f"expected {said}, which the front of the text prints"
    elif row["date"].endswith("~") and periods.year(row["date"]) not in whole:
        yield "date", f"expected a year that the text prints; of {periods.year(row['date'])} nothing can be inferred"
    elif not said and row["date"][-1:] not in _INFERRED and not printed(row["date"], whole):
        yield "date", "expected a date that the text prints; or `~` after one that is inferred"


def work_faults(row: Row, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the column and what was expected there, for each cell of a work that its note does not print.

    `lines` are those of the document's text, none where it is not there; a note that is missing has no line.
    """
    stands = next((line for line, note in note_lines(lines).items() if note == row["note"]), 0) if lines else 0
    if stands and not row["line"]:
        yield "line", f"expected {stands}, with which note {row['note']} begins"
    elif lines and not row["line"] and not _marked(row["note"], lines):
        yield "note", f"expected a marker that the text has, or the line of the note; the text has no {row['note']}"
    if not (lines and row["line"]):
        return
    place = int(row["line"])
    entry = lines[place - 1] if place <= len(lines) else ""
    if not re.match(rf"\W*{re.escape(row['note'])}(?!\d)", entry):
        where = next((str(at) for at, line in enumerate(lines, 1) if re.match(rf"\W*{row['note']}\W", line)), "")
        yield "line", f"expected the line that begins with the note’s marker, {row['note']}{where and f': {where}?'}"
        return
    note = " ".join(_entry(lines, place))
    if not any(row[column] for column in (*COPIED, "author", "date")) and (cited := note_text.cites(note)):
        yield "title", f"expected the work that note {row['note']} prints in line {place}: {cited}"
    elif not row["title"] and not row["remark"]:
        yield "title", "expected the title, or a remark that says that the note prints none"
    for column in COPIED:
        if row[column] and not note_text.prints(note, row[column]):
            yield column, f"expected what note {row['note']} prints in line {place}"
    for name in re.split(r",\s|\sand\s|\s&\s", row["author"]):
        if name and not note_text.prints(note, name):
            yield "author", f"expected what note {row['note']} prints in line {place}; it has no “{name}”"
    if expected := note_text.date(row, note):
        yield "date", f"{expected} note {row['note']} prints in line {place}"


def _marked(note: str, lines: Sequence[str]) -> bool:
    """Tell whether a text has a note's marker: `[31]`, `<sup>31</sup>`, `³¹` or `word.31`."""
    raised = note.translate(_RAISED)
    marker = re.compile(
        rf"\[{re.escape(note)}\]|<sup>[\d, ]*\b{re.escape(note)}\b|{raised}|[^\W\d][.,”\"’)]?{re.escape(note)}\b"
    )
    return any(marker.search(line) for line in lines)


def _entry(lines: Sequence[str], place: int) -> Iterator[str]:
    """The lines of a note: the first, and those after it up to the next that begins as a note does."""
    yield lines[place - 1]
    for line in lines[place : place + _LINES]:
        if re.match(r"\W*\d{1,3}\W", line):
            return
        yield line


def repeat_faults(row: Row, seen: Mapping[str, Row]) -> Iterator[tuple[str, str]]:
    """Give what was expected in `repeats`: a work cited again has title and authors of the first row, or says ibid."""
    first = seen.get(row["repeats"])
    if row["repeats"] and first is None:
        yield "repeats", "expected the id of an earlier work"
    elif first and row["title"].lower().startswith(IBID):
        before = list(seen.values())[-1]
        if row["repeats"] not in (before["work"], before["repeats"]):
            yield "repeats", f"expected {before['work']}, the work before it, as {row['title']} says"
    elif first:
        for column in ("title", "author"):
            if _words(row[column]) != _words(first[column]):
                yield "repeats", f"expected a work with the same {column}; {row['repeats']} has “{first[column]}”"
    elif not first and row["title"]:
        again = [name for name, one in seen.items() if _same(one, row)]
        if again:
            yield "repeats", f"expected {again[0]}, the same work of the same document"


def _same(one: Row, other: Row) -> bool:
    columns = ("source", "title", "author", "date")
    return not one["repeats"] and all(_words(one[column]) == _words(other[column]) for column in columns)


def _says(text: str, cell: str) -> bool:
    """Tell whether a text has the words of a cell, one after the other, whatever stands between them or their case."""
    return f" {' '.join(_words(cell))} " in f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
