"""Drone video as it is sent: an MPEG transport stream taken apart as far as the metadata in it, nothing of the picture.

`klv_of` reads .ts files and streams of bare KLV alike. Bounds: an access unit of metadata has at most 128 kB, a
program table 4 kB, 64 programs and 64 metadata streams are followed. Source: ISO/IEC 13818-1; MISB ST 1402 (stream
type 0x06 with the registration KLVA, 0x15 with metadata access units).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from .klv import KEY, MOST_PACKET, Fault, Packet, Reader

SYNC, SIZE = 0x47, 188
MOST_UNIT = 131_072
MOST_TABLE = 4096
MOST_STREAMS = 64
_STRIDES = (188, 192, 204)  # bare, with a time code before, with 16 bytes of error correction after
_PAT_PID, _NULL_PID, _PMT_PID, _KLV_PID = 0, 0x1FFF, 0x100, 0x101
_ASYNC, _SYNC = 0x06, 0x15
_SNIFFED = 4096


@dataclass(slots=True)
class _Stream:
    """A stream of metadata: the unit under way, the last count, what reads its KLV."""

    kind: int
    reader: Reader = field(default_factory=Reader)
    unit: bytearray = field(default_factory=bytearray)
    count: int | None = None
    begun: bool = False


class Demuxer:
    """Takes a transport stream apart as its bytes come."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._offset = 0
        self._stride = 0  # 0: not in step with the packets
        self._lost = 0
        self._tables: dict[int, bytearray] = {_PAT_PID: bytearray()}
        self._streams: dict[int, _Stream] = {}

    def feed(self, chunk: bytes) -> Iterator[Packet | Fault]:
        """The packets of metadata that a further chunk completes."""
        self._buffer += chunk
        yield from self._take(last=False)

    def finish(self) -> Iterator[Packet | Fault]:
        """What is left when the stream ends."""
        yield from self._take(last=True)
        if self._lost + len(self._buffer):
            yield self._skipped(len(self._buffer))
        self._buffer.clear()
        for stream in self._streams.values():
            yield from self._unit(stream, whole=False)
            yield from stream.reader.finish()

    def _take(self, last: bool) -> Iterator[Packet | Fault]:
        pos = 0
        data = self._buffer
        while len(data) - pos >= SIZE:
            if not self._stride or data[pos] != SYNC:
                found = self._step(pos, last)
                if found is None:
                    break
                if found > pos:
                    self._lost += found - pos
                pos = found
                if not self._stride:
                    continue
            if self._lost:
                yield self._skipped(0, pos)
            yield from self._packet(bytes(data[pos : pos + SIZE]), self._offset + pos)
            pos += min(self._stride, len(data) - pos)
            if len(data) - pos < self._stride and not last:
                break
        del data[:pos]
        self._offset += pos

    def _step(self, pos: int, last: bool) -> int | None:
        """Find the next byte at which packets begin, and how far apart they are; None: more bytes are needed."""
        data = self._buffer
        self._stride = 0
        found = data.find(SYNC, pos)
        while found >= 0:
            if len(data) - found <= 2 * _STRIDES[-1]:
                if not last:
                    self._lost += found - pos
                    del data[:found]
                    self._offset += found
                    return None
                self._stride = next((s for s in _STRIDES if found + s < len(data) and data[found + s] == SYNC), SIZE)
                return found
            for stride in _STRIDES:
                if data[found + stride] == SYNC and data[found + 2 * stride] == SYNC:
                    self._stride = stride
                    return found
            found = data.find(SYNC, found + 1)
        return len(data)

    def _skipped(self, more: int, pos: int = 0) -> Fault:
        count, self._lost = self._lost + more, 0
        return Fault(
            max(self._offset + pos - count, 0), "no_transport", f"{count} bytes belong to no transport packet."
        )

    # --- one transport packet

    def _packet(self, packet: bytes, offset: int) -> Iterator[Packet | Fault]:
        pid = (packet[1] & 0x1F) << 8 | packet[2]
        stream = self._streams.get(pid)
        if (stream is None and pid not in self._tables) or pid == _NULL_PID:
            return
        if packet[1] & 0x80:
            yield Fault(offset, "damaged", "A transport packet is marked as damaged; it is not used.")
            return
        adaptation, starts = packet[3] >> 4 & 3, bool(packet[1] & 0x40)
        if not adaptation & 1:
            return
        begin = 4 + (1 + packet[4] if adaptation & 2 else 0)
        payload = packet[begin:]
        if stream is None:
            self._section(pid, payload, starts)
            return
        count, expected = packet[3] & 15, None if stream.count is None else (stream.count + 1) & 15
        if stream.count == count:
            return  # sent twice, as the standard allows
        if expected is not None and count != expected:
            yield Fault(offset, "gap", f"{(count - expected) & 15} or more transport packets of metadata are missing.")
            stream.unit.clear()
            stream.begun = False
        stream.count = count
        yield from self._payload(stream, payload, starts, offset)

    def _payload(self, stream: _Stream, payload: bytes, starts: bool, offset: int) -> Iterator[Packet | Fault]:
        if starts:
            yield from self._unit(stream, whole=False)
            stream.begun = True
        if not stream.begun:
            return
        stream.unit += payload
        if len(stream.unit) > MOST_UNIT:
            yield Fault(offset, "too_long", f"A unit of metadata has more than {MOST_UNIT} bytes; it is not used.")
            stream.unit.clear()
            stream.begun = False
        elif len(stream.unit) >= 6:
            length = stream.unit[4] << 8 | stream.unit[5]
            if length and len(stream.unit) >= 6 + length:
                yield from self._unit(stream, whole=True)

    def _unit(self, stream: _Stream, whole: bool) -> Iterator[Packet | Fault]:
        """Read a PES packet that is complete, or as far as it came."""
        unit, stream.unit, stream.begun = bytes(stream.unit), bytearray(), False
        if not unit:
            return
        length = unit[4] << 8 | unit[5] if len(unit) >= 6 else 0
        if len(unit) < 9 or unit[:3] != b"\0\0\1":
            yield Fault(self._offset, "bad_unit", "A unit of metadata does not begin as one; it is not used.")
            return
        if not whole and length and len(unit) < 6 + length:
            yield Fault(self._offset, "truncated", "A unit of metadata is cut off.")
        payload = unit[9 + unit[8] : 6 + length if length else len(unit)]
        if stream.kind == _SYNC:
            payload = b"".join(_cells(payload))
        yield from stream.reader.feed(payload)

    # --- program tables

    def _section(self, pid: int, payload: bytes, starts: bool) -> None:
        table = self._tables[pid]
        if starts:
            if not payload:
                return
            table[:] = payload[1 + payload[0] :]
        elif table:
            table += payload
        if len(table) < 3:
            return
        length = (table[1] & 0x0F) << 8 | table[2]
        if len(table) >= 3 + length or len(table) > MOST_TABLE:
            section = bytes(table[: 3 + length])
            table.clear()
            if len(section) == 3 + length >= 12 and _crc(section) == 0:  # a table that was damaged names no streams
                self._programs(section) if pid == _PAT_PID else self._elements(section)

    def _programs(self, section: bytes) -> None:
        if section[0] != 0:
            return
        for pos in range(8, len(section) - 4 - 3, 4):
            number, pid = section[pos] << 8 | section[pos + 1], (section[pos + 2] & 0x1F) << 8 | section[pos + 3]
            if number and pid not in self._tables and len(self._tables) <= MOST_STREAMS:
                self._tables[pid] = bytearray()

    def _elements(self, section: bytes) -> None:
        if section[0] != 2:
            return
        pos = 12 + ((section[10] & 0x0F) << 8 | section[11])
        while pos + 5 <= len(section) - 4:
            kind, pid = section[pos], (section[pos + 1] & 0x1F) << 8 | section[pos + 2]
            length = (section[pos + 3] & 0x0F) << 8 | section[pos + 4]
            told = section[pos + 5 : pos + 5 + length]
            wanted = kind == _SYNC or (kind == _ASYNC and b"KLVA" in told)
            if wanted and pid not in self._streams and pid not in self._tables and len(self._streams) < MOST_STREAMS:
                self._streams[pid] = _Stream(kind)
            pos += 5 + length


def _cells(payload: bytes) -> Iterator[bytes]:
    """The pieces in the access units (service, count, flags, two bytes of length) of a synchronous stream."""
    pos = 0
    while pos + 5 <= len(payload):
        length = payload[pos + 3] << 8 | payload[pos + 4]
        yield payload[pos + 5 : pos + 5 + length]
        pos += 5 + length


def klv_of(chunks: Iterable[bytes]) -> Iterator[Packet | Fault]:
    """The metadata packets of a transport stream or of bare KLV; which of them it is the first bytes tell."""
    source = iter(chunks)
    start = b""
    while len(start) < _SNIFFED and (chunk := next(source, None)) is not None:
        start += chunk
    reader: Reader | Demuxer = Demuxer() if is_transport(start) else Reader()
    for chunk in chain((start,), source):
        for pos in range(0, len(chunk), MOST_PACKET):
            yield from reader.feed(chunk[pos : pos + MOST_PACKET])
    yield from reader.finish()


def is_transport(start: bytes) -> bool:
    """Whether the first bytes of a file look like a transport stream: packets begin in step before any KLV key."""
    key = start.find(KEY)
    pos = start.find(SYNC)
    while 0 <= pos < min(len(start), _SNIFFED):
        for stride in _STRIDES:
            steps = start[pos : pos + 3 * stride : stride]
            if len(steps) >= 2 and set(steps) == {SYNC}:
                return key < 0 or pos < key
        pos = start.find(SYNC, pos + 1)
    return False


# --- making


def mux(sets: Iterable[bytes], synchronous: bool = False) -> Iterator[bytes]:
    """A transport stream of 188-byte packets that carries sets of metadata and nothing else; tables every 50 sets."""
    counts = {_PAT_PID: 0, _PMT_PID: 0, _KLV_PID: 0}
    for number, one in enumerate(sets):
        if number % 50 == 0:
            yield from _cut(_PAT_PID, b"\0" + _pat(), counts, 0xFF)
            yield from _cut(_PMT_PID, b"\0" + _pmt(synchronous), counts, 0xFF)
        head = bytes((0, number & 255, 0xDF)) + len(one).to_bytes(2, "big") if synchronous else b""
        body = b"\x84\0\0" + head + one
        pes = b"\0\0\1" + (b"\xfc" if synchronous else b"\xbd") + len(body).to_bytes(2, "big") + body
        yield from _cut(_KLV_PID, pes, counts)


def _cut(pid: int, data: bytes, counts: dict[int, int], fill: int | None = None) -> Iterator[bytes]:
    """Data as transport packets; the last is filled up, tables with 0xFF, the others by an adaptation field."""
    for start in range(0, len(data), SIZE - 4):
        piece = data[start : start + SIZE - 4]
        head = bytes((SYNC, (0x40 if start == 0 else 0) | pid >> 8, pid & 255))
        room = SIZE - 4 - len(piece)
        control = counts[pid] | 0x10
        stuffing = b""
        if room and fill is None:
            control |= 0x20
            stuffing = bytes((room - 1,)) + (b"\0" + b"\xff" * (room - 2) if room > 1 else b"")
        counts[pid] = (counts[pid] + 1) & 15
        yield head + bytes((control,)) + stuffing + piece + (b"\xff" * room if fill is not None else b"")


def _pat() -> bytes:
    return _table(0, b"\0\1" + (0xE000 | _PMT_PID).to_bytes(2, "big"))


def _pmt(synchronous: bool) -> bytes:
    told = b"\x05\x04KLVA" if not synchronous else b"\x26\x09\x01\x00\xffKLVA\x00\x0f"
    stream = bytes((_SYNC if synchronous else _ASYNC,)) + (0xE000 | _KLV_PID).to_bytes(2, "big")
    body = (0xE000 | _KLV_PID).to_bytes(2, "big") + b"\xf0\0" + stream + (0xF000 | len(told)).to_bytes(2, "big") + told
    return _table(2, body)


def _table(number: int, body: bytes) -> bytes:
    section = bytes((number,)) + (0xB000 | len(body) + 9).to_bytes(2, "big") + b"\0\1\xc1\0\0" + body
    return section + _crc(section).to_bytes(4, "big")


def _shifted(value: int) -> int:
    for _ in range(8):
        value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


_CRC = [_shifted(byte << 24) for byte in range(256)]


def _crc(data: bytes) -> int:
    """The CRC-32 of program tables (ISO/IEC 13818-1, annex A); over a whole section with its own it is 0."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _CRC[crc >> 24 ^ byte]
    return crc
