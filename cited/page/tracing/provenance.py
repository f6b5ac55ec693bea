"""How a number on a page leads back to its source: what it looks like, and what the page's list must explain."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from cited.ledger.store import tables, typed
from cited.ledger.traced.origins import ProvenanceError
from cited.manifest import MIME, Manifest
from cited.page.tracing import state
from cited.page.wording import words

# The entry of a computed value names so many figures.
NAMED_TO = 4

TEMPLATES = Environment(
    loader=PackageLoader("cited.page", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


# So much of a piece's HTML is looked at for its first words, in characters.
FIRST = 2_000
# What an output's HTML becomes before it is shown: `cited.page.lab.lab` gives it its look in a front end.
dress: Callable[[str], str] = str


class Fragment:
    """A piece of the page: Jupyter shows it, a sentence takes it in, its manifest tells the press what it shows.

    Example:
        figures = page.table(ledger.figures(theme="visas"), "Visas")
        isinstance(figures, page.Fragment)
    """

    def __init__(self, html: str, manifest: Manifest | None = None):
        self.html = Markup(html)
        self.manifest = manifest or Manifest(empty=not html)

    def __repr__(self) -> str:
        """Return the first words of what is shown: the same words for the same piece, wherever memory has it."""
        # IPython asks for it at every output, and to take all tags out of a large table takes as long as to make it.
        head = self.html if len(self.html) <= FIRST else Markup(self.html[:FIRST].rpartition("<")[0])
        return f"<{textwrap.shorten(head.striptags(), 72, placeholder=' …')}>"

    def _repr_html_(self) -> str:
        return dress(str(self.html))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        return {"text/html": self._repr_html_(), MIME: self.manifest.to_json()}

    def __html__(self) -> str:
        return self.html


def nothing(sentence: str, title: Markup | str = "") -> Fragment:
    """Return the sentence that stands where there is nothing to show.

    The press may leave it out, and then names the `title` of what would stand there.
    """
    missing = (str(escape(title)),) if title else ()
    return Fragment(Markup('<p class="nothing">{}</p>').format(sentence), Manifest(empty=True, missing=missing))


@dataclass(frozen=True)
class Computed:
    """A value computed from figures, as text, with the ids it is computed from and the rule in words.

    The rule is taken at its word. Raises ProvenanceError for a number that is computed from nothing.
    """

    text: str
    figures: tuple[str, ...]
    rule: str

    def __post_init__(self) -> None:
        require_sources(self.text, self.figures)

    def __html__(self) -> Markup:
        if not self.figures:
            return Markup('<span data-figures="">{}</span>').format(self.text)
        return Markup('<a class="computed" href="#{}" data-figures="{}">{}</a>').format(
            computed(self.rule, self.figures), " ".join(self.figures), self.text
        )


def require_sources(text: str, *sources: Sequence[str]) -> None:
    """Raise ProvenanceError for a text with a digit, but that of none, which names nothing that it is computed from."""
    if any(map(str.isnumeric, text.replace("0", ""))) and not any(map(len, sources)):
        raise ProvenanceError(
            f"“{text}” is computed from nothing; expected the ids of its figures or statistics (`series@period`)"
        )


@dataclass(frozen=True)
class Statistic:
    """A value of a published series, as text, with the series' id and the period it is of."""

    text: str
    series: str
    period: str

    def __html__(self) -> Markup:
        entry = series_entry(self.series, self.period)
        return Markup('<a class="statistic" href="#{}" data-series="{}@{}">{}</a>').format(
            entry, self.series, self.period, self.text
        )


@dataclass(frozen=True)
class Parameter:
    """The value of a notebook's parameter, by its name, as a sentence shows it.

    Example:
        page.Parameter("first", 2011)
    """

    name: str
    value: str | int | float

    def __html__(self) -> Markup:
        return Markup('<span data-parameter="{}">{}</span>').format(self.name, self.value)


def computed(rule: str, figures: tuple[str, ...], observed: tuple[str, ...] = ()) -> str:
    """Return the id under which the page's list of sources explains a value computed from figures and statistics.

    `observed` names the statistics, `series@period` each; values with the same rule and origin share an entry. Many
    figures are named by the number itself, and its entry need not name them again.
    """
    shown = state.current().computed
    if len(figures) > NAMED_TO and not observed:
        figures = ()
    return shown.setdefault((tuple(figures), tuple(observed), rule), f"computed-{len(shown) + 1}")


def series_entry(series: str, period: str) -> str:
    """Note that the page shows a statistic; return the id under which its list of sources explains the series."""
    state.current().statistics.setdefault((series, period), None)
    return entry_id(series)


def entry_id(series: str) -> str:
    """Return the id of a series' entry in the list of sources."""
    return f"s-{series}"


def cite(row: pd.Series, text: str | None = None) -> Markup:
    """Return a figure as the document prints it (or as `text`), linked to its entry in the page's list of sources."""
    register_figures(row.to_frame().T)
    return Markup('<a class="figure" data-figure="{0}" href="#{0}">{1}</a>').format(
        row.name, words.as_read(row["printed"]) if text is None else text
    )


def register_figures(frame: pd.DataFrame, *, counted: bool = False) -> None:
    """Note that the page shows these figures, or only counts them, so that its list of sources has them."""
    shown = state.current()
    for figure, row in typed.rows(frame):
        if counted and figure not in shown.figures:
            shown.counted[figure] = None
        elif not counted:
            shown.counted.pop(figure, None)
        shown.figures.setdefault(figure, {str(name): cell for name, cell in row.items()})


def register_table(title: str, what: str, figures: pd.DataFrame) -> str:
    """Note that a table shows the `numbers` or the `verdicts` of figures; return the id that it gets."""
    shown = state.current().tables
    return shown.setdefault((title, what, frozenset(figures.index)), f"table-{len(shown) + 1}")


def own_rows(table: str, figures: pd.DataFrame) -> frozenset[str]:
    """Return the figures whose own row a table has: it stands for their entries in the page's list of sources."""
    rows = state.current().rows
    return frozenset(figure for figure in figures.index if rows.setdefault(figure, table) == table)


def record(row: pd.Series) -> Markup:
    """Return a figure as its own row shows it, linked to its own page; the row says whose the digits are."""
    return Markup('<a class="figure" href="cited:figure/{}.html">{}</a>').format(
        row.name, words.as_read(row["printed"])
    )


def place(row: pd.Series) -> Markup:
    """Return where a figure stands: the document's short name, line and notes."""
    return Markup("<cite>{}, {}</cite>").format(label(row["source"]), _line(row))


def line(row: pd.Series) -> Markup:
    """Return where in its document a figure stands: line and notes."""
    return Markup("<cite>{}</cite>").format(_line(row))


def _line(row: pd.Series) -> str:
    notes = row["notes"].split()
    return f"line\u00a0{row['line']}" + (f", note\u00a0{words.joined(notes)}" if notes else "")


def label(source: str) -> str:
    """Return a document's short name."""
    return tables.select(table="sources", source=source)[0]["label"]


def document(source: pd.Series | dict[str, str]) -> Markup:
    """Return a document as a reader cites it: author, title, publisher where known, date.

    `source` is a row of `ledger.sources`, or a mapping with its columns; the result goes into a sentence as it is.
    """
    publisher = f"{source['publisher']}, " if source["publisher"] != "unknown" else ""
    return Markup("<cite>{}, <i>{}</i>, {}{}</cite>").format(
        source["author"], source["title"], publisher, words.period(source["date"])
    )
