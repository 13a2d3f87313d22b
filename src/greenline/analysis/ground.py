"""Where a clause holds: zones and lines with their uncertainty, in each party's own version.

A point is inside, outside, or too near to tell. Distances are metres on a plane laid at the point (equirectangular on
the mean sphere): for the distances at which a line is uncertain that is well within one per cent.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..core.place import KM_PER_DEGREE

IN, OUT, NEAR, OFF = "in", "out", "near", "off"
ALL = "ALL"  # the version that nobody disputes
LEFT, RIGHT = "left", "right"
_M_PER_DEGREE = KM_PER_DEGREE * 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """How a point lies: status, and metres from the edge, positive inside (forward of a line)."""

    status: str
    distance_m: float
    imprecise: bool = False  # it is the place that is not known well, rather than the line


class Edge:
    """Segments of a zone's boundary or of a line in order, each with its own uncertainty in metres."""

    def __init__(self, pieces: Sequence[tuple[Any, float]], own_side: str | None = None) -> None:
        """pieces: (coordinates (n, 2) in degrees, uncertainty in metres); own_side: left or right of a line."""
        ends: list[Any] = []
        spreads: list[Any] = []
        joins: list[Any] = []
        for coordinates, uncertainty in pieces:
            points = np.asarray(coordinates, float)[:, :2]
            joined = bool(ends) and np.array_equal(ends[-1][-1, 2:], points[0])
            segments = np.hstack([points[:-1], points[1:]])
            segments = segments[(segments[:, :2] != segments[:, 2:]).any(axis=1)]
            if not len(segments):
                continue
            ends.append(segments)
            spreads.append(np.full(len(segments), float(uncertainty)))
            joins.append(np.array([joined, *[True] * (len(segments) - 1)]))
        self.segments = np.vstack(ends) if ends else np.empty((0, 4))
        self.uncertainty = np.concatenate(spreads) if spreads else np.empty(0)
        self.joined = np.concatenate(joins) if joins else np.empty(0, bool)  # to the segment before
        self.own_side = own_side

    def nearest(self, lon: float, lat: float) -> tuple[float, int, float, Any]:
        """(metres, segment, where along it from 0 to 1 and beyond, the segments in metres around the point)."""
        scale = np.array([math.cos(math.radians(lat)), 1.0] * 2) * _M_PER_DEGREE
        local = (self.segments - np.array([lon, lat, lon, lat])) * scale
        start, way = local[:, :2], local[:, 2:] - local[:, :2]
        along = -(start * way).sum(axis=1) / (way * way).sum(axis=1)
        foot = start + np.clip(along, 0, 1)[:, None] * way
        square = (foot * foot).sum(axis=1)
        index = int(square.argmin())
        return math.sqrt(float(square[index])), index, float(along[index]), local

    def side(self, lon: float, lat: float) -> tuple[float, float, bool]:
        """(metres left of the line, negative right of it; uncertainty there; whether it is off the line's open end)."""
        distance, index, along, local = self.nearest(lon, lat)
        turned = _cross(local[index])
        other = (
            index - 1 if along <= 0 and self._has(index) else index + 1 if along >= 1 and self._has(index + 1) else -1
        )
        off = other < 0 and not 0 <= along <= 1
        if other >= 0:
            second = _cross(local[other])
            if (turned > 0) != (second > 0):  # in the wedge of a corner: on its outer side
                first, last = sorted((index, other))
                turned = -_turn(local[first], local[last])
        signed = math.copysign(distance, turned)
        return signed, float(self.uncertainty[index]), off

    def _has(self, index: int) -> bool:
        """Whether a segment is joined to the one before."""
        return 0 < index < len(self.joined) and bool(self.joined[index])


def _cross(segment: Any) -> float:
    """Positive when the point (the origin) lies left of a segment."""
    x1, y1, x2, y2 = (float(v) for v in segment)
    return (x2 - x1) * -y1 - (y2 - y1) * -x1


def _turn(first: Any, second: Any) -> float:
    """Positive when a line turns left from one segment to the next."""
    a = (float(first[2] - first[0]), float(first[3] - first[1]))
    b = (float(second[2] - second[0]), float(second[3] - second[1]))
    return a[0] * b[1] - a[1] * b[0]


class Area:
    """A zone as an area, or as a point of unknown extent, with its boundary's uncertainty."""

    def __init__(self, shape: BaseGeometry, uncertainty_m: float, edges: Sequence[tuple[Any, float]] = ()) -> None:
        """edges: better known stretches of its boundary, (coordinates, uncertainty); the nearest one counts."""
        self.shape, self.uncertainty_m = shape, float(uncertainty_m)
        rings = [ring.coords for polygon in _polygons(shape) for ring in (polygon.exterior, *polygon.interiors)]
        self.edge = Edge([(ring, uncertainty_m) for ring in rings])
        self.stretches = Edge(edges) if edges else None
        shapely.prepare(shape)

    @property
    def most_m(self) -> float:
        """The greatest uncertainty of its boundary."""
        known = self.stretches.uncertainty if self.stretches is not None else ()
        return max([self.uncertainty_m, *(float(one) for one in known)])

    def measure(self, lon: float, lat: float) -> tuple[float, float]:
        """(metres inside, negative outside; uncertainty of the boundary there)."""
        if not len(self.edge.segments):  # a point: nobody drew how far it reaches
            scale = math.cos(math.radians(lat))
            point = shapely.centroid(self.shape)
            x, y = (point.x - lon) * scale, point.y - lat
            return -math.hypot(x, y) * _M_PER_DEGREE, self.uncertainty_m
        distance = self.edge.nearest(lon, lat)[0]
        inside = bool(shapely.contains_xy(self.shape, lon, lat))
        uncertainty = self.uncertainty_m
        if self.stretches is not None and len(self.stretches.segments):
            near, index, _, _ = self.stretches.nearest(lon, lat)
            if near <= distance + uncertainty:  # the stretch is this boundary, as drawn elsewhere
                uncertainty = float(self.stretches.uncertainty[index])
        return distance if inside else -distance, uncertainty


def _polygons(shape: BaseGeometry) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]


@dataclass(frozen=True)
class Version:
    """One party's version of a ground: areas, or a line with whose own side it has."""

    held_by: str
    areas: tuple[Area, ...] = ()
    lines: tuple[Edge, ...] = ()

    def locate(self, lon: float, lat: float, spread_m: float) -> Answer:
        """Whether a point, known to within `spread_m`, lies in an area or forward of a line."""
        found = [_judged(*area.measure(lon, lat), spread_m) for area in self.areas]
        lined: list[Answer] = []
        for line in self.lines:
            signed, uncertainty, off = line.side(lon, lat)
            inward = signed if line.own_side == RIGHT else -signed
            told = _judged(inward, uncertainty, spread_m)
            aside = line.own_side is None or (off and told.status != NEAR)
            lined.append(Answer(OFF, told.distance_m) if aside else told)
        if lined:  # of several lines the nearest one tells
            found.append(min(lined, key=lambda answer: abs(answer.distance_m)))
        for status in (IN, NEAR, OFF):
            among = [answer for answer in found if answer.status == status]
            if among:
                return max(among, key=lambda answer: answer.distance_m)
        return max(found, key=lambda answer: answer.distance_m, default=Answer(OFF, 0.0))

    def distance(self, lon: float, lat: float) -> tuple[float, float]:
        """(metres to its line, or to its areas, 0 inside them; the uncertainty there)."""
        found = []
        for line in self.lines:
            signed, uncertainty, _ = line.side(lon, lat)
            found.append((abs(signed), uncertainty))
        for area in self.areas:
            inside, uncertainty = area.measure(lon, lat)
            found.append((max(-inside, 0.0), uncertainty))
        return min(found, default=(math.inf, 0.0))


def _judged(inside_m: float, uncertainty_m: float, spread_m: float) -> Answer:
    if abs(inside_m) <= uncertainty_m:
        return Answer(NEAR, inside_m)
    if abs(inside_m) <= uncertainty_m + spread_m:
        return Answer(NEAR, inside_m, True)
    return Answer(IN if inside_m > 0 else OUT, inside_m)


@dataclass(frozen=True)
class Ground:
    """All versions of the ground of a clause."""

    versions: tuple[Version, ...]

    def of(self, party: str | None) -> Version | None:
        """The version that binds a party: its own, else the one that nobody disputes."""
        held = {version.held_by: version for version in self.versions}
        return held.get(party or "") or held.get(ALL)

    def locate(self, lon: float, lat: float, spread_m: float = 0.0) -> dict[str, Answer]:
        """The answer under each version."""
        return {version.held_by: version.locate(lon, lat, spread_m) for version in self.versions}

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Its areas in all versions."""
        return tuple(area for version in self.versions for area in version.areas)

    @cached_property
    def lined(self) -> bool:
        """Whether lines are part of it: then nothing is far enough away to be left out."""
        return any(version.lines for version in self.versions)


class Index:
    """Which points may lie in which areas, for many of both."""

    def __init__(self, areas: Sequence[Area], widen_m: Sequence[float]) -> None:
        """widen_m: for each area, how far off the points may be beside the area's own uncertainty."""
        self.areas = list(areas)
        outer = [_grown(area.shape, area.most_m + wide) for area, wide in zip(self.areas, widen_m, strict=True)]
        shapely.prepare(outer)
        self.tree = shapely.STRtree(outer)
        self.outer = np.array(outer, dtype=object)

    def near(self, lon: Any, lat: Any) -> tuple[Any, Any]:
        """(indices of points, indices of areas): every pair in which the point is inside or too near to be sure."""
        if not self.areas:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        points, areas = self.tree.query(shapely.points(lon, lat))
        inside = shapely.contains_xy(self.outer[areas], lon[points], lat[points])
        return points[inside], areas[inside]


def _grown(shape: BaseGeometry, by_m: float) -> BaseGeometry:
    """A shape that surely holds everything within so many metres of it."""
    middle = shape.bounds[1] if abs(shape.bounds[1]) > abs(shape.bounds[3]) else shape.bounds[3]
    stretch = max(math.cos(math.radians(middle)), 0.01)
    by = (by_m * 1.02 + 1.0) / _M_PER_DEGREE

    def scaled(factor: float, one: BaseGeometry) -> BaseGeometry:
        return shapely.transform(one, lambda c: c * np.array([factor, 1.0]))

    grown = shapely.buffer(scaled(stretch, shape), by * 1.03, quad_segs=2)
    return scaled(1 / stretch, shapely.simplify(grown, by * 0.02))


def ground_of(rows: Iterable[tuple[str, str, str | None]], zones: Mapping[str, Zone]) -> Ground | None:
    """The ground of (zone code, held by, own side) rows; None when there are none. A code that ends in * stands for all
    that begin so, in the order of their codes; unknown codes are left out (the folder's check tells of them)."""
    held: dict[str, tuple[list[Area], dict[str | None, list[tuple[Any, float]]]]] = {}
    for code, held_by, own_side in rows:
        areas, lines = held.setdefault(held_by or ALL, ([], {}))
        found = named(code, zones)
        areas.extend(zone.area(zones) for zone in found if not zone.lined)
        lines.setdefault(own_side, []).extend(piece for zone in found if zone.lined for piece in zone.pieces())
    versions = tuple(
        Version(name, tuple(areas), tuple(Edge(pieces, side) for side, pieces in lines.items() if pieces))
        for name, (areas, lines) in held.items()
    )
    return Ground(versions) if versions else None


def named(code: str, zones: Mapping[str, Zone]) -> list[Zone]:
    """The zones that a code means."""
    if code.endswith("*"):
        return [zones[name] for name in sorted(zones) if name.startswith(code[:-1])]
    return [zones[code]] if code in zones else []


@dataclass(frozen=True)
class Zone:
    """A feature of the mission's zones: its code, shape, uncertainty, and the codes of the lines that know its boundary
    better."""

    code: str
    shape: BaseGeometry
    uncertainty_m: float
    edges: tuple[str, ...] = ()

    @property
    def lined(self) -> bool:
        """Whether it is a line rather than an area or a point."""
        return "LineString" in str(self.shape.geom_type)

    def pieces(self) -> list[tuple[Any, float]]:
        """Its stretches as (coordinates, uncertainty)."""
        parts = getattr(self.shape, "geoms", [self.shape])
        return [(part.coords, self.uncertainty_m) for part in parts]

    def area(self, zones: Mapping[str, Zone]) -> Area:
        """It as an area, with the better known stretches of its boundary."""
        lines = [zone for code in self.edges for zone in named(code, zones) if zone.lined]
        return Area(self.shape, self.uncertainty_m, [piece for zone in lines for piece in zone.pieces()])


def zones_of(collection: Mapping[str, Any]) -> dict[str, Zone]:
    """The zones of a GeoJSON FeatureCollection by code, as the mission folder checked it."""
    found: dict[str, Zone] = {}
    for feature in collection.get("features", ()):
        told = feature["properties"]
        shape = shapely.geometry.shape(feature["geometry"])
        edges = tuple(told.get("edges") or ())
        found[told["code"]] = Zone(told["code"], shape, float(told["uncertainty_m"]), edges)
    return found
