"""What the cells of a table hold: words, numbers by which it sorts, anything that has HTML of its own; and its HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from markupsafe import escape

from cited import html_contract
from cited.manifest import Manifest, Table
from cited.page.tracing.provenance import TEMPLATES, Fragment
from cited.page.wording import names

# On a page with scripts a row of a longer table of figures is one line, which opens.
LONG = 12


class Html(Protocol):
    """What a page can show, beside text."""

    def __html__(self) -> str:
        """Return it as HTML."""


# Rows of a table, each with the figure that it is about (empty for none) and its cells; groups of rows with a heading.
Row = tuple[str, Sequence[str | Html]]
Rows = Sequence[Row]
Groups = Sequence[tuple[str, Rows]]


@dataclass(frozen=True)
class Number:
    """A cell with a number: what a reader sees, and the value by which the page sorts and exports it.

    The value is a plain decimal, or both ends with a slash between them, `..` for an open one.
    """

    shown: str | Html
    value: str

    def __html__(self) -> str:
        return escape(self.shown)


@dataclass(frozen=True)
class Cell:
    """A cell that sorts or is exported by something else than its words: an outcome sorts by its rank.

    `export` are the cells that a spreadsheet gets for it, one for each name that the column has there.
    """

    shown: str | Html
    sort: str | int = ""
    export: tuple[str, ...] = ()

    def __html__(self) -> str:
        return escape(self.shown)


def render(
    title: str,
    heads: Sequence[tuple[str, str]],
    groups: Groups,
    name: str = "",
    exports: Mapping[str, Sequence[str]] = MappingProxyType({}),
    own: frozenset[str] = frozenset(),
) -> Fragment:
    """Return cells as a table: `heads` are (name, heading), `groups` (heading or nothing, rows of cells).

    `name` is the id by which the rest of the page refers to it. `exports` has, for columns whose cells a spreadsheet
    gets in several columns (see `Cell.export`), what these are called: `#` before a name for numbers, and, for what
    stands in the cell already, `=` for its words, `^` for its outcome, `@` for the period and `~` for the series of its
    statistic; after a name and `=` stands what a cell has that gives nothing. `own` are the figures of which the row is
    the entry in the list of sources.
    """
    title = names.heading(title)
    template = TEMPLATES.get_template("table.html.j2")
    long = sum(bool(figure) for _, rows in groups for figure, _ in rows) > LONG
    # The head of a column of numbers stands above them, at the right.
    numeric = {
        heads[at][0]
        for _, rows in groups
        for _, cells in rows
        for at, cell in enumerate(cells)
        if isinstance(cell, Number)
    }
    html = template.render(
        title=title,
        heads=heads,
        groups=groups,
        name=name,
        numeric=numeric,
        exports=exports,
        own=own,
        long=long,
        about=html_contract.ABOUT,
    )
    return Fragment(html, Manifest(tables=(Table(name, str(title.striptags())),)))
