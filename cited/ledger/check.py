"""Every rule of the tables of `data/`: those of `datapackage.json`, by frictionless, and those no schema can say."""

import copy
import difflib
import sys
from pathlib import Path

from cited import project
from cited.ledger import tables

# What frictionless calls a kind of error, and what a person must be told was expected.
EXPECTED = {
    "missing-label": "expected a column `{field}`; the columns and their order are those of data/datapackage.json",
    "extra-label": "expected no such column; the columns and their order are those of data/datapackage.json",
    "incorrect-label": "expected the column `{field}` here; columns and their order are those of data/datapackage.json",
    "duplicate-label": "expected each column once",
    "blank-label": "expected the name of a column",
    "blank-row": "expected no empty line",
    "missing-cell": "expected a cell here; the row has too few",
    "extra-cell": "expected no cell here; the row has too many",
}


def faults() -> list[str]:
    """Return what is wrong in the tables, one sentence a fault: file, row, column, value, what was expected.

    Rows are counted as an editor shows the file's lines, the header being row 1. An empty list is a sound ledger.
    """
    try:
        resources = [
            (path, resource["schema"])
            for resource in tables.package()["resources"]
            for path in tables.files(resource["name"])
        ]
    except (ValueError, KeyError, TypeError) as error:
        return [f"{project.MARK}: {error}; expected a Frictionless Data Package (JSON)"]
    found = [fault for path, _ in resources for fault in _unreadable(path)]
    if not found:
        found = _schema_faults(resources) or _rule_faults()
    return found


def _unreadable(path: Path) -> list[str]:
    name = path.relative_to(project.root())
    try:
        content = path.read_bytes()
    except OSError as error:
        return [f"{name}: {error.strerror}; expected a CSV file, as data/datapackage.json names it"]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return [f"{name}, row {row}: byte {content[error.start]:#04x} is no UTF-8; expected the file saved as UTF-8"]
    if content.startswith(b"\xef\xbb\xbf"):
        return [f"{name}, row 1: a byte order mark; expected plain UTF-8, without one"]
    if b"\r" in content:
        row = content.count(b"\n", 0, content.index(b"\r")) + 1
        return [f"{name}, row {row}: a carriage return; expected LF line ends"]
    return []


def _schema_faults(resources: list[tuple[Path, dict]]) -> list[str]:
    # jsonschema imports this optional package for a format nobody asks for, which takes it over a second.
    sys.modules.setdefault("rfc3987_syntax", None)
    from frictionless import Package

    descriptors = [
        {
            "name": path.relative_to(project.root() / "data").with_suffix("").as_posix().replace("/", "-"),
            "path": path.relative_to(project.root() / "data").as_posix(),
            "scheme": "file",
            "format": "csv",
            "encoding": "utf-8",
            # frictionless changes the schema it is given.
            "schema": copy.deepcopy(schema),
        }
        for path, schema in resources
    ]
    package = Package.from_descriptor({"resources": descriptors}, basepath=str(project.root() / "data"))
    report = package.validate()
    found = [f"{project.MARK}: {error.message}" for error in report.errors]
    for task, (path, schema) in zip(report.tasks, resources, strict=True):
        name = path.relative_to(project.root())
        found += [_sentence(f"{name}", error, schema) for error in task.errors]
    return found


def _sentence(file: str, error, schema: dict) -> str:
    field = getattr(error, "field_name", "")
    row = getattr(error, "row_number", None) or (1 if error.type.endswith("-label") else None)
    value = getattr(error, "cell", getattr(error, "label", ""))
    if error.type == "primary-key":
        field, value = schema["primaryKey"][0], error.cells[0]
    if error.type == "foreign-key":
        field, value = error.field_names[0], error.field_cells[0]
    place = ", ".join(part for part in (file, row and f"row {row}", field and f"column `{field}`") if part)
    return f"{place}: {_shown(value)}; {_expected(error, value, schema)}"


def _shown(value) -> str:
    return f"“{value}”" if value not in (None, "") else "nothing"


def _expected(error, value, schema: dict) -> str:
    field = getattr(error, "field_name", "")
    if error.type in EXPECTED:
        return EXPECTED[error.type].format(field=field)
    if error.type == "type-error":
        kind = error.note.split('"')[1].partition("/")[0]
        return "expected a plain decimal number" if kind == "number" else f"expected a value of type {kind}"
    if error.type == "primary-key":
        return f"expected an id used once; row {error.note.split()[-1]} has it"
    if error.type == "foreign-key":
        table = error.reference_name or "this file"
        return f"expected a `{error.reference_field_names[0]}` of {table}"
    kind, _, wanted = error.note.partition('" is "')
    wanted = wanted.rstrip('"')
    if "enum" in kind:
        choices = [choice.strip(" '[]") for choice in wanted.split(",")]
        near = difflib.get_close_matches(str(value), choices, 1)
        return f"expected one of {', '.join(choices)}" + (f"; did you mean “{near[0]}”?" if near else "")
    if "required" in kind:
        return "expected a value"
    if "pattern" in kind:
        meaning = next(f["description"] for f in schema["fields"] if f["name"] == field)
        return f"expected {meaning}, of the form {wanted}"
    return f"expected {error.note}"


def _rule_faults() -> list[str]:
    found = []
    known = {row["source"]: int(row["lines"]) for row in tables.rows("sources")}
    for path in tables.files("figures"):
        seen, last = {}, 0
        for number, row in enumerate(tables.read(path), start=2):
            for column, fault in _row_faults(row, path.stem, known, seen, last):
                value = _shown(row[column])
                found.append(f"data/figures/{path.name}, row {number}, column `{column}`: {value}; {fault}")
            seen[row["figure"]] = row
            last = int(row["line"])
    return found


def _row_faults(row: dict, source: str, known: dict[str, int], seen: dict, last: int):
    if row["figure"].rpartition("-")[0] != source:
        yield "figure", f"expected an id of the file's document, {source}-<number>"
    if source not in known:
        yield "figure", f"expected a document of sources.csv: {', '.join(known)}"
    elif int(row["line"]) > known[source]:
        yield "line", f"expected at most {known[source]}, the lines of the text"
    if int(row["line"]) < last:
        yield "line", f"expected reading order: the row above stands in line {last}"
    if not row["low"] and not row["high"]:
        yield "low", "expected a number in low, in high or in both"
    if row["low"] and row["high"] and float(row["low"]) > float(row["high"]):
        yield "low", f"expected no more than high, {row['high']}"
    if row["hedge"] in ("", "about", "almost") and row["low"] != row["high"]:
        yield "hedge", "expected `range`, or a hedge that leaves one end open, where low and high differ"
    if row["status"] != "plain" and not row["remark"]:
        yield "remark", f"expected the reason why the figure is {row['status']}"
    if row["repeats"] and row["repeats"] not in seen:
        yield "repeats", "expected the id of an earlier row"
