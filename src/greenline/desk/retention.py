"""Retention: which values are due to be forgotten, by the rules of the mission's folder. The machine lists them; a
records officer has them erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select

from ..faces.table import RegisterTable, viewed
from ..ledger.erasure import matches
from ..mission import Keep
from .desk import Desk
from .erasing import Target

MOST_DUE = 10_000  # records that one pass erases


def due(desk: Desk, today: datetime | None = None) -> list[tuple[Keep, Target]]:
    """The values whose time has come, by rule and record, at most `MOST_DUE` records."""
    now = today or datetime.now(UTC)
    found: list[tuple[Keep, Target]] = []
    for rule in desk.mission.settings.retention:
        shape = desk.shapes[rule.register_]
        before = (now - timedelta(days=rule.after_d)).strftime("%Y-%m-%dT%H:%M:%SZ")
        columns = [name for leaf in shape.leaves if _within(leaf.path, rule) for name in viewed_columns(shape, leaf)]
        t = shape.table
        first = t.alias()
        old = exists().where(first.c.ref == t.c.ref, first.c.recorded_at < before)
        known = or_(*(t.c[name].is_not(None) for name in columns))
        query = select(t.c.ref).where(and_(known, old)).distinct().order_by(t.c.ref).limit(MOST_DUE - len(found))
        with desk.reading() as connection:
            refs = list(connection.execute(query).scalars())
        found.extend((rule, Target(ref, tuple(_paths(desk, shape, ref, rule)))) for ref in refs)
    return found


def _within(path: str, rule: Keep) -> bool:
    return any(matches(path, one) for one in rule.fields)


def _paths(desk: Desk, shape: RegisterTable, ref: str, rule: Keep) -> Iterator[str]:
    """Those of a rule's fields that the record ever had."""
    t = shape.table
    with desk.reading() as connection:
        rows = connection.execute(select(t).where(t.c.ref == ref)).mappings().all()
    held = {path for row in rows for path in shape.flat(row)}
    yield from (one for one in rule.fields if any(matches(path, one) for path in held))


def viewed_columns(shape: RegisterTable, leaf: Any) -> list[str]:
    """The columns of a field in the state table itself."""
    return [name for name in viewed(leaf) if name in shape.table.c]


__all__ = ["due"]
