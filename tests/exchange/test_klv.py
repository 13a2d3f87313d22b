"""Drone metadata: what two other decoders read of the same packets, round trips, and whatever bytes come."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import klvdata
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanag4609.st0601 import decode_uas_local_set, encode_uas_local_set

from greenline.exchange.klv import ITEMS, KEY, MOST_PACKET, TEXTS, Fault, Item, Packet, Security, encode, packets

AT = int(datetime(2009, 1, 12, 22, 8, 22, tzinfo=UTC).timestamp()) * 1_000_000
SAMPLE = Packet(
    AT,
    {
        "mission_id": "MISSION-1", "heading_deg": 159.974, "pitch_deg": -0.4315, "roll_deg": 3.4058, "sensor": "EO",
        "sensor_lat": 60.176823, "sensor_lon": 128.426759, "altitude_m": 14190.72, "wide_deg": 144.571,
        "high_deg": 152.643, "azimuth_deg": 160.719211, "elevation_deg": -168.792324, "turn_deg": 0.0,
        "slant_m": 68590.98, "width_m": 722.819, "centre_lat": -10.542388, "centre_lon": 29.157890,
        "ground_m": 3216.037, "offset_lat_1": -0.0136602540, "offset_lon_1": 0.0036602540, "version": 6,
    },
    security=Security(1, "//CA", "CA", 12, {2: b"\x01", 12: b"\x01"}),
)  # fmt: skip


def values(item: Item) -> st.SearchStrategy[Any]:
    if item.low == item.high:
        return st.integers(0, (1 << 8 * item.size) - 1)
    inside = st.floats(item.low, item.high)
    return inside | st.none() if item.signed else inside


ANY = st.builds(
    Packet,
    st.none() | st.integers(0, AT * 3),
    st.fixed_dictionaries(
        {},
        optional={**{i.name: values(i) for i in ITEMS.values()}, **{n: st.text(max_size=30) for n in TEXTS.values()}},
    ),
    st.dictionaries(st.integers(100, 2**21 - 1), st.binary(max_size=300), max_size=5),
    st.none() | st.builds(Security, st.none() | st.integers(0, 255), st.sampled_from(["", "//CA"]), st.just("CA")),
)


def close(told: Packet, given: Packet) -> None:
    """Every value as given, to half a step of its mapping."""
    assert (told.at_us, told.others, told.security) == (given.at_us, given.others, given.security)
    assert told.values.keys() == given.values.keys()
    items = {item.name: item for item in ITEMS.values()}
    for name, value in given.values.items():
        if name in items and value is not None and not isinstance(value, str):
            item = items[name]
            step = (item.high - item.low) / ((1 << 8 * item.size) - 2)
            assert told.values[name] == pytest.approx(value, abs=step / 2 * (1 + 1e-6) + 1e-12)
        else:
            assert told.values[name] == value


@given(ANY, st.integers(1, 50))
def test_what_is_written_is_read_again(packet: Packet, size: int) -> None:
    raw = encode(packet)
    (told,) = packets(raw[start : start + size] for start in range(0, len(raw), size))
    assert isinstance(told, Packet)
    assert told.checked
    close(told, packet)
    assert encode(told) == raw


def test_another_decoder_reads_the_same_values() -> None:
    (told,) = packets([encode(SAMPLE)])
    assert isinstance(told, Packet)
    judge = decode_uas_local_set(encode(SAMPLE))
    assert not judge.issues
    assert judge.misp_timestamp_microseconds == told.at_us == AT
    tags = {item.name: tag for tag, item in ITEMS.items()} | {name: tag for tag, name in TEXTS.items()}
    for name, value in told.values.items():
        field = judge.get(tags[name])
        assert field is not None, name
        theirs = field.value
        assert value == (theirs if isinstance(theirs, str) else pytest.approx(float(theirs), abs=1e-9)), name


def test_what_another_encoder_writes_is_read() -> None:
    given = {5: 159.974, 6: -0.4315, 13: 60.176823, 14: 128.426759, 15: 14190.72, 21: 68590.98, 23: -10.542388, 82: 1.5}
    raw = encode_uas_local_set({2: datetime.fromtimestamp(AT / 1e6, UTC), 3: "MISSION-1", **given, 65: 6})
    (told,) = packets([raw])
    assert isinstance(told, Packet)
    assert told.checked
    assert told.at_us == AT
    assert told.text("mission_id") == "MISSION-1"
    for tag, value in given.items():
        item = ITEMS[tag]
        assert told.number(item.name) == pytest.approx(value, abs=(item.high - item.low) / ((1 << 8 * item.size) - 2))


def test_an_older_decoder_reads_the_same_values() -> None:
    (judge,) = klvdata.StreamParser(encode(SAMPLE))
    (told,) = packets([encode(SAMPLE)])
    assert isinstance(told, Packet)
    compared = 0
    for key, one in judge.items.items():
        tag = key[0]
        if tag in ITEMS and ITEMS[tag].low != ITEMS[tag].high:
            value = one.value.value
            # it maps unsigned values by another rule at the edges; four decimals agree
            assert told.number(ITEMS[tag].name) == pytest.approx(float(value), abs=1e-4), tag
            compared += 1
    assert compared >= 15


def test_a_time_far_off_is_a_value_and_one_the_calendar_has_not_is_a_fault() -> None:
    (told,) = packets([encode(Packet(AT + 10 * 365 * 86_400_000_000))])
    assert isinstance(told, Packet)
    (fault,) = (o for o in packets([encode(Packet(2**63))]) if o.code != "no_packet")  # type: ignore[union-attr]
    assert isinstance(fault, Fault)
    assert fault.code == "bad_time"


def test_a_wrong_checksum_is_a_fault_and_the_next_packet_is_found() -> None:
    raw = bytearray(encode(SAMPLE))
    raw[60] ^= 1
    told = list(packets([bytes(raw) + encode(SAMPLE)]))
    assert [getattr(one, "code", "packet") for one in told] == ["checksum", "no_packet", "packet"]


def test_a_packet_without_a_checksum_is_flagged() -> None:
    body = b"\x02\x08" + AT.to_bytes(8, "big")
    (told,) = packets([KEY + bytes((len(body),)) + body])
    assert isinstance(told, Packet)
    assert (told.checked, told.at_us) == (False, AT)


def test_a_truncated_packet_does_not_hide_the_next() -> None:
    raw = encode(SAMPLE)
    told = list(packets([raw[:100] + raw + raw[:90]]))
    assert sum(isinstance(one, Packet) for one in told) == 1
    assert isinstance(told[-1], Fault)


@pytest.mark.parametrize(
    "length", [b"\x80", b"\x89" + b"\xff" * 9, b"\x88" + b"\xff" * 8, b"\xff", b"\x84\x7f\xff\xff\xff"]
)
def test_a_huge_length_is_a_fault_at_once(length: bytes) -> None:
    told = list(packets([KEY + length, encode(SAMPLE)]))
    assert isinstance(told[0], Fault)
    assert told[0].code == "bad_length"
    assert isinstance(told[-1], Packet)


def test_reserved_values_are_no_numbers() -> None:
    (told,) = packets([encode(Packet(AT, {"sensor_lat": None, "offset_lat_1": None, "centre_lat": 1.0}))])
    assert isinstance(told, Packet)
    assert told.values["sensor_lat"] is None
    assert told.number("sensor_lat") is None
    assert told.corners() is None


def test_a_value_of_another_size_is_kept_as_bytes() -> None:
    (told,) = packets([encode(Packet(AT, {}, {13: b"\0\1"}))])
    assert isinstance(told, Packet)
    assert told.others == {13: b"\0\1"}
    assert told.number("sensor_lat") is None


@given(st.lists(st.binary(max_size=200) | st.just(KEY) | st.just(encode(SAMPLE)), max_size=12))
def test_whatever_comes_is_told_and_nothing_raised(chunks: list[bytes]) -> None:
    for one in packets(chunks):
        assert isinstance(one, Packet | Fault)


def test_bits_that_flip_never_raise() -> None:
    rng = random.Random(7)
    raw = encode(SAMPLE)
    for _ in range(2000):
        bad = bytearray(raw)
        for _ in range(rng.randint(1, 4)):
            bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
        for one in packets([bytes(bad[: rng.randint(1, len(bad))])]):
            assert isinstance(one, Packet | Fault)


def test_every_byte_is_accounted_for() -> None:
    told = list(packets([b"x" * 100_000, encode(SAMPLE), b"y" * 10]))
    assert [getattr(one, "sentence", "packet") for one in told] == [
        "100000 bytes belong to no packet.", "packet", "10 bytes belong to no packet.",
    ]  # fmt: skip


def test_what_is_held_stays_small() -> None:
    from greenline.exchange.klv import Reader

    reader = Reader()
    for _ in range(100):
        list(reader.feed(b"z" * MOST_PACKET))
        assert len(reader._buffer) < 2 * MOST_PACKET
    list(reader.feed(KEY + b"\x83\x00\xff\xff"))
    for _ in range(100):
        list(reader.feed(b"\0" * 1000))
        assert len(reader._buffer) <= MOST_PACKET + 2000


def test_packets_in_packets_cost_no_more_than_their_bytes() -> None:
    """Each key claims 64 kB: every one is told, and what lies in it is not read again and again."""
    told = list(packets([(KEY + b"\x82\xff\x00") * 10_000]))
    assert {one.code for one in told if isinstance(one, Fault)} <= {"cut_off", "truncated", "no_packet"}
    assert sum(getattr(one, "code", "") != "no_packet" for one in told) == 10_000
