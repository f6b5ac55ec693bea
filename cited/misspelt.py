"""What a package offers to notebooks: a name or an argument that it does not have is answered with the nearest."""

from __future__ import annotations

import functools
import inspect
import numbers
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, ParamSpec, TypeVar

from cited import private
from cited.nearest import suggestion

P = ParamSpec("P")
R = TypeVar("R")
# The kinds of arguments that are looked at, as annotations have them, and what they are called.
WORDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "list[str]": "a list of texts",
    "None": "None",
}


# The names that each package offers, for messages of modules below it, which do not import it.
OFFERED: dict[str, Sequence[str]] = {}


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

    It keeps the names in `OFFERED`. `others` are names by their package. An import of the name raises ImportError,
    anything else AttributeError.
    """

    OFFERED[package] = names

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


def require_kinds(function: str, parameters: Mapping[str, inspect.Parameter], given: Mapping[str, object]) -> None:
    """Raise TypeError for an argument of another kind than its parameter takes: a text where a list is expected.

    Only what takes texts, numbers and lists of texts is looked at, and a list may be anything else to go through.
    """
    for parameter, name, value in _each(parameters, given):
        taken = _kinds(parameter.annotation)
        if not taken or any(_is_of(kind, value) for kind in taken):
            continue
        shown = f"“{value}”" if isinstance(value, str) else " ".join(repr(value).split())
        wanted = " or ".join(WORDS[kind] for kind in taken)
        example = f", [{shown}]" if isinstance(value, str) and taken[0] == "list[str]" else ""
        raise TypeError(f"{function}: {name}: {shown:.60}; expected {wanted}{example}")


def _each(
    parameters: Mapping[str, inspect.Parameter], given: Mapping[str, Any]
) -> Iterator[tuple[inspect.Parameter, str, object]]:
    """Give each argument with its parameter and name: what `*names` and `**columns` take one by one."""
    for name, value in given.items():
        parameter = parameters[name]
        if parameter.kind is parameter.VAR_KEYWORD:
            yield from ((parameter, key, each) for key, each in value.items())
        else:
            each_value = value if parameter.kind is parameter.VAR_POSITIONAL else [value]
            yield from ((parameter, name, each) for each in each_value)


def _kinds(annotation: object) -> list[str]:
    """The kinds that a parameter takes, by its annotation; empty where it takes another besides."""
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    named = re.sub(r"\blist\b(?!\[)|tuple\[str, \.\.\.\]", "list[str]", text or str(annotation))
    kinds = list(dict.fromkeys(named.split(" | ")))
    return kinds if all(kind in WORDS for kind in kinds) else []


def _is_of(kind: str, value: object) -> bool:
    if kind == "None":
        return value is None
    if kind == "list[str]":
        # A column of a frame is no list to what compares the whole with a text.
        return isinstance(value, Iterable) and not isinstance(value, str) and not hasattr(value, "tolist")
    return isinstance(value, {"str": str, "int": numbers.Integral, "float": numbers.Real}[kind])


def answered(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that raises TypeError, in words that name it, where it cannot be called as it is."""
    signature, name = inspect.signature(function), function.__name__
    parameters = signature.parameters
    takes_any = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values())

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        if not takes_any:
            require_arguments(name, [*parameters], kwargs)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{name}: {_unbound(error, signature)}") from None
        require_kinds(name, parameters, bound.arguments)
        return function(*args, **kwargs)

    return call


def _unbound(error: TypeError, signature: inspect.Signature) -> str:
    """What is wrong with the arguments of a call that `bind` has refused."""
    if "positional" not in str(error):
        return str(error)
    named = [f"{each.name}=" for each in signature.parameters.values() if each.kind is each.KEYWORD_ONLY]
    others = [each.name for each in signature.parameters.values() if each.kind is each.POSITIONAL_OR_KEYWORD]
    takes = ", ".join([*others, *named]) or ("values by name" if signature.parameters else "none")
    return f"too many arguments without a name; it takes {takes}"


def public(
    package: Mapping[str, Any], wrap: Callable[[Callable[..., object]], Callable[..., object]]
) -> dict[str, object]:
    """Return the functions of a package that its `__all__` names, each wrapped; classes stay as they are."""
    # One that remembers what it returned is no function to Python.
    offered = {name: package[name] for name in package["__all__"] if callable(package[name])}
    return {name: wrap(each) for name, each in offered.items() if not inspect.isclass(each)}
