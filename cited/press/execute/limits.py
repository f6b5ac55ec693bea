"""The watch over the limits of a running report."""

import contextlib
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cited.press.execute import processes
from cited.press.reports.limits import Limits

if TYPE_CHECKING:
    from cited.press.execute.run import Run

# How often a running report is looked at, in seconds.
POLL_SECONDS = 0.05
SET = "set limits: {{{}: ...}} in reports/catalogue.yml, for this report or for all"


def exceeded(name: str, limit: float, what: str) -> str:
    """Return the sentence that a report was ended at a limit, and how to set it."""
    unit = {"seconds": "seconds"}.get(name, "megabytes")
    return f"ended at its limit of {limit:g} {unit}{what}; {SET.format(name)}"


def out_of_memory(limits: Limits) -> str:
    """Return the sentence that says which limit a cell's MemoryError met."""
    return exceeded("memory_megabytes", limits.memory_megabytes, " of memory")


class ResourceMonitor:
    """Watches a running report from a thread of its own; `broken` says at which limit it was ended."""

    def __init__(self, limits: Limits, running: "Run"):
        """Prepare to watch a run, and bound what its process may ask for at once."""
        self.limits, self.running, self.broken = limits, running, ""
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        running.largest = round(limits.output_megabytes * processes.MEGABYTE)
        running.prepare = lambda: _bound(limits.memory_megabytes)
        # A process with a second thread must not be forked.
        running.begun = self.thread.start

    def __enter__(self) -> "ResourceMonitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        if self.thread.ident:
            self.thread.join(processes.GONE_SECONDS)
        # What came after the last look counts, too.
        self.broken = self.broken or self._output()

    def _watch(self) -> None:
        started = None
        while not self.ended.wait(POLL_SECONDS):
            # Linux's monotonic clock stands still while the machine sleeps: a report loses no time to a closed lid.
            now = time.monotonic()
            if started is None and self.running.place() is not None:
                started = now
            late = started is not None and now - started > self.limits.seconds
            self.broken = exceeded("seconds", self.limits.seconds, "") if late else self._memory() or self._output()
            if self.broken:
                self.running.kill()
                return

    def _memory(self) -> str:
        most = self.limits.memory_megabytes
        held = processes.megabytes(processes.descendants(os.getpid()), most)
        return out_of_memory(self.limits) if held > most else ""

    def _output(self) -> str:
        most = self.limits.output_megabytes
        return exceeded("output_megabytes", most, " of output") if self.running.put_out() > self.running.largest else ""


def _bound(megabytes: float) -> None:
    """Let the system refuse this process what exceeds its limit twofold, which it may ask for between two looks.

    That is RLIMIT_DATA, on what a process can write to; RLIMIT_AS would count libraries, mapped files and address
    space that is reserved and never used. What the process has already comes on top: most of it is shared with the
    one that it was forked from.
    """
    if not sys.platform.startswith("linux"):
        return
    import resource

    with contextlib.suppress(OSError, ValueError, StopIteration):
        status = Path("/proc/self/status").read_text().splitlines()
        has = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:"))
        most = has + round(2 * megabytes * processes.MEGABYTE)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
