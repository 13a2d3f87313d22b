"""Accounts: call signs, what each may do, and by which ways each may sign in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.exc import IntegrityError

from ...core.errors import Invalid, Issue, NotFound, Refusal
from ...core.handling import ADMIN, MACHINE
from ...mission import Mission
from . import rules
from .store import People, attempts, persons, recoveries, sessions

MOST_ACCOUNTS = 10_000
TERMINAL = "terminal"  # who did it, when it was done by the command line


@dataclass(frozen=True, slots=True)
class Account:
    """A call sign (never a name) and what it may do. What is secret is not in its text."""

    call_sign: str
    roles: frozenset[str]
    audience: str | None
    must_change: bool
    disabled: bool
    made_at: int
    signed_in_at: int | None
    by_oidc: bool
    password: str | None = field(repr=False)
    totp: str | None = field(repr=False)

    def roles_in(self, mission: Mission) -> frozenset[str]:
        """The roles that hold: those that the mission's people.toml gives the call sign, else the account's own."""
        return (mission.roles(self.call_sign) or self.roles) - {MACHINE}

    def plain(self, mission: Mission) -> dict[str, Any]:
        """The account as a JSON object, without anything secret."""
        ways = {"password": self.password, "code": self.totp, "oidc": self.by_oidc}
        return {
            "call_sign": self.call_sign,
            "roles": sorted(self.roles_in(mission)),
            "roles_from": "people.toml" if mission.roles(self.call_sign) else "account",
            "audience": self.audience,
            "ways": [way for way, there in ways.items() if there],
            "must_change": self.must_change,
            "disabled": self.disabled,
            "made_at": self.made_at,
            "signed_in_at": self.signed_in_at,
        }


def add(
    people: People, mission: Mission, call_sign: str, roles: Sequence[str] = (), audience: str | None = None,
    password: str | None = None, *, must_change: bool = False, by: str = TERMINAL,
) -> Account:  # fmt: skip
    """A new account. Without a password it signs in by OIDC or its tokens only. Raises Invalid with every issue."""
    issues = rules.check_call_sign(call_sign) + rules.check_rights(roles, audience, mission.audiences)
    if not (roles or audience or mission.roles(call_sign)):
        words = "Give at least one role, or the audience that this person reads as."
        issues.append(Issue("roles", "missing", words))
    kept = None
    if password is not None:
        try:
            rules.check_password(password, call_sign, (mission.name,))
        except Invalid as refusal:
            issues.extend(refusal.issues)
    if issues:
        raise Invalid("This person cannot be added.", issues)
    if password is not None:
        kept = rules.hashed(password)
    values = {
        "call_sign": call_sign, "roles": _joined(roles), "audience": audience, "password": kept,
        "must_change": int(must_change), "totp_step": 0, "disabled": 0, "made_at": people.now(),
    }  # fmt: skip
    try:
        with people.writing() as connection:
            count = connection.execute(select(func.count()).select_from(persons)).scalar_one()
            if count >= MOST_ACCOUNTS:
                raise Refusal(f"There are {MOST_ACCOUNTS:,} accounts already; no more can be added.")
            connection.execute(persons.insert().values(**values))
            people.note(connection, by, "added", call_sign)
    except IntegrityError:
        words = "There is an account of this call sign already."
        raise Invalid("This person cannot be added.", [Issue("call_sign", "twice", words)]) from None
    return find(people, call_sign)


def find(people: People, call_sign: str) -> Account:
    """An account. Raises NotFound."""
    with people.reading() as connection:
        row = connection.execute(select(persons).where(persons.c.call_sign == call_sign)).first()
    if row is None:
        raise NotFound(f"There is no account of the call sign {call_sign[:40]!r}.")
    return account(row)


def found(people: People, call_sign: str) -> Account | None:
    """An account, or None."""
    with people.reading() as connection:
        row = connection.execute(select(persons).where(persons.c.call_sign == call_sign)).first()
    return account(row) if row else None


def everybody(people: People) -> list[Account]:
    """All accounts, by call sign."""
    if not people.exist():
        return []
    with people.reading() as connection:
        return [account(row) for row in connection.execute(select(persons).order_by(persons.c.call_sign))]


def of_subject(people: People, subject: str) -> Account | None:
    """The account that an administrator tied to somebody at the OIDC provider, by the digest of who that is."""
    with people.reading() as connection:
        row = connection.execute(select(persons).where(persons.c.subject == subject)).first()
    return account(row) if row else None


def account(row: Row[Any]) -> Account:
    """An account from its row."""
    return Account(
        row.call_sign, frozenset(row.roles.split()), row.audience, bool(row.must_change), bool(row.disabled),
        row.made_at, row.signed_in_at, row.subject is not None, row.password, row.totp,
    )  # fmt: skip


# --- changes; each ends the sessions it makes doubtful


def set_rights(
    people: People, mission: Mission, call_sign: str, roles: Sequence[str], audience: str | None, by: str = TERMINAL
) -> None:
    """Give other roles, another audience. Raises Invalid, NotFound, Refusal when nobody could manage people then."""
    issues = rules.check_rights(roles, audience, mission.audiences)
    if issues:
        raise Invalid("These rights cannot be given.", issues)
    with people.writing() as connection, _still_managed(connection, mission):
        _change(connection, call_sign, roles=_joined(roles), audience=audience)
        people.note(connection, by, f"gave roles {_joined(roles) or '(none)'}", call_sign)


def disable(people: People, mission: Mission, call_sign: str, disabled: bool = True, by: str = TERMINAL) -> None:
    """Let nobody in by this account any more, or again. Raises NotFound, Refusal for the last administrator."""
    with people.writing() as connection, _still_managed(connection, mission):
        _change(connection, call_sign, disabled=int(disabled))
        if disabled:
            connection.execute(sessions.delete().where(sessions.c.call_sign == call_sign))
        people.note(connection, by, "disabled" if disabled else "enabled", call_sign)


def set_password(
    people: People, mission: Mission, call_sign: str, password: str | None, *, must_change: bool = False,
    by: str = TERMINAL,
) -> None:  # fmt: skip
    """A new password, or none; sessions end and failed tries are forgotten. Raises Invalid, NotFound."""
    if password is not None:
        rules.check_password(password, call_sign, (mission.name,))
    kept = None if password is None else rules.hashed(password)
    with people.writing() as connection:
        _change(connection, call_sign, password=kept, must_change=int(must_change))
        connection.execute(sessions.delete().where(sessions.c.call_sign == call_sign))
        connection.execute(attempts.delete().where(attempts.c.sign == rules.digest(call_sign)))
        people.note(connection, by, "set the password of" if kept else "took the password of", call_sign)


def set_totp(people: People, call_sign: str, secret: str | None, by: str = TERMINAL) -> list[str]:
    """Ask for codes of this secret from now on, or for none; new recovery codes, told this once. Raises NotFound."""
    codes = rules.new_recovery_codes() if secret else []
    with people.writing() as connection:
        _change(connection, call_sign, totp=secret, totp_step=0)
        connection.execute(recoveries.delete().where(recoveries.c.call_sign == call_sign))
        if codes:
            rows = [{"hash": rules.recovery_digest(call_sign, c), "call_sign": call_sign} for c in codes]
            connection.execute(recoveries.insert(), rows)
        people.note(connection, by, "set codes for" if secret else "took codes from", call_sign)
    return codes


def set_subject(people: People, call_sign: str, subject: str | None, by: str = TERMINAL) -> None:
    """Tie an account to somebody at the OIDC provider, or to nobody. Raises Refusal when it is tied to another."""
    try:
        with people.writing() as connection:
            _change(connection, call_sign, subject=subject)
            people.note(connection, by, "tied to OIDC" if subject else "untied from OIDC", call_sign)
    except IntegrityError:
        raise Refusal("Another account is tied to this subject already; untie it first.") from None


# --- who may come in at all


def may_enter(people: People, mission: Mission) -> bool:
    """Whether at least one account is enabled and has a way to sign in."""
    return any(not a.disabled and (a.password or (a.by_oidc and mission.settings.oidc)) for a in everybody(people))


@contextmanager
def _still_managed(connection: Connection, mission: Mission) -> Iterator[None]:
    """Raises Refusal when the block takes away the last enabled administrator."""

    def managed() -> bool:
        enabled = connection.execute(select(persons).where(persons.c.disabled == 0))
        return any(ADMIN in account(row).roles_in(mission) for row in enabled)

    before = managed()
    yield
    if before and not managed():
        raise Refusal("This is the last administrator; make another one first.")


def _change(connection: Connection, call_sign: str, **values: Any) -> None:
    done = connection.execute(update(persons).where(persons.c.call_sign == call_sign).values(**values))
    if not done.rowcount:
        raise NotFound(f"There is no account of the call sign {call_sign[:40]!r}.")


def _joined(roles: Collection[str]) -> str:
    return " ".join(sorted(set(roles)))
