"""Following the ledger at its own pace: what is new or changed is held against the terms at once.

A change of the text (agreement, provision, baseline, notification) has everything checked anew; an incident that is new
or changed is checked alone. Reports that are new or changed are compared with what is near (`fusing.py`). Several
processes may do so on one ledger: an act of the machine has a key made of what it rests on, so nothing is said twice.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable

import orjson
from sqlalchemy import Connection, select

from ..core.errors import Refusal, Unavailable
from ..ledger.tables import meta
from . import incidents
from .alerts.raising import raise_alerts
from .clauses import Text, code_version, read_text
from .complying import Checked, check_all, check_some
from .desk import Desk
from .fusing import Matcher
from .watched import Keeper

TEXTS = ("agreement", "provision", "baseline", "notification")
NOTE = "checked"  # under which the ledger keeps up to where it was checked, by which code
MOST_AT_ONCE = 500
PAUSE_S = 5.0  # after the ledger could not be reached
COMPARED_S = 1.0  # for so long findings go before matches while entries come
DAY_S = 86_400  # windows are looked at anew each day: a date may have come
log = logging.getLogger("greenline.react")


def _ground(desk: Desk) -> str:
    """A digest of the mission's zones: the same clause on other ground says something else."""
    return hashlib.sha256(orjson.dumps(desk.mission.zones, option=orjson.OPT_SORT_KEYS)).hexdigest()[:8]


class Reactor:
    """Brings findings up to date with the ledger. For one thread."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.time) -> None:
        self.desk, self.clock = desk, clock
        self._text: Text | None = None
        self._keeper = Keeper(desk)
        self._matcher = Matcher(desk)
        self._version = f"{code_version()}-{_ground(desk)}"
        self._pos, self._code, self._day = self._noted()
        self._matched = self._pos

    def catch_up(self) -> Checked | None:
        """Check what came since the last time, and compare it with what is near; None when there was nothing to do."""
        try:
            return self.check()
        finally:
            self.match()

    def match(self) -> None:
        """Compare what was checked with what is near in time and place."""
        after, self._matched = self._matched, self._pos
        if self._matched > after:
            self._matcher.catch_up(after, int(self.clock()))

    @property
    def checked(self) -> int:
        """The position up to which findings were looked at."""
        return self._pos

    @property
    def behind(self) -> bool:
        """Whether something was checked that was not compared yet."""
        return self._matched < self._pos

    def check(self) -> Checked | None:
        """Hold what came since the last time against the clauses; None when there was nothing to do."""
        desk, now_s = self.desk, int(self.clock())
        with desk.reading() as connection:
            pos = desk.ledger.pos_in(connection)
            if pos == self._pos and self._day == now_s // DAY_S and self._code == self._version:
                return None
            texts = self._text is None or any(self._newer(connection, noun, self._text.pos) for noun in TEXTS)
            refs = incidents.changed(desk, connection, self._pos)
        raise_alerts(desk, self._pos, pos, now_s)  # before all opinions: somebody may be waiting to be warned
        whole = self._code != self._version or self._day != now_s // DAY_S or len(refs) > 20 * MOST_AT_ONCE
        if texts:
            fresh = read_text(desk)
            before = self._text.pos if self._text else self._pos
            whole = whole or self._changed_since(before)
            self._text = fresh
        assert self._text is not None
        told = Checked()
        if whole:
            told = check_all(desk, now_s, text=self._text)
        else:
            for start in range(0, len(refs), MOST_AT_ONCE):
                told = check_some(desk, refs[start : start + MOST_AT_ONCE], now_s, self._text)
        self._keeper.catch_up(now_s, self._text, refs, whole)
        self._note(pos, now_s // DAY_S)
        return told

    def _changed_since(self, pos: int) -> bool:
        with self.desk.reading() as connection:
            return any(self._newer(connection, noun, pos) for noun in TEXTS)

    def _newer(self, connection: Connection, noun: str, pos: int) -> bool:
        table = self.desk.shapes[noun].table
        query = select(table.c.from_pos).where(table.c.from_pos > pos).limit(1)
        return connection.execute(query).first() is not None

    def _noted(self) -> tuple[int, str, int]:
        with self.desk.reading() as connection:
            told = connection.execute(select(meta.c.value).where(meta.c.name == NOTE)).scalar()
        if told is None:
            return 0, "", -1
        pos, code, day = told.split()
        return int(pos), code, int(day)

    def _note(self, pos: int, day: int) -> None:
        """Remember up to where it was checked; kept at leisure, for what is checked twice is said once."""
        late = pos - self._pos >= MOST_AT_ONCE or self._day != day or self._code != self._version
        self._pos, self._code, self._day = pos, self._version, day
        if late:
            self.keep()

    def keep(self) -> None:
        """Write down up to where it was checked."""
        value = f"{min(self._pos, self._matched)} {self._code} {self._day}"
        with self.desk.ledger.exclusive() as connection:
            connection.execute(meta.delete().where(meta.c.name == NOTE))
            connection.execute(meta.insert().values(name=NOTE, value=value))


class Reacting:
    """A thread that keeps a desk's findings up to date until it is closed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="react", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        follower = self.desk.ledger.follower()
        reactor: Reactor | None = None
        pos, due = 0, 0.0
        while not self._closed.is_set():
            try:
                reactor = reactor or Reactor(self.desk)
                reactor.check()
                # Findings first: what came meanwhile is checked before anything is compared, for a second at most.
                if reactor.behind and (self.desk.ledger.pos() <= reactor.checked or time.monotonic() > due):
                    reactor.match()
                    due = time.monotonic() + COMPARED_S
                if not reactor.behind:
                    pos = follower.wait(pos)
                    due = max(due, time.monotonic() + COMPARED_S)
            except Unavailable:
                self._closed.wait(PAUSE_S)
            except Refusal as refusal:
                log.warning("findings were not brought up to date: %s", refusal.code)
                self._closed.wait(PAUSE_S)
            except Exception:  # a fault in an opinion must not stop the taking in of facts
                log.exception("findings were not brought up to date")
                self._closed.wait(PAUSE_S)
        follower.close()
        if reactor is not None:
            self._keep(reactor)

    @staticmethod
    def _keep(reactor: Reactor) -> None:
        try:
            reactor.keep()
        except (Refusal, Unavailable):
            log.warning("how far it was checked was not kept")

    def close(self) -> None:
        """Stop; what is under way is finished."""
        self._closed.set()
        self.desk.ledger.bell.ring()
        self._thread.join(timeout=30)
