"""A mission that takes live positions, made up for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import places
from sqlalchemy import select

from greenline.desk.desk import Desk
from greenline.exchange.cot.event import Event
from greenline.ledger.state import NOW
from greenline.mission import Mission, Tracker, Tracking

OWN = (
    Tracker(uid="PHONE-1", call_sign="PATROL-1", means="foot_patrol"),
    Tracker(uid="CAR-2", call_sign="CAR-2"),
    Tracker(uid="MAST-3", call_sign="MAST-3", means="camera", sensor="camera"),
)


def tracking(mission: Mission, **more: Any) -> Mission:
    """A mission with three trackers of its own and what else is set."""
    told = Tracking(own=OWN, **more)
    return replace(mission, settings=mission.settings.model_copy(update={"tracking": told}))


@contextmanager
def tracked(mission: Mission, data: Path, **more: Any) -> Iterator[Desk]:
    """The desk of such a mission."""
    desk = Desk(tracking(mission, **more), places.place(data))
    try:
        yield desk
    finally:
        desk.close()


def position(uid: str, at_s: float, lon: float = 33.0, lat: float = 35.0, **more: Any) -> Event:
    """Where a device says that it is."""
    told = {"type": "a-f-G-U-C", "how": "m-g", "own_place": True, "call_sign": uid, **more}
    return Event(uid=uid, at_s=at_s, start_s=at_s, stale_s=at_s + 60, place=(lon, lat), **told)


def records(desk: Desk, noun: str) -> list[dict[str, Any]]:
    """Every record of a register as it is now."""
    shape = desk.shapes[noun]
    with desk.reading() as connection:
        rows = connection.execute(select(shape.table).where(shape.table.c.to_pos == NOW)).mappings().all()
    return [shape.values(row) for row in rows]
