"""What the mission is told of its own watching: cells, the table by sector and week, blind spots, rates."""

from __future__ import annotations

import dataclasses
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from made import OBS, VER, send

from greenline.core.errors import BadRequest, NotAllowed
from greenline.core.handling import MISSION, PUBLIC
from greenline.desk import coverage, rating
from greenline.desk.coverage import check_span, instant
from greenline.desk.desk import Desk

HERE = {"lon": 33.36, "lat": 35.17, "prec": 1}
SPAN = check_span(instant("2025-03-03"), instant("2025-03-31"))
NOW = instant("2025-04-01")


def watch(desk: Desk, since: str, until: str, **more: Any) -> str:
    told = {
        "means": "post",
        "sensor": "thermal_camera",
        "watched_at": f"{since}:00Z/{until}:59Z",
        "place": HERE,
        **more,
    }
    return send(desk, "window", "watch", OBS, **told).ref


def shot(desk: Desk, at: str, lon: float = 33.361, **more: Any) -> str:
    told = {"kind": "CFV-SAF", "happened_at": f"{at}:00Z", "place": {**HERE, "lon": lon}, **more}
    return send(desk, "report", "send", OBS, **{"source_kind": "own_observation", **told}).ref


def test_what_was_watched_is_told_once_and_by_whom_it_was_planned(desk: Desk) -> None:
    first = watch(desk, "2025-03-04T08:00", "2025-03-04T09:59")
    watch(desk, "2025-03-04T09:00", "2025-03-04T10:59")
    lost = watch(desk, "2025-03-05T09:00", "2025-03-05T10:59", place=None)
    send(desk, "window", "plan", OBS, means="air_patrol", planned_at="2025-03-06", place=HERE)
    denied = {"means": "vehicle_patrol", "planned_at": "2025-03-07", "denied_by": "A", "place": HERE}
    send(desk, "window", "refuse", OBS, **denied)
    told = coverage.told(desk, MISSION, SPAN, NOW)
    assert told["windows"] == 3
    assert told["unplaced"] == [lost]
    assert {one["hours"] for one in told["cells"]} == {3.0}
    assert told["watched_hours"] == pytest.approx(3.0 * len(told["cells"]))
    (row,) = [row for row in told["weeks"] if row["planned"]]
    assert (row["week"], row["planned"], row["denied"], row["unreported"]) == ("2025-03-03", 2, 1, 1)
    assert first in {ref for row in told["weeks"] for ref in row["refs"]}


def test_a_window_that_changes_changes_what_is_told(desk: Desk) -> None:
    ref = watch(desk, "2025-03-04T08:00", "2025-03-04T09:59")
    assert coverage.told(desk, MISSION, SPAN, NOW)["cells"]
    send(desk, "window", "withdraw", VER, ref=ref, saw=_version(desk, ref), reason="Nobody stood there")
    told = coverage.told(desk, MISSION, SPAN, NOW)
    assert told["cells"] == []
    assert told["windows"] == 0


def _version(desk: Desk, ref: str) -> int:
    with desk.reading() as connection:
        return desk.state.current(connection, "window", [ref])[ref]


def test_rates_count_own_seeing_from_inside_windows_only(desk: Desk) -> None:
    watch(desk, "2025-03-04T08:00", "2025-03-04T19:59")
    watch(desk, "2025-03-12T08:00", "2025-03-12T19:59")
    seen = [shot(desk, "2025-03-04T09:00"), shot(desk, "2025-03-04T10:00", parties=[{"actor": "A", "role": "actor"}])]
    outside = [shot(desk, "2025-03-04T21:00"), shot(desk, "2025-03-04T09:00", 33.9)]
    shot(desk, "2025-03-04T09:00", source_kind="party")
    told = rating.rated(desk, MISSION, SPAN, ())
    (series,) = told["series"]
    week, *_, last = series["weeks"]
    assert (week["count"], sorted(week["refs"])) == (2, sorted(seen))
    assert week["low"] < week["best"] < week["high"]
    assert sorted(told["left_out"]) == sorted(outside)
    assert (last["watched"], last["best"]) == (False, None)
    assert series["weeks"][1]["count"] == 0
    assert series["weeks"][1]["best"] == 0  # watched, nothing seen
    by = {(one["party"], one["kind"]): one for one in rating.rated(desk, MISSION, SPAN, ("party", "kind"))["series"]}
    assert set(by) == {("A", "CFV-SAF"), ("unknown", "CFV-SAF")}
    assert rating.rated(desk, MISSION, SPAN, (), ("CUN-",))["counted"] == 0


def test_blind_spots_are_where_things_happen_and_nobody_watches(desk: Desk) -> None:
    watch(desk, "2025-03-04T08:00", "2025-03-24T07:59")
    for place in (HERE, HERE, {**HERE, "lon": 33.8}):
        send(desk, "incident", "open", VER, kind="CFV-SAF", happened_at="2024-01-01", place=place)
    spots = coverage.told(desk, MISSION, SPAN, NOW)["blind"]
    assert [(spot["incidents"], round(spot["share"], 2)) for spot in spots] == [(1, 0.0), (2, 0.71)]
    assert spots[0]["people"] is None


def test_nobody_but_the_mission_is_told_where_it_watched(desk: Desk) -> None:
    watch(desk, "2025-03-04T08:00", "2025-03-04T09:59")
    for audience in [PUBLIC, *[one for one in desk.audiences if not one.inside]]:
        with pytest.raises(NotAllowed):
            coverage.told(desk, audience, SPAN, NOW)
        with pytest.raises(NotAllowed):
            rating.rated(desk, audience, SPAN)


def test_what_cannot_be_asked_is_said(desk: Desk) -> None:
    with pytest.raises(BadRequest):
        check_span(NOW, NOW)
    with pytest.raises(BadRequest):
        check_span(0, NOW)
    with pytest.raises(BadRequest):
        rating.rated(desk, MISSION, SPAN, ("weather",))


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Asia/Kathmandu", "Asia/Kabul", "Asia/Nicosia", "Pacific/Apia"])
def test_days_are_local_days_in_every_zone(desk: Desk, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    settings = desk.mission.settings.model_copy(update={"timezone": zone})
    monkeypatch.setattr(desk, "mission", dataclasses.replace(desk.mission, settings=settings))
    watch(desk, "2025-03-23T00:00", "2025-04-05T23:59")  # over the change of clocks
    since, until = (instant(day, ZoneInfo(zone)) for day in ("2025-03-24", "2025-03-31"))
    told = rating.rated(desk, MISSION, check_span(since, until), ())
    (week,) = told["series"][0]["weeks"]
    cells = coverage.told(desk, MISSION, check_span(since, until), NOW)["cells"]
    assert week["hours"] == pytest.approx(len(cells) * (until - since) / 3600)
    assert week["week"] == "2025-03-24"


def test_each_sector_has_a_row_each_week_also_where_nobody_was(desk: Desk) -> None:
    told = coverage.told(desk, MISSION, SPAN, NOW)
    sectors = {row["sector"] for row in told["weeks"]}
    assert sectors
    assert None not in sectors
    assert len(told["weeks"]) == 4 * len(sectors)
    assert {row["hours"] for row in told["weeks"]} == {0.0}
