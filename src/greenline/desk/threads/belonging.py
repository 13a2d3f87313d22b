"""Who belongs to a thread from which position of the ledger to which, and which lines are theirs to read.

A person is named by call sign, a guest by an opaque id, a circle by its audience; a circle's members are those who read
as that audience when they ask. Whoever is let in reads what is said from that entry on; earlier lines only as far as
the entry that let them in says so. Whoever is let go keeps what was theirs and reads nothing that comes after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, false, func, or_, select

from ...core.errors import NotFound
from ...core.handling import PARTICIPANT, Actor
from ...core.kinds import REF
from ...ledger.state import NOW
from ...registers.thread import Thread
from ..desk import Desk

PERSON, CIRCLE, GUEST = "person", "circle", "guest"
GUEST_ID = "GUEST-"  # how the opaque ids of guests begin
NONE, FROM_LINE, ALL = "none", "from_line", "all"
_WHO = "participants.who"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: the actor with its own roles, and the circles it is of. `guest`: somebody let in by an invitation, to
    the threads `only`."""

    actor: Actor
    circles: frozenset[str] = frozenset()
    guest: bool = False
    only: frozenset[str] | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names under which a thread may name them."""
        own = self.actor.call_sign
        if self.guest:
            return frozenset({own})
        return self.circles if own.startswith(GUEST_ID) else self.circles | {own}  # no account passes for a guest

    @property
    def inside(self) -> bool:
        """Whether they are of the mission's own staff."""
        return "mission" in self.circles and not self.guest

    def acting(self) -> Actor:
        """The actor that writes in a thread."""
        return Actor(self.actor.call_sign, frozenset({PARTICIPANT}))


@dataclass(frozen=True, slots=True)
class Span:
    """Positions from `first` to before `last`; NOW: until they are let go."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """What of a thread is somebody's: the version of it that they may know, and the spans of what they may read."""

    ref: str
    spans: tuple[Span, ...]
    version: Mapping[str, Any] = field(repr=False)
    as_: str = ""  # the participant as whom they take part, or took part last

    @property
    def present(self) -> bool:
        """Whether they take part now."""
        return any(span.last == NOW for span in self.spans)

    @property
    def end(self) -> int:
        """The position from which on nothing is theirs."""
        return max(span.last for span in self.spans)

    def reads(self, pos: int) -> bool:
        """Whether what was first said at a position is theirs."""
        return any(span.first <= pos < span.last for span in self.spans)

    def within(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        """The same as a condition."""
        return or_(false(), *((column >= span.first) & (column < span.last) for span in self.spans))

    def covers(self, first: int) -> bool:
        """Whether everything from a position until now is theirs; what they may give to others."""
        reached = first
        for span in sorted(self.spans, key=lambda one: one.first):
            if span.first <= reached:
                reached = max(reached, span.last)
        return reached == NOW


def belonging(desk: Desk, connection: Connection, asking: Asking, ref: str) -> Belonging:
    """What of a thread is the asker's. Raises NotFound, for who is no part of it just as for one that is not there."""
    found = _found(desk, connection, asking, ref) if REF.match(ref) else None
    if found is None:
        raise NotFound(f"There is no thread {ref[:40]}.")
    return found


def threads_of(desk: Desk, connection: Connection, names: Collection[str], most: int) -> list[str]:
    """The threads that ever named one of these, the newest first."""
    shape = desk.shapes[Thread.noun]
    t, many = shape.table, shape.many
    named = select(many.c.from_pos).where(many.c.path == _WHO, many.c.value.in_(list(names)))
    query = select(t.c.ref).where(t.c.from_pos.in_(named)).group_by(t.c.ref).order_by(func.max(t.c.from_pos).desc())
    return list(connection.execute(query.limit(most)).scalars())


def spans_of(desk: Desk, connection: Connection, versions: Iterable[Mapping[Any, Any]], name: str) -> list[Span]:
    """The spans in which a thread's versions, oldest first, name somebody, with the earlier lines that were given."""
    spans: list[Span] = []
    for version in versions:
        part = next((one for one in parts(version) if one.get("who") == name), None)
        pos = version["from_pos"]
        if part is not None:
            first = min(pos, _given(desk, connection, part, pos, version["ref"]))
            if spans and spans[-1].last == pos:  # still there, and perhaps given more
                first = min(first, spans.pop().first)
            spans.append(Span(first, version["to_pos"]))
    return spans


def parts(version: Mapping[Any, Any]) -> list[dict[str, Any]]:
    """The participants of a version of a thread."""
    return list(orjson.loads(version["participants"])) if version["participants"] else []


def line_pos(desk: Desk, connection: Connection, ref: str, thread: str) -> int | None:
    """Where a line of a thread was first said."""
    t = desk.shapes["said"].table
    query = select(func.min(t.c.from_pos)).where(t.c.ref == ref, t.c.thread == thread)
    found: int | None = connection.execute(query).scalar()
    return found


def _found(desk: Desk, connection: Connection, asking: Asking, ref: str) -> Belonging | None:
    if asking.only is not None and ref not in asking.only:
        return None
    t = desk.shapes[Thread.noun].table
    versions = connection.execute(select(t).where(t.c.ref == ref).order_by(t.c.from_pos)).mappings().all()
    by_name = {name: spans_of(desk, connection, versions, name) for name in sorted(asking.names)}
    spans = tuple(span for found in by_name.values() for span in found)
    if not spans:
        return None
    end = max(span.last for span in spans)
    last = next(version for version in reversed(versions) if version["from_pos"] < end)
    own = asking.actor.call_sign
    ways = [name for name, found in by_name.items() if any(span.last == end for span in found)]
    return Belonging(ref, spans, dict(last), own if own in ways else ways[0])


def _given(desk: Desk, connection: Connection, part: Mapping[str, Any], pos: int, thread: str) -> int:
    """From which position on a participant reads by the entry that let them in."""
    if part.get("earlier") == ALL:
        return 0
    if part.get("earlier") == FROM_LINE and part.get("earlier_from"):
        found = line_pos(desk, connection, part["earlier_from"], thread)
        return pos if found is None else found
    return pos


__all__ = ["Asking", "Belonging", "Span", "belonging", "line_pos", "parts", "spans_of", "threads_of"]
