"""What every model keeps: `fit` a panel, then `predict` draws. Nothing else is asked of it, nothing more is promised.

A model sees the panel it is given and no step after it. Draws are whole counts, never negative, at most `MOST`, and the
same for the same panel, horizon, number and seed. An empty panel gives an empty forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from ..panel import Numbers, Panel

Draws = NDArray[np.int32]  # (units, steps ahead, draws)
MOST = 1_000_000  # a count of one unit and step above this is taken for a fault of the model, and cut
STAYS = 0.7  # rank correlation of a unit's draws from one step to the next
HORIZON = 240  # steps ahead that may be asked for


class Model(Protocol):
    """A way to foresee."""

    name: str

    def fit(self, panel: Panel) -> Self:
        """Learn from a panel; a model may be fitted again, and then knows nothing of the former panel."""
        ...

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """Draws of shape (units, len(horizon), draws); `horizon` names steps after the panel's last, the next is 1."""
        ...


def asked(horizon: Sequence[int], draws: int) -> NDArray[np.int64]:
    """The horizon as an array. Raises ValueError when it or the number of draws makes no sense."""
    steps = np.asarray(list(horizon), dtype=np.int64)
    if steps.size == 0 or steps.min() < 1 or steps.max() > HORIZON:
        raise ValueError(f"A forecast is for one or more steps after the data, at most {HORIZON} ahead.")
    if not 1 <= draws <= 100_000:
        raise ValueError("A forecast has 1 to 100,000 draws.")
    return steps


def whole(values: NDArray[np.floating]) -> Draws:
    """Draws as whole counts within the bounds that every model keeps."""
    return np.asarray(np.clip(np.rint(values), 0, MOST), dtype=np.int32)


def held(panel: Panel, most: int | None = None) -> tuple[Numbers, NDArray[np.bool_]]:
    """The last `most` steps of a panel (all of them: None): counts with 0 for what is unknown, and what is known."""
    counts = panel.counts if most is None else panel.counts[:, -most:]
    return np.nan_to_num(counts), np.isfinite(counts)


def ceiling(panel: Panel) -> Numbers:
    """The highest count a unit may be forecast: three times its own highest, or the highest but a few of all units.

    Log-normal and learned spreads have tails that no war has had; one such draw would rule an expected value.
    """
    if not panel.counts.size:
        return np.zeros(len(panel.units))
    counts = np.nan_to_num(panel.counts)
    common = np.quantile(counts, 0.999)
    return np.asarray(np.minimum(np.maximum(3 * counts.max(axis=1), np.ceil(common)), MOST))


def joined(draws: Draws, horizon: NDArray[np.int64], seed: int) -> Draws:
    """The same draws of each step, put in such an order that draw i is one path: what is high stays high for a while.

    Ranks follow a Gaussian copula whose correlation is `STAYS` to the power of the steps between. Each step's
    distribution stays as it is; sums over steps and chances within steps come out right only so (docs/adr/0029).
    """
    rng, out = np.random.default_rng([seed, 1]), np.zeros_like(draws)
    gaps = np.abs(np.diff(horizon, prepend=horizon[:1]))
    keep = STAYS**gaps
    for row in range(len(draws)):
        if not draws[row].any():
            continue
        path = rng.standard_normal(draws.shape[1:])
        for at in range(1, len(path)):
            path[at] = keep[at] * path[at - 1] + np.sqrt(1 - keep[at] ** 2) * path[at]
        np.put_along_axis(out[row], np.argsort(path, axis=1), np.sort(draws[row], axis=1), axis=1)
    return out
