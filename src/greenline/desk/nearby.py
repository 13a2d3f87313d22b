"""Where and when all reports and incidents lie, in memory: what is near one is found without walking the ledger.

Arrays of the newest version of each record, 48 bytes each; whether it counts (it may have been withdrawn) is asked of
the ledger afterwards, of those found alone.
"""

from __future__ import annotations

import threading
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, literal_column, select

from ..analysis.fusion.linking import MOST_SCORED
from ..analysis.fusion.saying import Saying
from ..analysis.fusion.weighing import NEAR_KM, SLACK_S
from ..core.moment import widened
from ..core.place import KM_PER_DEGREE, SPREAD_KM
from ..faces.table import NOW_TEXT
from .desk import Desk

PAGE = 50_000
MOST_FRESH = 5_000  # that are looked at one by one before they are sorted in
LONG_S = 40 * 86_400  # stretches as long are looked at one by one: they are few
_COLUMNS = ("from_pos", "happened_at__since", "happened_at__until", "happened_at__prec", "place__lon", "place__lat",
            "place__prec")  # fmt: skip
_kept: WeakKeyDictionary[Desk, dict[str, Nearby]] = WeakKeyDictionary()
_lock = threading.Lock()


def nearby(desk: Desk, connection: Connection, noun: str) -> Nearby:
    """The index of a register of a desk, up to date with the ledger."""
    with _lock:
        found = _kept.setdefault(desk, {}).setdefault(noun, Nearby())
        found.refresh(desk, connection, noun)
        return found


class Nearby:
    """Positions of entries by time and place."""

    def __init__(self) -> None:
        self._pos = 0
        self._rows = np.empty((0, 6))  # entry, since, until, lon, lat, spread; sorted by since
        self._fresh = np.empty((0, 6))  # what came lately, in no order
        self._since: NDArray[np.float64] = np.empty(0)
        self._long = np.empty((0, 6))

    def refresh(self, desk: Desk, connection: Connection, noun: str) -> None:
        """Take in what came since the last time."""
        table = desk.shapes[noun].table
        pos = desk.ledger.pos_in(connection)
        if pos == self._pos:
            return
        self._forget(connection, table)
        query = select(*(table.c[name] for name in _COLUMNS)).where(
            table.c.from_pos > self._pos, table.c.to_pos == literal_column(NOW_TEXT)
        )
        result = connection.execution_options(stream_results=True, max_row_buffer=PAGE).execute(query)
        pages = [_page(page) for page in result.partitions(PAGE)]
        self._pos = pos
        if not pages:
            return
        fresh = np.vstack(pages)
        lasting = fresh[:, 2] - fresh[:, 1] > LONG_S
        self._long = np.vstack([self._long, fresh[lasting]])
        self._fresh = np.vstack([self._fresh, fresh[~lasting]])
        if len(self._fresh) > MOST_FRESH:
            rows = np.vstack([self._rows, self._fresh])
            self._rows, self._fresh = rows[np.argsort(rows[:, 1], kind="stable")], np.empty((0, 6))
            self._since = np.ascontiguousarray(self._rows[:, 1])

    def _forget(self, connection: Connection, table: Table) -> None:
        """Let go of the versions before those that came since the last time."""
        if not len(self._rows) + len(self._fresh) + len(self._long):
            return
        newer = table.alias()
        came = select(newer.c.ref).where(newer.c.from_pos > self._pos)
        query = select(table.c.from_pos).where(table.c.ref.in_(came), table.c.from_pos <= self._pos)
        gone = np.array(connection.execute(query).scalars().all(), float)
        if len(gone):  # set so far away that nothing is near: taking rows out would copy all of them
            for rows in (self._rows, self._fresh, self._long):
                rows[np.isin(rows[:, 0], gone), 2] = -np.inf

    def near(self, said: Saying) -> list[int]:
        """The entries near a saying in time and place, at most MOST_SCORED, the nearest; one whose place nobody knows
        is near."""
        if said.since_s is None or said.until_s is None:
            return []
        first = np.searchsorted(self._since, said.since_s - SLACK_S - LONG_S)
        last = np.searchsorted(self._since, said.until_s + SLACK_S, side="right")
        rows = np.vstack([self._rows[first:last], self._fresh, self._long])
        rows = rows[rows[:, 0] != said.pos]
        apart = np.maximum(np.maximum(rows[:, 1] - said.until_s, said.since_s - rows[:, 2]), 0) / SLACK_S
        rows, apart = rows[apart <= 1], apart[apart <= 1]
        if said.placed and said.lon is not None and said.lat is not None:
            east = (np.remainder(rows[:, 3] - said.lon + 180, 360) - 180) * np.cos(np.radians(said.lat))
            away = np.hypot(east, rows[:, 4] - said.lat) * KM_PER_DEGREE
            far = away / (NEAR_KM + (said.spread_km or 0.0) + np.nan_to_num(rows[:, 5]))
            apart = np.maximum(apart, np.where(np.isnan(rows[:, 3]) | np.isnan(rows[:, 5]), 0.0, far))
            rows, apart = rows[apart <= 1], apart[apart <= 1]
        order = np.argsort(apart, kind="stable")[:MOST_SCORED]
        return [int(pos) for pos in rows[order, 0]]


def _page(rows: Any) -> NDArray[np.float64]:
    """Rows of the table as numbers: entry, since, until (as wide as their precision says), lon, lat, spread in km."""
    told = np.array([tuple(np.nan if v is None else v for v in row) for row in rows], float)
    told = told[~np.isnan(told[:, 1])]
    slack: dict[tuple[float, float], int] = {}
    wide = np.empty(len(told))
    for number, (since, until, prec) in enumerate(told[:, 1:4].tolist()):
        key = (until - since, prec)
        if key not in slack:
            slack[key] = -widened(0, int(key[0]), int(prec))[0]
        wide[number] = slack[key]
    spread = np.full(len(told), np.nan)
    for prec, km in SPREAD_KM.items():
        if km is not None:
            spread[told[:, 6] == prec] = km
    return np.column_stack([told[:, 0], told[:, 1] - wide, told[:, 2] + wide, told[:, 4], told[:, 5], spread])
