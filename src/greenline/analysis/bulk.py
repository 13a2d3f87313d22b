"""Many incidents against many clauses: first which pairs may touch at all, by kind and by place, as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .compliance import touching
from .facts import Clause
from .ground import Area, Index
from .terms import TERMS


@dataclass(frozen=True, slots=True)
class Columns:
    """A page of incidents: kinds (the primary one first), degrees (NaN: no place), how far off in metres (infinite: not
    known on the map's scale)."""

    kinds: Sequence[tuple[str, ...]]
    lon: Any
    lat: Any
    spread_m: Any


class Sieve:
    """The clauses, arranged so that a page of incidents falls through quickly. What it lets through may still touch
    nothing; what it holds back surely touches nothing."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = tuple(clauses)
        kinds = sorted({kind for clause in clauses for kind in touching(clause)})
        self._kind = {kind: number for number, kind in enumerate(kinds)}
        self._takes = np.zeros((len(self.clauses), len(kinds) + 1), bool)  # the last one: a kind nobody asks for
        for number, clause in enumerate(self.clauses):
            for kind in touching(clause):
                self._takes[number, self._kind[kind]] = True
        areas: dict[int, Area] = {}
        owners: dict[int, list[int]] = defaultdict(list)
        extra: dict[int, float] = {}
        self._free = []  # clauses that no area confines
        for number, clause in enumerate(self.clauses):
            if not touching(clause):
                continue
            far = (clause.distance_m or 0.0) if (term := TERMS.get(clause.term or "")) and term.place == "far" else 0.0
            if clause.ground is None or clause.ground.lined or not clause.ground.areas:
                self._free.append(number)
                continue
            for area in clause.ground.areas:
                areas[id(area)] = area
                owners[id(area)].append(number)
                extra[id(area)] = max(far, extra.get(id(area), 0.0))
        self._areas = list(areas.values())
        self._extra = [extra[name] for name in areas]
        self._owners = [np.array(owners[name], np.int64) for name in areas]
        self._indexes: dict[float, Index] = {}

    def near(self, page: Columns) -> tuple[Any, Any]:
        """(incidents, areas) of a page that may meet, whatever their kinds."""
        points, areas = [], []
        for spread in np.unique(page.spread_m[np.isfinite(page.spread_m)]):
            index = self._indexes.get(float(spread))
            if index is None:
                index = self._indexes[float(spread)] = Index(
                    self._areas, [more + float(spread) for more in self._extra]
                )
            here = np.nonzero((page.spread_m == spread) & ~np.isnan(page.lon))[0]
            found, among = index.near(page.lon[here], page.lat[here])
            points.append(here[found])
            areas.append(among)
        nothing = np.empty(0, np.int64)
        return (np.concatenate(points), np.concatenate(areas)) if points else (nothing, nothing)

    def pairs(self, page: Columns) -> Iterator[tuple[int, list[int]]]:
        """(incident's index, indices of the clauses it may touch), for each incident that may touch any."""
        other = len(self._kind)
        first = np.array([self._kind.get(kinds[0], other) for kinds in page.kinds], np.int64)
        found: dict[int, set[int]] = defaultdict(set)
        points, areas = self.near(page)
        several = {i: [self._kind.get(k, other) for k in kinds] for i, kinds in enumerate(page.kinds) if len(kinds) > 1}
        for area in np.unique(areas):
            inside = points[areas == area]
            for number in self._owners[area]:
                for point in inside[self._takes[number][first[inside]]]:
                    found[int(point)].add(int(number))
            among = [int(point) for point in inside if int(point) in several] if several else ()
            for point in among:
                found[point].update(int(n) for n in self._owners[area] if self._takes[n][several[point]].any())
        nowhere = np.isnan(page.lon) | ~np.isfinite(page.spread_m)
        for number in range(len(self.clauses)):
            takes = self._takes[number]
            free = number in self._free
            for point in np.nonzero(takes[first] if free else takes[first] & nowhere)[0]:
                found[int(point)].add(number)
            for point, kinds in several.items():
                if (free or nowhere[point]) and takes[kinds].any():
                    found[point].add(number)
        for point in sorted(found):
            yield point, sorted(found[point])
