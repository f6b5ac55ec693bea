"""The process that runs a notebook's cells, one request after the other, and how the one that asks sees it.

A request is JSON, `{"code"}` to be run or `{"comm"}`, a message for a widget. The answers are Jupyter's
messages, `{"msg_type", "content"}`; the last of a cell is its `execute_reply`.
"""

import asyncio
import contextlib
import gc
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import Any, NoReturn

from cited import private
from cited.press.execute import processes

# How long a process that runs cells may take to end when all are run, in seconds.
GRACE_SECONDS = 5
START = "import sys; sys.path.pop(0); from cited.press.execute import cells; cells.main(cells.Connection({}), {})"
FILES = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)


class CellProcess:
    """A process that runs cells, seen from the one that asks for them."""

    def __init__(self, prepare: Callable[[], None] | None = None):
        """Start it from nothing, or fork it from this process, which must have one thread, and have it `prepare`."""
        self.outputs = [tempfile.TemporaryFile(buffering=0, mode="ab+") for _ in range(2)]  # noqa: SIM115
        self.connection, other = Pipe()
        self.received, self.largest = 0, sys.maxsize
        self.status: int | None = None
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
        reseed()
        prepare()
        main(connection, parent)

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


def main(connection: Connection, parent: int) -> NoReturn:
    """Run cells as they are asked for, then end the process; it dies with `parent`; descriptors 1 and 2 are files."""
    status = 1
    try:
        processes.die_with(parent)
        processes.adopt()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _path()
        runner = Runner(connection)
        runner.loop.run_until_complete(runner.serve())
        status = 0
    except BaseException:
        # Into the descriptor, from where it gets into the report's log.
        os.write(2, traceback.format_exc().encode(errors="replace"))
    finally:
        _end(status)


class Runner:
    """The shell, the loop in which cells may await, and the requests."""

    def __init__(self, connection: Connection):
        # Imported here: a forked process has it, and one that is started anew takes half a second for it.
        from cited.press.execute import shell

        self.connection = connection
        self.shell, self.streams = shell.create(connection)
        self.channel = self.shell.displayhook.session
        self.decode = json.JSONDecoder().decode
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)

    async def serve(self) -> None:
        """Run what is asked for until the connection is closed or a cell has asked for the end."""
        while not self.shell.exit_now and (asked := await self._next()) is not None:
            request = self.decode(asked.decode())
            if "comm" in request:
                self._tell(request["comm"])
            else:
                await self._run(request["code"])

    async def _next(self) -> bytes | None:
        # Tasks that a cell has left go on meanwhile.
        ready = self.loop.create_future()
        self.loop.add_reader(self.connection, lambda: None if ready.done() else ready.set_result(None))
        await ready
        self.loop.remove_reader(self.connection)
        try:
            return self.connection.recv_bytes()
        except (EOFError, OSError):
            return None

    async def _run(self, code: str) -> None:
        """Run a cell as ipykernel does, so that what it can await and what runs after it are the same."""
        shell = self.shell
        count = shell.execution_count
        self.channel.send(None, "execute_input", {"code": code, "execution_count": count})
        prepared, fault = code, None
        try:
            prepared = shell.transform_cell(code)
        except Exception:
            fault = sys.exc_info()
        private.begin_cell(shell)
        if shell.should_run_async(code, transformed_cell=prepared, preprocessing_exc_tuple=fault):
            result = None
            try:
                result = await shell.run_cell_async(
                    code, store_history=True, transformed_cell=prepared, preprocessing_exc_tuple=fault
                )
            finally:
                shell.events.trigger("post_execute")
                shell.events.trigger("post_run_cell", result)
        else:
            result = shell.run_cell(code, store_history=True)
        shell.payload_manager.clear_payload()
        for stream in (sys.stdout, sys.stderr, *self.streams):
            with contextlib.suppress(AttributeError, OSError, ValueError):
                stream.flush()
        self.channel.send(None, "execute_reply", {"execution_count": count, **_status(shell, result)})

    def _tell(self, message: dict[str, object]) -> None:
        import comm

        with contextlib.suppress(Exception):
            manager: Any = comm.get_comm_manager()
            manager.comm_msg(None, None, message)


def _status(shell: Any, result: Any) -> dict[str, Any]:
    if result.success and not private.failed_in_display(shell):
        return {"status": "ok"}
    error = result.error_before_exec if result.error_before_exec is not None else result.error_in_exec
    lines = private.traceback_of(shell)
    return {"status": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": lines}


def _path() -> None:
    """Find modules beside the notebook, after those of Python itself, as IPython does."""
    if "" not in sys.path:
        sites = (at for at, path in enumerate(sys.path) if path.endswith(("site-packages", "dist-packages")))
        sys.path.insert(next(sites, 0), "")
    sys.argv = ["ipykernel_launcher.py"]


def _end(status: int) -> NoReturn:
    """End the process: exit handlers run, files are flushed, and the memory is left as it is.

    An ordinary end would take every object apart, and so copy all of the memory that forked processes share;
    and it would wait for the threads that a notebook has left behind.
    """
    with contextlib.suppress(BaseException):
        private.run_exit_handlers()
        gc.collect()
        for thing in gc.get_objects():
            if type(thing) in FILES:
                with contextlib.suppress(OSError, ValueError):
                    thing.flush()
        # Daemons that the notebook has left end with it.
        processes.sweep()
    os._exit(status)


def reseed() -> None:
    """Draw other random numbers than every other process that was forked from the same one."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
