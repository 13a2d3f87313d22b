"""Movement as one audience may know it: notices with their clocks and silence, convoys along their checkpoints, sites
that expire, access constraints; and coordinates that are to be forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ..analysis.movement import LEAD_EMERGENCY_H, LEAD_H, Held, expiry, lead, notice, quiet_at, table
from ..core.errors import BadRequest, Issue
from ..core.handling import Actor, Audience
from ..core.moment import Moment, from_plain, utc
from ..ledger.chain import Receipt
from ..registers.movement import ANNOUNCED, UNDER_WAY
from . import erasing
from .commission import notifications
from .desk import Desk
from .docket import records, silence_h
from .protecting import span

OPEN = ("draft", *ANNOUNCED, *UNDER_WAY, "turned_back", "arrived")
MOST_CLOSED = 100
PURGED = ("place", "area")


def leads(desk: Desk) -> tuple[float, float]:
    """How many hours ahead a notice is given, usually and in an emergency that is stated."""
    told = desk.mission.settings.clocks
    return told.lead_h or LEAD_H, told.lead_emergency_h or LEAD_EMERGENCY_H


def overview(desk: Desk, audience: Audience, now_s: int) -> dict[str, Any]:
    """All of it on one page. now_s: the instant (POSIX seconds)."""
    convoys = [_convoy(desk, one, now_s) for one in records(desk, "convoy", audience)]
    constraints = [_constraint(one) for one in records(desk, "access_constraint", audience)]
    return {
        "now": utc(now_s), "silence_h": silence_h(desk), "leads_h": leads(desk),
        "convoys": sorted((c for c in convoys if c["held_state"] in OPEN), key=_pressing),
        "closed": [c for c in convoys if c["held_state"] not in OPEN][:MOST_CLOSED],
        "notices": notifications(desk, audience, now_s),
        "sites": [_site(desk, one, now_s) for one in records(desk, "static_site", audience)],
        "constraints": sorted(constraints, key=lambda c: str(c["at"]), reverse=True),
    }  # fmt: skip


def silent_ones(desk: Desk, audience: Audience, now_s: int) -> list[dict[str, Any]]:
    """Notices that nobody acknowledged in time: of convoys, sites and parties."""
    found = [_convoy(desk, one, now_s) for one in records(desk, "convoy", audience, ("submitted",))]
    found.extend(_site(desk, one, now_s) for one in records(desk, "static_site", audience, ("submitted",)))
    told = [{"ref": c["ref"], "register": c["register"], "notified": c["notified"], "since": c["quiet_at"]}
            for c in found if c["state"] == "silent"]  # fmt: skip
    told.extend({"ref": n["ref"], "register": "notification", "notified": n["actor"], "since": n["given_at"]["start"]}
                for n in notifications(desk, audience, now_s) if n["state"] == "silent")  # fmt: skip
    return sorted(told, key=lambda one: (str(one["since"]), one["ref"]))


def _convoy(desk: Desk, record: Mapping[str, Any], now_s: int) -> dict[str, Any]:
    v, hours = record["values"], silence_h(desk)
    told, starts = span(v.get("submitted")), span(v["starts"])
    assert starts is not None
    ahead = lead(told, starts, bool(v.get("emergency")), leads(desk))
    quiet = quiet_at(told, hours)
    names = ("kind", "organisation", "notified", "emergency", "emergency_words", "starts", "ends", "escort",
             "escort_asked_by", "vehicles", "passages", "stopped_at", "stopped_by", "incident", "submitted",
             "origin", "destination", "departed", "arrived")  # fmt: skip
    return {
        "ref": record["ref"], "register": "convoy", "version": record["version"], "held_state": record["state"],
        "state": notice(record["state"], told, now_s, hours),
        "quiet_at": None if quiet is None else utc(quiet),
        "lead": None if ahead is None else {"least_h": ahead.least_h, "needed_h": ahead.needed_h,
                                            "answer": ahead.answer, "short_h": ahead.short_h},
        **{name: v.get(name) for name in names},
    }  # fmt: skip


def _pressing(one: Mapping[str, Any]) -> tuple[int, str, str]:
    order = ("attacked", "denied", "delayed", "silent", "questioned", "turned_back", "active")
    rank = order.index(one["state"]) if one["state"] in order else len(order)
    return rank, one["starts"]["start"], one["ref"]


def _site(desk: Desk, record: Mapping[str, Any], now_s: int) -> dict[str, Any]:
    v, hours = record["values"], silence_h(desk)
    expires = span(v["expires"])
    assert expires is not None
    told = span(v.get("submitted"))
    quiet, stands = quiet_at(told, hours), expiry(record["state"], expires, now_s)
    names = ("kind", "organisation", "notified", "expires", "submitted", "people")
    return {
        "ref": record["ref"], "register": "static_site", "version": record["version"], "held_state": record["state"],
        "state": notice(record["state"], told, now_s, hours), "quiet_at": None if quiet is None else utc(quiet),
        "expiry": stands, "to_purge": stands in ("expired", "closed") and any(v.get(name) for name in PURGED),
        **{name: v.get(name) for name in names},
    }  # fmt: skip


def purge(desk: Desk, audience: Audience, now_s: int, actor: Actor, key: str) -> list[Receipt]:
    """Erase the coordinates of sites whose notice has ended, for good. A records officer's act. Raises a Refusal."""
    ended = [one["ref"] for one in overview(desk, audience, now_s)["sites"] if one["to_purge"]]
    held = {one["ref"]: one["values"] for one in records(desk, "static_site", audience)}
    targets = [erasing.Target(ref, tuple(n for n in PURGED if held[ref].get(n))) for ref in ended]
    if not targets:
        return []
    return erasing.forget(desk, targets, "The notice has ended: its coordinates are not kept.", actor, key)


# --- access


def _constraint(record: Mapping[str, Any]) -> dict[str, Any]:
    v = record["values"]
    names = ("kind", "impact", "district", "party", "authority", "affected", "days", "organisation_type", "use",
             "convoy", "engaged_with", "outcome")  # fmt: skip
    return {"ref": record["ref"], "version": record["version"], "state": record["state"], "at": v["at"]["start"],
            **{name: v.get(name) for name in names}}  # fmt: skip


def access_table(desk: Desk, audience: Audience, month: str, *, others: bool = False) -> dict[str, Any]:
    """Constraints of a month by kind and district. `others`: as it may be handed on, by the use that each organisation
    chose and without numbers below ten. Raises BadRequest."""
    try:
        within = Moment.parse(month)
        if len(month) != 7:
            raise ValueError
    except ValueError:
        issue = Issue("month", "no_month", f"{month[:20]!r} is no month; write one as 2025-03.")
        raise BadRequest("The question cannot be read.", [issue]) from None
    held = [one for one in records(desk, "access_constraint", audience) if _in(one["values"]["at"], within)]
    found = [_held(one) for one in held if len(one["values"]["at"]["start"]) > 4]
    undated = 0 if others else len(held) - len(found)  # of the year alone: in no month's numbers
    cells = table(found, others=others)
    return {"month": month, "others": others, "cells": [asdict(cell) for cell in cells], "undated": undated}


def _in(at: Mapping[str, Any], within: Moment) -> bool:
    told = from_plain(dict(at))
    if len(at["start"]) == 4:
        return told.since_s <= within.since_s < told.until_s
    return within.since_s <= told.since_s < within.until_s


def _held(record: Mapping[str, Any]) -> Held:
    v = record["values"]
    many = v.get("affected") or {}
    return Held(record["ref"], v.get("kind"), v.get("district"), many.get("low"), many.get("best"), many.get("high"),
                v.get("use") or "internal")  # fmt: skip
