"""The newest position of every tracker, and what of it goes into the record.

`take` is for the thread of the feeds and does no I/O; `tick`, each second in a thread of its own, writes the journal
and records what is over. A kill loses what came since the last tick, at most a second or as long as a tick takes.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...analysis.track import Fix, Rule, Run, Track, resumed
from ...core.errors import Refusal, Unavailable
from ...core.moment import utc
from ...exchange.cot.event import Event, clock_off_s
from ...exchange.cot.types import is_atom, is_hostile, is_saying, neutral
from ...mission import Tracker
from ..desk import Desk
from ..once import record
from .journal import Journal
from .recording import RECORDER, mark_id, means, report_of, run_id, trackers, window_of

MOST_PENDING = 10_000  # marks and runs that wait for the database
MOST_AT_ONCE = 500
FORGOTTEN_S = 86_400.0  # a tracker of which nothing came for so long is not shown any more
log = logging.getLogger("greenline.live")


@dataclass(slots=True)
class Held:
    """A tracker: its newest event, when that came, whether it is the mission's own, its run under way."""

    event: Event
    received_s: float
    own: Tracker | None
    clock_off_s: int | None = None
    track: Track | None = None
    written: int = 0  # of the run's kept positions, in the journal
    noted_s: float = 0.0  # the newest position in the journal


class Live:
    """Where everybody is. Raises Refusal when another server of the mission takes positions already."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        told = desk.mission.settings.tracking
        self.rule = Rule(told.every_s, told.moved_m, told.stale_min * 60)
        self.most = told.most
        self.faults: Counter[str] = Counter()
        self.recorded: Counter[str] = Counter()
        self.changes = 0
        self.problems: Callable[[], list[str]] = lambda: []
        self._own, self._people = trackers(desk)
        self._held: dict[str, Held] = {}
        self._pending: dict[str, tuple[str, dict[str, Any]]] = {}  # source id -> (register, values)
        self._open: dict[str, tuple[str, dict[str, Any]]] = {}  # windows under way, as far as they went
        self._fresh: list[dict[str, Any]] = []  # of what is pending, not in the journal yet
        self._lock = threading.Lock()
        self._ticking = threading.Lock()
        self._journal = Journal(desk.data)
        self._resume(self._journal.read())

    # --- taking in

    def own(self, event: Event) -> Tracker | None:
        """Who of the mission's own a device is: by its uid, else by the call sign of somebody in people.toml."""
        held = self._own.get(event.uid)
        return held or (self._people.get(event.call_sign) if event.own_place else None)

    def take(self, event: Event, received_s: float, via: str | None = None) -> str:
        """Take an event: `position`, `mark`, `other` (nothing to keep) or `full`. `via`: the uid of the device whose
        connection it came by."""
        if is_saying(event.type, event.how, event.own_place):
            return self._mark(event, received_s, via)
        if not is_atom(event.type):
            return "other"
        with self._lock:
            held = self._held.get(event.uid)
            if held is None:
                if len(self._held) >= self.most and not self._forget(received_s):
                    self.faults["too_many"] += 1
                    return "full"
                held = self._held[event.uid] = Held(event, received_s, self.own(event))
            elif held.event.call_sign != event.call_sign:
                self._known_as(held, self.own(event))
            held.event, held.received_s = event, received_s
            held.clock_off_s = clock_off_s(event, received_s)
            self.changes += 1
            if held.own is not None and event.place is not None and held.clock_off_s is None:
                self._follow(held, event, event.place)
        return "position"

    def _known_as(self, held: Held, own: Tracker | None) -> None:
        """A device that goes by another call sign begins another run."""
        if own != held.own and held.track is not None:
            self._over(held, held.track.close())
        held.own = own

    def _follow(self, held: Held, event: Event, place: tuple[float, float]) -> None:
        if held.track is None:
            held.track = Track(self.rule)
        self._over(held, held.track.add(Fix(event.at_s, place)))

    def _over(self, held: Held, run: Run | None) -> None:
        """A run that is over waits to be recorded."""
        if run is None or held.own is None:
            return
        held.written, held.noted_s = 0, 0.0
        uid, own = held.event.uid, held.own
        self._wait("window", window_of(run, uid, own.call_sign, means(own, held.event.type), own.sensor))

    def _mark(self, event: Event, received_s: float, via: str | None) -> str:
        with self._lock:
            if mark_id(event) in self._pending:
                return "mark"
            by, place = self._sender(event, via)
            self._wait("report", report_of(self.desk, event, by, place, received_s))
        return "mark"

    def _sender(self, event: Event, via: str | None) -> tuple[Tracker | None, tuple[float, float] | None]:
        """Who of the mission's own marked something, and where they were: as the mark says, else by whose connection
        it came."""
        named = [link.uid for link in event.links if link.relation == "p-p"] or ([via] if via else [])
        for uid in named:
            held = self._held.get(uid)
            own = held.own if held else self._own.get(uid)
            if own is not None:
                return own, held.event.place if held else None
        return None, None

    def _wait(self, noun: str, values: dict[str, Any]) -> None:
        if len(self._pending) >= MOST_PENDING:
            self.faults["lost"] += 1
            return
        self._open.pop(values["source_id"], None)
        self._pending[values["source_id"]] = (noun, values)
        self._fresh.append({"wait": noun, "values": values})

    def _forget(self, now_s: float) -> bool:
        """Make room: the tracker that has been silent longest, if it is stale and no run of it is open."""
        stale = [h for h in self._held.values() if h.track is None or h.track.last is None]
        stale = [h for h in stale if _stale(h, now_s, self.rule.stale_s)]
        oldest = min(stale, key=lambda h: h.received_s, default=None)
        if oldest is None:
            return False
        del self._held[oldest.event.uid]
        return True

    # --- each second

    def tick(self, now_s: float) -> None:
        """Write down what is under way, end the runs that are over, record what waits. Never raises for a database or
        a disk that is away: it is tried again."""
        with self._ticking:
            with self._lock:
                for held in self._held.values():
                    if held.track is not None and now_s - held.received_s > self.rule.stale_s and held.track.last:
                        self._over(held, held.track.close())
                gone = [uid for uid, h in self._held.items() if now_s - h.received_s > FORGOTTEN_S]
                for uid in gone:
                    del self._held[uid]
                lines = [line for held in self._held.values() for line in _noted(held)]
                fresh, self._fresh = self._fresh, []
                waiting = list(self._pending.items())[:MOST_AT_ONCE]
            try:
                longer = self._journal.write([*fresh, *lines])
                done = self._record(waiting)
                longer = self._journal.write([{"done": one} for one in done]) or longer
                if longer:
                    self._shorten()
            except OSError as error:
                self.faults["journal"] += 1
                log.warning("what is under way was not written down: %s", error.strerror)

    def _record(self, waiting: Iterable[tuple[str, tuple[str, dict[str, Any]]]]) -> list[str]:
        """Record what waits, many at once; what is refused by itself is told and left."""
        done: list[str] = []
        rows = list(waiting)
        for noun, step in (("report", "send"), ("window", "watch")):
            mine = [values for _, (of, values) in rows if of == noun]
            if mine:
                done.extend(self._recorded(noun, step, mine))
        with self._lock:
            for one in done:
                self._pending.pop(one, None)
        return done

    def _recorded(self, noun: str, step: str, found: list[dict[str, Any]]) -> list[str]:
        try:
            _, already = record(self.desk, RECORDER, noun, step, found)
        except Unavailable:
            self.faults["away"] += 1
            return []
        except Refusal as refusal:
            if len(found) > 1:
                return [one for values in found for one in self._recorded(noun, step, [values])]
            self.faults["refused"] += 1
            log.warning("a %s was not recorded: %s", noun, refusal.sentence)
            return [found[0]["source_id"]]
        self.recorded[noun] += len(found) - already
        return [values["source_id"] for values in found]

    def _shorten(self) -> None:
        with self._lock:
            for held in self._held.values():
                held.written, held.noted_s = 0, 0.0
            lines = [line for held in self._held.values() for line in _noted(held)]
            waits = [{"wait": noun, "values": values} for noun, values in self._pending.values()]
            opened = [{"open": noun, "values": values} for noun, values in self._open.values()]
        self._journal.rewrite([*waits, *opened, *lines])

    def _resume(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Go on where the last server was: runs go on, what waited waits."""
        runs: dict[str, dict[str, Any]] = {}
        for line in lines:
            noun = line.get("wait") or line.get("open")
            if noun:
                values = line["values"]
                self._pending[values["source_id"]] = (noun, values)
                for uid in [uid for uid, run in runs.items() if run["id"] == values["source_id"]]:
                    del runs[uid]
            elif "done" in line:
                self._pending.pop(line["done"], None)
            elif "uid" in line:
                run = runs.get(line["uid"])
                if run is None or run["id"] != line["id"]:
                    run = runs[line["uid"]] = {"kept": []}
                run |= {**line, "kept": [*run["kept"][: line["from"]], *line["kept"]]}
        for uid, run in runs.items():
            own = Tracker(uid=uid, call_sign=run["call_sign"], means=run["means"], sensor=run["sensor"])
            kept, last = [_fix(told) for told in run["kept"]], _fix(run["last"])
            event = Event(uid, run["type"], last.at_s, last.at_s, last.at_s, last.place, call_sign=run["call_sign"])
            self._held[uid] = Held(event, last.at_s, own, None, resumed(self.rule, kept, last, run["taken"]))

    def end(self) -> None:
        """End every run that is under way, as when a feed is over; they are recorded at the next tick."""
        with self._lock:
            for held in self._held.values():
                if held.track is not None:
                    self._over(held, held.track.close())

    def close(self, now_s: float) -> None:
        """Record what is over and let go; what is under way stays in the journal."""
        self.tick(now_s)
        self._journal.close()

    # --- telling

    def wait_record(self, noun: str, values: dict[str, Any]) -> None:
        """Record something that is no position (a drone's window, an operator's mark) at the next tick."""
        with self._lock:
            self._wait(noun, values)

    def note_open(self, noun: str, values: dict[str, Any]) -> None:
        """Write down a window that is under way: should the server be killed, it is recorded as far as it went."""
        with self._lock:
            self._open[values["source_id"]] = (noun, values)
            self._fresh.append({"open": noun, "values": values})

    def units(self, now_s: float) -> list[dict[str, Any]]:
        """Every tracker as it is shown to the mission, own ones first."""
        with self._lock:
            held = list(self._held.values())
        told = [_unit(one, now_s, self.rule.stale_s) for one in held if one.event.place is not None]
        return sorted(told, key=lambda one: (not one["own"], one["call_sign"], one["uid"]))


def _noted(held: Held) -> Iterable[dict[str, Any]]:
    """A tracker's run as it is to be added to the journal; nothing where nothing came."""
    track, own = held.track, held.own
    if track is None or own is None or track.last is None or track.last.at_s == held.noted_s:
        return
    told = [(fix.at_s, *fix.place) for fix in track.kept[held.written :]]
    yield {
        "uid": held.event.uid, "id": run_id(held.event.uid, track.kept[0].at_s), "call_sign": own.call_sign,
        "means": means(own, held.event.type), "sensor": own.sensor, "type": held.event.type, "from": held.written,
        "kept": told, "last": (track.last.at_s, *track.last.place), "taken": track.taken,
    }  # fmt: skip
    held.written, held.noted_s = len(track.kept), track.last.at_s


def _fix(told: list[float]) -> Fix:
    return Fix(told[0], (told[1], told[2]))


def _stale(held: Held, now_s: float, most_s: float) -> bool:
    """Whether its place is old: past the time its sender gave it (by our clock where the sender's is wrong), or
    nothing came for some minutes."""
    lasts = held.event.stale_s - held.event.at_s if held.clock_off_s is not None else held.event.stale_s - now_s
    over = held.received_s + lasts < now_s if held.clock_off_s is not None else lasts < 0
    return over or now_s - held.received_s > most_s


def _unit(held: Held, now_s: float, most_s: float) -> dict[str, Any]:
    event, own = held.event, held.own
    assert event.place is not None
    return {
        "uid": event.uid, "call_sign": own.call_sign if own else event.call_sign, "own": own is not None,
        "type": neutral(event.type), "said_hostile": is_hostile(event.type),
        "means": means(own, event.type) if own else None, "lon": event.place[0], "lat": event.place[1],
        "course_deg": event.course_deg, "speed_ms": event.speed_ms, "at": utc(int(event.at_s)),
        "stale": _stale(held, now_s, most_s), "clock_off_s": held.clock_off_s,
    }  # fmt: skip
