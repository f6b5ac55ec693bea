"""Checks of arguments: what a notebook gives to a public function is held to the ledger before the function runs.

Every function of `cited.page.__all__` goes through `guarded`. By the name of a parameter it is known what a frame is;
a function with a frame under any other name is an error when the page is imported, so that none goes by unchecked.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from cited import misspelt
from cited.ledger.frames import own, own_rows
from cited.ledger.frames.argument_checks import without
from cited.ledger.frames.known import UnknownName
from cited.ledger.store.data_cache import unchanging
from cited.ledger.traced.origins import ProvenanceError
from cited.page.tables import traced

P = ParamSpec("P")
R = TypeVar("R")


def _figures(frame: pd.DataFrame | pd.Series) -> object:
    if isinstance(frame, pd.Series) or traced.is_made(frame, traced.FIGURES):
        _made(frame)
        return frame
    return own.figures(frame)


def _judged(frame: pd.DataFrame) -> object:
    return own.figures(frame) if own.is_judged(frame) else _figures(frame)


def _statistics(frame: pd.DataFrame | pd.Series) -> object:
    if isinstance(frame, pd.Series) or traced.is_made(frame, traced.OBSERVATIONS):
        _made(frame)
    else:
        own_rows.observations(frame)
    return frame


def _converted(frame: pd.DataFrame) -> pd.DataFrame:
    own_rows.published(frame, "amounts")
    return frame


def _observation(row: pd.Series) -> pd.Series:
    own_rows.published(row.to_frame().T, f"{row['series']}, {row['period']}")
    return row


def _figure(row: pd.Series) -> pd.Series:
    # A column of numbers is no row.
    if not {"printed", "measure"} <= {*row.index}:
        return row
    own.figures(pd.DataFrame([list(row)], columns=list(row.index), index=[row.name], dtype=object))
    return row


def _source(row: pd.Series | dict[str, str]) -> object:
    own_rows.source({**row}, str(row.get("source") or getattr(row, "name", "")))
    return row


def _values(values: dict[str, object]) -> dict[str, object]:
    for value in values.values():
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, pd.Series):
                _figure(one)
    return values


def _checking(check: Callable[[pd.DataFrame], None]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def checked(frame: pd.DataFrame) -> pd.DataFrame:
        check(frame)
        return frame

    return checked


# What each parameter of a public function is; a frame that pandas made of the ledger's may stand for some.
ROLES: dict[str, Callable[[Any], object]] = {
    "figures": _figures,
    "part": _judged,
    "whole": _judged,
    "damaged": _figures,
    "figure": _figure,
    "judged": _judged,
    "observations": _statistics,
    "observation": _observation,
    "amounts": _converted,
    "events": _checking(own_rows.events),
    "relations": _checking(own_rows.relations),
    "implied": _checking(own_rows.rates),
    "cited": _checking(own_rows.works),
    "source": _source,
    "values": _values,
}
# Those of which a function takes one row.
ROWS = ("figure", "observation", "source")
# By these columns, or by its index, a frame of fewer columns is known.
MADE = (
    ({*own_rows.RELATION}, "", own_rows.relations),
    ({"date", "kind", *own_rows.EVENT}, "", own_rows.events),
    ({"original", "pair"}, "", own_rows.rates),
    ({"figure"}, "check", own_rows.findings),
    ({"source", "title"}, "work", own_rows.works),
    ({"title"}, "series", own_rows.series),
    ({"title"}, "source", own_rows.sources),
)


def _made(given: pd.DataFrame | pd.Series) -> None:
    """Hold what a frame or column that pandas made has under the names of the ledger."""
    frame = given.to_frame(given.name or "value") if isinstance(given, pd.Series) else given
    for columns, index, check in MADE:
        if columns <= {*frame.columns} and index in ("", frame.index.name):
            check(frame)
            return
    own.of_rows(frame)


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Return a public function that is given the ledger's own, or raises UnknownName or ProvenanceError.

    The message names the function, the row, the column, the ledger's cell and the given one. A keyword that the
    function does not have is a TypeError with the nearest that it has. Raises LookupError at once for a function that
    takes a frame by a name of which `ROLES` does not say what it is.
    """
    signature = inspect.signature(function)
    for name, parameter in signature.parameters.items():
        if _takes_rows(parameter) and name not in ROLES:
            raise LookupError(f"{function.__name__}, parameter {name}: takes rows; expected one of {', '.join(ROLES)}")
    roles = [name for name, parameter in signature.parameters.items() if name in ROLES]
    optional = {name for name in roles if "None" in str(signature.parameters[name].annotation)}

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        bound = signature.bind(*args, **kwargs)
        try:
            with unchanging():
                _check(bound.arguments, roles, optional)
        except (ProvenanceError, UnknownName, TypeError) as error:
            raise type(error)(f"{function.__name__}: {error}") from None
        except KeyError as error:
            raise without(error, function.__name__, {name: bound.arguments.get(name) for name in roles}) from None
        try:
            with unchanging():
                return function(*bound.args, **bound.kwargs)
        except KeyError as error:
            raise without(error, function.__name__, {name: bound.arguments.get(name) for name in roles}) from None

    return misspelt.answered(call)


def _check(given: dict[str, Any], roles: list[str], optional: set[str]) -> None:
    for name in roles:
        if name not in given:
            continue
        rows = given[name]
        absent = rows is None and name in optional
        if absent or (isinstance(rows, pd.DataFrame) and rows.empty and name != "judged"):
            continue
        if name != "values" and not isinstance(rows, pd.DataFrame | pd.Series | dict):
            nothing = " (`one` and `latest` give None where there is nothing)" if rows is None else ""
            raise TypeError(
                f"{name}: {rows!r:.60} is no frame of pandas; expected what the ledger gives, or a part of it{nothing}"
            )
        if name in ROWS and isinstance(rows, pd.DataFrame):
            raise TypeError(f"{name}: a frame; expected one row of it, as `one` and `latest` give it")
        if isinstance(rows, pd.DataFrame) and (twice := [*rows.columns[rows.columns.duplicated()]]):
            raise ValueError(f"several columns are called “{twice[0]}”; expected a name for each, by `rename`")
        if name != "judged":
            given[name] = ROLES[name](rows)
            continue
        given[name] = rows = own.by_id(rows)
        # Of the verdicts of a theme those alone that the page shows.
        if isinstance(figures := given.get("figures"), pd.DataFrame):
            _require_all(figures, rows)
            rows = rows[rows.index.isin(figures.index)]
        elif isinstance(figure := given.get("figure"), pd.Series):
            rows = rows[rows.index == figure.name]
        _judged(rows)


def _require_all(figures: pd.DataFrame, judged: pd.DataFrame) -> None:
    if strange := [figure for figure in figures.index if figure not in judged.index]:
        raise UnknownName(
            f"{strange[0]} has no row among the verdicts; expected verdicts of the same figures, as "
            "`verdicts(theme=…)` with what `figures` was given"
        )


def _takes_rows(parameter: inspect.Parameter) -> bool:
    return "DataFrame" in str(parameter.annotation) or "Series" in str(parameter.annotation)
