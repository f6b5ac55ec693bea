"""What a worker of a cluster does: unpacks the project, and hands reports to processes that run them.

This module travels to the workers as it is, so it imports nothing but the standard library. `cited.press.execute.node`
is what it starts in the unpacked project.
"""

import io
import os
import struct
import subprocess
import sys
import tempfile
import threading
import types
import zipfile
from pathlib import Path

# Before each message of a pipe: its length.
LENGTH = "!Q"


def run(name: str, content: bytes, report: bytes) -> bytes:
    """Run a pickled report in the project of an archive; return its pickled result, page and root folder.

    Raises RuntimeError when the process that runs it ends; the cluster then tries elsewhere.
    """
    place = _place(name, content)
    with place["lock"]:
        node = place["idle"].pop() if place["idle"] else _node(place["root"])
    try:
        write(node.stdin, report)
        answer = read(node.stdout)
    except OSError:
        answer = b""
    if not answer:
        node.kill()
        raise RuntimeError(f"the process that ran the report ended with status {node.wait()}")
    with place["lock"]:
        place["idle"].append(node)
    return answer


def forget(name: str) -> None:
    """End the processes of a project and remove it from the worker."""
    place = _kept().places.pop(name, None)
    if place:
        for node in place["idle"]:
            node.stdin.close()
            node.wait()
        place["folder"].cleanup()


def write(stream, content: bytes) -> None:
    """Write a message to a pipe."""
    stream.write(struct.pack(LENGTH, len(content)) + content)
    stream.flush()


def read(stream) -> bytes:
    """Return the next message of a pipe; nothing at its end."""
    head = stream.read(struct.calcsize(LENGTH))
    return stream.read(*struct.unpack(LENGTH, head)) if head else b""


def _kept() -> types.ModuleType:
    """Return the module that keeps this worker's projects: this one arrives anew with every task."""
    module = sys.modules.setdefault("_cited_projects", types.ModuleType("_cited_projects"))
    vars(module).setdefault("lock", threading.Lock())
    vars(module).setdefault("places", {})
    return module


def _place(name: str, content: bytes) -> dict:
    kept = _kept()
    with kept.lock:
        if name not in kept.places:
            folder = tempfile.TemporaryDirectory(prefix="cited-")
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                file.extractall(folder.name)
            kept.places[name] = {"folder": folder, "root": folder.name, "idle": [], "lock": threading.Lock()}
        return kept.places[name]


def _node(root: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "cited.press.execute.node"],
        cwd=Path(root),
        env=_environment(root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def _environment(root: str) -> dict[str, str]:
    return {**{name: value for name, value in os.environ.items() if name != "CITED_TEXTS"}, "PYTHONPATH": root}
