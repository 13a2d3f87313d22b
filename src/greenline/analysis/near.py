"""The days just ahead, shown only by a model that has shown that it is worth it on the record's own past.

The self-exciting model learns from the first three quarters of the days and then foresees each of the last quarter, as
the recency-weighted climatology does beside it. Only where its log score (ignorance in bits, lower is better) is lower
is its forecast shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .models import Draws, Exciting, Model, Recency
from .panel import Panel
from .scores import ign

DRAWS, LEAST_DAYS, MOST_TRIED = 1000, 40, 30
TOO_LITTLE, NO_BETTER = "too_little", "does_not_beat_recency"


@dataclass(frozen=True, slots=True)
class Near:
    """The near term: draws (units, days ahead, draws) where it is shown, else why not; both scores in bits a case."""

    draws: Draws | None
    because: str = ""
    mine: float | None = None
    recency: float | None = None
    cases: int = 0


def near(days: Panel, ahead: int, seed: int = 0) -> Near:
    """Hold the self-exciting model against recency on the last quarter of a panel by day; foresee if it is better."""
    if days.length < LEAST_DAYS or not np.nansum(days.counts):
        return Near(None, TOO_LITTLE)
    mine, recency, cases = beats(days, range(1, ahead + 1))
    if not cases:
        return Near(None, TOO_LITTLE)
    if mine >= recency:
        return Near(None, NO_BETTER, mine, recency, cases)
    return Near(Exciting().fit(days).predict(range(1, ahead + 1), DRAWS, seed), "", mine, recency, cases)


def beats(days: Panel, horizon: Sequence[int] = (1,), share: float = 0.25) -> tuple[float, float, int]:
    """Mean ignorance of the self-exciting model and of recency over the last `share` of days, and of how many cases.

    Both are fitted to what is before and then see each day as it comes; at most `MOST_TRIED` days, evenly, are tried.
    NaN, NaN, 0 where there is nothing to score.
    """
    first = days.length - int(days.length * share)
    found: list[tuple[float, float]] = []
    cases = 0
    if first >= 1 and days.units:
        before = days.until(days.first + first - 1)
        learned, memory = Exciting().fit(before), Recency().fit(before).chosen
        for cut in range(first, days.length - max(horizon) + 1, max(1, (days.length - first) // MOST_TRIED)):
            past = days.until(days.first + cut - 1)
            came = days.counts[:, [cut + ahead - 1 for ahead in horizon]].ravel()
            both: tuple[Model, Model] = (learned.seeing(past), Recency(memory).fit(past))
            if (many := int(np.isfinite(came).sum())) == 0:
                continue
            told = [ign(each.predict(horizon, DRAWS, cut).reshape(-1, DRAWS), came) for each in both]
            found.append((float(np.nansum(told[0])), float(np.nansum(told[1]))))
            cases += many
    if not cases:
        return float("nan"), float("nan"), 0
    mine, other = np.sum(found, axis=0) / cases
    return float(mine), float(other), cases
