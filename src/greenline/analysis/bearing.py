"""Cross-bearings: where something was that several posts heard or saw in a direction.

Weighted least squares over angles (and distances, where told) by Gauss and Newton on a plane at the posts' middle. How
sure the place is follows from the errors of the bearings, not from how well they happen to meet. Wide errors make no
ellipse: its shape is that of the likelihood's moments, its size such that it holds 95 % of the likelihood.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ..core.place import EARTH_M

Floats = NDArray[np.float64]

MOST_RAYS = 50
MOST_STEPS = 50
LEAST_BASE_M = 20.0  # between posts; less is one post
LEAST_CROSSING = 4.0  # in standard deviations of the two bearings' difference
FURTHEST_M = 100_000.0  # the plane is one, and nobody hears so far
HELD = 0.95
_GRID, _REACH, _ROUNDS = 81, 6.0, 3  # points a side over so many standard deviations, laid anew so often
_TAIL = 0.01  # of chi square: rays that disagree more are not of one place
LEAST_NAMED = 4  # rays, of which one can be told to be off


@dataclass(frozen=True, slots=True)
class Ray:
    """A bearing from a post. bearing_deg: from true north, clockwise; error_deg: one standard deviation; low_m, high_m:
    the distance lies between, if that is told."""

    ref: str
    lon: float
    lat: float
    bearing_deg: float
    error_deg: float
    low_m: float | None = None
    high_m: float | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """Where the rays cross. semi_major_m, semi_minor_m, azimuth_deg (of the major axis, from north): the ellipse that
    holds the place with 95 %; radius_m: the circle that does. residuals: degrees that each ray, by its ref, misses by.
    outlier: the ray that was left out, since without it the others agree."""

    lon: float
    lat: float
    semi_major_m: float
    semi_minor_m: float
    azimuth_deg: float
    radius_m: float
    residuals: tuple[tuple[str, float], ...]
    outlier: str | None = None


@dataclass(frozen=True, slots=True)
class NoFix:
    """That no place can be told, and why: a code (few, one_post, parallel, diverge, far, disagree) and a sentence."""

    reason: str
    sentence: str


_WHY = {
    "few": "No place can be told: it takes two bearings.",
    "many": f"No place can be told: these are more than {MOST_RAYS} bearings.",
    "one_post": "No place can be told: all bearings are from one post.",
    "parallel": "No place can be told: the bearings run nearly the same way.",
    "diverge": "No place can be told: the bearings run apart.",
    "far": "No place can be told: the bearings meet too far away.",
    "disagree": "No place can be told: the bearings do not meet in one place.",
}


def cross(rays: Sequence[Ray]) -> Fix | NoFix:
    """The place where rays cross, or why there is none. Raises ValueError when an error is not above 0."""
    if any(not ray.error_deg > 0 for ray in rays):
        raise ValueError("The error of a bearing is above 0 degrees.")
    if len(rays) < 2 or len(rays) > MOST_RAYS:
        return _no("few" if len(rays) < 2 else "many")
    plane = _Plane(rays)
    found = _fit(plane, range(len(rays)))
    if isinstance(found, NoFix) and found.reason in ("few", "one_post", "parallel"):
        return found
    if not isinstance(found, NoFix) and found.misfit <= _allowed(found.freedom):
        return _told(plane, found, None)
    if len(rays) >= LEAST_NAMED:
        named = _without_one(plane, len(rays))
        if named is not None:
            return _told(plane, *named)
    return found if isinstance(found, NoFix) and len(rays) == 2 else _no("disagree")


@dataclass(frozen=True, slots=True)
class _Place:
    """A solution on the plane: which rays, metres east and north, covariance, chi square and its degrees of freedom."""

    who: NDArray[np.intp]
    at: Floats
    cov: Floats
    misfit: float
    freedom: int


class _Plane:
    """The posts in metres east and north of their middle; bearings in radians."""

    def __init__(self, rays: Sequence[Ray]) -> None:
        self.rays = rays
        self.lat = float(np.mean([ray.lat for ray in rays]))
        self.lon = rays[0].lon + float(np.mean([(ray.lon - rays[0].lon + 180) % 360 - 180 for ray in rays]))
        self.metres = math.radians(1) * EARTH_M
        self.shrink = max(math.cos(math.radians(self.lat)), 1e-6)
        east = [((ray.lon - self.lon + 180) % 360 - 180) * self.metres * self.shrink for ray in rays]
        self.posts = np.array([east, [(ray.lat - self.lat) * self.metres for ray in rays]], float).T
        self.bearings = np.radians([ray.bearing_deg for ray in rays])
        self.errors = np.radians([ray.error_deg for ray in rays])
        ranges = [_range(ray) for ray in rays]
        self.far = np.array([told[0] if told else np.nan for told in ranges])
        self.far_error = np.array([told[1] if told else np.nan for told in ranges])

    def degrees(self, at: Floats) -> tuple[float, float]:
        """(longitude, latitude) of a point."""
        lon = self.lon + at[0] / (self.metres * self.shrink)
        return (lon + 180) % 360 - 180, self.lat + at[1] / self.metres


def _range(ray: Ray) -> tuple[float, float] | None:
    """(middle, standard deviation) of a distance that lies evenly between two; None where its end is not told."""
    if ray.high_m is None:
        return None
    low = ray.low_m or 0.0
    return (low + ray.high_m) / 2, max((ray.high_m - low) / math.sqrt(12), 0.02 * ray.high_m, 1.0)


def _fit(plane: _Plane, among: Sequence[int]) -> _Place | NoFix:
    who = np.array(list(among))
    posts, bearings, errors = plane.posts[who], plane.bearings[who], plane.errors[who]
    far, far_error = plane.far[who], plane.far_error[who]
    ranged = ~np.isnan(far)
    if not ranged.any():
        if max(float(np.hypot(*(a - b))) for a, b in combinations(posts, 2)) < LEAST_BASE_M:
            return _no("one_post")
        if not _crossing(bearings, errors):
            return _no("parallel")
    at = _start(posts, bearings, errors, far)
    damping, before = 1e-3, math.inf
    for _ in range(MOST_STEPS):
        misses, slopes = _misses(at, posts, bearings, errors, far, far_error)
        misfit = float(misses @ misses)
        normal = slopes.T @ slopes
        step = np.linalg.solve(normal + damping * np.diag(np.diag(normal) + 1e-18), -slopes.T @ misses)
        after, _unused = _misses(at + step, posts, bearings, errors, far, far_error)
        if float(after @ after) <= misfit:
            at, damping = at + step, max(damping / 5, 1e-9)
            if float(np.hypot(*step)) < 0.01 or abs(before - misfit) < 1e-12 * max(misfit, 1e-12):
                break
            before = misfit
        else:
            damping *= 10
            if damping > 1e9:
                break
        if not np.isfinite(at).all() or float(np.abs(at).max()) > 10 * FURTHEST_M:
            return _no("diverge")
    misses, slopes = _misses(at, posts, bearings, errors, far, far_error)
    normal = slopes.T @ slopes
    if not np.isfinite(normal).all() or np.linalg.cond(normal) > 1e10:
        return _no("parallel")
    toward = np.stack([np.sin(bearings), np.cos(bearings)], axis=1)
    behind = ((at - posts) * toward).sum(axis=1) <= 0
    if behind.any():
        return _no("diverge")
    if float(np.hypot(*(at - posts).T).max()) > FURTHEST_M:
        return _no("far")
    cov = np.asarray(np.linalg.inv(normal), np.float64)
    return _Place(who, at, cov, float(misses @ misses), len(misses) - 2)


def _crossing(bearings: Floats, errors: Floats) -> bool:
    """Whether any two bearings differ surely, forwards or backwards."""
    for i, j in combinations(range(len(bearings)), 2):
        angle = abs(math.remainder(float(bearings[i] - bearings[j]), math.pi))
        if angle > LEAST_CROSSING * math.hypot(float(errors[i]), float(errors[j])):
            return True
    return False


def _start(posts: Floats, bearings: Floats, errors: Floats, far: Floats) -> Floats:
    """Where the lines come nearest to one another, twice: the second time nearer posts count more (Stansfield 1947).
    Where they do not cross well, the end of the first ray of known length."""
    across = np.stack([np.cos(bearings), -np.sin(bearings)], axis=1)
    toward = np.stack([np.sin(bearings), np.cos(bearings)], axis=1)
    if not np.isnan(far).all():
        first = int(np.nanargmin(np.where(np.isnan(far), np.nan, far * errors)))
        return np.asarray(posts[first] + far[first] * toward[first], float)
    reach = np.ones(len(posts))
    at = np.zeros(2)
    for _ in range(3):
        rows = across / (errors * reach)[:, None]
        at = np.linalg.lstsq(rows, (rows * posts).sum(axis=1), rcond=None)[0]
        reach = np.maximum(np.hypot(*(at - posts).T), 10.0)
    return np.asarray(at, float)


def _misses(
    at: Floats, posts: Floats, bearings: Floats, errors: Floats, far: Floats, far_error: Floats
) -> tuple[Floats, Floats]:
    """What each bearing and each distance misses by, in standard deviations, and the slopes of that."""
    gap = at - posts
    reach = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1.0)
    miss = np.arctan2(gap[:, 0], gap[:, 1]) - bearings
    miss = (miss + math.pi) % (2 * math.pi) - math.pi
    slope = np.stack([gap[:, 1], -gap[:, 0]], axis=1) / (reach**2)[:, None]
    misses, slopes = miss / errors, slope / errors[:, None]
    ranged = ~np.isnan(far)
    if ranged.any():
        misses = np.concatenate([misses, (reach - far)[ranged] / far_error[ranged]])
        slopes = np.concatenate([slopes, (gap / reach[:, None])[ranged] / far_error[ranged, None]])
    return misses, slopes


def _without_one(plane: _Plane, count: int) -> tuple[_Place, int] | None:
    """The solution without the one ray that is off, if the others agree without it and with no other."""
    agreed = []
    for left in range(count):
        found = _fit(plane, [number for number in range(count) if number != left])
        if isinstance(found, _Place) and found.misfit <= _allowed(found.freedom):
            agreed.append((found, left))
    return min(agreed, key=lambda one: one[0].misfit) if agreed else None


def _allowed(freedom: int) -> float:
    """Chi square that is exceeded once in a hundred (Wilson and Hilferty 1931)."""
    if freedom < 1:
        return math.inf
    part = 2 / (9 * freedom)
    return float(freedom * (1 - part + 2.3263 * math.sqrt(part)) ** 3)


def _told(plane: _Plane, found: _Place, left: int | None) -> Fix:
    at, cov, radius = _spread(plane, found)
    (small, large), axes = np.linalg.eigh(cov)
    axis = axes[:, 1]
    lon, lat = plane.degrees(at)
    gap = at - plane.posts
    miss = np.degrees((np.arctan2(gap[:, 0], gap[:, 1]) - plane.bearings + math.pi) % (2 * math.pi) - math.pi)
    return Fix(
        round(float(lon), 6), round(float(lat), 6), round(math.sqrt(large), 1),
        round(math.sqrt(max(small, 0.0)), 1), round(math.degrees(math.atan2(axis[0], axis[1])) % 180, 1),
        round(radius, 1), tuple((r.ref, round(float(m), 2)) for r, m in zip(plane.rays, miss, strict=True)),
        None if left is None else plane.rays[left].ref,
    )  # fmt: skip


def _spread(plane: _Plane, found: _Place) -> tuple[Floats, Floats, float]:
    """(the likelihood's middle, the matrix of the ellipse around it that holds 95 %, the radius of such a circle)."""
    who = found.who
    posts, bearings, errors = plane.posts[who], plane.bearings[who], plane.errors[who]
    far, far_error = plane.far[who], plane.far_error[who]
    ranged = ~np.isnan(far)
    at, cov = found.at, found.cov
    side = np.linspace(-_REACH, _REACH, _GRID)
    unit = np.stack([axis.ravel() for axis in np.meshgrid(side, side)], axis=1)
    for _ in range(_ROUNDS):
        values, axes = np.linalg.eigh(cov)
        points = at + (unit * np.sqrt(np.maximum(values, 1.0))) @ axes.T
        gap = points[:, None, :] - posts[None, :, :]
        reach = np.hypot(gap[..., 0], gap[..., 1])
        miss = np.arctan2(gap[..., 0], gap[..., 1]) - bearings
        chi = ((((miss + math.pi) % (2 * math.pi) - math.pi) / errors) ** 2).sum(axis=1)
        if ranged.any():
            chi += (((reach[:, ranged] - far[ranged]) / far_error[ranged]) ** 2).sum(axis=1)
        mass = np.where(reach.max(axis=1) <= FURTHEST_M, np.exp(-(chi - chi.min()) / 2), 0.0)
        mass /= mass.sum()
        at = mass @ points
        off = points - at
        cov = (off * mass[:, None]).T @ off + np.eye(2)
    inside = np.einsum("ni,ij,nj->n", off, np.linalg.inv(cov), off)
    return at, cov * _quantile(inside, mass), _quantile(np.hypot(off[:, 0], off[:, 1]), mass)


def _quantile(values: Floats, mass: Floats) -> float:
    order = np.argsort(values)
    return float(values[order][np.searchsorted(np.cumsum(mass[order]), HELD).clip(0, len(values) - 1)])


def _no(reason: str) -> NoFix:
    return NoFix(reason, _WHY[reason])
