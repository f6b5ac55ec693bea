"""One report: its notebook run by papermill, and its page put in place when it is whole.

papermill runs here, and so does publishing; the cells run in a process of their own, which cannot spoil either.
"""

import contextlib
import functools
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cited import files, private, project, reads
from cited.press.execute import limits, processes
from cited.press.execute.explain import CellFault, explain, printed
from cited.press.execute.limits import ResourceMonitor
from cited.press.execute.process import CellProcess
from cited.press.execute.results import Result
from cited.press.publish import orphans, render, static
from cited.press.reports.catalogue import Report

# What papermill and nbconvert import where it happens to be installed, for what a report never asks of them: guessing
# encodings of answers from the network, and checking IRIs, colours and durations in a schema. Together they take
# longer than nbconvert itself; the grammar of the first is compiled at import, for over a second.
UNASKED = ("rfc3987_syntax", "chardet", "isoduration", "webcolors", "uri_template", "fqdn")
# Executed before the notebook's first cell.
STARTUP = "from cited.press.execute import observe; observe.begin(); del observe"


def _nothing() -> None:
    """Do nothing."""


class Run:
    """A running notebook, as limits see it: which cell runs, and what has been put out."""

    def __init__(self, fork: bool):
        """Prepare a run in a process forked from this one, or in a kernel of papermill's own."""
        self.fork, self.largest = fork, sys.maxsize
        self.notebook: Any = None
        self.cells: CellProcess | None = None
        # Limits put in their places what bounds a forked process, and what they do once the process is there.
        self.prepare: Callable[[], None] = _nothing
        self.begun: Callable[[], None] = _nothing

    def start(self) -> CellProcess:
        """Return a process for the cells, forked from this one."""
        self.cells = cells = CellProcess(fork=True, prepare=self.prepare)
        cells.largest = self.largest
        self.begun()
        return cells

    def kill(self) -> None:
        """End the cells' process, or kernel, with all that it has started."""
        if self.cells:
            self.cells.kill()
        processes.kill(processes.descendants(os.getpid()))

    def place(self) -> int | None:
        """Return the position of the cell that runs or ran last; None before the first."""
        begun = [at for at, cell in enumerate(self._cells()) if cell.metadata.papermill.get("start_time")]
        return begun[-1] if begun else None

    def put_out(self) -> int:
        """Return how many bytes the cells have put out."""
        if self.cells:
            return self.cells.put_out
        return sum(len(str(output)) for cell in self._cells() for output in cell.get("outputs", []))

    def fault(self, what: str) -> CellFault:
        """Return what went wrong as that of the cell that runs or ran last."""
        if (at := self.place()) is None:
            return CellFault(what, None, "")
        # Counted as JupyterLab shows them: papermill has put one in with the report's parameters.
        before = [cell.metadata.get("tags", []) for cell in self._cells()[:at]]
        number = 1 + sum("injected-parameters" not in tags for tags in before)
        return CellFault(what, number, self._cells()[at].source)

    def reason(self, error: Exception, report: Report) -> str:
        """Return what a cell's error says, or that the process died; nothing where neither did."""
        name, value = getattr(error, "ename", None), getattr(error, "evalue", "")
        if name is not None:
            limit = f"; {limits.out_of_memory(report.limits)}" if name.endswith("MemoryError") else ""
            # papermill's own name for an error of which the cell has no output.
            at = self.place() if name == "CellExecutionError" and not value else None
            said = printed(self._cells()[at]) if at is not None else ""
            return said or f"{name}: {value}".removesuffix(": ") + limit
        if type(error).__name__ == "DeadKernelError":
            return "Kernel died: a signal from outside, the system for want of memory, or a crash in a library"
        return ""

    def _cells(self) -> list[Any]:
        # Without those by which papermill marks an error.
        found: list[Any] = self.notebook.cells if self.notebook is not None else []
        return [cell for cell in found if "papermill" in cell.metadata]


def run(report: Report, root: Path, fork: bool, strange: str = "") -> Result:
    """Run and publish one report; the page that stands there is replaced only by a whole new one.

    Its notebook is run as it was when the build was planned. `fork` says that this process may be forked.
    """
    started = time.monotonic()
    result = Result(str(report.page))
    work = root / ".build" / "runs" / report.path
    noted = work / "reads.jsonl"
    try:
        work.mkdir(parents=True, exist_ok=True)
        noted.unlink(missing_ok=True)
        with logged(work / "log.txt"):
            files.write(work / "notebook.ipynb", report.content)
            executed = execute(report, root, work, fork)
        read = reads.Noted(noted)
        result.calls, result.files, result.folders = read.calls, read.files, read.folders
        result.witnessed = read.witnessed
        if shown := static.settle(executed):
            raise RuntimeError("; ".join(shown))
        html = render.page(executed, report, result.calls)
        if project.has_ledger() and (found := orphans.find(html)):
            raise RuntimeError(
                f"digits that lead to no source: {'; '.join(map(repr, found[:5]))}; expected every number on a "
                "page to come from `table`, a chart or `sentence`"
            )
        if unknown := orphans.unknown(html, strange):
            raise RuntimeError(f"the page names what the data do not have: {'; '.join(unknown[:5])}")
        files.write(root / report.page, html)
        result.digest = hashlib.sha256(html.encode()).hexdigest()
    except Exception as error:
        result.fault = explain(error, report)
    result.seconds = time.monotonic() - started
    return result


def execute(report: Report, root: Path, work: Path, fork: bool) -> Any:
    """Return the executed notebook; papermill runs it in the project's `notebooks/` with the report's parameters.

    Raises CellFault where a cell raises an error, its process dies, the notebook ends before its last cell, or the
    report meets one of its limits.
    """
    papermill, running = tools(), Run(fork)
    # A person's own IPython start-up files must not reach a report.
    os.environ.update({reads.VARIABLE: str(work / "reads.jsonl"), "IPYTHONDIR": str(root / ".build" / "ipython")})
    monitor = ResourceMonitor(report.limits, running)
    try:
        with monitor:
            executed = papermill.execute.execute_notebook(
                str(work / "notebook.ipynb"),
                None,
                engine_name="press",
                cwd=str(root / "notebooks"),
                running=running,
                parameters=report.values,
                progress_bar=False,
                log_output=False,
                request_save_on_cell_execute=False,
            )
    except Exception as error:
        if not (fault := monitor.broken or running.reason(error, report)):
            raise
        raise running.fault(fault) from error
    if monitor.broken:
        raise running.fault(monitor.broken)
    if executed.metadata.papermill.get("exception"):
        raise running.fault("SystemExit: the notebook ended here; expected its cells to run to the last")
    return executed


@functools.cache
def tools() -> Any:
    """Import papermill and build the exporter, once a process; return papermill with the press's engine."""
    with private.without_modules(*UNASKED):
        import papermill.execute
        from papermill.engines import papermill_engines

        from cited.press.execute.engine import ForkedEngine

        render.warm()

    class PressEngine(ForkedEngine):
        """The engine `forked`, or papermill's own where a process is not to be forked, under the press's limits."""

        @classmethod
        def execute_managed_notebook(  # type: ignore[override]  # papermill hands on what it was given
            cls, nb_man: Any, kernel_name: str, running: Run, **options: Any
        ) -> Any:
            running.notebook = nb_man.nb
            try:
                if running.fork and ForkedEngine.runs(kernel_name):
                    options.update(start=running.start, startup=STARTUP)
                    return super().execute_managed_notebook(nb_man, kernel_name, **options)
                if ForkedEngine.runs(kernel_name):
                    options["extra_arguments"] = [
                        f"--IPKernelApp.exec_lines={STARTUP}",
                        "--HistoryManager.enabled=False",
                    ]
                running.begun()
                return ForkedEngine.ordinary(nb_man, kernel_name, **options)
            finally:
                # papermill would report them as what ended the notebook.
                static.allow_errors(nb_man.nb)

    papermill_engines.register("press", PressEngine)
    # The kernels of this machine are looked up once.
    ForkedEngine.runs("python3")
    return papermill


@contextlib.contextmanager
def logged(path: Path) -> Iterator[None]:
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
