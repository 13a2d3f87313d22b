"""Reports and incidents as they are compared: what stands in the ledger near a report in time and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, and_, literal_column, not_, select

from ..analysis.compliance import GONE
from ..analysis.fusion.linking import Mission, learn
from ..analysis.fusion.saying import Saying, named, range_of, stretch, words_of
from ..core.place import SPREAD_KM
from ..faces.table import NOW_TEXT
from .desk import Desk
from .incidents import TOTAL
from .nearby import nearby

MOST_LEARNT = 4_000  # records of each register, the newest, that tell what is common
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
    """What stands near a report in time and place, at most MOST_SCORED, the nearest."""
    close = nearby(desk, connection, noun).near(said)
    table = desk.shapes[noun].table
    query = _full(desk, noun).where(table.c.from_pos.in_(close), *_holds(desk, noun))
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


def _full(desk: Desk, noun: str) -> Any:
    table = desk.shapes[noun].table
    more = ("observation",) if noun == "report" else ("title",)
    return select(*(table.c[name] for name in (*_LIGHT, *_FULL, *more)))


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
