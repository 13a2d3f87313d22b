"""A smoothed climatology in which recent months weigh more: the quick model. It is not trained.

A draw takes the count of one past step, chosen with weight exp(-age / memory), spreads it by a log-normal factor and
draws a Poisson count about that. Settings: docs/adr/0029.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from ..panel import Numbers, Panel
from .model import MOST, Draws, asked, held


class Recency:
    """Recency-weighted climatology; `memory` and `window` in steps, `spread` the deviation of the log factor."""

    name = "recency"

    def __init__(self, memory: float = 6.0, window: int = 120, spread: float = 0.4) -> None:
        self.memory, self.window, self.spread = memory, window, spread

    def fit(self, panel: Panel) -> Self:
        """Keep the window and the weight of each of its steps."""
        self.counts, known = held(panel, self.window)
        self.weights = recency_weights(known, self.memory)
        return self

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """Draws unit by unit, so that a whole continent of cells fits in memory."""
        steps, rng = asked(horizon, draws), np.random.default_rng(seed)
        out = np.zeros((len(self.counts), len(steps), draws), np.int32)
        even = (np.arange(draws) + 0.5) / draws
        for row, (counts, weights) in enumerate(zip(self.counts, self.weights, strict=True)):
            if not (counts * weights).any():
                continue
            taken = counts[np.minimum(np.searchsorted(np.cumsum(weights), even), len(counts) - 1)]
            level = taken * np.exp(self.spread * rng.standard_normal((len(steps), draws)))
            out[row] = np.minimum(rng.poisson(np.minimum(level, MOST)), MOST)
        return out


def recency_weights(known: np.typing.NDArray[np.bool_], memory: float) -> Numbers:
    """Weights of past steps, the last column the newest: exp(-age / memory), 0 where unknown, sum 1 a unit (or 0)."""
    raw = np.exp(-np.arange(known.shape[1])[::-1] / memory) * known
    total = raw.sum(axis=1, keepdims=True)
    return np.asarray(raw / np.where(total > 0, total, 1.0))
