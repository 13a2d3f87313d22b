"""Warm pixels held against what is usual at their place, and the passes of satellites that they tell of.

A place is an H3 cell of resolution 8 (about 0.7 km2, half a kilometre to a side) with the six around it: a VIIRS pixel
is 0.4 km wide below the satellite and 0.8 km at the edge, a MODIS pixel 1 km and more, and both are located to a few
hundred metres, so that the same fire may fall into a cell or the next; a finer cell would miss it, a coarser one mixes
fields. Nothing is deleted and no cause is given: `usual` says that it was warm here before, as fields that are burnt
every season or a gas flare are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import h3
import numpy as np
from numpy.typing import NDArray

from ..core.moment import DAY_S, utc
from ..core.place import hexagon

RESOLUTION = 8
_YEAR_D = 365.2425
Days = NDArray[np.int64]  # since 1970, in order
SEASON_D = 30  # days before and after the same day of an earlier year
LATELY_D = 30  # days before
YEARS = 2  # so many earlier years with a hotspot here in the season, and it is usual; as many must be known to be new
DAYS = 5  # so many days lately: heat that persists
PASS_S = 1200  # a satellite is over a mission for a few minutes, and back after more than an hour and a half


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A warm pixel as it was received; `confidence` is l, n, h or 0 to 100, as given."""

    ref: str
    at_s: int
    lon: float
    lat: float
    satellite: str = ""
    confidence: str = ""
    power_mw: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Whether a hotspot is usual, new or unknown, and the numbers this rests on.

    `years`: earlier years with a hotspot here in the same season; `known_years`: earlier years of which any hotspot of
    that season is known at all; `days`: days with a hotspot here in the 30 days before.
    """

    hotspot: Hotspot
    cell: str
    value: str
    years: tuple[int, ...]
    known_years: int
    days: int


@dataclass(frozen=True, slots=True)
class Pass:
    """A satellite over the mission: first and last acquisition, its hotspots, the box (west, south, east, north)."""

    satellite: str
    since_s: int
    until_s: int
    refs: tuple[str, ...]
    box: tuple[float, float, float, float]


def judge(asked: Iterable[Hotspot], known: Sequence[Hotspot]) -> list[Told]:
    """Each hotspot held against all that are known (which may hold it too)."""
    by_cell: dict[str, set[int]] = defaultdict(set)  # the days on which a cell was warm
    for one in known:
        by_cell[hexagon(one.lon, one.lat, RESOLUTION)].add(one.at_s // DAY_S)
    days_all = np.array(sorted(set().union(*by_cell.values())), np.int64)
    around: dict[str, Days] = {}
    seasons: dict[int, int] = {}
    told = []
    for one in asked:
        cell, day = hexagon(one.lon, one.lat, RESOLUTION), one.at_s // DAY_S
        if cell not in around:
            near = (by_cell.get(other, ()) for other in h3.grid_disk(cell, 1))
            around[cell] = np.array(sorted(set().union(*near)), np.int64)
        warm = around[cell]
        years = tuple(sorted(_years(warm, day)))
        if day not in seasons:
            seasons[day] = len(_years(days_all, day))
        lately = int(np.searchsorted(warm, day) - np.searchsorted(warm, day - LATELY_D))
        told.append(Told(one, cell, _value(len(years), seasons[day], lately), years, seasons[day], lately))
    return told


def _value(years: int, known_years: int, days: int) -> str:
    if years >= YEARS or days >= DAYS:
        return "usual"
    return "new" if years == 0 and known_years >= YEARS else "unknown"


def _years(days: Days, day: int) -> set[int]:
    """The earlier years in whose same season some of these days lie (days since 1970)."""
    back = np.rint((day - days) / _YEAR_D)
    near = (back >= 1) & (np.abs(day - days - np.rint(back * _YEAR_D)) <= SEASON_D)
    return {_year(day - round(years * _YEAR_D)) for years in np.unique(back[near]).tolist()}


def _year(day: int) -> int:
    return int(utc(day * DAY_S)[:4])


def passes(hotspots: Iterable[Hotspot]) -> list[Pass]:
    """The passes that hotspots tell of: of one satellite, no more than twenty minutes apart."""
    by_satellite: dict[str, list[Hotspot]] = defaultdict(list)
    for one in hotspots:
        by_satellite[one.satellite].append(one)
    found = []
    for satellite, many in sorted(by_satellite.items()):
        group: list[Hotspot] = []
        for one in sorted(many, key=lambda h: (h.at_s, h.ref)):
            if group and one.at_s - group[-1].at_s > PASS_S:
                found.append(_pass(satellite, group))
                group = []
            group.append(one)
        found.append(_pass(satellite, group))
    return found


def _pass(satellite: str, group: Sequence[Hotspot]) -> Pass:
    lons, lats = [one.lon for one in group], [one.lat for one in group]
    box = min(lons), min(lats), max(lons), max(lats)
    return Pass(satellite, group[0].at_s, group[-1].at_s, tuple(one.ref for one in group), box)
