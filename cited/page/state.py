"""What the page of the running notebook has shown so far: one object, emptied when its setup cell runs again."""

import re
import sys
from dataclasses import dataclass, field
from typing import Any

# A cell that imports from here is the notebook's setup cell: what was shown before it ran is of an earlier page.
SETUP = re.compile(r"^\s*(from\s+cited(\.page)?\s+import|import\s+cited\.page)\b", re.MULTILINE)


@dataclass
class PageState:
    """What was shown, in the order of its first showing; showing the same again adds nothing.

    `figures` are rows by id, `computed` ids of entries by (figures, statistics, rule), `statistics` (series, period)
    pairs, `tables` ids by (title, what they show, figures). `rows` are the tables that have a figure's own row, which
    stands for its entry in the list of sources. `counted` are the figures that were only counted so far.
    """

    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    computed: dict[tuple[tuple[str, ...], tuple[str, ...], str], str] = field(default_factory=dict)
    statistics: dict[tuple[str, str], None] = field(default_factory=dict)
    tables: dict[tuple[str, str, frozenset[str]], str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    counted: dict[str, None] = field(default_factory=dict)

    def reset(self) -> None:
        """Forget everything: a new page begins."""
        for shown in (self.figures, self.computed, self.statistics, self.tables, self.rows, self.counted):
            shown.clear()


_page = PageState()
_watched: list[object] = []


def current() -> PageState:
    """Return the state of the running notebook's page; outside of a notebook that of this process."""
    shell = _shell()
    if shell is not None and shell not in _watched:
        _watched[:] = [shell]
        shell.events.register("pre_run_cell", _before_cell)
    return _page


def _before_cell(info: Any) -> None:
    if SETUP.search(info.raw_cell or ""):
        _page.reset()


def _shell() -> Any:
    known = sys.modules.get("IPython")
    return known.get_ipython() if known else None
