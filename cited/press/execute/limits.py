"""A running notebook watched against its limits: which cell runs, its output so far, and what ended it."""

import contextlib
import os
import re
import signal
import threading
import time
from typing import Any

from cited import observe
from cited.press.execute import processes
from cited.press.execute.cell_process import CellProcess
from cited.press.execute.cells import SHELL_FAILED
from cited.press.execute.results import CellFault, printed
from cited.press.publish.static import numbered
from cited.press.reports.report import Limits

# How often a running report is looked at, in seconds.
POLL_SECONDS = 0.05
# Where a cell's code is at fault, as IPython names it: by a file that it makes up.
PLACE = re.compile(r" \(\d+\.py, (line \d+)\)$")
# What each limit is given in.
KINDS = {"seconds": "seconds", "memory_megabytes": "megabytes of memory", "output_megabytes": "megabytes of output"}
# What is behind a signal that ends a process.
KILLED = "the system for want of memory or a signal from outside"
CRASHED = "a crash in a library"
CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT)
CAUSES: dict[int, str] = {signal.SIGKILL: f"sent by {KILLED}", **dict.fromkeys(CRASHES, CRASHED)}


class Running(contextlib.AbstractContextManager["Running"]):
    """A notebook that runs, in a process forked from this one or in a kernel, and a thread that ends it at its limits.

    `notebook` is papermill's, once it has begun.
    """

    def __init__(self, limits: Limits):
        """Prepare to run a notebook within these limits."""
        self.limits, self.broken = limits, ""
        self.largest = round(limits.output_megabytes * processes.MEGABYTE)
        self.notebook: Any = None
        self.process: CellProcess | None = None
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        """Watch no longer; raises CellFault for what a cell's error says, or at which limit the notebook was ended."""
        self.ended.set()
        if self.thread.ident:
            self.thread.join(processes.GONE_SECONDS)
        # What came after the last look counts, too.
        if what := self.broken or self._output() or self._reason(error):
            raise self.fault(what) from error

    def fork(self) -> CellProcess:
        """Return a process for the cells, forked from this one."""
        self.process = CellProcess(prepare=lambda: _begin(self.limits.memory_megabytes))
        self.process.largest = self.largest
        # Only now: a process with a second thread must not be forked.
        self.thread.start()
        return self.process

    def fault(self, what: str) -> CellFault:
        """Return what went wrong as that of the cell that runs or ran last."""
        number, cell = self._last()
        return CellFault(what, number, cell.source if cell else "")

    def _reason(self, error: BaseException | None) -> str:
        """Return what a cell's error says, or that the process died; nothing where neither did."""
        name, value = getattr(error, "ename", None), getattr(error, "evalue", "")
        if name is not None:
            limit = f"; {self._over('memory_megabytes')}" if name.endswith("MemoryError") else ""
            # papermill's own name for an error of which the cell has no output.
            cell = self._last()[1] if name == "CellExecutionError" and not value else None
            said = printed(cell) if cell else ""
            return said or PLACE.sub(r", \1", f"{name}: {value}").removesuffix(": ") + limit
        return self._death() if type(error).__name__ == "DeadKernelError" else ""

    def _death(self) -> str:
        """Return how the process of the cells ended, as far as it can be known; of a kernel nothing can."""
        process = self.process
        if process is None:
            return f"Kernel died: ended by a cell, by {KILLED}, or by {CRASHED}"
        if process.has_quit:
            return "the notebook ended here, by `quit()` or `exit()`; expected its cells to run to the last"
        status = process.status or 0
        if process.has_hung_up:
            what = "a cell closed the descriptor over which it is given cells, as `os.closerange(3, 99)` does"
        elif status == SHELL_FAILED:
            what = "the shell could not go on after what cells have changed"
        elif status >= 0:
            how = f"a cell ended its process with status {status}, as `os._exit({status})` does"
            what = f"{how}; expected its cells to run to the last"
        else:
            why = CAUSES.get(-status, "sent by a cell or from outside")
            what = f"signal {-status} ({signal.strsignal(-status)}): {why}"
        words = f"; last on standard error: {process.last_words}" if process.last_words else ""
        return f"Kernel died: {what}{words}"

    def _watch(self) -> None:
        started = None
        while not self.ended.wait(POLL_SECONDS):
            # Linux's monotonic clock stands still while the machine sleeps: a report loses no time to a closed lid.
            if started is None and self._last()[1]:
                started = time.monotonic()
            late = started is not None and time.monotonic() - started > self.limits.seconds
            self.broken = self._over("seconds") if late else self._memory() or self._output()
            if self.broken:
                if self.process:
                    self.process.kill()
                processes.kill(processes.descendants(os.getpid()))
                return

    def _memory(self) -> str:
        most = self.limits.memory_megabytes
        held = processes.megabytes(processes.descendants(os.getpid()), most)
        return self._over("memory_megabytes") if held > most else ""

    def _output(self) -> str:
        if self.process:
            size = self.process.put_out
        else:
            size = sum(len(str(output)) for cell in self._cells() for output in cell.get("outputs", []))
        return self._over("output_megabytes") if size > self.largest else ""

    def _over(self, name: str) -> str:
        """Return the sentence that a report was ended at a limit, and how to set it."""
        what = f"{getattr(self.limits, name):g} {KINDS[name]}"
        how = f"set limits: {{{name}: ...}} in reports/catalogue.yml, for this report or for all"
        return f"ended at its limit of {what}; {how}"

    def _last(self) -> tuple[int | None, Any]:
        """Return the cell that runs or ran last, with its number; None for both before the first."""
        begun = [pair for pair in numbered(self._cells()) if pair[1]["metadata"]["papermill"].get("start_time")]
        if self.process and self.process.has_quit:
            # The one after it found no process any more.
            begun = [pair for pair in begun if pair[1]["cell_type"] == "code"][:-1]
        return begun[-1] if begun else (None, None)

    def _cells(self) -> list[Any]:
        # Without those by which papermill marks an error.
        cells: list[Any] = self.notebook.cells if self.notebook is not None else []
        return [cell for cell in cells if "papermill" in cell.metadata]


def _begin(megabytes: float) -> None:
    """Note from now on what this process reads; the system refuses it twice its limit, which it may ask for at once.

    That is RLIMIT_DATA, on what a process can write to; RLIMIT_AS would count libraries, mapped files and address
    space that is reserved and never used. What the process has already comes on top: most of it is shared with the
    one that it was forked from.
    """
    observe.begin()
    if not processes.LINUX:
        return
    import resource

    import psutil

    with contextlib.suppress(OSError, ValueError):
        most = psutil.Process().memory_info().data + round(2 * megabytes * processes.MEGABYTE)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
