"""What was read that is strict (level 3): each such read by the mission is noted before it is answered.

Who reads less than everything is never told of strict records or values: only the mission's own reads are noted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from ..core.handling import STRICT_LEVEL, Actor, Audience
from ..core.register import Register
from ..registers import REGISTERS
from .desk import Desk
from .logbook import Line

MOST_REFS = 1000
_STRICT = str(STRICT_LEVEL)


def note_records(
    desk: Desk, actor: Actor, audience: Audience, noun: str, records: Iterable[Mapping[str, Any]], way: str
) -> None:
    """Note a read of records as the API gives them. Raises Unavailable when it cannot be noted."""
    if audience.inside:
        told = ((record["ref"], record["values"]) for record in records)
        _note(desk, actor, audience, noun, [ref for ref, values in told if strict(REGISTERS[noun], values)], way)


def note_history(desk: Desk, actor: Actor, audience: Audience, noun: str, body: Mapping[str, Any]) -> None:
    """Note a read of a record's versions. Raises Unavailable when it cannot be noted."""
    if audience.inside:
        told = {c["path"]: c["new"] for version in body["versions"] for c in version["changes"] if c["new"] is not None}
        _note(desk, actor, audience, noun, [body["ref"]] if strict(REGISTERS[noun], told) else [], "history")


def note_features(
    desk: Desk, actor: Actor, audience: Audience, noun: str, features: Iterable[Mapping[str, Any]]
) -> None:
    """Note a read of features. Raises Unavailable when it cannot be noted."""
    if audience.inside:
        told = ((feature["id"], feature["properties"]) for feature in features)
        refs = [ref for ref, properties in told if strict(REGISTERS[noun], properties)]
        _note(desk, actor, audience, noun, refs, "features")


def note_whole(desk: Desk, actor: Actor, audience: Audience, noun: str | None, way: str) -> None:
    """Note that a map or an archive of everything was fetched. Raises Unavailable when it cannot be noted."""
    if audience.inside:
        desk.logbook.note(Line(actor.call_sign, "read", audience.name, noun, detail={"way": way})).result()


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


def _note(desk: Desk, actor: Actor, audience: Audience, noun: str, refs: Collection[str], way: str) -> None:
    if refs:
        told = list(refs)[:MOST_REFS]
        desk.logbook.note(Line(actor.call_sign, "read", audience.name, noun, told, detail={"way": way})).result()


__all__ = ["note_features", "note_history", "note_records", "note_whole", "strict"]
