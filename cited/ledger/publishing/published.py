"""The tables as they are published, by columns: those that the descriptor names, without drafts, and the verdicts."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from cited.ledger.agreement.verdicts import select
from cited.ledger.rules import columns, screen_columns
from cited.ledger.store import tables
from cited.ledger.store.outcomes import REASONS, Reason

POLARS = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64}
# So many figures at most are judged at once: a large ledger does not fit into memory as rows.
BATCH = 50_000
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

    def texts(self) -> pl.DataFrame:
        """Return its cells as texts, in the order of its columns; an empty one is null."""
        if self.name == "verdicts":
            return verdicts()
        read = [_file(path, self.name) for path in tables.files(self.name)]
        whole = pl.concat(read, how="diagonal", rechunk=True) if read else pl.DataFrame()
        names = [column.name for column in self.columns]
        missing = [pl.lit(None, pl.String).alias(name) for name in names if name not in whole.columns]
        return whole.with_columns(missing).select(names)

    def values(self, texts: pl.DataFrame) -> pl.DataFrame:
        """Return these cells as texts, whole numbers and numbers, as the columns say."""
        return texts.with_columns(pl.col(column.name).cast(POLARS[column.type]) for column in self.columns)


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


def verdicts() -> pl.DataFrame:
    """Return the verdict on each figure, in the order of the files: the columns that VERDICTS says, as texts.

    A document of which no figure is tied to a statistic is not judged figure by figure.
    """
    (path,) = tables.files("checks")
    checks = _file(path, "checks")
    tied = set(checks.filter(pl.col("series").is_not_null())["figure"].str.replace(r"-[^-]*$", ""))
    excuses = checks.filter(pl.col("series").is_null()).unique("figure", keep="first", maintain_order=True)
    parts = [_empty()]
    waiting: list[tuple[str, int]] = []
    for file in tables.files("figures"):
        figures = columns.some(file, ["figure"])
        if file.stem in tied:
            waiting.append((file.stem, len(figures)))
            if sum(count for _, count in waiting) < BATCH:
                continue
        parts += _judged(waiting)
        waiting = []
        if file.stem not in tied:
            parts.append(_excused(figures, excuses))
    return pl.concat([*parts, *_judged(waiting)])


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(VERDICTS, pl.String))


def _judged(documents: list[tuple[str, int]]) -> list[pl.DataFrame]:
    if not documents:
        return []
    rows = [[str(row[name]) or None for name in VERDICTS] for row in select(source=[name for name, _ in documents])]
    return [pl.DataFrame(rows, schema=_empty().schema, orient="row")]


def _excused(figures: pl.DataFrame, excuses: pl.DataFrame) -> pl.DataFrame:
    """Return the verdicts on figures that no statistic is tied to: what the reason says that is given for each."""
    why = figures.select("figure").join(excuses, on="figure", how="left", maintain_order="left")["reason"]
    reason = why.fill_null(str(Reason.NONE_HELD))
    judged = {
        "figure": figures["figure"],
        "verdict": reason.replace_strict({str(reason): str(outcome) for reason, outcome in REASONS.items()}),
        "rule": reason,
        "tries": pl.repeat("0", len(figures), eager=True),
    }
    return pl.concat([_empty(), pl.DataFrame(judged)], how="diagonal")


def _file(path: Path, table: str) -> pl.DataFrame:
    """Return a file of a table as texts, an empty cell as null; figures with their `source`, sources without drafts."""
    read = screen_columns.frame(path)
    if read is None:
        # Sound, but quoted as polars does not: row by row.
        names = [field["name"] for field in tables.schema(table)["fields"]]
        read = pl.DataFrame([[row.get(name) for name in names] for row in tables.scan(path)], names, orient="row")
    read = read.drop("row", strict=False).with_columns(pl.col(pl.String).replace("", None))
    if table == "figures":
        read = read.with_columns(source=pl.col("figure").str.replace(r"-[^-]*$", ""))
    if table == "sources" and "draft" in read.columns:
        read = read.filter(pl.col("draft").is_null())
    return read
