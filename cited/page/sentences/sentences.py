"""Sentences whose numbers come from the ledger by code."""

import re
import string
from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup, escape

from cited import html_contract, number_words, tags
from cited.ledger.traced.number import Traced
from cited.ledger.traced.origins import ProvenanceError
from cited.manifest import Manifest
from cited.nearest import suggestion
from cited.page.sentences.tally import Portion
from cited.page.tables import statistic
from cited.page.tracing import provenance
from cited.page.tracing.provenance import Fragment
from cited.page.wording import against, names, own, words

OPENING, CLOSING = " (“‘[–", ")”’].;:!?"
# Values that are numbers, beside figures.
NUMBERS = (Traced, provenance.Computed, statistic.Derived, provenance.Statistic)


# A sentence that begins with a value; a count there is in words, with a capital.
OPENS = re.compile(r"\{(\w+)\}")
BEGINNING = re.compile(r"\d{1,2}(?![\d.,])|[a-z]")

# Where a figure stands; as a number it would be one of something else.
PLACED = ("line", "occurrence")


class _Figure:
    """A figure in a sentence: `{name}` is what is printed, `{name.measure}` and so on what the ledger knows of it."""

    def __init__(self, row: pd.Series) -> None:
        self._row = row
        self.period = words.period(row["period"])
        self.place = provenance.place(row)

    def __getattr__(self, column: str) -> Markup:
        if column not in self._row.index:
            raise AttributeError(f"{column}; expected one of {', '.join(self._row.index)}, period, place, number")
        if column in PLACED:
            raise AttributeError(f"{column}: it counts the document's own lines; expected `place` or `number`")
        if column in ("low", "high"):
            from cited.page.tables import traced

            return traced.value(self._row[column])
        text, figure = str(self._row[column]), str(self._row.name)
        if any(map(str.isnumeric, text)) and not own.words_of(text, [figure], []):
            raise ProvenanceError(
                f"{figure}, column {column}: “{text}” has digits that are no words of it; expected a number made of "
                "the ledger's as a value of the sentence by itself"
            )
        return Markup('<span data-figure="{}">{}</span>').format(figure, text)

    @property
    def number(self) -> Markup:
        return provenance.cite(self._row, words.stated(self._row))

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
    pieces, literal, shown = names.marked(text), "", set[str]()
    read, units = "", list[str]()
    for piece in pieces:
        if not isinstance(piece, Markup):
            for part, name in _fields(text, piece):
                literal += part + (number_words.VALUE if name is not None else "")
                _require_value(text, name, values)
                shown.add(_named(name))
                read += part + (_read(name, values, units) if name is not None else "")
    # A value of another kind may be given as a condition: where it is None there is nothing to say.
    if unshown := [name for name, value in values.items() if name not in shown and _is_cited(value)]:
        raise ValueError(
            f"“{text}” does not show {unshown[0]}, which is given; expected {{{unshown[0]}}} in the sentence"
            f"{suggestion(unshown[0], shown)}"
        )
    if word := names.typed([literal]):
        raise ValueError(
            f"“{text}” has a typed {names.kind(word)}; expected every number as a {{name}} with its value, and a "
            "name such as G20 as <cite>G20</cite>, or in data/names.csv"
        )
    if any(value is None for value in values.values()):
        return Fragment("")
    if body := against.unit_against(read, units) or next(
        iter(number_words.find(read.replace(against.NUMBER, "…"))), ""
    ):
        raise ValueError(
            f"“{text}” makes another number of a value, by “{body}”; expected the value by itself, which says its "
            "scale and unit where they are not printed, as `{name}` or `{name.number} {name.unit}`"
        )
    parts = {name: _part(name, value) for name, value in values.items()}
    body = Markup("").join(piece if isinstance(piece, Markup) else escape(piece).format(**parts) for piece in pieces)
    if (first := OPENS.match(text)) and isinstance(values[first[1]], Portion | provenance.Computed):
        place = tags.first_text(body)
        if begun := BEGINNING.match(body, place):
            body = Markup(body[:place] + _capital(begun[0]) + body[begun.end() :])
    manifest = Manifest(findings=(body,)) if kind == "finding" else Manifest(sentences=(body,))
    return Fragment(Markup('<p class="{}" id="{}">{}</p>').format(kind, html_contract.ABOUT, body), manifest)


def _fields(text: str, piece: str) -> Iterator[tuple[str, str | None]]:
    """Give each part of a sentence with the `{name}` after it, which says what is shown and never how."""
    try:
        for part, name, form, conversion in string.Formatter().parse(piece):
            if form or conversion or "[" in (name or ""):
                raise ValueError(f"{{{name}}} says how a value is written")
            yield part, name
    except ValueError as error:
        raise ValueError(f"“{text}”: {error}; expected `{{name}}` or `{{name.column}}`") from None


def _capital(word: str) -> str:
    return (words.counted(int(word), opening=True) if word.isdecimal() else word).capitalize()


def _is_cited(value: object) -> bool:
    return isinstance(value, Traced) or (isinstance(value, pd.Series) and "printed" in value.index)


def _is_number(value: object) -> bool:
    if isinstance(value, Markup):
        return any(map(str.isnumeric, value.striptags()))
    return isinstance(value, NUMBERS) or _is_cited(value)


def _read(field: str, values: dict[str, object], units: list[str]) -> str:
    """Return what stands for a value where a sentence is read; of a number its unit goes to `units`."""
    value, column = values[_named(field)], field.partition(".")[2]
    if isinstance(value, str) and not isinstance(value, Markup) and not column:
        return value if not any(map(str.isnumeric, value)) else "…"
    if not _is_number(value) or column not in ("", "number", "low", "high", "printed", "of_them"):
        return "…"
    origin = getattr(value, "origin", None)
    units.append(str(value.get("unit", "")) if isinstance(value, pd.Series) else origin.unit if origin else "")
    if not isinstance(value, Markup):
        return against.NUMBER
    # What a larger piece begins and ends with stands between its numbers and the sentence.
    text = value.striptags() if value[:1].strip() else f" {value.striptags()}"
    return f"{text[:1] if text[0] in OPENING else ''}{against.NUMBER}{text[-1] if text[-1] in CLOSING else ''}"


def _named(field: str | None) -> str:
    return re.split(r"[.\[]", field or "")[0]


def _require_value(text: str, field: str | None, values: dict[str, object]) -> None:
    name = _named(field)
    if field is not None and name not in values:
        raise ValueError(f"“{text}”: nothing is given for {{{name}}}{suggestion(name, values)}")


def _part(name: str, value: object) -> object:
    if isinstance(value, pd.Series):
        return _Figure(value)
    if isinstance(value, Traced):
        # Imported here, since it makes tables too.
        from cited.page.tables import traced

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
