"""The result of running a report: what it read and its page's digest, or what went wrong and what to do."""

import pkgutil
import re
from dataclasses import dataclass, field
from typing import Any

from cited import messages
from cited.press.reports.report import Limits, Report
from cited.reads import Noted

# A line of a group's traceback that names an exception, or a note of it; code, places and frames stand further in.
GROUPED = re.compile(r"^ *\| (?! |Traceback \()(.+)$", re.MULTILINE)
# Enough to know an error by; a page, a terminal and a log are no place for a megabyte of it.
LONGEST = 2000


@dataclass
class Result:
    """How a report's run ended: what it read, and its page's digest, or what went wrong."""

    page: str
    seconds: float = 0
    fault: str = ""
    read: Noted = field(default_factory=Noted)
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
            return Result(self.page, value=pkgutil.resolve_name(self.function)(*self.arguments))
        except Exception as error:
            return Result(self.page, fault=str(error) or type(error).__name__)


class CellFault(Exception):
    """What went wrong in a cell, by its number in the notebook, with its source; no number where none had begun."""

    def __init__(self, what: str, cell: int | None, source: str):
        super().__init__(what)
        self.cell, self.source = cell, source


def printed(cell: Any) -> str:
    """Return what a cell has printed of the error that ended it, "" for nothing.

    IPython sends no error for a magic that there is not, nor for a group of exceptions: it prints them.
    """
    outputs = [output for output in cell.get("outputs", []) if output.get("name") == "stderr"]
    text = messages.without_escapes("".join("".join(output["text"]) for output in outputs))
    lines = GROUPED.findall(text) or [line for line in text.splitlines() if line.strip()][-1:]
    return "; ".join(line.strip() for line in lines)


def lost(report: Report | Call, status: int, words: str = "", late: bool = False) -> Result:
    """Return the result of what was run by a process that ended with this status, minus a signal's number.

    `words` are its last on standard error. It was killed where the report was `late`: it took longer than its limit
    and publishing may.
    """
    how = f"ended with signal {-status}" if status < 0 else f"ended with status {status}"
    if words:
        how += f"; last on standard error: {words}"
    if late:
        how = f"hung or was stopped, and was killed long after the report's limit of {report.limits.seconds:g} seconds"
    fault = RuntimeError(f"the process that built the report {how}")
    return Result(str(report.page), fault=explain(fault, report) if isinstance(report, Report) else str(fault))


def explain(error: Exception, report: Report) -> str:
    """Return what went wrong in a report: notebook, cell, parameters and error; the first line can stand alone."""
    values = ", ".join(f"{name}={value!r}" for name, value in report.values.items())
    place, what, source = f"notebooks/{report.notebook}.ipynb", f"{type(error).__name__}: {error}", ""
    if isinstance(error, CellFault):
        place += f", cell {error.cell}" if error.cell else ""
        what, source = str(error), error.source
    elif isinstance(error, OSError):
        what = messages.describe_os_error(error)
    lines = "".join(f"\n    {shortened(line)}" for line in source.splitlines()[:10])
    given = f", with {shortened(values)}" if values else ""
    return f"{place}{given}: {shortened(what)}{lines}"


def shortened(text: str) -> str:
    """Return a text, or so much of its beginning as tells it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"
