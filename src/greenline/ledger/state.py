"""Entries folded into one state table a register: each row is a record's version, valid `from_pos` to `to_pos`.

The fold knows an entry's header and its changed values; it needs no declaration, so ledgers written under older ones
always fold. The columns are the business of a face, handed in as `Shape`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Table, bindparam, select, update

from .tables import insert_all

NOW = 2**63 - 1  # to_pos of a version that still holds
AS_RECEIVED, FLAGS = "@as_received", "@flags"


class Shape(Protocol):
    """How a register looks as tables: its state table, its table of many-valued fields, a row for a version."""

    table: Table
    many: Table

    def row(self, flat: Mapping[str, Any]) -> tuple[list[Any], list[tuple[str, str]]]:
        """The columns of a flat record after those of `header_row`, and the (path, value) links to find it by."""
        ...

    def flat(self, row: Mapping[Any, Any]) -> dict[str, Any]:
        """The flat record of a row: the inverse of `row`."""
        ...


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one record, made by the entry at `pos`; `before` is the pos of the version it replaces."""

    register: str
    ref: str
    state: str
    flat: Mapping[str, Any]
    pos: int
    before: int | None
    by: str
    recorded_at: str
    flags: Sequence[str]


def fold(leaves: Mapping[str, Any], before: Mapping[str, Any] | None, pos: int, replaced: int | None) -> Version:
    """The version that an entry makes of the one before it; None values take a path away."""
    flat = dict(before or {})
    for path, value in leaves.items():
        if path[0] == "@":
            continue
        if value is None:
            flat.pop(path, None)
        else:
            flat[path] = value
    return Version(
        leaves.get("@register", ""),
        leaves.get("@ref", ""),
        leaves.get("@state", ""),
        flat,
        pos,
        replaced,
        leaves.get("@by", ""),
        leaves.get("@recorded_at", ""),
        tuple(leaves.get(FLAGS, ())),
    )


class Stated(Protocol):
    """A row on its way into a state table: `saw` is the pos of the version it replaces."""

    register: str
    row: list[Any]
    links: list[tuple[str, str]]
    saw: int | None


@dataclass(slots=True)
class _Stated:
    register: str
    row: list[Any]
    links: list[tuple[str, str]]
    saw: int | None


def header_row(ref: str, state: str, by: str, recorded_at: str, flags: Sequence[str]) -> list[Any]:
    """The columns that every state table begins with: from_pos and to_pos (still open), ref, state, by, recorded_at,
    flags."""
    return [None, NOW, ref, state, by, recorded_at, "\n".join(flags) or None]


class State:
    """The state tables of all registers."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self.shapes = shapes

    def write(self, connection: Connection, rows: Iterable[Stated]) -> None:
        """Store rows in order and end the ones they replace; belongs into the transaction of their entries."""
        tables: dict[str, list[list[Any]]] = defaultdict(list)
        links: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        ends: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for one in rows:
            tables[one.register].append(one.row)
            pos = one.row[0]
            links[one.register].extend((value, path, pos) for path, value in one.links)
            if one.saw is not None:
                ends[one.register].append({"was": one.saw, "now": pos})
        for register, found in tables.items():
            shape = self.shapes[register]
            insert_all(connection, shape.table, found)
            insert_all(connection, shape.many, links[register])
            if ends[register]:
                ending = update(shape.table).where(shape.table.c.from_pos == bindparam("was"))
                connection.execute(ending.values(to_pos=bindparam("now")), ends[register])

    def stated(self, version: Version) -> Stated:
        """A version as the row it becomes."""
        row, links = self.shapes[version.register].row(version.flat)
        header = header_row(version.ref, version.state, version.by, version.recorded_at, version.flags)
        header[0] = version.pos
        return _Stated(version.register, header + row, links, version.before)

    def current(self, connection: Connection, register: str, refs: Sequence[str]) -> dict[str, int]:
        """The pos of the version that holds now, for each of the refs that exists."""
        table = self.shapes[register].table
        found = connection.execute(
            select(table.c.ref, table.c.from_pos).where(table.c.ref.in_(refs), table.c.to_pos == NOW)
        )
        return {row.ref: row.from_pos for row in found}

    def record(self, connection: Connection, register: str, ref: str, at: int | None = None) -> Version | None:
        """The version of a record that holds now, or held at a pos."""
        shape = self.shapes[register]
        t = shape.table
        held = (t.c.to_pos == NOW) if at is None else (t.c.from_pos <= at) & (t.c.to_pos > at)
        row = connection.execute(select(t).where(t.c.ref == ref, held)).mappings().first()
        return self.version(register, row) if row else None

    def version(self, register: str, row: Mapping[Any, Any]) -> Version:
        """A version read back from its row."""
        flags = tuple(row["flags"].split("\n")) if row["flags"] else ()
        flat = self.shapes[register].flat(row)
        return Version(
            register, row["ref"], row["state"], flat, row["from_pos"], None, row["by"], row["recorded_at"], flags
        )
