"""In which sector of the mission's map something lies: only where its place, as it is told, leaves no doubt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import shapely
from shapely.geometry import shape

from ...core.place import KM_PER_DEGREE, ring, spread_km
from ...mission import Mission

SECTOR = "sector"


class Sectors:
    """The drawn sectors of a mission: areas of the kind `sector` of its zones."""

    def __init__(self, mission: Mission) -> None:
        self.mission = mission

    @cached_property
    def areas(self) -> dict[str, Any]:
        """The areas by the sector's code."""
        found: dict[str, list[Any]] = {}
        for zone in self.mission.zones.get("features", ()):
            told, form = zone["properties"], shape(zone["geometry"])
            if told.get("kind") == SECTOR and form.geom_type in ("Polygon", "MultiPolygon"):
                found.setdefault(str(told.get("code")), []).append(form)
        joined = {code: shapely.union_all(forms) for code, forms in sorted(found.items())}
        for form in joined.values():
            shapely.prepare(form)
        return joined

    def name(self, code: str, language: str) -> str:
        """A sector's name in a language, else in English, else its code."""
        for zone in self.mission.zones.get("features", ()):
            told = zone["properties"]
            if told.get("kind") == SECTOR and told.get("code") == code and isinstance(told.get("name"), dict):
                return str(told["name"].get(language) or told["name"].get("en") or code)
        return code

    def of(self, place: Mapping[str, Any] | None) -> str | None:
        """The one sector that holds a place with all that it may be off; None where there is none or it is not sure."""
        if place is None or not self.areas:
            return None
        wide = extent(place)
        if wide is None:
            return None
        holding = [code for code, area in self.areas.items() if area.covers(wide)]
        return holding[0] if len(holding) == 1 else None


def extent(place: Mapping[str, Any]) -> Any:
    """The point, circle or cell that a place as it is told may lie in; None: nowhere that could be drawn."""
    lon, lat, spread = place["lon"], place["lat"], spread_km(place["prec"])
    if spread is None:
        return None
    cell = place.get("grid_km") or 0
    if cell:
        high = cell / 2 / KM_PER_DEGREE
        wide = high / max(math.cos(math.radians(lat)), 0.01)
        area = shapely.box(lon - wide, lat - high, lon + wide, lat + high)
        return area if not spread else shapely.union(area, shapely.Polygon(ring(lon, lat, spread + cell)))
    return shapely.Polygon(ring(lon, lat, spread)) if spread else shapely.Point(lon, lat)
