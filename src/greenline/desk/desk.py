"""A mission at work: its folder, its ledger, its registers as tables and views. Opened once a process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite

from ..core.codes import CodeList
from ..core.errors import NotFound, Refusal
from ..core.handling import CIRCLES, MISSION, Audience
from ..core.register import Register
from ..faces.query import Finder
from ..faces.redaction import redacted
from ..faces.table import RegisterTable
from ..ledger.chain import Ledger
from ..ledger.entry import read_leaves, root_hash
from ..ledger.state import State, fold
from ..ledger.store import is_server, place_of
from ..ledger.tables import insert_all, meta, receipts
from ..mission import Mission
from ..registers import REGISTERS
from .alerts.store import open_beside
from .files.store import Files
from .logbook import Logbook
from .numbers import NAMING, Numbers
from .threads.marks import Marks

Progress = Callable[[int], None]
_VIEWS = "views"  # the note of how the audiences' views were made
_INDEXES = 2  # raised when indexes of the same names get other columns


def tables() -> tuple[MetaData, dict[str, RegisterTable]]:
    """The state tables of all registers; made once a process, for they are as constant as the declarations."""
    return _tables(tuple(REGISTERS.items()))


@cache
def _tables(registers: tuple[tuple[str, type[Register]], ...]) -> tuple[MetaData, dict[str, RegisterTable]]:
    metadata = MetaData()
    return metadata, {name: RegisterTable(register, metadata) for name, register in registers}


@cache
def _viewing(shape: RegisterTable, circle: Audience, dialect: str) -> str:
    """The SQL of a circle's view of a register."""
    made = (postgresql if dialect == "postgresql" else sqlite).dialect()
    return str(redacted(shape, circle).compile(dialect=made, compile_kwargs={"literal_binds": True}))


class Desk:
    """The open mission. Everything that reads does so through an audience; everything that writes is an act."""

    def __init__(self, mission: Mission, data: Path | str | None = None, progress: Progress | None = None) -> None:
        """Open a mission's ledger where `data` says (a folder or a PostgreSQL URL), else where the mission keeps it.
        `progress` is told how many entries were folded, should state tables have to be made anew."""
        self.mission = mission
        self.issuing: set[str] = set()  # keys of the acts by which reports are being issued
        self.clock: Callable[[], str] | None = None  # tells when acts are recorded; None: now (stories tell their own)
        self.place = place_of(data or mission.settings.database or mission.data_folder())
        self.data = mission.data_folder() if is_server(self.place) else Path(self.place).parent
        self.metadata, self.shapes = tables()
        self.state = State(self.shapes)
        try:
            self.ledger = Ledger(self.place, mission.settings.site, self.state)
            self.ledger.prepare(mission.settings.id or mission.name, self.metadata.tables)
        except OSError as error:
            raise Refusal(f"The data folder {self.data} cannot be used: {error.strerror}.") from None
        self._prepare(progress)
        self._numbers: dict[str, Numbers] = {}
        self.ledger.secret(NAMING)  # drawn now: reading must go on when the disk is full
        self.logbook = Logbook(self.place)
        self.files = Files(self.place)
        self.alerts = open_beside(self.place)
        self.marks = Marks(self.place)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """The audiences this mission speaks to."""
        return tuple(self.mission.audiences.values())

    @cached_property
    def codes(self) -> dict[str, CodeList]:
        """The code lists as the mission narrows them."""
        return self.mission.codes()

    @cached_property
    def alert_secret(self) -> bytes:
        """What the links and names of alerts are drawn with."""
        return self.ledger.secret("alerts")

    def register(self, name: str) -> type[Register]:
        """A register by name. Raises NotFound."""
        if name not in REGISTERS:
            raise NotFound(f"There is no register {name!r}; there are {', '.join(REGISTERS)}.")
        return REGISTERS[name]

    def audience(self, name: str | None) -> Audience:
        """An audience by name, the mission itself when none is named. Raises NotFound."""
        found = self.mission.audiences.get(name or MISSION.name)
        if found is None:
            names = ", ".join(self.mission.audiences)
            raise NotFound(f"There is no audience {(name or '')[:60]!r}; this mission has {names}.")
        return found

    def numbers(self, audience: Audience) -> Numbers:
        """Positions and versions as an audience may know them."""
        found = self._numbers.get(audience.circle)
        if found is None:
            found = self._numbers[audience.circle] = Numbers(self.ledger, audience, self.ledger.secret(NAMING))
        return found

    def finder(self, register: str, audience: Audience) -> Finder:
        """Questions to a register for an audience."""
        self.register(register)
        return Finder(self.shapes[register], audience)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of everything until it is given back."""
        with self.ledger.reading() as connection:
            yield connection

    def close(self) -> None:
        """Finish what was accepted and let go of the database."""
        self.logbook.close()
        self.files.close()
        self.alerts.close()
        self.marks.close()
        self.ledger.close()

    # --- state tables and views follow the declarations

    def _prepare(self, progress: Progress | None) -> None:
        """Create tables and views; fold anew the registers whose declaration changed since the last opening. What the
        mission sets for its audiences changes views only."""
        wanted = {name: self._signature(name) for name in self.shapes}
        views = self._views()
        with self.reading() as connection:
            known = {row.name: row.value for row in connection.execute(select(meta))}
        stale = [name for name, signature in wanted.items() if known.get(f"shape:{name}") != signature]
        if stale:
            self.rebuild(stale, progress)
        elif known.get(_VIEWS) != _digest(views):
            with self.ledger.exclusive() as connection:
                drop_views(connection, self.shapes)
                self._make_views(connection, views)

    def _signature(self, name: str) -> str:
        shape = self.shapes[name]
        columns = [f"{c.name} {c.type}" for c in shape.table.columns]
        return json.dumps([columns, sorted(str(i.name) for i in shape.table.indexes), _INDEXES])

    def _views(self) -> dict[str, str]:
        """The view of each register for each circle of readers, by name."""
        dialect, circles = self.ledger.writer.dialect.name, self.mission.settings.circles().values()
        return {s.view_name(c): _viewing(s, c, dialect) for s in self.shapes.values() for c in circles}

    def _make_views(self, connection: Connection, views: Mapping[str, str]) -> None:
        for name, query in views.items():
            connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")
        connection.execute(meta.delete().where(meta.c.name == _VIEWS))
        connection.execute(meta.insert().values(name=_VIEWS, value=_digest(views)))

    def rebuild(self, names: list[str] | None = None, progress: Progress | None = None) -> int:
        """Make state tables and views anew from the entries, in one transaction; how many entries were folded."""
        names = list(self.shapes) if names is None else names
        folded = 0
        with self.ledger.exclusive() as connection:
            drop_views(connection, self.shapes)
            tables = set(inspect(connection).get_table_names())
            for name in names:
                shape = self.shapes[name]
                for table in (shape.many, shape.table):
                    if table.name in tables:
                        table.drop(connection)
                    table.create(connection)
                connection.execute(meta.delete().where(meta.c.name == f"shape:{name}"))
                connection.execute(meta.insert().values(name=f"shape:{name}", value=self._signature(name)))
            self._make_views(connection, self._views())
            if set(names) == set(self.shapes):
                connection.execute(receipts.delete())
            folded = self._fold(connection, set(names), progress)
        return folded

    def _fold(self, connection: Connection, names: set[str], progress: Progress | None) -> int:
        whole = names == set(self.shapes)
        keys: list[tuple[Any, ...]] = []
        versions = []
        held: dict[str, Any] = {}
        count = 0
        for row in self.ledger.read(connection):
            leaves = _unharmed(row)
            count += 1
            if whole and "@key" in leaves:
                keys.append((leaves["@by"], leaves["@key"], row.pos, leaves["@ref"]))
            if leaves.get("@register") in names:
                ref = leaves["@ref"]
                saw = leaves.get("@saw")
                before = held.get(ref) or (self.state.record(connection, leaves["@register"], ref) if saw else None)
                version = fold(leaves, before.flat if before and saw else None, row.pos, saw)
                versions.append(self.state.stated(version))
                held[ref] = version
            if len(versions) >= 1000:
                self.state.write(connection, versions)
                insert_all(connection, receipts, keys)
                versions, held, keys = [], {}, []
            if progress and count % 1000 == 0:
                progress(count)
        self.state.write(connection, versions)
        insert_all(connection, receipts, keys)
        return count


def drop_views(connection: Connection, shapes: Mapping[str, RegisterTable]) -> None:
    """Take every audience's view of these registers away, also of audiences that are no longer set."""
    ours = {shape.view_name(circle) for shape in shapes.values() for circle in CIRCLES.values()}
    for name in ours.intersection(inspect(connection).get_view_names()):
        connection.execute(text(f"DROP VIEW {name}"))


def _digest(views: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(views, sort_keys=True).encode()).hexdigest()


def _unharmed(row: Any) -> dict[str, Any]:
    """The leaves of an entry whose values give its root. Raises Refusal: what was changed must not become state."""
    try:
        lines = row.leaves.split(b"\n")
        if root_hash(lines) == row.root:
            return read_leaves(lines)
    except (ValueError, TypeError, AttributeError):
        pass
    raise Refusal(f"Entry {row.site}/{row.seq} was changed after it was written; nothing was folded. Run verify.")


def ledger_place(where: Path | str) -> str:
    """The place of a ledger that exists: in a data folder, a file, or a PostgreSQL. Raises NotFound."""
    place = place_of(where)
    if not is_server(place) and not Path(place).is_file():
        raise NotFound(f"There is no ledger in {where}.")
    return place
