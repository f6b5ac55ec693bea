"""Confirming: a draft becomes part of the ledger, once nothing is missing; and what is still missing."""

import copy
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cited import project, transaction
from cited.files import locked
from cited.files import read as read_bytes
from cited.intake import files, texts
from cited.intake.auditing import audit
from cited.intake.consistency import relations
from cited.intake.drafting import phrases
from cited.intake.drafting.draft import DRAFT, DRAFTED, NEEDED, columns, seen
from cited.intake.drafting.folding import folded
from cited.intake.verifying import citing, rereading
from cited.ledger.rules import naming, rules
from cited.ledger.store import names, tables
from cited.ledger.store.codes import Basis
from cited.ledger.store.outcomes import Reason
from cited.nearest import suggestion

_SOURCES, _CHECKS, _RELATIONS = "data/sources.csv", "data/checks.csv", "data/relations.csv"


class Confirmed(NamedTuple):
    """What confirming came to: how many figures are confirmed, how many of them got an excuse in data/checks.csv,
    how many relations between them were drafted into data/relations.csv, and how many a look finds that no row there
    can say, such as a total with its parts."""

    figures: int
    excused: int
    related: int = 0
    left: int = 0


@locked("data")
def confirm(source: str) -> Confirmed:
    """Make a draft part of the ledger: its rows lose the mark and are published from now on. Return how many they are.

    A figure that nobody has tied to a statistic or excused gets an excuse in data/checks.csv, whose remark says so;
    what the sentences relate gets a row of data/relations.csv, whose remark says that it is drafted.
    Raises `project.InputError` with all faults at once, and changes nothing, where the id has no draft, a cell that
    only a person can fill is empty, a note has no row in data/works.csv, the audit objects, a value does not follow
    from its words and the row does not say why, or the ledger would break a rule.
    """
    listed = files.load(project.root() / _SOURCES, files.SOURCES)
    known = listed.rows
    row = next((entry for entry in known if entry["source"] == source), None)
    if row is None or not row.get(DRAFT):
        drafts = [entry["source"] for entry in known if entry.get(DRAFT)]
        wrong = " is confirmed already" if row else suggestion(source, drafts)
        raise project.InputError(
            f"SOURCE: “{source}”{wrong}; expected the id of a draft: {', '.join(drafts) or 'none'}"
        )
    drafted = files.load(files.path("figures", source), files.FIGURES)
    figures = drafted.rows
    excuses, faults = _excuses(figures), needed(source)
    related = _relations(row, figures) if not faults else relations.Drafted([], Counter())
    _publish(source, drafted, listed, excuses, related.rows, faults)
    return Confirmed(len(figures), len(excuses), len(related.rows), related.left.total())


def needed(source: str) -> list[str]:
    """Return what a draft still needs before it can be confirmed, a sentence each; none where it needs nothing.

    Cells that only a person can fill, measures that say nothing, notes without a row of data/works.csv, what the
    audit objects to, values that do not follow from their words, and what the text does not bear out of its rows of
    sources and works. Raises `project.InputError` where a table cannot be read.
    """
    row = next((entry for entry in files.sources() if entry["source"] == source), {})
    drafted = files.load(files.path("figures", source), files.FIGURES)
    faults = _own_columns(drafted) + [
        f"data/figures/{source}.csv, row {number}, column `{column}`: nothing; expected a value before it is confirmed"
        for number, figure in enumerate(drafted.rows, start=2)
        for column in NEEDED
        if not figure.get(column)
    ]
    faults += [str(fault) for fault in naming.drafted(f"data/figures/{source}.csv", drafted.rows)]
    faults += _measures(source, drafted.rows)
    faults += _notes(source, drafted.rows)
    if not faults:
        # Rows that are not filled in say nothing yet that another could repeat.
        faults += map(str, rules.repetitions(f"data/figures/{source}.csv", enumerate(drafted.rows, start=2)))
    path = texts.by_checksum().get(row.get("sha256", ""))
    if path is None:
        faults.append(f"{source}: no file in {project.TEXTS} has its checksum; expected the text, to audit the rows")
    else:
        numbers, lines = files.rows("numbers", source), texts.lines(path)
        result = audit.audit_text(source, lines, drafted.rows, numbers, notes=audit.noted(source))
        faults += [fault.words for fault in result.faults]
        faults += [str(fault) for fault in rereading.faults_of(f"data/figures/{source}.csv", drafted.rows, lines)]
        faults += _others([str(fault) for fault in citing.faults(source)], faults)
    return faults


def _measures(source: str, figures: list[dict[str, str]]) -> list[str]:
    """A fault for each measure that is not a noun phrase, or is about what nothing in the ledger is about."""
    judge = measure_judge()
    return [
        f"data/figures/{source}.csv, row {number}, column `measure`: “{figure['measure']}”: {fault}; "
        f"a new one is a row of kind `{names.MEASURE}` in data/names.csv"
        for number, figure in enumerate(figures, start=2)
        if (fault := judge(figure))
    ]


def measure_judge() -> Callable[[Mapping[str, str]], str]:
    """Return what says what is wrong with a row's measure, an empty text for nothing, by the ledger as it is now."""
    own = {row["measure"] for row in (tables.rows("figures") if tables.has("figures") else [])}
    own |= {row["name"] for row in names.names(kind=names.MEASURE)}
    known = phrases.nouns(own)

    def judge(row: Mapping[str, str]) -> str:
        measure = row.get("measure") or ""
        # What is counted may be what is measured: 1.8 million masks.
        counted = set((row.get("unit") or "").split())
        return "" if not measure or measure in own else phrases.fault(measure, known | counted)

    return judge


def _others(faults: list[str], known: list[str]) -> list[str]:
    """The faults that are not of a row and column of which a fault is known already."""
    places = {fault.partition(":")[0] for fault in known}
    return [fault for fault in faults if fault not in known and fault.partition(":")[0] not in places]


def _notes(source: str, figures: list[dict[str, str]]) -> list[str]:
    """A fault for each note that a figure names and data/works.csv does not have."""
    known = {row["note"] for row in tables.rows("works") if row["source"] == source} if tables.has("works") else set()
    named = dict.fromkeys(note for figure in figures for note in (figure.get("notes") or "").split())
    return [
        f"data/works.csv: no row for note {note} of {source}; expected one, also where the note cites no work"
        for note in named
        if tables.has("works") and note not in known
    ]


def _excuses(figures: list[dict[str, str]]) -> list[dict[str, str]]:
    """A row of data/checks.csv for each figure that has none: why no statistic checks it, as far as is known."""
    tied = (
        {row["figure"] for row in tables.rows("checks")} if tables.has("checks") else {row["figure"] for row in figures}
    )
    rows = []
    for figure in figures:
        if figure["figure"] not in tied:
            announced = figure["basis"] == Basis.ANNOUNCED
            reason = (Reason.ANNOUNCEMENT, "") if announced else (Reason.NONE_HELD, "Nobody has looked for one yet.")
            row = {"check": f"{figure['figure']}-a", "figure": figure["figure"]}
            rows.append(row | dict(zip(("reason", "remark"), reason, strict=True)))
    return rows


def _relations(row: dict[str, str], figures: list[dict[str, str]]) -> relations.Drafted:
    """The rows of data/relations.csv for what the document's sentences relate, in a project that has that table."""
    if not tables.has("relations"):
        return relations.Drafted([], Counter())
    lines = texts.lines(texts.by_checksum()[row["sha256"]])
    return relations.drafted(lines, figures, tables.rows("relations"))


def _own_columns(drafted: files.Table) -> list[str]:
    """A fault for each column of the analyst's own, which a published table has no place for: nothing drops it."""
    return [
        f"data/figures/{drafted.path.name}, row 1: “{column}”, a column of your own; expected it described in "
        f"{project.MARK} and in every table of figures, or removed, before the draft is confirmed"
        for column in drafted.columns
        if column not in (*columns("figures"), *DRAFTED)
    ]


def _publish(
    source: str,
    drafted: files.Table,
    listed: files.Table,
    excuses: list[dict[str, str]],
    related: list[dict[str, str]],
    known: list[str],
) -> None:
    """Write what confirming changes, all or nothing.

    Raises InputError where faults are `known`, or the ledger would then break a rule, with all of both.
    """
    from cited.ledger.rules import check

    root, package = project.root(), copy.deepcopy(tables.package())
    for resource in package["resources"]:
        if resource["name"] in ("figures", "numbers"):
            resource["path"] = [*resource["path"], f"{resource['name']}/{source}.csv"]
    described = files.Table(root / project.MARK, read_bytes(root / project.MARK), [], [])
    figures = [{column: row.get(column, "") for column in columns("figures")} for row in drafted.rows]
    rows = [{**entry, DRAFT: ""} if entry["source"] == source else entry for entry in listed.rows]
    after = {
        listed.path: listed.text(rows),
        described.path: json.dumps(package, ensure_ascii=False, indent=2) + "\n",
        drafted.path: files.table(columns("figures"), figures),
    }
    checks, held = files.load(root / _CHECKS), files.load(root / _RELATIONS)
    if excuses:
        after[checks.path] = checks.text([*checks.rows, *excuses], columns("checks"))
    if related:
        after[held.path] = held.text([*held.rows, *related], columns("relations"))
    if faults := [*known, *_others(check.faults_with(after), known)]:
        raise project.InputError(*folded(faults))
    transaction.write(after, seen(listed, described, drafted, checks, held))
