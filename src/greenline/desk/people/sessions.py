"""Sessions: who is signed in, from when until when. A browser holds 256 random bits; only their hash is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from ...core.errors import NotFound
from . import rules
from .accounts import Account, account
from .store import People, persons, sessions

IDLE_S = 12 * 3600  # without a request
MOST_AGE_S = 7 * 86_400
TOUCH_S = 300  # how exactly the last request is kept
MOST_SESSIONS = 20  # of one person; the oldest goes


@dataclass(frozen=True, slots=True)
class Session:
    """A session that holds, and whose it is."""

    handle: str
    way: str
    made_at: int
    seen_at: int
    account: Account

    def until_at(self) -> int:
        """When it ends unless it is used, and at the latest."""
        return min(self.seen_at + IDLE_S, self.made_at + MOST_AGE_S)

    def plain(self, own: str | None = None) -> dict[str, Any]:
        """The session as a JSON object; `own` is the handle of the asker's."""
        return {
            "id": self.handle, "way": self.way, "made_at": self.made_at, "seen_at": self.seen_at,
            "until_at": self.until_at(), "own": self.handle == own,
        }  # fmt: skip


def begin(people: People, call_sign: str, way: str, former: str | None = None) -> str:
    """A new session; its secret, told this once. One that the browser had before (`former`) ends: nobody keeps an id
    that was there before signing in."""
    secret, now = rules.new_secret(), people.now()
    with people.writing() as connection:
        over = (sessions.c.seen_at < now - IDLE_S) | (sessions.c.made_at < now - MOST_AGE_S)
        if former:
            over |= sessions.c.hash == rules.digest(former)
        connection.execute(sessions.delete().where(over))
        newest = select(sessions.c.hash).where(sessions.c.call_sign == call_sign).order_by(sessions.c.made_at.desc())
        for row in connection.execute(newest.offset(MOST_SESSIONS - 1)).all():
            connection.execute(sessions.delete().where(sessions.c.hash == row.hash))
        connection.execute(
            sessions.insert().values(
                hash=rules.digest(secret), handle=rules.handle(), call_sign=call_sign, way=way, made_at=now, seen_at=now
            )
        )
        connection.execute(update(persons).where(persons.c.call_sign == call_sign).values(signed_in_at=now))
        people.note(connection, call_sign, f"signed in by {way}", call_sign)
    return secret


def look(people: People, hashed: bytes, touch: bool = True) -> Session | None:
    """The session of a hash, unless it is over or its person was disabled. Looking keeps it alive, if `touch`."""
    now = people.now()
    mine = (sessions.c.handle, sessions.c.way, sessions.c.made_at.label("began_at"), sessions.c.seen_at)
    joined = select(*mine, persons).join(persons, persons.c.call_sign == sessions.c.call_sign)
    holds = (sessions.c.seen_at >= now - IDLE_S) & (sessions.c.made_at >= now - MOST_AGE_S)
    with people.reading() as connection:
        row = connection.execute(joined.where(sessions.c.hash == hashed, persons.c.disabled == 0, holds)).first()
    if row is None:
        return None
    seen_at = row.seen_at
    if touch and now - seen_at >= TOUCH_S:
        seen_at = now
        with people.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.hash == hashed).values(seen_at=now))
    return Session(row.handle, row.way, row.began_at, seen_at, account(row))


def of(people: People, call_sign: str) -> list[Session]:
    """The sessions of a person that hold, newest first. Raises NotFound."""
    now = people.now()
    with people.reading() as connection:
        person = connection.execute(select(persons).where(persons.c.call_sign == call_sign)).first()
        if person is None:
            raise NotFound(f"There is no account of the call sign {call_sign[:40]!r}.")
        holds = (sessions.c.seen_at >= now - IDLE_S) & (sessions.c.made_at >= now - MOST_AGE_S)
        query = select(sessions).where(sessions.c.call_sign == call_sign, holds).order_by(sessions.c.made_at.desc())
        rows = connection.execute(query).all()
    return [Session(r.handle, r.way, r.made_at, r.seen_at, account(person)) for r in rows]


def end(people: People, secret: str) -> None:
    """Sign out."""
    with people.writing() as connection:
        connection.execute(sessions.delete().where(sessions.c.hash == rules.digest(secret)))


def revoke(people: People, call_sign: str, handle: str | None = None, keep: str | None = None, by: str = "") -> int:
    """End a person's sessions, or the one of a handle, all but one to `keep`; how many."""
    wanted = sessions.c.call_sign == call_sign
    if handle is not None:
        wanted &= sessions.c.handle == handle
    if keep is not None:
        wanted &= sessions.c.handle != keep
    with people.writing() as connection:
        count = connection.execute(sessions.delete().where(wanted)).rowcount
        if count:
            people.note(connection, by or call_sign, f"ended {count} session(s) of", call_sign)
    return count
