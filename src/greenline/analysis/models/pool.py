"""Several models in one: each gives its share of the draws. Two that err differently err less together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

import numpy as np

from ..panel import Panel
from .model import Draws, Model, asked
from .recency import Recency
from .trees import Trees


class Pool:
    """Equal shares of the draws of each member: the default is the quick model and the learned one, half each."""

    name = "pool"

    def __init__(self, members: Sequence[Callable[[], Model]] = (Recency, Trees)) -> None:
        self.members = [make() for make in members]

    def fit(self, panel: Panel) -> Self:
        """Fit each member."""
        for member in self.members:
            member.fit(panel)
        return self

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        """Draw by draw another member, each from a seed of its own: any part of the draws has them all."""
        asked(horizon, draws)
        seeds = np.random.SeedSequence(seed).generate_state(len(self.members))
        parts = []
        for place, member in enumerate(self.members):
            own = len(range(place, draws, len(self.members)))
            parts.append(member.predict(horizon, own, int(seeds[place])) if own else None)
        out = None
        for place, part in enumerate(parts):
            if part is not None:
                out = np.zeros((*part.shape[:2], draws), np.int32) if out is None else out
                out[:, :, place :: len(parts)] = part
        assert out is not None
        return out
