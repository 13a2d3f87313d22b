"""Whatever bytes come from a drone: no exception, bounded memory. 20,000 inputs, a million with GREENLINE_SOAK=1."""

from __future__ import annotations

import random
import resource

import pytest
from running import SOAK

from greenline.analysis.sortie import Live
from greenline.desk.sorties import telemetry
from greenline.desk.story.flight import flight
from greenline.exchange.klv import KEY, Fault, Packet, encode, packets
from greenline.exchange.mpegts import klv_of, mux

pytestmark = [pytest.mark.soak] if SOAK else []
INPUTS = 1_000_000 if SOAK else 20_000
SETS = [encode(packet) for packet in flight(1, (33.36, 35.17), 1_760_000_000, 0.5)]
STREAM = b"".join(mux(SETS[:6]))


def damaged(rng: random.Random) -> bytes:
    """One input: noise, a valid packet or stream with flipped bits, cut off, with a huge length, or put together."""
    how = rng.randrange(6)
    if how == 0:
        return rng.randbytes(rng.randrange(300))
    if how == 1:
        return KEY + bytes((rng.choice((0x80, 0x81, 0x84, 0x88, 0xFF)),)) + rng.randbytes(rng.randrange(30))
    raw = bytearray(rng.choice(SETS) if how < 5 else STREAM)
    for _ in range(rng.randrange(1, 8)):
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    if how == 3:
        raw = raw[: rng.randrange(len(raw))]
    if how == 4:
        raw += rng.choice(SETS)
    return bytes(raw)


def test_nothing_raises_and_memory_stays_bounded() -> None:
    rng = random.Random(20261123)
    live = Live()
    read, start_kb = 0, 0
    for number in range(INPUTS):
        raw = damaged(rng)
        size = rng.choice((1000, 61))
        for one in (klv_of if number % 2 else packets)(raw[pos : pos + size] for pos in range(0, len(raw), size)):
            assert isinstance(one, Packet | Fault)
            if isinstance(one, Packet):
                read += 1
                seen = telemetry(one)
                if seen is not None:
                    live.add(seen)
        if number == INPUTS // 10:
            start_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read > INPUTS // 100
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start_kb < 100_000  # kB
