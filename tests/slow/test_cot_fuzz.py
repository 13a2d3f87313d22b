"""Whatever bytes come from a TAK client: no exception, bounded memory.

20,000 inputs, a million with GREENLINE_SOAK=1.
"""

from __future__ import annotations

import random
import resource

import pytest
from lxml import etree
from running import SOAK

from greenline.exchange.cot.event import MOST_EVENT, Event, Fault, Link, read, write
from greenline.exchange.cot.stream import Splitter
from greenline.exchange.cot.types import is_hostile

pytestmark = [pytest.mark.soak] if SOAK else []
INPUTS = 1_000_000 if SOAK else 20_000
ONE = write(Event("A-1", "a-f-G-U-C", 1.7e9, 1.7e9, 1.7e9 + 60, (33.0, 35.0), "m-g", 1.0, 2.0, 3.0, "P-1", 10.0, 3.0,
                  "Two lorries", "Cyan", "HQ", 50.0, links=(Link("B", "a-f-G", "p-p"),)))  # fmt: skip
PIECES = [
    b"<event ", b"</event>", b"<!DOCTYPE e [", b"<![CDATA[", b"&#0;", b"&amp;", b"\xbf", b"\x00", b'"', b"9999999999",
    b"1e999", b"nan", b"-", b"a-h-G", b"<detail>", b"\xff\xfe", b"9999-12-31T23:59:59-14:00", b"0001-01-01T00:00:00Z",
]  # fmt: skip


def damaged(rng: random.Random) -> bytes:
    """One input: an event with bits flipped, pieces put in, cut off, put together, or noise."""
    how = rng.randrange(6)
    if how == 0:
        return rng.randbytes(rng.randrange(300))
    raw = bytearray(ONE)
    if how < 3:
        for _ in range(rng.randrange(1, 6)):
            raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    for _ in range(rng.randrange(3) if how > 2 else 0):
        at = rng.randrange(len(raw))
        raw[at : at + rng.randrange(12)] = rng.choice(PIECES)
    if how == 5:
        raw = raw[: rng.randrange(len(raw))] + ONE
    return bytes(raw)


def test_nothing_raises_and_memory_stays_bounded() -> None:
    rng = random.Random(20261123)
    splitter = Splitter()
    events = start_kb = 0
    for number in range(INPUTS):
        raw = damaged(rng)
        assert isinstance(read(raw), Event | Fault)
        for one in splitter.feed(raw):
            if isinstance(one, Fault):
                assert one.sentence
                continue
            events += 1
            sent = write(one[1])
            assert not is_hostile(etree.fromstring(sent).get("type") or "")
            assert isinstance(read(sent), Event)
        assert len(splitter._buffer) <= MOST_EVENT
        if number == INPUTS // 10:
            start_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert events > INPUTS // 100
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start_kb < 100_000  # kB
