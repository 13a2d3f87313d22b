"""The rival of every write: a bare SQLite loop that writes the same bytes durably, without chain, checks or history."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path


def write(file: Path, blobs: Iterable[bytes], batch: int) -> float:
    """Rows a second of writing blobs to a fresh database, `batch` rows a transaction, synchronous=FULL."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB)")
    held = list(blobs)
    began = time.perf_counter()
    for start in range(0, len(held), batch):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO row (body) VALUES (?)", [(b,) for b in held[start : start + batch]])
        connection.execute("COMMIT")
    spent = time.perf_counter() - began
    connection.close()
    return len(held) / spent


def sizes(file: Path, most: int = 60_000) -> list[int]:
    """Bytes a record takes in a Greenline ledger: its share of the whole database, entry and state and indexes."""
    connection = sqlite3.connect(file)
    count = connection.execute("SELECT count(*) FROM ledger_entry").fetchone()[0]
    connection.close()
    return [file.stat().st_size // max(count, 1)] * min(count, most)
