"""A panel: what was counted in each unit (country, cell, sector) and step of time (month, week, day), and no more.

A count is NaN where the unit did not exist or nothing is known of it; that is never a zero. Models see a panel and
nothing else, so whoever cuts it (`until`) decides what could be known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ...core.calendar import Step, label, number, step_of

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Panel:
    """Counts of shape (units, steps) from the step `first` on.

    `exposure` (same shape, 0 to 1) is the share of the step in which somebody watched, None where that is not held.
    `others` are further counts of the same shape by name (other violence). `neighbours` holds, for each unit, the
    places in `units` of those beside it. `known_at` says when this was all that was known; empty: not held, a late
    release stands in for it.
    """

    units: tuple[str, ...]
    step: Step
    first: int
    counts: Numbers
    exposure: Numbers | None = None
    others: Mapping[str, Numbers] = field(default_factory=dict)
    neighbours: tuple[tuple[int, ...], ...] = ()
    known_at: str = ""

    def __post_init__(self) -> None:
        shape = self.counts.shape
        if len(shape) != 2 or shape[0] != len(self.units):
            raise ValueError("A panel's counts have one row a unit and one column a step.")
        for other in (*self.others.values(), *([] if self.exposure is None else [self.exposure])):
            if other.shape != shape:
                raise ValueError("Exposure and other counts have the shape of the counts.")
        if len(set(self.units)) != len(self.units):
            raise ValueError("A unit is named twice.")
        if self.neighbours and len(self.neighbours) != len(self.units):
            raise ValueError("Neighbours are given for every unit or for none.")
        if (self.counts < 0).any() or np.isinf(self.counts).any():
            raise ValueError("A count is zero or more.")

    @classmethod
    def of(cls, counts: Mapping[str, Sequence[float]], since: str) -> Panel:
        """A panel from counts by unit, the first of each in the step `since` (2020-01, 2020-W01 or 2020-01-01).

        NaN is unknown. Raises ValueError: rows of other lengths, a step that is none, a count below zero.
        """
        step = step_of(since)
        if step is None:
            raise ValueError(f"{since!r} is no month, week or day (2020-01, 2020-W01, 2020-01-01).")
        if len({len(row) for row in counts.values()}) > 1:
            raise ValueError("Every unit has a count for every step; NaN is unknown.")
        held = np.array(list(counts.values()), dtype=np.float64).reshape(len(counts), -1 if counts else 0)
        return cls(tuple(counts), step, number(step, since), held)

    @property
    def length(self) -> int:
        """How many steps it covers."""
        return int(self.counts.shape[1])

    @property
    def last(self) -> int:
        """The place in time of its last step."""
        return self.first + self.length - 1

    @property
    def labels(self) -> tuple[str, ...]:
        """The steps by name."""
        return tuple(label(self.step, self.first + n) for n in range(self.length))

    def until(self, step: int | str) -> Panel:
        """The panel up to and with a step: what a forecast made then may see. Raises ValueError outside the panel."""
        at = number(self.step, step) if isinstance(step, str) else step
        if not self.first <= at <= self.last:
            raise ValueError(
                f"{label(self.step, at)} is not among the data, which run from {label(self.step, self.first)} "
                f"to {label(self.step, self.last)}."
                if self.length
                else "The panel holds no step at all."
            )
        return self._between(self.first, at)

    def between(self, since: int, until: int) -> Panel:
        """The panel from one step to another, both with it; steps that it does not cover are NaN."""
        ahead, after = max(0, self.first - since), max(0, until - self.last)
        held = self._between(max(since, self.first), min(until, self.last))
        pad = ((0, 0), (ahead, after))
        return replace(
            held,
            first=since,
            counts=np.pad(held.counts, pad, constant_values=np.nan),
            exposure=None if held.exposure is None else np.pad(held.exposure, pad),
            others={name: np.pad(other, pad, constant_values=np.nan) for name, other in held.others.items()},
        )

    def _between(self, since: int, until: int) -> Panel:
        part = slice(since - self.first, max(since, until + 1) - self.first)
        return replace(
            self,
            first=since,
            counts=self.counts[:, part],
            exposure=None if self.exposure is None else self.exposure[:, part],
            others={name: other[:, part] for name, other in self.others.items()},
        )

    def ahead(self, steps: Sequence[str]) -> list[int]:
        """How many steps after its last one each named step lies. Raises ValueError where one is not after it."""
        found = [number(self.step, each) - self.last for each in steps]
        for name, distance in zip(steps, found, strict=True):
            if distance < 1:
                raise ValueError(f"{name} is not after the data, which end with {label(self.step, self.last)}.")
        return found

    def alive(self, within: int = 12) -> NDArray[np.bool_]:
        """Units of which something is known in the last `within` steps; the others have vanished or not begun."""
        return np.asarray(np.isfinite(self.counts[:, -within:]).any(axis=1))
