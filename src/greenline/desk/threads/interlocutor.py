"""A liaison's view of one interlocutor: every thread, call, meeting and commitment with them that the asker may know,
when they were last heard of, and what waits for an answer since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...core.handling import Audience
from ...core.moment import utc
from ..commission import commitment
from ..desk import Desk
from ..docket import records
from .belonging import Asking
from .reading import mine, one

MOST_SHOWN = 100  # of each sort, the newest first


def interlocutor(desk: Desk, asking: Asking, audience: Audience, name: str, now_s: int) -> dict[str, Any]:
    """All of it for a participant's name: a call sign, a guest's id or a circle. A party's circle stands for the party
    (`party:A` and `A` are the same). What the asker may not know counts nowhere. now_s: POSIX seconds."""
    code = name.removeprefix("party:")
    names = {name, code, f"party:{code}"}
    threads = [told for told in mine(desk, asking)["threads"] if names & set(told["participants"])]
    calls = [r for r in records(desk, "call", audience) if code in (_of(r, "from_side"), _of(r, "to_side"))]
    sat = [r for r in records(desk, "meeting", audience) if code in _sides(r)]
    promised = [commitment(r, now_s) for r in records(desk, "commitment", audience) if _of(r, "actor") == code]
    return {
        "now": utc(now_s), "name": name, "threads": threads[:MOST_SHOWN],
        "calls": sorted(calls, key=lambda r: _start(r, "at"), reverse=True)[:MOST_SHOWN],
        "meetings": sorted(sat, key=lambda r: _start(r, "held"), reverse=True)[:MOST_SHOWN],
        "commitments": promised[:MOST_SHOWN],
        "last_contact": _last(threads, calls, sat), "waits": waits(desk, asking, threads),
    }  # fmt: skip


def waits(desk: Desk, asking: Asking, threads: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The threads in which the last word is not the mission's own, with since when: the first line after the last that
    one of its people said. The longest wait first."""
    found = []
    for told in threads:
        if told["state"] == "closed" or told["last_by"] is None:
            continue
        thread = one(desk, asking, told["ref"])
        own = {part["who"] for part in thread["participants"] if part["kind"] == "person"}
        since = None
        for line in reversed(thread["lines"]):
            if line["speaker"] in own:
                break
            since = line
        if since is not None:
            found.append({"ref": told["ref"], "title": told["title"], "line": since["ref"],
                          "since": since["recorded_at"]})  # fmt: skip
    return sorted(found, key=lambda each: each["since"])


def _last(
    threads: Iterable[Mapping[str, Any]], calls: Iterable[Mapping[str, Any]], sat: Iterable[Mapping[str, Any]]
) -> str | None:
    """The newest of the last line in a thread, the last call, the last meeting that was held; None when unknown."""
    times = [str(told["last_at"]) for told in threads if told["last_at"]]
    times += [start for call in calls if (start := _start(call, "at"))]
    times += [start for meeting in sat if (start := _start(meeting, "held"))]
    return max(times, default=None)


def _sides(meeting: Mapping[str, Any]) -> set[str]:
    return {str(one.get("actor")) for one in meeting["values"].get("attendance") or ()}


def _of(record: Mapping[str, Any], name: str) -> str | None:
    found: str | None = record["values"].get(name)
    return found


def _start(record: Mapping[str, Any], name: str) -> str:
    return str((record["values"].get(name) or {}).get("start") or "")


__all__ = ["interlocutor", "waits"]
