"""The access log: who read or took out what is restricted, when, as which audience, for what, until when.

It is kept apart from the ledger, for it tells of people's doings and not of the mission's record: on SQLite in a file
of its own beside the ledger, on PostgreSQL in a table of its own. Every line carries the hash of the one before, so
that a line that was changed or taken out of the middle shows; what a line says never holds a value of a record.
"""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, select, text

from ..core.errors import Unavailable
from ..ledger.beside import Beside
from ..ledger.tables import BigInt, Text
from .numbers import now

FILE = "access.sqlite"
MOST_PAGE = 1000
MOST_BATCH = 500
MOST_WORDS = 400  # characters of a purpose, of a recipient
ZERO = bytes(32)
metadata = MetaData()
lines = Table(
    "access_log",
    metadata,
    Column("number", BigInt, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),  # a call sign
    Column("did", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("register", Text),
    Column("refs", Text),  # separated by spaces
    Column("purpose", Text),
    Column("recipient", Text),
    Column("expires", Text),
    Column("detail", Text, nullable=False),  # JSON
    Column("hash", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody did: `read`, `export`, `release`, …"""

    by: str
    did: str
    audience: str
    register: str | None = None
    refs: Sequence[str] = ()
    purpose: str | None = None
    recipient: str | None = None
    expires: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    def cells(self) -> dict[str, Any]:
        """The line as it is kept, without its number, time and hash."""
        return {
            "by": self.by,
            "did": self.did,
            "audience": self.audience,
            "register": self.register,
            "refs": " ".join(self.refs) or None,
            "purpose": self.purpose,
            "recipient": self.recipient,
            "expires": self.expires,
            "detail": orjson.dumps(dict(self.detail), option=orjson.OPT_SORT_KEYS).decode(),
        }


_END = None
_Job = tuple[list[Line], "Future[None]"]


class Logbook:
    """The access log of a ledger's place. One thread writes; who must know that a line is kept waits for it."""

    def __init__(self, place: str) -> None:
        self.kept = Beside(place, FILE, metadata)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    def note(self, *told: Line) -> Future[None]:
        """Have lines written; the future ends when they are kept, or raises Unavailable."""
        done: Future[None] = Future()
        with self._lock:
            if self._closed:
                raise Unavailable("The access log is closing; ask again in a moment.")
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_on, name="logbook", daemon=True)
                self._thread.start()
        self._jobs.put((list(told), done))
        return done

    def page(self, before: int | None = None, most: int = 100, **asked: str | None) -> list[dict[str, Any]]:
        """Lines before a number, the newest first; `asked` are by, did, audience, register, ref. Raises Unavailable."""
        if not self.kept.there():
            return []
        query = select(lines).order_by(lines.c.number.desc()).limit(min(most, MOST_PAGE))
        if before is not None:
            query = query.where(lines.c.number < before)
        for name in ("by", "did", "audience", "register"):
            if asked.get(name):
                query = query.where(lines.c[name] == asked[name])
        if asked.get("ref"):
            words = str(asked["ref"]).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            query = query.where((" " + lines.c.refs + " ").like(f"% {words} %", escape="\\"))
        with self.kept.reading() as connection:
            return [_plain(row) for row in connection.execute(query).mappings()]

    def check(self) -> list[str]:
        """What is wrong with the chain of lines; empty when it is whole. Raises Unavailable."""
        problems: list[str] = []
        before, number = ZERO, 0
        for row in self._all():
            number += 1
            if row["number"] != number:
                problems.append(f"Access log: after line {number - 1} another one is missing.")
                number = row["number"]
            if _hash(before, row) != row["hash"]:
                problems.append(f"Access log: line {row['number']} was changed, or the one before it.")
            before = row["hash"]
        return problems

    def close(self) -> None:
        """Write what has been told, then stop."""
        with self._lock:
            self._closed = True
            thread = self._thread
        if thread is not None:
            self._jobs.put(_END)
            thread.join()
        self.kept.close()

    # --- writing

    def _write_on(self) -> None:
        ends = False
        while not ends:
            job = self._jobs.get()
            if job is _END:
                return
            jobs = [job]
            with suppress(queue.Empty):
                while len(jobs) < MOST_BATCH:
                    more = self._jobs.get_nowait()
                    if more is _END:
                        ends = True
                        break
                    jobs.append(more)
            try:
                self._write([line for told, _ in jobs for line in told])
            except BaseException as error:
                for _, done in jobs:
                    done.set_exception(error)
            else:
                for _, done in jobs:
                    done.set_result(None)

    def _write(self, told: Sequence[Line]) -> None:
        at = now()
        with self.kept.writing() as connection:
            number, before = self._last(connection)
            rows = []
            for line in told:
                number += 1
                row = {"number": number, "at": at, **line.cells()}
                row["hash"] = before = _hash(before, row)
                rows.append(row)
            connection.execute(lines.insert(), rows)

    @staticmethod
    def _last(connection: Connection) -> tuple[int, bytes]:
        if connection.dialect.name != "sqlite":
            connection.execute(text(f"LOCK TABLE {lines.name} IN EXCLUSIVE MODE"))
        row = connection.execute(select(lines.c.number, lines.c.hash).order_by(lines.c.number.desc()).limit(1)).first()
        return (row.number, row.hash) if row else (0, ZERO)

    def _all(self) -> Iterator[Mapping[Any, Any]]:
        after = 0
        while self.kept.there():
            query = select(lines).where(lines.c.number > after).order_by(lines.c.number).limit(MOST_PAGE)
            with self.kept.reading() as connection:
                rows = connection.execute(query).mappings().all()
            yield from rows
            if len(rows) < MOST_PAGE:
                return
            after = rows[-1]["number"]


def carry(source: str, target: str) -> None:
    """Carry the lines of one ledger's place to another's, which has none yet; else they stay where they are."""
    one, other = Logbook(source), Logbook(target)
    try:
        if one.kept.there() and not other.page(most=1):
            with other.kept.writing() as connection:
                for row in one._all():
                    connection.execute(lines.insert().values(**{str(name): value for name, value in row.items()}))
    finally:
        one.close()
        other.close()


def _hash(before: bytes, row: Mapping[Any, Any]) -> bytes:
    told = [row[c.name] for c in lines.columns if c.name != "hash"]
    return hashlib.sha256(before + orjson.dumps(told)).digest()


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    body: dict[str, Any] = {str(n): value for n, value in row.items() if n != "hash" and value is not None}
    body["detail"] = orjson.loads(row["detail"])
    if row["refs"]:
        body["refs"] = row["refs"].split(" ")
    return body


__all__ = ["FILE", "MOST_WORDS", "Line", "Logbook", "carry", "lines"]
