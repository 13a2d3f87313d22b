"""The models that every other is told beside: nothing, the last value, and the last months as they were.

The climatology of twelve months ("conflictology") is hard to beat: nearly no entry of the
VIEWS challenge of 2023/24 did.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from ..panel import Panel
from .model import Draws, asked, held, whole


class Zero:
    """Nothing happens anywhere."""

    name = "zero"

    def fit(self, panel: Panel) -> Self:
        """Only the number of units is of interest."""
        self.units = len(panel.units)
        return self

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """Zeros."""
        return np.zeros((self.units, len(asked(horizon, draws)), draws), np.int32)


class Last:
    """The last known count of a unit as the mean of a Poisson distribution, for every step ahead."""

    name = "last"

    def fit(self, panel: Panel) -> Self:
        """Keep each unit's last known count, 0 where there is none."""
        counts, known = held(panel)
        self.level = np.zeros(len(counts))
        for row in range(len(counts)):
            at = np.flatnonzero(known[row])
            self.level[row] = counts[row, at[-1]] if len(at) else 0.0
        return self

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """Poisson draws about the last count."""
        shape = (len(self.level), len(asked(horizon, draws)), draws)
        return whole(np.random.default_rng(seed).poisson(self.level[:, None, None], shape).astype(float))


class Climatology:
    """The counts of the last `window` steps, each as likely as the other, for every step ahead.

    Draws repeat the known values of the window evenly: of 12 months each comes 83 or 84 times in 1,000.
    """

    def __init__(self, window: int = 12) -> None:
        if not 1 <= window <= 600:
            raise ValueError("A climatology looks back over 1 to 600 steps.")
        self.name, self.window = f"climatology-{window}", window

    def fit(self, panel: Panel) -> Self:
        """Keep the window."""
        self.counts, self.known = held(panel, self.window)
        return self

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """The window's values, repeated; nothing is left to chance."""
        steps = asked(horizon, draws)
        out = np.zeros((len(self.counts), len(steps), draws), np.int32)
        for row, (counts, known) in enumerate(zip(self.counts, self.known, strict=True)):
            values = counts[known]
            if len(values):
                out[row] = whole(values[np.arange(draws) * len(values) // draws])
        return out
