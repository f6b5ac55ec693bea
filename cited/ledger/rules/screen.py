"""A quick look at whether tables keep their schema: frictionless reads only those that do not pass it.

It must pass nothing in which frictionless finds a fault, so what it does not know, in a schema or in a cell, it does
not pass: the message is then frictionless's, whatever the reason.
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from cited.ledger.store.descriptor import Field, ForeignKey, Schema

# The values that references may lead to, by file and column.
Keys = dict[tuple[Path, str], set[str]]
# How values of each type are written here. Longer numbers, which Python would not read or would round, are odd.
TYPES = {"string": "", "integer": r"0|-?[1-9][0-9]{0,17}", "number": r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?"}
SCHEMA = {"$schema", "fields", "missingValues", "primaryKey", "foreignKeys"}
FIELD = {"name", "type", "title", "description", "example", "constraints"}
# What a column of each type may be held to.
CONSTRAINTS = {"string": {"required", "pattern", "enum"}, "integer": {"required", "minimum"}}
CONSTRAINTS["number"] = CONSTRAINTS["integer"]
# How many values of a column are remembered as good: most columns have few, and ids are each seen once.
REMEMBERED = 5000


def doubtful(resources: list[tuple[Path, Schema]]) -> list[tuple[Path, Schema]]:
    """Return those of these files that do not certainly keep their schemas: they must be looked at closely."""
    try:
        keys: Keys = {target: set() for target in targets(resources)}
    except Exception:
        # The descriptor is broken in a way that nobody thought of: to be named, not passed over.
        return resources
    # All are passed first: what a reference may lead to is known only then.
    passed = [_holds(_passes, path, schema, keys) for path, schema in resources]
    return [
        (path, schema)
        for (path, schema), good in zip(resources, passed, strict=True)
        if not (good and _holds(_leads, path, schema, keys))
    ]


def _holds(test: Callable[[Path, Schema, Keys], bool], path: Path, schema: Schema, keys: Keys) -> bool:
    try:
        return test(path, schema, keys)
    except Exception:
        # A file, or its schema, is broken in a way that nobody thought of.
        return False


def targets(resources: list[tuple[Path, Schema]]) -> Iterator[tuple[Path, str]]:
    """Give the file and the column that each reference of these files leads to."""
    for path, schema in resources:
        for key in schema.get("foreignKeys") or []:
            yield _target(path, key)


def _target(path: Path, key: ForeignKey) -> tuple[Path, str]:
    """Return the file and the column that a reference of a file leads to."""
    resource, (column,) = key["reference"].get("resource", ""), key["reference"]["fields"]
    return (path.with_name(f"{resource}.csv") if resource else path), column


def _passes(path: Path, schema: Schema, keys: Keys) -> bool:
    fields = schema["fields"]
    names = [field["name"] for field in fields]
    if len({*names, ""}) <= len(names) or not known(schema):
        return False
    tests: list[tuple[set[str], Callable[[str], bool]]] = [(set(), _test(field)) for field in fields]
    primary = [names.index(name) for name in schema.get("primaryKey", [])]
    columns = [(names.index(name), values) for (file, name), values in keys.items() if file == path]
    seen, count = set(), 0
    for row in _rows(path, names):
        count += 1
        for cell, (good, test) in zip(row, tests, strict=True):
            if cell not in good:
                if not test(cell):
                    return False
                if len(good) < REMEMBERED:
                    good.add(cell)
        if not any(row):
            return False
        for at, values in columns:
            values.add(row[at])
        if primary:
            key = tuple(row[at] for at in primary) if len(primary) > 1 else row[primary[0]]
            if not key or (len(primary) > 1 and "" in key):
                return False
            seen.add(key)
    return not primary or len(seen) == count


def _rows(path: Path, names: list[str]) -> Iterator[list[str]]:
    """Give the rows of a file; raises ValueError where its header, or the number of cells of a row, is another."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, strict=True)
        if next(lines, None) != names:
            raise ValueError(path)
        for row in lines:
            if len(row) != len(names):
                raise ValueError(path)
            yield row


def _leads(path: Path, schema: Schema, keys: Keys) -> bool:
    """Tell whether every reference of a file leads somewhere."""
    names = [field["name"] for field in schema["fields"]]
    wanted = [(names.index(key["fields"][0]), keys[_target(path, key)]) for key in schema.get("foreignKeys") or []]
    # What was never filled, since no such file is there, leads nowhere.
    return not wanted or all(not row[at] or row[at] in known for row in _rows(path, names) for at, known in wanted)


def known(schema: Schema) -> bool:
    """Tell whether a schema says only what is understood here."""
    text = {field["name"] for field in schema["fields"] if field["type"] == "string"}
    whole = text | {field["name"] for field in schema["fields"] if field["type"] == "integer"}
    references = schema.get("foreignKeys") or []
    return (
        set(schema) <= SCHEMA
        and schema.get("missingValues", [""]) == [""]
        and all(map(_usual, schema["fields"]))
        # Numbers compare as numbers, which their texts may not do.
        and {name for key in references for name in key["fields"]} <= text
        and set(schema.get("primaryKey", [])) <= whole
    )


def _usual(field: Field) -> bool:
    limits = field.get("constraints", {})
    return (
        set(field) <= FIELD
        and all(isinstance(value, str) for name, value in field.items() if name != "constraints")
        and set(limits) <= CONSTRAINTS[field["type"]]
        and isinstance(limits.get("required", False), bool)
        and isinstance(limits.get("minimum", 0), int | float)
        and isinstance(limits.get("enum", []), list)
    )


def _test(field: Field) -> Callable[[str], bool]:
    """Return whether a cell is a good value of a column, as a function."""
    limits = field.get("constraints", {})
    patterns = [re.compile(text).fullmatch for text in (TYPES[field["type"]], limits.get("pattern", "")) if text]
    required, choices, least = limits.get("required", False), limits.get("enum"), limits.get("minimum")

    def test(cell: str) -> bool:
        if not cell:
            return not required
        return (
            all(pattern(cell) for pattern in patterns)
            and (choices is None or cell in choices)
            and (least is None or float(cell) >= least)
        )

    return test
