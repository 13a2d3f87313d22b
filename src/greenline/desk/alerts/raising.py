"""Rules approved beforehand, held against what comes: the machine raises the alert and releases it, once a record."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shapely.geometry import Point, shape
from sqlalchemy import select

from ...alerting.rule import AlertRule
from ...core.errors import KeyConflict, Refusal, Unavailable
from ...core.moment import from_plain, utc
from ...ledger.state import NOW, Version
from ..desk import Desk
from ..intake import Act, submit
from .approved import ALERTER

HOUR_S = 3600
log = logging.getLogger("greenline.alerts")
SHARP = 2  # a place known worse than to 25 km lies in no zone for sure


def today_of(desk: Desk, now_s: float) -> date:
    """The day where the mission is: a rule's approval ends by its calendar."""
    return datetime.fromtimestamp(now_s, ZoneInfo(desk.mission.settings.timezone)).date()


def raise_alerts(desk: Desk, after: int, upto: int, now_s: int) -> list[str]:
    """Raise what the rules say of versions that began after a pos; the refs of the alerts."""
    today = today_of(desk, now_s)
    rules = [rule for rule in desk.mission.settings.alert_rule if rule.holds(today)]
    found = []
    for rule in rules:
        for held in _versions(desk, rule, after, upto):
            if fits(desk, rule, held, now_s):
                try:
                    found.append(raise_by(desk, rule, held, now_s))
                except Unavailable:
                    raise
                except Refusal as refusal:  # one rule that cannot be kept must not stop the others
                    log.warning("the rule %s raised nothing: %s", rule.name, refusal.code)
    return [ref for ref in found if ref]


def _versions(desk: Desk, rule: AlertRule, after: int, upto: int) -> Iterator[Version]:
    table = desk.shapes[rule.register_].table
    query = select(table).where(table.c.from_pos > after, table.c.from_pos <= upto, table.c.to_pos == NOW)
    with desk.reading() as connection:
        rows = connection.execute(query.order_by(table.c.from_pos)).mappings().all()
    for row in rows:
        yield desk.state.version(rule.register_, row)


def fits(desk: Desk, rule: AlertRule, held: Version, now_s: int) -> bool:
    """Whether a record is all that a rule asks for. What is not known fits no condition."""
    seen, flat = desk.register(rule.register_).seen, held.flat
    when = flat.get("overdue_since") or (flat.get(seen.when) if seen.when else None)
    happened = from_plain(when) if when else None
    if happened is not None:  # of a day or a month that is not over yet, its beginning counts
        gone, ahead = happened.until_s < now_s - rule.within_h * HOUR_S, happened.since_s > now_s + 2 * HOUR_S
        if gone or ahead:
            return False
    if rule.states and held.state not in rule.states:
        return False
    if rule.codes and flat.get(seen.what or "") not in rule.codes:
        return False
    if rule.level and int(flat.get("severity") or -1) < rule.level:
        return False
    if rule.party and rule.party not in {v for path, v in flat.items() if path.startswith("parties[")}:
        return False
    return not rule.zone or _within(desk, rule.zone, flat.get(seen.where or ""))


def _within(desk: Desk, zone: str, place: Mapping[str, Any] | None) -> bool:
    if not place or int(place.get("prec", 1)) > SHARP:
        return False
    point = Point(float(place["lon"]), float(place["lat"]))
    return any(
        shape(feature["geometry"]).covers(point)
        for feature in desk.mission.zones["features"] if feature["properties"].get("code") == zone
    )  # fmt: skip


def raise_by(desk: Desk, rule: AlertRule, held: Version, now_s: int) -> str | None:
    """The alert of a rule on a record; None when it was raised before, however the record changed since. Own people
    may be overdue more than once: each time is an occasion of its own."""
    key = hashlib.sha256(f"{rule.name}|{rule.approved_on}|{_occasion(held)}".encode()).hexdigest()[:40]
    known = desk.ledger.receipt(ALERTER.call_sign, key)
    ref = known[1] if known else None
    if ref is None:
        act = Act("alert", "raise", key, _values(desk, rule, held, now_s), basis=f"entry {held.pos}")
        try:
            ref = submit(desk, act, ALERTER).ref
        except KeyConflict:
            return None  # another process was quicker, and saw another version
    with desk.reading() as connection:
        now_is = desk.state.record(connection, "alert", ref)
    if now_is is None or now_is.state != "raised":
        return ref if known is None else None
    said = f"Rule {rule.name}, approved by {rule.approved_by} on {rule.approved_on}."
    try:
        submit(desk, Act("alert", "release", f"{key}:release", {}, ref, now_is.pos, said, f"entry {held.pos}"), ALERTER)
    except Refusal:
        return ref if known is None else None  # it stays raised: a person decides
    return ref


def _occasion(held: Version) -> str:
    since = held.flat.get("overdue_since")
    return f"{held.ref}|{since['start']}" if since else held.ref


def _values(desk: Desk, rule: AlertRule, held: Version, now_s: int) -> dict[str, Any]:
    register = desk.register(rule.register_)
    seen, flat = register.seen, held.flat
    what = register.field(seen.what) if seen.what else None
    place = flat.get(seen.where) if seen.where else None
    info = [{"language": tag, **{k: v for k, v in words.model_dump().items() if v}} for tag, words in rule.text.items()]
    told = {
        "degree": rule.degree, "at": utc(now_s), "text": f"Rule {rule.name} on {held.ref}", "info": info,
        "place": {**place, "lon": float(place["lon"]), "lat": float(place["lat"])} if place else None,
        "zone": rule.zone or None,
        "kind": flat.get(seen.what or "") if what and what.codes == "incident_kind" else None,
        "category": rule.category, "urgency": rule.urgency, "severity": rule.severity, "certainty": rule.certainty,
        "scope": rule.scope, "onset": flat.get(seen.when) if seen.when else None,
        "expires": utc(now_s + rule.lasts_min * 60),
        "exercise": rule.exercise or bool(flat.get("exercise")), "groups": ", ".join(rule.to),
        "channels": list(rule.channels), "escalate_min": rule.escalate_min, "escalate_to": rule.escalate_to,
        "rule": rule.name, "cause": held.ref, "sensitivity": rule.sensitivity,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value not in (None, [], "")}
