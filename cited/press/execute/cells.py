"""The process that runs a notebook's cells, one request after the other.

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
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from cited import private
from cited.press.execute import processes

# How the process ends where the shell itself fails, as it does when a cell has taken `sys.stdout` away.
SHELL_FAILED = 70
FILES = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)


def main(connection: Connection, parent: int) -> NoReturn:
    """Run cells as they arrive, then end the process; it dies with `parent`; descriptors 1 and 2 are files."""
    status = SHELL_FAILED
    try:
        processes.die_with(parent)
        processes.adopt()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _path()
        runner = Runner(connection)
        runner.loop.run_until_complete(runner.serve())
        status = 0
    except BaseException:
        # Into the descriptor: its last line tells why the process ended.
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
        """Run what arrives until the connection is closed or a cell ends the session."""
        while not self.shell.exit_now and (message := await self._next()) is not None:
            request = self.decode(message.decode())
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
        if os.getpid() != self.channel.owner:
            # A process that the cell has forked and let run on; what else arrives is not its own.
            _end(0 if result and result.success else 1)
        shell.payload_manager.clear_payload()
        for stream in (sys.stdout, sys.stderr, *self.streams):
            with contextlib.suppress(AttributeError, OSError, ValueError):
                stream.flush()
        reply = {"execution_count": count, "quits": shell.exit_now, **_status(shell, result)}
        self.channel.send(None, "execute_reply", reply)

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
