"""Where files are kept: on SQLite in a file of its own beside the ledger, on PostgreSQL in a table beside the ledger's.

Originals and shared copies are kept under the digests of their bytes; nothing is ever stored twice. What is read is
held against its digest: a file that was changed is not given out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, select
from sqlalchemy.exc import IntegrityError

from ...core.errors import NotFound, Refusal, TooLarge
from ...ledger.beside import Beside
from ...ledger.erasure import overwriting, rewrite
from ...ledger.tables import BigInt, Text
from ..numbers import now
from .sniffing import media_of, shared_copy

FILE = "files.sqlite"
MOST_FILE = 25_000_000
metadata = MetaData()
blobs = Table(
    "file_blob",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("media", Text, nullable=False),
    Column("size", BigInt, nullable=False),
    Column("sent", BigInt, nullable=False),  # 1: somebody sent it; 0: it is only a copy drawn here
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)
copies = Table(  # which picture was drawn anew as which; several may look alike
    "file_copy", metadata, Column("original", Text, primary_key=True), Column("copy", Text, nullable=False)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: its digest, type and size, who brought it and when; of an original the copy to be shared."""

    digest: str
    media: str
    size: int
    by: str
    at: str
    shared: str | None = None

    def plain(self) -> dict[str, Any]:
        """The file as a JSON object."""
        body = {"file": self.digest, "media": self.media, "size": self.size}
        return {**body, "shared": self.shared} if self.shared else body


class Files:
    """The files of a ledger's place."""

    def __init__(self, place: str) -> None:
        self.kept = Beside(place, FILE, metadata)

    def put(self, content: bytes, by: str) -> Kept:
        """Keep a file, and of a picture the copy that may be shared. Raises TooLarge, Refusal (empty), Unavailable."""
        if len(content) > MOST_FILE:
            raise TooLarge(f"A file may have at most {MOST_FILE // 1_000_000} MB.")
        if not content:
            raise Refusal("The file is empty.")
        digest = hashlib.sha256(content).hexdigest()
        there = self.look(digest)
        if there is not None:
            return there
        media = media_of(content)
        copy = shared_copy(content, media)
        row = {"digest": digest, "media": media, "size": len(content), "by": by, "at": now(), "bytes": content}
        with self.kept.writing() as connection:
            self._keep(connection, {**row, "sent": 1})
            if copy is not None:
                shared = hashlib.sha256(copy[0]).hexdigest()
                drawn = {**row, "digest": shared, "media": copy[1], "size": len(copy[0]), "bytes": copy[0]}
                self._keep(connection, {**drawn, "sent": 0})
                self._pair(connection, digest, shared)
            found = self._found(connection, digest)
        assert found is not None
        return found

    def look(self, digest: str) -> Kept | None:
        """What is known of an original, if it is kept. Raises Unavailable."""
        if not self.kept.there():
            return None
        with self.kept.reading() as connection:
            return self._found(connection, digest)

    def read(self, digest: str) -> tuple[bytes, str]:
        """The bytes and the type of a file. Raises NotFound, Unavailable; Refusal when it is not what it was."""
        query = select(blobs.c.bytes, blobs.c.media).where(blobs.c.digest == digest)
        row = None
        if self.kept.there():
            with self.kept.reading() as connection:
                row = connection.execute(query).first()
        if row is None:
            raise NotFound("This file is not kept here; it may have been erased.")
        if hashlib.sha256(row.bytes).hexdigest() != digest:
            raise Refusal("This file was changed after it came; it is not given out. Run verify.")
        return row.bytes, row.media

    def forget(self, originals: Collection[str]) -> None:
        """Delete files and their copies; `overwrite` sees to what the database keeps of them. Raises Unavailable."""
        if not originals or not self.kept.there():
            return
        with self.kept.writing() as connection:
            overwriting(connection)
            mine = list(originals)
            connection.execute(copies.delete().where(copies.c.original.in_(mine)))
            connection.execute(blobs.update().where(blobs.c.digest.in_(mine)).values(sent=0))
            drawn = select(copies.c.copy)
            connection.execute(blobs.delete().where(blobs.c.sent == 0, blobs.c.digest.not_in(drawn)))

    def overwrite(self) -> str | None:
        """Overwrite what the database keeps of deleted files; why that could not be done, or None."""
        return rewrite(self.kept.writer(), [blobs.name, copies.name]) if self.kept.there() else None

    def originals(self, before: str | None = None) -> list[str]:
        """The digests of all originals, or of those that came before an instant. Raises Unavailable."""
        if not self.kept.there():
            return []
        query = select(blobs.c.digest).where(blobs.c.sent == 1)
        if before is not None:
            query = query.where(blobs.c.at < before)
        with self.kept.reading() as connection:
            return sorted(connection.execute(query).scalars())

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every file with all that is kept of it, one by one. Raises Unavailable."""
        after = ""
        while self.kept.there():
            query = select(blobs).where(blobs.c.digest > after).order_by(blobs.c.digest).limit(1)
            with self.kept.reading() as connection:
                row = connection.execute(query).first()
            if row is None:
                return
            yield tuple(row)
            after = row.digest

    def take(self, row: tuple[Any, ...]) -> None:
        """Keep a file as another place kept it. Raises Unavailable."""
        with self.kept.writing() as connection:
            self._keep(connection, dict(zip((c.name for c in blobs.columns), row, strict=True)))

    def check(self, digest: str) -> str | None:
        """What is wrong with a file that an entry names, or None. Raises Unavailable."""
        try:
            self.read(digest)
        except NotFound:
            return "is missing"
        except Refusal:
            return "is not what its digest says"
        return None

    def close(self) -> None:
        """Let go of the database."""
        self.kept.close()

    def pairs(self) -> list[tuple[str, str]]:
        """Which picture was drawn anew as which. Raises Unavailable."""
        if not self.kept.there():
            return []
        with self.kept.reading() as connection:
            return [(row.original, row.copy) for row in connection.execute(select(copies))]

    def pair(self, original: str, copy: str) -> None:
        """Note that one file is the copy of another to be shared. Raises Unavailable."""
        with self.kept.writing() as connection:
            self._pair(connection, original, copy)

    @staticmethod
    def _keep(connection: Connection, row: dict[str, Any]) -> None:
        """Keep a file. One that is there stays; what was only a copy and is sent now becomes what somebody sent."""
        same = blobs.c.digest == row["digest"]
        try:
            with connection.begin_nested():  # somebody else may bring it at the same moment
                connection.execute(blobs.insert().values(**row))
        except IntegrityError:
            if row["sent"]:
                mine = {"sent": 1, "by": row["by"], "at": row["at"]}
                connection.execute(blobs.update().where(same, blobs.c.sent == 0).values(**mine))

    @staticmethod
    def _pair(connection: Connection, original: str, copy: str) -> None:
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(copies.insert().values(original=original, copy=copy))

    @staticmethod
    def _found(connection: Connection, digest: str) -> Kept | None:
        of = blobs.c
        row = connection.execute(
            select(of.digest, of.media, of.size, of.by, of.at).where(of.digest == digest, of.sent == 1)
        ).first()
        if row is None:
            return None
        return Kept(*row, connection.execute(select(copies.c.copy).where(copies.c.original == digest)).scalar())


def carry(source: str, target: str) -> int:
    """Carry all files from one ledger's place to another's; how many. Raises Unavailable."""
    one, other = Files(source), Files(target)
    try:
        count = 0
        for row in one.rows():
            other.take(row)
            count += 1
        for pair in one.pairs():
            other.pair(*pair)
        return count
    finally:
        one.close()
        other.close()


__all__ = ["FILE", "MOST_FILE", "Files", "Kept", "carry"]
