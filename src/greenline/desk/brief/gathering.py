"""Everything a report reads, read once: incidents now and before, reports, findings, cases, the duty log, what is
announced. From one audience's own views, at one position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ...registers.finding import Finding
from .counting import Day, sorted_out
from .reading import Reading
from .sectors import Sectors
from .waiting import board, known
from .window import SLACK_S, WEEK_D, Window

WEEKS = 4  # before a weekly, of which it tells the mean
DAY_S = 86_400
_WARNED = ("proposed", "issued")
_SPOKEN = ("proposed", "questioned", "adopted")
_RECORD = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known of a window, and of the windows before it."""

    window: Window
    sectors: Sectors
    day: Day
    before: tuple[Day, ...]
    reports: tuple[_RECORD, ...]
    findings: tuple[_RECORD, ...]
    cases: tuple[_RECORD, ...]
    duty: tuple[_RECORD, ...]  # lines of the window
    tasks: tuple[_RECORD, ...]  # open ones, of any time
    announced: tuple[_RECORD, ...]  # what begins in the 24 hours after the cut-off
    briefs: tuple[_RECORD, ...]
    windows: tuple[_RECORD, ...] = ()  # what was watched, or was to be
    watches: bool = True  # whether the reader may know of windows at all
    judged: bool = True  # whether the reader may know of findings at all
    warnings: tuple[_RECORD, ...] = ()  # that speak of the days after the cut-off; for the mission alone

    @property
    def next_s(self) -> tuple[int, int]:
        """The 24 hours after the cut-off, POSIX."""
        return self.window.until_s, self.window.until_s + DAY_S


def _begun(case: _RECORD, end: int) -> bool:
    """Whether a case had been opened, or stood, by the cut-off."""
    opened = case.get("opened_at")
    return opened is None or datetime.fromisoformat(opened).replace(tzinfo=UTC).timestamp() <= end


def gather(reading: Reading, window: Window, kind: str, now: str) -> Gathered:
    """Read all that a daily or weekly report tells."""
    earlier = WEEKS if kind == "weekly" else 1
    oldest = window.before(earlier).since_s - SLACK_S
    sectors = Sectors(reading.desk.mission)
    happened = reading.records("incident", oldest, window.until_s + SLACK_S)
    since, until = window.since_s - SLACK_S, window.until_s + SLACK_S

    def here(noun: str, field: str, **more: Any) -> tuple[_RECORD, ...]:
        found = reading.records(noun, since, until, **more)
        return tuple(one for one in found if window.lies(one["values"].get(field)) == "in")

    spanning = (
        one for one in reading.spanning("finding", "window", since, until)
        if one["state"] in _SPOKEN and window.ends(one["values"]["window"])
    )  # fmt: skip
    unwatched = (
        one for one in reading.spanning("window", "planned_at", since, until)
        if window.lies(one["values"]["planned_at"]) == "in"
    )  # fmt: skip
    end = window.until_s
    announced = reading.records(
        "notification", end, end + DAY_S, states=("received", "acknowledged", "questioned")
    )  # fmt: skip
    # The clocks of cases tell of now alone; what was known then has none.
    open_cases = board(reading.desk, reading.audience, now) if reading.at is None else known(reading, now)
    waiting = tuple(one for one in open_cases["cases"] if _begun(one, end))
    return Gathered(
        window, sectors, sorted_out(happened, window, sectors),
        tuple(sorted_out(happened, window.before(number), sectors) for number in range(1, earlier + 1)),
        here("report", "happened_at", states=("sent",)), (*here("finding", "happened_at", states=_SPOKEN), *spanning),
        waiting, here("duty", "at"), tuple(reading.records("duty", states=("tasked",))),
        tuple(announced), tuple(briefs(reading, window, kind)), (*here("window", "watched_at"), *unwatched),
        reading.audience.inside, reading.audience.clearance >= Finding.level,
        tuple(reading.records("warning", end, end + WEEK_D * DAY_S, states=_WARNED)),
    )  # fmt: skip


def briefs(reading: Reading, window: Window, kind: str, incident: str | None = None) -> Sequence[_RECORD]:
    """The records of this very report, the one recorded last first: its passages, and the figures as issued."""
    found = [
        one for one in reading.records("brief")
        if one["state"] != "withdrawn" and one["values"].get("kind") == kind
        and one["values"].get("audience") == reading.audience.name
        and (one["values"]["day"]["start"][:10] == window.last.isoformat() if incident is None else True)
        and one["values"].get("incident") == incident
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one["recorded_at"], one["ref"]), reverse=True)


__all__ = ["DAY_S", "WEEK_D", "Gathered", "briefs", "gather"]
