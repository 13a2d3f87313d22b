"""Runs of positions as windows, marks as reports: the values of their acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...analysis.track import Run
from ...core.handling import MACHINE, Actor
from ...core.moment import utc
from ...exchange.cot.event import Event, clock_off_s, clock_words
from ...exchange.cot.types import is_hostile, means_of, words_of
from ...mission import Tracker
from ..desk import Desk

RECORDER = Actor("TAK", frozenset({MACHINE}))
SOURCE = "Cursor on Target"
UNGRADED = ("F", "6")


def window_of(run: Run, uid: str, call_sign: str, means: str, sensor: str) -> dict[str, Any]:
    """A run of a tracker's positions as what was watched on its way."""
    return {
        "means": means, "sensor": sensor, "observer": call_sign,
        "watched_at": {"start": utc(int(run.since_s)), "end": utc(int(run.until_s))},
        "place": _place(run.fixes[0].place),
        "looks": [{"at": utc(int(fix.at_s)), "place": _place(fix.place)} for fix in run.fixes],
        "source": SOURCE, "source_id": run_id(uid, run.since_s),
        "account": f"{run.taken} positions came, {len(run.fixes)} are kept; {run.track_m / 1000:.1f} km between them.",
    }  # fmt: skip


def run_id(uid: str, since_s: float) -> str:
    """By which a run is known, so that it is recorded once."""
    return f"track/{uid}/{since_s:.3f}"


def mark_id(event: Event) -> str:
    """By which a mark is known, so that it is recorded once however often it is sent."""
    return f"cot/{event.uid}/{event.at_s:.3f}"


def means(own: Tracker, kind: str) -> str:
    """How a tracker's carrier watches: as the mission says, else as far as its type tells."""
    return own.means or means_of(kind)


def report_of(
    desk: Desk, event: Event, by: Tracker | None, by_place: tuple[float, float] | None, received_s: float
) -> dict[str, Any]:
    """A mark as a report: what its sender says, nothing more. `by` is who of the mission's own marked it."""
    settings = desk.mission.settings
    source_kind = settings.tracking.others
    if by is not None:
        source_kind = "own_sensor" if event.how.startswith("m") and by.sensor != "people" else "own_observation"
    grade = settings.grades.get(source_kind, UNGRADED) if by is not None else UNGRADED
    values: dict[str, Any] = {
        "happened_at": utc(int(event.at_s)), "source_kind": source_kind, "source": SOURCE,
        "source_id": mark_id(event), "account": _account(event, by, received_s),
        "reliability": grade[0], "credibility": grade[1],
    }  # fmt: skip
    if event.place is not None:
        values["place"] = _place(event.place)
    if by is not None:
        values["observer"] = by.call_sign
        if by_place is not None:
            values["observer_place"] = _place(by_place)
    return values


def _account(event: Event, by: Tracker | None, received_s: float) -> str:
    called = f" called {event.call_sign}" if event.call_sign else ""
    words = [f"Marked as {words_of(event.type)} ({event.type}){called}."]
    if event.remarks:
        words.append(event.remarks if event.remarks.endswith((".", "!", "?")) else f"{event.remarks}.")
    if is_hostile(event.type):
        words.append("That it is hostile or suspect is its sender's saying; here it is unknown.")
    if by is None:
        words.append("Whoever marked it is none of the mission's own trackers.")
    off = clock_off_s(event, received_s)
    if off is not None:
        words.append(clock_words(off))
    if event.place is None:
        words.append("It came without a place.")
    elif event.ce_m is not None and event.ce_m > 1:
        words.append(f"Its place is good to {event.ce_m:,.0f} m, its sender says.")
    return " ".join(words)


def _place(point: tuple[float, float]) -> dict[str, Any]:
    return {"lon": point[0], "lat": point[1], "prec": 1}


def trackers(desk: Desk) -> tuple[Mapping[str, Tracker], Mapping[str, Tracker]]:
    """The mission's own trackers by uid, and those of people.toml by call sign."""
    own = {one.uid: one for one in desk.mission.settings.tracking.own}
    people = {one.call_sign: Tracker(uid=one.call_sign, call_sign=one.call_sign) for one in desk.mission.people}
    return own, people
