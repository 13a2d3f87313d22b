"""What was watched, for a stretch of time: cells for the map, a table by sector and week, blind spots.

Own positions are in it, so it is for the mission alone.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

import h3
import numpy as np
import shapely
from h3.api import numpy_int as h3n
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select

from ..analysis import coverage
from ..analysis.coverage import HOUR_S, RESOLUTION, Cells, Cover
from ..analysis.facts import Span
from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import Audience
from ..core.moment import utc
from ..core.place import KM_PER_DEGREE
from ..ledger.state import NOW
from . import windows
from .desk import Desk

MOST_D = 400
FIRST_S, LAST_S = -2_208_988_800, 7_258_118_400  # the years 1900 to 2200
MOST_TOLD = 12_000  # cells told to a map; more are joined into larger ones
KEPT = 4
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Found:
    """Coverage over a stretch of time: what was surely watched, what perhaps was, and by which windows."""

    span: Span
    sure: Cover
    perhaps: Cover
    windows: tuple[str, ...]
    unplaced: tuple[str, ...]


_known: WeakKeyDictionary[Desk, OrderedDict[tuple[int, ...], Found]] = WeakKeyDictionary()
_lock = threading.Lock()


def check_span(since: int, until: int) -> Span:
    """A stretch of time that can be asked for. Raises BadRequest."""
    if until <= since or until - since > MOST_D * 86_400 or since < FIRST_S or until > LAST_S:
        words = f"Ask for more than nothing, for at most {MOST_D} days, between 1900 and 2200."
        raise BadRequest("This period cannot be told.", [Issue("until", "bad_period", words)])
    return Span(since, until)


def past(span: Span, now_s: int | None) -> Span:
    """What of a stretch of time is over: nobody has watched what has not come, whatever a record says."""
    until = span.until or 0
    return span if now_s is None else Span(span.since, max(min(until, now_s), span.since + 1))


def check_reader(audience: Audience) -> None:
    """Raises NotAllowed for whom coverage is not."""
    if not audience.inside:
        raise NotAllowed("Where the mission watched tells where its people were: it is for the mission alone.")


def find(desk: Desk, span: Span, resolution: int = RESOLUTION, progress: Progress | None = None) -> Found:
    """Coverage over a stretch of time, kept until a window changes. Raises BadRequest when an area is too wide."""
    with desk.reading() as connection:
        newest = windows.newest(desk, connection)
        key = (newest, span.since, span.until or 0, resolution)
        with _lock:
            kept = _known.setdefault(desk, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        watched = _noting(windows.watches(desk, connection, span), progress)
        try:
            told = list(watched)
            sure = coverage.cover(told, span, resolution)
            unsure = [one for one in told if any(not piece.sure for piece in one.pieces)]
            perhaps = coverage.cover(unsure, span, resolution, sure=False)
        except coverage.TooWide as error:
            raise BadRequest(f"An area of a window cannot be counted. {error}") from None
    refs = tuple(one.ref for one in told)
    found = Found(span, sure, perhaps, refs, tuple(windows.unplaced(told)))
    with _lock:
        kept[key] = found
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return found


def _noting(watched: Any, progress: Progress | None) -> Any:
    for number, one in enumerate(watched):
        if progress and number % 200 == 0:
            progress(number)
        yield one


def told(desk: Desk, audience: Audience, span: Span, now_s: int, progress: Progress | None = None) -> dict[str, Any]:
    """What a page shows: cells with their hours, the table by sector and week, blind spots, what is not known."""
    check_reader(audience)
    span = past(span, now_s)
    found = find(desk, span, progress=progress)
    cells, hours = found.sure.hours()
    whole = ((span.until or 0) - span.since) / HOUR_S
    sure, maybe = set(cells.tolist()), found.perhaps.hours()[0]
    shown, of = _joined(cells, hours)
    unsure, _ = _joined(np.array([cell for cell in maybe.tolist() if cell not in sure], np.uint64), None)
    return {
        "since": utc(span.since), "until": utc(span.until or 0), "resolution": found.sure.resolution,
        "shown_resolution": h3.get_resolution(h3.int_to_str(int(shown[0]))) if len(shown) else found.sure.resolution,
        "cells": [_outlined(int(cell), round(float(h), 3)) for cell, h in zip(shown, of, strict=True)],
        "perhaps": [_outlined(int(cell), 0.0) for cell in unsure],
        "hours": whole, "watched_cells": len(cells), "watched_hours": round(float(hours.sum()), 3),
        "windows": len(found.windows), "unplaced": list(found.unplaced[:200]),
        "weeks": table(desk, found, now_s), "blind": blind(desk, found),
    }  # fmt: skip


def _joined(cells: Cells, hours: NDArray[np.float64] | None) -> tuple[Cells, NDArray[np.float64]]:
    """(cells few enough for a map, the hours of each): larger ones have the mean hours of what they are made of."""
    hours = np.zeros(len(cells)) if hours is None else hours
    while len(cells) > MOST_TOLD:
        above = np.array([h3n.cell_to_parent(cell) for cell in cells], np.uint64)
        cells, where = np.unique(above, return_inverse=True)
        hours = np.bincount(where, hours) / 7
    return cells, hours


def _outlined(cell: int, hours: float) -> dict[str, Any]:
    """A cell for a map: its name, its hours, its corners as longitude and latitude in turn."""
    name = h3.int_to_str(cell)
    return {
        "cell": name,
        "hours": hours,
        "ring": [round(v, 5) for lat, lon in h3.cell_to_boundary(name) for v in (lon, lat)],
    }


def table(desk: Desk, found: Found, now_s: int) -> list[dict[str, Any]]:
    """By sector and week: planned and done, watched cell-hours, which share of the sector's that is."""
    zone = ZoneInfo(desk.mission.settings.timezone)
    with desk.reading() as connection:
        plans = windows.plans(desk, connection, found.span, now_s, lambda at: week_of(at, zone))
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    areas = windows.units(desk)
    for one in coverage.kept(plans):
        row = _row(rows, one.sector or "", one.week, areas, zone, found.span)
        names = ("planned", "done", "cut_short", "denied", "cancelled", "unreported", "unplanned")
        row.update({name: getattr(one, name) for name in names}, refs=list(one.refs[:500]))
    cells = found.sure.cells
    weeks = weeks_of(found.span, zone)
    bounds = [*weeks, next_week(weeks[-1], zone)]
    inside = {code: within(cells, area) for code, area in areas.items()}
    inside[""] = ~np.any([*inside.values(), np.zeros(len(cells), bool)], axis=0)  # watched, but in no sector
    for code, mine in inside.items():
        for week, hours in zip(weeks, found.sure.among(mine).by_time(bounds).tolist(), strict=True):
            if code or hours:  # of each sector each week is told, also where nobody was
                _row(rows, code, week, areas, zone, found.span)["hours"] = round(hours, 3)
    for row in rows.values():
        row["share"] = round(min(row["hours"] / row["of"], 1.0), 6) if row["of"] else None
    return [rows[key] for key in sorted(rows)]


def _row(
    rows: dict[tuple[str, int], dict[str, Any]], sector: str, week: int, areas: Mapping[str, BaseGeometry],
    zone: ZoneInfo, span: Span,
) -> dict[str, Any]:  # fmt: skip
    key = (sector, week)
    if key not in rows:
        names = ("planned", "done", "cut_short", "denied", "cancelled", "unreported", "unplanned")
        since, until = max(week, span.since), min(next_week(week, zone), span.until or 0)
        size = cells_in(areas[sector]) if sector in areas else None
        rows[key] = {
            "sector": sector or None, "week": day_of(week, zone), **dict.fromkeys(names, 0), "refs": [], "hours": 0.0,
            "of": round(size * max(until - since, 0) / HOUR_S, 3) if size else None,
        }  # fmt: skip
    return rows[key]


def blind(desk: Desk, found: Found, most: int = 50) -> list[dict[str, Any]]:
    """Cells where things happened and nobody watched, worst first, with the people who live there if that is known."""
    resolution = found.sure.resolution
    past, refs = _past(desk, resolution)
    people = living(desk, resolution)
    spots = coverage.blind_spots(found.sure, found.span, past, people, most)
    told = []
    for spot in spots:
        lat, lon = h3.cell_to_latlng(spot.cell)
        told.append({
            "cell": spot.cell, "lon": round(lon, 5), "lat": round(lat, 5), "share": spot.share,
            "incidents": spot.incidents, "people": None if spot.people is None else round(spot.people),
            "refs": refs.get(h3.str_to_int(spot.cell), [])[:20],
        })  # fmt: skip
    return told


def _past(desk: Desk, resolution: int) -> tuple[dict[int, int], dict[int, list[str]]]:
    """(incidents by cell, their refs), of all time; only of those whose place is known exactly."""
    table = desk.shapes["incident"].table
    query = select(table.c.ref, table.c.place__lon, table.c.place__lat).where(
        table.c.to_pos == NOW, table.c.state != "refuted", table.c.place__prec == 1, table.c.kind.not_like("CTX-%"),
        table.c.kind.not_like("POS-%"), table.c.merged_into.is_(None),
    )  # fmt: skip
    refs: dict[int, list[str]] = {}
    with desk.reading() as connection:
        for row in connection.execute(query):
            if row.place__lon is not None:
                cell = int(h3n.latlng_to_cell(row.place__lat, row.place__lon, resolution))
                refs.setdefault(cell, []).append(row.ref)
    return {cell: len(found) for cell, found in refs.items()}, refs


def living(desk: Desk, resolution: int) -> dict[int, float]:
    """People by cell, where a zone of the mission says how many live in it; spread evenly, for nobody knows better."""
    found: Counter[int] = Counter()
    drawn = windows.shapes(desk)
    for feature in desk.mission.zones.get("features", ()):
        people = feature["properties"].get("people")
        if people:
            try:
                for cell, number in coverage.spread(people, drawn[feature["properties"]["code"]], resolution).items():
                    found[cell] += number  # type: ignore[assignment]
            except coverage.TooWide:
                continue
    return dict(found)


def within(cells: Cells, area: BaseGeometry) -> NDArray[np.bool_]:
    """Which cells have their centre in an area."""
    known, where = np.unique(cells, return_inverse=True)
    if not len(known):
        return np.zeros(0, bool)
    centres = np.array([h3n.cell_to_latlng(cell) for cell in known])
    shapely.prepare(area)
    inside: NDArray[np.bool_] = shapely.contains_xy(area, centres[:, 1], centres[:, 0])
    return inside[where]


def cells_in(area: BaseGeometry) -> float:
    """How many cells have their centre in an area; of one too wide to count, by the size of cells in its middle."""
    return _cells_in(area.wkb)


@lru_cache(maxsize=512)
def _cells_in(wkb: bytes) -> float:
    area = shapely.from_wkb(wkb)
    try:
        return float(max(within(coverage.cells_of(area, RESOLUTION), area).sum(), 1))
    except coverage.TooWide:
        middle = area.representative_point()
        km2 = area.area * float(np.cos(np.radians(middle.y))) * KM_PER_DEGREE**2
        return float(km2 / h3.cell_area(h3.latlng_to_cell(middle.y, middle.x, RESOLUTION), "km^2"))


def week_of(at: int, zone: ZoneInfo) -> int:
    """The instant at which the week (Monday, in the mission's time zone) of an instant began."""
    local = datetime.fromtimestamp(at, zone)
    return midnight(local.date() - timedelta(days=local.weekday()), zone)


def midnight(day: date, zone: ZoneInfo) -> int:
    """The instant at which a local day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def days_of(week: int, zone: ZoneInfo) -> list[int]:
    """The instants at which the seven days of a week begin, however long they are."""
    monday = datetime.fromtimestamp(week, zone).date()
    return [midnight(monday + timedelta(days=number), zone) for number in range(7)]


def next_week(week: int, zone: ZoneInfo) -> int:
    """The beginning of the week after."""
    return week_of(week + 8 * 86_400, zone)


def weeks_of(span: Span, zone: ZoneInfo) -> list[int]:
    """The instants at which the weeks of a stretch of time begin, the first perhaps before it."""
    found = [week_of(span.since, zone)]
    while (after := next_week(found[-1], zone)) < (span.until or 0):
        found.append(after)
    return found


def day_of(at: int, zone: ZoneInfo) -> str:
    """The local day of an instant."""
    return datetime.fromtimestamp(at, zone).date().isoformat()


def instant(text: str, zone: ZoneInfo | None = None) -> int:
    """A day (its beginning in the mission's time zone) or an instant as POSIX seconds. Raises ValueError."""
    at = datetime.fromisoformat(text)
    return int((at if at.tzinfo else at.replace(tzinfo=zone or UTC)).timestamp())
