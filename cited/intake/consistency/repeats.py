"""Amounts that a text prints again in another currency, in brackets: each repeats the one before."""

import re
from collections.abc import Mapping

_BRACKET = re.compile(r"\s?\((?:or|i\.e\.|about|some)?\s?")


def converted(before: Mapping[str, str], row: Mapping[str, str], between: str) -> str:
    """Return the figure whose amount a row has in another currency, in brackets, without repeating it; else ''.

    `between` is the text from the end of the words of `before` to the beginning of the row's.
    """
    money = before["unit"] != row["unit"] and all(re.fullmatch(r"[A-Z]{3}", one["unit"]) for one in (before, row))
    first = before.get("repeats") or before["figure"]
    return first if money and _BRACKET.fullmatch(between) and row.get("repeats") != first else ""
