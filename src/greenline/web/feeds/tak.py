"""TAK clients on a socket: their events go to `desk.live` and on to the other clients of the mission.

A port of another audience tells incidents by that audience's relation and takes nothing in but pings.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import cast

from ...core.handling import Audience
from ...desk.live.holding import Live
from ...desk.live.outgoing import Outgoing
from ...exchange.cot.event import Event, Fault, read, write
from ...exchange.cot.stream import Splitter
from ...exchange.cot.types import ASKED, PING, PONG, is_atom, is_hostile, is_saying
from .peer import Peer

MOST_CLIENTS = 500
BATCH_S = 0.01
MOST_FAULTS = 100  # of one client; then it is let go
_TOLD = 5  # faults of a client that the log tells
log = logging.getLogger("greenline.tak")


class Hub:
    """The clients of a port that belong together: what one says, the others hear. For one loop."""

    def __init__(self, live: Live, audience: Audience, outgoing: Outgoing) -> None:
        self.live, self.audience, self.outgoing = live, audience, outgoing
        self.peers: set[Peer] = set()
        self._batch: list[tuple[bytes, str | None, Peer | None]] = []

    def join(self, peer: Peer) -> bool:
        """Let a client in and tell it what is known; False when there are too many."""
        if len(self.peers) >= MOST_CLIENTS:
            return False
        self.peers.add(peer)
        for data in self.outgoing.known():
            peer.send(data)
        return True

    def take(self, raw: bytes, event: Event, by: Peer | None, via: str | None) -> None:
        """An event of a client: to the record and to the others; of another audience's port neither."""
        if event.type.startswith("t-x-"):
            answered = _answer(event)
            if answered is not None and by is not None:
                by.send(answered)
            return
        if not self.audience.inside:
            return
        if self.live.take(event, time.time(), via) == "full":
            return
        told = _passed_on(raw, event)
        place = is_atom(event.type) and not is_saying(event.type, event.how, event.own_place)
        self._pass(told, event.uid if place else None, by)

    def _pass(self, data: bytes, uid: str | None, by: Peer | None) -> None:
        """Hand an event on with whatever else comes within a moment."""
        self._batch.append((data, uid, by))
        if len(self._batch) == 1:
            asyncio.get_running_loop().call_later(BATCH_S, self._flush)

    def _flush(self) -> None:
        """One write a client; who sent something of it, or reads slowly, gets its own."""
        batch, self._batch = self._batch, []
        everything = b"".join(data for data, _, _ in batch)
        senders = {by for _, _, by in batch}
        for peer in list(self.peers):
            if peer.paused:
                for data, uid, by in batch:
                    if by is not peer:
                        peer.send(data, uid)
            elif peer in senders:
                peer.send(b"".join(data for data, _, by in batch if by is not peer))
            else:
                peer.send(everything)

    def tell(self, events: Iterable[bytes]) -> None:
        """Tell every client what changed here."""
        for data in events:
            for peer in self.peers:
                peer.send(data)

    def fault(self, fault: Fault) -> None:
        """Count what was wrong with something that came in."""
        self.live.faults[fault.code] += 1

    def close(self) -> None:
        """Let every client go."""
        for peer in list(self.peers):
            peer.transport.abort()


def _answer(event: Event) -> bytes | None:
    """A ping is answered; to be asked for another protocol is declined by saying nothing: XML goes on."""
    if event.type != PING:
        if event.type == ASKED:
            log.info("a client asked for TAK protocol 1; XML goes on")
        return None
    now = time.time()
    return write(Event("greenline", PONG, now, now, now + 20, how="m-g"))


# What may say hostile, suspect, joker or faker, in types, symbols (APP-6, MIL-STD-2525) or words; and what may hide it.
_SIGNS = (
    b"a-h", b"a-s", b"a-j", b"a-k", b"milsym", b"sidc", b"affil", b"hostile", b"suspect", b"faker", b"joker", b"&#",
    b"<!",
)  # fmt: skip


def _passed_on(raw: bytes, event: Event) -> bytes:
    """The bytes as they came, for details that are not read here; written anew where anybody is called hostile."""
    plain = raw.lower()
    if is_hostile(event.type) or any(sign in plain for sign in _SIGNS):
        return write(event)
    return raw + b"\n"


class Client(asyncio.Protocol):
    """One connection: a stream of events."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.splitter = Splitter()
        self.via: str | None = None  # the uid of the device that speaks here
        self.faults = 0
        self.peer: Peer | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let the client in, or not."""
        self.peer = Peer(cast("asyncio.Transport", transport))
        if not self.hub.join(self.peer):
            log.warning("more than %d clients; one was turned away", MOST_CLIENTS)
            self.peer.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take every event that is complete."""
        for one in self.splitter.feed(data):
            if isinstance(one, Fault):
                self._fault(one)
                continue
            raw, event = one
            if self.via is None and event.own_place and is_atom(event.type):
                self.via = event.uid
            self.hub.take(raw, event, self.peer, self.via)

    def _fault(self, fault: Fault) -> None:
        self.hub.fault(fault)
        self.faults += 1
        if self.faults <= _TOLD:
            log.warning("from a TAK client: %s", fault.sentence)
        if self.peer is not None and (self.faults > MOST_FAULTS or fault.code == "protobuf"):
            self.peer.transport.close()

    def pause_writing(self) -> None:
        """The client reads too slowly."""
        if self.peer is not None:
            self.peer.pause()

    def resume_writing(self) -> None:
        """The client reads again."""
        if self.peer is not None:
            self.peer.resume()

    def connection_lost(self, _: Exception | None) -> None:
        """Tell what was cut off; the device's run goes on until it is stale, for clients come back."""
        for fault in self.splitter.finish():
            self._fault(fault)
        if self.peer is not None:
            self.hub.peers.discard(self.peer)


class Datagrams(asyncio.DatagramProtocol):
    """Events one a datagram; nothing is sent back."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def datagram_received(self, data: bytes, _: tuple[str, int]) -> None:
        """Take the event."""
        event = read(data.strip())
        if isinstance(event, Fault):
            self.hub.fault(event)
        else:
            self.hub.take(data.strip(), event, None, event.uid if event.own_place else None)
