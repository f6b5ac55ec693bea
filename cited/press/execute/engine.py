"""papermill's engine `forked`: a notebook's cells run in a process of their own, without kernel, port or heartbeat.

`papermill --engine forked in.ipynb out.ipynb` gives what papermill gives with ipykernel. A notebook that asks for
another kernel than this Python's gets it, through papermill's own engine. papermill imports this module wherever the
package is installed, so nothing here imports IPython.
"""

import contextlib
import functools
import os
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient.client import timestamp
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine

from cited.notebook_json import Metadata
from cited.press.execute import CELL
from cited.press.execute.cell_process import CellProcess

# What ipykernel says of Python in a notebook's metadata; its own copy stands in a module that imports a debugger.
LANGUAGE = {
    "name": "python",
    "version": sys.version.split()[0],
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "pygments_lexer": "ipython3",
    "nbconvert_exporter": "python",
    "file_extension": ".py",
}
# Of a folder's name, in bytes: a Unix socket's own, with the folder, has room for some hundred.
LONGEST = 60


class Client(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """papermill's own client, which sends its cells to a `CellProcess` in place of a kernel."""

    # Returns the process; set before the notebook runs.
    start: Callable[[], CellProcess]

    @contextlib.contextmanager
    def setup_kernel(self, **_: object) -> Iterator[None]:
        """Start the process, and end it."""
        self.cells = self.start()
        # What nbclient's picture of an output widget says to the widget.
        session = SimpleNamespace(msg=lambda kind, content, **_: {"content": content, "metadata": {}, "buffers": []})
        channel = SimpleNamespace(send=lambda message: self.cells.ask(comm=message))
        self.kc = SimpleNamespace(session=session, shell_channel=channel)
        try:
            yield
        except BaseException:
            self.cells.kill()
            raise
        finally:
            self.cells.close()

    def execute(self, **_: object) -> Any:
        """Run all cells; return the notebook."""
        self.reset_execution_trackers()
        with self.setup_kernel():
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = LANGUAGE
            self.set_widgets_metadata()
        return self.nb

    def execute_cell(
        self, cell: Any, cell_index: int, execution_count: int | None = None, store_history: bool = True
    ) -> Any:
        """Run a cell and return it with its outputs.

        Raises CellExecutionError for an error that it does not allow, DeadKernelError when the process has ended and
        CellTimeoutError when the cell takes longer than papermill's `execution_timeout`.
        """
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        cell.outputs, self.clear_before_next_output = [], False
        if self.record_timing:
            cell.metadata["execution"] = {"iopub.status.busy": timestamp()}
        self.code_cells_executed += 1
        reply = self._run(cell, cell_index)
        cell["execution_count"] = reply["execution_count"]
        if self.record_timing:
            cell.metadata["execution"].update({"iopub.status.idle": timestamp(), "shell.execute_reply": timestamp()})
        if reply["status"] == "error":
            allowed = self.allow_errors or "raises-exception" in tags or reply["ename"] in self.allow_error_names
            if self.force_raise_errors or not allowed:
                raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def _run(self, cell: Any, cell_index: int) -> dict[str, Any]:
        """Run a cell and hand on the messages that it sends; return the content of its reply."""
        timeout = self.timeout_func(cell) if self.timeout_func else self.timeout
        deadline = time.monotonic() + timeout if timeout and timeout > 0 else None
        self.cells.ask(code=cell.source)
        while True:
            try:
                message = self.cells.answer(None if deadline is None else max(0.001, deadline - time.monotonic()))
            except TimeoutError:
                raise CellTimeoutError.error_from_timeout_and_cell(
                    "Cell execution timed out", int(timeout or 0), cell
                ) from None
            if message is None:
                raise DeadKernelError("Kernel died")
            if message["msg_type"] == "execute_reply":
                self.cells.has_quit = message["content"].pop("quits", False)
                return dict(message["content"])
            message["header"], message["parent_header"] = {"msg_type": message["msg_type"]}, {"msg_id": CELL}
            message["buffers"] = [b64decode(buffer) for buffer in message.get("buffers", [])]
            self.process_message(message, cell, cell_index)


class ForkedEngine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """The engine, by its entry point."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, start: Callable[[], CellProcess] = CellProcess, **options: Any
    ) -> Any:
        """Run a notebook as papermill's own engine does, with the same options; return it.

        `start` returns the process that runs the cells, by default one that is started from nothing.
        """
        if not runs(kernel_name):
            return ordinary(nb_man, kernel_name, **options)
        timeout = options.pop("execution_timeout", None) or options.pop("timeout", None)
        for name in ("input_path", "start_timeout", "startup_timeout", "timeout"):
            options.pop(name, None)
        client = Client(nb_man, timeout=timeout, kernel_name=kernel_name, **options)
        client.start = start
        return client.execute()


def ordinary(manager: object, kernel_name: str, **options: object) -> Any:
    """Run a notebook in a kernel of its own, whose sockets lie in a folder that only their owner can open."""
    usual = tempfile.gettempdir()
    place = usual if len(os.fsencode(usual)) <= LONGEST else "/tmp"
    with tempfile.TemporaryDirectory(prefix="cited-", dir=place) as folder:

        class Manager(AsyncKernelManager):
            transport = "ipc"
            connection_file = str(Path(folder, "kernel.json"))

        options["kernel_manager_class"] = Manager
        return NBClientEngine.execute_managed_notebook(manager, kernel_name, **options)


def language(metadata: Metadata) -> str:
    """Return the language of a notebook: what it says itself, else what its kernel says."""
    kernel = metadata.get("kernelspec", {})
    said = metadata.get("language_info", {}).get("name") or kernel.get("language")
    return str(said or KernelSpecManager().get_kernel_spec(kernel["name"]).language)


@functools.cache
def runs(kernel_name: str) -> bool:
    """Tell whether a kernel is this Python's ipykernel, which alone a process of ours can stand for."""
    try:
        specification = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return False
    command = specification.argv
    ours = command[0] in ("python", "python3") or Path(command[0]).absolute() == Path(sys.executable).absolute()
    return os.name == "posix" and ours and specification.language == "python" and "ipykernel_launcher" in command
