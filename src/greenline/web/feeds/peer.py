"""One connected client: what waits to be sent to it, bounded, so that a slow one never holds up the others."""

from __future__ import annotations

import asyncio

MOST_PLACES = 500  # positions that wait for a slow client; the oldest go first, for a newer one follows
MOST_MARKS = 1_000  # marks are kept; a client that cannot take so many is let go
MOST_WAITING = 1_000_000  # bytes of marks
SLOW = 1_000_000  # bytes on their way, from which on a client counts as slow


class Peer:
    """The way out to a client. `send` in the loop's thread only."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        transport.set_write_buffer_limits(high=SLOW)
        self.dropped = 0
        self._places: dict[str, bytes] = {}
        self._marks: list[bytes] = []
        self._waiting = 0
        self.paused = False

    def send(self, data: bytes, uid: str | None = None) -> None:
        """Send an event; with a `uid` it is a position, which a newer one of the same uid makes needless."""
        if not self.paused:
            self._write(data)
        elif uid is not None:
            self._places.pop(uid, None)
            self._places[uid] = data
            if len(self._places) > MOST_PLACES:
                del self._places[next(iter(self._places))]
                self.dropped += 1
        else:
            self._marks.append(data)
            self._waiting += len(data)
            if len(self._marks) > MOST_MARKS or self._waiting > MOST_WAITING:
                self.transport.abort()

    def pause(self) -> None:
        """The client takes nothing just now."""
        self.paused = True

    def resume(self) -> None:
        """The client takes more: first the marks that waited, then the positions."""
        self.paused = False
        waited = b"".join([*self._marks, *self._places.values()])
        self._marks, self._places, self._waiting = [], {}, 0
        if waited:
            self._write(waited)

    def _write(self, data: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(data)
