"""What if other people were deployed here: base from the mission's own record, effects from the literature.

For who reads as the mission alone: strengths are strict, and few deaths in one place could name people. Where a
number is forbidden the reason stands in its place, and the effects with their sources are told all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..analysis import whatif
from ..analysis.caution import MOST_CHANGES, MOST_MONTHS, Base, What, forbidden
from ..analysis.effects import (
    BATTLE,
    CIVILIAN,
    EFFECTS,
    GOVERNMENT,
    KINDS,
    LOCAL,
    OPERATIONS,
    OUTCOMES,
    REBELS,
    UNATTRIBUTED,
)
from ..analysis.facts import Span
from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import Audience
from .deployment import overview
from .desk import Desk
from .killed import Killed, killed
from .windows import shapes

WHOLE = "all"
STUDIED = "un_africa"  # without a mission: as in the studies themselves
_STUDIED = "No mission is named: this holds for a UN mission in Africa, as in the studies."
_ONE_PLACE = Issue("base", "one_place", "A number of your own is the base of one place; ask place by place.")
_CHANGE = re.compile(
    r"(?P<place>[^:]{1,80}):(?P<kind>[a-z]{1,20}):(?P<before>\d{1,7}(\.\d{1,3})?)?->(?P<after>\d{1,7}(\.\d{1,3})?)\Z"
)
_MEASURES = {"troops": "military", "police": "police"}
_LEFT = {
    "total": "totals of several events", "claim": "told by parties alone", "wide": "dated too widely for the months",
    "unknown": "without a number of the dead asked for", "unplaced": "whose place is not known well enough",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: changes as `PLACE:KIND:BEFORE->AFTER` (place `all` for the whole; without BEFORE what is held), of
    which outcome, from which base (None: the record's), by which effects (none: those that fit)."""

    changes: tuple[str, ...] = ()
    deaths: str = CIVILIAN
    base: float | None = None
    effects: tuple[str, ...] = ()
    saturate: bool = False
    months: int = whatif.MONTHS
    seed: int = 0


def table() -> list[dict[str, Any]]:
    """The effects with sample, range and source."""
    return [{**asdict(one), "acts": {name: asdict(factor) for name, factor in one.acts.items()},
             "caveats": list(one.caveats)} for one in EFFECTS.values()]  # fmt: skip


def plain(asked: Asked, operation: str = STUDIED) -> dict[str, Any]:
    """The answer without a mission; a place may have any name, and the base is then of it alone. Raises BadRequest
    where the question cannot be read."""
    changes = _read(asked)
    if asked.base is None or any(one.before is None for one in changes):
        words = "Write a base, and changes with both numbers, such as all:troops:0->8000 or HERE:troops:0->1000."
        raise BadRequest("Without a mission nothing is held.", [Issue("change", "no_mission", words)])
    whats = [What(one.place, one.kind, one.before or 0.0, one.after) for one in changes]
    effects = asked.effects or whatif.usual(whats, [asked.deaths])
    places = _places(changes)
    base = whatif.steady({asked.deaths: asked.base}, asked.months, units=places or ("",))
    issues = [_ONE_PLACE] if len(places) > 1 else []
    return {"operation": operation, "why": _STUDIED, **_answer(base, whats, effects, operation, asked, issues)}


def told(desk: Desk, audience: Audience, asked: Asked, day: Span) -> dict[str, Any]:
    """What is held, the effects, and the answer where changes are given. Raises BadRequest, NotAllowed."""
    if not audience.inside:
        raise NotAllowed("What-if rests on strict strengths and on few deaths: it is for who reads as the mission.")
    changes = _read(asked)
    areas = {code: area for code, area in shapes(desk).items() if area.area > 0}
    lost = [one.place for one in changes if one.place and one.place not in areas]
    if lost:
        known = ", ".join([WHOLE, *list(areas)[:50]])
        words = f"There is no area {lost[0][:40]!r}; there are {known}."
        raise BadRequest("The question cannot be read.", [Issue("change", "unknown_place", words)])
    operation = desk.mission.settings.whatif.operation
    covered, why = OPERATIONS[operation]
    there = _there(overview(desk, audience, day))
    effects = asked.effects or whatif.usual(
        [What(one.place, one.kind, 0, one.after) for one in changes], [asked.deaths]
    )
    local = bool(effects) and all(name in EFFECTS and EFFECTS[name].scope == LOCAL for name in effects)
    places = _places(changes) if local else ()
    base, record = _base(desk, asked, day, {code: areas[code] for code in places} if places else None, local)
    body = {
        "operation": operation, "covered": covered, "why": why, "there": there, "places": sorted(areas),
        "record": record, "effects": table(), "outcomes": list(OUTCOMES), "kinds": list(KINDS),
    }  # fmt: skip
    if not changes:
        return body
    whats, issues = _whats(changes, there, local)
    if asked.base is not None and len(places) > 1:
        issues.append(_ONE_PLACE)
    return {**body, **_answer(base, whats, effects, operation, asked, issues)}


def _answer(
    base: Base | None,
    whats: Sequence[What],
    effects: Sequence[str],
    operation: str,
    asked: Asked,
    issues: Sequence[Issue] = (),
) -> dict[str, Any]:
    """`result`, or `refusal` with everything that forbids one. issues: what is wrong already."""
    body: dict[str, Any] = {"changes": [asdict(one) for one in whats], "used": list(effects), "result": None}
    base = base or Base({})
    found = [*issues, *forbidden(base, whats, effects, operation, asked.saturate)]
    if found:
        told = [one.plain() for one in found if not (issues and one.code in ("missing_change", "no_change"))]
        return {**body, "refusal": {"sentence": "There is no number for this.", "issues": told}}
    weighed = whatif.weigh(base, whats, effects, operation, saturate=asked.saturate, seed=asked.seed)
    sources = [{**{name: getattr(EFFECTS[one], name) for name in ("id", "study", "source", "unit")},
                "caveats": list(EFFECTS[one].caveats)} for one in weighed.effects]  # fmt: skip
    result = {
        "months": [asdict(one) for one in weighed.months], "warnings": list(weighed.warnings), "sources": sources,
        "level": whatif.LEVEL, "marked": whatif.MARKED,
    }  # fmt: skip
    return {**body, "used": list(weighed.effects), "refusal": None, "result": result}


# --- the question


@dataclass(frozen=True, slots=True)
class _Change:
    place: str
    kind: str
    before: float | None
    after: float


def _read(asked: Asked) -> list[_Change]:
    """The changes asked for. Raises BadRequest with everything that cannot be read."""
    issues = []
    if asked.deaths not in OUTCOMES:
        words = f"{asked.deaths[:40]!r} is not known; there are {', '.join(OUTCOMES)}."
        issues.append(Issue("deaths", "unknown_outcome", words))
    if not 1 <= asked.months <= MOST_MONTHS:
        issues.append(Issue("months", "out_of_range", f"From 1 to {MOST_MONTHS} months ahead."))
    if len(asked.changes) > MOST_CHANGES:
        issues.append(Issue("change", "too_many", f"At most {MOST_CHANGES} changes at once."))
    found = []
    for text in asked.changes[:MOST_CHANGES]:
        match = _CHANGE.match(text.strip())
        if match is None or match["kind"] not in KINDS:
            words = f"{text[:60]!r} is no change; write one as PLACE:KIND:BEFORE->AFTER, such as all:troops:1000->3000."
            issues.append(Issue("change", "no_change", f"{words} Kinds are {', '.join(KINDS)}."))
            continue
        place = "" if match["place"] == WHOLE else match["place"]
        before = None if match["before"] is None else float(match["before"])
        found.append(_Change(place, match["kind"], before, float(match["after"])))
    if issues:
        raise BadRequest("The question cannot be read.", issues)
    return found


def _places(changes: Sequence[_Change]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.place for one in changes if one.place))


def _parts(deaths: str) -> tuple[str, ...]:
    """Which outcomes the record tells apart for what is asked."""
    return (REBELS, GOVERNMENT, UNATTRIBUTED) if deaths == CIVILIAN else (deaths,)


# --- what the record has


def _there(held: Mapping[str, Any]) -> dict[str, Any]:
    """How many are there by kind: of the sources that are neither old nor a party's the best graded, and its rivals."""
    found = {}
    for kind, measure in _MEASURES.items():
        figures = [one for one in held["totals"] if not one["claim"] and not one["old"] and one[measure] is not None]
        rows = [{"ref": one["ref"], "number": one[measure], "source": one["source"], "grade": one["grade"],
                 "since": one["since"]} for one in figures]  # fmt: skip
        found[kind] = {"number": rows[0]["number"] if rows else None, "figures": rows}
    return found


def _whats(changes: Sequence[_Change], there: Mapping[str, Any], local: bool) -> tuple[list[What], list[Issue]]:
    """The changes with what is held; where effects are of the whole country, its total moves as the places do."""
    found: dict[tuple[str, str], What] = {}
    issues = []
    for one in changes:
        held = there.get(one.kind, {}).get("number")
        before = held if one.before is None and not one.place else one.before
        if before is None:
            words = f"How many {one.kind} are there now is not held; write both numbers, such as 0->{one.after:g}."
            issues.append(Issue("change", "not_held", words))
        elif local or not one.place:
            found[one.place, one.kind] = What(one.place, one.kind, float(before), one.after)
        elif held is None:
            words = (
                f"The total of {one.kind} is not held; write the change of the whole, such as all:{one.kind}:0->1000."
            )
            issues.append(Issue("change", "not_held", words))
        else:
            known = found.get(("", one.kind), What("", one.kind, float(held), float(held)))
            found["", one.kind] = replace(known, after=max(0.0, known.after + one.after - before))
    return list(found.values()), issues


def _base(
    desk: Desk, asked: Asked, day: Span, areas: Mapping[str, BaseGeometry] | None, local: bool
) -> tuple[Base | None, dict[str, Any] | None]:
    """The base, and how the record makes it; None where it has none. Who killed civilians is told apart for
    local effects alone: national ones are of civilians whoever killed them."""
    units = tuple(areas) if areas else ("",)
    if asked.base is not None:
        return whatif.steady({asked.deaths: asked.base}, asked.months, units=units), None
    if asked.deaths not in (CIVILIAN, REBELS, GOVERNMENT, UNATTRIBUTED, BATTLE):
        return None, None  # a hazard is in no record
    found = killed(desk, day, asked.deaths == BATTLE, areas)
    counts = {name: found.counts[name] for name in _parts(asked.deaths)}
    record = _record(found, counts)
    if not found.refs:
        return None, record
    if asked.deaths == CIVILIAN and not local:
        counts = {CIVILIAN: np.sum(list(counts.values()), axis=0)}
    return whatif.resampled(counts, units, asked.months, seed=asked.seed), record


def _record(found: Killed, counts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "months": list(found.months), "monthly": {name: told.sum(axis=0).tolist() for name, told in counts.items()},
        "mean": {name: float(told.sum() / len(found.months)) for name, told in counts.items()} if found.refs else None,
        "incidents": len(found.refs), "refs": found.refs[:500],
        "left_out": [{"why": words, "incidents": found.left[why]} for why, words in _LEFT.items() if found.left[why]],
    }  # fmt: skip


__all__ = ["STUDIED", "WHOLE", "Asked", "plain", "table", "told"]
