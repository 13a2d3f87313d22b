"""What a table of counts is told beside: which units are neighbours, and other counts of the same units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..core.errors import Invalid, Issue
from .rows import Row, open_table, read_rows
from .wide import Wide


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which units lie beside which, as places in a list of units; and how many rows named no two of them."""

    beside: tuple[tuple[int, ...], ...]
    unknown: int


def read_pairs(file: Path, units: Sequence[str]) -> Pairs:
    """Neighbours from a table of two columns, a pair a row. Raises NotFound, BadRequest, or Invalid if no pair fits."""
    where = {name: place for place, name in enumerate(units)}
    found: list[set[int]] = [set() for _ in units]
    unknown = fitting = 0
    with open_table(file) as source:
        header, rows = read_rows(source)
        for nth, cells in enumerate(_cells(header, rows)):
            one, other = (where.get(cell.strip()) for cell in cells[:2])
            if one is None or other is None or one == other:
                unknown += nth > 0  # a table of pairs may have a header or none
                continue
            fitting += 1
            found[one].add(other)
            found[other].add(one)
    if not fitting:
        told = Issue(file.name, "unknown_unit", "Two columns are wanted: a unit and one beside it.")
        raise Invalid("No pair of neighbours names two units of the table.", [told])
    return Pairs(tuple(tuple(sorted(each)) for each in found), unknown)


def _cells(header: list[str], rows: Iterator[Row]) -> Iterator[list[str]]:
    """The header as well; of a row that cannot be read, or has one cell, two empty ones."""
    yield header if len(header) >= 2 else ["", ""]
    for row in rows:
        yield ["", ""] if row.wrong or len(row.cells) < 2 else row.cells


def fitted(other: Wide, like: Wide) -> tuple[NDArray[np.float64], int]:
    """Counts of another table in the shape of `like`, NaN where it has none; and how many units they share.

    Raises Invalid when the steps are of another kind, or no unit or no step is shared.
    """
    if other.step != like.step:
        raise Invalid(f"The other table counts by {other.step}, the first by {like.step}.")
    where = {name: place for place, name in enumerate(other.units)}
    shared = [(row, where[name]) for row, name in enumerate(like.units) if name in where]
    if not shared:
        raise Invalid("The other table shares no unit with the first; units go by their names.")
    length, long = len(like.counts[0]), len(other.counts[0])
    out = np.full((len(like.units), length), np.nan)
    since, until = max(like.first, other.first), min(like.first + length, other.first + long)
    if until <= since:
        raise Invalid(f"The other table shares no {like.step} with the first.")
    mine, theirs = slice(since - like.first, until - like.first), slice(since - other.first, until - other.first)
    for row, place in shared:
        out[row, mine] = other.counts[place, theirs]
    return out, len(shared)
