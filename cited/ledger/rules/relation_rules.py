"""The rules of `data/relations.csv` that no schema can say: which relations two figures can have."""

import re
from collections.abc import Iterator, Mapping

from cited import project
from cited.ledger.frames.relations import factor
from cited.ledger.store import tables
from cited.ledger.store.faults import Fault
from cited.ledger.store.terms import stem

# Kinds whose first figure is a rate or a share of the second.
OF_A_PERCENTAGE = ("growth", "share")
# What both figures of a pair are about; a part and its whole may be called otherwise, and a fact stated of others.
ABOUT = {
    "growth": ("theme", "actor"),
    "share": ("theme", "actor"),
    "part": ("theme",),
    "change": ("theme", "actor", "measure"),
    "same": ("theme", "measure"),
}
END = ("figure", "other")
SAME = "same"
_GRAMMAR = {"a", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}


def faults() -> list[Fault]:
    """Return what is wrong in the relations between figures; none where the package has no such table."""
    if not tables.has("relations"):
        return []
    (path,) = tables.files("relations")
    rows, file = tables.read(path), str(path.relative_to(project.root()))
    documents = {(row.get(end) or "").rpartition("-")[0] for row in rows for end in END}
    figures = {
        row["figure"]: row
        for one in tables.files("figures")
        if one.stem in documents
        for row in tables.read(one)
        if row.get("figure")
    }
    listed, seen = [], dict[tuple[str, frozenset[str]], int]()
    for number, row in enumerate(rows, start=2):
        wrong = [(end, "expected a figure of the ledger") for end in END if row.get(end) not in figures]
        if not wrong:
            pair = row["kind"], frozenset(row[end] for end in END)
            if seen.setdefault(pair, number) != number:
                wrong.append(("figure", f"expected each pair once; row {seen[pair]} has this one as {row['kind']}"))
            if row["relation"].rpartition("-")[0] not in pair[1]:
                wrong.append(("relation", f"expected the id of one of the two and a letter, {row['figure']}-a"))
            wrong += impossible(row["kind"], *(figures[row[end]] for end in END))
        listed += [Fault(file, number, column, row.get(column), why) for column, why in wrong]
    return listed


def impossible(kind: str, figure: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the column of relations.csv and what was expected there, for each reason why two figures are no such pair.

    `kind` is one of `cited.ledger.frames.relations.RULES`; cells that are no number are a fault of another rule.
    """
    if figure["figure"] == other["figure"]:
        yield "other", "expected another figure than the first"
        return
    shared = {figure["figure"], figure.get("repeats") or ""} & {other["figure"], other.get("repeats") or ""} - {""}
    if shared and kind != SAME:
        yield "kind", f"expected {SAME}: both state {shared.pop()}"
    first, second = figure["unit"], other["unit"]
    if kind in OF_A_PERCENTAGE:
        if first != "percent":
            yield "figure", f"expected a percentage; {figure['figure']} is in {first}"
        if second in ("percent", "rank"):
            yield "other", f"expected an amount or a count; {other['figure']} is in {second}"
    elif first != second and (kind != SAME or not factor(first, second)):
        yield "other", f"expected a figure in {first}, the unit of {figure['figure']}; it is in {second}"
    for column in ABOUT.get(kind, ()):
        if figure.get(column) != other.get(column):
            expected = f"“{figure.get(column)}” and “{other.get(column)}”"
            yield "other", f"expected a figure with the `{column}` of {figure['figure']}; they have {expected}"
    if kind in (*OF_A_PERCENTAGE, "part") and not _related(figure.get("measure") or "", other.get("measure") or ""):
        expected = f"“{figure.get('measure')}” and “{other.get('measure')}”"
        yield "other", f"expected a figure whose measure says the same things; {expected} share no word"
    yield from _uncomputable(kind, figure, other)


def _related(one: str, other: str) -> bool:
    """Tell whether two measures have a word in common, in whatever form: a change in entries, and entries."""
    first, second = ({*map(stem, re.findall(r"[^\W\d_]+", text.lower()))} for text in (one, other))
    return bool((first & second) - _GRAMMAR) or not (one and other)


def _uncomputable(kind: str, figure: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs that imply no number, or an impossible one."""
    try:
        first, second = ([float(row[end]) for end in ("low", "high") if row.get(end)] for row in (figure, other))
    except ValueError:
        return
    if not first:
        return
    if kind == "share" and not 0 < max(first) <= 100:
        yield "figure", "expected a percentage of a whole, more than 0 and at most 100"
    if kind == "growth" and min(first) <= -100:
        yield "figure", "expected a rate above -100 per cent, of which something is left"
    if kind == "change" and figure.get("period") and figure.get("period") == other.get("period"):
        yield "other", f"expected a figure of an earlier time than {figure['period']}"
    if kind in ("part", "change") and 0 in second:
        yield "other", "expected a figure that is not 0, of which a percentage can be taken"
    if kind == "part" and figure.get("high") and other.get("high") and min(first) > max(second) > 0:
        yield "figure", f"expected no more than the whole, {other['figure']}"
