"""The audit: every numeral of a text is in a figure or has a class, and every row stands in the text."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cited import project
from cited.intake import files, texts
from cited.intake.auditing import changed_texts
from cited.intake.auditing.audit_reading import trusted
from cited.intake.classing.classes import CLASSES
from cited.intake.reading.grammar import Reading
from cited.intake.reading.spans import around, cut
from cited.ledger.store import tables
from cited.ledger.store.faults import Fault as TableFault

# A row of data/numbers with this class says that a rule is wrong and the number does belong to a figure.
FIGURE = "figure"
KINDS = ("unaccounted", "not found", "needless")
UNCLASSED = (
    "no row of data/figures has it as a figure, none of data/numbers a class for it, and data/works.csv no note with "
    "this marker; add a row where it belongs"
)


class Fault(NamedTuple):
    """What the audit objects to: its kind (of `KINDS`) and a sentence that names the place."""

    kind: str
    words: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"


class Result(NamedTuple):
    """A document's audit: how many numerals were found, how many rows are figures, numerals per class, faults.

    `counts` has the numerals within figures under `figure` and one entry for each of the classes.
    """

    source: str
    found: int
    figures: int
    counts: dict[str, int]
    faults: list[Fault]
    draft: bool = False


class Row(NamedTuple):
    """A row of data/figures or data/numbers, where it stands in its line, and how messages name it."""

    name: str
    line: int
    start: int
    end: int
    given: str
    printed: str


def audit_text(
    source: str,
    lines: list[str],
    figures: list[dict[str, str]],
    numbers: list[dict[str, str]],
    draft: bool = False,
    notes: Collection[str] | None = None,
) -> Result:
    """Return the audit of one text against its rows of data/figures and data/numbers, every cell text.

    `notes` are the markers that data/works.csv has for the document: one that neither it nor a note of the text has
    is unaccounted for, and so is what `strict` doubts or adds; None takes the rules' classes as they are. Raises
    `project.InputError` where a row's line or occurrence is not a number, or its class is unknown.
    """
    readings = trusted(tuple(lines), None if notes is None else frozenset(notes))
    faults: list[Fault] = []
    rows = [*_rows("figures", source, figures, lines, faults), *_rows("numbers", source, numbers, lines, faults)]
    by_line: dict[int, list[Row]] = {}
    for row in rows:
        by_line.setdefault(row.line, []).append(row)
    counts = Counter({FIGURE: 0} | dict.fromkeys(CLASSES, 0))
    for number, reading in enumerate(readings, start=1):
        line = lines[number - 1]
        _account(source, number, line, reading, by_line.get(number, []), counts, faults)
    return Result(source, sum(len(reading.numerals) for reading in readings), len(figures), dict(counts), faults, draft)


def noted(source: str) -> frozenset[str] | None:
    """Return the note markers that data/works.csv has for a document, None where the package has no such table."""
    if not tables.has("works"):
        return None
    return frozenset(row["note"] for row in tables.rows("works") if row["source"] == source)


class Audit(NamedTuple):
    """The audit of all documents: results, a sentence for each document without its text, and texts of no document.

    `changed` has a fault for each of these texts that is another edition of a document than its rows refer to.
    """

    results: list[Result]
    missing: list[str]
    unknown: list[str]
    changed: Sequence[TableFault] = ()

    @property
    def coverage(self) -> str:
        """How many of the confirmed documents were audited, and which text is of no document, in a sentence."""
        audited = sum(not result.draft for result in self.results)
        sentence = f"{audited} of {len(tables.rows('sources'))} documents audited"
        if not self.results and not self.unknown:
            sentence += ": no text is here; put the texts into data/texts/ or name their folder: CITED_TEXTS"
        if self.unknown:
            sentence += f"; no document of data/sources.csv has the checksum of {', '.join(self.unknown)}"
        return sentence + "."


def audit() -> Audit:
    """Return the audit of every document whose text is there."""
    there = texts.by_checksum()
    results, missing, absent = [], [], []
    known = files.sources()
    for row in known:
        path = there.pop(row["sha256"], None)
        source = row["source"]
        if path is None:
            absent.append(row)
            missing.append(f"{source}: no file has its checksum, {row['sha256'][:12]}…; not audited")
            continue
        figures, numbers = files.rows("figures", source), files.rows("numbers", source)
        lines, draft = texts.lines(path), bool(row.get("draft"))
        results.append(audit_text(source, lines, figures, numbers, draft, noted(source)))
    return Audit(results, missing, sorted(map(str, there.values())), changed_texts.faults(absent, there))


def _account(
    source: str,
    number: int,
    line: str,
    reading: Reading,
    rows: list[Row],
    counts: Counter[str],
    faults: list[Fault],
) -> None:
    """Account for the numerals of one line, and say which of its rows are cut, silent or needless."""
    own: Counter[Row] = Counter()
    touching = _touching(rows, reading)
    for numeral, ruled, near in zip(reading.numerals, reading.classes, touching, strict=True):
        holders = [row for row in near if row.start <= numeral.start and numeral.end <= row.end]
        words = f"line {number}: “{line[numeral.start : numeral.end]}” in “{around(line, numeral.start, numeral.end)}”"
        for row in near:
            if row not in holders:
                faults.append(Fault("not found", f"{row.name}: “{row.printed}” cuts a number, {words}"))
        figures = [row for row in holders if not row.given]
        given = [row for row in holders if row.given]
        if len(figures) > 1 or len(given) > 1:
            continue
        name = given[0].given if given else ruled
        if given and name != ruled:
            own[given[0]] += 1
        if figures:
            if given and name != FIGURE:
                faults.append(Fault("needless", f"{given[0].name}: {figures[0].name} has the number too, {words}"))
            own[figures[0]] += name in ("", FIGURE)
            counts[FIGURE] += 1
        elif name in CLASSES:
            counts[name] += 1
        else:
            reason = f"{given[0].name} says it is a figure and no figure has it" if given else UNCLASSED
            faults.append(Fault("unaccounted", f"{source}, {words}: {reason}"))
    for row in rows:
        if row.given not in ("", FIGURE) and (sign := amount(row.start, row.end, row.given, reading)):
            faults.append(
                Fault("needless", f"{row.name}: “{row.printed}” is a figure and no {row.given}: it has {sign}")
            )
        if not own[row]:
            faults.append(Fault("needless", _needless(row, rows, reading)))


def amount(start: int, end: int, given: str, reading: Reading) -> str:
    """Return what makes a number that is classed as none an amount, empty for nothing: names and references may have
    units."""
    for one in reading.quantities:
        if one.start < end and start < one.end and "unit" not in one.guessed:
            if given not in ("label", "reference") and (one.unit.isupper() or one.unit == "percent"):
                return f"the unit {one.unit}"
            if given not in ("idiom", "reference") and one.hedge:
                return f"the hedge {one.hedge}"
    return ""


def _touching(rows: list[Row], reading: Reading) -> Iterator[list[Row]]:
    """For each numeral the rows that it stands in, wholly or partly."""
    waiting, active = sorted(rows, key=lambda row: row.start, reverse=True), []
    for numeral in reading.numerals:
        while waiting and waiting[-1].start < numeral.end:
            active.append(waiting.pop())
        active = [row for row in active if row.end > numeral.start]
        yield active


def _needless(row: Row, rows: list[Row], reading: Reading) -> str:
    inside = [
        (numeral, name)
        for numeral, name in zip(reading.numerals, reading.classes, strict=True)
        if row.start <= numeral.start and numeral.end <= row.end
    ]
    what = f"{row.name}: line {row.line}: “{row.printed}”"
    others = [other.name for other in rows if other != row and other.start < row.end and row.start < other.end]
    if not inside:
        return f"{what} has no number that the grammar knows"
    if others:
        return f"{what} has no number of its own; {others[0]} has it"
    if row.given:
        return f"{what}: a rule says {inside[0][1]} as well; the row is not needed"
    return f"{what}: a rule calls its numbers {inside[0][1]}; a row of class `{FIGURE}` in data/numbers overrides it"


def _rows(table: str, source: str, rows: list[dict[str, str]], lines: list[str], faults: list[Fault]) -> list[Row]:
    """Where the rows of a table stand in the text; faults for those that do not."""
    placed, places = list[Row](), texts.Places(lines)
    for index, row in enumerate(rows, start=2):
        name = f"data/{table}/{source}.csv, row {index}" + (f", {row['figure']}" if table == "figures" else "")
        number, occurrence = files.whole(name, row, "line"), files.whole(name, row, "occurrence")
        given = row["class"] if table == "numbers" else ""
        if table == "numbers" and given not in (*CLASSES, FIGURE):
            expected = ", ".join((*CLASSES, FIGURE))
            raise project.InputError(f"{name}, column `class`: “{given}”; expected one of {expected}")
        printed = row["printed"]
        start = places.start(number, printed, occurrence)
        if start < 0:
            faults.append(
                Fault("not found", f"{name}: line {number}: “{printed}” ({occurrence}): {_where(printed, lines)}")
            )
        elif reason := cut(lines[number - 1], start, start + len(printed)):
            faults.append(Fault("not found", f"{name}: line {number}: “{printed}” {reason}"))
        else:
            placed.append(Row(name, number, start, start + len(printed), given, printed))
    return placed


def _where(printed: str, lines: list[str]) -> str:
    places = [str(number) for number, line in enumerate(lines, start=1) if printed and printed in line]
    return f"not in this line; it stands in line {', '.join(places[:3])}" if places else "not found in the text"
