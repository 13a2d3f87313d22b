"""What the learned model knows of a unit at a step: its own past, its neighbours', other violence. Never the future.

Each feature at a step is made from that step and those before it alone, so that a row of the past is what a forecast
made then would have seen.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..panel import Numbers, Panel

LEVEL = 6.0  # steps: the memory of the recent level that forecasts are ratios to
OWN = (1.0, 2.0, 6.0, 18.0, 60.0)  # memories of the mean count
LOGGED = (2.0, 6.0, 24.0)  # of the mean of log(1 + count), which one month of a great war does not rule
ACTIVE = (3.0, 12.0, 60.0)  # of the share of steps with anything
GREAT, GREAT_MEMORY = 25, 12.0  # of the share of steps with that many and more
LONG_AGO = 240  # steps since the last event are counted up to here


def recent(values: Numbers, known: NDArray[np.bool_], memory: float) -> Numbers:
    """The mean of what is known so far, weighted by exp(-age / memory), at every step; 0 where nothing is known yet."""
    keep = np.exp(-1 / memory)
    total, weight = np.zeros(len(values)), np.zeros(len(values))
    out = np.zeros(values.shape)
    for at in range(values.shape[1]):
        total = total * keep + np.where(known[:, at], values[:, at], 0.0)
        weight = weight * keep + known[:, at]
        out[:, at] = total / np.where(weight > 0, weight, 1.0)
    return out


def level(panel: Panel) -> Numbers:
    """log(1 + recent level) at every step: forecasts are told as ratios to it."""
    return np.log1p(recent(np.nan_to_num(panel.counts), np.isfinite(panel.counts), LEVEL))


def features(panel: Panel) -> NDArray[np.float32]:
    """Features of shape (units, steps, features)."""
    known, counts = np.isfinite(panel.counts), np.nan_to_num(panel.counts)
    logged = np.log1p(counts)
    found = [np.log1p(recent(counts, known, memory)) for memory in OWN]
    found += [recent(logged, known, memory) for memory in LOGGED]
    found += [recent((counts > 0).astype(float), known, memory) for memory in ACTIVE]
    found += [recent((counts >= GREAT).astype(float), known, GREAT_MEMORY), *_since(counts)]
    everywhere = np.log1p(recent(counts, known, LEVEL)).mean(axis=0) if len(counts) else np.zeros(panel.length)
    found.append(np.broadcast_to(everywhere, counts.shape))
    if panel.neighbours:
        found += _beside(recent(logged, known, LEVEL), panel.neighbours)
    for _, other in sorted(panel.others.items()):
        seen = np.isfinite(other)
        found += [recent(np.log1p(np.nan_to_num(other)), seen, memory) for memory in (3.0, 12.0)]
    return np.stack(found, axis=-1).astype(np.float32)


def _since(counts: Numbers) -> list[Numbers]:
    """Steps since the last event (log), and the highest count so far, fading."""
    since, peak = np.full(len(counts), float(LONG_AGO)), np.zeros(len(counts))
    both = np.zeros((2, *counts.shape))
    for at in range(counts.shape[1]):
        since = np.where(counts[:, at] > 0, 0.0, np.minimum(since + 1, LONG_AGO))
        peak = np.maximum(peak * np.exp(-1 / 36), np.log1p(counts[:, at]))
        both[0, :, at], both[1, :, at] = np.log1p(since), peak
    return [both[0], both[1]]


def _beside(values: Numbers, neighbours: tuple[tuple[int, ...], ...]) -> list[Numbers]:
    """Mean and highest of the neighbours' values; 0 for a unit that has none."""
    mean, high = np.zeros(values.shape), np.zeros(values.shape)
    for row, others in enumerate(neighbours):
        if others:
            there = values[list(others)]
            mean[row], high[row] = there.mean(axis=0), there.max(axis=0)
    return [mean, high]
