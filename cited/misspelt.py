"""What a package offers to notebooks: a name or an argument that it does not have is answered with the nearest."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, ParamSpec, TypeVar

from cited import private
from cited.nearest import suggestion

P = ParamSpec("P")
R = TypeVar("R")


class NoName(AttributeError):
    """What is raised for a name that a package does not have; the nearest is sought when it is read.

    Python itself asks a package for each of its modules that is imported for the first time.
    """

    def __init__(self, package: str, name: str, names: Sequence[str], others: Mapping[str, Sequence[str]]):
        """Keep the package, the name that it does not have, those that it has, and those of other packages."""
        super().__init__(package, name)
        self.package, self.missing, self.names, self.others = package, name, names, others

    def __str__(self) -> str:
        elsewhere = next((f"; `{other}` has it" for other, names in self.others.items() if self.missing in names), "")
        return f"{self.package} has no “{self.missing}”{elsewhere or suggestion(self.missing, self.names)}"


def attribute(package: str, names: Sequence[str], others: Mapping[str, Sequence[str]]) -> Callable[[str], NoReturn]:
    """Return the `__getattr__` of a package: it raises, with the nearest of its names or the other package that has it.

    `others` are names by their package. An import of the name raises ImportError, anything else AttributeError.
    """

    def missing(name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        if not private.is_imported_from(1):
            raise NoName(package, name, names, others)
        raise ImportError(str(NoName(package, name, names, others)))

    return missing


def require_arguments(function: str, known: Sequence[str], given: Mapping[str, object]) -> None:
    """Raise TypeError for a keyword that a function does not have, with the nearest that it has."""
    for name in given:
        if name not in known:
            raise TypeError(f"{function}: no argument “{name}”; it has {', '.join(known)}{suggestion(name, known)}")


def answered(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function whose misspelt keywords are answered by `require_arguments`."""
    parameters = inspect.signature(function).parameters
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return function
    known = [*parameters]

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        require_arguments(function.__name__, known, kwargs)
        return function(*args, **kwargs)

    return call


def public(
    package: Mapping[str, Any], wrap: Callable[[Callable[..., object]], Callable[..., object]]
) -> dict[str, object]:
    """Return the functions of a package that its `__all__` names, each wrapped; classes stay as they are."""
    return {name: wrap(package[name]) for name in package["__all__"] if inspect.isfunction(package[name])}
