"""What `datapackage.json` says of the tables, checked by frictionless and reported so that a person can act on it."""

import copy
from pathlib import Path
from typing import Any

from cited import private, project
from cited.ledger.rules import screen
from cited.ledger.store import tables
from cited.ledger.store.descriptor import Schema
from cited.ledger.store.faults import Fault
from cited.nearest import suggestion

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


def faults(resources: list[tuple[Path, Schema]]) -> list[Fault]:
    """Return what in these files, each with its schema, breaks the schema."""
    doubtful = screen.doubtful(resources)
    return named(doubtful, resources) if doubtful else []


def named(broken: list[tuple[Path, Schema]], resources: list[tuple[Path, Schema]]) -> list[Fault]:
    """Return what frictionless finds in `broken` files; `resources` has those to which references lead."""
    with private.without_modules(*private.ADDRESSES):
        from frictionless import FrictionlessException, Package

    needed = {path for path, _ in resources}
    if len(broken) < len(resources):
        # It takes a quarter of a second to read the schemas of a whole ledger, whatever stands in the files.
        needed = {path for path, _ in [*broken, *screen.targets(broken)]}
    descriptors = [
        {
            "name": _name(path),
            "path": path.relative_to(project.root() / "data").as_posix(),
            "scheme": "file",
            "format": "csv",
            "encoding": "utf-8",
            # Said, so that frictionless does not guess it: a file with semicolons is no comma-separated one.
            "dialect": {"csv": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}},
            # frictionless changes the schema it is given.
            "schema": copy.deepcopy(schema),
        }
        for path, schema in resources
        if path in needed
    ]
    try:
        package = Package.from_descriptor({"resources": descriptors}, basepath=str(project.root() / "data"))
    except FrictionlessException as invalid:
        # What the ledger itself asks of a descriptor is checked before; this is the rest of the standard.
        reasons = [reason.note or reason.message for reason in invalid.reasons] or [invalid.error.message]
        return [Fault(str(project.MARK), 0, "", reason, "expected a valid package") for reason in reasons]
    faults = []
    for path, schema in broken:
        (task,) = package.get_resource(_name(path)).validate().tasks
        name = str(path.relative_to(project.root()))
        # What stands in the other cells of a row that has too few or too many is not a fault of its own.
        shifted = {_row(error) for error in task.errors if error.type in ("missing-cell", "extra-cell")}
        rows_named = set[int]()
        for error in task.errors:
            row = _row(error)
            if row in shifted and (row in rows_named or error.type not in ("missing-cell", "extra-cell")):
                continue
            rows_named.add(row)
            faults.append(_fault(name, error, schema))
    # A key that is empty is a value that is missing, and an id of no row.
    return list(dict.fromkeys(faults))


def _name(path: Path) -> str:
    """Return what a file's table is called in references to it."""
    return path.relative_to(project.root() / "data").with_suffix("").as_posix().replace("/", "-")


def _row(error: object) -> int:
    """Return the row that an error is about, 0 where it is about the whole file."""
    return getattr(error, "row_number", None) or 0


def _fault(file: str, error: Any, schema: Schema) -> Fault:
    column = getattr(error, "field_name", "")
    row = _row(error) or (1 if error.type.endswith("-label") else 0)
    value = getattr(error, "cell", getattr(error, "label", ""))
    if error.type == "primary-key":
        column = ", ".join(schema["primaryKey"])
        places = [[field["name"] for field in schema["fields"]].index(key) for key in schema["primaryKey"]]
        value = ", ".join(str(cell) for place, cell in enumerate(error.cells) if place in places)
    if error.type == "foreign-key":
        column, value = ", ".join(error.field_names), ", ".join(map(str, error.field_cells))
    return Fault(file, row, column, None if value is None else str(value), _expected(error, value, schema))


def _expected(error: Any, value: object, schema: Schema) -> str:
    field = getattr(error, "field_name", "")
    if error.type in EXPECTED:
        return EXPECTED[error.type].format(field=field)
    if error.type == "type-error":
        kind = error.note.split('"')[1].partition("/")[0]
        return "expected a plain decimal number" if kind == "number" else f"expected a value of type {kind}"
    if error.type == "primary-key":
        other = error.note.split()[-1].strip('"')
        return "expected a value" if other == "None" else f"expected an id used once; row {other} has it"
    if error.type == "foreign-key":
        column, table = error.reference_field_names[0], error.reference_name
        if not table:
            return f"expected a `{column}` of this file"
        known = {row.get(column) or "" for row in tables.rows(table)}
        return f"expected a `{column}` of data/{table}.csv{suggestion(value, known)}"
    kind, _, wanted = error.note.partition('" is "')
    wanted = wanted.rstrip('"')
    if "enum" in kind:
        choices = [choice.strip(" '[]") for choice in wanted.split(",")]
        return f"expected one of {', '.join(choices)}{suggestion(value, choices)}"
    if "minimum" in kind:
        return f"expected {wanted} or more"
    if "required" in kind:
        return "expected a value"
    if "pattern" in kind:
        of = next(f for f in schema["fields"] if f["name"] == field)
        form = f"such as {of['example']}" if "example" in of else f"of the form {wanted}"
        return f"expected {of['description']}, {form}"
    return f"expected {error.note}"
