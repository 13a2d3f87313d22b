"""When what was known: positions of the ledger and the instants they were recorded, for a slider back through time.

The mission knows every position. Another audience is told only those of versions it may look up. Like the `version` of
every record they come from one count, so their gaps tell that something was recorded in between, though not what.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from ..core.handling import MOST_CLEARANCE, Audience
from ..faces.columns import lasting
from .desk import Desk

MOST_TICKS = 1_000
Tick = tuple[int, str]


def ticks(desk: Desk, audience: Audience, wanted: int, at: int | None = None) -> dict[str, Any]:
    """At most `wanted` positions, evenly spaced from the first to the newest, each with when it was recorded.

    With `at` also the newest position not after it: the last thing that was known then, None when nothing was.
    """
    with desk.reading() as connection:
        if audience.clearance >= MOST_CLEARANCE:
            told = _probed(desk, connection, audience, wanted)
        else:
            told = _picked(desk, connection, audience, wanted)
        last = None if at is None else _newest(desk, connection, audience, at)
    body: dict[str, Any] = {"audience": audience.name, "ticks": [{"pos": p, "recorded_at": r} for p, r in told]}
    if at is not None:
        body["at"] = None if last is None else {"pos": last[0], "recorded_at": last[1]}
    return body


def _probed(desk: Desk, connection: Connection, audience: Audience, wanted: int) -> list[Tick]:
    last = desk.ledger.pos_in(connection)
    positions = sorted({round(1 + (last - 1) * i / max(wanted - 1, 1)) for i in range(wanted)} if last else ())
    found = (_newest(desk, connection, audience, pos) for pos in positions)
    return sorted({tick for tick in found if tick})


def _newest(desk: Desk, connection: Connection, audience: Audience, at: int) -> Tick | None:
    """The newest version of any register that an audience may look up and that was recorded by a pos."""
    best: Tick | None = None
    for shape in desk.shapes.values():
        view = shape.view(audience)
        query = select(view.c.from_pos, view.c.recorded_at).where(view.c.from_pos <= at, lasting(view, audience))
        row = connection.execute(query.order_by(view.c.from_pos.desc()).limit(1)).first()
        if row and (best is None or row[0] > best[0]):
            best = (row[0], row[1])
    return best


def _picked(desk: Desk, connection: Connection, audience: Audience, wanted: int) -> list[Tick]:
    """Every so many versions of those that an audience may look up, and always the first and the newest."""
    found: list[Tick] = []
    for shape in desk.shapes.values():
        view = shape.view(audience)
        number = func.row_number().over(order_by=view.c.from_pos)
        mine = select(view.c.from_pos, view.c.recorded_at, number.label("number")).where(lasting(view, audience))
        seen = mine.subquery()
        many = connection.execute(select(func.count()).select_from(seen)).scalar_one()
        step = max(1, many // wanted)
        kept = select(seen.c.from_pos, seen.c.recorded_at).where(
            (seen.c.number % step == 0) | (seen.c.number == 1) | (seen.c.number == many)
        )
        found.extend((pos, recorded_at) for pos, recorded_at in connection.execute(kept))
    found.sort()
    if len(found) <= wanted:
        return found
    return [found[round(i * (len(found) - 1) / max(wanted - 1, 1))] for i in range(wanted)]
