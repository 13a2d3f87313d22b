"""The ledger of a mission: one writer with group commit, reading, and the head.

Every append goes through one thread that takes what has queued up (at most `MOST_BATCH` acts), checks keys and
versions, and writes entries, receipts and state rows in one fsynced transaction. Only then is a sender answered.
"""

from __future__ import annotations

import os
import queue
import re
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import DBAPIError

from ..core.errors import KeyConflict, Refusal, Stale, Unavailable
from .batch import MOVED, alone, lock, look
from .draft import Sealed
from .entry import Tree, read_leaves
from .follow import Bell, Follower, announce
from .state import FLAGS, State
from .store import check_server, is_server, make_lower, open_place, plainly, shown, trouble
from .tables import entries, insert_all, ledger_metadata, meta, receipts, received, sites, together

MOST_BATCH = 1000
RETRY_S, RETRY_PAUSE_S = 6.0, 0.3  # how long a batch is tried again after the database went away
# While another process writes too, a batch waits for company: each one costs a server as much as several acts.
LINGER_S, SHARED_S = 0.003, 0.001
OWNER, TRIED = "mission", "tried_at"  # whose ledger it is; a note that only shows that writing goes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sender gets: where the act stands. `already` when the key had come before."""

    ref: str
    site: str
    seq: int
    pos: int
    head: str
    already: bool = False
    flags: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The receipt as a JSON object."""
        return {
            "ref": self.ref,
            "site": self.site,
            "seq": self.seq,
            "pos": self.pos,
            "head": self.head,
            "already": self.already,
            "flags": list(self.flags),
        }


Outcome = Receipt | Refusal
_Job = tuple[Sequence[Sealed], "Future[list[Outcome]]"]


class Ledger:
    """A ledger in its place (a SQLite file or a PostgreSQL). Open it once a process; `close` finishes what was
    accepted. `health` is the sentence that tells why the last batch could not be written, None when it could."""

    def __init__(self, place: str, site: str, state: State) -> None:
        self.place, self.site, self.state = place, site, state
        if not is_server(place):
            Path(place).parent.mkdir(parents=True, exist_ok=True)
        self.reader: Engine = open_place(place, write=False)
        self.writer: Engine = open_place(place, write=True)
        self.health: str | None = None
        self.bell = Bell()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._shared = False  # whether the last batch waited for another process's

    def prepare(self, owner: str, tables: Collection[str]) -> None:
        """Create the ledger's tables where they are missing. Raises Refusal when the database is not fit for it, or
        holds another mission's ledger or somebody else's `tables`."""
        with self.exclusive() as connection:
            if is_server(self.place):
                check_server(connection, self.place)
                make_lower(connection)
            there = set(inspect(connection).get_table_names())
            if meta.name not in there and (foreign := there & {*tables, *ledger_metadata.tables}):
                names = ", ".join(sorted(foreign)[:5])
                raise Refusal(f"{shown(self.place)} has tables that are not Greenline's ({names}); name another place.")
            ledger_metadata.create_all(connection)
            told = dict(
                connection.execute(select(meta.c.name, meta.c.value).where(meta.c.name.in_((OWNER, MOVED)))).all()
            )
            if MOVED in told:
                raise Refusal(f"The ledger in {shown(self.place)} was moved to {told[MOVED]}; open it there.")
            if told.get(OWNER, owner) != owner:
                raise Refusal(
                    f"{shown(self.place)} holds the ledger of another mission ({told[OWNER]}), not of {owner}. "
                    "Name another place, or the right mission."
                )
            if OWNER not in told:
                connection.execute(meta.insert().values(name=OWNER, value=owner))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of everything until it is given back. Raises Unavailable."""
        with plainly(self.place), self.reader.connect() as connection:
            yield connection

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes, whichever process. Raises Unavailable."""
        with plainly(self.place), self.writer.begin() as connection:
            alone(connection)
            yield connection

    # --- writing

    def append(self, acts: Sequence[Sealed]) -> list[Outcome]:
        """Append acts in order; returns a receipt or a refusal for each once all accepted ones are durable."""
        return self.offer(acts).result()

    def offer(self, acts: Sequence[Sealed]) -> Future[list[Outcome]]:
        """Queue acts for the writer; the future holds what `append` returns. Raises Unavailable when closing."""
        done: Future[list[Outcome]] = Future()
        with self._lock:
            if self._closed:
                raise Unavailable("The ledger is closing; send again in a moment.")
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_on, name="ledger-writer", daemon=True)
                self._thread.start()
            self._jobs.put((acts, done))
        return done

    def recover(self) -> None:
        """After a batch could not be written: whether one could now, by writing a note of our own."""
        if self.health is None:
            return
        try:
            with self.writer.begin() as connection:
                lock(connection, self.site)
                if connection.execute(select(meta.c.value).where(meta.c.name == MOVED)).first() is not None:
                    return  # it has gone elsewhere: nothing here mends that
                connection.execute(meta.delete().where(meta.c.name == TRIED))
                connection.execute(meta.insert().values(name=TRIED, value=str(time.time_ns())))
            self.health = None
        except DBAPIError as error:
            self.health = trouble(self.place, error)

    def queued(self) -> int:
        """How many jobs wait for the writer."""
        return self._jobs.qsize()

    def close(self) -> None:
        """Write what has been queued, then stop."""
        with self._lock:
            self._closed = True
            thread = self._thread
            self._jobs.put(None)
        if thread is not None:
            thread.join()
        self.reader.dispose()
        self.writer.dispose()

    def _write_on(self) -> None:
        while (job := self._jobs.get()) is not None and self._commit([job]):
            pass

    def _queued(self, jobs: list[_Job]) -> bool:
        """Add what has queued up to the jobs of a batch, within its bound; whether the end was not among it."""
        count = sum(len(acts) for acts, _ in jobs)
        while count < MOST_BATCH:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return False
            jobs.append(job)
            count += len(job[0])
        return True

    def _commit(self, jobs: list[_Job]) -> bool:
        """Write a batch that begins with given jobs, and answer its senders; whether there may be more."""
        goes_on = True

        def gather() -> list[Sealed]:
            nonlocal goes_on
            goes_on = goes_on and self._queued(jobs)
            return [act for acts, _ in jobs for act in acts]

        try:
            outcomes = self._kept(gather)
        except BaseException as error:  # a broken invariant: tell every sender, keep the writer alive
            for _, done in jobs:
                done.set_exception(error)
            return goes_on
        start = 0
        for asked, done in jobs:
            done.set_result(outcomes[start : start + len(asked)])
            start += len(asked)
        return goes_on

    def _kept(self, gather: Callable[[], list[Sealed]]) -> list[Outcome]:
        """Write a batch, gathered once the head is locked, for what comes while we wait is written with it. Tried again
        for a while when the database went away in the middle: then nobody knows whether it was kept, and keys that it
        holds already are not written twice."""
        giving_up = time.monotonic() + RETRY_S
        if self._shared:
            time.sleep(LINGER_S)
        while True:
            try:
                with self.writer.begin() as connection:
                    began = time.monotonic()
                    lock(connection, self.site)
                    self._shared = time.monotonic() - began > SHARED_S
                    outcomes = self.write(connection, gather())
                self.health = None
                self.bell.ring()
                return outcomes
            except Unavailable as refusal:
                self.health = refusal.sentence
                return [refusal] * len(gather())
            except DBAPIError as error:
                lost = is_server(self.place) and not _said_no(error)
                if lost and time.monotonic() < giving_up:
                    time.sleep(RETRY_PAUSE_S)
                    continue
                self.health = trouble(self.place, error)
                kept = _UNSURE if lost else "Nothing of it was kept."
                return [Unavailable(f"{self.health} {kept}")] * len(gather())

    def write(self, connection: Connection, acts: Sequence[Sealed]) -> list[Outcome]:
        """Check and write a batch inside its transaction, the head being locked."""
        before = look(connection, self.site, acts, self.state)
        head, keys, versions = before.head, before.keys, before.versions
        rows: list[dict[str, Any]] = []
        taken: list[Sealed] = []
        outcomes: list[Outcome] = []
        for act in acts:
            known = keys.get((act.by, act.key))
            if known is not None:
                outcomes.append(self._repeated(connection, act, *known, rows))
                continue
            if versions.get(act.ref) != act.saw:
                outcomes.append(_stale(act, versions.get(act.ref)))
                continue
            row = head.chain(act.root, act.leaves)
            pos: int = row["pos"]
            act.row[0] = pos
            rows.append(row)
            taken.append(act)
            keys[act.by, act.key] = (pos, act.ref)
            versions[act.ref] = pos
            outcomes.append(Receipt(act.ref, self.site, row["seq"], pos, row["hash"].hex(), flags=act.flags))
        if rows:
            with together(connection, len(rows)):
                insert_all(connection, entries, [tuple(row.values()) for row in rows])
                insert_all(connection, receipts, [(a.by, a.key, a.row[0], a.ref) for a in taken])
                self._note_sources(connection, taken)
                self.state.write(connection, taken)
                head.store(connection)
                announce(connection, head.pos)
        return outcomes

    def _repeated(
        self, connection: Connection, act: Sealed, pos: int, ref: str, batch: Sequence[Mapping[Any, Any]]
    ) -> Outcome:
        """The answer to a key that came before: the same receipt, or a conflict when the content differs."""
        row: Mapping[Any, Any] | None = next((r for r in batch if r["pos"] == pos), None)
        if row is None:
            row = connection.execute(select(entries).where(entries.c.pos == pos)).mappings().one()
        return repeated(row, read_leaves(act.leaves.split(b"\n")), act.key)

    def _note_sources(self, connection: Connection, taken: Sequence[Sealed]) -> None:
        new = [(a.source, a.ref) for a in taken if a.source and a.saw is None]
        insert_all(connection, received, [(source[0], ref, source[1]) for source, ref in new])
        for act in taken:
            if act.source and act.saw is not None:
                note = received.update().where(received.c.source_id == act.source[0])
                connection.execute(note.values(digest=act.source[1]))

    # --- reading

    def follower(self) -> Follower:
        """Something that waits for new entries, whichever process writes them."""
        return Follower(self.place, self.pos, self.bell)

    def receipt(self, by: str, key: str) -> tuple[int, str] | None:
        """(pos, ref) of the act that a sender's key stands for, if it was accepted."""
        query = select(receipts.c.pos, receipts.c.ref).where(receipts.c.by == by, receipts.c.key == key)
        with self.reading() as connection:
            found = connection.execute(query).first()
        return (found.pos, found.ref) if found else None

    @staticmethod
    def began(connection: Connection, by: str, key: str) -> str | None:
        """The ref of the first act of a sender whose key begins so."""
        far = key[:-1] + chr(ord(key[-1]) + 1)
        found = select(receipts.c.ref).where(receipts.c.by == by, receipts.c.key >= key, receipts.c.key < far)
        return connection.execute(found.order_by(receipts.c.pos).limit(1)).scalar()

    def pos(self) -> int:
        """The pos of the newest entry; 0 when there is none."""
        with self.reading() as connection:
            return self.pos_in(connection)

    @staticmethod
    def pos_in(connection: Connection) -> int:
        """The pos of the newest entry, as a connection sees it."""
        return connection.execute(select(func.max(entries.c.pos))).scalar() or 0

    @staticmethod
    def first(connection: Connection) -> str:
        """When the first entry was recorded; empty when there is none."""
        leaves = connection.execute(select(entries.c.leaves).order_by(entries.c.pos).limit(1)).scalar()
        return recorded_at(leaves) if leaves else ""

    @staticmethod
    def pos_before(connection: Connection, instant: str) -> int:
        """The pos of the newest entry that was recorded before an instant (as `@recorded_at` tells it), 0 for none;
        looked for by halves, for entries stand in the order of their recording."""
        low, high = 0, Ledger.pos_in(connection)
        while low < high:
            middle = (low + high + 1) // 2
            leaves = connection.execute(select(entries.c.leaves).where(entries.c.pos == middle)).scalar()
            if leaves is not None and recorded_at(leaves) < instant:
                low = middle
            else:
                high = middle - 1
        return low

    def secret(self, name: str) -> bytes:
        """A random secret of this ledger under a name, drawn when it is first asked for."""
        with self.reading() as connection:
            held = connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
        if held is None:
            with self.exclusive() as connection:
                held = connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
                if held is None:
                    held = os.urandom(32).hex()
                    connection.execute(meta.insert().values(name=name, value=held))
        return bytes.fromhex(held)

    def entry(self, pos: int) -> Mapping[Any, Any] | None:
        """One entry's row."""
        with self.reading() as connection:
            return connection.execute(select(entries).where(entries.c.pos == pos)).mappings().first()

    def heads(self, connection: Connection) -> list[dict[str, Any]]:
        """Each site's tree head: site, size, root in hex."""
        return [
            {"site": r.site, "size": r.size, "root": Tree.load(r.size, r.peaks).root().hex()}
            for r in connection.execute(select(sites).order_by(sites.c.site))
        ]

    def read(self, connection: Connection, after: int = 0, upto: int | None = None, page: int = 1000) -> Iterator[Any]:
        """Entries' rows in order of pos, `after` exclusive, `upto` inclusive, fetched page by page."""
        while True:
            query = select(entries).where(entries.c.pos > after).order_by(entries.c.pos).limit(page)
            if upto is not None:
                query = query.where(entries.c.pos <= upto)
            rows = connection.execute(query).all()
            yield from rows
            if len(rows) < page:
                return
            after = rows[-1].pos

    def hashes(self, site: str, size: int) -> list[bytes]:
        """The first `size` entry hashes of a site, in order."""
        query = select(entries.c.hash).where(entries.c.site == site, entries.c.seq <= size).order_by(entries.c.seq)
        with self.reading() as connection:
            return list(connection.execute(query).scalars())


_RECORDED = re.compile(rb'\n\["@recorded_at","[0-9a-f]*","([^"]*)"\]')


def recorded_at(leaves: bytes) -> str:
    """When an entry was recorded, read off its stored leaves; empty when they do not tell."""
    found = _RECORDED.search(b"\n" + leaves)
    return found[1].decode() if found else ""


def known_sources(connection: Connection, source_ids: Sequence[str]) -> dict[str, tuple[str, bytes]]:
    """(ref, digest) of each foreign row that was imported before."""
    found: dict[str, tuple[str, bytes]] = {}
    for start in range(0, len(source_ids), 500):
        query = select(received).where(received.c.source_id.in_(source_ids[start : start + 500]))
        found.update({r.source_id: (r.ref, r.digest) for r in connection.execute(query)})
    return found


def repeated(row: Mapping[Any, Any], asked: Mapping[str, Any], key: str) -> Outcome:
    """The answer to an act whose key came before: its first receipt, or a conflict when it asks for something else.

    `row` is the entry that the key stands for, `asked` the leaves of the act as it came again.
    """
    lines = row["leaves"].split(b"\n")
    held = read_leaves(lines)
    told, wanted = _asked(held), _asked(asked)
    if len(held) < len(lines):  # some of its values were erased since: what is left must be the same
        wanted = {path: value for path, value in wanted.items() if path in told}
    if told != wanted:
        return KeyConflict(f"The key {key!r} was used before, for another act ({held['@ref']}).", ref=held["@ref"])
    flags = tuple(held.get(FLAGS, ()))
    return Receipt(held["@ref"], row["site"], row["seq"], row["pos"], row["hash"].hex(), True, flags)


_ASKED = ("@register", "@step", "@reason", "@basis")


def _asked(leaves: Mapping[str, Any]) -> dict[str, Any]:
    """What an act asks for, without what the desk adds when it takes it in; a change to an existing record is told by
    its record, a new one has none yet."""
    told = {path: value for path, value in leaves.items() if path[0] != "@" or path in _ASKED}
    if "@saw" in leaves:
        told["@ref"] = leaves["@ref"]
    return told


def _stale(act: Sealed, version: int | None) -> Stale:
    if act.saw is None:
        return Stale(f"{act.ref} exists already.", ref=act.ref)
    return Stale(f"{act.ref} was changed by somebody else after you saw it.", ref=act.ref, version=version)


_UNSURE = "Whether it was kept is not known; send it again with the same key: nothing is written twice."


def _said_no(error: DBAPIError) -> bool:
    """Whether a server itself refused a batch, so that nothing of it was kept; a lost connection leaves that open."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return bool(state) and not state.startswith(("08", "57P")) and not error.connection_invalidated
