"""The forking process seen from outside: how it is started, asked for a kernel, and ended."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

SCRIPT, LAUNCH = Path(__file__).with_name("forker.py"), Path(__file__).with_name("launch.py")
# Names the socket of the build's one forking process to the workers of the build.
ADDRESS = "CITED_FORKER"
# What a page shows must depend neither on how many processors sum up an array nor on the order of a set;
# and a library that starts no threads at import leaves the forking process with its one.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
# How often a local end is looked for, in seconds; ZeroMQ and jupyter_client wait for a tenth.
MOMENT = 0.005


class NotForked(Exception):
    """A kernel cannot be forked; says why, for the note that it is started in the ordinary way."""


class Forker:
    """A forking process that ends with this one; `address` is the socket it listens on."""

    def __init__(self, folder: Path, environment: dict[str, str], private: Path, log: Path | None = None):
        """Start it for kernels that run in a folder with an environment; returns before it is ready.

        Its socket lies in the folder `private`, which only its owner can open and which it removes at its end.
        Raises NotForked where fork is not there or known to be unsafe.
        """
        if not sys.platform.startswith("linux"):
            raise NotForked(f"forking is not safe on {sys.platform}")
        self.address = str(private / "forker")
        # Bound here and not there: a request can wait in it from now on, and is refused when the process dies.
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(self.address)
        listener.listen(64)
        with listener, open(log or os.devnull, "w") as output:  # noqa: PTH123 os.devnull is no file
            # In a session of its own: Ctrl-C is for the builder, which then ends this process in good order.
            self.process = subprocess.Popen(
                [sys.executable, "-P", str(SCRIPT), str(listener.fileno()), str(private), str(LAUNCH)],
                pass_fds=[listener.fileno()],
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def close(self) -> None:
        """End the process and every kernel it has forked, at once."""
        self.process.stdin.close()
        try:
            self.process.wait(timeout=0.3)
        except subprocess.TimeoutExpired:
            # It is still importing; its kernels, if any, die with it.
            self.process.kill()
            self.process.wait()


class Forked:
    """A forked kernel, with what jupyter_client asks of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, address: str, request: dict, files: tuple[int, int]):
        """Ask the forking process at an address for a kernel; raises NotForked when it refuses or is not there."""
        self.returncode, self.answers = None, b""
        self.connection = socket.socket(socket.AF_UNIX)
        try:
            self.connection.connect(address)
            text = json.dumps(request).encode() + b"\n"
            sent = socket.send_fds(self.connection, [text], files)
            self.connection.sendall(text[sent:])
            while not self.answers.endswith(b"\n") and (part := self.connection.recv(4096)):
                self.answers += part
        except OSError:
            self.answers = b""
        answer, _, self.answers = self.answers.partition(b"\n")
        answer = json.loads(answer or b"{}")
        if "pid" not in answer:
            self.connection.close()
            raise NotForked(answer.get("refused", "the forking process has ended"))
        self.pid = answer["pid"]
        self.connection.setblocking(False)

    def poll(self) -> int | None:
        """Return the exit status, negative for a signal, or None while the kernel runs."""
        if self.returncode is None:
            try:
                part = self.connection.recv(4096)
            except BlockingIOError:
                part = None
            except OSError:
                part = b""
            self.answers += part or b""
            if self.answers.endswith(b"\n"):
                self.returncode = json.loads(self.answers)["exit"]
            elif part == b"":
                # Without a word the forking process has died, and its kernels with it.
                self.returncode = -signal.SIGKILL
            if self.returncode is not None:
                self.connection.close()
        return self.returncode

    def wait(self) -> int:
        """Wait for the end; return the exit status."""
        while self.poll() is None:
            time.sleep(MOMENT)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and what it has started; one that has ended needs none."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self.connection.sendall(json.dumps({"signal": number}).encode() + b"\n")

    def kill(self) -> None:
        """Kill the kernel and what it has started."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)
