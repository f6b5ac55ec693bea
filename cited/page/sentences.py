"""Sentences whose numbers come from the ledger by code."""

import re
import string

import pandas as pd
from markupsafe import Markup, escape

from cited import number_words
from cited.ledger.number import Traced
from cited.ledger.origins import ProvenanceError
from cited.manifest import Manifest
from cited.nearest import suggestion
from cited.page import names, own, provenance, words
from cited.page.provenance import Fragment


class _Figure:
    """A figure in a sentence: `{name}` is what is printed, `{name.measure}` and so on what the ledger knows of it."""

    def __init__(self, row: pd.Series) -> None:
        self._row = row
        self.period = words.period(row["period"])
        self.place = provenance.place(row)

    def __getattr__(self, column: str) -> Markup:
        if column not in self._row.index:
            raise AttributeError(f"{column}; expected one of {', '.join(self._row.index)}, period, place, number")
        text, figure = str(self._row[column]), str(self._row.name)
        if any(map(str.isnumeric, text)) and not own.words_of(text, [figure], []):
            raise ProvenanceError(
                f"{figure}, column {column}: “{text}” has digits that are no words of it; expected a number made of "
                "the ledger's as a value of the sentence by itself"
            )
        return Markup('<span data-figure="{}">{}</span>').format(figure, text)

    @property
    def number(self) -> Markup:
        return provenance.cite(self._row, words.interval(self._row["low"], self._row["high"]))

    def __html__(self) -> Markup:
        return provenance.cite(self._row)


def sentence(text: str, **values: object) -> Fragment:
    """Return a paragraph: the sentence with each `{name}` replaced by the value of that name.

    A figure (a row of `figures()`) shows as printed and leads to its source; `{name.measure}`, `.actor`,
    `.counterpart`, `.unit`, `.period`, `.place`, `.number` tell more of it. A computed value shows with its
    figures, a list is joined with commas and `and`, text is text. Where a value is None there is nothing to
    say, and the paragraph is empty. Raises ValueError for a digit typed in the sentence and TypeError for a
    bare number: a reader could take neither back to its source.

    Example:
        masks = ledger.without_repeats(ledger.figures(theme="aid", unit="masks"))["low"]
        page.sentence("Together {total} were sent.", total=masks.sum())
    """
    return _paragraph("said", text, values)


def key_finding(text: str, **values: object) -> Fragment:
    """Return a paragraph as `sentence` does, marked as the finding for a busy reader; the index collects these.

    Example:
        page.key_finding("{told}", told=page.summary(ledger.verdicts(theme="reserves")))
    """
    return _paragraph("finding", text, values)


def _paragraph(kind: str, text: str, values: dict[str, object]) -> Fragment:
    pieces, literal = names.marked(text), ""
    for piece in pieces:
        if not isinstance(piece, Markup):
            for part, name, *_ in string.Formatter().parse(piece):
                literal += part + (number_words.VALUE if name is not None else "")
                _require_value(text, name, values)
    if word := names.typed([literal]):
        raise ValueError(
            f"“{text}” has a typed {names.kind(word)}; expected every number as a {{name}} with its value, and a "
            "name such as G20 as <cite>G20</cite>, or in data/names.csv"
        )
    if any(value is None for value in values.values()):
        return Fragment("")
    parts = {name: _part(name, value) for name, value in values.items()}
    said = Markup("").join(piece if isinstance(piece, Markup) else escape(piece).format(**parts) for piece in pieces)
    manifest = Manifest(findings=(said,)) if kind == "finding" else Manifest(sentences=(said,))
    return Fragment(Markup('<p class="{}">{}</p>').format(kind, said), manifest)


def _require_value(text: str, field: str | None, values: dict[str, object]) -> None:
    name = re.split(r"[.\[]", field or "")[0]
    if field is not None and name not in values:
        raise ValueError(f"“{text}”: nothing is given for {{{name}}}{suggestion(name, values)}")


def _part(name: str, value: object) -> object:
    if isinstance(value, pd.Series):
        return _Figure(value)
    if isinstance(value, Traced):
        # Imported here, since it makes tables too.
        from cited.page import traced

        return traced.value(value)
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, list | tuple):
        return words.joined([_part(name, item) for item in value])
    if isinstance(value, float) and value != value:
        return "none"
    if isinstance(value, str):
        pieces = names.marked(value)
        if not names.typed(pieces):
            return Markup("").join(pieces)
    raise TypeError(f"the value of {{{name}}}, {value!r}, leads to no source; expected a figure or a computed value")
