"""Entries of registers that are apart: whoever exports, proves or looks through the ledger is told their hashes alone.

Rows are kept back by the audiences' views (`faces/redaction.py`); this is for what reads entries themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from ..ledger.entry import withhold
from .desk import Desk


def apart(desk: Desk) -> frozenset[str]:
    """The registers that are apart."""
    return frozenset(noun for noun, shape in desk.shapes.items() if shape.register.apart)


def apart_within(desk: Desk, connection: Connection, first: int, last: int) -> set[int]:
    """The entries between two positions, both included, that are of registers apart."""
    found: set[int] = set()
    for noun in apart(desk):
        begins = desk.shapes[noun].table.c.from_pos
        found.update(connection.execute(select(begins).where(begins.between(first, last))).scalars())
    return found


def newest_apart(desk: Desk, connection: Connection) -> int:
    """The position of the newest entry of any register apart; 0 when there is none."""
    begins = (desk.shapes[noun].table.c.from_pos for noun in apart(desk))
    return max((connection.execute(select(func.max(one))).scalar() or 0 for one in begins), default=0)


def withheld(entry: Mapping[Any, Any]) -> dict[str, Any]:
    """An entry of which nothing is told but its hashes; it still proves itself."""
    lines = entry["leaves"].split(b"\n")
    return {**entry, "leaves": b"\n".join(line if line[:1] == b'"' else withhold(line) for line in lines)}


__all__ = ["apart", "apart_within", "newest_apart", "withheld"]
