"""Drafts: a new document's rows, found by the grammar, until a person confirms them."""

import itertools
from pathlib import Path
from typing import NamedTuple

from cited import project, transaction
from cited.files import locked
from cited.intake import files, parallel, texts
from cited.intake.consistency.repeats import converted
from cited.intake.drafting import measuring
from cited.intake.formats import documents
from cited.intake.language import languages
from cited.intake.numbers.damaged import damaged
from cited.intake.reading import front, guess
from cited.intake.reading.grammar import Quantity, Reading, read_text
from cited.ledger.store import tables
from cited.ledger.store.codes import Status
from cited.ledger.store.data_cache import unchanging

# The cell of a drafted row in the column of this name; confirming empties it.
DRAFT = "draft"
# Columns that only a draft has: what a unit is counted per, and the cells that are inferred and not read.
DRAFTED = ("per", "guessed", DRAFT)
# Cells that only a person can fill, and that no figure can do without.
NEEDED = ("measure", "theme", "actor", "unit", "basis")
UNKNOWN = "unknown"
_SOURCES = "data/sources.csv"


class Drafted(NamedTuple):
    """What a draft came to: the document's id, where its text is kept, rows kept from before, rows new."""

    source: str
    text: Path
    kept: int
    new: int
    remark: str


@locked("data")
@unchanging()
def draft(path: Path, source: str = "") -> Drafted:
    """Read a document, keep its text in data/texts/, and write its rows as drafts; return what that came to.

    Rows of an earlier draft stay exactly as they are; only numbers that no row and no rule accounts for are
    added. Raises `project.InputError` where the file cannot be read, the id is none, the document is
    confirmed already, or an earlier draft belongs to another text. Nothing is written in that case.
    """
    read_ = documents.document(path)
    source = source or source_id(path.stem)
    if not project.NAME.fullmatch(source):
        raise project.InputError(
            f"SOURCE: “{source}”; expected an id such as ministry-2024: lower-case letters, digits, hyphens"
        )
    lines = texts.split(read_.text)
    listed = files.load(project.root() / _SOURCES, files.SOURCES)
    row, known = _source_row(source, read_, lines), listed.rows
    earlier = next((entry for entry in known if entry["source"] == source), None)
    same = next((entry for entry in known if entry["sha256"] == row["sha256"] and entry["source"] != source), None)
    if same:
        name = same["source"]
        how = f"go on with SOURCE={name}"
        if same.get(DRAFT):
            how += f", or delete that draft: {_files(name)}"
        raise project.InputError(f"{path}: the text is that of {name} already; expected a new document: {how}")
    if earlier and not earlier.get(DRAFT):
        raise project.InputError(
            f"{source} is confirmed already; edit data/figures/{source}.csv, or choose another SOURCE"
        )
    if earlier and earlier["sha256"] != row["sha256"]:
        raise project.InputError(
            f"{path}: another text than the one that {source} was drafted from; choose another SOURCE, or delete "
            f"that draft: {_files(source)}"
        )
    figures = files.load(files.path("figures", source), files.FIGURES)
    numbers = files.load(files.path("numbers", source), files.NUMBERS)
    new = candidates(source, lines, figures.rows, numbers.rows, row["date"])
    places = texts.Places(lines)
    ordered = sorted([*figures.rows, *new], key=lambda figure: _order(figure, places))
    text = project.root() / project.TEXTS / f"{source}.txt"
    after = {text: read_.text, figures.path: figures.text(ordered, [*columns("figures"), *DRAFTED])}
    if not numbers.content:
        after[numbers.path] = numbers.text([], files.NUMBERS)
    if not earlier:
        after[listed.path] = listed.text([*known, row], [*columns("sources"), DRAFT])
    transaction.write(after, seen(listed, figures, numbers))
    return Drafted(source, text, len(figures.rows), len(new), read_.remark)


def columns(table: str) -> list[str]:
    """Return the columns of a table in the order of data/datapackage.json, without the mark of drafts."""
    resource = next(entry for entry in tables.package()["resources"] if entry["name"] == table)
    return [field["name"] for field in resource["schema"]["fields"] if field["name"] != DRAFT]


def seen(*read_: files.Table) -> dict[Path, bytes]:
    """Return what was read of some tables, by their files, as `transaction.write` takes it."""
    return {table.path: table.content for table in read_}


def candidates(
    source: str, lines: list[str], figures: list[dict[str, str]], numbers: list[dict[str, str]], date: str
) -> list[dict[str, str]]:
    """A row for each quantity that neither a row nor a rule accounts for."""
    places, taken = texts.Places(lines), [bytearray(len(line)) for line in lines]
    for row in (*figures, *numbers):
        name = f"{source}, “{row['printed']}”"
        number = files.whole(name, row, "line")
        start = places.start(number, row["printed"], files.whole(name, row, "occurrence"))
        if start >= 0:
            taken[number - 1][start : start + len(row["printed"])] = b"\1" * len(row["printed"])
    last = max((int(row["figure"].rpartition("-")[2]) for row in figures if row["figure"][-1:].isdecimal()), default=0)
    readings = read_text(lines)
    notes, language = guess.note_lines(lines, readings), languages.language("\n".join(lines[:2000]))
    new = [
        _Line(line, [one for one in _whole(line, reading) if not any(taken[one.line - 1][one.start : one.end])])
        for line, reading in zip(lines, readings, strict=True)
    ]
    new = [one._replace(note=notes.get(one.quantities[0].line, "")) for one in new if one.quantities]
    each = [(one, quantity) for one in new for quantity in one.quantities]
    drafted = iter(
        parallel.in_shares(
            lambda share: [drafted_row("", quantity, one.line, date, one.note, language) for one, quantity in share],
            each,
            [parallel.FIGURE] * len(each),
        )
    )
    rows: list[dict[str, str]] = []
    for line, quantities, _ in new:
        before, end = dict[str, str](), 0
        for quantity, row in zip(quantities, itertools.islice(drafted, len(quantities)), strict=True):
            last += 1
            row["figure"] = f"{source}-{last}"
            if before and (first := converted(before, row, line[end : quantity.start])):
                row["repeats"] = first
            before, end = row, quantity.end
            rows.append(row)
    return rows


class _Line(NamedTuple):
    """A line with its quantities that are drafted, and the marker of the note that it begins, if it begins one."""

    line: str
    quantities: list[Quantity]
    note: str = ""


def _whole(line: str, reading: Reading) -> list[Quantity]:
    """The quantities of a line but for those that a damaged number cuts, which a person must read."""
    broken = list(damaged(line)) if reading.quantities else []
    return [
        one
        for one in reading.quantities
        if not any(start < one.end < end or start < one.start < end for start, end in broken)
    ]


def drafted_row(
    figure: str, quantity: Quantity, line: str, date: str, note: str = "", language: str = "en"
) -> dict[str, str]:
    """Return the row of a quantity that stands in a line, with what can be guessed of a document of that date.

    `note` is the marker of the note that the line begins, if it begins one, and `language` the document's.
    """
    return {
        "figure": figure,
        "line": str(quantity.line),
        "printed": quantity.printed,
        "occurrence": str(quantity.occurrence),
        "measure": measuring.measure(line, quantity, language),
        "theme": guess.theme(line, quantity),
        "low": _decimal(quantity.low),
        "high": _decimal(quantity.high),
        "hedge": quantity.hedge,
        "unit": quantity.unit,
        "period": quantity.period,
        "basis": guess.basis(line, quantity, date),
        "notes": note or guess.notes(line, quantity),
        "status": Status.PLAIN,
        "per": quantity.per,
        "guessed": " ".join(("measure", "theme", "basis", *quantity.guessed)),
        DRAFT: DRAFT,
    }


def _files(source: str) -> str:
    return f"data/figures/{source}.csv, data/numbers/{source}.csv and its row of {_SOURCES}"


def _source_row(source: str, read_: documents.Document, lines: list[str]) -> dict[str, str]:
    return {
        "source": source,
        "label": source.replace("-", " ").title(),
        "author": front.author(lines) or UNKNOWN,
        "title": read_.title or UNKNOWN,
        "publisher": front.publisher(lines) or UNKNOWN,
        "date": guess.date(lines),
        "kind": UNKNOWN,
        "language": languages.language(read_.text),
        "licence": UNKNOWN,
        "sha256": texts.checksum(read_.text.encode("utf-8")),
        "lines": str(texts.number_of(lines)),
        "remark": read_.remark,
        DRAFT: DRAFT,
    }


def _order(row: dict[str, str], places: texts.Places) -> tuple[int, int]:
    return int(row["line"]), places.start(int(row["line"]), row["printed"], int(row["occurrence"]))


def _decimal(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.9f}".rstrip("0").rstrip(".")


def source_id(stem: str) -> str:
    """Return the name of a text's file as the id of a document, which begins with a letter."""
    name = project.slug(stem)
    return name if not name[:1].isdecimal() else f"d-{name}"
