"""When it is light: dawn and dusk at a place, by the civil twilight (the sun six degrees below the horizon)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from astral import Observer
from astral.sun import dawn, dusk, elevation

TWILIGHT = 6.0  # degrees below the horizon: outdoor work goes on without lamps until then
_GRID = 4  # a quarter of a degree: dawn moves by a minute at most


@lru_cache(maxsize=65_536)
def _day(lon4: int, lat4: int, ordinal: int) -> tuple[int, int] | bool:
    """(dawn, dusk) of a UTC day in POSIX seconds, whether or not on that day; or light (True), dark (False) all day."""
    day = datetime.fromordinal(ordinal)
    place = Observer(lat4 / _GRID, lon4 / _GRID)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(hours=lon4 / _GRID / 15)
    try:
        first = dawn(place, day.date(), TWILIGHT, UTC)
        last = dusk(place, day.date(), TWILIGHT, UTC)
    except ValueError:  # the sun does not cross it on that day
        return bool(elevation(place, noon) > -TWILIGHT)
    around = [_near(one, noon) for one in (first, last)]
    return int(around[0].timestamp()), int(around[1].timestamp())


def _near(at: datetime, noon: datetime) -> datetime:
    """The same time of day within half a day of local noon."""
    return at + timedelta(days=round((noon - at) / timedelta(days=1)))


def parts(lon: float, lat: float, since: int, until: int) -> Iterator[tuple[int, int, bool]]:
    """A stretch of time (POSIX seconds, the end exclusive) cut at dawn and dusk: (since, until, light or not)."""
    at = since
    lon4, lat4 = round(lon * _GRID), round(lat * _GRID)
    ordinal = _ordinal(since) - 1
    while at < until:
        told = _day(lon4, lat4, ordinal)
        ordinal += 1
        if isinstance(told, bool):
            ends = (ordinal - 1 - _EPOCH) * 86_400 + 86_400 - round(lon4 / _GRID * 240)  # next local midnight
            cuts = [(min(ends, until), told)]
        else:
            first, last = told
            cuts = [(min(first, until), False), (min(last, until), True)]
        for end, light in cuts:
            if end > at:
                yield at, end, light
                at = end


_EPOCH = datetime(1970, 1, 1).toordinal()


def _ordinal(second: int) -> int:
    return _EPOCH + second // 86_400
