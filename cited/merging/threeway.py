"""Three-way merging of a list of items with keys: what either side has is kept, what both changed is merged or said.

nbdime's merging fails where two people insert at one place, and one of the cells is lost (nbdime 4.0); so only its
comparison is used.
"""

import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

# How long git may take to merge one text, in seconds.
SECONDS = 60
# What stands around what both sides changed, as git writes it.
SIZE = 7
Item = TypeVar("Item")


class Sides(NamedTuple):
    """Three editions of one thing: what both began from, ours and theirs."""

    base: str
    ours: str
    theirs: str


class Merged(NamedTuple):
    """A text that is merged, and whether without a conflict."""

    text: str
    clean: bool


def order(base: list[str], ours: list[str], theirs: list[str]) -> tuple[list[str], bool]:
    """Return the keys of both sides in one order, and whether it is without a conflict.

    Who has moved items leads; what the other has besides stands after the same item as there, what both have put at one
    place ours first. Where both have moved items, our order is taken and is a conflict.
    """
    common = set(ours) & set(theirs)
    mine, other = [key for key in ours if key in common], [key for key in theirs if key in common]
    before = [key for key in base if key in common]
    after = [key for key in mine if key in before]
    lead, second = (theirs, ours) if mine != other and after == before else (ours, theirs)
    clean = mine == other or before in (after, [key for key in other if key in before])
    made, added = list(lead), set(lead)
    known = set(second)
    for at, key in enumerate(second):
        if key in added:
            continue
        place = made.index(second[at - 1]) + 1 if at else 0
        while place < len(made) and made[place] not in known:
            place += 1
        made.insert(place, key)
        added.add(key)
    return made, clean


def items(
    base: Mapping[str, Item],
    ours: Mapping[str, Item],
    theirs: Mapping[str, Item],
    combine: Callable[[Item | None, Item, Item], tuple[Item, bool]],
    mark: Callable[[Item, bool], Item],
) -> tuple[list[Item], bool]:
    """Return the items of both sides, merged, and whether without a conflict.

    An item that one side has removed and the other left as it was is gone. `combine` merges one that both have changed;
    `mark` marks one that one side has changed and the other (ours: True) has removed.
    """
    keys, clean = order(list(base), list(ours), list(theirs))
    made: list[Item] = []
    for key in keys:
        first, mine, other = base.get(key), ours.get(key), theirs.get(key)
        if mine is not None and other is not None and mine != other and first not in (mine, other):
            item, whole = combine(first, mine, other)
            made.append(item)
            clean = clean and whole
        elif mine is not None and other is not None:
            made.append(other if mine == first else mine)
        elif (kept := mine if other is None else other) is not None and kept != first:
            removed = first is not None
            made.append(mark(kept, mine is None) if removed else kept)
            clean = clean and not removed
    return made, clean


def text(sides: Sides, size: int = SIZE) -> Merged:
    """Return a text that both sides have changed, merged by lines, with git's markers around what both changed."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, content in zip(("base", "ours", "theirs"), sides, strict=True):
            (path := Path(folder) / name).write_bytes(content.encode())
            names.append(str(path))
        first, mine, other = names
        labels = ["-L", "ours", "-L", "base", "-L", "theirs"]
        run = subprocess.run(
            ["git", "merge-file", "-p", f"--marker-size={size}", *labels, mine, first, other],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    if not 0 <= run.returncode < 128:
        raise OSError(run.stderr.decode(errors="replace").strip())
    return Merged(run.stdout.decode(), run.returncode == 0)


def marked(content: str, ours_removed: bool, size: int = SIZE) -> str:
    """Return a text that one side has changed and the other removed, between git's markers."""
    parts = ["", content] if ours_removed else [content, ""]
    lines = [f"{'<' * size} ours", parts[0], "=" * size, parts[1], f"{'>' * size} theirs"]
    return "\n".join(filter(None, lines))
