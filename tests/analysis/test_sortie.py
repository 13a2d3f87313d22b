"""What a drone's picture shows of the ground, and the windows that a flight makes."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.outline import around, inside
from greenline.analysis.sortie import FAR_M, GAP_S, LOOKS, WINDOW_S, Live, Telemetry, footprint, is_thermal, stretches
from greenline.core.place import EARTH_M, distance_m

DOWN = Telemetry(
    0.0, (33.0, 0.0), 1100.0, heading_deg=0, pitch_deg=0, roll_deg=0, azimuth_deg=0, elevation_deg=-90, turn_deg=0,
    wide_deg=60, high_deg=40, ground_m=100.0,
)  # fmt: skip
M = math.degrees(1 / EARTH_M)  # a metre at the equator


def test_straight_down_the_picture_is_a_rectangle_under_the_drone() -> None:
    seen = footprint(DOWN)
    assert seen is not None
    half_w, half_h = 1000 * math.tan(math.radians(30)) * M, 1000 * math.tan(math.radians(20)) * M
    assert seen.bounds == pytest.approx((33 - half_w, -half_h, 33 + half_w, half_h), abs=1e-7)


@pytest.mark.parametrize(("heading", "azimuth"), [(0, 90), (90, 0), (45, 45), (350, 100)])
def test_heading_and_azimuth_add_up(heading: float, azimuth: float) -> None:
    seen = footprint(replace(DOWN, heading_deg=heading, azimuth_deg=azimuth, elevation_deg=-45, wide_deg=2, high_deg=2))
    assert seen is not None
    assert seen.centroid.x == pytest.approx(33 + 1000 * M, abs=5 * M)
    assert seen.centroid.y == pytest.approx(0, abs=5 * M)


def test_pitch_and_roll_turn_the_camera_with_the_wings() -> None:
    nose_up = footprint(replace(DOWN, pitch_deg=45, wide_deg=2, high_deg=2))
    right_down = footprint(replace(DOWN, roll_deg=45, wide_deg=2, high_deg=2))
    assert nose_up is not None
    assert right_down is not None
    assert nose_up.centroid.y == pytest.approx(1000 * M, rel=0.01)  # the belly looks ahead
    assert right_down.centroid.x == pytest.approx(33 - 1000 * M, abs=10 * M)  # and to the left


def test_what_lies_beyond_the_range_or_above_the_horizon_is_not_seen() -> None:
    far = footprint(replace(DOWN, elevation_deg=-2, wide_deg=20, high_deg=20))
    assert far is not None
    reach = max(distance_m((33, 0), (x, y)) for x, y in shapely.get_coordinates(far))
    assert FAR_M * 0.99 < reach <= FAR_M * 1.0001
    assert footprint(replace(DOWN, elevation_deg=30, wide_deg=20, high_deg=20)) is None
    assert footprint(replace(DOWN, altitude_m=50.0)) is None


def test_corners_before_angles_before_width() -> None:
    corners = ((33.0, 1.0), (33.01, 1.0), (33.01, 0.99), (33.0, 0.99))
    told = replace(DOWN, corners=corners, centre=(33.005, 0.995), width_m=500.0)
    seen = footprint(told)
    assert seen is not None
    assert seen.equals(shapely.Polygon(corners))
    assert footprint(replace(told, corners=None)).equals(footprint(DOWN))  # type: ignore[union-attr]
    circle = footprint(replace(told, corners=None, ground_m=None))
    assert circle is not None
    assert circle.area <= math.pi * (250 * M) ** 2 * 1.001
    assert footprint(replace(told, corners=None, ground_m=None, width_m=None)) is None


def test_corners_that_cross_or_are_absurd() -> None:
    bow = footprint(Telemetry(0.0, corners=((0.0, 0.0), (0.01, 0.01), (0.01, 0.0), (0.0, 0.01))))
    assert bow is not None
    assert bow.is_valid
    assert footprint(Telemetry(0.0, corners=((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)))) is None
    assert footprint(Telemetry(0.0, corners=((1.0, 1.0),) * 4)) is None


def test_a_picture_across_the_date_line_is_in_two_parts() -> None:
    seen = footprint(Telemetry(0.0, corners=((179.99, 0.0), (-179.99, 0.0), (-179.99, 0.01), (179.99, 0.01))))
    assert seen is not None
    assert len(shapely.get_parts(seen)) == 2
    assert seen.area == pytest.approx(0.02 * 0.01)


angles = st.floats(-180, 180)


@given(angles, angles, angles, angles, angles, st.floats(1, 179), st.floats(1, 179), st.floats(-800, 18_000))
def test_any_angles_give_a_valid_area_within_the_range_or_none(
    heading: float, pitch: float, roll: float, azimuth: float, elevation: float, wide: float, high: float, up: float
) -> None:
    told = Telemetry(0.0, (33.0, 35.0), up, heading, pitch, roll, azimuth, elevation, 0, wide, high, ground_m=100.0)
    seen = footprint(told)
    if seen is not None:
        assert seen.is_valid
        assert seen.area > 0
        assert all(distance_m((33.0, 35.0), (x, y)) < FAR_M * 1.01 for x, y in shapely.get_coordinates(seen))


def moving(count: int, step_s: float = 0.5, since: float = 0.0) -> list[Telemetry]:
    return [
        replace(DOWN, at_s=since + n * step_s, sensor=(33.0 + n * step_s * 40 * M, 0.0), camera="EO")
        for n in range(count)
    ]


def test_windows_are_bounded_and_together_show_no_more_than_was_seen() -> None:
    way = moving(4000)
    found = list(stretches(way))
    assert len(found) == 4
    assert sum(one.packets for one in found) == 4000
    everything = shapely.union_all([footprint(told) for told in way])
    for one in found:
        assert one.until_s - one.since_s <= WINDOW_S
        assert len(one.looks) <= LOOKS
        area = one.area()
        assert area is not None
        assert everything.buffer(1e-6).contains(area)
    assert sum(one.track_m for one in found) == pytest.approx(2000 * 40, rel=0.01)


def test_a_camera_that_stands_still_needs_few_looks() -> None:
    (one,) = stretches([replace(DOWN, at_s=float(n)) for n in range(500)])
    assert len(one.looks) == pytest.approx(500 / 30, abs=2)


def test_gaps_are_told_and_long_ones_begin_another_window() -> None:
    way = [*moving(20), *moving(20, since=30.0), *moving(20, since=200.0)]
    first, second = stretches(way)
    assert first.gaps == ((9.5, 30.0),)
    assert not second.gaps
    assert first.until_s == 39.5
    assert first.gaps[0][1] - first.gaps[0][0] > GAP_S


def test_another_camera_and_a_clock_that_jumps_back_begin_another_window() -> None:
    way = [*moving(20), *(replace(t, camera="IR") for t in moving(20, since=10.0)), *moving(5, since=-1000.0)]
    assert [one.camera for one in stretches(way)] == ["EO", "IR", "EO"]
    live = Live()
    for told in moving(4):
        live.add(told)
    assert live.add(replace(DOWN, at_s=1.0)) is None
    assert live.disordered == 1
    assert live.place == moving(4)[-1].sensor
    assert live.footprint is not None


def test_what_is_held_live_stays_bounded() -> None:
    live = Live()
    closed = 0
    for number in range(30_000):
        closed += live.add(replace(DOWN, at_s=number * 11.0, sensor=(number % 300 / 2.0, 1.0))) is not None
        assert live._open is not None
        assert len(live._open.looks) <= LOOKS
        assert len(live._open.gaps) <= LOOKS
    assert closed > 100


def test_outlines_with_few_points_stay_on_their_side() -> None:
    rough = shapely.union_all([shapely.Point(n / 100, math.sin(n)).buffer(0.3, quad_segs=30) for n in range(150)])
    smaller, larger = inside(rough, 60), around(rough, 60)
    assert smaller is not None
    assert larger is not None
    assert max(shapely.get_num_coordinates(smaller), shapely.get_num_coordinates(larger)) <= 60
    assert rough.contains(smaller)
    assert larger.contains(rough)
    assert smaller.area > 0.8 * rough.area


def test_names_of_cameras_that_see_heat() -> None:
    assert all(map(is_thermal, ("IR", "EO/IR Mixed", "Thermal", "mwir", "Infrared")))
    assert not any(map(is_thermal, ("EO", "FIRST", "", "Nose camera")))
