"""A drone's flight as what was watched: which ground each picture shows, and windows of at most ten minutes.

Pure: telemetry in, windows out. `Live` takes it packet by packet and holds one window; a whole file goes the same way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from ..core.place import EARTH_M, distance_m, ring
from .outline import area_of

Point = tuple[float, float]  # longitude, latitude
GAP_S = 10.0  # longer without a packet: the ground was not watched then
BREAK_S = 60.0  # longer: another window
WINDOW_S, LOOKS, GAPS = 600.0, 200, 200
STEP_S, STILL_S = 3.0, 30.0  # between looks at least; at most, when the picture does not move
MOVED = 0.1  # of the picture's size
FAR_M = 30_000.0  # no ground farther off is held to be seen, unless the sender says where the corners lie
WIDE_M = 200_000.0  # corners farther apart are no picture of a drone


@dataclass(frozen=True, slots=True)
class Telemetry:
    """What one packet tells of where the camera was and looked: degrees, metres, POSIX seconds; None is unknown."""

    at_s: float
    sensor: Point | None = None
    altitude_m: float | None = None  # above mean sea level
    heading_deg: float | None = None
    pitch_deg: float | None = None
    roll_deg: float | None = None
    azimuth_deg: float | None = None  # of the camera, from the nose, clockwise
    elevation_deg: float | None = None  # of the camera, from the wings' plane, down is negative
    turn_deg: float | None = None  # of the picture
    wide_deg: float | None = None
    high_deg: float | None = None
    centre: Point | None = None
    ground_m: float | None = None  # elevation of the frame centre
    width_m: float | None = None
    corners: tuple[Point, ...] | None = None
    camera: str = ""
    target: Point | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Where the camera was at a time, and which ground it showed."""

    at_s: float
    place: Point | None
    area: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A window: from when to when, looks (at most 200), times of more than ten seconds without any packet."""

    since_s: float
    until_s: float
    camera: str
    looks: tuple[Look, ...]
    gaps: tuple[tuple[float, float], ...]
    packets: int
    track_m: float

    def area(self) -> BaseGeometry | None:
        """The ground that its looks showed, together; nothing that lies between them."""
        return area_of(look.area for look in self.looks if look.area is not None)


# --- the ground in the picture


def footprint(told: Telemetry) -> BaseGeometry | None:
    """The ground that a picture shows: by the corners that the sender tells, else by the camera's angles over flat
    ground at the height of the frame centre (at most 30 km off; rays above the horizon hit nothing), else a circle as
    wide as the picture around its centre; None when nothing of this is known."""
    if told.corners is not None:
        return _between(told.corners)
    seen = _by_angles(told)
    if seen is not None:
        return seen
    if told.centre is not None and told.width_m:
        return _globe(shapely.Polygon(ring(*told.centre, told.width_m / 2000)))
    return None


def _between(corners: tuple[Point, ...]) -> BaseGeometry | None:
    lons, lats = np.unwrap(np.array([c[0] for c in corners]), period=360), [c[1] for c in corners]
    points = list(zip(lons.tolist(), lats, strict=True))
    if max(abs(lat) for lat in lats) > 90 or max(distance_m(points[0], p) for p in points) > WIDE_M:
        return None
    return _globe(shapely.Polygon(points))


def _by_angles(told: Telemetry) -> BaseGeometry | None:
    """Where the rays through the picture's edge meet the ground (a plane; the earth's curve is below 80 m at 30 km)."""
    angles = (told.heading_deg, told.pitch_deg, told.roll_deg, told.azimuth_deg, told.elevation_deg, told.turn_deg or 0)
    if told.sensor is None or told.altitude_m is None or told.ground_m is None or not told.wide_deg:
        return None
    if any(a is None for a in angles) or not told.high_deg or max(told.wide_deg, told.high_deg) >= 180:
        return None
    height = told.altitude_m - told.ground_m
    if height <= 0:
        return None
    heading, pitch, roll, azimuth, elevation, turn = (math.radians(a or 0) for a in angles)
    turned = _yaw(heading) @ _pitch(pitch) @ _roll(roll) @ _yaw(azimuth) @ _pitch(elevation) @ _roll(turn)
    u, v = math.tan(math.radians(told.wide_deg) / 2), math.tan(math.radians(told.high_deg) / 2)
    rays = [turned @ np.array((1.0, x, y)) for x, y in ((-u, -v), (u, -v), (u, v), (-u, v))]
    steep = height / (100 * FAR_M)  # how far down a ray must go to count: what lies beyond is cut off below
    below = _clipped(rays, steep)
    if len(below) < 3:
        return None
    ground = shapely.Polygon([(ray[1] * height / ray[2], ray[0] * height / ray[2]) for ray in below])
    near = shapely.make_valid(ground).intersection(shapely.Point(0, 0).buffer(FAR_M))
    lon, lat = told.sensor
    if abs(lat) > 89:
        return None
    scale = np.array((math.cos(math.radians(lat)), 1.0)) * EARTH_M
    return _globe(shapely.transform(near, lambda p: np.degrees(p / scale) + np.array((lon, lat))))


def _clipped(rays: list[NDArray[np.float64]], steep: float) -> list[NDArray[np.float64]]:
    """The part of the picture's edge whose rays go down: the third number of a ray is linear over the picture."""
    found = []
    for one, other in zip(rays, [*rays[1:], rays[0]], strict=True):
        if one[2] >= steep:
            found.append(one)
        if (one[2] >= steep) != (other[2] >= steep):
            found.append(one + (other - one) * (steep - one[2]) / (other[2] - one[2]))
    return found


def _yaw(a: float) -> NDArray[np.float64]:
    return np.array(((math.cos(a), -math.sin(a), 0), (math.sin(a), math.cos(a), 0), (0, 0, 1)))


def _pitch(a: float) -> NDArray[np.float64]:
    return np.array(((math.cos(a), 0, math.sin(a)), (0, 1, 0), (-math.sin(a), 0, math.cos(a))))


def _roll(a: float) -> NDArray[np.float64]:
    return np.array(((1, 0, 0), (0, math.cos(a), -math.sin(a)), (0, math.sin(a), math.cos(a))))


_WORLD = shapely.box(-180, -90, 180, 90)


def _globe(shape: BaseGeometry) -> BaseGeometry | None:
    """An area on the globe: valid, and in two parts where it crosses the date line; None when it has no extent."""
    parts = [shape]
    west, _, east, _ = shape.bounds if not shape.is_empty else (0, 0, 0, 0)
    if west < -180 or east > 180:
        parts = [affinity.translate(shape, by) for by in (-360.0, 0.0, 360.0)]
    whole = area_of(shapely.make_valid(part).intersection(_WORLD) for part in parts)
    return whole if whole is not None and whole.area > 0 else None


# --- windows


@dataclass(slots=True)
class _Open:
    """The window under way."""

    since_s: float
    until_s: float
    camera: str
    looks: list[Look] = field(default_factory=list)
    gaps: list[tuple[float, float]] = field(default_factory=list)
    packets: int = 0
    track_m: float = 0.0
    place: Point | None = None
    placed_s: float = -math.inf


class Live:
    """A flight as it comes: where the camera is now, what it shows, and each window as soon as it is over.

    Holds one window: at most 200 looks and 200 gaps, whatever comes.
    """

    def __init__(self) -> None:
        self.now: Telemetry | None = None
        self.disordered = 0  # packets older than the one before, by less than a gap: not used
        self._open: _Open | None = None

    @property
    def place(self) -> Point | None:
        """Where the camera is."""
        return self.now.sensor if self.now else None

    @property
    def centre(self) -> Point | None:
        """The middle of the picture on the ground."""
        return self.now.centre if self.now else None

    @property
    def footprint(self) -> BaseGeometry | None:
        """The ground that is seen now."""
        return footprint(self.now) if self.now else None

    def add(self, told: Telemetry) -> Stretch | None:
        """Take a packet; the window that it ends, if it ends one."""
        one, closed = self._open, None
        if one is not None:
            passed = told.at_s - one.until_s
            if -GAP_S <= passed < 0:
                self.disordered += 1
                return None
            other = bool(told.camera and one.camera and told.camera != one.camera)
            full = len(one.looks) >= LOOKS or len(one.gaps) >= GAPS or told.at_s - one.since_s > WINDOW_S
            if other or full or passed < 0 or passed > BREAK_S:
                closed = self.close()
            elif passed > GAP_S:
                one.gaps.append((one.until_s, told.at_s))
        if self._open is None:
            self._open = _Open(told.at_s, told.at_s, told.camera or (one.camera if one else ""))
        self._take(self._open, told)
        self.now = told
        return closed

    def close(self) -> Stretch | None:
        """End the window under way; None when nothing was seen since the last."""
        so_far, self._open = self.so_far(), None
        return so_far

    def so_far(self) -> Stretch | None:
        """The window under way, as far as it went."""
        one = self._open
        if one is None:
            return None
        return Stretch(
            one.since_s, one.until_s, one.camera, tuple(one.looks), tuple(one.gaps), one.packets, one.track_m
        )

    @staticmethod
    def _take(one: _Open, told: Telemetry) -> None:
        one.packets += 1
        one.camera = one.camera or told.camera
        if told.sensor is not None and told.at_s - one.placed_s >= 1:  # every second: noise is no way flown
            if one.place is not None and told.at_s - one.placed_s <= GAP_S:
                one.track_m += distance_m(one.place, told.sensor)
            one.place, one.placed_s = told.sensor, told.at_s
        one.until_s = told.at_s
        last = one.looks[-1] if one.looks else None
        if last is not None and told.at_s - last.at_s < STEP_S:
            return
        look = Look(told.at_s, told.sensor, footprint(told))
        if (look.place or look.area is not None) and (last is None or _differs(last, look)):
            one.looks.append(look)


def _differs(last: Look, look: Look) -> bool:
    """Whether a look shows something else than the last, or enough time went by."""
    if look.at_s - last.at_s >= STILL_S or (last.area is None) != (look.area is None):
        return True
    if last.area is None or look.area is None:
        return bool(last.place and look.place and distance_m(last.place, look.place) > 50)
    size = math.sqrt(last.area.area)
    return bool(last.area.centroid.distance(look.area.centroid) > MOVED * size) or look.area.area > 1.2 * last.area.area


def stretches(flight: Iterable[Telemetry]) -> Iterator[Stretch]:
    """The windows of a whole flight."""
    live = Live()
    for told in flight:
        closed = live.add(told)
        if closed is not None:
            yield closed
    closed = live.close()
    if closed is not None:
        yield closed


def is_thermal(camera: str) -> bool:
    """Whether a camera's name says that it sees heat."""
    words = camera.upper().replace("-", " ").replace("_", " ").replace("/", " ").split()
    return bool({"IR", "FLIR", "MWIR", "LWIR", "THERMAL"} & set(words)) or "INFRARED" in camera.upper()
