"""Windows united per cell and hour: against counting by hand, and as laws."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import h3
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from greenline.analysis import coverage
from greenline.analysis.coverage import Cover, Plan, cells_of, cover, kept
from greenline.analysis.facts import Span
from greenline.analysis.watching import Reach, Watch, around, distance, watch_of

NOON = int(datetime(2025, 6, 21, 9, tzinfo=UTC).timestamp())  # noon in Cyprus
HOUR = 3600
EYES = {"people": Reach(2000, 300), "camera": Reach(3000, 0), "satellite_optical": Reach(0, 0, True)}
HERE = {"lon": 33.36, "lat": 35.17, "prec": 1}
ZONES = {"MASK": box(33.36, 35.0, 33.5, 35.3), "ZONE": box(33.3, 35.1, 33.4, 35.2)}


def when(since: int, until: int | None = None) -> dict[str, Any]:
    start, end = (datetime.fromtimestamp(s, UTC).isoformat() for s in (since, (until or since + 1) - 1))
    return {"start": start, "end": end, "prec": 1}


def window(**values: Any) -> Watch:
    told = {"means": "post", "watched_at": when(NOON, NOON + HOUR), **values}
    return watch_of("WIN-00001", 1, told, ZONES, EYES)


def seen(watch: Watch, lon: float, lat: float, at: int) -> bool:
    return any(
        p.span.since <= at < (p.span.until or 0) and p.ground.contains(Point(lon, lat)) for p in watch.pieces if p.sure
    )


def test_a_post_sees_as_far_as_its_sensor_by_day_and_by_night() -> None:
    post = window(place=HERE, watched_at=when(NOON, NOON + 24 * HOUR))
    near, far = (33.36, 35.172), (33.36, 35.18)
    assert distance((33.36, 35.17), near) < 300 < distance((33.36, 35.17), far) < 2000
    assert seen(post, *far, NOON)
    assert not seen(post, *far, NOON + 12 * HOUR)
    assert seen(post, *near, NOON + 12 * HOUR)
    camera = window(place=HERE, sensor="camera", watched_at=when(NOON, NOON + 24 * HOUR))
    assert not seen(camera, *near, NOON + 12 * HOUR)
    assert seen(camera, 33.36, 35.19, NOON)


def test_a_view_and_a_mask_take_ground_away() -> None:
    east = window(place=HERE, facing_deg=90, view_deg=60)
    assert seen(east, 33.37, 35.17, NOON)
    assert not seen(east, 33.35, 35.17, NOON)
    masked = window(place=HERE, blind=[{"why": "terrain", "zone": "MASK"}])
    assert not seen(masked, 33.37, 35.17, NOON)
    assert seen(masked, 33.35, 35.17, NOON)
    fog = window(place=HERE, blind=[{"why": "fog", "at": when(NOON + 600, NOON + 1200)}])
    assert [seen(fog, 33.36, 35.171, NOON + s) for s in (0, 599, 600, 1199, 1200)] == [True, True, False, False, True]


def test_a_patrol_watches_along_its_way_and_not_where_nobody_noted_it() -> None:
    looks = [
        {"at": when(NOON), "place": {"lon": 33.30, "lat": 35.1}},
        {"at": when(NOON + 1200), "place": {"lon": 33.40, "lat": 35.1}},
        {"at": when(NOON + 1200 + 3 * HOUR), "place": {"lon": 33.60, "lat": 35.1}},
    ]
    patrol = window(means="vehicle_patrol", looks=looks, watched_at=when(NOON, NOON + 4 * HOUR))
    assert seen(patrol, 33.35, 35.1, NOON + 600)
    assert not seen(patrol, 33.40, 35.1, NOON + 100)
    assert not any(seen(patrol, 33.5, 35.1, NOON + 1200 + k * 600) for k in range(1, 18))
    line = window(means="vehicle_patrol", area="LINESTRING (33.3 35.1, 33.5 35.1)")
    assert seen(line, 33.4, 35.1, NOON + HOUR // 2)
    assert not seen(line, 33.5, 35.1, NOON + 60)


def test_a_pass_under_unknown_cloud_is_no_sure_sight() -> None:
    drawn = "POLYGON ((33.3 35.1, 33.4 35.1, 33.4 35.2, 33.3 35.2, 33.3 35.1))"
    unknown = window(means="satellite_pass", sensor="satellite_optical", area=drawn)
    clear = window(means="satellite_pass", sensor="satellite_optical", area=drawn, cloud_pct=0.0)
    half = window(means="satellite_pass", sensor="satellite_optical", area=drawn, cloud_pct=40.0)
    cloud = [{"why": "cloud", "area": "POLYGON ((33.3 35.1, 33.34 35.1, 33.34 35.2, 33.3 35.2, 33.3 35.1))"}]
    outlined = window(means="satellite_pass", sensor="satellite_optical", area=drawn, cloud_pct=40.0, blind=cloud)
    assert [all(p.sure for p in w.pieces) for w in (unknown, clear, half, outlined)] == [False, True, False, True]
    assert not seen(outlined, 33.32, 35.15, NOON)
    assert seen(outlined, 33.38, 35.15, NOON)
    span = Span(NOON, NOON + HOUR)
    sure, maybe = (cover([unknown], span, 8, sure=s) for s in (True, False))
    cell = int(cells_of(box(33.349, 35.149, 33.351, 35.151), 8)[0])
    other = h3.str_to_int(h3.latlng_to_cell(34.0, 30.0, 8))
    told = coverage.answers(sure, maybe, [cell, other], span)
    assert sorted(told.values()) == ["nobody", "perhaps"]


def test_two_windows_over_the_same_ground_watch_it_once() -> None:
    one = window(place=HERE)
    two = window(place=HERE, watched_at=when(NOON + HOUR // 2, NOON + 2 * HOUR))
    span = Span(NOON, NOON + 24 * HOUR)
    cells, hours = cover([one, two, one], span).hours()
    assert hours == pytest.approx(np.full(len(cells), 2.0))
    assert set(cells.tolist()) == set(cells_of(around((33.36, 35.17), 2000.0), 8).tolist())


def test_without_a_place_nothing_is_watched() -> None:
    assert window().pieces == ()
    assert window(zone="NOWHERE").pieces == ()
    assert window(place={**HERE, "prec": 3}).pieces == ()


def test_planned_against_done() -> None:
    plans = [
        Plan("W1", "S1", 0, "done", True, True), Plan("W2", "S1", 0, "denied", True, True),
        Plan("W3", "S1", 0, "planned", True, True), Plan("W4", "S1", 0, "done", False, True),
        Plan("W5", "S1", 604800, "planned", True, False), Plan("W6", None, 0, "cut_short", True, True),
    ]  # fmt: skip
    nowhere, first, second = kept(plans)
    assert (first.planned, first.done, first.denied, first.unreported, first.unplanned) == (3, 1, 1, 1, 1)
    assert first.share == pytest.approx(1 / 3)
    assert (second.planned, second.unreported, second.share) == (1, 0, 0.0)
    assert (nowhere.sector, nowhere.cut_short) == (None, 1)


def test_blind_spots_rank_what_goes_unwatched() -> None:
    span = Span(NOON, NOON + 10 * HOUR)
    found = Cover.of([(np.array([11], np.uint64), NOON, NOON + 9 * HOUR)], 8)
    spots = coverage.blind_spots(found, span, {11: 10, 12: 2}, {12: 50.0, 13: 900.0})
    assert [(s.share, s.incidents, s.people) for s in spots] == [(0.0, 2, 50.0), (0.9, 10, None), (0.0, 0, 900.0)]


stretches = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 5 * HOUR), st.integers(1, 3 * HOUR)), max_size=25)


@given(stretches, st.lists(st.tuples(st.integers(1, 5), st.integers(-10, 9 * HOUR)), max_size=20))
def test_united_as_counted_second_by_second(rows: list[tuple[int, int, int]], asked: list[tuple[int, int]]) -> None:
    truth = np.zeros((6, 9 * HOUR), bool)
    for cell, since, length in rows:
        truth[cell, since : since + length] = True
    found = Cover.of([(np.array([c], np.uint64), s, s + n) for c, s, n in rows], 8)
    cells, hours = found.hours()
    assert dict(zip(cells.tolist(), hours.tolist(), strict=True)) == pytest.approx(
        {c: truth[c].sum() / HOUR for c in range(6) if truth[c].any()}
    )
    bounds = [0, 700, 2 * HOUR, 5 * HOUR + 1, 9 * HOUR]
    if rows:
        parts = [truth[:, a:b].sum() / HOUR for a, b in pairwise(bounds)]
        assert found.by_time(bounds).tolist() == pytest.approx(parts)
        assert found.among(found.cells == 1).by_time(bounds).sum() == pytest.approx(truth[1].sum() / HOUR)
    if asked:
        told = found.watched(np.array([c for c, _ in asked], np.uint64), np.array([t for _, t in asked], np.int64))
        assert told.tolist() == [bool(0 <= t < 9 * HOUR and truth[c, t]) for c, t in asked]
    assert found.share(np.array([1, 2], np.uint64), Span(HOUR, 3 * HOUR)) == pytest.approx(
        truth[1:3, HOUR : 3 * HOUR].mean()
    )


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(20, 30_000))
def test_the_cells_of_a_circle_are_those_whose_centre_is_in_it(lat: float, lon: float, most: float) -> None:
    ground = around((lon, lat), most)
    cells = cells_of(ground, 8).tolist()
    own = h3.str_to_int(h3.latlng_to_cell(lat, lon, 8))
    for cell in h3.grid_disk(h3.int_to_str(own), 4):
        inside = ground.contains(Point(*h3.cell_to_latlng(cell)[::-1]))
        assert (h3.str_to_int(cell) in cells) == (inside or h3.str_to_int(cell) == own)


def test_too_wide_an_area_is_said_to_be() -> None:
    with pytest.raises(coverage.TooWide):
        cells_of(box(0, 0, 40, 40), 8)
