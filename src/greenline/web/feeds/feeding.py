"""The feeds of a mission at work: a thread whose loop has the sockets, another that records each second."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from ...core.errors import Refusal, Unavailable
from ...desk.desk import Desk
from ...desk.live.drone import Drone
from ...desk.live.holding import Live
from ...desk.live.outgoing import Outgoing
from .address import Address, Asked
from .stream import Received, Streamed
from .tak import Client, Datagrams, Hub

TICK_S = 1.0
MOST_BUFFERED = 4_000_000  # bytes that the system holds for datagrams between two turns of the loop
log = logging.getLogger("greenline.live")


class Feeding:
    """Everything that comes in live. `start` raises Refusal when a port cannot be used."""

    def __init__(self, desk: Desk, asked: Asked) -> None:
        self.asked = asked
        self.live = Live(desk)
        self.outgoing = Outgoing(desk, asked.audience)
        self.hub = Hub(self.live, asked.audience, self.outgoing)
        self.drones = [Drone(self.live, str(one), keep=asked.keep_streams) for one in asked.drones]
        self.addresses: list[Address] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._ending = threading.Event()
        self._failed: str | None = None
        self._sockets: list[Any] = []
        self._threads = [threading.Thread(target=one, name="feeds", daemon=True) for one in (self._run, self._record)]

    def start(self) -> None:
        """Listen, and record from now on."""
        for warning in self.asked.warnings:
            log.warning("%s", warning)
        self._threads[0].start()
        self._ready.wait()
        if self._failed is not None:
            self._threads[0].join()
            self.live.close(time.time())
            raise Refusal(self._failed)
        self._threads[1].start()

    def close(self) -> None:
        """Stop listening and record what is over; what is under way is kept for the next start."""
        self._ending.set()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(30)
        for drone in self.drones:
            drone.end()
        self.live.close(time.time())

    def told(self) -> dict[str, Any]:
        """Everything that is known to be somewhere now, for the mission."""
        now_s = time.time()
        return {
            "on": True, "units": self.live.units(now_s),
            "drones": [told for drone in self.drones if (told := drone.told(now_s))],
            "clients": len(self.hub.peers), "faults": dict(self.live.faults), "recorded": dict(self.live.recorded),
        }  # fmt: skip

    @property
    def changes(self) -> int:
        """A number that grows whenever anything moved."""
        return self.live.changes + sum(drone.changes for drone in self.drones)

    # --- the thread of the sockets

    def _run(self) -> None:
        loop = _loop()
        self._loop = loop
        try:
            loop.run_until_complete(self._listen(loop))
        except OSError as error:
            self._failed = f"A feed cannot be listened to: {error.strerror or error}. Is its port in use?"
            loop.close()
            self._ready.set()
            return
        self._ready.set()
        loop.run_forever()
        self.hub.close()
        for one in self._sockets:
            one.close()
        loop.run_until_complete(asyncio.sleep(0))  # connections are let go in the next turn
        loop.close()

    async def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        for one in self.asked.tak:
            tls = self.asked.tls if one.kind == "tls" else None
            await self._open(loop, one, lambda: Client(self.hub), lambda: Datagrams(self.hub), tls)
        for one, drone in zip(self.asked.drones, self.drones, strict=True):
            await self._open(loop, one, lambda it=drone: Streamed(it), lambda it=drone: Received(it), None)  # type: ignore[misc]

    async def _open(
        self, loop: asyncio.AbstractEventLoop, one: Address, stream: Callable[[], asyncio.Protocol],
        datagrams: Callable[[], asyncio.DatagramProtocol], tls: Any,
    ) -> None:  # fmt: skip
        if one.kind == "udp":
            transport, _ = await loop.create_datagram_endpoint(datagrams, local_addr=(one.host, one.port))
            held = transport.get_extra_info("socket")
            held.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MOST_BUFFERED)
            self._sockets.append(transport)
        else:
            server = await loop.create_server(stream, one.host, one.port, ssl=tls, backlog=128)
            held = server.sockets[0]
            self._sockets.append(server)
        self.addresses.append(Address(one.kind, one.host, held.getsockname()[1]))
        log.info("listening at %s", self.addresses[-1])

    # --- the thread that records

    def _record(self) -> None:
        while not self._ending.wait(TICK_S):
            try:
                now_s = time.time()
                for drone in self.drones:
                    drone.tick(now_s)
                self.live.tick(now_s)
                self._tell()
            except Unavailable:
                self.live.faults["away"] += 1
            except Exception:  # a fault here must not end the recording
                log.exception("live positions were not recorded")

    def _tell(self) -> None:
        """Tell the clients which incidents changed; what they are is known before anybody connects."""
        changed = self.outgoing.changed()
        if changed and self._loop is not None:
            self._loop.call_soon_threadsafe(self.hub.tell, changed)


def _loop() -> asyncio.AbstractEventLoop:
    """A loop for many small messages."""
    if sys.platform != "win32":
        import uvloop

        return uvloop.new_event_loop()
    return asyncio.new_event_loop()
