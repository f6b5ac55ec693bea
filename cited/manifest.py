"""What an output of a notebook tells the press about itself: one typed JSON value beside its HTML.

`cited.page` writes it, `cited.press` reads it; neither knows more of the other. A notebook of another kind has none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The media type under which an output carries its manifest.
MIME = "application/vnd.cited.manifest+json"


@dataclass(frozen=True)
class Table:
    """A table of the page: the id of its element and its title in plain words."""

    id: str
    title: str


@dataclass(frozen=True)
class Chart:
    """A chart of the page: the id of its element, its title and what it shows in one sentence."""

    id: str
    title: str
    finding: str


@dataclass(frozen=True)
class Computed:
    """A value computed on the page: the id of its entry, the rule, and the figures and statistics it is made of."""

    id: str
    rule: str
    figures: tuple[str, ...] = ()
    series: tuple[str, ...] = ()


@dataclass(frozen=True)
class Title:
    """A statistic whose values the page shows: the id of its entry, its title and who publishes it."""

    id: str
    title: str
    publisher: str


@dataclass(frozen=True)
class Document:
    """A document that the page draws on: id, short name and full citation, as plain text."""

    id: str
    label: str
    citation: str


@dataclass(frozen=True)
class Work:
    """A work that the pages draw on, as a bibliography has it: `type` is one of CSL, `date` is EDTF.

    Publisher, language, date and address are empty where nobody states them.
    """

    id: str
    type: str
    title: str
    author: str
    publisher: str = ""
    language: str = ""
    date: str = ""
    address: str = ""


@dataclass(frozen=True)
class Manifest:
    """What an output, or all outputs of a notebook together, show; every part may be missing.

    `empty` says that the output only states that there is nothing, and `missing` what would stand there, as HTML: a
    title. `findings` and `sentences` are HTML; `figures`
    are ids, `series` are `series@period`.

    The press reads `empty`, `missing`, `findings`, `sentences`, `figures` and `documents`, and of `titles` and
    `computed` those that a finding shows; the page's own records ask whether there are `charts`. Tables, series and
    computed values with their parts are for other programs that read an executed notebook: with them every number
    of an output is named without a look at its HTML.
    """

    empty: bool = False
    findings: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    figures: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    titles: tuple[Title, ...] = ()
    computed: tuple[Computed, ...] = ()
    documents: tuple[Document, ...] = ()
    missing: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the manifest as a JSON value; what is empty is left out."""
        return {name: value for name, value in dataclasses.asdict(self).items() if value}


@dataclass(frozen=True)
class Claim:
    """A cited figure as its own page and the index need it; `body` is the HTML of its page, all else plain text.

    `kind` is the class of its outcome's colour, `sign` its mark, `outcome` its name and `verdict` the outcome in a
    sentence; `weight` is how much a reader may look for it; `source` is the document as schema.org and CSL name it;
    `works` are the titles of the works that back it, and `made` is the digest of what all of it is made from.
    """

    id: str
    printed: str
    what: str
    document: str
    theme: str
    hedge: str
    kind: str
    sign: str
    outcome: str
    verdict: str
    weight: float
    repeats: str
    body: str
    source: dict[str, str] = dataclasses.field(default_factory=dict)
    works: tuple[str, ...] = ()
    made: str = ""


@dataclass(frozen=True)
class Change:
    """A change of the data: of which figure or series, what it is, and from what to what.

    `kind` is `added`, `dropped` or `changed` of a figure, `compared` of one that is compared with other statistics, as
    `new` says (and `column`, in a word: `added`, `changed`, `removed`), and `statistic` of a series, whose `new` counts
    its values.
    """

    of: str
    what: str
    kind: str
    column: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Edition:
    """An edition of the data: its day, whether it is the first, and what changed since the one before."""

    day: str
    first: bool
    changes: tuple[Change, ...] = ()


_PARTS = {"tables": Table, "charts": Chart, "titles": Title, "computed": Computed, "documents": Document}
_NAMES = {field.name for field in dataclasses.fields(Manifest)}


def from_json(value: Mapping[str, object]) -> Manifest:
    """Return the manifest that a JSON value states; raises ValueError where it states anything else."""
    try:
        if unknown := set(value) - _NAMES:
            raise TypeError(f"{', '.join(sorted(unknown))}; expected only {', '.join(sorted(_NAMES))}")
        # What a part is, `_part` has checked.
        return Manifest(**{name: _part(name, part) for name, part in value.items()})  # type: ignore[arg-type]
    except (TypeError, AttributeError) as error:
        raise ValueError(f"the manifest of an output: {error}") from None


def merged(manifests: Iterable[Manifest]) -> Manifest:
    """Return the manifest of a page from those of its outputs, in their order; it is empty where all of them are."""
    every = list(manifests)
    parts = {
        name: tuple(dict.fromkeys(part for one in every for part in getattr(one, name))) for name in _NAMES - {"empty"}
    }
    return Manifest(empty=bool(every) and all(one.empty for one in every), **parts)


def of_outputs(outputs: Iterable[Mapping[str, object]]) -> Manifest:
    """Return the manifest of a cell's outputs; those that carry none say nothing."""
    parts = []
    for output in outputs:
        data = output.get("data")
        stated = data.get(MIME) if isinstance(data, Mapping) else None
        parts.append(from_json(stated) if isinstance(stated, Mapping) else Manifest())
    return merged(parts)


def _part(name: str, value: object) -> object:
    if name == "empty":
        if not isinstance(value, bool):
            raise TypeError(f"empty: {value!r}; expected true or false")
        return value
    if name not in _PARTS:
        return _texts(name, value)
    if not isinstance(value, list | tuple):
        raise TypeError(f"{name}: {value!r}; expected a list")
    return tuple(_value(_PARTS[name], name, part) for part in value)


def _value(kind: type[Table | Chart | Title | Computed | Document], name: str, stated: object) -> object:
    """Return a table, chart, title, computed value or document; raises TypeError where a field is not as declared."""
    if not isinstance(stated, Mapping):
        raise TypeError(f"{name}: {stated!r}; expected an object")
    lists = {field.name for field in dataclasses.fields(kind) if field.default == ()}
    given: dict[str, object] = {}
    for key, value in stated.items():
        if key not in lists and not isinstance(value, str):
            raise TypeError(f"{name}, {key}: {value!r}; expected a text")
        given[key] = _texts(f"{name}, {key}", value) if key in lists else value
    # Every field is a text or several: what is missing or unknown, the type refuses.
    return kind(**given)  # type: ignore[arg-type]


def _texts(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"{name}: {value!r}; expected texts, in a list")
    return tuple(value)
