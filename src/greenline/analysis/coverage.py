"""Where and when somebody watched: windows united per H3 cell and hour, never summed.

"Watched, nothing seen" and "nobody was there" are two answers. A cell counts as watched while its centre is in the
ground of a window, and while the watcher stands in it. Two windows over the same cell at the same time watch it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import h3
import numpy as np
import shapely
from h3.api import numpy_int as h3n
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from .facts import Span
from .watching import Watch, distance

RESOLUTION = 8  # cells of about 0.7 km2, half a kilometre from centre to edge
FINEST, COARSEST = 10, 4
HOUR_S = 3600
YES, PART, PERHAPS, NO = "watched", "partly", "perhaps", "nobody"
MOST_CELLS = 200_000  # of one area
AT_ONCE = 5000  # areas whose cells are looked for together
MOST_RINGS = 30  # an area no wider is looked for among the cells around its middle
Cells = NDArray[np.uint64]
Times = NDArray[np.int64]


class TooWide(ValueError):
    """An area has more cells than can be counted."""


def cells_of(ground: BaseGeometry, resolution: int) -> Cells:
    """The cells whose centre lies in an area, and the one of its inner point. Raises TooWide."""
    return np.empty(0, np.uint64) if ground.is_empty else cells_of_all([ground], resolution)[0]


def cells_of_all(grounds: Sequence[BaseGeometry], resolution: int) -> list[Cells]:
    """The same of many areas at once, none of them empty. Raises TooWide."""
    edge = 1.4 * h3.average_hexagon_edge_length(resolution, "m")
    disks: list[tuple[Cells, NDArray[np.float64], NDArray[np.float64]] | None] = []
    points = shapely.get_coordinates(shapely.point_on_surface(grounds)).tolist()
    inner = np.array([h3n.latlng_to_cell(lat, lon, resolution) for lon, lat in points], np.uint64)
    for west, south, east, north in shapely.bounds(grounds).tolist():
        middle = ((west + east) / 2, (south + north) / 2)
        rings = int(distance(middle, (east, north)) / edge) + 2
        small = rings <= MOST_RINGS and max(abs(west), abs(east)) < 179 and abs(middle[1]) < 85
        disks.append(_disk(int(h3n.latlng_to_cell(middle[1], middle[0], resolution)), rings) if small else None)
    near = [number for number, disk in enumerate(disks) if disk is not None]
    sizes = [len(disk[0]) for disk in disks if disk is not None]
    inside = shapely.contains_xy(
        np.repeat(np.array(grounds, object)[near], sizes),
        np.concatenate([np.empty(0), *(disk[1] for disk in disks if disk is not None)]),
        np.concatenate([np.empty(0), *(disk[2] for disk in disks if disk is not None)]),
    )
    parts = dict(zip(near, np.split(inside, np.cumsum(sizes)[:-1]), strict=False))
    found = []
    for number, disk in enumerate(disks):
        cells = disk[0][parts[number]] if disk is not None else _wide(grounds[number], resolution)
        found.append(cells if (cells == inner[number]).any() else np.append(cells, inner[number]))
    return found


def _wide(ground: BaseGeometry, resolution: int) -> Cells:
    """The cells of an area too wide to look for them one by one."""
    polygons = [one for one in getattr(ground, "geoms", [ground]) if one.geom_type == "Polygon"]
    if sum(one.area for one in polygons) * 12_364 / h3.average_hexagon_area(resolution, "km^2") > MOST_CELLS:
        raise TooWide(f"It has more than {MOST_CELLS} cells; take larger ones.")
    found = [h3n.geo_to_cells(one, resolution) for one in polygons]
    return np.unique(np.concatenate([*found, np.empty(0, np.uint64)]).astype(np.uint64))


@lru_cache(maxsize=20_000)
def _disk(cell: int, rings: int) -> tuple[Cells, NDArray[np.float64], NDArray[np.float64]]:
    """(cells around a cell, the longitudes of their centres, the latitudes)."""
    cells = np.asarray(h3n.grid_disk(np.uint64(cell), rings), np.uint64)
    lat, lon = zip(*(h3n.cell_to_latlng(one) for one in cells), strict=True)
    return cells, np.array(lon), np.array(lat)


@dataclass(frozen=True)
class Cover:
    """Disjoint stretches in which cells were watched: rows sorted by cell and time, the ends exclusive (POSIX s)."""

    resolution: int
    cells: Cells
    since: Times
    until: Times

    @classmethod
    def of(cls, rows: Iterable[tuple[Cells, int, int]], resolution: int) -> Cover:
        """Unite stretches: (cells, since, until)."""
        told = [(cells, since, until) for cells, since, until in rows if until > since and len(cells)]
        if not told:
            return cls(resolution, np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))
        sizes = [len(cells) for cells, _, _ in told]
        cells = np.concatenate([cells for cells, _, _ in told])
        since = np.repeat(np.array([s for _, s, _ in told], np.int64), sizes)
        until = np.repeat(np.array([u for _, _, u in told], np.int64), sizes)
        return cls(resolution, *_united(cells, since, until))

    def clipped(self, span: Span) -> Cover:
        """What of it lies in a stretch of time, which has an end."""
        since, until = np.maximum(self.since, span.since), np.minimum(self.until, span.until or 0)
        kept = until > since
        return Cover(self.resolution, self.cells[kept], since[kept], until[kept])

    def hours(self) -> tuple[Cells, NDArray[np.float64]]:
        """(cells, watched hours of each)."""
        cells, where = np.unique(self.cells, return_inverse=True)
        return cells, np.bincount(where, (self.until - self.since) / HOUR_S, len(cells)).astype(np.float64)

    def among(self, rows: NDArray[np.bool_]) -> Cover:
        """Some of its stretches."""
        return Cover(self.resolution, self.cells[rows], self.since[rows], self.until[rows])

    def by_time(self, bounds: Sequence[int]) -> NDArray[np.float64]:
        """Watched cell-hours between each bound and the next (POSIX seconds, rising): one number fewer than bounds."""
        edges = np.array(bounds, np.int64)
        since, until = np.clip(self.since, edges[0], edges[-1]), np.clip(self.until, edges[0], edges[-1])
        first = np.searchsorted(edges, since, side="right") - 1
        counts = np.maximum(np.searchsorted(edges, until, side="left") - first, 0) * (until > since)
        rows = np.repeat(np.arange(len(counts)), counts)
        part = first[rows] + np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        hours = (np.minimum(until[rows], edges[part + 1]) - np.maximum(since[rows], edges[part])) / HOUR_S
        return np.bincount(part, hours, len(edges) - 1).astype(np.float64)

    def watched(self, cells: Cells, at: Times) -> NDArray[np.bool_]:
        """For each (cell, instant) whether somebody watched."""
        if not len(self.cells):
            return np.zeros(len(cells), bool)
        known, ranks = np.unique(self.cells, return_inverse=True)
        rank = np.searchsorted(known, cells)
        there = (rank < len(known)) & (known[np.minimum(rank, len(known) - 1)] == cells)
        low, high = int(min(self.since.min(), at.min(initial=0))), int(max(self.until.max(), at.max(initial=0))) + 1
        width = high - low
        keys = ranks.astype(np.int64) * width + (self.since - low)
        row = np.searchsorted(keys, rank.astype(np.int64) * width + (at - low), side="right") - 1
        safe = np.maximum(row, 0)
        inside = (row >= 0) & (self.cells[safe] == cells) & (at < self.until[safe]) & (at >= self.since[safe])
        return np.asarray(there & inside)

    def share(self, cells: Cells, span: Span) -> float:
        """Which share of these cells' time in a stretch was watched, 0 to 1; of no cells 0."""
        assert span.until is not None
        if not len(cells) or span.until <= span.since:
            return 0.0
        part = self.clipped(span)
        among = np.isin(part.cells, cells)
        return float((part.until - part.since)[among].sum() / (len(cells) * (span.until - span.since)))


def _united(cells: Cells, since: Times, until: Times) -> tuple[Cells, Times, Times]:
    """Overlapping and touching stretches of a cell as one."""
    order = np.lexsort((since, cells))
    cells, since, until = cells[order], since[order], until[order]
    rank = np.cumsum(np.r_[False, cells[1:] != cells[:-1]]).astype(np.int64)
    low = int(since.min())
    width = int(until.max()) - low + 1
    ends = np.maximum.accumulate(rank * width + (until - low))
    starts = rank * width + (since - low)
    first = np.flatnonzero(np.r_[True, (starts[1:] > ends[:-1]) | (cells[1:] != cells[:-1])])
    last = np.r_[first[1:], len(cells)] - 1
    return cells[first], since[first], ends[last] - rank[last] * width + low


def cover(
    watches: Iterable[Watch],
    span: Span,
    resolution: int = RESOLUTION,
    *,
    sure: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Cover:
    """What was watched in a stretch of time. sure=False: also what cloud may have hidden. Raises TooWide."""
    grounds: dict[int, tuple[int, BaseGeometry]] = {}  # by identity: a post's circle is one object
    times: list[tuple[int, int, int]] = []
    for number, watch in enumerate(watches):
        for piece in watch.pieces:
            since, until = max(piece.span.since, span.since), min(piece.span.until or 0, span.until or 0)
            if until > since and (piece.sure or not sure):
                place = grounds.setdefault(id(piece.ground), (len(grounds), piece.ground))[0]
                times.append((place, since, until))
        if progress and number % 500 == 499:
            progress(number + 1)
    every = [ground for _, ground in grounds.values()]
    cells: list[Cells] = []
    for start in range(0, len(every), AT_ONCE):
        cells.extend(cells_of_all(every[start : start + AT_ONCE], resolution))
    return Cover.of(((cells[place], since, until) for place, since, until in times), resolution)


@dataclass(frozen=True, slots=True)
class Kept:
    """Planned against done, of one sector and week."""

    sector: str | None
    week: int
    planned: int = 0
    done: int = 0
    cut_short: int = 0
    denied: int = 0
    cancelled: int = 0
    unreported: int = 0  # its time is over and nobody has said what became of it
    unplanned: int = 0
    refs: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """Done of what was planned; None when nothing was."""
        return self.done / self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What became of a window: sector, the week it was for, its state, whether it was planned, whether that is over."""

    ref: str
    sector: str | None
    week: int
    state: str
    planned: bool
    over: bool


def kept(plans: Iterable[Plan]) -> list[Kept]:
    """Planned against done by sector and week, sorted; a window that nobody planned is counted apart."""
    groups: dict[tuple[str, int], list[Plan]] = {}
    for one in plans:
        groups.setdefault((one.sector or "", one.week), []).append(one)
    found = []
    for (sector, week), among in sorted(groups.items()):
        states = [one.state for one in among if one.planned]
        waiting = sum(one.state == "planned" and one.over for one in among)
        names = ("done", "cut_short", "denied", "cancelled")
        told = {name: states.count(name) for name in names}
        refs = tuple(one.ref for one in among)
        unplanned = sum(not one.planned for one in among)
        found.append(
            Kept(sector or None, week, len(states), **told, unreported=waiting, unplanned=unplanned, refs=refs)
        )
    return found


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that is watched too little: the share of the time it was, past incidents, people living there."""

    cell: str
    share: float
    incidents: int
    people: float | None


def blind_spots(
    found: Cover, span: Span, incidents: Mapping[int, int], people: Mapping[int, float], most: int = 100
) -> list[Spot]:
    """Cells by how much of what happens there goes unwatched: past incidents times the unwatched share, then people
    times it. incidents and people: by cell (H3 as a whole number); only cells with one of the two are ranked."""
    assert span.until is not None
    cells, hours = found.clipped(span).hours()
    whole = (span.until - span.since) / HOUR_S
    watched = dict(zip(cells.tolist(), (hours / whole).tolist(), strict=True))
    rows = []
    for cell in {*incidents, *people}:
        share = min(watched.get(cell, 0.0), 1.0)
        past, living = incidents.get(cell, 0), people.get(cell)
        rank = (past * (1 - share), (living or 0.0) * (1 - share))
        rows.append((rank, Spot(h3.int_to_str(cell), round(share, 6), past, living)))
    rows.sort(key=lambda row: (-row[0][0], -row[0][1], row[1].cell))
    return [spot for rank, spot in rows[:most] if any(rank)]


def spread(total: float, area: BaseGeometry, resolution: int) -> dict[int, float]:
    """A number of people evenly over the cells of the area they live in."""
    cells = cells_of(area, resolution).tolist()
    return {cell: total / len(cells) for cell in cells}


def answers(found: Cover, perhaps: Cover, cells: Sequence[int], span: Span) -> dict[str, str]:
    """For each cell: watched, partly, perhaps (cloud is not known), or nobody was there."""
    assert span.until is not None
    whole = (span.until - span.since) / HOUR_S
    sure = dict(zip(*(part.tolist() for part in found.clipped(span).hours()), strict=True))
    maybe: dict[Any, Any] = dict(zip(*(part.tolist() for part in perhaps.clipped(span).hours()), strict=True))
    told = {}
    for cell in cells:
        share = sure.get(cell, 0.0) / whole
        told[h3.int_to_str(cell)] = YES if share > 0.999 else PART if share > 0 else PERHAPS if cell in maybe else NO
    return told
