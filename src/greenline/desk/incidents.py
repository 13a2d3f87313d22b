"""Incidents as the pure functions want them: many at once as columns, and the few that may touch a clause as facts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import orjson
from sqlalchemy import ColumnElement, Connection, Table, and_, not_, select

from ..analysis.bulk import Columns
from ..analysis.compliance import GONE
from ..analysis.facts import Fact, Span, Taker
from ..core.moment import widened
from ..core.place import SPREAD_KM
from ..ledger.state import NOW
from .desk import Desk

PAGE = 50_000
_WANTED = (
    "ref", "from_pos", "state", "kind", "secondary", "happened_at__since", "happened_at__until", "happened_at__prec",
    "place__lon", "place__lat", "place__prec", "parties", "weapons", "split", "clarity", "happened_at__start",
    "happened_at__end", "reports", "deaths__best",
)  # fmt: skip
(
    REF,
    POS,
    STATE,
    KIND,
    SECONDARY,
    SINCE,
    UNTIL,
    PREC,
    LON,
    LAT,
    WHERE,
    PARTIES,
    WEAPONS,
    SPLIT,
    CLARITY,
    START,
    END,
    REPORTS,
    KILLED,
) = range(len(_WANTED))
TOTAL = "2"  # clarity: the source gives a total of several events


def pages(desk: Desk, connection: Connection, at: int | None = None) -> Iterator[Sequence[Any]]:
    """All incidents that still stand, or stood at a position, in pages."""
    result = connection.execution_options(stream_results=True, max_row_buffer=PAGE).execute(_query(desk, at))
    yield from result.partitions(PAGE)


def some(desk: Desk, connection: Connection, refs: Iterable[str]) -> list[Any]:
    """The rows of some incidents, as far as they still stand."""
    table = desk.shapes["incident"].table
    wanted = list(refs)
    found: list[Any] = []
    for start in range(0, len(wanted), 500):
        found.extend(connection.execute(_query(desk).where(table.c.ref.in_(wanted[start : start + 500]))).all())
    return found


def were(desk: Desk, connection: Connection, refs: Sequence[str]) -> set[int]:
    """The entries of all versions that some incidents ever had."""
    table = desk.shapes["incident"].table
    return set(connection.execute(select(table.c.from_pos).where(table.c.ref.in_(refs))).scalars())


def changed(desk: Desk, connection: Connection, after: int) -> list[str]:
    """The refs of incidents of which a version began after a pos."""
    table = desk.shapes["incident"].table
    found = connection.execute(select(table.c.ref).where(table.c.from_pos > after).order_by(table.c.from_pos))
    return list(dict.fromkeys(found.scalars()))


def held_at(table: Table, at: int | None) -> ColumnElement[bool]:
    """The condition that a version holds: now, or at a position."""
    return table.c.to_pos == NOW if at is None else and_(table.c.from_pos <= at, table.c.to_pos > at)


def _query(desk: Desk, at: int | None = None) -> Any:
    table = desk.shapes["incident"].table
    merged = and_(table.c.state == "archived", table.c.merged_into.is_not(None))
    held = (held_at(table, at), table.c.state.not_in(GONE), not_(merged))
    return select(*(table.c[name] for name in _WANTED)).where(*held)


def claimed(desk: Desk, connection: Connection, rows: Sequence[Any], at: int | None = None) -> set[int]:
    """Of incidents' rows, the entries of those of which only parties tell, or told at a position."""
    cited = {row[POS]: orjson.loads(row[REPORTS]) for row in rows if row[REPORTS]}
    refs = sorted({ref for named in cited.values() for ref in named})
    reports = desk.shapes["report"].table
    kinds: dict[str, str] = {}
    for start in range(0, len(refs), 500):
        query = select(reports.c.ref, reports.c.source_kind).where(
            reports.c.ref.in_(refs[start : start + 500]), held_at(reports, at), reports.c.state != "withdrawn"
        )
        kinds.update({row.ref: row.source_kind for row in connection.execute(query)})
    told = {pos: {kinds[ref] for ref in named if ref in kinds} for pos, named in cited.items()}
    return {pos for pos, found in told.items() if found == {"party"}}


def columns(rows: Sequence[Any]) -> Columns:
    """A page of rows as arrays for finding what may touch what."""
    told = list(zip(*rows, strict=True)) if rows else [()] * len(_WANTED)
    spread = np.array([_spread_m(prec) for prec in told[WHERE]], float)
    lon = np.array([np.nan if v is None else v for v in told[LON]], float)
    lat = np.array([np.nan if v is None else v for v in told[LAT]], float)
    kinds = [
        (kind, *(orjson.loads(more) if more else ())) for kind, more in zip(told[KIND], told[SECONDARY], strict=True)
    ]
    return Columns(kinds, lon, lat, spread)


def fact(row: Any, claims: Container[int] = ()) -> Fact:
    """A row as a fact. `claims`: entries of the versions of which only parties tell."""
    lon, lat = row[LON], row[LAT]
    spread = _spread_m(row[WHERE])
    return Fact(
        ref=row[REF],
        pos=row[POS],
        state=row[STATE],
        kinds=(row[KIND], *(orjson.loads(row[SECONDARY]) if row[SECONDARY] else ())),
        span=Span(*widened(row[SINCE], row[UNTIL], row[PREC] or 5)) if row[SINCE] is not None else Span(-(2**53)),
        place=(lon, lat) if lon is not None else None,
        spread_m=None if np.isinf(spread) else spread,
        takers=tuple(
            Taker(one["actor"], one.get("role", "unknown"), one.get("confidence"))
            for one in (orjson.loads(row[PARTIES]) if row[PARTIES] else ())
            if one.get("actor")
        ),
        weapons=tuple(orjson.loads(row[WEAPONS])) if row[WEAPONS] else (),
        split=tuple(
            (one["actor"], one["count"]) for one in (orjson.loads(row[SPLIT]) if row[SPLIT] else ())
            if one.get("actor") and one.get("count")
        ),
        aggregate=row[CLARITY] == TOTAL,
        claimed=row[POS] in claims,
    )  # fmt: skip


def moment(row: Any) -> dict[str, Any] | None:
    """When a row's incident happened, as the ledger writes it."""
    return {"end": row[END], "prec": row[PREC], "start": row[START]} if row[START] else None


def _spread_m(prec: int | None) -> float:
    """How far off a place of that precision may be, in metres; infinite where it is not known on the map's scale."""
    km = SPREAD_KM.get(prec or 1)
    return np.inf if km is None else km * 1000
