"""Events out of a stream of bytes: cut at each `</event>`, whatever lies between them told and skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .event import MOST_EVENT, PROTOBUF, Event, Fault, read

END = b"</event>"
_BEGIN = re.compile(rb"<event[\s>]")
_HEADER = re.compile(rb"\A\s*(<\?xml[^>]*\?>)?\s*\Z")


class Splitter:
    """Cuts a stream into events; holds at most 64 kB of what is not complete yet."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._seen = 0  # of the buffer: no end begins before
        self._skipping = False  # within something too long to be an event

    def feed(self, chunk: bytes) -> Iterator[tuple[bytes, Event] | Fault]:
        """The events that a further chunk completes, each with its bytes, and what was wrong."""
        buffer = self._buffer
        buffer += chunk
        if buffer[:1] == b"\xbf":
            yield Fault("protobuf", PROTOBUF)
            buffer.clear()
        begin = 0
        while (end := buffer.find(END, max(begin, self._seen))) >= 0:
            end += len(END)
            piece = bytes(buffer[begin:end])
            begin = end
            self._seen = 0
            if self._skipping:
                self._skipping = False
                continue
            yield from _cut(piece)
        if begin:
            del buffer[:begin]
        if len(buffer) > MOST_EVENT:
            if not self._skipping:
                words = f"More than {MOST_EVENT} bytes came without the end of an event; they were not used."
                yield Fault("too_long", words)
            self._skipping = True
            del buffer[: -len(END)]
        self._seen = max(0, len(buffer) - len(END))

    def finish(self) -> Iterator[Fault]:
        """What is left when the stream ends."""
        rest, self._buffer, self._seen = bytes(self._buffer), bytearray(), 0
        if rest.strip() and not self._skipping:
            yield Fault("truncated", f"The stream ended within an event; {len(rest)} bytes were not used.")


def _cut(piece: bytes) -> Iterator[tuple[bytes, Event] | Fault]:
    """An event at the end of a piece, and what stood before it."""
    start = piece.rfind(b"<event ")
    if start < 0:
        start = next((found.start() for found in _BEGIN.finditer(piece)), -1)
    if start < 0:
        yield Fault("no_event", f"{len(piece)} bytes end like an event and do not begin like one.")
        return
    before = piece[:start]
    if before and not _HEADER.match(before):
        if b"<!DOCTYPE" in before:
            yield Fault("doctype", "An event with a document type is not read.")
            return
        yield Fault("junk", f"{len(before)} bytes before an event belong to none; they were not used.")
    event = read(piece[start:])
    yield (piece[start:], event) if isinstance(event, Event) else event
