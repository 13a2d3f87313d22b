"""Many records as few bytes: an audience's versions as columns of numbers, which a page's worker can filter by itself.

A block holds some versions in the order of the ledger. It is a JSON head and then the columns, one after another; of
a column of four-byte numbers all lowest bytes come first, then the next ones, so that what is regular packs to nothing.
Values come from the audience's view alone. Text is not here: who wants a version's words asks for its row.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import orjson
from sqlalchemy import ColumnElement, CompoundSelect, Connection, and_, case, exists, literal_column, or_, select

from ..core.handling import Audience
from ..core.place import SPREAD_KM
from .table import NOW_TEXT, RegisterTable

DEGREE = 100_000  # parts of a degree told apart, about a metre
DAY_S = 86_400
NOWHERE = NEVER = -(2**31)
UNKNOWN_U8, UNKNOWN_U16, UNKNOWN_U32 = 2**8 - 1, 2**16 - 1, 2**32 - 1
# Name and type of each column; the page's `archive/wire.ts` reads the same.
LAYOUT: tuple[tuple[str, str], ...] = (
    ("from", "u4"),  # how much more than the version before, modulo 2^32
    ("to", "u4"),  # how much later the version ended; 0: it still holds
    ("id", "u4"),  # the version's name; 0: the same as `from`
    ("lon", "i4"), ("lat", "i4"),  # in 1/DEGREE; NOWHERE: not known
    ("day", "i4"), ("second", "u4"), ("lasts", "u4"),  # days since 1970, second of that day, seconds; NEVER: not known
    ("deaths", "u4"),
    ("kind", "u2"), ("grid_km", "u2"),  # 0: the place is as exact as its precision says
    ("state", "u1"), ("severity", "u1"), ("prec", "u1"), ("date_prec", "u1"), ("grade", "u1"), ("flags", "u1"),
)  # fmt: skip


def now_of(view: Any) -> ColumnElement[bool]:
    """The versions that hold now; a literal, so that partial indexes apply."""
    held: ColumnElement[bool] = view.c.to_pos == literal_column(NOW_TEXT)
    return held


def lasting(view: Any, audience: Audience) -> ColumnElement[bool]:
    """The versions that an audience may look up: of a record it may not see now, none."""
    if audience.inside:
        return literal_column("1") == literal_column("1")
    later = view.alias()
    return or_(now_of(view), exists().where(later.c.ref == view.c.ref, now_of(later)))


def changed(view: Any, since: int) -> CompoundSelect[Any]:
    """The refs of an audience's records of which a version began or ended after a pos."""
    ended = and_(view.c.to_pos > since, ~now_of(view))
    return select(view.c.ref).where(view.c.from_pos > since).union(select(view.c.ref).where(ended))


def rows_of(connection: Connection, shape: RegisterTable, audience: Audience, *where: ColumnElement[bool]) -> list[Any]:
    """The versions of an audience that meet conditions, as `block` wants them, oldest first."""
    view, seen = shape.view(audience), shape.register.seen
    size = shape.leaf(seen.size)
    nothing: ColumnElement[Any] = literal_column("NULL")

    def column(name: str | None) -> ColumnElement[Any]:
        return view.c[name] if name and name in view.c else nothing

    def part(path: str | None, end: str) -> ColumnElement[Any]:
        return column(f"{path}__{end}" if path else None)

    wanted: tuple[ColumnElement[Any], ...] = (
        view.c.from_pos, view.c.to_pos, part(seen.where, "lon"), part(seen.where, "lat"),
        part(seen.when, "since"), part(seen.when, "until"), column(size.column if size else None), column(seen.what),
        part(seen.where, "grid_km"), view.c.state, column(seen.rank), part(seen.where, "prec"),
        part(seen.when, "prec"), column("reliability"), column("credibility"), view.c.flags,
    )  # fmt: skip
    if not audience.inside:
        after = shape.table.alias()
        ended = select(after.c.recorded_at).where(after.c.from_pos == view.c.to_pos).scalar_subquery()
        wanted = (*wanted, view.c.recorded_at, case((now_of(view), None), else_=ended))
    query = select(*(c.label(f"c{i}") for i, c in enumerate(wanted))).where(lasting(view, audience), *where)
    return list(connection.execute(query.order_by(view.c.from_pos)))


class Clocked(NamedTuple):
    """When versions began and ended, and what they are called, for those who live by the clock: arrays, one a row."""

    begun: Any
    ended: Any
    names: Any


def block(rows: Sequence[Any], clocked: Clocked | None = None) -> bytes:
    """Versions as a block: the length of the head, the head, the columns in the order of `LAYOUT`."""
    names, columns = _columns(rows, clocked)
    head = orjson.dumps({"count": len(rows), **names})
    head += b" " * (-len(head) % 8)
    return b"".join([struct.pack("<I", len(head)), head, *(_planes(columns[n], kind) for n, kind in LAYOUT)])


def rising(numbers: Sequence[int]) -> bytes:
    """Rising numbers as the differences from one to the next, in planes like any column."""
    return _planes(np.diff(np.array(numbers, np.int64), prepend=0), "u4")


def unblock(raw: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The head and the columns of a block, as NumPy arrays; `from` and `to` as positions, `to` 0 where it holds."""
    (length,) = struct.unpack_from("<I", raw)
    head = orjson.loads(raw[4 : 4 + length])
    count, at = head["count"], 4 + length
    columns: dict[str, Any] = {}
    for name, kind in LAYOUT:
        width = int(kind[1])
        planes = np.frombuffer(raw, np.uint8, count * width, at).reshape(width, count)
        columns[name] = np.ascontiguousarray(planes.T).view(f"<{kind}").reshape(count)
        at += count * width
    columns["from"] = np.cumsum(columns["from"], dtype=np.int64)
    columns["from"] &= 2**32 - 1
    columns["to"] = np.where(columns["to"] == 0, 0, columns["from"] + columns["to"])
    columns["id"] = np.where(columns["id"] == 0, columns["from"], columns["id"])
    return head, columns


def spreads() -> list[float | None]:
    """How wide (km) a place of each precision is drawn, by precision from 0; None: not on a map."""
    return [0.0, *(SPREAD_KM[prec] for prec in sorted(SPREAD_KM))]


def _planes(values: Any, kind: str) -> bytes:
    width = int(kind[1])
    flat = np.ascontiguousarray(values.astype(f"<{kind}")).view(np.uint8)
    return flat.reshape(len(values), width).T.tobytes()


def _columns(rows: Sequence[Any], clocked: Clocked | None) -> tuple[dict[str, list[str]], Mapping[str, Any]]:
    cells = list(zip(*rows, strict=True))[:16] if rows else [()] * 16
    (begins, ends, lon, lat, since, until, deaths, kind, grid, state, rank, prec, date_prec, good, sure, flags) = cells
    start = np.array(begins, np.int64) if clocked is None else clocked.begun
    end = np.array(ends, np.int64) if clocked is None else clocked.ended
    open_end = end == int(NOW_TEXT)
    timed = np.array([s is not None for s in since], bool)
    at = np.array([s or 0 for s in since], np.int64)
    lasts = np.array([u or 0 for u in until], np.int64) - at
    day = at // DAY_S
    kinds, kind_index = _indexed(kind)
    states, state_index = _indexed(state)
    grades, grade_index = _indexed([f"{a}{b}" if a else None for a, b in zip(good, sure, strict=True)])
    return {"kinds": kinds, "states": states, "grades": grades}, {
        "from": np.diff(start, prepend=0),
        "id": np.zeros(len(rows), np.int64) if clocked is None else clocked.names,
        "to": np.where(open_end, 0, end - start),
        "lon": _fixed(lon), "lat": _fixed(lat),
        "day": np.where(timed, day, NEVER),
        "second": np.where(timed, at - day * DAY_S, 0),
        "lasts": np.where(timed, np.clip(lasts, 0, UNKNOWN_U32), 0),
        "deaths": np.array([UNKNOWN_U32 if d is None else min(d, UNKNOWN_U32 - 1) for d in deaths], np.int64),
        "kind": np.where(kind_index < 0, UNKNOWN_U16, kind_index),
        "grid_km": np.array([g or 0 for g in grid], np.int64),
        "state": state_index,
        "severity": np.array([UNKNOWN_U8 if r is None else int(r) for r in rank], np.int64),
        "prec": np.array([p or 0 for p in prec], np.int64),
        "date_prec": np.array([p or 0 for p in date_prec], np.int64),
        "grade": np.where(grade_index < 0, UNKNOWN_U8, grade_index),
        "flags": np.array([1 if f else 0 for f in flags], np.int64),
    }  # fmt: skip


def _fixed(degrees: Sequence[float | None]) -> Any:
    known = np.array([d is not None for d in degrees], bool)
    parts = np.rint(np.array([d or 0.0 for d in degrees], np.float64) * DEGREE)
    return np.where(known, parts, NOWHERE)


def _indexed(values: Sequence[str | None]) -> tuple[list[str], Any]:
    """The different values, and for each row the number of its value, -1 where it has none."""
    names = sorted({v for v in values if v is not None})
    numbers = {name: i for i, name in enumerate(names)}
    return names, np.array([-1 if v is None else numbers[v] for v in values], np.int64)
