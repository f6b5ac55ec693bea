"""The warm process: imports what reports need, once, and forks a process for each report requested.

It has one thread, works in the project's `notebooks/`, has the environment of the command that has started it, and
ends with that. `open` makes it fork a process that serves one build and holds what only that build may use; each
report is then a fork of that one, which runs papermill and publishes, and whose own fork runs the cells:

    command ── warm process ── build ── report ── cells

Reports and results are pickled, since every process here is the press's own. Where forking is not safe, each report
has a process that is started from nothing.
"""

import contextlib
import gc
import importlib
import os
import pkgutil
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any, NoReturn, cast

from cited import private, project, reads
from cited.observe import Witness
from cited.press.execute import processes
from cited.press.execute.results import Call, lost
from cited.press.reports.report import Report

# What every report imports from site-packages, and what runs its cells. Not matplotlib_inline: its backend sets
# itself up at import, in the shell that is there, and without one the first figure of every report would be lost.
# Nor what starts threads when it is imported, as polars and pyarrow do: these do not survive a fork.
IMPORTS = (
    "IPython.core.application",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.crashhandler",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "numpy.random",
    "bdb",
    "psutil",
    "pandas",
    "pandas.core.methods.to_dict",
    "jinja2",
    "babel.dates",
    "babel.numbers",
)
# It takes a third of the time of all imports, so only where a notebook draws with it. What draws without a word of
# these imports it by itself.
DRAWING = ("matplotlib.pyplot", "matplotlib.backends.backend_svg", "matplotlib.backends.backend_agg")
DRAWS = (b"matplotlib", b"pyplot", b".plot", b"seaborn")
# What a page shows must depend neither on how many processors sum up an array nor on the order of a set;
# and a library that starts no threads at import leaves the warm process with its one.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
OPEN, CLOSE = "open", "close"
# What a process that is started from nothing is to do: to be warm, or to run one report.
START = "from cited.press.execute import warm; warm.main()"
START_REPORT = "from cited.press.execute import warm; warm.serve_report(*warm.given())"


@dataclass(frozen=True)
class Settings:
    """How a warm process is to be: `imports` are modules, `prepare` functions (`module:function`) for each build.

    `fork` says that cells run in forked processes, not in kernels. `strange` is the function (`module:function`) that
    says which of the ids on a page there are not, empty for none.
    """

    fork: bool = True
    imports: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()
    strange: str = ""


def main() -> NoReturn:
    """Serve the process that has started this one, over the connection that is standard input, until it hangs up."""
    connection, settings = given()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    processes.adopt()
    root = project.root()
    # A person's own IPython start-up files must not reach a report.
    os.environ["IPYTHONDIR"] = str(root / ".build" / "ipython")
    # matplotlib reads its settings from here when it is imported, as it does in JupyterLab.
    os.chdir(folder if (folder := root / "notebooks").is_dir() else root)
    # What is imported stays: looking for what of it is garbage takes a tenth of the time.
    gc.disable()
    _import(settings)
    # A process for each build; it takes the messages until its build is closed.
    while heard(connection) == OPEN:
        build = processes.fork(Build(connection, settings, os.getpid()).serve)
        # Bounded by the command: it closes the build, or hangs up, or kills this process, with which the build dies.
        if status := os.waitstatus_to_exitcode(os.waitpid(build, 0)[1]):
            # What comes next was meant for it; this one ends as it has.
            if status < 0:
                os.kill(os.getpid(), -status)
            os._exit(status)
    # Taking apart all that is imported would take a tenth of a second, for which the build would wait.
    os._exit(0)


def given() -> tuple[Any, ...]:
    """Return the connection to the process that has started this one, its standard input, and what it says first."""
    connection = Connection(os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    first = heard(connection) or sys.exit(1)
    return (connection, *first) if isinstance(first, tuple) else (connection, first)


def heard(connection: Connection) -> Any:
    """Return the next message, None where the other end has gone."""
    try:
        return connection.recv()
    except (EOFError, OSError):
        return None


class Build:
    """Serves one build, in a fork of the warm process: has a process for each report to run."""

    def __init__(self, connection: Connection, settings: Settings, warm: int):
        """Serve what comes over this connection, as long as the process `warm` lives."""
        self.connection, self.settings, self.warm, self.note = connection, settings, warm, ""
        # By the connection to its process: a report's number, the report, and the process.
        self.running: dict[Connection, tuple[int, Report | Call, int]] = {}

    def serve(self) -> None:
        """Prepare what only this build may use, and run reports until it is closed; when the command goes, end them."""
        processes.die_with(self.warm)
        processes.adopt()
        self.prepared = Witness(project.root())
        gc.disable()
        for name in self.settings.prepare if self.settings.fork else ():
            # What is wrong in the data the build itself finds and tells.
            with contextlib.suppress(Exception):
                pkgutil.resolve_name(name)()
        self.prepared.end()
        freeze()
        self.note = unsafe()
        while True:
            # Bounded by the command: it asks, closes or hangs up, and each of them is heard here.
            for ready in wait([self.connection, *self.running]):
                if ready is not self.connection:
                    self._result(cast(Connection, ready))
                elif isinstance(job := heard(self.connection), tuple):
                    self._begin(*job)
                else:
                    # Their cells die with them; what these have started comes here.
                    processes.sweep()
                    return

    def _begin(self, number: int, report: Report | Call) -> None:
        ours, other = Pipe()
        arguments = os.getpid(), report, self.settings, self.note
        with other:
            if self.note:
                process = processes.start([sys.executable, "-P", "-c", START_REPORT], stdin=other.fileno())
                ours.send(arguments)
            else:
                process = processes.fork(lambda: serve_report(other, *arguments))
        self.running[ours] = number, report, process

    def _result(self, ours: Connection) -> None:
        """Hand on what a report's process says, or that it has ended without a word."""
        number, report, process = self.running.pop(ours)
        result = heard(ours)
        ours.close()
        status = processes.end(process, processes.GONE_SECONDS)
        result = result or lost(report, status)
        for path, known in self.prepared.items():
            same = result.read.witnessed.setdefault(path, known) == known
            result.read.witnessed[path] = known if same else reads.CHANGED
        processes.sweep([process for *_, process in self.running.values()])
        with contextlib.suppress(OSError):
            self.connection.send((number, result))


def serve_report(connection: Connection, build: int, report: Report | Call, settings: Settings, note: str) -> None:
    """Run a report in this process, which ends with that of its build, and send its result.

    `note` says why nothing may be forked; then nothing is forked here either.
    """
    from cited.press.execute.run import run

    processes.die_with(build)
    processes.adopt()
    os.chdir(project.root())
    fork = settings.fork and not note
    if isinstance(report, Report):
        # It ends with its one page, before much garbage is there to be found; the process of the cells looks again.
        gc.disable()
    result = report.run() if isinstance(report, Call) else run(report, fork, settings.strange)
    result.note = note
    processes.sweep()
    connection.send(result)


def unsafe() -> str:
    """Return why this process must not fork, or nothing: threads and ZeroMQ contexts do not survive it."""
    if not processes.LINUX:
        return f"forking is not safe on {sys.platform}"
    if (threads := len(list(Path("/proc/self/task").iterdir()))) > 1:
        return f"the warm process has {threads} threads"
    if private.has_zmq_context():
        return "the warm process has a ZeroMQ context"
    return ""


def freeze() -> None:
    """Keep the garbage collector from writing to, and so copying, every page of memory that forked processes share."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _import(settings: Settings) -> None:
    from cited.press.execute import shell
    from cited.press.execute.run import tools

    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    tools()
    notebooks = [path.read_bytes() for path in project.notebooks() if path.is_file()]
    drawing = DRAWING if any(word in content for content in notebooks for word in DRAWS) else ()
    for name in (*IMPORTS, *drawing, *settings.imports) if settings.fork else ():
        # What is not installed is left to the report that wants it.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if settings.fork:
        # Last: what is imported where there is a shell follows its cells.
        shell.prepared()
    freeze()
