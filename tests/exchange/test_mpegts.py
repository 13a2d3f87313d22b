"""Metadata in transport streams: streams that another muxer made, our own, damaged ones, and whatever bytes come."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanag4609.transport import (
    TransportDemuxer,
    TransportMuxer,
    asynchronous_klv_stream,
    synchronous_klv_stream,
)

from greenline.exchange.klv import Fault, Packet, encode
from greenline.exchange.mpegts import MOST_UNIT, Demuxer, is_transport, klv_of, mux

SETS = [encode(Packet(1_700_000_000_000_000 + n * 100_000, {"heading_deg": float(n)})) for n in range(120)]
BIG = encode(Packet(1_700_000_000_000_000, {}, {200: bytes(range(256)) * 8}))


def theirs(synchronous: bool) -> bytes:
    """The same sets, muxed by another program."""
    together = synchronous_klv_stream(0x1F0, metadata_input_leak_rate=1000, metadata_buffer_size=1000)
    stream = together if synchronous else asynchronous_klv_stream(0x1F0)
    muxer = TransportMuxer(
        transport_stream_id=1, program_number=1, program_map_pid=0x1000, pcr_pid=0x1F0, streams=(stream,)
    )
    out = [*muxer.program_tables()]
    for number, one in enumerate([*SETS, BIG]):
        out += muxer.mux_sync_klv(0x1F0, one, pts=number * 9000) if synchronous else muxer.mux_async_klv(0x1F0, one)
        if number % 20 == 0:
            out += muxer.program_tables()
    return b"".join(out)


def read(data: bytes, size: int = 5000) -> tuple[list[Packet], list[Fault]]:
    told = list(klv_of(data[start : start + size] for start in range(0, len(data), size)))
    return [o for o in told if isinstance(o, Packet)], [o for o in told if isinstance(o, Fault)]


@pytest.mark.parametrize("synchronous", [False, True])
@pytest.mark.parametrize("size", [1, 187, 188, 100_000])
def test_streams_that_another_muxer_made(synchronous: bool, size: int) -> None:
    found, faults = read(theirs(synchronous), size)
    assert [encode(p) for p in found] == [*SETS, BIG]
    assert not faults


@pytest.mark.parametrize("synchronous", [False, True])
def test_another_demuxer_reads_ours(synchronous: bool) -> None:
    demuxer = TransportDemuxer()
    events = demuxer.feed(b"".join(mux(SETS, synchronous))) + demuxer.finish()
    units = [e.pes.payload for e in events if type(e).__name__ == "PESStreamEvent"]
    assert [bytes(u)[5 if synchronous else 0 :] for u in units] == SETS


@pytest.mark.parametrize("extra", [b"", b"\x47" * 16])
def test_packets_of_204_bytes_and_bare_klv(extra: bytes) -> None:
    ours = b"".join(mux([*SETS, BIG]))
    wide = b"".join(ours[start : start + 188] + extra for start in range(0, len(ours), 188))
    assert len(read(wide)[0]) == len(read(b"".join([*SETS, BIG]))[0]) == 121


def test_garbage_between_packets_is_told_and_passed_over() -> None:
    ours = b"".join(mux(SETS))
    cut = 188 * 40
    found, faults = read(b"noise" * 50 + ours[:cut] + b"\x47garbage" * 30 + ours[cut:])
    assert len(found) >= 118
    assert {"no_transport"} <= {fault.code for fault in faults}


def test_a_missing_packet_is_told() -> None:
    ours = b"".join(mux([BIG] * 5))
    where = 188 * 20
    found, faults = read(ours[:where] + ours[where + 188 :])
    assert len(found) == 4
    assert "gap" in {fault.code for fault in faults}


def test_a_sender_that_stops_in_mid_packet() -> None:
    ours = b"".join(mux([BIG] * 3))
    found, faults = read(ours[: -188 - 60])
    assert len(found) == 2
    assert "truncated" in {fault.code for fault in faults}


def test_which_it_is_the_first_bytes_tell() -> None:
    assert is_transport(b"".join(mux(SETS))[:1000])
    assert not is_transport(SETS[0] * 20)
    assert list(klv_of([])) == []


@given(st.lists(st.binary(max_size=400) | st.sampled_from([b"\x47" * 188, b"".join(mux(SETS[:3]))]), max_size=10))
def test_whatever_comes_is_told_and_nothing_raised(chunks: list[bytes]) -> None:
    for one in klv_of(chunks):
        assert isinstance(one, Packet | Fault)
    demuxer = Demuxer()
    for chunk in chunks:
        list(demuxer.feed(chunk))
    list(demuxer.finish())


def test_bits_that_flip_never_raise_and_nothing_grows() -> None:
    rng = random.Random(3)
    ours = b"".join(mux(SETS[:30]))
    for _ in range(300):
        bad = bytearray(ours)
        for _ in range(rng.randint(1, 30)):
            bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
        demuxer = Demuxer()
        for start in range(0, len(bad), 3000):
            for one in demuxer.feed(bytes(bad[start : start + 3000])):
                assert isinstance(one, Packet | Fault)
            assert len(demuxer._buffer) < 5000
            assert all(len(s.unit) <= MOST_UNIT for s in demuxer._streams.values())
        list(demuxer.finish())


def test_a_damaged_table_names_no_streams() -> None:
    ours = bytearray(b"".join(mux(SETS[:3])))
    ours[188 + 5 + 15] ^= 1  # in the program map
    assert read(bytes(ours))[0] == []
