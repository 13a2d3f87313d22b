"""The ledger's own tables, and how a database is opened: SQLite in WAL mode with synchronous=FULL."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Dialect,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)

BigInt = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts rows only in an INTEGER key

ledger_metadata = MetaData()

sites = Table(
    "ledger_site",
    ledger_metadata,
    Column("site", Text, primary_key=True),
    Column("size", BigInt, nullable=False),
    Column("head", LargeBinary, nullable=False),  # hash of the last entry
    Column("peaks", LargeBinary, nullable=False),  # full subtrees of the RFC 6962 tree
)

entries = Table(
    "ledger_entry",
    ledger_metadata,
    Column("pos", BigInt, primary_key=True),  # order of arrival here
    Column("site", Text, nullable=False),
    Column("seq", BigInt, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("leaves", LargeBinary, nullable=False),  # canonical leaves, one a line
    UniqueConstraint("site", "seq"),
)

receipts = Table(
    "ledger_receipt",
    ledger_metadata,
    Column("by", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("pos", BigInt, nullable=False),
    Column("ref", Text, nullable=False),
    sqlite_with_rowid=False,
)

received = Table(
    "ledger_received",
    ledger_metadata,
    Column("source_id", Text, primary_key=True),
    Column("ref", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),  # of the foreign row as it came last
    sqlite_with_rowid=False,
)

meta = Table(
    "ledger_meta", ledger_metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)


@cache
def _inserting(table: Table, dialect: Dialect) -> str:
    """The INSERT of all columns in their order."""
    return str(table.insert().compile(dialect=dialect))


def insert_all(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert whole rows, values in the order of the table's columns, with the driver's own executemany: our columns
    need no conversion."""
    if rows:
        connection.exec_driver_sql(_inserting(table, connection.dialect), [tuple(row) for row in rows])


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def open_sqlite(file: Path, write: bool) -> Engine:
    """An engine on a SQLite file; a writing one takes the write lock when a transaction begins."""
    engine = create_engine(
        f"sqlite:///{file}", connect_args={"timeout": 30, "check_same_thread": False}, pool_size=16, max_overflow=16
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "cache_size=-65536",
            "mmap_size=268435456",
            "wal_autocheckpoint=8000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.create_function("lower", 1, _folded, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
