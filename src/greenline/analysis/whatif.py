"""What if other people were deployed: a base and what it would be, with how unsure that is.

changed = base x f ** ((clip(after, 0, limit) - clip(before, 0, limit)) / per), from the month after the effect's lag;
for an effect of presence the power is 1, 0 or -1. The factor f is drawn once for each draw and holds for all units and
months of it: what is unsure is the study, not the month. Its logarithm lies in two half triangles, so that the default
is the median and the range is never left. Refused, never guessed: what lies beyond a study's sample and what tells of
the same deaths twice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..core.errors import Invalid
from .caution import Base, Numbers, What, forbidden, moves, warnings
from .effects import (
    BATTLE,
    CIVILIAN,
    EFFECTS,
    ENDING,
    GOVERNMENT,
    LOCAL,
    NEXT_DOOR,
    OBSERVERS,
    ONE_SIDED,
    ONSET,
    POLICE,
    REBELS,
    RECURRENCE,
    TROOPS,
    Effect,
    Factor,
)

DRAWS = 4000
MONTHS = 3
LEVEL = 0.9
MARKED = 0.1  # lower by less than this share is not called lower (ours)
TOTAL = "total"
# The national studies count civilians whoever killed them; who did is told apart by E5 alone.
_DEFAULTS = {
    (TROOPS, CIVILIAN): "E1", (POLICE, CIVILIAN): "E2", (OBSERVERS, CIVILIAN): "E3", (TROOPS, REBELS): "E5",
    (TROOPS, GOVERNMENT): "E5", (TROOPS, BATTLE): "E4", (TROOPS, ENDING): "E6", (TROOPS, ONSET): "E6",
    (TROOPS, NEXT_DOOR): "E8", (TROOPS, RECURRENCE): "E9",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """How a number lies: mean, median and the equal-tailed interval of LEVEL."""

    mean: float
    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Month:
    """One month, 1 the first, of one outcome over all units: without and with the change, the difference, and the
    chance that it is lower by at least a tenth (MARKED)."""

    month: int
    of: str
    base: Spread
    changed: Spread
    difference: Spread
    chance_lower: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """The answer: the changed draws by outcome, the months told, the effects it rests on, and what to be wary of."""

    parts: Mapping[str, Numbers]
    months: tuple[Month, ...]
    effects: tuple[str, ...]
    warnings: tuple[str, ...]


def steady(
    numbers: Mapping[str, float], months: int = MONTHS, draws: int = DRAWS, units: Sequence[str] = ("",)
) -> Base:
    """Plain expected numbers a month as a base, the same in each month and sure themselves."""
    shape = (len(units), months, draws)
    return Base({name: np.full(shape, float(number)) for name, number in numbers.items()}, tuple(units))


def resampled(
    counts: Mapping[str, Numbers], units: Sequence[str] = ("",), months: int = MONTHS, draws: int = DRAWS, seed: int = 0
) -> Base:
    """The mean of past months as a base, unsure as few uneven months leave it (Bayesian bootstrap, Rubin 1981, Annals
    of Statistics 9: 130-134). counts: by outcome, of shape (units, past months)."""
    rng = np.random.default_rng(seed)
    past = next(iter(counts.values())).shape[1]
    weights = rng.dirichlet(np.ones(past), draws)  # the same months weigh alike in every outcome and unit
    told = {name: np.repeat((found @ weights.T)[:, None, :], months, axis=1) for name, found in counts.items()}
    return Base(told, tuple(units))


def usual(whats: Iterable[What], outcomes: Iterable[str]) -> tuple[str, ...]:
    """The effects that fit changes and outcomes when nobody names one; E5 for deaths of civilians in one place, and
    wherever it is asked who killed them."""
    asked = list(outcomes)
    found = []
    for what in whats:
        local = what.place and what.kind == TROOPS and any(one in ONE_SIDED for one in asked)
        found += ["E5"] if local else [_DEFAULTS[what.kind, one] for one in asked if (what.kind, one) in _DEFAULTS]
    return tuple(dict.fromkeys(found))


def weigh(
    base: Base,
    whats: Sequence[What],
    effects: Sequence[str],
    operation: str,
    *,
    saturate: bool = False,
    seed: int = 0,
) -> Weighed:
    """What a base would be under changes. operation: one of OPERATIONS; saturate: beyond a sample answer as at its
    limit, with a warning. Raises Invalid with everything that forbids a number."""
    chosen = [EFFECTS[name] for name in dict.fromkeys(effects) if name in EFFECTS]
    issues = forbidden(base, whats, effects, operation, saturate)
    if issues:
        raise Invalid("There is no number for this.", issues)
    rng = np.random.default_rng(seed)
    parts = {name: np.array(numbers, np.float64) for name, numbers in base.parts.items()}
    for effect in chosen:
        draws = next(iter(parts.values())).shape[2]
        drawn = rng.permutation((np.arange(draws) + 0.5) / draws)  # stratified: intervals barely depend on the seed
        for what in (one for one in whats if moves(effect, one)):
            power = _power(effect, what)
            unit = base.units.index(what.place) if effect.scope == LOCAL and what.place else slice(None)
            for name in (one for one in parts if one in effect.acts):
                parts[name][unit, effect.lag :, :] *= draw(effect.acts[name], drawn) ** power
    return Weighed(parts, tuple(_told(base, parts)), tuple(one.id for one in chosen),
                   tuple(warnings(base, whats, chosen, operation)))  # fmt: skip


def draw(factor: Factor, shares: Numbers) -> Numbers:
    """The factor at shares of its distribution, 0 to 1: low at 0, the default at one half, high at 1."""
    low, best, high = (math.log(one) for one in (factor.low, factor.best, factor.high))
    below = low + (best - low) * np.sqrt(2 * np.minimum(shares, 0.5))
    above = high - (high - best) * np.sqrt(2 * np.minimum(1 - shares, 0.5))
    return np.asarray(np.exp(np.where(shares < 0.5, below, above)))


def spread(numbers: Numbers) -> Spread:
    """How draws lie."""
    tail = (1 - LEVEL) / 2
    low, middle, high = np.quantile(numbers, (tail, 0.5, 1 - tail))
    return Spread(float(numbers.mean()), float(middle), float(low), float(high))


def _power(effect: Effect, what: What) -> float:
    """How many times the factor applies."""
    if effect.per is None:
        return float((what.after > 0) - (what.before > 0))
    before, after = (min(one, effect.limit or one) for one in (what.before, what.after))
    return (after - before) / effect.per


def _told(base: Base, parts: Mapping[str, Numbers]) -> Iterator[Month]:
    """Each outcome by month, and their sum where there are several."""
    pairs = [(name, base.parts[name].sum(axis=0), parts[name].sum(axis=0)) for name in parts]
    if len(pairs) > 1:
        pairs.append((TOTAL, sum(one for _, one, _ in pairs), sum(one for _, _, one in pairs)))
    for name, without, changed in pairs:
        for month in range(without.shape[0]):
            old, new = without[month], changed[month]
            lower = float((new <= old * (1 - MARKED))[old > 0].sum() / len(old))
            yield Month(month + 1, name, spread(old), spread(new), spread(new - old), lower)
