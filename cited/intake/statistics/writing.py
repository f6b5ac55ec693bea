"""Rows of an import written into the tables of data/, all or none."""

import csv
import datetime
import io
from collections.abc import Collection, Sequence

from cited import files, project, transaction
from cited.intake.statistics.model import UNKNOWN
from cited.intake.statistics.rows import Import, Row
from cited.ledger.store import tables

# Later than any edition: where the descriptor does not say when the tables were put together, none needs to.
LAST = "9999"


def merged(
    table: str, added: list[Row], after: str = "", without: Collection[str] = (), instead: Sequence[Row] = ()
) -> str:
    """Return a table's file with rows added: after the last row that has the same value in the column `after`.

    Those of one series stand in the order of time. Rows of which no such value is there go to the end, and rows whose
    first cell is in `without` are left out. Rows of `instead` stand in the place of those with the same key. What else
    stands in the file stays as it is, to the character.
    """
    (path,) = tables.files(table)
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if next(csv.reader([line]))[0] not in without]
    header = next(csv.reader(lines[:1]))
    at = header.index(after) if after else -1
    parsed = [next(csv.reader([line])) for line in lines[1:]]
    keys = [header.index(name) for name in tables.schema(table)["primaryKey"]] if instead else []
    corrected = {tuple(row[header[at]] for at in keys): row for row in instead}
    for place, cells in enumerate(parsed):
        if row := corrected.get(tuple(cells[at] for at in keys)):
            parsed[place] = [row.get(column, "") for column in header]
            lines[place + 1] = _line(parsed[place])
    for row in added:
        cells = [row.get(column, "") for column in header]
        place = _place(parsed, cells, at, header.index("period") if "period" in header and at == 0 else -1)
        parsed.insert(place, cells)
        lines.insert(place + 1, _line(cells))
    return "".join(lines)


def write(made: Import, without: Collection[str] = ()) -> None:
    """Write the rows into data/, all or none: where they break a rule, raises InputError and nothing is changed.

    `without` names checks that the new ones replace.
    """
    from cited.ledger.rules import check

    wanted = [("series", made.series, ""), ("observations", made.observations, "series")]
    wanted += [("checks", made.checks, "figure"), ("names", made.names, "kind"), ("measures", made.measures, "measure")]
    corrected = {"series": made.corrected, "observations": made.corrected_observations}
    wanted = [entry for entry in wanted if entry[1] or corrected.get(entry[0])]
    collected = tables.package().get("created", "") or LAST
    with files.locked("data"):
        seen = {tables.files(table)[0]: files.read(tables.files(table)[0]) for table, _, _ in wanted}
        texts = {
            tables.files(table)[0]: merged(
                table, rows, after, without if table == "checks" else (), corrected.get(table, ())
            )
            for table, rows, after in wanted
        }
        if any(row["vintage"] > collected for row in made.series if row["vintage"] != UNKNOWN):
            path = project.root() / project.MARK
            seen[path], texts[path] = files.read(path), _collected_today(collected)
        if faults := check.faults_with(texts):
            raise project.InputError(*faults)
        transaction.write(texts, seen)


def _place(rows: list[list[str]], cells: list[str], at: int, period: int) -> int:
    """Return where a row goes: after the last with its value in a column, those of one series in the order of time."""
    places = [n for n, other in enumerate(rows) if at >= 0 and other[at] == cells[at]]
    if period >= 0 and places:
        earlier = [n for n in places if rows[n][period] <= cells[period]]
        return earlier[-1] + 1 if earlier else places[0]
    return places[-1] + 1 if places else len(rows)


def _collected_today(before: str) -> str:
    """Return the descriptor, of which the tables are put together today: an edition that is read now may be younger."""
    text = (project.root() / project.MARK).read_text(encoding="utf-8")
    return text.replace(f'"created": "{before}"', f'"created": "{datetime.date.today()}"', 1)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
