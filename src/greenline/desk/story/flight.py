"""A made-up flight of a drone, for exercises: a transport stream that carries metadata and no picture.

Its mission id begins with EXERCISE, so that whatever is recorded of it says so. The same seed gives the same bytes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

from ...core.place import EARTH_M
from ...exchange.klv import Packet, Security, encode
from ...exchange.mpegts import mux

EXERCISE = "EXERCISE"
RATE_HZ = 2
ORBIT_M, ABOVE_M, GROUND_M = 2000.0, 1200.0, 180.0
TURN_S = 420.0  # once around
_OPEN = Security(1, "//ZZ", "ZZ", 12, {2: b"\x01", 12: b"\x01"})


def flight(seed: int, centre: tuple[float, float], start_s: int, minutes: float) -> Iterator[Packet]:
    """The packets of a flight around a point (lon, lat): the camera looks at a place that wanders about it, one stretch
    of twenty seconds is lost, the last third sees heat, a target is marked in the middle."""
    rng = random.Random(seed)  # noqa: S311  an exercise, no secret
    phase, drift = rng.uniform(0, 2 * math.pi), rng.uniform(0.6, 1.4)
    count = int(minutes * 60 * RATE_HZ)
    lost = rng.randrange(count // 5, count // 3) if count > 200 else count
    for number in range(count):
        if lost <= number < lost + 20 * RATE_HZ:
            continue
        passed = number / RATE_HZ
        angle = phase + 2 * math.pi * passed / TURN_S
        sensor = _moved(centre, ORBIT_M * math.sin(angle), ORBIT_M * math.cos(angle))
        east, north = 400 * math.sin(drift * passed / 90), 400 * math.sin(drift * passed / 130)
        looked = _moved(centre, east, north)
        dx, dy = east - ORBIT_M * math.sin(angle), north - ORBIT_M * math.cos(angle)
        heading = math.degrees(angle + math.pi / 2) % 360
        away = math.hypot(dx, dy)
        values = {
            "mission_id": f"{EXERCISE}-{seed}", "tail_number": "GL-01", "platform": "Exercise drone",
            "sensor": "IR" if number > 2 * count / 3 else "EO", "heading_deg": heading,
            "pitch_deg": rng.uniform(-1, 1), "roll_deg": rng.uniform(-1, 1), "sensor_lat": sensor[1],
            "sensor_lon": sensor[0], "altitude_m": GROUND_M + ABOVE_M, "wide_deg": 12.0, "high_deg": 9.0,
            "azimuth_deg": (math.degrees(math.atan2(dx, dy)) - heading) % 360,
            "elevation_deg": -math.degrees(math.atan2(ABOVE_M, away)), "turn_deg": 0.0,
            "slant_m": math.hypot(away, ABOVE_M), "width_m": 2 * math.hypot(away, ABOVE_M) * math.tan(math.radians(6)),
            "centre_lat": looked[1], "centre_lon": looked[0], "ground_m": GROUND_M, "speed_ms": 30, "version": 13,
        }  # fmt: skip
        if count // 2 <= number < count // 2 + 4 * RATE_HZ:
            target = _moved(looked, 60, 40)
            values |= {"target_lat": target[1], "target_lon": target[0], "target_m": GROUND_M}
        yield Packet(
            round((start_s + passed) * 1e6), values, {}, Security(1, "//ZZ", "ZZ", 12, {2: b"\x01", 12: b"\x01"})
        )


def film(seed: int, centre: tuple[float, float], start_s: int, minutes: float) -> Iterator[bytes]:
    """The same as the bytes of a .ts file."""
    return mux(encode(packet) for packet in flight(seed, centre, start_s, minutes))


def _moved(point: tuple[float, float], east_m: float, north_m: float) -> tuple[float, float]:
    lon, lat = point
    return (
        lon + math.degrees(east_m / EARTH_M / math.cos(math.radians(lat))),
        lat + math.degrees(north_m / EARTH_M),
    )
