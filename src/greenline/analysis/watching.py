"""Which ground a window watched, from when to when: looks, areas, ranges, night, cloud and what stood in the way.

A window is made of pieces, each an area watched for a stretch of time. What is not known to have been watched is not in
a piece: between two looks that are far apart in time, beyond the range, in the dark for eyes, behind a mask.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ..core.light import parts
from ..core.moment import from_plain
from ..core.place import KM_PER_DEGREE
from ..core.shape import read_shape
from .facts import Span

GAP_S = 3600  # between two looks longer apart nobody knows where the watcher went
MOST_STEPS = 50  # of a walked line whose times are not known
CLEAR = 0.0
_M = KM_PER_DEGREE * 1000
_ROUND = 6  # corners a quarter of a circle


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a sensor sees in metres by day and by night, whether cloud takes its sight, and whether the dark does,
    also of ground that is drawn."""

    day_m: float
    night_m: float
    cloud: bool = False
    light: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Ground that was watched for a stretch of time; not `sure`: perhaps only, for cloud may have lain over it."""

    span: Span
    ground: BaseGeometry
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Watch:
    """A window as coverage needs it. `told` is the time it says it lasted; no pieces: nobody knows which ground."""

    ref: str
    pos: int
    means: str
    told: Span
    pieces: tuple[Piece, ...] = ()
    reports: tuple[str, ...] = ()


def watch_of(
    ref: str, pos: int, values: Mapping[str, Any], zones: Mapping[str, BaseGeometry], reaches: Mapping[str, Reach]
) -> Watch:
    """A window's values (as the API gives them) as a watch.

    zones: the mission's areas and lines by code; reaches: by code of `sensor_kind`.
    """
    told = _span(values["watched_at"])
    reach = reaches.get(values.get("sensor") or "people", Reach(0, 0))
    if values.get("range_m") is not None:
        most = float(values["range_m"])
        reach = replace(reach, day_m=most, night_m=min(most, reach.night_m) if reach.night_m < reach.day_m else most)
    sure = not (reach.cloud and values.get("cloud_pct") != CLEAR and not _outlined(values))
    found = (Piece(span, ground, sure) for span, ground in _pieces(values, told, zones, reach) if not ground.is_empty)
    shadows = [_Shadow.of(one, told, zones) for one in values.get("blind") or ()]
    cut = tuple(_cut(found, shadows))
    return Watch(ref, pos, str(values["means"]), told, cut, tuple(values.get("reports") or ()))


def middle_of(values: Mapping[str, Any], zones: Mapping[str, BaseGeometry]) -> tuple[float, float] | None:
    """A point (lon, lat) of what a window watched, or was to: its place, its ground, the first of its looks."""
    place = values.get("place")
    if place and place.get("prec", 1) == 1:
        return place["lon"], place["lat"]
    drawn = read_shape(values["area"]) if values.get("area") else zones.get(values.get("zone") or "")
    if drawn is None:
        for look in values.get("looks") or ():
            if look.get("place"):
                return look["place"]["lon"], look["place"]["lat"]
            if look.get("area"):
                drawn = read_shape(look["area"])
                break
    if drawn is None:
        return None
    inner = drawn.representative_point()
    return inner.x, inner.y


def _span(moment: Mapping[str, Any]) -> Span:
    held = from_plain(dict(moment))
    return Span(held.since_s, held.until_s)


def _outlined(values: Mapping[str, Any]) -> bool:
    """Whether the clouds of a pass are drawn, so that the rest is known to have been clear."""
    drawn = [one for one in values.get("blind") or () if one.get("why") == "cloud" and (one.get("area"))]
    return bool(drawn) and values.get("cloud_pct") is not None


def _pieces(
    values: Mapping[str, Any], told: Span, zones: Mapping[str, BaseGeometry], reach: Reach
) -> Iterator[tuple[Span, BaseGeometry]]:
    """Areas with their times, before anything is taken away."""
    looks = [one for one in values.get("looks") or () if one.get("at")]
    if looks:
        yield from _looked(looks, told, reach)
        return
    area = read_shape(values["area"]) if values.get("area") else zones.get(values.get("zone") or "")
    if area is not None and area.geom_type in ("Polygon", "MultiPolygon"):
        yield from _lit(told, area, reach)
    elif area is not None and area.geom_type != "Point":
        yield from _walked(area, told, reach)
    elif values.get("place") or area is not None:
        at = values.get("place") or {"lon": area.x, "lat": area.y, "prec": 1}  # type: ignore[union-attr]
        if at.get("prec", 1) == 1:
            view = (values.get("facing_deg"), values.get("view_deg"))
            yield from _seen(told, (at["lon"], at["lat"]), reach, view)


def _lit(span: Span, area: BaseGeometry, reach: Reach) -> Iterator[tuple[Span, BaseGeometry]]:
    """An area as drawn, without the dark for a sensor that sees nothing then."""
    if not reach.light:
        yield span, area
        return
    middle = area.representative_point()
    yield from ((part, area) for part, light in _lights((middle.x, middle.y), span) if light)


def _seen(
    span: Span, at: tuple[float, float], reach: Reach, view: tuple[float | None, float | None] = (None, None)
) -> Iterator[tuple[Span, BaseGeometry]]:
    """What is in sight from a point, by day and by night."""
    if reach.day_m == reach.night_m:
        yield span, around(at, reach.day_m, *view)
        return
    for part, light in _lights(at, span):
        most = reach.day_m if light else reach.night_m
        if most > 0:
            yield part, around(at, most, *view)


def _lights(at: tuple[float, float], span: Span) -> Iterator[tuple[Span, bool]]:
    assert span.until is not None
    yield from ((Span(since, until), light) for since, until, light in parts(*at, span.since, span.until))


def _looked(looks: Sequence[Mapping[str, Any]], told: Span, reach: Reach) -> Iterator[tuple[Span, BaseGeometry]]:
    """Look after look, each until the next; the last one for as long as it says itself."""
    timed = sorted(((_span(one["at"]), one) for one in looks), key=lambda pair: pair[0].since)
    for index, (span, one) in enumerate(timed):
        following = timed[index + 1][0].since if index + 1 < len(timed) else span.until
        until = following if following is not None and following - span.since <= GAP_S else span.until
        part = Span(max(span.since, told.since), min(until or 0, told.until or 0))
        if part.until is None or part.until <= part.since:
            continue
        if one.get("area"):
            drawn = read_shape(one["area"])
            yield from _lit(part, drawn if "Polygon" in drawn.geom_type else widened(drawn, reach.day_m), reach)
        elif one.get("place"):
            here = (one["place"]["lon"], one["place"]["lat"])
            after = timed[index + 1][1].get("place") if until == following and index + 1 < len(timed) else None
            yield from _went(part, here, (after["lon"], after["lat"]) if after else here, reach)


def _went(
    span: Span, here: tuple[float, float], there: tuple[float, float], reach: Reach
) -> Iterator[tuple[Span, BaseGeometry]]:
    """From here to there in that time, in steps no longer than the sight."""
    away = distance(here, there)
    if away <= 1:
        yield from _seen(span, here, reach)
        return
    assert span.until is not None
    steps = min(max(1, math.ceil(away / max(reach.day_m, 250.0))), MOST_STEPS, max(1, span.until - span.since))
    for step in range(steps):
        since = span.since + (span.until - span.since) * step // steps
        until = span.since + (span.until - span.since) * (step + 1) // steps
        share = (step + 0.5) / steps  # a step is watched from its middle
        middle = (here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share)
        yield from _seen(Span(since, until), middle, reach)


def _walked(line: BaseGeometry, told: Span, reach: Reach) -> Iterator[tuple[Span, BaseGeometry]]:
    """A line gone along once in the time told, at one pace: nobody noted when it was where."""
    points = [tuple(p) for part in getattr(line, "geoms", [line]) for p in shapely.get_coordinates(part).tolist()]
    legs = [(a, b, distance(a, b)) for a, b in itertools.pairwise(points)]
    whole = sum(length for *_, length in legs)
    assert told.until is not None
    at, gone = float(told.since), 0.0
    for here, there, length in legs:
        gone += length
        ends = told.since + (told.until - told.since) * (gone / whole if whole else 1.0)
        if int(ends) > int(at):
            yield from _went(Span(int(at), int(ends)), here, there, reach)
        at = ends


@dataclass(frozen=True, slots=True)
class _Shadow:
    span: Span
    ground: BaseGeometry | None  # None: everywhere

    @classmethod
    def of(cls, one: Mapping[str, Any], told: Span, zones: Mapping[str, BaseGeometry]) -> _Shadow:
        drawn = read_shape(one["area"]) if one.get("area") else zones.get(one.get("zone") or "")
        return cls(_span(one["at"]) if one.get("at") else told, drawn)


def _cut(pieces: Iterable[Piece], shadows: Sequence[_Shadow]) -> list[Piece]:
    """The pieces without what could not be seen, where and when."""
    left = list(pieces)
    for shadow in shadows:
        left = [rest for piece in left for rest in _without(piece, shadow)]
    return left


def _without(piece: Piece, shadow: _Shadow) -> Iterator[Piece]:
    until, dark = piece.span.until or 0, shadow.span.until or 0
    since, ends = max(piece.span.since, shadow.span.since), min(until, dark)
    if since >= ends or (shadow.ground is not None and not shadow.ground.intersects(piece.ground)):
        yield piece
        return
    if piece.span.since < since:
        yield replace(piece, span=Span(piece.span.since, since))
    if shadow.ground is not None:
        rest = shapely.difference(piece.ground, shadow.ground)
        if not rest.is_empty:
            yield replace(piece, span=Span(since, ends), ground=rest)
    if ends < until:
        yield replace(piece, span=Span(ends, until))


@lru_cache(maxsize=4096)
def around(
    at: tuple[float, float], most_m: float, facing_deg: float | None = None, view_deg: float | None = None
) -> BaseGeometry:
    """The ground within so many metres of a point; of a sensor with a direction, within its field of view."""
    if most_m <= 0:
        return shapely.Polygon()
    scale = max(math.cos(math.radians(at[1])), 0.01)
    ring: BaseGeometry = shapely.polygons(_fan(facing_deg, view_deg) * (most_m / _M / scale, most_m / _M) + at)  # type: ignore[assignment]
    return ring


@lru_cache(maxsize=512)
def _fan(facing_deg: float | None, view_deg: float | None) -> NDArray[np.float64]:
    """A circle of radius one, or the part of it in a field of view, from its middle and back."""
    whole = facing_deg is None or view_deg is None or view_deg >= 360
    first, last = (0.0, 360.0) if whole else (facing_deg - view_deg / 2, facing_deg + view_deg / 2)  # type: ignore[operator]
    turns = np.radians(np.linspace(first, last, max(3, math.ceil((last - first) / 90 * _ROUND)) + 1))
    ring = np.column_stack([np.sin(turns), np.cos(turns)])
    ring[-1] = ring[0] if whole else ring[-1]
    return ring if whole else np.vstack([[(0.0, 0.0)], ring, [(0.0, 0.0)]])


def widened(line: BaseGeometry, by_m: float) -> BaseGeometry:
    """A line with the ground within so many metres of it."""
    middle = (line.bounds[1] + line.bounds[3]) / 2
    scale = np.array([max(math.cos(math.radians(middle)), 0.01), 1.0])
    flat = shapely.transform(line, lambda c: c * scale)
    return shapely.transform(shapely.buffer(flat, by_m / _M, quad_segs=_ROUND), lambda c: c / scale)


def distance(here: Sequence[float], there: Sequence[float]) -> float:
    """Metres between two near points (lon, lat), on a plane laid between them."""
    scale = math.cos(math.radians((here[1] + there[1]) / 2))
    return math.hypot((there[0] - here[0]) * scale, there[1] - here[1]) * _M
