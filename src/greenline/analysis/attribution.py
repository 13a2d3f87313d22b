"""Who did it, as far as the mission holds it: party by party, whether that is enough for a breach.

A side is not an actor: where both sides are named and nobody says who acted, nobody is held to have. Where one alone is
named, and the others only as hit, it is who acted. Contested, low and merely alleged attributions stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .facts import NOBODY, Bound, Clause, Fact, Taker

_ACTED = ("actor", "claimant")
_NAMED = ("side_a", "side_b", "unknown")
_WEAK = ("low", "unknown")


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of one party (None: of nobody known): the reason, and whether it leaves the answer unknown."""

    party: str | None
    reason: str
    doubt: bool


def attributed(clause: Clause, fact: Fact, parties: frozenset[str]) -> Iterator[Held]:
    """What is held of each party that the clause binds, and of whoever is not known; nothing for an act of others.

    parties: the codes of all parties that the mission knows.
    """
    bound = {one.actor: one for one in clause.bound}
    if fact.aggregate:
        yield from _of_total(fact, bound)
        return
    acted = [t for t in fact.takers if t.role in _ACTED]
    if not acted:
        named = [t for t in fact.takers if t.role in _NAMED]
        alleged = [t for t in fact.takers if t.role == "alleged"]
        if len(named) == 1:
            acted = named
        elif named or alleged:
            reason = "sides_only" if named else "alleged_only"
            found = [Held(t.actor, reason, True) for t in named or alleged if t.actor in bound]
            found = list({one.party: one for one in found}.values())
            yield from found or ([Held(None, reason, True)] if _strange(named or alleged, parties) else [])
            return
    if not acted:
        yield Held(None, "not_attributed", True)
    seen: set[str | None] = set()
    denied = {t.actor for t in fact.takers if t.role == "denies"}
    for taker in acted:
        held = _one(taker, bound, parties)
        if held is not None and not held.doubt and taker.actor in denied:
            held = Held(taker.actor, "contested", True)
        if held is not None and held.party not in seen:
            seen.add(held.party)
            yield held


def _one(taker: Taker, bound: dict[str, Bound], parties: frozenset[str]) -> Held | None:
    if taker.actor.casefold() in NOBODY or (taker.actor not in parties and taker.actor not in bound):
        return Held(None, "contested" if taker.confidence == "contested" else "not_attributed", True)
    if taker.actor not in bound:
        return None
    if taker.confidence == "contested":
        return Held(taker.actor, "contested", True)
    if taker.confidence in _WEAK:
        return Held(taker.actor, "low_confidence", True)
    if bound[taker.actor].contested:
        return Held(taker.actor, "bound_contested", True)
    return Held(taker.actor, "admitted" if taker.role == "claimant" else "attributed", False)


def named_actors(parties: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Whom a record's parties (as the API has them) say to have acted, without those who are contested or doubtful."""
    told = [one for one in parties if one.get("actor") and str(one["actor"]).casefold() not in NOBODY]
    acted = [one for one in told if one.get("role") in _ACTED]
    if not acted:
        named = [one for one in told if one.get("role", "unknown") in _NAMED]
        acted = named if len(named) == 1 else []
    sure = [str(one["actor"]) for one in acted if one.get("confidence") not in ("contested", *_WEAK)]
    return tuple(dict.fromkeys(sure))


def _strange(takers: list[Taker], parties: frozenset[str]) -> bool:
    """Whether somebody is named whom the mission does not know as a party."""
    return any(t.actor not in parties for t in takers)


def _of_total(fact: Fact, bound: dict[str, Bound]) -> Iterator[Held]:
    """A total of several events is nobody's single breach: each share stays a number."""
    named = [actor for actor, count in fact.split if count and actor in bound]
    named = named or [t.actor for t in fact.takers if t.actor in bound]
    for actor in dict.fromkeys(named):
        yield Held(actor, "aggregate", True)
    if not named:
        yield Held(None, "aggregate", True)
