"""The parameters of a notebook: what its one `parameters` cell declares, and whether given values fit."""

import ast
import csv
import difflib
import io
import json
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path

from cited import project

TYPES = {"str": str, "int": int, "float": float, "bool": bool, "list[str]": list[str], "list[int]": list[int]}
# The comment of a parameter may bind its values to columns of the data package:
# `# donor; one of figures.actor`, `# pair; one of figures.actor or figures.counterpart, or empty`.
CHOICES = re.compile(r"one of (\w+\.\w+(?: or \w+\.\w+)*)(,? or empty)?")
SEPARATOR = "; "


@dataclass(frozen=True)
class Parameter:
    """A declared parameter: name, type as written, default, and the comment that explains it."""

    name: str
    type: str
    default: object
    comment: str

    def fault(self, value) -> str | None:
        """Return what is wrong with a value, with the nearest valid one, or None."""
        # pydantic is imported late: deciding that nothing changed must not wait for it.
        from pydantic import ConfigDict, TypeAdapter, ValidationError

        try:
            TypeAdapter(TYPES[self.type], config=ConfigDict(strict=True)).validate_python(value)
        except ValidationError:
            return f"{value!r}; expected {self.type}, as {self.default!r}"
        choice = CHOICES.search(self.comment)
        if not choice:
            return None
        columns = choice.group(1).split(" or ")
        known = set().union(*(values(*column.split(".")) for column in columns))
        for item in value if isinstance(value, list) else [value]:
            if item not in known and not (item == "" and choice.group(2)):
                return f"{item!r}; expected a value of {choice.group(1)}{nearest(item, known)}"
        return None


def declared(notebook: dict, path: Path) -> tuple[dict[str, Parameter], list[str]]:
    """Return the parameters that a notebook declares, by name, and the faults of the declaration."""
    cells = [cell for cell in notebook["cells"] if "parameters" in cell.get("metadata", {}).get("tags", [])]
    if len(cells) != 1:
        return {}, [f"{path}: {len(cells)} cells with the tag `parameters`; expected exactly one"]
    source = "".join(cells[0]["source"])
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        return {}, [
            f"{path}, parameters cell, line {error.lineno}: {error.msg}; expected `name: type = literal  # comment`"
        ]
    comments = _comments(source)
    found, faults = {}, []
    for statement in statements:
        try:
            name, kind = statement.target.id, ast.unparse(statement.annotation)
            default = ast.literal_eval(statement.value)
            parameter = Parameter(name, kind, default, comments[statement.end_lineno])
            if kind not in TYPES:
                faults.append(f"{path}, parameter {name}: type {kind}; expected one of {', '.join(TYPES)}")
            elif fault := parameter.fault(default):
                faults.append(f"{path}, parameter {name}: the default {fault}")
            else:
                found[name] = parameter
        except (AttributeError, ValueError, KeyError, TypeError):
            line = f"parameters cell, line {statement.lineno}: {ast.unparse(statement)}"
            faults.append(f"{path}, {line}; expected `name: type = literal  # comment`")
    return found, faults


def nearest(value, known) -> str:
    """Return `; did you mean “…”?` with the known name closest to a value, or nothing."""
    near = difflib.get_close_matches(str(value), [str(item) for item in known], 1)
    return f"; did you mean “{near[0]}”?" if near else ""


def values(table: str, column: str) -> set[str]:
    """Return the values that a column of a table of the data package has; cells that name several count for each."""
    folder = project.root() / "data"
    package = json.loads((project.root() / project.MARK).read_text(encoding="utf-8"))
    paths = next((resource["path"] for resource in package["resources"] if resource["name"] == table), [])
    found = set()
    for path in [paths] if isinstance(paths, str) else paths:
        with (folder / path).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.update(filter(None, (row.get(column) or "").split(SEPARATOR)))
    return found


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}
