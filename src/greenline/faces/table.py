"""A register as SQL: its state table and the table of its many-valued fields. What each audience sees of them is made
in `redaction.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    func,
    literal_column,
)
from sqlalchemy import Text as _Text

from ..core.handling import GRIDS_KM, Audience, Marking
from ..core.moment import from_plain
from ..core.parse import decimal
from ..core.place import SPREAD_KM, coarse, zcode
from ..core.register import Field, Register

NOW_TEXT = str(2**63 - 1)
WIDE_KM = GRIDS_KM[-1]
HEADER = ("ref", "state", "from_pos", "to_pos", "recorded_at", "flags")
# Compared by bytes, on every machine alike.
Text: String = _Text().with_variant(_Text(collation="C"), "postgresql")
_BIG = BigInteger().with_variant(Integer, "sqlite")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One stored field: `path` in the record, `column` its name (or the stem of several)."""

    path: str
    column: str
    field: Field
    marking: Marking


def leaves_of(register: type[Register]) -> tuple[Leaf, ...]:
    """The stored fields: single groups are taken apart, repeated ones stay whole."""
    found: list[Leaf] = []
    for one in register.fields:
        if one.kind == "group" and not one.repeats:
            for part in one.parts:
                marking = max(one.ask.marking, part.marking, key=lambda m: m.level)
                found.append(Leaf(f"{one.name}.{part.name}", f"{one.name}__{part.name}", part, marking))
        else:
            found.append(Leaf(one.name, one.name, one, one.marking))
    return tuple(found)


class RegisterTable:
    """The tables of one register and the way between a flat record and a row."""

    def __init__(self, register: type[Register], metadata: MetaData) -> None:
        self.register = register
        self.leaves = leaves_of(register)
        name = register.noun
        self.table = Table(name, metadata, *self._header(), *(c for leaf in self.leaves for c in _columns(leaf)))
        self.many = Table(
            f"{name}_many",
            metadata,
            Column("value", Text, nullable=False),
            Column("path", Text, nullable=False),
            Column("from_pos", _BIG, nullable=False),
            Index(f"{name}_many_by", "value", "path", "from_pos"),
        )
        self._indexes()

    @staticmethod
    def _header() -> list[Column[Any]]:
        return [
            Column("from_pos", _BIG, primary_key=True, autoincrement=False),
            Column("to_pos", _BIG, nullable=False),
            Column("ref", Text, nullable=False),
            Column("state", Text, nullable=False),
            Column("by", Text, nullable=False),
            Column("recorded_at", Text, nullable=False),
            Column("flags", Text),
        ]

    def _indexes(self) -> None:
        """Versions by ref; of those that hold now: by time, by kind and time, by place in each sharpness."""
        name, t = self.register.noun, self.table
        holds = t.c.to_pos == literal_column(NOW_TEXT)
        Index(f"{name}_ref", t.c.ref, t.c.from_pos)
        seen = self.register.seen
        order = t.c[f"{seen.when}__since"] if seen.when else t.c.from_pos
        level = [t.c["sensitivity"]] if "sensitivity" in t.c else []  # so that an index alone tells who may see a row
        columns = {"time": [order, *level]}
        if seen.what:
            columns["what"] = [t.c[seen.what], order, *level]
        place = self.leaf(seen.where)
        if place:
            times = [t.c[f"{seen.when}__since"], t.c[f"{seen.when}__until"]] if seen.when else []
            columns["z"] = [t.c[f"{place.column}__z"], *times]
            if place.marking.grid_km:
                columns["zc"] = [t.c[f"{place.column}__zc"], *times, *level]
            bare = holds & nowhere(t, place.column)
            # SQLite takes it for the equality in front
            Index(f"{name}_nowhere", t.c.to_pos, order, sqlite_where=bare, postgresql_where=bare)
        for kind, parts in columns.items():
            Index(f"{name}_{kind}", *parts, sqlite_where=holds, postgresql_where=holds)
        for leaf in self.leaves:
            if leaf.field.kind == "ref":
                cited = holds & t.c[leaf.column].is_not(None)
                Index(f"{name}_by_{leaf.column}", t.c[leaf.column], sqlite_where=cited, postgresql_where=cited)
        ended = t.c.to_pos != literal_column(NOW_TEXT)
        Index(f"{name}_ended", t.c.to_pos, sqlite_where=ended, postgresql_where=ended)
        if seen.when:
            spans = t.c[f"{seen.when}__until"] - t.c[f"{seen.when}__since"]
            long = holds & (spans > literal_column(str(LONG_S)))
            Index(f"{name}_long", t.c[f"{seen.when}__until"], sqlite_where=long, postgresql_where=long)

    def leaf(self, path: str | None) -> Leaf | None:
        """The stored field at a path."""
        return next((leaf for leaf in self.leaves if leaf.path == path), None)

    # --- between flat records and rows

    def row(self, flat: Mapping[str, Any]) -> tuple[list[Any], list[tuple[str, str]]]:
        """The columns of a flat record in the table's order, without the header's, and its links: (path, value) of
        each many-valued code, reference or party, for finding records by them."""
        row = self._blank.copy()
        plain, others = self._plain, self._others
        grouped: dict[str, list[dict[str, Any]]] = {}
        links: list[tuple[str, str]] = []
        for path, value in flat.items():
            index = plain.get(path)
            if index is not None:
                row[index] = value
                continue
            other = others.get(path)
            if other is not None:
                leaf, start, write = other
                write(leaf, value, row, start)
                if leaf.field.kind in ("codes", "refs"):
                    links.extend((path, v) for v in dict.fromkeys(value))
            elif "[" in path:
                _gather(path, value, grouped)
        for name, parts in grouped.items():
            other = others.get(name)
            if other is not None:
                other[2](other[0], parts, row, other[1])
                links.extend(self._linked(name, parts))
        return row, sorted(links)

    @cached_property
    def names(self) -> list[str]:
        """The columns' names in the order of `row`."""
        return [c.name for c in self.table.columns][len(self._header()) :]

    @cached_property
    def _blank(self) -> list[Any]:
        return [None] * len(self.names)

    @cached_property
    def _plain(self) -> dict[str, int]:
        """Where the fields stand whose value is stored as it is."""
        return {leaf.path: self.names.index(leaf.column) for leaf in self.leaves if leaf.field.kind not in _WRITE}

    @cached_property
    def _others(self) -> dict[str, tuple[Leaf, int, Any]]:
        """The other fields: their first column, and how their kind is written."""
        return {
            leaf.path: (leaf, self.names.index(_columns(leaf)[0].name), _WRITE[leaf.field.kind])
            for leaf in self.leaves
            if leaf.field.kind in _WRITE
        }

    def _linked(self, name: str, parts: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
        for path, (group, leaf) in self.linked.items():
            if group == name:
                yield from ((path, value) for value in dict.fromkeys(p[leaf] for p in parts if leaf in p))

    def flat(self, row: Mapping[Any, Any]) -> dict[str, Any]:
        """The flat record of a row."""
        flat: dict[str, Any] = {}
        for leaf in self.leaves:
            value = value_of(leaf, row)
            if value is None:
                continue
            kind = leaf.field.kind
            if kind == "group":
                for index, part in enumerate(value):
                    for name, inner in part.items():
                        flat[f"{leaf.path}[{index}].{name}"] = _canonical(inner)
            else:
                flat[leaf.path] = _canonical(value)
        return flat

    @cached_property
    def linked(self) -> dict[str, tuple[str, str]]:
        """Paths in repeated groups that one may ask for (the first line, code or reference of each), taken apart."""
        return {
            f"{leaf.path}.{part.name}": (leaf.path, part.name)
            for leaf in self.leaves
            if leaf.field.kind == "group"
            for part in leaf.field.parts[:1]
            if part.kind in ("line", "ref", "code", "file")
        }

    def values(self, row: Mapping[Any, Any]) -> dict[str, Any]:
        """The nested values of a row of the table or of an audience's view."""
        values: dict[str, Any] = {}
        for leaf, name, part, column in self._reading:
            if row[column] is None:
                continue
            value = value_of(leaf, row)
            if part:
                values.setdefault(name, {})[part] = value
            else:
                values[name] = value
        return values

    @cached_property
    def _reading(self) -> list[tuple[Leaf, str, str, str]]:
        """Each field with its name, its part, and the column that tells whether it is known."""
        known = {"moment": "__start", "place": "__lon"}
        return [
            (leaf, *leaf.path.partition(".")[::2], leaf.column + known.get(leaf.field.kind, "")) for leaf in self.leaves
        ]

    # --- audiences

    def view_name(self, audience: Audience) -> str:
        """The name of an audience's view; every party looks through the same one."""
        return f"{audience.circle}_{self.register.noun}"

    def view(self, audience: Audience) -> Table:
        """The audience's view, to select from."""
        key = self.view_name(audience)
        if key not in self._views:
            types = {c.name: c.type for c in self.table.c}
            self._views[key] = Table(key, MetaData(), *(Column(n, types.get(n, Integer())) for n in self._viewed))
        return self._views[key]

    @cached_property
    def _viewed(self) -> list[str]:
        """The columns of every view."""
        fields = (viewed(leaf) for leaf in self.leaves)
        return [*HEADER, *(name for names in fields for name in names)]

    @cached_property
    def _views(self) -> dict[str, Table]:
        return {}


_UNDRAWN = str(min(prec for prec, spread in SPREAD_KM.items() if spread is None))


def nowhere(t: Table, column: str) -> ColumnElement[bool]:
    """Rows of a table or view that have no geometry: the place in `column` is unknown, hidden, or known by country
    only. Literals and this very form: an index of such rows applies."""
    return func.coalesce(t.c[f"{column}__prec"], literal_column(_UNDRAWN)) >= literal_column(_UNDRAWN)


LONG_S = 40 * 86_400  # longer moments are found apart, so that a window in time is a range of starts


def _columns(leaf: Leaf) -> list[Column[Any]]:
    name, kind = leaf.column, leaf.field.kind
    if kind == "count":
        return [Column(name, _BIG)]
    if kind == "flag":
        return [Column(name, Integer)]
    if kind == "number":
        return [Column(name, Float)]
    if kind == "moment":
        parts: list[Column[Any]] = [
            Column(f"{name}__since", _BIG),
            Column(f"{name}__until", _BIG),
            Column(f"{name}__prec", Integer),
        ]
        return [Column(f"{name}__start", Text), Column(f"{name}__end", Text), *parts]
    if kind == "place":
        parts = [Column(f"{name}__lon", Float), Column(f"{name}__lat", Float), Column(f"{name}__prec", Integer)]
        parts += [Column(f"{name}__name", Text), Column(f"{name}__z", _BIG)]
        if leaf.marking.grid_km:
            parts += [Column(f"{name}__lonc", Float), Column(f"{name}__latc", Float), Column(f"{name}__zc", _BIG)]
            parts += [Column(f"{name}__lonw", Float), Column(f"{name}__latw", Float)]
        return parts
    return [Column(name, Text)]


def _gather(path: str, value: Any, grouped: dict[str, list[dict[str, Any]]]) -> None:
    """Put a leaf such as `parties[0].actor` into the parts of its group."""
    name, _, rest = path.partition("[")
    number, _, leaf = rest.partition("].")
    parts = grouped.setdefault(name, [])
    while len(parts) <= int(number):
        parts.append({})
    parts[int(number)][leaf] = value


def _number(leaf: Leaf, value: Any, row: list[Any], start: int) -> None:
    row[start] = float(value)


def _list(leaf: Leaf, value: Any, row: list[Any], start: int) -> None:
    row[start] = _json(value)


def _flag(leaf: Leaf, value: Any, row: list[Any], start: int) -> None:
    row[start] = int(value)


def _moment(leaf: Leaf, value: Any, row: list[Any], start: int) -> None:
    m = from_plain(value)
    row[start : start + 5] = m.start, m.end, m.since_s, m.until_s, m.prec


def _place(leaf: Leaf, value: Any, row: list[Any], start: int) -> None:
    lon, lat = float(value["lon"]), float(value["lat"])
    row[start : start + 5] = lon, lat, value["prec"], value.get("name"), zcode(lon, lat)
    if leaf.marking.grid_km:
        near = coarse(lon, lat, leaf.marking.grid_km)
        wide = coarse(*near, WIDE_KM)  # of the cell, not of the point: the two together tell no more than the first
        row[start + 5 : start + 10] = *near, zcode(*near), *wide


def _group(leaf: Leaf, parts: list[dict[str, Any]], row: list[Any], start: int) -> None:
    for one in leaf.field.parts:
        if one.kind in ("number", "place"):
            for part in parts:
                value = part.get(one.name)
                if one.kind == "number" and value is not None:
                    part[one.name] = float(value)
                elif value is not None:
                    part[one.name] = {**value, "lon": float(value["lon"]), "lat": float(value["lat"])}
    row[start] = _json(parts)


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()  # the same text in whichever order it came


# How the kinds are written that are not stored as they are.
_WRITE = {
    "number": _number, "flag": _flag, "codes": _list, "refs": _list, "moment": _moment, "place": _place,
    "group": _group,
}  # fmt: skip


def value_of(leaf: Leaf, row: Mapping[Any, Any]) -> Any:
    """The API value of a stored field in a row; None when unknown or not for this audience."""
    n, kind = leaf.column, leaf.field.kind
    if kind == "moment":
        start = row[f"{n}__start"]
        return None if start is None else {"start": start, "end": row[f"{n}__end"], "prec": row[f"{n}__prec"]}
    if kind == "place":
        lon = row[f"{n}__lon"]
        if lon is None:
            return None
        place = {"lon": lon, "lat": row[f"{n}__lat"], "prec": row[f"{n}__prec"]}
        if row[f"{n}__name"]:
            place["name"] = row[f"{n}__name"]
        grid_km = row.get(f"{n}__grid_km")
        if grid_km is not None:
            place["grid_km"] = grid_km
        return place
    value = row[n]
    if value is None:
        return None
    if kind in ("codes", "refs", "group"):
        return orjson.loads(value)
    return bool(value) if kind == "flag" else value


def _canonical(value: Any) -> Any:
    """An API value as the ledger has it: fractions as decimal strings."""
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, dict):
        return {k: _canonical(v) for k, v in value.items()}
    return value


def viewed(leaf: Leaf) -> list[str]:
    """The columns of a field in an audience's view: those of its table, of a place the coarse ones in their stead."""
    if leaf.field.kind == "place":
        return [f"{leaf.column}__{part}" for part in ("lon", "lat", "z", "prec", "name", "grid_km")]
    return [c.name for c in _columns(leaf)]


__all__ = ["LONG_S", "Leaf", "RegisterTable", "leaves_of", "nowhere", "value_of", "viewed"]
