"""The joint commission at a glance: its bodies and sessions, what was promised, calls, notifications awaiting.

Everything is read as one audience may know it. Who acknowledged a notification and when is told from the ledger's own
entries, not typed a second time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from ..analysis.commission import OVERDUE, Coded, Rule, lead_time, quorum, scores, silent, standing
from ..core.handling import Audience
from ..core.moment import from_plain, utc
from ..ledger.entry import read_leaves
from ..mission import Body
from ..registers.agreement import LIVE
from ..registers.commitment import OPEN
from ..registers.hotline import Call
from ..registers.meeting import AHEAD, SAT
from . import picture
from .desk import Desk
from .docket import check_body, docket, records, seconds, silence_h, span

WEEKS = 26  # of calls
MOST_SAT = 50  # sessions that were held
_NEXT = ("proposed", *AHEAD, "boycotted")


def commission(desk: Desk, audience: Audience, now_s: int, body: str | None = None) -> dict[str, Any]:
    """All of it; with `body` the sessions and the docket of one. Raises NotFound for a body that nobody knows."""
    meetings = list(records(desk, "meeting", audience))
    check_body(desk, body, meetings)
    told = [meeting(desk, one) for one in meetings if body in (None, one["values"].get("body"))]
    promised = list(records(desk, "commitment", audience))
    return {
        "now": utc(now_s), "body": body, "bodies": [_body(one, meetings) for one in desk.mission.settings.commission],
        "next": sorted((one for one in told if one["state"] in _NEXT), key=_when),
        "sat": sorted((one for one in told if one["state"] not in _NEXT), key=_when, reverse=True)[:MOST_SAT],
        "docket": docket(desk, audience, now_s, body),
        "commitments": sorted((commitment(one, now_s) for one in promised), key=_by_clock),
        "scores": implementation(promised), "hotline": hotline(desk, audience, now_s),
        "notifications": notifications(desk, audience, now_s),
    }  # fmt: skip


def one_meeting(desk: Desk, audience: Audience, ref: str, now_s: int) -> dict[str, Any]:
    """A session with its quorum, who may sit there (by the body's rules, else any party), and the commitments that came
    of it. Raises NotFound."""
    told = meeting(desk, picture.one(desk, "meeting", ref, audience))
    own = (one for one in records(desk, "commitment", audience) if one["values"].get("meeting") == ref)
    known = _rules(desk).get(told["values"].get("body") or "")
    seats = [one.code for one in known.sides] if known else [party.code for party in desk.mission.parties]
    return {**told, "now": utc(now_s), "seats": seats, "commitments": [commitment(one, now_s) for one in own]}


def rule(desk: Desk, body: str | None) -> Rule | None:
    """The quorum that the mission's folder gives a body; None: it gives none, and quorum is unknown."""
    found = _rules(desk).get(body or "")
    return Rule(found.quorum) if found else None  # type: ignore[arg-type]


def _rules(desk: Desk) -> dict[str, Body]:
    return {one.body: one for one in desk.mission.settings.commission}


def meeting(desk: Desk, record: Mapping[str, Any]) -> dict[str, Any]:
    """A session as its record says, with the quorum by side."""
    values = record["values"]
    there = [(one.get("actor") or "", one.get("delegates")) for one in values.get("attendance") or ()]
    found = quorum(rule(desk, values.get("body")), there, values.get("session") or "")
    sides = [
        {"actor": side.actor, "needed": side.needed, "there": side.there, "answer": side.answer, "words": side.words}
        for side in found.sides
    ]
    return {
        "ref": record["ref"], "version": record["version"], "state": record["state"], "values": values,
        "quorum": {"answer": found.answer, "sides": sides},
    }  # fmt: skip


def _body(one: Body, meetings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A body's rules, who would chair next, and when its next regular session is due."""
    held = [
        m for m in meetings
        if m["values"].get("body") == one.body and m["state"] in SAT and m["values"].get("held")
        and m["values"].get("session") == "regular"
    ]  # fmt: skip
    last = max(held, key=lambda m: from_plain(m["values"]["held"]).since_s, default=None)
    due = from_plain(last["values"]["held"]).since_s + one.every_d * 86_400 if last and one.every_d else None
    chair = last["values"].get("chair") if last else None
    after = one.chair[(one.chair.index(chair) + 1) % len(one.chair)] if chair in one.chair else None
    return {
        "body": one.body, "name": one.name, "level": one.level, "every_d": one.every_d, "source": one.source,
        "sides": [{"code": side.code, "name": side.name, "seats": side.seats} for side in one.sides],
        "quorum": {kind: dict(needs) for kind, needs in one.quorum.items()}, "languages": list(one.languages),
        "last": last["ref"] if last else None, "regular_due": None if due is None else utc(due),
        "chair": list(one.chair), "chair_next": after,
    }  # fmt: skip


def commitment(record: Mapping[str, Any], now_s: int) -> dict[str, Any]:
    """A commitment as its record says, with its state by the clock."""
    due = span(record["values"]["due"])
    now = standing(record["state"], due, now_s)
    return {
        "ref": record["ref"], "version": record["version"], "state": record["state"], "standing": now,
        "overdue": now == OVERDUE, "values": record["values"],
    }  # fmt: skip


def implementation(promised: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Share of full by coding version and theme, of what is agreed, blocked or done; versions apart."""
    themes: dict[str, str] = {}
    codings: list[Coded] = []
    for one in promised:
        if one["state"] not in (*OPEN, "done"):
            continue
        theme = one["values"].get("theme") or "other"
        themes[one["ref"]] = theme
        codings.extend(
            Coded(one["ref"], theme, c["coding_version"], from_plain(c["on"]).since_s, int(c["score"]))
            for c in one["values"].get("codings") or ()
        )
    return [
        {"version": version, "themes": [
            {"theme": s.theme, "scored": s.scored, "unscored": s.unscored, "percent": s.percent} for s in shares]}
        for version, shares in scores(codings, themes).items()
    ]  # fmt: skip


def hotline(desk: Desk, audience: Audience, now_s: int) -> dict[str, Any] | None:
    """Calls by week (from Monday, UTC), also weeks without any; None for who may not know of calls."""
    if audience.clearance < Call.level:
        return None
    today = datetime.fromtimestamp(now_s, UTC).date()
    monday = today - timedelta(days=today.weekday())
    weeks = [(monday - timedelta(weeks=n)).isoformat() for n in reversed(range(WEEKS))]
    used: Counter[tuple[str, str]] = Counter()
    calls = list(records(desk, "call", audience))
    for one in calls:
        day = datetime.fromtimestamp(from_plain(one["values"]["at"]).since_s, UTC).date()
        used[(day - timedelta(days=day.weekday())).isoformat(), one["values"].get("answered") or "unknown"] += 1
    answers = ("answered", "called_back", "not_answered", "unknown")
    told = [{"week": w, "calls": sum(used[w, a] for a in answers), **{a: used[w, a] for a in answers}} for w in weeks]
    return {"weeks": told, "open": [one["ref"] for one in calls if one["state"] == "logged"], "last": calls[:20]}


def notifications(desk: Desk, audience: Audience, now_s: int) -> list[dict[str, Any]]:
    """What was announced: how long ahead and whether a clause asks that, who acknowledged it when, what lies silent."""
    clauses = [
        one["values"] for one in records(desk, "provision", audience, tuple(s for s in LIVE if s != "suspended"))
    ]
    rows = list(records(desk, "notification", audience))
    seen = _acknowledged(desk, audience, [one["ref"] for one in rows])
    return [_notification(desk, audience, one, clauses, seen.get(one["ref"]), now_s) for one in rows]


def _notification(
    desk: Desk, audience: Audience, record: Mapping[str, Any], clauses: Iterable[Mapping[str, Any]],
    seen: tuple[str, str | None] | None, now_s: int,
) -> dict[str, Any]:  # fmt: skip
    values = record["values"]
    asked = [
        (float(clause["notice_h"]), clause.get("code")) for clause in clauses
        if clause.get("notice_h") is not None and clause.get("activity") == values.get("activity")
        and values.get("actor") in [one.get("actor") for one in clause.get("bound") or ()]
    ]  # fmt: skip
    hours, code = max(asked, default=(None, None))
    lead = lead_time(span(values["given_at"]), span(values["starts"]), hours)
    quiet = silent(record["state"], seconds(record["recorded_at"]), now_s, silence_h(desk))
    return {
        "ref": record["ref"], "version": record["version"], "state": "silent" if quiet else record["state"],
        "held_state": record["state"], "actor": values.get("actor"), "activity": values.get("activity"),
        "starts": values["starts"], "given_at": values["given_at"], "clause": code,
        "lead": {"least_h": lead.least_h, "most_h": lead.most_h, "needed_h": lead.needed_h, "answer": lead.answer,
                 "short_h": lead.short_h},
        "acknowledged_at": seen[0] if seen else None,
        "acknowledged_by": seen[1] if seen else None,
    }  # fmt: skip


def _acknowledged(desk: Desk, audience: Audience, refs: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """When each notification was first acknowledged, and for the mission itself by which call sign."""
    t = desk.shapes["notification"].view(audience).c
    found: dict[str, tuple[str, int]] = {}
    with desk.reading() as connection:
        for start in range(0, len(refs), 500):
            query = select(t.ref, t.recorded_at, t.from_pos).where(
                t.ref.in_(refs[start : start + 500]), t.state == "acknowledged"
            )
            for row in connection.execute(query.order_by(t.from_pos)):
                found.setdefault(row.ref, (row.recorded_at, row.from_pos))
    return {ref: (at, _signed(desk, pos) if audience.inside else None) for ref, (at, pos) in found.items()}


def _signed(desk: Desk, pos: int) -> str:
    """The call sign under an entry."""
    row = desk.ledger.entry(pos)
    assert row is not None
    return str(read_leaves(row["leaves"].split(b"\n"))["@by"])


def _when(one: Mapping[str, Any]) -> str:
    values = one["values"]
    return str((values.get("held") or values.get("scheduled") or {}).get("start") or "9")


def _by_clock(one: Mapping[str, Any]) -> tuple[bool, str, str]:
    return not one["overdue"], one["values"]["due"]["start"], one["ref"]


__all__ = ["commission", "commitment", "meeting", "one_meeting", "rule"]
