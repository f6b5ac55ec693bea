"""Kernels that start quickly: forked from a warm process where that is safe, and never waited for longer than needed.

`ForkProvisioner` is jupyter_client's own extension point. Any Jupyter program uses it when a kernel
specification names the provisioner `cited-fork`, or with `JUPYTER_DEFAULT_PROVISIONER_NAME=cited-fork`.
"""

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty
from typing import ClassVar

import zmq
import zmq.asyncio
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from jupyter_core.utils import ensure_async, run_sync
from traitlets import Bool, Type
from traitlets.config import Config

from cited import reads
from cited.press.execute.channel import Channel
from cited.press.execute.forking import ADDRESS, ENVIRONMENT, LAUNCH, MOMENT, Forked, Forker, NotForked
from cited.press.execute.limits import Limits
from cited.press.execute.processes import MEGABYTE

LAUNCHER = ["-m", "ipykernel_launcher"]


class ForkProvisioner(LocalProvisioner):
    """Forks a Python kernel from a warm process, and starts any other, or where that fails, in the ordinary way.

    There is one forking process for each working directory and environment, since what is imported
    has read both: that of the build where it fits, else one of this process's own.
    """

    fork = Bool(True, config=True, help="Fork kernels; False starts every kernel in the ordinary way.")
    # Why kernels are not forked; a build says each reason once.
    notes: ClassVar[list[str]] = []
    _own: ClassVar[dict[tuple, Forker]] = {}

    async def launch_kernel(self, cmd: list[str], **kwargs):
        """Start the kernel and return its connection."""
        python = cmd[0] == sys.executable and cmd[1:3] == LAUNCHER
        if python:
            try:
                if self.fork:
                    self.process = self._forked(cmd[3:], kwargs)
                    self.pid, self.cwd = self.process.pid, kwargs.get("cwd") or Path.cwd()
                    return self.connection_info
            except NotForked as error:
                if str(error) not in self.notes:
                    self.notes.append(str(error))
            cmd = [sys.executable, "-P", str(LAUNCH), *cmd[3:]]
        return await super().launch_kernel(cmd, **kwargs)

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, without the tenth of a second between two looks."""
        while self.process and await self.poll() is None:
            await asyncio.sleep(MOMENT)
        return await super().wait()

    def _forked(self, arguments: list[str], kwargs: dict) -> Forked:
        folder = os.path.abspath(kwargs.get("cwd") or os.curdir)  # noqa: PTH100 as getcwd says it
        environment = dict(kwargs.get("env") or os.environ)
        address = environment.pop(ADDRESS, None)
        request = {"argv": arguments, "env": environment, "cwd": folder}
        outputs = [kwargs.get(name) for name in ("stdout", "stderr")]
        files = tuple(number if output is None else _number(output) for number, output in enumerate(outputs, start=1))
        if address:
            return Forked(address, request, files)
        key = (folder, *sorted((name, environment[name]) for name in environment if not name.startswith("JPY_")))
        if key not in self._own or self._own[key].process.poll() is not None:
            self._own[key] = Forker(
                Path(folder), {**environment, **ENVIRONMENT}, Path(tempfile.mkdtemp(prefix="cited-"))
            )
        return Forked(self._own[key].address, request, files)


class Client(AsyncKernelClient):
    """A client that takes a kernel for ready at its first answer, and has no heartbeat: the process is looked at."""

    iopub_channel_class = Type(Channel)
    shell_channel_class = Type(Channel)

    def start_channels(self, shell=True, iopub=True, stdin=True, hb=False, control=True):
        """Start the channels."""
        super().start_channels(shell, iopub, stdin, hb, control)

    @property
    def received(self) -> int:
        """How many bytes the kernel has sent that were taken: what cells show and say, and their errors."""
        return sum(channel.received for channel in self._watched())

    def cut(self) -> bool:
        """Tell whether the kernel has hung up, or was hung up on because a message was too large."""
        return any(channel.cut() for channel in self._watched())

    def _watched(self) -> list[Channel]:
        return [channel for channel in (self._iopub_channel, self._shell_channel) if channel]

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its output arrives; raises RuntimeError when it dies or takes too long.

        jupyter_client waits here for a silence of 0.2 seconds; nbclient tells messages apart by their parent.
        """
        deadline = time.monotonic() + (timeout or 60)
        self.kernel_info()
        for channel in (self.iopub_channel, self.shell_channel):
            while True:
                with contextlib.suppress(Empty):
                    await ensure_async(channel.get_msg(timeout=0.5))
                    break
                if not await self._async_is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info")
                if time.monotonic() > deadline:
                    raise RuntimeError(f"Kernel did not answer within {timeout} seconds")

    wait_for_ready = _async_wait_for_ready


class Manager(AsyncKernelManager):
    """A manager of one forked or ordinary kernel, over sockets in a folder that only their owner can open."""

    def __init__(self, folder: Path, **options):
        """Prepare a kernel whose connection file and sockets lie in a private folder."""
        super().__init__(transport="ipc", connection_file=str(folder / "kernel.json"), **options)
        self.client_factory = Client

    async def _async_pre_start_kernel(self, **options):
        # The press does not depend on how it was installed, so it does not look for its own entry point.
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or self.connection_file
            self.provisioner = ForkProvisioner(parent=self, kernel_id=self.kernel_id, kernel_spec=self.kernel_spec)
        return await super()._async_pre_start_kernel(**options)

    pre_start_kernel = _async_pre_start_kernel

    def _context_default(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        # A kernel binds its sockets after we connect to them.
        context.setsockopt(zmq.RECONNECT_IVL, round(MOMENT * 1000))
        return context

    # In megabytes: no larger message is ever taken in.
    largest = Limits.output_megabytes

    def client(self, **options) -> Client:
        """Return a client that shares the manager's ZeroMQ context."""
        self.context.setsockopt(zmq.MAXMSGSIZE, round(self.largest * MEGABYTE))
        return super().client(context=self.context, **options)

    async def _async_finish_shutdown(self, waittime=None, pollinterval=MOMENT, restart=False) -> None:
        await super()._async_finish_shutdown(waittime, pollinterval, restart)

    finish_shutdown = _async_finish_shutdown


class Kernel:
    """A kernel for one report: started at once, ready some moments later, ended by `stop` and `close`."""

    def __init__(self, root: Path, folder: Path, fork: bool, startup: str):
        """Start it in the project's `notebooks/`, its sockets, log and reads in a new private folder.

        `startup` is the line of Python that it runs before the first cell.
        """
        folder.mkdir(mode=0o700)
        self.folder, self.reads, self.client = folder, folder / "reads.jsonl", None
        self.manager = Manager(folder, config=Config({"ForkProvisioner": {"fork": fork}}))
        environment = {
            **os.environ,
            **ENVIRONMENT,
            reads.VARIABLE: str(self.reads),
            # A person's own IPython start-up files must not reach a report.
            "IPYTHONDIR": str(root / ".build" / "ipython"),
        }
        with (folder / "log.txt").open("wb") as log:
            run_sync(self.manager.start_kernel)(
                extra_arguments=[f"--IPKernelApp.exec_lines={startup}", "--HistoryManager.enabled=False"],
                cwd=str(root / "notebooks"),
                env=environment,
                stdout=log,
                stderr=log,
            )
        self.process = self.manager.provisioner.process.pid

    def place(self) -> tuple[int | None, str]:
        """Return the number and the source of the cell that runs or ran last; None before the first."""
        return (self.client.cell, self.client.source) if self.client else (None, "")

    def logged(self) -> int:
        """Return how many bytes it has written outside of its cells."""
        with contextlib.suppress(OSError):
            return (self.folder / "log.txt").stat().st_size
        return 0

    def alive(self) -> bool:
        """Tell whether its process runs."""
        return self.manager.has_kernel and self.manager.provisioner.process.poll() is None

    def stop(self, now: bool = False) -> None:
        """Ask the kernel to end, as it must to flush its files; `now` kills it. Returns at once."""
        if self.manager.has_kernel:
            if now:
                self.manager.provisioner.process.kill()
            else:
                run_sync(self.manager.request_shutdown)()

    def close(self, log: Path | None = None) -> None:
        """Wait for the end, append what the kernel has written outside of its cells to a log, remove its folder."""
        if self.manager.has_kernel:
            run_sync(self.manager.finish_shutdown)()
        if self.client and self.client.kc:
            self.client.kc.stop_channels()
        run_sync(self.manager.cleanup_resources)()
        if log:
            with log.open("ab") as file:
                file.write((self.folder / "log.txt").read_bytes())
        shutil.rmtree(self.folder)


def _number(output) -> int:
    if output == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_WRONLY)
    return output if isinstance(output, int) else output.fileno()
