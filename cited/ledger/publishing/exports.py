"""The published tables for other tools: one SQLite database with foreign keys, and a Parquet file for each table.

Both say what every column means: SQLite in its table `columns` and for Datasette in `datasette.json`, Parquet in its
metadata under the column's name. An empty cell is null.
"""

import contextlib
import io
import json
import sqlite3

import polars as pl

from cited.ledger.publishing.published import Table, described
from cited.ledger.store import tables

NAME = "cited-figures"
SQLITE = f"{NAME}.sqlite"
DATASETTE = "datasette.json"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL"}


def files() -> dict[str, bytes]:
    """Return the database, its description for Datasette, the Parquet files and the verdicts as CSV, by their path."""
    published = described()
    contents = {DATASETTE: _datasette(published)}
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA foreign_keys = OFF")
        meanings = [(table.name, *column) for table in published for column in table.columns]
        base.execute('CREATE TABLE "columns" ("table" TEXT, "column" TEXT, "type" TEXT, "description" TEXT)')
        base.executemany('INSERT INTO "columns" VALUES (?, ?, ?, ?)', meanings)
        for table in published:
            texts = table.texts()
            if table.name == "verdicts":
                contents["verdicts.csv"] = texts.write_csv().encode()
            values = table.values(texts)
            contents[f"parquet/{table.name}.parquet"] = _parquet(table, values)
            base.execute(_create(table))
            places = ", ".join("?" for _ in table.columns)
            base.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", values.iter_rows())
        base.commit()
        contents[SQLITE] = base.serialize()
    return contents


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


def _parquet(table: Table, values: pl.DataFrame) -> bytes:
    with io.BytesIO() as file:
        meanings = {column.name: column.meaning for column in table.columns}
        values.write_parquet(file, compression="uncompressed", metadata={"description": table.meaning, **meanings})
        return file.getvalue()
