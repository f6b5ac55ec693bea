"""What the processes of a build are asked beside reports, and what they give back."""

import importlib
from dataclasses import dataclass, field
from typing import Any

from cited.press.reports.limits import Limits


@dataclass
class Result:
    """How a report's run ended: what it read, as `reads.Noted` has it, and its page's digest, or what went wrong."""

    page: str
    seconds: float = 0
    fault: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    witnessed: dict[str, str] = field(default_factory=dict)
    digest: str = ""
    note: str = ""
    value: Any = None


@dataclass(frozen=True)
class Call:
    """A function of the data's (`module:function`) to be called like a report is run, and its arguments."""

    function: str
    arguments: tuple[Any, ...]
    page: str
    limits: Limits = field(default_factory=Limits)

    def run(self) -> Result:
        """Return what it gives as the result's `value`, or that it failed: who asks then calls it himself."""
        try:
            return Result(self.page, value=called(self.function)(*self.arguments))
        except Exception as error:
            return Result(self.page, fault=str(error) or type(error).__name__)


def called(function: str) -> Any:
    """Return the function that `module:function` names."""
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)
