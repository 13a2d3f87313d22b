"""What opinions are formed on, as plain records: an incident, a clause, a position of the baseline, a notification."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .ground import Ground

MET, BREACHED, UNKNOWN = "met", "breached", "unknown"
WATCHED = "watched "  # before the second in which a watched window began
NOBODY = ("unknown", "", "-")  # how an actor is written whom nobody knows


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in POSIX seconds, the end exclusive; None: no end, or none that is known."""

    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody named with an incident: actor, role, confidence (codes of the mission's lists)."""

    actor: str
    role: str = "unknown"
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """An incident as far as a term needs it. `span` is the widest in which it may have happened; `pos` its entry."""

    ref: str
    pos: int
    state: str
    kinds: tuple[str, ...]  # the primary one first
    span: Span
    place: tuple[float, float] | None = None
    spread_m: float | None = 0.0  # how far off the place may be; None: it is not known on this scale
    takers: tuple[Taker, ...] = ()
    weapons: tuple[str, ...] = ()
    split: tuple[tuple[str, int], ...] = ()
    aggregate: bool = False
    claimed: bool = False  # only parties say so


@dataclass(frozen=True, slots=True)
class Bound:
    """Whom a clause binds, and whether that is contested."""

    actor: str
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Exempt:
    """Where, when or for whom a clause does not hold; what is None holds for all."""

    actor: str | None = None
    kind: str | None = None
    ground: Ground | None = None
    span: Span | None = None  # where it surely holds
    perhaps: Span | None = None  # where it may hold

    @property
    def plain(self) -> bool:
        """Whether it is words alone, which no machine can hold against an incident."""
        return not (self.actor or self.kind or self.ground or self.span)


@dataclass(frozen=True, slots=True)
class Force:
    """When a clause holds: surely inside `sure`, surely not outside `possible`, nor inside a `paused`; None for a bound
    that is not known or has not come."""

    sure: Span | None
    possible: Span | None
    paused: tuple[Span, ...] = ()
    perhaps_paused: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision ready to be checked."""

    ref: str
    pos: int
    code: str
    term: str | None
    force: Force
    bound: tuple[Bound, ...] = ()
    ground: Ground | None = None
    exceptions: tuple[Exempt, ...] = ()
    kinds: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    distance_m: float | None = None
    activity: str | None = None
    notice_s: int | None = None
    due: Span | None = None
    standing: bool = False
    agreement: str = ""
    text_version: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a position was found, when."""

    at: Span
    status: str
    strength: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A position of the baseline and the looks at it since, oldest first."""

    ref: str
    pos: int
    actor: str
    status: str
    as_of: Span | None = None
    strength: int | None = None
    place: tuple[float, float] | None = None
    radius_m: float = 0.0
    agreement: str = ""
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification: who announced which activity for when, and when that was."""

    ref: str
    pos: int
    actor: str
    activity: str
    starts: Span
    given: Span


@dataclass(frozen=True, slots=True)
class World:
    """All that is held beside the incidents, and the parties whom the mission knows."""

    posts: tuple[Post, ...] = ()
    notices: tuple[Notice, ...] = ()
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opinion:
    """A finding before it is recorded: one provision, one party (None: nobody is named), an incident or a window."""

    clause: Clause
    party: str | None
    answer: str
    reasons: tuple[str, ...]
    incident: str | None = None
    window: Span | None = None
    position: str | None = None
    notification: str | None = None
    versions: tuple[tuple[str, str, float | None], ...] = ()
    entries: tuple[int, ...] = field(default=())
    watched: bool = False  # over a time in which all of the ground was watched

    @property
    def about(self) -> tuple[str, str | None, str]:
        """What it is about: provision, party, and the incident, position, notification or window."""
        over = f"{WATCHED}{self.window.since}" if self.watched and self.window else "window"
        return self.clause.ref, self.party, self.incident or self.position or self.notification or over
