"""The shell that runs a notebook's cells: ipykernel's own, without its sockets and threads.

`ZMQInteractiveShell` and its display hook hand what cells show to a Jupyter session, which here is a `Channel`.
"""

import base64
import builtins
import codecs
import functools
import getpass
import io
import json
import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any

import comm
import comm.base_comm
from ipykernel.compiler import XCachingCompiler
from ipykernel.jsonutil import json_clean
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

from cited.press.execute import CELL

# A stream is sent when it holds so many characters; below that at the end of a cell and before a display.
FULL = 1 << 20


class Channel(Session):
    """A Jupyter session whose messages go as JSON over a connection; `send` may be called from every thread."""

    def open(self, connection: Connection) -> None:
        """Send from now on over this connection."""
        # Its own encoder and lock: a notebook may change the module `json`.
        self.connection, self.encode = connection, json.JSONEncoder(default=str, ensure_ascii=False).encode
        self.lock, self.owner = threading.RLock(), os.getpid()

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, buffers: Any = None, **__: Any) -> None:
        """Send a message of a type, or one that is ready; `stream` is ipykernel's socket, of which there is none."""
        kind = msg_or_type
        if isinstance(msg_or_type, dict):
            kind, content = msg_or_type["header"]["msg_type"], msg_or_type["content"]
        message = {"msg_type": kind, "content": content}
        if buffers:
            message["buffers"] = [base64.b64encode(buffer).decode() for buffer in buffers]
        # A process that the notebook has forked has no say here: its words arrive through its standard output.
        if os.getpid() == self.owner:
            with self.lock:
                self.connection.send_bytes(self.encode(message).encode(errors="surrogatepass"))


class Stream(io.TextIOBase):
    """Standard output or error: what Python prints, and what libraries and programs write to the descriptor.

    The descriptor is a file. What has come into it since is taken in before anything else is written, so that all
    stands in the order in which it was written, without a thread that reads along.
    """

    encoding = "UTF-8"

    def __init__(self, name: str, descriptor: int, channel: Channel):
        """Begin a stream that is called `stdout` or `stderr`, on an open file that is read from its present end."""
        self.name, self.descriptor, self.channel = name, descriptor, channel
        # Of its own: a notebook may close the descriptor, or let it lead elsewhere for a while.
        self.source = os.dup(descriptor)
        self.taken = os.fstat(self.source).st_size
        self.parts: list[str] = []
        self.held, self.lock, self.owner = 0, threading.RLock(), os.getpid()
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, text: str) -> int:
        """Write a text; return how many characters."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self.owner:
            os.write(self.descriptor, text.encode(errors="replace"))
            return len(text)
        with self.lock:
            self._take()
            self._hold(text)
            if self.held > FULL:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what has been written."""
        if os.getpid() != self.owner:
            return
        with self.lock:
            self._take()
            text, self.parts, self.held = "".join(self.parts), [], 0
            if text:
                self.channel.send(None, "stream", {"name": self.name, "text": text})

    def fileno(self) -> int:
        """Return the descriptor, for programs that are to write there."""
        return self.descriptor

    def writable(self) -> bool:
        """Return True."""
        return True

    def _take(self) -> None:
        while (size := os.fstat(self.source).st_size) > self.taken:
            content = os.pread(self.source, min(size - self.taken, FULL), self.taken)
            self.taken += len(content)
            self._hold(self.decoder.decode(content))

    def _hold(self, text: str) -> None:
        self.parts.append(text)
        self.held += len(text)


class Comm(comm.base_comm.BaseComm):
    """A widget's way to its view: what it says stands in the notebook, as the front end would have stored it."""

    def publish_msg(
        self, msg_type: str, data: object = None, metadata: object = None, buffers: object = None, **keys: object
    ) -> None:
        """Send a message of the widget."""
        clean: Callable[[Any], Any] = json_clean
        content = clean({"data": data or {}, "comm_id": self.comm_id, **keys})
        shell: Any = ZMQInteractiveShell.instance()
        shell.displayhook.session.send(None, msg_type, content, buffers=buffers)


@functools.cache
def prepared() -> Any:
    """Return the process's shell, of which the cells have nothing yet: forked processes find it made."""
    # A thread that saves the history would be the process's second.
    config = Config({"HistoryManager": {"enabled": False}})
    # What ipykernel's shell and output widgets ask of a kernel.
    kernel = SimpleNamespace(eventloop=None, get_parent=lambda: {"header": {"msg_id": CELL}})
    shell: Any = ZMQInteractiveShell.instance(config=config, compiler_class=XCachingCompiler, kernel=kernel)
    shell.displayhook.session = shell.display_pub.session = Channel()
    shell.displayhook.topic = b"execute_result"
    shell.enable_gui = functools.partial(_enable_gui, shell.enable_gui)
    # Makes what shows a cell's result; nothing is sent.
    shell.display_formatter.format(None)
    return shell


def create(connection: Connection) -> tuple[Any, tuple[Stream, Stream]]:
    """Return the process's shell and its standard streams, which send what cells put out."""
    shell = prepared()
    channel = shell.displayhook.session
    channel.open(connection)
    streams = Stream("stdout", 1, channel), Stream("stderr", 2, channel)
    sys.stdout, sys.stderr = streams
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    comm.create_comm = Comm
    for module, name in ((builtins, "input"), (getpass, "getpass")):
        setattr(module, name, _no_input)
    return shell, streams


def _enable_gui(others: Callable[[object], None], gui: object = None) -> None:
    """Do nothing where figures are drawn into the notebook; the event loop of a window is ipykernel's affair."""
    if gui not in (None, "inline", "agg"):
        others(gui)


def _no_input(prompt: str = "", stream: object = None) -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")
