"""Positions and versions as an audience may know them.

The mission counts entries. Everybody else lives by the clock: its positions are ticks of time, `TICK_S` seconds each,
in which things were recorded, so that neither how many entries there are nor whether one was made in between can be
read off them. The versions of records have names drawn by a keyed permutation of their positions: always the same one
for the same version, telling no order and no number.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from ..core.handling import Audience

if TYPE_CHECKING:
    from ..ledger.chain import Ledger

TICK_S = 5  # how long a tick lasts
MOST_TICK = 2**35  # some five thousand years
NAMING = "names"  # under which the ledger keeps what the names are drawn with
_HALF = 14  # bits: names for 2^28 entries
_MASK = (1 << _HALF) - 1
_ROUNDS = 4
_MOST_KEPT = 1000


def now() -> str:
    """This second, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=10_000)  # what was imported together was recorded together
def tick_of(recorded_at: str) -> int:
    """The tick in which something was recorded."""
    return int(datetime.fromisoformat(recorded_at).timestamp()) // TICK_S


def instant(tick: int) -> str:
    """When a tick begins, as `recorded_at` tells it."""
    return datetime.fromtimestamp(min(max(tick, 0), MOST_TICK) * TICK_S, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Numbers:
    """The positions and versions of a ledger for one audience."""

    def __init__(self, ledger: Ledger, audience: Audience, secret: bytes) -> None:
        self.ledger, self.audience = ledger, audience
        key = hmac.digest(secret, audience.circle.encode(), "sha256")
        self._rounds = () if audience.inside else tuple(_round(key, number) for number in range(_ROUNDS))
        self._tables: list[list[int]] = [table.tolist() for table in self._rounds]
        self._kept: OrderedDict[int, int] = OrderedDict()

    # --- positions

    def present(self, connection: Connection) -> int:
        """The newest position that the audience may know of: of the ledger, or of the clock."""
        return self.ledger.pos_in(connection) if self.audience.inside else int(time.time()) // TICK_S

    def known(self, connection: Connection, at: int | None) -> int | None:
        """The ledger's position up to which things were recorded by the end of this audience's position `at`."""
        return at if at is None or self.audience.inside else self._before(connection, at + 1)

    def told(self, connection: Connection, since: int) -> int:
        """The ledger's position up to which things surely were told to who has seen this audience's position `since`:
        in a tick that has begun more may come."""
        return since if self.audience.inside else self._before(connection, since)

    def position(self, pos: int, recorded_at: str) -> int:
        """The audience's position of an entry."""
        return pos if self.audience.inside else tick_of(recorded_at)

    def _before(self, connection: Connection, tick: int) -> int:
        """The ledger's position before a tick begins; what lies in the past is looked up once."""
        found = self._kept.get(tick)
        if found is None:
            found = self.ledger.pos_before(connection, instant(tick))
            if tick <= int(time.time()) // TICK_S:
                self._kept[tick] = found
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
        return found

    # --- versions

    def name(self, pos: int) -> int:
        """The name of the version that began at a position."""
        if self.audience.inside:
            return pos
        left, right = pos >> _HALF, pos & _MASK
        for table in self._tables:
            left, right = right, left ^ table[right]
        return (left << _HALF | right) + 1

    def names(self, positions: Sequence[int] | Any) -> Any:
        """The same for many, as an array of whole numbers from 1."""
        found = np.asarray(positions, np.int64)
        if self.audience.inside:
            return found
        left, right = found >> _HALF, found & _MASK
        for table in self._rounds:
            left, right = right, left ^ table[right]
        return (left << _HALF | right) + 1

    def positions(self, names: Sequence[int]) -> list[int]:
        """The positions that names stand for; a number that names nothing gives one that nothing began at."""
        if self.audience.inside:
            return list(names)
        found = np.asarray([name - 1 if 0 < name <= 1 << 2 * _HALF else -1 for name in names], np.int64)
        left, right = found >> _HALF, found & _MASK
        for table in reversed(self._rounds):
            left, right = right ^ table[left & _MASK], left
        return [pos if name >= 0 else -1 for pos, name in zip((left << _HALF | right).tolist(), found, strict=True)]


def _round(key: bytes, number: int) -> Any:
    """One round of a Feistel network over two halves, as a table."""
    drawn = hashlib.shake_256(key + bytes([number])).digest(2 << _HALF)
    return np.frombuffer(drawn, "<u2").astype(np.int64) & _MASK


__all__ = ["NAMING", "TICK_S", "Numbers", "instant", "now", "tick_of"]
