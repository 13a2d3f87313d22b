"""What was read that is strict (level 3): each such read by the mission is noted before it is answered.

Who reads less than everything is never told of strict records or values: only the mission's own reads are noted. When
the note cannot be kept (a full disk) reading goes on, for an operations room must see; the server's own log then says
who read. Files do not go out unnoted (`handing.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import structlog
from sqlalchemy import or_, select

from ..core.errors import Refusal
from ..core.handling import STRICT_LEVEL, Actor, Audience
from ..core.register import Register
from ..faces.table import viewed
from ..ledger.state import NOW
from ..registers import REGISTERS
from .desk import Desk
from .logbook import Line

MOST_REFS = 1000
log = structlog.get_logger("greenline")
_STRICT = str(STRICT_LEVEL)


def note_records(
    desk: Desk, actor: Actor, audience: Audience, noun: str, records: Iterable[Mapping[str, Any]], way: str
) -> None:
    """Note a read of records as the API gives them."""
    if audience.inside:
        told = ((record["ref"], record["values"]) for record in records)
        _note(desk, actor, audience, noun, [ref for ref, values in told if strict(REGISTERS[noun], values)], way)


def note_history(desk: Desk, actor: Actor, audience: Audience, noun: str, body: Mapping[str, Any]) -> None:
    """Note a read of a record's versions."""
    if audience.inside:
        told = {c["path"]: c["new"] for version in body["versions"] for c in version["changes"] if c["new"] is not None}
        _note(desk, actor, audience, noun, [body["ref"]] if strict(REGISTERS[noun], told) else [], "history")


def note_features(
    desk: Desk, actor: Actor, audience: Audience, noun: str, features: Iterable[Mapping[str, Any]]
) -> None:
    """Note a read of features."""
    if audience.inside:
        told = ((feature["id"], feature["properties"]) for feature in features)
        refs = [ref for ref, properties in told if strict(REGISTERS[noun], properties)]
        _note(desk, actor, audience, noun, refs, "features")


def note_whole(desk: Desk, actor: Actor, audience: Audience, noun: str | None, way: str) -> None:
    """Note that a map or an archive of everything was fetched."""
    if audience.inside:
        kept(desk, Line(actor.call_sign, "read", audience.name, noun, detail={"way": way}))


def strict(register: type[Register], values: Mapping[str, Any]) -> bool:
    """Whether a record is strict, or one of its known values is. Values by name, or by path as features have them."""
    if values.get("sensitivity") == _STRICT or (
        register.field("sensitivity") is None and register.level == STRICT_LEVEL
    ):
        return True
    names = _names(register)
    return any(value is not None and name.partition(".")[0] in names for name, value in values.items())


@cache
def _names(register: type[Register]) -> frozenset[str]:
    return frozenset(one.name for one in register.fields if one.marking.level >= STRICT_LEVEL)


def _note(desk: Desk, actor: Actor, audience: Audience, noun: str | None, refs: Collection[str], way: str) -> None:
    if refs:
        told = list(refs)[:MOST_REFS]
        kept(desk, Line(actor.call_sign, "read", audience.name, noun, told, detail={"way": way}))


def note_refs(
    desk: Desk, actor: Actor, audience: Audience, noun: str | None, refs: Iterable[str], way: str, *, all_: bool = False
) -> None:
    """Note a read of some records, by their refs, of those that are strict; `all_`: of all of them."""
    if not audience.inside:
        return
    named = list(dict.fromkeys(refs))
    found = named if all_ else _strict_among(desk, named)
    _note(desk, actor, audience, noun, found, way)


def _strict_among(desk: Desk, refs: Sequence[str]) -> list[str]:
    """The refs of strict records, and of those that have a strict value, whichever register they are of."""
    found: list[str] = []
    for noun, shape in desk.shapes.items():
        mine = [ref for ref in refs if ref.startswith(f"{shape.register.prefix}-")]
        t = shape.table
        columns = [
            t.c[name]
            for leaf in shape.leaves
            if leaf.path.partition(".")[0] in _names(REGISTERS[noun])
            for name in viewed(leaf)
            if name in t.c
        ]
        level = [t.c.sensitivity == _STRICT] if "sensitivity" in t.c else []
        ways = [*level, *(column.is_not(None) for column in columns)]
        for start in range(0, len(mine) if ways else 0, 500):
            query = select(t.c.ref).where(t.c.ref.in_(mine[start : start + 500]), t.c.to_pos == NOW, or_(*ways))
            with desk.reading() as connection:
                found.extend(connection.execute(query).scalars())
    return found


def kept(desk: Desk, line: Line) -> None:
    """Keep a line of the access log before anything is answered; where it cannot be kept the server's log says so."""
    try:
        desk.logbook.note(line).result()
    except Refusal as refusal:
        log.error("not_noted", by=line.by, did=line.did, count=len(line.refs), sentence=refusal.sentence)


__all__ = ["kept", "note_features", "note_history", "note_records", "note_refs", "note_whole", "strict"]
