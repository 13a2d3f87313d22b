"""Drone metadata as it flies: MISB ST 0601 sets (KLV), a stream of bytes to packets and back.

What cannot be read becomes a `Fault` with a sentence, never an exception, and the search for the next packet goes on
inside the broken one. Bounds: a packet has at most 64 kB and 500 items, a tag at most three bytes; no more than one
packet is ever held. Source: MISB ST 0601 and ST 0102 (items, ranges and reserved values of the table below).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from ..core.moment import LAST_YEAR

KEY = bytes.fromhex("060e2b34020b01010e01030101000000")
MOST_PACKET = 65_536  # bytes of a packet without its key and length
MOST_ITEMS = 500
MOST_TEXT = 127
CLASSIFICATIONS = {1: "UNCLASSIFIED", 2: "RESTRICTED", 3: "CONFIDENTIAL", 4: "SECRET", 5: "TOP SECRET"}
Value = float | int | str | None
_MOST_US = int(datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
_CHECKSUM, _TIME, _SECURITY = 1, 2, 48


@dataclass(frozen=True, slots=True)
class Item:
    """An item of ST 0601: its bytes, and the range that they are mapped to; without a range a whole number."""

    name: str
    size: int
    signed: bool = False
    low: float = 0.0
    high: float = 0.0

    def read(self, raw: bytes) -> float | int | None:
        """The value of so many bytes; None for the reserved one, which says that there is no value."""
        number = int.from_bytes(raw, "big", signed=self.signed)
        if self.low == self.high:
            return number
        if not self.signed:
            return self.low + number * (self.high - self.low) / ((1 << 8 * self.size) - 1)
        if number == -(1 << 8 * self.size - 1):
            return None
        return number * (self.high - self.low) / ((1 << 8 * self.size) - 2)

    def write(self, value: float | None) -> bytes:
        """The bytes of a value. Raises ValueError outside the range, and for None where nothing is reserved for it."""
        bits = 8 * self.size
        if value is None:
            if not self.signed:
                raise ValueError(f"{self.name} has no reserved value.")
            return (-(1 << bits - 1)).to_bytes(self.size, "big", signed=True)
        if self.low == self.high:
            if not 0 <= value < 1 << bits:
                raise ValueError(f"{self.name} is a whole number of {bits} bits, not {value}.")
            return int(value).to_bytes(self.size, "big")
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.name} lies between {self.low} and {self.high}, not {value}.")
        if self.signed:
            return round(value * ((1 << bits) - 2) / (self.high - self.low)).to_bytes(self.size, "big", signed=True)
        return round((value - self.low) * ((1 << bits) - 1) / (self.high - self.low)).to_bytes(self.size, "big")


def _table() -> dict[int, Item]:
    table = {
        5: Item("heading_deg", 2, False, 0, 360),
        6: Item("pitch_deg", 2, True, -20, 20),
        7: Item("roll_deg", 2, True, -50, 50),
        13: Item("sensor_lat", 4, True, -90, 90),
        14: Item("sensor_lon", 4, True, -180, 180),
        15: Item("altitude_m", 2, False, -900, 19_000),
        16: Item("wide_deg", 2, False, 0, 180),
        17: Item("high_deg", 2, False, 0, 180),
        18: Item("azimuth_deg", 4, False, 0, 360),
        19: Item("elevation_deg", 4, True, -180, 180),
        20: Item("turn_deg", 4, False, 0, 360),
        21: Item("slant_m", 4, False, 0, 5_000_000),
        22: Item("width_m", 2, False, 0, 10_000),
        23: Item("centre_lat", 4, True, -90, 90),
        24: Item("centre_lon", 4, True, -180, 180),
        25: Item("ground_m", 2, False, -900, 19_000),
        40: Item("target_lat", 4, True, -90, 90),
        41: Item("target_lon", 4, True, -180, 180),
        42: Item("target_m", 2, False, -900, 19_000),
        56: Item("speed_ms", 1),
        57: Item("ground_range_m", 4, False, 0, 5_000_000),
        65: Item("version", 1),
        72: Item("event_start_us", 8),
        75: Item("ellipsoid_m", 2, False, -900, 19_000),
        90: Item("full_pitch_deg", 4, True, -90, 90),
        91: Item("full_roll_deg", 4, True, -90, 90),
    }
    for corner in range(4):
        table[26 + 2 * corner] = Item(f"offset_lat_{corner + 1}", 2, True, -0.075, 0.075)
        table[27 + 2 * corner] = Item(f"offset_lon_{corner + 1}", 2, True, -0.075, 0.075)
        table[82 + 2 * corner] = Item(f"corner_lat_{corner + 1}", 4, True, -90, 90)
        table[83 + 2 * corner] = Item(f"corner_lon_{corner + 1}", 4, True, -180, 180)
    return table


ITEMS = _table()
TEXTS = {
    3: "mission_id", 4: "tail_number", 10: "platform", 11: "sensor", 12: "coordinate_system", 59: "call_sign",
}  # fmt: skip
_TAGS = {**{item.name: tag for tag, item in ITEMS.items()}, **{name: tag for tag, name in TEXTS.items()}}


@dataclass(frozen=True, slots=True)
class Security:
    """What a packet says of its own secrecy (ST 0102): classification 1 to 5, the classifying and object countries."""

    classification: int | None = None
    country: str = ""
    object_country: str = ""
    version: int | None = None
    others: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Packet:
    """One set: its time (microseconds since 1970 as the sender's clock has it, None if not told) and its values.

    `values` by the names of `ITEMS` and `TEXTS`; None: the sender says that there is no value. `others`: items that
    are not known here, or of a size the standard does not have, as their bytes. `checked`: a checksum came along, and
    was right. `offset`: where in the stream it began.
    """

    at_us: int | None
    values: Mapping[str, Value] = field(default_factory=dict)
    others: Mapping[int, bytes] = field(default_factory=dict)
    security: Security | None = None
    checked: bool = True
    offset: int = 0

    def number(self, name: str) -> float | None:
        """A value that is a number, or None."""
        value = self.values.get(name)
        return None if value is None or isinstance(value, str) else float(value)

    def text(self, name: str) -> str:
        """A value that is text, without what cannot be printed; empty when not told."""
        value = self.values.get(name)
        return "".join(c for c in value if c.isprintable()).strip() if isinstance(value, str) else ""

    def corners(self) -> tuple[tuple[float, float], ...] | None:
        """The four corners of the picture on the ground as (lon, lat), if all are told; full ones before offsets."""
        full = [(self.number(f"corner_lon_{n}"), self.number(f"corner_lat_{n}")) for n in range(1, 5)]
        found = tuple((lon, lat) for lon, lat in full if lon is not None and lat is not None)
        if len(found) == 4:
            return found
        lon0, lat0 = self.number("centre_lon"), self.number("centre_lat")
        offsets = [(self.number(f"offset_lon_{n}"), self.number(f"offset_lat_{n}")) for n in range(1, 5)]
        if lon0 is None or lat0 is None:
            return None
        found = tuple((lon0 + lon, lat0 + lat) for lon, lat in offsets if lon is not None and lat is not None)
        return found if len(found) == 4 else None


@dataclass(frozen=True, slots=True)
class Fault:
    """What in a stream could not be read: where, which code, a sentence."""

    offset: int
    code: str
    sentence: str


class Reader:
    """Finds packets in bytes as they come; holds at most one packet and the chunk that was fed."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._offset = 0  # of the buffer's first byte in the stream
        self._strange = 0  # bytes before it that belong to no packet

    def feed(self, chunk: bytes) -> Iterator[Packet | Fault]:
        """The packets that a further chunk completes."""
        self._buffer += chunk
        start = 0
        while (found := self._buffer.find(KEY, start)) >= 0:
            yield from self._skipped(found - start, self._offset + found)
            try:
                told = _framed(self._buffer, found + len(KEY))
            except ValueError as error:
                yield Fault(self._offset + found, "bad_length", str(error))
                start = found + len(KEY)
                continue
            if told is None:
                self._drop(found)
                return
            body, end = told
            outcome = _packet(bytes(self._buffer[found:end]), body - found, self._offset + found)
            yield outcome
            start = end if isinstance(outcome, Packet) else found + len(KEY)
        kept = max(start, len(self._buffer) - len(KEY) + 1)  # the key may be cut in two
        self._strange += kept - start
        self._drop(kept)

    def finish(self) -> Iterator[Packet | Fault]:
        """What is left when the stream ends."""
        while self._buffer.startswith(KEY):  # a packet was cut off; another may lie in it
            yield Fault(self._offset, "truncated", "The stream ends in the middle of a packet.")
            self._drop(len(KEY))
            yield from self.feed(b"")
        yield from self._skipped(len(self._buffer), self._offset + len(self._buffer))
        self._drop(len(self._buffer))

    def _skipped(self, more: int, offset: int) -> Iterator[Fault]:
        count, self._strange = self._strange + more, 0
        if count:
            yield Fault(offset - count, "no_packet", f"{count} bytes belong to no packet.")

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self._offset += count


def packets(chunks: Iterable[bytes]) -> Iterator[Packet | Fault]:
    """The packets of a stream in chunks of any size, and the faults between them, in order."""
    reader = Reader()
    for chunk in chunks:
        for start in range(0, len(chunk), MOST_PACKET):  # what is held stays small, however large a chunk is
            yield from reader.feed(chunk[start : start + MOST_PACKET])
    yield from reader.finish()


def encode(packet: Packet) -> bytes:
    """A packet as its bytes: time first, checksum last. Raises ValueError for a value outside its range."""
    body = bytearray()
    if packet.at_us is not None:
        body += _item(_TIME, packet.at_us.to_bytes(8, "big"))
    for name, value in packet.values.items():
        tag = _TAGS[name]
        if isinstance(value, str):
            raw = value.encode()
            if tag not in TEXTS or len(raw) > MOST_TEXT:
                raise ValueError(f"{name} is no text of at most {MOST_TEXT} bytes.")
            body += _item(tag, raw)
        else:
            body += _item(tag, ITEMS[tag].write(value))
    if packet.security is not None:
        body += _item(_SECURITY, _encode_security(packet.security))
    for tag, raw in packet.others.items():
        body += _item(tag, raw)
    whole = KEY + _ber(len(body) + 4) + bytes(body) + bytes((_CHECKSUM, 2))
    return whole + _sum(whole).to_bytes(2, "big")


# --- inside a packet


def _framed(buffer: bytearray, pos: int) -> tuple[int, int] | None:
    """(where the body begins, where it ends) of a packet whose length stands at `pos`; None: more bytes are needed."""
    if pos >= len(buffer):
        return None
    first = buffer[pos]
    size = 0 if first < 0x80 else first & 0x7F
    if first == 0x80 or size > 8:
        raise ValueError(f"The length of a packet begins with {first:#04x}, which is none.")
    if pos + 1 + size > len(buffer):
        return None
    length = int.from_bytes(buffer[pos + 1 : pos + 1 + size], "big") if size else first
    if length > MOST_PACKET:
        raise ValueError(f"A packet of {length} bytes is longer than {MOST_PACKET}.")
    body = pos + 1 + size
    return None if body + length > len(buffer) else (body, body + length)


def _packet(whole: bytes, body: int, offset: int) -> Packet | Fault:
    summed = whole[-4:-2] == bytes((_CHECKSUM, 2)) and _sum(whole[:-2]) == int.from_bytes(whole[-2:], "big")
    if not summed and whole.find(KEY, body) >= 0:  # looked at no further: packets in packets would cost too much
        return Fault(offset, "cut_off", "Another packet begins inside a packet without a right checksum.")
    try:
        items = list(_items(whole, body))
    except ValueError as error:
        return Fault(offset, "bad_item", str(error))
    checked = bool(items) and items[-1][0] == _CHECKSUM and len(items[-1][1]) == 2
    if checked and not summed:
        return Fault(offset, "checksum", "The checksum of a packet is wrong; it is not used.")
    if not checked and any(tag == _CHECKSUM for tag, _ in items):
        return Fault(offset, "checksum", "The checksum of a packet is not its last item; it is not used.")
    at_us: int | None = None
    values: dict[str, Value] = {}
    others: dict[int, bytes] = {}
    security = None
    for tag, raw in items:
        if tag == _TIME and len(raw) == 8:
            at_us = int.from_bytes(raw, "big")
            if at_us >= _MOST_US:
                return Fault(offset, "bad_time", f"A packet's time lies after the year {LAST_YEAR}; it is not used.")
        elif tag == _SECURITY:
            security = _security(raw)
            if security is None:
                others[tag] = raw
        elif tag in ITEMS and len(raw) == ITEMS[tag].size:
            values[ITEMS[tag].name] = ITEMS[tag].read(raw)
        elif tag in TEXTS and (text := _text(raw)) is not None:
            values[TEXTS[tag]] = text
        elif tag != _CHECKSUM:
            others[tag] = raw
    return Packet(at_us, values, others, security, checked, offset)


def _items(data: bytes, pos: int) -> Iterator[tuple[int, bytes]]:
    """(tag, bytes) of each item of a set. Raises ValueError when it does not end where the set ends."""
    count = 0
    while pos < len(data):
        count += 1
        if count > MOST_ITEMS:
            raise ValueError(f"A packet has more than {MOST_ITEMS} items.")
        tag = 0
        for step in range(3):  # base 128, the highest bit says that another byte follows
            if pos >= len(data):
                raise ValueError("The last item of a packet is cut off.")
            byte = data[pos]
            pos += 1
            tag = tag << 7 | byte & 0x7F
            if byte < 0x80:
                break
            if step == 2:
                raise ValueError("The tag of an item has more than three bytes.")
        if pos >= len(data):
            raise ValueError(f"Item {tag} of a packet has no length.")
        length = data[pos]
        pos += 1
        if length >= 0x80:
            size = length & 0x7F
            if not 1 <= size <= 8 or pos + size > len(data):
                raise ValueError(f"The length of item {tag} is none.")
            length = int.from_bytes(data[pos : pos + size], "big")
            pos += size
        if length > len(data) - pos:
            raise ValueError(f"Item {tag} is longer than its packet.")
        yield tag, data[pos : pos + length]
        pos += length


def _text(raw: bytes) -> str | None:
    try:
        return raw.decode() if len(raw) <= MOST_TEXT else None
    except UnicodeDecodeError:
        return None


def _security(raw: bytes) -> Security | None:
    """The ST 0102 set of item 48; None when it cannot be read."""
    try:
        told = dict(_items(raw, 0))
    except ValueError:
        return None
    others = {tag: value for tag, value in told.items() if tag not in (1, 3, 13, 22)}
    level = told.get(1, b"")
    version = told.get(22, b"")
    return Security(
        level[0] if len(level) == 1 else None,
        told.get(3, b"").decode("ascii", "replace"),
        told.get(13, b"").decode("utf-16-be", "replace"),
        int.from_bytes(version, "big") if len(version) == 2 else None,
        others,
    )


def _encode_security(security: Security) -> bytes:
    body = b""
    if security.classification is not None:
        body += _item(1, bytes((security.classification,)))
    if security.country:
        body += _item(3, security.country.encode("ascii"))
    if security.object_country:
        body += _item(13, security.object_country.encode("utf-16-be"))
    for tag, raw in security.others.items():
        body += _item(tag, raw)
    return body + (_item(22, security.version.to_bytes(2, "big")) if security.version is not None else b"")


def _item(tag: int, raw: bytes) -> bytes:
    oid = bytes((tag & 0x7F,))
    while tag := tag >> 7:
        oid = bytes((tag & 0x7F | 0x80,)) + oid
    return oid + _ber(len(raw)) + raw


def _ber(length: int) -> bytes:
    if length < 0x80:
        return bytes((length,))
    size = (length.bit_length() + 7) // 8
    return bytes((0x80 | size,)) + length.to_bytes(size, "big")


def _sum(data: bytes) -> int:
    """The 16-bit sum over the bytes of a packet up to its checksum, taken two by two."""
    return int(np.frombuffer(data + b"\0" * (len(data) % 2), dtype=">u2").sum(dtype=np.uint64)) & 0xFFFF
