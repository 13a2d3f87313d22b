"""The archive: every version that an audience may see, as packed blocks of columns, kept and brought up to date.

A block covers `SPAN` positions of the ledger. When records change, only the blocks that hold a version of theirs are
read again: so what an audience may no longer see leaves its archive with the very entry that hides it.
"""

from __future__ import annotations

import struct
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, func, select

from ..core.handling import Audience
from ..faces.columns import block, changed, rising, rows_of, spreads, unblock
from ..faces.query import Question
from .desk import Desk
from .picture import seen_pos

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


@dataclass(slots=True)
class _Kept:
    pos: int = 0  # up to which entry of the ledger it is true
    blocks: dict[int, _Packed] = field(default_factory=dict)


class Archive:
    """The packed archives of a desk. Not for several threads at once: its caller gives it a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()

    def whole(self, noun: str, audience: Audience) -> list[bytes]:
        """All versions of a register that an audience may see: the pieces of one zlib stream."""
        with self.desk.reading() as connection:
            kept = self._fresh(connection, noun, audience)
            head = self._head(connection, noun, audience, since=None, drop=[], blocks=len(kept.blocks))
        return _stream([head, *(kept.blocks[number] for number in sorted(kept.blocks))])

    def columns(self, noun: str, audience: Audience) -> Iterator[dict[str, Any]]:
        """The same, block by block, as the columns that `faces.columns` describes."""
        with self.desk.reading() as connection:
            blocks = dict(self._fresh(connection, noun, audience).blocks)
        for number in sorted(blocks):
            yield unblock(zlib.decompress(blocks[number].data + _LAST, -15)[_LENGTH.size :])[1]

    def since(self, noun: str, audience: Audience, pos: int) -> list[bytes]:
        """What changed after a pos: versions to drop, named by their `from_pos`, and versions to add."""
        view = self.desk.shapes[noun].view(audience)
        with self.desk.reading() as connection:
            mine = view.c.ref.in_(changed(view, pos))
            many = select(view.c.from_pos).where(mine).limit(MOST_CHANGES + 1).subquery()
            if (connection.execute(select(func.count()).select_from(many)).scalar() or 0) > MOST_CHANGES:
                return self.whole(noun, audience)
            drop = connection.execute(select(view.c.from_pos).where(mine, view.c.from_pos <= pos)).scalars().all()
            rows = rows_of(connection, self.desk.shapes[noun], audience, mine)
            head = self._head(connection, noun, audience, since=pos, drop=sorted(drop), blocks=1 if rows else 0)
        return _stream([head, *([_pack(block(rows))] if rows else [])])

    def versions(self, noun: str, audience: Audience, asked: Question) -> list[bytes]:
        """The `from_pos` of every version that answers a question, rising: after the head one column of differences."""
        finder = self.desk.finder(noun, audience)
        with self.desk.reading() as connection:
            found = finder.positions(connection, asked)
            head = self._head(connection, noun, audience, count=len(found))
        return _stream([head, _pack(rising(found))])

    def _head(self, connection: Connection, noun: str, audience: Audience, **more: Any) -> _Packed:
        pos = seen_pos(self.desk, connection, audience)
        body = {"register": noun, "audience": audience.name, "pos": pos, "spread_km": spreads(), **more}
        return _pack(orjson.dumps(body))

    def _fresh(self, connection: Connection, noun: str, audience: Audience) -> _Kept:
        """The kept archive, true as of this connection."""
        key = (audience.name, noun)
        kept = self._kept.setdefault(key, _Kept())
        self._kept.move_to_end(key)
        now = self.desk.ledger.pos_in(connection)
        if kept.pos != now:
            for number in self._stale(connection, noun, audience, kept.pos, now):
                self._read(connection, noun, audience, kept, number)
            kept.pos = now
            self._bound()
        return kept

    def _stale(self, connection: Connection, noun: str, audience: Audience, before: int, now: int) -> Sequence[int]:
        """The numbers of the blocks that no longer tell the truth."""
        first, last = before // SPAN, now // SPAN
        if last - first > 1:  # nearly everything is new: then all of it is read
            return range(last + 1)
        view = self.desk.shapes[noun].view(audience)
        positions = select(view.c.from_pos).where(view.c.ref.in_(changed(view, before)))
        return sorted({pos // SPAN for pos in connection.execute(positions).scalars()})

    def _read(self, connection: Connection, noun: str, audience: Audience, kept: _Kept, number: int) -> None:
        shape = self.desk.shapes[noun]
        begins = shape.view(audience).c.from_pos
        rows = rows_of(connection, shape, audience, begins >= number * SPAN, begins < (number + 1) * SPAN)
        kept.blocks.pop(number, None)
        if rows:
            kept.blocks[number] = _pack(block(rows))

    def _bound(self) -> None:
        """Let go of what was asked for longest ago."""
        while len(self._kept) > MOST_KEPT or (len(self._kept) > 1 and self._bytes() > MOST_BYTES):
            self._kept.popitem(last=False)

    def _bytes(self) -> int:
        return sum(len(one.data) for kept in self._kept.values() for one in kept.blocks.values())


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
