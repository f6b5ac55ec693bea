"""A report to build, as the catalogue has it."""

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cited.parameters import Parameter
from cited.press.reports.limits import Limits


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
    parameters: dict[str, Any]
    declared: dict[str, Parameter]
    around: dict[str, Any] = field(default_factory=dict)
    front: bool = False
    limits: Limits = field(default_factory=Limits)
    content: bytes = field(default=b"", repr=False)
    cells: str = ""

    @property
    def page(self) -> Path:
        """The page's path below the project's folder, `reports/<path>.html`."""
        return Path("reports") / f"{self.path}.html"

    @property
    def values(self) -> dict[str, Any]:
        """The value of every declared parameter: the catalogue's, else the notebook's default."""
        return {name: self.parameters.get(name, known.default) for name, known in self.declared.items()}

    @functools.cached_property
    def labels(self) -> dict[str, str]:
        """The value of every declared parameter, as a reader sees it."""
        return {name: known.label(self.values[name]) for name, known in self.declared.items()}
