"""The process that runs a notebook's cells, seen from the one that asks for them: started, asked, ended."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import Any

from cited.press.execute import cells, processes

# How long a process that runs cells may take to end when all are run, in seconds.
GRACE_SECONDS = 5
START = "import sys; sys.path.pop(0); from cited.press.execute import cells; cells.main(cells.Connection({}), {})"


class CellProcess:
    """A process that runs cells, seen from the one that asks for them."""

    def __init__(self, prepare: Callable[[], None] | None = None):
        """Start it from nothing, or fork it from this process, which must have one thread, and have it `prepare`."""
        self.outputs = [tempfile.TemporaryFile(buffering=0, mode="ab+") for _ in range(2)]  # noqa: SIM115
        self.connection, other = Pipe()
        self.received, self.largest = 0, sys.maxsize
        self.status: int | None = None
        with other:
            self.process = self._start(other) if prepare is None else self._fork(other, prepare)

    @property
    def put_out(self) -> int:
        """How many bytes its cells have put out: what they show and print, and what programs have written."""
        return self.received + sum(os.fstat(output.fileno()).st_size for output in self.outputs if not output.closed)

    def ask(self, **request: object) -> None:
        """Ask for something; one that has ended is not asked."""
        with contextlib.suppress(OSError):
            self.connection.send_bytes(json.dumps(request).encode())

    def answer(self, seconds: float | None) -> dict[str, Any] | None:
        """Return its next message, or None if it has ended; raises TimeoutError after `seconds`."""
        if not self.connection.poll(seconds):
            raise TimeoutError
        try:
            content = self.connection.recv_bytes(self.largest)
        except (EOFError, ConnectionError):
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
        self.status = processes.waited(self.process, GRACE_SECONDS)
        self.kill()
        if self.status is None:
            self.status = processes.waited(self.process)
        for output in self.outputs:
            output.close()

    def _fork(self, other: Connection, prepare: Callable[[], None]) -> int:
        parent = os.getpid()
        process = os.fork()
        if process:
            return process
        try:
            os.setsid()
            null, files = os.open(os.devnull, os.O_RDONLY), [output.fileno() for output in self.outputs]
            for descriptor, standard in zip((null, *files), (0, 1, 2), strict=True):
                os.dup2(descriptor, standard)
            # Nothing of what the process above holds open is the notebook's.
            os.closerange(3, other.fileno())
            os.closerange(other.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
            cells.reseed()
            prepare()
            cells.main(other, parent)
        finally:
            os._exit(1)

    def _start(self, other: Connection) -> int:
        return processes.start(
            [sys.executable, "-c", START.format(other.fileno(), os.getpid())],
            pass_fds=[other.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self.outputs[0],
            stderr=self.outputs[1],
        )
