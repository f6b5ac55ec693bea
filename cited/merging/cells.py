"""Two editions of a notebook merged cell by cell: it stays a notebook, and conflicts stand inside their cells."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import Any

from cited.merging import threeway
from cited.merging.threeway import Sides

Cell = dict[str, Any]
# How alike two texts must be to be taken for one cell, where cells have no ids: 1 is equal.
ALIKE = 0.5


def merged(sides: Sides) -> tuple[str, bool]:
    """Return a notebook merged of two editions, as JSON, and whether without a conflict.

    Raises ValueError where one of them is not a notebook with cells (nbformat 4).
    """
    base, ours, theirs = (_parsed(text) for text in sides)
    keyed = [dict(zip(keys, notebook["cells"], strict=True)) for keys, notebook in _keys(base, ours, theirs)]
    cells, whole = threeway.items(keyed[0], keyed[1], keyed[2], _combined, _marked)
    rest, clean = values(
        *({name: part for name, part in one.items() if name != "cells"} for one in (base, ours, theirs))
    )
    made = {**rest, "cells": cells}
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", whole and clean


def values(base: Any, ours: object, theirs: object) -> tuple[Any, bool]:
    """Return a value of JSON merged: mappings by name, tags of both; ours, and False, where both changed it."""
    if ours == theirs or theirs == base:
        return ours, True
    if ours == base:
        return theirs, True
    if isinstance(ours, dict) and isinstance(theirs, dict):
        first = base if isinstance(base, dict) else {}
        made, clean = {}, True
        for name in dict.fromkeys([*ours, *theirs]):
            made[name], whole = values(first.get(name), ours.get(name), theirs.get(name))
            clean = clean and whole
        return {name: value for name, value in made.items() if value is not None}, clean
    if isinstance(ours, list) and isinstance(theirs, list) and all(isinstance(one, str) for one in [*ours, *theirs]):
        # Tags, in any order: removed is what one side has removed.
        gone = {one for one in base or [] if one not in ours or one not in theirs}
        return [one for one in dict.fromkeys([*ours, *theirs]) if one not in gone], True
    return ours, False


def _parsed(text: str) -> dict[str, object]:
    if not text.strip():
        # A notebook that both sides have begun.
        return {"cells": []}
    notebook = json.loads(text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("no notebook with cells")
    for cell in notebook["cells"]:
        if not isinstance(cell, dict) or "source" not in cell:
            raise ValueError("a cell without source")
    return notebook


def _keys(*notebooks: dict[str, Any]) -> list[tuple[list[str], dict[str, Any]]]:
    """Return for each notebook the keys of its cells: ids, or without, the cell of the first that each is like."""
    ids = [[str(cell.get("id", "")) for cell in notebook["cells"]] for notebook in notebooks]
    if all(all(names) and len(set(names)) == len(names) for names in ids):
        return list(zip(ids, notebooks, strict=True))
    base = [_content(cell) for cell in notebooks[0]["cells"]]
    made = []
    for side, notebook in enumerate(notebooks):
        cells = [_content(cell) for cell in notebook["cells"]]
        keys = [f"{side} {at}" for at in range(len(cells))]
        for _, start, end, first, last in SequenceMatcher(None, base, cells, autojunk=False).get_opcodes():
            for one, other in zip(range(start, end), range(first, last), strict=False):
                if SequenceMatcher(None, base[one][1], cells[other][1]).ratio() > ALIKE:
                    keys[other] = f"0 {one}"
        made.append((keys, notebook))
    return made


def _content(cell: Cell) -> tuple[str, str]:
    return cell.get("cell_type", ""), _source(cell)


def _source(cell: Cell) -> str:
    return "".join(cell["source"])


def _combined(base: Cell | None, ours: Cell, theirs: Cell) -> tuple[Cell, bool]:
    sources = [_source(cell) + "\n" if cell else "" for cell in (base, ours, theirs)]
    message, whole = _text(*sources)
    # What a cell printed is printed again when it runs.
    apart = {"source", "outputs", "execution_count"}
    rest, clean = values(*({name: cell[name] for name in cell.keys() - apart} for cell in (base or {}, ours, theirs)))
    made = {**ours, **rest, "source": message.removesuffix("\n").splitlines(keepends=True)}
    if "outputs" in ours:
        made |= {"outputs": [], "execution_count": None}
    return made, whole and clean


def _text(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    made, clean = values(base, ours, theirs)
    return (str(made), True) if clean else threeway.text(Sides(base, ours, theirs))


def _marked(cell: Cell, ours_removed: bool) -> Cell:
    return {**cell, "source": threeway.marked(_source(cell), ours_removed).splitlines(keepends=True)}
