"""What git calls to merge a notebook or the catalogue, with KIND BASE OURS THEIRS SIZE PATH.

The result goes where ours was; status 0 says merged, 1 a conflict, as git expects. What is no notebook is merged as
text.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from cited.merging import cells, entries, threeway
from cited.merging.threeway import Sides

KINDS: dict[str, Callable[[Sides], tuple[str, bool]]] = {"notebook": cells.merged, "catalogue": entries.merged}


def main(arguments: list[str]) -> int:
    """Merge three editions of a file into the second of them; return the status."""
    kind, base, ours, theirs, size, name = arguments
    sides = Sides(*(Path(path).read_text(encoding="utf-8") for path in (base, ours, theirs)))
    try:
        made, clean = KINDS[kind](sides)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        print(f"{name}: merged as plain text, since one edition is not a {kind}: {error}", file=sys.stderr)
        made, clean = threeway.text(sides, int(size))
    Path(ours).write_text(made, encoding="utf-8")
    if not clean:
        print(
            f"{name}: a conflict; where both sides changed the same lines, or one removed what the other changed, "
            "they stand between <<<<<<< and >>>>>>>; what both changed of an order or of a setting stands as ours",
            file=sys.stderr,
        )
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
