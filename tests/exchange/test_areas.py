"""Named areas from GeoJSON: whole, valid and named once, or told which are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenline.core.errors import BadRequest, Invalid, NotFound
from greenline.exchange.areas import read_areas

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
BOW = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


def feature(geometry: Any = SQUARE, **named: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": named, "geometry": geometry}


def file(folder: Path, body: Any) -> Path:
    found = folder / "areas.geojson"
    found.write_bytes(body if isinstance(body, bytes) else json.dumps(body).encode())
    return found


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_areas_by_the_first_name_there_is(tmp_path: Path) -> None:
    many = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]}
    told = read_areas(file(tmp_path, collection(
        feature(name="North", code="N"), feature(name="", code="S"), feature(many, shapeName="Åst"), feature(id=7)
    )))  # fmt: skip
    assert list(told) == ["North", "S", "Åst", "7"]
    assert told["North"].area == 1


def test_every_feature_that_is_no_area_is_told(tmp_path: Path) -> None:
    bad: list[Any] = [
        feature(), feature(BOW, name="B"), feature({"type": "Point", "coordinates": [0, 0]}, name="P"),
        feature(None, name="N"), feature({"type": "Blob", "coordinates": []}, name="X"),
        feature({"type": "Polygon", "coordinates": [["a"]]}, name="T"), feature({"type": "Polygon"}, name="C"),
        feature({"type": "Polygon", "coordinates": []}, name="E"), None, [], {"properties": ["name"]},
        feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 0]]]}, name="L"),
        feature({"type": "Polygon", "coordinates": [[[0, 0], [1e400, 0], [1, 1], [0, 0]]]}, name="I"),
        feature(name="good"),
    ]  # fmt: skip
    with pytest.raises(Invalid) as told:
        read_areas(file(tmp_path, collection(feature(name="good"), *bad)))
    assert [issue.field for issue in told.value.issues] == [f"feature {n}" for n in range(2, len(bad) + 2)]
    assert told.value.issues[0].code == "no_name"
    assert "twice" in told.value.issues[-1].sentence


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"not json", b"\xff\xfe[\x00]\x00", b"PK\x03\x04", b"[" * 100_000, b"1" * 10_000,
        b'{"features": []}', b'{"features": {"a": 1}}', json.dumps(SQUARE).encode(), b'{"features": [', b"\x00" * 9,
    ],
)  # fmt: skip
def test_no_collection(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(BadRequest, match="no GeoJSON"):
        read_areas(file(tmp_path, body))


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_areas(tmp_path / "none.geojson")
    with pytest.raises(BadRequest):
        read_areas(tmp_path)
