"""One redacted relation of a register per audience: an audience reads nothing but its own view.

Rows above its clearance are not there, nor those whose state or delay keeps them back; marked values are empty, marked
places are the centre of a coarse cell, counts of a few people are not told. Filter, sort, search, count and box all
work on the view, so that nothing leaks through the question itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Table,
    and_,
    case,
    cast,
    literal_column,
    null,
    or_,
    select,
)
from sqlalchemy import Text as _Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeEngine

from ..core.handling import LEVELS, Audience
from .table import HEADER, WIDE_KM, Leaf, RegisterTable, viewed

DAY_S = 86_400
_NEVER: ColumnElement[bool] = literal_column("1") == literal_column("0")
_COARSE = {"exact": ("lon", "lat", "z"), "10km": ("lonc", "latc", "zc"), "50km": ("lonw", "latw", None)}


def redacted(shape: RegisterTable, audience: Audience) -> Select[Any]:
    """The rows and values of a register that an audience may see."""
    t = shape.table
    columns: list[ColumnElement[Any]] = [t.c[name] for name in HEADER[:5]]
    columns.append((t.c.flags if audience.inside else _nothing(t.c.flags.type)).label("flags"))
    for leaf in shape.leaves:
        columns.extend(_place(shape, leaf, audience) if leaf.field.kind == "place" else _plain(leaf, t, audience))
    query = select(*columns)
    if shape.register.apart:  # nobody reads it by way of a view
        return query.where(_NEVER)
    return query if audience.inside else query.where(*_cleared(shape, audience), *_reached(shape, audience))


def sharpness(shape: RegisterTable, leaf: Leaf, audience: Audience) -> dict[str, str]:
    """How sharp a place field is told to an audience, by the state of the record."""
    told = {state: audience.place(leaf.marking, state) for state in shape.register.states()}
    return told if leaf.marking.grid_km else {s: how if how == "exact" else "hidden" for s, how in told.items()}


def indexed(shape: RegisterTable, leaf: Leaf, audience: Audience) -> bool:
    """Whether a box may be looked up in an index of places: they are told equally sharp in every state."""
    told = set(sharpness(shape, leaf, audience).values())
    return told in ({"exact"}, {"10km"}) and (told == {"exact"} or not leaf.marking.delay_d)


def _cleared(shape: RegisterTable, audience: Audience) -> list[ColumnElement[bool]]:
    """Rows whose own level the audience may see; a level that nobody knows is not open."""
    level = shape.table.c.get("sensitivity")
    unstated = shape.register.level <= audience.clearance
    if level is None:
        return [] if unstated else [_NEVER]
    seen = level.in_([str(number) for number in range(len(LEVELS)) if number <= audience.clearance])
    return [or_(seen, level.is_(None)) if unstated else seen]


def _reached(shape: RegisterTable, audience: Audience) -> list[ColumnElement[bool]]:
    """Rows in states that the audience is told of, and old enough for it."""
    states = shape.register.states()
    veiled = shape.register.veiled
    kept = [state for state in states if audience.of(state).shown and state not in veiled]
    found = [] if len(kept) == len(states) else [_in(shape.table, kept)]
    delays = {state: audience.of(state).delay_d for state in kept}
    if not any(delays.values()):
        return found
    ways = []
    for delay in sorted(set(delays.values())):
        among = _in(shape.table, [state for state in kept if delays[state] == delay])
        ways.append(and_(among, _due(shape, delay)) if delay else among)
    return [*found, or_(*ways)]


def _due(shape: RegisterTable, days: int) -> ColumnElement[bool]:
    """Whether so many whole days (UTC) have gone since it happened; since it was recorded, where that is not known."""
    recorded = shape.table.c.recorded_at < _Day(days)
    when = shape.register.seen.when
    if when is None:
        return recorded
    until = shape.table.c[f"{when}__until"]
    return or_(and_(until.is_not(None), until <= _Midnight(days)), and_(until.is_(None), recorded))


def _plain(leaf: Leaf, t: Table, audience: Audience) -> Sequence[ColumnElement[Any]]:
    """The columns of a field that is no place; a marking that holds only in some states becomes a CASE."""
    return [_shown(leaf, t, t.c[name], audience).label(name) for name in viewed(leaf)]


def _shown(leaf: Leaf, t: Table, column: ColumnElement[Any], audience: Audience) -> ColumnElement[Any]:
    marking = leaf.marking
    below = _nothing(column.type)
    if marking.floor is not None:
        below = case((column >= literal_column(str(marking.floor)), column), else_=below)
    if audience.clearance >= max(marking.level, marking.then if marking.until else 0):
        return column
    if audience.clearance < marking.lowest:
        return below
    hidden = t.c.state.in_(marking.until)
    hides = hidden if marking.level > audience.clearance else ~hidden
    return case((hides, below), else_=column)


def _place(shape: RegisterTable, leaf: Leaf, audience: Audience) -> list[ColumnElement[Any]]:
    """The columns of a place: as it is, the centre of its cell, or nothing, whichever its state says."""
    t, n = shape.table, leaf.column
    told = sharpness(shape, leaf, audience)
    due = _due(shape, leaf.marking.delay_d) if leaf.marking.delay_d else None

    def by_state(of: Mapping[str, ColumnElement[Any]], kind: TypeEngine[Any]) -> ColumnElement[Any]:
        nothing = _nothing(kind)
        value = {how: of.get(how, nothing) for how in told.values()}
        if due is not None:
            value = {h: v if h in ("exact", "hidden") else case((due, v), else_=nothing) for h, v in value.items()}
        ways = sorted(value, key=lambda how: -sum(other == how for other in told.values()))
        if len(ways) == 1:
            return value[ways[0]]
        cases = [(_in(t, [s for s, other in told.items() if other == how]), value[how]) for how in ways]
        return case(*cases, else_=nothing)  # a state that nobody declared tells nothing

    columns: list[ColumnElement[Any]] = []
    for index, part in enumerate(("lon", "lat", "z")):
        parts = {how: t.c[f"{n}__{names[index]}"] for how, names in _COARSE.items() if _has(t, n, names[index])}
        columns.append(by_state(parts, t.c[f"{n}__{part}"].type).label(f"{n}__{part}"))
    prec, name = t.c[f"{n}__prec"], t.c[f"{n}__name"]
    columns.append(by_state(dict.fromkeys(_COARSE, prec), prec.type).label(prec.name))
    columns.append(by_state({"exact": name}, name.type).label(name.name))
    widths = {"10km": leaf.marking.grid_km, "50km": WIDE_KM}
    widths_told = {how: literal_column(str(km), Integer()) for how, km in widths.items()}
    columns.append(by_state(widths_told, Integer()).label(f"{n}__grid_km"))
    return columns


def _has(t: Table, column: str, part: str | None) -> bool:
    return part is not None and f"{column}__{part}" in t.c


def _in(t: Table, states: Iterable[str]) -> ColumnElement[bool]:
    return t.c.state.in_(list(states))


def _nothing(kind: TypeEngine[Any]) -> ColumnElement[Any]:
    """No value, of a kind: PostgreSQL's views want to know which."""
    return cast(null(), kind)


class _Midnight(ColumnElement[int]):
    """The POSIX second at which the day began, in UTC, so many days ago."""

    inherit_cache = False
    type = BigInteger()

    def __init__(self, days: int) -> None:
        self.days = int(days)


class _Day(ColumnElement[str]):
    """The same instant as it stands in `recorded_at`."""

    inherit_cache = False
    type = _Text()

    def __init__(self, days: int) -> None:
        self.days = int(days)


@compiles(_Midnight, "sqlite")
def _midnight_on_sqlite(element: _Midnight, compiler: Any, **more: Any) -> str:
    return f"(CAST(strftime('%s', 'now', 'start of day') AS INTEGER) - {element.days * DAY_S})"


@compiles(_Midnight)
def _midnight_on_postgresql(element: _Midnight, compiler: Any, **more: Any) -> str:
    return f"(CAST(extract(epoch FROM date_trunc('day', now() AT TIME ZONE 'UTC')) AS BIGINT) - {element.days * DAY_S})"


@compiles(_Day, "sqlite")
def _day_on_sqlite(element: _Day, compiler: Any, **more: Any) -> str:
    return f"strftime('%Y-%m-%dT00:00:00Z', 'now', '-{element.days} days')"


@compiles(_Day)
def _day_on_postgresql(element: _Day, compiler: Any, **more: Any) -> str:
    return f"to_char(now() AT TIME ZONE 'UTC' - INTERVAL '{element.days} days', 'YYYY-MM-DD\"T00:00:00Z\"')"


__all__ = ["indexed", "redacted", "sharpness"]
