"""The ledger of a mission: one writer with group commit, reading, and the head.

Every append goes through one thread that takes what has queued up (at most `MOST_BATCH` acts), checks keys and
versions, and writes entries, receipts and state rows in one fsynced transaction. Only then is a sender answered.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from ..core.errors import KeyConflict, Refusal, Stale, Unavailable
from .entry import SALT_BYTES, ZERO, Tree, entry_hash, read_leaves, seal_leaves
from .state import AS_RECEIVED, FLAGS, Shape, State, header_row
from .tables import entries, insert_all, ledger_metadata, open_sqlite, receipts, received, sites

MOST_BATCH = 1000
FILE = "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked act, ready to be sealed. `changes` are the leaves it sets (None takes away), `after` the whole
    record then; `saw` is the pos of the version it was made on (None begins a record)."""

    register: str
    ref: str
    step: str
    state: str
    by: str
    key: str
    changes: Mapping[str, Any]
    after: Mapping[str, Any]
    saw: int | None = None
    header: Mapping[str, Any] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    as_received: Mapping[str, Any] | None = None
    source: tuple[str, bytes] | None = None  # (source id, digest) of a foreign row


@dataclass(slots=True)
class Sealed:
    """A drafted act with its leaves salted and its state row made: all that can be done outside the writer."""

    register: str
    ref: str
    by: str
    key: str
    saw: int | None
    flags: tuple[str, ...]
    source: tuple[str, bytes] | None
    leaves: bytes
    root: bytes
    row: list[Any]  # of the state table; its position is filled in by the writer
    links: list[tuple[str, str]]


def seal(draft: Draft, shape: Shape, recorded_at: str) -> Sealed:
    """Salt and hash a draft's leaves, and make its row of the state table."""
    leaves = _leaves(draft, recorded_at)
    lines, root = seal_leaves(leaves, os.urandom(SALT_BYTES * len(leaves)))
    row, links = shape.row(draft.after)
    header = header_row(draft.ref, draft.state, draft.by, recorded_at, draft.flags)
    return Sealed(
        draft.register, draft.ref, draft.by, draft.key, draft.saw, draft.flags, draft.source,
        lines, root, header + row, links,
    )  # fmt: skip


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
    """A ledger in a data folder. Open it once a process; `close` finishes what was accepted."""

    def __init__(self, folder: Path, site: str, state: State) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.site, self.state = folder, site, state
        self.reader: Engine = open_sqlite(folder / FILE, write=False)
        self.writer: Engine = open_sqlite(folder / FILE, write=True)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    def prepare(self) -> None:
        """Create the ledger's tables where they are missing."""
        with self.writer.begin() as connection:
            ledger_metadata.create_all(connection)

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
        while True:
            jobs, last = self._take()
            if jobs:
                self._commit(jobs)
            if last:
                return

    def _take(self) -> tuple[list[_Job], bool]:
        """Wait for one job, then take what else has queued up, within the bound of a batch."""
        job = self._jobs.get()
        jobs: list[_Job] = []
        count = 0
        while job is not None:
            jobs.append(job)
            count += len(job[0])
            if count >= MOST_BATCH:
                return jobs, False
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return jobs, False
        return jobs, True

    def _commit(self, jobs: Sequence[_Job]) -> None:
        drafts = [draft for job in jobs for draft in job[0]]
        try:
            with self.writer.begin() as connection:
                outcomes = self._write(connection, drafts)
        except DBAPIError as error:
            refusal = Unavailable(f"The ledger could not be written: {error.orig}. Nothing of this was kept.")
            outcomes = [refusal] * len(drafts)
        except BaseException as error:  # a broken invariant: tell every sender, keep the writer alive
            for _, done in jobs:
                done.set_exception(error)
            return
        start = 0
        for asked, done in jobs:
            done.set_result(outcomes[start : start + len(asked)])
            start += len(asked)

    def _write(self, connection: Connection, acts: Sequence[Sealed]) -> list[Outcome]:
        """Check and write a batch inside its transaction."""
        head = _Head.lock(connection, self.site)
        keys = known_keys(connection, [(a.by, a.key) for a in acts])
        versions = self._known_versions(connection, acts)
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
            insert_all(connection, entries, [tuple(row.values()) for row in rows])
            insert_all(
                connection,
                receipts,
                [(a.by, a.key, a.row[0], a.ref) for a in taken],
            )
            self._note_sources(connection, taken)
            self.state.write(connection, taken)
            head.store(connection)
        return outcomes

    def _known_versions(self, connection: Connection, acts: Sequence[Sealed]) -> dict[str, int | None]:
        refs: dict[str, list[str]] = {}
        for act in acts:
            refs.setdefault(act.register, []).append(act.ref)
        found: dict[str, int | None] = {}
        for register, wanted in refs.items():
            for start in range(0, len(wanted), 500):
                found.update(self.state.current(connection, register, wanted[start : start + 500]))
        return found

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

    def receipt(self, by: str, key: str) -> tuple[int, str] | None:
        """(pos, ref) of the act that a sender's key stands for, if it was accepted."""
        query = select(receipts.c.pos, receipts.c.ref).where(receipts.c.by == by, receipts.c.key == key)
        with self.reader.connect() as connection:
            found = connection.execute(query).first()
        return (found.pos, found.ref) if found else None

    def pos(self) -> int:
        """The pos of the newest entry; 0 when there is none."""
        with self.reader.connect() as connection:
            return self.pos_in(connection)

    @staticmethod
    def pos_in(connection: Connection) -> int:
        """The pos of the newest entry, as a connection sees it."""
        return connection.execute(select(func.max(entries.c.pos))).scalar() or 0

    def entry(self, pos: int) -> Mapping[Any, Any] | None:
        """One entry's row."""
        with self.reader.connect() as connection:
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
        with self.reader.connect() as connection:
            return list(connection.execute(query).scalars())


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
    held = read_leaves(row["leaves"].split(b"\n"))
    if _asked(held) != _asked(asked):
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


def _leaves(draft: Draft, recorded_at: str) -> dict[str, Any]:
    leaves: dict[str, Any] = {
        **draft.changes,
        **draft.header,
        "@register": draft.register,
        "@ref": draft.ref,
        "@step": draft.step,
        "@state": draft.state,
        "@by": draft.by,
        "@key": draft.key,
        "@recorded_at": recorded_at,
    }
    if draft.saw is not None:
        leaves["@saw"] = draft.saw
    if draft.flags:
        leaves[FLAGS] = list(draft.flags)
    if draft.as_received is not None:
        leaves[AS_RECEIVED] = dict(draft.as_received)
    return leaves


class _Head:
    """The locked head of this site's chain while a batch is written."""

    def __init__(self, site: str, tree: Tree, last: bytes, pos: int, new: bool) -> None:
        self.site, self.tree, self.last, self.pos, self.new = site, tree, last, pos, new

    @classmethod
    def lock(cls, connection: Connection, site: str) -> _Head:
        row = connection.execute(select(sites).where(sites.c.site == site).with_for_update()).first()
        pos = connection.execute(select(func.max(entries.c.pos))).scalar() or 0
        if row is None:
            return cls(site, Tree(), ZERO, pos, True)
        return cls(site, Tree.load(row.size, row.peaks), row.head, pos, False)

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
        if self.new:
            connection.execute(sites.insert().values(site=self.site, **values))
        else:
            connection.execute(sites.update().where(sites.c.site == self.site).values(**values))
