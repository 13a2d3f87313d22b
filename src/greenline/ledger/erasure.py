"""Forgetting values: their leaves become bare hashes, and what the database keeps of deleted things is overwritten.

A leaf's hash tells nothing without its salt, which goes with the value; the entry's root, the chain and every head that
was ever given out stay as they were (docs/ledger-format.md, section 4).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterable
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError

from .entry import withhold
from .store import WAIT_S
from .tables import entries, meta

# The notes that values, or files, were erased, but free pages not yet overwritten.
UNSCRUBBED, UNSCRUBBED_FILES = "unscrubbed", "unscrubbed_files"
_IN_MEMORY = 300_000_000  # bytes up to which SQLite rewrites its file through memory rather than a file beside it
_WAIT_S = 5.0  # how long readers are waited for


def matches(path: str, wanted: str) -> bool:
    """Whether a leaf's path is the wanted one or lies within it: `claims` has `claims[0].text`."""
    return path == wanted or path.startswith((f"{wanted}.", f"{wanted}["))


def withheld(leaves: bytes, wanted: Collection[str]) -> tuple[bytes, list[str]]:
    """An entry's stored leaves without the values at the wanted paths, and the paths that were there."""
    lines, found = [], []
    for line in leaves.split(b"\n"):
        path = None if line[:1] == b'"' else orjson.loads(line)[0]
        if path is not None and any(matches(path, one) for one in wanted):
            found.append(path)
            lines.append(withhold(line))
        else:
            lines.append(line)
    return b"\n".join(lines), found


def erase(connection: Connection, positions: Iterable[int], wanted: Collection[str]) -> int:
    """Withhold values for good in some entries; how many values. Belongs into an exclusive transaction."""
    count = 0
    for pos in positions:
        leaves = connection.execute(select(entries.c.leaves).where(entries.c.pos == pos)).scalar_one()
        kept, found = withheld(leaves, wanted)
        if found:
            connection.execute(entries.update().where(entries.c.pos == pos).values(leaves=kept))
            count += len(found)
    mark(connection, UNSCRUBBED)
    return count


def mark(connection: Connection, name: str) -> None:
    """Note that something is still to be overwritten."""
    connection.execute(meta.delete().where(meta.c.name == name))
    connection.execute(meta.insert().values(name=name, value="1"))


def standing(connection: Connection, words: str, most: int) -> list[int]:
    """The positions of at most so many entries in which some words stand, wherever in a value."""
    escaped = orjson.dumps(words)[1:-1]
    found = "instr(leaves, :words) > 0" if connection.dialect.name == "sqlite" else "position(:words in leaves) > 0"
    query = text(f"SELECT pos FROM ledger_entry WHERE {found} ORDER BY pos LIMIT :most")  # noqa: S608
    return list(connection.execute(query, {"words": escaped, "most": most}).scalars())


def overwriting(connection: Connection) -> None:
    """Have SQLite overwrite what this transaction deletes."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def scrub(writer: Engine, tables: Collection[str]) -> str | None:
    """Rewrite what the ledger's database keeps after an erasure; why that could not be finished, or None."""
    wrong = rewrite(writer, (entries.name, *tables))
    if wrong is None:
        unmark(writer, UNSCRUBBED)
    return wrong


def unmark(writer: Engine, name: str) -> None:
    """Note that it was overwritten."""
    with writer.begin() as connection:
        connection.execute(meta.delete().where(meta.c.name == name))


def rewrite(writer: Engine, tables: Collection[str]) -> str | None:
    """Write tables anew (of SQLite the whole file), so that no free page, index or log of its own still holds what was
    deleted; why that could not be finished, or None. Other writers wait meanwhile."""
    try:
        if writer.dialect.name == "sqlite":
            return _rewrite_file(writer)
        with writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in tables:
                connection.exec_driver_sql(f'VACUUM (FULL) "{name}"')
    except (DBAPIError, sqlite3.Error) as error:
        words = str(getattr(error, "orig", error)).strip().partition("\n")[0].rstrip(".")
        return f"What was erased could not be overwritten yet: {words}."
    return None


def _rewrite_file(writer: Engine) -> str | None:
    """Write the file anew and empty the log beside it, into which everything is written first."""
    raw: Any = writer.raw_connection()
    driver = raw.driver_connection
    try:
        size = driver.execute("PRAGMA page_count").fetchone()[0] * driver.execute("PRAGMA page_size").fetchone()[0]
        driver.execute(f"PRAGMA temp_store = {'MEMORY' if size < _IN_MEMORY else 'FILE'}")
        driver.execute("PRAGMA secure_delete = ON")
        driver.execute("VACUUM")
        driver.execute("PRAGMA busy_timeout = 50")  # try shortly and often, so that others write in between
        giving_up = time.monotonic() + _WAIT_S
        while driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > giving_up:
                return "Somebody reads all the time: the log beside the file could not be emptied yet."
            time.sleep(0.1)
    finally:
        driver.execute("PRAGMA temp_store = MEMORY")
        driver.execute(f"PRAGMA busy_timeout = {WAIT_S * 1000}")
        raw.close()
    return None


__all__ = [
    "UNSCRUBBED",
    "UNSCRUBBED_FILES",
    "erase",
    "mark",
    "matches",
    "overwriting",
    "rewrite",
    "scrub",
    "standing",
    "unmark",
    "withheld",
]
