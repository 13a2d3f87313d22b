"""The clocks of a case: how long it has lain where it lies, when it is due, when it goes a level up.

Two clocks run: that of the state it is in (who must act, by when), and that of its severity (how long it may stay at a
level of settlement). Both stand still only while somebody has stopped them with a reason. The hours are house defaults
(domain vocabulary 3.4; field workflows 1.1), which a mission sets for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

HOUR_S = 3600
PARTY = "party"
# Who must act next in each open state; the role, or the party that is accused.
HOLDERS: Mapping[str, str] = {
    "alleged": "desk", "registered": "desk", "preliminary_check": "verifier", "under_investigation": "verifier",
    "reported": "head", "attributed": "head", "determined": "liaison", "notified": PARTY, "accepted": "liaison",
    "contested": "head", "reviewed": "head", "action_requested": PARTY, "unremedied": "head", "standing": PARTY,
}  # fmt: skip
# Hours in which a state should be left; a state that is not here has no clock of its own.
STATE_H: Mapping[str, float] = {
    "alleged": 1, "registered": 2, "preliminary_check": 6, "under_investigation": 72, "determined": 24, "notified": 48,
    "action_requested": 336,
}  # fmt: skip
VISIT_H = 24.0  # to the first visit of an investigation, or until a denial of access is on record
ESCALATION_H: Mapping[str, float] = {"1": 168, "2": 72, "3": 24, "4": 6}
_UNCLOCKED = ("standing",)  # open until it is restored, however long that takes

RUNNING, STOPPED, NONE = "running", "stopped", "none"


@dataclass(frozen=True, slots=True)
class Stage:
    """A version of a case: since when (POSIX seconds), its state, its level of settlement, why its clock stands still,
    and whether a visit, or that none was let in, is on record."""

    at: int
    state: str
    settlement: str = "local"
    stopped: str | None = None
    visited: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours that a mission gives: by state, to the first visit, by severity."""

    state: Mapping[str, float]
    visit: float
    escalation: Mapping[str, float]


HOUSE = Hours(STATE_H, VISIT_H, ESCALATION_H)


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a case lies: who holds it since when, by when they are due, when it goes up; POSIX seconds, None: no such
    time, or the clock stands still."""

    holder: str | None
    since: int
    due: int | None
    escalates: int | None
    running: str
    why: str | None
    overdue: bool


def clock(stages: Sequence[Stage], severity: str | None, now: int, hours: Hours = HOUSE) -> Clock:
    """The clocks of a case from its versions, oldest first (at least one)."""
    last = stages[-1]
    entered = _since(stages, lambda stage: stage.state == last.state)
    risen = _since(stages, lambda stage: stage.settlement == last.settlement)
    holder = HOLDERS.get(last.state)
    if holder is None or last.state in _UNCLOCKED:
        return Clock(holder, entered.at, None, None, NONE, None, False)
    if last.stopped:
        return Clock(holder, entered.at, None, None, STOPPED, last.stopped, False)
    allowed = hours.state.get(last.state)
    if last.state == "under_investigation" and not last.visited:
        allowed = min(hours.visit, allowed) if allowed is not None else hours.visit
    due = None if allowed is None else entered.at + round(allowed * HOUR_S) + _stood_still(stages, entered.at, now)
    most = hours.escalation.get(severity or "")
    rises = None if most is None else risen.at + round(most * HOUR_S) + _stood_still(stages, risen.at, now)
    late = any(one is not None and one < now for one in (due, rises))
    return Clock(holder, entered.at, due, rises, NONE if due is None and rises is None else RUNNING, None, late)


def _since(stages: Sequence[Stage], same: Callable[[Stage], bool]) -> Stage:
    """The first of the last stages in a row that are alike."""
    found = stages[-1]
    for stage in reversed(stages):
        if not same(stage):
            break
        found = stage
    return found


def _stood_still(stages: Sequence[Stage], since: int, now: int) -> int:
    """Seconds in which the clock was stopped from a time on."""
    ends = [stage.at for stage in stages[1:]] + [now]
    told = zip(stages, ends, strict=True)
    return sum(max(end - max(stage.at, since), 0) for stage, end in told if stage.stopped)
