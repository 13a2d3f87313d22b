"""Geometry against plain truths, and what falls through the sieve against asking everything."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.bulk import Columns, Sieve
from greenline.analysis.compliance import on_incident
from greenline.analysis.facts import Bound, Clause, Fact, Force, Span, Taker, World
from greenline.analysis.ground import IN, NEAR, OFF, OUT, Area, Edge, Ground, Version, ground_of, zones_of

DEGREE_M = 111_195.0
SQUARE = shapely.box(33.0, 35.0, 33.4, 35.2)
ALWAYS = Force(Span(0, 2**40), Span(0, 2**40))


def line(*points: tuple[float, float], side: str = "right", uncertainty: float = 100.0) -> Version:
    return Version("ALL", (), (Edge([(points, uncertainty)], side),))


def test_distance_to_a_meridian_and_a_parallel() -> None:
    edge = Edge([([(33.0, 35.0), (34.0, 35.0)], 10.0)])
    north = edge.nearest(33.5, 35.01)
    assert north[0] == pytest.approx(0.01 * DEGREE_M, rel=1e-3)
    upright = Edge([([(33.0, 34.0), (33.0, 36.0)], 10.0)])
    east = upright.nearest(33.01, 35.0)
    assert east[0] == pytest.approx(0.01 * DEGREE_M * math.cos(math.radians(35)), rel=1e-3)


@pytest.mark.parametrize(
    ("lat", "side", "status"),
    [(35.01, "right", IN), (34.99, "right", OUT), (35.01, "left", OUT), (34.99, "left", IN), (35.0005, "right", NEAR)],
)
def test_forward_of_a_line(lat: float, side: str, status: str) -> None:
    assert line((33.0, 35.0), (34.0, 35.0), side=side).locate(33.5, lat, 0.0).status == status


def test_off_the_end_nothing_is_said() -> None:
    told = line((33.0, 35.0), (34.0, 35.0))
    assert told.locate(34.5, 35.1, 0.0).status == OFF
    assert told.locate(33.99, 35.1, 0.0).status == IN


@given(st.floats(-180, 180))
def test_the_wedge_of_a_corner_lies_on_its_outer_side(angle: float) -> None:
    """Whichever way a line turns, a point behind the corner is on the outer side of the turn."""
    if abs(angle) < 5 or abs(angle) > 175:
        return
    bend = (33.5 + 0.2 * math.cos(math.radians(angle)), 0.2 * math.sin(math.radians(angle)))
    edge = Edge([([(33.3, 0.0), (33.5, 0.0), bend], 1.0)])
    half = math.radians(angle / 2)
    behind = (math.cos(half - math.copysign(math.pi / 2, angle)), math.sin(half - math.copysign(math.pi / 2, angle)))
    signed, _, off = edge.side(33.5 + 0.01 * behind[0], 0.01 * behind[1])
    assert not off
    assert (signed < 0) == (angle > 0)  # a left turn has its outer side on the right


def test_own_uncertainty_stretch_by_stretch() -> None:
    told = Version(
        "ALL", (), (Edge([([(33.0, 35.0), (33.5, 35.0)], 50.0), ([(33.5, 35.0), (34.0, 35.0)], 2000.0)], "right"),)
    )
    assert told.locate(33.2, 35.005, 0.0).status == IN
    assert told.locate(33.8, 35.005, 0.0).status == NEAR
    assert told.locate(33.5, 35.1, 0.0).status == IN  # the stretches are one line


def test_areas_and_points() -> None:
    area = Area(SQUARE, 100)
    assert area.measure(33.2, 35.1)[0] > 0
    assert area.measure(33.2, 35.3)[0] == pytest.approx(-0.1 * DEGREE_M, rel=1e-3)
    bare = Version("ALL", (Area(shapely.Point(33.2, 35.1), 5000),))
    assert bare.locate(33.2, 35.1, 0.0).status == NEAR
    assert bare.locate(33.2, 35.2, 0.0).status == OUT


def test_better_known_stretches_of_a_boundary() -> None:
    collection: dict[str, Any] = {"features": [
        {"properties": {"code": "BZ", "uncertainty_m": 2000, "edges": ["N"]},
         "geometry": shapely.geometry.mapping(SQUARE)},
        {"properties": {"code": "N", "uncertainty_m": 100},
         "geometry": {"type": "LineString", "coordinates": [[33.0, 35.2], [33.4, 35.2]]}},
    ]}  # fmt: skip
    ground = ground_of([("BZ", "", None)], zones_of(collection))
    assert ground is not None
    assert ground.locate(33.2, 35.195)["ALL"].status == IN  # 550 m inside the edge that is known to 100 m
    assert ground.locate(33.2, 35.005)["ALL"].status == NEAR  # as far inside one known to 2 km


def clause(number: int, ground: Ground | None, term: str) -> Clause:
    return Clause(
        f"PRV-{number:05}", number, f"P-{number}", term, ALWAYS, (Bound("A"), Bound("B")), ground,
        weapons=("mortar",) * (term == "withdraw_weapons"),
        distance_m=5000.0 if term == "withdraw_weapons" else None,
    )  # fmt: skip


def test_the_sieve_lets_everything_through_that_touches() -> None:
    """Every pair that gives an opinion when asked plainly is among those that the sieve lets through."""
    chance = random.Random(3)
    terms = [
        "stay_out",
        "no_small_arms_fire",
        "no_construction",
        "withdraw_weapons",
        "no_forward_movement",
        "no_overflight",
    ]
    clauses = []
    for number in range(40):
        lon, lat = chance.uniform(32.5, 34.5), chance.uniform(34.5, 35.5)
        shape = shapely.Point(lon, lat).buffer(chance.uniform(0.02, 0.2), quad_segs=15)
        term = terms[number % len(terms)]
        if term == "no_forward_movement":
            ground: Ground | None = Ground((line((lon, lat), (lon + 0.3, lat + 0.1)),))
        else:
            ground = (
                None if number % 7 == 0 else Ground((Version("ALL", (Area(shape, chance.choice([50, 500, 3000])),)),))
            )
        clauses.append(clause(number, ground, term))
    kinds = ["CFV-SAF", "CFV-INC", "CFV-CON", "CFV-WPN", "CFV-MOV", "CFV-AIR", "CRM-HOM"]
    facts = []
    for number in range(1500):
        place = None if number % 50 == 0 else (chance.uniform(32.0, 35.0), chance.uniform(34.0, 36.0))
        told = (chance.choice(kinds), *([chance.choice(kinds)] if number % 5 == 0 else []))
        spread = chance.choice([0.0, 0.0, 0.0, 25_000.0, None])
        facts.append(
            Fact(
                f"INC-{number:05}",
                number,
                "registered",
                told,
                Span(10, 11),
                place,
                spread,
                (Taker("A", "actor"),),
                ("mortar",),
            )
        )
    page = Columns(
        [fact.kinds for fact in facts],
        np.array([fact.place[0] if fact.place else np.nan for fact in facts]),
        np.array([fact.place[1] if fact.place else np.nan for fact in facts]),
        np.array([np.inf if fact.spread_m is None else fact.spread_m for fact in facts]),
    )
    world = World(parties=frozenset("AB"))
    through = {(point, number) for point, numbers in Sieve(clauses).pairs(page) for number in numbers}
    plain = {
        (point, number)
        for point, fact in enumerate(facts)
        for number, one in enumerate(clauses)
        if list(on_incident(one, fact, world))
    }
    assert len(plain) > 300
    assert plain <= through
    assert len(through) < 2 * len(plain)  # and it does hold most things back
