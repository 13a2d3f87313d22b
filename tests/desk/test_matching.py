"""Matches in the desk: proposed once, judged by people, safe to send again, bounded; bearings that cross."""

from __future__ import annotations

from typing import Any

import pytest
from made import ALL, DSK, OBS, incident, report, send

from greenline.core.errors import Invalid, NotAllowed
from greenline.core.handling import MISSION
from greenline.desk import fusing, matching, picture
from greenline.desk.desk import Desk
from greenline.desk.fusing import Matcher
from greenline.faces.query import Question

NOW = 1_800_000_000
TEXT = "Bursts of fire by the old mill"


@pytest.fixture
def both(desk: Desk) -> tuple[str, str]:
    """An incident, and a report that tells of it."""
    shot = send(desk, "incident", "open", ALL, **incident(kind="CFV-SAF", account=TEXT)).ref
    place = picture.one(desk, "incident", shot, MISSION)["values"]
    told = send(desk, "report", "send", OBS, **report(
        kind="CFV-SAF", account=TEXT, place=place["place"], happened_at=place["happened_at"],
        deaths={"best": 7}, source_kind="own_observation",
    )).ref  # fmt: skip
    return shot, told


def held(desk: Desk) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = picture.page(desk, "match", MISSION, Question(limit=100))["records"]
    return records


def test_a_match_is_proposed_once_and_cites_its_code(desk: Desk, both: tuple[str, str]) -> None:
    assert Matcher(desk).catch_up(0, NOW) == 1
    assert Matcher(desk).catch_up(0, NOW) == 0
    (one,) = held(desk)
    assert (one["state"], one["values"]["incident"], one["values"]["report"]) == ("proposed", *both)
    assert one["values"]["code_version"] == fusing.code_version()
    weights = [float(part["weight"]) for part in one["values"]["features"]]
    assert sum(weights) == pytest.approx(float(one["values"]["total"]), abs=0.6)


def test_linking_twice_is_linking_once_and_copies_no_number(desk: Desk, both: tuple[str, str]) -> None:
    Matcher(desk).catch_up(0, NOW)
    (one,) = held(desk)
    first = matching.link(desk, one["ref"], DSK, "Same mill", "k")
    again = matching.link(desk, one["ref"], DSK, "Same mill", "k")
    assert (again.pos, again.already) == (first.pos, True)
    values = picture.one(desk, "incident", both[0], MISSION)["values"]
    assert values["reports"] == [both[1]]
    assert "deaths" not in values
    assert Matcher(desk).catch_up(0, NOW) == 0  # what a person judged stays
    matching.unlink(desk, one["ref"], DSK, "Another mill", "u")
    assert "reports" not in picture.one(desk, "incident", both[0], MISSION)["values"]
    assert held(desk)[0]["state"] == "rejected"
    Matcher(desk).catch_up(0, NOW)
    assert held(desk)[0]["state"] == "rejected"


def test_what_was_cut_short_is_finished(desk: Desk, both: tuple[str, str]) -> None:
    Matcher(desk).catch_up(0, NOW)
    (one,) = held(desk)
    version = picture.one(desk, "incident", both[0], MISSION)["version"]
    send(desk, "incident", "amend", DSK, ref=both[0], saw=version, reports=[both[1]], reason="Same", key="k:cite")
    matching.link(desk, one["ref"], DSK, "Same", "k")
    assert held(desk)[0]["state"] == "linked"


def test_refusals_leave_nothing_behind(desk: Desk, both: tuple[str, str]) -> None:
    Matcher(desk).catch_up(0, NOW)
    (one,) = held(desk)
    with pytest.raises(Invalid):
        matching.link(desk, one["ref"], DSK, " ", "k")
    with pytest.raises(NotAllowed):
        matching.link(desk, one["ref"], OBS, "Same", "k2")
    with pytest.raises(Invalid):
        matching.unlink(desk, one["ref"], DSK, "No", "k3")
    with pytest.raises(Invalid):  # the same step by the other door
        send(desk, "match", "link", DSK, ref=one["ref"], basis="Same")
    assert "reports" not in picture.one(desk, "incident", both[0], MISSION)["values"]
    assert held(desk)[0]["state"] == "proposed"


def test_reports_that_are_cited_are_left_alone(desk: Desk) -> None:
    told = send(desk, "report", "send", OBS, **report(account=TEXT)).ref
    send(desk, "incident", "open", ALL, **incident(reports=[told], account=TEXT))
    assert Matcher(desk).catch_up(0, NOW) == 0


def test_of_a_bulk_import_the_newest_are_compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fusing, "MOST_REPORTS", 2)
    send(desk, "incident", "open", ALL, **incident(kind="CFV-SAF", account=TEXT))
    refs = [send(desk, "report", "send", OBS, **report(account=TEXT)).ref for _ in range(4)]
    Matcher(desk).catch_up(0, NOW)
    assert {one["values"]["report"] for one in held(desk)} <= set(refs[-2:])


def ray(lon: float, lat: float, bearing: float, **more: Any) -> dict[str, Any]:
    told = {
        "happened_at": "2025-03-02T21:04:00Z", "kind": "CFV-IDF", "source_kind": "own_observation",
        "observer_place": {"lon": lon, "lat": lat}, "bearing_deg": bearing, "bearing_error_deg": 1.0, **more,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def test_bearings_that_cross_propose_one_incident(desk: Desk) -> None:
    refs = [send(desk, "report", "send", OBS, **ray(*told)).ref for told in ((33.2, 35.0, 0.0), (33.14, 35.05, 90.0))]
    for _ in range(2):
        Matcher(desk).catch_up(0, NOW)
    (one,) = picture.page(desk, "incident", MISSION, Question(limit=10))["records"]
    assert one["state"] == "reported"
    assert sorted(one["values"]["reports"]) == sorted(refs)
    assert (one["values"]["place"]["lon"], one["values"]["place"]["lat"]) == pytest.approx((33.2, 35.05), abs=0.002)
    assert "95 %" in one["values"]["account"]


def test_of_a_bearing_without_an_error_it_is_said_which_was_taken(desk: Desk) -> None:
    for told in ((33.2, 35.0, 0.0), (33.14, 35.05, 90.0)):
        send(desk, "report", "send", OBS, **ray(*told, bearing_error_deg=None))
    Matcher(desk).catch_up(0, NOW)
    (one,) = picture.page(desk, "incident", MISSION, Question(limit=10))["records"]
    assert "Of 2 nobody said" in one["values"]["account"]


@pytest.mark.parametrize(
    "other",
    [{"happened_at": "2025-03-02T22:04:00Z"}, {"kind": "CFV-SAF"}, {"bearing_deg": None, "bearing_error_deg": None}],
)
def test_bearings_on_other_things_do_not(desk: Desk, other: dict[str, Any]) -> None:
    send(desk, "report", "send", OBS, **ray(33.2, 35.0, 0.0))
    send(desk, "report", "send", OBS, **ray(33.14, 35.05, 90.0, **other))
    Matcher(desk).catch_up(0, NOW)
    assert picture.count(desk, "incident", MISSION, Question()) == 0
