"""Names with digits in sentences: COVID-19, G20; they need no source."""

import re

from markupsafe import Markup

from cited import marked as elements
from cited import number_words
from cited.ledger.store import names, tables

# What a sentence marks itself: a name, a date, something to be typed.
_MARKED = re.compile(r"<(cite|time|code)>([^<>{}]*)</\1>")


def marked(text: str) -> list[str | Markup]:
    """Return a text in pieces: as HTML what is in `<cite>` or the like, and names with digits that the ledger has.

    Raises ValueError where a `<time>` holds no date or a `<cite>` no name.
    """
    if not number_words.typed(text) and "<" not in text:
        return [text]
    known = [re.escape(name) for name in sorted(_known(), key=len, reverse=True) if name in text]
    pattern = re.compile("|".join([_MARKED.pattern, *(rf"(?<!\w){name}(?!\w)" for name in known)]))
    pieces: list[str | Markup] = []
    end = 0
    for match in pattern.finditer(text):
        pieces += [text[end : match.start()]] if match.start() > end else []
        kind, inner = match[1] or "cite", match[2] if match[1] else match[0]
        around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + elements.REACH]
        if match[1] in elements.KINDS and inner not in _known() and (wrong := elements.fault(kind, inner, *around)):
            raise ValueError(wrong)
        pieces.append(Markup("<{0}>{1}</{0}>").format(Markup(kind), inner))
        end = match.end()
    return [*pieces, text[end:]] if end < len(text) else pieces


def typed(pieces: list[str | Markup]) -> str:
    """Return the first number outside of what is marked in a text in pieces, as `marked` gives it; in digits or words.

    `cited.number_words` says which words are numbers.
    """
    plain = " ".join(piece for piece in pieces if not isinstance(piece, Markup))
    digits = (word for word in plain.split() if any(map(str.isnumeric, word)))
    return next(digits, "") or next(iter(number_words.find(plain)), "")


def kind(word: str) -> str:
    """Return what a typed number is called in messages."""
    return "digit" if any(map(str.isnumeric, word)) else f"number in words, “{word}”"


def heading(title: str) -> Markup:
    """Return a title as HTML, with names that have digits marked; raises ValueError for any other digit in it."""
    if isinstance(title, Markup):
        return title
    pieces = marked(title)
    if word := typed(pieces):
        raise ValueError(
            f"“{title}” has a typed {kind(word)}, which leads to no source; expected words, and a name such as G20 "
            "as <cite>G20</cite>, or in data/names.csv"
        )
    return Markup("").join(pieces)


def _known() -> set[str]:
    """Return the names of the ledger that have digits: parties, units, measures, and titles of documents."""
    kinds = (names.PARTY, names.UNIT, names.SERIES, names.MEASURE)
    known = {row[column] for kind in kinds for row in names.names(kind=kind) for column in ("name", "label")}
    known |= {row["title"] for row in tables.select(table="sources")}
    return {name for name in known if any(character.isnumeric() for character in name)}
