"""Shapes: a line walked or an area watched, as Well-Known Text (OGC 06-103r4) in WGS 84 degrees, longitude first."""

from __future__ import annotations

import re
from functools import lru_cache

import shapely
from shapely.geometry.base import BaseGeometry

MOST_POINTS = 1000
MOST_LENGTH = 60_000
DECIMALS = 6  # about ten centimetres
_KINDS = ("LineString", "Polygon", "MultiLineString", "MultiPolygon")
_NOT = re.compile(r"nan|inf", re.IGNORECASE)
_TEXT = re.compile(r"[A-Za-z0-9 ,.()+\-\s]*\Z")


@lru_cache(maxsize=4096)
def read_shape(text: str) -> BaseGeometry:
    """The line or area that a Well-Known Text tells. Raises ValueError with a sentence for people."""
    if len(text) > MOST_LENGTH or not _TEXT.match(text) or _NOT.search(text):
        raise ValueError("A shape is Well-Known Text such as POLYGON ((33 35, 33.1 35, 33.1 35.1, 33 35)).")
    try:
        shape = shapely.from_wkt(text)
    except (shapely.errors.ShapelyError, ValueError) as error:
        words = str(error).splitlines()[0][:120]
        raise ValueError(f"This is no Well-Known Text: {words}.") from None
    if shape.geom_type not in _KINDS or shape.is_empty:
        raise ValueError(f"A shape is a line or an area, not {'empty' if shape.is_empty else shape.geom_type}.")
    if shape.has_z or getattr(shape, "has_m", False):
        shape = shapely.force_2d(shape)
    points = shapely.get_coordinates(shape)
    if len(points) > MOST_POINTS:
        raise ValueError(f"A shape has at most {MOST_POINTS} points, not {len(points)}.")
    if not (abs(points[:, 0]) <= 180).all() or not (abs(points[:, 1]) <= 90).all():
        raise ValueError("The points of a shape are longitude then latitude, in degrees.")
    if not shape.is_valid:
        raise ValueError(f"The outline crosses itself: {shapely.is_valid_reason(shape)}.")
    return shape


def write_shape(shape: BaseGeometry) -> str:
    """A line or an area as Well-Known Text with six decimals, as it is kept."""
    return str(shapely.to_wkt(shapely.transform(shape, lambda p: p.round(DECIMALS) + 0.0), DECIMALS, trim=True))
