"""One drone's stream of metadata as it comes: where it is, what it shows, its windows and its operator's marks.

`feed` is for the thread of the feeds, `tick` for the one that records. What is under way is in the journal every ten
seconds, so a kill loses no more of it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from pathlib import Path
from typing import Any

from shapely.geometry import mapping

from ...analysis.sortie import BREAK_S, Stretch, Telemetry
from ...analysis.sortie import Live as Flying
from ...core.errors import Refusal
from ...core.handling import STRICT_LEVEL
from ...core.moment import utc
from ...exchange.cot.event import WRONG_CLOCK_S, clock_words
from ...exchange.klv import MOST_PACKET, Fault, Packet, Reader
from ...exchange.mpegts import Demuxer, is_transport
from ..sorties import TARGET, Flight, note, opening, telemetry, watched
from .holding import Live
from .recording import RECORDER

SNIFFED = 4096
STALE_S = 10.0
JOURNAL_S = 10.0
MOST_STREAM = 2_000_000_000  # bytes of a stream that are kept
FOLDER = "streams"
log = logging.getLogger("greenline.drone")


class Drone:
    """A stream, named by where it comes in. `busy`: a connection has it."""

    def __init__(self, live: Live, name: str, keep: bool = False) -> None:
        self.live, self.name, self.keep = live, name, keep
        self.busy = False
        self.changes = 0
        self._lock = threading.Lock()
        self._begin()

    def _begin(self) -> None:
        """A new flight."""
        self._flying, self._flown = Flying(), Flight()
        self._reader: Reader | Demuxer | None = None
        self._start = b""
        self._heard_s = 0.0
        self._noted_s = 0.0
        self._told = 0  # targets that are recorded
        self._file: _Kept | None = None

    # --- taking in

    def feed(self, data: bytes) -> None:
        """Take bytes; what is wrong with them is counted."""
        with self._lock:
            self._heard_s = time.time()
            if self.keep:
                self._file = self._file or _Kept(self.live.desk.data / FOLDER)
                self._file.write(data)
            if self._reader is None:
                self._start += data
                if len(self._start) < SNIFFED and len(self._start) < 2 * 188:
                    return
                self._reader = Demuxer() if is_transport(self._start) else Reader()
                data, self._start = self._start, b""
            for pos in range(0, len(data), MOST_PACKET):
                for one in self._reader.feed(data[pos : pos + MOST_PACKET]):
                    self._take(one)

    def _take(self, one: Packet | Fault) -> None:
        if isinstance(one, Fault):
            self.live.faults[f"drone_{one.code}"] += 1
            return
        seen = telemetry(one)
        if seen is None:
            self.live.faults["drone_no_time"] += 1
            return
        note(self._flown, one, seen)
        self._window(self._flying.add(seen))
        for target in self._flown.targets[self._told :]:
            self.live.wait_record("report", self._report(target))
        self._told = len(self._flown.targets)
        self.changes += 1

    def end(self) -> None:
        """The stream stopped, perhaps in the middle of a packet: its window is closed, what was kept gets its hash."""
        with self._lock:
            if self._reader is not None:
                for one in self._reader.finish():
                    self._take(one)
            self._window(self._flying.close())
            if self._file is not None:
                self._file.close(self.live)
            now = self._flying.now
            self._begin()
            self._flying.now = now  # where it was last is shown, as stale

    def tick(self, now_s: float) -> None:
        """Close the window of a stream that fell silent; write down the one under way."""
        if self._heard_s and not self.busy and now_s - self._heard_s > BREAK_S:
            self.end()
        elif now_s - self._noted_s > JOURNAL_S:
            with self._lock:
                self._noted_s, so_far = now_s, self._flying.so_far()
                if so_far is not None and so_far.looks:
                    self.live.note_open("window", self._values(so_far))

    # --- recording

    def _window(self, closed: Stretch | None) -> None:
        if closed is not None and closed.looks:
            self.live.wait_record("window", self._values(closed))

    def _values(self, stretch: Stretch) -> dict[str, Any]:
        words = [
            opening(self._flown), f"A live stream at {self.name}, {stretch.packets} packets.",
            f"{len(stretch.looks)} looks, {stretch.track_m / 1000:.1f} km flown.",
        ]  # fmt: skip
        off = int(self._heard_s - stretch.until_s)
        if abs(off) > WRONG_CLOCK_S:
            words.append(clock_words(off))
        told = " ".join(word for word in words if word)
        return {
            **self._common(utc(int(stretch.since_s))),
            **watched(stretch, bool(opening(self._flown))),
            "account": told,
        }

    def _report(self, seen: Telemetry) -> dict[str, Any]:
        at = utc(int(seen.at_s))
        assert seen.target is not None
        values = {
            **self._common(f"{at}/target"), "happened_at": at, "source_kind": "own_sensor", "perceived": ["camera"],
            "place": {"lon": seen.target[0], "lat": seen.target[1], "prec": 1},
            "account": f"{opening(self._flown)} {TARGET}".strip(),
        }  # fmt: skip
        if seen.sensor is not None:
            values["observer_place"] = {"lon": seen.sensor[0], "lat": seen.sensor[1], "prec": 1}
        return values

    def _common(self, what: str) -> dict[str, Any]:
        names = self._flown.names
        parts = ("live", names.get("mission_id", "-"), names.get("tail_number", "-"), self.name, what)
        values: dict[str, Any] = {"source": f"drone {self.name}", "source_id": "/".join(parts)[:500]}
        who = names.get("call_sign") or names.get("tail_number")
        if who:
            values["observer"] = who
        if self._flown.classification > 1:
            values["sensitivity"] = str(STRICT_LEVEL)
        return values

    # --- telling

    def told(self, now_s: float) -> dict[str, Any] | None:
        """Where it is, what it shows; None before anything came."""
        now = self._flying.now
        if now is None:
            return None
        with self._lock:
            area, names = self._flying.footprint, self._flown.names
        return {
            "name": self.name, "call_sign": names.get("call_sign") or names.get("tail_number") or "",
            "at": utc(int(now.at_s)), "stale": not self._heard_s or now_s - self._heard_s > STALE_S,
            "place": now.sensor, "centre": now.centre, "heading_deg": now.heading_deg, "altitude_m": now.altitude_m,
            "footprint": None if area is None else mapping(area),
        }  # fmt: skip


class _Kept:
    """A stream written to a file, which in the end is evidence like any other file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"under-way-{os.getpid()}-{time.monotonic_ns()}"
        self._file = self._path.open("xb")
        self._digest, self._size = hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Add bytes, up to the most that is kept."""
        if self._size + len(data) <= MOST_STREAM:
            self._size += len(data)
            self._digest.update(data)
            self._file.write(data)

    def close(self, live: Live) -> None:
        """Keep the file with the mission's files; where that fails it stays, named by its hash."""
        self._file.close()
        named = self._path.with_name(f"{self._digest.hexdigest()}.ts")
        self._path.replace(named)
        try:
            if self._size:
                live.desk.files.put_large(named, RECORDER.call_sign)
            named.unlink()
        except Refusal as refusal:
            log.warning("a stream was not kept with the files: %s", refusal.sentence)
            return
        log.info("a stream of %d bytes is kept as %s", self._size, named.stem)
