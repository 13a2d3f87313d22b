"""What is kept beside a ledger and is not the record itself: on SQLite in a file of its own next to the ledger's, its
owner's alone; on PostgreSQL in tables of its own in the ledger's database."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, inspect, select, text

from ..core.errors import Refusal
from .store import is_server, open_place, open_sqlite, plainly


def make_private(place: str) -> None:
    """Make an empty file that only its owner may read, where there is none. Raises Refusal.

    One that is there is never opened: closing it again would drop the locks that SQLite holds on it in this process,
    and another process would then clear away what was not yet carried over.
    """
    try:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        raise Refusal(f"{place} cannot be written: {error.strerror}.") from None


def make_tables(engine: Engine, place: str, metadata: MetaData) -> None:
    """Make tables where they are missing, one process after the other. Raises Unavailable."""
    with plainly(place), engine.begin() as connection:
        if is_server(place):  # SQLite's transactions that write are alone anyhow
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('greenline beside' || current_schema()))"))
        metadata.create_all(connection)


def _begun(file: Path) -> bool:
    """Whether anything was written into a file; one that is empty may have been made on a disk that was full."""
    return file.is_file() and file.stat().st_size > 0


class Beside:
    """Some tables beside the ledger of a place. Opening makes nothing: the first that is written does."""

    def __init__(self, ledger_place: str, file: str, metadata: MetaData) -> None:
        self.place = ledger_place if is_server(ledger_place) else str(Path(ledger_place).with_name(file))
        self.metadata = metadata
        self._lock = threading.Lock()
        # SQLite lets whoever waits for another sleep too long: threads of one process take turns instead.
        self._turn = nullcontext() if is_server(ledger_place) else threading.Lock()
        self._reader: Engine | None = None
        self._writer: Engine | None = None
        self._there = False

    def there(self) -> bool:
        """Whether anything was ever kept. Raises Unavailable."""
        if not self._there and (is_server(self.place) or _begun(Path(self.place))):
            with plainly(self.place):
                self._there = inspect(self._reading()).has_table(next(iter(self.metadata.tables)))
        return self._there

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of everything; ask `there` first. Raises Unavailable."""
        with plainly(self.place), self._reading().connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept when the block ends well. Raises Unavailable, Refusal."""
        with plainly(self.place), self._turn, self.writer().begin() as connection:
            yield connection

    def writer(self) -> Engine:
        """The engine that writes, its tables made. Raises Unavailable, Refusal."""
        with self._lock:
            if self._writer is None:
                if is_server(self.place):
                    engine = open_place(self.place, write=True)
                else:
                    make_private(self.place)
                    engine = open_sqlite(Path(self.place), write=True)
                make_tables(engine, self.place, self.metadata)
                self._writer = engine
            return self._writer

    def close(self) -> None:
        """Let go of the database."""
        for engine in (self._reader, self._writer):
            if engine is not None:
                engine.dispose()

    def _reading(self) -> Engine:
        with self._lock:
            self._reader = self._reader or open_place(self.place, write=False)
            return self._reader


def carry(source: Beside, target: Beside) -> int:
    """Copy what is kept beside one ledger to be beside another, in place of what is there; how many rows. Raises
    Unavailable, Refusal."""
    if not source.there():
        return 0
    count = 0
    with source.reading() as reading, target.writing() as writing:
        for table in source.metadata.sorted_tables:
            writing.execute(table.delete())
            rows = reading.execution_options(stream_results=True).execute(select(table))
            for page in rows.mappings().partitions(1000):
                writing.execute(table.insert(), [dict(row) for row in page])
                count += len(page)
    return count


__all__ = ["Beside", "carry", "make_private", "make_tables"]
