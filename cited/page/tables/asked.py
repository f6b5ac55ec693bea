"""Columns that a call names: one that a frame does not have is an error with the nearest that it has."""

from collections.abc import Iterable

from cited.ledger.frames.known import UnknownName
from cited.nearest import suggestion


def require_columns(argument: str, given: Iterable[str], known: Iterable[object]) -> None:
    """Raise UnknownName where an argument names an unknown column."""
    names = [str(name) for name in known]
    for name in given:
        if name not in names:
            listed = ", ".join(names)
            raise UnknownName(f"{argument}: no column “{name}”{suggestion(name, names)}; expected one of {listed}")
