"""What a worker of a cluster does: unpacks the project, and hands reports to warm processes that run them.

This module travels to the workers by its content, with `messages`, so both import nothing but the standard library.
"""

import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import types
import zipfile
from pathlib import Path
from typing import Any, TypedDict

from cited.press.execute import messages, processes

START = "import sys; sys.path.pop(0); from cited.press.execute import warm; warm.main()"
# How long a warm process may take to end, in seconds.
GRACE_SECONDS = 10


class Place(TypedDict):
    """A project on a worker: its unpacked folder, and the warm processes that have nothing to do."""

    folder: "tempfile.TemporaryDirectory[str]"
    root: str
    idle: "list[Node]"
    lock: threading.Lock


class Node:
    """A warm process in an unpacked project, which forks a process for each report."""

    def __init__(self, root: str, settings: dict[str, Any]):
        """Start it; `settings` are those of a warm process but for the folder."""
        self.connection, other = socket.socketpair()
        environment = {name: value for name, value in os.environ.items() if name != "CITED_TEXTS"}
        with other:
            self.process = subprocess.Popen(
                [sys.executable, "-c", START],
                cwd=root,
                env={**environment, **settings["environment"], "PYTHONPATH": root},
                stdin=other.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        messages.send(self.connection, json.dumps({**settings["warm"], "root": root}).encode())
        messages.send(self.connection, b"open")

    def run(self, report: bytes, seconds: float) -> bytes | None:
        """Return the pickled result of a pickled report, None when it has not come after so many seconds."""
        self.connection.settimeout(seconds)
        try:
            messages.send(self.connection, report)
            return messages.receive(self.connection)
        except OSError:
            return None

    def end(self) -> int:
        """End it, with what it runs; return its status."""
        self.connection.close()
        return processes.end(self.process, GRACE_SECONDS)


def run(
    name: str, content: bytes, settings: dict[str, Any], report: bytes, page: str, seconds: float
) -> tuple[bytes, bytes]:
    """Run a pickled report in the project of an archive; return its pickled result and its page.

    Raises RuntimeError when the process that runs it ends; the cluster then tries elsewhere.
    """
    place = _place(name, content)
    with place["lock"]:
        node = place["idle"].pop() if place["idle"] else Node(place["root"], settings)
    answer = node.run(report, seconds)
    if answer is None:
        raise RuntimeError(f"the process that ran the report ended with status {node.end()}")
    with place["lock"]:
        place["idle"].append(node)
    path = Path(place["root"], page)
    return answer, path.read_bytes() if path.is_file() else b""


def forget(name: str) -> None:
    """End the processes of a project and remove it from the worker."""
    place = _kept().places.pop(name, None)
    if place:
        for node in place["idle"]:
            node.end()
        place["folder"].cleanup()


def _kept() -> types.ModuleType:
    """Return the module that keeps this worker's projects: this one arrives anew with every task."""
    module = sys.modules.setdefault("_cited_projects", types.ModuleType("_cited_projects"))
    vars(module).setdefault("lock", threading.Lock())
    vars(module).setdefault("places", {})
    return module


def _place(name: str, content: bytes) -> Place:
    kept = _kept()
    with kept.lock:
        places: dict[str, Place] = kept.places
        if name not in places:
            folder = tempfile.TemporaryDirectory(prefix="cited-")
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                file.extractall(folder.name)
            places[name] = {"folder": folder, "root": folder.name, "idle": [], "lock": threading.Lock()}
        return places[name]
