"""Drafts: a new document's rows, found by the grammar, until a person confirms them."""

import copy
import json
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from cited import project, transaction
from cited.files import locked
from cited.files import read as read_bytes
from cited.intake import audit, documents, files, guess, texts
from cited.intake.grammar import Quantity, read_text
from cited.ledger import tables

# The cell of a drafted row in the column of this name; confirming empties it.
DRAFT = "draft"
SOURCE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# Cells that only a person can fill, and that no figure can do without.
NEEDED = ("measure", "theme", "actor", "unit", "basis")
UNKNOWN = "unknown"
_SOURCES, _CHECKS = "data/sources.csv", "data/checks.csv"


class Drafted(NamedTuple):
    """What a draft came to: the document's id, where its text is kept, rows kept from before, rows new."""

    source: str
    text: Path
    kept: int
    new: int
    remark: str


class Confirmed(NamedTuple):
    """What confirming came to: how many figures are confirmed, how many of them got an excuse in data/checks.csv."""

    figures: int
    excused: int


@locked("data")
def draft(path: Path, source: str = "") -> Drafted:
    """Read a document, keep its text in data/texts/, and write its rows as drafts; return what that came to.

    Rows of an earlier draft stay exactly as they are; only numbers that no row and no rule accounts for are
    added. Raises `project.InputError` where the file cannot be read, the id is none, the document is
    confirmed already, or an earlier draft belongs to another text. Nothing is written in that case.
    """
    read_ = documents.document(path)
    source = source or slug(path.stem)
    if not SOURCE.fullmatch(source):
        raise project.InputError(
            f"SOURCE: “{source}”; expected an id such as ministry-2024: small letters, digits, hyphens"
        )
    lines = texts.split(read_.text)
    listed = files.load(project.root() / _SOURCES, files.SOURCES)
    row, known = _source_row(source, read_, lines), listed.rows
    earlier = next((entry for entry in known if entry["source"] == source), None)
    same = next((entry for entry in known if entry["sha256"] == row["sha256"] and entry["source"] != source), None)
    if same:
        raise project.InputError(f"{path}: the text is that of {same['source']} already; expected a new document")
    if earlier and not earlier.get(DRAFT):
        raise project.InputError(
            f"{source} is confirmed already; edit data/figures/{source}.csv, or choose another SOURCE"
        )
    if earlier and earlier["sha256"] != row["sha256"]:
        raise project.InputError(
            f"{path}: another text than the one that {source} was drafted from; choose another SOURCE, or delete "
            f"data/figures/{source}.csv, data/numbers/{source}.csv and its row of data/sources.csv"
        )
    figures = files.load(files.path("figures", source), files.FIGURES)
    numbers = files.load(files.path("numbers", source), files.NUMBERS)
    new = _candidates(source, lines, figures.rows, numbers.rows, row["date"])
    places = texts.Places(lines)
    ordered = sorted([*figures.rows, *new], key=lambda figure: _order(figure, places))
    text = project.root() / project.TEXTS / f"{source}.txt"
    after = {text: read_.text, figures.path: figures.text(ordered, [*columns("figures"), DRAFT])}
    if not numbers.content:
        after[numbers.path] = numbers.text([], files.NUMBERS)
    if not earlier:
        after[listed.path] = listed.text([*known, row], [*columns("sources"), DRAFT])
    transaction.write(after, _seen(listed, figures, numbers))
    return Drafted(source, text, len(figures.rows), len(new), read_.remark)


@locked("data")
def confirm(source: str) -> Confirmed:
    """Make a draft part of the ledger: its rows lose the mark and are published from now on. Return how many they are.

    A figure that nobody has tied to a statistic or excused gets an excuse in data/checks.csv, whose remark says so.
    Raises `project.InputError`, and changes nothing, where the id has no draft, a cell that only a person can
    fill is empty, a note has no row in data/works.csv, the audit objects, or the ledger would break a rule.
    """
    listed = files.load(project.root() / _SOURCES, files.SOURCES)
    known = listed.rows
    row = next((entry for entry in known if entry["source"] == source), None)
    if row is None or not row.get(DRAFT):
        drafts = ", ".join(entry["source"] for entry in known if entry.get(DRAFT)) or "none"
        raise project.InputError(f"SOURCE: “{source}”; expected the id of a draft: {drafts}")
    drafted = files.load(files.path("figures", source), files.FIGURES)
    figures = drafted.rows
    faults = _own_columns(drafted) + [
        f"data/figures/{source}.csv, row {number}, column `{column}`: nothing; expected a value before it is confirmed"
        for number, figure in enumerate(figures, start=2)
        for column in NEEDED
        if not figure.get(column)
    ]
    faults += _notes(source, figures)
    path = texts.found().get(row["sha256"])
    if path is None:
        faults.append(f"{source}: no file in {project.TEXTS} has its checksum; expected the text, to audit the rows")
    else:
        numbers = files.rows("numbers", source)
        result = audit.audit_text(source, texts.lines(path), figures, numbers, notes=audit.noted(source))
        faults += [fault.words for fault in result.faults]
    if faults:
        raise project.InputError(*faults)
    excuses = _excuses(figures)
    _publish(source, drafted, listed, excuses)
    return Confirmed(len(figures), len(excuses))


def columns(table: str) -> list[str]:
    """Return the columns of a table in the order of data/datapackage.json, without the mark of drafts."""
    resource = next(entry for entry in tables.package()["resources"] if entry["name"] == table)
    return [field["name"] for field in resource["schema"]["fields"] if field["name"] != DRAFT]


def _has(table: str) -> bool:
    return table in {resource["name"] for resource in tables.package()["resources"]}


def _notes(source: str, figures: list[dict]) -> list[str]:
    """A fault for each note that a figure names and data/works.csv does not have."""
    known = {row["note"] for row in tables.rows("works") if row["source"] == source} if _has("works") else set()
    named = dict.fromkeys(note for figure in figures for note in (figure.get("notes") or "").split())
    return [
        f"data/works.csv: no row for note {note} of {source}; expected one, also where the note cites no work"
        for note in named
        if _has("works") and note not in known
    ]


def _excuses(figures: list[dict]) -> list[dict[str, str]]:
    """A row of data/checks.csv for each figure that has none: why no statistic checks it, as far as is known."""
    tied = {row["figure"] for row in tables.rows("checks")} if _has("checks") else {row["figure"] for row in figures}
    found = []
    for figure in figures:
        if figure["figure"] not in tied:
            announced = figure["basis"] == "announced"
            reason = ("announcement", "") if announced else ("no statistic held", "Nobody has looked for one yet.")
            row = {"check": f"{figure['figure']}-a", "figure": figure["figure"]}
            found.append(row | dict(zip(("reason", "remark"), reason, strict=True)))
    return found


def _own_columns(drafted: files.Table) -> list[str]:
    """A fault for each column of the analyst's own, which a published table has no place for: nothing drops it."""
    return [
        f"data/figures/{drafted.path.name}, row 1: “{column}”, a column of your own; expected it described in "
        f"{project.MARK} and in every table of figures, or removed, before the draft is confirmed"
        for column in drafted.columns
        if column not in (*columns("figures"), DRAFT)
    ]


def _publish(source: str, drafted: files.Table, listed: files.Table, excuses: list[dict]) -> None:
    """Write what confirming changes, all or nothing; raises InputError where the ledger would then break a rule."""
    from cited.ledger import check

    root, package = project.root(), copy.deepcopy(tables.package())
    for resource in package["resources"]:
        if resource["name"] in ("figures", "numbers"):
            resource["path"] = [*resource["path"], f"{resource['name']}/{source}.csv"]
    described = files.Table(root / project.MARK, read_bytes(root / project.MARK), [], [])
    figures = [{column: cell for column, cell in row.items() if column != DRAFT} for row in drafted.rows]
    rows = [{**entry, DRAFT: ""} if entry["source"] == source else entry for entry in listed.rows]
    after = {
        listed.path: listed.text(rows),
        described.path: json.dumps(package, ensure_ascii=False, indent=2) + "\n",
        drafted.path: files.table(columns("figures"), figures),
    }
    checks = files.load(root / _CHECKS)
    if excuses:
        after[checks.path] = checks.text([*checks.rows, *excuses], columns("checks"))
    if faults := check.faults_with(after):
        raise project.InputError(*faults)
    transaction.write(after, _seen(listed, described, drafted, checks))


def _seen(*read_: files.Table) -> dict[Path, bytes]:
    return {table.path: table.content for table in read_}


def _candidates(
    source: str, lines: list[str], figures: list[dict], numbers: list[dict], date: str
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
    found = []
    for reading in read_text(lines):
        for quantity in reading.quantities:
            if not any(taken[quantity.line - 1][quantity.start : quantity.end]):
                last += 1
                found.append(_row(f"{source}-{last}", quantity, lines[quantity.line - 1], date))
    return found


def _row(figure: str, quantity: Quantity, line: str, date: str) -> dict[str, str]:
    return {
        "figure": figure,
        "line": str(quantity.line),
        "printed": quantity.printed,
        "occurrence": str(quantity.occurrence),
        "measure": guess.measure(line, quantity),
        "theme": guess.theme(line, quantity),
        "low": _decimal(quantity.low),
        "high": _decimal(quantity.high),
        "hedge": quantity.hedge,
        "unit": quantity.unit,
        "period": quantity.period,
        "basis": guess.basis(line, quantity, date),
        "notes": guess.notes(line, quantity),
        "status": "plain",
        DRAFT: DRAFT,
    }


def _source_row(source: str, read_: documents.Document, lines: list[str]) -> dict[str, str]:
    return {
        "source": source,
        "label": source.replace("-", " ").title(),
        "author": UNKNOWN,
        "title": read_.title or UNKNOWN,
        "publisher": UNKNOWN,
        "date": guess.date(lines),
        "kind": UNKNOWN,
        "language": guess.language(read_.text),
        "licence": UNKNOWN,
        "sha256": texts.checksum(read_.text.encode("utf-8")),
        "lines": str(len(lines) - (not lines[-1])),
        "remark": read_.remark,
        DRAFT: DRAFT,
    }


def _order(row: dict[str, str], places: texts.Places) -> tuple[int, int]:
    return int(row["line"]), places.start(int(row["line"]), row["printed"], int(row["occurrence"]))


def _decimal(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def slug(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return slug if not slug[:1].isdecimal() else f"d-{slug}"
