"""One Cursor on Target event: who or what, where, since when, for how long it holds.

Source: the CoT base schema 2.0 and the details that TAK clients write. 9999999.0 is how CoT says unknown; here it is
None. What comes in is bounded (64 kB, no DTD, no entities); what goes out never calls anybody hostile or suspect.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from ...core.moment import DAY_S
from .types import neutral

MOST_EVENT = 65_536  # bytes
MOST_UID, MOST_NAME, MOST_WORDS, MOST_LINKS = 200, 60, 4_000, 20
UNKNOWN = 9_999_999.0
PROTOBUF = "TAK protocol 1 (protobuf) is not spoken here; send XML."
LAST_S = 7_258_118_400  # the year 2200: no clock says more
WRONG_CLOCK_S = 3_600  # farther from ours a sender's clock is told to be wrong
_TYPE = re.compile(r"[A-Za-z0-9.]+(-[A-Za-z0-9.]+){0,30}\Z")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with something that came in: a stable code and a sentence."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Link:
    """What an event refers to: whose it is (relation p-p) and of what type."""

    uid: str
    type: str = ""
    relation: str = ""
    call_sign: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An event: times in POSIX seconds, degrees, metres, metres a second; None and empty are unknown.

    `type` is as its sender wrote it; `neutral(type)` is how it is shown and passed on.
    """

    uid: str
    type: str
    at_s: float
    start_s: float
    stale_s: float
    place: Point | None = None
    how: str = ""
    hae_m: float | None = None
    ce_m: float | None = None
    le_m: float | None = None
    call_sign: str = ""
    course_deg: float | None = None
    speed_ms: float | None = None
    remarks: str = ""
    group: str = ""
    role: str = ""
    battery_pct: float | None = None
    device: str = ""
    own_place: bool = False  # it tells of a device that can be called (an endpoint, a device, a group)
    links: tuple[Link, ...] = ()
    version: str = "2.0"


def clock_off_s(event: Event, received_s: float) -> int | None:
    """By how many seconds its sender's clock is behind ours, where that is more than an hour; never corrected."""
    off = int(received_s - event.at_s)
    return off if abs(off) > WRONG_CLOCK_S else None


def clock_words(off_s: int) -> str:
    """A sentence for a person on a clock that is off."""
    side = "behind" if off_s > 0 else "ahead of"
    return f"Its sender's clock is {abs(off_s) / DAY_S:,.1f} days {side} ours; nothing was corrected."


# --- reading


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip


def read(data: bytes) -> Event | Fault:
    """An event from the bytes of one, or what is wrong with them. Never raises for what it is given."""
    if len(data) > MOST_EVENT:
        return Fault("too_long", f"An event has at most {MOST_EVENT} bytes; this one has {len(data)}.")
    if data[:1] == b"\xbf":
        return Fault("protobuf", PROTOBUF)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:  # the parser is held to UTF-8, so this finds every one
        return Fault("doctype", "An event with a document type is not read.")
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        return Fault("not_xml", f"This is no XML: {str(error)[:200]}.")
    if root.tag != "event":
        return Fault("no_event", f"This is {str(root.tag)[:40]!r}, no event.")
    try:
        return _event(root)
    except _Wrong as wrong:
        return wrong.fault


class _Wrong(Exception):
    def __init__(self, code: str, sentence: str) -> None:
        self.fault = Fault(code, sentence)


def _event(root: etree._Element) -> Event:
    given = root.attrib
    uid, kind, version = given.get("uid", "").strip(), given.get("type", ""), given.get("version", "")
    if not uid or len(uid) > MOST_UID or not uid.isprintable():
        raise _Wrong("bad_uid", f"An event needs a uid, one line of at most {MOST_UID} characters.")
    if not _TYPE.match(kind) or len(kind) > 100:
        raise _Wrong("bad_type", f"{kind[:40]!r} is no type such as a-f-G-U-C.")
    if version not in ("2.0", "2"):
        raise _Wrong("bad_version", f"Version {version[:20]!r} is not known here; events have version 2.0.")
    at_s = _instant(given, "time")
    start_s = at_s if given.get("start") == given.get("time") else _instant(given, "start")
    stale_s = _instant(given, "stale")
    if stale_s < start_s:
        raise _Wrong("order", "The event is stale before it starts.")
    point = root.find("point")
    if point is None:
        raise _Wrong("no_point", "The event has no point.")
    told = point.attrib
    detail = root.find("detail")
    return Event(
        uid, kind, at_s, start_s, stale_s, _place(told), given.get("how", "")[:30], _known(told.get("hae"), -12_000),
        _known(told.get("ce"), 0), _known(told.get("le"), 0), **(_detail(detail) if detail is not None else {}),
    )  # fmt: skip


def _detail(detail: etree._Element) -> dict[str, Any]:
    """What the parts of an event's detail tell that Greenline reads; others are left alone."""
    found: dict[str, Any] = {}
    links: list[Link] = []
    for part in detail:
        tag, given = part.tag, part.attrib
        if tag == "contact":
            found["call_sign"] = _line(given.get("callsign"))
            found["own_place"] = found.get("own_place", False) or bool(given.get("endpoint"))
        elif tag == "track":
            course = _known(given.get("course"), -360, 720)
            found["course_deg"] = None if course is None else course % 360
            found["speed_ms"] = _known(given.get("speed"), 0, 5_000)
        elif tag == "remarks":
            found["remarks"] = " ".join(str(text) for text in part.itertext()).strip()[:MOST_WORDS]
        elif tag == "__group":
            found |= {"group": _line(given.get("name")), "role": _line(given.get("role")), "own_place": True}
        elif tag == "status":
            found["battery_pct"] = _known(given.get("battery"), 0, 100)
        elif tag == "takv":
            found |= {"device": _line(given.get("device") or given.get("platform")), "own_place": True}
        elif tag == "link" and len(links) < MOST_LINKS:
            who = given.get("parent_callsign") or given.get("callsign")
            links.append(Link(_line(given.get("uid"), MOST_UID), _line(given.get("type")),
                              _line(given.get("relation")), _line(who)))  # fmt: skip
    return {**found, "links": tuple(links)}


def _line(text: str | None, most: int = MOST_NAME) -> str:
    return "".join(c for c in (text or "").strip()[:most] if c.isprintable())


def _instant(given: etree._Attrib, name: str) -> float:
    """An instant with its offset, any number of decimals."""
    text = given.get(name) or ""
    try:
        found = datetime.fromisoformat(text[:60])
        if found.tzinfo is not None and len(text) <= 60 and 0 <= (second := found.timestamp()) < LAST_S:
            return second
    except (ValueError, OverflowError):
        pass
    raise _Wrong("bad_time", f"{name} is {text[:40]!r}; it must be an instant such as 2026-03-02T09:00:00.000Z.")


def _place(given: etree._Attrib) -> Point | None:
    """Where; exactly 0, 0 is a device without a fix."""
    lon, lat = _known(given.get("lon"), -180, 180), _known(given.get("lat"), -90, 90)
    if lon is None or lat is None:
        raise _Wrong("bad_point", "The point needs lat from -90 to 90 and lon from -180 to 180.")
    return None if lon == 0 == lat else (lon, lat)


def _known(text: str | None, low: float, high: float = UNKNOWN - 1) -> float | None:
    """A number within its bounds; anything else is unknown."""
    try:
        value = float(text) if text else math.nan
    except ValueError:
        return None
    return value if low <= value <= high else None


# --- writing


def write(event: Event) -> bytes:
    """An event as XML with its declaration. An atom's affiliation is never hostile, suspect, joker or faker: it is
    written as unknown, whatever the event says; so is that of anything it links to."""
    root = etree.Element("event", {
        "version": "2.0", "uid": _clean(event.uid), "type": neutral(event.type), "how": event.how or "h-g-i-g-o",
        "time": _utc(event.at_s), "start": _utc(event.start_s), "stale": _utc(event.stale_s),
    })  # fmt: skip
    lon, lat = event.place or (0.0, 0.0)
    etree.SubElement(root, "point", {
        "lat": f"{lat:.7f}", "lon": f"{lon:.7f}", "hae": _told(event.hae_m), "ce": _told(event.ce_m),
        "le": _told(event.le_m),
    })  # fmt: skip
    detail = etree.SubElement(root, "detail")
    if event.call_sign:
        etree.SubElement(detail, "contact", {"callsign": _clean(event.call_sign)})
    if event.group:
        etree.SubElement(detail, "__group", {"name": _clean(event.group), "role": _clean(event.role or "Team Member")})
    if event.course_deg is not None or event.speed_ms is not None:
        track = (("course", event.course_deg), ("speed", event.speed_ms))
        etree.SubElement(detail, "track", {name: f"{value:.2f}" for name, value in track if value is not None})
    if event.battery_pct is not None:
        etree.SubElement(detail, "status", {"battery": f"{event.battery_pct:.0f}"})
    for link in event.links[:MOST_LINKS]:
        told = {"uid": link.uid, "type": neutral(link.type) if link.type else "", "relation": link.relation,
                "parent_callsign": link.call_sign}  # fmt: skip
        etree.SubElement(detail, "link", {name: _clean(value) for name, value in told.items() if value})
    if event.remarks:
        etree.SubElement(detail, "remarks").text = _clean(event.remarks)
    return _HEAD + etree.tostring(root, encoding="utf-8")


def _clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def _told(value: float | None) -> str:
    return f"{UNKNOWN if value is None else value:.1f}"


def _utc(second: float) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat(timespec="milliseconds")[:23] + "Z"
