"""Does a model beat the past as it was? Rolling forecasts of what is known already, told with their own uncertainty.

At each of the last cut-offs the model and the reference see the panel up to there and foresee the steps after it.
The gain is 1 - (mean score of the model) / (mean score of the reference), of CRPS of log(1 + count): a share, above 0
better, 0 where both are perfect. Its range comes from drawing anew, with replacement, blocks of cut-offs as long as
the horizon (they overlap) for a unit, and units for a step ahead. A range that spans zero is no skill; where nearly
nothing came there was nothing to be right about, and skill is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .models import Model
from .panel import Numbers, Panel
from .scores import log_crps, sorted_draws

LEAST_CUTS, LEAST_UNITS = 12, 5  # of which fewer nothing can be told
LEAST_CAME = 5  # cases with a count above 0, of which fewer there was nothing to be right about
RESAMPLES, LEVEL = 500, 0.90
Verdict = Literal["skill", "no_skill", "unknown"]
Fresh = Callable[[], Model]


@dataclass(frozen=True, slots=True)
class Gain:
    """How much a model gains over the reference: a share and its central 90 % range (None: unknown), of so many cases
    (a case: one unit, one cut-off, one step ahead)."""

    gain: float | None
    low: float | None
    high: float | None
    cases: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Skill:
    """The gain of a model by unit, by step ahead, and over all (drawn over units where there are enough of them)."""

    units: Mapping[str, Gain]
    steps: Mapping[int, Gain]
    whole: Gain


def skill(
    panel: Panel,
    models: Mapping[str, Fresh],
    beside: Fresh,
    horizon: Sequence[int],
    cuts: int = 24,
    draws: int = 200,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Skill]:
    """The skill of each model over `beside`, from the last `cuts` cut-offs that leave a known past and a known outcome.

    Shapes: scores are (cut-offs, units, steps ahead), NaN where the outcome is not known. A first third of the panel,
    of at least `LEAST_CUTS` steps, is never forecast. `progress` is told (cut-offs done, of how many).
    """
    first = panel.first + max(LEAST_CUTS, panel.length // 3) - 1
    at = [step for step in range(first, panel.last) if step >= panel.first][-cuts:]
    fresh = {**models, "": beside}
    some = np.zeros((len(at), len(panel.units), len(horizon)), bool)  # cases in which anything came
    scored = {name: np.full((len(at), len(panel.units), len(horizon)), np.nan) for name in fresh}
    for number, cut in enumerate(at):
        past = panel.until(cut)
        known = np.isfinite(past.counts).sum(axis=1) >= LEAST_CUTS
        for name, make in fresh.items():
            told = make().fit(past).predict(horizon, draws, seed + number)
            for k, step in enumerate(horizon):
                if cut + step <= panel.last:
                    came = np.where(known, panel.counts[:, cut + step - panel.first], np.nan)
                    some[number, :, k] = came > 0
                    scored[name][number, :, k] = log_crps(sorted_draws(told[:, k]), came)
        if progress:
            progress(number + 1, len(at))
    block = max(horizon, default=1)
    return {name: skill_of(panel.units, scored[name], scored[""], some, horizon, block, seed=seed) for name in models}


def skill_of(
    units_: Sequence[str], mine: Numbers, other: Numbers, some: NDArray[np.bool_], horizon: Sequence[int],
    block: int = 1, least: int = LEAST_CUTS, least_over: int = LEAST_CUTS, seed: int = 0,
) -> Skill:  # fmt: skip
    """Skill from scores (cut-offs, units, steps ahead) of a model and the reference; `some`: where anything came.

    Cut-offs are drawn anew in blocks of so many; of fewer than `least` (for a unit) or `least_over` (over units)
    nothing is told.
    """
    rng = np.random.default_rng(seed)
    units = {
        name: _gain(np.nansum(mine[:, row], axis=1), np.nansum(other[:, row], axis=1),
                    np.isfinite(mine[:, row]).sum(axis=1), least, block, rng,
                    bool(some[:, row].sum() >= LEAST_CAME))
        for row, name in enumerate(units_)
    }  # fmt: skip
    steps = {
        step: _over_units(mine[:, :, k : k + 1], other[:, :, k : k + 1], some[:, :, k], rng, least_over)
        for k, step in enumerate(horizon)
    }
    return Skill(units, steps, _over_units(mine, other, some, rng, least_over))


def _over_units(mine: Numbers, other: Numbers, some: NDArray[np.bool_], rng: np.random.Generator, least: int) -> Gain:
    """A gain over (cut-offs, units, steps), drawn anew over whole units."""
    known = np.isfinite(mine).sum(axis=(0, 2))
    enough = np.isfinite(mine).any(axis=(1, 2)).sum() >= least and some.sum() >= LEAST_CAME
    return _gain(np.nansum(mine, axis=(0, 2)), np.nansum(other, axis=(0, 2)), known, LEAST_UNITS, 1, rng, bool(enough))


def _gain(
    mine: Numbers, other: Numbers, cases: NDArray[np.int64], least: int, block: int, rng: np.random.Generator,
    enough: bool = True,
) -> Gain:  # fmt: skip
    """A gain of sums over what is drawn (cut-offs or units), in blocks of neighbours that close to a ring."""
    held = cases > 0
    mine, other, many = mine[held], other[held], int(cases.sum())
    if not enough or len(mine) < least:
        return Gain(_share(mine.sum(), other.sum()) if len(mine) else None, None, None, many, "unknown")
    size = len(mine)
    block = min(block, size)
    starts = rng.integers(0, size, (RESAMPLES, -(-size // block)))
    drawn = ((starts[:, :, None] + np.arange(block)) % size).reshape(RESAMPLES, -1)[:, :size]
    told = [-np.inf if (share := _share(m, o)) is None else share  # only the reference perfect: as bad as can be
            for m, o in zip(mine[drawn].sum(axis=1), other[drawn].sum(axis=1), strict=True)]  # fmt: skip
    gain = _share(mine.sum(), other.sum())
    if gain is None or not told:
        return Gain(None, None, None, many, "no_skill")
    low, high = (float(np.quantile(told, share, method="lower")) for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    finite = low if np.isfinite(low) else None
    return Gain(gain, finite, high if np.isfinite(high) else None, many, "skill" if low > 0 else "no_skill")


def _share(mine: float, other: float) -> float | None:
    """1 - mine / other; 0 where both are perfect, None where only the reference is."""
    if other > 0:
        return float(1 - mine / other)
    return 0.0 if mine == 0 else None
