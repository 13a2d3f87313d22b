"""The ledger of a mission: one writer with group commit, reading, and the head.

Every append goes through one thread that takes what has queued up (at most `MOST_BATCH` acts), checks keys and
versions, and writes entries, receipts and state rows in one fsynced transaction. Only then is a sender answered.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError

from ..core.errors import KeyConflict, Refusal, Stale, Unavailable
from .entry import SALT_BYTES, ZERO, Tree, entry_hash, leaf_lines, read_leaves, root_hash
from .state import AS_RECEIVED, FLAGS, State, Version
from .tables import entries, ledger_metadata, open_sqlite, received, receipts, sites

MOST_BATCH = 1000
FILE = "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked act, ready to become an entry. `changes` are the leaves it sets (None takes away), `after` the whole
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
_Job = tuple[Sequence[Draft], "Future[list[Outcome]]"]


class Ledger:
    """A ledger in a data folder. Open it once a process; `close` finishes what was accepted."""

    def __init__(self, folder: Path, site: str, state: State, clock: Callable[[], str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.site, self.state, self._clock = folder, site, state, clock
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

    def append(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Append acts in order; returns a receipt or a refusal for each once all accepted ones are durable."""
        done: Future[list[Outcome]] = Future()
        with self._lock:
            if self._closed:
                raise Unavailable("The ledger is closing; send again in a moment.")
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_on, name="ledger-writer", daemon=True)
                self._thread.start()
            self._jobs.put((drafts, done))
        return done.result()

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

    def _write(self, connection: Connection, drafts: Sequence[Draft]) -> list[Outcome]:
        """Check and write a batch inside its transaction."""
        head = _Head.lock(connection, self.site)
        keys = self._known_keys(connection, drafts)
        versions = self._known_versions(connection, drafts)
        recorded_at = self._clock()
        salts = os.urandom(SALT_BYTES * sum(len(d.changes) + 16 for d in drafts))
        used = 0
        rows: list[dict[str, Any]] = []
        folded: list[Version] = []
        outcomes: list[Outcome] = []
        receipt_rows: list[dict[str, Any]] = []
        for draft in drafts:
            known = (draft.by, draft.key)
            if known in keys:
                outcomes.append(self._repeated(connection, draft, *keys[known], rows, head))
                continue
            if versions.get(draft.ref) != draft.saw:
                sentence = (
                    f"{draft.ref} exists already."
                    if draft.saw is None
                    else f"{draft.ref} was changed by somebody else after you saw it; look at both versions."
                )
                outcomes.append(Stale(sentence, ref=draft.ref, saw=draft.saw, version=versions.get(draft.ref)))
                continue
            leaves = _leaves(draft, recorded_at)
            lines = leaf_lines(leaves, salts[used : used + SALT_BYTES * len(leaves)])
            used += SALT_BYTES * len(leaves)
            row = head.chain(root_hash(lines), b"\n".join(lines))
            rows.append(row)
            pos = row["pos"]
            folded.append(
                Version(
                    draft.register, draft.ref, draft.state, draft.after, pos, draft.saw, draft.by, recorded_at, draft.flags
                )
            )
            keys[known] = (pos, draft.ref)
            versions[draft.ref] = pos
            receipt_rows.append({"by": draft.by, "key": draft.key, "pos": pos, "ref": draft.ref})
            outcomes.append(
                Receipt(draft.ref, self.site, row["seq"], pos, row["hash"].hex(), flags=draft.flags)
            )
        if rows:
            connection.execute(entries.insert(), rows)
            connection.execute(receipts.insert(), receipt_rows)
            self._note_sources(connection, drafts, outcomes)
            self.state.write(connection, folded)
            head.store(connection)
        return outcomes

    def _known_keys(self, connection: Connection, drafts: Sequence[Draft]) -> dict[tuple[str, str], tuple[int, str]]:
        found: dict[tuple[str, str], tuple[int, str]] = {}
        for start in range(0, len(drafts), 200):
            pairs = [(d.by, d.key) for d in drafts[start : start + 200]]
            query = select(receipts).where(tuple_(receipts.c.by, receipts.c.key).in_(pairs))
            found.update({(r.by, r.key): (r.pos, r.ref) for r in connection.execute(query)})
        return found

    def _known_versions(self, connection: Connection, drafts: Sequence[Draft]) -> dict[str, int | None]:
        refs: dict[str, list[str]] = {}
        for draft in drafts:
            refs.setdefault(draft.register, []).append(draft.ref)
        found: dict[str, int | None] = {}
        for register, wanted in refs.items():
            for start in range(0, len(wanted), 500):
                found.update(self.state.current(connection, register, wanted[start : start + 500]))
        return found

    def _repeated(
        self, connection: Connection, draft: Draft, pos: int, ref: str, batch: Sequence[Mapping[str, Any]], head: _Head
    ) -> Outcome:
        """The answer to a key that came before: the same receipt, or a conflict when the content differs."""
        row: Mapping[str, Any] | None = next((r for r in batch if r["pos"] == pos), None)
        if row is None:
            row = connection.execute(select(entries).where(entries.c.pos == pos)).mappings().one()
        leaves = read_leaves(row["leaves"].split(b"\n"))
        if not same_act(leaves, draft):
            return KeyConflict(f"The key {draft.key!r} was used before, for another act ({ref}).", ref=ref)
        return Receipt(ref, row["site"], row["seq"], pos, row["hash"].hex(), True, tuple(leaves.get(FLAGS, ())))

    def _note_sources(self, connection: Connection, drafts: Sequence[Draft], outcomes: Sequence[Outcome]) -> None:
        notes = [
            {"source_id": d.source[0], "ref": o.ref, "digest": d.source[1]}
            for d, o in zip(drafts, outcomes, strict=True)
            if d.source and isinstance(o, Receipt) and not o.already
        ]
        if notes:
            note = upsert(received)
            note = note.on_conflict_do_update(index_elements=["source_id"], set_={"digest": note.excluded.digest})
            connection.execute(note, notes)

    # --- reading

    def receipt(self, by: str, key: str) -> tuple[int, str] | None:
        """(pos, ref) of the act that a sender's key stands for, if it was accepted."""
        query = select(receipts.c.pos, receipts.c.ref).where(receipts.c.by == by, receipts.c.key == key)
        with self.reader.connect() as connection:
            found = connection.execute(query).first()
        return (found.pos, found.ref) if found else None

    def received(self, source_ids: Sequence[str]) -> dict[str, tuple[str, bytes]]:
        """(ref, digest) of each foreign row that was imported before."""
        found: dict[str, tuple[str, bytes]] = {}
        with self.reader.connect() as connection:
            for start in range(0, len(source_ids), 500):
                query = select(received).where(received.c.source_id.in_(source_ids[start : start + 500]))
                found.update({r.source_id: (r.ref, r.digest) for r in connection.execute(query)})
        return found

    def pos(self) -> int:
        """The pos of the newest entry; 0 when there is none."""
        with self.reader.connect() as connection:
            return connection.execute(select(func.max(entries.c.pos))).scalar() or 0

    def entry(self, pos: int) -> Mapping[str, Any] | None:
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


def same_act(leaves: Mapping[str, Any], draft: Draft) -> bool:
    """Whether an entry holds the act that a draft asks for again."""
    values = {path: value for path, value in leaves.items() if path[0] != "@"}
    if leaves.get("@register") != draft.register or leaves.get("@step") != draft.step:
        return False
    if draft.saw is None:
        return values == dict(draft.changes)
    return leaves.get("@ref") == draft.ref and all(draft.after.get(path) == value for path, value in values.items())


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
