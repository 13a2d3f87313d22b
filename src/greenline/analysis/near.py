"""The days just ahead, shown only by a model that has shown that it is worth it on the mission's own past.

A candidate (a self-exciting model) foresees each day of the last quarter from the days before it, as the
recency-weighted climatology does beside it. Only where its log score (ignorance in bits, lower is better) is lower is
its forecast shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .models import Draws, Model, Recency
from .panel import Panel
from .scores import ign

DRAWS, MOST_DAYS, LEAST_DAYS = 500, 90, 40
MEMORY_D = 60.0  # of the climatology of days that it has to beat
CANDIDATE: Callable[[], Model] | None = None  # none yet that is worth trying; a self-exciting one may stand here
NO_MODEL, TOO_LITTLE, NO_BETTER = "no_model", "too_little", "does_not_beat_recency"


@dataclass(frozen=True, slots=True)
class Near:
    """The near term: draws (units, days ahead, draws) where it is shown, else why not; both scores in bits a case."""

    draws: Draws | None
    because: str = ""
    mine: float | None = None
    recency: float | None = None
    cases: int = 0


def near(days: Panel, candidate: Callable[[], Model] | None, ahead: int, seed: int = 0) -> Near:
    """Hold a candidate against recency on the last quarter of a panel by day, at most `MOST_DAYS` of them, and foresee
    with it if it is better."""
    if candidate is None:
        return Near(None, NO_MODEL)
    quarter = min(days.length // 4, MOST_DAYS)
    if days.length < LEAST_DAYS or not days.units:
        return Near(None, TOO_LITTLE)
    told: dict[str, list[float]] = {"mine": [], "recency": []}
    for day in range(days.last - quarter, days.last):
        past, came = days.until(day), days.counts[:, day + 1 - days.first]
        for name, model in (("mine", candidate()), ("recency", Recency(memory=MEMORY_D))):
            scores = ign(model.fit(past).predict([1], DRAWS, seed)[:, 0], came)
            told[name].extend(scores[np.isfinite(scores)].tolist())
    if not told["mine"]:
        return Near(None, TOO_LITTLE)
    mine, recency = float(np.mean(told["mine"])), float(np.mean(told["recency"]))
    if mine >= recency:
        return Near(None, NO_BETTER, mine, recency, len(told["mine"]))
    draws = candidate().fit(days).predict(range(1, ahead + 1), DRAWS, seed)
    return Near(draws, "", mine, recency, len(told["mine"]))
