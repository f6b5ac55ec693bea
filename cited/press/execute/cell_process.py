"""The process that runs a notebook's cells, as the one that asks it sees it: started, given cells, measured, ended."""

import contextlib
import fcntl
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import Any, BinaryIO

from cited.press.execute import cells, processes

# How long a process that runs cells may take to end when all are run, in seconds.
GRACE_SECONDS = 5
START = "import sys; sys.path.pop(0); from cited.press.execute import cells; cells.main(cells.Connection({}), {})"


class CellProcess:
    """A process that runs cells, seen from the one that asks for them."""

    def __init__(self, prepare: Callable[[], None] | None = None):
        """Start it from nothing, or fork it from this process, which must have one thread, and have it `prepare`."""
        self.outputs = [_output(name) for name in ("stdout", "stderr")]
        self.connection, other = Pipe()
        self.received, self.largest = 0, sys.maxsize
        # Its exit status once it has ended, minus a signal's number, and what was last written to standard error.
        self.status: int | None = None
        self.last_words = ""
        # Whether a cell has ended the session, as `quit()` does, or has closed the connection and goes on.
        self.has_quit = self.has_hung_up = False
        parent = os.getpid()
        with other:
            if prepare is None:
                self.process = processes.start(
                    [sys.executable, "-c", START.format(other.fileno(), parent)],
                    pass_fds=[other.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=self.outputs[0],
                    stderr=self.outputs[1],
                )
            else:
                self.process = processes.fork(lambda: self._forked(other, parent, prepare))

    def _forked(self, connection: Connection, parent: int, prepare: Callable[[], None]) -> None:
        os.setsid()
        null, files = os.open(os.devnull, os.O_RDONLY), [output.fileno() for output in self.outputs]
        for descriptor, standard in zip((null, *files), (0, 1, 2), strict=True):
            os.dup2(descriptor, standard)
        # Nothing of what the process above holds open is the notebook's.
        os.closerange(3, connection.fileno())
        os.closerange(connection.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
        cells.reseed()
        gc.enable()
        prepare()
        cells.main(connection, parent)

    @property
    def put_out(self) -> int:
        """How many bytes its cells have put out: what they show and print, or, if more, what programs have written.

        What programs write is shown with the next that the cells print, and would count twice in a sum.
        """
        written = sum(os.fstat(output.fileno()).st_size for output in self.outputs if not output.closed)
        return max(self.received, written)

    def ask(self, **request: object) -> None:
        """Send it something to do, unless it has ended."""
        with contextlib.suppress(OSError):
            self.connection.send_bytes(json.dumps(request).encode())

    def answer(self, seconds: float | None) -> dict[str, Any] | None:
        """Return its next message, or None if it has ended; raises TimeoutError after `seconds`."""
        if not self.connection.poll(seconds):
            raise TimeoutError
        try:
            content = self.connection.recv_bytes(self.largest)
        except (EOFError, ConnectionError):
            if self.status is None:
                self.status = processes.waited(self.process, GRACE_SECONDS)
                self.has_hung_up = self.status is None
            return None
        except OSError:
            # What is too much is not taken in.
            self.received += self.largest + 1
            self.kill()
            return None
        self.received += len(content)
        return dict(json.loads(content))

    def kill(self) -> None:
        """End it at once, with what it has started."""
        below = processes.descendants(self.process)
        with contextlib.suppress(OSError):
            os.killpg(self.process, signal.SIGKILL)
        processes.kill([self.process, *below])

    def close(self) -> None:
        """Let it end in good order, as it must to flush its files; after some seconds it is killed."""
        self.connection.close()
        if self.status is None:
            self.status = processes.waited(self.process, GRACE_SECONDS)
        self.kill()
        if self.status is None:
            self.status = processes.waited(self.process)
        self.last_words = processes.last_words(self.outputs[1])
        for output in self.outputs:
            output.close()


def _output(name: str) -> BinaryIO:
    """Return an open file that is at no place, for what programs and libraries write to a descriptor.

    On Linux it takes no room on any disk, and what opens it once more, as `> /dev/stderr` does, cannot empty it.
    """
    if not processes.LINUX:
        return tempfile.TemporaryFile(buffering=0, mode="ab+")
    descriptor = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, os.O_APPEND)
    return os.fdopen(descriptor, "ab+", buffering=0)
