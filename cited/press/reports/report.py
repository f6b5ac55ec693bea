"""A report to build, as the catalogue has it: what it is called, what it shows of the others, what it may take."""

import functools
import math
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TypedDict

from markupsafe import Markup, escape

from cited.nearest import suggestion
from cited.parameters import CHOICES, Parameter

# A parameter that a title names.
NAMED = re.compile(r"\{(\w+)\}")


class Collection(TypedDict):
    """What the data package says of the whole; what it does not say is empty, of author and licence `unknown`.

    Without a ledger all but the title is empty. `address` is the licence's; `home`, where the site is published, ends
    with a slash.
    """

    author: str
    title: str
    description: str
    version: str
    date: str
    home: str
    licence: str
    address: str


UNKNOWN = Collection(author="", title="", description="", version="", date="", home="", licence="", address="")


class Around(TypedDict, total=False):
    """What a report's page shows of the others, each with path and title, and of the whole.

    `previous` and `next` follow the index, `versions` are the nearest reports of the notebook, its own included, and
    `more` says that there are others.
    """

    previous: list[str] | None
    next: list[str] | None
    versions: list[list[str]]
    more: bool
    collection: Collection


@dataclass(frozen=True)
class Limits:
    """What a report may take: its time from the first cell to the last, its kernel with all that it has started.

    `page_kilobytes` ends no build: `make weigh` names the page that is larger.
    """

    seconds: float = 600
    memory_megabytes: float = 4096
    output_megabytes: float = 20
    page_kilobytes: float = 120


LIMITS = tuple(field.name for field in fields(Limits))


def limit_faults(given: object) -> list[str]:
    """Return what is wrong with the limits that a catalogue gives, a phrase each."""
    if not isinstance(given, dict):
        return [f"limits: {given!r}; expected a mapping with {', '.join(LIMITS)}"]
    faults = [
        f"limits, {name!r}; expected one of {', '.join(LIMITS)}{suggestion(name, LIMITS)}"
        for name in given
        if name not in LIMITS
    ]
    for name in LIMITS:
        value = given.get(name, 1)
        if type(value) not in (int, float) or not math.isfinite(value) or value <= 0:
            faults.append(f"limits, {name}: {value!r}; expected a number above 0, as {getattr(Limits, name)}")
    return faults


@dataclass(frozen=True)
class Report:
    """A report to build: the page's path below `reports/`, its notebook, title, question and parameters.

    `around` is what its page shows of the other reports, see `cited.press.reports.navigation`; `front` says that the
    index opens with its finding; `limits` change no page. `content` is the notebook's file as it was read, `cells` the
    digest of what of it can change a page.
    """

    path: str
    notebook: str
    title: str
    answers: str
    parameters: dict[str, object]
    declared: dict[str, Parameter]
    around: Around = field(default_factory=lambda: Around())
    front: bool = False
    limits: Limits = field(default_factory=Limits)
    content: bytes = field(default=b"", repr=False)
    cells: str = ""

    @property
    def page(self) -> Path:
        """The page's path below the project's folder, `reports/<path>.html`."""
        return Path("reports") / f"{self.path}.html"

    @property
    def values(self) -> dict[str, object]:
        """The value of every declared parameter: the catalogue's, else the notebook's default."""
        return {name: self.parameters.get(name, known.default) for name, known in self.declared.items()}

    @functools.cached_property
    def labels(self) -> dict[str, str]:
        """The value of every declared parameter, as a reader sees it."""
        return {name: known.label(self.values[name]) for name, known in self.declared.items()}

    def titled(self, text: str) -> Markup:
        """Return a title as HTML, each `{parameter}` replaced by its value in words, marked as such."""
        parts = NAMED.split(text)
        parts[::2] = map(escape, parts[::2])
        parts[1::2] = [
            Markup('<span data-parameter="{}">{}</span>').format(name, self.labels[name]) for name in parts[1::2]
        ]
        return Markup("").join(parts)

    def shown(self, *, chosen: bool = False, untitled: bool = False) -> list[tuple[str, str, str]]:
        """Return the parameters that a page shows, name, value and meaning; those that select nothing are left out.

        `chosen` leaves out those that have their notebook's own value too: what sets a report apart from others.
        `untitled` leaves out those that the title names.
        """
        rows = []
        for name, known in self.declared.items():
            value = self.values[name]
            if untitled and name in NAMED.findall(self.title):
                continue
            if value not in ("", 0, [], {}, None) and not (chosen and value == known.default):
                meaning = CHOICES.sub("", known.comment).split(";")[0].strip(" ,;") or name
                rows.append((name, self.labels[name], meaning))
        return rows
