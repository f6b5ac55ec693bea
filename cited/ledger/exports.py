"""The published tables for other tools: one SQLite database with foreign keys, and a Parquet file for each table.

Both say what every column means: SQLite in its table `columns` and for Datasette in `datasette.json`, Parquet in its
metadata under the column's name. An empty cell is null.
"""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cited.ledger import tables
from cited.ledger.verdicts import select

NAME = "cited-figures"
SQLITE = f"{NAME}.sqlite"
DATASETTE = "datasette.json"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL"}
# References that the data package cannot say, since figures are in several files.
REFERENCES = {
    "figures": (("source", "sources", "source"), ("repeats", "figures", "figure")),
    "checks": (("figure", "figures", "figure"),),
    "relations": (("figure", "figures", "figure"), ("other", "figures", "figure")),
    "verdicts": (("figure", "figures", "figure"), ("series", "series", "series"), ("check", "checks", "check")),
}
# Parents before their children.
ORDER = ("sources", "works", "names", "figures", "series", "observations", "checks", "verdicts", "relations")
VERDICTS = {
    "figure": ("string", "the figure"),
    "check": ("string", "the check that decides"),
    "series": ("string", "the series of that check"),
    "period": ("string", "the observation of that series, an EDTF period"),
    "statistic": ("number", "the published value, in the figure’s unit"),
    "verdict": ("string", "what the check finds, by what the document could know"),
    "deviation": ("string", "how far the printed number is above or below the statistic, in words"),
    "rule": ("string", "the clause of the rule that decided, or why nothing checks the figure"),
    "revised": ("string", "what later revisions make of it: empty, confirmed, or changed with the value"),
    "tries": ("integer", "how many checks were tried"),
    "vintage": ("string", "known where the document could know that value, later where it came out only after it"),
}


class Column(NamedTuple):
    """A column of a published table: its name, its type in the data package's words, what it means."""

    name: str
    type: str
    meaning: str


class Table(NamedTuple):
    """A published table: its columns, its key, its references (column, table, column), and what it is."""

    name: str
    columns: list[Column]
    key: list[str]
    references: list[tuple[str, str, str]]
    meaning: str

    def rows(self) -> Iterator[list[str | float | int | None]]:
        """Give its rows, cell by cell as the columns say; empty cells are None."""
        for row in _rows(self.name):
            yield [_value(row.get(column.name), column.type) for column in self.columns]


def files() -> dict[str, bytes]:
    """Return the database, its description for Datasette, and the Parquet files, by their path in the package."""
    published = described()
    contents = {SQLITE: _sqlite(published), DATASETTE: _datasette(published)}
    for table in published:
        contents[f"parquet/{table.name}.parquet"] = _parquet(table)
    return contents


def described() -> list[Table]:
    """Return the published tables in an order in which each follows those it refers to."""
    package = tables.package()
    resources = {resource["name"]: resource for resource in package["resources"]}
    published_tables = []
    for name in sorted(resources, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)):
        resource = resources[name]
        schema = resource["schema"]
        columns = [Column(f["name"], f["type"], f.get("description", "")) for f in schema["fields"]]
        if name == "figures":
            columns.append(Column("source", "string", "the document"))
        columns = [column for column in columns if column.name != "draft"]
        key = schema.get("primaryKey", [])
        references = [
            (foreign["fields"][0], foreign["reference"].get("resource") or name, foreign["reference"]["fields"][0])
            for foreign in schema.get("foreignKeys", [])
        ]
        references += [one for one in REFERENCES.get(name, ()) if one not in references]
        references = [one for one in references if one[1] in resources]
        published_tables.append(Table(name, columns, key, references, resource.get("description", "")))
        if name == "checks":
            published_tables.append(_verdicts())
    return published_tables


def _verdicts() -> Table:
    columns = [Column(name, kind, meaning) for name, (kind, meaning) in VERDICTS.items()]
    return Table(
        "verdicts", columns, ["figure"], list(REFERENCES["verdicts"]), "What the statistics say of each figure."
    )


def _rows(name: str) -> Iterable[dict[str, str]]:
    if name != "verdicts":
        return tables.rows(name)
    # One document after the other, as a large ledger does not fit into memory.
    return (row for path in tables.files("figures") for row in select(source=path.stem))


def _value(cell: str | int | float | None, kind: str) -> str | float | int | None:
    if cell is None or cell == "":
        return None
    return float(cell) if kind == "number" else int(cell) if kind == "integer" else str(cell)


def _sqlite(published: list[Table]) -> bytes:
    with sqlite3.connect(":memory:") as base:
        base.execute("PRAGMA foreign_keys = OFF")
        meanings = [(table.name, *column) for table in published for column in table.columns]
        base.execute('CREATE TABLE "columns" ("table" TEXT, "column" TEXT, "type" TEXT, "description" TEXT)')
        base.executemany('INSERT INTO "columns" VALUES (?, ?, ?, ?)', meanings)
        for table in published:
            base.execute(_create(table))
            places = ", ".join("?" for _ in table.columns)
            base.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", table.rows())
        base.commit()
        content: bytes = base.serialize()
    base.close()
    return content


def _create(table: Table) -> str:
    parts = [f"  {_quoted(column.name)} {TYPES[column.type]}" for column in table.columns]
    if table.key:
        parts.append(f"  PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    for column, other, target in table.references:
        parts.append(f"  FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(other)} ({_quoted(target)})")
    inside = ",\n".join(parts)
    return f"CREATE TABLE {_quoted(table.name)} (\n{inside}\n)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _datasette(published: list[Table]) -> bytes:
    package = tables.package()
    licences = package.get("licenses") or [{}]
    described = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.meaning for column in table.columns},
        }
        for table in published
    }
    metadata = {
        "title": package.get("title", NAME),
        "description": package.get("description", ""),
        "license": licences[0].get("title", licences[0].get("name", "")),
        "databases": {NAME: {"tables": described}},
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()


def _parquet(table: Table) -> bytes:
    import polars as pl

    types: dict[str, Any] = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64}
    schema = {column.name: types[column.type] for column in table.columns}
    frame = pl.DataFrame(list(table.rows()), schema=schema, orient="row")
    with io.BytesIO() as file:
        meanings = {column.name: column.meaning for column in table.columns}
        frame.write_parquet(file, compression="uncompressed", metadata={"description": table.meaning, **meanings})
        return file.getvalue()
