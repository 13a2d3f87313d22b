"""The learned model: one forest for all units, on how much more or less came than the recent level.

Extremely randomised trees (Geurts, Ernst and Wehenkel 2006) learn log(1 + count) minus log(1 + recent level) some steps
ahead. A forecast takes, from every tree, outcomes of the past that ended in the same leaf (quantile regression forest,
Meinshausen 2006): a zero stays a zero, all else is the present level times the ratio seen then, and a Poisson count
about that. So it can exceed every count it has seen, and tells a whole distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ..panel import Numbers, Panel
from .features import OWN, features, level
from .model import Draws, asked, ceiling, joined
from .recency import Recency

LADDER = (1, 3, 5, 8, 11, 14)  # steps ahead that it learns from; those between and beyond go with their neighbours
TREES, LEAF, SHARE = 50, 30, 0.7  # trees, fewest rows of a leaf, share of the features looked at for a split
ROWS = 120_000  # at most so many are learned from
FEWEST = 500  # rows below which nothing can be learned: the quick model then answers
BACK, SKIP = 300, 24  # steps looked back at, and the first ones left out: too little is known there
STIRRING = 1e-3  # a unit whose means are all below is quiet: of such rows fewer are needed
NEEDED = "The learned model needs scikit-learn: install greenline[forecast], or choose --model recency."


class Trees:
    """A global forest; `fit` learns, `predict` draws from leaves. Needs the extra `forecast`."""

    name = "trees"

    def __init__(self, rows: int = ROWS) -> None:
        self.rows = rows

    def fit(self, panel: Panel) -> Self:
        """Learn from all units together. Raises ValueError where scikit-learn is not installed."""
        known, levels = features(panel), level(panel)
        self.most, self.forest = ceiling(panel), None
        self.quick = Recency().fit(panel)
        seen, ratio, none, weight = _rows(panel, known, levels, self.rows)
        if len(ratio) < FEWEST:
            return self
        self.now, self.level = known[:, -1], levels[:, -1]
        self.forest = _forest().fit(seen, ratio, sample_weight=weight)
        self.leaves, self.ratio, self.none, self.weight = self.forest.apply(seen), ratio, none, weight
        return self

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """As many draws from each tree's leaf as there are trees to share them."""
        steps = asked(horizon, draws)
        if self.forest is None:
            return self.quick.predict(horizon, draws, seed)
        rng = np.random.default_rng(seed)
        rungs, back = np.unique([_rung(int(step)) for step in steps], return_inverse=True)
        out = np.zeros((len(self.now), len(steps), draws), np.int32)
        for place, rung in enumerate(rungs):
            asked_for = np.column_stack([self.now, np.full(len(self.now), rung, np.float32)])
            leaves = self.forest.apply(asked_for)
            for at in np.flatnonzero(back == place):
                out[:, at] = self._drawn(leaves, draws, rng)
        return joined(out, steps, seed)

    def _drawn(self, leaves: NDArray[np.intp], draws: int, rng: np.random.Generator) -> NDArray[np.int32]:
        """Draws (units, draws) for units that fell into these leaves (units, trees)."""
        which = np.array_split(np.arange(draws), leaves.shape[1])
        out = np.zeros((len(leaves), draws))
        for tree, places in enumerate(which):
            if not len(places):
                continue
            order = np.argsort(self.leaves[:, tree], kind="stable")
            ends = np.cumsum(self.weight[order])
            ranked = self.leaves[order, tree]
            low = np.searchsorted(ranked, leaves[:, tree])
            high = np.searchsorted(ranked, leaves[:, tree], side="right") - 1
            begin = np.where(low > 0, ends[low - 1], 0.0)[:, None]
            at = begin + rng.random((len(leaves), len(places))) * (ends[high][:, None] - begin)
            taken = order[np.clip(np.searchsorted(ends, at), low[:, None], high[:, None])]
            mean = np.expm1(np.minimum(self.level[:, None] + self.ratio[taken], 15.0))
            out[:, places] = np.where(self.none[taken], 0, rng.poisson(np.maximum(mean, 0.3)))
        return np.asarray(np.minimum(out, self.most[:, None]), dtype=np.int32)


def _forest() -> Any:
    try:
        from sklearn.ensemble import ExtraTreesRegressor
    except ImportError:
        raise ValueError(NEEDED) from None
    return ExtraTreesRegressor(TREES, min_samples_leaf=LEAF, max_features=SHARE, n_jobs=-1, random_state=0)


def _rung(ahead: int) -> int:
    """The step of the ladder that stands for a distance."""
    return min(LADDER, key=lambda rung: (abs(rung - ahead), rung))


def _rows(
    panel: Panel, known: NDArray[np.float32], levels: Numbers, most: int
) -> tuple[NDArray[np.float32], Numbers, NDArray[np.bool_], Numbers]:
    """Rows to learn from: features with the distance, log ratio that came, whether nothing came, and the row's weight.

    Where there are too many, rows of units that were quiet for long are thinned first and weigh the more.
    """
    row, at, ahead = _places(panel)
    weight = np.ones(len(row))
    if len(row) > most:
        chance = _chances(np.any(known[row, at, : len(OWN)] > STIRRING, axis=1), most)
        kept = np.random.default_rng(0).random(len(row)) < chance
        row, at, ahead, weight = row[kept], at[kept], ahead[kept], 1 / chance[kept]
    came = panel.counts[row, at + ahead]
    seen = np.column_stack([known[row, at], ahead.astype(np.float32)])
    return seen, np.log1p(came) - levels[row, at], came == 0, weight


def _places(panel: Panel) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Unit, step and distance of all that can be learned from: both ends are known."""
    there, first = np.isfinite(panel.counts), max(SKIP, panel.length - BACK)
    found: list[NDArray[np.intp]] = []
    for ahead in LADDER:
        units, steps = np.nonzero(there[:, first : panel.length - ahead] & there[:, first + ahead :])
        found.append(np.stack([units, steps + first, np.full(len(units), ahead)]))
    unit, step, distance = np.concatenate(found, axis=1)
    return unit, step, distance


def _chances(stirring: NDArray[np.bool_], most: int) -> Numbers:
    """The chance of each row to be kept: four in five of those kept are not quiet ones, if there are so many."""
    busy, quiet = max(1, int(stirring.sum())), max(1, int((~stirring).sum()))
    of_busy = min(1.0, 0.8 * most / busy)
    return np.where(stirring, of_busy, min(1.0, (most - of_busy * busy) / quiet))
