"""What counts for the outlook: incidents as events, in which units, and what nobody watched.

Counted is what somebody took in and nobody refuted; not what only a party claims, what the machine or an observer
proposed and nobody registered, totals of several events, and what is dated or placed too widely for the unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import h3
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select

from ..alerting.warning import Foreseen, areas
from ..analysis import panel as panels
from ..analysis.facts import Span
from ..analysis.panel import Event, Panel, first_day, holds
from ..core.place import priogrid_centre
from . import coverage, incidents, windows
from .desk import Desk

_COARSEST_TIME = {"week": 3, "month": 4}  # date precision up to which something lies in one step
_KEPT_BY = (("incident", "happened_at"), ("report", "happened_at"), ("window", "watched_at"), ("duty", "at"))


@dataclass(frozen=True, slots=True)
class Found:
    """What counts: events, the refs of those whose very day is known, what was left out for which reason, and the last
    day that the record tells of."""

    events: list[Event]
    dated: set[str]
    left: Counter[str]
    kept: date | None


def units(desk: Desk, told: Foreseen) -> tuple[dict[str, BaseGeometry], panels.Unit]:
    """(the areas that are units, empty for cells; which unit an event lies in)."""
    if told.unit in ("sector", "zone"):
        drawn = windows.shapes(desk)
        found = {code: drawn[code] for code in areas(desk.mission.zones, told.unit)}
        return found, panels.by_area(found)
    return {}, panels.by_priogrid if told.unit == "priogrid" else panels.by_h3(int(told.unit[3:]))


def _coarsest_place(unit: str) -> int:
    """Place precision up to which a point lies in a unit: 40 km for sectors, 25 km for cells of half a degree and
    hexagons of that size, exact for smaller ones."""
    return 3 if unit in ("sector", "zone") else 2 if unit in ("priogrid", "h3:3") else 1


def events(desk: Desk, pos: int | None, day: date, told: Foreseen) -> Found:
    """What counts as known at a position, up to a day."""
    zone = ZoneInfo(desk.mission.settings.timezone)
    found: list[Event] = []
    dated: set[str] = set()
    left: Counter[str] = Counter()
    with desk.reading() as connection:
        for page in incidents.pages(desk, connection, pos):
            rows = [row for row in page if row[incidents.KIND].startswith(told.kinds)]
            claims = incidents.claimed(desk, connection, rows, pos)
            for row in rows:
                why_not = _left_out(row, claims, told, zone, day)
                if why_not:
                    left[why_not] += 1
                    continue
                on = _day(row[incidents.END], zone)
                value = 1.0 if told.what == "incidents" else float(row[incidents.KILLED])
                found.append(Event(on, on, value, row[incidents.LON], row[incidents.LAT], ref=row[incidents.REF]))
                if row[incidents.PREC] == 1:
                    dated.add(row[incidents.REF])
        kept = _last_day_told(desk, connection, pos, day, zone)
    return Found(found, dated, left, kept)


def _left_out(row: Any, claims: set[int], told: Foreseen, zone: ZoneInfo, day: date) -> str:
    """Why an incident does not count; empty where it does."""
    if row[incidents.STATE] == "reported":
        return "proposed"
    if row[incidents.CLARITY] == incidents.TOTAL:
        return "total"
    if row[incidents.POS] in claims:
        return "claimed"
    if not row[incidents.END] or (row[incidents.PREC] or 5) > _COARSEST_TIME[told.step]:
        return "time"
    if row[incidents.LON] is None or (row[incidents.WHERE] or 1) > _coarsest_place(told.unit):
        return "place"
    if _day(row[incidents.END], zone) > day:
        return "later"
    return "deaths" if told.what == "deaths" and row[incidents.KILLED] is None else ""


def _day(text: str, zone: ZoneInfo) -> date:
    """The local day of a day or an instant as the ledger writes it."""
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(zone).date()


def _last_day_told(desk: Desk, connection: Any, pos: int | None, day: date, zone: ZoneInfo) -> date | None:
    """The last day, up to the one asked about, that any record tells of: so long the record was surely kept."""
    end = int((datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)).timestamp())
    newest = []
    for noun, field in _KEPT_BY:
        table = desk.shapes[noun].table
        until, since = table.c[f"{field}__until"], table.c[f"{field}__since"]
        holds_ = (incidents.held_at(table, pos), since < end)
        newest.append(connection.execute(select(func.max(until)).where(*holds_)).scalar())
    told = max((one for one in newest if one is not None), default=None)
    return None if told is None else min(datetime.fromtimestamp(min(told, end) - 1, zone).date(), day)


# --- units as ground


def cell(name: str, unit: str) -> BaseGeometry:
    if unit == "priogrid":
        lon, lat = priogrid_centre(int(name))
        return shapely.box(lon - 0.25, lat - 0.25, lon + 0.25, lat + 0.25)
    return shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(name)])


def beside(units: Sequence[str], unit: str, shapes: Mapping[str, BaseGeometry]) -> tuple[tuple[int, ...], ...]:
    """For each unit the places of those beside it; areas within about a kilometre are beside each other."""
    if unit == "priogrid":
        return panels.grid_neighbours(units)
    if unit.startswith("h3"):
        where = {name: row for row, name in enumerate(units)}
        return tuple(tuple(where[n] for n in h3.grid_disk(u, 1) if n != u and n in where) for u in units)
    drawn = [shapes[name].buffer(0.01) for name in units]
    tree = shapely.STRtree(drawn)
    return tuple(
        tuple(sorted(int(n) for n in tree.query(one, predicate="intersects") if n != row))
        for row, one in enumerate(drawn)
    )


def unwatched_unknown(desk: Desk, panel: Panel, shapes: Mapping[str, BaseGeometry]) -> Panel:
    """The panel with what nobody watched and nothing is known of as unknown, from the step of the first window on.
    Windows are taken as they are held now."""
    zone = ZoneInfo(desk.mission.settings.timezone)
    table = desk.shapes[windows.NOUN].table
    with desk.reading() as connection:
        query = select(func.min(table.c.watched_at__since)).where(incidents.held_at(table, None), windows.real(table))
        since = connection.execute(query).scalar()
    if since is None or not panel.length:
        return panel
    begin = max(holds(panel.step, datetime.fromtimestamp(since, zone).date()), panel.first)
    counts = panel.counts.copy()
    while begin <= panel.last:
        end = begin
        while end < panel.last and (first_day(panel.step, end + 2) - first_day(panel.step, begin)).days < 360:
            end += 1
        bounds = [coverage.midnight(first_day(panel.step, at), zone) for at in range(begin, end + 2)]
        cover = coverage.find(desk, Span(bounds[0], bounds[-1])).sure
        for row, name in enumerate(panel.units):
            hours = cover.among(coverage.within(cover.cells, shapes[name])).by_time(bounds)
            part = counts[row, begin - panel.first : end - panel.first + 1]
            part[(hours <= 0) & (part == 0)] = np.nan
        begin = end + 1
    return replace(panel, counts=counts)
