"""What the desk shows: a draft's rows as a person reads them, what is guessed, and what `confirm` still needs."""

from collections import Counter
from collections.abc import Mapping
from typing import TypedDict

from cited.intake import texts
from cited.intake.auditing import audit, audit_reading
from cited.intake.auditing.audit import FIGURE
from cited.intake.classing.classes import CLASSES
from cited.intake.consistency.shown import number
from cited.intake.desk import store
from cited.intake.desk.cells import EDITABLE
from cited.intake.desk.edits import number_name
from cited.intake.desk.words import ACCEPTED, GUESSED, Row, tables_of
from cited.intake.drafting.confirm import measure_judge, needed
from cited.intake.drafting.draft import DRAFT, NEEDED
from cited.intake.reading.grammar import read_text
from cited.ledger.agreement.hedges import WIDTHS, Hedge
from cited.ledger.rules import naming
from cited.ledger.store import names, tables

# Cells of a drafted row that no rule reads from the words, until a person has seen them.
_ALWAYS_GUESSED = ("measure", "theme", "period", "basis")
_VALUES = ("hedge", "basis", "status", "theme")


class RowState(TypedDict):
    """A row as the page shows it."""

    id: str
    line: int
    span: list[int]  # where its words begin and end in the line; empty where they do not stand there
    shown: str  # its value
    accepted: bool
    guessed: list[str]  # columns, as are `missing` and `editable`
    missing: list[str]
    row: Row
    editable: list[str]
    unknown: list[list[str]]  # kind and name of each that no table has
    table: int  # the first line of the table that the row stands in, or 0


class Needs(TypedDict):
    """What `confirm` still needs: rows not looked at, empty cells by column, and each fault in words."""

    open: int
    missing: list[tuple[str, int]]
    faults: list[str]


def state(saved: store.Saved) -> dict[str, object]:
    """Return what the page shows of a document's rows: JSON values only."""
    draft = saved.draft
    places = texts.Places(draft.lines)
    rows = [_row(row, _span(row, places), saved.editable) for row in draft.figures]
    if saved.editable:
        _name_unknown(rows)
        tables_ = tables_of(draft.lines)
        for one in rows:
            one["table"] = tables_.get(one["line"], range(0, 1)).start
    numbers = [
        {
            "id": number_name(row),
            "line": int(row["line"]),
            "span": _span(row, places),
            "class": row["class"],
            "row": row,
        }
        for row in draft.numbers
        # A row of class `figure` only says that a rule is wrong: the figure has a row of its own.
        if row["class"] != FIGURE
    ]
    return {
        "version": saved.version,
        "editable": saved.editable,
        "undo": store.steps(draft.source) if saved.editable else 0,
        "rows": rows,
        "numbers": numbers,
        "loose": _loose(saved) if saved.editable else [],
        "needs": _needs(saved, rows),
    }


def text(saved: store.Saved) -> list[dict[str, object]]:
    """Return the lines of a document, each with the numbers that a rule classes: where they stand and their class."""
    return [
        {
            "line": index,
            "text": line,
            "classed": [
                [numeral.start, numeral.end, name]
                for numeral, name in zip(reading.numerals, reading.classes, strict=True)
                if name in CLASSES
            ],
            "numerals": [[numeral.start, numeral.end] for numeral in reading.numerals],
        }
        for index, (line, reading) in enumerate(
            zip(saved.draft.lines, read_text(saved.draft.lines), strict=True), start=1
        )
        if line.strip()
    ]


def offered() -> dict[str, list[str]]:
    """Return the values that a cell may take or that other rows have: controlled names first."""
    known = tables.rows("figures") if tables.has("figures") else []
    offered = {
        "actor": [row["name"] for row in names.names(kind=names.PARTY)],
        "unit": [row["name"] for row in names.names(kind=names.UNIT)] or _used(known, "unit"),
        "measure": [row["name"] for row in names.names(kind=names.MEASURE)] + _used(known, "measure"),
        **{column: _enumerated(column) or _used(known, column) for column in _VALUES},
    }
    offered["counterpart"] = offered["actor"]
    offered["hedge"] = offered["hedge"] or [word for word in WIDTHS if word]
    return {column: list(dict.fromkeys(values)) for column, values in offered.items()}


def shown(row: Mapping[str, str]) -> str:
    """Return a row's value with separators and unit, as pages show it."""
    ends = [end for end in (row.get("low"), row.get("high")) if end]
    try:
        value = " to ".join(number(float(end)) for end in dict.fromkeys(ends))
    except ValueError:
        return "no number"
    if row.get("unit") == "percent":
        return f"{value}%"
    hedge = row.get("hedge") or ""
    hedged = f"{hedge} " if hedge and hedge not in (Hedge.RANGE, Hedge.MAGNITUDE) else ""
    return f"{hedged}{value} {row.get('unit') or ''}".strip() or "no number"


def _row(row: Row, span: list[int], editable: bool) -> RowState:
    open_ = editable and row.get(DRAFT, "") != ACCEPTED
    guessed = row[GUESSED].split() if GUESSED in row else list(_ALWAYS_GUESSED)
    return {
        "id": row["figure"],
        "line": int(row["line"]),
        "span": span,
        "shown": shown(row),
        "accepted": not open_,
        "guessed": [column for column in guessed if row.get(column)] if open_ else [],
        "missing": [column for column in NEEDED if not row.get(column)],
        "row": row,
        "editable": [column for column in EDITABLE if column in row],
        "unknown": [],
        "table": 0,
    }


def _loose(saved: store.Saved) -> list[dict[str, object]]:
    """The numbers that have neither a row nor a class: the audit objects to each."""
    draft, places = saved.draft, texts.Places(saved.draft.lines)
    held: dict[int, list[list[int]]] = {}
    for row in (*draft.figures, *draft.numbers):
        if span := _span(row, places):
            held.setdefault(int(row["line"]), []).append(span)
    return [
        {"id": f"{line}:{numeral.start}", "line": line, "span": [numeral.start, numeral.end]}
        for line, reading in enumerate(audit_reading.trusted(tuple(draft.lines), audit.noted(draft.source)), start=1)
        for numeral, name in zip(reading.numerals, reading.classes, strict=True)
        if name not in CLASSES
        and not any(start <= numeral.start and numeral.end <= end for start, end in held.get(line, ()))
    ]


def _name_unknown(rows: list[RowState]) -> None:
    """Give each row the names that no table has, so that the person can add them: kind and name."""
    judge = measure_judge()
    for fault in naming.drafted("", [row["row"] for row in rows]):
        kind = names.UNIT if fault.column == "unit" else names.PARTY
        rows[fault.row - 2]["unknown"].append([kind, fault.value or ""])
    for row in rows:
        if judge(row["row"]):
            row["unknown"].append([names.MEASURE, row["row"]["measure"]])


def _needs(saved: store.Saved, rows: list[RowState]) -> Needs:
    missing = Counter(column for row in rows for column in row["missing"])
    faults = needed(saved.draft.source) if saved.editable else []
    return {
        "open": sum(not row["accepted"] for row in rows),
        "missing": [(column, missing[column]) for column in NEEDED if missing[column]],
        "faults": faults,
    }


def _span(row: Mapping[str, str], places: texts.Places) -> list[int]:
    start = places.start(int(row["line"]), row["printed"], int(row["occurrence"]))
    return [start, start + len(row["printed"])] if start >= 0 else []


def _used(rows: list[dict[str, str]], column: str) -> list[str]:
    return [value for value, _ in Counter(row[column] for row in rows if row.get(column)).most_common()]


def _enumerated(column: str) -> list[str]:
    resource = next(entry for entry in tables.package()["resources"] if entry["name"] == "figures")
    constraints = [field.get("constraints", {}) for field in resource["schema"]["fields"] if field["name"] == column]
    return list(constraints[0].get("enum", ())) if constraints else []
