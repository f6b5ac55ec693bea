"""The forking process: imports what every report needs, once, and forks a Jupyter kernel at each request.

`cited.press.execute.kernels` runs this file as a script, with nothing but the standard library: a kernel must find
the project's own modules as they are on disk. Its arguments are the number
of the Unix socket that it listens on, the private folder that it removes when it ends, and the script that
makes a forked process a kernel.

A connection is a kernel's life. The request is a line of JSON, `{"argv", "env", "cwd"}`, with two open files,
standard output and error. The answers are lines of JSON: `{"pid"}` or `{"refused"}`, and `{"exit"}` at the end,
negative for a signal. The asker sends `{"signal"}`; when it hangs up, its kernel is killed. When standard
input ends, the builder has ended, and this process goes with all its kernels.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import random
import runpy
import selectors
import shutil
import signal
import socket
import sys

# What every ipykernel imports at its start or soon after it, and then what reports import from site-packages.
# Not matplotlib_inline: its backend sets itself up at import, in the shell that is there, and without one the
# first figure of every report would be lost. Nor anything more: what is here hides a missing import.
KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
)
REPORTS = (
    "numpy.random",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "matplotlib.backends.backend_agg",
    "jinja2",
    "babel.dates",
    "babel.numbers",
)
# Variables that differ from kernel to kernel and that nothing reads at import.
PER_KERNEL = ("CITED_READS", "CITED_FORKER", "IPYTHONDIR", "JPY_PARENT_PID", "JPY_SESSION_NAME", "MPLBACKEND")
# Variables that `cited.press.execute.forking` sets for this process, whatever they are for a kernel.
OWN = (
    "PYTHONHASHSEED",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "PYDEVD_DISABLE_FILE_VALIDATION",
)
PR_SET_PDEATHSIG = 1


def preload() -> None:
    """Import what reports need; a module that is not installed is left to the report that wants it."""
    # ipykernel reads it when it is imported; without it a kernel outlives this process.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    # As ipykernel sets it before a notebook imports matplotlib, which reads it when it is imported.
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    for name in KERNEL + REPORTS:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    # Collecting garbage would write to, and so copy, every page of memory that the kernels share.
    gc.collect()
    gc.freeze()


def unsafe() -> str:
    """Return why this process must not fork, or nothing: threads and ZeroMQ contexts do not survive it."""
    if (threads := len(os.listdir("/proc/self/task"))) > 1:  # noqa: PTH208
        return f"the forking process has {threads} threads"
    if "zmq" in sys.modules and sys.modules["zmq"].Context._instance is not None:
        return "the forking process has a ZeroMQ context"
    return ""


class Forker:
    """Serves requests until standard input ends; in a forked child, `serve` returns the request."""

    def __init__(self, listener: int, environment: dict[str, str]):
        self.listener = socket.socket(fileno=listener)
        self.environment, self.folder = environment, os.getcwd()  # noqa: PTH109
        self.kernels: dict[int, socket.socket] = {}
        # Not imported: nothing of the project may be among a kernel's modules.
        tools = runpy.run_path(os.path.join(os.path.dirname(__file__), "processes.py"))  # noqa: PTH118, PTH120
        self.sweep = tools["sweep"]
        tools["adopt"]()
        # A child's end wakes the selector through this pipe; SIGINT is the builder's affair.
        self.alarm, wakeup = os.pipe()
        for end in (self.alarm, wakeup):
            os.set_blocking(end, False)
        self.wakeup = wakeup
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.selector = selectors.DefaultSelector()
        for source in (sys.stdin, self.listener, self.alarm):
            self.selector.register(source, selectors.EVENT_READ)

    def serve(self) -> dict | None:
        """Fork at each request; return None when standard input has ended, or in the child its request."""
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is sys.stdin:
                    return self._end()
                if key.fileobj is self.listener:
                    self.selector.register(self.listener.accept()[0], selectors.EVENT_READ)
                elif key.fileobj == self.alarm:
                    os.read(self.alarm, 4096)
                    self._reap()
                elif key.data is None:
                    if request := self._fork(key.fileobj):
                        return request
                else:
                    self._signal(key.fileobj, key.data)

    def _fork(self, connection: socket.socket) -> dict | None:
        request, files = _receive(connection)
        if request is None or len(files) != 2:
            refusal = "a kernel was asked for without its two files"
        elif request["cwd"] != self.folder:
            refusal = f"the forking process works in {self.folder}, not in {request['cwd']}"
        elif differing := self.environment.items() ^ _comparable(request["env"]).items():
            names = ", ".join(sorted({name for name, _ in differing}))
            refusal = f"the forking process has another environment ({names})"
        else:
            refusal = unsafe()
        if not refusal:
            process = os.fork()
            if not process:
                _become(request, files, self)
                return request
            self.kernels[process] = connection
            self.selector.modify(connection, selectors.EVENT_READ, process)
            _answer(connection, pid=process)
        else:
            _answer(connection, refused=refusal)
            self._hang_up(connection)
        for file in files:
            os.close(file)
        return None

    def _signal(self, connection: socket.socket, process: int) -> None:
        try:
            lines = connection.recv(4096).splitlines()
        except OSError:
            lines = []
        for line in lines:
            _kill(process, json.loads(line)["signal"])
        if not lines:
            _kill(process, signal.SIGKILL)
            self.selector.unregister(connection)

    def _reap(self) -> None:
        for process in list(self.kernels):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                # What the kernel has started is in its group, and ends with it.
                _kill(process, signal.SIGKILL)
                connection = self.kernels.pop(process)
                _answer(connection, exit=os.waitstatus_to_exitcode(status))
                self._hang_up(connection)
        # What it started outside of its group has come to this process.
        self.sweep(self.kernels)

    def _hang_up(self, connection: socket.socket) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self.selector.unregister(connection)
        connection.close()

    def _end(self) -> None:
        for process in self.kernels:
            _kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        self.sweep()


def _comparable(environment) -> dict:
    return {name: value for name, value in environment.items() if name not in PER_KERNEL + OWN}


def _receive(connection: socket.socket) -> tuple[dict | None, list[int]]:
    text, files, *_ = socket.recv_fds(connection, 65536, 2)
    while text and not text.endswith(b"\n"):
        part = connection.recv(65536)
        text = text + part if part else b""
    return (json.loads(text) if text else None), files


def _answer(connection: socket.socket, **answer) -> None:
    with contextlib.suppress(OSError):
        connection.sendall(json.dumps(answer).encode() + b"\n")


def _kill(process: int, number: int) -> None:
    """Send a signal to a kernel and what it has started: it leads a group of its own."""
    try:
        os.killpg(process, number)
    except ProcessLookupError:
        # Before the child has called setsid there is no such group.
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)


def _become(request: dict, files: list[int], forker: Forker) -> None:
    """Make the forked child what a newly started kernel would be."""
    parent = int(os.environ["JPY_PARENT_PID"])
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    forker.selector.close()
    for connection in (forker.listener, *forker.kernels.values()):
        connection.close()
    os.close(forker.alarm)
    os.close(forker.wakeup)
    null = os.open(os.devnull, os.O_RDONLY)
    for file, standard in zip((null, *files), (0, 1, 2), strict=True):
        os.dup2(file, standard)
        os.close(file)
    os.environ.clear()
    os.environ.update(request["env"], JPY_PARENT_PID=str(parent))
    # Or every report would draw the same numbers.
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    sys.argv = ["ipykernel_launcher", *request["argv"]]


def main() -> None:
    """Serve; in a forked child, be a kernel, and end as one: files are flushed, exit handlers run."""
    # Before the imports, some of which set variables.
    environment = _comparable(os.environ)
    preload()
    if reason := unsafe():
        sys.exit(reason)
    _, listener, private, launcher = sys.argv
    if not Forker(int(listener), environment).serve():
        # Also after a builder that was killed.
        shutil.rmtree(private, ignore_errors=True)
        # Taking apart all that is imported would take a tenth of a second, for which the build would wait.
        os._exit(0)
    runpy.run_path(launcher, run_name="__main__")


if __name__ == "__main__":
    main()
