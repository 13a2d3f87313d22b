"""The change log: who changed which value of which record, when and why, newest first; for the mission alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from ..core.errors import NotAllowed
from ..core.handling import Audience
from ..ledger.chain import recorded_at
from ..ledger.entry import read_leaves
from ..ledger.tables import entries
from .apart import apart
from .desk import Desk

MOST_CHANGES = 500
MOST_LOOKED = 20_000  # entries that one question walks through
_HEADER = ("step", "state", "by", "role", "reason", "basis", "erased")


def changes(
    desk: Desk,
    audience: Audience,
    before: int | None = None,
    most: int = 100,
    by: str | None = None,
    register: str | None = None,
    ref: str | None = None,
) -> dict[str, Any]:
    """Changes before a pos, at most so many, with each value as it was and as it became; `next` goes on from there.
    Raises NotAllowed for others than the mission."""
    if not audience.inside:
        raise NotAllowed("The change log is the mission's own.")
    found: list[dict[str, Any]] = []
    looked = 0
    hidden = apart(desk)
    with desk.reading() as connection:
        at = desk.ledger.pos_in(connection) + 1 if before is None else before
        while len(found) < most and looked < MOST_LOOKED and at > 1:
            query = select(entries).where(entries.c.pos < at).order_by(entries.c.pos.desc()).limit(200)
            rows = connection.execute(query).all()
            if not rows:
                at = 0
                break
            for row in rows:
                at, looked = row.pos, looked + 1
                leaves = read_leaves(row.leaves.split(b"\n"))
                if leaves.get("@register") in hidden:
                    continue
                wanted = {"@by": by, "@register": register, "@ref": ref}
                if any(value and leaves.get(path) != value for path, value in wanted.items()):
                    continue
                was: dict[str, Any] = {}
                if "@saw" in leaves and leaves.get("@register") in desk.shapes:
                    version = desk.state.record(connection, leaves["@register"], leaves["@ref"], leaves["@saw"])
                    was = dict(version.flat) if version else {}
                told = {name: leaves[f"@{name}"] for name in _HEADER if f"@{name}" in leaves}
                values = [
                    {"path": path, "old": was.get(path), "new": value}
                    for path, value in leaves.items()
                    if path[0] != "@"
                ]
                head = {"pos": row.pos, "recorded_at": recorded_at(row.leaves), "register": leaves.get("@register")}
                found.append({**head, "ref": leaves.get("@ref"), **told, "changes": values})
                if len(found) == most:
                    break
    return {"changes": found, "next": at if at > 1 else None}


__all__ = ["MOST_CHANGES", "changes"]
