"""Reports and incidents as they are compared: what stands in the ledger near a report in time and place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, and_, literal_column, not_, or_, select

from ..analysis.compliance import GONE
from ..analysis.fusion.linking import MOST_SCORED, Mission, learn, nearest
from ..analysis.fusion.saying import Saying, named, range_of, stretch, words_of
from ..analysis.fusion.weighing import NEAR_KM, SLACK_S
from ..core.place import KM_PER_DEGREE, SPREAD_KM
from ..faces.table import LONG_S, NOW_TEXT
from .desk import Desk
from .incidents import TOTAL

MOST_LOOKED = 20_000  # records near in time and place of which time and place are compared
MOST_LEARNT = 4_000  # records of each register, the newest, that tell what is common
DAY_S = 86_400
WIDENED_S = 6 * DAY_S  # a day told to within a week may be off by so much
FUZZY_KM = 40.0  # the other's place: a district; of wider ones those are found whose middle is near
_LIGHT = (
    "from_pos", "happened_at__since", "happened_at__until", "happened_at__prec", "place__lon", "place__lat",
    "place__prec",
)  # fmt: skip
_FULL = (
    "ref", "place__name", "kind", "parties", "deaths__low", "deaths__best", "deaths__high", "injured__low",
    "injured__best", "injured__high", "count__low", "count__about", "count__high", "account", "clarity",
)  # fmt: skip


def sayings(desk: Desk, connection: Connection, noun: str, refs: Iterable[str]) -> list[Saying]:
    """Some reports or incidents that hold, as they are compared."""
    table, wanted = desk.shapes[noun].table, list(refs)
    found: list[Saying] = []
    for start in range(0, len(wanted), 500):
        query = _full(desk, noun).where(table.c.ref.in_(wanted[start : start + 500]), *_holds(desk, noun))
        found.extend(_saying(row._mapping) for row in connection.execute(query))
    return found


def near(desk: Desk, connection: Connection, noun: str, said: Saying) -> list[Saying]:
    """What stands near a report in time and place, at most MOST_SCORED, the nearest.

    Of a time told coarser than by the week only what may lie in the window by its own words is found.
    """
    if said.since_s is None or said.until_s is None:
        return []
    table = desk.shapes[noun].table
    since, until = table.c.happened_at__since, table.c.happened_at__until
    first, last = int(said.since_s - SLACK_S - WIDENED_S), int(said.until_s + SLACK_S + WIDENED_S)
    conditions = [*_holds(desk, noun), *_around(table, said)]
    span = until - since
    ways = (
        [since > first - LONG_S, since < last, until > first, span <= literal_column(str(LONG_S))],
        [until > first, since < last, span > literal_column(str(LONG_S))],
    )
    light: list[Saying] = []
    for way in ways:
        query = select(*(table.c[name] for name in _LIGHT)).where(*conditions, *way).limit(MOST_LOOKED)
        light.extend(_light(row) for row in connection.execute(query))
    light = [one for one in light if one.pos != said.pos]
    close = [one.pos for one in nearest(said, light)]
    query = _full(desk, noun).where(table.c.from_pos.in_(close))
    return [_saying(row._mapping) for row in connection.execute(query)]


def learnt(desk: Desk, connection: Connection) -> Mission:
    """What is common in the mission: from its newest incidents, and as much from its reports."""
    found: dict[str, list[Saying]] = {}
    for noun in ("incident", "report"):
        newest = desk.shapes[noun].table.c.from_pos.desc()
        query = _full(desk, noun).where(*_holds(desk, noun)).order_by(newest).limit(MOST_LEARNT)
        found[noun] = [_saying(row._mapping) for row in connection.execute(query)]
    return learn(found["incident"], found["report"])


def cited(desk: Desk, connection: Connection, refs: Sequence[str]) -> set[str]:
    """Of reports those that an incident cites already."""
    shape = desk.shapes["incident"]
    found: set[str] = set()
    for start in range(0, len(refs), 500):
        query = select(shape.many.c.value).where(
            shape.many.c.value.in_(list(refs[start : start + 500])), shape.many.c.path == "reports",
            shape.many.c.from_pos == shape.table.c.from_pos, *_holds(desk, "incident"),
        )  # fmt: skip
        found.update(connection.execute(query).scalars())
    return found


def _holds(desk: Desk, noun: str) -> list[Any]:
    """Reports that were not taken back; incidents that were neither refuted nor merged away."""
    table = desk.shapes[noun].table
    now = table.c.to_pos == literal_column(NOW_TEXT)
    if noun == "report":
        return [now, table.c.state != "withdrawn"]
    return [now, table.c.state.not_in(GONE), not_(and_(table.c.state == "archived", table.c.merged_into.is_not(None)))]


def _around(table: Any, said: Saying) -> list[Any]:
    """The box around a place; what has no place is near."""
    if not said.placed or said.lon is None or said.lat is None:
        return []
    lon, lat = table.c.place__lon, table.c.place__lat
    high = (NEAR_KM + FUZZY_KM + (said.spread_km or 0.0)) / KM_PER_DEGREE
    wide = high / max(math.cos(math.radians(said.lat)), 0.01)
    box = [lat.between(said.lat - high, said.lat + high)]
    if abs(said.lon) + wide < 180:  # else across the date line: by latitude alone
        box.append(lon.between(said.lon - wide, said.lon + wide))
    return [or_(lon.is_(None), and_(*box))]


def _full(desk: Desk, noun: str) -> Any:
    table = desk.shapes[noun].table
    more = ("observation",) if noun == "report" else ("title",)
    return select(*(table.c[name] for name in (*_LIGHT, *_FULL, *more)))


def _light(row: Any) -> Saying:
    since, until = stretch(row.happened_at__since, row.happened_at__until, row.happened_at__prec)
    spread = SPREAD_KM.get(row.place__prec or 1)
    return Saying(str(row.from_pos), since, until, row.place__lon, row.place__lat, spread, pos=row.from_pos)


def _saying(row: Any) -> Saying:
    since, until = stretch(row["happened_at__since"], row["happened_at__until"], row["happened_at__prec"])
    parties = orjson.loads(row["parties"]) if row["parties"] else ()
    ranges = {
        name: range_of(row[f"{name}__low"], row[f"{name}__{best}"], row[f"{name}__high"])
        for name, best in (("deaths", "best"), ("injured", "best"), ("count", "about"))
    }
    return Saying(
        ref=row["ref"],
        since_s=since,
        until_s=until,
        lon=row["place__lon"],
        lat=row["place__lat"],
        spread_km=SPREAD_KM.get(row["place__prec"] or 1),
        kind=row["kind"] or "",
        observation=row.get("observation") or "",
        parties=frozenset(named(one["actor"]) for one in parties if one.get("actor")),
        words=words_of(row["place__name"], row.get("title"), row["account"]),
        total=row["clarity"] == TOTAL,
        pos=row["from_pos"],
        **ranges,
    )


__all__ = ["MOST_SCORED", "cited", "learnt", "near", "sayings"]
