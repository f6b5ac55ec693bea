"""The relations of a draft: rows of data/relations.csv for what the sentences of its figures say together."""

import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cited.intake import texts
from cited.intake.consistency import relate
from cited.intake.consistency.related import Mention, Related
from cited.intake.reading.grammar import read_text
from cited.ledger.frames.relations import RULES
from cited.ledger.rules.relation_rules import impossible

REMARK = "Drafted from the grammar of the sentence."
Row = Mapping[str, str]


class Drafted(NamedTuple):
    """The rows drafted for what a look finds in a text, and how many relations of each kind no row can say: a total
    with its parts, an amount in two currencies, an average, a fall by a percentage."""

    rows: list[dict[str, str]]
    left: Counter[str]


def drafted(lines: Sequence[str], figures: Sequence[Row], known: Sequence[Row]) -> Drafted:
    """Return one row per relation that the text of some figures shows and `known` does not have.

    The relations are those of a first look; each is drafted that data/relations.csv can say of two figures.
    """
    mentions = relate.mentions(lines, read_text(list(lines)))
    relations = relate.everything(lines, mentions)
    rows = _rows(lines, mentions, figures)
    ids = {row["relation"] for row in known}
    pairs = {frozenset((row["figure"], row["other"])) for row in known}
    drafts: list[dict[str, str]] = []
    left = Counter[str]()
    for one in relations:
        first, second = (rows.get(index) for index in one.figures[:2]) if len(one.figures) > 1 else (None, None)
        if not first or not second or first is second:
            continue
        if not _belongs(one, first, second):
            left[one.kind] += 1
            continue
        pair = frozenset((first["figure"], second["figure"]))
        name = next(_free(first["figure"], ids), "")
        if name and pair not in pairs:
            pairs.add(pair)
            ids.add(name)
            ends = {"figure": first["figure"], "other": second["figure"]}
            drafts.append({"relation": name, "kind": one.kind, **ends, "remark": REMARK})
    return Drafted(drafts, left)


def _rows(lines: Sequence[str], mentions: Sequence[Mention], figures: Sequence[Row]) -> dict[int, Row]:
    """The row of each quantity that a figure covers."""
    places = texts.Places(list(lines))
    by_line: dict[int, list[tuple[int, int, Row]]] = {}
    for row in figures:
        start = places.start(int(row["line"]), row["printed"], int(row["occurrence"]))
        by_line.setdefault(int(row["line"]), []).append((start, start + len(row["printed"]), row))
    by_figure: dict[int, Row] = {}
    for index, one in enumerate(mentions):
        for start, end, row in by_line.get(one.quantity.line, ()):
            if start >= 0 and start < one.quantity.end and one.quantity.start < end:
                by_figure.setdefault(index, row)
    return by_figure


def _belongs(one: Related, first: Row, second: Row) -> bool:
    """Whether the ledger can compute the relation of two rows as a person has left them."""
    if (
        one.kind not in RULES
        or first.get("repeats") == second["figure"]
        or (one.kind == "growth" and one.how == "down")
    ):
        return False
    return not any(impossible(one.kind, first, second))


def _free(figure: str, ids: set[str]) -> Iterator[str]:
    return (name for letter in string.ascii_lowercase if (name := f"{figure}-{letter}") not in ids)
