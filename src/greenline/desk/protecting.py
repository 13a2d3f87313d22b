"""Protection as one audience may know it: alerts of communities by their clocks, threats, casualties, own people.

Everything is read through the audience's own relation. Which clock runs and what was kept is an opinion of
`analysis/protection.py`; nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ..analysis.facts import UNKNOWN, Span
from ..analysis.protection import OVERDUE, Alert, Limits, Out, alert_clocks, heard, in_time, kept, legs, risk
from ..core.errors import Invalid, Issue, KeyConflict
from ..core.handling import MISSION, Actor, Audience
from ..core.moment import from_plain, utc
from ..faces.query import Question
from ..ledger.chain import Receipt
from ..registers.protection import ALARMED, OUTSIDE
from . import picture
from .desk import Desk
from .docket import records
from .intake import Act, submit

_TIMES = ("t_event", "t_received", "t_called_back", "t_assessed", "t_decision", "t_depart", "t_arrive", "t_end",
          "t_feedback")  # fmt: skip
_CASE_TIMES = ("t_injury", "t_first_aid", "t_9line", "t_launch", "t_pickup", "t_emergency", "t_role2")
DONE = ("false", "duplicate", "after_action")
MOST_ENDED = 100
HOUR_S = 3600


def limits(desk: Desk) -> Limits:
    """The mission's limits: the house's where its folder says nothing."""
    told = desk.mission.settings.clocks
    own = {name: getattr(told, name) for name in Limits.__dataclass_fields__}
    return Limits(**{name: value for name, value in own.items() if value is not None})


def overview(desk: Desk, audience: Audience, now_s: int) -> dict[str, Any]:
    """All of it on one page. now_s: the instant (POSIX seconds)."""
    alerts = list(records(desk, "community_alert", audience))
    allowed = limits(desk)
    told = sorted((_alert(one, now_s, allowed) for one in alerts), key=_pressing)
    return {
        "now": utc(now_s),
        "alerts": [one for one in told if one["state"] not in DONE],
        "ended": [one for one in told if one["state"] in DONE][:MOST_ENDED],
        "kept": _kept(alerts),
        "threats": [_threat(one, now_s) for one in records(desk, "threat", audience, ("scored", "reviewed"))],
        "casevacs": [_casevac(one) for one in records(desk, "casevac", audience)],
        "attacks": attacks(desk, audience),
        "patrols": patrols(desk, audience, now_s),
    }


def watching(desk: Desk, audience: Audience, now_s: int) -> dict[str, Any]:
    """What the watch keeps an eye on: open alerts of communities with their clocks, and own people who are out."""
    allowed = limits(desk)
    open_ = ("received", "logged", "assessed", "actionable", "tasked", "responding", "effect", "watched", "passed_on",
             "declined")  # fmt: skip
    told = [_alert(one, now_s, allowed) for one in records(desk, "community_alert", audience, open_)]
    return {"alerts": sorted(told, key=_pressing), "patrols": patrols(desk, audience, now_s)}


# --- alerts of communities


def alert_of(record: Mapping[str, Any]) -> Alert:
    """A record of the register as the analysis reads it."""
    values = record["values"]
    return Alert(record["state"], values.get("life_threat"), {name: span(values.get(name)) for name in _TIMES})


def decision_of(state: str, values: Mapping[str, Any]) -> str | None:
    """Which decision an alert shows: respond, watch, pass_on, decline; None while there is none."""
    if values.get("no_response"):
        return "decline"
    if values.get("passed_to"):
        return "pass_on"
    if values.get("components"):
        return "respond"
    return "watch" if state == "watched" or (state == "after_action" and values.get("t_decision")) else None


def _alert(record: Mapping[str, Any], now_s: int, allowed: Limits) -> dict[str, Any]:
    one, v = alert_of(record), record["values"]
    names = ("place", "kind", "degree", "life_threat", "phase", "tiers", "credibility", "officer", "components",
             "responses", "passed_to", "no_response", "effect", "incident", "patrol", "text", "way", "reporter_kind",
             "exercise", "feedback")  # fmt: skip
    clocks = [{"name": c.name, "due_at": _utc(c.due), "answer": c.answer} for c in alert_clocks(one, now_s, allowed)]
    running = [c["due_at"] for c in clocks if c["answer"] in (OVERDUE, "running") and c["due_at"]]
    return {
        "ref": record["ref"], "version": record["version"], "state": record["state"], "clocks": clocks,
        "due_at": min(running, default=None), "overdue": any(c["answer"] == OVERDUE for c in clocks),
        "in_time": in_time(one), "decision": decision_of(record["state"], v),
        "times": {name: _start(v.get(name)) for name in _TIMES}, **{name: v.get(name) for name in names},
    }  # fmt: skip


def _pressing(one: Mapping[str, Any]) -> tuple[bool, str, str]:
    return not one["overdue"], one["due_at"] or "9", one["ref"]


def _kept(alerts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    told = kept(alert_of(one) for one in alerts if not one["values"].get("exercise"))
    return {**asdict(told), "share": told.share}


# --- threats, casualties, attacks


def _threat(record: Mapping[str, Any], now_s: int) -> dict[str, Any]:
    v = record["values"]
    factors = {name: v.get(name) for name in ("threat", "vulnerability")}
    scores = [(int(f["score"]), from_plain(f["at"]).since_s) if f else None for f in factors.values()]
    found = risk(scores[0], scores[1], now_s)
    return {
        "ref": record["ref"], "state": record["state"], "community": v.get("community"), "place": v.get("place"),
        "perpetrator": v.get("perpetrator"), **factors, "product": found.product, "band": found.band,
        "expires": _utc(found.expires), "expired": found.expired,
    }  # fmt: skip


def _casevac(record: Mapping[str, Any]) -> dict[str, Any]:
    v = record["values"]
    found = legs({name: span(v.get(name)) for name in _CASE_TIMES})
    names = ("side", "category", "platform", "night", "refusal", "outcome", "incident", "patrol", "casualty")
    return {
        "ref": record["ref"], "state": record["state"], "legs": [asdict(leg) for leg in found],
        "times": {name: _start(v.get(name)) for name in _CASE_TIMES}, **{name: v.get(name) for name in names},
    }  # fmt: skip


def attacks(desk: Desk, audience: Audience) -> list[dict[str, Any]]:
    """Attacks on peacekeepers: the incidents of that class, with their dead and hurt as the incident holds them and
    the evacuations that name it."""
    found: list[dict[str, Any]] = []
    asked = Question(limit=500, codes=("APK*",))
    by_incident: dict[str, list[dict[str, Any]]] = {}
    for one in records(desk, "casevac", audience):
        if one["values"].get("incident"):
            by_incident.setdefault(one["values"]["incident"], []).append(_casevac(one))
    for one in picture.page(desk, "incident", audience, asked)["records"]:
        v = one["values"]
        found.append({
            "ref": one["ref"], "state": one["state"], "kind": v["kind"], "at": v["happened_at"],
            "place": v.get("place"), "title": v.get("title"), "deaths": v.get("deaths"), "injured": v.get("injured"),
            "casevacs": by_incident.get(one["ref"], []),
        })  # fmt: skip
    return found


# --- own people


def patrols(desk: Desk, audience: Audience, now_s: int) -> list[dict[str, Any]]:
    """Own people who are out, the overdue first: when they were last heard of, and when they are due next."""
    allowed = limits(desk)
    found = []
    for one in records(desk, "patrol", audience, (*OUTSIDE, ALARMED)):
        v, out = one["values"], out_of(one["values"])
        told = heard(out, now_s, allowed) if out else None
        answer = OVERDUE if one["state"] == ALARMED else told.answer if told else UNKNOWN
        found.append({
            "ref": one["ref"], "version": one["version"], "state": one["state"], "answer": answer,
            "because": v.get("overdue_because") if one["state"] == ALARMED else told.because if told else None,
            "due_at": _utc(told.due if told else None), "last_heard": _utc(told.last if told else None),
            "overdue_since": _start(v.get("overdue_since")) if one["state"] == ALARMED else None,
            "expected_back": _start(v.get("expected_back")),
            **{name: v.get(name) for name in ("kind", "team", "heads", "check_min", "exercise")},
        })  # fmt: skip
    order = (OVERDUE, "late", "on_time", UNKNOWN)
    return sorted(found, key=lambda p: (order.index(p["answer"]), p["due_at"] or "9", p["ref"]))


def out_of(values: Mapping[str, Any]) -> Out | None:
    """A patrol as the analysis reads it; None when nobody said when it left. It is expected back by the last second
    that it gave."""
    left, back = span(values.get("departed")), span(values.get("expected_back"))
    if left is None:
        return None
    checks = tuple((from_plain(c["at"]).since_s, c["welfare"]) for c in values.get("checks") or ())
    due = None if back is None else (back.until or back.since + 1) - 1
    return Out(left.since, due, values.get("check_min"), checks)


def check_in(desk: Desk, ref: str, actor: Actor, welfare: str, at: str, key: str) -> Receipt:
    """Note that a patrol was heard of and how its people are; all well ends an alarm. Sent again under its key it is
    the same check. Raises a Refusal."""
    known = desk.ledger.receipt(actor.call_sign, key) if key else None
    row = desk.ledger.entry(known[0]) if known else None
    if known and row is not None:
        if known[1] != ref:
            raise KeyConflict(f"The key {key!r} was used before, for another act ({known[1]}).", ref=known[1])
        return Receipt(ref, row["site"], row["seq"], row["pos"], row["hash"].hex(), True)
    held = picture.one(desk, "patrol", ref, MISSION)
    if held["state"] not in (*OUTSIDE, ALARMED):
        words = f"{ref} is {held['state']}; who is out checks in."
        raise Invalid("Nothing was recorded.", [Issue("step", "wrong_state", words)])
    step = "clear" if held["state"] == ALARMED and welfare == "ok" else "check"
    checks = [*(held["values"].get("checks") or ()), {"at": at, "welfare": welfare}]
    return submit(desk, Act("patrol", step, key, {"checks": checks}, ref, held["version"]), actor)


# --- moments


def span(moment: Any) -> Span | None:
    """A moment of a record as a span; None for none."""
    if not moment:
        return None
    told = from_plain(dict(moment))
    return Span(told.since_s, told.until_s)


def _start(moment: Any) -> str | None:
    return moment["start"] if moment else None


def _utc(second: int | None) -> str | None:
    return None if second is None else utc(second)
