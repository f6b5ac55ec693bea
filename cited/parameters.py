"""The parameters of a notebook: what its one `parameters` cell declares, and whether given values fit."""

import ast
import contextlib
import csv
import functools
import io
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cited import literals, project, strict_json
from cited.literals import OPTIONAL, TYPES
from cited.nearest import suggestion
from cited.notebook_json import Notebook

# The comment of a parameter may bind its values to columns of the data package:
# `# donor; one of figures.actor`, `# party; one of figures.actor or figures.counterpart, or None for all`.
CHOICES = re.compile(r"one of (\w+\.\w+(?: or \w+\.\w+)*)(?:,? or None(?: for all)?)?")
SEPARATOR = "; "
# What a cell of parameters has in each line; of a project without a ledger the second is enough.
TYPED, PLAIN = "`name: type = literal  # comment`", "`name = literal`, a number, text, truth value, list or mapping"
# A table of so many bytes is read by columns.
LARGE = 1_000_000


@dataclass(frozen=True)
class Parameter:
    """A declared parameter: name, type as written, default, and the comment that explains it."""

    name: str
    type: str
    default: object
    comment: str

    def label(self, value: object) -> str:
        """Return a value as a reader sees it; one of a table's keys by its label, where the table has such a column."""
        named = labels(choice.group(1)) if (choice := CHOICES.search(self.comment)) else {}
        if value is None or isinstance(value, list):
            texts = [named.get(item, str(item)) for item in value or ()]
            return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]])) or "all"
        return named.get(str(value), str(value))

    def options(self) -> dict[str, str | None] | None:
        """Return the values that the comment allows, by what a reader calls them; None where it allows any."""
        choice = CHOICES.search(self.comment)
        if not choice or "str" not in self.type:
            return None
        columns = choice.group(1).split(" or ")
        known = sorted({value for column in columns for value in values(*column.split(".")) or ()})
        # Two keys may have one label.
        named = labels(choice.group(1))
        labelled = {value: f"{named[value]} ({value})" if value in named else value for value in known}
        allowed: dict[str, str | None] = {labelled[value]: value for value in known}
        return {"any": None, **allowed} if literals.optional(self.type) else allowed

    def fault(self, value: object) -> str | None:
        """Return what is wrong with a value, with the nearest valid one, or None."""
        if not literals.fits(value, self.type):
            return f"{value!r}; expected {self.type}, as {self.default!r}"
        choice = CHOICES.search(self.comment)
        if not choice or value is None:
            return None
        known: set[str] = set()
        for column in choice.group(1).split(" or "):
            known_values = values(*column.split("."))
            if known_values is None:
                return f"{value!r}; expected a value of {column}, but data/datapackage.json has no such column"
            known |= known_values
        for item in value if isinstance(value, list) else [value]:
            if item not in known:
                # What stood for all before None did.
                every = "" if item else f", or None for all, as `{self.type.removesuffix(' | None')} | None = None`"
                return f"{item!r}; expected a value of {choice.group(1)}{every}{suggestion(item, known)}"
        return None


def declared(notebook: Notebook, path: Path) -> tuple[dict[str, Parameter], list[str]]:
    """Return the parameters that a notebook declares, by name, and the faults of the declaration.

    A notebook without a cell with the tag `parameters` declares none.
    """
    cells = [cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    if not cells:
        return {}, []
    if len(cells) > 1:
        return {}, [f"{path}: {len(cells)} cells with the tag `parameters`; expected one, or none"]
    return parse("".join(cells[0]["source"]), str(path), plain=not project.has_ledger())


def parse(source: str, path: str, plain: bool = False) -> tuple[dict[str, Parameter], list[str]]:
    """Return the parameters that the source of a `parameters` cell declares, by name, and the faults of it.

    `plain` admits a literal without type and comment: its type is the literal's, and its comment empty.
    """
    expected = f"expected {PLAIN if plain else TYPED}"
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        return {}, [f"{path}, parameters cell, line {error.lineno}: {error.msg}; {expected}"]
    except (MemoryError, RecursionError):
        return {}, [f"{path}, parameters cell: nested too deeply; {expected}"]
    comments = _comments(source)
    parameters: dict[str, Parameter] = {}
    faults: list[str] = []
    for statement in statements:
        try:
            parameter = _parameter(statement, comments, plain)
            name, kind = parameter.name, parameter.type
            if kind.removesuffix(OPTIONAL) not in TYPES and not (plain and kind in literals.LOOSE):
                faults.append(f"{path}, parameter {name}: type {kind}; expected {literals.NAMED}")
            elif fault := parameter.fault(parameter.default):
                faults.append(f"{path}, parameter {name}: the default {fault}")
            else:
                parameters[name] = parameter
        except (ValueError, KeyError, TypeError):
            line = f"parameters cell, line {statement.lineno}: {ast.unparse(statement)}"
            faults.append(f"{path}, {line}; {expected}")
    return parameters, faults


def _parameter(statement: ast.stmt, comments: dict[int, str], plain: bool) -> Parameter:
    """Return the parameter that a statement declares.

    Raises ValueError, KeyError or TypeError where it declares none.
    """
    line = statement.end_lineno or statement.lineno
    comment = comments.get(line, "") if plain else comments[line]
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=ast.expr() as value):
            return Parameter(name, ast.unparse(annotation), ast.literal_eval(value), comment)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if plain:
            default = literals.listed(ast.literal_eval(value))
            return Parameter(name, literals.kind_of(default), default, comment)
    raise ValueError(ast.unparse(statement))


def values(table: str, column: str) -> set[str] | None:
    """Return the values that a column of a table of the data package has, or None where there is no such column.

    A cell that names several counts for each. A file that cannot be read has none: the check of the data tells it.
    """
    if (paths := _files(table, column)) is None:
        return None
    known: set[str] = set()
    for path in paths:
        with contextlib.suppress(OSError):
            stamp = path.stat()
            known |= _values(path, stamp.st_mtime_ns, stamp.st_size, column)
    return known


def columns() -> set[str]:
    """Return the columns of all tables of the data package; none where there is no package that can be read."""
    try:
        mark = project.root() / project.MARK
        stamp = mark.stat()
        resources = _package(mark, stamp.st_mtime_ns, stamp.st_size)["resources"]
        return {field["name"] for resource in resources for field in resource["schema"]["fields"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def forget() -> None:
    """Read the tables anew from now on, whatever times and sizes of files say."""
    _values.cache_clear()
    _read.cache_clear()
    _package.cache_clear()


@functools.lru_cache(maxsize=1024)
def _values(path: Path, time: int, size: int, column: str) -> frozenset[str]:
    cells: set[str] = set()
    if size >= LARGE:
        cells = _distinct(path, column)
    else:
        with contextlib.suppress(OSError, UnicodeDecodeError, csv.Error):
            cells = {row.get(column) or "" for row in _read(path, time, size)}
    return frozenset(value for cell in cells for value in cell.split(SEPARATOR) if value)


def _distinct(path: Path, column: str) -> set[str]:
    # Imported late: it takes longer than a small table.
    import polars as pl

    try:
        return set(pl.read_csv(path, columns=[column], infer_schema=False)[column].drop_nulls().unique())
    except pl.exceptions.PolarsError:
        return set()


def labels(choice: str) -> dict[str, str]:
    """Return what a reader calls the values of `table.column`: the `label` of the rows that have it as their key.

    Codes that the table `names` has are called by its first label or name for them.
    """
    table, _, column = choice.partition(".")
    rows = _rows(table, column, "label", key=column) or []
    names = {row[column]: row["label"] for row in rows if row.get(column) and row.get("label")}
    for row in _rows("names", "name", "code", "label") or []:
        if row.get("code") and not names.get(row["code"]):
            names[row["code"]] = row.get("label") or row["name"]
    return names


def _rows(table: str, *columns: str, key: str = "") -> list[dict[str, str]] | None:
    """Return the rows of a table of the data package that has these columns (and key), or None where there is none."""
    if (paths := _files(table, *columns, key=key)) is None:
        return None
    rows: list[dict[str, str]] = []
    for path in paths:
        with contextlib.suppress(OSError, UnicodeDecodeError, csv.Error):
            stamp = path.stat()
            rows += _read(path, stamp.st_mtime_ns, stamp.st_size)
    return rows


@functools.lru_cache(maxsize=16)
def _read(path: Path, _time: int, _size: int) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _files(table: str, *columns: str, key: str = "") -> list[Path] | None:
    """Return the files of a table of the data package that has these columns (and key), or None where there is none."""
    try:
        mark = project.root() / project.MARK
        stamp = mark.stat()
        package = _package(mark, stamp.st_mtime_ns, stamp.st_size)
        resource = next(resource for resource in package["resources"] if resource["name"] == table)
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        names = {field["name"] for field in resource["schema"]["fields"]}
        if not names.issuperset(columns) or key not in ("", *resource["schema"].get("primaryKey", [])):
            return None
    except FileNotFoundError:
        raise project.InputError(f"{project.MARK}: no such file; expected the tables that parameters name") from None
    except (ValueError, KeyError, TypeError, StopIteration):
        return None
    return [project.root() / "data" / path for path in paths]


@functools.lru_cache(maxsize=4)
def _package(path: Path, _time: int, _size: int) -> Any:
    return strict_json.load(path)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}
