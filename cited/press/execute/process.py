"""The process that runs a notebook's cells, seen from the one that asks for them: started, asked, ended."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any, NoReturn

from cited.press.execute import cells, messages, processes

# How long a process that runs cells may take to end when all are run, in seconds.
GRACE_SECONDS = 5
START = "import sys; sys.path.pop(0); from cited.press.execute import process; process.started({})"


class CellProcess:
    """A process that runs cells, seen from the one that asks for them."""

    def __init__(self, fork: bool = False, prepare: Callable[[], None] = lambda: None):
        """Start it: forked from this process, which must have one thread, or from nothing.

        `prepare` is called in a forked process before anything else.
        """
        self.outputs = [tempfile.TemporaryFile(buffering=0, mode="ab+") for _ in range(2)]  # noqa: SIM115
        self.connection, other = socket.socketpair()
        self.received, self.largest = 0, sys.maxsize
        self.status: int | None = None
        with other:
            if fork:
                self.process = self._fork(other, prepare)
            else:
                self.process = self._start(other)

    @property
    def put_out(self) -> int:
        """How many bytes its cells have put out: what they show and print, and what programs have written."""
        return self.received + sum(os.fstat(output.fileno()).st_size for output in self.outputs if not output.closed)

    def ask(self, **request: Any) -> None:
        """Ask for something; one that has ended is not asked."""
        with contextlib.suppress(OSError):
            messages.send(self.connection, json.dumps(request).encode())

    def answer(self, seconds: float | None) -> dict[str, Any] | None:
        """Return its next message, None when it has ended; raises TimeoutError after so many seconds."""
        self.connection.settimeout(seconds)
        length = messages.announced(self.connection)
        if length is None:
            return None
        self.received += length
        if length > self.largest:
            # What is too much is not taken in.
            self.kill()
            return None
        content = messages.exactly(self.connection, length)
        return None if content is None else json.loads(content)

    def kill(self) -> None:
        """End it at once, with what it has started."""
        found = processes.descendants(self.process)
        with contextlib.suppress(OSError):
            os.killpg(self.process, signal.SIGKILL)
        processes.kill([self.process, *found])

    def close(self) -> None:
        """Let it end in good order, as it must to flush its files; after some seconds it is killed."""
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()
        deadline = time.monotonic() + GRACE_SECONDS
        while not self._ended() and time.monotonic() < deadline:
            time.sleep(processes.MOMENT)
        self.kill()
        deadline = time.monotonic() + processes.GONE_SECONDS
        while not self._ended() and time.monotonic() < deadline:
            time.sleep(processes.MOMENT)
        self.outputs[1].seek(0)
        self.rest = self.outputs[1].read()
        for output in self.outputs:
            output.close()

    def _ended(self) -> bool:
        if self.status is None:
            with contextlib.suppress(ChildProcessError):
                ended, status = os.waitpid(self.process, os.WNOHANG)
                self.status = os.waitstatus_to_exitcode(status) if ended else None
                return bool(ended)
            self.status = 0
        return True

    def _fork(self, other: socket.socket, prepare: Callable[[], None]) -> int:
        parent = os.getpid()
        process = os.fork()
        if process:
            return process
        try:
            os.setsid()
            processes.die_with(parent)
            null, files = os.open(os.devnull, os.O_RDONLY), [output.fileno() for output in self.outputs]
            for descriptor, standard in zip((null, *files), (0, 1, 2), strict=True):
                os.dup2(descriptor, standard)
            # Nothing of what the process above holds open is the notebook's.
            kept = other.detach()
            os.closerange(3, kept)
            os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))
            cells.reseed()
            prepare()
            cells.main(socket.socket(fileno=kept))
        finally:
            os._exit(1)

    def _start(self, other: socket.socket) -> int:
        command = [sys.executable, "-c", START.format(other.fileno())]
        started = subprocess.Popen(
            command,
            pass_fds=[other.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self.outputs[0],
            stderr=self.outputs[1],
            start_new_session=True,
        )
        # Waited for by its id, as a forked one is.
        started.returncode = 0
        return started.pid


def started(descriptor: int) -> NoReturn:
    """Be a process that runs cells and was started from nothing, with a socket to the one that asks."""
    processes.die_with(os.getppid())
    cells.main(socket.socket(fileno=descriptor))
