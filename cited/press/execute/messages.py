"""Messages between the processes of a build: bytes with their length before them, over a Unix socket.

Only the standard library is imported: this module also travels to the workers of a cluster.
"""

import socket
import struct

LENGTH = struct.Struct("!Q")
# The parent of every message: there is one cell at a time.
CELL = "cell"


def send(connection: socket.socket, content: bytes) -> None:
    """Send a message whole; raises OSError where the other end has gone."""
    connection.sendall(LENGTH.pack(len(content)) + content)


def receive(connection: socket.socket) -> bytes | None:
    """Return the next message, None where the other end has gone; waits as long as the socket's timeout says."""
    length = announced(connection)
    return None if length is None else exactly(connection, length)


def announced(connection: socket.socket) -> int | None:
    """Return how many bytes the next message has, before any of it is taken in; None where the other end has gone."""
    head = exactly(connection, LENGTH.size)
    return None if head is None else int(LENGTH.unpack(head)[0])


def exactly(connection: socket.socket, count: int) -> bytes | None:
    """Return so many bytes, None where the other end goes before they have come."""
    found = bytearray()
    while len(found) < count:
        try:
            part = connection.recv(min(count - len(found), 1 << 20))
        except (ConnectionResetError, BrokenPipeError):
            part = b""
        if not part:
            return None
        found += part
    return bytes(found)
