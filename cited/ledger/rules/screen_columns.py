"""Tables against their schema by whole columns: what certainly keeps it, as `screen` tells it of rows."""

from __future__ import annotations

import csv
import io
import re
from functools import reduce
from operator import and_
from pathlib import Path
from typing import TYPE_CHECKING

from cited.ledger.rules import cells, screen
from cited.ledger.store import damage, plain, tables
from cited.ledger.store.descriptor import Field, Schema
from cited.ledger.store.reasons import WORDED, WORDS

if TYPE_CHECKING:
    import polars as pl

# What means the same to Python's regular expressions and to those of polars.
_SIMPLE = re.compile(r"(?:[^\\]|\\[d.])*")
_OTHERWISE = ("(?", "&&", "--", "~~", "[[")


def frame(path: Path) -> pl.DataFrame | None:
    """Return a CSV file as columns of texts, one more for the line (`row`); None where it is not as polars writes it.

    What is written again as it was read has a cell for each column in every row, and no cell is misread. A cell may
    be quoted that need not be.
    """
    import polars as pl

    content = path.read_bytes()
    try:
        rows = pl.read_csv(content, infer_schema=False)
        with io.BytesIO() as again:
            rows.write_csv(again)
            written = again.getvalue()
            if written != content and (b"\r" in content or written != _unquoted(content)):
                return None
    except (pl.exceptions.PolarsError, UnicodeDecodeError, csv.Error):
        return None
    return rows.with_columns(pl.all().fill_null("")).with_row_index("row", 2)


def _unquoted(content: bytes) -> bytes:
    """Return a CSV file without the quotes that it does not need."""
    with io.StringIO(newline="") as plain:
        csv.writer(plain, lineterminator="\n").writerows(csv.reader(io.StringIO(content.decode(), newline="")))
        return plain.getvalue().encode()


def hold(rows: pl.DataFrame, wanted: list[pl.Expr]) -> bool:
    """Tell whether every row of a table has all of this."""
    return bool(rows.select(reduce(and_, wanted).all()).item())


def keeps(rows: pl.DataFrame, schema: Schema) -> bool:
    """Tell whether a file certainly keeps its schema and has no damaged cell."""
    names, key = [field["name"] for field in schema["fields"]], schema.get("primaryKey", [])
    return (
        rows.columns == ["row", *names]
        and screen.known(schema)
        and _fit(rows, schema["fields"])
        and all(
            plain.date(cell)
            for field in schema["fields"]
            if plain.is_date(field)
            for cell in rows[field["name"]].unique()
            if cell
        )
        and not any(cells.unassigned(rows[field["name"]].unique()) for field in schema["fields"])
        and all((rows[name] != "").all() for name in key)
        and not (key and rows.select(key).is_duplicated().any())
        and _lead(rows, schema)
    )


def _fit(rows: pl.DataFrame, fields: list[Field]) -> bool:
    """Tell whether all cells of all columns certainly are what their fields say."""
    import polars as pl

    wanted = [(field["name"], expression) for field in fields if (expression := _fits(field)) is not None]
    each = [rows.lazy().select(pl.col(name).unique()).select(expression) for name, expression in wanted]
    return len(wanted) == len(fields) and all(result.item() for result in pl.collect_all(each))


def _fits(field: Field) -> pl.Expr | None:
    """Return that all cells of a column are what its field says; None where polars might take that otherwise."""
    import polars as pl

    column, limits, kind = pl.col(field["name"]), field.get("constraints", {}), field["type"]
    wanted = [pl.lit(True)]
    if kind == "string":
        wanted.append(~column.str.contains(cells.CONTROLS if field["name"] in cells.COPIED else cells.UNSEEN))
        if field["name"] not in cells.VERBATIM:
            wanted.append(column == column.str.strip_chars())
        if field["name"] not in cells.COPIED:
            wanted.append(~column.str.contains(damage.DOUBTFUL))
        if field["name"] == "remark":
            wanted.append(~column.str.contains(damage.FILLED))
    for text in filter(None, (screen.TYPES[kind], plain.number(field), limits.get("pattern", ""))):
        if not _SIMPLE.fullmatch(text) or any(sign in text.replace("(?:", "(") for sign in _OTHERWISE):
            return None
        wanted.append(column.str.contains(f"^(?:{text})$"))
    if field["name"] in WORDED:
        wanted.append(column.str.contains(WORDS))
    if (choices := limits.get("enum")) is not None:
        wanted.append(column.is_in(choices))
    if (least := limits.get("minimum")) is not None:
        wanted.append(column.cast(pl.Float64, strict=False) >= least)
    empty = pl.lit(not limits.get("required"))
    return pl.when(column == "").then(empty).otherwise(reduce(and_, wanted)).all()


def _lead(rows: pl.DataFrame, schema: Schema) -> bool:
    """Tell whether every reference leads to a row, of this file or of another."""
    for key in schema.get("foreignKeys") or []:
        (name,), (target,), table = key["fields"], key["reference"]["fields"], key["reference"].get("resource", "")
        named = set(rows[name].unique()) - {""}
        if table:
            known = {row[target] for row in tables.rows(table)}
        else:
            known = set(rows[target].filter(rows[target].is_in(named)))
        if not named <= known:
            return False
    return True
