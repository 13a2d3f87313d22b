"""Connections that are held for nothing: heads that never end, answers that nobody reads, hundreds from one address.

uvicorn bounds how long an idle connection is kept and how many requests are under way, not these; so its protocol for
HTTP is given clocks and counts of its own. How slowly a body may come is bounded in `asking.py`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_S = 20.0  # from the first byte, or from connecting, to the end of a request's head
STALLED_S = 60.0  # that nothing of an answer can be sent
MOST_HEAD = 65_536  # bytes
MOST_CONNECTIONS = 4_000


class Patient(HttpToolsProtocol):
    """HTTP with an end to patience. `per_address`: connections from one address, 0 for any number (as behind a proxy,
    from which all of them come)."""

    per_address = 0
    _counts: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless there are too many."""
        self._head_timer: asyncio.TimerHandle | None = None
        self._stall_timer: asyncio.TimerHandle | None = None
        self._head_bytes = 0
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._counts[self._address] += 1
        too_many = self.per_address and self._counts[self._address] > self.per_address
        if too_many or len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let all clocks go."""
        self._head_timer = self._stop(self._head_timer)
        self._stall_timer = self._stop(self._stall_timer)
        self._counts[self._address] -= 1
        if self._counts[self._address] <= 0:
            del self._counts[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; between two requests the clock runs, and what comes is counted until the head is whole."""
        if self._between():
            self._head_bytes += len(data)
            self._wait_for_head()
        super().data_received(data)
        if self._between() and self._head_bytes > MOST_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of this request is too long.")

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._head_timer = self._stop(self._head_timer)
        self._head_bytes = 0
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Nobody reads what is sent: wait for a while."""
        self._stall_timer = self._stall_timer or self._later(STALLED_S)
        super().pause_writing()

    def resume_writing(self) -> None:
        """It is read again."""
        self._stall_timer = self._stop(self._stall_timer)
        super().resume_writing()

    def _between(self) -> bool:
        """Whether no request is under way on this connection."""
        cycle = cast("Any", self.cycle)
        return cycle is None or bool(cycle.response_complete)

    def _wait_for_head(self) -> None:
        self._head_timer = self._head_timer or self._later(HEAD_S)

    def _later(self, seconds: float) -> asyncio.TimerHandle:
        return self.loop.call_later(seconds, self.transport.abort)

    @staticmethod
    def _stop(timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()


def patient(per_address: int) -> type[Patient]:
    """The protocol with a bound on the connections of one address."""
    return type("Patient", (Patient,), {"per_address": per_address, "_counts": Counter()})
