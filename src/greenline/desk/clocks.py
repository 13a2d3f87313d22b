"""The board: every case with who holds it, since when, and its clocks, as one audience may know it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ..analysis.clocks import ESCALATION_H, PARTY, STATE_H, VISIT_H, Clock, Hours, Stage, clock
from ..core.handling import Audience
from ..core.moment import from_plain, utc
from ..faces.columns import now_of
from ..faces.query import Question
from ..registers.case import ENDED, OPEN
from . import picture
from .desk import Desk

DAY_S = 86_400
PAGE = 1000
_ENDED_SHOWN = 200


def hours(desk: Desk) -> Hours:
    """The hours of the mission: the house's where its folder says nothing."""
    told = desk.mission.settings.clocks
    return Hours(
        {**STATE_H, **told.state}, VISIT_H if told.visit is None else told.visit,
        {**ESCALATION_H, **{name.removeprefix("S"): value for name, value in told.escalation.items()}},
    )  # fmt: skip


def board(desk: Desk, audience: Audience, now_s: int) -> dict[str, Any]:
    """All open cases, the most pressing first, and the newest ended ones; with counts of open ones that do not
    stand, new ones, standing ones, and those overdue, which are never mixed. now_s: the instant (POSIX seconds)."""
    records = list(_cases(desk, audience))
    codes = _codes(desk, audience, records)
    ticking = _clocks(desk, records, now_s) if audience.inside else {}
    seen = _seen(desk, audience, records)
    told = [_entry(record, ticking.get(record["ref"]), codes, seen) for record in records]
    told.sort(key=_pressing)
    live = [one for one in told if one["state"] in OPEN]
    fresh = [one for one in live if one["opened_at"] and _seconds(one["opened_at"]) > now_s - DAY_S]
    return {
        "now": utc(now_s),
        "cases": [*live, *[one for one in told if one["state"] not in OPEN][:_ENDED_SHOWN]],
        "counts": {
            "open": sum(not one["standing"] for one in live), "new_24h": len(fresh),
            "standing_open": sum(one["standing"] for one in live),
            "overdue": sum(one["overdue"] for one in live),
        },
    }  # fmt: skip


def one(desk: Desk, audience: Audience, record: Mapping[str, Any], now_s: int) -> dict[str, Any]:
    """The same of one case."""
    ticking = _clocks(desk, [record], now_s) if audience.inside else {}
    seen = _seen(desk, audience, [record])
    return _entry(record, ticking.get(str(record["ref"])), _codes(desk, audience, [record]), seen)


def _cases(desk: Desk, audience: Audience) -> Iterable[dict[str, Any]]:
    cursor = None
    while True:
        page = picture.page(desk, "case", audience, Question(limit=PAGE, cursor=cursor))
        yield from page["records"]
        cursor = page.get("next")
        if not cursor:
            return


def _clocks(desk: Desk, records: Sequence[Mapping[str, Any]], now_s: int) -> dict[str, tuple[Clock, str]]:
    """The clock of each case and when it was opened, read off its versions."""
    table = desk.shapes["case"].table
    t = table.c
    severity = {record["ref"]: record["values"].get("severity") for record in records}
    stages: dict[str, list[Stage]] = {}
    refs = list(severity)
    with desk.reading() as connection:
        for start in range(0, len(refs), 500):
            wanted = (
                t.ref, t.recorded_at, t.state, t.settlement, t.clock_stopped, t.investigation__visited__since,
                t.investigation__access,
            )  # fmt: skip
            query = select(*wanted).where(t.ref.in_(refs[start : start + 500])).order_by(t.from_pos)
            for row in connection.execute(query):
                visited = row.investigation__visited__since is not None or row.investigation__access is not None
                at = _seconds(row.recorded_at)
                stage = Stage(at, row.state, row.settlement or "local", row.clock_stopped, visited)
                stages.setdefault(row.ref, []).append(stage)
    given = hours(desk)
    return {ref: (clock(found, severity[ref], now_s, given), utc(found[0].at)) for ref, found in stages.items()}


def _entry(
    record: Mapping[str, Any], ticking: tuple[Clock, str] | None, codes: Mapping[str, Any], seen: Collection[str]
) -> dict[str, Any]:
    values = record["values"]
    told, recorded = ticking if ticking else (None, None)
    began = values.get("alleged_at") or values.get("since")
    opened = utc(from_plain(began).since_s) if began else recorded
    accused = [{"actor": a.get("actor"), "contested": bool(a.get("contested"))} for a in values.get("accused", ())]
    severity = values.get("severity")
    holder = told.holder if told else None
    if holder == PARTY:
        blamed = (values.get("attribution") or {}).get("parties") or ", ".join(str(a["actor"]) for a in accused)
        holder = f"party:{blamed}" if blamed else PARTY
    since = values.get("since")
    return {
        "ref": record["ref"], "version": record["version"], "title": values.get("title"), "state": record["state"],
        "severity": f"S{severity}" if severity is not None else None, "settlement": values.get("settlement"),
        "holder": holder, "since": utc(told.since) if told else None, "due_at": _utc(told.due if told else None),
        "escalates_at": _utc(told.escalates if told else None), "overdue": bool(told and told.overdue),
        "clock": told.running if told else "none", "stopped_reason": told.why if told else None,
        "accused": accused, "provisions": [codes[ref] for ref in values.get("provisions", ()) if ref in codes],
        "incidents": [ref for ref in values.get("incidents", ()) if ref in seen],
        "standing": record["state"] == "standing" or (bool(values.get("standing")) and record["state"] not in ENDED),
        "since_standing": since["start"] if since else None, "contested": bool(values.get("contested")),
        "opened_at": opened, "place": values.get("place"),
    }  # fmt: skip


def _seen(desk: Desk, audience: Audience, records: Sequence[Mapping[str, Any]]) -> set[str]:
    """The incidents of some cases that an audience may know of."""
    refs = sorted({ref for record in records for ref in record["values"].get("incidents", ())})
    view = desk.shapes["incident"].view(audience)
    found: set[str] = set()
    with desk.reading() as connection:
        for start in range(0, len(refs), 500):
            query = select(view.c.ref).where(view.c.ref.in_(refs[start : start + 500]), now_of(view))
            found.update(connection.execute(query).scalars())
    return found


def _codes(desk: Desk, audience: Audience, records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    refs = sorted({ref for record in records for ref in record["values"].get("provisions", ())})
    view = desk.shapes["provision"].view(audience)
    with desk.reading() as connection:
        query = select(view.c.ref, view.c.code, view.c.title).where(view.c.ref.in_(refs), now_of(view))
        return {row.ref: {"ref": row.ref, "code": row.code, "title": row.title} for row in connection.execute(query)}


def _pressing(one: Mapping[str, Any]) -> tuple[bool, bool, str, str]:
    """Open before ended, overdue first, then by what is due soonest."""
    soonest = min((at for at in (one["due_at"], one["escalates_at"]) if at), default="9")
    return one["state"] not in OPEN, not one["overdue"], soonest, str(one["title"])


def _utc(second: int | None) -> str | None:
    return None if second is None else utc(second)


def _seconds(instant: str) -> int:
    return int(datetime.fromisoformat(instant).timestamp())
