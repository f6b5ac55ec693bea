"""The warm process: imports what reports need, once, and forks a process for each report that it is asked for.

It has one thread, works in the project's `notebooks/`, has the environment of the command that has started it, and
ends with that. `open` makes it fork a process that serves one build and holds what only that build may use; each
report is then a fork of that one, which runs papermill and publishes, and whose own fork runs the cells:

    command ── warm process ── build ── report ── cells

Reports and results are pickled, since every process here is the press's own. A process started with `fork` false
runs one report after the other itself, in kernels of papermill's own.
"""

import contextlib
import gc
import importlib
import json
import os
import pickle
import selectors
import signal
import socket
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from cited import private, reads
from cited.press.execute import messages, processes
from cited.press.execute.observe import Witness

# What every report imports from site-packages, and what runs its cells. Not matplotlib_inline: its backend sets
# itself up at import, in the shell that is there, and without one the first figure of every report would be lost.
# Nor what starts threads when it is imported, as polars and pyarrow do: these do not survive a fork.
IMPORTS = (
    "cited.press.execute.shell",
    "IPython.core.application",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.crashhandler",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "numpy.random",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "matplotlib.backends.backend_agg",
    "jinja2",
    "babel.dates",
    "babel.numbers",
)
# What a page shows must depend neither on how many processors sum up an array nor on the order of a set;
# and a library that starts no threads at import leaves the warm process with its one.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
OPEN, CLOSE = b"open", b"close"


@dataclass(frozen=True)
class Settings:
    """How a warm process is to be: `imports` are modules, `prepare` functions (`module:function`) for each build.

    `strange` is the function (`module:function`) that says which of the ids on a page there are not, empty for none.
    """

    root: Path
    fork: bool
    imports: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()
    strange: str = ""


def main() -> NoReturn:
    """Serve the process that has started this one, over the socket that is standard input, until it hangs up."""
    connection = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    processes.adopt()
    given = json.loads(messages.receive(connection) or sys.exit(1))
    imports, prepare = tuple(given["imports"]), tuple(given["prepare"])
    settings = Settings(Path(given["root"]), given["fork"], imports, prepare, given.get("strange", ""))
    # matplotlib reads its settings from here when it is imported, as it does in JupyterLab.
    folder = settings.root / "notebooks"
    os.chdir(folder if folder.is_dir() else settings.root)
    if settings.fork:
        fork_builds(connection, settings)
    else:
        run_reports(connection, settings)
    # Taking apart all that is imported would take a tenth of a second, for which the build would wait.
    os._exit(0)


def fork_builds(connection: socket.socket, settings: Settings) -> None:
    """Fork a process for each build; it takes the messages until its build is closed."""
    _import(settings)
    warm = os.getpid()
    while messages.receive(connection) == OPEN:
        build = os.fork()
        if not build:
            processes.die_with(warm)
            Build(connection, settings).serve()
            os._exit(0)
        # Bounded by the command: it closes the build, or hangs up, or kills this process, with which the build dies.
        if os.waitpid(build, 0)[1]:
            # It was killed; what comes next was meant for it.
            return


def run_reports(connection: socket.socket, settings: Settings, note: str = "") -> None:
    """Run one report after the other in this process; `note` says why, where it was to fork."""
    from cited.press.execute.run import run, tools

    tools()
    threading.Thread(target=processes.end_with, args=[connection], daemon=True).start()
    while (asked := messages.receive(connection)) not in (CLOSE, None):
        if asked != OPEN:
            number, report = pickle.loads(asked)
            os.chdir(settings.root)
            result = run(report, settings.root, fork=False, strange=settings.strange)
            result.note = note
            messages.send(connection, pickle.dumps((number, result)))


class Build:
    """Serves one build: forks a process for each report that is asked for, and hands on its result."""

    def __init__(self, connection: socket.socket, settings: Settings):
        """Prepare what only this build may use."""
        self.connection, self.settings, self.prepared = connection, settings, Witness(settings.root)
        self.selector = selectors.DefaultSelector()
        self.selector.register(connection, selectors.EVENT_READ)
        processes.adopt()
        from cited.press.execute.results import called

        for name in settings.prepare:
            # What is wrong in the data the build itself finds and tells.
            with contextlib.suppress(Exception):
                called(name)()
        self.prepared.end()
        freeze()

    def serve(self) -> None:
        """Run reports until the build is closed; when the command has gone, end them."""
        if note := unsafe():
            return run_reports(self.connection, self.settings, note)
        while True:
            # Bounded by the command: it asks, closes or hangs up, and each of them is heard here.
            for key, _ in self.selector.select():
                if key.fileobj is not self.connection:
                    self._result(key)
                elif (asked := messages.receive(self.connection)) in (CLOSE, None):
                    self._end()
                    return
                else:
                    self._fork(*pickle.loads(asked))

    def _fork(self, number: int, report: Any) -> None:
        reading, writing = os.pipe()
        build, process = os.getpid(), os.fork()
        if process:
            os.close(writing)
            self.selector.register(reading, selectors.EVENT_READ, (number, process))
            return
        status = 1
        try:
            processes.die_with(build)
            os.close(reading)
            self.selector.close()
            self.connection.close()
            self._run(report, writing)
            status = 0
        finally:
            os._exit(status)

    def _run(self, report: Any, writing: int) -> None:
        from cited.press.execute.results import Call
        from cited.press.execute.run import run

        processes.adopt()
        os.chdir(self.settings.root)
        if isinstance(report, Call):
            result = report.run()
        else:
            result = run(report, self.settings.root, fork=True, strange=self.settings.strange)
        processes.sweep()
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(result, pipe)

    def _result(self, key: selectors.SelectorKey) -> None:
        """Hand on what a report's process says, or that it has ended without a word."""
        number, process = key.data
        self.selector.unregister(key.fileobj)
        with os.fdopen(key.fd, "rb") as pipe:
            said = pipe.read()
        ended = processes.reaped(process)
        if ended is None:
            processes.kill([process])
            ended = processes.reaped(process)
        status = -signal.SIGKILL if ended is None else os.waitstatus_to_exitcode(ended)
        try:
            result = pickle.loads(said)
            for path, known in self.prepared.items():
                same = result.witnessed.setdefault(path, known) == known
                result.witnessed[path] = known if same else reads.CHANGED
        except (EOFError, pickle.UnpicklingError):
            result = f"signal {-status}" if status < 0 else f"status {status}"
        processes.sweep([key.data[1] for key in self.selector.get_map().values() if key.data])
        messages.send(self.connection, pickle.dumps((number, result)))

    def _end(self) -> None:
        # Their cells die with them; what these have started comes here.
        processes.sweep()


def unsafe() -> str:
    """Return why this process must not fork, or nothing: threads and ZeroMQ contexts do not survive it."""
    if not sys.platform.startswith("linux"):
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


def _import(settings: Settings) -> None:
    from cited.press.execute.run import tools

    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    tools()
    for name in (*IMPORTS, *settings.imports):
        # What is not installed is left to the report that wants it.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    freeze()


if __name__ == "__main__":
    main()
