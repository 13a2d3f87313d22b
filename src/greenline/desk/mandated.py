"""The mandate as one audience may know it: instruments in order of time, what is in force on a day, tasks with their
benchmarks, ceilings with their rivals, and which report is due when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..analysis.authority import in_force
from ..analysis.facts import Span
from ..core.codes import code_lists
from ..core.handling import Audience
from ..core.moment import from_plain, utc
from .authority import grade, held
from .desk import Desk
from .docket import records

DAY_S = 86_400
SOON_D = 30  # an end or a report so many days ahead is told as near


def overview(desk: Desk, audience: Audience, day: Span) -> dict[str, Any]:
    """What stands on a day, and everything before and after it. day: POSIX seconds."""
    given = list(records(desk, "mandate", audience, ("held",)))
    standing = {at.one.ref: at for at in in_force(held(desk, audience).instruments, day)}
    told = [_instrument(one, standing.get(one["ref"]), day) for one in given]
    told.sort(key=lambda one: (one["since"], one["instrument"]))
    acts = code_lists()["authority_act"].labels
    return {
        "day": utc(day.since)[:10],
        "last_day": max((one["until"] for one in told if one["until"]), default=None),
        "in_force": [one for one in told if one["in_force"]],
        "instruments": told,
        "tasks": [_task(one) for one in records(desk, "task", audience)],
        "ceilings": sorted(map(_ceiling, records(desk, "ceiling", audience, ("held",))), key=lambda c: c["since"]),
        "reports": sorted(_reports(given, day), key=lambda one: (one["due"] is None, str(one["due"]))),
        "force": [_force(one) for one in records(desk, "force", audience)],
        "acts": [{"code": code, "label": label} for code, label in acts.items()],
    }


def _instrument(one: Mapping[str, Any], at: Any, day: Span) -> dict[str, Any]:
    v = one["values"]
    until = from_plain(v["expires"]).until_s if v.get("expires") else None
    names = ("instrument", "body", "operation", "effect", "chapter", "means", "caveats", "purposes", "zones",
             "account", "paragraph", "source")  # fmt: skip
    return {
        "ref": one["ref"], "since": utc(from_plain(v.get("starts") or v["adopted"]).since_s)[:10],
        "adopted": v["adopted"]["start"], "until": None if until is None else utc(until - 1)[:10],
        "in_force": at is not None, "inferred": at is not None and at.inferred,
        "ends_in_d": None if at is None or until is None else (until - day.since) // DAY_S,
        "grade": grade(v), **{name: v.get(name) for name in names},
    }  # fmt: skip


def _task(one: Mapping[str, Any]) -> dict[str, Any]:
    v = one["values"]
    marks = v.get("benchmarks") or []
    names = ("task", "modality", "strength", "instrument", "paragraph", "operation", "zones", "note", "source")
    return {
        "ref": one["ref"], "state": one["state"], "holds": v.get("holds"), "grade": grade(v), "benchmarks": marks,
        "met": sum(mark.get("met") == "met" for mark in marks),
        "not_met": sum(mark.get("met") == "breached" for mark in marks),
        **{name: v.get(name) for name in names},
    }  # fmt: skip


def _ceiling(one: Mapping[str, Any]) -> dict[str, Any]:
    v = one["values"]
    names = ("instrument", "operation", "holds", "military", "police", "civilians", "total", "note", "source")
    return {"ref": one["ref"], "since": utc(from_plain(v["holds"]).since_s)[:10], "grade": grade(v),
            **{name: v.get(name) for name in names}}  # fmt: skip


def _reports(given: Iterable[Mapping[str, Any]], day: Span) -> Iterable[dict[str, Any]]:
    """Reports that instruments begun by the day ask for: when the next is due, unknown where neither a day nor a
    rhythm is held."""
    for one in given:
        v = one["values"]
        begins = from_plain(v.get("starts") or v["adopted"]).since_s
        until = from_plain(v["expires"]).until_s if v.get("expires") else None
        if begins >= (day.until or begins + 1) or (until is not None and until <= day.since):
            continue
        for row in v.get("reports") or ():
            due = next_due(row, begins, day.since)
            yield {"ref": one["ref"], "instrument": v["instrument"], "what": row["what"], "to": row.get("to"),
                   "every_d": row.get("every_d"), "given": row.get("given"),
                   "due": None if due is None else utc(due)[:10],
                   "overdue": due is not None and due + DAY_S <= day.since,
                   "soon": due is not None and day.since <= due + DAY_S <= day.since + SOON_D * DAY_S}  # fmt: skip


def next_due(row: Mapping[str, Any], begins: int, now_s: int) -> int | None:
    """When the next report is due (POSIX seconds): its own day while nothing was given after it; else a rhythm counted
    from the last one given, or, where none is held, the next beat counted from the instrument's beginning."""
    given = from_plain(row["given"]).since_s if row.get("given") else None
    if row.get("due"):
        due = from_plain(row["due"]).until_s - DAY_S
        if given is None or given < due - SOON_D * DAY_S:
            return due
    if not row.get("every_d"):
        return None
    step = int(row["every_d"]) * DAY_S
    if given is not None:
        return given + step
    beats = max((now_s - begins + step - 1) // step, 1)
    return int(begins + beats * step)


def _force(one: Mapping[str, Any]) -> dict[str, Any]:
    names = ("at", "purpose", "highest", "shots", "effect", "reports", "incidents")
    return {"ref": one["ref"], "state": one["state"], **{name: one["values"].get(name) for name in names}}
