"""The near term: incidents that draw others after them, in the same cell and in those beside it (self-exciting).

The rate of a cell on a day is a sum of its own and its neighbours' past incidents, each fading over 1.5 to 120 days,
and of the mean rate of all cells. How much each part weighs is learned from the panel by expectation-maximisation
(Veen and Schoenberg 2008, JASA 103; the shares are the chances that an incident was drawn by each part). Counts are
negative binomial about the rate. Forecasts of several days are paths: what a path draws excites its next days.

It is shown only where it beats recency-weighted climatology (`analysis/near.py`): elsewhere it would only guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ..panel import Numbers, Panel
from .model import MOST, Draws, asked, held

FADES = np.array([1.5, 7.0, 30.0, 120.0])  # days after which an incident counts 1/e
ROUNDS = 60  # of expectation and maximisation; weights change by less than a thousandth after
HIGHEST = 0.98  # of the incidents that one draws after it: at 1 a forecast would grow without end
SPREADS = np.array([0.01, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0])  # variance of the daily factor, weighed by likelihood
WARM = 14  # first days not learned from: their past is not held
AT_ONCE = 4_000_000  # cells x draws simulated together


class Exciting:
    """Self-exciting counts by cell and step (days are meant). Rates have shape (cells,), parts (parts, cells)."""

    name = "exciting"

    def fit(self, panel: Panel) -> Self:
        """Learn the weight of each part; with less than four weeks or no incident all weigh nothing."""
        counts, known = held(panel)
        self.neighbours = _padded(panel.neighbours or ((),) * len(counts))
        self.mean = float(counts.sum() / max(1, known.sum()))
        self.own = np.zeros((len(FADES), len(counts)))
        parts, came = [], []
        for at in range(counts.shape[1]):
            if at >= WARM:
                parts.append(np.where(known[:, at], self._parts(self.own), 0.0))
                came.append(np.where(known[:, at], counts[:, at], 0.0))
            self.own = _faded(self.own, counts[:, at], known[:, at])
        self.weights = np.zeros(2 * len(FADES) + 1)
        self.weights[-1], self.spread = 1.0, 1.0
        if len(parts) >= WARM and self.mean > 0:
            told, seen = np.stack(parts, axis=1).reshape(len(self.weights), -1), np.stack(came).ravel()
            self.weights = _weights(told, seen)
            self.spread = _spread(self.weights @ told, seen)
        return self

    def seeing(self, panel: Panel) -> Exciting:
        """What was learned, with a past some days longer: as it would be asked day by day."""
        later, (counts, known) = Exciting(), held(panel)
        later.neighbours, later.mean = self.neighbours, self.mean
        later.weights, later.spread = self.weights, self.spread
        later.own = np.zeros((len(FADES), len(counts)))
        for at in range(counts.shape[1]):
            later.own = _faded(later.own, counts[:, at], known[:, at])
        return later

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """Paths simulated to the last step asked for."""
        steps, rng = asked(horizon, draws), np.random.default_rng(seed)
        cells = self.own.shape[1]
        out = np.zeros((cells, len(steps), draws), np.int32)
        each = max(1, AT_ONCE // max(1, cells))
        for begin in range(0, draws, each):
            many = min(each, draws - begin)
            own = np.repeat(self.own[:, :, None], many, axis=2)
            for ahead in range(1, int(steps.max()) + 1):
                rate = np.tensordot(self.weights, self._parts(own), axes=1)
                drawn = _drawn(rate, self.spread, rng)
                out[:, steps == ahead, begin : begin + many] = drawn[:, None, :]
                own = _faded(own, drawn, np.ones(drawn.shape, bool))
        return out

    def _parts(self, own: Numbers) -> Numbers:
        """Own fading pasts, the neighbours' mean of them, and the mean rate of all cells: (parts, cells, …)."""
        padded = np.concatenate([own, np.zeros_like(own[:, :1])], axis=1)
        there = (self.neighbours < own.shape[1]).sum(axis=1)
        beside = np.zeros_like(own)
        for column in self.neighbours.T:
            beside += padded[:, column]
        shape = (1, len(there)) + (1,) * (own.ndim - 2)
        beside = beside / np.maximum(there, 1).reshape(shape)
        return np.concatenate([own, beside, np.full_like(own[:1], self.mean)])


def _padded(neighbours: Sequence[Sequence[int]]) -> NDArray[np.intp]:
    """Neighbours as a table (cells, most neighbours); a place past the last cell stands for none."""
    width = max((len(each) for each in neighbours), default=0)
    table = np.full((len(neighbours), width), len(neighbours), np.intp)
    for row, each in enumerate(neighbours):
        table[row, : len(each)] = each
    return table


def _faded(own: Numbers, counts: Numbers | Draws, known: NDArray[np.bool_]) -> Numbers:
    """The fading pasts a day later; each kernel sums to one over time. An unknown day changes nothing."""
    keep = np.exp(-1 / FADES).reshape((-1,) + (1,) * counts.ndim)
    return np.where(known, own * keep + (1 - keep) * counts, own)


def _weights(parts: Numbers, came: Numbers) -> Numbers:
    """Weights (parts,) of rates (parts, cases) that make counts (cases,) most likely, none negative."""
    total = np.maximum(parts.sum(axis=1), 1e-12)
    weights = np.full(len(parts), 0.9 / (len(parts) - 1))
    weights[-1] = 0.1
    some = came > 0
    active, counts = parts[:, some], came[some]
    for _ in range(ROUNDS):
        rate = np.maximum(weights @ active, 1e-12)
        weights = weights * (active @ (counts / rate)) / total
    drawing = weights[:-1].sum()
    if drawing > HIGHEST:
        weights[:-1] *= HIGHEST / drawing
    return np.asarray(weights)


def _spread(rate: Numbers, came: Numbers) -> float:
    """The variance of the daily factor that makes the counts most likely."""
    from scipy.stats import nbinom

    rate = np.maximum(rate, 1e-9)
    likely = [nbinom.logpmf(came, 1 / spread, 1 / (1 + spread * rate)).sum() for spread in SPREADS]
    return float(SPREADS[int(np.argmax(likely))])


def _drawn(rate: Numbers, spread: float, rng: np.random.Generator) -> Draws:
    """Negative binomial counts about rates."""
    factor = rng.gamma(1 / spread, spread, rate.shape)
    return np.minimum(rng.poisson(np.minimum(rate * factor, MOST)), MOST).astype(np.int32)
