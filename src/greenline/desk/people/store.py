"""Where people are kept: a SQLite file of their own beside the ledger's, so that signing in never waits for acts and no
release or verification meets them; on PostgreSQL tables of their own in the ledger's database.

Secrets are kept as hashes, but for the authenticators' (a code cannot be checked against a hash): the file is its
owner's alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, LargeBinary, MetaData, Table, UniqueConstraint, func, inspect, select

from ...core.errors import NotFound
from ...ledger.beside import make_private, make_tables
from ...ledger.store import is_server, open_place, open_sqlite, plainly
from ...ledger.tables import BigInt, Text

FILE = "people.sqlite"
MOST_NOTES = 100_000
metadata = MetaData()

persons = Table(
    "people_person",
    metadata,
    Column("call_sign", Text, primary_key=True),
    Column("roles", Text, nullable=False),  # separated by spaces
    Column("audience", Text),  # the only one they read as; none: all of the mission's
    Column("password", Text),  # Argon2id
    Column("must_change", BigInt, nullable=False),  # at the next sign-in
    Column("totp", Text),
    Column("totp_step", BigInt, nullable=False),  # of the last code taken: each is taken once
    Column("subject", Text),  # digest of who they are at the OIDC provider
    Column("disabled", BigInt, nullable=False),
    Column("made_at", BigInt, nullable=False),  # seconds since 1970, as everywhere here
    Column("signed_in_at", BigInt),
    UniqueConstraint("subject"),
)
recoveries = Table(
    "people_recovery",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("call_sign", Text, nullable=False),
)
sessions = Table(
    "people_session",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("handle", Text, nullable=False),
    Column("call_sign", Text, nullable=False, index=True),
    Column("way", Text, nullable=False),
    Column("made_at", BigInt, nullable=False),
    Column("seen_at", BigInt, nullable=False),
)
tokens = Table(
    "people_token",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("handle", Text, nullable=False),
    Column("call_sign", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("audience", Text),
    Column("device", BigInt, nullable=False),
    Column("made_at", BigInt, nullable=False),
    Column("until_at", BigInt, nullable=False),
    Column("seen_at", BigInt),
)
# Failed tries in a row, of call signs that exist and of such that do not; by digest, for what stands in that field is
# sometimes a password.
attempts = Table(
    "people_attempt",
    metadata,
    Column("sign", LargeBinary, primary_key=True),
    Column("failed", BigInt, nullable=False),
    Column("failed_at", BigInt, nullable=False),
)
notes = Table(  # who changed what of whom, and who came in
    "people_note",
    metadata,
    Column("id", BigInt, primary_key=True, autoincrement=True),
    Column("at", BigInt, nullable=False),
    Column("by", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("whom", Text, nullable=False),
)
KEPT = (persons, recoveries, tokens, notes)  # what goes along when a ledger is moved or backed up


def people_place(place: str) -> str:
    """Where the people of a ledger's place are kept."""
    return place if is_server(place) else str(Path(place).with_name(FILE))


class People:
    """The people of a ledger's place. Opening makes nothing: the first account does, and asking whether there are any
    is cheap. `clock` tells seconds since 1970."""

    def __init__(self, place: str, clock: Callable[[], float] = time.time) -> None:
        self.place = people_place(place)
        self.clock = clock
        self._lock = threading.Lock()
        self._reader: Engine | None = None
        self._writer: Engine | None = None
        self._exist = False

    def now(self) -> int:
        """This second."""
        return int(self.clock())

    def exist(self) -> bool:
        """Whether anybody was ever added; once they were, this stays true. Raises Unavailable."""
        if not self._exist and self._made():
            with self._connected() as connection:
                self._exist = (
                    inspect(connection).has_table(persons.name)
                    and connection.execute(select(persons.c.call_sign).limit(1)).first() is not None
                )
        return self._exist

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of everything. Raises Unavailable, NotFound when nobody was added yet."""
        if not self.exist():
            raise NotFound("There are no people here yet; add the first with `greenline people add`.")
        with self._connected() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept when the block ends well. Raises Unavailable, or Refusal for a folder that cannot
        be written."""
        with self._lock:
            self._writer = self._writer or self._open()
        with plainly(self.place), self._writer.begin() as connection:
            yield connection

    def note(self, connection: Connection, by: str, did: str, whom: str) -> None:
        """Keep who did what to whom; the oldest notes are forgotten."""
        connection.execute(notes.insert().values(at=self.now(), by=by, did=did, whom=whom))
        newest = connection.execute(select(func.max(notes.c.id))).scalar_one()
        connection.execute(notes.delete().where(notes.c.id <= newest - MOST_NOTES))

    def close(self) -> None:
        """Let go of the database."""
        for engine in (self._reader, self._writer):
            if engine is not None:
                engine.dispose()
        self._reader = self._writer = None

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self._lock:
            self._reader = self._reader or open_place(self.place, write=False)
        with plainly(self.place), self._reader.connect() as connection:
            yield connection

    def _made(self) -> bool:
        return is_server(self.place) or Path(self.place).is_file()

    def _open(self) -> Engine:
        """An engine that writes, its tables made. A SQLite file is its owner's alone from its first byte."""
        if is_server(self.place):
            engine = open_place(self.place, write=True)
        else:
            make_private(self.place)
            engine = open_sqlite(Path(self.place), write=True)
        make_tables(engine, self.place, metadata)
        return engine


def newest_notes(people: People, most: int = 100) -> list[dict[str, object]]:
    """What was done last, newest first."""
    with people.reading() as connection:
        query = select(notes).order_by(notes.c.id.desc()).limit(most)
        return [{"at": r.at, "by": r.by, "did": r.did, "whom": r.whom} for r in connection.execute(query)]


def carry(source: str, target: str, replace: bool) -> int:
    """Copy accounts, tokens and notes from one ledger's place to another's, sessions never; how many accounts there
    are then. Without `replace`, people who are there already stay as they are."""
    here, there = People(source), People(target)
    try:
        if not here.exist() or (there.exist() and not replace):
            return 0
        with here.reading() as reading, there.writing() as writing:
            count = 0
            for table in metadata.tables.values():
                writing.execute(table.delete())
            for table in KEPT:
                rows = [dict(row._mapping) for row in reading.execute(select(table))]
                count = len(rows) if table is persons else count
                if rows:
                    writing.execute(table.insert(), rows)
        return count
    finally:
        here.close()
        there.close()
