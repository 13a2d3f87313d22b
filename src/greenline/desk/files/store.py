"""Where files are kept: on SQLite in a file of its own beside the ledger, on PostgreSQL in a table beside the ledger's.

Originals and shared copies are kept under the digests of their bytes; nothing is ever stored twice. What is read is
held against its digest: a file that was changed is not given out. A large file (a video) lies in parts, and goes in and
out part by part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, select
from sqlalchemy.exc import IntegrityError

from ...core.errors import NotFound, Refusal, TooLarge
from ...ledger.beside import Beside
from ...ledger.erasure import overwriting, rewrite
from ...ledger.tables import BigInt, Text
from ..numbers import now
from .sniffing import media_of, shared_copy

FILE = "files.sqlite"
MOST_FILE = 25_000_000  # of what goes through memory whole
MOST_LARGE = 8_000_000_000  # of what is taken from a disk, part by part
PART = 4_000_000
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
parts = Table(  # of large files, whose own bytes are empty
    "file_part", metadata, Column("digest", Text, primary_key=True),
    Column("number", BigInt, primary_key=True, autoincrement=False), Column("bytes", LargeBinary, nullable=False),
)  # fmt: skip
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

    def put_large(self, file: Path, by: str) -> Kept:
        """Keep a file from the disk, however long it is, part by part in one transaction. Raises TooLarge, Refusal (it
        is empty, or cannot be read), Unavailable."""
        try:
            size = file.stat().st_size
            if size <= MOST_FILE:
                return self.put(file.read_bytes(), by)
            if size > MOST_LARGE:
                raise TooLarge(f"A file may have at most {MOST_LARGE // 1_000_000_000} GB.")
            with file.open("rb") as source:
                digest = hashlib.file_digest(source, "sha256").hexdigest()
                there = self.look(digest)
                if there is not None:
                    return there
                source.seek(0)
                media = media_of(source.read(PART))
                source.seek(0)
                return self._put_parts(source, digest, {"media": media, "size": size, "by": by, "at": now(), "sent": 1})
        except OSError as error:
            raise Refusal(f"{file.name} cannot be read: {error.strerror}.") from None

    def _put_parts(self, source: BinaryIO, digest: str, told: dict[str, Any]) -> Kept:
        held = hashlib.sha256()
        with self.kept.writing() as connection:
            connection.execute(parts.delete().where(parts.c.digest == digest))
            for number, content in enumerate(iter(lambda: source.read(PART), b"")):
                held.update(content)
                connection.execute(parts.insert().values(digest=digest, number=number, bytes=content))
            if held.hexdigest() != digest:
                raise Refusal("The file was changed while it was being read; nothing was kept.")
            self._keep(connection, {**told, "digest": digest, "bytes": b""})
            found = self._found(connection, digest)
        assert found is not None
        return found

    def pieces(self, digest: str) -> Iterator[bytes]:
        """The bytes of a file, part by part, not held against its digest: `check` does that. Raises Unavailable."""
        number = 0
        while self.kept.there():
            query = select(parts.c.bytes).where(parts.c.digest == digest, parts.c.number == number)
            with self.kept.reading() as connection:
                content = connection.execute(query).scalar()
            if content is None:
                return
            yield content
            number += 1

    def look(self, digest: str) -> Kept | None:
        """What is known of an original, if it is kept. Raises Unavailable."""
        if not self.kept.there():
            return None
        with self.kept.reading() as connection:
            return self._found(connection, digest)

    def read(self, digest: str) -> tuple[bytes, str]:
        """The bytes and the type of a file. Raises NotFound, Unavailable; Refusal when it is not what it was; TooLarge
        when it goes out part by part only."""
        query = select(blobs.c.bytes, blobs.c.media, blobs.c.size).where(blobs.c.digest == digest)
        row = None
        if self.kept.there():
            with self.kept.reading() as connection:
                row = connection.execute(query).first()
        if row is None:
            raise NotFound("This file is not kept here; it may have been erased.")
        if row.size > MOST_FILE:
            raise TooLarge(f"This file has {row.size // 1_000_000} MB; it is given out part by part.")
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
            connection.execute(parts.delete().where(parts.c.digest.not_in(select(blobs.c.digest))))

    def overwrite(self) -> str | None:
        """Overwrite what the database keeps of deleted files; why that could not be done, or None."""
        return rewrite(self.kept.writer(), [blobs.name, copies.name, parts.name]) if self.kept.there() else None

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

    def take_parts(self, digest: str, pieces: Iterable[bytes]) -> None:
        """Keep the parts of a large file as another place kept them. Raises Unavailable."""
        for number, content in enumerate(pieces):
            with self.kept.writing() as connection, suppress(IntegrityError), connection.begin_nested():
                connection.execute(parts.insert().values(digest=digest, number=number, bytes=content))

    def check(self, digest: str) -> str | None:
        """What is wrong with a file that an entry names, or None. Raises Unavailable."""
        kept = self.look(digest)
        if kept is not None and kept.size > MOST_FILE:
            held = hashlib.sha256()
            for content in self.pieces(digest):
                held.update(content)
            return None if held.hexdigest() == digest else "is not what its digest says"
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
            if row[2] > MOST_FILE:
                other.take_parts(row[0], one.pieces(row[0]))
            count += 1
        for pair in one.pairs():
            other.pair(*pair)
        return count
    finally:
        one.close()
        other.close()


__all__ = ["FILE", "MOST_FILE", "MOST_LARGE", "Files", "Kept", "carry"]
