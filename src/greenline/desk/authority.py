"""Asking the mandate: what the mission's records say of one act, at a place, on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..analysis import authority
from ..analysis.authority import Asked, Books, Consenting, Duty, Instrument, Opinion, Pact
from ..analysis.facts import Span
from ..analysis.ground import ALL, NEAR, OFF, OUT, Ground, ground_of, zones_of
from ..core.codes import code_lists
from ..core.errors import BadRequest, Issue
from ..core.handling import Audience
from ..core.moment import from_plain
from ..registers.mandate import RUNNING
from .desk import Desk
from .docket import records

_RESTING = ("signed", "applied", "breached")


def ask(desk: Desk, audience: Audience, act: str, at: Span, where: tuple[float, float] | None = None) -> dict[str, Any]:
    """The opinion on an act as JSON, with the question and every record it rests on. at: the day (POSIX seconds).
    where: longitude and latitude in degrees. Raises BadRequest for an act that the list does not have."""
    acts, tasks = code_lists()["authority_act"], code_lists()["mandate_task"]
    if act not in acts:
        near = ", ".join(acts.like(act)) or ", ".join(acts.labels)
        issue = Issue("act", "no_code", f"There is no act {act[:40]!r}. Did you mean {near}?")
        raise BadRequest("The question cannot be read.", [issue])
    books = held(desk, audience)
    asked = Asked(act, at, *_lie(desk, books, where))
    told = authority.judge(asked, books, acts, tasks)
    return {"act": act, "label": acts.labels[act], "answer": told.answer, **_points(told), "sectors": _sectors(asked)}


def day(text: str | None, zone: ZoneInfo, now_s: int) -> Span:
    """A day as the field writes it, 24 hours of UTC as dated records have them; None: today where the mission is.
    Raises ValueError."""
    told = datetime.fromtimestamp(now_s, zone).date() if text is None else date.fromisoformat(text)
    if told.isoformat() != (text or told.isoformat()) or not 1900 <= told.year < 2200:
        raise ValueError(text)
    since = (told - date(1970, 1, 1)) // timedelta(seconds=1)
    return Span(since, since + 86_400)


def place(text: str) -> tuple[float, float]:
    """`longitude,latitude` in degrees. Raises ValueError with a sentence."""
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError(
            f"{text[:40]!r} is no place; write longitude,latitude in degrees, such as 45.34,2.04."
        ) from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("A longitude lies from -180 to 180, a latitude from -90 to 90.")
    return lon, lat


def _points(told: Opinion) -> dict[str, list[dict[str, str]]]:
    parts = ("rests", "conditions", "against", "missing", "noted")
    return {part: [asdict(one) for one in getattr(told, part)] for part in parts}


def _sectors(asked: Asked) -> list[str]:
    return sorted(code for code, lies in (asked.where or {}).items() if lies != "out")


def held(desk: Desk, audience: Audience) -> Books:
    """All that an audience may know of mandates, tasks, consent and status agreements."""

    def each(noun: str, *states: str) -> Iterable[Mapping[str, Any]]:
        return records(desk, noun, audience, states)

    return Books(
        [_instrument(one) for one in each("mandate", "held")],
        [_duty(one) for one in each("task")],
        [_consenting(one) for one in each("consent", "held") if one["values"].get("party")],
        [pact for one in each("status_agreement", *_RESTING) if (pact := _pact(one))],
    )


def _instrument(one: Mapping[str, Any]) -> Instrument:
    v = one["values"]
    begins = v.get("starts") or v["adopted"]
    until = from_plain(v["expires"]).until_s if v.get("expires") else None
    return Instrument(
        one["ref"], v["instrument"], Span(from_plain(begins).since_s, until), v.get("operation") or "",
        v.get("effect") or "", v.get("chapter") or "", v.get("means"), tuple(v.get("caveats") or ()),
        tuple(v.get("purposes") or ()), split(v.get("zones")), bool(v.get("paragraph")), grade(v),
    )  # fmt: skip


def _duty(one: Mapping[str, Any]) -> Duty:
    v = one["values"]
    span = _span(v.get("holds"))
    over = one["state"] not in RUNNING and span.until is None
    return Duty(
        one["ref"], v["task"], tuple(v.get("modality") or ()), v.get("instrument") or "", v.get("paragraph") or "",
        v.get("operation") or "", span, split(v.get("zones")), over, v.get("note") or "", grade(v),
    )  # fmt: skip


def _consenting(one: Mapping[str, Any]) -> Consenting:
    v = one["values"]
    until = from_plain(v["until"]).until_s if v.get("until") else None
    return Consenting(one["ref"], v["party"], bool(v.get("host")), v.get("zone") or "", v.get("degree") or "unknown",
                      Span(from_plain(v["since"]).since_s, until), v.get("terms") or "")  # fmt: skip


def _pact(one: Mapping[str, Any]) -> Pact | None:
    v = one["values"]
    begins = v.get("applies") or v.get("signed")
    if begins is None:
        return None
    span = _span(begins) if v.get("applies") else Span(from_plain(begins).since_s)
    return Pact(one["ref"], v["title"], one["state"], span)


def _span(moment: Mapping[str, Any] | None) -> Span:
    """From when to when a moment says; a single day is its beginning, and no end is held."""
    if moment is None:
        return authority.ALWAYS
    told = from_plain(dict(moment))
    return Span(told.since_s, told.until_s if moment["end"] != moment["start"] else None)


def split(text: str | None) -> tuple[str, ...]:
    """Codes with commas between them."""
    return tuple(one.strip() for one in (text or "").split(",") if one.strip())


def grade(values: Mapping[str, Any]) -> str:
    """Reliability and credibility as one mark, such as B2."""
    return f"{values.get('reliability') or 'F'}{values.get('credibility') or '6'}"


def _lie(desk: Desk, books: Books, at: tuple[float, float] | None) -> tuple[dict[str, str] | None, bool]:
    """How the zones that anything names, and the sectors, lie to a place; whether it is beyond the mission's bounds."""
    if at is None:
        return None, False
    zones = zones_of(desk.mission.zones)
    sectors = [f["properties"]["code"] for f in desk.mission.zones.get("features", ())
               if f["properties"].get("kind") == "sector"]  # fmt: skip
    told = [*(z for one in books.instruments for z in one.zones), *(z for one in books.duties for z in one.zones),
            *(one.zone for one in books.consents if one.zone), *sectors]  # fmt: skip
    where = {}
    for code in dict.fromkeys(told):
        ground = ground_of([(code, ALL, None)], zones)
        where[code] = "out" if ground is None else _status(ground, at)
    west, south, east, north = desk.mission.settings.bounds
    return where, not (west <= at[0] <= east and south <= at[1] <= north)


def _status(ground: Ground, at: tuple[float, float]) -> str:
    """in, near or out; a place is never in a line, but near it within its uncertainty."""
    told = ground.locate(*at)[ALL].status
    if told == OFF:
        distance, uncertainty = ground.versions[0].distance(*at)
        return NEAR if distance <= uncertainty else OUT
    return told
