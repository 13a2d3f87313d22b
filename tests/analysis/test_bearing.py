"""Cross-bearings beside a truth that is known."""

from __future__ import annotations

import math
import random

import pytest

from greenline.analysis.bearing import Fix, NoFix, Ray, cross
from greenline.core.place import EARTH_M

METRES = math.radians(1) * EARTH_M
LON, LAT = 33.0, 35.0
SHRINK = math.cos(math.radians(LAT))


def ray(name: str, east: float, north: float, bearing: float, error: float = 1.0, **more: float) -> Ray:
    return Ray(name, LON + east / METRES / SHRINK, LAT + north / METRES, bearing % 360, error, **more)


def rays(chance: random.Random, posts: int, error: float, ranged: bool = False) -> list[Ray]:
    """Posts anywhere within 15 km of the truth, which lies at LON, LAT."""
    found = []
    for number in range(posts):
        far, way = chance.uniform(500, 15_000), chance.uniform(0, 2 * math.pi)
        east, north = far * math.sin(way), far * math.cos(way)
        told = math.degrees(math.atan2(-east, -north)) + chance.gauss(0, error)
        more = {"low_m": far - 0.3 * far * (share := chance.random()), "high_m": far + 0.3 * far * (1 - share)}
        found.append(ray(str(number), east, north, told, error, **(more if ranged else {})))
    return found


def inside(fix: Fix) -> bool:
    """Whether the ellipse holds the truth."""
    east, north = (LON - fix.lon) * METRES * SHRINK, (LAT - fix.lat) * METRES
    azimuth = math.radians(fix.azimuth_deg)
    along = east * math.sin(azimuth) + north * math.cos(azimuth)
    across = east * math.cos(azimuth) - north * math.sin(azimuth)
    return (along / fix.semi_major_m) ** 2 + (across / fix.semi_minor_m) ** 2 <= 1


@pytest.mark.parametrize("ranged", [False, True])
def test_the_ellipse_holds_the_truth_as_often_as_it_says(ranged: bool) -> None:
    chance = random.Random(11)
    held = []
    for posts in (2, 3, 4, 6):
        for error in (1.0, 4.0, 10.0):
            fixes = [cross(rays(chance, posts, error, ranged)) for _ in range(40)]
            held.extend(inside(fix) for fix in fixes if isinstance(fix, Fix))
    assert len(held) > 350
    assert 0.915 <= sum(held) / len(held) <= 0.985


def test_exact_bearings_meet_in_the_place() -> None:
    fix = cross([ray("a", -3000, 0, 90), ray("b", 0, -4000, 0)])
    assert isinstance(fix, Fix)
    assert (fix.lon, fix.lat) == pytest.approx((LON, LAT), abs=0.0005)
    assert fix.semi_minor_m <= fix.radius_m <= 1.01 * fix.semi_major_m
    assert [name for name, _ in fix.residuals] == ["a", "b"]


def test_a_distance_makes_a_place_of_parallel_bearings() -> None:
    far = {"low_m": 1800.0, "high_m": 2200.0}
    assert isinstance(cross([ray("a", 0, -2000, 0, **far), ray("b", 50, -2000, 0, **far)]), Fix)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([ray("a", 0, 0, 10)], "few"),
        ([ray("a", 0, 0, 10), ray("b", 1, 1, 80)], "one_post"),
        ([ray("a", 0, 0, 10), ray("b", 1000, 0, 11)], "parallel"),
        ([ray("a", 0, 0, 10), ray("b", 1000, 0, 190.5)], "parallel"),
        ([ray("a", -1000, 0, 270), ray("b", 0, 1000, 0)], "diverge"),
        ([ray("a", -1000, 0, 90), ray("b", 0, 1000, 180), ray("c", 5000, 5000, 90)], "disagree"),
    ],
)
def test_no_place_is_told_where_there_is_none(told: list[Ray], reason: str) -> None:
    found = cross(told)
    assert isinstance(found, NoFix)
    assert found.sentence.startswith("No place can be told: ")
    assert found.reason == reason


def test_the_one_that_is_off_is_named() -> None:
    posts = ((-3000.0, 0.0), (0.0, -4000.0), (2000.0, 2000.0), (5000.0, -1000.0))
    told = [ray(str(n), e, s, math.degrees(math.atan2(-e, -s))) for n, (e, s) in enumerate(posts)]
    told.append(ray("off", -2000, 3000, math.degrees(math.atan2(2000, -3000)) + 60))
    fix = cross(told)
    assert isinstance(fix, Fix)
    assert fix.outlier == "off"
    assert (fix.lon, fix.lat) == pytest.approx((LON, LAT), abs=0.001)


def test_an_error_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        cross([ray("a", 0, 0, 0, 0.0), ray("b", 1000, 0, 90)])
