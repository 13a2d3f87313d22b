"""Who may do what, and who may see what: roles, markings, audiences.

Levels follow the sensitivity scale of the field: 0 open, 1 restricted (moderate), 2 confidential (high), 3 strict
(severe). A field's marking and a row's own level both hold; an audience sees up to its clearance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OPEN, RESTRICTED_LEVEL, CONFIDENTIAL_LEVEL, STRICT_LEVEL = 0, 1, 2, 3

OBSERVER, VERIFIER, DESK, ANALYST, PLANNER = "observer", "verifier", "desk", "analyst", "planner"
LIAISON, HEAD, RECORDS, MACHINE = "liaison", "head", "records", "machine"
ADMIN = "administrator"  # manages people and tokens; takes no step of any register
ROLES = (OBSERVER, VERIFIER, DESK, ANALYST, PLANNER, LIAISON, HEAD, RECORDS, MACHINE, ADMIN)

Sight = Literal["full", "coarse", "empty"]


@dataclass(frozen=True, slots=True)
class Marking:
    """What a field hides from whom.

    `level`: the clearance that sees the value in full. `until`: states in which the level holds; in any other state
    `then` holds. `grid_km`: a place is shown below that clearance as the centre of such a cell; without it, not at all.
    """

    level: int
    until: tuple[str, ...] = ()
    then: int = OPEN
    grid_km: int | None = None

    def at(self, state: str) -> int:
        """The level that holds in a state of the record."""
        return self.level if not self.until or state in self.until else self.then

    @property
    def lowest(self) -> int:
        """The least clearance that ever sees the value in full, in whichever state."""
        return min(self.level, self.then) if self.until else self.level


UNMARKED = Marking(OPEN)
RESTRICTED = Marking(RESTRICTED_LEVEL, grid_km=10)
CONFIDENTIAL = Marking(CONFIDENTIAL_LEVEL)
STRICT = Marking(STRICT_LEVEL)


@dataclass(frozen=True, slots=True)
class Audience:
    """A circle of readers with one clearance."""

    name: str
    clearance: int

    def sees(self, marking: Marking, state: str) -> Sight:
        """How a field with this marking looks to this audience while the record is in that state."""
        if marking.at(state) <= self.clearance:
            return "full"
        return "coarse" if marking.grid_km else "empty"


MOST_CLEARANCE = STRICT_LEVEL
MISSION = Audience("mission", MOST_CLEARANCE)
PUBLIC = Audience("public", OPEN)
AUDIENCES: dict[str, Audience] = {a.name: a for a in (MISSION, PUBLIC)}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a call sign (never a name) and its roles."""

    call_sign: str
    roles: frozenset[str]


def may(actor: Actor, by: tuple[str, ...]) -> bool:
    """Whether one of the actor's roles is among those that may take a step."""
    return not actor.roles.isdisjoint(by)
