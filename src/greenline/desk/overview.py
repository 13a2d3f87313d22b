"""The first picture: everything where there is little, else the newest records and counts on a coarse grid.

Made for the wire: it stays under some 300 kB packed, however long the ledger. Counts come from the audience's archive.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import Any

import numpy as np
from sqlalchemy import func, select

from ..core.handling import Audience
from ..core.register import Register
from ..faces.cells import FINEST, Cell, Counted, coarser, corner
from ..faces.columns import DAY_S, NEVER, now_of
from .archive import Archive, Standing, standing
from .picture import marks, picture

MOST_WHOLE = 2_000  # records up to which the first picture is everything
MOST_RECENT = 2_000  # records that a first picture of a larger mission holds
MOST_LASTING = 1_000  # and of these, of each register that does not happen: sites, units, assets
MOST_CELLS = 3_000
RECENT_S = 30 * DAY_S
BINS = 160  # of the histogram over all times
MOST_KEPT = 8  # pictures in memory


class Overview:
    """First pictures, each kept until the ledger has a new entry. Lives in its archive's thread."""

    def __init__(self, archive: Archive) -> None:
        self.desk, self.archive = archive.desk, archive
        self._kept: OrderedDict[tuple[str, int | None], tuple[Standing, dict[str, Any]]] = OrderedDict()

    def picture(self, audience: Audience, at: int | None = None) -> dict[str, Any]:
        """The first picture of an audience, now or as known at a pos; `whole` tells whether it is everything."""
        if self._small(audience):
            body = picture(self.desk, audience, at=at)
            counts = Counter(row["register"] for row in body["rows"])
            return {**body, "whole": True, "counts": {noun: counts[noun] for noun in self._shown()}}
        key = (audience.name, at)
        with self.desk.reading() as connection:
            now = standing(self.desk, connection, audience)
        kept = self._kept.get(key)
        if kept is None or kept[0] != now:
            self._kept[key] = kept = now, self._made(audience, at)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return {**kept[1], **self._head(audience, at)}

    def cells(self, audience: Audience, at: int | None = None) -> dict[str, Any]:
        """Counts on the coarse grid alone, and how many records no cell can hold."""
        told, _, _ = self._counted(audience, at)
        return {**self._head(audience, at), **_told(told)}

    def _shown(self) -> dict[str, type[Register]]:
        """The registers that have a place on the map or in time."""
        every = ((noun, shape.register) for noun, shape in self.desk.shapes.items())
        return {noun: register for noun, register in every if register.seen.where or register.seen.when}

    def _small(self, audience: Audience) -> bool:
        left = MOST_WHOLE
        with self.desk.reading() as connection:
            for noun in self._shown():
                view = self.desk.shapes[noun].view(audience)
                some = select(view.c.from_pos).where(now_of(view)).limit(left + 1).subquery()
                left -= connection.execute(select(func.count()).select_from(some)).scalar_one()
                if left < 0:
                    return False
        return True

    def _head(self, audience: Audience, at: int | None) -> dict[str, Any]:
        with self.desk.reading() as connection:
            pos = self.desk.numbers(audience).present(connection)
        return {"pos": pos if at is None else min(at, pos), "audience": audience.name}

    def _made(self, audience: Audience, at: int | None) -> dict[str, Any]:
        head = self._head(audience, at)
        told, newest, times = self._counted(audience, at)
        rows = [row for noun, found in newest.items() for row in marks(self.desk, noun, audience, found)]
        rows.sort(key=lambda row: row.get("start") or "9", reverse=True)  # what lasts goes first, then the newest
        return {
            **head,
            "rows": rows[:MOST_RECENT],
            "gone": [],
            "more": False,
            "whole": False,
            **_told(told),
            "times": times,
        }

    def _counted(self, audience: Audience, at: int | None) -> tuple[dict[str, Counted], dict[str, list[int]], Any]:
        """Every register counted, its newest versions by their positions, and how all happenings lie in time."""
        told: dict[str, Counted] = {}
        newest: dict[str, list[int]] = {}
        happenings = [np.empty(0, np.int64)]
        for noun, register in self._shown().items():
            told[noun] = Counted()
            begun, happened = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
            for columns in self.archive.columns(noun, audience):
                held = columns["to"] == 0
                if at is not None:
                    held = (columns["from"] <= at) & (held | (columns["to"] > at))
                mine = {name: column[held] for name, column in columns.items()}
                told[noun].add(mine)
                begun.append(mine["id"])
                happened.append(np.where(mine["day"] == NEVER, NEVER, mine["day"] * DAY_S + mine["second"]))
            newest[noun] = _newest(register, np.concatenate(begun), np.concatenate(happened))
            if register.seen.size is not None:
                happenings.extend(happened)
        return told, newest, _times(np.concatenate(happenings))


def _newest(register: type[Register], begun: Any, happened: Any) -> list[int]:
    """The versions of the last 30 days that anything is known of; of what lasts, those that were recorded last."""
    if register.seen.size is None:
        return list(begun[-MOST_LASTING:].tolist())
    if not len(begun):
        return []
    order = np.argsort(-happened, kind="stable")[:MOST_RECENT]
    order = order[happened[order] >= happened[order[0]] - RECENT_S]
    return list(begun[order].tolist())


def _times(happened: Any) -> dict[str, Any] | None:
    """How many happened in each of `BINS` equal spans between the first and the last (POSIX seconds)."""
    known = happened[happened != NEVER]
    if not len(known):
        return None
    counts, edges = np.histogram(known, BINS)
    return {"since": int(edges[0]), "until": int(edges[-1]), "counts": counts.tolist()}


def _told(told: dict[str, Counted]) -> dict[str, Any]:
    """All registers on one grid, coarse enough to be told in `MOST_CELLS` cells."""
    level = FINEST
    grids = {noun: one.cells for noun, one in told.items()}
    while len(every := _every(grids)) > MOST_CELLS:
        grids = {noun: coarser(cells) for noun, cells in grids.items()}
        level -= 1
    grid = {
        "registers": list(grids),
        "width": 360 / 2**level,
        "height": 180 / 2**level,
        "cells": [[*corner(cell, level), *(cells[cell] for cells in grids.values())] for cell in sorted(every)],
        "areas": {noun: one.areas for noun, one in told.items()},
        "nowhere": {noun: one.nowhere for noun, one in told.items()},
    }
    return {"counts": {noun: one.total for noun, one in told.items()}, "cells": grid}


def _every(grids: dict[str, Counter[Cell]]) -> set[Cell]:
    return set().union(*grids.values())
