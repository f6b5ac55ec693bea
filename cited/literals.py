"""The types of parameters, and the literals that a parameters cell may give without one."""

import json

# After a type: `None`, for which there may be nothing, is a value too; in the catalogue it is `null`.
OPTIONAL = " | None"
TYPES = {"str": str, "int": int, "float": float, "bool": bool, "list[str]": list, "list[int]": list}
# How a message lists them.
NAMED = f"one of {', '.join(TYPES)}, or one of these and `{OPTIONAL.strip()}`"
# What a literal without a type may be besides: only its own kind of value takes its place, of `None` any.
LOOSE = {"list": list, "dict": dict, "None": object}


def optional(kind: str) -> bool:
    """Tell whether None is a value of a declared type."""
    return kind.endswith(OPTIONAL)


def fits(value: object, kind: str) -> bool:
    """Tell whether a value is of a declared type; a whole number is a `float` too, and a truth value no number."""
    if optional(kind):
        return value is None or fits(value, kind.removesuffix(OPTIONAL))
    if kind in LOOSE:
        return isinstance(value, LOOSE[kind])
    if kind.startswith("list["):
        return isinstance(value, list) and all(fits(item, kind[5:-1]) for item in value)
    if isinstance(value, bool):
        return kind == "bool"
    return isinstance(value, (int, float) if kind == "float" else TYPES[kind])


def listed(value: object) -> object:
    """Return a value with lists in place of tuples, which JSON does not know.

    >>> listed({"years": (2010, 2016)})
    {'years': [2010, 2016]}
    """
    if isinstance(value, list | tuple):
        return [listed(item) for item in value]
    return {key: listed(item) for key, item in value.items()} if isinstance(value, dict) else value


def kind_of(value: object) -> str:
    """Return the type of a literal that stands without one; raises ValueError for one that JSON would change."""
    if json.loads(json.dumps(value)) != value:
        raise ValueError(value)
    if isinstance(value, list):
        return next((kind for kind in ("list[str]", "list[int]") if value and fits(value, kind)), "list")
    return "None" if value is None else type(value).__name__
