"""A register as GeoJSON. A place that is not sharply known is an area, never a point; one known by country only has
no geometry, and a coarse place is its cell."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson

from ..core.handling import Audience
from ..core.place import KM_PER_DEGREE, ring, spread_km
from .table import RegisterTable

SHARP = 2  # places of this precision or better are points


def feature(shape: RegisterTable, record: Mapping[str, Any]) -> dict[str, Any]:
    """One record as a feature; its values are the properties."""
    values = dict(record["values"])
    where = shape.register.seen.where
    place = values.get(where) if where else None
    properties = {"register": record["register"], "state": record["state"], "version": record["version"]}
    properties |= {"recorded_at": record["recorded_at"], **values}
    if record.get("flags"):
        properties["flags"] = record["flags"]
    return {"type": "Feature", "id": record["ref"], "geometry": geometry(place), "properties": properties}


class Flat:
    """Features for map programs: a property a column, named as in a sheet, unknown ones null, so that a program that
    looks at one page only learns of all of them. Read straight off the rows of an audience's view; what the audience
    never sees is not named. `name` gives the name that the audience knows a version by."""

    def __init__(self, shape: RegisterTable, audience: Audience, name: Callable[[int], int]) -> None:
        self.name = name
        self.noun = shape.register.noun
        self.place = [f"{shape.register.seen.where}__{part}" for part in ("lon", "lat", "prec", "grid_km")]
        self.columns = [
            (f"{leaf.path}{'.' if part else ''}{part}", f"{leaf.column}{'__' if part else ''}{part}", leaf.field.kind)
            for leaf in shape.leaves
            if leaf.marking.lowest <= audience.clearance or leaf.marking.grid_km
            for part in _PARTS.get(leaf.field.kind, ("",))
        ]

    def feature(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row as a feature; lists are passed on as the JSON they are kept in."""
        told: dict[str, Any] = {"register": self.noun, "state": row["state"], "version": self.name(row["from_pos"])}
        told["recorded_at"] = row["recorded_at"]
        if row["flags"]:
            told["flags"] = row["flags"].split("\n")
        for name, column, kind in self.columns:
            value = row[column]
            if value is not None and kind in _LISTS:
                value = orjson.Fragment(value)
            elif value is not None and kind == "flag":
                value = bool(value)
            told[name] = value
        return {"type": "Feature", "id": row["ref"], "geometry": self._geometry(row), "properties": told}

    def _geometry(self, row: Mapping[str, Any]) -> Any:
        lon, lat, prec, grid_km = (row[column] for column in self.place)
        if lon is None:
            return None
        if prec > SHARP and (radius := spread_km(prec)) is not None and abs(lon) < 170 and abs(lat) < 80:
            return orjson.Fragment(_disc(lon, lat, radius))  # the same as below, quicker
        return geometry({"lon": lon, "lat": lat, "prec": prec, "grid_km": grid_km})


@lru_cache(maxsize=20_000)  # many things happen in one town
def _disc(lon: float, lat: float, radius_km: float) -> str:
    """The ring around a place as the text of its GeoJSON: writing 66 numbers at once costs a fifth of rounding each."""
    lift = radius_km / KM_PER_DEGREE
    wide = lift / max(math.cos(math.radians(lat)), 0.01)
    return _RING % tuple(n for x, y in _CIRCLE for n in (lon + wide * x, lat + lift * y))


_CIRCLE = [(math.cos(2 * math.pi * i / 32), math.sin(2 * math.pi * i / 32)) for i in (*range(32), 0)]
_RING = '{"type":"Polygon","coordinates":[[' + ",".join(["[%.6f,%.6f]"] * 33) + "]]}"
_PARTS = {"moment": ("start", "end", "prec"), "place": ("lon", "lat", "prec", "name", "grid_km")}
_LISTS = ("codes", "refs", "group")


def geometry(place: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A place as a Point, as a disc, as a cell, or none."""
    if place is None:
        return None
    lon, lat = place["lon"], place["lat"]
    radius = spread_km(place["prec"])
    if radius is None:
        return None
    if place["prec"] > SHARP:
        return _area(ring(lon, lat, radius))
    grid_km = place.get("grid_km")
    if grid_km:
        return _area(_square(lon, lat, grid_km))
    return {"type": "Point", "coordinates": [lon, lat]}


def _area(corners: list[list[float]]) -> dict[str, Any]:
    """A polygon from its ring; one that crosses the date line or a pole is cut there (RFC 7946, 3.1.9)."""
    if all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in corners):
        return {"type": "Polygon", "coordinates": [corners]}
    from shapely import affinity, union_all
    from shapely.geometry import Polygon, box, mapping
    from shapely.geometry.polygon import orient

    earth, whole = box(-180, -90, 180, 90), Polygon(corners)
    cut = union_all([affinity.translate(whole, xoff=turn).intersection(earth) for turn in (-360, 0, 360)])
    parts = [orient(part) for part in getattr(cut, "geoms", [cut]) if isinstance(part, Polygon) and part.area]
    if len(parts) == 1:
        return dict(mapping(parts[0]))
    return {"type": "MultiPolygon", "coordinates": [mapping(part)["coordinates"] for part in parts]}


def _square(lon: float, lat: float, grid_km: float) -> list[list[float]]:
    half = grid_km / KM_PER_DEGREE / 2
    wide = half / max(math.cos(math.radians(lat)), 0.01)
    corners = [(-wide, -half), (wide, -half), (wide, half), (-wide, half), (-wide, -half)]
    return [[round(lon + x, 6), round(lat + y, 6)] for x, y in corners]


def collection(
    shape: RegisterTable, records: Iterable[Mapping[str, Any]], about: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The pieces of a FeatureCollection, streamed; what it says of itself is a member of its own (RFC 7946, 6.1)."""
    told = f'"about":{orjson.dumps(dict(about)).decode()},' if about else ""
    yield f'{{"type":"FeatureCollection",{told}"features":['
    first = True
    for record in records:
        yield ("" if first else ",\n") + orjson.dumps(feature(shape, record)).decode()
        first = False
    yield "]}\n"
