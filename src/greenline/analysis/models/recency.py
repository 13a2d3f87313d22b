"""A smoothed climatology in which recent steps weigh more: the quick model. It is not trained.

A draw takes the count of one past step with weight exp(-age / memory), spreads it by a log-normal factor and draws a
Poisson count about that. How long the memory is, the panel's own past decides. Where it is long, units are small and
seldom hit (cells, not countries): then one draw in five is taken from the units beside it. Settings: docs/adr/0029.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ..panel import Numbers, Panel
from .model import MOST, Draws, asked, ceiling, held, joined

MEMORIES = (6.0, 24.0, 60.0)  # steps
AHEAD = (3, 8, 14)  # steps ahead by which the memory is chosen
PASTS, APART = 10, 6  # cut-offs looked back at, and the steps between two of them
FEWEST = 24  # steps that a cut-off must have before it
LENT = 0.2  # the share of draws from units beside it, where a longer memory than the shortest is better
LOOKED = 2_000  # units looked at for both choices, evenly among all, when the memory is chosen


class Recency:
    """Recency-weighted climatology; `memory` and `window` in steps, `spread` the deviation of the log factor.

    Without a memory the panel's past chooses one.
    """

    name = "recency"

    def __init__(self, memory: float | None = None, window: int = 240, spread: float = 0.5) -> None:
        self.memory, self.window, self.spread = memory, window, spread

    def fit(self, panel: Panel) -> Self:
        """Keep the window and the weight of each of its steps."""
        self.chosen = self.memory if self.memory is not None else best_memory(panel, self.window)
        self.lent = lent(panel, self.chosen)
        self.counts, known = held(panel, self.window)
        self.weights = recency_weights(known, self.chosen)
        self.neighbours, self.most = panel.neighbours, ceiling(panel)
        return self

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """Draws unit by unit, so that a whole continent of cells fits in memory."""
        steps, rng = asked(horizon, draws), np.random.default_rng(seed)
        out = np.zeros((len(self.counts), len(steps), draws), np.int32)
        busy = np.any(self.counts * self.weights > 0, axis=1)
        for row in range(len(out)):
            beside = [other for other in self.neighbours[row] if busy[other]] if self.neighbours and self.lent else []
            if busy[row] or beside:
                level = self._levels(row, draws) * np.exp(self.spread * rng.standard_normal((len(steps), draws)))
                out[row] = np.minimum(rng.poisson(np.minimum(level, MOST)), self.most[row])
        return joined(out, steps, seed)

    def _levels(self, row: int, draws: int) -> Numbers:
        """The past counts that the draws start from, each as often as its weight says."""
        others = list(self.neighbours[row]) if self.neighbours else []
        lent = int(draws * self.lent) if others else 0
        own = evenly(self.counts[row], self.weights[row], draws - lent)
        if not lent:
            return own
        there = evenly(self.counts[others].ravel(), self.weights[others].ravel() / len(others), lent)
        return np.concatenate([own, there])


def lent(panel: Panel, memory: float) -> float:
    """The share of a unit's draws that its neighbours give: none where the memory is the shortest."""
    return LENT if memory > MEMORIES[0] and panel.neighbours else 0.0


def evenly(values: Numbers, weights: Numbers, many: int) -> Numbers:
    """`many` of the values, each as often as its weight says, without chance; zeros where nothing weighs."""
    total = np.cumsum(weights)
    if not len(total) or total[-1] <= 0:
        return np.zeros(many)
    at = np.searchsorted(total, (np.arange(many) + 0.5) / many * total[-1])
    return np.asarray(values[np.minimum(at, len(values) - 1)])


def recency_weights(known: NDArray[np.bool_], memory: float) -> Numbers:
    """Weights of past steps, the last column the newest: exp(-age / memory), 0 where unknown, sum 1 a unit (or 0)."""
    raw = np.exp(-np.arange(known.shape[1])[::-1] / memory) * known
    total = raw.sum(axis=1, keepdims=True)
    return np.asarray(raw / np.where(total > 0, total, 1.0))


def best_memory(panel: Panel, window: int) -> float:
    """The memory with the lowest log-CRPS over the panel's own past; the shortest where the past is too short."""
    looked = slice(None, None, max(1, len(panel.units) // LOOKED))
    logged, last = np.log1p(panel.counts[looked]), panel.length - max(AHEAD)
    scores = np.zeros(len(MEMORIES))
    for cut in range(last, max(FEWEST, last - PASTS * APART), -APART):
        past, came = logged[:, max(0, cut - window) : cut], logged[:, [cut + ahead - 1 for ahead in AHEAD]]
        known = np.isfinite(past)
        scores += [_score(np.where(known, past, 0.0), recency_weights(known, memory), came) for memory in MEMORIES]
    return MEMORIES[int(np.argmin(scores))]


def _score(past: Numbers, weights: Numbers, came: Numbers) -> float:
    """The sum of CRPS of weighted values (units, steps) over several outcomes (units, outcomes)."""
    order = np.argsort(past, axis=1)
    value, weight = np.take_along_axis(past, order, 1), np.take_along_axis(weights, order, 1)
    apart = (weight * value * (2 * np.cumsum(weight, axis=1) - weight - 1)).sum(axis=1)
    away = np.stack([(weights * np.abs(past - y[:, None])).sum(axis=1) for y in came.T], axis=1)
    return float(np.nansum(away - apart[:, None]))
