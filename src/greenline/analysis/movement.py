"""Notices of convoys and sites by the clock, and access constraints by month. Pure; times are POSIX seconds.

48 hours ahead, 24 in an emergency that is stated, is the rule of notification systems (field workflows 1.4, S27); a
mission may set its own. Silence is a state that the clock tells: nobody acknowledged, which says nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .commission import Lead, lead_time
from .facts import UNKNOWN, Span

LEAD_H, LEAD_EMERGENCY_H = 48.0, 24.0
SOON_D = 7  # a site whose notice ends within so many days is told as ending
SMALL = 10  # fewer than this are not told to others (domain vocabulary, section 6.4)
HOUR_S, DAY_S = 3600, 86_400


def lead(given: Span | None, starts: Span, emergency: bool, hours: tuple[float, float]) -> Lead | None:
    """How long before its start a convoy was told, against what is asked (usual, emergency); None: not told yet."""
    return None if given is None else lead_time(given, starts, hours[1] if emergency else hours[0])


def quiet_at(submitted: Span | None, hours: float) -> int | None:
    """From when on a notice that nobody answered is silence; None: it was not passed on."""
    return None if submitted is None else submitted.since + round(hours * HOUR_S)


def notice(state: str, submitted: Span | None, now: int, hours: float) -> str:
    """The state of a notice by the clock: silent, where it was passed on and lies unanswered."""
    at = quiet_at(submitted, hours)
    return "silent" if state == "submitted" and at is not None and now > at else state


def expiry(state: str, expires: Span, now: int) -> str:
    """Whether a site's notice holds: open, ending, expired; closed when somebody closed it."""
    if state == "closed":
        return state
    end = expires.until or expires.since + 1
    return "expired" if now >= end else "ending" if now >= end - SOON_D * DAY_S else "open"


@dataclass(frozen=True, slots=True)
class Held:
    """What is counted of a constraint: kind (None: not coded), place, whom it hits at best and at most (None: unknown),
    and what it may be used for."""

    ref: str
    kind: str | None
    place: str | None
    low: int | None
    best: int | None
    high: int | None
    use: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Constraints of one kind at one place: how many, and people affected as far as known (`counted` of them). To
    others a number below ten is None, as an unknown one is."""

    kind: str
    place: str
    count: int | None
    low: int | None
    best: int | None
    high: int | None
    counted: int | None
    refs: tuple[str, ...]


def table(held: Iterable[Held], *, others: bool = False) -> tuple[Cell, ...]:
    """By kind and place. For others only what may be used beyond the mission, without refs, and numbers from ten on:
    no totals are made, so that none can be had by taking away."""
    cells: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in held:
        if not others or one.use != "internal":
            cells[one.kind or UNKNOWN, one.place or UNKNOWN].append(one)
    return tuple(_cell(kind, place, ones, others) for (kind, place), ones in sorted(cells.items()))


def _cell(kind: str, place: str, ones: list[Held], others: bool) -> Cell:
    sums = {name: _sum(getattr(one, name) for one in ones) for name in ("low", "best", "high")}
    counted = sum(one.best is not None for one in ones)
    if not others:
        return Cell(kind, place, len(ones), **sums, counted=counted, refs=tuple(one.ref for one in ones))
    told = {name: _told(number) if len(ones) >= SMALL else None for name, number in sums.items()}
    return Cell(kind, place, _told(len(ones)), **told, counted=_told(counted), refs=())


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


def _told(number: int | None) -> int | None:
    return number if number is not None and number >= SMALL else None
