"""How often something happens per watched hour, how sure that is, and whether a change is more than one of watching.

Counts of a day are negative binomial: Poisson about (rate x watched hours), with days that are busier or calmer than
the hours explain (a gamma factor of mean 1 and variance `spread`). The rate has Jeffreys' prior; the spread is weighed
over a grid by what all weeks of the series say. Intervals are equal-tailed credible intervals of the posterior; of the
Poisson case (spread 0) they are Jeffreys' interval (Brown, Cai and DasGupta 2003, Statistica Sinica 13: 19-49), which
covers close to its level. When nothing was counted the lower end is 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
SPREADS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.6, 1.0, 1.5, 2.2, 3.2, 5.0, 7.5, 11.0)  # variances of the daily factor
CALM = 1.0  # the mean spread expected beforehand (exponential; ours)
STEP = 0.02  # of the grid of log rates
RISE, FALL, NONE, UNKNOWN = "rise", "fall", "none", "unknown"
Numbers = NDArray[np.float64]
gammaln = np.vectorize(math.lgamma, otypes=[float])  # of a few days' counts; SciPy would slow every start


@dataclass(frozen=True, slots=True)
class Days:
    """What was counted on some days (or other stretches) and for how many hours it was watched on each."""

    counts: tuple[int, ...]
    hours: tuple[float, ...]

    @property
    def count(self) -> int:
        """All that was counted while somebody watched."""
        return sum(n for n, h in zip(self.counts, self.hours, strict=True) if h > 0)

    @property
    def watched(self) -> float:
        """All watched hours."""
        return sum(self.hours)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate per watched hour with its credible interval; None where nobody watched."""

    count: int
    hours: float
    low: float | None
    best: float | None
    high: float | None
    level: float = LEVEL


@dataclass(frozen=True, slots=True)
class Change:
    """How a rate changed: the ratio with its interval, what that says, and what the bare counts would have said."""

    says: str
    counts_say: str
    ratio: float | None
    low: float | None
    high: float | None

    @property
    def explained(self) -> bool:
        """Whether the counts changed and the watching explains it."""
        return self.counts_say in (RISE, FALL) and self.says == NONE


@dataclass(frozen=True)
class _Posterior:
    """Weights on a grid of log rates, `first` + i x STEP."""

    first: float
    weights: Numbers

    def at(self, share: float) -> float:
        """The rate below which that share lies."""
        sums = np.cumsum(self.weights)
        return float(np.exp(self.first + STEP * np.interp(share, sums, np.arange(len(sums)))))


def rates(weeks: Sequence[Days], level: float = LEVEL) -> list[Rate]:
    """The rate of each week of a series; how uneven days are is learned from all of them."""
    weighed = _spreads(weeks)
    return [_rate(week, weighed, level) for week in weeks]


def change(before: Days, after: Days, series: Sequence[Days] = (), level: float = LEVEL) -> Change:
    """Whether the rate of `after` differs from that of `before`; `series`: all weeks from which unevenness is learned.

    A change is a rise or a fall only when the interval of the ratio of rates per watched hour leaves out 1.
    """
    weighed = _spreads(series or (before, after))
    old, new = (Days(one.counts, (1.0,) * len(one.counts)) for one in (before, after))
    bare = _compared(old, new, weighed, level)[0] if before.counts and after.counts else UNKNOWN
    if before.watched <= 0 or after.watched <= 0:
        return Change(UNKNOWN, bare, None, None, None)
    says, ratio, low, high = _compared(before, after, weighed, level)
    return Change(says, bare, ratio, low, high)


def _rate(days: Days, weighed: Numbers, level: float) -> Rate:
    count, hours = days.count, days.watched
    if hours <= 0:
        return Rate(count, 0.0, None, None, None, level)
    posterior = _posterior(days, weighed)
    tail = (1 - level) / 2
    low = posterior.at(tail) if count else 0.0
    return Rate(count, hours, low, count / hours, posterior.at(1 - tail), level)


def _compared(before: Days, after: Days, weighed: Numbers, level: float) -> tuple[str, float, float, float]:
    """(what it says, median ratio, low, high) of after to before, from the convolution of their log rates."""
    one, two = _posterior(before, weighed), _posterior(after, weighed)
    weights = np.convolve(two.weights, one.weights[::-1])
    ratio = _Posterior(two.first - one.first - STEP * (len(one.weights) - 1), weights / weights.sum())
    tail = (1 - level) / 2
    low, middle, high = (ratio.at(share) for share in (tail, 0.5, 1 - tail))
    return (RISE if low > 1 else FALL if high < 1 else NONE), middle, low, high


def _spreads(weeks: Sequence[Days]) -> Numbers:
    """The weight of each spread, given every week with a rate of its own."""
    told = [week for week in weeks if week.count and week.watched > 0]
    logs = np.log(np.gradient(SPREADS)) - np.array(SPREADS) / CALM  # held to be calm where days tell little
    for week in told:
        logs += np.array([_evidence(week, spread) for spread in SPREADS])
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def _evidence(days: Days, spread: float) -> float:
    """The logarithm of how well a spread explains a week, over all rates: each logarithm of a rate weighs the same,
    whatever the spread."""
    _, logs, _ = _density(days, spread)
    top = float(logs.max())
    return top + float(np.log(np.exp(logs - top).sum()))


def _posterior(days: Days, weighed: Numbers) -> _Posterior:
    parts = []
    first = 0.0
    for spread, weight in zip(SPREADS, weighed, strict=True):
        first, likely, prior = _density(days, spread)
        logs = likely + prior
        dense = np.exp(logs - logs.max())
        parts.append(weight * dense / dense.sum())
    return _Posterior(first, np.sum(parts, axis=0))


@lru_cache(maxsize=4096)
def _density(days: Days, spread: float) -> tuple[float, Numbers, Numbers]:
    """(first log rate, on the grid the log likelihood (negative binomial) and the log of Jeffreys' prior)."""
    counts, hours = _watched(days)
    whole, total = float(hours.sum()), float(counts.sum())
    # far enough below for a posterior that leans on zero, far enough above for very uneven days
    low, high = np.log((total + 0.5) / whole) - (16 if total < 10 else 6), np.log((total + 3.0) / whole) + 5
    grid = np.arange(low, high, STEP)
    mean = np.exp(grid)[:, None] * hours[None, :]
    if spread == 0:
        logs = (counts * np.log(mean) - mean - gammaln(counts + 1)).sum(axis=1)
    else:
        size = 1 / spread
        logs = (
            gammaln(counts + size) - gammaln(size) - gammaln(counts + 1)
            + counts * np.log(mean / (mean + size)) - size * np.log1p(mean / size)
        ).sum(axis=1)  # fmt: skip
    information = (hours / (np.exp(grid)[:, None] * (1 + spread * mean))).sum(axis=1)
    return float(low), logs, 0.5 * np.log(information) + grid  # the last: from a rate to its logarithm


def _watched(days: Days) -> tuple[Numbers, Numbers]:
    counts, hours = np.array(days.counts, float), np.array(days.hours, float)
    kept = hours > 0
    return counts[kept], hours[kept]
