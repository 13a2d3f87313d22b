"""Forecasts of what is known already, made as they would have been made then, and scored beside climatology.

A window is a cut-off and the steps forecast from it: in the challenge's mode October of the year before, and January to
December. The panel is cut before a model sees it. One late release of data stands in for what was known at the time:
whoever shows these scores says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import scores
from .models import BESIDE, Model
from .panel import Numbers, Panel, number

RESAMPLES, LEVEL = 1_000, 0.90
Active = NDArray[np.bool_]
MEASURES = ("ign", "log_crps", "crps", "mis", "brier")  # lower is better
LATE = "One late release of the data stands in for what was known at the time."


@dataclass(frozen=True, slots=True)
class Window:
    """Forecast these steps (places in time) from what was known at the end of the step `cut`."""

    cut: int
    steps: tuple[int, ...]

    @property
    def horizon(self) -> list[int]:
        """How far each step lies after the cut-off."""
        return [step - self.cut for step in self.steps]


def years(since: int, until: int) -> list[Window]:
    """Windows in the challenge's mode: data to October of Y-1, forecasts for January to December of Y."""
    first = range(since, until + 1)
    return [
        Window(number("month", f"{y - 1}-10"), tuple(number("month", f"{y}-{m:02d}") for m in range(1, 13)))
        for y in first
    ]


@dataclass(frozen=True)
class Range:
    """A mean and its central 90 % range from drawing whole units anew."""

    mean: float
    low: float
    high: float

    @property
    def spans_zero(self) -> bool:
        """Whether the range holds zero: then a gain is no skill."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True)
class Scored:
    """Each measure of one model, of shape (windows, units, steps), NaN where the outcome is not known."""

    name: str
    measures: Mapping[str, Numbers]
    active: Active  # where anything came

    def mean(self, measure: str) -> float:
        """The mean over windows of each window's mean, as the challenge reports it."""
        held = self.measures[measure]
        return float(np.mean([np.nanmean(window) for window in held])) if np.isfinite(held).any() else float("nan")

    def coverage(self) -> float:
        """Share of the cases with anything that lie inside the 90 % interval; NaN where nothing came."""
        each = [w[a] for w, a in zip(self.measures["covered"], self.active, strict=True) if a.any()]
        return float(np.mean([window.mean() for window in each])) if each else float("nan")

    def calibration(self) -> list[scores.Reliability]:
        """How often anything came where it was told with which chance."""
        return scores.calibration(self.measures["chance"].ravel(), self.active.ravel())


def score(draws: NDArray[np.generic], actual: Numbers) -> dict[str, Numbers]:
    """All measures of one forecast (units, steps, draws) against what came (units, steps), in that shape."""
    flat = np.asarray(draws).reshape(-1, draws.shape[-1])
    return {name: each.reshape(actual.shape) for name, each in scores.each(flat, actual.ravel()).items()}


def run(
    panel: Panel,
    models: Mapping[str, Callable[[], Model]],
    windows: Sequence[Window],
    draws: int = scores.DRAWS,
    seed: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[Scored]:
    """Score each model over all windows. Raises ValueError where a cut-off or a step lies outside the panel."""
    for window in windows:
        for step in (window.cut, window.steps[-1]):
            panel.until(step)
    found: dict[str, list[dict[str, Numbers]]] = {name: [] for name in models}
    actives: list[Active] = []
    came = [panel.counts[:, [step - panel.first for step in window.steps]] for window in windows]
    done, of = 0, len(windows) * len(models)
    for window, known in zip(windows, came, strict=True):
        past = panel.until(window.cut)
        actual = np.where(past.alive()[:, None], known, np.nan)  # what had not begun or had ended was not forecast
        actives.append(np.isfinite(actual) & (actual > 0))
        for name, make in models.items():
            told = make().fit(past).predict(window.horizon, draws, seed)
            found[name].append(score(told, actual))
            done += 1
            progress(done, of)
    active = np.stack(actives) if actives else np.zeros((0, 0, 0), bool)
    return [
        Scored(name, {m: np.stack([each[m] for each in held]) for m in held[0]}, active) for name, held in found.items()
    ]


def gain(mine: Scored, other: Scored, measure: str, seed: int = 1) -> Range:
    """How much lower the mean of a measure is than another model's, drawn anew over whole units (countries, cells)."""
    away = other.measures[measure] - mine.measures[measure]
    known = np.isfinite(away)
    total, cases = np.where(known, away, 0.0).sum(axis=(0, 2)), known.sum(axis=(0, 2))
    drawn = np.random.default_rng(seed).integers(0, len(cases), (RESAMPLES, len(cases)))
    share = total[drawn].sum(axis=1) / np.maximum(cases[drawn].sum(axis=1), 1)
    low, high = np.quantile(share, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Range(float(total.sum() / max(1, cases.sum())), float(low), float(high))


def spread(mine: Scored, measure: str, seed: int = 1) -> Range:
    """A mean with its range over whole units: a few wars a year rule CRPS and MIS, and this shows it."""
    zero = Scored("", {measure: np.zeros_like(mine.measures[measure])}, mine.active)
    flipped = gain(mine, zero, measure, seed)
    return Range(mine.mean(measure), -flipped.high, -flipped.low)


__all__ = [
    "BESIDE",
    "LATE",
    "MEASURES",
    "Active",
    "Numbers",
    "Range",
    "Scored",
    "Window",
    "gain",
    "run",
    "score",
    "spread",
    "years",
]
