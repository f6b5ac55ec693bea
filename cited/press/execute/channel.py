"""A channel to a kernel that knows how much came through it, and when it was cut."""

import threading

import zmq
from jupyter_client.channels import AsyncZMQSocketChannel


class Channel(AsyncZMQSocketChannel):
    """jupyter_client's channel, which counts the bytes that it has `received` and which another thread may look at."""

    def __init__(self, socket, session, loop=None):
        super().__init__(socket, session, loop)
        self.received, self.lock, address = 0, threading.Lock(), f"inproc://cut-{id(self)}"
        socket.monitor(address, zmq.EVENT_DISCONNECTED)
        # No asyncio here. Of the same context, which closes it when it is destroyed.
        self.cuts = socket.context.socket(zmq.PAIR, socket_class=zmq.Socket)
        self.cuts.connect(address)

    async def _recv(self, **options):
        parts = await self.socket.recv_multipart(**options)
        self.received += sum(map(len, parts))
        return self.session.deserialize(self.session.feed_identities(parts)[1])

    def cut(self) -> bool:
        """Tell whether the other end has hung up, or was hung up on because a message was too large."""
        with self.lock:
            return not self.cuts.closed and bool(self.cuts.poll(0))

    def stop(self):
        """Close the channel."""
        # In this order: what still tells of a cut waits for ever for a listener that has gone.
        if not self.socket.closed:
            self.socket.disable_monitor()
        with self.lock:
            self.cuts.close(0)
        super().stop()
