"""Guests: local leaders and partners who take part in a thread from a phone, with nothing installed and no account.

An invitation is 256 random bits that open once, within days; from then on the phone holds a session, bound to an opaque
id and to the threads it was made for, until a day or until somebody takes it back. Neither name nor address is kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, LargeBinary, MetaData, Table, select, update

from ...core.errors import Invalid, Issue, NotFound, NotSignedIn
from ...ledger.beside import Beside
from ...ledger.tables import BigInt, Text
from . import rules

FILE = "guests.sqlite"
PREFIX = "glg_"
OPENS_S = 7 * 86_400  # within which an invitation is opened
MOST_S = 366 * 86_400
TOUCH_S = 300
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
metadata = MetaData()
guests = Table(
    "thread_guest",
    metadata,
    Column("id", Text, primary_key=True),
    Column("invitation", LargeBinary, index=True),  # its hash, until it was opened
    Column("opens_until", BigInt, nullable=False),  # seconds since 1970, as everywhere here
    Column("session", LargeBinary, index=True),
    Column("threads", Text, nullable=False),  # separated by spaces
    Column("language", Text),
    Column("until_at", BigInt, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("seen_at", BigInt),
    Column("ended", BigInt, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest, and for which threads until when."""

    id: str
    threads: frozenset[str]
    language: str | None
    until_at: int
    made_by: str
    opened: bool
    ended: bool

    def plain(self) -> dict[str, Any]:
        """The guest as a JSON object, without any secret."""
        return {"id": self.id, "language": self.language, "until_at": self.until_at, "made_by": self.made_by,
                "opened": self.opened, "ended": self.ended}  # fmt: skip


class Guests:
    """The guests of a ledger's place. `clock` tells seconds since 1970."""

    def __init__(self, place: str, clock: Callable[[], float] = time.time) -> None:
        self.kept = Beside(place, FILE, metadata)
        self.clock = clock

    def now(self) -> int:
        """This second."""
        return int(self.clock())

    def close(self) -> None:
        """Let go of the database."""
        self.kept.close()


def new_id() -> str:
    """An opaque id such as GUEST-7K2QXM4D: it tells no name and no count."""
    number = int.from_bytes(os.urandom(5), "big")
    return "GUEST-" + "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))


def check_until(kept: Guests, until_at: int) -> None:
    """Whether an invitation may end then. Raises Invalid."""
    if not kept.now() < until_at <= kept.now() + MOST_S:
        words = "An invitation ends in the future, at most a year from now."
        raise Invalid("Nobody was invited.", [Issue("until", "bad_expiry", words)])


def invite(kept: Guests, who: str, threads: frozenset[str], language: str | None, until_at: int, by: str) -> str:
    """An invitation for a guest to some threads; its secret, told this once. A guest who had one before is invited
    anew: the former invitation and session end. Raises Invalid."""
    check_until(kept, until_at)
    secret = rules.new_secret(PREFIX)
    values = {
        "invitation": rules.digest(secret), "opens_until": min(until_at, kept.now() + OPENS_S), "session": None,
        "threads": " ".join(sorted(threads)), "language": language, "until_at": until_at, "made_by": by, "ended": 0,
    }  # fmt: skip
    with kept.kept.writing() as connection:
        connection.execute(guests.delete().where(guests.c.id == who))
        connection.execute(guests.insert().values(id=who, **values))
    return secret


def open_(kept: Guests, secret: str) -> tuple[str, Guest]:
    """Open an invitation, once: the secret of the session that takes its place, and the guest. Raises NotSignedIn, the
    same whatever is wrong."""
    session, now = rules.new_secret(), kept.now()
    if kept.kept.there():
        waits = (guests.c.invitation == rules.digest(secret)) & (guests.c.opens_until > now) & (guests.c.ended == 0)
        opened = update(guests).where(waits).values(invitation=None, session=rules.digest(session), seen_at=now)
        with kept.kept.writing() as connection:
            if connection.execute(opened).rowcount:
                row = connection.execute(select(guests).where(guests.c.session == rules.digest(session))).one()
                return session, _guest(row)
    raise NotSignedIn("This invitation was opened before, or has ended. Ask for a new one.", needs="invitation")


def look(kept: Guests, hashed: bytes) -> Guest | None:
    """The guest of a session's hash, unless it has ended."""
    if not kept.kept.there():
        return None
    with kept.kept.reading() as connection:
        holds = (guests.c.session == hashed) & (guests.c.until_at > kept.now()) & (guests.c.ended == 0)
        row = connection.execute(select(guests).where(holds)).first()
    if row is None:
        return None
    if kept.now() - (row.seen_at or 0) >= TOUCH_S:
        with kept.kept.writing() as connection:
            connection.execute(update(guests).where(guests.c.id == row.id).values(seen_at=kept.now()))
    return _guest(row)


def of(kept: Guests, thread: str) -> list[Guest]:
    """The guests that were invited to a thread."""
    if not kept.kept.there():
        return []
    with kept.kept.reading() as connection:
        rows = connection.execute(select(guests).order_by(guests.c.id)).all()
    return [found for row in rows if thread in (found := _guest(row)).threads]


def take_back(kept: Guests, thread: str, who: str) -> None:
    """End a guest's invitation and session. Raises NotFound."""
    if not any(one.id == who for one in of(kept, thread)):
        raise NotFound(f"There is no guest {who[:40]}.")
    with kept.kept.writing() as connection:
        connection.execute(
            update(guests).where(guests.c.id == who).values(ended=1, invitation=None, session=None)
        )  # fmt: skip


def _guest(row: Any) -> Guest:
    opened, ended = row.invitation is None and row.session is not None, bool(row.ended)
    return Guest(row.id, frozenset(row.threads.split()), row.language, row.until_at, row.made_by, opened, ended)


__all__ = ["FILE", "Guest", "Guests", "check_until", "invite", "look", "new_id", "of", "open_", "take_back"]
