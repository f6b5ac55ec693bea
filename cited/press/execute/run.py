"""One report: its notebook run by papermill in a kernel of its own, and its page put in place when it is whole."""

import contextlib
import functools
import hashlib
import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from cited import reads
from cited.press.build import plan
from cited.press.build.catalogue import Report
from cited.press.execute import processes
from cited.press.execute.explain import CellFault, explain
from cited.press.execute.limits import Watch, out_of_memory
from cited.press.publish import orphans, render

# What papermill and nbconvert import where it happens to be installed, for what a report never asks of them: guessing
# encodings of answers from the network, and checking IRIs, colours and durations in a schema. Together they take
# longer than nbconvert itself; the grammar of the first is compiled at import, for over a second.
UNASKED = ("rfc3987_syntax", "chardet", "isoduration", "webcolors", "uri_template", "fqdn")
# Executed in the kernel before the notebook's first cell.
WATCH = "import cited.reads; cited.reads.watch()"


@dataclass
class Result:
    """How a report's run ended: what it read and its page's digest, or what went wrong."""

    page: str
    seconds: float = 0
    fault: str = ""
    reads: list[dict] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    digest: str = ""
    notes: list[str] = field(default_factory=list)


class Press:
    """Runs and publishes reports one after another; while it publishes one, the next one's kernel starts."""

    def __init__(self, root: Path, private: Path, fork: bool = True):
        """Prepare a press that keeps sockets in a folder that only their owner can open."""
        self.root, self.private, self.fork = root, private, fork
        self.started, self.kernel, self.next = 0, None, None
        # What this process has started before, as a cluster's node has its forking process, is no kernel's.
        self.others = processes.children(os.getpid())
        tools()

    def run(self, report: Report, more: bool = False) -> Result:
        """Run and publish one report; the page that stands there is replaced only by a whole new one.

        `more` says that another report follows, so that its kernel is worth starting.
        """
        started = time.monotonic()
        result = Result(str(report.page))
        work = self.root / ".build" / "runs" / report.path
        noted = work / "reads.jsonl"
        try:
            work.mkdir(parents=True, exist_ok=True)
            noted.unlink(missing_ok=True)
            with _logged(work / "log.txt"):
                self.kernel, self.next = self.next, None
                if not self.kernel or not self.kernel.alive():
                    self.kernel = self._start()
                try:
                    executed = execute(report, self.root, work / "executed.ipynb", self.kernel)
                finally:
                    self.kernel.stop()
                    if more:
                        self.next = self._start()
            if self.kernel.reads.exists():
                shutil.copyfile(self.kernel.reads, noted)
            result.reads, files = reads.load(noted)
            result.files = {path: plan.digest([Path(path)]) for path in files}
            html = render.page(executed, report, result.reads)
            if found := orphans.find(html):
                raise RuntimeError(
                    f"digits that lead to no source: {'; '.join(map(repr, found[:5]))}; expected every number on a "
                    "page to come from `table`, a chart or `say`"
                )
            plan.write(self.root / report.page, html)
            result.digest = hashlib.sha256(html.encode()).hexdigest()
        except Exception as error:
            result.fault = explain(error, report)
        if self.kernel:
            self._close(work / "log.txt")
        self._sweep()
        result.notes = kernels().ForkProvisioner.notes
        result.seconds = time.monotonic() - started
        return result

    def warm(self) -> None:
        """Start the kernel of a report to come."""
        self.next = self.next or self._start()

    def kill(self) -> None:
        """End every kernel at once: this process is about to end."""
        for kernel in filter(None, (self.kernel, self.next)):
            kernel.stop(now=True)
        processes.sweep(self.others)

    def close(self) -> None:
        """End the kernel that was started for a report that did not come."""
        if self.next:
            self.next.stop(now=True)
            self.next.close()
            self.next = None
        self._sweep()

    def _close(self, log: Path) -> None:
        """Wait for the end of the report's kernel; a log that cannot be written costs nothing but the log."""
        try:
            with _logged(log):
                self.kernel.close(log)
        except OSError:
            self.kernel.close()
        self.kernel = None

    def _sweep(self) -> None:
        """Kill what an ended kernel has left behind; the forking process does so for those that it has forked."""
        processes.sweep({*self.others, *(kernel.process for kernel in (self.kernel, self.next) if kernel)})

    def _start(self):
        """Start a kernel for a report that need not be known yet; return it before it is ready."""
        self.started += 1
        return kernels().Kernel(self.root, self.private / f"{os.getpid()}-{self.started}", self.fork, WATCH)


def kernels():
    """Return the module of kernels; importing it takes a tenth of a second, which nothing but a run needs."""
    from cited.press.execute import kernels

    return kernels


@functools.cache
def tools():
    """Import papermill and build the exporter, once a process; return papermill with an engine for started kernels."""
    with _without(*UNASKED):
        import papermill.execute
        from papermill.clientwrap import PapermillNotebookClient
        from papermill.engines import NBClientEngine, papermill_engines

        render.warm()

    class Client(PapermillNotebookClient):
        """papermill's own client, which also knows the cell that runs."""

        cell, source = None, ""

        def execute_cell(self, cell, cell_index, **options):
            # Counted as JupyterLab shows them: papermill has put one in with the report's parameters.
            before = [cell.metadata.get("tags", []) for cell in self.nb.cells[:cell_index]]
            self.cell, self.source = 1 + sum("injected-parameters" not in tags for tags in before), cell.source
            return super().execute_cell(cell, cell_index, **options)

    class StartedKernel(NBClientEngine):
        """papermill's own engine, on a kernel that has been started already and that someone else stops."""

        @classmethod
        def execute_managed_notebook(cls, manager, kernel_name, kernel=None, **options):
            if kernel_name != kernel.manager.kernel_name:
                raise RuntimeError(f"kernel {kernel_name!r}; expected {kernel.manager.kernel_name!r}")
            kernel.client = client = Client(
                manager, km=kernel.manager, kernel_name=kernel_name, timeout=None, startup_timeout=60
            )
            client.execute()

    papermill_engines.register("started", StartedKernel)
    return papermill


@contextlib.contextmanager
def _without(*names: str):
    """Let modules seem not to be installed for a while; those that are imported already stay."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


@contextlib.contextmanager
def _logged(path: Path):
    """Send what this process writes to standard output and error into a file."""
    saved = [os.dup(1), os.dup(2)]
    with path.open("ab") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    try:
        yield
    finally:
        for stream, copy in zip((1, 2), saved, strict=True):
            os.dup2(copy, stream)
            os.close(copy)


def execute(report: Report, root: Path, output: Path, kernel):
    """Return the executed notebook; papermill runs it with the report's parameters in a started kernel.

    Raises CellFault where a cell raises an error, the kernel dies, or the report meets one of its limits.
    """
    papermill, watch = tools(), Watch(report.limits, kernel)
    kernel.manager.largest = report.limits.output_megabytes
    try:
        with watch:
            executed = papermill.execute.execute_notebook(
                str(root / "notebooks" / f"{report.notebook}.ipynb"),
                str(output),
                engine_name="started",
                kernel=kernel,
                parameters=report.values,
                progress_bar=False,
                log_output=False,
                request_save_on_cell_execute=False,
            )
    except Exception as error:
        if not (fault := watch.broken or _fault(error, report)):
            raise
        raise CellFault(fault, *kernel.place()) from error
    if watch.broken:
        raise CellFault(watch.broken, *kernel.place())
    return executed


def _fault(error: Exception, report: Report) -> str:
    """Return what a cell's error says, or that the kernel died; nothing where neither did."""
    if hasattr(error, "ename"):
        limit = f"; {out_of_memory(report.limits)}" if error.ename.endswith("MemoryError") else ""
        return f"{error.ename}: {error.evalue}{limit}"
    if type(error).__name__ == "DeadKernelError":
        return "Kernel died: a signal from outside, the system for want of memory, or a crash in a library"
    return ""
