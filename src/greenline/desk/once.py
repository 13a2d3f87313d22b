"""Records that a file makes are made once, however often the file is taken and by whom: known by their source's id."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from shapely.geometry.base import BaseGeometry
from sqlalchemy import select

from ..core.errors import Refusal
from ..core.handling import Actor
from ..core.shape import read_shape, write_shape
from ..ledger.state import NOW
from .desk import Desk
from .intake import Act, draft, submit_all


def record(desk: Desk, actor: Actor, noun: str, step: str, found: Sequence[dict[str, Any]]) -> tuple[list[str], int]:
    """Record what is not there yet, in one transaction: (refs in the order given, how many were there already).

    Each has a `source_id`, its own among all. Raises a Refusal; then nothing of it was recorded.
    """
    ids = [values["source_id"] for values in found]
    held = _held(desk, noun, ids)
    new = list({values["source_id"]: values for values in found if values["source_id"] not in held}.values())
    acts = [Act(noun, step, hashlib.sha256(v["source_id"].encode()).hexdigest()[:40], v) for v in new]
    drafts = [draft(desk, act, actor) for act in acts]
    for values, outcome in zip(new, submit_all(desk, drafts), strict=True):
        if isinstance(outcome, Refusal):
            raise outcome
        held[values["source_id"]] = outcome.ref
    return [held[one] for one in ids], len(found) - len(new)


def _held(desk: Desk, noun: str, ids: Sequence[str]) -> dict[str, str]:
    """The records that have these ids of their source."""
    table = desk.shapes[noun].table
    held: dict[str, str] = {}
    with desk.reading() as connection:
        for start in range(0, len(ids), 500):
            named = table.c.source_id.in_(ids[start : start + 500])
            query = select(table.c.source_id, table.c.ref).where(named, table.c.to_pos == NOW)
            held.update({row.source_id: row.ref for row in connection.execute(query)})
    return held


def shape_text(shape: BaseGeometry | None) -> str | None:
    """An area as it is kept; None where there is none, or one too small to be written."""
    if shape is None:
        return None
    try:
        text = write_shape(shape)
        read_shape(text)
    except ValueError:
        return None
    return text
