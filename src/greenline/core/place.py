"""Places: WGS 84 points with a precision, cells, distances, and how a place is made coarse.

Precision is UCDP's `where_prec` (GED codebook 19.1): 1 exact, 2 within about 25 km of a named point, 3 second-order
admin unit known, 4 first-order, 5 a line or fuzzy area, 6 country only, 7 international. A place of precision 3 or
worse is never drawn as a sharp point: `SPREAD_KM` says how wide it is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import h3
from pydantic_core import core_schema

EARTH_M = 6_371_008.8  # mean radius, IUGG
KM_PER_DEGREE = 111.195  # of latitude, on that sphere
# Kilometres around the point; 2 is UCDP's own figure, 3 to 5 are drawing widths of ours, 6 and 7 are not drawn.
SPREAD_KM: dict[int, float | None] = {1: 0.0, 2: 25.0, 3: 40.0, 4: 100.0, 5: 40.0, 6: None, 7: None}
DECIMALS = 7  # about a centimetre
_Z_BITS = 24
_KEYS = ("lon", "lat", "prec", "name")


@dataclass(frozen=True, slots=True)
class Place:
    """A point in degrees and how well it is known; `name` is the place's neutral (double) name, if any."""

    lon: float
    lat: float
    prec: int = 1
    name: str = ""

    def plain(self) -> dict[str, Any]:
        """The place as its JSON object."""
        body: dict[str, Any] = {"lon": self.lon, "lat": self.lat, "prec": self.prec}
        if self.name:
            body["name"] = self.name
        return body

    @classmethod
    def parse(cls, value: Any) -> Place:
        """Read a place from `{lon, lat, prec, name}`, `[lon, lat]` or a GeoJSON Point. Raises ValueError."""
        if isinstance(value, Place):
            return value
        if isinstance(value, dict) and value.get("type") == "Point":
            value = value.get("coordinates")
        if isinstance(value, list | tuple):
            if len(value) not in (2, 3):
                raise ValueError("A point is [longitude, latitude].")
            value = {"lon": value[0], "lat": value[1]}
        if not isinstance(value, dict):
            raise ValueError('A place is an object with lon and lat, for example {"lon": 33.36, "lat": 35.17}.')
        unknown = sorted(str(key) for key in value if key not in _KEYS)
        if unknown:
            raise ValueError(f"A place has lon, lat, prec and name; not {', '.join(unknown)}.")
        lon, lat = _degrees(value.get("lon"), "longitude", 180), _degrees(value.get("lat"), "latitude", 90)
        prec = value.get("prec")
        prec = 1 if prec is None else prec
        if isinstance(prec, bool) or not isinstance(prec, int | float) or prec not in SPREAD_KM:
            raise ValueError(f"Place precision is 1 (exact) to 7 (international), not {prec!r}.")
        name = value.get("name")
        name = "" if name is None else name
        if not isinstance(name, str) or len(name) > 300 or "\x00" in name or not name.isprintable():
            raise ValueError("The name of a place is one line of at most 300 characters.")
        return cls(lon, lat, int(prec), name)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(cls.plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        whole = {
            "type": "object",
            "properties": {
                "lon": {"type": "number", "minimum": -180, "maximum": 180},
                "lat": {"type": "number", "minimum": -90, "maximum": 90},
                "prec": {"type": "integer", "minimum": 1, "maximum": 7, "default": 1},
                "name": {"type": "string", "maxLength": 300},
            },
            "required": ["lon", "lat"],
            "additionalProperties": False,
        }
        pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3}
        return {"anyOf": [whole, pair], "title": "Place"}


def _degrees(value: Any, name: str, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"The {name} is missing." if value is None else f"The {name} {value!r} is no number.")
    if not -most <= value <= most:
        raise ValueError(f"The {name} {value} is outside -{most} to {most}.")
    return round(float(value), DECIMALS) + 0.0


def priogrid(lon: float, lat: float) -> int:
    """PRIO-GRID cell id (half a degree, 1 to 259,200); an edge belongs to the north-east cell."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def priogrid_centre(gid: int) -> tuple[float, float]:
    """(lon, lat) of the centre of a PRIO-GRID cell. Raises ValueError outside 1 to 259,200."""
    if not 1 <= gid <= 259_200:
        raise ValueError(f"{gid} is no PRIO-GRID cell (1 to 259200).")
    row, column = divmod(gid - 1, 720)
    return -180 + (column + 0.5) * 0.5, -90 + (row + 0.5) * 0.5


def hexagon(lon: float, lat: float, resolution: int) -> str:
    """The H3 cell (resolution 0 to 15) that holds a point."""
    return str(h3.latlng_to_cell(lat, lon, resolution))


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in metres between two (lon, lat) points (haversine on the mean sphere)."""
    lon1, lat1, lon2, lat2 = (math.radians(v) for v in (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(h)))


def coarse(lon: float, lat: float, grid_km: float) -> tuple[float, float]:
    """Centre of the cell of about `grid_km` by `grid_km` that holds a point; every point of a cell gives the same."""
    step = grid_km / KM_PER_DEGREE
    row = min(math.floor((lat + 90) / step), math.ceil(180 / step) - 1)
    centre_lat = min(-90 + (row + 0.5) * step, 90.0)
    columns = max(1, round(360 * math.cos(math.radians(centre_lat)) / step))
    column = min(math.floor((lon + 180) / 360 * columns), columns - 1)
    return round(-180 + (column + 0.5) * 360 / columns, 5), round(centre_lat, 5)


def zcode(lon: float, lat: float) -> int:
    """Morton code of a point: near points mostly have near codes, so a plain index serves a box."""
    return _spread(_step(lon + 180, 360)) | _spread(_step(lat + 90, 180)) << 1


def zranges(box: tuple[float, float, float, float], most: int = 100) -> list[tuple[int, int]]:
    """Ranges of Morton codes that together cover a box (west, south, east, north), joined from at most `most` cells.

    A box whose west lies east of its east crosses the date line. The cover may be wider than the box: test again.
    """
    west, south, east, north = box
    if west > east:
        half = most // 2
        return zranges((west, south, 180.0, north), half) + zranges((-180.0, south, east, north), half)
    low = _step(west + 180, 360), _step(south + 90, 180)
    high = _step(east + 180, 360), _step(north + 90, 180)
    side = max(high[0] - low[0], high[1] - low[1], 1)
    level = min(max(side.bit_length() - 4, 0), _Z_BITS)  # cells of this size cut the box into a few
    while ((high[0] >> level) - (low[0] >> level) + 1) * ((high[1] >> level) - (low[1] >> level) + 1) > most:
        level += 1
    return list(_joined(sorted(_cells(low, high, level))))


def _cells(low: tuple[int, int], high: tuple[int, int], level: int) -> Iterator[tuple[int, int]]:
    for x in range(low[0] >> level, (high[0] >> level) + 1):
        for y in range(low[1] >> level, (high[1] >> level) + 1):
            first = (_spread(x) | _spread(y) << 1) << (2 * level)
            yield first, first + (1 << (2 * level)) - 1


def _joined(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first, last = ranges[0]
    for low, high in ranges[1:]:
        if low > last + 1:
            yield first, last
            first = low
        last = high
    yield first, last


def _step(value: float, span: float) -> int:
    return min(max(int(value / span * (1 << _Z_BITS)), 0), (1 << _Z_BITS) - 1)


def _spread(x: int) -> int:
    """Put a zero between the bits of a 24-bit number."""
    return _ZEROS[x & 0xFFF] | _ZEROS[x >> 12] << 24


# The 12-bit numbers with a zero between their bits.
_ZEROS = [sum((x >> bit & 1) << 2 * bit for bit in range(12)) for x in range(4096)]


def spread_km(prec: int) -> float | None:
    """How wide (radius, km) a place of this precision is drawn; None: not on a map."""
    return SPREAD_KM.get(prec)


def ring(lon: float, lat: float, radius_km: float, corners: int = 32) -> list[list[float]]:
    """A closed ring of [lon, lat] around a point, for drawing a place that is not sharply known."""
    lift = radius_km / KM_PER_DEGREE
    stretch = lift / max(math.cos(math.radians(lat)), 0.01)
    angles = [2 * math.pi * i / corners for i in range(corners)]
    points = [[round(lon + stretch * math.cos(a), 6), round(lat + lift * math.sin(a), 6)] for a in angles]
    return [*points, points[0]]
