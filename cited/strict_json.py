"""JSON as the project's files must have it: every key once, whole characters, numbers that JSON has."""

import json
from pathlib import Path

from cited import files

TYPE_CHECKING = False  # true to a type checker; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from typing import Any

# Longer whole numbers are no counts.
DIGITS = 100


def load(path: Path) -> "Any":
    """Return what a JSON file of the project holds; raises ValueError as `parse`, InputError where it is a link."""
    return parse(files.read(path))


def parse(content: bytes) -> "Any":
    """Return the value of JSON.

    Raises ValueError for what is not JSON in UTF-8: also a key that stands twice, a constant that JSON has not, half a
    character, or what is nested without end.
    """
    try:
        value = json.loads(content.decode(), object_pairs_hook=_once, parse_constant=_constant, parse_int=_whole)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("half a character (a lone surrogate); expected whole characters") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _once(pairs: list[tuple[str, "object"]]) -> dict[str, "Any"]:
    """Return a JSON object in which each key stands once."""
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"key {next(name for name in names if names.count(name) > 1)!r} stands twice")
    return members


def _whole(text: str) -> int:
    # Python reads none of over 4,300 digits, and says so in words of its own.
    if len(text) > DIGITS:
        raise ValueError(f"a number of {len(text):,} digits; expected at most {DIGITS}")
    return int(text)


def _constant(name: str) -> None:
    raise ValueError(f"{name}; expected a number that JSON has")
