"""When what was known: positions of the ledger and the instants they were recorded, for a slider back through time.

The mission knows every position. Another audience has positions of the clock, evenly spaced from the first record that
it may see until now.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from ..core.handling import Audience
from ..faces.columns import lasting
from .desk import Desk
from .numbers import instant, tick_of

MOST_TICKS = 1_000
Tick = tuple[int, str]


def ticks(desk: Desk, audience: Audience, wanted: int, at: int | None = None) -> dict[str, Any]:
    """At most `wanted` positions, evenly spaced from the first to the newest, each with when it was recorded.

    With `at` also the newest position not after it: the last thing that was known then, None when nothing was.
    """
    with desk.reading() as connection:
        if audience.inside:
            told = _probed(desk, connection, audience, wanted)
            last = None if at is None else _newest(desk, connection, audience, at)
        else:
            told = _clocked(desk, connection, audience, wanted)
            last = None if at is None or not told or at < told[0][0] else (at, instant(at))
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


def _clocked(desk: Desk, connection: Connection, audience: Audience, wanted: int) -> list[Tick]:
    """Ticks of the clock from the first version that an audience may look up until now."""
    begun: list[str] = []
    for shape in desk.shapes.values():
        view = shape.view(audience)
        first = select(view.c.recorded_at).where(lasting(view, audience)).order_by(view.c.from_pos).limit(1)
        begun.extend(connection.execute(first).scalars())
    if not begun:
        return []
    start, last = tick_of(min(begun)), desk.numbers(audience).present(connection)
    found = sorted({round(start + (last - start) * i / max(wanted - 1, 1)) for i in range(wanted)})
    return [(tick, instant(tick)) for tick in found]
