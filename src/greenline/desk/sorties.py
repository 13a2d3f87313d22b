"""A drone's file becomes what it is to the mission: evidence under its hash, windows that were watched, and a report
for each thing that its operator marked. Taken twice, nothing is doubled."""

from __future__ import annotations

import hashlib
import io
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ..analysis.outline import inside
from ..analysis.sortie import Live, Look, Stretch, Telemetry, is_thermal
from ..core.errors import BadRequest, Issue, NotFound, TooLarge
from ..core.handling import STRICT_LEVEL, Actor
from ..core.kinds import MOST_REFS
from ..core.moment import DAY_S, utc
from ..core.place import distance_m
from ..core.shape import MOST_POINTS
from ..exchange.klv import CLASSIFICATIONS, Fault, Packet
from ..exchange.marks import Mark, read_marks
from ..exchange.mpegts import klv_of
from .desk import Desk
from .files.store import MOST_LARGE
from .once import record, shape_text
from .story.flight import EXERCISE

MOST_BYTES = 50_000_000_000
MOST_WINDOWS = 500  # more than three days and nights in the air
MOST_TARGETS = 100
MOST_WAY = 300_000  # seconds
MOST_TOLD = 20
CHUNK = 1 << 16
NEAR_S = 10.0  # how far a mark's time may be from a picture
_SAME_M, _SAME_S = 50.0, 60.0  # a target no farther from the last one is the same
TARGET = "A target was marked here in the drone's metadata (ST 0601 items 40 to 42); what it is was not told."
Progress = Callable[[int, int], None]  # bytes read, of how many


@dataclass(slots=True)
class Taken:
    """What a file came to: windows and reports (refs), how many were there already, all that was wrong."""

    file: str
    digest: str = ""
    size: int = 0
    kept: bool = False
    packets: int = 0
    unchecked: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    already: int = 0
    watched: tuple[str, str] | None = None
    clock_off_s: int | None = None

    def plain(self) -> dict[str, Any]:
        """The summary as a JSON object."""
        names = ("file", "digest", "size", "kept", "packets", "unchecked", "problems", "windows", "reports", "already")
        told = {name: getattr(self, name) for name in names}
        return {**told, "faults": dict(self.faults), "watched": self.watched, "clock_off_s": self.clock_off_s}


@dataclass(slots=True)
class Flight:
    """A file as it was read: its windows, a point of its way every second, what was marked in it, who flew."""

    stretches: list[Stretch] = field(default_factory=list)
    way: list[Telemetry] = field(default_factory=list)
    targets: list[Telemetry] = field(default_factory=list)
    more_targets: int = 0
    names: dict[str, str] = field(default_factory=dict)
    classification: int = 0


def take(
    desk: Desk, source: Path | bytes, actor: Actor, *, received_s: int, name: str = "", marks: bytes | None = None,
    progress: Progress | None = None,
) -> Taken:  # fmt: skip
    """Record a drone's file (a transport stream or bare KLV) and what its operator marked (`marks`: CSV or JSON lines).

    received_s: when the file came (POSIX seconds); its clock is held against that and never corrected. Raises NotFound,
    BadRequest (no metadata in it), TooLarge, Invalid, NotAllowed; then nothing but the file itself was kept.
    """
    told = Taken(name or (source.name if isinstance(source, Path) else "sortie"))
    given, issues = read_marks(marks) if marks is not None else ([], [])
    told.problems.extend(f"{issue.field} of the marks: {issue.sentence}" for issue in issues[:MOST_TOLD])
    flown = _read(source, told, progress)
    if not flown.stretches:
        problems = [Issue("file", "no_metadata", words) for words in told.problems]
        raise BadRequest(f"{told.file} holds no drone metadata (ST 0601) with a time.", problems)
    first, last = flown.stretches[0].since_s, max(one.until_s for one in flown.stretches)
    told.watched = utc(int(first)), utc(int(last))
    off = int(received_s - last)
    told.clock_off_s = off if off > DAY_S or first - received_s > DAY_S else None
    if told.size <= MOST_LARGE:
        files, by = desk.files, actor.call_sign
        kept = files.put(source, by) if isinstance(source, bytes) else files.put_large(source, by)
        told.kept = kept.digest == told.digest
    else:
        most = f"{MOST_LARGE // 1_000_000_000} GB"
        told.problems.append(f"A file of more than {most} is not kept here; its hash is recorded.")
    told.reports, again = record(desk, actor, "report", "send", list(_reports(told, flown, given)))
    cited = [(at, ref) for (at, _), ref in zip(_when(flown, given), told.reports, strict=True)]
    told.windows, more = record(desk, actor, "window", "watch", list(_windows(told, flown, cited)))
    told.already = again + more
    return told


def telemetry(packet: Packet) -> Telemetry | None:
    """What a packet tells of the camera; None without a time. A place of exactly 0, 0 is a receiver without a fix."""
    if packet.at_us is None:
        return None

    def point(name: str) -> tuple[float, float] | None:
        lon, lat = packet.number(f"{name}_lon"), packet.number(f"{name}_lat")
        return None if lon is None or lat is None or max(abs(lon), abs(lat)) < 1e-6 else (lon, lat)

    def angle(name: str) -> float | None:
        return packet.number(f"{name}_deg")

    full = packet.number("full_pitch_deg"), packet.number("full_roll_deg")
    return Telemetry(
        packet.at_us / 1e6, point("sensor"), packet.number("altitude_m"), angle("heading"),
        full[0] if full[0] is not None else angle("pitch"), full[1] if full[1] is not None else angle("roll"),
        angle("azimuth"), angle("elevation"), angle("turn"), angle("wide"), angle("high"), point("centre"),
        packet.number("ground_m"), packet.number("width_m"), packet.corners(), packet.text("sensor"), point("target"),
    )  # fmt: skip


# --- reading


def _read(source: Path | bytes, told: Taken, progress: Progress | None) -> Flight:
    flown, live = Flight(), Live()
    for one in klv_of(_chunks(source, told, progress)):
        if isinstance(one, Fault):
            told.faults[one.code] += 1
            if sum(told.faults.values()) <= MOST_TOLD:
                told.problems.append(f"Near byte {one.offset:,} of the metadata: {one.sentence}")
            continue
        told.packets += 1
        told.unchecked += not one.checked
        seen = telemetry(one)
        if seen is None:
            told.faults["no_time"] += 1
            continue
        note(flown, one, seen)
        closed = live.add(seen)
        if closed is not None:
            flown.stretches.append(closed)
        if len(flown.stretches) > MOST_WINDOWS:
            raise TooLarge(f"{told.file} makes more than {MOST_WINDOWS} windows; its clock may jump about.")
    closed = live.close()
    flown.stretches = [one for one in (*flown.stretches, *((closed,) if closed else ())) if one.looks]
    flown.way.sort(key=lambda seen: seen.at_s)
    _told_of(told, live, flown)
    return flown


def _told_of(told: Taken, live: Live, flown: Flight) -> None:
    """Say what of a file could not be used."""
    many = sum(told.faults.values())
    if many > MOST_TOLD:
        told.problems.append(f"{many:,} faults in all; only the first {MOST_TOLD} are told.")
    if live.disordered:
        told.problems.append(f"{live.disordered:,} packets were older than the one before and were not used.")
    if told.faults["no_time"]:
        told.problems.append(f"{told.faults['no_time']:,} packets had no time and were not used.")
    if told.unchecked:
        told.problems.append(f"{told.unchecked:,} packets came without a checksum.")
    if flown.more_targets:
        told.problems.append(f"{flown.more_targets:,} more targets were marked; {MOST_TARGETS} became reports.")


def _chunks(source: Path | bytes, told: Taken, progress: Progress | None) -> Iterator[bytes]:
    """The bytes of a file; its digest and size are told as they go by. Raises NotFound, BadRequest, TooLarge."""
    digest = hashlib.sha256()
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        opened: IO[bytes] = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        with opened as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                told.size += len(chunk)
                if told.size > MOST_BYTES:
                    raise TooLarge(f"A file may have at most {MOST_BYTES // 1_000_000_000} GB.")
                if progress:
                    progress(told.size, size)
                yield chunk
    except FileNotFoundError:
        raise NotFound(f"There is no file {source!s}.") from None
    except OSError as error:
        raise BadRequest(f"{told.file} cannot be read: {error.strerror}.") from None
    told.digest = digest.hexdigest()


def note(flown: Flight, packet: Packet, seen: Telemetry) -> None:
    """Keep what a packet tells beyond its picture: names, secrecy, the way, a target off the picture's middle."""
    for name in ("mission_id", "tail_number", "platform", "call_sign"):
        if name not in flown.names and (words := packet.text(name)):
            flown.names[name] = words
    if packet.security is not None:
        flown.classification = max(flown.classification, packet.security.classification or 0)
    if not flown.way or (abs(seen.at_s - flown.way[-1].at_s) >= 1 and len(flown.way) < MOST_WAY):
        flown.way.append(seen)
    if seen.target is None or (seen.centre is not None and distance_m(seen.target, seen.centre) < 1):
        return
    last = flown.targets[-1] if flown.targets else None
    if last is None or seen.at_s - last.at_s >= _SAME_S or _apart(last, seen):
        if len(flown.targets) < MOST_TARGETS:
            flown.targets.append(seen)
        else:
            flown.more_targets += 1


def _apart(last: Telemetry, seen: Telemetry) -> bool:
    """Whether two targets are different ones."""
    assert last.target is not None
    assert seen.target is not None
    return distance_m(last.target, seen.target) >= _SAME_M


# --- recording


def _windows(told: Taken, flown: Flight, cited: Sequence[tuple[float, str]]) -> Iterator[dict[str, Any]]:
    for stretch in flown.stretches:
        reports = [ref for at, ref in cited if stretch.since_s <= at <= stretch.until_s][:MOST_REFS]
        yield {
            **_common(told, flown, utc(int(stretch.since_s))), **watched(stretch, bool(opening(flown))),
            "account": _account(told, flown, stretch), **({"reports": reports} if reports else {}),
        }  # fmt: skip


def watched(stretch: Stretch, made_up: bool) -> dict[str, Any]:
    """What a window of a flight watched: when, from where, which ground, what was missing; `made_up`: an exercise."""
    area = stretch.area()
    values: dict[str, Any] = {
        "means": "uas_flight", "exercise": made_up or None,
        "sensor": "uas_thermal" if is_thermal(stretch.camera) else "uas_camera",
        "watched_at": {"start": utc(int(stretch.since_s)), "end": utc(int(stretch.until_s))},
        "looks": [_look(look) for look in stretch.looks],
        "range_m": 0.0,  # a look without a footprint saw no ground that could be told: the sky, or nobody knows
        "place": next((_place(look.place) for look in stretch.looks if look.place), None),
        "area": shape_text(inside(area, MOST_POINTS)) if area is not None else None,
        "blind": [
            {"why": "technical", "at": {"start": utc(int(since)), "end": utc(int(until))}}
            for since, until in stretch.gaps
        ],
    }  # fmt: skip
    return {name: value for name, value in values.items() if value not in (None, [])}


def _account(told: Taken, flown: Flight, stretch: Stretch) -> str:
    told_names = [f"{name.replace('_', ' ')} {words}" for name, words in flown.names.items()]
    lines = [
        opening(flown),
        f"From {told.file} (SHA-256 {told.digest}, {told.size} bytes{'' if told.kept else ', not kept here'}).",
        f"{stretch.packets} packets, {len(stretch.looks)} looks, {stretch.track_m / 1000:.1f} km flown.",
        f"Camera: {stretch.camera or 'not named'}. {'; '.join(told_names) or 'Nothing tells who flew'}.",
    ]
    if flown.classification > 1:
        lines.append(f"Its sender classified it {CLASSIFICATIONS.get(flown.classification, 'in an unknown way')}.")
    if told.clock_off_s is not None:
        days = abs(told.clock_off_s) / DAY_S
        side = "before" if told.clock_off_s > 0 else "after"
        lines.append(
            f"Clock: the file's last time lies {days:,.1f} days {side} it was received. Whether the clock was wrong or "
            "the file old is not known; nothing was corrected."
        )
    return " ".join(line for line in lines if line)


def _when(flown: Flight, marks: Sequence[Mark]) -> Iterator[tuple[float, Telemetry | Mark]]:
    """What was marked, and when: targets in the metadata, then an operator's marks that lie in the flight."""
    yield from ((seen.at_s, seen) for seen in flown.targets)
    yield from ((float(mark.at_s), mark) for mark in marks if _nearest(flown, mark.at_s) is not None)


def _nearest(flown: Flight, at_s: float) -> Telemetry | None:
    """Where the camera was and looked at a time, to within ten seconds."""
    after = bisect_left(flown.way, at_s, key=lambda seen: seen.at_s)
    near = flown.way[max(after - 1, 0) : after + 1]
    found = min(near, key=lambda seen: abs(seen.at_s - at_s), default=None)
    return found if found is not None and abs(found.at_s - at_s) <= NEAR_S else None


def _reports(told: Taken, flown: Flight, marks: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    for mark in marks:
        if _nearest(flown, mark.at_s) is None:
            words = f"{mark.at} is no time of this flight ({' to '.join(told.watched or ())}); the mark was left out."
            told.problems.append(f"line {mark.line} of the marks: {words}")
    for at_s, what in _when(flown, marks):
        seen = what if isinstance(what, Telemetry) else _nearest(flown, at_s)
        assert seen is not None
        values = {
            **_common(told, flown, f"{utc(int(at_s))}/{_named(what)}"), "happened_at": utc(int(at_s)),
            "source_kind": "own_sensor", "perceived": ["camera"], "observer_place": _place(seen.sensor),
        }  # fmt: skip
        if isinstance(what, Mark):
            values |= {"place": _place(what.place or seen.target or seen.centre), "kind": what.kind}
            values["account"] = f"{opening(flown)} {what.words}".strip()[:20_000]
        else:
            values["place"] = _place(seen.target)
            values["account"] = f"{opening(flown)} {TARGET}".strip()
        yield {name: value for name, value in values.items() if value is not None}


def _named(what: Telemetry | Mark) -> str:
    """A short name of what was marked, the same each time the file is taken."""
    if isinstance(what, Telemetry):
        return "target"
    return hashlib.sha256(f"{what.words}|{what.kind}|{what.place}".encode()).hexdigest()[:8]


def _common(told: Taken, flown: Flight, what: str) -> dict[str, Any]:
    names = flown.names
    parts = (names.get("mission_id", "-"), names.get("tail_number", "-"), what, told.digest[:12])
    values: dict[str, Any] = {"source": told.file[:500], "source_id": "/".join(parts)}
    who = names.get("call_sign") or names.get("tail_number")
    if who:
        values["observer"] = who
    if told.kept:
        values["attachments"] = [{"file": told.digest, "name": told.file[:500]}]
    if flown.classification > 1:
        values["sensitivity"] = str(STRICT_LEVEL)
    return values


def opening(flown: Flight) -> str:
    """What is said first of all that comes of an exercise."""
    made_up = flown.names.get("mission_id", "").upper().startswith(EXERCISE)
    return "An exercise: nothing of this happened." if made_up else ""


def _look(look: Look) -> dict[str, Any]:
    told = {"at": utc(int(look.at_s)), "place": _place(look.place), "area": shape_text(look.area)}
    return {name: value for name, value in told.items() if value is not None}


def _place(point: tuple[float, float] | None) -> dict[str, Any] | None:
    return None if point is None else {"lon": point[0], "lat": point[1], "prec": 1}
