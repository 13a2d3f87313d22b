"""What may come in each unit, how sure that is, and why: a panel in, plain numbers out.

The model is recency-weighted climatology: a draw takes a past step's count with weight exp(-age / memory), of the unit
itself or (where the memory is long) of one beside it. So the share of the forecast that a past step carries is its
weight times its count, over the sum of those; which neighbours were active lately is told beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .models import Draws, Recency
from .models.model import held
from .models.recency import lent, recency_weights
from .panel import Numbers, Panel, label
from .scores import interval, quantile, sorted_draws

DRAWS, SEED = 1000, 0
LEAST_WEIGHT = 0.01  # of the steps in which anything was counted: below, one draw in a hundred, nothing is foreseen
LEAST_KNOWN = 8  # steps of a unit that must be known before anything is foreseen for it
MOST_WHY, LATELY = 6, 3  # past steps told, and how many of the last steps make a neighbour active


@dataclass(frozen=True, slots=True)
class Ahead:
    """One unit and one step ahead: expected count, median, central 90 % interval, chance of at least one."""

    step: int
    expected: float
    median: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Carried:
    """A past step of the unit, or of one beside it, and the share of the forecast that it carries."""

    unit: str
    step: int
    count: float
    share: float


@dataclass(frozen=True)
class Outlook:
    """A forecast for all units: draws of shape (units, steps ahead, draws) for the steps `first` and after."""

    panel: Panel
    first: int
    draws: Draws
    known: tuple[int, ...]  # known steps of each unit within the model's memory
    ever: tuple[bool, ...]  # whether anything was counted in them that still weighs

    def unknown(self, row: int) -> bool:
        """Whether too little is known of a unit to foresee anything: few steps, or nothing counted that is not long
        ago. A climatology of nothing would say never, and nobody knows that."""
        return self.known[row] < LEAST_KNOWN or not self.ever[row]

    def ahead(self, row: int) -> list[Ahead]:
        """The numbers of a unit; none where too little is known."""
        if self.unknown(row):
            return []
        told = sorted_draws(self.draws[row])
        low, high = interval(told)
        middle, mean = quantile(told, 0.5), told.mean(axis=1)
        some = (told >= 1).mean(axis=1)
        return [
            Ahead(self.first + k, *(float(one[k]) for one in (mean, middle, low, high, some)))
            for k in range(told.shape[0])
        ]

    def chance(self, row: int, at_least: int, since: int, within: int) -> float:
        """The chance that so many come in a unit in `within` steps from the step `since` on. Raises ValueError."""
        total = self._total(row, since, within)
        return float((total >= at_least).mean())

    def numbers(self, row: int, since: int, within: int) -> tuple[float, float, float]:
        """(expected, low, high) of all that comes in those steps; the interval is the central 90 %."""
        total = sorted_draws(self._total(row, since, within)[None, :])
        low, high = interval(total)
        return float(total.mean()), float(low[0]), float(high[0])

    def _total(self, row: int, since: int, within: int) -> Numbers:
        start = since - self.first
        if start < 0 or start + within > self.draws.shape[1]:
            raise ValueError("The outlook does not reach over these steps.")
        return np.asarray(self.draws[row, start : start + within].sum(axis=0), dtype=np.float64)


def foresee(panel: Panel, memory: float, ahead: int, draws: int = DRAWS, seed: int = SEED) -> Outlook:
    """The next `ahead` steps after the panel's last."""
    model = Recency(memory=memory).fit(panel)
    told = model.predict(range(1, ahead + 1), draws, seed)
    past = panel.counts[:, -model.window :]
    known = tuple(int(one) for one in np.isfinite(past).sum(axis=1))
    weight = (recency_weights(np.isfinite(past), memory) * (np.nan_to_num(past) > 0)).sum(axis=1)
    ever = tuple(bool(one >= LEAST_WEIGHT) for one in weight)
    return Outlook(panel, panel.last + 1, told, known, ever)


def why(panel: Panel, row: int, memory: float, most: int = MOST_WHY) -> list[Carried]:
    """The past steps that carry a unit's forecast, those that carry most first; none where nothing ever came."""
    counts, known = held(panel, Recency().window)
    given = lent(panel, memory) if panel.neighbours and panel.neighbours[row] else 0.0
    beside = list(panel.neighbours[row]) if given else []
    rows = [row, *beside]
    part = np.array([1 - given, *(given / len(beside) for _ in beside)])
    share = part[:, None] * recency_weights(known[rows], memory) * counts[rows]
    total = share.sum()
    if not total:
        return []
    first = panel.last - share.shape[1] + 1
    order = [
        (int(at) // share.shape[1], int(at) % share.shape[1]) for at in np.argsort(-share, axis=None, kind="stable")
    ]
    return [
        Carried(panel.units[rows[who]], first + at, float(counts[rows[who], at]), float(share[who, at] / total))
        for who, at in order[:most]
        if share[who, at] > 0
    ]


def active(panel: Panel, row: int, lately: int = LATELY) -> list[tuple[str, float]]:
    """Units beside one in which something was counted in the last steps, the most active first."""
    if not panel.neighbours:
        return []
    near = panel.neighbours[row]
    found = [(panel.units[one], float(np.nansum(panel.counts[one, -lately:]))) for one in near]
    return sorted((one for one in found if one[1] > 0), key=lambda one: (-one[1], one[0]))


def labels(outlook: Outlook) -> Sequence[str]:
    """The steps ahead by name."""
    return [label(outlook.panel.step, outlook.first + k) for k in range(outlook.draws.shape[1])]
