"""Outlines with few points: of ground that was seen never more than was seen, of ground that was not never less."""

from __future__ import annotations

from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

_FIRST = 1e-5  # degrees, about a metre
_ROUNDS = 14


def inside(shape: BaseGeometry, most: int) -> BaseGeometry | None:
    """An area within `shape` of at most `most` points; None when nothing is left of it.

    It is made smaller by as much as the simpler outline may be off, so that it reaches nowhere beyond.
    """
    return _fewer(shape, most, -1)


def around(shape: BaseGeometry, most: int) -> BaseGeometry | None:
    """An area of at most `most` points that holds all of `shape`; None when there is nothing to hold."""
    return _fewer(shape, most, 1)


def area_of(shapes: Iterable[BaseGeometry]) -> BaseGeometry | None:
    """The union of areas; None when there are none."""
    whole = _areas(shapely.union_all(list(shapes)))
    return None if whole.is_empty else whole


def _fewer(shape: BaseGeometry, most: int, sign: int) -> BaseGeometry | None:
    found, off = _areas(shape), _FIRST
    for _ in range(_ROUNDS):
        if shapely.get_num_coordinates(found) <= most:
            return None if found.is_empty else found
        found = _areas(shape.buffer(sign * off, join_style="mitre").simplify(off))
        off *= 2
    return None if found.is_empty or sign < 0 else _areas(shape).envelope


def _areas(shape: BaseGeometry) -> BaseGeometry:
    """The areas of a shape, valid; lines and points that came along are left out."""
    parts = [p for p in shapely.get_parts(shapely.make_valid(shape)) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.Polygon()
