"""Counts on a coarse grid of longitude and latitude, of the places an audience sees.

Only a place known to within a named point (precision 1 and 2) is counted in a cell. One that is known by district or
country only would be put where it may not have been: those are counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .columns import DEGREE, NOWHERE

POINTED, DISTRICT = 2, 5  # the last precision that has a point; the last that has an area
FINEST = 10  # halvings of the globe: cells of 0.35 by 0.18 degrees, wider than the coarsest place we give
Cell = tuple[int, int]  # column from the west, row from the south


@dataclass(slots=True)
class Counted:
    """How many records of one register lie in each cell, in areas only, and nowhere on a map."""

    cells: Counter[Cell] = field(default_factory=Counter)
    areas: int = 0
    nowhere: int = 0

    @property
    def total(self) -> int:
        """All records of the register."""
        return self.cells.total() + self.areas + self.nowhere

    def add(self, columns: Mapping[str, Any]) -> None:
        """Count some records by their columns, on the finest grid."""
        lon, lat, prec = columns["lon"], columns["lat"], columns["prec"]
        known = lon != NOWHERE
        pointed = known & (prec <= POINTED)
        side = 2**FINEST
        x = np.clip((lon[pointed] / DEGREE + 180) * (side / 360), 0, side - 1).astype(np.int64)
        y = np.clip((lat[pointed] / DEGREE + 90) * (side / 180), 0, side - 1).astype(np.int64)
        numbers, counts = np.unique(y * side + x, return_counts=True)
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            self.cells[number % side, number // side] += count
        areas = int(np.count_nonzero(known & (prec > POINTED) & (prec <= DISTRICT)))
        self.areas += areas
        self.nowhere += len(lon) - int(np.count_nonzero(pointed)) - areas


def coarser(cells: Counter[Cell]) -> Counter[Cell]:
    """The same counts in cells of twice the size."""
    wider: Counter[Cell] = Counter()
    for (x, y), count in cells.items():
        wider[x >> 1, y >> 1] += count
    return wider


def corner(cell: Cell, level: int) -> tuple[float, float]:
    """(west, south) of a cell in degrees, on the grid of `level` halvings."""
    return cell[0] * 360 / 2**level - 180, cell[1] * 180 / 2**level - 90
