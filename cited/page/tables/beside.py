"""Words beside a number: a party, a measure, a unit or a verdict that the ledger knows must be that of its sources.

What pandas made of the ledger keeps for each number what it was made of, but the words beside it are a notebook's:
grouped by a column that was changed, or given another index, a number would stand beside the name of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cited import reads
from cited.ledger.agreement.verdicts import select
from cited.ledger.frames import known
from cited.ledger.store import names, tables
from cited.ledger.store.outcomes import Outcome
from cited.ledger.traced.origins import AT, Origin, ProvenanceError

# The columns whose words a reader takes for those of a number's own figures, and those that name a party.
WORDED = ("measure", "theme", "basis", "status", "source", "unit")
PARTIES = ("actor", "counterpart", "area", "partner")
VERDICT = "verdict"
# A number by one of these rules is set against others than its row names, as a share of a whole is.
OF_MORE = ("divided", "less", "multiplied")


class Beside:
    """The check of the words of one table or chart; `require` raises ProvenanceError.

    A number has a word where every figure of it has, and one that is set against others where one of them has. Words
    that the ledger does not know are the notebook's own.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._parties = {row["name"] for row in names.names(kind=names.PARTY)}
        self._known: dict[tuple[str, str], bool] = {}

    def require(self, row: Mapping[str, Any], numbers: Iterable[str]) -> None:
        """Raise ProvenanceError for a word of the row that none of its numbers has, or a heading that its own has not.

        `numbers` are the columns of numbers; the others hold the words.
        """
        origins = {name: row[name].origin for name in numbers if row[name] == row[name]}
        stated = {name: origin for name, origin in origins.items() if origin and origin.sources}
        words = [(name.lower(), cell) for name, cell in row.items() if name not in numbers and isinstance(cell, str)]
        for column, word in words if stated else ():
            if word and not any(self._has(origin, column, word) for origin in stated.values()):
                raise self._other(column, word, next(iter(stated.values())))
        for name, origin in stated.items():
            for part in name.split(", "):
                if part in self._parties and not self._has(origin, "", part):
                    raise self._other("heading", part, origin)

    def _other(self, column: str, word: str, origin: Origin) -> ProvenanceError:
        return ProvenanceError(
            f"“{self._title}”, {column or 'index'} “{word}”: the number beside it is of {origin.sources[0].name}, of "
            "which the ledger does not say this; expected the ledger's words as they are, or words of your own for "
            "what is taken together"
        )

    def _has(self, origin: Origin, column: str, word: str) -> bool:
        if origin.figures and column not in WORDED and (column == VERDICT or word in {*Outcome}):
            # The notebook has read the verdicts.
            with reads.inside():
                return _every(origin, [{str(row[VERDICT])} for row in select(figure=[*origin.figures])], word)
        if column in WORDED:
            if not origin.figures or word == origin.unit or not self._is_known(column, word):
                return True
            return _every(origin, [_parts(row[column]) for row in _figures(origin)], word)
        if word not in self._parties:
            return True
        if column in PARTIES and origin.figures:
            return _every(origin, [_named(row, column) for row in _figures(origin)], word)
        return any(word.casefold() in cell for cell in _cells_of(origin))

    def _is_known(self, column: str, word: str) -> bool:
        if (column, word) not in self._known:
            self._known[column, word] = not known.unknown(table="figures", column=column, names=[word])
        return self._known[column, word]


def _every(origin: Origin, of: Iterable[set[str]], word: str) -> bool:
    holds = [word in own or _parts(word) <= own for own in of]
    return any(holds) if any(rule in origin.rule for rule in OF_MORE) else all(holds)


def _parts(cell: str) -> set[str]:
    """Return what a cell names, one by one and all together."""
    return {cell, *cell.split(tables.SEPARATOR)}


def _figures(origin: Origin) -> list[tables.Row]:
    return tables.select(table="figures", figure=[*origin.figures])


def _named(row: tables.Row, column: str) -> set[str]:
    return _parts(row[column]) if column in row else _parts(row["actor"]) | _parts(row["counterpart"])


def _cells_of(origin: Origin) -> list[str]:
    """Return what the ledger says of the figures and series that a number was made of, in small letters."""
    series = list(dict.fromkeys(name.partition(AT)[0] for name in origin.observed))
    series_rows = tables.select(table="series", series=series) if series else []
    cells = [cell for row in (*(_figures(origin) if origin.figures else ()), *series_rows) for cell in row.values()]
    cells += [names.party(row[column]) for row in series_rows for column in ("area", "partner") if row[column]]
    return [cell.casefold() for cell in (*cells, *map(names.label, series))]
