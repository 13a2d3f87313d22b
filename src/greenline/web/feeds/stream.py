"""A drone's stream on a socket: bytes as they come, in datagrams or over a connection, to `desk.live.drone`."""

from __future__ import annotations

import asyncio

from ...desk.live.drone import Drone


class Received(asyncio.DatagramProtocol):
    """A stream in datagrams."""

    def __init__(self, drone: Drone) -> None:
        self.drone = drone

    def datagram_received(self, data: bytes, _: tuple[str, int]) -> None:
        """Take what came."""
        self.drone.feed(data)


class Streamed(asyncio.Protocol):
    """A stream over a connection; one at a time, the next begins when it ends."""

    def __init__(self, drone: Drone) -> None:
        self.drone = drone
        self._mine = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the stream, unless another is under way."""
        if self.drone.busy:
            transport.close()
        else:
            self._mine = self.drone.busy = True

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        if self._mine:
            self.drone.feed(data)

    def connection_lost(self, _: Exception | None) -> None:
        """The stream is over, also in the middle of a packet."""
        if self._mine:
            self.drone.busy = False
            self.drone.end()
