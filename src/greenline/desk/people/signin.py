"""Signing in by password: the one place where one is tried.

Hashing takes tens of milliseconds, so it has one thread of its own, and few may wait for it: whoever floods the door
with tries slows down nobody but those who want in, and of these each address gets its share. An unknown call sign and a
wrong password get the same answer in the same time.
"""

from __future__ import annotations

import ipaddress
import secrets
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from sqlalchemy import Connection, case, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ...core.errors import NotAllowed, NotSignedIn, TooMany
from . import rules
from .accounts import Account, found
from .pace import Pace
from .store import People, attempts, persons, recoveries

PER_ADDRESS, PER_PERSON = 30, 20  # tries a minute, whatever became of them
FREE_FAILURES = 3  # in a row, before each next one has to wait twice as long
MOST_WAIT_S, FORGET_S = 900, 86_400
MOST_WAITING = 12  # tries in the queue: about a second's work
MOST_ATTEMPTS = 20_000  # call signs whose failures are kept
_WRONG = "Call sign, password or code is wrong."


class SignIn:
    """Tries passwords. One a process; several processes each count addresses by themselves, but failures of a call
    sign are counted in the database, for all of them and through restarts."""

    def __init__(self, people: People, per_address: int = PER_ADDRESS, per_person: int = PER_PERSON) -> None:
        self.people = people
        self._addresses, self._persons = Pace(per_address, 60), Pace(per_person, 60)
        # Not at a lower priority: between two hashes it holds the interpreter's lock, and would keep it from all others
        # for as long as the system gives it no turn (half a second, measured).
        self._thread = ThreadPoolExecutor(1, "sign-in")
        self._waiting, self._lock = 0, threading.Lock()
        self._dummy: str | None = None

    def knock(self, address: str) -> None:
        """Count a try from an address; it costs next to nothing to be turned away here. Raises TooMany."""
        if wait := self._addresses.take(network(address)):
            raise TooMany("Too many tries to sign in; wait a moment.", retry_s=wait)
        if self._waiting >= MOST_WAITING:
            raise _busy()

    def offer(self, call_sign: str, password: str, code: str) -> Future[Account]:
        """Queue a try; the future holds the account, or raises NotSignedIn (the same whatever was wrong; with
        needs="code" when only the code is missing) or TooMany. Raises TooMany at once when too many wait."""
        return self._queue(call_sign.strip().upper()[:24], password, code)

    def confirm(self, who: Account, password: str) -> Future[Account]:
        """Queue a check of the password of somebody who is signed in, as before changing it."""
        return self._queue(who.call_sign, password, None)

    def close(self) -> None:
        """Finish the try under way; those that wait are not begun."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _queue(self, sign: str, password: str, code: str | None) -> Future[Account]:
        if wait := self._persons.take(sign):
            raise TooMany("Too many tries to sign in; wait a moment.", retry_s=wait)
        with self._lock:
            if self._waiting >= MOST_WAITING:
                raise _busy()
            self._waiting += 1
        future = self._thread.submit(self._try, sign, password, code)
        future.add_done_callback(self._done)
        return future

    def _done(self, _: Future[Account]) -> None:
        with self._lock:
            self._waiting -= 1

    # --- in the thread

    def _try(self, sign: str, password: str, code: str | None) -> Account:
        people = self.people
        if not people.exist():
            raise NotAllowed("There are no people here yet; add the first with `greenline people add`.")
        if wait := self._must_wait(sign):
            raise TooMany("Too many failed tries for this call sign; wait before the next.", retry_s=wait)
        who = found(people, sign) if rules.CALL_SIGN.match(sign) else None
        usable = who is not None and not who.disabled and who.password is not None
        right = rules.matches(who.password if usable and who and who.password else self._unknown(), password)
        if not (right and usable and who is not None and who.password is not None):
            self._failed(sign)
            raise NotSignedIn(_WRONG, needs="sign_in")
        if who.totp and code is not None:
            self._check_code(who, code)
        with people.writing() as connection:
            connection.execute(attempts.delete().where(attempts.c.sign == rules.digest(sign)))
            if rules.outdated(who.password):
                better = rules.hashed(password)
                connection.execute(update(persons).where(persons.c.call_sign == sign).values(password=better))
        return who

    def _unknown(self) -> str:
        """A hash that no password has, so that trying it takes as long as any."""
        self._dummy = self._dummy or rules.hashed(secrets.token_hex(16))
        return self._dummy

    def _check_code(self, who: Account, code: str) -> None:
        """Take a phone's code or a recovery code, each once. Raises NotSignedIn."""
        if not code.strip():
            raise NotSignedIn("Give the code of your authenticator as well.", needs="code")
        step = rules.totp_step(who.totp or "", code, self.people.clock())
        with self.people.writing() as connection:
            mine = persons.c.call_sign == who.call_sign
            if step is not None:
                unused = update(persons).where(mine, persons.c.totp_step < step).values(totp_step=step)
                taken = connection.execute(unused).rowcount
            else:
                hashed = rules.recovery_digest(who.call_sign, code)
                taken = connection.execute(
                    recoveries.delete().where(recoveries.c.call_sign == who.call_sign, recoveries.c.hash == hashed)
                ).rowcount
                if taken:
                    self.people.note(connection, who.call_sign, "used a recovery code", who.call_sign)
        if not taken:
            self._failed(who.call_sign)
            raise NotSignedIn(_WRONG, needs="code")

    def _must_wait(self, sign: str) -> int:
        """Seconds until the next try for a call sign."""
        with self.people.reading() as connection:
            row = connection.execute(select(attempts).where(attempts.c.sign == rules.digest(sign))).first()
        if row is None or row.failed < FREE_FAILURES:
            return 0
        wait = min(1 << min(int(row.failed) - FREE_FAILURES, 20), MOST_WAIT_S)
        return max(0, int(row.failed_at) + wait - self.people.now())

    def _failed(self, sign: str) -> None:
        """Count a failure; whether there is such a person makes no difference."""
        now, hashed = self.people.now(), rules.digest(sign)
        with self.people.writing() as connection:
            # In one statement: another process may count a failure of the same call sign at the same moment.
            insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(attempts)
            more = case((attempts.c.failed_at > now - FORGET_S, attempts.c.failed + 1), else_=1)
            counted = {"failed": more, "failed_at": now}
            first = insert.values(sign=hashed, failed=1, failed_at=now)
            connection.execute(first.on_conflict_do_update(index_elements=["sign"], set_=counted))
            _forget_old(connection, now)


def _forget_old(connection: Connection, now: int) -> None:
    connection.execute(attempts.delete().where(attempts.c.failed_at < now - FORGET_S))
    if connection.execute(select(func.count()).select_from(attempts)).scalar_one() > MOST_ATTEMPTS:
        oldest = select(attempts.c.sign).order_by(attempts.c.failed_at).limit(MOST_ATTEMPTS // 10)
        connection.execute(attempts.delete().where(attempts.c.sign.in_(oldest)))


def _busy() -> TooMany:
    return TooMany("Many people are signing in just now; try again in a moment.", retry_s=2)


def network(address: str) -> str:
    """The part of an address that one person cannot choose freely: a network of 2^64 addresses counts as one."""
    try:
        told = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(told, ipaddress.IPv6Address):
        if told.ipv4_mapped:
            return str(told.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(told) >> 64 << 64, 64)))
    return str(told)
