"""A report to build, as the catalogue has it."""

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from cited.parameters import Parameter
from cited.press.reports.limits import Limits


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
