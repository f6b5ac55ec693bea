"""What the page of the running notebook has shown so far: one object, emptied when its setup cell runs again."""

import sys
from dataclasses import dataclass, field
from typing import Any


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


def current() -> PageState:
    """Return the state of the running notebook's page; outside of a notebook that of this process."""
    return _page


class SetupCell:
    """The cell that first imported the page, known by its id: where it runs again, a new page begins.

    Later cells may import what they like: what has been shown stays.
    """

    def __init__(self) -> None:
        self._cell: str | None = None

    def before(self, info: object) -> None:
        """Empty the page where the setup cell is about to run again."""
        if self._cell is not None and self._cell == _identity(info):
            _page.reset()

    def after(self, result: Any) -> None:
        """Take the first cell that ends for the setup cell: it is the one that imports this module."""
        if self._cell is None:
            self._cell = _identity(result.info)


def _identity(info: Any) -> str:
    """Return the id of a cell, or its code where a client gives no ids."""
    return str(getattr(info, "cell_id", None) or info.raw_cell or "")


def _follow() -> None:
    known = sys.modules.get("IPython")
    shell = known.get_ipython() if known else None
    if shell is not None:
        setup = SetupCell()
        shell.events.register("pre_run_cell", setup.before)
        shell.events.register("post_run_cell", setup.after)


# Forked reports find this module imported and run each cell once; there is nothing to follow in them.
_follow()
