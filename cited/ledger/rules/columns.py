"""Large tables looked at by columns: what certainly keeps every rule, so that none of its rows is looked at singly.

A document is proven only where nothing in its rows can be a fault. Whatever else there is, is left to the rules, which
go by rows and name it: by columns or by rows, the same is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from operator import and_
from pathlib import Path
from typing import TYPE_CHECKING

from cited import project
from cited.ledger.rules import checks, naming, rules, screen, screen_columns, tie_meaning
from cited.ledger.store import tables
from cited.ledger.store.codes import Basis, Status
from cited.ledger.store.descriptor import Schema
from cited.ledger.store.outcomes import Reason
from cited.ledger.store.reasons import is_reason

if TYPE_CHECKING:
    import polars as pl

# Tables of so many bytes in all are looked at so; the rows of smaller ones take less time than importing polars.
LARGE = 5_000_000
# So many files of figures are looked at side by side.
AT_ONCE = 2


def large(paths: list[Path]) -> bool:
    """Tell whether these files together are so large that they are to be looked at by columns."""
    return sum(path.stat().st_size for path in paths if path.is_file()) >= LARGE


def some(path: Path, names: Sequence[str]) -> pl.DataFrame:
    """Return some columns of a CSV file that keeps its schema, as texts."""
    import polars as pl

    return pl.read_csv(path, columns=list(names), infer_schema=False).fill_null("").select(names)


class Proof:
    """Which files are proven to keep every rule of the ledger, and the rows of others that their rules ask for."""

    def __init__(self, resources: list[tuple[Path, Schema]]):
        """Look at the tables by columns where they are large; of small ones nothing is proven."""
        self.files: set[Path] = set()
        self._figures: dict[Path, pl.DataFrame] = {}
        self._checks: pl.DataFrame | None = None
        schemas = dict(resources)
        # A file that another one refers to is read with that one.
        if large(list(schemas)) and not {*tables.files("figures"), *tables.files("checks")} & _referred(resources):
            self._prove(schemas)

    def rows(self, table: str) -> Iterator[tuple[str, int, dict[str, str]]]:
        """Give the rows of a table that the rules of checks must look at, each with its file and its line."""
        for path in tables.files(table):
            if table == "checks" and self._checks is not None:
                yield from _rows(self._checks, path)
            elif path in self._figures:
                yield from _rows(self._figures[path], path)
            else:
                yield from checks.rows_of(path)

    def _prove(self, schemas: dict[Path, Schema]) -> None:
        import polars as pl

        tied: pl.DataFrame | None = None
        if checks.present():
            (path,) = tables.files("checks")
            tied = screen_columns.frame(path)
            if tied is None or not screen_columns.keeps(tied, schemas[path]):
                return
            tied = tied.with_columns(document=pl.col("figure").str.replace(r"-[^-]*$", ""))
        of_each = {} if tied is None else tied.partition_by("document", as_dict=True)
        known = {row["source"]: row["lines"] for row in tables.rows("sources") if row.get("source")}
        notes = rules.notes()

        measured = tie_meaning.measured() if tied is not None else {}

        def proven(file: Path) -> pl.DataFrame | None:
            """Return the figures of a file that ties are held to; None where the file is not proven."""
            rows = screen_columns.frame(file)
            if (
                rows is None
                or not screen_columns.keeps(rows, schemas[file])
                or not _is_valid(rows, file.stem, known, notes)
            ):
                return None
            if tied is None:
                return rows.clear()
            mine = of_each.get((file.stem,), tied.clear())
            if not _excused(rows, mine):
                return None
            # Their figures, and the figures that these repeat.
            ties = rows.filter(pl.col("figure").is_in(mine.filter(pl.col("series") != "")["figure"].to_list()))
            return rows.filter(
                pl.col("figure").is_in({*ties["figure"], *ties["repeats"], *_unsure(rows, mine, measured)})
            )

        files = tables.files("figures")
        # Some at once: polars works outside of Python's lock, and much of it with one thread a column.
        with ThreadPoolExecutor(AT_ONCE) as side_by_side:
            looked_at = dict(zip(files, side_by_side.map(proven, files), strict=True))
        self._figures = {file: rows for file, rows in looked_at.items() if rows is not None}
        self.files.update(self._figures)
        if tied is not None:
            self.files.add(path)
            ids = [figure for rows in self._figures.values() for figure in rows["figure"]]
            stems = [file.stem for file in self._figures]
            self._checks = tied.filter(~pl.col("document").is_in(stems) | pl.col("figure").is_in(ids))


def _referred(resources: list[tuple[Path, Schema]]) -> set[Path]:
    return {target for path, schema in resources for target, _ in screen.targets([(path, schema)]) if target != path}


def _rows(rows: pl.DataFrame, path: Path) -> Iterator[tuple[str, int, dict[str, str]]]:
    name = path.relative_to(project.root()).as_posix()
    for row in rows.drop("document", strict=False).iter_rows(named=True):
        yield name, row.pop("row"), row


def _is_valid(rows: pl.DataFrame, source: str, known: dict[str, str], notes: dict[str, set[str]]) -> bool:
    """Tell whether the figures of a document certainly keep every rule of `cited.ledger.rules.rules` and of names."""
    import polars as pl

    if source not in known:
        return False
    text = {name: pl.col(name) for name in rows.columns if name != "row"}
    low, high = (text[name].cast(pl.Float64, strict=False) for name in ("low", "high"))
    line = pl.col("line").cast(pl.Int64)
    numbered = text["figure"].str.strip_prefix(f"{source}-").str.contains(r"^[0-9]+$")
    wanted = [
        numbered,
        line >= line.shift(1, fill_value=0),
        (text["low"] != "") | (text["high"] != ""),
        (text["low"] == "") | (text["high"] == "") | (low <= high),
        ~text["hedge"].is_in(list(map(str, rules.OF_ONE_NUMBER))) | (text["low"] == text["high"]),
        (text["status"] != Status.PLAIN) | ~text["remark"].str.contains(rules.BEGINS),
    ]
    if known[source].isdecimal() and len(known[source]) < 10:
        wanted.append(line <= int(known[source]))
    if rows["measure"].n_unique() != rows.select("measure", "theme").n_unique():
        return False
    odd = rows.filter(text["status"] != Status.PLAIN).select("status", "remark").unique()
    if any(True for row in odd.iter_rows(named=True) for _ in rules.status_faults(row)):
        return False
    if not screen_columns.hold(rows, wanted) or rows.select("line", "printed", "occurrence").is_duplicated().any():
        return False
    first = rows.select(pl.col("figure").alias("repeats"), pl.col("row").alias("first"))
    repeated = rows.filter(pl.col("repeats") != "").join(first, on="repeats", how="left")
    if not (repeated["first"] < repeated["row"]).all() or not _stated_once(rows):
        return False
    markers = {note for cell in rows["notes"].unique() for note in cell.split()}
    if naming.themes_without_words(rows.select("theme").unique().iter_rows(named=True)):
        return False
    return markers <= notes.get(source, markers) and not naming.drafted(
        "", rows.select("actor", "counterpart", "unit").unique().iter_rows(named=True)
    )


def _stated_once(rows: pl.DataFrame) -> bool:
    """Tell whether certainly no row states what an earlier one does, and those that repeat one state the same."""
    import polars as pl

    again = ~rows.select(rules.STATEMENT_COLUMNS).hash_rows().is_first_distinct() & (rows["repeats"] == "")
    first = rows.select(
        pl.col("figure").alias("repeats"),
        *(pl.col(name).alias(f"{name} first") for name in (*rules.VALUE_COLUMNS, "period")),
    )
    repeated = rows.filter(pl.col("repeats") != "").join(first, on="repeats", how="left")
    same = {name: pl.col(name) == pl.col(f"{name} first") for name in rules.VALUE_COLUMNS}
    money = [unit == unit.str.to_uppercase() for unit in (pl.col("unit"), pl.col("unit first"))]
    converted = reduce(and_, [same[name] for name in rules.SUBJECT_COLUMNS] + [~same["unit"], *money])
    # Of one period within another the rule knows more.
    timed = (pl.col("period") == pl.col("period first")) | (pl.col("period") == "") | (pl.col("period first") == "")
    return not again.any() and (
        repeated.is_empty() or screen_columns.hold(repeated, [reduce(and_, same.values()) | converted, timed])
    )


def _excused(rows: pl.DataFrame, mine: pl.DataFrame) -> bool:
    """Tell whether every figure of a document, and no other, is tied or has one excuse that is certainly valid."""
    import polars as pl

    figures = rows["figure"]
    excuses, ties = mine.filter(pl.col("series") == ""), mine.filter(pl.col("series") != "")
    if len(excuses) + ties["figure"].n_unique() != len(figures):
        return False
    if not (mine["figure"].is_in(figures.implode()).all() and figures.is_in(mine["figure"].implode()).all()):
        return False
    empty = [pl.col(name) == "" for name in (*checks.TIE, *checks.BASE, "date", "departure")]
    named = pl.col("check").str.replace(r"-[^-]*$", "") == pl.col("figure")
    announced = set(rows.filter(pl.col("basis") == str(Basis.ANNOUNCED))["figure"])
    remarks = excuses.filter(pl.col("reason").is_in(list(checks.EXPLAINED)))["remark"].unique()
    return excuses.is_empty() or (
        screen_columns.hold(excuses, [pl.col("reason") != "", named, *empty])
        and announced.isdisjoint(_of(excuses, Reason.NONE_HELD))
        and announced.issuperset(_of(excuses, Reason.ANNOUNCEMENT))
        and all(map(is_reason, remarks))
    )


def _unsure(rows: pl.DataFrame, mine: pl.DataFrame, measured: dict[str, int]) -> list[str]:
    """Return the figures excused for want of a statistic of which a series of their measure may have the date.

    `measured` has the first year of which a series of each measure has a value: none has an earlier one.
    """
    import polars as pl

    if not measured:
        return []
    excused = rows.filter(pl.col("figure").is_in(_of(mine, Reason.NONE_HELD)) & pl.col("measure").is_in([*measured]))
    first = pl.col("measure").replace_strict(measured, return_dtype=pl.Int64)
    year = pl.col("period").str.extract(r"^([0-9]{4})(?:-|$)").cast(pl.Int64)
    figures: list[str] = excused.filter((year >= first) | year.is_null())["figure"].to_list()
    return figures


def _of(excuses: pl.DataFrame, reason: Reason) -> list[str]:
    """Return the figures that are excused for this reason."""
    return excuses.filter(excuses["reason"] == str(reason))["figure"].to_list()
