"""Checks of arguments: frames that a notebook hands to its functions are held to the ledger before they run.

What `converted` or `totals` made of a number under the ledger's name would lead to the ledger: it must be the ledger's.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from cited import misspelt, reads
from cited.ledger.frames import known
from cited.nearest import suggestion

if TYPE_CHECKING:
    import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")


def _figures(frame: pd.DataFrame) -> pd.DataFrame:
    from cited.ledger.frames import own

    return own.figures(frame)


def _observations(frame: pd.DataFrame) -> pd.DataFrame:
    from cited.ledger.frames import own_rows

    own_rows.published(frame, "observations")
    return frame


def _amounts(frame: pd.DataFrame) -> pd.DataFrame:
    return _observations(frame) if "value" in frame.columns else _figures(frame)


# What each parameter of a public function is.
ROLES: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "figures": _figures,
    "judged": _figures,
    "observations": _observations,
    "frame": _amounts,
}
# Functions that only choose rows, of any frame that has the columns: what they give is held where it goes next.
CHOOSING = frozenset({"one", "peak", "latest", "in_period", "where_cited"})


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Return a public function that is given the ledger's own; raises ProvenanceError and UnknownName otherwise.

    The message names the function, the row, the column and both cells; a frame without a column that the function
    needs is an UnknownName with the column. Misspelt keywords are answered by `cited.misspelt`.
    """
    signature = inspect.signature(function)
    roles = [name for name in signature.parameters if name in ROLES]
    if not roles:
        return misspelt.answered(function)
    choosing = function.__name__ in CHOOSING

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        bound = signature.bind(*args, **kwargs)
        frames = {name: bound.arguments[name] for name in roles if name in bound.arguments}
        try:
            # What the notebook read is noted already: comparing with it reads nothing more.
            with reads.inside():
                checked = {name: _checked(name, frame, choosing) for name, frame in frames.items()}
                bound.arguments.update(checked)
            return function(*bound.args, **bound.kwargs)
        except KeyError as error:
            raise without(error, function.__name__, frames) from None
        except (ValueError, TypeError) as error:
            if type(error).__module__.startswith("cited.") or type(error) is TypeError:
                raise type(error)(f"{function.__name__}: {error}") from None
            raise

    return misspelt.answered(call)


def _checked(name: str, frame: object, choosing: bool) -> object:
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"{name}: {frame!r:.60} is no frame of pandas; expected what the ledger gives, or rows of it")
    return frame if choosing or frame.empty else ROLES[name](frame)


def without(error: KeyError, function: str, frames: Mapping[str, object]) -> Exception:
    """Return what is raised for a column that no frame has; another error of a key stays as it is."""
    missing = str(error.args[0]) if error.args else ""
    for name, frame in frames.items():
        if hasattr(frame, "columns") and missing.isidentifier() and missing not in frame.columns:
            columns = [*map(str, frame.columns)]
            return known.UnknownName(
                f"{function}: {name} has no column “{missing}”{suggestion(missing, columns)}; expected the columns "
                "that the ledger gives it"
            )
    return error
