"""A tracker's way as it comes: which of its positions go into the record, and when a run of them is over.

Pure: positions in, runs out. A run holds at most 200 positions, 30 minutes; what comes after begins another one, which
starts where the last one ended.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from ..core.place import distance_m

Point = tuple[float, float]  # longitude, latitude
MOST_LOOKS = 200
MOST_RUN_S = 1_800.0
SPEED_MS = 350.0  # faster from one position to the next is a fault of the receiver


@dataclass(frozen=True, slots=True)
class Rule:
    """Which positions are kept: the first and the last of a run, one every `every_s`, and each that lies more than
    `moved_m` from the last that was kept. After `stale_s` without any, the run is over."""

    every_s: float = 30.0
    moved_m: float = 100.0
    stale_s: float = 300.0


@dataclass(frozen=True, slots=True)
class Fix:
    """Where a tracker was at a time (POSIX seconds)."""

    at_s: float
    place: Point


@dataclass(frozen=True, slots=True)
class Run:
    """The positions of a stretch of time as they are recorded, oldest first, and how many there were in all."""

    fixes: tuple[Fix, ...]
    taken: int

    @property
    def track_m(self) -> float:
        """How long the way between its positions is."""
        return sum(distance_m(one.place, other.place) for one, other in pairwise(self.fixes))

    @property
    def since_s(self) -> float:
        """When it began."""
        return self.fixes[0].at_s

    @property
    def until_s(self) -> float:
        """When it ended."""
        return self.fixes[-1].at_s


@dataclass(slots=True)
class Track:
    """One tracker's run under way. `last` is its newest position, kept or not."""

    rule: Rule
    kept: list[Fix] = field(default_factory=list)
    last: Fix | None = None
    taken: int = 0
    _back: list[Fix] = field(default_factory=list)  # positions older than the newest, each later than the one before
    disordered: int = 0  # older than the one before, or too far from it for any vehicle: not used

    def add(self, fix: Fix) -> Run | None:
        """Take a position; the run that it ends, if it ends one."""
        last = self.last
        if last is None:
            self._begin(fix)
            return None
        passed = fix.at_s - last.at_s
        if passed <= 0:
            self.disordered += passed < 0
            self._back = [*self._back, fix] if not self._back or fix.at_s > self._back[-1].at_s else [fix]
            if passed < 0 and len(self._back) >= BELIEVED:  # it is the newest that had the wrong time
                closed = self.close()
                self._begin(fix)
                return closed
            return None
        self._back = []
        if passed > self.rule.stale_s:
            closed = self.close()
            self._begin(fix)
            return closed
        if _far(last, fix, SPEED_MS * max(passed, 1.0)):
            self.disordered += 1
            return None
        closed = None
        if fix.at_s - self.kept[0].at_s > MOST_RUN_S or len(self.kept) >= MOST_LOOKS - 1:
            closed = self.close()
            self._begin(last)
        self.last = fix
        self.taken += 1
        newest = self.kept[-1]
        if fix.at_s - newest.at_s >= self.rule.every_s or _far(newest, fix, self.rule.moved_m):
            self.kept.append(fix)
        return closed

    def over(self, now_s: float) -> bool:
        """Whether nothing came for so long that its run is over."""
        return self.last is not None and now_s - self.last.at_s > self.rule.stale_s

    def close(self) -> Run | None:
        """End the run under way; None where there is none."""
        if self.last is None:
            return None
        if self.kept[-1] != self.last:
            self.kept.append(self.last)
        run = Run(tuple(self.kept), self.taken)
        self.kept, self.last, self.taken = [], None, 0
        return run

    def _begin(self, fix: Fix) -> None:
        self.kept, self.last, self.taken, self._back = [fix], fix, 1, []


BELIEVED = 5  # positions in order, after which a later one before them is taken for a slip of the clock


def _far(one: Fix, other: Fix, most_m: float) -> bool:
    """Whether two positions lie farther apart; near ones are told without a square root."""
    if abs(one.place[0] - other.place[0]) + abs(one.place[1] - other.place[1]) < most_m / 200_000:
        return False
    return distance_m(one.place, other.place) > most_m


def resumed(rule: Rule, kept: list[Fix], last: Fix, taken: int) -> Track:
    """A run as it was when it was written down."""
    return Track(rule, kept, last, taken)
