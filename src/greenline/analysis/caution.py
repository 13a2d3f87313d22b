"""Whether a number is warranted: what forbids one, all at once, and what to be wary of where there is one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ..core.errors import Issue
from .effects import (
    EFFECTS,
    FACTOR,
    KINDS,
    LOCAL,
    NATIONAL,
    NEVER_BOTH,
    NOT_OF,
    OPERATIONS,
    OUTCOMES,
    OUTSIDE,
    PRESENCE,
    TROOPS,
    TROOPS_WARN,
    WARNED,
    Effect,
)

Numbers = NDArray[np.float64]
MOST_MONTHS, MOST_CHANGES = 36, 20
MOST_NUMBER = 1e6  # people, or expected deaths a month


@dataclass(frozen=True, slots=True)
class What:
    """A change of deployment: of a kind from so many people to so many; `place`: a unit of the base, or empty for
    the whole country."""

    place: str
    kind: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Base:
    """What is expected without the change: by outcome, numbers a month (or hazards) of shape (units, months, draws).
    `units` names the first axis; the whole country alone is ("",)."""

    parts: Mapping[str, Numbers]
    units: tuple[str, ...] = ("",)


def moves(effect: Effect, what: What) -> bool:
    """Whether an effect is of what changes; presence is that of troops."""
    return what.kind == (TROOPS if effect.of == PRESENCE else effect.of)


def forbidden(
    base: Base, whats: Sequence[What], names: Sequence[str], operation: str, saturate: bool = False
) -> list[Issue]:
    """Everything that forbids a number; empty: there may be one."""
    chosen = [EFFECTS[name] for name in dict.fromkeys(names) if name in EFFECTS]
    return [*_bounds(base, whats), *_outside(operation), *_known(names), *_fit(base, whats, chosen),
            *_pairs(chosen), *(() if saturate else _beyond(whats, chosen))]  # fmt: skip


def _bounds(base: Base, whats: Sequence[What]) -> Iterator[Issue]:
    if not whats:
        yield Issue("change", "missing_change", "Say what changes, such as all:troops:1000->3000.")
    if len(whats) > MOST_CHANGES:
        yield Issue("change", "too_many", f"At most {MOST_CHANGES} changes at once.")
    for what in whats:
        if what.kind not in KINDS:
            yield Issue("change", "unknown_kind", f"{what.kind[:40]!r} is no kind; there are {', '.join(KINDS)}.")
        if not all(math.isfinite(one) and 0 <= one <= MOST_NUMBER for one in (what.before, what.after)):
            yield Issue("change", "bad_number", f"People are counted from 0 to {MOST_NUMBER:,.0f}.")
    for name, numbers in base.parts.items():
        if name not in OUTCOMES:
            yield Issue("deaths", "unknown_outcome", f"{name[:40]!r} is not known; there are {', '.join(OUTCOMES)}.")
        if numbers.ndim != 3 or numbers.shape[0] != len(base.units) or 0 in numbers.shape:
            yield Issue("base", "bad_shape", "A base has units, months and draws.")
        elif numbers.shape != next(iter(base.parts.values())).shape:
            yield Issue("base", "bad_shape", "All outcomes of a base have the same shape.")
        elif numbers.shape[1] > MOST_MONTHS:
            yield Issue("months", "too_many", f"At most {MOST_MONTHS} months ahead.")
        elif not np.isfinite(numbers).all() or numbers.min() < 0 or numbers.max() > MOST_NUMBER:
            yield Issue("base", "bad_number", f"A base is a number from 0 to {MOST_NUMBER:,.0f}.")
    if not base.parts:
        yield Issue("base", "missing", "There is no base: no number is recorded. Give one of your own (base).")


def _outside(operation: str) -> Iterator[Issue]:
    covered, why = OPERATIONS.get(operation, OPERATIONS["unknown"])
    if covered == OUTSIDE:
        code = "operation_unknown" if operation not in OPERATIONS or operation == "unknown" else "outside_sample"
        yield Issue("operation", code, why)


def _known(effects: Sequence[str]) -> Iterator[Issue]:
    for name in effects:
        if name not in EFFECTS:
            yield Issue("effect", "unknown_effect", f"There is no effect {name[:20]!r}; there are E1 to E15.")
        elif EFFECTS[name].use != FACTOR:
            words = "; ".join(EFFECTS[name].caveats)
            yield Issue("effect", "no_number", f"{name} gives no factor to apply: {words}.")


def _fit(base: Base, whats: Sequence[What], chosen: Sequence[Effect]) -> Iterator[Issue]:
    """Each effect acts on the base and has a change of its own; each change has an effect; places are there."""
    for effect in (one for one in chosen if one.use == FACTOR):
        none = [NOT_OF[effect.id, name] for name in base.parts if (effect.id, name) in NOT_OF]
        yield from (Issue("effect", "found_none", words) for words in none)
        if base.parts and not none and not any(name in effect.acts for name in base.parts):
            words = f"{effect.id} acts on {', '.join(effect.acts)}, not on {', '.join(base.parts)}."
            yield Issue("effect", "other_deaths", words)
        mine = [what for what in whats if moves(effect, what)]
        if not mine:
            yield Issue("effect", "no_change", f"{effect.id} is of {effect.of}, of which nothing changes.")
        if effect.scope == NATIONAL and (len(mine) > 1 or any(what.place for what in mine)):
            words = f"{effect.id} is of the whole country: give one change of all its {mine[0].kind}."
            yield Issue("change", "whole_country", words)
        if effect.scope == LOCAL:
            if any(not what.place for what in mine):
                words = (
                    f"{effect.id} is of one place, not of the whole country: name it, --change PLACE:{TROOPS}:0->1000."
                )
                yield Issue("change", "one_place", words)
            lost = [what.place for what in mine if what.place and what.place not in base.units]
            if lost:
                words = f"{effect.id} is of one place: the base has no {', '.join(lost)[:80]}."
                yield Issue("change", "unknown_place", words)
            if max(Counter(what.place for what in mine).values(), default=0) > 1:
                yield Issue("change", "twice", "A place has more than one change of the same kind.")
    for what in whats:
        if what.kind in KINDS and not any(moves(effect, what) for effect in chosen):
            yield Issue(
                "effect", "no_effect", f"No effect chosen tells what {what.kind} do to {', '.join(base.parts)}."
            )


def _pairs(chosen: Sequence[Effect]) -> Iterator[Issue]:
    """What tells of the same thing twice."""
    for one, two in combinations([each for each in chosen if each.use == FACTOR], 2):
        pair = frozenset((one.id, two.id))
        if pair in NEVER_BOTH:
            yield Issue("effect", "never_both", NEVER_BOTH[pair])
        elif one.scope != two.scope:
            words = f"{one.id} is {one.scope} and {two.id} {two.scope}: apply one kind, never both."
            yield Issue("effect", "never_both", words)
        elif one.of == two.of and set(one.acts) & set(two.acts):
            words = f"{one.id} and {two.id} are rival answers to one question: choose one."
            yield Issue("effect", "never_both", words)


def _beyond(whats: Sequence[What], chosen: Sequence[Effect]) -> Iterator[Issue]:
    for effect in chosen:
        for what in whats:
            most = max(what.before, what.after)
            if effect.limit is not None and moves(effect, what) and most > effect.limit:
                words = (
                    f"{most:,.0f} {what.kind} lie beyond the sample of {effect.id}, which ends at {effect.limit:,.0f}."
                )
                yield Issue("change", "beyond_sample", f"{words} Ask for the answer at that limit with saturate.")


def warnings(base: Base, whats: Sequence[What], chosen: Sequence[Effect], operation: str) -> Iterator[str]:
    """What to be wary of in a number, in sentences."""
    yield "These are associations from observational studies, mostly of UN missions in Africa; no guarantee."
    covered, why = OPERATIONS[operation]
    if covered == WARNED:
        yield why
    for effect in chosen:
        for what in (one for one in whats if moves(effect, one)):
            yield from _wary(effect, what)
        left = [name for name in base.parts if name not in effect.acts]
        if left:
            yield f"{effect.id} says nothing of: {', '.join(left)}; there nothing is changed."
    if len(chosen) > 1:
        yield f"The factors of {' and '.join(one.id for one in chosen)} are multiplied as if they were independent."


def _wary(effect: Effect, what: What) -> Iterator[str]:
    most = max(what.before, what.after)
    if effect.limit is not None and most > effect.limit:
        yield f"{effect.id} ends at {effect.limit:,.0f} {what.kind}; what is told is the answer there."
    if what.kind == TROOPS and TROOPS_WARN < most <= (effect.limit or most):
        yield f"Beyond {TROOPS_WARN:,} troops there are few cases."
    if what.after < what.before:
        yield f"{effect.id} compares more with fewer; that taking people away undoes it is assumed, not found."
    if effect.per is None and what.after != what.before and (what.after > 0) == (what.before > 0):
        yield f"{effect.id} is of presence, yes or no: a change of number alone changes nothing in it."
