"""Limits of a report: how long it may run, how much memory and output it may take, and the watch over them."""

import contextlib
import math
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, fields

from cited.press.build.parameters import nearest
from cited.press.execute import processes

# How often a running report is looked at, in seconds.
STEP = 0.05
# How long a kernel may take from hanging up to its end, in seconds.
MOMENT = 0.2
SET = "set limits: {{{}: ...}} in reports/catalogue.yml, for this report or for all"


@dataclass(frozen=True)
class Limits:
    """What a report may take: its time from the first cell to the last, and its kernel with all that it has started."""

    seconds: float = 600
    memory_megabytes: float = 4096
    output_megabytes: float = 20


NAMES = tuple(field.name for field in fields(Limits))


def faults(given) -> list[str]:
    """Return what is wrong with the limits that a catalogue gives, a phrase each."""
    if not isinstance(given, dict):
        return [f"limits: {given!r}; expected a mapping with {', '.join(NAMES)}"]
    found = [
        f"limits, {name!r}; expected one of {', '.join(NAMES)}{nearest(name, NAMES)}"
        for name in given
        if name not in NAMES
    ]
    for name in NAMES:
        value = given.get(name, 1)
        if type(value) not in (int, float) or not math.isfinite(value) or value <= 0:
            found.append(f"limits, {name}: {value!r}; expected a number above 0, as {getattr(Limits, name)}")
    return found


def exceeded(name: str, limit: float, what: str) -> str:
    """Return the sentence that a report was ended at a limit, and how to set it."""
    unit = {"seconds": "seconds"}.get(name, "megabytes")
    return f"ended at its limit of {limit:g} {unit}{what}; {SET.format(name)}"


def out_of_memory(limits: Limits) -> str:
    """Return the sentence that says which limit a cell's MemoryError met."""
    return exceeded("memory_megabytes", limits.memory_megabytes, " of memory")


class Watch:
    """Watches a running report from a thread of its own; `broken` says at which limit its kernel was killed."""

    def __init__(self, limits: Limits, kernel):
        """Prepare to watch a kernel of `cited.press.execute.kernels`."""
        self.limits, self.kernel, self.broken = limits, kernel, ""
        self.process = kernel.process
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watch":
        _bound(self.process, self.limits.memory_megabytes)
        self.thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.ended.set()
        self.thread.join()
        # What came after the last look counts, too.
        self.broken = self.broken or self._output()

    def _watch(self) -> None:
        started = None
        while not self.ended.wait(STEP):
            # Linux's monotonic clock stands still while the machine sleeps: a report loses no time to a closed lid.
            now = time.monotonic()
            if started is None and self.kernel.place()[0]:
                started = now
            late = started is not None and now - started > self.limits.seconds
            self.broken = self._time() if late else self._memory() or self._output()
            if self.broken:
                self._kill()
                return

    def _time(self) -> str:
        return exceeded("seconds", self.limits.seconds, "")

    def _memory(self) -> str:
        most = self.limits.memory_megabytes
        held = processes.megabytes([self.process, *processes.descendants(self.process)], most)
        return out_of_memory(self.limits) if held > most else ""

    def _output(self) -> str:
        most, kernel = self.limits.output_megabytes, self.kernel
        sent = (kernel.client.kc.received if kernel.client and kernel.client.kc else 0) + kernel.logged()
        if sent <= most * processes.MEGABYTE and not self._refused():
            return ""
        return exceeded("output_megabytes", most, " of output")

    def _refused(self) -> bool:
        """Tell whether a message was refused for its size: then the connection is cut while the kernel lives."""
        if not (self.kernel.client and self.kernel.client.kc and self.kernel.client.kc.cut()):
            return False
        time.sleep(MOMENT)
        return processes.alive(self.process)

    def _kill(self) -> None:
        """Kill the kernel with what it has started, in its group and out of it."""
        found = processes.descendants(self.process)
        with contextlib.suppress(OSError):
            os.killpg(self.process, signal.SIGKILL)
        processes.kill([self.process, *found])


def _bound(process: int, megabytes: float) -> None:
    """Let the system refuse a kernel what exceeds its limit twofold, which it may ask for between two looks.

    That is RLIMIT_DATA, on what a process can write to; RLIMIT_AS would count libraries, mapped files and address
    space that is reserved and never used. What the kernel has already comes on top: most of it is shared with the
    forking process. Twofold, since a refusal can hit a thread of ipykernel, which then loses what a cell printed.
    """
    if not sys.platform.startswith("linux"):
        return
    import resource

    with contextlib.suppress(OSError, ValueError, StopIteration):
        status = (processes.PROC / str(process) / "status").read_text().splitlines()
        has = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:"))
        most = has + round(2 * megabytes * processes.MEGABYTE)
        resource.prlimit(process, resource.RLIMIT_DATA, (most, most))
