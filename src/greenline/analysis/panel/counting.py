"""From events or records to a panel: each counted once, in one unit and one step, as known at a date.

An event that runs over several steps counts in the one it ends in: so do UCDP and VIEWS (checked: the events of the
Central African Republic give its column of the challenge's table to the last death). What was recorded later than
`known_at`, has no unit, or is too coarse in place or time, is left out and told how often.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import h3
import numpy as np
from shapely import STRtree
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from ...core.calendar import Day, Step, holds
from ...core.place import hexagon, priogrid
from .panel import Numbers, Panel

_GID = re.compile(r"(?:(?:prio)?_?grid|pgid|pg|gid|cell)?[ _:-]*([1-9]\d{4,5})", re.IGNORECASE | re.ASCII)
MOST_CELLS = 200_000_000  # units x steps: a panel of eight bytes each that still fits a laptop
Unit = Callable[["Event"], str | None]


@dataclass(frozen=True, slots=True)
class Event:
    """One event or record: when it began and ended, where, how much it counts, and when it became known."""

    start: Day
    end: Day
    value: float = 1.0
    lon: float | None = None
    lat: float | None = None
    unit: str | None = None  # a country, an area: where the record names its unit itself
    known: str | None = None  # ISO 8601 instant or day; None: not held
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A panel and what could not be counted, by reason: `later`, `no_unit`, `outside`."""

    panel: Panel
    left_out: Mapping[str, int]


def by_name(event: Event) -> str | None:
    """The unit that the event names itself."""
    return event.unit


def by_priogrid(event: Event) -> str | None:
    """The PRIO-GRID cell (half a degree)."""
    return None if event.lon is None or event.lat is None else str(priogrid(event.lon, event.lat))


def by_h3(resolution: int) -> Unit:
    """The H3 cell of a resolution from 0 to 15."""

    def unit(event: Event) -> str | None:
        return None if event.lon is None or event.lat is None else hexagon(event.lon, event.lat, resolution)

    return unit


def by_area(areas: Mapping[str, BaseGeometry]) -> Unit:
    """The area (admin area, mission sector) that holds the point; of several the first named. Edges belong to it."""
    names, tree = list(areas), STRtree(list(areas.values()))

    def unit(event: Event) -> str | None:
        if event.lon is None or event.lat is None:
            return None
        found = tree.query(Point(event.lon, event.lat), predicate="intersects")
        return names[min(found)] if len(found) else None

    return unit


def count(
    events: Iterable[Event],
    unit: Unit,
    step: Step,
    *,
    since: int | None = None,
    until: int | None = None,
    units: Sequence[str] | None = None,
    known_at: str = "",
    exposure: Mapping[tuple[str, int], float] | None = None,
) -> Counted:
    """Count events by unit and step. Without `units` those that occur, in order of name.

    `exposure` (unit, step) -> share watched makes what nobody watched NaN, never zero.
    Raises ValueError when the events span more than can be held.
    """
    left: Counter[str] = Counter()
    held: defaultdict[tuple[str, int], float] = defaultdict(float)
    allowed = None if units is None else set(units)
    for event in events:
        if known_at and event.known is not None and event.known[: len(known_at)] > known_at:
            left["later"] += 1
            continue
        name, at = unit(event), holds(step, event.end)
        if name is None or (allowed is not None and name not in allowed):
            left["no_unit"] += 1
        elif (since is not None and at < since) or (until is not None and at > until):
            left["outside"] += 1
        else:
            held[name, at] += event.value
    names = tuple(units) if units is not None else tuple(sorted({name for name, _ in held}))
    first = since if since is not None else min((at for _, at in held), default=0)
    last = until if until is not None else max((at for _, at in held), default=first - 1)
    length = max(0, last - first + 1)
    if len(names) * length > MOST_CELLS:
        raise ValueError(f"{len(names)} units in {length} steps are more than can be held; ask for less.")
    where = {name: row for row, name in enumerate(names)}
    counts = np.zeros((len(names), length))
    for (name, at), value in held.items():
        counts[where[name], at - first] = value
    watched: Numbers | None = None
    if exposure is not None:
        watched = np.array([[exposure.get((n, first + k), 0.0) for k in range(length)] for n in names])
        watched = watched.reshape(counts.shape)
        counts = np.where((watched > 0) | (counts > 0), counts, np.nan)
    return Counted(Panel(names, step, first, counts, exposure=watched, known_at=known_at), dict(left))


def cell_neighbours(units: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Who lies beside whom, where every unit's name is a PRIO-GRID cell (`150123`, `gid_150123`) or an H3 cell.

    Nothing for other names; numbers below 10,000 are codes of something else, for no land lies there.
    """
    gids = [match[1] for name in units if (match := _GID.fullmatch(name)) and int(match[1]) <= 259_200]
    if units and len(gids) == len(units):
        return grid_neighbours(gids)
    if units and all(len(name) == 15 and h3.is_valid_cell(name) for name in units):
        where = {name: row for row, name in enumerate(units)}
        return tuple(
            tuple(where[cell] for cell in sorted(h3.grid_disk(name, 1)) if cell in where and cell != name)
            for name in units
        )
    return ()


def grid_neighbours(units: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """For PRIO-GRID cells the places in `units` of the up to eight cells around each; it closes at 180 degrees."""
    where = {int(name): row for row, name in enumerate(units)}

    def around(gid: int) -> tuple[int, ...]:
        row, column = divmod(gid - 1, 720)
        cells = (
            (row + up) * 720 + (column + side) % 720 + 1
            for up in (-1, 0, 1)
            for side in (-1, 0, 1)
            if (up or side) and 0 <= row + up < 360
        )
        return tuple(where[cell] for cell in cells if cell in where)

    return tuple(around(int(name)) for name in units)
