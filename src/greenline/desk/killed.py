"""Who was killed in the last twelve whole months, by who killed them, as the mission's own record has it.

Only what a number is recorded of, in incidents that stand and of which not only parties tell. What is not known stays
apart, counted as incidents, never as people: a sum of what is known is a lower bound. Killings of civilians are those
of incidents that are harm to them (`ONE_SIDED_KINDS`), not those who die between two sides, nor by
peacekeepers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from sqlalchemy import or_, select

from ..analysis.attribution import named_actors
from ..analysis.compliance import GONE
from ..analysis.effects import BATTLE, GOVERNMENT, REBELS, UNATTRIBUTED
from ..analysis.facts import Fact, Span
from ..core.errors import TooLarge
from ..core.moment import Moment, utc
from ..ledger.state import NOW
from . import incidents
from .desk import Desk

MONTHS = 12
MOST = 200_000
ONE_SIDED_KINDS = ("CIV-", "TER-", "AHW-", "SGB-")
BATTLE_KINDS = ("CMB-", "CFV-")
OWN_HARM = "CIV-PKH"
NEAR_M = 25_000  # a place known worse than that is in no zone for sure
_REBEL = ("armed_group",)
_FORCES = ("state", "armed_force", "police")
_VICTIMS = ("civilian", "civilians")


@dataclass(slots=True)
class Killed:
    """People killed a month: by outcome an array (units, months); refs: the incidents counted; left: how many
    incidents are left out, by why (total, claim, wide, unknown, other, unplaced)."""

    months: tuple[str, ...]
    counts: dict[str, NDArray[np.float64]]
    refs: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


def killed(desk: Desk, day: Span, battle: bool = False, areas: Mapping[str, BaseGeometry] | None = None) -> Killed:
    """The dead of the twelve whole months before a day. battle: soldiers and fighters of both sides, else civilians;
    areas: only what happened in these, each a unit; None: the whole country as one unit. Raises TooLarge."""
    months = _months(day)
    units = list(areas) if areas is not None else [""]
    outcomes = (BATTLE,) if battle else (REBELS, GOVERNMENT, UNATTRIBUTED)
    told = Killed(tuple(one for one, _ in months), {name: np.zeros((len(units), MONTHS)) for name in outcomes})
    starts = [since for _, since in months]
    window = Span(starts[0], _next(months[-1][0]))
    sorts = {party.code: party.kind for party in desk.mission.parties}
    for fact, deaths in _read(desk, window):
        number = _number(deaths, battle)
        why = _left_out(fact, number, battle, window)
        where = _units(fact, areas) if not why else []
        if why or not where:
            told.left[why or ("elsewhere" if _sharp(fact) else "unplaced")] += 1
            continue
        assert number is not None
        name = BATTLE if battle else _by(fact, sorts)
        month = int(np.searchsorted(starts, fact.span.since, "right")) - 1
        for unit in where:
            told.counts[name][unit, month] += number
        told.refs.append(fact.ref)
    return told


def _months(day: Span) -> list[tuple[str, int]]:
    """The twelve whole months before the day's own: name and first second (UTC)."""
    year, month = int(utc(day.since)[:4]), int(utc(day.since)[5:7])
    names = [
        f"{(year * 12 + month - 1 - back) // 12:04d}-{(month - 1 - back) % 12 + 1:02d}" for back in range(12, 0, -1)
    ]
    return [(name, Moment.parse(f"{name}-01").since_s) for name in names]


def _next(month: str) -> int:
    first = date.fromisoformat(f"{month}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Moment.parse(after.isoformat()).since_s


def _read(desk: Desk, window: Span) -> list[tuple[Fact, dict[str, Any]]]:
    """Incidents that touch the window and of which any death is told."""
    t = desk.shapes["incident"].table
    columns = [t.c[f"deaths__{name}"] for name in ("a", "b", "civilians", "unknown", "best", "high")]
    query = select(t.c.ref, *columns).where(
        t.c.to_pos == NOW, t.c.state.not_in(GONE), t.c.happened_at__since < window.until,
        t.c.happened_at__until > window.since, or_(*(column.is_not(None) for column in columns)),
    ).limit(MOST)  # fmt: skip
    with desk.reading() as connection:
        deaths = {row.ref: dict(row._mapping) for row in connection.execute(query)}
        if len(deaths) >= MOST:
            raise TooLarge(f"More than {MOST:,} incidents of twelve months; give a base of your own.")
        rows = incidents.some(desk, connection, deaths)
        claims = incidents.claimed(desk, connection, rows)
    return [(incidents.fact(row, claims), deaths[row[incidents.REF]]) for row in rows]


def _number(deaths: Mapping[str, Any], battle: bool) -> int | None:
    if not battle:
        civilians: int | None = deaths["deaths__civilians"]
        return civilians
    known = [deaths[name] for name in ("deaths__a", "deaths__b") if deaths[name] is not None]
    return sum(known) if known else None


def _left_out(fact: Fact, number: int | None, battle: bool, window: Span) -> str:
    """Why an incident is not counted; empty: it is."""
    assert window.until is not None
    if not fact.kinds[0].startswith(BATTLE_KINDS if battle else ONE_SIDED_KINDS) or OWN_HARM in fact.kinds:
        return "other"
    if fact.claimed:
        return "claim"
    if fact.aggregate:
        return "total"
    if fact.span.since < window.since or fact.span.until is None or fact.span.until > window.until:
        return "wide"
    return "unknown" if number is None else ""


def _sharp(fact: Fact) -> bool:
    return fact.place is not None and fact.spread_m is not None and fact.spread_m <= NEAR_M


def _units(fact: Fact, areas: Mapping[str, BaseGeometry] | None) -> list[int]:
    if areas is None:
        return [0]
    if not _sharp(fact) or fact.place is None:
        return []
    return [number for number, area in enumerate(areas.values()) if shapely.intersects_xy(area, *fact.place)]


def _by(fact: Fact, sorts: Mapping[str, str]) -> str:
    """By whom: rebels, forces of a state, or nobody known; those who were killed cannot have done it."""
    told = [{"actor": one.actor, "role": one.role, "confidence": one.confidence} for one in fact.takers
            if one.actor.casefold() not in _VICTIMS]  # fmt: skip
    found = {sorts.get(actor, "") for actor in named_actors(told)}
    if found and found <= set(_REBEL):
        return REBELS
    return GOVERNMENT if found and found <= set(_FORCES) else UNATTRIBUTED
