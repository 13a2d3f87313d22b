"""How far each person has read a thread: beside the ledger, for it is neither said nor decided by anybody.

One row a person and thread, replaced as they read on. What somebody acknowledges is an act and stands in the ledger.
"""

from __future__ import annotations

from sqlalchemy import Column, Table, func, select
from sqlalchemy import MetaData as _MetaData

from ...ledger.beside import Beside
from ...ledger.tables import BigInt, Text

FILE = "threads.sqlite"
metadata = _MetaData()
read = Table(
    "thread_read",
    metadata,
    Column("thread", Text, primary_key=True),
    Column("who", Text, primary_key=True),  # a call sign or the opaque id of a guest
    Column("participant", Text, nullable=False),  # as whom they took part
    Column("pos", BigInt, nullable=False),
)


class Marks:
    """How far who has read, of a ledger's place."""

    def __init__(self, place: str) -> None:
        self.kept = Beside(place, FILE, metadata)

    def note(self, thread: str, who: str, participant: str, pos: int) -> None:
        """Somebody has read up to a position; never less than before. Raises Unavailable, Refusal."""
        mine = (read.c.thread == thread) & (read.c.who == who)
        with self.kept.writing() as connection:
            held = connection.execute(select(read.c.pos).where(mine)).scalar()
            if held is None or held < pos:
                connection.execute(read.delete().where(mine))
                connection.execute(read.insert().values(thread=thread, who=who, participant=participant, pos=pos))

    def of(self, who: str) -> dict[str, int]:
        """How far somebody has read, by thread."""
        if not self.kept.there():
            return {}
        with self.kept.reading() as connection:
            rows = connection.execute(select(read.c.thread, read.c.pos).where(read.c.who == who))
            return {row.thread: row.pos for row in rows}

    def by(self, thread: str) -> dict[str, int]:
        """How far each participant of a thread has read; of a circle, whoever of it has read furthest."""
        if not self.kept.there():
            return {}
        query = select(read.c.participant, func.max(read.c.pos).label("pos")).where(read.c.thread == thread)
        with self.kept.reading() as connection:
            return {row.participant: row.pos for row in connection.execute(query.group_by(read.c.participant))}

    def close(self) -> None:
        """Let go of the database."""
        self.kept.close()


__all__ = ["Marks"]
