"""What differs between two pictures of the same ground.

1. Light and sensor: each band of the first picture is brought to the second's by a straight line through the pixels
   that stay (relative radiometric normalisation: slope by the ratio of spreads, refitted five times without what lies
   beyond three robust standard deviations).
2. A pixel differs by as much as it lies outside what its eight neighbours and itself show in the other picture: a
   picture shifted by one pixel differs nowhere.
3. Per band the difference is counted in robust standard deviations (1.4826 times the median absolute deviation); their
   length over the bands is the change (change vector analysis). It counts above the quantile of a chi distribution that
   pure noise passes at the stated rate per pixel; step 2 makes false alarms rarer still.
4. Opening by two by two pixels, pieces that touch are one, pieces below a least area are left out.

Pure NumPy and SciPy. What was under cloud or not in both pictures is compared nowhere, and its share is told.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, stats

FALSE_ALARM = 1e-4  # of pixels, by noise alone
LEAST_PIXELS = 12
MOST_CANDIDATES = 200
MUCH = 0.3  # more of the ground changed than this: the pictures may not be comparable
ALIKE = 0.5  # correlation of the most alike band; less: they may show something else, or the ground has no features
_SAMPLE = 200_000
Bools = NDArray[np.bool_]
Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of ground that looks different: its mask within `rows` and `columns`, area, change and direction."""

    rows: slice
    columns: slice
    mask: Bools
    area_m2: float
    change: float  # mean length of the change vector, in standard deviations of the noise
    direction: str  # brighter or darker


@dataclass(frozen=True, slots=True)
class Change:
    """What a comparison came to: candidates, the strongest first; how many more there were; shares of the ground."""

    candidates: tuple[Candidate, ...]
    more: int
    not_compared: float  # share of the ground that could not be compared
    changed: float  # share of the compared ground that is in a candidate
    threshold: float
    doubt: str


def compare(
    before: Values, after: Values, valid: Bools, pixel_m2: float, false_alarm: float = FALSE_ALARM,
    least_m2: float | None = None,
) -> Change:  # fmt: skip
    """Where two pictures (bands, rows, columns) differ. Raises ValueError when they are not of one shape."""
    if before.shape != after.shape or before.shape[1:] != valid.shape or before.ndim != 3:
        raise ValueError(f"Pictures of one shape are compared, not {before.shape}, {after.shape} and {valid.shape}.")
    bands = before.shape[0]
    threshold = math.sqrt(float(stats.chi2.isf(false_alarm, bands)))
    not_compared = 1.0 - float(valid.mean())
    if int(valid.sum()) < 100:
        return Change((), 0, not_compared, 0.0, threshold, "Too little ground can be compared.")
    square = np.zeros(valid.shape, np.float32)
    total = np.zeros(valid.shape, np.float32)
    likeness: list[float] = []
    for one, other in zip(before, after, strict=True):
        fitted = _fit(one[valid], other[valid])
        if fitted is None:
            continue
        likeness.append(fitted.likeness)
        found = _differing(one, other, valid, fitted)
        square += found * found
        total += found
    if not likeness:
        return Change((), 0, not_compared, 0.0, threshold, "The pictures are of one shade; nothing can be told.")
    strength = np.sqrt(square)
    marked = ndimage.binary_opening((strength > threshold) & valid, np.ones((2, 2), bool))
    least = max(1, math.ceil((least_m2 or LEAST_PIXELS * pixel_m2) / pixel_m2))
    found_all = _pieces(marked, strength, total, pixel_m2, least)
    changed = sum(c.area_m2 for c in found_all) / pixel_m2 / float(valid.sum())
    doubt = "" if changed <= MUCH else "So much differs that the pictures may not be comparable."
    if max(likeness) < ALIKE:
        doubt = "The pictures hardly resemble each other: they may not be comparable, and finding nothing says nothing."
    ranked = sorted(found_all, key=lambda c: -c.area_m2 * c.change)
    return Change(
        tuple(ranked[:MOST_CANDIDATES]), max(len(ranked) - MOST_CANDIDATES, 0), not_compared, changed, threshold, doubt
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """The line that brings one band to another for the pixels that stay, and how alike the two are (correlation)."""

    slope: float
    shift: float
    likeness: float


def _differing(one: Values, other: Values, valid: Bools, line: _Line) -> Values:
    """How far each pixel of a band lies outside its neighbourhood in the other picture, in standard deviations."""
    expected = (line.slope * one + line.shift).astype(np.float32)
    noise = _spread((other - expected)[valid])
    if noise <= 0:
        noise = float(np.finfo(np.float32).eps) * max(1.0, float(np.abs(other[valid]).max()))
    rise = _outside(other, expected, valid)
    fall = -_outside(expected, other, valid)
    found = np.where(np.abs(rise) >= np.abs(fall), rise, fall) / noise
    return np.where(valid, found, 0).astype(np.float32)


def _fit(x: Values, y: Values) -> _Line | None:
    """The line that brings x to y for the pixels that stay; None when a band has one value only."""
    step = max(1, len(x) // _SAMPLE)
    x, y = x[::step].astype(np.float64), y[::step].astype(np.float64)
    spread_x, spread_y = _spread(x) or float(x.std()), _spread(y) or float(y.std())
    if spread_x <= 0 or spread_y <= 0:
        return None
    slope = spread_y / spread_x
    shift = float(np.median(y)) - slope * float(np.median(x))
    for _ in range(5):
        off = y - slope * x - shift
        stays = np.abs(off - np.median(off)) <= 3 * max(_spread(off), 1e-12)
        if stays.sum() < 50 or x[stays].std() <= 0:
            break
        slope = float(y[stays].std() / x[stays].std())
        shift = float(y[stays].mean() - slope * x[stays].mean())
    return _Line(slope, shift, float(np.corrcoef(x, y)[0, 1]))


def _spread(values: NDArray[np.floating]) -> float:
    """A standard deviation that a few changed pixels do not move."""
    return float(1.4826 * np.median(np.abs(values - np.median(values))))


def _outside(values: Values, others: Values, valid: Bools) -> Values:
    """By how much each value lies above or below all of the three by three pixels around it in another picture."""
    low = ndimage.minimum_filter(np.where(valid, others, np.inf), 3, mode="nearest")
    high = ndimage.maximum_filter(np.where(valid, others, -np.inf), 3, mode="nearest")
    return np.asarray(np.maximum(values - high, 0) - np.maximum(low - values, 0), np.float32)


def _pieces(marked: Bools, strength: Values, total: Values, pixel_m2: float, least: int) -> list[Candidate]:
    labels, count = ndimage.label(marked, np.ones((3, 3), bool))
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    found = []
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        if place is None or sizes[number] < least:
            continue
        mask = labels[place] == number
        direction = "brighter" if float(total[place][mask].sum()) > 0 else "darker"
        area, change = float(sizes[number]) * pixel_m2, float(strength[place][mask].mean())
        found.append(Candidate(place[0], place[1], mask, area, change, direction))
    return found
