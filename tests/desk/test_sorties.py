"""A drone's file: kept, windows and reports made of it once, and everything told that could not be used."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import shapely
from made import ALL, VER
from stanag4609.st0601 import decode_uas_local_set

from greenline.analysis.sortie import footprint
from greenline.core.errors import BadRequest, Invalid, NotAllowed, NotFound
from greenline.core.handling import MISSION, PUBLIC, Actor
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.sorties import take, telemetry
from greenline.desk.story.flight import film, flight
from greenline.exchange.klv import Packet, Security, encode
from greenline.exchange.mpegts import klv_of

START = 1_760_000_000  # 2025-10-09T08:53:20Z
CENTRE = (33.36, 35.17)
FILM = b"".join(film(7, CENTRE, START, 12))
MARKS = b"""time,words,kind
2025-10-09T08:55:00Z,Two lorries at the gate,CFV-MOV
2025-10-09T11:00:00Z,After the flight,
now,What time,
2025-10-09T08:56:00Z,,
"""


def values(desk: Desk, noun: str, ref: str) -> dict[str, Any]:
    return dict(picture.one(desk, noun, ref, MISSION)["values"])


def test_a_flight_becomes_windows_and_reports_once(desk: Desk) -> None:
    taken = take(desk, FILM, ALL, received_s=START + 900, name="x.ts", marks=MARKS)
    assert (len(taken.windows), len(taken.reports), taken.already) == (2, 2, 0)
    assert taken.kept
    assert taken.clock_off_s is None
    assert sorted(words.split(" of ")[0] for words in taken.problems) == ["line 3", "line 4", "line 5"]
    one, two = (values(desk, "window", ref) for ref in taken.windows)
    assert (one["means"], one["sensor"], two["sensor"]) == ("uas_flight", "uas_camera", "uas_thermal")
    assert one["watched_at"]["start"].startswith("2025-10-09T08:53:20")
    assert [b["why"] for b in one["blind"]] == ["technical"]
    assert one["attachments"][0]["file"] == taken.digest
    assert "EXERCISE-7" in one["source_id"]
    assert one["account"].startswith("An exercise")
    assert set(one["reports"]) | set(two.get("reports", ())) == set(taken.reports)
    again = take(desk, FILM, VER, received_s=START + 900_000, name="y.ts", marks=MARKS)
    assert (again.windows, again.reports, again.already) == (taken.windows, taken.reports, 4)
    assert picture.count(desk, "window", MISSION, picture.Question()) == 2
    assert picture.count(desk, "report", MISSION, picture.Question()) == 2


def test_what_was_watched_is_no_more_than_what_the_pictures_showed(desk: Desk) -> None:
    taken = take(desk, FILM, ALL, received_s=START + 900)
    packets = [one for one in klv_of([FILM]) if isinstance(one, Packet)]
    everything = [footprint(told) for one in packets if (told := telemetry(one))]
    seen = shapely.union_all([area for area in everything if area is not None]).buffer(2e-6)
    for ref in taken.windows:
        told = values(desk, "window", ref)
        assert seen.contains(shapely.from_wkt(told["area"]))
        assert len(told["looks"]) <= 200


def test_marks_become_reports_by_a_camera(desk: Desk) -> None:
    taken = take(desk, FILM, ALL, received_s=START + 900, marks=MARKS)
    told = [values(desk, "report", ref) for ref in taken.reports]
    marked = next(one for one in told if one.get("kind"))
    target = next(one for one in told if not one.get("kind"))
    assert (marked["kind"], marked["source_kind"], marked["perceived"]) == ("CFV-MOV", "own_sensor", ["camera"])
    assert "Two lorries at the gate" in marked["account"]
    assert abs(marked["place"]["lon"] - CENTRE[0]) < 0.01
    assert marked["observer_place"]["lon"] != marked["place"]["lon"]
    assert "what it is was not told" in target["account"]
    with pytest.raises(NotFound):  # a flight of today is nothing for the public
        picture.one(desk, "window", taken.windows[0], PUBLIC)


def test_a_clock_that_is_off_is_said_and_never_corrected(desk: Desk) -> None:
    taken = take(desk, FILM, ALL, received_s=START + 10 * 365 * 86_400)
    assert taken.clock_off_s is not None
    told = values(desk, "window", taken.windows[0])
    assert "days before it was received" in told["account"]
    assert told["watched_at"]["start"].startswith("2025-10-09")


def test_a_file_without_metadata_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    for content in (b"", b"no film", FILM[:188], encode(Packet(None, {"heading_deg": 1.0}))):
        with pytest.raises(BadRequest):
            take(desk, content, ALL, received_s=START)
    assert desk.files.originals() == []
    with pytest.raises(NotFound):
        take(desk, Path("no such.ts"), ALL, received_s=START)


def test_a_bad_kind_refuses_the_marks_and_records_nothing(desk: Desk) -> None:
    with pytest.raises(Invalid):
        take(desk, FILM, ALL, received_s=START, marks=b"time,words,kind\n2025-10-09T08:55:00Z,x,NO-SUCH\n")
    assert picture.count(desk, "report", MISSION, picture.Question()) == 0


def test_who_may_not_watch_may_not_record(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        take(desk, FILM, Actor("NOBODY", frozenset()), received_s=START)


def test_damage_is_told_and_the_rest_is_used(desk: Desk) -> None:
    bad = bytearray(FILM)
    for where in range(20_000, len(bad), 40_000):
        bad[where] ^= 0xFF
    taken = take(desk, bytes(bad), ALL, received_s=START + 900)
    assert taken.windows
    assert sum(taken.faults.values()) >= 5
    assert taken.problems


def test_a_classified_flight_is_strict(desk: Desk) -> None:
    raw = b"".join(
        encode(Packet((START + n) * 1_000_000, {"sensor_lat": 35.0, "sensor_lon": 33.0}, {}, Security(4, "//ZZ", "ZZ")))
        for n in range(5)
    )
    taken = take(desk, raw, ALL, received_s=START)
    told = values(desk, "window", taken.windows[0])
    assert told["sensitivity"] == "3"
    assert "SECRET" in told["account"]


def test_the_same_seed_makes_the_same_film() -> None:
    assert b"".join(film(7, CENTRE, START, 12)) == FILM
    assert b"".join(film(8, CENTRE, START, 12)) != FILM
    assert io.BytesIO(FILM).read(1) == b"\x47"


def test_another_decoder_finds_no_fault_with_the_film() -> None:
    for packet in list(flight(7, CENTRE, START, 12))[::50]:
        judge = decode_uas_local_set(encode(packet))
        assert not judge.issues
        assert judge.misp_timestamp_microseconds == packet.at_us
