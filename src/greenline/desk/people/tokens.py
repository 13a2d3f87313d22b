"""Tokens: what programs and devices show instead of signing in. Each belongs to a call sign, may do less than it, and
ends by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select, update

from ...core.errors import Invalid, Issue, NotFound, Refusal
from ...mission import Mission
from . import rules
from .accounts import TERMINAL, Account, account, find
from .sessions import TOUCH_S
from .store import People, persons, tokens

PREFIX = "glt_"  # so that a token lying about in a file is known for what it is
USUAL_S, MOST_S = 90 * 86_400, 2 * 366 * 86_400
MOST_TOKENS = 100  # of one person
MOST_NAME = 60


@dataclass(frozen=True, slots=True)
class Token:
    """A token that holds, and whose it is."""

    handle: str
    name: str
    scopes: frozenset[str]
    audience: str | None
    device: bool
    made_at: int
    until_at: int
    seen_at: int | None
    account: Account

    def plain(self) -> dict[str, Any]:
        """The token as a JSON object, without itself."""
        return {
            "id": self.handle, "call_sign": self.account.call_sign, "name": self.name, "scopes": sorted(self.scopes),
            "audience": self.audience, "device": self.device, "made_at": self.made_at, "until_at": self.until_at,
            "seen_at": self.seen_at,
        }  # fmt: skip


def make(
    people: People, mission: Mission, call_sign: str, scopes: Sequence[str], *, name: str = "",
    audience: str | None = None, until_at: int | None = None, device: bool = False, by: str = TERMINAL,
) -> tuple[str, Token]:  # fmt: skip
    """A new token and what is kept of it. A device's is for one thing that reports by its observer's call sign: unless
    told otherwise it may write only. Raises Invalid with every issue, NotFound."""
    whose = find(people, call_sign)
    now = people.now()
    scopes = tuple(scopes) or ((rules.WRITE,) if device else (rules.READ,))
    until = until_at if until_at is not None else now + USUAL_S
    issues = rules.check_rights((), audience, mission.audiences)
    issues += _wrong(scopes, name, until, now)
    if whose.audience is not None and audience not in (None, whose.audience):
        issues.append(Issue("audience", "not_theirs", f"{call_sign} reads as {whose.audience} only; so do its tokens."))
    if issues:
        raise Invalid("This token cannot be made.", issues)
    secret = rules.new_secret(PREFIX)
    hashed = rules.digest(secret)
    values: dict[str, Any] = {
        "hash": hashed, "handle": rules.handle(), "call_sign": call_sign, "name": name,
        "scopes": " ".join(sorted(set(scopes))), "audience": audience, "device": int(device), "made_at": now,
        "until_at": until,
    }  # fmt: skip
    with people.writing() as connection:
        connection.execute(tokens.delete().where(tokens.c.until_at < now))
        mine = select(func.count()).select_from(tokens).where(tokens.c.call_sign == call_sign)
        if connection.execute(mine).scalar_one() >= MOST_TOKENS:
            raise Refusal(f"{call_sign} has {MOST_TOKENS} tokens already; take one back first.")
        connection.execute(tokens.insert().values(**values))
        people.note(connection, by, "made a token for", call_sign)
    made = look(people, hashed, touch=False) or _of(values, whose)
    return secret, made


def _of(values: dict[str, Any], whose: Account) -> Token:
    """A token that does not hold now, as of a disabled person."""
    scopes = frozenset(values["scopes"].split())
    return Token(
        values["handle"], values["name"], scopes, values["audience"], bool(values["device"]), values["made_at"],
        values["until_at"], None, whose,
    )  # fmt: skip


def _wrong(scopes: Sequence[str], name: str, until: int, now: int) -> list[Issue]:
    issues = []
    for scope in scopes:
        if scope not in rules.SCOPES:
            words = f"There is no scope {scope[:40]!r}; there are {', '.join(rules.SCOPES)}."
            issues.append(Issue("scope", "unknown_scope", words))
    if len(name) > MOST_NAME or not name.isprintable():
        issues.append(Issue("name", "bad_name", f"A token's name has at most {MOST_NAME} visible characters."))
    if not now < until <= now + MOST_S:
        words = "A token ends in the future, at most two years from now; make a new one in time."
        issues.append(Issue("expires", "bad_expiry", words))
    return issues


def look(people: People, hashed: bytes, touch: bool = True) -> Token | None:
    """The token of a hash, unless it is over or its person was disabled."""
    now = people.now()
    with people.reading() as connection:
        query = select(tokens, persons.c.roles).join(persons, persons.c.call_sign == tokens.c.call_sign)
        row = connection.execute(
            query.where(tokens.c.hash == hashed, tokens.c.until_at > now, persons.c.disabled == 0)
        ).first()
        if row is None:
            return None
        whose = connection.execute(select(persons).where(persons.c.call_sign == row.call_sign)).one()
    if touch and now - (row.seen_at or 0) >= TOUCH_S:
        with people.writing() as connection:
            connection.execute(update(tokens).where(tokens.c.hash == hashed).values(seen_at=now))
    return _token(row, account(whose))


def every(people: People, call_sign: str | None = None) -> list[Token]:
    """The tokens that are kept, of one call sign or of all, in order of their ends."""
    if not people.exist():
        return []
    with people.reading() as connection:
        query = select(tokens).where(tokens.c.until_at > people.now()).order_by(tokens.c.until_at)
        if call_sign is not None:
            query = query.where(tokens.c.call_sign == call_sign)
        whose = {row.call_sign: account(row) for row in connection.execute(select(persons))}
        return [_token(row, whose[row.call_sign]) for row in connection.execute(query)]


def take_back(people: People, call_sign: str, handle: str, by: str = TERMINAL) -> None:
    """End a token. Raises NotFound."""
    with people.writing() as connection:
        mine = (tokens.c.call_sign == call_sign) & (tokens.c.handle == handle)
        if not connection.execute(tokens.delete().where(mine)).rowcount:
            raise NotFound(f"{call_sign[:40]} has no token {handle[:40]!r}.")
        people.note(connection, by, "took back a token of", call_sign)


def _token(row: Any, whose: Account) -> Token:
    return Token(
        row.handle, row.name, frozenset(row.scopes.split()), row.audience, bool(row.device), row.made_at, row.until_at,
        row.seen_at, whose,
    )  # fmt: skip


def end_of(day: str) -> int:
    """The end of a day, in UTC, as seconds since 1970. Raises Invalid."""
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        words = f"{day[:40]!r} is no day; one looks like 2027-01-01."
        raise Invalid("This token cannot be made.", [Issue("expires", "bad_expiry", words)]) from None
    return int(datetime(parsed.year, parsed.month, parsed.day, tzinfo=UTC).timestamp()) + 86_399
