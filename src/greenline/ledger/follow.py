"""Following a ledger: how a reader hears of new entries, its own process's or another's.

PostgreSQL says when a batch was committed (LISTEN and NOTIFY); that is a hint only, and a follower reads on from its
last pos whatever it heard. SQLite says nothing, so it is asked a few times a second, and at once when this process
itself has written.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

from .store import is_server, listen

POLL_S = 0.2
BREATH_S = 0.01  # at least so long between two wakings by this process: acts come in crowds
GATHER_S = 0.05  # what is written within so short a time is told together
HEAR_S = 1.0  # a hint may be lost with its connection: look all the same
_CHANNEL = "greenline"


def announce(connection: Connection, pos: int) -> None:
    """Tell followers, when the transaction is committed, that there are entries up to a pos."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, :pos)"), {"channel": _CHANNEL, "pos": str(pos)})


class Bell:
    """Rung when this process has committed something, so that its own followers need not wait for their next look."""

    def __init__(self) -> None:
        self._rung = threading.Condition()
        self._times = 0

    def ring(self) -> None:
        """Wake whoever listens."""
        with self._rung:
            self._times += 1
            self._rung.notify_all()

    def listen(self, heard: int, most_s: float) -> int:
        """How often it has rung, as soon as that is more than `heard`, or after so many seconds."""
        with self._rung:
            self._rung.wait_for(lambda: self._times != heard, most_s)
            return self._times


class Follower:
    """Waits for entries after a pos. For one thread; `close` it in the end."""

    def __init__(self, place: str, newest: Callable[[], int], bell: Bell) -> None:
        self.place, self.newest, self.bell = place, newest, bell
        self._line: Any = None
        self._heard = 0
        self._woken = 0.0

    def wait(self, after: int) -> int:
        """The newest pos, as soon as it is not `after` any more, or after a second. Raises Unavailable."""
        ends = time.monotonic() + HEAR_S
        heard = 0
        while True:
            pos = heard if heard > after else self.newest()
            left = ends - time.monotonic()
            if pos != after or left <= 0:
                return pos
            heard = self._pause(left)

    def _pause(self, most_s: float) -> int:
        """Wait for a hint; the highest pos heard of, 0 for none."""
        if not is_server(self.place):
            times = self.bell.listen(self._heard, min(POLL_S, most_s))
            if times != self._heard:
                time.sleep(max(0.0, BREATH_S - (time.monotonic() - self._woken)))
                self._heard, self._woken = times, time.monotonic()
            return 0
        if self._line is None:
            self._line = listen(self.place, _CHANNEL)
            return 0  # something may have come before we listened: look first
        try:
            heard = [note.payload for note in self._line.notifies(timeout=most_s, stop_after=1)]
            if heard:
                time.sleep(GATHER_S)
                heard.extend(note.payload for note in self._line.notifies(timeout=0))
        except Exception:  # the line is gone, for whatever reason: the next look tells it, or a new line hears
            self.close()
            time.sleep(POLL_S)
            return 0
        return max((int(pos) for pos in heard if pos.isdigit()), default=0)

    def close(self) -> None:
        """Let the connection go."""
        if self._line is not None:
            line, self._line = self._line, None
            line.close()
