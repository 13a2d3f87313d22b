"""What lies in a box of degrees, as conditions on an audience's view: places centred in it, or areas that touch it.

The areas are those that faces/geojson.py draws: a disc around a place not sharply known, the cell of a coarse one.
"""

from __future__ import annotations

import math

from sqlalchemy import ColumnElement, Table, and_, case, or_

from ..core.place import KM_PER_DEGREE, SPREAD_KM
from .geojson import SHARP
from .table import nowhere

Box = tuple[float, float, float, float]  # west, south, east, north; west beyond east crosses the date line
_DISCS = {prec: km / KM_PER_DEGREE for prec, km in SPREAD_KM.items() if km is not None and prec > SHARP}
_INNER = math.cos(math.pi / 32)  # a disc is drawn with 32 corners: what is nearer than its sides is surely inside


def centred(view: Table, where: str, box: Box) -> ColumnElement[bool]:
    """Places whose point lies in the box."""
    _, south, _, north = box
    lat = view.c[f"{where}__lat"]
    return and_(_between(view, where, box), lat >= south, lat <= north)


def touching(view: Table, where: str, box: Box) -> ColumnElement[bool]:
    """Places whose geometry has a point in common with the box; those without one do not (see `nowhere`).

    Plain arithmetic, the cosine too: not every SQLite knows one.
    """
    west, south, east, north = box
    lon, lat, prec = (view.c[f"{where}__{part}"] for part in ("lon", "lat", "prec"))
    to_west = case((lon <= west, west - lon), else_=west + 360 - lon)
    to_east = case((lon >= east, lon - east), else_=lon + 360 - east)
    off = case((_between(view, where, box), 0.0), (to_west < to_east, to_west), else_=to_east) * _cosine(lat)
    up = case((lat < south, south - lat), (lat > north, lat - north), else_=0.0)
    discs = [and_(prec == p, off * off + up * up <= (lift * _INNER) ** 2) for p, lift in _DISCS.items()]
    half = view.c[f"{where}__grid_km"] / (2 * KM_PER_DEGREE)
    cell = and_(prec <= SHARP, off <= half, up <= half)
    return and_(or_(centred(view, where, box), cell, *discs), ~nowhere(view, where))


def widened(box: Box, grid_km: float) -> Box:
    """The box with a margin as wide as any area reaches, for looking up the points of areas that may touch it."""
    west, south, east, north = box
    reach = max(*_DISCS.values(), grid_km / (2 * KM_PER_DEGREE))
    south, north = max(south - reach, -90.0), min(north + reach, 90.0)
    aside = reach / max(math.cos(math.radians(max(abs(south), abs(north)))), 0.01)
    if (east - west) % 360 + 2 * aside >= 360 or east - west >= 360:
        return -180.0, south, 180.0, north
    return _turned(west - aside), south, _turned(east + aside), north


def _turned(lon: float) -> float:
    return lon + 360 if lon < -180 else lon - 360 if lon > 180 else lon


def _between(view: Table, where: str, box: Box) -> ColumnElement[bool]:
    west, _, east, _ = box
    lon = view.c[f"{where}__lon"]
    return or_(lon >= west, lon <= east) if west > east else and_(lon >= west, lon <= east)


def _cosine(lat: ColumnElement[float]) -> ColumnElement[float]:
    """The cosine of a latitude in degrees to 0.00003, never below 0.01: as wide as anything is drawn near a pole."""
    square = lat * lat * math.radians(1) ** 2
    cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))
    return case((cosine < 0.01, 0.01), else_=cosine)


__all__ = ["Box", "centred", "touching", "widened"]
