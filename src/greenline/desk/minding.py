"""Clocks that act by themselves: own people who are overdue, notices that lie silent, movement that was stopped.

What the machine does here is an act with a key made of what it rests on, so that two processes, a restart or a kill
between due and done make neither none nor two of it. It raises, proposes and asks; alerts go out only by a rule that a
named person has approved beforehand, or by people.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import func, select

from ..alerting.rule import AlertRule
from ..analysis.commission import silent
from ..analysis.movement import quiet_at
from ..analysis.protection import OVERDUE, heard
from ..core.codes import code_lists
from ..core.errors import Refusal, Unavailable
from ..core.handling import MACHINE, Actor
from ..core.moment import utc
from ..core.parse import nest
from ..ledger.state import NOW, Version
from ..registers.protection import ALARMED, OUTSIDE
from .alerts.phrases import phrase
from .alerts.raising import fits, raise_by, today_of
from .desk import Desk
from .docket import seconds, silence_h
from .intake import Act, submit
from .protected import MINDER
from .protecting import limits, out_of, span

MINDING = Actor(MINDER, frozenset({MACHINE}))
LOOK_S, DOWN_S = 2.0, 5.0
DAY_S = 86_400
NEWS_D = 7  # silence that is older than this is history: no task is made of it
OWN = ("mission_supply", "mission_move")  # kinds of convoy that are the operation's own
_STANDING = ("raised", "released", "acknowledged", "escalated")
log = logging.getLogger("greenline.minding")


class Minder:
    """Does what is due. It remembers only what it need not ask again; the ledger knows what was done."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._done: set[str] = set()
        self._looked: dict[str, int] = {}

    def look(self, now_s: int) -> list[str]:
        """Do all that is due by now (POSIX seconds); the refs of the records that were made or changed. Raises
        Unavailable."""
        found: list[str] = []
        for job in (self._alarms, self._alerts, self._all_clear, self._silence, self._stopped):
            try:
                found.extend(job(now_s))
            except Unavailable:
                raise
            except Refusal as refusal:  # such as a record that a person changed meanwhile: the next look sees it
                log.warning("a clock was not minded: %s", refusal.code)
        return found

    # --- own people

    def _alarms(self, now_s: int) -> Iterator[str]:
        allowed = limits(self.desk)
        for held in self._held("patrol", OUTSIDE):
            out = out_of(self._values(held))
            told = heard(out, now_s, allowed) if out else None
            if told is None or told.answer != OVERDUE or told.due is None or told.because is None:
                continue
            key = _key("overdue", held.ref, told.because, told.due)
            values = {"overdue_since": utc(told.due), "overdue_because": told.because}
            yield from self._act(Act("patrol", "alarm", key, values, held.ref, held.pos, basis=f"entry {held.pos}"))

    def _alerts(self, now_s: int) -> Iterator[str]:
        """An alert of each patrol that is overdue: by the rules that fit, else one that waits for a person."""
        for held in self._held("patrol", (ALARMED,)):
            rules = [rule for rule in _rules(self.desk, now_s) if fits(self.desk, rule, held, now_s)]
            for rule in rules:
                try:
                    ref = raise_by(self.desk, rule, held, now_s)
                except Unavailable:
                    raise
                except Refusal as refusal:  # the others who are overdue are not kept back
                    log.warning("the rule %s raised nothing of %s: %s", rule.name, held.ref, refusal.code)
                    continue
                yield from [ref] if ref else []
            if not rules:
                since = held.flat["overdue_since"]["start"]
                values = _alert(self.desk, held, since)
                yield from self._once(Act("alert", "raise", _key("alert", held.ref, since), values))

    def _all_clear(self, now_s: int) -> Iterator[str]:
        """Alerts of patrols that are not overdue any more end: somebody has heard that all is well."""
        for alert in self._held("alert", _STANDING):
            cause = str(alert.flat.get("cause") or "")
            if not cause.startswith("PTL-") or not self._of_ours(alert, now_s):
                continue
            with self.desk.reading() as connection:
                patrol = self.desk.state.record(connection, "patrol", cause)
            if patrol is None or patrol.state == ALARMED:
                continue
            step = "drop" if alert.state == "raised" else "all_clear"
            key, why = _key(step, alert.ref, cause), f"{cause} was heard of: it is {patrol.state}."
            basis = f"entry {patrol.pos}"
            yield from self._act(Act("alert", step, key, {}, alert.ref, alert.pos, why, basis))

    def _of_ours(self, alert: Version, now_s: int) -> bool:
        rule = alert.flat.get("rule")
        if rule:
            known = {one.name: one for one in self.desk.mission.settings.alert_rule}
            return rule in known and ALARMED in known[str(rule)].states
        table = self.desk.shapes["alert"].table
        query = select(table.c.by).where(table.c.ref == alert.ref).order_by(table.c.from_pos).limit(1)
        with self.desk.reading() as connection:
            return connection.execute(query).scalar() == MINDER

    # --- notices

    def _silence(self, now_s: int) -> Iterator[str]:
        """A task for the liaison, once a notice, when nobody acknowledged it for so many hours."""
        hours = silence_h(self.desk)
        for held in self._held("notification", ("received",)):
            came = seconds(held.recorded_at)
            if silent(held.state, came, now_s, hours):
                yield from self._ask(held, came + round(hours * 3600), now_s, hours)
        for noun in ("convoy", "static_site"):
            for held in self._held(noun, ("submitted",)):
                quiet = quiet_at(span(held.flat.get("submitted")), hours)
                if quiet is not None and now_s > quiet:
                    yield from self._ask(held, quiet, now_s, hours)

    def _ask(self, held: Version, quiet: int, now_s: int, hours: float) -> Iterator[str]:
        if now_s - quiet > NEWS_D * DAY_S:
            return
        values = {
            "at": utc(quiet), "matter": "movement", "cause": held.ref,
            "text": f"{held.ref} was passed on and nobody acknowledged it within {hours:g} hours.",
            "task": "Liaison: ask the focal point whether the notice was received.",
        }  # fmt: skip
        basis = f"entry {held.pos}: {held.state} without an answer"
        yield from self._once(Act("duty", "propose_task", _key("silence", held.ref, quiet), values, basis=basis))

    # --- movement that was stopped

    def _stopped(self, now_s: int) -> Iterator[str]:
        """Movement of the operation that was denied goes into the consent ledger, aid that was denied into access
        constraints: each as a report for a person to look at."""
        for since, held in self._ever("convoy", "denied"):
            values = self._values(held)
            told = {"at": values["stopped_at"], "party": values.get("stopped_by") or "unknown"}
            if values["kind"] in OWN:
                reason = {"reason_given": values["reason_given"]} if values.get("reason_given") else {}
                yield from self._restriction(since, held, {**told, **reason, "convoy": held.ref})
            else:
                key = _key("denied", held.ref, since)
                said = {**told, "convoy": held.ref, "use": "internal"}
                act = Act("access_constraint", "report", key, said, basis=f"entry {held.pos}")
                yield from self._once(act)
        for since, held in self._ever("patrol", "turned_back"):
            values = self._values(held)
            if values.get("stopped_by") and values.get("stopped_at"):
                told = {"at": values["stopped_at"], "party": values["stopped_by"], "movement": f"Patrol {held.ref}"}
                if values.get("reason_given"):
                    told["reason_given"] = values["reason_given"]
                yield from self._restriction(since, held, told)

    def _restriction(self, since: int, held: Version, told: Mapping[str, Any]) -> Iterator[str]:
        key = _key("denied", held.ref, since)
        act = Act("restriction", "report", key, {"kind": "FOM-DEN", **told}, basis=f"entry {held.pos}")
        yield from self._once(act)

    # --- acts

    def _once(self, act: Act) -> Iterator[str]:
        """An act that begins a record, unless one with its key was taken in before, whatever it said."""
        if act.key in self._done:
            return
        taken = self.desk.ledger.receipt(MINDER, act.key) is not None
        for ref in () if taken else self._act(act):
            taken = True
            yield ref
        if taken:
            self._done.add(act.key)

    def _act(self, act: Act) -> Iterator[str]:
        try:
            yield submit(self.desk, act, MINDING).ref
        except Unavailable:
            raise
        except Refusal as refusal:
            log.warning("%s of %s was not taken in: %s", act.step, act.register, refusal.code)

    def _held(self, noun: str, states: tuple[str, ...]) -> list[Version]:
        t = self.desk.shapes[noun].table
        query = select(t).where(t.c.to_pos == NOW, t.c.state.in_(states)).order_by(t.c.from_pos)
        return self._versions(noun, query)

    def _ever(self, noun: str, state: str) -> list[tuple[int, Version]]:
        """Each time a record came into a state, as the entry by which it did and the last version in it; also of
        records that left it since: a stop is a stop, and one that is told better afterwards is the same."""
        t = self.desk.shapes[noun].table
        with self.desk.reading() as connection:
            newest = connection.execute(select(func.max(t.c.from_pos))).scalar() or 0
        if self._looked.get(noun) == newest:
            return []  # nothing of it is new, and all before was done
        self._looked[noun] = newest
        query = select(t).where(t.c.state == state).order_by(t.c.ref, t.c.from_pos)
        found: list[tuple[int, Version]] = []
        with self.desk.reading() as connection:
            rows = connection.execute(query).mappings().all()
        ended: tuple[str, int] | None = None
        for row in rows:
            held = self.desk.state.version(noun, row)
            since = found.pop()[0] if (row["ref"], row["from_pos"]) == ended else held.pos
            found.append((since, held))
            ended = (row["ref"], row["to_pos"])
        return found

    def _versions(self, noun: str, query: Any) -> list[Version]:
        with self.desk.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [self.desk.state.version(noun, row) for row in rows]

    def _values(self, held: Version) -> dict[str, Any]:
        return nest(self.desk.register(held.register).fields, held.flat)


def _rules(desk: Desk, now_s: int) -> list[AlertRule]:
    """Rules about own people who are overdue whose approval holds."""
    today = today_of(desk, now_s)
    return [rule for rule in desk.mission.settings.alert_rule
            if rule.register_ == "patrol" and ALARMED in rule.states and rule.holds(today)]  # fmt: skip


def _alert(desk: Desk, held: Version, since: str) -> dict[str, Any]:
    """The alert of a patrol that no rule speaks of: it waits for a person to release it."""
    tags = [tag for tag in desk.mission.settings.languages if tag in code_lists()["language"]] or ["en"]
    why = code_lists()["overdue_because"].labels[held.flat["overdue_because"]].lower()
    info = [{"language": tag, "headline": phrase(tag, "overdue")} for tag in tags]
    return {
        "degree": "amber", "at": since, "text": f"{held.ref}: {why}.",
        "info": info, "category": "Rescue", "urgency": "Immediate", "onset": since,
        "expires": utc(seconds(since) + DAY_S), "exercise": bool(held.flat.get("exercise")), "cause": held.ref,
        "sensitivity": "3",
    }  # fmt: skip


def _key(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:40]


class Minding:
    """A thread that minds the clocks of a desk until it is closed, whatever else the machine is busy with."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.time) -> None:
        self.clock, self._minder = clock, Minder(desk)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="minding", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._closed.is_set():
            pause = LOOK_S
            try:
                self._minder.look(int(self.clock()))
            except Unavailable:
                pause = DOWN_S
            except Exception:  # whatever it is: the next look tries again
                log.exception("clocks were not minded")
                pause = DOWN_S
            self._closed.wait(pause)

    def close(self) -> None:
        """Stop; what is under way is finished."""
        self._closed.set()
        self._thread.join(timeout=30)
