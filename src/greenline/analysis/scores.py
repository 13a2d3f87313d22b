"""How good a forecast was: proper scores of draws against what came, as the VIEWS challenge of 2023/24 defines them.

Forecasts are draws of shape (cases, draws), outcomes of shape (cases,); a case is one unit in one step of time. Every
score answers one number a case, lower is better, NaN where the outcome is not known. Nothing here raises above 1,000
deaths or makes an array of draws times draws.

Source: Hegre et al. 2025, "The 2023/24 VIEWS Prediction Challenge", Journal of Peace Research 62 (CRPS, IGN, MIS and
their settings); Gneiting and Raftery 2007, JASA 102 (proper scores, interval score).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
DRAWS = 1000  # of the ignorance score and its one draw added to each bin
EDGES = np.array([0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])  # between the 11 bins
LEVEL = 0.90  # of the interval whose score is reported
SCORES = ("crps", "ign", "mis", "log_crps")


def sorted_draws(draws: NDArray[np.generic]) -> Numbers:
    """Draws as float64, each case in rising order; raises ValueError unless (cases, draws), finite and not negative."""
    held = np.asarray(draws, dtype=np.float64)
    if held.ndim != 2 or held.shape[1] == 0:
        raise ValueError("Draws have two dimensions: cases and at least one draw each.")
    held = np.sort(held, axis=1)
    if held.size and not (np.isfinite(held[:, -1]).all() and (held[:, 0] >= 0).all()):  # NaN is sorted last
        raise ValueError("A draw is a number of zero or more.")
    return held


def crps(ordered: Numbers, actual: Numbers) -> Numbers:
    """Continuous ranked probability score of sorted draws, the empirical form.

    mean|x - y| - sum((2i - M - 1) x_i) / M^2: the second term is half the mean over all pairs, a draw with itself too.
    """
    many = ordered.shape[1]
    weight = (2 * np.arange(1, many + 1) - many - 1) / many**2
    away = np.abs(ordered - actual[:, None]).mean(axis=1)
    return np.asarray(away - ordered @ weight)


def log_crps(ordered: Numbers, actual: Numbers) -> Numbers:
    """CRPS of log(1 + value): a war does not outweigh all other months."""
    return crps(np.log1p(ordered), np.log1p(actual))


def ign(draws: NDArray[np.generic], actual: Numbers) -> Numbers:
    """Ignorance in bits: -log2 of the share of draws in the outcome's bin, after one draw was added to each bin.

    Bins are 0, 1-2, 3-5, 6-10, 11-25, 26-50, 51-100, 101-250, 251-500, 501-1000 and above. Always on 1,000 draws:
    fewer are repeated in order, of more every k-th of the sorted ones stands for its part.
    """
    held = thousand(np.asarray(draws, dtype=np.float64))
    known = np.isfinite(actual)
    where = np.searchsorted(EDGES, np.where(known, actual, 0))
    low = np.concatenate([[-np.inf], EDGES])[where]
    high = np.concatenate([EDGES, [np.inf]])[where]
    inside = ((held > low[:, None]) & (held <= high[:, None])).sum(axis=1) + 1
    return np.where(known, -np.log2(inside / (DRAWS + len(EDGES) + 1)), np.nan)


def thousand(draws: Numbers) -> Numbers:
    """Exactly 1,000 draws a case, by repeating in order or by thinning the sorted ones evenly."""
    many = draws.shape[1]
    if many == DRAWS:
        return draws
    if many < DRAWS:
        return draws[:, np.arange(DRAWS) % many]
    return np.sort(draws, axis=1)[:, ((np.arange(DRAWS) + 0.5) * many / DRAWS).astype(int)]


def interval(ordered: Numbers, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """The central interval of sorted draws: quantiles by linear interpolation."""
    return quantile(ordered, (1 - level) / 2), quantile(ordered, (1 + level) / 2)


def quantile(ordered: Numbers, share: float) -> Numbers:
    """One quantile a case of sorted draws, linear between the two next to it (Hyndman and Fan's type 7)."""
    at = share * (ordered.shape[1] - 1)
    below = int(at)
    above = min(below + 1, ordered.shape[1] - 1)
    return np.asarray(ordered[:, below] + (at - below) * (ordered[:, above] - ordered[:, below]))


def mis(ordered: Numbers, actual: Numbers, level: float = LEVEL) -> Numbers:
    """Interval score of the central interval: its width, and 2/alpha times how far the outcome lies outside."""
    low, high = interval(ordered, level)
    outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    return np.asarray(high - low + 2 / (1 - level) * outside)


def chances(draws: NDArray[np.generic], actual: Numbers, at_least: float = 1) -> Numbers:
    """The chance that a count reaches `at_least`, NaN where the outcome is not known."""
    return np.where(np.isfinite(actual), (np.asarray(draws) >= at_least).mean(axis=1), np.nan)


def brier(draws: NDArray[np.generic], actual: Numbers, at_least: float = 1) -> Numbers:
    """Squared error of the chance that a count reaches `at_least`."""
    return np.asarray((chances(draws, actual, at_least) - (actual >= at_least)) ** 2)


def covered(ordered: Numbers, actual: Numbers, level: float = LEVEL) -> Numbers:
    """1 where the outcome lies in the central interval, 0 where not, NaN where it is not known."""
    low, high = interval(ordered, level)
    return np.where(np.isfinite(actual), ((actual >= low) & (actual <= high)).astype(float), np.nan)


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of all cases told about a chance: how high the chance was on average, how often it came, and of how many."""

    told: float
    came: float
    cases: int


def calibration(chance: Numbers, came: NDArray[np.bool_], parts: int = 10) -> list[Reliability]:
    """Chances that were told, in equal parts of 0 to 1, beside what came; parts without a case are left out.

    A chance of NaN is of a case whose outcome is not known.
    """
    known = np.isfinite(chance)
    chance, came = chance[known], came[known]
    part = np.minimum((chance * parts).astype(int), parts - 1)
    return [
        Reliability(float(chance[part == p].mean()), float(came[part == p].mean()), int((part == p).sum()))
        for p in range(parts)
        if (part == p).any()
    ]


def ranks(draws: NDArray[np.generic], actual: Numbers, seed: int, parts: int = 10) -> list[int]:
    """How often the outcome fell in each tenth of its own forecast (ties drawn at random); level when calibrated."""
    known = np.isfinite(actual)
    held, came = np.asarray(draws)[known], actual[known, None]
    below, same = (held < came).mean(axis=1), (held == came).mean(axis=1)
    at = below + same * np.random.default_rng(seed).random(len(below))
    return [int(n) for n in np.histogram(at, bins=parts, range=(0, 1))[0]]


def each(draws: NDArray[np.generic], actual: Sequence[float] | Numbers) -> dict[str, Numbers]:
    """All scores of every case, the draws sorted once; `chance` is of at least one. Raises ValueError."""
    came = np.asarray(actual, dtype=np.float64)
    ordered = sorted_draws(draws)
    if came.shape != (len(ordered),):
        raise ValueError(f"{len(ordered)} cases were forecast and {came.size} outcomes are given.")
    return {
        "crps": crps(ordered, came),
        "ign": ign(np.asarray(draws) if ordered.shape[1] < DRAWS else ordered, came),
        "mis": mis(ordered, came),
        "log_crps": log_crps(ordered, came),
        "covered": covered(ordered, came),
        "brier": brier(ordered, came),
        "chance": chances(ordered, came),
    }
