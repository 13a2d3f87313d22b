"""Alerts for the room: by state, with their clocks, and who was told, got it, acknowledged it or did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from ...core.errors import NotFound
from ...core.handling import GRIDS_KM, MISSION, SHARPNESS, Audience
from ...core.moment import utc
from ...core.place import coarse
from ...exchange import cap
from ...faces.query import Question
from ...registers.message import OUTSIDE
from .. import picture
from ..desk import Desk
from .channels.sms import parts_of, short
from .keeping import acknowledged, escalates_at
from .phrases import phrase
from .store import deliveries
from .wording import Alert, cap_of, compose, identifier, read, released, step_of

MOST_ALERTS, MOST_TOLD = 200, 20_000


def listed(desk: Desk, audience: Audience) -> list[dict[str, Any]]:
    """The newest alerts that an audience may know of; for the mission with their clocks and numbers."""
    records: list[dict[str, Any]] = picture.page(desk, "alert", audience, Question(limit=MOST_ALERTS))["records"]
    if audience.inside:
        counts = _counts(desk)
        for record in records:
            record.update(_clocks(desk, record["ref"]), counts=counts.get(record["ref"], {}))
    return records


def one(desk: Desk, ref: str) -> dict[str, Any]:
    """An alert with its clocks and everybody it was for, by their ids: no addresses. Raises NotFound."""
    record = picture.one(desk, "alert", ref, MISSION)
    told = list(_told(desk, ref))
    answered = acknowledged(desk, ref)
    for row in told:
        row["acknowledged_at"] = utc(answered[row["recipient"]]) if row["recipient"] in answered else None
    missing = sorted({row["recipient"] for row in told if row["step"] in ("release", "escalate")} - answered.keys())
    return {
        **record, **_clocks(desk, ref), "counts": _counts(desk).get(ref, {}), "told": told,
        "acknowledged": len(answered), "not_acknowledged": missing,
    }  # fmt: skip


def _clocks(desk: Desk, ref: str) -> dict[str, Any]:
    first = released(desk, ref)
    with desk.reading() as connection:
        held = desk.state.record(connection, "alert", ref)
    due = escalates_at(desk, held) if held is not None and held.state == "released" else None
    return {"released_at": utc(first[1]) if first else None, "escalates_at": utc(due) if due is not None else None}


def _counts(desk: Desk) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    if desk.alerts.there():
        with desk.alerts.reading() as connection:
            for row in connection.execute(select(deliveries.c.alert, deliveries.c.state)):
                found.setdefault(row.alert, Counter())[row.state] += 1
    return {ref: dict(counts) for ref, counts in found.items()}


def _told(desk: Desk, ref: str) -> Iterator[dict[str, Any]]:
    if not desk.alerts.there():
        return
    d = deliveries.c
    names = ("recipient", "channel", "step", "language", "audience", "state", "attempts", "receipt", "reason")
    query = select(*(d[name] for name in (*names, "at"))).where(d.alert == ref)
    with desk.alerts.reading() as connection:
        for row in connection.execute(query.order_by(d.pos, d.recipient, d.channel).limit(MOST_TOLD)):
            yield {**{name: row._mapping[name] or None for name in names}, "attempts": row.attempts,
                   "at": utc(int(row.at))}  # fmt: skip


def previewed(desk: Desk, ref: str, audience: Audience, language: str) -> dict[str, Any]:
    """Each outward form of an alert for an audience and a language, before or after its release. Raises NotFound when
    this audience may not know of it."""
    alert = current(desk, ref, audience, draft=True)
    told = compose(desk, alert, language)
    sms = desk.mission.settings.alerting.sms
    brief = short(told.subject, told.text, alert.exercise, "", sms.most_parts if sms else 4)
    return {
        "ref": ref, "audience": audience.name, "language": told.language, "exercise": alert.exercise,
        "email": {"subject": told.subject, "text": told.text},
        "sms": {"text": brief, "parts": parts_of(brief), "letters": len(brief)},
        "matrix": {"text": told.text}, "cap": cap_of(desk, alert).decode(),
    }  # fmt: skip


def current(desk: Desk, ref: str, audience: Audience, draft: bool = False) -> Alert:
    """An alert as it was told last, by the entry that did. With `draft` also one that nobody released yet, as the
    audience would see it once it is. Raises NotFound."""
    first = released(desk, ref)
    if first is None:
        return _drafted(desk, ref, audience) if draft else _none(ref)
    found = read(desk, ref, *_last(desk, ref), audience)
    return found or _none(ref)


def _none(ref: str) -> Alert:
    raise NotFound(f"There is no alert {ref[:40]} that this audience may know of.")


def _last(desk: Desk, ref: str) -> tuple[int, str]:
    """The newest entry of an alert that said something outward, and its step."""
    table = desk.shapes["alert"].table
    query = select(table.c.from_pos).where(table.c.ref == ref, table.c.state.in_(OUTSIDE))
    with desk.reading() as connection:
        positions = connection.execute(query.order_by(table.c.from_pos.desc())).scalars().all()
    for pos in positions:
        step = step_of(desk, pos)
        if step in ("release", "escalate", "all_clear", "cancel"):
            return pos, step
    return positions[-1], "release"


def _drafted(desk: Desk, ref: str, audience: Audience) -> Alert:
    """What an audience would be told once it is released. Only the mission reads this; what goes out is made of the
    audience's own view."""
    record = picture.one(desk, "alert", ref, MISSION)
    values, state = dict(record["values"]), "released"
    if int(values.get("sensitivity", "3")) > audience.clearance or not audience.of(state).shown:
        _none(ref)
    for one in desk.register("alert").fields:
        if values.get(one.name) is None:
            continue
        if one.kind == "place":
            values[one.name] = _coarsened(values[one.name], audience.place(one.marking, state))
        elif audience.sees(one.marking, state) != "full":
            values[one.name] = None
    return Alert(ref, record["pos"], "release", 0, (record["pos"], 0), values)


def _coarsened(place: dict[str, Any], how: str) -> dict[str, Any] | None:
    if how == "exact":
        return place
    if how == "hidden":
        return None
    km = GRIDS_KM[SHARPNESS.index(how)]
    lon, lat = coarse(place["lon"], place["lat"], km)
    return {"lon": lon, "lat": lat, "prec": place["prec"], "grid_km": km}


def feed(desk: Desk, audience: Audience, base: str) -> bytes:
    """An Atom feed of the alerts that an audience may know of, newest first, each with a link to its CAP message."""
    from lxml import etree

    atom = "http://www.w3.org/2005/Atom"
    root = etree.Element(f"{{{atom}}}feed", nsmap={None: atom})  # type: ignore[dict-item]

    def put(parent: Any, name: str, text: str = "", **more: str) -> None:
        one = etree.SubElement(parent, f"{{{atom}}}{name}", more)
        one.text = cap.clean(text) or None

    language = desk.mission.settings.languages[0]
    alerts = [a for a in (_outward(desk, r["ref"], audience) for r in listed(desk, audience)) if a is not None]
    alerts.sort(key=lambda alert: -alert.sent_s)
    put(root, "id", f"urn:greenline:{desk.mission.name}:alerts")
    put(root, "title", f"{desk.mission.settings.title.get(language, desk.mission.name)}: CAP")
    put(root, "updated", utc(max((alert.sent_s for alert in alerts), default=0)))
    author = etree.SubElement(root, f"{{{atom}}}author")
    put(author, "name", desk.mission.name)
    put(root, "link", rel="self", href=f"{base}/api/alerts/cap.atom")
    for alert in alerts:
        told, entry = compose(desk, alert, language), etree.SubElement(root, f"{{{atom}}}entry")
        put(entry, "id", f"urn:{identifier(desk, alert.ref, alert.pos)}")
        put(entry, "title", told.subject)
        put(entry, "updated", utc(alert.sent_s))
        put(entry, "summary", told.exercise or phrase(told.language, str(alert.values.get("degree"))))
        put(entry, "link", rel="alternate", type=cap.MEDIA_TYPE, href=f"{base}/api/alerts/{alert.ref}.cap")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _outward(desk: Desk, ref: str, audience: Audience) -> Alert | None:
    try:
        return current(desk, ref, audience)
    except NotFound:
        return None


def rules(desk: Desk, today: date) -> list[dict[str, Any]]:
    """The rules of the mission, with whether each holds today."""
    return [
        {"name": rule.name, "approved_by": rule.approved_by, "approved_on": str(rule.approved_on),
         "expires_on": str(rule.expires_on), "holds": rule.holds(today), "register": rule.register_,
         "codes": list(rule.codes), "zone": rule.zone or None, "degree": rule.degree, "to": list(rule.to),
         "channels": list(rule.channels), "exercise": rule.exercise, "languages": list(rule.text)}
        for rule in desk.mission.settings.alert_rule
    ]  # fmt: skip
