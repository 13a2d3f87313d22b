"""Who may do what, and who may see what: roles, markings, audiences.

Levels follow the field's scale of sensitivity (domain vocabulary 6.4): 0 open, 1 restricted (moderate), 2 confidential
(high), 3 strict (severe). A field's marking and a row's own level both hold; an audience sees up to its clearance.
How the levels map to the marks of the United Nations stands in `UN_MARKS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OPEN, RESTRICTED_LEVEL, CONFIDENTIAL_LEVEL, STRICT_LEVEL = 0, 1, 2, 3
LEVELS = ("open", "restricted", "confidential", "strict")
# ST/SGB/2007/6 knows three marks. Restricted goes up to confidential: what is not for everybody is never unclassified.
UN_MARKS = ("unclassified", "confidential", "confidential", "strictly confidential")

OBSERVER, VERIFIER, DESK, ANALYST, PLANNER = "observer", "verifier", "desk", "analyst", "planner"
LIAISON, HEAD, RECORDS, MACHINE, ADMIN = "liaison", "head", "records", "machine", "administrator"
ROLES = (OBSERVER, VERIFIER, DESK, ANALYST, PLANNER, LIAISON, HEAD, RECORDS, MACHINE, ADMIN)
# Whoever is named in a record that is apart, within that record; nobody is ever given it (`desk/threads`).
PARTICIPANT = "participant"
DUTIES = {
    OBSERVER: "Observer: reports what is seen and heard",
    VERIFIER: "Verifier: judges what is held to have happened",
    DESK: "Duty desk: takes in, registers, keeps the watch",
    ANALYST: "Analyst: reads, compares, writes assessments",
    PLANNER: "Planner: patrols, deployments, convoys",
    LIAISON: "Liaison or mediator: talks to parties and local leaders",
    HEAD: "Head of mission: decides, clears and releases",
    RECORDS: "Records officer: keeps, seals, erases",
    MACHINE: "Machine: imports and proposes, never judges",
    ADMIN: "Administrator: lets people in and out; takes no step on any record",
}

Sight = Literal["full", "coarse", "empty"]
# How sharp a place is told, from the sharpest; 10 km is the cell of nearly every marking, and stands for any.
SHARPNESS = ("exact", "10km", "50km", "hidden")
GRIDS_KM = (0, 10, 50)  # the cells of the first three
FLOOR = 10  # fewer survivors, children or witnesses than this are not counted in front of others (6.4)


@dataclass(frozen=True, slots=True)
class Marking:
    """What a field hides from whom.

    `level`: the clearance that sees the value in full. `until`: states in which the level holds; in any other state
    `then` holds. `grid_km`: a place is shown below that clearance as the centre of such a cell; without it, not at all;
    `delay_d`: and only so many days after it happened. `floor`: a count from there on is shown to everybody.
    """

    level: int
    until: tuple[str, ...] = ()
    then: int = OPEN
    grid_km: int | None = None
    delay_d: int = 0
    floor: int | None = None

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
OWN_PLACE = Marking(STRICT_LEVEL, grid_km=10, delay_d=30)  # own positions and routes: after 30 days, 10 km
FEW = Marking(STRICT_LEVEL, floor=FLOOR)  # people who could be recognised among a few


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms an audience is told of records: at all, how sharp their places, how many days after they
    happened."""

    shown: bool = True
    place: str = SHARPNESS[0]
    delay_d: int = 0


@dataclass(frozen=True, slots=True)
class Audience:
    """A circle of readers with one clearance, and the terms on which records in some states reach it."""

    name: str
    clearance: int
    terms: Terms = Terms()
    states: tuple[tuple[str, Terms], ...] = ()

    @property
    def inside(self) -> bool:
        """Whether this is the mission itself, which sees everything, who did it, and the numbers of entries."""
        return self.name == "mission"

    @property
    def circle(self) -> str:
        """The part of its name that tells what it sees: `party` of `party:X`."""
        return self.name.partition(":")[0]

    def of(self, state: str) -> Terms:
        """The terms for records in a state."""
        return dict(self.states).get(state, self.terms)

    @property
    def waits(self) -> bool:
        """Whether some records reach it only after days."""
        return any(terms.delay_d for terms in (self.terms, *dict(self.states).values()))

    def sees(self, marking: Marking, state: str) -> Sight:
        """How a field with this marking looks to this audience while the record is in that state."""
        if marking.at(state) <= self.clearance:
            return "full"
        return "coarse" if marking.grid_km else "empty"

    def place(self, marking: Marking, state: str) -> str:
        """How sharp a place with this marking is told to this audience while the record is in that state."""
        sight = self.sees(marking, state)
        marked = "exact" if sight == "full" else "10km" if sight == "coarse" else "hidden"
        return max(marked, self.of(state).place, key=SHARPNESS.index)


MOST_CLEARANCE = STRICT_LEVEL
MISSION = Audience("mission", MOST_CLEARANCE)
PUBLIC = Audience("public", OPEN)
# The circles outside the mission and what each sees unless the mission's folder says otherwise. A `party` stands for
# every party, each an audience `party:CODE` of its own.
CIRCLES: dict[str, Audience] = {
    audience.name: audience
    for audience in (
        MISSION,
        Audience("guarantor", RESTRICTED_LEVEL),
        Audience("party", RESTRICTED_LEVEL),
        Audience("humanitarian", RESTRICTED_LEVEL),
        Audience("local_authority", OPEN),
        PUBLIC,
    )
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a call sign (never a name) and its roles."""

    call_sign: str
    roles: frozenset[str]


def may(actor: Actor, by: tuple[str, ...]) -> bool:
    """Whether one of the actor's roles is among those that may take a step."""
    return not actor.roles.isdisjoint(by)
