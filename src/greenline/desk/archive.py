"""The archive: every version that an audience may see, as packed blocks of columns, kept and brought up to date.

A block covers `SPAN` positions of the ledger; for audiences that live by the clock it covers what was recorded on one
day, so that blocks tell nothing of how many entries there are. When records change, only the blocks that hold a version
of theirs are read again: so what an audience may no longer see leaves its archive with the very entry that hides it.
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import orjson
from sqlalchemy import ColumnElement, Connection, func, select

from ..core.handling import Audience
from ..faces.columns import Clocked, block, changed, rising, rows_of, spreads, unblock
from ..faces.query import Question
from ..ledger.state import NOW
from .desk import Desk
from .numbers import Numbers, now, tick_of
from .picture import known, told_upto

SPAN = 65_536  # positions a block
MOST_KEPT = 24  # archives (audience and register) in memory
MOST_BYTES = 256_000_000  # and their packed size together
MOST_CHANGES = 20_000  # versions that are told as a change; beyond, the whole is told anew
_FIRST = b"\x78\x9c"  # zlib's own two bytes before everything
_LAST = b"\x03\x00"  # an empty last block
_LENGTH = struct.Struct("<I")  # before each piece: how many bytes it has


@dataclass(frozen=True, slots=True)
class _Packed:
    """A piece of a zlib stream that can be put anywhere in it; checksum and length are those of what it unpacks to."""

    data: bytes
    sum: int
    size: int


Standing = tuple[int, str]  # what an audience sees may change with an entry; where it waits for things, with a day


def standing(desk: Desk, connection: Connection, audience: Audience) -> Standing:
    """What a picture kept for an audience is true for."""
    return desk.ledger.pos_in(connection), now()[:10] if audience.waits else ""


@dataclass(slots=True)
class _Kept:
    standing: Standing = (0, "")  # for which it is true
    blocks: dict[int, list[_Packed]] = field(default_factory=dict)


class Archive:
    """The packed archives of a desk. Not for several threads at once: its caller gives it a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()

    def whole(self, noun: str, audience: Audience) -> list[bytes]:
        """All versions of a register that an audience may see: the pieces of one zlib stream."""
        with self.desk.reading() as connection:
            pieces = self._pieces(connection, noun, audience)
            head = self._head(connection, noun, audience, since=None, drop=[], blocks=len(pieces))
        return _stream([head, *pieces])

    def columns(self, noun: str, audience: Audience) -> Iterator[dict[str, Any]]:
        """The same, block by block, as the columns that `faces.columns` describes."""
        with self.desk.reading() as connection:
            pieces = self._pieces(connection, noun, audience)
        for piece in pieces:
            yield unblock(zlib.decompress(piece.data + _LAST, -15)[_LENGTH.size :])[1]

    def since(self, noun: str, audience: Audience, pos: int) -> list[bytes]:
        """What changed after a position of the audience's: versions to drop, by their names, and versions to add."""
        numbers = self.desk.numbers(audience)
        view = self.desk.shapes[noun].view(audience)
        with self.desk.reading() as connection:
            after = told_upto(connection, numbers, pos)
            if after is None:
                return self.whole(noun, audience)
            mine = view.c.ref.in_(changed(view, after))
            many = select(view.c.from_pos).where(mine).limit(MOST_CHANGES + 1).subquery()
            if (connection.execute(select(func.count()).select_from(many)).scalar() or 0) > MOST_CHANGES:
                return self.whole(noun, audience)
            # Who lives by the clock may have what came in a tick that had begun: all of it is dropped and told again.
            there = [view.c.from_pos <= after] if audience.inside else []
            drop = connection.execute(select(view.c.from_pos).where(mine, *there)).scalars().all()
            pieces = self._packed(connection, noun, audience, mine)
            names = sorted(numbers.names(drop).tolist())
            head = self._head(connection, noun, audience, since=pos, drop=names, blocks=len(pieces))
        return _stream([head, *pieces])

    def versions(self, noun: str, audience: Audience, asked: Question) -> list[bytes]:
        """The names of every version that answers a question, rising: after the head one column of differences."""
        finder = self.desk.finder(noun, audience)
        with self.desk.reading() as connection:
            found = finder.positions(connection, known(self.desk, connection, audience, asked))
            head = self._head(connection, noun, audience, count=len(found))
        return _stream([head, _pack(rising(sorted(self.desk.numbers(audience).names(found).tolist())))])

    def _head(self, connection: Connection, noun: str, audience: Audience, **more: Any) -> _Packed:
        pos = self.desk.numbers(audience).present(connection)
        body = {"register": noun, "audience": audience.name, "pos": pos, "spread_km": spreads(), **more}
        return _pack(orjson.dumps(body))

    def _pieces(self, connection: Connection, noun: str, audience: Audience) -> list[_Packed]:
        blocks = self._fresh(connection, noun, audience).blocks
        return [piece for number in sorted(blocks) for piece in blocks[number]]

    def _fresh(self, connection: Connection, noun: str, audience: Audience) -> _Kept:
        """The kept archive, true as of this connection."""
        key = (audience.circle, noun)
        kept = self._kept.setdefault(key, _Kept())
        self._kept.move_to_end(key)
        now = standing(self.desk, connection, audience)
        if kept.standing[1] != now[1]:
            kept.standing, kept.blocks = (0, ""), {}
        if kept.standing != now:
            spans = _Spans(self.desk, connection, audience)
            for number in self._stale(connection, noun, audience, kept.standing[0], spans):
                first, last = spans.of(number)
                begins = self.desk.shapes[noun].view(audience).c.from_pos
                kept.blocks.pop(number, None)
                pieces = self._packed(connection, noun, audience, begins >= first, begins < last)
                if pieces:
                    kept.blocks[number] = pieces
            kept.standing = now
            self._bound()
        return kept

    def _stale(
        self, connection: Connection, noun: str, audience: Audience, before: int, spans: _Spans
    ) -> Sequence[int]:
        """The numbers of the blocks that no longer tell the truth."""
        view = self.desk.shapes[noun].view(audience)
        if before == 0:
            first = connection.execute(select(func.min(view.c.from_pos))).scalar()
            return [] if first is None else range(spans.number(first), spans.last + 1)
        positions = select(view.c.from_pos).where(view.c.ref.in_(changed(view, before)))
        return sorted({spans.number(pos) for pos in connection.execute(positions).scalars()})

    def _packed(
        self, connection: Connection, noun: str, audience: Audience, *where: ColumnElement[bool]
    ) -> list[_Packed]:
        """The versions that meet conditions, in blocks of a bounded size."""
        rows: Sequence[Any] = rows_of(connection, self.desk.shapes[noun], audience, *where)
        clocked = None
        if not audience.inside:
            rows, clocked = _by_the_clock(rows, self.desk.numbers(audience))
        found = []
        for start in range(0, len(rows), SPAN):
            part = slice(start, start + SPAN)
            found.append(_pack(block(rows[part], clocked and Clocked(*(column[part] for column in clocked)))))
        return found

    def _bound(self) -> None:
        """Let go of what was asked for longest ago."""
        while len(self._kept) > MOST_KEPT or (len(self._kept) > 1 and self._bytes() > MOST_BYTES):
            self._kept.popitem(last=False)

    def _bytes(self) -> int:
        kept = (pieces for each in self._kept.values() for pieces in each.blocks.values())
        return sum(len(one.data) for pieces in kept for one in pieces)


class _Spans:
    """Which positions of the ledger each block covers: so many, or a day's."""

    def __init__(self, desk: Desk, connection: Connection, audience: Audience) -> None:
        self.inside = audience.inside
        self.last = desk.ledger.pos_in(connection) // SPAN
        if self.inside:
            return
        row = desk.ledger.first(connection)
        first = datetime.fromisoformat(row).date() if row else datetime.now(UTC).date()
        days = (datetime.now(UTC).date() - first).days + 1
        begins = [(first + timedelta(days)).isoformat() for days in range(1, days + 1)]
        self.ends = [desk.ledger.pos_before(connection, f"{day}T00:00:00Z") for day in begins]
        self.last = len(self.ends)

    def number(self, pos: int) -> int:
        """The block that a position is in."""
        return pos // SPAN if self.inside else bisect_left(self.ends, pos)

    def of(self, number: int) -> tuple[int, int]:
        """The positions of a block: the first, and the one after its last."""
        if self.inside:
            return number * SPAN, (number + 1) * SPAN
        first = self.ends[number - 1] + 1 if number else 0
        return first, self.ends[number] + 1 if number < len(self.ends) else 2**62


def _by_the_clock(rows: Sequence[Any], numbers: Numbers) -> tuple[Sequence[Any], Clocked]:
    """Versions in the order of ticks, when each began and ended, and by which names they are known. What did not last a
    tick was never to be seen."""
    begun = np.fromiter((tick_of(row[-2]) for row in rows), np.int64, len(rows))
    ended = np.fromiter((NOW if row[-1] is None else tick_of(row[-1]) for row in rows), np.int64, len(rows))
    order = np.flatnonzero(ended > begun)
    order = order[np.argsort(begun[order], kind="stable")]
    if len(order) < len(rows) or bool((np.diff(order) < 0).any()):
        rows = [rows[i] for i in order.tolist()]
    names = numbers.names([row[0] for row in rows])
    return rows, Clocked(begun[order], ended[order], names)


def _pack(raw: bytes) -> _Packed:
    """A length and the bytes themselves, packed so that it leans on nothing before it."""
    framed = _LENGTH.pack(len(raw)) + raw
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = packer.compress(framed) + packer.flush(zlib.Z_FULL_FLUSH)
    return _Packed(data, zlib.adler32(framed), len(framed))


def _stream(pieces: Sequence[_Packed]) -> list[bytes]:
    """Pieces as one zlib stream; its checksum is put together from theirs."""
    total = 1
    for one in pieces:
        low, high = total & 0xFFFF, total >> 16
        low_of, high_of = one.sum & 0xFFFF, one.sum >> 16
        high = (high + high_of + one.size * (low - 1)) % 65_521
        total = high << 16 | (low + low_of - 1) % 65_521
    return [_FIRST, *(one.data for one in pieces), _LAST, struct.pack(">I", total)]
