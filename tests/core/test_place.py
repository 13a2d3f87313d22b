"""Places: bounds, cells, coarsening, the cover of a box."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greenline.core import place
from greenline.core.place import Place, coarse, distance_m, priogrid, priogrid_centre, zcode, zranges

lons, lats = st.floats(-180, 180), st.floats(-90, 90)


@pytest.mark.parametrize(
    "given_",
    [
        {"lon": 33.36, "lat": 35.17},
        {"lon": 33.36, "lat": 35.17, "prec": None, "name": None},
        [33.36, 35.17],
        (33.36, 35.17, 120.0),
        {"type": "Point", "coordinates": [33.36, 35.17]},
    ],
)
def test_every_form(given_: Any) -> None:
    assert Place.parse(given_).plain() == {"lon": 33.36, "lat": 35.17, "prec": 1}


def test_it_reads_itself() -> None:
    made = Place.parse({"lon": 1, "lat": 2, "prec": 7, "name": "Nicosia / Lefkosia"})
    assert Place.parse(made.plain()) == made == Place.parse(made)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"lon": 33, "lat": 91}, "latitude 91 is outside"),
        ({"lon": 35.17, "lat": 133.36}, "latitude 133.36 is outside"),
        ({"lon": 181, "lat": 0}, "longitude 181 is outside"),
        ({"lon": math.nan, "lat": 0}, "longitude nan is no number"),
        ({"lon": 0, "lat": math.inf}, "latitude inf is no number"),
        ({"lon": "33", "lat": 0}, "is no number"),
        ({"lon": True, "lat": 0}, "is no number"),
        ({"lat": 0}, "longitude is missing"),
        ({"lon": 0}, "latitude is missing"),
        ({"lon": 0, "lat": 0, "prec": 8}, "1 (exact) to 7"),
        ({"lon": 0, "lat": 0, "prec": 0}, "1 (exact) to 7"),
        ({"lon": 0, "lat": 0, "prec": True}, "1 (exact) to 7"),
        ({"lon": 0, "lat": 0, "prec": "1"}, "1 (exact) to 7"),
        ({"lon": 0, "lat": 0, "prec": 1.5}, "1 (exact) to 7"),
        ({"lon": 0, "lat": 0, "prec": [1]}, "1 (exact) to 7"),
        ({"lon": 0, "lat": 0, "name": "a\nb"}, "one line"),
        ({"lon": 0, "lat": 0, "name": "x" * 301}, "one line"),
        ({"lon": 0, "lat": 0, "name": 3}, "one line"),
        ({"lon": 0, "lat": 0, "z": 3}, "not z"),
        ([33.0], "[longitude, latitude]"),
        ([1, 2, 3, 4], "[longitude, latitude]"),
        ({"type": "Point"}, "is an object with lon and lat"),
        ("33,35", "is an object with lon and lat"),
        (None, "is an object with lon and lat"),
    ],
)
def test_what_is_refused(given_: Any, words: str) -> None:
    with pytest.raises(ValueError) as refused:
        Place.parse(given_)
    assert words in str(refused.value)


_keys = st.sampled_from(["lon", "lat", "prec", "name", "type", "coordinates"])
_leaves = st.none() | st.floats() | st.text(max_size=5) | st.integers() | st.just("Point")


@given(st.recursive(_leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner)))
def test_nothing_else_is_raised(value: Any) -> None:
    with suppress(ValueError):
        made = Place.parse(value)
        assert -180 <= made.lon <= 180
        assert -90 <= made.lat <= 90


def test_no_minus_zero() -> None:
    assert math.copysign(1, Place.parse([-0.0, -1e-9]).lat) == 1


@pytest.mark.parametrize(("lon", "lat", "gid"), [(-179.75, -89.75, 1), (31.58, 4.85, 136504), (180, 90, 259_200)])
def test_priogrid_check_values(lon: float, lat: float, gid: int) -> None:
    assert priogrid(lon, lat) == gid


def test_an_edge_belongs_to_the_north_east() -> None:
    assert priogrid(0, 0) == priogrid(0.25, 0.25) == 180 * 720 + 360 + 1


@given(st.integers(1, 259_200))
def test_priogrid_centre_lies_in_its_cell(gid: int) -> None:
    assert priogrid(*priogrid_centre(gid)) == gid


@pytest.mark.parametrize("gid", [0, -1, 259_201])
def test_no_such_cell(gid: int) -> None:
    with pytest.raises(ValueError, match="no PRIO-GRID cell"):
        priogrid_centre(gid)


@given(lons, lats, st.sampled_from([1, 10, 25, 50, 100]))
def test_coarse_is_idempotent_and_near(lon: float, lat: float, grid: int) -> None:
    near = coarse(lon, lat, grid)
    assert coarse(*near, grid) == near
    assert distance_m((lon, lat), near) < grid * 1000 * 1.1 + 2


@given(lons, lats, st.floats(-1, 1), st.floats(-1, 1))
def test_every_point_of_a_cell_gives_the_same(lon: float, lat: float, x: float, y: float) -> None:
    """Else a coarse place would tell where in its cell the exact one lies."""
    at = coarse(lon, lat, 10)
    assume(abs(at[1]) < 80)
    half = 10 / place.KM_PER_DEGREE / 2
    columns = round(360 * math.cos(math.radians(at[1])) / (2 * half))
    other = at[0] + x * 0.999 * 180 / columns, at[1] + y * 0.999 * half
    assert coarse(*other, 10) == at


@given(lons, lats, lons, lats, st.floats(0, 1), st.floats(0, 1))
def test_zranges_cover_every_point_of_a_box(a: float, b: float, c: float, d: float, x: float, y: float) -> None:
    """Also where west lies beyond east: across the date line."""
    south, north = sorted((b, d))
    span = c - a if c >= a else c - a + 360
    lon = min(max(a + x * span if a + x * span <= 180 else a + x * span - 360, -180), 180)
    lat = min(south + y * (north - south), north)
    if c >= a:
        lon = min(lon, c)
    else:
        assume(lon >= a or lon <= c)
    ranges = zranges((a, south, c, north))
    assert any(low <= zcode(lon, lat) <= high for low, high in ranges)
    assert len(ranges) <= 100
    assert all(low <= high for low, high in ranges)


def test_zranges_are_tight_enough_to_help() -> None:
    ranges = zranges((33.3, 35.1, 33.4, 35.2))
    assert sum(high - low + 1 for low, high in ranges) < 2**48 / 100_000


def test_distance() -> None:
    assert distance_m((0, 0), (0, 1)) == pytest.approx(111_195, abs=1)
    assert distance_m((179.9, 0), (-179.9, 0)) == pytest.approx(22_239, abs=1)
    assert distance_m((0, 90), (77, 90)) == pytest.approx(0, abs=1e-6)


def test_a_ring_is_closed_and_as_wide_as_told() -> None:
    ring = place.ring(33.36, 35.17, 25)
    assert ring[0] == ring[-1]
    assert all(abs(distance_m((33.36, 35.17), (lon, lat)) - 25_000) < 250 for lon, lat in ring)


def test_hexagon() -> None:
    assert place.hexagon(33.36, 35.17, 5) == place.hexagon(33.3601, 35.1701, 5)
    assert place.spread_km(1) == 0
    assert place.spread_km(6) is None
