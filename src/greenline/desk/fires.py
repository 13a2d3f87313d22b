"""Hotspots that were imported: which of them are usual at their place, and a window for each pass that they tell of."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import shapely
from sqlalchemy import select

from ..analysis.fires import PASS_S, Hotspot, Pass, Told, judge, passes
from ..core.errors import TooLarge
from ..core.handling import MISSION, Actor
from ..core.kinds import MOST_REFS
from ..core.moment import Moment, utc
from ..core.shape import write_shape
from ..ledger.entry import read_leaves
from ..ledger.state import AS_RECEIVED, NOW
from ..ledger.tables import entries
from .desk import Desk
from .once import record

MOST_HOTSPOTS = 500_000
_PIXEL = 0.002  # degrees, half a VIIRS pixel
SATELLITES = {
    "N": "S-NPP", "N20": "NOAA-20", "1": "NOAA-20", "N21": "NOAA-21", "2": "NOAA-21", "A": "Aqua", "T": "Terra",
}  # fmt: skip


def fires(desk: Desk, actor: Actor, since: str = "") -> tuple[list[Told], list[str], int]:
    """Every hotspot held against what is usual at its place, and a window recorded for each pass, once.

    since: only hotspots from this day or instant on are told, all others are still known. Returns what is told, the
    refs of the windows, how many of them were there already. Raises TooLarge, ValueError (no such day), NotAllowed.
    """
    known = list(_hotspots(desk))
    first = Moment.parse(since).since_s if since else None
    asked = [one for one in known if first is None or one.at_s >= first]
    held = _held(desk)
    found = [_window(one, _same(one, held)) for one in passes(asked)]
    refs, already = record(desk, actor, "window", "watch", found)
    return judge(asked, known), refs, already


def _held(desk: Desk) -> dict[str, list[tuple[int, str]]]:
    """The passes that have a window, by satellite: (beginning, the id that `_window` gave it), in order."""
    table = desk.shapes["window"].table
    query = select(table.c.source_id).where(table.c.source_id.like("firms/%"), table.c.to_pos == NOW)
    held: dict[str, list[tuple[int, str]]] = defaultdict(list)
    with desk.reading() as connection:
        for told in connection.execute(query).scalars():
            _, satellite, at = told.split("/", 2)
            held[satellite].append((Moment.parse(at).since_s, told))
    for many in held.values():
        many.sort()
    return held


def _same(one: Pass, held: Mapping[str, Sequence[tuple[int, str]]]) -> str:
    """The id of a pass: of one that is held already that one's, though a later file tells of more hotspots in it."""
    satellite = one.satellite.replace("/", "-")
    many = held.get(satellite, ())
    near = bisect_left(many, (one.since_s - PASS_S, ""))
    if near < len(many) and many[near][0] <= one.until_s + PASS_S:
        return many[near][1]
    return f"firms/{satellite}/{utc(one.since_s)}"


def _hotspots(desk: Desk) -> Iterator[Hotspot]:
    """The hotspots that the mission holds, oldest first, with what their source said of them."""
    view = desk.shapes["report"].view(MISSION)
    query = (
        select(view.c.ref, view.c.place__lon, view.c.place__lat, view.c.happened_at__start, entries.c.leaves)
        .join(entries, entries.c.pos == view.c.from_pos)
        .where(view.c.observation == "hotspot", view.c.state == "sent", view.c.place__lon.is_not(None))
        .where(view.c.to_pos == NOW)
        .order_by(view.c.happened_at__start, view.c.ref)
    )
    with desk.reading() as connection:
        for count, row in enumerate(connection.execute(query)):
            if count >= MOST_HOTSPOTS:
                raise TooLarge(f"More than {MOST_HOTSPOTS:,} hotspots are held; they are not judged at once.")
            told: dict[str, Any] = read_leaves(row.leaves.split(b"\n")).get(AS_RECEIVED) or {}
            at_s = Moment.parse(row.happened_at__start).since_s
            name = str(told.get("satellite", ""))
            yield Hotspot(
                row.ref, at_s, row.place__lon, row.place__lat, SATELLITES.get(name, name),
                str(told.get("confidence", "")), str(told.get("frp", "")),
            )  # fmt: skip


def _window(one: Pass, source_id: str) -> dict[str, Any]:
    """The window of a pass: the ground between its hotspots, which it surely passed over. Cloud stays unknown."""
    words = (
        f"{len(one.refs)} hotspots of one pass of {one.satellite or 'a satellite that is not named'}. The source tells "
        "of warm pixels only: where cloud was is not known, so where no hotspot is there may have been fire."
    )
    west, south, east, north = one.box
    values = {
        "means": "satellite_pass", "sensor": "satellite_thermal", "account": words,
        "watched_at": {"start": utc(one.since_s), "end": utc(one.until_s)}, "source": "NASA FIRMS",
        "source_id": source_id, "reports": list(one.refs[:MOST_REFS]),
    }  # fmt: skip
    if east - west < 180:  # a pass over the date line has no plain box
        box = shapely.box(west - _PIXEL, south - _PIXEL, east + _PIXEL, north + _PIXEL)
        values["area"] = write_shape(box.intersection(shapely.box(-180, -90, 180, 90)))
    return values


def plain(told: Sequence[Told]) -> list[dict[str, Any]]:
    """What is told of hotspots as JSON objects, the newest first."""
    return [
        {
            "ref": one.hotspot.ref, "at": utc(one.hotspot.at_s), "lon": one.hotspot.lon, "lat": one.hotspot.lat,
            "satellite": one.hotspot.satellite, "confidence": one.hotspot.confidence, "power_mw": one.hotspot.power_mw,
            "cell": one.cell, "value": one.value, "years": list(one.years), "known_years": one.known_years,
            "days": one.days,
        }
        for one in sorted(told, key=lambda t: -t.hotspot.at_s)
    ]  # fmt: skip
