"""When a clause was seen to be kept: all of its ground was watched, and nothing was seen there.

Silence is not compliance: a clause is met only for the stretches in which every cell of its ground was watched at the
same time. Where nobody was, or only somebody in a part, nothing follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import h3
import numpy as np
import shapely
from h3.api import numpy_int as h3n
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from .coverage import COARSEST, FINEST, Cells, Cover, TooWide, cells_of
from .facts import MET, Clause, Opinion, Span
from .terms import TERMS
from .watching import Piece, Watch

SHORTEST_S = 3600  # shorter stretches say too little to be told
LEAST_CELLS, MOST_CELLS = 12, 3000  # of a ground: finer for small ones, coarser for large ones
MOST_STRETCHES = 400  # of one clause, the newest
MOST_ENTRIES = 40
NOTHING_SEEN = "watched_nothing_seen"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which all of a ground was watched, and the entries of the windows that say so."""

    span: Span
    entries: tuple[int, ...]


def watchable(clause: Clause) -> bool:
    """Whether watching its ground can show that a clause is kept: an act in an area that can be seen."""
    term = TERMS.get(clause.term or "")
    ground = clause.ground
    return (
        term is not None and term.seen and ground is not None and bool(ground.areas) and not ground.lined
        and all(area.shape.area > 0 for area in ground.areas)
    )  # fmt: skip


def over(clause: Clause, watch: Watch) -> list[Piece]:
    """The pieces of a window that lie over a clause's ground, and were not perhaps under cloud."""
    ground = _ground(clause)
    return [piece for piece in watch.pieces if piece.sure and shapely.intersects(ground, piece.ground)]


def stretches(clause: Clause, pieces: Iterable[tuple[Piece, int]]) -> list[Stretch]:
    """The times in which the whole ground of a clause, in every version of it, was watched; the newest at most.

    pieces: those over its ground, each with its window's entry.
    """
    cells = _cells(_ground(clause))
    if not len(cells):
        return []
    centres = np.array([h3n.cell_to_latlng(cell) for cell in cells])
    rows: list[tuple[Cells, int, int]] = []
    used: list[tuple[int, int, int]] = []
    for piece, pos in pieces:
        inside: NDArray[np.bool_] = shapely.contains_xy(piece.ground, centres[:, 1], centres[:, 0])
        if inside.any():
            rows.append((cells[inside], piece.span.since, piece.span.until or 0))
            used.append((piece.span.since, piece.span.until or 0, pos))
    found = _together(Cover.of(rows, 0), len(cells))
    told = []
    for since, until in found[-MOST_STRETCHES:]:
        entries = sorted({pos for a, b, pos in used if a < until and b > since})
        told.append(Stretch(Span(since, until), tuple(entries[:MOST_ENTRIES])))
    return told


def kept(clause: Clause, stretch: Stretch, touched: Sequence[tuple[str | None, Span]]) -> Iterator[Opinion]:
    """That each party kept a clause in a stretch, unless something was found or said of it (or of nobody) in it."""
    for one in clause.bound:
        if one.contested or any(party in (None, one.actor) and _meets(span, stretch.span) for party, span in touched):
            continue
        yield Opinion(
            clause, one.actor, MET, (NOTHING_SEEN,), window=stretch.span, watched=True,
            entries=tuple(sorted({clause.pos, *stretch.entries})),
        )  # fmt: skip


def _meets(one: Span, other: Span) -> bool:
    return (one.until is None or one.until > other.since) and (other.until is None or one.since < other.until)


def _ground(clause: Clause) -> BaseGeometry:
    assert clause.ground is not None
    shapes = [area.shape for area in clause.ground.areas]
    return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)


def _cells(ground: BaseGeometry) -> Cells:
    """The cells of a ground, as fine as gives a dozen of them and as coarse as gives no more than some thousands."""
    middle = ground.centroid
    km2 = ground.area * float(np.cos(np.radians(middle.y))) * 111.195**2
    fine = next((r for r in range(COARSEST, FINEST) if km2 / h3.average_hexagon_area(r, "km^2") >= LEAST_CELLS), FINEST)
    try:
        cells = cells_of(ground, fine)
    except TooWide:
        return np.empty(0, np.uint64)
    return cells if len(cells) <= MOST_CELLS else np.empty(0, np.uint64)


def _together(cover: Cover, number: int) -> list[tuple[int, int]]:
    """The stretches in which so many cells were watched at once."""
    if not len(cover.cells) or len(np.unique(cover.cells)) < number:
        return []
    at = np.concatenate([cover.since, cover.until])
    step = np.concatenate([np.ones(len(cover.since), np.int64), -np.ones(len(cover.until), np.int64)])
    order = np.argsort(at, kind="stable")
    at, step = at[order], step[order]
    last = np.flatnonzero(np.r_[at[1:] != at[:-1], True])
    level = np.cumsum(step)[last]
    times = at[last]
    full = np.flatnonzero(level[:-1] == number)
    found: list[tuple[int, int]] = []
    for index in full:
        since, until = int(times[index]), int(times[index + 1])
        if found and found[-1][1] == since:
            found[-1] = (found[-1][0], until)
        else:
            found.append((since, until))
    return [(since, until) for since, until in found if until - since >= SHORTEST_S]
