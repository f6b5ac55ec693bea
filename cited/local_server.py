"""A silent web server for this machine alone, with limits on connections and their time."""

import contextlib
import errno
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cited import project

HOST = "127.0.0.1"
# What a server of the standard library is given; over TCP always a socket.
Request = socket.socket | tuple[bytes, socket.socket]
# What a client still sends when it has its answer is read for so many seconds, and no more than so many bytes.
LINGER_SECONDS, LINGER_BYTES = 2.0, 1 << 20


class LocalServer(ThreadingHTTPServer):
    """Answers each connection in a thread of its own; one too many, and one that takes too long, is closed."""

    daemon_threads = True

    def __init__(self, port: int, handler: Callable[..., BaseHTTPRequestHandler], most: int, seconds: float):
        """Listen on a port of this machine, 0 for any; raises InputError where another program listens there."""
        # Of more than wait to be accepted, the system has each try again a second later.
        self.request_queue_size = most
        try:
            super().__init__((HOST, port), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise project.InputError(
                f"port {port}: another program listens there; expected a free port, or 0 for any that is free"
            ) from None
        self.seconds = seconds
        self._room = threading.BoundedSemaphore(most)

    @property
    def hosts(self) -> set[str]:
        """The names by which this machine asks; another one is that of a site that leads here."""
        return {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    def is_own(self, request: BaseHTTPRequestHandler) -> bool:
        """Tell whether a request comes from a page of this server, or from a person who opens one."""
        origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "none")
        return (origin is None or origin in {f"http://{host}" for host in self.hosts}) and (
            site in ("same-origin", "none")
        )

    def process_request(self, request: Request, client_address: object) -> None:
        """Answer a connection in a thread of its own, or close it where too many are being answered."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            super().shutdown_request(request)

    def process_request_thread(self, request: Request, client_address: object) -> None:
        """Answer a connection, for a limited time."""
        limit = threading.Timer(self.seconds, _close, (request,))
        limit.daemon = True
        limit.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            limit.cancel()
            self._room.release()

    def shutdown_request(self, request: Request) -> None:
        """Close a connection once its client has had the answer.

        A socket that is closed with bytes unread resets the connection, and the client loses an answer that was sent
        before it had said everything, such as 431 (RFC 9112, section 9.6).
        """
        assert isinstance(request, socket.socket)
        with contextlib.suppress(OSError):
            request.shutdown(socket.SHUT_WR)
            deadline, left = time.monotonic() + LINGER_SECONDS, LINGER_BYTES
            while left > 0 and (seconds := deadline - time.monotonic()) > 0:
                request.settimeout(seconds)
                unread = request.recv(min(left, 65536))
                if not unread:
                    break
                left -= len(unread)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone: the terminal is the command's."""


class LocalHandler(BaseHTTPRequestHandler):
    """Answers with what no cache keeps and no other site reads, and says nothing: the terminal is the command's."""

    def send(self, content: bytes, kind: str, status: int = 200, **headers: str) -> None:
        """Answer with some content of a kind, and with further headers, an underscore for each hyphen."""
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _close(request: socket.socket) -> None:
    # It may have ended by itself.
    with contextlib.suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)
