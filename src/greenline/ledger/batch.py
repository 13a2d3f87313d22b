"""What a batch must know before it is written: the locked head of its chain, which keys came before, and the versions
that hold. Every process that writes waits here for the head row, so that a chain never forks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, inspect, select, text

from ..core.errors import Unavailable
from .draft import Sealed
from .entry import ZERO, Tree, entry_hash
from .state import NOW, State
from .tables import driven, entries, meta, receipts, sites

MOVED = "moved_to"  # the note that a ledger has gone elsewhere
_BEGIN = text("INSERT INTO ledger_site VALUES (:site, 0, :head, :peaks) ON CONFLICT DO NOTHING")
_LOCK = "SELECT 1 FROM ledger_site WHERE site = %s FOR UPDATE"
_HEAD = "SELECT size, head, peaks FROM ledger_site WHERE site = %s"
_NOTE = "SELECT (SELECT value FROM ledger_meta WHERE name = %s), (SELECT max(pos) FROM ledger_entry)"
_KEYS = "SELECT by, key, pos, ref FROM ledger_receipt WHERE (by, key) IN (SELECT * FROM unnest(%s::text[], %s::text[]))"
_VERSIONS = 'SELECT ref, from_pos FROM "{}" WHERE ref = ANY(%s) AND to_pos = %s'


class Head:
    """The locked head of this site's chain while a batch is written."""

    def __init__(self, site: str, tree: Tree, last: bytes, pos: int) -> None:
        self.site, self.tree, self.last, self.pos = site, tree, last, pos

    def chain(self, root: bytes, leaves: bytes) -> dict[str, Any]:
        """The next entry's row."""
        seq = self.tree.size + 1
        told = entry_hash(self.site, seq, self.last, root)
        self.pos += 1
        row = {
            "pos": self.pos,
            "site": self.site,
            "seq": seq,
            "prev": self.last,
            "root": root,
            "hash": told,
            "leaves": leaves,
        }
        self.tree.add(told)
        self.last = told
        return row

    def store(self, connection: Connection) -> None:
        values = {"size": self.tree.size, "head": self.last, "peaks": self.tree.pack()}
        connection.execute(sites.update().where(sites.c.site == self.site).values(**values))


@dataclass(slots=True)
class Before:
    """The head, locked; (pos, ref) of the acts by their senders' keys; the pos of each record's version that holds."""

    head: Head
    keys: dict[tuple[str, str], tuple[int, str]]
    versions: dict[str, int | None]


def alone(connection: Connection) -> None:
    """Hold off every other writer, of whatever process, until the transaction ends (SQLite has done so already)."""
    if connection.dialect.name == "sqlite":
        return
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('greenline' || current_schema()))"))
    if inspect(connection).has_table(sites.name):
        connection.execute(text(f"LOCK TABLE {sites.name} IN EXCLUSIVE MODE"))


def lock(connection: Connection, site: str) -> None:
    """Wait for the head row of a site, and hold it until the transaction ends; it is made when the site begins. SQLite
    locks all of its file when a writing transaction begins."""
    if connection.dialect.name == "sqlite":
        return
    with driven(connection) as driver:
        there = driver.execute(_LOCK, (site,)).fetchone()
    if there is None:
        _begun(connection, site)
        lock(connection, site)


def look(connection: Connection, site: str, acts: Sequence[Sealed], state: State) -> Before:
    """Read the head, which is locked, and what is known of a batch's keys and records. Raises Unavailable when the
    ledger has gone elsewhere."""
    refs: dict[str, list[str]] = {}
    for act in acts:
        refs.setdefault(act.register, []).append(act.ref)
    keys = [(act.by, act.key) for act in acts]
    if connection.dialect.name == "sqlite":
        return _one_by_one(connection, site, keys, refs, state)
    return _at_once(connection, site, keys, refs, state)


def _one_by_one(
    connection: Connection, site: str, keys: Sequence[tuple[str, str]], refs: Mapping[str, list[str]], state: State
) -> Before:
    row = connection.execute(select(sites).where(sites.c.site == site)).first()
    if row is None:
        row = _begun(connection, site)
    moved = connection.execute(select(meta.c.value).where(meta.c.name == MOVED)).scalar()
    pos = connection.execute(select(func.max(entries.c.pos))).scalar()
    versions: dict[str, int | None] = {}
    for register, wanted in refs.items():
        for start in range(0, len(wanted), 500):
            versions.update(state.current(connection, register, wanted[start : start + 500]))
    return Before(_head(site, row, moved, pos), known_keys(connection, keys), versions)


def _at_once(
    connection: Connection, site: str, keys: Sequence[tuple[str, str]], refs: Mapping[str, list[str]], state: State
) -> Before:
    """The same in one message there and back, for others wait while the head is held."""
    with driven(connection) as driver:
        with driver.pipeline():
            head = driver.execute(_HEAD, (site,))
            note = driver.execute(_NOTE, (MOVED,))
            came = driver.execute(_KEYS, ([by for by, _ in keys], [key for _, key in keys]))
            held = [
                driver.execute(_VERSIONS.format(state.shapes[register].table.name), (wanted, NOW))
                for register, wanted in refs.items()
            ]
        row = head.fetchone()
        moved, pos = note.fetchone()
        found = {(by, key): (at, ref) for by, key, at, ref in came.fetchall()}
        versions: dict[str, int | None] = dict(pair for cursor in held for pair in cursor.fetchall())
    return Before(_head(site, row, moved, pos), found, versions)


def _begun(connection: Connection, site: str) -> Any:
    """The head row of a site that begins; whoever came first has made it."""
    connection.execute(_BEGIN, {"site": site, "head": ZERO, "peaks": b""})
    return connection.execute(select(sites).where(sites.c.site == site)).one()


def _head(site: str, row: Any, moved: str | None, pos: int | None) -> Head:
    if moved is not None:
        raise Unavailable(f"This ledger was moved to {moved}; start Greenline anew there.")
    size, head, peaks = row[-3:]
    return Head(site, Tree.load(size, peaks), head, pos or 0)


def known_keys(connection: Connection, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, str]]:
    """(pos, ref) of the acts that senders' keys stand for, of those that were accepted."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    senders: dict[str, list[str]] = {}
    for by, key in keys:
        senders.setdefault(by, []).append(key)
    for by, asked in senders.items():
        for start in range(0, len(asked), 500):
            query = select(receipts).where(receipts.c.by == by, receipts.c.key.in_(asked[start : start + 500]))
            found.update({(by, r.key): (r.pos, r.ref) for r in connection.execute(query)})
    return found
