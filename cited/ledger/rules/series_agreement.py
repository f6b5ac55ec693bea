"""What series that have much in common must have alike: a data set has one licence, a code one publisher, and so on."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cited.ledger.rules.observation_rules import UNKNOWN

STEM, WORK = "series", "title of all editions"
# How a title ends of which another edition is held: `…, as first printed`, `…, as later revised`.
EDITION = re.compile(r",? as (?:first|later|last) \w+$")


class Rule(NamedTuple):
    """Series with these cells alike, each of them said, have this one alike: `of` says in words what they then are."""

    alike: tuple[str, ...]
    column: str
    of: str
    # The cell of these that may be empty: a data set without codes is a whole.
    unsaid: str = ""


CODE, DATASET = ("code",), "of the same data set"
RULES: tuple[Rule, ...] = (
    Rule(CODE, "publisher", "of the same code"),
    Rule(("publisher", "dataset", "vintage"), "revised", "of the same edition"),
    Rule(("publisher", "dataset", "code"), "licence", DATASET, "code"),
    Rule(("publisher", "dataset", "code"), "address", DATASET, "code"),
    Rule(("dataset", "address"), "publisher", DATASET),
)
# The same of another area has the same unit, whoever counts it; and where one body does, the same kind.
ELSEWHERE = "the same of another area"
FAMILY = (Rule((STEM,), "unit", ELSEWHERE), Rule((STEM, "publisher", "dataset"), "kind", ELSEWHERE))
# Editions of one statistic count one thing; those of one area only, since titles need not name it.
RULES += tuple(
    Rule((WORK, "publisher", "area"), column, "in another edition") for column in ("unit", "partner", "kind")
)
# Cells that may be empty where another series says what they would be.
UNSAID = ("licence", "address")


class Agreement:
    """The series that were looked at, by what they have in common with those to come."""

    def __init__(self) -> None:
        """Begin with none."""
        self._first: dict[tuple[str | Rule, ...], Mapping[str, str]] = {}

    def faults(self, row: Mapping[str, str], areas: set[str]) -> Iterator[tuple[str, str]]:
        """Give the column and what was expected there, for each way in which a series disagrees with an earlier one.

        `areas` are the codes with which ids of series end that are of several areas.
        """
        stem, _, ending = row["series"].rpartition("-")
        for rule in (*RULES, *(FAMILY if ending.upper() in areas else ())):
            key = [self._cell(row, name, stem) for name in rule.alike]
            stated = all(cell not in UNKNOWN or name == rule.unsaid for cell, name in zip(key, rule.alike, strict=True))
            if not stated or (rule.column in UNSAID and row[rule.column] in UNKNOWN):
                continue
            like = self._first.setdefault((rule, *key), row)
            if row[rule.column] == like[rule.column]:
                continue
            if rule.alike == CODE:
                yield "code", f"expected a code of {row['publisher']}; {like['series']} has it of another publisher"
            else:
                expected = like[rule.column] or "nothing"
                yield rule.column, f"expected {expected}, as {like['series']} has it, {rule.of}"

    @staticmethod
    def _cell(row: Mapping[str, str], name: str, stem: str) -> str:
        if name == WORK:
            return EDITION.sub("", row["title"])
        return stem if name == STEM else row[name]
