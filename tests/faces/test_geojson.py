"""The GeoJSON face: no doubtful place is ever a sharp point."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import values_of
from shapely.geometry import Point, shape
from store import Store
from thing import Thing

from greenline.core.handling import PUBLIC
from greenline.core.place import SPREAD_KM
from greenline.faces.geojson import collection, feature, geometry
from greenline.registers import REGISTERS

EVERY = {**{noun: one for noun, one in REGISTERS.items() if not one.apart}, "thing": Thing}  # no way out has the others
lons, lats = st.floats(-179, 179), st.floats(-85, 85)


@given(lons, lats, st.integers(1, 7), st.booleans())
def test_geometry_follows_the_precision(lon: float, lat: float, prec: int, coarse: bool) -> None:
    place = {"lon": lon, "lat": lat, "prec": prec, **({"grid_km": 10} if coarse else {})}
    made = geometry(place)
    if prec >= 6:
        assert made is None
        return
    assert made is not None
    assert (made["type"] == "Point") == (prec <= 2 and not coarse)
    form = shape(made)
    assert form.is_valid
    assert form.covers(Point(lon, lat)) or form.distance(Point(lon, lat)) < 1e-5
    if prec > 2:
        wide = (form.bounds[3] - form.bounds[1]) * 111.195 / 2
        assert wide == pytest.approx(SPREAD_KM[prec], rel=0.02)


def test_a_coarse_cell_is_its_square() -> None:
    made = geometry({"lon": 33.0, "lat": 0.0, "prec": 1, "grid_km": 10})
    assert made is not None
    west, south, east, north = shape(made).bounds
    assert (north - south) * 111.195 == pytest.approx(10, rel=0.001)
    assert (east - west) * 111.195 == pytest.approx(10, rel=0.001)


@pytest.mark.parametrize("lon", [-180.0, 180.0, -179.99, 179.99])
@pytest.mark.parametrize("extra", [{"prec": 3}, {"prec": 1, "grid_km": 10}])
def test_areas_at_the_date_line_stay_on_the_earth(lon: float, extra: dict[str, Any]) -> None:
    """RFC 7946 3.1.9: a shape that crosses the date line is cut there."""
    made = geometry({"lon": lon, "lat": 10.0, **extra})
    assert made is not None
    west, _, east, _ = shape(made).bounds
    assert -180 <= west <= east <= 180


@pytest.mark.parametrize("lat", [90.0, -90.0])
def test_areas_at_the_poles_stay_on_the_earth(lat: float) -> None:
    made = geometry({"lon": 0.0, "lat": lat, "prec": 3})
    assert made is not None
    _, south, _, north = shape(made).bounds
    assert -90 <= south <= north <= 90


def test_rings_follow_the_right_hand_rule() -> None:
    for place in ({"prec": 3}, {"prec": 1, "grid_km": 10}):
        made = shape(geometry({"lon": 33.0, "lat": 35.0, **place}))  # type: ignore[arg-type]
        assert made.exterior.is_ccw


def test_no_place_no_geometry() -> None:
    assert geometry(None) is None


@pytest.mark.parametrize("noun", list(EVERY))
def test_every_register(noun: str) -> None:
    register = EVERY[noun]
    store = Store(register)

    @given(values_of(register))
    def holds(values: dict[str, Any]) -> None:
        store.put("XXX-00001", values, register.states()[0])
        record = store.record("XXX-00001")
        body = json.loads("".join(collection(store.shape, [record, record])))
        assert body["type"] == "FeatureCollection"
        assert len(body["features"]) == 2
        (made, _) = body["features"]
        assert (made["type"], made["id"]) == ("Feature", "XXX-00001")
        assert made == json.loads(json.dumps(feature(store.shape, record)))

    holds()


def test_nothing_is_an_empty_collection() -> None:
    body = json.loads("".join(collection(Store(Thing).shape, [])))
    assert body == {"type": "FeatureCollection", "features": []}


def test_the_public_has_cells() -> None:
    store = Store(Thing)
    store.put("THG-00001", {"at": "2025-03-02", "place": [33.361234, 35.171234], "kind": "CFV-SAF"})
    made = feature(store.shape, store.record("THG-00001", PUBLIC))
    assert made["geometry"]["type"] == "Polygon"
    assert "33.361234" not in json.dumps(made)


@pytest.mark.parametrize("prec", [1, 2, 3, 4, 5, 6])
def test_flat_features_have_the_same_geometry(prec: int) -> None:
    import orjson

    from greenline.core.handling import MISSION, PUBLIC
    from greenline.faces.geojson import Flat

    store = Store(Thing)
    for i, (lon, lat) in enumerate(
        [(0, 0), (33.361234, 35.17), (-169.9, 79.9), (179.99, -10), (-180, 89.9), (12, -60)]
    ):
        values = {"at": "2025-03-02", "place": {"lon": lon, "lat": lat, "prec": prec}, "kind": "CFV-SAF"}
        store.put(f"THG-0000{i}", values)
    for audience in (MISSION, PUBLIC):
        for row in store.rows(audience):
            flat = orjson.loads(orjson.dumps(Flat(store.shape, audience, int).feature(row)))
            place = store.shape.values(row)["place"]
            assert flat["geometry"] == orjson.loads(orjson.dumps(geometry(place)))
