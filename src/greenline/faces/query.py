"""Questions to a register, asked of an audience's view: time, box, code, state, party, text, as of a pos; pages.

The newest happening comes first. A cursor names the last row of a page by its time and ref, so pages neither skip
nor repeat while new records arrive.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    any_,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles

from ..core.errors import BadRequest
from ..core.handling import Audience
from ..core.place import zranges
from .box import Box, centred, touching, widened
from .redaction import indexed
from .table import LONG_S, NOW_TEXT, Leaf, RegisterTable, nowhere

MOST_LIMIT = 1000
MOST_TEXT = 200
_FEW = 60_000  # records in a box up to which its index is read
_MANY = 20_000  # and of these in the time window, up to which they are counted by position
_FETCH = 2_000  # and up to which they are fetched by position
_NO_TIME = 2**62
_SIMPLE = ("code", "line", "count", "number", "flag", "ref", "file")
_Ways = list[list[ColumnElement[bool]]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Times are POSIX seconds, `since` inclusive and `until` exclusive; `at` is a pos; `equals` are
    (path, value) of simple properties.

    By default a box finds the places centred in it. `touching` asks as OGC API - Features does (17-069r3, 7.15.3 and
    7.15.4): whatever area touches the box, and in any box or window also what has no geometry or no time.
    """

    limit: int = 100
    cursor: str | None = None
    since: int | None = None
    until: int | None = None
    box: Box | None = None
    codes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    party: str | None = None
    text: str | None = None
    at: int | None = None
    equals: tuple[tuple[str, Any], ...] = ()
    touching: bool = False


def holding(view: Table, audience: Audience, at: int | None) -> ColumnElement[bool]:
    """The rows of a view that hold now, or held at a pos. What a lower audience may not see now it may not look up as
    of then either."""
    now: ColumnElement[bool] = view.c.to_pos == literal_column(NOW_TEXT)  # a literal: the partial indexes apply
    if at is None:
        return now
    then = and_(view.c.from_pos <= at, view.c.to_pos > at)
    if audience.inside:
        return then
    still = view.alias()
    return and_(then, exists().where(still.c.ref == view.c.ref, still.c.to_pos == literal_column(NOW_TEXT)))


def simple(shape: RegisterTable, audience: Audience) -> dict[str, Leaf]:
    """The properties of one plain value that an audience may ask for, by path: none of those that it never sees."""
    return {
        leaf.path: leaf
        for leaf in shape.leaves
        if leaf.field.kind in _SIMPLE and audience.clearance >= leaf.marking.lowest
    }


class Finder:
    """Questions to one register for one audience."""

    def __init__(self, shape: RegisterTable, audience: Audience) -> None:
        self.shape, self.audience = shape, audience
        self.view = shape.view(audience)
        seen = shape.register.seen
        self.when = seen.when
        # What does not happen comes in the order of recording, which is the mission's alone to know; else by ref.
        last = self.view.c.from_pos if audience.inside else literal_column("0").label("order__")
        self.order: ColumnElement[Any] = self.view.c[f"{seen.when}__since"] if seen.when else last
        place = shape.leaf(seen.where)
        self.indexed = place is not None and indexed(shape, place, audience)

    def page(self, connection: Connection, asked: Question) -> tuple[list[Mapping[Any, Any]], str | None]:
        """Rows of the audience's view, newest first, and the cursor of the next page."""
        return self._page(connection, asked, self._found(connection, asked))

    def count(self, connection: Connection, asked: Question) -> int:
        """How many rows of the audience's view answer the question."""
        return self._count(connection, self._found(connection, asked))

    def page_of(self, connection: Connection, asked: Question) -> tuple[list[Mapping[Any, Any]], str | None, int]:
        """A page, its cursor, and how many rows answer in all."""
        near, kept = self._near(connection, asked)
        ways = self._by(connection, asked, near if kept <= _FETCH else None)
        if asked.cursor:
            rows, cursor = self._page(connection, asked, ways)
            return rows, cursor, self._count(connection, self._by(connection, asked, near))
        if near is not None and kept <= _FETCH:
            return self._counted(connection, asked, ways)
        rows, cursor = self._page(connection, asked, ways)
        return rows, cursor, len(rows) if cursor is None else self._count(connection, self._by(connection, asked, near))

    def recorded(self, connection: Connection, asked: Question, after: int, limit: int) -> list[Mapping[Any, Any]]:
        """Rows in the order of recording, after a pos; for walking through all of them."""
        # No literal for now: else SQLite would take an index of the present rows and sort all of them for each page.
        holds = self._holds(asked) if asked.at is not None else self.view.c.to_pos == int(NOW_TEXT)
        where = [holds, *self._asked(asked), *self._place(asked), *self._window(asked), self.view.c.from_pos > after]
        return _rows(connection, select(self.view).where(*where).order_by(self.view.c.from_pos).limit(limit))

    def positions(self, connection: Connection, asked: Question) -> list[int]:
        """The `from_pos` of every version that answers a question, rising; limit and cursor do not count."""
        where = [self._holds(asked), *self._asked(asked), *self._place(asked), *self._window(asked)]
        return sorted(connection.execute(select(self.view.c.from_pos).where(*where)).scalars())

    def _counted(
        self, connection: Connection, asked: Question, ways: _Ways
    ) -> tuple[list[Mapping[Any, Any]], str | None, int]:
        """The first page and how many there are, looked for once."""
        found: list[Mapping[Any, Any]] = []
        matched = 0
        order = (self.order.desc().nulls_last(), self.view.c.ref)
        for way in ways:
            matching = func.count().over().label("matched__")
            query = select(self.view, *self._ordered, matching).where(*way).order_by(*order)
            rows = _rows(connection, query.limit(asked.limit + 1))
            matched += rows[0]["matched__"] if rows else 0
            found.extend(rows)
        return *self._first(asked, found, ways), matched

    def _page(self, connection: Connection, asked: Question, ways: _Ways) -> tuple[list[Mapping[Any, Any]], str | None]:
        after = self._after(asked)
        order = (self.order.desc().nulls_last(), self.view.c.ref)
        found: list[Mapping[Any, Any]] = []
        for way in ways:
            query = select(self.view, *self._ordered).where(*way, *after).order_by(*order).limit(asked.limit + 1)
            found.extend(_rows(connection, query))
        return self._first(asked, found, ways)

    def _first(
        self, asked: Question, found: list[Mapping[Any, Any]], ways: _Ways
    ) -> tuple[list[Mapping[Any, Any]], str | None]:
        """A page of what the ways gave, and the cursor of the next."""
        if len(ways) > 1:
            found.sort(key=self._key)
        if len(found) <= asked.limit:
            return found, None
        last = found[asked.limit - 1]
        return found[: asked.limit], _cursor(last[self.order.name], last["ref"])

    @property
    def _ordered(self) -> list[ColumnElement[Any]]:
        return [] if self.order.name in self.view.c else [self.order]

    def _count(self, connection: Connection, ways: _Ways) -> int:
        queries = [select(func.count()).select_from(self.view).where(*way) for way in ways]
        return sum(connection.execute(query).scalar_one() for query in queries)

    def _found(self, connection: Connection, asked: Question) -> _Ways:
        """The conditions as disjoint ways, each quick by an index of its own."""
        near, kept = self._near(connection, asked)
        return self._by(connection, asked, near if kept <= _FETCH else None)

    def _by(self, connection: Connection, asked: Question, near: str | None) -> _Ways:
        if near is None:
            return self._ways(asked, self._place(asked), self._times(asked))
        return self._ways(asked, [*self._place(asked), self._among(connection, near)], [self._window(asked)])

    def _among(self, connection: Connection, positions: str) -> ColumnElement[bool]:
        """At one of these positions, told as one parameter: a statement for each would have to be written anew."""
        if connection.dialect.name == "sqlite":
            listed = func.json_each(f"[{positions}]").table_valued("value")
            return self.view.c.from_pos.in_(select(listed.c.value))
        return self.view.c.from_pos == any_(cast(literal(f"{{{positions}}}", Text()), ARRAY(BigInteger)))

    def _ways(self, asked: Question, place: list[ColumnElement[bool]], times: _Ways) -> _Ways:
        places = [place]
        if asked.touching and place:
            places.append([nowhere(self.view, str(self.shape.register.seen.where))])
        if asked.touching and self.when and times != [[]]:
            times = [*times, [self.view.c[f"{self.when}__since"].is_(None)]]
        always = [self._holds(asked), *self._asked(asked)]
        return [[*always, *where, *when] for where in places for when in times]

    def _key(self, row: Mapping[Any, Any]) -> tuple[bool, int, str]:
        at = row[self.order.name]
        return at is None, -(at or 0), row["ref"]

    def _after(self, asked: Question) -> list[ColumnElement[bool]]:
        """What comes after the cursor in the order (time falling, ref rising, unknown times last)."""
        if not asked.cursor:
            return []
        at, ref = _read_cursor(asked.cursor)
        if at is None:
            return [self.order.is_(None), self.view.c.ref > ref]
        same = and_(self.order == at, self.view.c.ref > ref)
        return [or_(self.order < at, same, self.order.is_(None))] if self.when else [or_(self.order < at, same)]

    def _near(self, connection: Connection, asked: Question) -> tuple[str | None, int]:
        """The positions of the records near the box and in the time window, and how many; None where they are too many
        or no box is asked for: then a walk in time order is quicker.

        Each range of codes is one search of the place index, which holds the times too. Plain SQL of constants and
        whole numbers: building two dozen selects as objects would cost more than asking them. One row comes back,
        since threads take turns at every row that they fetch.
        """
        where = self.shape.register.seen.where
        if asked.box is None or asked.at is not None or where is None or not self.indexed:
            return None, 0
        times = f"{self.when}__since AS since, {self.when}__until AS until" if self.when else "0 AS since, 1 AS until"
        box = asked.box
        if asked.touching:
            leaf = self.shape.leaf(where)
            box = widened(box, (leaf.marking.grid_km if leaf else None) or 0)
        head = f"SELECT from_pos, {times} FROM {self.view.name} WHERE to_pos = {NOW_TEXT} AND {where}__z BETWEEN"  # noqa: S608
        parts = (f"{head} {low:d} AND {high:d}" for low, high in zranges(box))
        near = f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS near LIMIT {_FEW + 1}"  # noqa: S608
        inside = "1 = 1"
        if self.when and (asked.since is not None or asked.until is not None):
            low = -_NO_TIME if asked.since is None else asked.since
            high = _NO_TIME if asked.until is None else asked.until
            inside = f"since < {high:d} AND until > {low:d}{' OR since IS NULL' if asked.touching else ''}"
        one = f"CASE WHEN {inside} THEN from_pos END"
        joined = f"group_concat({one})" if connection.dialect.name == "sqlite" else f"string_agg(({one})::text, ',')"
        query = f"SELECT count(*), count({one}), {joined} FROM ({near}) AS found"  # noqa: S608
        walked, kept, positions = connection.exec_driver_sql(query).one()
        return ((positions or ""), kept) if walked <= _FEW and kept <= _MANY else (None, 0)

    def _holds(self, asked: Question) -> ColumnElement[bool]:
        return holding(self.view, self.audience, asked.at)

    def _asked(self, asked: Question) -> list[ColumnElement[bool]]:
        """The conditions on neither place nor time."""
        found: list[ColumnElement[bool]] = []
        what = self.shape.register.seen.what
        if asked.codes:
            if what is None:
                raise BadRequest(f"The register {self.shape.register.noun} has no kind to ask for.")
            kind = self.view.c[what]
            exact = [code for code in asked.codes if not code.endswith("*")]
            classes = [kind.like(_escaped(code[:-1]) + "%", escape="\\") for code in asked.codes if code.endswith("*")]
            found.append(or_(kind.in_(exact), *classes))
        if asked.states:
            found.append(self.view.c.state.in_(asked.states))
        if asked.party:
            found.append(self._party(asked.party))
        if asked.text:
            found.append(self._text(asked.text))
        known = simple(self.shape, self.audience) if asked.equals else {}
        for path, value in asked.equals:
            if path not in known:
                raise BadRequest(f"The register {self.shape.register.noun} has no {path} to ask for.")
            found.append(self.view.c[known[path].column] == value)
        return found

    def _window(self, asked: Question) -> list[ColumnElement[bool]]:
        if self.when is None:
            return []
        found: list[ColumnElement[bool]] = []
        if asked.until is not None:
            found.append(self.view.c[f"{self.when}__since"] < asked.until)
        if asked.since is not None:
            found.append(self.view.c[f"{self.when}__until"] > asked.since)
        return found

    def _times(self, asked: Question) -> _Ways:
        """The time window as disjoint ranges of an index each: short moments by start, long ones by end."""
        during = self._window(asked)
        if self.when is None or asked.since is None or asked.at is not None:
            return [during]
        since, until = self.view.c[f"{self.when}__since"], self.view.c[f"{self.when}__until"]
        most: ColumnElement[int] = literal_column(str(LONG_S))
        short = [*during, since > asked.since - LONG_S - 1, until - since <= most]
        long = select(self.view.c.from_pos).where(self._holds(asked), until - since > most, until > asked.since)
        return [short, [*during, self.view.c.from_pos.in_(long)]]

    def _place(self, asked: Question) -> list[ColumnElement[bool]]:
        if asked.box is None:
            return []
        where = self.shape.register.seen.where
        if where is None:
            raise BadRequest(f"The register {self.shape.register.noun} has no place to ask for.")
        return [(touching if asked.touching else centred)(self.view, where, asked.box)]

    def _party(self, party: str) -> ColumnElement[bool]:
        """Records that name a party, if the audience sees the parties at all."""
        many = self.shape.many.c
        ways = []
        for path in (p for p in self.shape.linked if p.endswith(".actor")):
            leaf = self.shape.leaf(path.partition(".")[0])
            assert leaf is not None
            named = select(many.from_pos).where(many.path == path, many.value == party)
            ways.append(and_(self.view.c.from_pos.in_(named), self.view.c[leaf.column].is_not(None)))
        if not ways:
            raise BadRequest(f"The register {self.shape.register.noun} names no parties.")
        return or_(*ways)

    def _text(self, text: str) -> ColumnElement[bool]:
        columns = [self.view.c.ref]
        for leaf in self.shape.leaves:
            if leaf.field.kind in ("text", "line", "group"):
                columns.append(self.view.c[leaf.column])
            elif leaf.field.kind == "place":
                columns.append(self.view.c[f"{leaf.column}__name"])
        return or_(*(_Contains(column, f"%{_escaped(text.casefold())}%", text.isascii()) for column in columns))


def _rows(connection: Connection, query: Select[Any]) -> list[Mapping[Any, Any]]:
    """The rows as plain dicts: quicker to read than SQLAlchemy's own."""
    result = connection.execute(query)
    names = list(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result]


class _Contains(ColumnElement[bool]):
    """Whether a text holds another, capitals or not."""

    inherit_cache = False
    type = Boolean()

    def __init__(self, column: ColumnElement[Any], like: str, plain: bool) -> None:
        self.column, self.pattern, self.plain = column, like, plain


@compiles(_Contains, "sqlite")
def _on_sqlite(element: _Contains, compiler: Any, **more: Any) -> str:
    """SQLite's own LIKE is quick and knows capitals of ASCII only; the ledger's lower() knows all."""
    column = element.column if element.plain else func.lower(element.column)
    return str(compiler.process(column.like(element.pattern, escape="\\"), **more))


@compiles(_Contains)
def _on_postgresql(element: _Contains, compiler: Any, **more: Any) -> str:
    """Columns compare by bytes, whose lower() knows capitals of ASCII only; the ledger made one that knows all."""
    column = element.column
    lowered = func.lower(column) if element.plain else func.greenline_lower(column)
    return str(compiler.process(lowered.like(element.pattern, escape="\\"), **more))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _cursor(at: int | None, ref: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([at, ref]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[int | None, str]:
    try:
        at, ref = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if (at is None or (isinstance(at, int) and abs(at) < 2**62)) and isinstance(ref, str):
            return at, ref
    except (ValueError, TypeError, binascii.Error, RecursionError):
        pass
    raise BadRequest("This cursor was not given out here; begin again without one.")
