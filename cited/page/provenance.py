"""How a number on a page leads back to its source, and the list of sources that ends every page."""

from dataclasses import dataclass

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cited.ledger import tables
from cited.page import words

TEMPLATES = Environment(
    loader=PackageLoader("cited.page", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

# The figures that the page has shown so far, by id, in the order of their first showing.
_shown: dict[str, dict] = {}


class Fragment:
    """A piece of the page; Jupyter shows it, a sentence takes it in."""

    def __init__(self, html: str):
        self.html = Markup(html)

    def _repr_html_(self) -> str:
        return str(self.html)

    def __html__(self) -> str:
        return self.html


@dataclass(frozen=True)
class Computed:
    """A value computed from figures, as text, with the ids it is computed from and the rule in words."""

    text: str
    figures: tuple[str, ...]
    rule: str

    def __html__(self) -> Markup:
        return Markup('<span class="computed" data-figures="{}" title="{}">{}</span>').format(
            " ".join(self.figures), self.rule, self.text
        )


@dataclass(frozen=True)
class Parameter:
    """The value of a notebook's parameter, by its name, as a sentence shows it."""

    name: str
    value: str | int | float

    def __html__(self) -> Markup:
        return Markup('<span data-parameter="{}">{}</span>').format(self.name, self.value)


def cite(row: pd.Series, text: str | None = None) -> Markup:
    """Return a figure as the document prints it (or as `text`), linked to its entry in the page's list of sources."""
    remember(row.to_frame().T)
    return Markup('<a class="figure" data-figure="{0}" href="#{0}">{1}</a>').format(
        row.name, row["printed"] if text is None else text
    )


def remember(frame: pd.DataFrame) -> None:
    """Note that the page shows these figures, so that its list of sources has them."""
    for figure, row in frame.iterrows():
        _shown.setdefault(figure, row.to_dict())


def place(row: pd.Series) -> Markup:
    """Return where a figure stands: the document's short name, line and notes."""
    notes = row["notes"].split()
    where = f"{label(row['source'])}, line {row['line']}" + (f", note {words.joined(notes)}" if notes else "")
    return Markup('<cite><a href="#{}">{}</a></cite>').format(row.name, where)


def label(source: str) -> str:
    """Return a document's short name."""
    return tables.select(table="sources", source=source)[0]["label"]


def document(row: pd.Series) -> Markup:
    """Return a document as a reader cites it: author, title, publisher where known, date."""
    publisher = f"{row['publisher']}, " if row["publisher"] != "unknown" else ""
    return Markup("<cite>{}, <i>{}</i>, {}{}</cite>").format(
        row["author"], row["title"], publisher, words.period(row["date"])
    )


def sources() -> Fragment:
    """Return the page's list of sources: every document it used, and under it every figure the page has shown.

    A figure's entry has the id to which every showing of it links: the printed words, how they are read,
    where they stand, the works cited there, the status and what a reader must know.
    """
    shown = sorted(_shown.items(), key=lambda item: (item[1]["source"], item[1]["line"], _number(item[0])))
    documents = tables.select(table="sources", source=[row["source"] for _, row in shown] or ["-"])
    works = tables.select(table="works", source=[row["source"] for _, row in shown] or ["-"])
    entries = {document["source"]: [] for document in documents}
    for figure, row in shown:
        cited = [work for work in works if work["source"] == row["source"] and work["note"] in row["notes"].split()]
        entries[row["source"]].append(
            {
                **row,
                "figure": figure,
                "reading": words.interval(row["low"], row["high"]),
                "when": words.period(row["period"]),
                "works": [work for work in cited if work["title"] or work["remark"]],
            }
        )
    template = TEMPLATES.get_template("sources.html.j2")
    return Fragment(template.render(documents=documents, entries=entries, document=document, day=words.period))


def _number(figure: str) -> int:
    return int(figure.rpartition("-")[2])
