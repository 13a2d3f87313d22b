"""Windows as the ledger holds them, made ready for the pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select

from ..analysis.coverage import Plan
from ..analysis.facts import Span
from ..analysis.ground import zones_of
from ..analysis.watching import Reach, Watch, middle_of, watch_of
from ..core.codes import code_lists
from ..ledger.state import NOW
from ..registers.window import WATCHED
from .desk import Desk

NOUN = "window"
UNIT_KINDS = (("sector",), ("buffer_zone", "area", "pocket", "base_area"))  # the first kinds that a mission draws


def reaches(desk: Desk) -> dict[str, Reach]:
    """How far each kind of sensor sees: as the mission sets it, else as words/codes/sensor_kind.csv has it."""
    found = {
        code: Reach(float(row["day_m"]), float(row["night_m"]), row["cloud"] == "yes", row["light"] == "yes")
        for code, row in code_lists()["sensor_kind"].rows.items()
    }
    for code, told in desk.mission.settings.ranges.items():
        found[code] = replace(found[code], day_m=told.day_m, night_m=told.night_m, light=told.night_m == 0)
    return found


def shapes(desk: Desk) -> dict[str, BaseGeometry]:
    """The mission's zones by code."""
    return {code: zone.shape for code, zone in zones_of(desk.mission.zones).items()}


def units(desk: Desk) -> dict[str, BaseGeometry]:
    """The areas by which watching is told: the sectors, where none are drawn the areas that are."""
    for kinds in UNIT_KINDS:
        codes = [
            feature["properties"]["code"] for feature in desk.mission.zones.get("features", ())
            if feature["properties"]["kind"] in kinds and "Polygon" in feature["geometry"]["type"]
        ]  # fmt: skip
        if codes:
            drawn = shapes(desk)
            return {code: drawn[code] for code in sorted(codes)}
    return {}


def real(table: Table) -> ColumnElement[bool]:
    """The condition that a window was no exercise."""
    return func.coalesce(table.c.exercise, 0) == 0


def watches(desk: Desk, connection: Connection, span: Span, after: int = -1) -> Iterator[Watch]:
    """What was watched in a stretch of time, window by window; only those of which a version began after a pos."""
    table = desk.shapes[NOUN].table
    query = select(table).where(
        table.c.to_pos == NOW, table.c.from_pos > after, table.c.state.in_(WATCHED),
        real(table), table.c.watched_at__since < span.until, table.c.watched_at__until > span.since,
    )  # fmt: skip
    zones, far, shape = shapes(desk), reaches(desk), desk.shapes[NOUN]
    result = connection.execution_options(stream_results=True, max_row_buffer=5000).execute(query)
    for row in result.mappings():
        yield watch_of(row["ref"], row["from_pos"], shape.values(row), zones, far)


def plans(desk: Desk, connection: Connection, span: Span, now_s: int, week_of: Any) -> list[Plan]:
    """What became of the windows that were planned for, or watched in, a stretch of time; week_of: instant -> week."""
    table = desk.shapes[NOUN].table
    planned = and_(table.c.planned_at__since < span.until, table.c.planned_at__until > span.since)
    seen = and_(table.c.watched_at__since < span.until, table.c.watched_at__until > span.since)
    query = select(table).where(
        table.c.to_pos == NOW, table.c.state != "withdrawn", real(table),
        or_(planned, and_(table.c.planned_at__since.is_(None), seen)),
    )  # fmt: skip
    areas, zones, shape = units(desk), shapes(desk), desk.shapes[NOUN]
    found = []
    for row in connection.execute(query).mappings():
        since = row["planned_at__since"] if row["planned_at__since"] is not None else row["watched_at__since"]
        over = row["planned_at__until"] is not None and row["planned_at__until"] <= now_s
        sector = _sector(shape.values(row), areas, zones)
        found.append(Plan(row["ref"], sector, week_of(since), row["state"], row["planned_at__since"] is not None, over))
    return found


def changed(desk: Desk, connection: Connection, after: int) -> list[str]:
    """The refs of windows of which a version began after a pos, whatever became of them."""
    table = desk.shapes[NOUN].table
    return list(connection.execute(select(table.c.ref).where(table.c.from_pos > after).distinct()).scalars())


def newest(desk: Desk, connection: Connection) -> int:
    """The position of the newest version of any window; 0 when there is none."""
    table = desk.shapes[NOUN].table
    return connection.execute(select(table.c.from_pos).order_by(table.c.from_pos.desc()).limit(1)).scalar() or 0


def _sector(
    values: Mapping[str, Any], areas: Mapping[str, BaseGeometry], zones: Mapping[str, BaseGeometry]
) -> str | None:
    """The unit that a window is told under: as it says, else the one that it watched, else where its middle lies."""
    named = values.get("sector") or values.get("zone")
    if named in areas:
        return str(named)
    at = middle_of(values, zones)
    if at is None:
        return values.get("sector")
    found = next((code for code, area in areas.items() if shapely.contains_xy(area, *at)), None)
    return found or values.get("sector")


def unplaced(watched: Iterable[Watch]) -> list[str]:
    """The refs of windows of which nobody knows which ground they watched."""
    return [one.ref for one in watched if not one.pieces]
