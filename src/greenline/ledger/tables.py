"""The ledger's own tables, and how whole rows are put into any table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy import Text as _Text
from sqlalchemy.exc import DBAPIError

# Text is compared by its bytes, on every machine alike, never by a country's alphabet.
Text: String = _Text().with_variant(_Text(collation="C"), "postgresql")
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

seals = Table(
    "ledger_seal",
    ledger_metadata,
    Column("number", BigInt, primary_key=True, autoincrement=False),
    Column("sealed_at", Text, nullable=False),
    Column("body", Text, nullable=False),  # the very text that was signed
    Column("signature", Text, nullable=False),
)

meta = Table(
    "ledger_meta", ledger_metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)


MANY = 24  # rows from which PostgreSQL's COPY is quicker than an INSERT each


@cache
def _inserting(table: Table, dialect: Dialect) -> str:
    """The INSERT of all columns in their order."""
    mark = "?" if dialect.name == "sqlite" else "%s"
    return f"INSERT INTO {_named(table, dialect)} VALUES ({', '.join(mark for _ in table.columns)})"  # noqa: S608


@cache
def _named(table: Table, dialect: Dialect) -> str:
    quote = dialect.identifier_preparer.quote
    return f"{quote(table.name)} ({', '.join(quote(c.name) for c in table.columns)})"


def insert_all(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert whole rows, values in the order of the table's columns, by the driver's own quickest way: our columns
    need no conversion."""
    if not rows:
        return
    dialect = connection.dialect
    if dialect.name == "sqlite":
        connection.exec_driver_sql(_inserting(table, dialect), [tuple(row) for row in rows])
        return
    with driven(connection) as driver:
        if len(rows) < MANY or driver.pgconn.pipeline_status:  # no COPY among statements sent together
            driver.cursor().executemany(_inserting(table, dialect), rows)
            return
        with driver.cursor() as cursor, cursor.copy(f"COPY {_named(table, dialect)} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def driven(connection: Connection) -> Iterator[Any]:
    """The driver's own connection below one of SQLAlchemy's; what goes wrong with it is said as SQLAlchemy says it."""
    driver: Any = connection.connection.dbapi_connection
    known: Any = connection.dialect.dbapi
    try:
        yield driver
    except known.Error as error:
        told = DBAPIError.instance("(driver)", None, error, known.Error, dialect=connection.dialect)
        if connection.dialect.is_disconnect(error, driver, None):
            connection.invalidate(error)
        raise told from error


@contextmanager
def together(connection: Connection, rows: int) -> Iterator[None]:
    """Send the statements within without waiting for each one's answer, where the driver can and there are few rows."""
    if connection.dialect.name == "sqlite" or rows >= MANY:
        yield
        return
    with driven(connection) as driver, driver.pipeline():
        yield
