"""Drafts: a new document's rows, found by the grammar, until a person confirms them."""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cited import project
from cited.intake import audit, documents, files, guess, texts
from cited.intake.grammar import Quantity, read
from cited.ledger import tables

# The cell of a drafted row in the column of this name; confirming empties it.
DRAFT = "draft"
SOURCE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# Cells that only a person can fill, and that no figure can do without.
NEEDED = ("measure", "theme", "actor", "unit", "basis")
UNKNOWN = "unknown"


class Drafted(NamedTuple):
    """What a draft came to: the document's id, where its text is kept, rows kept from before, rows new."""

    source: str
    text: Path
    kept: int
    new: int
    remark: str


def draft(path: Path, source: str = "") -> Drafted:
    """Read a document, keep its text in data/texts/, and write its rows as drafts; return what that came to.

    Rows of an earlier draft stay exactly as they are; only numbers that no row and no rule accounts for are
    added. Raises `project.InputError` where the file cannot be read, the id is none, the document is
    confirmed already, or an earlier draft belongs to another text. Nothing is written in that case.
    """
    read_ = documents.document(path)
    source = source or _slug(path.stem)
    if not SOURCE.fullmatch(source):
        raise project.InputError(
            f"SOURCE: “{source}”; expected an id such as ministry-2024: small letters, digits, hyphens"
        )
    lines = texts.split(read_.text)
    row, known = _source_row(source, read_, lines), files.sources()
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
    figures, numbers = files.rows("figures", source), files.rows("numbers", source)
    new = _candidates(source, lines, figures, numbers, row["date"])
    places = texts.Places(lines)
    ordered = sorted([*figures, *new], key=lambda figure: _order(figure, places))
    text = project.root() / project.TEXTS / f"{source}.txt"
    files.write(text, read_.text)
    if not files.path("numbers", source).is_file():
        files.write(files.path("numbers", source), files.table(files.NUMBERS, []))
    files.write(files.path("figures", source), files.table([*columns("figures"), DRAFT], ordered))
    if not earlier:
        _write_sources([*known, row])
    return Drafted(source, text, len(figures), len(new), read_.remark)


def confirm(source: str) -> int:
    """Make a draft part of the ledger: its rows lose the mark and are published from now on. Return how many they are.

    Raises `project.InputError`, and changes nothing, where the id has no draft, a cell that only a person can
    fill is empty, the audit objects, or the ledger would break a rule.
    """
    known = files.sources()
    row = next((entry for entry in known if entry["source"] == source), None)
    if row is None or not row.get(DRAFT):
        drafts = ", ".join(entry["source"] for entry in known if entry.get(DRAFT)) or "none"
        raise project.InputError(f"SOURCE: “{source}”; expected the id of a draft: {drafts}")
    figures = files.rows("figures", source)
    faults = [
        f"data/figures/{source}.csv, row {number}, column `{column}`: nothing; expected a value before it is confirmed"
        for number, figure in enumerate(figures, start=2)
        for column in NEEDED
        if not figure[column]
    ]
    path = texts.found().get(row["sha256"])
    if path is None:
        faults.append(f"{source}: no file in {project.TEXTS} has its checksum; expected the text, to audit the rows")
    else:
        result = audit.audit_text(source, texts.lines(path), figures, files.rows("numbers", source))
        faults += [fault.words for fault in result.faults]
    if faults:
        raise project.InputError(*faults)
    _publish(source, figures, known)
    return len(figures)


def columns(table: str) -> list[str]:
    """Return the columns of a table in the order of data/datapackage.json, without the mark of drafts."""
    resource = next(entry for entry in tables.package()["resources"] if entry["name"] == table)
    return [field["name"] for field in resource["schema"]["fields"] if field["name"] != DRAFT]


def _publish(source: str, figures: list[dict], known: list[dict]) -> None:
    """Write what confirming changes; put everything back where the ledger then breaks a rule."""
    from cited.ledger import check

    package = tables.package()
    for resource in package["resources"]:
        if resource["name"] in ("figures", "numbers"):
            resource["path"] = [*resource["path"], f"{resource['name']}/{source}.csv"]
    paths = [project.root() / "data" / "sources.csv", project.root() / project.MARK, files.path("figures", source)]
    before = [path.read_text(encoding="utf-8") for path in paths]
    rows = [{**entry, DRAFT: ""} if entry["source"] == source else entry for entry in known]
    _write_sources(rows)
    files.write(paths[1], json.dumps(package, ensure_ascii=False, indent=2) + "\n")
    files.write(paths[2], files.table(columns("figures"), figures))
    if faults := check.faults():
        for path, text in zip(paths, before, strict=True):
            files.write(path, text)
        raise project.InputError(*map(str, faults))


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
    for reading in read(lines):
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
    now = datetime.datetime.now(tz=datetime.UTC).year
    years = Counter(int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", read_.text) if int(year) <= now)
    # The likeliest year of a document is the last that it names often; a person puts it right.
    often = [year for year, count in years.items() if count >= max(years.values()) / 3]
    return {
        "source": source,
        "label": source.replace("-", " ").title(),
        "author": UNKNOWN,
        "title": read_.title or UNKNOWN,
        "publisher": UNKNOWN,
        "date": f"{max(often)}~" if often else "20XX",
        "kind": UNKNOWN,
        "language": guess.language(read_.text),
        "licence": UNKNOWN,
        "sha256": texts.checksum(read_.text.encode("utf-8")),
        "lines": str(len(lines) - (not lines[-1])),
        "remark": read_.remark,
        DRAFT: DRAFT,
    }


def _write_sources(rows: Iterable[dict[str, str]]) -> None:
    files.write(project.root() / "data" / "sources.csv", files.table([*columns("sources"), DRAFT], list(rows)))


def _order(row: dict[str, str], places: texts.Places) -> tuple[int, int]:
    return int(row["line"]), places.start(int(row["line"]), row["printed"], int(row["occurrence"]))


def _decimal(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _slug(stem: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return slug if not slug[:1].isdecimal() else f"d-{slug}"
