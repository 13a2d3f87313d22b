"""Cursor on Target: what is read, what is refused, what is never written."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from greenline.core.codes import code_lists
from greenline.exchange.cot.event import (
    MOST_EVENT,
    UNKNOWN,
    Event,
    Fault,
    Link,
    clock_off_s,
    clock_words,
    read,
    write,
)
from greenline.exchange.cot.stream import Splitter
from greenline.exchange.cot.types import is_hostile, is_saying, means_of, neutral, type_of, words_of

ONE = (
    b'<event version="2.0" uid="A-1" type="a-f-G-U-C" how="m-g" time="2026-03-02T09:00:00.123456789Z" '
    b'start="2026-03-02T09:00:00Z" stale="2026-03-02T09:05:00.5Z"><point lat="35.1" lon="33.2" hae="9999999.0" '
    b'ce="12.5" le="9999999.0"/><detail><contact callsign="PATROL-1" endpoint="*:-1:stcp"/>'
    b'<track course="-10" speed="3.5"/><remarks>Two <b>lorries</b></remarks><__group name="Cyan" role="HQ"/>'
    b'<status battery="55"/><takv device="PHONE"/><link uid="B-1" type="a-f-G" relation="p-p"/></detail></event>'
)
AT_S = 1772442000.0


def faulty(data: bytes) -> str:
    found = read(data)
    assert isinstance(found, Fault), found
    return found.code


def test_an_event_is_read() -> None:
    event = read(ONE)
    assert event == Event(
        "A-1", "a-f-G-U-C", AT_S + 0.123456, AT_S, AT_S + 300.5, (33.2, 35.1), "m-g", ce_m=12.5, call_sign="PATROL-1",
        course_deg=350.0, speed_ms=3.5, remarks="Two  lorries", group="Cyan", role="HQ", battery_pct=55.0,
        device="PHONE", own_place=True, links=(Link("B-1", "a-f-G", "p-p"),),
    )  # fmt: skip


def test_what_is_written_is_read_again() -> None:
    event = read(ONE)
    assert isinstance(event, Event)
    again = read(write(event))
    assert again == replace(event, device="", at_s=AT_S + 0.123)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b'lat="35.1"', b'lat="95.1"', "bad_point"),
        (b'lat="35.1"', b'lat="nan"', "bad_point"),
        (b'uid="A-1"', b'uid=""', "bad_uid"),
        (b"a-f-G-U-C", b"a f G", "bad_type"),
        (b'version="2.0"', b'version="3.1"', "bad_version"),
        (b"09:00:00.123456789Z", b"09:00:00", "bad_time"),
        (b"2026-03-02T09:00:00.123456789Z", b"9999-12-31T23:59:59-14:00", "bad_time"),
        (b"09:05:00.5Z", b"08:05:00Z", "order"),
        (b"<point", b"<paint", "no_point"),
        (b"<event", b"<evont", "not_xml"),
        (b"Two", b"&bomb;", "not_xml"),
    ],
)
def test_what_is_wrong_is_said(before: bytes, after: bytes, code: str) -> None:
    assert faulty(ONE.replace(before, after, 1)) == code


def test_bombs_protobuf_and_other_letters_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    assert faulty(bomb + ONE.replace(b"Two", b"&b;")) == "doctype"
    assert faulty(b'<!DOCTYPE e SYSTEM "file:///etc/passwd">' + ONE) == "doctype"
    assert faulty(b"\xbf\x01\xbf\x12\x34") == "protobuf"
    assert faulty(ONE.decode().encode("utf-16")) == "not_xml"
    assert faulty(b"<event>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</event>") == "not_xml"  # too deep
    assert faulty(ONE.replace(b"Two", b"x" * MOST_EVENT)) == "too_long"


def test_a_place_of_zeros_and_the_number_for_unknown_are_unknown() -> None:
    event = read(ONE.replace(b'lat="35.1" lon="33.2"', b'lat="0" lon="0.0"').replace(b"12.5", str(UNKNOWN).encode()))
    assert isinstance(event, Event)
    assert event.place is None
    assert event.ce_m is None


def test_a_clock_that_is_ten_years_off_is_told() -> None:
    event = read(ONE)
    assert isinstance(event, Event)
    assert clock_off_s(event, AT_S + 60) is None
    off = clock_off_s(event, AT_S + 3652 * 86_400)
    assert off is not None
    assert "3,652.0 days behind ours; nothing was corrected" in clock_words(off)


def test_types() -> None:
    assert type_of("CFV-SAF") == "a-u-X-i-l-l-s"
    assert type_of(None) == "a-u-X-i-o"
    assert means_of("a-f-G-E-V-C") == "vehicle_patrol"
    assert means_of("a-f-A-M-F-Q") == "uas_flight"
    assert means_of("a-f-G-U-C") == "other"
    assert words_of("a-h-X-i-l-l-s") == "a shooting"
    assert is_saying("b-m-p-s-m", "h-g-i-g-o", False)
    assert is_saying("a-h-G", "h-g-i-g-o", False)
    assert not is_saying("a-f-G-U-C", "h-e", True)  # a phone without a fix
    means = set(code_lists()["window_means"].labels)
    assert {means_of(kind) for kind in ("a-f-A", "a-f-S", "a-f-G-U-C-I", "a-f-G-E-V", "a-f-A-M-F-Q", "b")} <= means
    assert all(not is_hostile(type_of(kind)) for kind in code_lists()["incident_kind"].labels)


_HOSTILE = re.compile(rb"""=\s*["']a-[hsjk]["'-]""", re.IGNORECASE)


@given(st.from_regex(r"a-[a-zA-Z.](-[A-Za-z0-9]){0,4}", fullmatch=True), st.text(max_size=30))
def test_nobody_is_ever_called_hostile_in_what_goes_out(kind: str, words: str) -> None:
    event = Event("U", kind, 1.0, 1.0, 2.0, (1.0, 2.0), call_sign=words, remarks=words, links=(Link(words, kind),))
    sent = write(event)
    assert not is_hostile(neutral(kind))
    assert not _HOSTILE.search(sent)
    assert etree.fromstring(sent).get("type") == neutral(kind)
    assert isinstance(read(sent), Event)


@given(st.lists(st.one_of(st.binary(max_size=60), st.just(ONE), st.just(b"<event "), st.just(b"</event>"),
                          st.just(b"<?xml version='1.0'?>\n"))), st.integers(1, 400))  # fmt: skip
def test_a_stream_of_anything_is_cut_without_a_crash(parts: list[bytes], step: int) -> None:
    whole = b"".join(parts).replace(b"\xbf", b"")  # with it another protocol begins
    splitter, found = Splitter(), []
    for pos in range(0, len(whole), step):
        found.extend(splitter.feed(whole[pos : pos + step]))
    found.extend(splitter.finish())
    at_once = Splitter()
    other = [*at_once.feed(whole), *at_once.finish()]
    assert [one[1] for one in found if isinstance(one, tuple)] == [one[1] for one in other if isinstance(one, tuple)]


def test_events_come_out_of_a_stream_and_what_lies_between_is_told() -> None:
    splitter = Splitter()
    found = list(splitter.feed(b"<?xml version='1.0'?>\n" + ONE + b"junk!" + ONE + ONE[:100]))
    assert [one.code if isinstance(one, Fault) else "event" for one in found] == ["event", "junk", "event"]
    assert [one.code for one in splitter.finish()] == ["truncated"]


def test_an_event_without_end_is_dropped_and_memory_stays_small() -> None:
    splitter = Splitter()
    found = [one for _ in range(100) for one in splitter.feed(b"<event " + b"x" * 10_000)]
    assert [one.code for one in found if isinstance(one, Fault)] == ["too_long"]
    assert len(splitter._buffer) <= MOST_EVENT
    found = list(splitter.feed(b"</event>" + ONE))
    assert [type(one) for one in found] == [tuple]


def test_a_document_type_in_a_stream_takes_its_event_with_it() -> None:
    splitter = Splitter()
    found = list(splitter.feed(b'<!DOCTYPE e [<!ENTITY a "b">]>' + ONE + ONE))
    assert [one.code if isinstance(one, Fault) else "event" for one in found] == ["doctype", "event"]
